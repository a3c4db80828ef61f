//! Tables that slots name, and that no record has: only their own package knows.

use super::super::object_violation;
use crate::model::{Table, Type, TypeDef};
use crate::reach;
use crate::record::ObjectOf;
use crate::violation::{Place, Violation};

/// One violation for each of the tables `missing` that a slot names, also through definitions, where the first one does.
pub fn unrecorded_objects(table: &Table, types: &[TypeDef], missing: &[&ObjectOf]) -> Vec<Violation> {
    let (mut found, mut said) = (Vec::new(), Vec::new());
    let mut look = |slot: usize, place: Place, ty: &Type| {
        reach::objects(ty, types, &mut |id| {
            let Some(object) = missing.iter().find(|object| object.id == id) else { return };
            if !said.contains(&id.to_owned()) {
                let what = format!("slot {slot} `{}::{}`", table.trait_name, table.slots[slot].name);
                said.push(id.to_owned());
                found.push(object_violation(place.clone(), &what).now(object.to_string()));
            }
        });
    };
    let id = || table.id.clone();
    for (slot, of) in table.slots.iter().enumerate() {
        for (index, param) in of.params.iter().enumerate() {
            look(slot, Place::Param { table: id(), slot, param: index }, &param.ty);
        }
        look(slot, Place::Ret { table: id(), slot }, &of.ret);
    }
    found
}
