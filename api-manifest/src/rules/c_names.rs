//! Names and types in C: what would keep a header from being written, or from compiling, as far as one table or type
//! shows it. The header's own code has the rest, by the same functions.

use super::findings::{self, Found};
use crate::c_form;
use crate::c_name;
use crate::canon;
use crate::diagnostics::Code;
use crate::index::Index;
use crate::model::{Body, CCase, Field, Slot, Table, Type, TypeDef, Variant};
use crate::violation::{Place, Violation};

/// Checks a table, by slot index. (`has_seek` is no collision with a later `seek`: the handle's own method gives way to a
/// slot of its name.)
pub(super) fn check(table: &Table, found: Found<'_>) {
    prefix(table, found);
    let mut taken = Index::default();
    for (index, slot) in table.slots.iter().enumerate() {
        let at = At { table, index, slot };
        let member = c_name::slot_member(&slot.name, table.c_case);
        if let Some(other) = taken.note(&member, index) {
            found(index, at.twice(&table.slots[other], &member));
        }
        at.types(found);
    }
}

/// Whether programs in C would no longer compile with the next header.
pub(super) fn case_changed(recorded: &Table, now: &Table) -> Option<Violation> {
    if recorded.c_case == now.c_case {
        return None;
    }
    let place = Place::Table { table: now.id.clone() };
    let message = format!(
        "trait `{}` is frozen with another `c_case`: every slot would have a different name in C",
        now.trait_name
    );
    let violation = Violation::new(Code::CNameChanged, place, message)
        .recorded(case(recorded), recorded.line)
        .now(case(now))
        .help("restore it; for others, `cargo vtable-api header --c-case` writes either spelling");
    Some(violation)
}

fn case(table: &Table) -> &'static str {
    match table.c_case {
        CCase::Snake => "snake: `decode_ex1`",
        CCase::Pascal => "Pascal: `DecodeEx1`",
    }
}

/// What the table is called, and the functions that each table has.
fn prefix(table: &Table, found: Found<'_>) {
    let Some(name) = c_name::system_name(&c_name::snake(&table.id)) else { return };
    let place = Place::Table { table: table.id.clone() };
    let message =
        format!("table `{}` would have the name `{name}` in C, which a system header already defines", table.id);
    let help = "give it an id with another vendor or name";
    found(0, Violation::new(Code::SystemName, place, message).help(help));
}

#[derive(Clone, Copy)]
struct At<'a> {
    table: &'a Table,
    index: usize,
    slot: &'a Slot,
}

impl At<'_> {
    fn place(self) -> Place {
        Place::Slot { table: self.table.id.clone(), slot: self.index }
    }

    fn path(self) -> String {
        format!("{}::{}", self.table.trait_name, self.slot.name)
    }

    fn twice(self, other: &Slot, name: &str) -> Violation {
        let At { table, slot, .. } = self;
        let message = format!(
            "slots `{}` and `{}` of `{}` are both called `{name}` in C",
            other.name, slot.name, table.trait_name
        );
        Violation::new(Code::CNameCollision, self.place(), message)
            .now(canon::signature(slot))
            .help("rename the slot that is not frozen yet")
    }

    fn param(self, param: usize) -> Place {
        Place::Param { table: self.table.id.clone(), slot: self.index, param }
    }

    fn types(self, found: Found<'_>) {
        let mut taken = Index::default();
        for (at, param) in self.slot.params.iter().enumerate() {
            let name = c_name::parameter(&param.name);
            if let Some(other) = taken.note(&name, at) {
                let (one, other) = (&self.slot.params[other].name, &param.name);
                let message =
                    format!("parameters `{one}` and `{other}` of `{}` are both called `{name}` in C", self.path());
                let violation = Violation::new(Code::CNameCollision, self.param(at), message);
                found(self.index, violation.help("rename one of them: parameter names are not recorded"));
            }
        }
        for (at, param) in self.slot.params.iter().enumerate() {
            self.form(&param.ty, self.param(at), found);
        }
        self.form(&self.slot.ret, Place::Ret { table: self.table.id.clone(), slot: self.index }, found);
    }

    fn form(self, ty: &Type, place: Place, found: Found<'_>) {
        if let Some(violation) = form(ty, &format!("slot `{}`", self.path()), place) {
            found(self.index, violation);
        }
    }
}

/// What has no form in C, if anything has.
fn form(ty: &Type, of: &str, place: Place) -> Option<Violation> {
    let (part, why) = (c_form::missing(ty)?, c_form::EMPTY_ARRAY);
    let message = format!("{of} has a type with no equivalent in C: `{part}`; {why}");
    Some(Violation::new(Code::NoCForm, place, message).help("leave it out"))
}

/// Checks a definition, with what the type is called.
pub(super) fn check_type(def: &TypeDef) -> Vec<Violation> {
    let mut found = Vec::new();
    let ty = def.ty.to_string();
    match &def.body {
        // Its members are called as they are.
        Body::Foreign { fields, .. } => {
            for (at, field) in fields.iter().enumerate() {
                let place = Place::Field { ty: ty.clone(), field: at };
                findings::add(&mut found, form(&field.ty, &format!("field `{}` of `{ty}`", field.name), place));
            }
        }
        Body::Struct { fields, .. } | Body::Union { fields } | Body::GrowableStruct { fields, .. } => {
            let place = |field| Place::Field { ty: ty.clone(), field };
            members(fields, &format!("`{ty}`"), &place, &mut found);
        }
        Body::Transparent { field, .. } => {
            let place = |field| Place::Field { ty: ty.clone(), field };
            members(std::slice::from_ref(field), &format!("`{ty}`"), &place, &mut found);
        }
        Body::Enum { variants, .. } | Body::GrowableEnum { variants, .. } => constants(variants, &ty, &mut found),
        Body::Opaque => {}
    }
    found
}

fn members(fields: &[Field], of: &str, place: &dyn Fn(usize) -> Place, found: &mut Vec<Violation>) {
    let mut taken = Index::default();
    for (at, field) in fields.iter().enumerate() {
        let name = c_name::member(&field.name);
        if let Some(other) = taken.note(&name, at) {
            let message =
                format!("fields `{}` and `{}` of {of} are both called `{name}` in C", fields[other].name, field.name);
            found.push(Violation::new(Code::CNameCollision, place(at), message).help("rename one of them"));
        }
        findings::add(found, form(&field.ty, &format!("field `{}` of {of}", field.name), place(at)));
    }
}

fn constants(variants: &[Variant], ty: &str, found: &mut Vec<Violation>) {
    let mut taken = Index::default();
    for (at, variant) in variants.iter().enumerate() {
        let name = c_name::upper(&c_name::snake(&variant.name));
        if let Some(other) = taken.note(&name, at) {
            let other = &variants[other].name;
            let message = format!("variants `{other}` and `{}` of `{ty}` both end in `_{name}` in C", variant.name);
            let place = Place::Variant { ty: ty.to_owned(), variant: at };
            found.push(Violation::new(Code::CNameCollision, place, message).help("rename one of them"));
        }
        let place = |field| Place::VariantField { ty: ty.to_owned(), variant: at, field };
        members(&variant.fields, &format!("`{ty}::{}`", variant.name), &place, found);
    }
}
