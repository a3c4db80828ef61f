//! Rules on the lifetimes of a definition: how many it has, their bounds, and which of them stand in each field.

use super::definition::Definition;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Field, Lifetime, Type};
use crate::violation::{Place, Violation};

/// What differs between two definitions that are the same but for lifetimes.
pub(super) fn check(def: Definition<'_>) -> Vec<Violation> {
    if def.recorded.lifetimes != def.now.lifetimes {
        return vec![declared_changed(def)];
    }
    let mut found = Vec::new();
    let (recorded, now) = (canon::fields(&def.recorded.body), canon::fields(&def.now.body));
    for (index, (before, field)) in recorded.iter().zip(now).enumerate() {
        if before.lifetimes != field.lifetimes {
            let place = Place::Field { ty: def.now.ty.to_string(), field: index };
            found.push(field_changed(def, place, &def.field_part(before), before, field));
        }
    }
    for (index, variant) in canon::variants(&def.now.body).iter().enumerate() {
        let Some(old) = canon::variants(&def.recorded.body).iter().find(|old| old.name == variant.name) else {
            continue;
        };
        for (at, (before, field)) in old.fields.iter().zip(&variant.fields).enumerate() {
            if before.lifetimes != field.lifetimes {
                let place = Place::VariantField { ty: def.now.ty.to_string(), variant: index, field: at };
                let part = format!("field `{}` of {}", before.name, def.variant_part(old));
                let before = &Field { line: before.line.or(old.line), ..before.clone() };
                found.push(field_changed(def, place, &part, before, field));
            }
        }
    }
    found
}

fn declared_changed(def: Definition<'_>) -> Violation {
    let (recorded, now) = (&def.recorded.lifetimes, &def.now.lifetimes);
    let what = if recorded.count == now.count {
        "the bounds of its lifetimes changed".to_owned()
    } else {
        format!("it had {}, and now has {}", count(recorded.count), count(now.count))
    };
    def.broken(Code::TypeLifetimes, def.place(), &format!("type `{}`", def.name()), &what)
        .recorded(canon::declared_in_rust(&def.recorded.ty, recorded), def.recorded.line)
        .now(canon::declared_in_rust(&def.recorded.ty, now))
        .help_lines(def.way_out("restore it, and put the new form"))
}

fn count(count: u32) -> String {
    match count {
        0 => "no lifetimes".to_owned(),
        1 => "one lifetime".to_owned(),
        _ => format!("{count} lifetimes"),
    }
}

fn field_changed(def: Definition<'_>, place: Place, part: &str, before: &Field, now: &Field) -> Violation {
    let (recorded, text) = in_rust(before, now);
    let mut violation = def
        .broken(Code::TypeLifetimes, place, part, "its lifetimes changed")
        .recorded(recorded, before.line.or(def.recorded.line))
        .now(text)
        .help_lines(def.way_out("restore it, and put the new form"));
    if def.recorded.lifetimes.count > 1 {
        let last = Lifetime::Named(def.recorded.lifetimes.count - 1);
        violation = violation
            .help(format!("(`'a` to `{last}` are those of `{}`, in the order in which it has them)", def.name()));
    }
    violation
}

/// Both in the words of the source; as the record has them, where a type hides its lifetimes.
fn in_rust(before: &Field, now: &Field) -> (String, String) {
    let text = |lifetimes: &[Lifetime]| canon::field_in_rust(&now.ty, lifetimes);
    match (text(&before.lifetimes), text(&now.lifetimes)) {
        (Some(before), Some(now)) => (before, now),
        _ => (record(&before.ty, &before.lifetimes), record(&now.ty, &now.lifetimes)),
    }
}

fn record(ty: &Type, lifetimes: &[Lifetime]) -> String {
    format!("{ty}{}", canon::field_suffix(lifetimes))
}
