//! Names in C, and on the Rust handle: two functions must not become one name.

use std::collections::HashMap;

use crate::canon;
use crate::diagnostics::Code;
use crate::header::slot_name;
use crate::model::{Slot, Table};
use crate::violation::{Place, Violation};

/// Every slot whose name in C, or whose `has_…` function, another slot has taken.
pub(super) fn check(table: &Table) -> Vec<(usize, Violation)> {
    let mut found = same_spelling(table);
    found.extend(questions(table));
    found
}

fn same_spelling(table: &Table) -> Vec<(usize, Violation)> {
    let mut taken: HashMap<String, &Slot> = HashMap::new();
    let mut found = Vec::new();
    for (index, slot) in table.slots.iter().enumerate() {
        let name = slot_name(&slot.name, table.c_case);
        match taken.get(&name) {
            Some(other) => {
                let message = format!(
                    "slots `{}` and `{}` of `{}` are both called `{name}` in C",
                    other.name, slot.name, table.trait_name
                );
                found.push((index, collision(table, index, slot, message)));
            }
            None => drop(taken.insert(name, slot)),
        }
    }
    found
}

/// A slot of a later revision may be missing, so there is a function that asks: `has_seek` for `seek`, in C
/// and on the Rust handle.
fn questions(table: &Table) -> Vec<(usize, Violation)> {
    let names: HashMap<&str, usize> =
        table.slots.iter().enumerate().map(|(index, slot)| (slot.name.as_str(), index)).collect();
    let mut found = Vec::new();
    for (index, slot) in table.slots.iter().enumerate().filter(|(_, slot)| slot.revision > 1) {
        let question = format!("has_{}", slot.name);
        let Some(&other) = names.get(question.as_str()) else {
            continue;
        };
        let message = format!(
            "slot `{question}` of `{}` has the name of the function that tells whether `{}` is there",
            table.trait_name, slot.name
        );
        let later = index.max(other);
        if let Some(slot) = table.slots.get(later) {
            found.push((later, collision(table, later, slot, message)));
        }
    }
    found
}

fn collision(table: &Table, index: usize, slot: &Slot, message: String) -> Violation {
    let place = Place::Slot { table: table.id.clone(), slot: index };
    Violation::new(Code::CNameCollision, place, message)
        .now(canon::signature(slot))
        .help(["rename the slot that is not frozen yet"])
}
