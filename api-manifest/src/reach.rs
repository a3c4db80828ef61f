//! Which types a table depends on: all that its slots reach, through pointers, containers, callbacks and
//! the fields of other types.

use std::collections::{HashMap, HashSet};

use crate::canon;
use crate::model::{Slot, Type, TypeDef};

/// The definitions that the slots reach, in the order of first reach, each once. A name without a
/// definition is passed over; [`missing`] finds those.
///
/// ```
/// use vtable_api_manifest::{canon, model::TypeDef, reach};
/// let def = |name, field| {
///     let fields = vec![canon::parse_field(field).unwrap()];
///     let body = canon::parse_body("struct", None, fields, vec![]).unwrap();
///     TypeDef { ty: canon::parse_type(name).unwrap(), module: "m".into(), body, docs: vec![], line: None }
/// };
/// let defs = [def("Other", "x: u8"), def("Point", "x: u8"), def("Line", "from: *const Point")];
/// let slot = canon::parse_signature("fn draw(&self, line: &Line)").unwrap();
/// let names: Vec<String> = reach::types([&slot].into_iter(), &defs).iter().map(|def| def.ty.to_string()).collect();
/// assert_eq!(names, ["Line", "Point"]);
/// ```
pub fn types<'s, 'd>(slots: impl Iterator<Item = &'s Slot>, defs: &'d [TypeDef]) -> Vec<&'d TypeDef> {
    walk(slots, defs).reached
}

/// The names that the slots reach and that have no definition, in the order of first reach.
pub fn missing<'s>(slots: impl Iterator<Item = &'s Slot>, defs: &[TypeDef]) -> Vec<String> {
    walk(slots, defs).missing
}

struct Reach<'d> {
    reached: Vec<&'d TypeDef>,
    missing: Vec<String>,
}

/// Breadth first and with a list instead of recursion: definitions may refer to each other in any way.
fn walk<'s, 'd>(slots: impl Iterator<Item = &'s Slot>, defs: &'d [TypeDef]) -> Reach<'d> {
    let mut by_name: HashMap<String, &TypeDef> = HashMap::new();
    for def in defs {
        by_name.entry(def.ty.to_string()).or_insert(def);
    }
    let mut seen = HashSet::new();
    let mut found = Reach { reached: Vec::new(), missing: Vec::new() };
    let mut note = |found: &mut Reach<'d>, ty: &Type| {
        let name = ty.to_string();
        if !seen.insert(name.clone()) {
            return;
        }
        match by_name.get(&name) {
            Some(def) => found.reached.push(def),
            None => found.missing.push(name),
        }
    };
    for slot in slots {
        named_in_slot(slot, &mut |ty| note(&mut found, ty));
    }
    let mut next = 0;
    while let Some(&def) = found.reached.get(next) {
        named_in_def(def, &mut |ty| note(&mut found, ty));
        next += 1;
    }
    found
}

/// Visits every [`Type::Named`] in a slot: parameters in order, then the return.
pub fn named_in_slot(slot: &Slot, visit: &mut (impl FnMut(&Type) + ?Sized)) {
    slot.params.iter().for_each(|param| named_in(&param.ty, visit));
    named_in(&slot.ret, visit);
}

/// Visits every [`Type::Named`] in the fields and variants of a definition, in order.
pub fn named_in_def(def: &TypeDef, visit: &mut (impl FnMut(&Type) + ?Sized)) {
    let in_variants = canon::variants(&def.body).iter().flat_map(|variant| &variant.fields);
    for field in canon::fields(&def.body).iter().chain(in_variants) {
        named_in(&field.ty, visit);
    }
}

/// Visits every [`Type::Named`] inside a type. The arguments of a named type are not visited: they are
/// part of its name, and its definition says what of them it holds.
pub fn named_in(ty: &Type, visit: &mut (impl FnMut(&Type) + ?Sized)) {
    match ty {
        Type::Named { .. } => visit(ty),
        Type::Pointer { to, .. } | Type::Ref { to, .. } | Type::NonNull(to) => named_in(to, visit),
        Type::Array { of, .. } | Type::Slice { of, .. } => named_in(of, visit),
        Type::Vec(of) | Type::Box(of) | Type::Option(of) => named_in(of, visit),
        Type::Result(ok, err) => {
            named_in(ok, visit);
            named_in(err, visit);
        }
        Type::Function { params, ret, .. } | Type::Closure { params, ret, .. } => {
            params.iter().for_each(|param| named_in(param, visit));
            named_in(ret, visit);
        }
        Type::Unit
        | Type::Never
        | Type::Primitive(_)
        | Type::CAlias(_)
        | Type::Void
        | Type::Str
        | Type::String
        | Type::Object { .. }
        | Type::Unresolved(_) => {}
    }
}

#[cfg(test)]
mod tests;
