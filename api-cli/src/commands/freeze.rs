//! `cargo vtable-api freeze`: appends to the record what the source has beyond it.

use vtable_api_manifest::abi;
use vtable_api_manifest::append::{self, Added, Frozen};
use vtable_api_manifest::model::Package;
use vtable_api_manifest::rules;

use crate::args;
use crate::exit::Exit;
use crate::grown;
use crate::project::{self, Project};
use crate::record::{self, RecordFile};
use crate::source;
use crate::stop::Stop;
use crate::store;
use crate::streams::Streams;
use crate::words::listed;

const UNDONE: &str = "nothing was frozen";

pub(crate) fn run(args: &args::Freeze, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let project = project::find(&args.package)?;
    // A record that cannot be used is told before the package is built for nothing.
    record::require(&project.root)?;
    let source = source::read(&project, &args.build, args.package.quiet)?;
    // From here on, what is read is what is extended.
    let lock = store::lock(&project.target_dir, project.name())?;
    let record = record::require(&project.root)?;
    let frozen = extend(&project, &record, &source)?;
    if frozen.is_empty() {
        if !args.package.quiet {
            writeln!(streams.out, "nothing to freeze: abi.toml has all that the source has")?;
        }
        return Ok(Exit::Clean);
    }
    if args.dry_run {
        write!(streams.out, "{}", appended(&record, &frozen))?;
        return Ok(Exit::Clean);
    }
    store::sweep(&record.path, &lock);
    write(&record, &frozen)?;
    tell(&frozen, &source, streams)?;
    Ok(Exit::Clean)
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

/// One line per revision, fit for a changelog.
fn tell(frozen: &Frozen, source: &Package, streams: &mut Streams<'_>) -> Result<(), Stop> {
    for added in &frozen.added {
        writeln!(streams.out, "{}", summary(added, source))?;
    }
    for variant in &frozen.variants {
        writeln!(streams.out, "open enum: new variant {variant}")?;
    }
    Ok(())
}

fn summary(added: &Added, source: &Package) -> String {
    let table = source.tables.iter().find(|table| table.id == added.table);
    let slots = table.into_iter().flat_map(|table| &table.slots);
    let slots: Vec<&str> =
        slots.filter(|slot| slot.revision == added.revision).map(|slot| slot.name.as_str()).collect();
    let Added { table, revision, fingerprint, .. } = added;
    format!("{table}: revision {revision}, {}, fingerprint {fingerprint:016x}", listed(&slots, "slot"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use vtable_api_manifest::canon;
    use vtable_api_manifest::model::{Bounds, CCase, Slot, Table};

    use super::*;

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
        let mut err = Vec::new();
        assert_eq!(write(&record, &frozen).unwrap_err().tell(&mut err), Exit::CouldNotCheck);
        assert!(err.starts_with(b"error: abi.toml was changed by someone else meanwhile"));
        assert_eq!(fs::read_to_string(&record.path).unwrap(), others);
    }

    #[test]
    fn a_result_that_lost_something_is_not_written() {
        let (_folder, record, frozen) = started();
        write(&record, &frozen).unwrap();
        let record =
            RecordFile { text: frozen.text.clone(), package: abi::read(frozen.text.as_bytes()).unwrap(), ..record };
        let shrunk = Frozen { text: append::empty(), ..frozen };
        assert_eq!(write(&record, &shrunk).unwrap_err().tell(&mut Vec::new()), Exit::Findings);
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
