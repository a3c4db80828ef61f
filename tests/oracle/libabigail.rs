//! From source to `abidiff`. Each source is released anew, by a crate that has released nothing, so that a breaking
//! edit has a header, too. What is compared are libraries in C with a variable of the newest struct of each table, and of each variant of
//! growable enums, to which only a tag leads.

use crate::c;
use crate::outcome::Outcome;
use crate::support::{Project, in_parallel};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A library, or why the source has no header.
pub(crate) type Made = Result<PathBuf, String>;

const MANIFEST: &str = "\
[package]
name = \"released\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
vtable-api = { path = \"{vtable-api}\" }

[workspace]
";

/// The library of each source.
pub(crate) fn libraries(sources: &[String]) -> BTreeMap<&str, Made> {
    let folder = c::folder("headers");
    let numbered: Vec<_> = sources.iter().enumerate().collect();
    let made = in_parallel(
        &numbered,
        |worker| Project::with_manifest(&worker.name("oracle"), MANIFEST),
        |project, (number, source)| {
            let headers = folder.join(number.to_string());
            write_headers(project, source, &headers).map(|()| library(&headers))
        },
    );
    sources.iter().map(String::as_str).zip(made).collect()
}

fn write_headers(project: &Project, source: &str, out: &Path) -> Result<(), String> {
    project.write("src/lib.rs", source);
    project.write("abi.toml", "format = 1\n");
    cli(project, "freeze --quiet")?;
    cli(project, &format!("header --quiet --out {}", out.display()))
}

/// Incrementally: from one edit to the next, most of the source is the same.
fn cli(project: &Project, args: &str) -> Result<(), String> {
    let built = project.cli_with(args, &[("CARGO_INCREMENTAL", "1")]);
    if built.success { Ok(()) } else { Err(built.stderr) }
}

/// What some edit takes a foreign struct from.
const LIB: &str = "#pragma once\n#include <stdint.h>\nstruct lib_rect { int32_t w; int32_t h; };\n";

/// Of the headers in a folder.
pub(crate) fn library(headers: &Path) -> PathBuf {
    let (source, others) = (headers.join("tables.c"), headers.join("others"));
    std::fs::write(&source, variables(headers)).expect("a file is written");
    std::fs::create_dir_all(&others).expect("a folder");
    std::fs::write(others.join("lib.h"), LIB).expect("a file is written");
    c::library(headers, "tables", &source, headers, &["-g", "-I", others.to_str().expect("a path that is text")])
}

/// A variable for each table and variant. That the struct of a later revision or growth has another tag is no difference.
fn variables(headers: &Path) -> String {
    let mut text = String::new();
    let files = std::fs::read_dir(headers).expect("headers").map(|file| file.expect("a header").path());
    let names: BTreeSet<String> = files.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    for name in names.iter().filter(|name| *name != "vtable_api") {
        let header = std::fs::read_to_string(headers.join(format!("{name}.h"))).unwrap_or_default();
        for tag in blocks(&header).into_iter().chain([format!("{name}_table_")]) {
            for number in 1..=63 {
                writeln!(text, "#define {tag}{number} {tag}any").expect("a string");
            }
        }
        writeln!(text, "#include \"{name}.h\"\nstruct {name}_table_any the_{name}_table;").expect("a string");
        for variant in variants(&header) {
            writeln!(text, "struct {variant} the_{variant};").expect("a string");
        }
    }
    text
}

/// What the tags of growable structs begin with.
fn blocks(header: &str) -> BTreeSet<String> {
    let tags = header.split("struct VTABLE_API_NAME_(").skip(1).filter_map(|text| text.split_once(','));
    tags.map(|(tag, _)| tag.to_owned()).filter(|tag| tag.ends_with("_growth_")).collect()
}

/// The structs of variants that have fields.
fn variants(header: &str) -> BTreeSet<&str> {
    let tags = header.lines().filter_map(|line| line.strip_prefix("struct ")?.strip_suffix(" {"));
    tags.filter(|tag| tag.ends_with("_fields")).collect()
}

/// What became of the tables, and all that `abidiff` has to say.
pub(crate) fn compare(before: &Path, after: &Path) -> (Outcome, String) {
    let everything = abidiff(before, after, &["--harmless"]);
    (Outcome::of(&everything, &abidiff(before, after, &[])), everything)
}

fn abidiff(before: &Path, after: &Path, more: &[&str]) -> String {
    let mut command = Command::new("abidiff");
    command.args(["--no-default-suppression", "--no-show-locs", "--fail-no-debug-info"]).args(more);
    let done = command.args([before, after]).output().expect("abidiff runs");
    // Bit 0: it failed; bit 1: it was called wrongly.
    let ran = done.status.code().is_some_and(|code| code & 3 == 0) && done.stderr.is_empty();
    assert!(ran, "abidiff: {}\n{}", done.status, String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("text")
}
