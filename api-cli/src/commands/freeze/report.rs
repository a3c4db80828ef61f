//! What was frozen, in words.

use std::io::{self, Write};

use serde::Serialize;
use vtable_api_manifest::append::{Added, Frozen};
use vtable_api_manifest::model::Package;

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
            appended: appended(record, frozen).to_owned(),
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.revisions.iter().try_for_each(|revision| writeln!(out, "{revision}"))?;
        self.variants.iter().try_for_each(|variant| writeln!(out, "open enum: new variant {variant}"))
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

/// The text behind the old end of the file.
pub(super) fn appended<'f>(record: &RecordFile, frozen: &'f Frozen) -> &'f str {
    let new = frozen.text.get(record.text.len()..).unwrap_or(&frozen.text);
    new.trim_start_matches(['\r', '\n'])
}
