//! A module in C that returns what it owns, written with the functions of its headers, and not with a struct's members: a
//! host in Rust calls it, whichever compiler it is from, and nothing is left.
#![cfg(unix)]

use crate::c;
use crate::support::{Project, first_tool, shared_target, tool};
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const PRINTED: &str = r#"shelf ["one", "two", "three"]
["one", "two", "three"] Some("two") Some("one")
[102, 105, 114, 115, 116] Ok(())
0: one [102, 105, 114, 115, 116]
None
first
[116, 104, 101, 32, 115, 101, 99, 111, 110, 100] Ok(())
1: two [116, 104, 101, 32, 115, 101, 99, 111, 110, 100]
Some("one")
the second
[] Ok(())
2: three []
Some("two")

[] Err("there is no page 3")
there is no page 3
Some("two")
there is no page 3
Some(2) None
"#;

/// With the headers written, and the host built.
static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::library("c_module", include_str!("c_module/lib.rs"));
    project.write("src/bin/c_module_host.rs", include_str!("c_module/main.rs"));
    for command in ["init --quiet", "freeze --quiet", "header --quiet --out include"] {
        project.cli(command).assert_builds(command);
    }
    project.cargo("build --bin c_module_host").assert_silent("the host");
    project
});

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("headers/c_module/module.c")
}

fn host() -> PathBuf {
    shared_target().join("debug/c_module_host")
}

/// The module, by this compiler.
fn module(compiler: &str, more: &[&str]) -> PathBuf {
    let file = c::folder(&format!("c_module-{compiler}{}", more.concat().replace(['=', '(', ')', '.'], "")))
        .join(format!("{DLL_PREFIX}shelf{DLL_SUFFIX}"));
    let mut command = Command::new(compiler);
    command.args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC"]).args(more).arg("-I");
    command.arg(PROJECT.path().join("include")).arg(source()).arg("-o").arg(&file);
    let done = command.output().expect("the compiler runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.is_empty(), "{command:?}\n{said}");
    file
}

#[track_caller]
fn assert_prints(command: &mut Command) {
    let done = command.output().expect("it starts");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.is_empty(), "{command:?}: {}\n{said}", done.status);
    assert_eq!(String::from_utf8_lossy(&done.stdout), PRINTED, "{command:?}");
}

#[test]
fn a_host_in_rust_calls_it() {
    let clang = ["clang", "clang-14", "clang-15", "clang-16", "clang-17", "clang-18", "clang-19"];
    for (names, modes) in [
        (&["cc"][..], &[&["-std=c99", "-O0"][..], &["-std=c11", "-O2", "-Wshadow"]][..]),
        (&clang, &[&["-std=c99", "-O2"], &["-std=c17", "-O0", "-Wshadow"]]),
    ] {
        let Some(compiler) = first_tool("c_module", names) else { continue };
        for mode in modes {
            assert_prints(Command::new(host()).arg(module(compiler, mode)));
        }
    }
    if tool("c_module", "tcc", "-v") {
        assert_prints(Command::new(host()).arg(module("tcc", &[])));
    }
}

#[test]
fn nothing_is_left() {
    if !tool("c_module", "valgrind", "--version") {
        return;
    }
    let module = module("cc", &["-std=c99", "-g"]);
    let mut command = Command::new("valgrind");
    command.args(["-q", "--error-exitcode=99", "--leak-check=full"]);
    command.args(["--show-leak-kinds=definite,indirect", "--errors-for-leak-kinds=definite,indirect"]);
    assert_prints(command.arg(host()).arg(module));
}

/// A test that finds nothing might not look: an allocator that takes nothing back is found.
#[test]
fn what_is_left_is_found() {
    if !tool("c_module", "valgrind", "--version") {
        return;
    }
    let lost = ["-include", "stdlib.h", "-DVTABLE_API_ALLOC=calloc", "-DVTABLE_API_DEALLOC=(void)"];
    let module = module("cc", &[&["-std=c99", "-g"], &lost[..]].concat());
    let mut command = Command::new("valgrind");
    command.args(["-q", "--error-exitcode=99", "--leak-check=full", "--errors-for-leak-kinds=definite,indirect"]);
    let done = command.arg(host()).arg(module).output().expect("valgrind");
    assert_eq!(done.status.code(), Some(99), "{}", String::from_utf8_lossy(&done.stderr));
}
