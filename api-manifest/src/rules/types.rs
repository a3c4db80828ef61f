//! Rules on structs, unions and transparent types, and on what kind of type a type is.

use super::align::{Fate, align};
use super::compare::{Comparison, compare};
use super::definition::Definition;
use super::variants;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Body, Field};
use crate::violation::{Place, Violation};

/// Everything that differs between a recorded definition and the source's, in the order of the source.
pub(super) fn check(def: Definition<'_>) -> Vec<Violation> {
    let (recorded, now) = (&def.recorded.body, &def.now.body);
    match (recorded, now) {
        (Body::Enum { .. }, Body::Enum { .. }) => variants::check(def),
        _ if canon::kind(recorded) != canon::kind(now) => vec![kind_changed(def)],
        (Body::Struct { tuple: true, .. }, _) | (Body::Transparent { tuple: true, .. }, _) => tuple_fields(def),
        _ => named_fields(def),
    }
}

/// What a `derive` would have to say for each kind.
fn described(body: &Body) -> String {
    match canon::repr(body) {
        Some(repr) => format!("{}, repr({repr})", canon::kind(body)),
        None => match body {
            Body::Transparent { tuple: false, .. } => "struct, repr(transparent)".to_owned(),
            Body::Transparent { tuple: true, .. } => "tuple struct, repr(transparent)".to_owned(),
            _ => canon::kind(body).to_owned(),
        },
    }
}

pub(super) fn kind_changed(def: Definition<'_>) -> Violation {
    let what = match (canon::repr(&def.recorded.body), canon::repr(&def.now.body)) {
        (Some(_), Some(_)) => "its `repr` changed",
        _ => "it became another kind of type",
    };
    def.broken(Code::TypeKind, def.place(), &format!("type `{}`", def.name()), what)
        .recorded(described(&def.recorded.body), def.recorded.line)
        .now(described(&def.now.body))
        .help(def.way_out("restore it, and write the new form"))
}

fn place(def: Definition<'_>, field: usize) -> Place {
    Place::Field { ty: def.now.ty.to_string(), field }
}

fn named_fields(def: Definition<'_>) -> Vec<Violation> {
    let (recorded, now) = (canon::fields(&def.recorded.body), canon::fields(&def.now.body));
    let same = |old: usize, new: usize| compare(&recorded[old].ty, &now[new].ty) != Comparison::Differs;
    let aligned = align(&names(recorded), &names(now), same, |_| false);
    let mut found: Vec<(usize, Violation)> = Vec::new();
    for (new, fate) in aligned.now.iter().enumerate() {
        let violation = match *fate {
            Fate::Kept(old) if same(old, new) => continue,
            Fate::Kept(old) => field_changed(def, old, new),
            Fate::Moved(old) => moved(def, old, new),
            Fate::Replaces(old) => replaced(def, old, new, same(old, new)),
            Fate::Inserted | Fate::Appended => added(def, new),
        };
        found.push((new, violation));
    }
    found.extend(aligned.lost.iter().map(|&old| (old, removed(def, old))));
    super::in_order(&mut found);
    found.into_iter().map(|(_, violation)| violation).collect()
}

fn names(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.name.as_str()).collect()
}

/// The fields of a tuple have no names: position decides, and a change of their number is one finding.
fn tuple_fields(def: Definition<'_>) -> Vec<Violation> {
    let (recorded, now) = (canon::fields(&def.recorded.body), canon::fields(&def.now.body));
    let differs = |at: &usize| compare(&recorded[*at].ty, &now[*at].ty) == Comparison::Differs;
    let common = recorded.len().min(now.len());
    let first = (0..common).find(differs).unwrap_or(common);
    match now.len().cmp(&recorded.len()) {
        std::cmp::Ordering::Greater => vec![added(def, first)],
        std::cmp::Ordering::Less => vec![removed(def, first)],
        std::cmp::Ordering::Equal => (0..common).filter(differs).map(|at| field_changed(def, at, at)).collect(),
    }
}

/// The violation of one field, whose types are known to differ.
pub(super) fn field_changed(def: Definition<'_>, old: usize, new: usize) -> Violation {
    let help = def.way_out("restore it, and put the new form");
    with_fields(def, Code::FieldType, Some(old), Some(new), "it changed type", |field| field.ty.to_string()).help(help)
}

fn moved(def: Definition<'_>, old: usize, new: usize) -> Violation {
    let what = format!("it moved from place {old} to place {new}");
    let fields = canon::fields(&def.recorded.body);
    let back = match old.checked_sub(1).and_then(|before| fields.get(before)) {
        Some(before) => format!("move it back behind `{}`", before.name),
        None => "move it back to the front".to_owned(),
    };
    let mut violation = with_fields(def, Code::FieldSet, Some(old), Some(new), &what, |_| format!("field {old}"));
    violation.now = Some(format!("field {new}"));
    violation.help([format!("{back}; fields keep their order for ever")])
}

fn replaced(def: Definition<'_>, old: usize, new: usize, is_rename: bool) -> Violation {
    let fields = canon::fields(&def.now.body);
    let name = fields.get(new).map_or("", |field| field.name.as_str());
    let (what, help) = match is_rename {
        true => (
            format!("it was renamed to `{name}`"),
            vec!["give it its name back: C and C++ callers compile against the name".to_owned()],
        ),
        false => (format!("`{name}` stands in its place"), def.way_out("put it back, and put the new field")),
    };
    with_fields(def, Code::FieldSet, Some(old), Some(new), &what, canon::field).help(help)
}

fn removed(def: Definition<'_>, old: usize) -> Violation {
    let violation = with_fields(def, Code::FieldSet, Some(old), None, "it was removed", canon::field);
    violation.help(["put it back; a field that is no longer used stays, and is written with a fixed value"])
}

fn added(def: Definition<'_>, new: usize) -> Violation {
    let fields = canon::fields(&def.now.body);
    let name = fields.get(new).map_or("", |field| field.name.as_str());
    let recorded = canon::fields(&def.recorded.body);
    let kind = canon::kind(&def.recorded.body);
    let message = format!("field `{name}` of `{}` is new, but the {kind} is frozen{}", def.name(), def.since());
    let violation = Violation::new(Code::FieldSet, place(def, new), message)
        .recorded(format!("fields {}", names(recorded).join(", ")), def.recorded.line);
    let violation = match fields.get(new) {
        Some(field) => violation.now(canon::field(field)),
        None => violation,
    };
    violation.help(def.way_out("remove it, and put it"))
}

/// A violation of a recorded field, with the field in both versions.
fn with_fields(
    def: Definition<'_>,
    code: Code,
    old: Option<usize>,
    new: Option<usize>,
    what: &str,
    text: impl Fn(&Field) -> String,
) -> Violation {
    let recorded = old.and_then(|old| canon::fields(&def.recorded.body).get(old));
    let now = new.and_then(|new| canon::fields(&def.now.body).get(new));
    let part = recorded.map_or_else(|| format!("type `{}`", def.name()), |field| def.field_part(field));
    let place = new.map_or_else(|| def.place(), |new| place(def, new));
    let mut violation = def.broken(code, place, &part, what);
    if let Some(field) = recorded {
        violation = violation.recorded(text(field), field.line.or(def.recorded.line));
    }
    match now {
        Some(field) => violation.now(text(field)),
        None => violation,
    }
}
