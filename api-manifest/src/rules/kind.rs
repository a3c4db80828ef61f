//! The rule on what kind of type a type is, enums included.

use super::definition::Definition;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::Body;
use crate::violation::Violation;

pub(super) fn kind_changed(def: Definition<'_>) -> Violation {
    let what = match (&def.recorded.body, &def.now.body) {
        (Body::Enum { .. }, Body::Enum { .. }) => "its `repr` changed",
        (Body::Foreign { .. }, Body::Foreign { .. }) => "its definition in C changed",
        (Body::Struct { .. }, Body::Foreign { .. }) => "it became the struct of another library",
        (Body::Foreign { .. }, Body::Struct { .. }) => "it is no longer the struct of another library",
        _ => "it became another kind of type",
    };
    def.broken(Code::TypeKind, def.place(), &format!("type `{}`", def.name()), what)
        .recorded(described(&def.recorded.body), def.recorded.line)
        .now(described(&def.now.body))
        .help_lines(way_out(def))
}

/// A program has one definition of a struct in C, so no new type may have a new one of the same name.
fn way_out(def: Definition<'_>) -> Vec<String> {
    if let (Body::Foreign { .. }, Body::Foreign { .. }) = (&def.recorded.body, &def.now.body) {
        return vec![
            "restore it: a program has one definition of each struct in C; one that C calls otherwise can have"
                .to_owned(),
            "the new form, in a new type for a new slot".to_owned(),
        ];
    }
    def.way_out("restore it, and write the new form")
}

/// What a `derive` would have to say for each kind.
fn described(body: &Body) -> String {
    match canon::repr(body) {
        Some(c) if matches!(body, Body::Foreign { .. }) => c,
        Some(repr) => format!("{}, repr({repr})", canon::kind(body)),
        None => match body {
            Body::Transparent { tuple: false, .. } => "struct, repr(transparent)".to_owned(),
            Body::Transparent { tuple: true, .. } => "tuple struct, repr(transparent)".to_owned(),
            _ => canon::kind(body).to_owned(),
        },
    }
}
