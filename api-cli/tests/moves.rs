//! Packages and tables that move in a workspace: `check --against` knows a table by its id, wherever it is.

mod common;

use std::fs;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2, Ran};

/// A workspace of all packages below `crates`.
fn workspace() -> Project {
    let project = Project::empty();
    project.write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n");
    project
}

/// A package with these tables, in a folder.
fn member(project: &Project, folder: &str, name: &str, records: &[&str]) {
    let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    project.write(&format!("crates/{folder}/Cargo.toml"), manifest);
    let records: Vec<String> =
        records.iter().map(|record| record.replace("\tviewer\tlib", &format!("\t{name}\tlib"))).collect();
    let records: Vec<&str> = records.iter().map(String::as_str).collect();
    project.write(&format!("crates/{folder}/src/lib.rs"), common::source(&records));
}

fn freeze(project: &Project, name: &str) {
    project.run(&["init", "-q", "-p", name]).ended(Exit::Clean);
    project.run(&["freeze", "-q", "-p", name]).ended(Exit::Clean);
}

/// A release of package `viewer` as `v1`.
fn released() -> Project {
    let project = workspace();
    member(&project, "viewer", "viewer", &[REVISION_2]);
    freeze(&project, "viewer");
    project.commit();
    project.git(&["tag", "v1"]);
    project
}

fn rename(project: &Project, from: &str, to: &str) {
    fs::rename(project.path(&format!("crates/{from}")), project.path(&format!("crates/{to}"))).unwrap();
}

fn against(project: &Project) -> Ran {
    project.run(&["check", "--workspace", "--against", "v1"])
}

/// What a release loses that is undone, with the record: everything else fits.
fn undo(project: &Project, folder: &str, name: &str) {
    fs::remove_file(project.path(&format!("crates/{folder}/abi.toml"))).unwrap();
    let git = [".git", "elsewhere"].map(|name| project.path(name));
    fs::rename(&git[0], &git[1]).unwrap();
    member(project, folder, name, &[REVISION_1]);
    freeze(project, name);
    fs::rename(&git[1], &git[0]).unwrap();
}

#[test]
fn a_package_that_moved_is_compared_with_what_it_was() {
    let project = released();
    rename(&project, "viewer", "codec");
    against(&project)
        .ended(Exit::Clean)
        .says("`v1` has recorded 1 table with 2 revisions, in `v1:crates/viewer/abi.toml`: nothing is lost\n");
    project.run(&["check", "-p", "viewer", "--against", "v1"]).ended(Exit::Clean).says("nothing is lost");
    undo(&project, "codec", "viewer");
    project.run(&["check", "--workspace"]).ended(Exit::Clean);
    let ran = against(&project).ended(Exit::Findings);
    let ran = ran.says("[VT0058] slot 1 of `viewer/codec`, revision 2, recorded in `v1`, is gone from abi.toml");
    let ran = ran.says("  (v1:crates/viewer/abi.toml:");
    ran.says("help: restore what `git show v1:crates/viewer/abi.toml` has, and then run");
}

#[test]
fn a_package_that_has_another_name_is_the_same_one() {
    let project = released();
    let abi = project.read("crates/viewer/abi.toml");
    member(&project, "viewer", "decoder", &[REVISION_2]);
    against(&project).ended(Exit::Clean).says("nothing is lost\n");
    rename(&project, "viewer", "decoder");
    against(&project).ended(Exit::Clean).says("nothing is lost\n").says("decoder: no findings");
    undo(&project, "decoder", "decoder");
    against(&project).ended(Exit::Findings).says("[VT0058] revision 2 of `viewer/codec`");
    project.write("crates/decoder/abi.toml", abi);
    // A package that went away with its table is not nothing to compare.
    member(&project, "decoder", "decoder", &[&REVISION_2.replace("viewer/codec", "decoder/codec")]);
    fs::remove_file(project.path("crates/decoder/abi.toml")).unwrap();
    freeze(&project, "decoder");
    let ran = against(&project).ended(Exit::Findings);
    let ran = ran.says("[VT0058] table `viewer/codec`, recorded in `v1:crates/viewer/abi.toml`, is in no abi.toml of");
    ran.says("the workspace: those of `decoder`")
        .says("its abi.toml moves along: `git show v1:crates/viewer/abi.toml`");
    project.run(&["check", "-p", "decoder", "--against", "v1"]).ended(Exit::Findings).says("is in no abi.toml of the");
}

