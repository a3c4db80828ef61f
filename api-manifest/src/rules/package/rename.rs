//! Recorded types under a new name: one finding each, instead of one per slot and field that names it.

use std::collections::HashMap;
use std::iter::once;

use super::super::substitute::{Change, in_definition, in_slot};
use crate::diagnostics::Code;
use crate::lines;
use crate::model::{Package, Slot, Type, TypeDef};
use crate::reach;
use crate::violation::{Place, Violation};

/// A recorded type and the new one that has its definition and its users.
struct Rename<'a> {
    recorded: &'a TypeDef,
    now: &'a TypeDef,
}

/// Finds the renamed types, and gives `now` with their recorded names, for the other rules to compare.
pub(super) fn undo(local: &str, recorded: &Package, now: &Package) -> (Vec<Violation>, Option<Package>) {
    let renames = find(recorded, now);
    if renames.is_empty() {
        return (Vec::new(), None);
    }
    let mut package = now.clone();
    in_package(&mut package, &|ty| {
        renames.iter().find(|rename| rename.now.ty == *ty).map(|rename| rename.recorded.ty.clone())
    });
    (renames.iter().map(|rename| violation(local, rename)).collect(), Some(package))
}

/// Changes every type of a package.
fn in_package(package: &mut Package, change: Change<'_>) {
    package.tables.iter_mut().flat_map(|table| &mut table.slots).for_each(|slot| in_slot(slot, change));
    package.types.iter_mut().for_each(|def| in_definition(def, change));
}

fn find<'a>(recorded: &'a Package, now: &'a Package) -> Vec<Rename<'a>> {
    let known = |package: &Package, def: &TypeDef| package.types.iter().any(|other| other.ty == def.ty);
    let new: Vec<&TypeDef> = now.types.iter().filter(|def| !known(recorded, def)).collect();
    let mut renames: Vec<Rename<'_>> = Vec::new();
    for gone in recorded.types.iter().filter(|def| !known(now, def)) {
        let taken = |def: &TypeDef| renames.iter().any(|rename| rename.now.ty == def.ty);
        let heir = new.iter().find(|def| !taken(def) && same_body(gone, def) && same_user(recorded, now, gone, def));
        renames.extend(heir.map(|heir| Rename { recorded: gone, now: heir }));
    }
    renames
}

/// Whether the two differ by name alone, also where the definition refers to itself, and by drafts of growths.
fn same_body(recorded: &TypeDef, now: &TypeDef) -> bool {
    let mut named = TypeDef { module: recorded.module.clone(), ..now.clone() };
    in_definition(&mut named, &|ty| (*ty == now.ty).then(|| recorded.ty.clone()));
    if let Some(frozen) = recorded.body.growths() {
        named.body.keep_growths(frozen.count());
        if let Some(growths) = named.body.growths_mut() {
            growths.recorded.clone_from(&frozen.recorded);
        }
    }
    lines::definition(recorded).eq(lines::definition(&named))
}

/// Whether some frozen slot reached the old one and reaches the new one.
fn same_user(recorded: &Package, now: &Package, old: &TypeDef, new: &TypeDef) -> bool {
    let reaches = |slot: &Slot, package: &Package, def: &TypeDef| {
        reach::types(once(slot), &package.types).iter().any(|reached| reached.ty == def.ty)
    };
    recorded.tables.iter().any(|table| {
        let now_table = now.tables.iter().find(|other| other.id == table.id);
        let slots: HashMap<&str, &Slot> =
            now_table.iter().flat_map(|table| &table.slots).map(|slot| (slot.name.as_str(), slot)).collect();
        table.slots.iter().any(|slot| {
            slots
                .get(slot.name.as_str())
                .is_some_and(|now_slot| reaches(slot, recorded, old) && reaches(now_slot, now, new))
        })
    })
}

fn violation(local: &str, rename: &Rename<'_>) -> Violation {
    let (old, new) = (&rename.recorded.ty, &rename.now.ty);
    Violation::new(
        Code::TypeGone,
        Place::Type { ty: new.to_string() },
        format!("type `{old}` is frozen: `{new}` is in its place"),
    )
    .recorded(old.to_string(), rename.recorded.line)
    .now(new.to_string())
    .help(format!(
        "if it was renamed, give it its name back, or keep the recorded one beside it: `{}`;",
        pin(local, old, Some(new))
    ))
    .help(format!("if it is another type, write `{old}` again where slots and fields name it"))
}

/// The attribute by which a type of another name, or of another package, is the recorded one; `local` is the record's own
/// package, where it is known.
pub(super) fn pin(local: &str, old: &Type, new: Option<&Type>) -> String {
    let parts = |ty: &Type| match ty {
        Type::Named { package, name, .. } => (package.clone(), name.clone()),
        other => (None, other.to_string()),
    };
    let ((package, name), now) = (parts(old), new.map(parts));
    let mut pins = Vec::new();
    if now.as_ref().is_none_or(|(_, now)| *now != name) {
        pins.push(format!("name = \"{name}\""));
    }
    let owner = package.as_deref().unwrap_or(local);
    if now.map_or(package.is_some(), |(now, _)| now != package) && !owner.is_empty() {
        pins.push(format!("package = \"{owner}\""));
    }
    format!("#[abi({})]", pins.join(", "))
}
