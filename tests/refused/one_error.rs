//! One mistake has one error, in our words and in at most twelve lines, whatever a table makes of a type; and what is sound is not
//! refused.

mod cases;

use crate::support::{Project, Worker, in_parallel};
use cases::Case;

/// Lines of one error.
const LINES: usize = 12;

/// What is in an error of ours that is shown where the mistake is.
const OURS: &[&str] = &["[VT", "is not a handle of a table", "module!: `create` gives", "module!: `lend` keeps"];

/// Names that are no business of a user's.
const HIDDEN: &[&str] = &["__private", "Described", "Pointee`", "Whole<", "E0599", "E0411", "E0310"];

fn project(worker: Worker) -> Project {
    Project::library(&worker.name("one-error"), "").in_target(worker.target())
}

/// Of what is not as it must be.
fn fault(project: &mut Project, case: &Case) -> Option<String> {
    let source = format!("#![allow(dead_code)]\n#[allow(unused_imports)]\nuse vtable_api::*;\n{}", case.source);
    project.write("src/lib.rs", &source);
    let built = project.check();
    let errors: Vec<String> = built.errors().into_iter().map(|error| error.text.clone()).collect();
    let all = errors.concat();
    // What rustc says of a macro of someone else's, or of an alias, is in its own words.
    let is_ours = |text: &&String| OURS.iter().any(|ours| text.contains(ours));
    let is_right = built.success == (case.errors == 0)
        && errors.len() == case.errors
        && case.words.iter().all(|words| all.contains(words))
        && errors.iter().filter(is_ours).all(|text| text.trim_end().lines().count() <= LINES)
        && errors.iter().filter(is_ours).all(|text| HIDDEN.iter().all(|name| !text.contains(name)));
    (!is_right).then(|| format!("== {} errors of {}\n{}\n{}", errors.len(), case.errors, case.source, built.stderr))
}

#[test]
fn one_mistake_has_one_error() {
    let faults = in_parallel(cases::ALL, project, fault);
    let faults: Vec<String> = faults.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases::ALL.len(), faults.join("\n"));
}
