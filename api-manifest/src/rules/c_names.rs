//! Names in C: two functions must not become one name.

use super::findings::Found;
use crate::c_name::slot_name;
use crate::canon;
use crate::diagnostics::Code;
use crate::index::Index;
use crate::model::{Slot, Table};
use crate::violation::{Place, Violation};

/// Every slot whose name in C another slot has taken. (`has_seek` is no collision with a later `seek`: the
/// handle's and the header's own function gives way to a slot of its name.)
pub(super) fn check(table: &Table, found: Found<'_>) {
    let mut taken = Index::default();
    for (index, slot) in table.slots.iter().enumerate() {
        let name = slot_name(&slot.name, table.c_case);
        if let Some(other) = taken.note(&name, index) {
            let message = format!(
                "slots `{}` and `{}` of `{}` are both called `{name}` in C",
                table.slots[other].name, slot.name, table.trait_name
            );
            found(index, collision(table, index, slot, message));
        }
    }
}

fn collision(table: &Table, index: usize, slot: &Slot, message: String) -> Violation {
    let place = Place::Slot { table: table.id.clone(), slot: index };
    Violation::new(Code::CNameCollision, place, message)
        .now(canon::signature(slot))
        .help("rename the slot that is not frozen yet")
}
