//! `cargo vtable-api freeze`: appends to the record what the source has beyond it.

mod report;

use vtable_api_manifest::abi;
use vtable_api_manifest::append::{self, Frozen};
use vtable_api_manifest::model::{Package, Type};
use vtable_api_manifest::record::ObjectOf;
use vtable_api_manifest::rules;

use crate::args::{self, OutputArgs};
use crate::input::compile::Build;
use crate::input::compile::lock;
use crate::input::compile::source::{self, Read, Source};
use crate::input::disk;
use crate::input::project::{self, Project, Unnamed, Workspace};
use crate::output::headers;
use crate::output::store;
use crate::record::grown;
use crate::record::twins;
use crate::record::{self, RecordFile};
use crate::report::{Finding, Refused, Stop};
use report::{FreezeReport, FrozenPackage};

const UNDONE: &str = "nothing was frozen";

pub(crate) fn run(args: &args::Freeze, output: OutputArgs) -> Result<FreezeReport, Stop> {
    let workspace = with_records(project::select(&args.select, Unnamed::Ask)?);
    // A record that cannot be used is told before packages are built for nothing.
    records(&workspace)?;
    let how = Build { args: &args.build, quiet: output.quiet, thorough: true, locked: false };
    let sources = source::read(&workspace, how)?;
    // From here on, what is read is what is extended.
    let lock = lock::lock(&workspace.target_dir, "records")?;
    let extended = extend_all(&workspace, records(&workspace)?, sources)?;
    let futures = futures(&extended);
    let mut findings = forks(&workspace, &extended, &futures);
    findings.extend(unrecorded_objects(&extended, &futures));
    findings.extend(unrecorded_growables(&extended, &futures));
    if findings.is_empty() {
        let packages: Vec<_> = extended.iter().map(|it| (it.project, &it.record.package, &it.source)).collect();
        findings = headers::together(&packages);
    }
    Stop::on(findings, UNDONE)?;
    if !args.dry_run {
        for Extended { record, frozen, .. } in extended.iter().filter(|extended| !extended.frozen.is_empty()) {
            store::sweep(&record.path, &lock);
            write(record, frozen)?;
        }
    }
    Ok(FreezeReport { dry_run: args.dry_run, packages: extended.iter().map(Extended::report).collect() })
}

/// Where all are meant, those that have a record.
fn with_records(workspace: Workspace) -> Workspace {
    let has_one = |project: &&Project| project.root.join(project::RECORD).exists();
    let projects: Vec<Project> = workspace.projects.iter().filter(has_one).cloned().collect();
    if workspace.are_named || projects.is_empty() { workspace } else { workspace.with(projects) }
}

/// All of them, or all that is wrong with them.
fn records(workspace: &Workspace) -> Result<Vec<RecordFile>, Stop> {
    let (mut records, mut findings) = (Vec::new(), Vec::new());
    for project in &workspace.projects {
        match record::require(&project.root).refused()? {
            Ok(record) => records.push(record),
            Err(found) => findings.extend(found),
        }
    }
    match findings.is_empty() {
        true => Ok(records),
        // It says by itself that nothing was done.
        false => Err(Stop::Refused { findings, undone: None }),
    }
}

/// A record, and what it becomes.
struct Extended<'p> {
    project: &'p Project,
    record: RecordFile,
    frozen: Frozen,
    source: Source,
}

impl Extended<'_> {
    fn report(&self) -> FrozenPackage {
        FrozenPackage::of(self.project, &self.record, &self.frozen, &self.source.package)
    }
}

/// The records as they will be, unless a source or a record breaks a rule: then nothing is written at all.
fn extend_all<'w>(
    workspace: &'w Workspace,
    records: Vec<RecordFile>,
    sources: Vec<Read>,
) -> Result<Vec<Extended<'w>>, Stop> {
    let (mut extended, mut findings) = (Vec::new(), Vec::new());
    for ((project, record), source) in workspace.projects.iter().zip(records).zip(sources) {
        let done = source.and_then(|source| broken(project, &record, &source).map(|()| source));
        match done {
            Ok(source) if source.package.tables.is_empty() && record.package.tables.is_empty() => {
                if workspace.are_named {
                    return Err(source::nothing(project));
                }
            }
            Ok(source) => {
                let frozen = append::freeze(project.name(), &record.text, &source.package);
                let frozen = frozen.map_err(|error| record::stop(&record.path, &error))?;
                extended.push(Extended { project, record, frozen, source });
            }
            Err(found) => findings.extend(found),
        }
    }
    Stop::on(findings, UNDONE)?;
    if extended.is_empty() { Err(source::nothing_in(workspace)) } else { Ok(extended) }
}

