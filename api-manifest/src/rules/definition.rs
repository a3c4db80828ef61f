//! One recorded type definition beside the one in the source: what its messages share.

use super::advice::Tables;
use super::growths;
use super::numbered::split_digits;
use super::spell::Known;
use super::substitute;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Field, Package, Slot, Table, Type, TypeDef, Variant};
use crate::reach;
use crate::violation::{Place, Violation};

/// A type, as recorded and in the source.
#[derive(Clone, Copy)]
pub(super) struct Definition<'a> {
    pub(super) package: &'a Package,
    /// The source's tables, as far as known.
    pub(super) tables: &'a [Table],
    pub(super) recorded: &'a TypeDef,
    pub(super) now: &'a TypeDef,
}

impl<'a> Definition<'a> {
    pub(super) fn name(&self) -> String {
        self.recorded.ty.to_string()
    }

    /// The place of the whole definition. Places speak of the source: the name there.
    pub(super) fn place(&self) -> Place {
        Place::Type { ty: self.now.ty.to_string() }
    }

    /// A violation of something that is recorded: `` field `b` of `Frame` is frozen since revision 1: what ``.
    pub(super) fn broken(&self, code: Code, place: Place, part: &str, what: &str) -> Violation {
        Violation::new(code, place, format!("{part} is frozen{}: {what}", self.since()))
    }

    /// The same of a member; `member` is its recorded index.
    pub(super) fn broken_member(&self, code: Code, place: Place, part: &str, member: usize, what: &str) -> Violation {
        Violation::new(code, place, format!("{part} is frozen{}: {what}", self.since_of(member)))
    }

    pub(super) fn field_part(&self, field: &Field) -> String {
        format!("field `{}` of `{}`", field.name, self.name())
    }

    pub(super) fn variant_part(&self, variant: &Variant) -> String {
        format!("variant `{}` of `{}`", variant.name, self.name())
    }

    /// ` since revision 1`: that of the first slot that passes the type.
    pub(super) fn since(&self) -> String {
        match self.user() {
            Some((_, slot)) => format!(" since revision {}", slot.revision),
            None => String::new(),
        }
    }

    /// The same of a member: of a growable type, ` since growth 2`.
    pub(super) fn since_of(&self, member: usize) -> String {
        match self.recorded.body.growths() {
            Some(growths) => format!(" since growth {}", growths.of(member)),
            None => self.since(),
        }
    }

    /// `first`, then how to have the new form of a member instead: in a growable type, as a new one, and else in a new type.
    pub(super) fn member_way_out(&self, first: &str) -> Vec<String> {
        let is_own = matches!(&self.recorded.ty, Type::Named { package: None, .. });
        if self.recorded.body.growths().is_none() || !is_own {
            return self.way_out(first);
        }
        let word = growths::member_word(&self.recorded.body);
        vec![format!("{first} at the end, as a {word} with `#[abi(growth = {})]`", growths::next(*self))]
    }

    /// The first recorded slot that reaches the type.
    fn user(&self) -> Option<(&'a Table, &'a Slot)> {
        reach::first(&self.package.tables, &self.package.types, &self.recorded.ty)
    }

    /// `first`, then how to pass a new type instead, in a new slot.
    pub(super) fn way_out(&self, first: &str) -> Vec<String> {
        if let Type::Named { package: Some(package), .. } = &self.recorded.ty {
            return vec![
                format!("the type comes from the package `{package}`: build with the version that was frozen, and"),
                "pass your own type in a new slot where the new form is needed".to_owned(),
            ];
        }
        let Some((table, slot)) = self.user() else {
            return vec![format!("{first} in a new type for a new slot")];
        };
        let now = self.tables.iter().find(|now| now.id == table.id).unwrap_or(table);
        let ty = self.new_name();
        let mut changed = slot.clone();
        substitute::in_slot(&mut changed, &|named| (*named == self.recorded.ty).then(|| elided(&ty, self.now)));
        let first = format!("{first} in a new type `{}` for a new slot", self.known().path(&ty));
        let lines = Tables { recorded: table, now, known: self.known() }.append_ex(&first, &changed);
        let mut is_named = false;
        reach::named_in_slot(slot, &mut |named| is_named |= *named == self.recorded.ty);
        match is_named {
            // Reached through another type only: which slot is best is for the author to say.
            false => vec![
                format!("{first};"),
                format!("`{}::{}` passes the frozen one inside another type", now.trait_name, slot.name),
            ],
            true => lines,
        }
    }

    /// Where names are looked up.
    pub(super) fn known(&self) -> Known<'a> {
        Known { recorded: self.package, tables: self.tables, types: &[] }
    }

    /// `FrameEx1`, or the next one that is free.
    fn new_name(&self) -> Type {
        let (name, args) = match &self.recorded.ty {
            Type::Named { name, args, .. } => (name.clone(), args.clone()),
            other => (other.to_string(), Vec::new()),
        };
        let (start, digits) = split_digits(&name);
        let stem = match start.strip_suffix("Ex") {
            Some(stem) if !digits.is_empty() => stem,
            _ => &name,
        };
        let mut number = 1;
        loop {
            let ty = Type::Named { package: None, name: format!("{stem}Ex{number}"), args: args.clone() };
            if !self.package.types.iter().any(|def| def.ty == ty) {
                return ty;
            }
            number += 1;
        }
    }

    /// Adds a variant's recorded text.
    pub(super) fn quote_variant(violation: Violation, variant: &Variant, whole: &TypeDef) -> Violation {
        violation.recorded(canon::variant(variant), variant.line.or(whole.line))
    }
}

/// `View<'_>`: as a slot has to have a type whose definition has lifetimes, if its arguments do not tell where.
fn elided(ty: &Type, def: &TypeDef) -> Type {
    let count = def.lifetimes.count as usize;
    match ty {
        Type::Named { args, .. } if args.is_empty() && count > 0 => {
            let mut text = format!("{ty}<'_");
            for _ in 1..count {
                text.push_str(", '_");
            }
            Type::Unresolved(text + ">")
        }
        ty => ty.clone(),
    }
}

/// The variant of that name.
pub(super) fn variant_named<'a>(variants: &'a [Variant], name: &str) -> Option<&'a Variant> {
    variants.iter().find(|variant| variant.name == name)
}
