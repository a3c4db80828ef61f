//! A host in C and a plug-in in Rust, each of a type's first growth or of its second one: `c_growing` the other way round.
#![cfg(unix)]

use crate::c;
use crate::support::{Built, Project, shared_target, tool};
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const FIRST: &str = concat!(include_str!("c_growing/first.rs"), include_str!("c_growing/trait.rs"));
const SECOND: &str = concat!(include_str!("c_growing/second.rs"), include_str!("c_growing/trait.rs"));
const PLUGIN: &str = include_str!("c_growing_host/plugin.rs");

/// The headers of the first growth in `1`, those of the second one in `2`; the plug-ins beside them.
static PROJECT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::library("c_growing_host", FIRST);
    let plugin = Project::library("c_growing_plugin", &PLUGIN.replace("INTERFACE", "c_growing_host"));
    let dependency = format!("[dependencies]\nc_growing_host = {{ path = '{}' }}\n", project.path().display());
    let manifest = plugin.read("Cargo.toml").replace("[dependencies]\n", &dependency);
    plugin.write("Cargo.toml", &(manifest + "\n[lib]\ncrate-type = [\"cdylib\"]\n"));
    project.cli("init --quiet").assert_builds("init");
    for (growth, source) in [("1", FIRST), ("2", SECOND)] {
        project.write("src/lib.rs", source);
        project.cli("freeze --quiet").assert_builds("freeze");
        project.cli(&format!("header --quiet --host --out {growth}")).assert_builds("header");
        plugin.cargo("build").assert_silent("the plug-in");
        let file = shared_target().join(format!("debug/{DLL_PREFIX}c_growing_plugin{DLL_SUFFIX}"));
        std::fs::copy(file, project.path().join(growth).join("plugin")).expect("copied");
    }
    project
});

fn host(growth: &str, more: &[&str]) -> PathBuf {
    let folder = c::folder(&format!("c_growing_host-{growth}{}", more.concat().replace('=', "")));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("headers/c_growing_host/host.c");
    c::program(&folder, "host", &source, &PROJECT.path().join(growth), more)
}

/// A host, and how many growths it reads and makes.
struct Host {
    file: PathBuf,
    reads: u32,
    makes: u32,
}

/// As it was built first; with newer headers; with these, and no more of them than it knew; and one that has learnt.
static HOSTS: LazyLock<[Host; 4]> = LazyLock::new(|| {
    let held_back = ["-DMAKES=1", "-DVIEWER_OPTIONS_TARGET_GROWTH=1", "-DVIEWER_EVENT_TARGET_GROWTH=1"];
    let one = |growth, more: &[&str], reads, makes| Host { file: host(growth, more), reads, makes };
    [
        one("1", &["-DMAKES=1", "-Wshadow"], 1, 1),
        one("2", &["-DMAKES=1", "-O2"], 2, 1),
        one("2", &held_back, 1, 1),
        one("2", &["-DMAKES=2", "-g"], 2, 2),
    ]
});

/// A host, and the growth of a plug-in.
struct Pair<'h> {
    host: &'h Host,
    plugin: u32,
}

