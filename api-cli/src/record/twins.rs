//! Two packages that have recorded one table, each in its own way, or are about to: binaries of both meet under one id.

use vtable_api_manifest::abi;
use vtable_api_manifest::append;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Package, Revision, Table};
use vtable_api_manifest::violation::{Place, Violation};

use super::file;
use crate::input::compile::source::Source;
use crate::input::project::{Project, RECORD, Workspace};
use crate::report::words::in_code;
use crate::report::{At, Finding};

/// What the packages of the workspace have recorded. One that cannot be read is told where it is checked.
pub(crate) fn records(workspace: &Workspace) -> Vec<(&Project, Package)> {
    let members = workspace.members.iter();
    members.filter_map(|member| Some((member, file::read(&member.root).ok()??.package))).collect()
}

/// What the record of a project will have when the source is frozen.
pub(crate) fn future(project: &Project, record: &str, source: &Package) -> Option<Package> {
    abi::read(append::freeze(project.name(), record, source).ok()?.text.as_bytes()).ok()
}

/// One finding for each table of the project that another package's record has as well, and otherwise. A copy, and one
/// that is further, are no fork.
pub(crate) fn of(project: &Project, recorded: &Package, records: &[(&Project, Package)]) -> Vec<Finding> {
    let finding = |twin: Twin<'_>| {
        let names = in_code([project.name(), twin.other.name()].into_iter());
        let message = format!("two packages have recorded different tables `{}`: {names}", twin.table.id);
        let line = twin.table.line;
        let violation = twin.violation(message).recorded(twin.text(project), line).now(twin.text_of_other());
        let violation = violation
            .help("an id stands for one table: if it was moved, move the record of the package that released it with")
            .help("`git mv`; if it is a new table, give it its own id and freeze that");
        Finding {
            package: Some(project.name().to_owned()),
            at: Some(At::line(&project.root.join(RECORD), line.unwrap_or(1))),
            ..violation.into()
        }
    };
    all(project, recorded, records).into_iter().map(finding).collect()
}

/// The same of what a freeze would add to the record.
pub(crate) fn of_drafts(
    project: &Project,
    recorded: &Package,
    future: &Package,
    source: &Source,
    records: &[(&Project, Package)],
) -> Vec<Finding> {
    let known = all(project, recorded, records);
    let new = all(project, future, records).into_iter().filter(|twin| {
        let is_it =
            |known: &Twin<'_>| known.table.id == twin.table.id && known.other.package.id == twin.other.package.id;
        !known.iter().any(is_it)
    });
    let violation = |twin: Twin<'_>| {
        let Twin { table, other, one, .. } = &twin;
        let message = format!(
            "table `{}`: `{}` has a different revision {} than `{}` would freeze",
            table.id,
            other.name(),
            one.number,
            project.name()
        );
        twin.violation(message)
            .recorded(twin.text_of_other(), None)
            .now(twin.text(project))
            .help(
                "an id stands for one table: give this one its own id; if the table moves here, move its abi.toml along",
            )
            .help("with `git mv`")
    };
    source.findings(project, new.map(violation).collect())
}

/// A table that two packages have, and the first revision in which they differ.
struct Twin<'t> {
    table: &'t Table,
    one: &'t Revision,
    other: &'t Project,
    theirs: (&'t Table, &'t Revision),
}

fn all<'t>(project: &Project, package: &'t Package, records: &'t [(&Project, Package)]) -> Vec<Twin<'t>> {
    let mut found = Vec::new();
    for (other, theirs) in records.iter().filter(|(other, _)| other.package.id != project.package.id) {
        for table in &package.tables {
            let twins = theirs.tables.iter().filter(|twin| twin.id == table.id);
            found.extend(twins.filter_map(|twin| Twin::of(table, other, twin)));
        }
    }
    found
}

impl<'t> Twin<'t> {
    fn of(table: &'t Table, other: &'t Project, twin: &'t Table) -> Option<Twin<'t>> {
        let mut both = table.revisions.iter().zip(&twin.revisions);
        let (one, their) = both.find(|(one, their)| one.fingerprint != their.fingerprint)?;
        Some(Twin { table, one, other, theirs: (twin, their) })
    }

    fn violation(&self, message: String) -> Violation {
        Violation::new(Code::DuplicateId, Place::Table { table: self.table.id.clone() }, message)
    }

    fn text(&self, project: &Project) -> String {
        text(self.table, self.one, project)
    }

    fn text_of_other(&self) -> String {
        text(self.theirs.0, self.theirs.1, self.other)
    }
}

fn text(table: &Table, revision: &Revision, project: &Project) -> String {
    let Revision { number, fingerprint, .. } = revision;
    let (module, name) = (&table.module, &table.trait_name);
    format!("{module}::{name} of `{}`, revision {number}, fingerprint {fingerprint:016x}", project.name())
}
