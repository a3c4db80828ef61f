//! Which types a table depends on: all that its slots reach, through pointers, containers, callbacks and
//! the fields of other types.

use crate::canon;
use crate::index::Index;
use crate::model::{Slot, Table, Type, TypeDef};
use crate::visit::parts;

/// The definitions that the slots reach, in the order of first reach, each once. A name without a
/// definition is passed over.
///
/// ```
/// use vtable_api_manifest::{canon, model::TypeDef, reach};
/// let def = |name, field| {
///     let fields = vec![canon::parse_field(field).unwrap()];
///     let body = canon::parse_body("struct", None, fields, vec![]).unwrap();
///     TypeDef { ty: canon::parse_type(name).unwrap(), module: "m".into(), body, lifetimes: Default::default(), traits: String::new(), docs: vec![], line: None }
/// };
/// let defs = [def("Other", "x: u8"), def("Point", "x: u8"), def("Line", "from: *const Point")];
/// let slot = canon::parse_signature("fn draw(&self, line: &Line)").unwrap();
/// let names: Vec<String> = reach::types([&slot].into_iter(), &defs).iter().map(|def| def.ty.to_string()).collect();
/// assert_eq!(names, ["Line", "Point"]);
/// ```
pub fn types<'s, 'd>(slots: impl Iterator<Item = &'s Slot>, defs: &'d [TypeDef]) -> Vec<&'d TypeDef> {
    walk(&slots.collect::<Vec<_>>(), defs).reached
}

/// The definitions that the slots reach by what fingerprints of tables cover: of a growable type, its first growth.
#[cfg(feature = "cli")]
pub(crate) fn covered<'d>(slots: &[&Slot], defs: &'d [TypeDef]) -> Vec<&'d TypeDef> {
    let mut found = Reach { only_first: true, ..Reach::none(defs) };
    slots.iter().for_each(|slot| found.add(slot));
    found.reached
}

/// The definitions that a growable type of `defs` reaches by its growths up to this one, itself apart, in the order of first reach.
/// Of other growable types, all growths are followed, or, as what fingerprints of growths cover, `only_first`.
#[cfg(feature = "cli")]
pub(crate) fn by_growths<'d>(def: &TypeDef, growth: u32, only_first: bool, defs: &'d [TypeDef]) -> Vec<&'d TypeDef> {
    let mut found = Reach { only_first, ..Reach::none(defs) };
    let members = def.body.growths().map_or(0, |growths| growths.up_to_growth(growth));
    types_in(def, members, &mut |ty| named_in(ty, &mut |ty| found.note(ty)));
    found.follow();
    found.reached.retain(|reached| reached.ty != def.ty);
    found.reached
}

/// The names that the slots reach and that have no definition, in the order of first reach.
pub(crate) fn missing(slots: &[&Slot], defs: &[TypeDef]) -> Vec<String> {
    walk(slots, defs).missing
}

/// The first slot of the tables that reaches the type `ty`, one of `defs`, and its table.
pub(crate) fn first<'t>(tables: &'t [Table], defs: &[TypeDef], ty: &Type) -> Option<(&'t Table, &'t Slot)> {
    let wanted = defs.iter().position(|def| def.ty == *ty)?;
    let mut found = Reach::none(defs);
    for table in tables {
        for slot in &table.slots {
            found.add(slot);
            if found.seen[wanted] {
                return Some((table, slot));
            }
        }
    }
    None
}

/// Visits the id of each table whose objects a value of the type may hold or refer to, also through definitions.
#[cfg(feature = "cli")]
pub(crate) fn objects(ty: &Type, defs: &[TypeDef], visit: &mut dyn FnMut(&str)) {
    objects_in(ty, visit);
    for def in of_type(ty, defs) {
        types_in_def(def, &mut |ty| objects_in(ty, visit));
    }
}

/// The definitions that a type reaches, in the order of first reach.
#[cfg(feature = "cli")]
pub(crate) fn of_type<'d>(ty: &Type, defs: &'d [TypeDef]) -> Vec<&'d TypeDef> {
    let mut found = Reach::none(defs);
    named_in(ty, &mut |ty| found.note(ty));
    found.follow();
    found.reached
}