/// The records as they will be.
fn futures(extended: &[Extended<'_>]) -> Vec<Package> {
    let future = |extended: &Extended<'_>| abi::read(extended.frozen.text.as_bytes()).ok();
    extended.iter().map(|it| future(it).unwrap_or_default()).collect()
}

/// Tables that slots name, and that are neither recorded nor about to be, in one of these packages.
fn unrecorded_objects(extended: &[Extended<'_>], futures: &[Package]) -> Vec<Finding> {
    let is_new = |object: &ObjectOf| {
        let of_it = extended.iter().position(|it| it.project.name() == object.package);
        of_it.is_some_and(|index| futures[index].tables.iter().any(|table| table.id == object.id))
    };
    let of = |it: &Extended<'_>| it.source.unrecorded_objects(it.project, &is_new);
    extended.iter().flat_map(of).collect()
}

/// Growable types of other packages that slots pass, and that are neither recorded nor about to be, likewise.
fn unrecorded_growables(extended: &[Extended<'_>], futures: &[Package]) -> Vec<Finding> {
    let is_new = |package: &str, ty: &Type| {
        let of_it = extended.iter().position(|it| it.record.local(it.project) == package);
        of_it.is_some_and(|index| futures[index].types.iter().any(|def| def.ty == *ty))
    };
    let of = |it: &Extended<'_>| it.source.unrecorded_growables(it.project, &is_new);
    extended.iter().flat_map(of).collect()
}

/// What a record of another package in the workspace has otherwise, or would have now.
fn forks(workspace: &Workspace, extended: &[Extended<'_>], futures: &[Package]) -> Vec<Finding> {
    let records = twins::records(workspace).into_iter().map(|(project, record)| {
        let of_it = extended.iter().position(|it| it.project.package.id == project.package.id);
        (project, of_it.map_or(record, |index| futures[index].clone()))
    });
    let records: Vec<(&Project, Package)> = records.collect();
    let of = |(it, future): (&Extended<'_>, &Package)| {
        let mut found = twins::of(it.project, &it.record.package, &records);
        found.extend(twins::of_drafts(it.project, &it.record.package, future, &it.source, &records));
        found
    };
    extended.iter().zip(futures).flat_map(of).collect()
}

fn broken(project: &Project, record: &RecordFile, source: &Source) -> Result<(), Vec<Finding>> {
    let mut findings = record::shrunk_since_commit(&project.root, &record.package);
    findings
        .extend(source.findings(project, rules::check_of(&record.local(project), &record.package, &source.package)));
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

/// Replaces the record, once what is on the disk has been read again and the old file is still the one
/// that was extended.
fn write(record: &RecordFile, frozen: &Frozen) -> Result<(), Stop> {
    let prepared = store::prepare(&record.path, frozen.text.as_bytes())?;
    let package = abi::read(&prepared.content()?).map_err(|error| record::stop(&record.path, &error))?;
    Stop::on(grown::check(&record.package, &package, "abi.toml", &record.path), UNDONE)?;
    let old = disk::bytes(&record.path);
    if !old.is_ok_and(|old| old == record.text.as_bytes()) {
        return Err(Stop::failed_with_help(
            "abi.toml was changed by someone else in the meantime: nothing was frozen",
            "run `cargo vtable-api freeze` again",
        ));
    }
    prepared.replace()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use vtable_api_manifest::canon;
    use vtable_api_manifest::model::{Bounds, CCase, Slot, Table};

    use super::*;
    use crate::report::Exit;

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
        let frozen = append::freeze("viewer", &record.text, &source()).unwrap();
        (folder, record, frozen)
    }

    #[test]
    fn a_record_that_changed_meanwhile_is_not_replaced() {
        let (_folder, record, frozen) = started();
        let others = record.text.clone() + "# someone else's\n";
        fs::write(&record.path, &others).unwrap();
        let stop = write(&record, &frozen).unwrap_err();
        assert_eq!(stop.exit(), Exit::CouldNotCheck);
        assert!(stop.reason().unwrap().message.starts_with("abi.toml was changed by someone else in the meantime"));
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
        let frozen = append::freeze("viewer", &record.text, &source()).unwrap();
        assert!(report::appended(&record, &frozen).starts_with("[[table]]"));
    }
}
