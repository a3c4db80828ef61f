//! Two packages that have recorded one table, each in its own way: binaries of both meet under one id.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Package, Table};
use vtable_api_manifest::violation::{Place, Violation};

use crate::project::{Project, Workspace};
use crate::record::{self, FILE};
use crate::report::{At, Finding};
use crate::words::in_code;

/// What the packages of the workspace have recorded. One that cannot be read is told where it is checked.
pub(super) fn records(workspace: &Workspace) -> Vec<(&Project, Package)> {
    let members = workspace.members.iter();
    members.filter_map(|member| Some((member, record::read(&member.root).ok()??.package))).collect()
}

/// One finding for each table of the project that another package's record has as well, and otherwise. A copy, and one
/// that is further, are no fork.
pub(super) fn of(project: &Project, recorded: &Package, records: &[(&Project, Package)]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (other, theirs) in records.iter().filter(|(other, _)| other.package.id != project.package.id) {
        for table in &recorded.tables {
            let twin = theirs.tables.iter().find(|twin| twin.id == table.id);
            found.extend(twin.filter(|twin| is_fork(table, twin)).map(|twin| finding(project, other, table, twin)));
        }
    }
    found
}

fn is_fork(one: &Table, other: &Table) -> bool {
    one.revisions.iter().zip(&other.revisions).any(|(one, other)| one.fingerprint != other.fingerprint)
}

fn finding(project: &Project, other: &Project, table: &Table, twin: &Table) -> Finding {
    let names = in_code([project.name(), other.name()].into_iter());
    let message = format!("two packages have recorded a table `{}`, and not the same one: {names}", table.id);
    let text = |table: &Table, project: &Project| {
        let print = table.revisions.first().map_or(0, |revision| revision.fingerprint);
        format!("{}::{} of `{}`, fingerprint {print:016x}", table.module, table.trait_name, project.name())
    };
    let violation = Violation::new(Code::DuplicateId, Place::Package, message)
        .recorded(text(table, project), table.line)
        .now(text(twin, other))
        .help("one id is one table: if it was moved, take the record of the package that has released it along with");
    let violation = violation.help("`git mv`; if it is a new one, give it an id of its own and freeze that");
    Finding { at: Some(At::line(&project.root.join(FILE), table.line.unwrap_or(1))), ..violation.into() }
}
