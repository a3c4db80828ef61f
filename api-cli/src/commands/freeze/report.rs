//! What was frozen, in words.

use std::io::{self, Write};

use serde::Serialize;
use vtable_api_manifest::append::{Added, Frozen, Grown};
use vtable_api_manifest::model::{Body, Package};

use crate::input::project::Project;
use crate::record::RecordFile;
use crate::report::Report;
use crate::report::words::listed;

/// What was frozen.
#[derive(Debug, Serialize)]
pub(crate) struct FreezeReport {
    /// Nothing was written.
    pub(super) dry_run: bool,
    pub(super) packages: Vec<FrozenPackage>,
}

/// What a package has frozen.
#[derive(Debug, Serialize)]
pub(super) struct FrozenPackage {
    name: String,
    /// Its record.
    file: String,
    revisions: Vec<NewRevision>,
    /// Variants that open enums have gained, as `Status::Busy = 4`.
    variants: Vec<String>,
    /// Those that recorded types have gained.
    growths: Vec<NewGrowth>,
    /// The text behind the old end of the file.
    appended: String,
}

/// A revision that a table has gained.
#[derive(Debug, Serialize)]
struct NewRevision {
    table: String,
    revision: u32,
    slots: Vec<String>,
    fingerprint: String,
}

/// A growth that a recorded type has gained.
#[derive(Debug, Serialize)]
struct NewGrowth {
    #[serde(rename = "type")]
    name: String,
    growth: u32,
    members: Vec<String>,
    fingerprint: String,
    #[serde(skip)]
    is_enum: bool,
}

impl Report for FreezeReport {
    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        let is_new = |package: &&FrozenPackage| !package.appended.is_empty();
        if !quiet && !self.packages.iter().any(|package| is_new(&package)) {
            return writeln!(out, "nothing to freeze: abi.toml already has everything in the source");
        }
        self.packages.iter().filter(is_new).try_for_each(|package| match self.dry_run {
            true => self.write_block(package, out),
            false => package.write(out),
        })
    }
}

impl FreezeReport {
    fn write_block(&self, package: &FrozenPackage, out: &mut dyn Write) -> io::Result<()> {
        if self.packages.len() > 1 {
            writeln!(out, "# {}", package.file)?;
        }
        write!(out, "{}", package.appended)
    }
}

impl FrozenPackage {
    pub(super) fn of(project: &Project, record: &RecordFile, frozen: &Frozen, source: &Package) -> FrozenPackage {
        FrozenPackage {
            name: project.name().to_owned(),
            file: record.path.display().to_string(),
            revisions: frozen.added.iter().map(|added| NewRevision::of(added, source)).collect(),
            variants: frozen.variants.clone(),
            growths: frozen.growths.iter().map(|grown| NewGrowth::of(grown, source)).collect(),
            appended: appended(record, frozen).to_owned(),
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.revisions.iter().try_for_each(|revision| writeln!(out, "{revision}"))?;
        self.variants.iter().try_for_each(|variant| writeln!(out, "open enum: new variant {variant}"))?;
        self.growths.iter().try_for_each(|growth| writeln!(out, "{growth}"))
    }
}

impl NewRevision {
    fn of(added: &Added, source: &Package) -> NewRevision {
        let table = source.tables.iter().find(|table| table.id == added.table);
        let slots = table.into_iter().flat_map(|table| &table.slots);
        let slots = slots.filter(|slot| slot.revision == added.revision).map(|slot| slot.name.clone());
        NewRevision {
            table: added.table.clone(),
            revision: added.revision,
            slots: slots.collect(),
            fingerprint: format!("{:016x}", added.fingerprint),
        }
    }
}

/// One line, fit for a changelog.
impl std::fmt::Display for NewRevision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let NewRevision { table, revision, slots, fingerprint } = self;
        let slots: Vec<&str> = slots.iter().map(String::as_str).collect();
        write!(f, "{table}: revision {revision}, {}, fingerprint {fingerprint}", listed(&slots, "slot"))
    }
}

impl NewGrowth {
    fn of(grown: &Grown, source: &Package) -> NewGrowth {
        let def = source.types.iter().find(|def| def.ty.to_string() == grown.name);
        NewGrowth {
            name: grown.name.clone(),
            growth: grown.growth,
            members: grown.members.clone(),
            fingerprint: format!("{:016x}", grown.fingerprint),
            is_enum: def.is_some_and(|def| matches!(def.body, Body::GrowableEnum { .. })),
        }
    }
}

/// One line, as that of a revision.
impl std::fmt::Display for NewGrowth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let NewGrowth { name, growth, members, fingerprint, is_enum } = self;
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let members = listed(&members, if *is_enum { "variant" } else { "field" });
        write!(f, "type `{name}`: growth {growth}, {members}, fingerprint {fingerprint}")
    }
}

/// The text behind the old end of the file.
pub(super) fn appended<'f>(record: &RecordFile, frozen: &'f Frozen) -> &'f str {
    let new = frozen.text.get(record.text.len()..).unwrap_or(&frozen.text);
    new.trim_start_matches(['\r', '\n'])
}
