//! `examples/python`: modules that are built once, in C, C++ and Rust, and run in every Python of this machine, and in
//! those of Windows under Wine.
//!
//! | file in `python/` | has |
//! |---|---|
//! | `build.rs` | how the bridge and the modules are built |
//! | `interpreters.rs` | the Pythons |
//! | `page.rs` | `docs/python.md` |
//! | `readme.rs` | the example's README, followed |
//! | `speed.rs` | what a call costs, and by other ways |
//! | `windows.rs` | the same on Windows |
//! | `check.py` | what runs in each of them, and `pure.py`, with which results and exceptions are compared |
#![cfg(target_os = "linux")]

mod build;
#[path = "../c/mod.rs"]
mod c;
#[path = "../machines/fixtures.rs"]
mod fixtures;
mod interpreters;
mod page;
mod readme;
mod speed;
#[path = "../support/mod.rs"]
mod support;
#[cfg(target_arch = "x86_64")]
mod windows;

use build::{FIXTURES, Fixtures, Module, digest, example, script};
use interpreters::{ALL, Interpreter};
use page::Row;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use support::in_parallel;

/// Of one file from each source; the others get a fifth.
const CALLS: u32 = 100_000;

fn borrowed(args: &[OsString]) -> Vec<&OsStr> {
    args.iter().map(AsRef::as_ref).collect()
}

/// What `check.py` must print of a module.
fn expected(module: &Module, out: &str) -> Result<(), String> {
    let name = module.file.file_name().expect("a file").to_string_lossy();
    let lines: Vec<_> = out.lines().filter(|line| line.starts_with(&*name)).collect();
    let mut wanted = vec![format!("{name} sha256 {}", module.digest)];
    for held in [1, 2, 3] {
        let agreed = module.revision.min(held);
        let start = format!("{name} {held} agreed {agreed} cases ");
        let line = lines.iter().find(|line| line.starts_with(&start) && line.ends_with(" balanced"));
        wanted.push(line.map_or(format!("{start}… balanced"), |line| (*line).to_owned()));
    }
    if lines == wanted { Ok(()) } else { Err(format!("wanted\n{}\nfound\n{}", wanted.join("\n"), lines.join("\n"))) }
}

/// A row of the page; what is wrong is in the second half.
fn row(name: &str, modules: &[Module], out: &str) -> (Row, Vec<String>) {
    let mut wrong = Vec::new();
    let mut cells = Vec::new();
    for module in modules {
        let agreed = [1, 2, 3].map(|held| module.revision.min(held).to_string()).join(", ");
        let cell = expected(module, out).map(|()| agreed).unwrap_or_else(|line| {
            wrong.push(format!("{name}: {line}"));
            "WRONG".into()
        });
        cells.push((module.made.clone(), cell));
    }
    (Row { interpreter: name.into(), cells }, wrong)
}

