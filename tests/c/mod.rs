//! C libraries and programs, compiled when a test runs.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "every test file is a crate of its own and uses a part of this"
)]

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What headers and fixtures compile with, silently.
pub const STRICT: [&str; 5] = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/// The folder of `vtable_api.h`.
pub fn common_header() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-manifest/src/header")
}

/// An empty folder of this test program's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(env!("CARGO_CRATE_NAME")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.canonicalize().expect("the folder that was just made")
}

/// A shared library of `source`.
#[track_caller]
pub fn library(out: &Path, name: &str, source: &Path, include: &Path, more: &[&str]) -> PathBuf {
    let library = out.join(format!("{DLL_PREFIX}{name}{DLL_SUFFIX}"));
    compile(&library, source, include, &[&["-shared", "-fPIC"], more].concat());
    library
}

/// A program of `source`.
#[track_caller]
pub fn program(out: &Path, name: &str, source: &Path, include: &Path, more: &[&str]) -> PathBuf {
    let program = out.join(name);
    compile(&program, source, include, &[more, &["-ldl"]].concat());
    program
}

#[track_caller]
fn compile(out: &Path, source: &Path, include: &Path, more: &[&str]) {
    let mut command = compiler();
    command.args(STRICT).arg("-I").arg(include).arg(source).arg("-o").arg(out).args(more);
    let done = command.output().expect("a C compiler: `cc`, or what `CC` names");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{} does not compile\n{said}", source.display());
}

/// What `CC` says, a program and perhaps arguments; else `cc`, which is always required.
fn compiler() -> Command {
    let cc = std::env::var("CC").unwrap_or_default();
    let mut words = cc.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("cc"));
    command.args(words);
    command
}
