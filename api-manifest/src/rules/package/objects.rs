//! Tables and growable types that slots name, and that no record has: only their own packages know.

use super::super::{growable_violation, object_violation};
use crate::model::{Table, Type, TypeDef};
use crate::reach;
use crate::record::ObjectOf;
use crate::violation::{Place, Violation};

/// One violation for each of the tables `missing` that a slot names, also through definitions, where the first one does.
pub fn unrecorded_objects(table: &Table, types: &[TypeDef], missing: &[&ObjectOf]) -> Vec<Violation> {
    let mut said = Vec::new();
    each_type(table, &mut |place, what, ty, found| {
        reach::objects(ty, types, &mut |id| {
            let Some(object) = missing.iter().find(|object| object.id == id) else { return };
            if !said.contains(&id.to_owned()) {
                said.push(id.to_owned());
                found.push(object_violation(place.clone(), what).now(object.to_string()));
            }
        });
    })
}

/// The same for each of the growable types `missing`, which are of other packages.
pub fn unrecorded_growables(table: &Table, types: &[TypeDef], missing: &[&TypeDef]) -> Vec<Violation> {
    let mut said: Vec<&Type> = Vec::new();
    each_type(table, &mut |place, what, ty, found| {
        for def in reach::of_type(ty, types) {
            let Some(missing) = missing.iter().find(|missing| missing.ty == def.ty) else { continue };
            if !said.contains(&&missing.ty) {
                said.push(&missing.ty);
                found.push(growable_violation(place.clone(), what).now(format!("`{}`, which is a draft", def.ty)));
            }
        }
    })
}

/// Who hears of a type in a slot: where it is, how messages name the slot, and where findings go.
type Look<'a> = &'a mut dyn FnMut(Place, &str, &Type, &mut Vec<Violation>);

/// Looks at the parameters and the return of each slot, in order.
fn each_type(table: &Table, look: Look<'_>) -> Vec<Violation> {
    let (mut found, id) = (Vec::new(), || table.id.clone());
    for (slot, of) in table.slots.iter().enumerate() {
        let what = format!("slot {slot} `{}::{}`", table.trait_name, of.name);
        for (index, param) in of.params.iter().enumerate() {
            look(Place::Param { table: id(), slot, param: index }, &what, &param.ty, &mut found);
        }
        look(Place::Ret { table: id(), slot }, &what, &of.ret, &mut found);
    }
    found
}