struct Reach<'d> {
    defs: &'d [TypeDef],
    by_name: Index,
    /// Which of `defs` were reached.
    seen: Vec<bool>,
    seen_missing: Index,
    reached: Vec<&'d TypeDef>,
    /// How many of these were followed.
    followed: usize,
    /// Whether growable types are followed by their first growth only.
    only_first: bool,
    missing: Vec<String>,
}

fn walk<'d>(slots: &[&Slot], defs: &'d [TypeDef]) -> Reach<'d> {
    let mut found = Reach::none(defs);
    for slot in slots {
        named_in_slot(slot, &mut |ty| found.note(ty));
    }
    found.follow();
    found
}

impl<'d> Reach<'d> {
    fn none(defs: &'d [TypeDef]) -> Self {
        let mut by_name = Index::default();
        for (at, def) in defs.iter().enumerate() {
            by_name.note(&def.ty.to_string(), at);
        }
        let (seen_missing, reached, missing) = (Index::default(), Vec::new(), Vec::new());
        let seen = vec![false; defs.len()];
        Reach { defs, by_name, seen, seen_missing, reached, followed: 0, only_first: false, missing }
    }

    /// What one more slot reaches.
    fn add(&mut self, slot: &Slot) {
        named_in_slot(slot, &mut |ty| self.note(ty));
        self.follow();
    }

    /// With a list instead of recursion: definitions may refer to each other in any way.
    fn follow(&mut self) {
        while let Some(&def) = self.reached.get(self.followed) {
            let members = match def.body.growths() {
                Some(growths) if self.only_first => growths.up_to_growth(1),
                _ => usize::MAX,
            };
            types_in(def, members, &mut |ty| named_in(ty, &mut |ty| self.note(ty)));
            self.followed += 1;
        }
    }

    fn note(&mut self, ty: &Type) {
        let name = ty.to_string();
        match self.by_name.get(&name) {
            Some(at) if self.seen[at] => {}
            Some(at) => {
                self.seen[at] = true;
                self.reached.push(&self.defs[at]);
            }
            None if self.seen_missing.note(&name, 0).is_some() => {}
            None => self.missing.push(name),
        }
    }
}

/// Visits every [`Type::Named`] in a slot: parameters in order, then the return.
pub fn named_in_slot(slot: &Slot, visit: &mut dyn FnMut(&Type)) {
    for param in &slot.params {
        named_in(&param.ty, visit);
    }
    named_in(&slot.ret, visit);
}

/// Visits every [`Type::Named`] in the fields and variants of a definition, in order.
pub fn named_in_def(def: &TypeDef, visit: &mut dyn FnMut(&Type)) {
    types_in_def(def, &mut |ty| named_in(ty, visit));
}

/// Visits the types of the fields and variants of a definition, in order.
fn types_in_def(def: &TypeDef, visit: &mut dyn FnMut(&Type)) {
    types_in(def, usize::MAX, visit);
}

/// The same of the first members alone.
fn types_in(def: &TypeDef, members: usize, visit: &mut dyn FnMut(&Type)) {
    let of_variants = canon::variants(&def.body).iter().take(members).flat_map(|variant| &variant.fields);
    canon::fields(&def.body).iter().take(members).chain(of_variants).for_each(|field| visit(&field.ty));
}

/// Visits every [`Type::Named`] inside a type. The arguments of a named type are not visited: they are
/// part of its name, and its definition says what of them it holds.
pub fn named_in(ty: &Type, visit: &mut dyn FnMut(&Type)) {
    match ty {
        Type::Named { .. } => visit(ty),
        _ => parts(ty).into_iter().for_each(|part| named_in(part, visit)),
    }
}

/// Visits the ids of the tables that a type names by `dyn`, but for those in definitions.
#[cfg(feature = "cli")]
fn objects_in(ty: &Type, visit: &mut dyn FnMut(&str)) {
    match ty {
        Type::Object { id, .. } => visit(id),
        _ => parts(ty).into_iter().for_each(|part| objects_in(part, visit)),
    }
}

#[cfg(test)]
mod tests;
