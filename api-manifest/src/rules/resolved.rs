//! Breaks that only the compiler finds, once it has resolved aliases and constants: their text, made
//! beforehand from the record and the source's spelling. [`Violation::split_now`] leaves room for the
//! resolved type.

use super::advice::Tables;
use super::definition::Definition;
use super::signature::Pair;
use super::spell::Known;
use super::{types, variants};
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Body, Package, Slot, Table, Type, TypeDef};
use crate::reach;
use crate::violation::{Place, Violation};

/// What to say if parameter `param` of recorded slot `slot` turns out to have another type. `now` is the slot in the words of the source,
/// of which the way out has all that did not change.
pub fn param_violation(package: &Package, table: &Table, slot: usize, param: usize, now: &Slot) -> Violation {
    let now_text = now.params.get(param).map_or_else(String::new, |param| param.ty.to_string());
    let recorded = table.slots.get(slot).filter(|recorded| param < recorded.params.len().min(now.params.len()));
    let Some(recorded) = recorded else {
        let place = Place::Param { table: table.id.clone(), slot, param };
        return spelled(unknown(Code::ParamType, place, &now_text), &now_text);
    };
    spelled(pair(package, table, slot, recorded, now).param_changed(param, param), &now_text)
}

/// What to say if the return type of recorded slot `slot` turns out to be another, likewise.
pub fn ret_violation(package: &Package, table: &Table, slot: usize, now: &Slot) -> Violation {
    let now_text = now.ret.to_string();
    let Some(recorded) = table.slots.get(slot) else {
        let place = Place::Ret { table: table.id.clone(), slot };
        return spelled(unknown(Code::ReturnType, place, &now_text), &now_text);
    };
    spelled(pair(package, table, slot, recorded, now).ret_changed(), &now_text)
}

/// What to say if field `field` of the recorded type `ty` turns out to have another type.
pub fn field_violation(recorded: &Package, ty: &TypeDef, field: usize, now_text: &str) -> Violation {
    let mut now = ty.clone();
    let place = Place::Field { ty: ty.ty.to_string(), field };
    let found = match &mut now.body {
        Body::Struct { fields, .. }
        | Body::Foreign { fields, .. }
        | Body::Union { fields }
        | Body::GrowableStruct { fields, .. } => fields.get_mut(field),
        Body::Transparent { field: only, .. } => (field == 0).then_some(only),
        Body::Enum { .. } | Body::Opaque | Body::GrowableEnum { .. } => None,
    };
    let Some(found) = found else {
        return unknown(Code::FieldType, place, now_text);
    };
    found.ty = Type::Unresolved(now_text.to_owned());
    let def = Definition { package: recorded, tables: &[], recorded: ty, now: &now };
    spelled(types::field_changed(def, field, field), now_text)
}

/// What to say if the recorded type turns out to have other traits.
pub fn traits_violation(recorded: &Package, ty: &TypeDef) -> Violation {
    types::traits_changed(Definition { package: recorded, tables: &[], recorded: ty, now: ty })
}

/// What to say if a table that `slot` names turns out to be in no record.
pub fn object_violation(place: Place, slot: &str) -> Violation {
    let message =
        format!("{slot} is frozen, but names a table that is not: no two builds of that table would be compatible");
    Violation::new(Code::ObjectNotRecorded, place, message)
        .help("record that table as well: in its package, remove `unrecorded`, run `cargo vtable-api init` if there is")
        .help("no abi.toml, and `cargo vtable-api freeze`, before this package or together with it")
}

/// What to say if a growable type of another package, which `slot` names, turns out to be in no record.
pub fn growable_violation(place: Place, slot: &str) -> Violation {
    let message = format!(
        "{slot} is frozen, but passes a growable type that is not: no two builds of that type would agree on a value"
    );
    Violation::new(Code::GrowableNotRecorded, place, message)
        .help("record that type as well: in its package, let a slot of a table pass it, run `cargo vtable-api init` if")
        .help("there is no abi.toml, and `cargo vtable-api freeze`, before this package or together with it")
}

/// What to say if field `field` of variant `variant` (a recorded index) turns out to have another type.
pub fn variant_field_violation(
    recorded: &Package,
    ty: &TypeDef,
    variant: usize,
    field: usize,
    now_text: &str,
) -> Violation {
    let place = Place::VariantField { ty: ty.ty.to_string(), variant, field };
    let Some(before) = canon::variants(&ty.body).get(variant) else {
        return unknown(Code::VariantPayload, place, now_text);
    };
    let mut now = before.clone();
    if let Some(field) = now.fields.get_mut(field) {
        field.ty = Type::Unresolved(now_text.to_owned());
    }
    let def = Definition { package: recorded, tables: &[], recorded: ty, now: ty };
    spelled(variants::payload_type_changed(def, before, variant, &now, field), now_text)
}

fn pair<'a>(package: &'a Package, table: &'a Table, slot: usize, recorded: &'a Slot, now: &'a Slot) -> Pair<'a> {
    let known = Known { recorded: package, tables: &[], types: &[] };
    Pair { tables: Tables { recorded: table, now: table, known }, old: slot, new: slot, recorded, now }
}

/// The text may be as it was, and only its meaning another.
fn spelled(violation: Violation, now_text: &str) -> Violation {
    if is_plain(now_text) {
        return violation;
    }
    violation
        .help(format!(
            "if the text `{now_text}` is unchanged, its meaning has changed: restore that, and use a new name"
        ))
        .help("for the new meaning")
}

/// Whether a text names built-in types only, and so stands for itself.
fn is_plain(text: &str) -> bool {
    let mut plain = true;
    match canon::parse_type(text) {
        Ok(ty) => reach::named_in(&ty, &mut |_| plain = false),
        Err(_) => plain = false,
    }
    plain
}

/// For an index that the record does not have: still a message, never a panic.
fn unknown(code: Code, place: Place, now_text: &str) -> Violation {
    Violation::new(code, place, "a frozen type changed").now(now_text).help("restore it")
}
