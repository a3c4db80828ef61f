//! The rule on what kind of type a type is, enums included.

use super::definition::Definition;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::Body;
use crate::violation::Violation;

pub(super) fn kind_changed(def: Definition<'_>) -> Violation {
    let what = match (canon::repr(&def.recorded.body), canon::repr(&def.now.body)) {
        (Some(_), Some(_)) => "its `repr` changed",
        _ => "it became another kind of type",
    };
    def.broken(Code::TypeKind, def.place(), &format!("type `{}`", def.name()), what)
        .recorded(described(&def.recorded.body), def.recorded.line)
        .now(described(&def.now.body))
        .help_lines(def.way_out("restore it, and write the new form"))
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
