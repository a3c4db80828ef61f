//! Structs that C has already, from outside: the interface is built by cargo, its headers by compilers of C and C++, and a module in C makes
//! and takes them by the names that their libraries gave them.
#![cfg(unix)]

use crate::c;
use crate::support::{Project, first_tool, shared_target};
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// What the host prints of each module.
const PRINTED: &str = "\
Timespec { tv_sec: 1000, tv_nsec: 5 } Some(Timespec { tv_sec: 1002, tv_nsec: 8 }) None
Rect { w: 10, h: 2, ID: 1.5 } 40
Stamped { number: 7, at: Timespec { tv_sec: 1001, tv_nsec: 5 }, frame: Frame { w: 4, h: 4, ID: 1.5 } }
Event { name: \"tick\", at: Some(Timespec { tv_sec: 1000, tv_nsec: 5 }), rects: [Rect { w: 10, h: 2, ID: 1.5 }, Rect { w: 10, h: 77, ID: 1.5 }] }
11 10
Ok(Frame { w: 10, h: 2, ID: 1.5 }) Err(Timespec { tv_sec: -1, tv_nsec: 0 })
";

static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::library("foreign_struct", include_str!("foreign_struct/lib.rs"));
    project.write("src/bin/foreign_struct_host.rs", include_str!("foreign_struct/main.rs"));
    for command in [
        "init --quiet",
        "freeze --quiet",
        "header --quiet --out include",
        "header --quiet --lang c++ --out include-cpp",
        "header --quiet --plain --out plain",
    ] {
        project.cli(command).assert_builds(command);
    }
    project.cargo("build --bin foreign_struct_host").assert_silent("the host");
    project
});

/// Compiles with this, in silence or not.
fn compiled(compiler: &str, flags: &[&str], include: &str, source: &Path, out: &[&str]) -> Output {
    let mut command = Command::new(compiler);
    command.args(["-Wall", "-Wextra", "-Wpedantic", "-Werror"]).args(flags).arg("-I");
    command.arg(PROJECT.path().join(include)).arg(source).args(out);
    command.output().expect("the compiler runs")
}

#[track_caller]
fn assert_compiles(compiler: &str, flags: &[&str], include: &str, source: &Path, out: &[&str]) {
    let done = compiled(compiler, flags, include, source, out);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.is_empty(), "{compiler} {flags:?} {}\n{said}", source.display());
}

#[test]
fn a_module_in_c_makes_and_takes_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("headers/foreign_struct/module.c");
    let clang = ["clang", "clang-14", "clang-15", "clang-16", "clang-17", "clang-18", "clang-19"];
    for (names, flags) in [
        (&["cc"][..], &["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-O2"][..]),
        (&clang, &["-std=c17", "-O0"]),
        (&["c++"], &["-std=c++17", "-x", "c++"]),
    ] {
        let Some(compiler) = first_tool("foreign_struct", names) else { continue };
        let file: PathBuf =
            c::folder(&format!("foreign_struct-{compiler}")).join(format!("{DLL_PREFIX}clock{DLL_SUFFIX}"));
        let out = ["-shared", "-fPIC", "-o", file.to_str().expect("UTF-8")];
        assert_compiles(compiler, flags, "include", &source, &out);
        let host = shared_target().join("debug/foreign_struct_host");
        let done = Command::new(host).arg(&file).output().expect("it starts");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && said.is_empty(), "{compiler}: {}\n{said}", done.status);
        assert_eq!(String::from_utf8_lossy(&done.stdout), PRINTED, "{compiler}");
    }
}

/// In C, in C++, and alone; a struct that two types and two headers have is defined once.
#[test]
fn headers_compile() {
    let folder = c::folder("foreign_struct-headers");
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        std::fs::write(&file, text).expect("a file");
        file
    };
    let both = write("both.c", "#include \"lib_other.h\"\n#include <time.h>\n#include \"lib_clock.h\"\nint x;\n");
    assert_compiles(
        "cc",
        &["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-fsyntax-only", "-Wno-unused-function"],
        "include",
        &both,
        &[],
    );
    let both = write("both.cpp", "#include \"lib_clock.hpp\"\n#include \"lib_other.hpp\"\nint x;\n");
    assert_compiles("c++", &["-std=c++17", "-fsyntax-only"], "include-cpp", &both, &[]);
    // Whoever reads it defines what a type of <time.h> is.
    let plain = PROJECT.read("plain/foreign_struct.plain.h");
    assert_eq!(plain.matches("struct lib_rect {").count(), 1, "{plain}");
    let words = "#include <stdint.h>\n#include <stdbool.h>\ntypedef long time_t;\n";
    let plain = write("plain.c", &format!("{words}{plain}int x;\n"));
    assert_compiles("cc", &["-std=c99", "-fsyntax-only"], "include", &plain, &[]);
}

/// What the author vouches for is compared as far as a compiler can: an offset or the size is another.
#[test]
fn a_definition_that_is_not_that_of_the_fields_does_not_compile() {
    let header = PROJECT.read("include/lib_clock.h");
    let folder = c::folder("foreign_struct-wrong");
    for (right, wrong) in [
        ("    int w;\n    int h;\n", "    int h;\n    int w;\n"),
        ("    /* for alignment */ double ID;\n", "    /* for alignment */ double ID, more;\n"),
        ("    int w;\n", "    long long w;\n"),
        ("    struct lib_rect room;\n", "    struct lib_rect rooms;\n"),
        ("#include <time.h>\n", "#include <stdint.h>\nstruct timespec { int64_t tv_sec, more; long tv_nsec; };\n"),
    ] {
        assert!(header.contains(right), "{right}\n{header}");
        std::fs::write(folder.join("lib_clock.h"), header.replace(right, wrong)).expect("a file");
        let source = folder.join("wrong.c");
        std::fs::write(&source, "#include \"lib_clock.h\"\nint x;\n").expect("a file");
        let done = compiled("cc", &["-std=c11", "-fsyntax-only", "-Wno-unused-function"], "include", &source, &[]);
        assert!(!done.status.success(), "{wrong}");
    }
}

/// Two headers of one program that say otherwise what a struct is.
#[test]
fn two_definitions_in_one_program_do_not_compile() {
    let folder = c::folder("foreign_struct-two");
    let other = PROJECT.read("include/lib_other.h").replace("int w;", "unsigned w;");
    let key =
        other.split_once("#define struct_lib_rect_DEFINED_ ").expect("its key").1.split_once('\n').expect("a line").0;
    std::fs::write(folder.join("lib_other.h"), other.replace(key, "0x1u")).expect("a file");
    let source = folder.join("two.c");
    std::fs::write(&source, "#include \"lib_other.h\"\n#include \"lib_clock.h\"\nint x;\n").expect("a file");
    let done = compiled("cc", &["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-fsyntax-only"], "include", &source, &[]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("a header before this one has another struct lib_rect"), "{said}");
}
