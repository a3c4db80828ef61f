//! Rules on a whole package: one table per id, one type per name, nothing recorded is gone.

mod drafts;
mod objects;
mod rename;

pub use drafts::draft_slots;
pub use objects::{unrecorded_growables, unrecorded_objects};

use super::advice::list;
use super::definition::Definition;
use super::numbered::successor;
use super::spell::Known;
use super::{check_recorded, lint_table, types};
use crate::canon;
use crate::diagnostics::Code;
use crate::header;
use crate::lines;
use crate::model::{Package, Table, Type, TypeDef};
use crate::violation::{Place, Violation};

/// Checks a package against its record: every table, every type, and what is gone.
///
/// ```
/// use vtable_api_manifest::model::Package;
/// use vtable_api_manifest::rules;
///
/// assert!(rules::check(&Package::default(), &Package::default()).is_empty());
/// ```
pub fn check(recorded: &Package, now: &Package) -> Vec<Violation> {
    check_of("", recorded, now)
}

/// The same, of a package that the record knows by this name.
pub fn check_of(local: &str, recorded: &Package, now: &Package) -> Vec<Violation> {
    let mut found = duplicate_ids(&now.tables);
    found.extend(duplicate_types(&now.types));
    let (renamed, as_recorded) = rename::undo(local, recorded, now);
    found.extend(renamed);
    let now = as_recorded.as_ref().unwrap_or(now);
    found.extend(now.tables.iter().flat_map(|table| match super::table(recorded, &table.id) {
        Some(record) => check_recorded(record, table, Known { recorded, tables: &now.tables, types: &now.types }),
        None => lint_table(table),
    }));
    found.extend(check_types(recorded, now));
    found.extend(now.types.iter().flat_map(super::lint_type));
    found.extend(gone_tables(recorded, now));
    if found.is_empty() {
        // A type that is gone with its slot, or replaced in one, is explained by that slot's violation.
        found.extend(gone_types(recorded, now));
    }
    if found.is_empty() {
        found.extend(header::check(now));
    }
    found
}

fn check_types(recorded: &Package, now: &Package) -> Vec<Violation> {
    let pairs = now.types.iter().filter_map(|now| Some((recorded.types.iter().find(|def| def.ty == now.ty)?, now)));
    let definitions =
        pairs.map(|(def, ty)| Definition { package: recorded, tables: &now.tables, recorded: def, now: ty });
    definitions.flat_map(types::check).collect()
}

/// Makes one package of tables that each came with the types it reaches.
///
/// A table or type that came more than once is taken once if it is the same each time.
///
/// # Errors
///
/// Two different tables have one id, or two different types one name.
///
/// ```
/// use vtable_api_manifest::rules;
///
/// assert_eq!(rules::merge(Vec::new()).unwrap().tables.len(), 0);
/// ```
pub fn merge(parts: Vec<(Table, Vec<TypeDef>)>) -> Result<Package, Vec<Violation>> {
    let mut package = Package::default();
    for (table, types) in parts {
        if !package.tables.iter().any(|other| same_table(other, &table)) {
            package.tables.push(table);
        }
        for def in types {
            if !package.types.iter().any(|other| same_type(other, &def)) {
                package.types.push(def);
            }
        }
    }
    let mut found = duplicate_ids(&package.tables);
    found.extend(duplicate_types(&package.types));
    if found.is_empty() { Ok(package) } else { Err(found) }
}

fn same_table(one: &Table, other: &Table) -> bool {
    let head = |table: &Table| (table.trait_name.clone(), table.module.clone(), table.bounds);
    let slots =
        |table: &Table| table.slots.iter().map(|slot| (slot.revision, canon::signature(slot))).collect::<Vec<_>>();
    one.id == other.id && head(one) == head(other) && slots(one) == slots(other)
}

fn same_type(one: &TypeDef, other: &TypeDef) -> bool {
    one.ty == other.ty && lines::definition(one).eq(lines::definition(other))
}

/// Every table whose id an earlier one has.
pub(super) fn duplicate_ids(tables: &[Table]) -> Vec<Violation> {
    let mut found = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        if let Some(first) = tables[..index].iter().find(|first| first.id == table.id) {
            found.push(duplicate_id(first, table));
        }
    }
    found
}

