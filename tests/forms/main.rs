//! What can be written as a slot can be used: each form of type, in each place, on each way is refused with a number by the
//! interface's own `cargo check`, or it freezes, its headers compile in C and C++, and a host calls it in a
//! module and gets the value that was sent.
//!
//! | file in `forms/` | has |
//! |---|---|
//! | `list.rs` | the forms and the places: a line each |
//! | `slots.rs` | the forms of slots themselves, and the crates of these |
//! | `cells.rs` | what is written for one of the combinations |
//! | `write.rs` | the crates |
//! | `proxy.rs` | modules in C and C++ that stand between the host and the module |
//! | `verdicts.rs` | the file of verdicts |
//! | `verdicts.txt` | which are refused, and by what: blessed, and read; all others are allowed |
#![cfg(unix)]

mod cells;
mod list;
mod proxy;
mod slots;
#[path = "../support/mod.rs"]
mod support;
mod verdicts;
mod write;

use cells::Cell;
use proxy::Suffixes;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{Built, Diagnostic, Project, shared_target, tool};
use verdicts::Verdicts;
use write::Interface;

const WORKSPACE: &str = "[workspace]\nmembers = [\"interface\", \"module\", \"host\"]\nresolver = \"3\"\n";

fn project(test: &str) -> Project {
    let project = Project::with_manifest(test, &WORKSPACE.replace("forms", test));
    let manifest = |name: &str, more: &str| {
        let text = format!(
            "[package]\nname = \"{test}-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{more}\n\
             [dependencies]\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n"
        );
        let own = if name == "interface" {
            String::new()
        } else {
            format!("forms-interface = {{ package = \"{test}-interface\", path = \"../interface\" }}\n")
        };
        project.write(&format!("{name}/Cargo.toml"), &(text + &own));
    };
    manifest("interface", "");
    manifest("module", "[lib]\ncrate-type = [\"cdylib\"]\n");
    manifest("host", "");
    project.write("module/src/lib.rs", "");
    project.write("host/src/main.rs", "fn main() {}");
    project.write("interface/src/lib.rs", "");
    project.cli("init --quiet --manifest-path interface/Cargo.toml").assert_builds("init");
    project
}

/// The number of what refuses each of these; `cargo check` says nothing else.
fn refusals(cells: &[&Cell]) -> Verdicts {
    let interface = Interface::by_cell(cells);
    let project = Project::library("forms-refused", &interface.text);
    project.cli("init --quiet").assert_builds("init");
    let mut refused = Verdicts::new();
    let mut other = String::new();
    for error in project.check().errors() {
        match (error.code(), line(&error).and_then(|line| interface.at(line))) {
            (Some(code), Some(cell)) if !refused.contains_key(&cell.key()) => {
                refused.insert(cell.key(), code.to_owned());
            }
            _ => write!(other, "{error}").expect("text"),
        }
    }
    assert!(other.is_empty(), "refused without a number, elsewhere than at the slot, or twice:\n{other}");
    refused
}

/// The line of the interface to which the error points.
fn line(error: &Diagnostic) -> Option<usize> {
    error.at()?.strip_prefix("src/lib.rs:")?.split(':').next()?.parse().ok()
}

#[test]
fn what_is_allowed_can_be_called() {
    let mut cells = cells::all();
    let stored = verdicts::stored();
    let is_asked = |cell: &&Cell| verdicts::is_blessed() || stored.contains_key(&cell.key());
    let refused = refusals(&cells.iter().filter(is_asked).collect::<Vec<_>>());
    verdicts::compare(&refused);
    cells.retain(|cell| !refused.contains_key(&cell.key()));
    let project = project("forms");
    project.write("interface/src/lib.rs", &Interface::by_form(&cells).text);
    call_all(&project, &write::provider(&cells), &write::host(&cells), cells.len(), &[""]);
}

