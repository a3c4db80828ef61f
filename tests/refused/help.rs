//! The help of what is refused, put into the case where it says: code in it is pasted as it is, and what it says in words is done. That
//! builds. (What help offers for an edit of a record, `verdicts/pasted.rs` pastes; in place of a type of std, `wall.rs`.)

mod cases;
mod records;

use crate::support::{Project, Worker, in_parallel};
use cases::{CASES, Case, ELSEWHERE};
use vtable_api_manifest::diagnostics::Code;

const HEAD: &str = "#![allow(dead_code, unused_imports, unused_variables)]\nuse vtable_api::*;\n";

fn project(worker: Worker) -> Project {
    Project::library(&worker.name("help"), "").in_target(worker.target())
}

/// Of what is not as it must be.
fn fault(project: &mut Project, case: &Case) -> Option<String> {
    if let Some(code) = case.pasted.iter().find(|code| !case.mended.contains(**code)) {
        return Some(format!("== {}: `{code}` is not pasted into\n{}", case.code, case.mended));
    }
    project.write("src/lib.rs", &format!("{HEAD}{}", case.wrong));
    let built = project.check();
    let of_code = |text: &&str| text.contains(&format!("[{}]", case.code));
    let errors = built.errors();
    let help = errors.iter().map(|error| error.text.as_str()).find(of_code).unwrap_or_default();
    // As rustc shows it, in lines that it indents.
    let help: Vec<&str> = help.split_once("help: ").map_or("", |(_, help)| help).split_whitespace().collect();
    let help = help.join(" ");
    if built.success || help.is_empty() || !case.pasted.iter().all(|code| help.contains(code)) {
        return Some(format!("== {} with help {:?}:\n{}\n{}", case.code, case.pasted, case.wrong, built.stderr));
    }
    project.write("src/lib.rs", &format!("{HEAD}{}", case.mended));
    let built = project.check();
    (!built.success).then(|| format!("== {}, mended:\n{}\n{}", case.code, case.mended, built.stderr))
}

#[test]
fn what_help_says_builds() {
    let faults = in_parallel(CASES, project, fault);
    let faults: Vec<String> = faults.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), CASES.len(), faults.join("\n"));
}

/// A new code comes with a case, or with the place of one.
#[test]
fn each_code_has_its_case() {
    let has_case = |code: &str| CASES.iter().any(|case| case.code == code);
    let elsewhere = |code: &str| ELSEWHERE.iter().any(|(codes, _)| codes.contains(&code));
    let wrong: Vec<&str> =
        Code::ALL.iter().map(|code| code.as_str()).filter(|code| has_case(code) == elsewhere(code)).collect();
    assert!(wrong.is_empty(), "neither here nor elsewhere, or both: {wrong:?}");
}
