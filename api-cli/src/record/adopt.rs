//! What a binary has, made comparable with a record: names that are no part of the contract follow the record.

use vtable_api_manifest::canon;
use vtable_api_manifest::model::{Package, Slot, Table, Type};
use vtable_api_manifest::reach;

/// Only what was frozen: drafts may have changed since.
pub(crate) fn frozen(mut package: Package) -> Package {
    for table in &mut package.tables {
        let last = table.revisions.last().map_or(0, |revision| revision.number);
        table.slots.retain(|slot| slot.revision <= last);
    }
    package.tables.retain(|table| !table.revisions.is_empty());
    for def in &mut package.types {
        def.body.keep_recorded_growths();
        if let (Type::Named { package: Some(_), .. }, Some(growths)) = (&def.ty, def.body.growths_mut()) {
            // The package of the type has them in its record.
            growths.recorded.clear();
            def.body.keep_growths(1);
        }
    }
    let slots = package.tables.iter().flat_map(|table| &table.slots);
    let reached = reach::types(slots, &package.types).into_iter().cloned().collect();
    Package { types: reached, ..package }
}

/// With the names of traits, modules and parameters that `now` has: they may change.
pub(crate) fn with_names_of(before: &Package, now: &Package) -> Package {
    let mut adopted = before.clone();
    for table in &mut adopted.tables {
        if let Some(now) = now.tables.iter().find(|now| now.id == table.id) {
            in_table(table, now);
        }
    }
    for def in &mut adopted.types {
        if let Some(now) = now.types.iter().find(|now| now.ty == def.ty) {
            def.module.clone_from(&now.module);
        }
    }
    adopted
}

fn in_table(table: &mut Table, now: &Table) {
    table.trait_name.clone_from(&now.trait_name);
    table.module.clone_from(&now.module);
    let is_same = |slot: &Slot, now: &Slot| canon::signature_nameless(slot) == canon::signature_nameless(now);
    for (slot, now) in table.slots.iter_mut().zip(&now.slots).filter(|(slot, now)| is_same(slot, now)) {
        slot.params.clone_from(&now.params);
    }
}
