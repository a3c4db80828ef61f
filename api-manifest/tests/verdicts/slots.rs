//! Rows 1–14: the row of slots.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::rules::{self, Drafts};

use crate::support::*;

const OPEN: &str = BASE[0];
const READ: &str = BASE[1];
const CLOSE: &str = BASE[2];

#[test]
fn row_0_nothing_changed() {
    expect(&edit(&BASE), &[]);
}

#[test]
fn row_1_slot_deleted_is_one_finding() {
    expect(&edit(&[OPEN, CLOSE]), &[(Code::SlotRemoved, at_table())]);
    expect(&edit(&[READ, CLOSE]), &[(Code::SlotRemoved, at_table())]);
    expect(&edit(&[OPEN, READ]), &[(Code::SlotRemoved, at_table())]);
}

#[test]
fn row_1_last_slot_deleted_and_another_drafted() {
    expect(&edit(&[OPEN, READ, "2 fn seek(&self) -> u8"]), &[(Code::SlotRemoved, at_table())]);
}

#[test]
fn row_1_everything_deleted() {
    expect(
        &edit(&[]),
        &[(Code::SlotRemoved, at_table()), (Code::SlotRemoved, at_table()), (Code::SlotRemoved, at_table())],
    );
}

#[test]
fn row_2_swapped() {
    expect(&edit(&[CLOSE, READ, OPEN]), &[(Code::SlotMoved, at(0)), (Code::SlotMoved, at(2))]);
    expect(&edit(&[READ, OPEN, CLOSE]), &[(Code::SlotMoved, at(0)), (Code::SlotMoved, at(1))]);
}

#[test]
fn row_2_one_slot_moved_to_the_front_is_one_finding() {
    expect(&edit(&[CLOSE, OPEN, READ]), &[(Code::SlotMoved, at(0))]);
}

#[test]
fn row_3_swapped_with_one_signature() {
    let old = recorded(package(&["fn a(&self)", "fn b(&self)"], &[]));
    let now = package(&["fn b(&self)", "fn a(&self)"], &[]);
    expect(&rules::check(&old, &now), &[(Code::SlotMoved, at(0)), (Code::SlotMoved, at(1))]);
}

#[test]
fn row_4_inserted() {
    for new in ["fn peek(&self) -> u32", "2 fn peek(&self) -> u32"] {
        expect(&edit(&[OPEN, new, READ, CLOSE]), &[(Code::SlotMoved, at(1))]);
        expect(&edit(&[new, OPEN, READ, CLOSE]), &[(Code::SlotMoved, at(0))]);
    }
}

#[test]
fn row_5_appended_is_a_draft() {
    let slots = [OPEN, READ, CLOSE, "2 fn seek(&mut self) -> u8", "3 fn size(&self) -> u64"];
    expect(&edit(&slots), &[]);
    let drafts = rules::draft_slots(&base(), &table(&slots), Drafts::Warned);
    expect(&drafts, &[(Code::DraftSlot, at(3)), (Code::DraftSlot, at(4))]);
    let locked = rules::draft_slots(&base(), &table(&slots), Drafts::Locked);
    expect(&locked, &[(Code::DraftLocked, at(3)), (Code::DraftLocked, at(4))]);
}

#[test]
fn row_6_appended_without_a_new_revision() {
    expect(&edit(&[OPEN, READ, CLOSE, "fn seek(&self)"]), &[(Code::AppendWithoutRevision, at(3))]);
    let old = recorded(package(&["fn a(&self)", "2 fn b(&self)"], &[]));
    let now = package(&["fn a(&self)", "2 fn b(&self)", "2 fn c(&self)"], &[]);
    expect(&rules::check(&old, &now), &[(Code::AppendWithoutRevision, at(2))]);
}

#[test]
fn row_7_renamed() {
    let fetch = "fn fetch(&mut self, f: *mut Frame) -> i32";
    expect(&edit(&[OPEN, fetch, CLOSE]), &[(Code::SlotRenamed, at(1))]);
    expect(&edit(&[OPEN, READ, "fn shut(&mut self)"]), &[(Code::SlotRenamed, at(2))]);
    // With other parameters as well, it is still one cause.
    expect(&edit(&[OPEN, "fn fetch(&self)", CLOSE]), &[(Code::SlotRenamed, at(1))]);
}

#[test]
fn row_7_renamed_beside_an_inserted_one() {
    let fetch = "fn fetch(&mut self, f: *mut Frame) -> i32";
    expect(&edit(&["fn zero(&self)", OPEN, fetch, CLOSE]), &[(Code::SlotMoved, at(0)), (Code::SlotRenamed, at(2))]);
}

#[test]
fn row_8_inserted_and_deleted() {
    let found = edit(&[OPEN, "fn peek(&self) -> u32", READ]);
    expect(&found, &[(Code::SlotMoved, at(1)), (Code::SlotRemoved, at_table())]);
    let old = recorded(package(&["fn a(&self)", "fn b(&self)", "fn c(&self)", "fn d(&self)"], &[]));
    let now = package(&["fn x(&self) -> u8", "fn a(&self)", "fn c(&self)", "fn d(&self)"], &[]);
    expect(&rules::check(&old, &now), &[(Code::SlotMoved, at(0)), (Code::SlotRemoved, at_table())]);
}

#[test]
fn row_12_docs_are_not_compared() {
    let mut now = package(&BASE, &[frame(&FRAME)]);
    now.tables[0].docs.push("new".into());
    now.tables[0].slots[0].docs.push("new".into());
    now.types[0].docs.push("new".into());
    expect(&rules::check(&base(), &now), &[]);
}
