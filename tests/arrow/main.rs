//! Record batches of arrow-rs go to a module in Rust and to one in C that is built from the headers, and come back: in the same
//! buffers, and each is released once.
#![cfg(unix)]

#[path = "../c/mod.rs"]
mod c;
#[path = "../support/mod.rs"]
mod support;

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use support::{Project, first_tool, shared_target, tool};

/// What each host prints of each module.
const PRINTED: &str = "\
same: 3 rows in the same buffers, metadata kept
page: `first` with 3 rows
none: true
second of three: [5]
columns: 2
lent: 3 elements, still there
moved: true, 3 elements
streamed: 3, 3
no stream: true
left: 0
";

/// The interface with its headers, and host and module in Rust.
static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let manifest = "[workspace]\nmembers = [\"interface\", \"module\", \"host\"]\nresolver = \"3\"\n\n[workspace.dependencies]\n\
                    vtable-api = { path = \"{vtable-api}\" }\narrow-interface = { path = \"interface\" }\n\
                    vtable-api-arrow = { path = \"{vtable-api}/api-arrow\" }\narrow-array = { version = \"60\", default-features = false }\n\
                    arrow-schema = { version = \"60\", default-features = false }\n";
    let project = Project::with_manifest("arrow", manifest);
    let package = |name: &str, rest: &str| {
        let manifest = format!(
            "[package]\nname = \"arrow-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nvtable-api.workspace = true\n{rest}"
        );
        project.write(&format!("{name}/Cargo.toml"), &manifest);
    };
    let both = "arrow-interface.workspace = true\narrow-array.workspace = true\narrow-schema.workspace = true\n\
                vtable-api-arrow = { workspace = true, features = [\"arrow\"] }\n";
    package("interface", "vtable-api-arrow.workspace = true\n");
    package("module", &format!("{both}\n[lib]\ncrate-type = [\"cdylib\"]\n"));
    package("host", both);
    project.write("interface/src/lib.rs", include_str!("interface.rs"));
    project.write("module/src/lib.rs", include_str!("module.rs"));
    project.write("host/src/main.rs", include_str!("host.rs"));
    // What only these crates depend on may not be here yet.
    project.cargo_with("fetch", &[("CARGO_NET_OFFLINE", "false")]).assert_builds("fetch");
    for command in ["init -p arrow-interface", "freeze -p arrow-interface"] {
        project.cli(&format!("{command} --quiet")).assert_builds(command);
    }
    for (language, folder) in [("c", "include"), ("c++", "include-cpp")] {
        let header = format!("header --quiet -p arrow-interface --lang {language} --out {folder}");
        project.cli(&header).assert_builds(&header);
    }
    project.cli("header --quiet -p arrow-interface --plain --out plain").assert_builds("plain declarations");
    project.cargo("build").assert_silent("host and module");
    project
});

fn built(name: &str) -> PathBuf {
    shared_target().join("debug").join(name)
}

fn in_rust() -> PathBuf {
    built(&format!("{DLL_PREFIX}arrow_module{DLL_SUFFIX}"))
}

/// The module in C, by this compiler.
fn in_c(compiler: &str, more: &[&str]) -> PathBuf {
    let folder = c::folder(&format!("arrow-{compiler}{}", more.concat().replace(['=', '/', '.'], "")));
    let file = folder.join(format!("{DLL_PREFIX}engine{DLL_SUFFIX}"));
    let mut command = Command::new(compiler);
    command.args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC"]).args(more);
    command.arg("-I").arg(PROJECT.path().join("include"));
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("arrow/module.c")).arg("-o").arg(&file);
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
fn batches_come_back_in_their_buffers() {
    PROJECT.path();
    assert_prints(Command::new(built("arrow-host")).arg(in_rust()));
    for names in [&["cc"][..], &["clang", "clang-14", "clang-19"]] {
        let Some(compiler) = first_tool("arrow", names) else { continue };
        for standard in ["-std=c99", "-std=c17"] {
            assert_prints(Command::new(built("arrow-host")).arg(in_c(compiler, &[standard])));
        }
    }
}