#[test]
fn the_same_files_run_in_every_python() {
    let is_everyone_there = interpreters::are_there("python");
    if ALL.is_empty() {
        return; // what is missing was named
    }
    let fixtures @ Fixtures { modules, leaky, is_complete, .. } = &*FIXTURES;
    let files = modules.iter().map(|module| &*module.file).chain([&**leaky]);
    let args = fixtures.arguments(CALLS, files);
    let check = |_: &mut (), python: &Interpreter| python.run(&script("check.py"), &borrowed(&args));
    let outputs = in_parallel(&ALL, |_| (), check);
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    for (python, out) in ALL.iter().zip(&outputs) {
        let (row, more) = row(&python.name, modules, out);
        rows.push(row);
        wrong.extend(more);
        // The check that finds nothing in the others finds this one.
        let leaks = "leaky.so 3 references that the module owns: ";
        assert!(out.lines().any(|line| line.starts_with(leaks)), "{}\n{out}", python.name);
    }
    println!("{}", page::table(&rows));
    for module in modules {
        println!("{} {}", module.digest, module.file.display());
        assert_eq!(digest(&module.file), module.digest, "nobody wrote to it");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if is_everyone_there && *is_complete {
        page::compare("Linux", &rows);
    }
}

#[test]
fn import_finds_modules() {
    interpreters::are_there("python");
    let fixtures = &*FIXTURES;
    let tokens = &fixtures.modules.iter().find(|module| module.revision == 1).expect("a module in C").file;
    let place = fixtures.folder.join("place");
    std::fs::create_dir_all(place.join("package")).expect("a folder");
    std::fs::write(place.join("package/__init__.py"), "").expect("a file");
    for to in ["tokens.so", "package/tokens.so"] {
        std::fs::copy(tokens, place.join(to)).expect("a copy");
    }
    broken(fixtures, "REFUSES", "py-api-1", "place/broken.so");
    for python in ALL.iter() {
        let said = python.run(&script("imports.py"), &[fixtures.folder.as_os_str(), place.as_os_str()]);
        assert!(
            said.contains("found 3: there is no licence for\\u{a}this machine;") && said.lines().count() == 1,
            "{said}"
        );
    }
}

fn broken(fixtures: &Fixtures, which: &str, headers: &str, file: &str) -> PathBuf {
    fixtures.compile("cc", &[&format!("-D{which}")], &script("broken.c"), headers, file)
}

#[test]
fn what_cannot_be_loaded_is_an_import_error_of_one_line() {
    interpreters::are_there("python");
    let fixtures = &*FIXTURES;
    let made = |which: &str| broken(fixtures, which, "py-api-1", &format!("broken_{}.so", which.to_lowercase()));
    let written = |name: &str, bytes: &[u8]| {
        let file = fixtures.folder.join(name);
        std::fs::write(&file, bytes).expect("a file");
        file
    };
    let whole = std::fs::read(&fixtures.modules[0].file).expect("a module");
    // Its file, what is said, and what the module itself raised.
    let cases: Vec<(PathBuf, &str, &str)> = vec![
        (made("NO_SYMBOL"), "found a library without the symbol `vtable_api_module`", ""),
        (made("OTHER_CONTRACT"), "found one with contract 2; use a module built for that contract", ""),
        (
            made("REFUSES"),
            "found 3: there is no licence for\\u{a}this machine; follow that reason, or ask its author",
            "",
        ),
        (made("SILENT"), "found 1 and no reason", ""),
        (made("RAISES"), "found 1: its table is missing", "KeyError('a table'"),
        (written("broken_text.so", b"hello\n"), "found a text file that starts with `hello`", ""),
        (written("broken_half.so", &whole[..whole.len() / 2]), "expected a module, found ", ""),
        (written("broken_empty.so", b""), "expected a module, found ", ""),
        (fixtures.folder.join("broken_absent.so"), "found no file", ""),
    ];
    let goes_on = made("RAISES_AND_GOES_ON");
    let args = fixtures.arguments(3, cases.iter().map(|(file, ..)| &**file).chain([&*goes_on]));
    for python in ALL.iter() {
        let out = python.run(&script("errors.py"), &borrowed(&args));
        let lines: Vec<_> = out.lines().collect();
        assert_eq!(lines.len(), cases.len() + 1, "{}\n{out}", python.name);
        for ((file, said, raised), line) in cases.iter().zip(&lines) {
            let name = file.file_name().expect("a name").to_string_lossy();
            let starts = line.starts_with(&format!("{name} ImportError: "));
            assert!(
                starts && line.contains(said) && line.contains(&*name),
                "{}: expected {said}, found {line}",
                python.name
            );
            assert!(
                python.name.contains(" 2.") || raised.is_empty() != line.contains(" <- "),
                "{}: {line}",
                python.name
            );
            assert!(python.name.contains(" 2.") || line.contains(raised), "{}: {line}", python.name);
        }
        assert!(lines[cases.len()].ends_with("KeyError: 'a table'"), "{}\n{out}", python.name);
    }
}

/// Others run; but a module may say what it cannot do without.
#[test]
fn a_module_that_requires_revision_3_is_refused_by_an_older_bridge() {
    interpreters::are_there("python");
    let fixtures = &*FIXTURES;
    let header = "header --quiet --manifest-path py-api/Cargo.toml --out py-api-3";
    fixtures.project.cli(header).assert_builds(header);
    let demanding = broken(fixtures, "REQUIRES", "py-api-3", "demanding.so");
    for (held, wanted) in [(3, "demanding.so loaded"), (1, "(table `python/py-api`) of host `")] {
        for python in ALL.iter() {
            let out = python.run(&script("errors.py"), &borrowed(&fixtures.arguments(held, [&*demanding])));
            let older =
                held == 3 || out.contains("with revision 1, 3, found revision 1; use a newer host, or an older module");
            assert!(out.contains(wanted) && older && out.lines().count() == 1, "{}: {out}", python.name);
        }
    }
}

#[test]
fn a_breaking_edit_of_the_table_stops_the_build() {
    let project = &FIXTURES.project;
    let text = project.read("edited/src/lib.rs");
    let edits = [
        (
            "int_new(&self, value: i64)",
            "int_new(&self, value: i32)",
            "[VT0004] slot 5 `PyApi::int_new` is frozen since revision 1",
        ),
        ("    Value = 2,", "    Value = 12,", "[VT0015] variant `Value` of `Exception` is frozen since revision 1"),
    ];
    project.cargo("check --manifest-path edited/Cargo.toml").assert_silent("as it is");
    for (from, to, wanted) in edits {
        let edited = text.replacen(from, to, 1);
        assert_ne!(edited, text, "the edit is one");
        project.write("edited/src/lib.rs", &edited);
        let built = project.cargo("check --manifest-path edited/Cargo.toml");
        let errors = built.errors();
        assert!(!built.success && errors.iter().any(|error| error.text.contains(wanted)), "{from}\n{}", built.stderr);
    }
}

#[test]
fn the_record_is_whole_and_has_three_revisions() {
    let checked = FIXTURES.project.cli("check --locked --manifest-path py-api/Cargo.toml");
    checked.assert_builds("check --locked");
    assert!(checked.stdout.contains("python/py-api: 39 slots, revisions 1 to 3 recorded"), "{}", checked.stdout);
    let sources = [example("modules/stats/src/lib.rs")];
    for source in sources {
        let text = std::fs::read_to_string(&source).expect("a source");
        let code = text.lines().filter(|line| !line.contains("forbid(unsafe_code)"));
        assert!(!code.into_iter().any(|line| line.contains("unsafe")), "a user writes none: {}", source.display());
    }
}
