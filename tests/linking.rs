//! How libraries come into the process and leave it: by several paths, beside others that have the same symbol,
//! with dependencies that are modules, and out again by `close` alone.
//!
//! A program of its own: one that has loaded a module globally, as a test here does, gives its symbols to every library that
//! is loaded later.
#![cfg(target_os = "linux")]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

mod c;
mod support;
#[path = "modules/tally.rs"]
mod tally;

use std::ffi::{CString, c_char, c_int, c_void};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use support::{Project, tool};
use tally::{Tally, TallyRef, tally, tally_of};
use vtable_api::Module;
use vtable_api::module::{ErrorKind, Host};

/// Whether a file is mapped into this process.
fn is_mapped(path: &Path) -> bool {
    let maps = fs::read_to_string("/proc/self/maps").expect("what is mapped");
    maps.lines().any(|line| line.ends_with(path.to_str().expect("UTF-8")))
}

/// The message with `@` for each path.
fn refusal(path: &Path) -> (ErrorKind, String) {
    let error = Module::open(path).expect_err("it is refused");
    let line = error.to_string().replace(path.to_str().expect("UTF-8"), "@");
    assert!(!line.contains('\n'), "{line}");
    (error.kind(), line)
}

/// A library without the symbol, which needs `needed`.
fn without_symbol(folder: &Path, name: &str, needed: &[&str]) -> PathBuf {
    let source = folder.join(format!("{name}.c"));
    fs::write(&source, "extern int nothing;\nint nothing;\n").expect("a file is written");
    c::library(folder, name, &source, &c::common_header(), &[&["-Wl,--no-as-needed"], needed].concat())
}

#[test]
fn a_function_that_was_kept_outlives_every_handle() {
    let library = tally(&c::folder("kept"), "kept", 1, &[]);
    let module = Module::open(&library).unwrap();
    let handle = tally_of(&module);
    assert_eq!(handle.add(5), 5);
    let kept = handle.adder();
    drop(module);
    assert!(is_mapped(&library));
    assert_eq!(kept(2), 7);

    let again = Module::open(&library).unwrap();
    assert_eq!(tally_of(&again).add(0), 7, "the static state is still that");
    assert_eq!(tally_of(&again).began(), 1);
    assert_eq!(handle.add(1), 8, "a handle needs no `Module` either");
}