fn duplicate_id(first: &Table, second: &Table) -> Violation {
    let path = |table: &Table| path(&table.module, &table.trait_name);
    let both = match path(first) == path(second) {
        true => format!("`{}` was found twice, with different slots", path(first)),
        false => format!("both {}", list(&[&path(first), &path(second)])),
    };
    let message = format!("two traits have the id `{}`: {both}", second.id);
    let help = format!("give one of them its own id: `#[vtable_api(id = \"{}\")]`", successor(&second.id));
    Violation::new(Code::DuplicateId, Place::Table { table: second.id.clone() }, message).help(help)
}

/// Every type whose name an earlier, different one has.
pub(super) fn duplicate_types(types: &[TypeDef]) -> Vec<Violation> {
    let mut found = Vec::new();
    for (index, def) in types.iter().enumerate() {
        let mut before = types[..index].iter();
        if let Some(first) = before.find(|first| first.ty == def.ty && !same_type(first, def)) {
            found.push(duplicate_type(first, def));
        }
    }
    found
}

fn duplicate_type(first: &TypeDef, second: &TypeDef) -> Violation {
    let name = second.ty.to_string();
    let path = |def: &TypeDef| path(&def.module, &unqualified(&def.ty).to_string());
    let both = match path(first) == path(second) {
        true => format!("`{}` was found with two definitions", path(first)),
        false => list(&[&path(first), &path(second)]),
    };
    let message = format!("slots reach two types that are called `{name}`: {both}");
    let bare = match &second.ty {
        Type::Named { name, .. } => name.as_str(),
        _ => name.as_str(),
    };
    let help = format!("keep them apart in the record: `#[abi(name = \"Other{bare}\")]` on the one that is not frozen");
    Violation::new(Code::DuplicateTypeName, Place::Type { ty: name.clone() }, message)
        .now(format!("{}, and {}", canon::definition(first), canon::definition(second)))
        .help(help)
}

/// The name in its own package.
fn unqualified(ty: &Type) -> Type {
    match ty.clone() {
        Type::Named { name, args, .. } => Type::Named { package: None, name, args },
        other => other,
    }
}

fn path(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// Every recorded table that the source lacks.
pub(super) fn gone_tables(recorded: &Package, now: &Package) -> Vec<Violation> {
    let gone = recorded.tables.iter().filter(|table| !now.tables.iter().any(|other| other.id == table.id));
    gone.map(|table| gone_table(table, heir(table, recorded, now))).collect()
}

/// The trait that the table may have now: of the same name, and no recorded table itself.
fn heir<'a>(table: &Table, recorded: &Package, now: &'a Package) -> Option<&'a Table> {
    let is_new = |other: &&Table| !recorded.tables.iter().any(|known| known.id == other.id);
    let of_name = || now.tables.iter().filter(|other| other.trait_name == table.trait_name).filter(is_new);
    of_name().find(|other| other.module == table.module).or_else(|| of_name().next())
}

fn gone_table(table: &Table, heir: Option<&Table>) -> Violation {
    let message = format!("table `{}` is frozen, but the source has no trait with that id", table.id);
    let id = format!("`#[vtable_api(id = \"{}\")]`", table.id);
    let help = match heir {
        Some(heir) => {
            vec![format!("write {id} on `{}`, whose id is `{}` now", path(&heir.module, &heir.trait_name), heir.id)]
        }
        None => vec![
            format!("put the trait back; if it was renamed, write {id} on it; if a feature hides it, build with"),
            "that feature. A table that nobody should use any more stays, marked `#[deprecated]`".to_owned(),
        ],
    };
    Violation::new(Code::TableGone, Place::Package, message)
        .recorded(format!("trait {}", path(&table.module, &table.trait_name)), table.line)
        .help_lines(help)
}

/// Every recorded type that the source lacks. Only worth saying when no slot or field explains it.
pub(super) fn gone_types(recorded: &Package, now: &Package) -> Vec<Violation> {
    let gone = recorded.types.iter().filter(|def| !now.types.iter().any(|other| other.ty == def.ty));
    gone.map(|def| {
        let message = format!("type `{}` is frozen, but no slot reaches a type with that name any more", def.ty);
        Violation::new(Code::TypeGone, Place::Package, message)
            .recorded(canon::definition(def), def.line)
            .help(format!("put it back; if it was renamed or moved, write `{}` on it", rename::pin("", &def.ty, None)))
    })
    .collect()
}
