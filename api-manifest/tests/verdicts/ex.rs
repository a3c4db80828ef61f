//! Rows 85–95: Ex slots, names in C, revisions.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::CCase;
use vtable_api_manifest::rules::{self, lint_table};

use crate::support::*;

#[track_caller]
fn lint(slots: &[&str], wanted: &[(Code, usize)]) {
    let wanted: Vec<_> = wanted.iter().map(|&(code, slot)| (code, at(slot))).collect();
    expect(&lint_table(&table(slots)), &wanted);
}

#[test]
fn row_85_ex_slot_appended() {
    lint(&["fn read()", "2 fn read_ex1()"], &[]);
    lint(&["fn read()", "2 fn read_ex()", "3 fn read_ex2()"], &[]);
    lint(&["fn read()", "2 fn read_ex1()", "3 fn read_ex2()"], &[]);
}

#[test]
fn row_86_base_deleted_after_its_ex_is_one_finding() {
    let old = recorded(package(&["fn open()", "fn read()", "2 fn read_ex1()"], &[]));
    let now = package(&["fn open()", "2 fn read_ex1()"], &[]);
    expect(&rules::check(&old, &now), &[(Code::SlotRemoved, at_table())]);
}

#[test]
fn row_87_gap() {
    lint(&["fn read()", "2 fn read_ex2()"], &[(Code::ExGap, 1)]);
    lint(&["fn read()", "2 fn read_ex1()", "3 fn read_ex3()"], &[(Code::ExGap, 2)]);
    lint(&["fn read()", "2 fn read_ex0()"], &[(Code::ExGap, 1)]);
}

#[test]
fn row_88_without_base() {
    lint(&["fn open()", "2 fn read_ex1()"], &[(Code::ExWithoutBase, 1)]);
    lint(&["fn open()", "2 fn foo_ex3()"], &[(Code::ExWithoutBase, 1)]);
    lint(&["fn open()", "2 #[ex(none)] fn foo_ex3()"], &[]);
}

#[test]
fn row_89_both_spellings() {
    lint(&["fn read()", "2 fn read_ex()", "3 fn read_ex1()"], &[(Code::ExTwice, 2)]);
    lint(&["fn read()", "2 fn read_ex1()", "3 fn read_ex()"], &[(Code::ExTwice, 2)]);
}

#[test]
fn row_90_not_later() {
    lint(&["fn read()", "fn read_ex1()"], &[(Code::ExSameRevision, 1)]);
    lint(&["fn read()", "2 fn read_ex1()", "2 fn read_ex2()"], &[(Code::ExSameRevision, 2)]);
    lint(&["fn read_ex1()", "2 fn read()"], &[(Code::ExSameRevision, 0)]);
}

#[test]
fn row_91_names_in_c() {
    let mut pascal = table(&["fn read_at()", "fn read__at()", "fn open()"]);
    expect(&lint_table(&pascal), &[]);
    pascal.c_case = CCase::Pascal;
    expect(&lint_table(&pascal), &[(Code::CNameCollision, at(1))]);
    lint(&["fn has_seek()", "2 fn seek()"], &[]); // row 113
}

#[test]
fn row_92_revision_lowered_or_raised_is_one_finding() {
    let old = recorded(package(&["fn a()", "2 fn b()", "3 fn c()"], &[]));
    for now in
        [["fn a()", "1 fn b()", "3 fn c()"], ["fn a()", "3 fn b()", "3 fn c()"], ["fn a()", "9 fn b()", "3 fn c()"]]
    {
        expect(&rules::check(&old, &package(&now, &[])), &[(Code::SlotRevision, at(1))]);
    }
}

#[test]
fn row_93_skipped() {
    lint(&["fn a()", "3 fn b()", "4 fn c()"], &[(Code::RevisionSkipped, 1)]);
    lint(&["2 fn a()"], &[(Code::RevisionSkipped, 0)]);
    let old = recorded(package(&["fn a()"], &[]));
    expect(&rules::check(&old, &package(&["fn a()", "3 fn b()"], &[])), &[(Code::RevisionSkipped, at(1))]);
}

#[test]
fn row_93_skipped_by_a_draft_beside_a_removal() {
    let old = recorded(package(&["fn a()", "fn b()", "2 fn c()"], &[]));
    let found = rules::check(&old, &package(&["fn a()", "2 fn c()", "5 fn d()"], &[]));
    expect(&found, &[(Code::SlotRemoved, at_table()), (Code::RevisionSkipped, at(2))]);
    // The revision that went with its only slot is one finding.
    let found = rules::check(&old, &package(&["fn a()", "fn b()", "3 fn d()"], &[]));
    expect(&found, &[(Code::SlotRemoved, at_table())]);
}

#[test]
fn row_94_out_of_order() {
    lint(&["fn a()", "2 fn b()", "fn c()", "2 fn d()"], &[(Code::RevisionOrder, 2)]);
    lint(&["fn a()", "0 fn b()"], &[(Code::RevisionAttribute, 1)]);
}

#[test]
fn row_95_revision_64() {
    let slots: Vec<String> = (1..=65).map(|number| format!("{number} fn slot{number}()")).collect();
    let slots: Vec<&str> = slots.iter().map(String::as_str).collect();
    lint(&slots[..63], &[]);
    lint(&slots, &[(Code::RevisionLimit, 63)]);
    let found = lint_table(&table(&slots));
    assert!(found[0].to_string().contains("id = \"viewer/codec-2\""), "{}", found[0]);
}

#[test]
fn row_95_a_full_table_has_a_way_out_too() {
    let slots: Vec<String> = (1..=63).map(|number| format!("{number} fn slot{number}(a: u8)")).collect();
    let slots: Vec<&str> = slots.iter().map(String::as_str).collect();
    let old = recorded(package(&slots, &[]));
    let mut now = slots.clone();
    now[0] = "fn slot1(a: u16)";
    let found = rules::check(&old, &package(&now, &[]));
    expect(&found, &[(Code::ParamType, at_param(0, 0))]);
    assert!(found[0].to_string().contains("successor table"), "{}", found[0]);
}
