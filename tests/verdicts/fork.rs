//! Two binaries of interfaces that went different ways.

use crate::support::Project;

/// A library with one table that was never released.
fn library(name: &str, slot: &str) -> Project {
    let source = format!("#[vtable_api::vtable_api(id = \"fork/meter\", unrecorded)]\npub trait Meter {{ {slot} }}\n");
    let project = Project::library(name, &source);
    project.cargo("build").assert_builds(name);
    project
}

fn rlib(project: &Project, name: &str) -> String {
    let made = project.cargo("metadata --format-version 1 --no-deps").stdout;
    let (_, target) = made.split_once("\"target_directory\":\"").expect("a target directory");
    let (target, _) = target.split_once('"').expect("its end");
    format!("{target}/debug/lib{}.rlib", name.replace('-', "_"))
}

#[test]
pub(crate) fn a_fork_is_found_in_two_binaries() {
    let one = library("edits-fork-one", "fn read(&self) -> u32;");
    let other = library("edits-fork-other", "fn read(&self) -> u64;");
    let (one_file, other_file) = (rlib(&one, "edits-fork-one"), rlib(&other, "edits-fork-other"));
    let found = one.cli(&format!("inspect {one_file} --host {other_file}"));
    assert!(!found.success, "{}", found.stdout);
    let expected = format!(
        "error: [VT0062] table `fork/meter` of `{one_file}` would be refused by `{other_file}`: revision 1 differs: "
    );
    assert!(found.stdout.starts_with(&expected), "{}{}", found.stdout, found.stderr);
    let same = one.cli(&format!("inspect {one_file} --host {one_file}"));
    assert!(
        same.success && same.stdout.contains("knows fork/meter: revision 1 agreed"),
        "{}{}",
        same.stdout,
        same.stderr
    );
}
