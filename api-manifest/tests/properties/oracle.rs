//! The promise, in one sentence, as a program of its own: the recorded table is a prefix of the new one by index,
//! name, revision, resolved type and case in C, every recorded type is unchanged, and what is new comes in the next revision
//! or growth and under a name that is free. Compares what is left of the models when all that is free is taken out.

use std::collections::{BTreeMap, BTreeSet};
use vtable_api_manifest::canon;
use vtable_api_manifest::model::*;

/// Whether released binaries can live with `now`.
pub(crate) fn ok(recorded: &Package, now: &Package) -> bool {
    let ids: BTreeSet<&str> = now.tables.iter().map(|table| table.id.as_str()).collect();
    ids.len() == now.tables.len()
        && now.types.iter().all(|def| now.types.iter().all(|other| other.ty != def.ty || is_same(other, def)))
        && recorded.tables.iter().all(|old| now.tables.iter().any(|new| is_prefix(old, new)))
        && recorded.types.iter().all(|old| now.types.iter().any(|new| is_kept(old, new)))
        && now.tables.iter().all(|new| {
            let old = recorded.tables.iter().find(|old| old.id == new.id);
            let frozen = old.map_or(&[][..], |old| &old.slots);
            grows_in_order(frozen, &new.slots[frozen.len().min(new.slots.len())..])
                && new.slots.iter().all(|slot| follows_its_base(slot, &new.slots))
                && has_names_in_c(new)
        })
}

/// A slot without what is free: docs, lines and the names of its parameters.
fn contract(slot: &Slot) -> Slot {
    let params = slot.params.iter().map(|param| Param { name: String::new(), ty: param.ty.clone() });
    Slot { params: params.collect(), ex_none: false, docs: vec![], line: None, ..slot.clone() }
}

pub(crate) fn is_prefix(old: &Table, new: &Table) -> bool {
    let contracts = |slots: &[Slot]| slots.iter().map(contract).collect::<Vec<_>>();
    let head = |table: &Table| (table.id.clone(), table.bounds, table.c_case);
    head(old) == head(new) && contracts(&new.slots).starts_with(&contracts(&old.slots))
}

/// A definition without docs and lines, and but for its lifetimes. Variants are by name: their order is free.
fn layout(def: &TypeDef) -> (Type, Body, BTreeMap<String, Variant>) {
    let bare = |field: &Field| Field { docs: vec![], line: None, ..field.clone() };
    let (mut body, mut by_name) = (def.body.clone(), BTreeMap::new());
    match &mut body {
        Body::Struct { fields, .. }
        | Body::Foreign { fields, .. }
        | Body::Union { fields }
        | Body::GrowableStruct { fields, .. } => *fields = fields.iter().map(bare).collect(),
        Body::Transparent { field, .. } => *field = bare(field),
        Body::Enum { variants, .. } | Body::GrowableEnum { variants, .. } => {
            for variant in variants.drain(..) {
                let fields: Vec<Field> = variant.fields.iter().map(bare).collect();
                let tuple = variant.tuple && !fields.is_empty();
                by_name.insert(variant.name.clone(), Variant { tuple, fields, docs: vec![], line: None, ..variant });
            }
        }
        Body::Opaque => {}
    }
    (def.ty.clone(), body, by_name)
}

fn is_same(one: &TypeDef, other: &TypeDef) -> bool {
    let names = |def: &TypeDef| match &def.body {
        Body::Enum { variants, .. } => variants.iter().map(|variant| variant.name.clone()).collect(),
        _ => Vec::new(),
    };
    let is_one = one.module == other.module && one.lifetimes == other.lifetimes;
    is_one && layout(one) == layout(other) && names(one) == names(other)
}

