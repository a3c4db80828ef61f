//! The README is run: its files are written to a folder, its commands are typed there, and what they print is what it
//! shows. `VTABLE_API_BLESS=1` writes the real output into the README.
//!
//! A comment before a block says what it is for; a group is one folder, in which everything happens in the order of
//! the README:
//!
//! ```text
//! <!-- readme: GROUP… file PATH -->      the block is this file
//! <!-- readme: GROUP run FOLDER -->      the block is commands and their output
//! ```
#![cfg(unix)]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use support::{cargo_vtable_api, pinned_toolchain};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
/// What stands in the README for the folder of a group.
const SHOWN: &str = "/home/ada/viewer";

#[test]
fn a_plug_in_system_in_21_lines() {
    let readme = fs::read_to_string(readme_path()).unwrap();
    let code: Vec<_> = blocks(&readme).into_iter().filter(|block| block.is_file_of("small")).collect();
    let lines: usize = code.iter().map(|block| readme[block.body.clone()].lines().count()).sum();
    assert_eq!(lines, 21);
    assert!(code.iter().all(|block| !readme[block.body.clone()].contains("unsafe")));
    run("small", |group| {
        group.workspace(&["greeter", "polite", "hello"]);
        let greeter = "greeter = { path = '../greeter' }\n";
        group.write("greeter/Cargo.toml", &manifest("greeter", ""));
        group.write("polite/Cargo.toml", &(manifest("polite", greeter) + "[lib]\ncrate-type = ['cdylib']\n"));
        group.write("hello/Cargo.toml", &manifest("hello", greeter));
        group.sh("greeter", "cargo vtable-api init && cargo vtable-api freeze && cd .. && cargo build");
    });
}

/// One after the other, because they share what is compiled.
#[test]
fn five_minutes_and_the_first_screen() {
    run("walk", |group| group.workspace(&["codec", "farbfeld", "viewer"]));
    if pinned_toolchain("the README's first screen") {
        run("first", |group| {
            group.write("codec/Cargo.lock", &group.read("Cargo.lock"));
            group.write("codec/Cargo.toml", &(group.read("codec/Cargo.toml") + "[workspace]\n"));
            std::os::unix::fs::symlink("../target", group.folder.join("codec/target")).unwrap();
            group.sh("codec", "cargo vtable-api init");
        });
    }
}

/// The files of a group, what the README does not show, and its commands.
fn run(name: &'static str, prepare: impl FnOnce(&Group)) {
    let readme = fs::read_to_string(readme_path()).unwrap();
    let group = Group::new(name);
    for block in blocks(&readme).iter().filter(|block| block.is_file_of(name)) {
        group.write(&block.place, &readme[block.body.clone()]);
    }
    prepare(&group);
    let sessions = blocks(&readme).into_iter().filter(|block| block.what == "run" && block.groups == [name]);
    let real: Vec<_> = sessions.map(|block| group.session(&block.place, &readme[block.body])).collect();
    assert!(!real.is_empty(), "the README has no commands of group `{name}`");
    compare(name, &real);
}

/// Reads the README again: the tests bless in parallel.
fn compare(name: &str, real: &[String]) {
    static README: Mutex<()> = Mutex::new(());
    let _lock = README.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut readme = fs::read_to_string(readme_path()).unwrap();
    let sessions: Vec<_> =
        blocks(&readme).into_iter().filter(|block| block.what == "run" && block.groups == [name]).collect();
    if std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1") {
        for (block, real) in sessions.iter().zip(real).rev() {
            readme.replace_range(block.body.clone(), real);
        }
        fs::write(readme_path(), readme).unwrap();
        return;
    }
    for (block, real) in sessions.iter().zip(real) {
        let shown = &readme[block.body.clone()];
        assert!(
            shown == real,
            "README.md shows\n{shown}\nand this is what happens (VTABLE_API_BLESS=1 writes it):\n{real}"
        );
    }
}

fn readme_path() -> PathBuf {
    Path::new(ROOT).join("README.md")
}

/// A block between fences, with what the comment before it says.
struct Block {
    groups: Vec<String>,
    what: String,
    place: String,
    body: Range<usize>,
}

impl Block {
    fn is_file_of(&self, group: &str) -> bool {
        self.what == "file" && self.groups.iter().any(|name| name == group)
    }
}