/// Freezes the interface, compiles its headers, and has the host call what it calls.
fn call_all(project: &Project, provider: &str, host: &str, calls: usize, suffixes: Suffixes) {
    project.cli("freeze --quiet --manifest-path interface/Cargo.toml").assert_builds("freeze");
    project
        .cli("header --quiet --lang c++ --host --out include --manifest-path interface/Cargo.toml")
        .assert_builds("header");
    headers(&project.path().join("include"));
    project.write("module/src/lib.rs", provider);
    project.write("host/src/main.rs", host);
    let name = project.path().file_name().expect("a name").to_string_lossy();
    let build = format!("build -p {name}-module -p {name}-host");
    project.cargo(&build).assert_builds("a module and a host that call every slot");
    let folder = shared_target().join("debug");
    let module = folder.join(format!("lib{}_module.so", name.replace('-', "_")));
    for opened in [module.clone()].into_iter().chain(proxies(project, suffixes)) {
        let mut host = Command::new(folder.join(format!("{name}-host")));
        let done = Built::from(host.arg(&opened).env(proxy::INNER, &module).output().expect("it runs"));
        let expected = format!("{calls} called\n");
        let is_right = done.success && done.stdout == expected && done.stderr.is_empty();
        assert!(is_right, "{}: {}{}", opened.display(), done.stdout, done.stderr);
    }
}

/// Modules in C and C++ through which each call goes.
fn proxies(project: &Project, suffixes: Suffixes) -> Vec<PathBuf> {
    let include = project.path().join("include");
    let mut built = Vec::new();
    for (compiler, file, standard) in [("cc", "proxy.c", "-std=c99"), ("c++", "proxy.cpp", "-std=c++20")] {
        if !tool("forms", compiler, "--version") {
            continue;
        }
        let write = if file == "proxy.c" { proxy::in_c } else { proxy::in_cpp };
        project.write(file, &write(&include, suffixes));
        let out = project.path().join(format!("{file}.so"));
        let mut command = Command::new(compiler);
        command.args([standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC", "-I"]).arg(&include);
        command.args(["-Wno-unused-parameter", "-o"]).arg(&out).arg(project.path().join(file)).arg("-ldl");
        Built::from(command.output().expect("it runs")).assert_builds(file);
        built.push(out);
    }
    built
}

#[test]
fn each_form_of_slot_can_be_called() {
    let project = project("forms-slots");
    project.write("interface/src/lib.rs", &slots::interface());
    let (host, calls) = slots::host();
    call_all(&project, &slots::provider(), &host, calls, &["-Own", "-Bare"]);
}

/// Of what a provider may lack, a slot that has no default body.
#[test]
fn a_later_slot_without_a_default_is_refused_where_it_stands() {
    let (text, lines) = slots::refused();
    let project = Project::library("forms-slots-refused", &text);
    project.cli("init --quiet").assert_builds("init");
    let errors = project.check().errors();
    let found: Vec<_> = errors.iter().map(|error| (error.code(), line(error))).collect();
    let expected: Vec<_> = lines.into_iter().map(|line| (Some("VT0033"), Some(line))).collect();
    assert_eq!(found, expected);
}

/// Every header by itself.
fn headers(folder: &Path) {
    let modes = [("cc", "c", "-std=c99", "h"), ("c++", "c++", "-std=c++17", "hpp")];
    for (compiler, language, standard, extension) in modes {
        if !tool("forms", compiler, "--version") {
            continue;
        }
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("headers").map(|entry| entry.expect("a file").path()).collect();
        files.retain(|file| file.extension().is_some_and(|found| found == extension));
        assert!(!files.is_empty(), "no header of {language}");
        for file in files {
            let mut command = Command::new(compiler);
            command.args(["-x", language, standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"]);
            let done = Built::from(command.arg("-include").arg(&file).arg("/dev/null").output().expect("it runs"));
            done.assert_builds(&format!("{compiler} {}", file.display()));
        }
    }
}