pub(crate) fn is_kept(old: &TypeDef, new: &TypeDef) -> bool {
    if let (Some(grown), Some(now)) = (old.body.growths(), new.body.growths()) {
        // Another package's type is recorded by that package, but for its first growth.
        let is_own = matches!(old.ty, Type::Named { package: None, .. });
        let count = if is_own { grown.up_to.len() } else { 1 };
        let all = (members(old, count), members(new, count));
        let same = all.0 == all.1 && grown.up_to.get(..count) == now.up_to.get(..count);
        return same && old.lifetimes == new.lifetimes && takes_no_value(old, new);
    }
    let ((old_ty, old_body, old_variants), (new_ty, new_body, mut variants)) = (layout(old), layout(new));
    if matches!(old_body, Body::Enum { open: true, .. }) {
        let values: BTreeSet<i128> = old_variants.values().map(|variant| variant.value).collect();
        variants.retain(|name, variant| old_variants.contains_key(name) || values.contains(&variant.value));
    }
    old_ty == new_ty && old_body == new_body && old_variants == variants && old.lifetimes == new.lifetimes
}

/// The members of each of the first growths, as their texts: fields in order, variants in any.
fn members(def: &TypeDef, growths: usize) -> Vec<Vec<String>> {
    let fields = canon::fields(&def.body).iter().map(canon::field).collect::<Vec<_>>();
    let variants = canon::variants(&def.body).iter().map(canon::variant).collect::<Vec<_>>();
    let (mut found, mut start) = (Vec::new(), 0);
    for end in def.body.growths().into_iter().flat_map(|grown| &grown.up_to).take(growths) {
        let mut of_it = if variants.is_empty() { fields[start..*end].to_vec() } else { variants[start..*end].to_vec() };
        if !variants.is_empty() {
            of_it.sort();
        }
        found.push(of_it);
        start = *end;
    }
    found
}

/// No new variant has the value of a recorded one.
fn takes_no_value(old: &TypeDef, new: &TypeDef) -> bool {
    let recorded = canon::variants(&old.body);
    let is_new = |variant: &&Variant| !recorded.iter().any(|old| old.name == variant.name);
    let mut new = canon::variants(&new.body).iter().filter(is_new);
    new.all(|variant| recorded.iter().all(|old| old.value != variant.value))
}

/// New slots are of the next revisions, one after the other.
fn grows_in_order(frozen: &[Slot], new: &[Slot]) -> bool {
    let last = frozen.iter().map(|slot| slot.revision).max().unwrap_or(0);
    let mut steps = std::iter::once(last).chain(new.iter().map(|slot| slot.revision)).zip(new);
    let first = steps.next().is_none_or(|(last, slot)| slot.revision == last + 1);
    first
        && steps.all(|(last, slot)| slot.revision == last || slot.revision == last + 1)
        && new.iter().all(|slot| slot.revision <= 63)
}

/// `read_ex2` comes in a later revision than `read_ex1`, and that in a later one than `read`.
fn follows_its_base(slot: &Slot, slots: &[Slot]) -> bool {
    let Some((base, number)) = slot.name.rsplit_once("_ex").filter(|(base, _)| !slot.ex_none && !base.is_empty())
    else {
        return true;
    };
    let plain = number.chars().all(|digit| digit.is_ascii_digit()) && (number == "0" || !number.starts_with('0'));
    if !plain {
        return true;
    }
    let index: usize = if number.is_empty() { 1 } else { number.parse().unwrap() };
    let ex = |number: &str| slots.iter().find(|slot| !slot.ex_none && slot.name == format!("{base}_ex{number}"));
    let base = slots.iter().find(|slot| slot.name == base);
    let before = match index {
        0 => None,
        1 => base,
        2 => ex("1").or(ex("")),
        _ => ex(&(index - 1).to_string()),
    };
    let twins = ex("").is_some() && ex("1").is_some() && index == 1;
    base.is_some() && before.is_some_and(|before| before.revision < slot.revision) && !twins
}

fn has_names_in_c(table: &Table) -> bool {
    let in_c = |name: &str| match table.c_case {
        CCase::Snake => name.to_owned(),
        CCase::Pascal => name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect(),
    };
    let names: BTreeSet<String> = table.slots.iter().map(|slot| in_c(&slot.name)).collect();
    names.len() == table.slots.len()
}
