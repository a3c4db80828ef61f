//! The append-only rules: what the record has stays as it is, and what is new comes behind it.
//!
//! * [`check`]: a whole package against its record, with everything resolved.
//! * [`check_table`]: one table, as a macro sees it: [`Type::Unresolved`] is
//!   never a finding. Includes [`lint_table`].
//! * [`check_type`]: one definition, as a derive sees it.
//! * [`lint_table`]: what a table says of itself; needs no record.
//! * [`check_growable`]: a growable definition, and the growths that its members have in the source.
//! * [`draft_slots`], [`draft_variants`], [`draft_members`]: what is not recorded yet; [`unrecorded_objects`],
//!   [`unrecorded_growables`]: what slots name that is not.
//! * [`param_violation`] and its kin: the text of breaks that only the compiler can find.
//! * [`merge`]: many records of tables into one package.
//!
//! Every function finds everything there is to find, one violation per cause, in the order of the source.
//! The rules live in one file per subject:
//!
//! | file | rules |
//! |---|---|
//! | `slots` | removed, renamed, moved or inserted slots; revisions |
//! | `signature`, `pairs` | receiver, `unsafe`, parameters, return type, lifetimes |
//! | `types`, `kind`, `variants`, `growths`, `borrows` | kinds and `repr`s, fields, enums, growths, lifetimes |
//! | `package`, `package/rename` | ids, names, tables and types that are gone: what only the CLI can see |
//! | `lint`, `ex`, `c_names` | order of revisions, Ex slots, names in C |
//! | `drafts`, `package/drafts`, `resolved` | drafts; texts for const evaluation |
//! | `advice`, `spell` | ways out; what is recorded, in Rust |
//! | `package/objects` | tables and growable types that slots name, in no record |

mod advice;
mod align;
mod borrows;
mod c_names;
mod compare;
mod definition;
mod drafts;
mod ex;
mod findings;
mod growths;
mod kind;
mod lint;
mod numbered;
#[cfg(feature = "cli")]
mod package;
mod pairs;
mod resolved;
mod signature;
mod slots;
mod spell;
mod substitute;
mod types;
mod variants;

pub use compare::{Comparison, compare_tokens as compare};
pub use drafts::{Drafts, draft_members, draft_variants};
pub use growths::check_growable;
#[cfg(feature = "cli")]
pub use package::{check, check_of, draft_slots, merge, unrecorded_growables, unrecorded_objects};
pub use resolved::{
    field_violation, growable_violation, object_violation, param_violation, ret_violation, traits_violation,
    variant_field_violation,
};

use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Package, Table, Type, TypeDef};
use crate::violation::{Place, Violation};
use advice::Tables;
use definition::Definition;
use findings::Findings;
use signature::Pair;
use slots::Row;
use spell::Known;

/// Checks one table: against its record if it has one, and against the rules that need none.
///
/// ```
/// use vtable_api_manifest::model::{Package, Revision, Table};
/// use vtable_api_manifest::{canon, rules};
///
/// let mut now = Table {
///     id: "viewer/codec".into(),
///     trait_name: "Codec".into(),
///     module: "viewer".into(),
///     bounds: Default::default(),
///     c_case: Default::default(),
///     docs: vec![],
///     slots: vec![canon::parse_signature("fn size(&self) -> u32").unwrap()],
///     revisions: vec![],
///     line: None,
/// };
/// now.slots[0].revision = 1;
/// let mut recorded = now.clone();
/// recorded.revisions.push(Revision { number: 1, fingerprint: 0, line: None });
/// let recorded = Package { tables: vec![recorded], types: vec![] };
/// assert!(rules::check_table(&recorded, &now).is_empty());
///
/// now.slots[0].ret = canon::parse_type("u64").unwrap();
/// assert_eq!(rules::check_table(&recorded, &now)[0].code.as_str(), "VT0005");
/// ```
pub fn check_table(recorded: &Package, now: &Table) -> Vec<Violation> {
    let Some(record) = table(recorded, &now.id) else {
        return lint_table(now);
    };
    let mut record = record.clone();
    for slot in &mut record.slots {
        substitute::in_slot(slot, &compare::token);
    }
    check_recorded(&record, now, Known { recorded, tables: &[], types: &[] })
}

fn table<'p>(package: &'p Package, id: &str) -> Option<&'p Table> {
    package.tables.iter().find(|table| table.id == id)
}

