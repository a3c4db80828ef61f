//! `cargo vtable-api freeze`: appends to the record what the source has beyond it.

use std::io::{self, Write};

use serde::Serialize;
use vtable_api_manifest::abi;
use vtable_api_manifest::append::{self, Added, Frozen};
use vtable_api_manifest::model::Package;
use vtable_api_manifest::rules;

use crate::args::{self, OutputArgs};
use crate::grown;
use crate::project::{self, Project};
use crate::record::{self, RecordFile};
use crate::report::Report;
use crate::source;
use crate::stop::Stop;
use crate::store;
use crate::words::listed;

const UNDONE: &str = "nothing was frozen";

/// What was frozen.
#[derive(Debug, Serialize)]
pub(crate) struct FreezeReport {
    file: String,
    /// Nothing was written.
    dry_run: bool,
    revisions: Vec<NewRevision>,
    /// Variants that open enums have gained, as `Status::Busy = 4`.
    variants: Vec<String>,
    /// The text behind the old end of the file.
    appended: String,
}

/// A revision that a table has gained.
#[derive(Debug, Serialize)]
pub(crate) struct NewRevision {
    table: String,
    revision: u32,
    slots: Vec<String>,
    fingerprint: String,
}

impl Report for FreezeReport {
    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        if self.dry_run {
            return write!(out, "{}", self.appended);
        }
        if self.revisions.is_empty() && self.variants.is_empty() && !quiet {
            return writeln!(out, "nothing to freeze: abi.toml has all that the source has");
        }
        self.revisions.iter().try_for_each(|revision| writeln!(out, "{revision}"))?;
        self.variants.iter().try_for_each(|variant| writeln!(out, "open enum: new variant {variant}"))
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

pub(crate) fn run(args: &args::Freeze, output: OutputArgs) -> Result<FreezeReport, Stop> {
    let project = project::find(&args.package)?;
    // A record that cannot be used is told before the package is built for nothing.
    record::require(&project.root)?;
    let source = source::read(&project, &args.build, output.quiet)?;
    // From here on, what is read is what is extended.
    let lock = store::lock(&project.target_dir, project.name())?;
    let record = record::require(&project.root)?;
    let frozen = extend(&project, &record, &source)?;
    let report = report(args, &record, &frozen, &source);
    if !frozen.is_empty() && !args.dry_run {
        store::sweep(&record.path, &lock);
        write(&record, &frozen)?;
    }
    Ok(report)
}

/// The record as it will be, unless the source or the record itself breaks a rule.
fn extend(project: &Project, record: &RecordFile, source: &Package) -> Result<Frozen, Stop> {
    if source.tables.is_empty() && record.package.tables.is_empty() {
        return Err(source::nothing(project));
    }
    let mut findings = record::shrunk_since_commit(&project.root, &record.package);
    findings.extend(rules::check(&record.package, source));
    Stop::on(findings, UNDONE)?;
    append::freeze(&record.text, source).map_err(|error| record::stop(&error))
}

fn appended<'f>(record: &RecordFile, frozen: &'f Frozen) -> &'f str {
    let new = frozen.text.get(record.text.len()..).unwrap_or(&frozen.text);
    new.trim_start_matches(['\r', '\n'])
}

/// Replaces the record, once what is on the disk has been read again and the old file is still the one
/// that was extended.
fn write(record: &RecordFile, frozen: &Frozen) -> Result<(), Stop> {
    let prepared = store::prepare(&record.path, frozen.text.as_bytes())?;
    let package = abi::read(&prepared.content()?).map_err(|error| record::stop(&error))?;
    Stop::on(grown::check(&record.package, &package, "abi.toml"), UNDONE)?;
    let old = record::bytes(&record.path);
    if !old.is_ok_and(|old| old == record.text.as_bytes()) {
        return Err(Stop::failed_with_help(
            "abi.toml was changed by someone else meanwhile: nothing was frozen",
            "run `cargo vtable-api freeze` again",
        ));
    }
    prepared.replace()
}

fn report(args: &args::Freeze, record: &RecordFile, frozen: &Frozen, source: &Package) -> FreezeReport {
    FreezeReport {
        file: record.path.display().to_string(),
        dry_run: args.dry_run,
        revisions: frozen.added.iter().map(|added| revision(added, source)).collect(),
        variants: frozen.variants.clone(),
        appended: appended(record, frozen).to_owned(),
    }
}

fn revision(added: &Added, source: &Package) -> NewRevision {
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

#[cfg(test)]
mod tests {
    use std::fs;

    use vtable_api_manifest::canon;
    use vtable_api_manifest::model::{Bounds, CCase, Slot, Table};

    use super::*;
    use crate::exit::Exit;

    fn source() -> Package {
        let slot = Slot { revision: 1, ..canon::parse_signature("fn decode(&self)").unwrap() };
        let table = Table {
            id: "viewer/codec".into(),
            trait_name: "Codec".into(),
            module: "viewer".into(),
            bounds: Bounds::default(),
            c_case: CCase::Snake,
            docs: vec![],
            slots: vec![slot],
            revisions: vec![],
            line: None,
        };
        Package { tables: vec![table], types: vec![] }
    }

    /// A record on the disk, and what a freeze makes of it.
    fn started() -> (tempfile::TempDir, RecordFile, Frozen) {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join("abi.toml"), append::empty()).unwrap();
        let record = record::require(folder.path()).unwrap();
        let frozen = append::freeze(&record.text, &source()).unwrap();
        (folder, record, frozen)
    }

    #[test]
    fn a_record_that_changed_meanwhile_is_not_replaced() {
        let (_folder, record, frozen) = started();
        let others = record.text.clone() + "# someone else's\n";
        fs::write(&record.path, &others).unwrap();
        let stop = write(&record, &frozen).unwrap_err();
        assert_eq!(stop.exit(), Exit::CouldNotCheck);
        assert!(stop.reason().unwrap().message.starts_with("abi.toml was changed by someone else meanwhile"));
        assert_eq!(fs::read_to_string(&record.path).unwrap(), others);
    }

    #[test]
    fn a_result_that_lost_something_is_not_written() {
        let (_folder, record, frozen) = started();
        write(&record, &frozen).unwrap();
        let record =
            RecordFile { text: frozen.text.clone(), package: abi::read(frozen.text.as_bytes()).unwrap(), ..record };
        let shrunk = Frozen { text: append::empty(), ..frozen };
        assert_eq!(write(&record, &shrunk).unwrap_err().exit(), Exit::Findings);
        assert_eq!(fs::read_to_string(&record.path).unwrap(), record.text);
    }

    #[test]
    fn what_is_appended_starts_with_its_first_block() {
        let (_folder, mut record, _) = started();
        record.text = record.text.trim_end().to_owned();
        let frozen = append::freeze(&record.text, &source()).unwrap();
        assert!(appended(&record, &frozen).starts_with("[[table]]"));
    }
}
