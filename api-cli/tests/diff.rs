//! `cargo vtable-api diff`.

mod common;

use cargo_vtable_api::Exit;
use common::{Project, REVISION_1, REVISION_2};

/// Revision 1 is tagged `v1`, revision 2 `v2`.
fn released() -> Project {
    let project = Project::with(&[REVISION_1]);
    project.run(&["init", "-q"]).ended(Exit::Clean);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.commit();
    project.git(&["tag", "v1"]);
    project.records(&[REVISION_2]);
    project.run(&["freeze", "-q"]).ended(Exit::Clean);
    project.git(&["commit", "-q", "-a", "-m", "two"]);
    project.git(&["tag", "v2"]);
    project
}

#[test]
fn two_tags_are_compared_without_a_checkout_or_a_build() {
    let project = released();
    let ran = project.run(&["diff", "v1", "v2"]).ended(Exit::Clean);
    let expected = "\
viewer/codec: revision 1 -> revisions 1 to 2
  + slot 1: fn decode_ex1(&self, input: &[u8], out: &mut Frame, flags: u32) -> u32, revision 2
  a module built with `v1` keeps revision 1
  built with `v2`, it gains 1 slot (decode_ex1)
grown: `v2` has all that `v1` has; old modules run as before
";
    assert_eq!(ran.out, expected);
    let ran = project.run(&["diff", "v2", "v1", "-q"]).ended(Exit::Findings);
    let expected = "\
error: [VT0058] table `viewer/codec`: with `v1`, a module built with `v2` loses revision 2, 1 slot (decode_ex1)

broken: `v1` lacks or changes what `v2` has, in 1 table
";
    assert_eq!(ran.out, expected);
}

#[test]
fn every_pair_of_states_can_be_compared() {
    let project = released();
    project.write("old/abi.toml", project.abi());
    let old = project.path("old/abi.toml");
    project.run(&["check", "-q"]).ended(Exit::Clean);
    let ours = std::fs::read_dir(project.path("target/vtable-api")).unwrap().next().unwrap().unwrap();
    let binary = ours.path().join("debug/libviewer.rlib");
    // The build of a check has no fingerprints: it is read as if all of it were a draft.
    project
        .run(&["diff", "v2", binary.to_str().unwrap()])
        .ended(Exit::CouldNotCheck)
        .complains("no table in it is frozen");
    let states = ["source", "abi.toml", "v2", old.to_str().unwrap()];
    for (one, other) in states.iter().flat_map(|one| states.map(|other| (*one, other))) {
        project.run(&["diff", one, other]).ended(Exit::Clean).says("the same tables");
    }
}

#[test]
fn an_edit_is_shown_old_and_new() {
    let project = released();
    project.records(&[&REVISION_2
        .replacen("input: &[u8]", "input: &mut [u8]", 1)
        .replace("width: u32", "width: u64\nfield\theight: u64")]);
    let ran = project.run(&["diff", "abi.toml"]).ended(Exit::Findings);
    let ran = ran.says("with the source, a module built with `abi.toml` is refused");
    let ran = ran.says("  - slot 0: fn decode(&self, input: &[u8], out: &mut Frame) -> u32, revision 1\n  + slot 0: fn decode(&self, input: &mut [u8]");
    ran.says("  - type Frame: struct { width: u32 }\n  + type Frame: struct { width: u64, height: u64 }\n");
}

#[test]
fn a_table_that_is_only_in_one_state_is_told() {
    let other = REVISION_1.replace("viewer/codec", "viewer/other").replace("Codec", "Other");
    let project = released();
    project.records(&[REVISION_2, &other]);
    project.run(&["diff", "v2"]).ended(Exit::Clean).says("viewer/other: only in the source, revision 1");
    project.records(&[&other]);
    let ran = project.run(&["diff", "v2"]).ended(Exit::Findings);
    ran.says("viewer/codec: only in `v2`, revisions 1 to 2").says("a module built with `v2` finds no such table");
}

#[test]
fn a_table_can_be_picked_and_a_slip_is_recognised() {
    let project = released();
    project.run(&["diff", "v1", "v2", "--table", "viewer/codec"]).ended(Exit::Clean);
    let ran = project.run(&["diff", "v1", "v2", "--table", "viewer/coddec"]).ended(Exit::Usage);
    ran.complains("there is no table `viewer/coddec`").complains("did you mean `viewer/codec`?");
    project.run(&["header", "--table", "viewer/coddec"]).ended(Exit::Usage).complains("did you mean `viewer/codec`?");
    project.run(&["diff", "v3", "v2"]).ended(Exit::CouldNotCheck).complains("neither a file nor a revision");
    project.run(&["diff", "v1", "v2", "-p", "vieewr"]).ended(Exit::Usage).complains("did you mean `viewer`?");
}
