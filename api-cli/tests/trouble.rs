//! What goes wrong around the program: full disks, folders that cannot be written, files that are none, no git.
#![cfg(unix)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2};

/// Revision 1 is recorded, revision 2 is not; all is built that a freeze builds.
fn draft() -> Project {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.records(&[REVISION_2]);
    project.start(".", &["freeze", "-q", "--dry-run"]).ended(Exit::Clean);
    project
}

fn files(project: &Project) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(project.root()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// No file may grow beyond nothing: as on a disk that is full.
#[test]
fn on_a_full_disk_the_old_record_stays_whole() {
    let project = draft();
    let (before, there) = (project.abi(), files(&project));
    let program = env!("CARGO_BIN_EXE_cargo-vtable-api");
    let script = format!("trap '' XFSZ; ulimit -f 0; exec {program} freeze -q 2> >(cat >&2) | cat");
    let mut bash = Command::new("bash");
    bash.args(["-o", "pipefail", "-c", &script]).current_dir(project.root()).env_remove("CARGO_TARGET_DIR");
    let done = bash.output().unwrap();
    let err = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(101), "{done:?}");
    assert!(err.contains("abi.toml cannot be written, and was not changed: "), "{done:?}");
    assert_eq!((project.abi(), files(&project)), (before, there));
    project.run(&["freeze", "-q"]).ended(Exit::Clean).says("revision 2");
}

/// Root may write anywhere but on a file system that is mounted read-only.
#[test]
fn a_folder_that_cannot_be_written_is_one_line() {
    let project = draft();
    let (before, there) = (project.abi(), files(&project));
    let target = Project::empty();
    project.start(".", &["freeze", "-q", "--dry-run"]).ended(Exit::Clean);
    let program = env!("CARGO_BIN_EXE_cargo-vtable-api");
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|done| done.stdout == b"0\n");
    let mut command = match is_root {
        true => {
            let mount = format!(
                "mount --bind . . && mount -o remount,ro,bind . && cd . && cd \"$PWD\" && exec {program} freeze -q"
            );
            let mut unshare = Command::new("unshare");
            unshare.args(["--mount", "sh", "-c", &mount]);
            unshare
        }
        false => {
            fs::set_permissions(project.root(), fs::Permissions::from_mode(0o555)).unwrap();
            let mut plain = Command::new(program);
            plain.args(["freeze", "-q"]);
            plain
        }
    };
    let done = command.current_dir(project.root()).env("CARGO_TARGET_DIR", target.root()).output().unwrap();
    fs::set_permissions(project.root(), fs::Permissions::from_mode(0o755)).unwrap();
    let err = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(101), "{done:?}");
    assert!(err.contains("error: ") && !err.contains("panicked"), "{err}");
    assert_eq!((project.abi(), files(&project)), (before, there));
}

/// Where builds go by themselves, and where they are told to go.
#[test]
fn a_checkout_that_is_only_read_says_where_to_build() {
    let project = draft();
    fs::remove_dir_all(project.path("target")).unwrap();
    project.write("target", "not a folder");
    let hint = "set CARGO_TARGET_DIR to a writable folder";
    project.start(".", &["check", "-q"]).ended(Exit::CouldNotCheck).complains(hint);
    let target = Project::empty();
    let done = project.command(".", &["check", "-q"]).env("CARGO_TARGET_DIR", target.root()).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
}

#[test]
fn files_that_are_no_earlier_state_are_told() {
    let project = draft();
    project.write("junk", [0x93, 0, 1, 2, 0xff, 0xfe]);
    let cases =
        [("junk", "[VT0051] "), ("/bin/sh", "without a record of tables"), ("src", "neither a file nor a revision")];
    for (file, expected) in cases {
        let word = if file == "junk" { project.path(file).display().to_string() } else { file.to_owned() };
        project.commit();
        project.run(&["check", "-q", "--against", &word]).ended(Exit::CouldNotCheck).complains(expected);
        project.run(&["diff", &word, "abi.toml"]).ended(Exit::CouldNotCheck).complains(expected);
        fs::remove_dir_all(project.path(".git")).unwrap();
    }
}

#[test]
fn without_git_everything_works_but_what_needs_it() {
    let project = draft();
    let cargo = Command::new("sh").args(["-c", "command -v cargo"]).output().unwrap();
    let cargo = String::from_utf8(cargo.stdout).unwrap();
    let bin = Project::empty();
    let run = |args: &[&str]| {
        let mut command = project.command(".", args);
        // Compilers and linkers, but no git.
        for tool in ["cc", "gcc", "ld", "as", "rustc"] {
            let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).output().unwrap();
            let _ = std::os::unix::fs::symlink(String::from_utf8_lossy(&found.stdout).trim(), bin.path(tool));
        }
        command.env("CARGO", cargo.trim()).env("PATH", bin.root()).output().unwrap()
    };
    let done = run(&["check", "-q"]);
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    for args in [&["check", "-q", "--against", "v1"][..], &["diff", "v1", "abi.toml"]] {
        let done = run(args);
        assert_eq!(done.status.code(), Some(101), "{done:?}");
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(err.contains("cannot start git"), "{err}");
    }
}

#[test]
fn a_workspace_without_a_table_is_not_clean() {
    let project = Project::empty();
    project.write("Cargo.toml", "[workspace]\nmembers = [\"one\"]\nresolver = \"3\"\n");
    project.write("one/Cargo.toml", "[package]\nname = \"one\"\nedition = \"2024\"\n");
    project.write("one/src/lib.rs", "");
    let nothing = "no package of the workspace has an abi.toml or depends on vtable-api: nothing was checked";
    project.run(&["check"]).ended(Exit::CouldNotCheck).complains(nothing);
    project.run(&["check", "--workspace"]).ended(Exit::CouldNotCheck).complains(nothing);
    project.run(&["init", "-q", "-p", "one"]).ended(Exit::Clean);
    project
        .run(&["check"])
        .ended(Exit::CouldNotCheck)
        .complains("no package of the workspace has a table: nothing was checked");
    project.run(&["check", "-p", "one"]).ended(Exit::CouldNotCheck).complains("package `one` has no table");
    project.run(&["check", "--workspace", "--exclude", "onne"]).ended(Exit::Usage).complains("did you mean `one`?");
}
