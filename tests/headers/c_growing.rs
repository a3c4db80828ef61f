//! A plug-in in C and a host in Rust, each of a type's first growth or of its second one: what both know arrives, and all else has its
//! default, is unknown, or stays where it is.
#![cfg(unix)]

use crate::c;
use crate::support::{Project, shared_target, tool};
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const FIRST: &str = concat!(include_str!("c_growing/first.rs"), include_str!("c_growing/trait.rs"));
const SECOND: &str = concat!(include_str!("c_growing/second.rs"), include_str!("c_growing/trait.rs"));

/// The headers of the first growth in `first`, those of the second one in `second`; the hosts beside them.
static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::library("c_growing", FIRST);
    project.write("src/bin/c_growing_host.rs", include_str!("c_growing/main.rs"));
    project.cli("init --quiet").assert_builds("init");
    for (growth, source) in [("first", FIRST), ("second", SECOND)] {
        project.write("src/lib.rs", source);
        project.cli("freeze --quiet").assert_builds("freeze");
        project.cli(&format!("header --quiet --out {growth}")).assert_builds("header");
        project.cargo("build --bin c_growing_host").assert_silent("the host");
        let host = shared_target().join("debug/c_growing_host");
        std::fs::copy(host, project.path().join(growth).join("host")).expect("copied");
    }
    project
});

fn host(growth: &str) -> PathBuf {
    PROJECT.path().join(growth).join("host")
}

/// The module, with the headers of this growth.
fn module(headers: &str, more: &[&str]) -> PathBuf {
    let folder = c::folder(&format!("c_growing-{headers}{}", more.concat().replace('=', "")));
    let file = folder.join(format!("{DLL_PREFIX}growing{DLL_SUFFIX}"));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("headers/c_growing/module.c");
    let mut command = Command::new("cc");
    command.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Werror", "-shared", "-fPIC"]);
    command.args(more).arg("-I").arg(PROJECT.path().join(headers)).arg(source).arg("-o").arg(&file);
    let done = command.output().expect("the compiler runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.is_empty(), "{command:?}\n{said}");
    file
}

/// A module, and how many growths it reads and makes.
struct Module {
    file: PathBuf,
    reads: u32,
    makes: u32,
}

/// The same file: as it was built first; with newer headers; with these, and no more of them than it knew; and one that has learnt.
static MODULES: LazyLock<[Module; 4]> = LazyLock::new(|| {
    let held_back = ["-DMAKES=1", "-DVIEWER_OPTIONS_TARGET_GROWTH=1", "-DVIEWER_EVENT_TARGET_GROWTH=1"];
    let one = |headers, more: &[&str], reads, makes| Module { file: module(headers, more), reads, makes };
    [
        one("first", &["-DMAKES=1", "-DCLONES"], 1, 1),
        one("second", &["-DMAKES=1", "-O2"], 2, 1),
        one("second", &held_back, 1, 1),
        one("second", &["-DMAKES=2", "-DCLONES", "-g"], 2, 2),
    ]
});

/// A host of this growth, and a module.
struct Pair<'m> {
    host: u32,
    module: &'m Module,
}

impl Pair<'_> {
    /// What the module made, as the host has it.
    fn made(&self, name: &str) -> String {
        match (self.host, self.module.makes) {
            (1, _) => format!("Options {{ level: 9, name: {name:?} }}"),
            (_, 1) => format!("Options {{ level: 9, name: {name:?}, strict: false, tags: [\"none\"] }}"),
            _ => format!("Options {{ level: 9, name: {name:?}, strict: true, tags: [\"x\", \"y\", \"z\"] }}"),
        }
    }

    /// What the host made, when it is back.
    fn own(&self) -> &'static str {
        match self.host {
            1 => "Options { level: 7, name: \"rust\" }",
            _ => "Options { level: 7, name: \"rust\", strict: true, tags: [\"a\", \"b\"] }",
        }
    }

    /// What the module saw of it.
    fn seen(&self) -> &'static str {
        match self.host.min(self.module.reads) {
            1 => "grown 1 level 7 name rust",
            _ => "grown 2 level 7 name rust strict 1 tags 2",
        }
    }

    /// The module's events, as the host has them.
    fn events(&self) -> Vec<String> {
        let mut events = vec!["Key(66)".to_owned(), "Text(\"from C\")".into(), "Closed".into()];
        if self.module.makes >= 2 {
            events.push(match self.host {
                1 => "Unknown(Unknown { tag: 3, text: Some(\"an event in C\") })".into(),
                _ => format!("Batch {{ tags: [\"p\", \"q\"], inner: {} }}", self.made("inner")),
            });
        }
        events
    }

    /// `cloned`: what the module sees of a clone of an event that the host does not know.
    fn prints(&self, cloned: &str) -> String {
        let (own, seen, taken, made) = (self.own(), self.seen(), self.made("rust"), self.made(self.seen()));
        let mut text = format!("look {seen}\ntake {taken}\nmaybe None Some({own})\nall [{made}, {made}]\n");
        text.push_str("see key 65\npass Key(65)\nsee text text\npass Text(\"text\")\nsee closed\npass Closed\n");
        if self.host >= 2 {
            let seen = if self.module.reads >= 2 { "batch of 2, level 7" } else { "an event in Rust" };
            text.push_str(&format!("see {seen}\npass Batch {{ tags: [\"a\", \"b\"], inner: {own} }}\n"));
        }
        let events = self.events();
        for (event, seen) in events.iter().zip(["key 66", "text from C", "closed", "batch of 2, level 9"]) {
            let again = if event.starts_with("Unknown") { cloned } else { seen };
            text.push_str(&format!("event {event} {seen}\nagain {again}\n"));
        }
        text.push_str(&"event there is no such event\n".repeat(5 - events.len()));
        let told: Vec<String> = events.iter().map(|event| format!("{event} {}", self.made("told"))).collect();
        text + &format!("tell {} {told:?}\n", events.len())
    }

    #[track_caller]
    fn assert_prints(&self, command: &mut Command, cloned: &str) {
        let done = command.arg(host(["first", "second"][self.host as usize - 1])).arg(&self.module.file).output();
        let done = done.expect("it starts");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && said.is_empty(), "{command:?}: {}\n{said}", done.status);
        assert_eq!(String::from_utf8_lossy(&done.stdout), self.prints(cloned), "{command:?}");
    }
}

fn each_pair(run: impl Fn(&Pair<'_>)) {
    for host in [1, 2] {
        MODULES.iter().for_each(|module| run(&Pair { host, module }));
    }
}

#[test]
fn old_and_new_hosts_call_old_and_new_modules() {
    each_pair(|pair| pair.assert_prints(&mut Command::new("env"), "batch of 2, level 9"));
}

#[test]
fn nothing_is_left() {
    if !tool("c_growing", "valgrind", "--version") {
        return;
    }
    each_pair(|pair| {
        let mut command = Command::new("valgrind");
        command.args(["-q", "--error-exitcode=99", "--leak-check=full"]);
        command.args(["--show-leak-kinds=definite,indirect", "--errors-for-leak-kinds=definite,indirect"]);
        pair.assert_prints(&mut command, "batch of 2, level 9");
    });
}

/// Its maker makes no clone, so it has the text of the event, and nothing of what the module would look at.
#[test]
fn a_clone_of_an_unknown_event_that_nobody_makes_is_hollow() {
    let module = Module { file: module("second", &["-DMAKES=2"]), reads: 2, makes: 2 };
    Pair { host: 1, module: &module }.assert_prints(&mut Command::new("env"), "an event in C");
}
