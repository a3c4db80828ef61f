//! Rules on structs, unions and transparent types, and on what kind of type a type is.

use super::advice::commas;
use super::align::{Fate, align};
use super::compare::{Comparison, compare};
use super::definition::Definition;
use super::findings::{self, Findings};
use super::kind::kind_changed;
use super::{borrows, growths, variants};
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Body, Field, Growths, TypeDef};
use crate::violation::{Place, Violation};

/// Everything that differs between a recorded definition and the source's, in the order of the source.
pub(super) fn check(def: Definition<'_>) -> Vec<Violation> {
    match growths::first_growth(def) {
        Some(now) => check_all(Definition { now: &now, ..def }),
        None => check_all(def),
    }
}

fn check_all(def: Definition<'_>) -> Vec<Violation> {
    let (recorded, now) = (&def.recorded.body, &def.now.body);
    let found = match (recorded, now) {
        (Body::Enum { .. }, Body::Enum { .. }) | (Body::GrowableEnum { .. }, Body::GrowableEnum { .. }) => {
            variants::check(def)
        }
        _ if canon::kind(recorded) != canon::kind(now) => vec![kind_changed(def)],
        (Body::Foreign { c: old, .. }, Body::Foreign { c: new, .. }) if old != new => vec![kind_changed(def)],
        (Body::Struct { tuple: true, .. }, _) | (Body::Transparent { tuple: true, .. }, _) => tuple_fields(def),
        _ => named_fields(def),
    };
    // What comes, goes or changes its type has other lifetimes for that alone.
    let found = if found.is_empty() { borrows::check(def) } else { found };
    if found.is_empty() && def.recorded.traits != def.now.traits { vec![traits_changed(def)] } else { found }
}

/// What the compiler knows of the type beside its parts.
pub(super) fn traits_changed(def: Definition<'_>) -> Violation {
    let what = "its `Send`, `Sync` or `Drop` changed";
    def.broken(Code::TypeTraits, def.place(), &format!("type `{}`", def.name()), what)
        .recorded(traits(def.recorded), def.recorded.line)
        .now(traits(def.now))
        .help_lines(def.way_out("restore the markers, `Drop` and `unsafe impl`s that it had, and write the new form"))
}

fn traits(def: &TypeDef) -> &str {
    if def.traits.is_empty() { "as its fields imply" } else { &def.traits }
}

fn place(def: Definition<'_>, field: usize) -> Place {
    Place::Field { ty: def.now.ty.to_string(), field }
}

fn named_fields(def: Definition<'_>) -> Vec<Violation> {
    let (recorded, now) = (canon::fields(&def.recorded.body), canon::fields(&def.now.body));
    let same = |old: usize, new: usize| compare(&recorded[old].ty, &now[new].ty) != Comparison::Differs;
    // A draft at the end is meant as one, whatever is missing before it.
    let frozen = def.recorded.body.growths().map_or(u32::MAX, Growths::count);
    let is_draft = |new: usize| def.now.body.growths().is_some_and(|growths| growths.of(new) > frozen);
    let aligned = align(&names(recorded), &names(now), &same, &is_draft);
    let mut found = Findings::default();
    for (new, fate) in aligned.now.iter().enumerate() {
        let violation = match *fate {
            Fate::Kept(old) => {
                if !same(old, new) {
                    found.push(new, field_changed(def, old, new));
                }
                findings::add(found.at(new), growths::changed(def, old, new));
                continue;
            }
            Fate::Moved(old) => moved(def, old, new),
            Fate::Replaces(old) => replaced(def, old, new, same(old, new)),
            Fate::Inserted | Fate::Appended if def.recorded.body.growths().is_some() => {
                findings::add(found.at(new), growths::added(def, new));
                continue;
            }
            Fate::Inserted | Fate::Appended => added(def, new),
        };
        found.push(new, violation);
    }
    for &old in &aligned.lost {
        found.push(old, removed(def, old));
    }
    found.into_list()
}

fn names(fields: &[Field]) -> Vec<&str> {
    let mut names = Vec::with_capacity(fields.len());
    for field in fields {
        names.push(field.name.as_str());
    }
    names
}

