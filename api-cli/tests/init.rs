//! `cargo vtable-api init`, and how packages are found.

mod common;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1};

#[test]
fn init_makes_an_empty_record_once() {
    let project = Project::with(&[]);
    project.run(&["init"]).ended(Exit::Clean).says("abi.toml: created; commit it");
    let made = project.abi();
    assert!(made.starts_with("# The released ABI") && made.ends_with("format = 1\n"));
    project.run(&["init"]).ended(Exit::Clean).says("abi.toml: already exists, with 0 tables recorded");
    assert_eq!(project.abi(), made);
}

#[test]
fn quiet_means_quiet() {
    let ran = Project::with(&[]).run(&["init", "--quiet"]).ended(Exit::Clean);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}

#[test]
fn a_record_that_git_still_has_is_not_made_anew() {
    let project = Project::with(&[]);
    project.run(&["init"]).ended(Exit::Clean);
    project.commit();
    std::fs::remove_file(project.path("abi.toml")).unwrap();
    let ran = project.run(&["init"]).ended(Exit::Findings);
    let expected = "error: [VT0050] abi.toml was deleted: restore it with `git checkout HEAD -- abi.toml`; making a new \
                    one would forget what was released\n --> ";
    assert!(ran.err.starts_with(expected) && ran.err.ends_with("Cargo.toml:1\n"), "{ran:?}");
    assert!(!project.path("abi.toml").exists());
}

#[test]
fn what_is_no_record_is_left_alone() {
    let project = Project::with(&[]);
    project.write("abi.toml", "junk");
    let ran = project.run(&["init"]).ended(Exit::Findings);
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    assert_eq!(project.abi(), "junk");
}

#[test]
fn a_folder_without_a_package_is_told_as_cargo_tells_it() {
    let project = Project::empty();
    project.start(".", &["vtable-api", "init"]).ended(Exit::CouldNotCheck).complains("could not find `Cargo.toml`");
    project.run(&["init"]).ended(Exit::CouldNotCheck).complains("error: ");
}

#[test]
fn a_subfolder_belongs_to_its_package() {
    let project = Project::with(&[]);
    project.start("src", &["vtable-api", "init"]).ended(Exit::Clean);
    assert!(project.path("abi.toml").exists());
}

#[test]
fn in_a_workspace_a_package_is_named() {
    let project = Project::empty();
    project.write("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"3\"\n");
    for name in ["one", "two"] {
        project.write(&format!("{name}/Cargo.toml"), format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n"));
        project.write(&format!("{name}/src/lib.rs"), "");
    }
    project.run(&["init"]).ended(Exit::Usage).complains("help: `-p one` or `-p two`");
    project.run(&["init", "-p", "three"]).ended(Exit::Usage).complains("the workspace has no package `three`");
    project.run(&["init", "-p", "two"]).ended(Exit::Clean);
    project.start("one", &["init"]).ended(Exit::Clean);
    assert!(project.path("one/abi.toml").exists() && project.path("two/abi.toml").exists());
    assert!(!project.path("abi.toml").exists());
}

#[test]
fn a_package_without_tables_is_told() {
    let project = Project::empty();
    project.write("Cargo.toml", "[workspace]\nmembers = [\"host\", \"codec\"]\nresolver = \"3\"\n");
    for name in ["host", "codec"] {
        let package =
            format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n[dependencies]\nvtable-api = \"0.1\"\n");
        project.write(&format!("{name}/Cargo.toml"), package);
        project.write(&format!("{name}/src/lib.rs"), "");
    }
    let note = "note: the source of `host` shows no `#[vtable_api]` trait, and a record belongs to the package that declares them";
    let alone = project.run(&["init", "-p", "host"]).ended(Exit::Clean).says(note);
    alone.says("help: declare one; or remove ").says("abi.toml, if another package declares them");
    project.write("codec/src/lib.rs", "#[vtable_api::vtable_api]\npub trait Codec {}\n");
    project
        .run(&["init", "-p", "host"])
        .ended(Exit::Clean)
        .says(note)
        .says("help: did you mean `-p codec`? then remove ");
    let codec = project.run(&["init", "-p", "codec"]).ended(Exit::Clean).says("abi.toml: created; ");
    assert!(!codec.out.contains("note: "), "{codec:?}");
}

#[test]
fn wrong_use_is_2_and_help_is_0() {
    let project = Project::with(&[REVISION_1]);
    project.start(".", &["vtable-api"]).ended(Exit::Usage).complains("Usage: cargo vtable-api [OPTIONS] <COMMAND>");
    project.start(".", &["unfreeze"]).ended(Exit::Usage).complains("unfreeze");
    project.start(".", &["vtable-api", "--help"]).ended(Exit::Clean).says("Exit code: 0 clean, 100 findings");
    project.start(".", &["--version"]).ended(Exit::Clean).says("cargo-vtable-api 0.");
    project.start(".", &["explain", "vt4"]).ended(Exit::Clean).says("VT0004: ");
    project.start(".", &["explain", "VT9999"]).ended(Exit::Usage).complains("there is no diagnostic `VT9999`");
}

#[test]
fn cargo_starts_it() {
    let project = Project::with(&[]);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_cargo-vtable-api"));
    let mut folders = vec![program.parent().unwrap().to_owned()];
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let done = std::process::Command::new("cargo")
        .args(["vtable-api", "init"])
        .current_dir(project.root())
        .env("PATH", std::env::join_paths(folders).unwrap())
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    assert!(project.path("abi.toml").exists());
}
