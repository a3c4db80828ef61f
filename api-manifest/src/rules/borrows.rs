//! Rules on the lifetimes of a definition: how many it has, their bounds, and which of them stand in each field.

use super::definition::{Definition, variant_named};
use super::findings::add;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Field, Lifetime};
use crate::violation::{Place, Violation};

/// What differs between two definitions that are the same but for lifetimes.
pub(super) fn check(def: Definition<'_>) -> Vec<Violation> {
    if def.recorded.lifetimes != def.now.lifetimes {
        return vec![declared_changed(def)];
    }
    let (mut found, ty) = (Vec::new(), def.now.ty.to_string());
    let (recorded, now) = (canon::fields(&def.recorded.body), canon::fields(&def.now.body));
    for (field, before) in recorded.iter().enumerate() {
        let place = Place::Field { ty: ty.clone(), field };
        add(&mut found, field_changed(def, place, &def.field_part(before), before, &now[field], None));
    }
    for (variant, now) in canon::variants(&def.now.body).iter().enumerate() {
        let Some(old) = variant_named(canon::variants(&def.recorded.body), &now.name) else { continue };
        for (field, before) in old.fields.iter().enumerate() {
            let place = Place::VariantField { ty: ty.clone(), variant, field };
            let part = format!("field `{}` of {}", before.name, def.variant_part(old));
            add(&mut found, field_changed(def, place, &part, before, &now.fields[field], old.line));
        }
    }
    found
}

fn declared_changed(def: Definition<'_>) -> Violation {
    let (recorded, now) = (&def.recorded.lifetimes, &def.now.lifetimes);
    let what = match (recorded.count, now.count) {
        (old, new) if old == new => "the bounds of its lifetimes changed".to_owned(),
        (old, new) => format!("the number of its lifetimes changed from {old} to {new}"),
    };
    def.broken(Code::TypeLifetimes, def.place(), &format!("type `{}`", def.name()), &what)
        .recorded(canon::declared_in_rust(&def.recorded.ty, recorded), def.recorded.line)
        .now(canon::declared_in_rust(&def.recorded.ty, now))
        .help_lines(def.way_out("restore it, and put the new form"))
}

/// `line` is that of the variant whose field it is.
fn field_changed(
    def: Definition<'_>,
    place: Place,
    part: &str,
    before: &Field,
    now: &Field,
    line: Option<u32>,
) -> Option<Violation> {
    if before.lifetimes == now.lifetimes {
        return None;
    }
    let mut violation = def
        .broken(Code::TypeLifetimes, place, part, "its lifetimes changed")
        .recorded(in_rust(now, &before.lifetimes), before.line.or(line).or(def.recorded.line))
        .now(in_rust(now, &now.lifetimes))
        .help_lines(def.way_out("restore it, and put the new form"));
    if def.recorded.lifetimes.count > 1 {
        let (last, name) = (Lifetime::Named(def.recorded.lifetimes.count - 1), def.name());
        violation = violation.help(format!("(`'a` to `{last}` are the lifetimes of `{name}`, in its order)"));
    }
    Some(violation)
}

/// In the words of the source; as the record would have it, where a type hides its lifetimes.
fn in_rust(field: &Field, lifetimes: &[Lifetime]) -> String {
    match canon::field_in_rust(&field.ty, lifetimes) {
        Some(text) => text,
        None => format!("{}{}", field.ty, canon::field_suffix(lifetimes)),
    }
}