impl Pair<'_> {
    /// What the plug-in shows of the host's options.
    fn seen(&self, level: u32) -> String {
        let late = match (self.plugin, self.host.makes) {
            (1, _) => "",
            (_, 1) => ", strict: false, tags: [\"none\"]",
            _ => ", strict: true, tags: [\"x\", \"y\"]",
        };
        format!("Options {{ level: {level}, name: \"host\"{late} }}")
    }

    /// What the host shows of its own options that the plug-in has had in its hands.
    fn back(&self, level: u32) -> String {
        let late = match (self.host.reads.min(self.plugin), self.host.makes) {
            (1, _) => "",
            (_, 1) => " strict 0 tags 1",
            _ => " strict 1 tags 2",
        };
        format!("grown {} level {level} name host{late}", self.host.reads.min(self.plugin))
    }

    /// What the host shows of the plug-in's options.
    fn its(&self) -> &'static str {
        match self.host.reads.min(self.plugin) {
            1 => "grown 1 level 7 name rust",
            _ => "grown 2 level 7 name rust strict 1 tags 2",
        }
    }

    /// What the host shows of the plug-in's events.
    fn its_events(&self) -> Vec<String> {
        let mut events: Vec<String> = ["key 65", "text text", "closed"].map(str::to_owned).into();
        match (self.plugin, self.host.reads) {
            (1, _) => {}
            (_, 1) => events.push("unknown 3: it is an event in Rust".into()),
            _ => events.push(format!("batch of 2\n  inner {}", self.its())),
        }
        events
    }

    /// Of the host's events: what the plug-in sees, and what the host has again.
    fn own_events(&self) -> String {
        let mut text =
            String::from("see Key(66)\npass key 66\nsee Text(\"from C\")\npass text from C\nsee Closed\npass closed\n");
        match (self.host.makes, self.plugin) {
            (1, _) => {}
            (_, 1) => {
                // As the host has made it.
                text += "see Unknown(Unknown { tag: 3, text: Some(\"an event in C\") })\n";
                text += "pass batch of 1\n  inner grown 2 level 9 name host strict 1 tags 2\n";
            }
            _ => {
                text += &format!("see Batch {{ tags: [\"p\"], inner: {} }}\n", self.seen(9));
                text += &format!("pass batch of 1\n  inner {}\n", self.back(9));
            }
        }
        text
    }

    fn prints(&self) -> String {
        let (back, its) = (|level| self.back(level), self.its());
        let mut text = format!("look {}\nall {}\nall {}\nall {its}\n", self.seen(1), back(1), back(2));
        text += &format!("take {}\nmaybe {}\nmaybe none\n{}", back(2), back(2), self.own_events());
        let options = "Options { level: 7, name: \"rust\", strict: true, tags: [\"a\", \"b\"] }";
        let again = ["Key(65)", "Text(\"text\")", "Closed"].map(str::to_owned).into_iter();
        let again = again.chain([format!("Batch {{ tags: [\"a\", \"b\"], inner: {options} }}")]);
        let events = self.its_events();
        for (event, again) in events.iter().zip(again) {
            text += &format!("event {event}\nagain {again}\n");
        }
        (events.len()..5).for_each(|index| text += &format!("event: there is no event {index}\n"));
        events.iter().for_each(|event| text += &format!("tell {event}\ntell {its}\n"));
        text + &format!("told {} of {}\n", events.len() - 1, events.len())
    }

    #[track_caller]
    fn assert_prints(&self, command: &mut Command) {
        let plugin = PROJECT.path().join(self.plugin.to_string()).join("plugin");
        let ran = Built::from(command.arg(&self.host.file).arg(plugin).output().expect("it starts"));
        assert!(ran.success && ran.stderr.is_empty(), "{command:?}\n{}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.stdout, self.prints(), "{command:?}");
    }
}

fn each_pair(run: impl Fn(&Pair<'_>)) {
    for plugin in [1, 2] {
        HOSTS.iter().for_each(|host| run(&Pair { host, plugin }));
    }
}

#[test]
fn old_and_new_hosts_in_c_open_old_and_new_modules() {
    each_pair(|pair| pair.assert_prints(&mut Command::new("env")));
}

#[test]
fn hosts_in_c_leave_nothing() {
    if !tool("c_growing_host", "valgrind", "--version") {
        return;
    }
    each_pair(|pair| {
        let mut command = Command::new("valgrind");
        command.args(["-q", "--error-exitcode=99", "--leak-check=full"]);
        command.args(["--show-leak-kinds=definite,indirect", "--errors-for-leak-kinds=definite,indirect"]);
        pair.assert_prints(&mut command);
    });
}