#[test]
fn a_package_that_is_gone_is_a_loss() {
    let project = released();
    member(&project, "other", "other", &[&REVISION_1.replace("viewer/codec", "other/codec")]);
    freeze(&project, "other");
    against(&project).ended(Exit::Clean);
    fs::remove_dir_all(project.path("crates/viewer")).unwrap();
    against(&project).ended(Exit::Findings).says("table `viewer/codec`, recorded in `v1:crates/viewer/abi.toml`");
}

#[test]
fn a_table_that_another_package_has_taken_over_is_compared_there() {
    let project = workspace();
    let host = REVISION_1.replace("viewer/codec", "viewer/host").replace("Codec", "Host");
    member(&project, "viewer", "viewer", &[REVISION_2]);
    member(&project, "host", "host", &[&host]);
    freeze(&project, "viewer");
    freeze(&project, "host");
    project.commit();
    project.git(&["tag", "v1"]);
    // The record goes along, and the package that had it begins anew.
    member(&project, "codec", "codec", &[REVISION_2]);
    fs::rename(project.path("crates/viewer/abi.toml"), project.path("crates/codec/abi.toml")).unwrap();
    member(&project, "viewer", "viewer", &[&host.replace("viewer/host", "viewer/new")]);
    project.git(&["add", "."]);
    project.git(&["commit", "-q", "-m", "moved"]);
    freeze(&project, "viewer");
    against(&project).ended(Exit::Clean).says(", in `v1:crates/viewer/abi.toml`: nothing is lost");
    undo(&project, "codec", "codec");
    let ran = against(&project).ended(Exit::Findings).says("[VT0058] slot 1 of `viewer/codec`");
    ran.says("recorded: fn decode_ex1(").says("codec: 2 findings");
    // Nobody has it.
    fs::remove_dir_all(project.path("crates/codec")).unwrap();
    against(&project).ended(Exit::Findings).says("[VT0058] table `viewer/codec`");
}

#[test]
fn two_packages_with_one_table_are_one_or_a_fork() {
    let project = released();
    // An old state of it, for tests.
    member(&project, "old", "old", &[REVISION_1]);
    freeze(&project, "old");
    against(&project).ended(Exit::Clean);
    member(&project, "old", "old", &[&REVISION_1.replace("-> u32", "-> u64")]);
    let copy = project.read("crates/old/abi.toml");
    project.write("crates/old/abi.toml", "format = 1\n");
    let says = "[VT0021] table `viewer/codec`: `viewer` has a different revision 1 than `old` would freeze";
    project.run(&["freeze", "-p", "old"]).ended(Exit::Findings).complains(says).complains("nothing was frozen");
    assert_eq!(project.read("crates/old/abi.toml"), "format = 1\n");
    project.run(&["check", "-p", "old"]).ended(Exit::Findings).says(says);
    // It is further, too, and another one there.
    project.write("crates/old/abi.toml", copy);
    member(&project, "old", "old", &[&REVISION_2.replace("flags: u32", "flags: u64")]);
    let says = "[VT0021] table `viewer/codec`: `viewer` has a different revision 2 than `old` would freeze";
    for args in [&["check", "--workspace"][..], &["check", "-p", "old"]] {
        project.run(args).ended(Exit::Findings).says(says).says("old: 1 finding");
    }
    project.run(&["freeze", "-p", "old"]).ended(Exit::Findings).complains(says);
    member(&project, "old", "old", &[REVISION_2]);
    freeze(&project, "old");
    // As it comes together where two branches are merged.
    member(&project, "old", "old", &[&REVISION_1.replace("-> u32", "-> u64")]);
    project.write("crates/old/abi.toml", "format = 1\n");
    let record = project.read("crates/viewer/abi.toml");
    project.write("crates/viewer/abi.toml", "format = 1\n");
    freeze(&project, "old");
    project.write("crates/viewer/abi.toml", record);
    for args in [&["check", "--workspace"][..], &["check", "-p", "old"], &["check", "--workspace", "--against", "v1"]] {
        let ran = project.run(args).ended(Exit::Findings);
        ran.says("[VT0021] two packages have recorded different tables `viewer/codec`:");
    }
    // Which of two has taken it over cannot be known.
    fs::remove_dir_all(project.path("crates/old")).unwrap();
    member(&project, "one", "one", &[REVISION_2]);
    member(&project, "two", "two", &[REVISION_2]);
    for name in ["one", "two"] {
        let abi = project.read("crates/viewer/abi.toml");
        project.write(&format!("crates/{name}/abi.toml"), abi);
    }
    fs::remove_dir_all(project.path("crates/viewer")).unwrap();
    let ran = against(&project).ended(Exit::CouldNotCheck);
    let ran =
        ran.complains("table `viewer/codec` was recorded in `v1:crates/viewer/abi.toml`, and is now in the records");
    ran.complains("of `one` and `two`").complains("a table has one record");
}

