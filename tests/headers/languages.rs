//! Hosts in other languages, as `examples/languages` has them: each opens a module in Rust, calls its slots, and frees what it is given.
#![cfg(target_os = "linux")]

use crate::support::{shared_target, tool, works, workspace};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use vtable_api_manifest::abi;
use vtable_api_manifest::header::{self, Input};

const SAID: &str = "can decode: true\n144 x 96, 41472 bytes\nno picture: failure 1 true\n";

/// What the comments of the examples make first: the headers of the tour's table, and a module.
struct Made {
    include: PathBuf,
    module: PathBuf,
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let include = shared_target().with_file_name("languages");
    std::fs::create_dir_all(&include).expect("a folder");
    let record = std::fs::read(workspace().join("examples/tour/codec/abi.toml")).expect("the record");
    let package = abi::read(&record).expect("a record");
    let [table] = &package.tables[..] else { panic!("one table") };
    let fingerprints: Vec<u64> = table.revisions.iter().map(|revision| revision.fingerprint).collect();
    let (types, header_names) = (&package.types[..], &header::file_name as &dyn Fn(&str) -> String);
    let input = Input { table, types, package: "tour-codec", fingerprints: &fingerprints, prefix: None, header_names };
    for (name, text) in [
        ("vtable_api.h", header::common().to_owned()),
        ("vtable_api_host.h", header::host().to_owned()),
        ("viewer_codec.h", header::table(&input).expect("a header")),
        ("tour_codec.plain.h", header::plain(&[input]).expect("declarations")),
    ] {
        std::fs::write(include.join(name), text).expect("written");
    }
    let target = shared_target();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .current_dir(workspace())
        .args(["build", "--quiet", "--package", "tour-png", "--target-dir"])
        .arg(&target)
        .status();
    assert!(built.expect("cargo runs").success());
    Made { include, module: target.join("debug/libtour_png.so") }
});

/// Runs a host on the module, and on one that is none.
fn host(before: impl Fn() -> Command) {
    let picture = workspace().join("examples/tour/images/lake-day.png");
    let run = |module: &Path, export: &str| {
        let mut command = before();
        command.current_dir(&MADE.include).arg(module).arg(export).arg(&picture).output().expect("it runs")
    };
    let done = run(&MADE.module, "png");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success() && out == SAID, "{out}{err}");
    let refused = run(&MADE.module, "gif");
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("`gif`"), "{refused:?}");
}

fn example(file: &str) -> PathBuf {
    workspace().join("examples/languages").join(file)
}

#[test]
fn python_by_cffi() {
    let python = "/usr/bin/python3";
    if !works("languages", Command::new(python).args(["-c", "import cffi"]), "python3-cffi") {
        return;
    }
    host(|| {
        let mut command = Command::new(python);
        command.arg(example("python/host.py")).arg(MADE.include.join("tour_codec.plain.h"));
        command
    });
}

#[test]
fn go_by_cgo() {
    if !tool("languages", "go", "version") {
        return;
    }
    let program = MADE.include.join("go-host");
    let built = Command::new("go")
        .env("CGO_CFLAGS", format!("-Wall -Wextra -Werror -I{}", MADE.include.display()))
        .args(["build", "-o"])
        .args([&program, &example("go/host.go")])
        .output()
        .expect("go runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    host(|| Command::new(&program));
}

/// Zig comes as a package of PyPI.
#[test]
fn zig_by_c_import() {
    let zig = || {
        let mut python = Command::new("python3");
        python.env("PYTHONPATH", workspace().join("target/ziglang")).args(["-m", "ziglang"]);
        python
    };
    if !works("languages", zig().arg("version"), "ziglang 0.13.0 of PyPI in target/ziglang") {
        return;
    }
    let program = MADE.include.join("zig-host");
    let built = zig()
        .args(["build-exe", "-lc", "-I"])
        .arg(&MADE.include)
        .arg(example("zig/host.zig"))
        .arg(format!("-femit-bin={}", program.display()))
        .arg("--cache-dir")
        .arg(MADE.include.join("zig-cache"))
        .output()
        .expect("zig runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    host(|| Command::new(&program));

    // A compiler for other systems: the headers, as they are.
    for target in ["x86_64-linux-musl", "aarch64-macos", "x86_64-windows-gnu", "aarch64-linux-gnu"] {
        for (file, mode) in [("header.c", "-std=c99"), ("header.cpp", "-std=c++17")] {
            let source = MADE.include.join(format!("{target}-{file}"));
            std::fs::write(&source, "#include \"viewer_codec.h\"\n#include \"vtable_api_host.h\"\n").expect("written");
            let driver = if file.ends_with('c') { "cc" } else { "c++" };
            let done = zig()
                .args([driver, "-target", target, mode, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-c", "-I"])
                .args([&MADE.include, &source])
                .arg("-o")
                .arg(source.with_extension("o"))
                .output()
                .expect("zig runs");
            assert!(done.status.success(), "{target} {mode}: {}", String::from_utf8_lossy(&done.stderr));
        }
    }
}
