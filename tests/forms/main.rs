//! What can be written as a slot can be used: each form of type, in each place, on each way is refused with a number by the
//! interface's own `cargo check`, or it freezes, its headers compile in C and C++, and a host calls it in a
//! module and gets the value that was sent. Then each table gets one more slot, and hosts and modules of both releases meet.
//!
//! | file in `forms/` | has |
//! |---|---|
//! | `list.rs` | the forms and the places: a line each |
//! | `slots.rs` | the forms of slots themselves, and the crates of these |
//! | `cells.rs` | what is written for one of the combinations |
//! | `write.rs` | the crates |
//! | `moved.rs` | the crates in which what owns memory is moved, left, and dropped early |
//! | `proxy.rs` | modules in C and C++ that stand between the host and the module |
//! | `verdicts.rs` | the file of verdicts |
//! | `page.rs` | `docs/types.md`, written from all of these |
//! | `verdicts.txt` | which are refused, and by what: blessed, and read; all others are allowed |
#![cfg(unix)]

mod cells;
mod list;
mod moved;
mod page;
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
use write::{Interface, Release};

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
    project.write("interface/src/lib.rs", &Interface::by_form(&cells, Release::First).text);
    let provider = write::provider(&cells, Release::First);
    let first = call_all(&project, &provider, &write::host(&cells, Release::First), cells.len(), &[""]);
    page::compare(&verdicts::stored(), &project.path().join("include"));
    second_release(&project, &cells, &first);
}

/// Each table gets one more slot: the second host calls all that the first had in the first modules, and the first host in the second.
fn second_release(project: &Project, cells: &[Cell], first: &Binaries) {
    let kept = |path: &Path| {
        let to = project.path().join(path.file_name().expect("a name"));
        std::fs::copy(path, &to).expect("copied");
        to
    };
    let (host, module) = (kept(&first.host), kept(&first.module));
    project.write("interface/src/lib.rs", &Interface::by_form(cells, Release::Second).text);
    project.cli("freeze --quiet --manifest-path interface/Cargo.toml").assert_builds("freeze of the second release");
    let (provider, source) = (write::provider(cells, Release::Second), write::host(cells, Release::Second));
    let second = build(project, &provider, &source);
    let (called, tables) = (format!("{} called\n", cells.len()), write::tables(cells));
    call(
        &mut Command::new(&second.host),
        &second.module,
        &second.module,
        &format!("{called}{} of later slots\n", 2 * tables),
    );
    for opened in [&module].into_iter().chain(&first.proxies) {
        call(&mut Command::new(&second.host), opened, &module, &format!("{called}{tables} of later slots\n"));
    }
    for opened in [&second.module].into_iter().chain(&first.proxies) {
        call(&mut Command::new(&host), opened, &second.module, &called);
    }
}

/// What is built of a project.
struct Binaries {
    host: PathBuf,
    module: PathBuf,
    proxies: Vec<PathBuf>,
}

fn build(project: &Project, provider: &str, host: &str) -> Binaries {
    project.write("module/src/lib.rs", provider);
    project.write("host/src/main.rs", host);
    let name = project.path().file_name().expect("a name").to_string_lossy();
    let build = format!("build -p {name}-module -p {name}-host");
    project.cargo(&build).assert_builds("a module and a host that call every slot");
    let folder = shared_target().join("debug");
    let module = folder.join(format!("lib{}_module.so", name.replace('-', "_")));
    Binaries { host: folder.join(format!("{name}-host")), module, proxies: Vec::new() }
}

/// What the host receives and what it gives, moved, left, dropped early and by a panic in between: every byte is freed once, by its maker.
#[test]
fn what_owns_memory_is_freed_once() {
    let forms = moved::forms(&verdicts::stored());
    let project = project("forms-moved");
    project.write("interface/src/lib.rs", &moved::interface(&forms));
    let calls = moved::calls(&forms);
    let built = call_all(&project, &moved::provider(&forms), &moved::host(&forms), calls, &[""]);
    if !tool("what_owns_memory_is_freed_once", "valgrind", "--version") {
        return;
    }
    for opened in [&built.module].into_iter().chain(&built.proxies) {
        let mut valgrind = Command::new("valgrind");
        valgrind.args(VALGRIND).arg(&built.host);
        call(&mut valgrind, opened, &built.module, &format!("{calls} called\n"));
    }
}

/// What is still in use when the program ends is no leak.
const VALGRIND: [&str; 5] = [
    "-q",
    "--error-exitcode=99",
    "--leak-check=full",
    "--show-leak-kinds=definite,indirect",
    "--errors-for-leak-kinds=definite,indirect",
];

/// Freezes the interface, compiles its headers, and has the host call what it calls, also through modules in C and C++.
fn call_all(project: &Project, provider: &str, host: &str, calls: usize, suffixes: Suffixes) -> Binaries {
    project.cli("freeze --quiet --manifest-path interface/Cargo.toml").assert_builds("freeze");
    project
        .cli("header --quiet --lang c++ --host --out include --manifest-path interface/Cargo.toml")
        .assert_builds("header");
    headers(&project.path().join("include"));
    let binaries = Binaries { proxies: proxies(project, suffixes), ..build(project, provider, host) };
    for opened in [&binaries.module].into_iter().chain(&binaries.proxies) {
        call(&mut Command::new(&binaries.host), opened, &binaries.module, &format!("{calls} called\n"));
    }
    binaries
}

/// The host opens `opened`, which passes calls on to `module` if it is another.
fn call(host: &mut Command, opened: &Path, module: &Path, expected: &str) {
    let done = Built::from(host.arg(opened).env(proxy::INNER, module).output().expect("it runs"));
    let is_right = done.success && done.stdout == expected && done.stderr.is_empty();
    assert!(is_right, "{host:?}: {}{}", done.stdout, done.stderr);
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