/// The fields of a tuple have no names: position decides, and a change of their number is one finding.
fn tuple_fields(def: Definition<'_>) -> Vec<Violation> {
    let (recorded, now) = (canon::fields(&def.recorded.body), canon::fields(&def.now.body));
    let mut differing = Vec::new();
    for (at, recorded) in recorded.iter().enumerate() {
        if now.get(at).is_some_and(|now| compare(&recorded.ty, &now.ty) == Comparison::Differs) {
            differing.push(at);
        }
    }
    if recorded.len() != now.len() {
        let first = differing.first().copied().unwrap_or(recorded.len().min(now.len()));
        return vec![if now.len() > recorded.len() { added(def, first) } else { removed(def, first) }];
    }
    let mut found = Vec::new();
    for &at in &differing {
        found.push(field_changed(def, at, at));
    }
    found
}

/// The violation of one field, whose types are known to differ.
pub(super) fn field_changed(def: Definition<'_>, old: usize, new: usize) -> Violation {
    let help = def.member_way_out("restore it, and put the new form");
    let violation = of_field(def, Code::FieldType, old, Some(new), "it changed type", type_text);
    violation.help_lines(help)
}

fn moved(def: Definition<'_>, old: usize, new: usize) -> Violation {
    let what = format!("it moved from place {old} to place {new}");
    let fields = canon::fields(&def.recorded.body);
    let back = match old {
        0 => "move it back to the front".to_owned(),
        _ => format!("move it back after `{}`", fields[old - 1].name),
    };
    def.broken_member(Code::FieldSet, place(def, new), &def.field_part(&fields[old]), old, &what)
        .recorded(format!("field {old}"), line_of(def, old))
        .now(format!("field {new}"))
        .help(format!("{back}; fields keep their order forever"))
}

fn replaced(def: Definition<'_>, old: usize, new: usize, is_rename: bool) -> Violation {
    let name = &canon::fields(&def.now.body)[new].name;
    if is_rename {
        let what = format!("it was renamed to `{name}`");
        return of_field(def, Code::FieldSet, old, Some(new), &what, canon::field)
            .help("restore its name: C and C++ callers compile against it");
    }
    let what = format!("`{name}` is in its place");
    of_field(def, Code::FieldSet, old, Some(new), &what, canon::field)
        .help_lines(def.member_way_out("put it back, and put the new field"))
}

fn removed(def: Definition<'_>, old: usize) -> Violation {
    of_field(def, Code::FieldSet, old, None, "it was removed", canon::field)
        .help("put it back; a field that is no longer used stays, and is written with a fixed value")
}

fn added(def: Definition<'_>, new: usize) -> Violation {
    let field = &canon::fields(&def.now.body)[new];
    let recorded = canon::fields(&def.recorded.body);
    let kind = canon::kind(&def.recorded.body);
    let message = format!("field `{}` of `{}` is new, but the {kind} is frozen{}", field.name, def.name(), def.since());
    Violation::new(Code::FieldSet, place(def, new), message)
        .recorded(format!("fields {}", commas(&names(recorded))), def.recorded.line)
        .now(canon::field(field))
        .help_lines(def.way_out("remove it, and put it"))
}

/// A violation of a recorded field, with the field in both versions.
fn of_field(
    def: Definition<'_>,
    code: Code,
    old: usize,
    new: Option<usize>,
    what: &str,
    text: fn(&Field) -> String,
) -> Violation {
    let recorded = &canon::fields(&def.recorded.body)[old];
    let place = match new {
        Some(new) => place(def, new),
        None => def.place(),
    };
    let violation = def.broken_member(code, place, &def.field_part(recorded), old, what);
    let violation = violation.recorded(text(recorded), line_of(def, old));
    match new {
        Some(new) => violation.now(text(&canon::fields(&def.now.body)[new])),
        None => violation,
    }
}

fn type_text(field: &Field) -> String {
    field.ty.to_string()
}

fn line_of(def: Definition<'_>, field: usize) -> Option<u32> {
    canon::fields(&def.recorded.body)[field].line.or(def.recorded.line)
}
