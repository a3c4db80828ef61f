//! What a terminal, a shell and a manual reader get.

mod common;

use std::fs;
use std::process::{Command, Stdio};

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, run};

const ESCAPE: char = '\u{1b}';

fn words(args: &[&str]) -> Vec<std::ffi::OsString> {
    std::iter::once("cargo-vtable-api").chain(args.iter().copied()).map(Into::into).collect()
}

#[test]
fn colours_are_only_for_terminals_and_for_who_wants_them() {
    let project = Project::with(&[REVISION_1]);
    let check = |variables: &[(&str, &str)]| {
        let mut command = project.command(".", &["check"]);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CARGO_TERM_COLOR"] {
            command.env_remove(name);
        }
        let done = command.envs(variables.iter().copied()).stderr(Stdio::null()).output().unwrap();
        assert_eq!(done.status.code(), Some(100));
        String::from_utf8(done.stdout).unwrap()
    };
    assert!(!check(&[]).contains(ESCAPE), "a pipe is no terminal");
    assert!(check(&[("CLICOLOR_FORCE", "1")]).contains(ESCAPE));
    assert!(check(&[("CARGO_TERM_COLOR", "always")]).contains(ESCAPE));
    assert!(!check(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains(ESCAPE));
    assert!(!check(&[("CLICOLOR_FORCE", "1"), ("CARGO_TERM_COLOR", "never")]).contains(ESCAPE));
}

/// `script` gives the program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn in_a_terminal_there_are_colours_and_cargos_own_progress() {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    let program = env!("CARGO_BIN_EXE_cargo-vtable-api");
    let shown = |variable: &str| {
        let mut script = Command::new("script");
        script.args(["-qec", &format!("{program} check"), "/dev/null"]).current_dir(project.root());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CARGO_TERM_COLOR"] {
            script.env_remove(name);
        }
        script.env_remove("CARGO_TARGET_DIR").env("TERM", "xterm").env(variable, "1").stdin(Stdio::null());
        String::from_utf8_lossy(&script.output().unwrap().stdout).into_owned()
    };
    let colourful = shown("UNRELATED");
    assert!(
        colourful.contains("Compiling") && colourful.contains(&format!("{ESCAPE}[1m{ESCAPE}[32mno findings")),
        "{colourful:?}"
    );
    let plain = shown("NO_COLOR");
    assert!(plain.contains("viewer: no findings"), "{plain:?}");
}

#[test]
fn each_command_has_help_with_examples_and_slips_are_recognised() {
    for command in ["init", "freeze", "check", "diff", "header", "inspect", "explain", "completions", "man"] {
        let ran = run(words(&[command, "--help"])).ended(Exit::Clean);
        ran.says("Examples:\n  cargo vtable-api ").says(&format!("Usage: cargo vtable-api {command}"));
        run(words(&["--help"])).says(&format!("\n  {command} "));
    }
    run(words(&["chekc"])).ended(Exit::Usage).complains("'check'");
    run(words(&["explain", "VT0400"])).ended(Exit::Usage).complains("did you mean `VT0040`?");
    run(words(&["explain", "frozen"])).ended(Exit::Usage).complains("there is no diagnostic `frozen`");
    run(words(&["explain"])).ended(Exit::Clean).says("VT0001  a recorded slot").says("\nVT0108  ");
}

#[test]
fn a_shell_completes_what_the_parser_knows() {
    let folder = Project::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(words(&["completions", shell])).ended(Exit::Clean).out;
        assert!(script.contains("against"), "{shell}");
        folder.write(shell, script);
    }
    // Bash is on every machine that these tests run on.
    let ask = "source ./bash; COMP_WORDS=(cargo-vtable-api check --loc); COMP_CWORD=2; \
               _cargo__vtable__api cargo-vtable-api --loc check; echo \"${COMPREPLY[@]}\"";
    let done = Command::new("bash").args(["--norc", "-c", ask]).current_dir(folder.root()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), "--locked", "{done:?}");
}

#[test]
fn manual_pages_are_the_help_texts() {
    let folder = Project::empty();
    let out = folder.path("man1");
    run(words(&["man", "--out", out.to_str().unwrap()])).ended(Exit::Clean).says("cargo-vtable-api-check.1: written");
    let mut names: Vec<_> = fs::read_dir(&out).unwrap().map(|page| page.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 10, "{names:?}");
    let page = run(words(&["man"])).ended(Exit::Clean).out;
    assert_eq!(page, folder.read("man1/cargo-vtable-api.1"), "the same on every run");
    let check = folder.read("man1/cargo-vtable-api-check.1");
    for text in ["\\-\\-against", "\\-\\-locked", "old/libviewer.so"] {
        assert!(check.contains(text), "{text}");
    }
}

/// A second check costs one look at the workspace, one build that finds nothing to do, and one that finds nothing to say.
#[cfg(unix)]
#[test]
fn a_check_starts_cargo_three_times() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::empty();
    project.write("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\", \"three\"]\nresolver = \"3\"\n");
    for name in ["one", "two", "three"] {
        project.write(&format!("{name}/Cargo.toml"), format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n"));
        let record = REVISION_1
            .replace("viewer/codec", &format!("viewer/{name}"))
            .replace("\tviewer\tlib", &format!("\t{name}\tlib"));
        project.write(
            &format!("{name}/src/lib.rs"),
            if name == "three" { String::new() } else { common::source(&[&record]) },
        );
    }
    project.run(&["init", "-q", "-p", "one", "-p", "two"]).ended(Exit::Clean);
    project.run(&["freeze", "-q", "--workspace"]).ended(Exit::Clean);
    let counter = format!("#!/bin/sh\necho \"$1\" >> '{}'\nexec cargo \"$@\"\n", project.path("calls").display());
    project.write("counter", counter);
    fs::set_permissions(project.path("counter"), fs::Permissions::from_mode(0o755)).unwrap();
    let done = project.command(".", &["check"]).env("CARGO", project.path("counter")).output().unwrap();
    let out = String::from_utf8(done.stdout).unwrap();
    assert_eq!(
        out,
        "viewer/one: 1 slot, revision 1 recorded\none: no findings\nviewer/two: 1 slot, revision 1 recorded\ntwo: no findings\n"
    );
    assert_eq!(project.read("calls"), "metadata\nbuild\ncheck\n");
}
