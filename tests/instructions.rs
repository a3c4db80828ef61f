//! What a call costs in instructions, as callgrind counts them: the same on every run, whatever else the machine does.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::{Project, tool};

const MANIFEST: &str = "\
[package]
name = \"instructions\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
vtable-api = { path = \"{vtable-api}\" }

# As in a release; proc macros are as in all tests, and built already.
[profile.dev]
opt-level = 3
codegen-units = 1
debug = false
debug-assertions = false
overflow-checks = false

[workspace]
";

/// Instructions of one call for each row.
fn counted(project: &Project, program: &Path) -> BTreeMap<String, f64> {
    let part = |number: usize| project.path().join(format!("part.{number}"));
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--collect-atstart=no"]);
    valgrind.args(["--toggle-collect=tests_measured", "--dump-after=tests_measured"]);
    valgrind.arg(format!("--callgrind-out-file={}", project.path().join("part").display())).arg(program);
    let output = valgrind.output().expect("valgrind runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let total = |number: usize| -> u64 {
        let text = std::fs::read_to_string(part(number)).expect("a part for each return of the function");
        let total = text.lines().find_map(|line| line.strip_prefix("totals:").or(line.strip_prefix("summary:")));
        total.and_then(|total| total.trim().parse().ok()).unwrap_or_else(|| panic!("no total in:\n{text}"))
    };
    let rows = String::from_utf8_lossy(&output.stdout).into_owned();
    let each = |(index, row): (usize, &str)| {
        // The first of three only warms up.
        let (once, twice) = (total(3 * index + 2), total(3 * index + 3));
        (row.to_string(), (twice - once) as f64 / 1000.0)
    };
    rows.lines().enumerate().map(each).collect()
}

#[test]
fn calls_cost_what_is_promised() {
    if !tool("calls_cost_what_is_promised", "valgrind", "--version") {
        return;
    }
    let project = Project::with_manifest("instructions", MANIFEST);
    project.write("src/main.rs", include_str!("instructions/main.rs"));
    project.cargo("build").assert_builds("what is counted");
    let rows = counted(&project, &support::shared_target().join("debug/instructions"));
    let more = |row: &str, than: &str| rows[row] - rows[than];

    assert_eq!(more("handle", "raw"), 0.0, "revision 1: a call through a raw pointer; {rows:?}");
    assert!(more("handle later", "raw later") <= 2.0, "a later slot: at most 2 more; {rows:?}");
    // One more: where the table is stands in the handle, not where the function is.
    assert!(more("handle in memory", "raw in memory") <= 1.0, "revision 1, loaded each time; {rows:?}");
    assert!(more("handle later in memory", "raw later in memory") <= 3.0, "a later slot, loaded each time; {rows:?}");
    assert!(more("object", "raw") <= 96.0, "an object as a parameter is not negotiated again; {rows:?}");

    // Both sides compare the id, with `strcmp` of a C library. All but that, and but for the slots, is ours.
    let (id, answer) = (more("id", "nothing"), more("answer", "nothing"));
    assert!(more("negotiation", "answer") - id <= 65.0, "the caller's part of a negotiation; {rows:?}");
    assert!(answer - id <= 55.0, "the provider's part; {rows:?}");
    let slot = more("negotiation of a thousand slots", "negotiation") / 1000.0;
    assert!(slot <= 3.5, "a slot is looked at, for it may not be null: {slot}");
}