#[test]
fn close_takes_the_library_out_once_nothing_else_holds_it() {
    let library = tally(&c::folder("closed"), "closed", 1, &[]);
    let host = Host::new("t");
    let (ours, theirs) = (Module::open(&library).unwrap(), host.open(&library).unwrap());
    let (clone, again) = (ours.clone(), Module::open(&library).unwrap());
    assert_eq!(tally_of(&again).add(9), 9);
    // SAFETY: nothing of it is used any more through this host.
    unsafe { ours.close() }.unwrap();
    assert!(is_mapped(&library), "the other host holds it");
    assert_eq!(tally_of(&theirs).add(1), 10);
    for closed in [clone, again] {
        assert_eq!(closed.get::<TallyRef<'_>>("tally").unwrap_err().kind(), ErrorKind::Closed);
    }
    // SAFETY: nothing of it is used any more.
    unsafe { theirs.close() }.unwrap();
    assert!(!is_mapped(&library), "however often it was opened");

    let fresh = Module::open(&library).unwrap();
    assert_eq!((tally_of(&fresh).add(0), tally_of(&fresh).began()), (0, 1), "loaded anew");
}

#[test]
fn close_leaves_what_another_library_needs() {
    let folder = c::folder("needed");
    let inner = tally(&folder, "inner", 1, &[]);
    let outer = tally(&folder, "outer", 2, &["-Wl,--no-as-needed", inner.to_str().unwrap()]);
    let outer = Module::open(outer).unwrap();
    let ours = Module::open(&inner).unwrap();
    assert_eq!((tally_of(&outer).number(), tally_of(&ours).number()), (2, 1));
    // SAFETY: nothing of it is used any more.
    unsafe { ours.close() }.unwrap();
    assert!(is_mapped(&inner));
    assert_eq!(tally_of(&outer).number(), 2);
}

#[test]
fn one_file_is_one_module_by_whatever_name_it_has_now() {
    let folder = c::folder("names");
    let (first, symbolic, hard, moved) =
        (tally(&folder, "first", 1, &[]), folder.join("symbolic"), folder.join("hard"), folder.join("moved"));
    symlink(&first, &symbolic).unwrap();
    fs::hard_link(&first, &hard).unwrap();
    let module = Module::open(&first).unwrap();
    tally_of(&module).add(1);
    for same in [&first, &symbolic, &hard] {
        assert!(tally_of(&Module::open(same).unwrap()).add(1) > 1, "{}", same.display());
    }
    fs::rename(&first, &moved).unwrap();
    for same in [&moved, &hard] {
        let again = Module::open(same).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(tally_of(&again).began(), 1, "{}", same.display());
    }
    let copy = folder.join("copy");
    fs::copy(&moved, &copy).unwrap();
    let copy = Module::open(copy).unwrap();
    assert_eq!((tally_of(&copy).add(0), tally_of(&copy).began()), (0, 1), "a copy is another module");
}

#[test]
fn a_file_that_was_replaced_is_still_the_one_that_is_loaded() {
    let folder = c::folder("replaced");
    let (old, new) = (tally(&folder, "old", 1, &[]), tally(&folder, "new", 2, &[]));
    let module = Module::open(&old).unwrap();
    fs::rename(&new, &old).unwrap();
    assert_eq!(tally_of(&Module::open(&old).unwrap()).number(), 1);
    // SAFETY: nothing of it is used any more.
    unsafe { module.close() }.unwrap();
    assert_eq!(tally_of(&Module::open(&old).unwrap()).number(), 2);
}

unsafe extern "C" {
    fn dlopen(file: *const c_char, flags: c_int) -> *mut c_void;
}

#[test]
fn a_module_that_is_loaded_globally_does_not_stand_in_for_another() {
    const RTLD_NOW_GLOBAL: c_int = 0x102;
    let folder = c::folder("global");
    let (global, own) = (tally(&folder, "global", 1, &[]), tally(&folder, "own", 2, &[]));
    let file = CString::new(global.as_os_str().as_bytes()).unwrap();
    // SAFETY: a library that was just built, without initialisers.
    let handle = unsafe { dlopen(file.as_ptr(), RTLD_NOW_GLOBAL) };
    assert!(!handle.is_null());
    let numbers = [&own, &global].map(|path| tally_of(&Module::open(path).unwrap()).number());
    assert_eq!(numbers, [2, 1]);
    let (kind, line) = refusal(&without_symbol(&folder, "neither", &[]));
    assert_eq!(kind, ErrorKind::NoSymbol);
    assert!(
        line.starts_with("`@`: expected a module, found a library without the symbol `vtable_api_module`; "),
        "{line}"
    );
}

#[test]
fn the_symbol_of_a_dependency_is_not_taken_for_its_own() {
    let folder = c::folder("dependency");
    let inner = tally(&folder, "inner", 1, &[]);
    let outer = without_symbol(&folder, "outer", &[inner.to_str().unwrap()]);
    for order in ["before", "after it was opened itself"] {
        let (kind, line) = refusal(&outer);
        assert_eq!(kind, ErrorKind::NoSymbol, "{order}");
        let wanted = format!(
            "`@`: expected a module, found a library whose `vtable_api_module` is not its own but comes from `{}`; ",
            inner.display()
        );
        assert!(line.starts_with(&wanted), "{order}: {line}");
        assert_eq!(tally_of(&Module::open(&inner).unwrap()).number(), 1);
    }
}

#[test]
#[cfg(target_arch = "x86_64")]
fn what_the_system_does_not_load() {
    let folder = c::folder("unloadable");
    let narrow = without_symbol(&folder, "narrow", &["-m32", "-nostdlib"]);
    let (kind, line) = refusal(&narrow);
    assert_eq!(kind, ErrorKind::Load, "{line}");
    let says =
        "`@`: expected a module, found a library for 32-bit x86, in a process for x86-64; build it for this machine";
    assert_eq!(line, says);
    // Programs of both kinds: with a place of their own, and without.
    let mut paths = vec![std::env::current_exe().expect("this program")];
    let source = folder.join("program.c");
    std::fs::write(&source, "int main(void) { return 0; }").expect("written");
    for kind in ["-pie", "-no-pie", "-static"] {
        let path = folder.join(format!("program{kind}"));
        let done = std::process::Command::new("cc").arg(kind).arg("-o").arg(&path).arg(&source).status();
        assert!(done.expect("cc runs").success(), "{kind}");
        paths.push(path);
    }
    for path in paths {
        let (kind, line) = refusal(&path);
        assert_eq!(kind, ErrorKind::NotALibrary, "{line}");
        assert_eq!(line, "`@`: expected a module, found a program, not a library; give the path of a built module");
    }
    // To such a file the system says that it is not there.
    let mut foreign = std::fs::read(&narrow).expect("the library");
    (foreign[4], foreign[18]) = (2, 183);
    let path = folder.join("foreign.so");
    std::fs::write(&path, foreign).expect("written");
    let (kind, line) = refusal(&path);
    assert_eq!(kind, ErrorKind::Load, "{line}");
    assert!(line.contains("found a library for 64-bit Arm, in a process for x86-64"), "{line}");
}

#[test]
fn an_init_that_refuses_leaves_the_library_loaded() {
    let library = tally(&c::folder("refusing"), "refusing", 1, &["-DREFUSALS=1"]);
    assert_eq!(refusal(&library).0, ErrorKind::Init);
    assert!(is_mapped(&library), "`init` may have given its address to someone");
    assert_eq!(tally_of(&Module::open(&library).unwrap()).began(), 2, "tried again in the same library");
}

/// Two crates that are modules, and a program that links both, is a module itself and exports the symbol.
#[test]
fn a_program_of_three_modules_opens_a_fourth() {
    if !tool("linking", "nm", "--version") {
        return;
    }
    let package = |name: &str, more: &str| {
        format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             vtable-api = {{ path = \"{{vtable-api}}\" }}\n{more}\n"
        )
    };
    let module = |lines: &str| {
        format!("static ME: Me = Me;\nvtable_api::module! {{ lend \"tally\" => TallyRef: &ME; {lines} }}\n")
    };
    let provider = |number: u32| {
        format!("use tally::*;\nstruct Me;\nimpl Tally for Me {{\n    fn number(&self) -> u32 {{ {number} }}\n}}\n")
    };
    let api = "#[vtable_api::vtable_api(id = \"test/number\", unrecorded)]\n\
               pub trait Tally: Send + Sync {\n    fn number(&self) -> u32;\n}\n";
    let uses = "tally = { path = \"../tally\" }";
    let program = package("linked", "tally = { path = \"tally\" }\none = { path = \"one\" }\ntwo = { path = \"two\" }");
    let project = Project::with_manifest("linked", &format!("{program}\n[workspace]\n"));
    for (folder, more, source) in [
        ("tally", "", api.to_string()),
        ("one", uses, provider(1) + &module("")),
        ("two", uses, provider(2) + &module("")),
        ("four", &format!("{uses}\n[lib]\ncrate-type = [\"cdylib\"]")[..], provider(4) + &module("export = true;")),
    ] {
        project.write(&format!("{folder}/Cargo.toml"), &package(folder, more));
        project.write(&format!("{folder}/src/lib.rs"), &source);
    }
    let manifest = project.read("Cargo.toml").replace("[workspace]", "[workspace]\nmembers = [\"four\"]");
    project.write("Cargo.toml", &manifest);
    let main = provider(3)
        + &module("export = true;")
        + "use vtable_api::Module;\n\
           fn number(module: Module) -> u32 {\n    module.get::<TallyRef>(\"tally\").unwrap().number()\n}\n\
           fn main() {\n\
               let file = std::env::args().nth(1).unwrap();\n\
               let linked = [&one::VTABLE_MODULE, &two::VTABLE_MODULE, &VTABLE_MODULE];\n\
               for module in linked {\n        print!(\"{} \", number(Module::from_static(module).unwrap()));\n    }\n\
               println!(\"{}\", number(Module::open(file).unwrap()));\n\
           }\n";
    project.write("src/main.rs", &main);
    project.cargo("build --package four").assert_builds("the library");
    project
        .cargo("rustc --bin linked -- -Clink-arg=-rdynamic -Clink-arg=-Wl,-u,vtable_api_module")
        .assert_builds("the program");
    let debug = support::shared_target().join("debug");
    let program = debug.join("linked");
    let symbols = project.run_tool("nm", &format!("-D --defined-only {}", program.display()));
    let ran = project.run_tool("timeout", &format!("60 {} {}", program.display(), debug.join("libfour.so").display()));
    ran.assert_builds("the program");
    assert_eq!(ran.stdout, "1 2 3 4\n");
    assert!(symbols.stdout.contains(" vtable_api_module\n"), "the program exports the symbol:\n{}", symbols.stdout);
}

const NUMBER_IN_C: &str = "\
#include \"linked_number.h\"
static uint32_t VTABLE_API_CALL number(void *object) VTABLE_API_NOEXCEPT { return *(uint32_t *)object; }
static const linked_number_table table = { LINKED_NUMBER_HEADER(1, NULL), number };
static uint32_t one = 1, two = 2;
static const vtable_api_export ones[] = { { \"number\", &table.header, &one, NULL } };
static const vtable_api_export twos[] = { { \"number\", &table.header, &two, NULL } };
VTABLE_API_MODULE_AS(module_one, \"one\", \"1.0\", NULL, NULL, NULL, 0, ones, 1);
VTABLE_API_MODULE_AS(module_two, \"two\", \"1.0\", NULL, NULL, NULL, 0, twos, 1);
";

const NUMBER: &str = r#"
#[vtable_api::vtable_api(id = "linked/number")]
pub trait Number: Send + Sync {
    fn number(&self) -> u32;
}
"#;

const NUMBERS: &str = r#"
use linked_c_api::NumberRef;
use vtable_api::module::{Descriptor, Module, ModuleV1};

unsafe extern "C" {
    static module_one: ModuleV1;
    static module_two: ModuleV1;
}

fn main() {
    // SAFETY: C statics that are never written.
    let linked = unsafe { [Descriptor::from_raw(&module_one), Descriptor::from_raw(&module_two)] };
    for module in linked {
        let module = Module::from_static(module).unwrap();
        println!("{} {}", module.name(), module.get::<NumberRef>("number").unwrap().number());
    }
}
"#;

/// Modules in C that are linked into a program have symbols of their own.
#[test]
fn a_program_of_two_modules_in_c() {
    let api = Project::library("linked-c-api", NUMBER);
    let project = Project::library("linked-c", "");
    project.remove("src/lib.rs");
    let manifest = project.read("Cargo.toml");
    project.write(
        "Cargo.toml",
        &manifest.replace("\n[workspace]", "linked-c-api = { path = \"../linked-c-api\" }\n\n[workspace]"),
    );
    project.write("src/main.rs", NUMBERS);
    project.write("module.c", NUMBER_IN_C);
    for command in ["init", "freeze", "header --out ../linked-c/include"] {
        api.cli(command).assert_builds(command);
    }
    let object = "-std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude -c module.c -o module.o";
    project.run_tool("cc", object).assert_builds("the modules");
    project.cargo("rustc --bin linked-c -- -Clink-arg=module.o").assert_builds("the program");
    let program = support::shared_target().join("debug/linked-c");
    assert_eq!(project.run_tool("timeout", &format!("60 {}", program.display())).stdout, "one 1\ntwo 2\n");
}
