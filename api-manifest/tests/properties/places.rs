//! What every violation has: a place in the source, a line in the record, a way out.

use crate::ensure;
use proptest::test_runner::TestCaseError;
use vtable_api_manifest::canon;
use vtable_api_manifest::model::{Package, Slot, TypeDef};
use vtable_api_manifest::violation::{Place, Violation};

pub(crate) fn check(violation: &Violation, record: &str, now: &Package) -> Result<(), TestCaseError> {
    ensure!(exists(&violation.place, now), "{:?} is nowhere: {violation}", violation.place);
    let (message, help) = (&violation.message, &violation.help);
    ensure!(!message.is_empty() && !message.ends_with('.') && !message.contains('\n'), "{violation}");
    ensure!(!help.is_empty() && help.iter().all(|line| !line.trim().is_empty()), "no way out: {violation}");
    if let Some(line) = violation.recorded.as_ref().and_then(|quote| quote.line) {
        let text = record.lines().nth(line as usize - 1).unwrap_or("");
        ensure!(text.contains(" = ") || text.starts_with("    "), "line {line} is {text:?}: {violation}");
    }
    Ok(())
}

fn exists(place: &Place, now: &Package) -> bool {
    // Two tables of one id are a finding, and places cannot tell them apart.
    let slot = |id: &String, index: usize, has: &dyn Fn(&Slot) -> bool| {
        now.tables.iter().any(|table| table.id == *id && table.slots.get(index).is_some_and(has))
    };
    let ty = |name: &String, has: &dyn Fn(&TypeDef) -> bool| {
        now.types.iter().any(|def| def.ty.to_string() == *name && has(def))
    };
    match place {
        Place::Package => true,
        Place::Table { table } => now.tables.iter().any(|other| other.id == *table),
        Place::Slot { table, slot: at } | Place::Receiver { table, slot: at } | Place::Ret { table, slot: at } => {
            slot(table, *at, &|_| true)
        }
        Place::Param { table, slot: at, param } => slot(table, *at, &|slot| *param < slot.params.len()),
        Place::Type { ty: name } => ty(name, &|_| true),
        Place::Field { ty: name, field } => ty(name, &|def| *field < canon::fields(&def.body).len()),
        Place::Variant { ty: name, variant } => ty(name, &|def| *variant < canon::variants(&def.body).len()),
        Place::VariantField { ty: name, variant, field } => {
            ty(name, &|def| canon::variants(&def.body).get(*variant).is_some_and(|in_it| *field < in_it.fields.len()))
        }
    }
}