fn blocks(readme: &str) -> Vec<Block> {
    let marks = readme.match_indices("<!-- readme: ");
    let block = |(start, mark): (usize, &str)| {
        let (comment, rest) = readme[start + mark.len()..].split_once(" -->\n```").expect("a fence after the comment");
        let mut words: Vec<String> = comment.split_whitespace().map(String::from).collect();
        let (place, what) = (words.pop().expect("a place"), words.pop().expect("`file` or `run`"));
        let (_, body) = rest.split_once('\n').expect("a body");
        let start = readme.len() - body.len();
        let length = body.find("```\n").expect("a closing fence");
        Block { groups: words, what, place, body: start..start + length }
    };
    marks.map(block).collect()
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = '{name}'\nversion = '0.1.0'\nedition = '2024'\n[dependencies]\nvtable-api = \"0.1\"\n{dependencies}"
    )
}

/// A folder, and the shell that is open in it.
struct Group {
    folder: PathBuf,
}

impl Group {
    /// Empty but for what an earlier run compiled.
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme").join(if name == "small" {
            "hello"
        } else {
            "viewer"
        });
        fs::create_dir_all(folder.join("target")).unwrap();
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true if entry.file_name() != "target" => fs::remove_dir_all(entry.path()).unwrap(),
                true => {}
                false => fs::remove_file(entry.path()).unwrap(),
            }
        }
        let group = Group { folder: folder.canonicalize().unwrap() };
        group.write("Cargo.lock", &fs::read_to_string(Path::new(ROOT).join("Cargo.lock")).unwrap());
        group
    }

    /// With this repository in place of the published crate.
    fn write(&self, file: &str, text: &str) {
        let here = format!("vtable-api = {{ path = '{ROOT}' }}");
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("vtable-api = \"0.1\"", &here)).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap()
    }

    fn workspace(&self, members: &[&str]) {
        self.write("Cargo.toml", &format!("[workspace]\nmembers = {members:?}\nresolver = '3'\n"));
    }

    /// The commands of a block with what they really print.
    fn session(&self, folder: &str, block: &str) -> String {
        let mut real = String::new();
        for line in block.lines().filter(|line| line.starts_with("$ ")) {
            let _ = writeln!(real, "{line}");
            match line.strip_prefix("$ $EDITOR ") {
                Some(edit) => self.edit(folder, edit),
                None => real.push_str(&self.sh(folder, &line[2..])),
            }
        }
        real
    }

    /// `FILE   # OLD  ->  NEW`
    fn edit(&self, folder: &str, edit: &str) {
        let (file, edit) = edit.split_once('#').expect("what to edit");
        let (old, new) = edit.split_once("  ->  ").expect("what to write instead");
        let file = format!("{folder}/{}", file.trim());
        let text = self.read(&file);
        assert!(text.contains(old.trim()), "{file} has no `{old}`");
        self.write(&file, &text.replacen(old.trim(), new.trim(), 1));
    }

    /// What a shell prints, without cargo's progress.
    fn sh(&self, folder: &str, line: &str) -> String {
        let tools = cargo_vtable_api().parent().expect("a folder");
        let path = std::env::var("PATH").unwrap_or_default();
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("{{ {line}\n}} 2>&1")).current_dir(self.folder.join(folder));
        shell.env("PATH", format!("{}:{path}", tools.display()));
        for name in ["CARGO_TARGET_DIR", "CARGO_MANIFEST_DIR", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "VTABLE_API"] {
            shell.env_remove(name);
        }
        shell.envs([("CARGO_TERM_COLOR", "never"), ("CARGO_NET_OFFLINE", "true"), ("LC_ALL", "C")]);
        let text = String::from_utf8(shell.output().expect("`sh` runs").stdout).expect("UTF-8");
        let text = text.replace(&*self.folder.to_string_lossy(), SHOWN);
        text.lines().filter(|line| !is_progress(line)).map(|line| format!("{line}\n")).collect()
    }
}

/// `   Compiling codec v0.1.0`
fn is_progress(line: &str) -> bool {
    let word = line.trim_start().split(' ').next().unwrap_or_default();
    let words = ["Compiling", "Checking", "Finished", "Blocking", "Locking", "Adding", "Removing", "Running"];
    line.starts_with("   ") && words.contains(&word)
}
