//! What `tests/machines.rs` and `tests/windows.rs` build from, and how they run it.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "every test file is a crate of its own and uses a part of this"
)]

use crate::support::{Project, shared_target};
use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Much longer than anything here takes; an emulator that hangs does so for ever.
const LIMIT: Duration = Duration::from_secs(120);

/// `tests/machines` elsewhere, with the headers of each revision in `include-r1` and `include-r2`.
pub fn project(test: &str) -> Project {
    let project = Project::empty(test);
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("machines");
    copy(&from, &project, "");
    copy(&from.with_file_name("windows"), &project, "windows/");
    for revision in [1, 2] {
        let header = format!("header --quiet --host --manifest-path r{revision}/Cargo.toml --out include-r{revision}");
        project.cli(&header).assert_builds(&header);
    }
    project
}

fn copy(from: &Path, to: &Project, below: &str) {
    for entry in std::fs::read_dir(from).expect("the fixtures") {
        let path = entry.expect("a file").path();
        let name = format!("{below}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() && name != "target" {
            copy(&path, to, &format!("{name}/"));
        } else if path.is_file() && name != "Cargo.lock" {
            let text = std::fs::read_to_string(&path).expect("a text file");
            to.write(&name, &text.replace("path = \"../..\"", "path = \"{vtable-api}\""));
        }
    }
}

/// Builds the hosts and modules in Rust, for another machine or for this one. Where they lie.
pub fn build_rust(project: &Project, target: Option<&str>) -> PathBuf {
    let packages = "--package machines-host-r1 --package machines-host-r2 --package machines-module-r1 \
                    --package machines-module-r2";
    let Some(target) = target else {
        project.cargo(&format!("build {packages}")).assert_silent("hosts and modules in Rust");
        return shared_target().join("debug");
    };
    // What only this target depends on may not be here yet.
    let fetch = format!("fetch --target {target}");
    project.cargo_with(&fetch, &[("CARGO_NET_OFFLINE", "false")]).assert_builds(&fetch);
    project.cargo(&format!("build --target {target} {packages}")).assert_silent(target);
    shared_target().join(target).join("debug")
}

/// What a build of revision `revision` is told.
pub fn flags(project: &Project, revision: u32) -> Vec<String> {
    vec![
        format!("-I{}", project.path().join(format!("include-r{revision}")).display()),
        format!("-DMACHINES_PROBE_TARGET_REVISION={revision}"),
        format!("-DMACHINES_SERVICES_TARGET_REVISION={revision}"),
    ]
}

pub fn source(project: &Project, name: &str) -> PathBuf {
    project.path().join("c").join(name)
}

/// How a program ended, and what it printed, with the line ends of this system.
#[derive(Debug)]
pub struct Ran {
    pub status: ExitStatus,
    pub out: String,
    pub err: String,
}

impl Ran {
    #[track_caller]
    pub fn silent(self, what: &str) -> String {
        assert!(self.status.success() && self.err.is_empty(), "{what}: {}\n{}{}", self.status, self.out, self.err);
        self.out
    }
}

/// Runs a program; kills it after a time. Its output goes to files in `folder`: what a program leaves behind (Wine's
/// services) may hold a pipe open.
pub fn run(command: &mut Command, folder: &Path) -> Ran {
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let number = RUNS.fetch_add(1, Ordering::Relaxed);
    let [out, err] = ["out", "err"].map(|name| folder.join(format!("{number}.{name}")));
    let file = |path| Stdio::from(File::create(path).expect("a file for the output"));
    command.stdin(Stdio::null()).stdout(file(&out)).stderr(file(&err));
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let started = Instant::now();
    let status = loop {
        match child.try_wait().expect("its state") {
            Some(status) => break status,
            None if started.elapsed() < LIMIT => std::thread::sleep(Duration::from_millis(2)),
            None => {
                // It may have ended since.
                let _ = child.kill();
                child.wait().expect("it ends");
                panic!("{command:?} did not end");
            }
        }
    };
    let text = |path| {
        let bytes = std::fs::read(path).expect("the output");
        std::fs::remove_file(path).expect("a file of this run");
        String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
    };
    Ran { status, out: text(&out), err: text(&err) }
}

/// Compiles without a word.
#[track_caller]
pub fn compile(command: &mut Command, folder: &Path) {
    let done = run(command, folder);
    assert!(done.status.success() && done.err.is_empty(), "{command:?}: {}\n{}{}", done.status, done.out, done.err);
}

/// A program under this name, or the newest under one with a version.
pub fn newest(name: &str) -> Option<String> {
    let names = (14..=22).rev().map(|version| format!("{name}-{version}")).chain([name.to_owned()]);
    let runs = |name: &String| {
        let found = Command::new(name).arg("--version").stdin(Stdio::null()).output();
        found.is_ok_and(|output| output.status.success())
    };
    names.into_iter().find(runs)
}

/// What Rust sides of a cell leave out: only C sees the fingerprints.
pub fn without_tables(text: &str, rust_host: bool, rust_module: bool) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let left_out = (rust_host && line.starts_with("table: ")) || (rust_module && line.starts_with("log: table: "));
        if !left_out {
            writeln!(out, "{line}").unwrap();
        }
    }
    out
}

/// The lines that are not the same.
pub fn difference(wanted: &str, found: &str) -> String {
    let mut out = String::new();
    let (wanted, found): (Vec<_>, Vec<_>) = (wanted.lines().collect(), found.lines().collect());
    for at in 0..wanted.len().max(found.len()) {
        let (left, right) = (wanted.get(at).unwrap_or(&"nothing"), found.get(at).unwrap_or(&"nothing"));
        if left != right {
            writeln!(out, "  wanted {left}\n  found  {right}").unwrap();
        }
    }
    out
}
