//! Slots that the source has beyond the record.

use super::super::advice::{last_recorded, list};
use super::super::drafts::{Drafts, draft};
use crate::canon;
use crate::model::{Package, Slot, Table};
use crate::violation::{Place, Violation};

/// One violation for each slot of a table that the record does not have.
pub fn draft_slots(recorded: &Package, now: &Table, drafts: Drafts) -> Vec<Violation> {
    let table = recorded.tables.iter().find(|table| table.id == now.id);
    let frozen = table.map_or(0, last_recorded);
    let slots = now.slots.iter().enumerate().filter(|(_, slot)| slot.revision > frozen);
    slots.map(|(index, slot)| draft_slot(recorded, now, index, slot, drafts)).collect()
}

fn draft_slot(recorded: &Package, now: &Table, index: usize, slot: &Slot, drafts: Drafts) -> Violation {
    let what = format!("slot {index} `{}::{}`", now.trait_name, slot.name);
    let place = Place::Slot { table: now.id.clone(), slot: index };
    let mut violation = draft(place, &what, slot.revision, drafts);
    let is_new = !recorded.tables.iter().any(|table| table.id == now.id);
    if is_new && !recorded.tables.is_empty() {
        let ids: Vec<&str> = recorded.tables.iter().map(|table| table.id.as_str()).collect();
        violation = violation
            .help(format!(
                "no table `{}` is recorded; recorded: {}. A renamed trait keeps its table with",
                now.id,
                list(&ids)
            ))
            .help("`#[vtable_api(id = \"…\")]` and the recorded id");
    }
    violation.now(canon::signature(slot))
}