/// `known` is where the types and tables are looked up that a slot names.
fn check_recorded(recorded: &Table, now: &Table, known: Known<'_>) -> Vec<Violation> {
    let tables = Tables { recorded, now, known };
    let Row { mut found, matched } = slots::check(tables);
    let is_row_broken = !found.is_empty();
    for &(old, new) in &matched {
        let pair = Pair { tables, old, new, recorded: &recorded.slots[old], now: &now.slots[new] };
        signature::check(pair, found.at(new));
    }
    lint::check(now, &mut |at, lint| {
        if !is_row_broken || !is_explained(&lint, tables) {
            found.push(at, lint);
        }
    });
    let mut list = Vec::new();
    if recorded.bounds != now.bounds {
        list.push(bounds_changed(tables));
    }
    findings::add(&mut list, c_names::case_changed(recorded, now));
    list.append(&mut found.into_list());
    list
}

/// Checks what a table says of itself: the order of its revisions, its Ex slots, its names in C.
pub fn lint_table(now: &Table) -> Vec<Violation> {
    let mut found = Findings::default();
    lint::check(now, &mut |at, lint| found.push(at, lint));
    found.into_list()
}

/// Checks what a definition says of itself: its names and types in C.
///
/// ```
/// use vtable_api_manifest::{canon, model::TypeDef, rules};
/// let fields = ["class: u8", "class_: u8"].map(|field| canon::parse_field(field).unwrap());
/// let body = canon::parse_body("struct", None, fields.to_vec(), vec![]).unwrap();
/// let ty = canon::parse_type("Pair").unwrap();
/// let def =
///     TypeDef { ty, module: "m".into(), body, traits: String::new(), lifetimes: Default::default(), docs: vec![], line: None };
/// assert_eq!(rules::lint_type(&def)[0].code.as_str(), "VT0039");
/// ```
pub fn lint_type(now: &TypeDef) -> Vec<Violation> {
    c_names::check_type(now)
}

/// Checks one definition against the recorded type of its name, if there is one. Where there is none, a name without
/// arguments is that of a generic type, its parameters unresolved: it is checked against the first recorded instance.
pub fn check_type(recorded: &Package, now: &TypeDef) -> Vec<Violation> {
    // A type without parameters may be called like a generic one of another module.
    let mut types = recorded.types.iter();
    let same = types.clone().find(|def| now.ty == def.ty);
    let Some(def) = same.or_else(|| types.find(|def| is_of(&now.ty, &def.ty))) else {
        return Vec::new();
    };
    let mut tokens = def.clone();
    substitute::in_definition(&mut tokens, &compare::token);
    tokens.ty = def.ty.clone();
    types::check(Definition { package: recorded, tables: &[], recorded: &tokens, now })
}

/// Whether `recorded` is the type that `now` defines, or an instance of it.
fn is_of(now: &Type, recorded: &Type) -> bool {
    match (now, recorded) {
        (
            Type::Named { package, name, args },
            Type::Named { package: recorded_package, name: recorded_name, args: recorded_args },
        ) => package == recorded_package && name == recorded_name && (args.is_empty() || args == recorded_args),
        _ => now == recorded,
    }
}

/// Whether a broken row of slots is the cause of a lint: a slot out of place is out of order, too, and an
/// Ex slot whose base was removed has none.
fn is_explained(lint: &Violation, tables: Tables<'_>) -> bool {
    let Place::Slot { slot, .. } = lint.place else {
        return false;
    };
    let slot = &tables.now.slots[slot];
    let was_recorded = tables.recorded.slots.iter().any(|old| old.name == slot.name);
    match lint.code {
        Code::RevisionOrder | Code::ExSameRevision => true,
        Code::ExWithoutBase | Code::ExGap => was_recorded,
        // A draft may have skipped a number on its own.
        Code::RevisionSkipped => was_recorded || slot.revision <= tables.last_revision() + 1,
        _ => false,
    }
}

fn bounds_changed(tables: Tables<'_>) -> Violation {
    let (recorded, now) = (tables.recorded, tables.now);
    let text = |table: &Table| match canon::bounds(table.bounds) {
        "" => "neither `Send` nor `Sync`",
        bounds => bounds,
    };
    let since = recorded.slots.first().map_or(1, |slot| slot.revision);
    let message =
        format!("trait `{}` is frozen since revision {since}: its `Send` and `Sync` bounds changed", now.trait_name);
    let restored = match canon::bounds(recorded.bounds) {
        "" => format!("trait {}", now.trait_name),
        bounds => format!("trait {}: {bounds}", now.trait_name),
    };
    let id = numbered::successor(&now.id);
    Violation::new(Code::ObjectBounds, Place::Table { table: now.id.clone() }, message)
        .recorded(text(recorded), recorded.line)
        .now(text(now))
        .help(format!("restore `{restored}`; objects with other promises need their own table, such as `{id}`"))
}
