//! `examples/python/README.md` is followed: its file is written, its commands are typed, and they print what it shows.

use crate::build::example;
use crate::c;
use crate::interpreters;
use crate::support::{cargo_vtable_api, workspace};
use std::path::Path;
use std::process::Command;

#[test]
fn the_readme_is_followed() {
    if !interpreters::are_there("python: README") {
        return;
    }
    let text = std::fs::read_to_string(example("README.md")).expect("the README");
    let home = c::folder("home");
    let mut at = workspace();
    for block in blocks(&text) {
        match block {
            Block::File(name, text) => std::fs::write(home.join("fib").join(name), text).expect("a file"),
            Block::Session(text) => {
                let mut real = String::new();
                for command in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
                    real += &format!("$ {command}\n");
                    match command.strip_prefix("cd ~/") {
                        Some(folder) => at = home.join(folder),
                        None => real += &shell(command, &at, &home),
                    }
                }
                assert_eq!(text, real, "examples/python/README.md shows what is not so");
            }
        }
    }
}

enum Block<'a> {
    File(&'a str, &'a str),
    Session(&'a str),
}

/// Blocks with a comment before them, in their order.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut out = Vec::new();
    for (start, _) in text.match_indices("<!-- ") {
        let (comment, rest) = text[start + 5..].split_once(" -->\n```").expect("a fence after the comment");
        let (_, body) = rest.split_once('\n').expect("a body");
        let body = &body[..body.find("```\n").expect("a closing fence")];
        out.push(match comment.strip_prefix("file ") {
            Some(name) => Block::File(name, body),
            None => Block::Session(body),
        });
    }
    assert!(out.len() >= 3, "the README has commands");
    out
}

fn shell(command: &str, folder: &Path, home: &Path) -> String {
    let tools = cargo_vtable_api().parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{{ {command}\n}} 2>&1")).current_dir(folder).env("LC_ALL", "C.UTF-8");
    // What rustup and cargo have at home stays where it is.
    let old = std::env::var("HOME").unwrap_or_default();
    for (name, below) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        let folder = std::env::var(name).unwrap_or_else(|_| format!("{old}/{below}"));
        shell.env(name, folder);
    }
    for name in ["CARGO_TARGET_DIR", "CARGO_MANIFEST_DIR", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "VTABLE_API"] {
        shell.env_remove(name);
    }
    shell.env("HOME", home).env("PATH", format!("{}:{path}", tools.display())).env("CARGO_NET_OFFLINE", "true");
    let out = shell.output().expect("`sh` runs").stdout;
    String::from_utf8_lossy(&out).replace(&*home.to_string_lossy(), "~")
}
