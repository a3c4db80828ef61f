//! The verdict on every kind of edit, through the real cargo: what is released, then edited, stops the build at the
//! edited tokens; what is harmless does not; and cargo's cache hides nothing of it.
//!
//! | file in `verdicts/` | has |
//! |---|---|
//! | `list.rs` | the kinds of edits, by number, and their verdicts: what `docs/verdicts.md` shows |
//! | `released/` | crates that are released |
//! | `cases/` | edits to them, as data |
//! | `case.rs` | how cargo's answer to one is judged |
//! | `pasted.rs` | what an error offers as code, put into the released crate and built |
//! | `layers.rs`, `layers.txt` | which layer finds each kind |
//! | `proofs.rs` | the kinds that take more than an edit, each with the test that plays it |
//! | the others | those tests |

mod below;
mod case;
mod cases;
mod environment;
mod fork;
mod git;
mod headers;
mod layers;
mod life;
mod list;
mod moves;
mod objects;
mod pasted;
mod places;
mod proofs;
mod record;
mod sandbox;
#[path = "../support/mod.rs"]
mod support;

use case::{Case, Expect, Released};
use list::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use support::{Project, Worker, in_parallel, workspace};
use vtable_api_manifest::diagnostics::Code;

/// Copies of released crates that a worker edits.
struct Copies {
    worker: Worker,
    projects: BTreeMap<&'static str, Project>,
}

impl Copies {
    fn of(&mut self, released: &Released) -> &Project {
        let worker = self.worker;
        self.projects.entry(released.name).or_insert_with(|| {
            let project = released.project(&worker.name(&format!("verdicts-{}", released.name)));
            let project = project.in_target(worker.target());
            project.check().assert_silent(released.name);
            project
        })
    }
}

#[test]
fn every_edit_gets_its_verdict() {
    let cases: Vec<_> = cases::all().into_iter().enumerate().collect();
    let prepare = |worker| Copies { worker, projects: BTreeMap::new() };
    let judged = in_parallel(&cases, prepare, |copies, (index, (released, case))| {
        // `cargo build` sees what `cargo check` sees; a few are enough to know.
        let commands: &[&str] = if index % 8 == 0 { &["check", "build"] } else { &["check"] };
        case.judge(released, copies.of(released), commands)
    });
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut failures = Vec::new();
    for ((_, (_, case)), judged) in cases.iter().zip(judged) {
        match judged {
            Ok(layers) => found.entry(case.row).or_default().extend(layers),
            Err(failure) => failures.push(failure),
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
    layers::compare(&found);
    assert!(pasted::count() > 50, "help that can be pasted: {}", pasted::count());
}

/// The verdict that a case asserts.
fn verdict(case: &Case) -> Verdict {
    let unsupported = |code: &&str| match Code::parse(code) {
        Some(
            Code::RevisionLimit
            | Code::RevisionAttribute
            | Code::NotRecordedHere
            | Code::MarkerVariance
            | Code::SystemName,
        ) => true,
        Some(code) => code.number() >= 100,
        None => panic!("{}: {code} is no code", case.what),
    };
    match case.expect {
        Expect::Fine => Verdict::Fine,
        Expect::Drafts => Verdict::Draft,
        Expect::Stops(_) if case.codes().iter().all(unsupported) => Verdict::Unsupported,
        Expect::Stops(_) => Verdict::Error,
    }
}

/// What is proved: row, verdict, what exactly, codes.
fn proved() -> Vec<(&'static str, Verdict, &'static str, Vec<&'static str>)> {
    let cases = cases::all().into_iter().map(|(_, case)| (case.row, verdict(case), case.what, case.codes()));
    let proofs = proofs::PROOFS.iter().map(|proof| (proof.row, proof.verdict, proof.what, proof.codes.to_vec()));
    cases.chain(proofs).collect()
}

#[test]
fn every_kind_of_edit_has_a_case_for_each_of_its_verdicts() {
    let proved = proved();
    let mut failures = Vec::new();
    for row in list::rows() {
        for verdict in row.verdicts {
            if !proved.iter().any(|(number, is, ..)| *number == row.number && is == verdict) {
                failures.push(format!("{} {}: no case says `{}`", row.number, row.edit, verdict.text()));
            }
        }
    }
    for (number, verdict, what, _) in &proved {
        match list::rows().find(|row| row.number == *number) {
            None => failures.push(format!("{number} {what}: no such kind of edit")),
            Some(row) if row.verdicts.contains(verdict) => {}
            Some(_) => failures.push(format!("{number} {what}: `{}` is not its verdict", verdict.text())),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_diagnostic_has_a_case() {
    let said: BTreeSet<_> = proved().into_iter().flat_map(|(.., codes)| codes).collect();
    let silent: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).filter(|code| !said.contains(code)).collect();
    assert!(silent.is_empty(), "no case provokes {silent:?}");
}

#[test]
fn numbers_and_names_are_unique() {
    let mut numbers = BTreeSet::new();
    assert!(list::rows().all(|row| numbers.insert(row.number)), "a number is given twice");
    let mut names = BTreeSet::new();
    for (row, _, what, _) in proved() {
        assert!(names.insert((row, what)), "two cases are called `{row} {what}`");
    }
}

#[test]
fn the_document_is_the_list() {
    let file = workspace().join("docs/verdicts.md");
    let page = page();
    if std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&file, &page).expect("written");
    }
    let stored = std::fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(stored == page, "docs/verdicts.md is old: run this test with VTABLE_API_BLESS=1");
}

fn page() -> String {
    let mut page = String::from(
        "# The verdict on every edit\n\n\
         This page says what happens to each kind of edit of a released table or type. Tests cover every row by its number:\n\
         they release a crate, edit it, and build it with cargo. Generated from `tests/verdicts/list.rs`; do not edit.\n\n\
         | verdict | |\n|---|---|\n\
         | error | the build fails at the edited tokens; `cargo vtable-api check` reports the same |\n\
         | draft | it builds with a warning, and fails with `VTABLE_API=locked` |\n\
         | ok | it builds without a message |\n\
         | `check` | a build cannot know: `cargo vtable-api` or git finds it |\n\
         | unsupported | the build fails: no table may contain this; the error names the way out |\n\n\
         | found by | |\n|---|---|\n\
         | macro | the macro, from the source text: editors show it as you type |\n\
         | types | rustc, through the traits that a type must implement to cross |\n\
         | constants | const evaluation in the crate, from types as the compiler resolves them |\n\
         | command | `cargo vtable-api` only |\n",
    );
    let layers = layers::known();
    let proved = proved();
    for chapter in list::CHAPTERS {
        page.push_str(&format!(
            "\n## {}\n\n| # | edit | verdict | found by | diagnostics |\n|---|---|---|---|---|\n",
            chapter.title
        ));
        for row in chapter.rows {
            let verdicts: Vec<_> = row.verdicts.iter().map(|verdict| verdict.text()).collect();
            let codes = proved.iter().filter(|(number, ..)| *number == row.number).flat_map(|(.., codes)| codes);
            let codes: BTreeSet<_> = codes.collect();
            let codes: Vec<_> =
                codes.iter().map(|code| format!("[{code}](diagnostics.md#{})", code.to_lowercase())).collect();
            let layer = layers.get(row.number).map_or("", String::as_str);
            let line = [row.number, row.edit, &verdicts.join(", "), layer, &codes.join(", ")].join(" | ");
            page.push_str(&format!("| {} |\n", line.trim_end()));
        }
    }
    page
}
