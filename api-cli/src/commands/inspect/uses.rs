//! What a binary does with which table, as far as its records tell.

use serde::{Serialize, Serializer};
use vtable_api_manifest::record::{self, Entry, Record};

use crate::input::binary::{Binary, plain};

/// A module that the binary has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct ModuleName {
    pub(super) name: String,
    pub(super) version: String,
    /// `vtable-api 0.1.0`
    pub(super) maker: String,
    /// It is what hosts find in the file.
    pub(super) exported: bool,
}

/// One use of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Use {
    pub(super) id: String,
    pub(super) role: Role,
    /// Of the export, where there is one.
    pub(super) name: Option<String>,
    /// How an export hands out objects.
    pub(super) form: Option<Form>,
    /// The revisions that it has or can use.
    pub(super) revisions: Vec<Revision>,
    /// Those that it cannot do without, where it says so.
    pub(super) required: Vec<u32>,
    /// The package that declares the table, where it is described.
    pub(super) package: Option<String>,
    /// What compiled the code, where it says so.
    pub(super) compiler: Option<String>,
}

/// What is done with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    /// It has such a table, and others call it.
    Provides,
    /// It calls such a table of others.
    Expects,
    /// It has a crate that declares the table. Whether it provides or calls one, its code decides.
    Knows,
}

/// How an export hands out objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Form {
    /// A new one for each who asks.
    Create,
    /// One for all.
    Lend,
}

/// A revision of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Revision {
    pub(super) number: u32,
    #[serde(serialize_with = "hex")]
    pub(super) fingerprint: u64,
    /// Whether it was no release yet; `None` where the table is not described.
    pub(super) draft: Option<bool>,
    /// The names of its slots, where the table is described.
    pub(super) slots: Vec<String>,
}

fn hex<S: Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{value:016x}"))
}

/// Its modules, and each use of a table: first what it provides, then what it expects, then what it only knows.
pub(super) fn of(binary: &Binary) -> (Vec<ModuleName>, Vec<Use>) {
    let mut modules = Vec::new();
    let mut uses = Vec::new();
    for entry in &binary.entries {
        match entry {
            Entry::Module(module) => {
                modules.push(name(module));
                uses.extend(module.exports.iter().map(|export| exported(binary, export)));
                uses.extend(module.requirements.iter().map(|requirement| required(binary, requirement)));
            }
            Entry::Side(side) => uses.push(in_c(side)),
            Entry::Table(_) => {}
        }
    }
    for entry in &binary.entries {
        if let Entry::Table(record) = entry
            && !uses.iter().any(|used| is_of(used, record))
        {
            uses.push(Use { role: Role::Knows, ..described(record) });
        }
    }
    uses.sort_by(|one, other| (one.role, &one.id).cmp(&(other.role, &other.id)));
    (modules, uses)
}

fn name(module: &record::Module) -> ModuleName {
    let [name, version, maker] = [&module.name, &module.version, &module.maker].map(|text| plain(text));
    ModuleName { name, version, maker, exported: module.is_exported }
}

fn exported(binary: &Binary, export: &record::Export) -> Use {
    let form = if export.creates { Form::Create } else { Form::Lend };
    let table = listed(binary, &export.id, &export.revisions);
    Use { role: Role::Provides, name: Some(plain(&export.name)), form: Some(form), ..table }
}

fn required(binary: &Binary, requirement: &record::Requirement) -> Use {
    let table = listed(binary, &requirement.id, &requirement.revisions);
    let required = requirement.required.clone();
    Use { role: Role::Expects, name: Some(plain(&requirement.name)), required, ..table }
}

fn in_c(side: &record::Side) -> Use {
    let role = match side.role {
        record::Role::Provides => Role::Provides,
        record::Role::Expects => Role::Expects,
    };
    Use { role, compiler: Some(plain(&side.compiler)), ..described(&side.record) }
}

/// A table by its fingerprints: what more there is to know says its own record, unless a linker left it out.
fn listed(binary: &Binary, id: &str, revisions: &[(u32, u64)]) -> Use {
    let bare = Use {
        id: plain(id),
        role: Role::Knows,
        name: None,
        form: None,
        revisions: revisions
            .iter()
            .map(|(number, fingerprint)| Revision {
                number: *number,
                fingerprint: *fingerprint,
                draft: None,
                slots: vec![],
            })
            .collect(),
        required: Vec::new(),
        package: None,
        compiler: None,
    };
    let declared = binary.entries.iter().filter_map(|entry| match entry {
        Entry::Table(record) => Some(record),
        _ => None,
    });
    declared.into_iter().find(|record| is_of(&bare, record)).map_or(bare.clone(), described)
}

/// Whether the use is of the very table that this record describes.
fn is_of(used: &Use, record: &Record) -> bool {
    let same = |(revision, print): (&Revision, &record::Fingerprint)| {
        revision.number == print.revision && revision.fingerprint == print.value
    };
    used.id == plain(&record.table.id)
        && used.revisions.len() == record.fingerprints.len()
        && used.revisions.iter().zip(&record.fingerprints).all(same)
}

fn described(record: &Record) -> Use {
    let slots = |number| {
        let of_it = record.table.slots.iter().filter(move |slot| slot.revision == number);
        of_it.map(|slot| plain(&slot.name)).collect()
    };
    let revisions = record.fingerprints.iter().map(|print| Revision {
        number: print.revision,
        fingerprint: print.value,
        draft: Some(print.draft),
        slots: slots(print.revision),
    });
    Use {
        id: plain(&record.table.id),
        role: Role::Knows,
        name: None,
        form: None,
        revisions: revisions.collect(),
        required: Vec::new(),
        package: Some(plain(&record.package)),
        compiler: None,
    }
}