#[test]
fn what_a_shipped_binary_has_is_known_by_its_id() {
    let project = released();
    let shipped = project.path("shipped.rlib").display().to_string();
    let head = REVISION_2.split_once('\n').unwrap();
    let abi = project.read("crates/viewer/abi.toml");
    let prints = abi.lines().filter_map(|line| line.strip_prefix("fingerprint = "));
    let prints: String = (1..)
        .zip(prints)
        .map(|(n, print)| format!("fingerprint\t{n}\t{}\tfrozen\n", print.trim_matches('"')))
        .collect();
    project.write("shipped.rs", common::source(&[&format!("{}\n{prints}{}", head.0, head.1)]));
    let mut rustc = std::process::Command::new("rustc");
    rustc.args(["--edition", "2024", "--crate-type", "rlib", "-o", &shipped]).arg(project.path("shipped.rs"));
    assert!(rustc.status().unwrap().success());
    rename(&project, "viewer", "decoder");
    member(&project, "decoder", "decoder", &[REVISION_2]);
    project
        .run(&["check", "-p", "decoder", "--against", &shipped])
        .ended(Exit::Clean)
        .says("2 revisions: nothing is lost");
    undo(&project, "decoder", "decoder");
    project.run(&["check", "-p", "decoder", "--against", &shipped]).ended(Exit::Findings).says("[VT0058] slot 1");
}

#[test]
fn what_is_no_package_of_the_workspace_is_no_loss() {
    let project = released();
    // Data of a test, and a package of another workspace: both stay where they are.
    project.write("tests/data/abi.toml", "<<<<<<< no record");
    project.write("apart/abi.toml", project.read("crates/viewer/abi.toml").replace("viewer/codec", "apart/codec"));
    project.write("apart/Cargo.toml", "[package]\nname = \"apart\"\n");
    project.git(&["add", "."]);
    project.git(&["commit", "-q", "-m", "more"]);
    project.git(&["tag", "-f", "v1"]);
    against(&project).ended(Exit::Clean);
    fs::remove_dir_all(project.path("tests")).unwrap();
    against(&project).ended(Exit::Clean);
}

/// Both are `viewer_frame` in C, so no program could include both headers.
#[test]
fn types_of_two_packages_that_c_calls_alike_are_found_before_they_are_frozen() {
    let project = workspace();
    let filter = REVISION_1.replace("viewer/codec", "viewer/filter").replace("Codec", "Filter");
    member(&project, "codec", "viewer-codec", &[REVISION_1]);
    member(&project, "filter", "viewer-filter", &[&filter]);
    freeze(&project, "viewer-codec");
    project.run(&["init", "-q", "-p", "viewer-filter"]).ended(Exit::Clean);
    project.run(&["check", "--workspace"]).ended(Exit::Clean);
    let other = filter.replace("width: u32", "width: u64");
    member(&project, "filter", "viewer-filter", &[&other]);
    for command in ["check", "freeze"] {
        let ran = project.run(&[command, "--workspace"]).ended(Exit::Findings);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("[VT0039]") && said.contains("two things are both called `viewer_frame`"), "{said}");
        assert!(said.contains("one in viewer_codec.h and another in viewer_filter.h"), "{said}");
    }
    // What is frozen stays: only who writes both headers is stopped.
    project.run(&["freeze", "-q", "-p", "viewer-filter"]).ended(Exit::Clean);
    project.run(&["check", "--workspace"]).ended(Exit::Clean);
    project.run(&["header", "--workspace", "--out", "include"]).complains("two things are both called `viewer_frame`");
}
