//! What a call costs in instructions, as callgrind counts them: the same on every run, whatever else the machine does.

mod c;
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
fn counted(project: &Project, program: &Path, args: &[&Path]) -> BTreeMap<String, f64> {
    let part = |number: usize| project.path().join(format!("part.{number}"));
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--collect-atstart=no"]);
    valgrind.args(["--toggle-collect=tests_measured", "--dump-after=tests_measured"]);
    valgrind.arg(format!("--callgrind-out-file={}", project.path().join("part").display())).arg(program).args(args);
    let output = valgrind.output().expect("valgrind runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let total = |number: usize| -> u64 {
        let text = std::fs::read_to_string(part(number)).expect("a part for each return of the function");
        let total = text.lines().find_map(|line| line.strip_prefix("totals:").or(line.strip_prefix("summary:")));
        total.and_then(|total| total.trim().parse().ok()).unwrap_or_else(|| panic!("no total in:\n{text}"))
    };
    let rows = String::from_utf8_lossy(&output.stdout).into_owned();
    let each = |(index, row): (usize, &str)| {
        // The first of three only warms up. The last two differ by as many calls as the row says, or by a thousand.
        let (once, twice) = (total(3 * index + 2), total(3 * index + 3));
        let (row, calls) = row.split_once('\t').unwrap_or((row, "1000"));
        (row.to_string(), (twice - once) as f64 / calls.parse::<f64>().expect("a number"))
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
    let rows = counted(&project, &support::shared_target().join("debug/instructions"), &[]);
    let more = |row: &str, than: &str| rows[row] - rows[than];

    assert_eq!(more("handle", "raw"), 0.0, "revision 1: a call through a raw pointer; {rows:?}");
    assert!(more("handle later", "raw later") <= 2.0, "a later slot: at most 2 more; {rows:?}");
    // One more: where the table is stands in the handle, not where the function is.
    assert!(more("handle in memory", "raw in memory") <= 1.0, "revision 1, loaded each time; {rows:?}");
    assert!(more("handle later in memory", "raw later in memory") <= 3.0, "a later slot, loaded each time; {rows:?}");
    // The provider's part of it is a second `try`; the caller's is nothing while the provider has the slot.
    assert!(more("caught", "uncaught") <= 20.0, "a panic that would be an error; {rows:?}");
    assert!(more("object", "raw") <= 96.0, "an object as a parameter is not negotiated again; {rows:?}");

    // Both sides compare the id, with `strcmp` of a C library. All but that, and but for the slots, is ours.
    let (id, answer) = (more("id", "nothing"), more("answer", "nothing"));
    assert!(more("negotiation", "answer") - id <= 65.0, "the caller's part of a negotiation; {rows:?}");
    assert!(answer - id <= 55.0, "the provider's part; {rows:?}");
    let slot = more("negotiation of a thousand slots", "negotiation") / 1000.0;
    assert!(slot <= 3.5, "a slot is looked at, for it may not be null: {slot}");
}

/// What a host pays for values that are copied, and for text. All make, read and free the same; the rows of `values.c` check nothing.
#[test]
fn copied_values_cost_what_is_promised() {
    if !tool("copied_values_cost_what_is_promised", "valgrind", "--version") {
        return;
    }
    let manifest = MANIFEST.replace("\"instructions\"", "\"values\"");
    let project = Project::with_manifest("instructions-values", &manifest);
    project.write("src/lib.rs", include_str!("instructions/values/lib.rs"));
    project.write("src/main.rs", include_str!("instructions/values/main.rs"));
    project.cargo("build").assert_builds("the host");
    project.cargo("rustc --lib --crate-type cdylib").assert_builds("the module");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions/values/values.c");
    let by_hand = c::library(&c::folder("by_hand"), "by_hand", &source, &c::common_header(), &["-O2"]);
    let built = support::shared_target().join("debug");
    let rows = counted(&project, &built.join("values"), &[&built.join("libvalues.so"), &by_hand]);
    let ratio = |row: &str, than: &str| rows[row] / rows[than];

    // In all: the call, what both sides check of pointers, and each byte.
    assert!(rows["text"] - rows["nothing"] <= 30.0, "a `&str` of 24 bytes; {rows:?}");
    // How many growths both know is found out twice: when the value is checked, and when it is taken.
    assert!(rows["growable options"] - rows["copied options"] <= 40.0, "options by reference; {rows:?}");
    // By hand, the host copies the text into memory of its own, as a `String` is: so both make and free eight texts. C looks at none.
    assert!(ratio("item from a module", "item by hand, kept") <= 1.3, "four texts; {rows:?}");
    assert!(ratio("rows from a module", "rows by hand, kept") <= 1.2, "two texts in each of 10,000; {rows:?}");
    // Here the maker's memory is the host's, and nothing is copied: what is left is the way into C's form and back, and the check of the text.
    assert!(ratio("rows from this program", "rows made here") <= 1.2, "two texts in each of 10,000; {rows:?}");
    assert!(ratio("item from this program", "item made here") <= 1.6, "four texts; {rows:?}");
}