#[test]
fn nothing_is_left() {
    if !tool("arrow", "valgrind", "--version") {
        return;
    }
    for module in [in_rust(), in_c("cc", &["-std=c99", "-g"])] {
        PROJECT.path();
        let mut command = Command::new("valgrind");
        command.args(["-q", "--error-exitcode=99", "--leak-check=full"]);
        command.args(["--show-leak-kinds=definite,indirect", "--errors-for-leak-kinds=definite,indirect"]);
        assert_prints(command.arg(built("arrow-host")).arg(module));
    }
}

/// What was released, or moved away, is no value.
#[test]
fn what_is_released_does_not_arrive() {
    for (case, wanted) in [("array", "slot `broken` returned"), ("batch", "slot `page` returned")] {
        let done = Command::new(built("arrow-host"))
            .arg(in_c("cc", &["-std=c99", "-O1"]))
            .arg(case)
            .output()
            .expect("it starts");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let line = said.lines().last().unwrap_or_default();
        assert!(!done.status.success() && line.contains(wanted), "{case}: {said}");
        let place = if case == "batch" { ", in `batch.array`" } else { "" };
        let why = format!(
            "a structure whose `release` is null, so it was released or moved, where a live one is required{place}"
        );
        assert!(line.ends_with(&why), "{case}: {said}");
    }
}

/// What a module in C says of its structs is looked at before arrow-rs believes it.
#[test]
fn a_lie_in_c_is_an_error() {
    let mut command = Command::new(built("arrow-host"));
    let done = command.arg(in_c("cc", &["-std=c99", "-O1"])).arg("lie").output().expect("it starts");
    let (said, errors) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    let wanted = "malformed Arrow data: at `array.children[1]`, wanted 3 buffers, as format \"u\" has, found `n_buffers` 7; \
                  whoever made it must follow the Arrow C data interface\n";
    assert!(done.status.success() && said == wanted, "{said}{errors}");
}

/// The specification's definitions may be there already, in C and in C++; they are there once.
#[test]
fn headers_have_the_definitions_once() {
    let text = PROJECT.read("include/arrow_engine.h");
    assert_eq!(text.matches("struct ArrowArray {").count(), 1, "{text}");
    assert!(text.contains("into: &mut arrow-c::Array; may be released already; to move it out, copy it"), "{text}");
    let folder = c::folder("arrow-headers");
    let (data, stream) = text.split_once("#ifndef ARROW_C_STREAM_INTERFACE").expect("both");
    let data = data.split_once("#ifndef ARROW_C_DATA_INTERFACE").expect("both").1;
    let abi = format!("#include <stdint.h>\n#ifndef ARROW_C_DATA_INTERFACE{data}");
    assert!(stream.contains("struct ArrowArrayStream {"));
    std::fs::write(folder.join("abi.h"), abi).expect("a file");
    let plain = PROJECT.read("plain/arrow_interface.plain.h");
    let words = "#include <stdint.h>\n#include <stdbool.h>\n";
    std::fs::write(folder.join("plain.c"), format!("{words}{plain}int x;\n")).expect("a file");
    for first in ["", "#include \"abi.h\"\n"] {
        let source = format!(
            "{first}#include \"arrow_engine.h\"\n#include \"arrow_other.h\"\n#include \"arrow_engine.h\"\nint x;\n"
        );
        std::fs::write(folder.join("both.c"), source).expect("a file");
        let source = format!("{first}#include \"arrow_engine.hpp\"\n#include \"arrow_other.hpp\"\n");
        std::fs::write(folder.join("both.cpp"), source + include_str!("provider.hpp")).expect("a file");
        let c = ("cc", "both.c", &["-std=c99", "-Wno-unused-function"][..], "include");
        for (compiler, file, flags, include) in
            [c, ("cc", "plain.c", &["-std=c99"], "include"), ("c++", "both.cpp", &["-std=c++17"], "include-cpp")]
        {
            let mut command = Command::new(compiler);
            command
                .args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"])
                .args(flags)
                .arg("-I")
                .arg(&folder);
            command.arg("-I").arg(PROJECT.path().join(include)).arg(folder.join(file));
            let done = command.output().expect("the compiler runs");
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success() && said.is_empty(), "{command:?}\n{said}");
        }
    }
}
