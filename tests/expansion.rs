//! What the macros write, word by word: `expansion/NAME.rs` becomes `expansion/NAME.expanded.rs`.
//!
//! `VTABLE_API_BLESS=1 cargo test --test expansion` writes it anew; review it like code.

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::Project;

const NAMES: &[&str] = &["table", "no_receiver", "types", "recorded"];

#[test]
fn the_macros_write_what_is_stored() {
    if !support::pinned_toolchain("expansion") || !support::tool("expansion", "rustfmt", "--version") {
        return;
    }
    let differences: String = NAMES.iter().filter_map(|name| difference(name)).collect();
    assert!(differences.is_empty(), "{differences}\nif it is meant: VTABLE_API_BLESS=1 cargo test --test expansion");
    assert_all_are_compared();
}

/// No stored file is forgotten.
#[track_caller]
fn assert_all_are_compared() {
    let files = std::fs::read_dir(folder()).expect("the folder");
    let mut files: Vec<_> =
        files.map(|file| file.expect("a file").file_name().into_string().expect("a name")).collect();
    let mut wanted: Vec<_> =
        NAMES.iter().flat_map(|name| [format!("{name}.rs"), format!("{name}.expanded.rs")]).collect();
    wanted.push("recorded.abi.toml".into());
    files.sort();
    wanted.sort();
    assert_eq!(files, wanted);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("expansion")
}

/// What differs, as a person wants to see it; nothing when blessed.
fn difference(name: &str) -> Option<String> {
    let source = std::fs::read_to_string(folder().join(format!("{name}.rs"))).expect("the source");
    let file = folder().join(format!("{name}.expanded.rs"));
    let now = expanded(name, &source);
    if is_blessing() {
        std::fs::write(&file, &now).expect("the expansion is written");
        return None;
    }
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    (stored != now).then(|| format!("{}:\n{}", file.display(), diff(&stored, &now)))
}

/// The source as the compiler sees it behind the macros, formatted.
fn expanded(name: &str, source: &str) -> String {
    let project = Project::library(&format!("expansion-{}", name.replace('_', "-")), source);
    if name == "recorded" {
        record(&project);
    }
    let built = project.cargo_with("rustc --lib -- -Zunpretty=expanded", &[("RUSTC_BOOTSTRAP", "1")]);
    built.assert_builds(name);
    let folder = project.path().to_string_lossy().into_owned();
    assert!(!built.stdout.is_empty(), "{name}: nothing was expanded\n{}", built.stderr);
    rustfmt(&built.stdout.replace(&folder, "$PACKAGE").replace("\r\n", "\n"))
}

/// Puts the stored record there, or stores it.
fn record(project: &Project) {
    let file = folder().join("recorded.abi.toml");
    if is_blessing() {
        project.cli("init").assert_builds("init");
        project.cli("freeze").assert_builds("freeze");
        std::fs::write(file, project.read("abi.toml")).expect("the record is written");
    } else {
        project.write("abi.toml", &std::fs::read_to_string(file).unwrap_or_default());
    }
}

fn is_blessing() -> bool {
    std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1")
}

fn rustfmt(source: &str) -> String {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--emit", "stdout", "--config", "max_width=120"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("rustfmt runs");
    child.stdin.take().expect("a pipe").write_all(source.as_bytes()).expect("rustfmt reads");
    let output = child.wait_with_output().expect("rustfmt ends");
    assert!(output.status.success(), "rustfmt refuses the expansion");
    String::from_utf8(output.stdout).expect("rustfmt writes text")
}

/// The lines from the first that differs to the last, with a little around them.
fn diff(stored: &str, now: &str) -> String {
    const AROUND: usize = 3;
    let (old, new): (Vec<_>, Vec<_>) = (stored.lines().collect(), now.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let mut text = String::new();
    let before = start.saturating_sub(AROUND);
    old[before..start].iter().for_each(|line| writeln!(text, "  {line}").expect("text"));
    old[start..old.len() - end].iter().for_each(|line| writeln!(text, "- {line}").expect("text"));
    new[start..new.len() - end].iter().for_each(|line| writeln!(text, "+ {line}").expect("text"));
    old[old.len() - end..].iter().take(AROUND).for_each(|line| writeln!(text, "  {line}").expect("text"));
    text
}

#[test]
fn a_difference_shows_what_was_and_what_is() {
    assert_eq!(diff("a\nb\nc\n", "a\nx\ny\nc\n"), "  a\n- b\n+ x\n+ y\n  c\n");
    assert_eq!(diff("a\n", "a\nb\n"), "  a\n+ b\n");
}
