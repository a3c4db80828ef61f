//! `cargo vtable-api check`: the source against the record, and the record against itself.

use vtable_api_manifest::model::{Package, Table};
use vtable_api_manifest::rules::{self, Drafts};
use vtable_api_manifest::violation::Violation;

use crate::args::{self, OutputArgs};
use crate::grown::Earlier;
use crate::project::{self, Project};
use crate::record;
use crate::report::{Finding, findings};
use crate::source;
use crate::stop::Stop;
use report::{CheckReport, PackageState, TableState};

mod report;

pub(crate) fn run(args: &args::Check, output: OutputArgs) -> Result<CheckReport, Stop> {
    let project = project::find(&args.package)?;
    // A name that means nothing is told before the package is built for nothing.
    let earlier = args.against.as_deref().map(|word| Earlier::find(word, &project.root)).transpose()?;
    let mut state = PackageState::of(project.name());
    let mut found = Vec::new();
    match look(args, &project, earlier.as_ref(), output.quiet, &mut state, &mut found) {
        // What keeps other commands from their work is what this one is here to find.
        Err(Stop::Refused { findings, .. }) => found.extend(findings),
        looked => looked?,
    }
    state.findings = found.len();
    found.iter_mut().for_each(|found| found.package = Some(state.name.clone()));
    Ok(CheckReport { findings: found, packages: vec![state] })
}

/// Adds to the report what it finds; who stops it midway has found more.
fn look(
    args: &args::Check,
    project: &Project,
    earlier: Option<&Earlier>,
    quiet: bool,
    state: &mut PackageState,
    found: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let record = record::read(&project.root)?;
    let recorded = record.as_ref().map(|record| &record.package);
    let deleted = if recorded.is_none() { record::deleted(&project.root) } else { None };
    match (deleted, earlier) {
        // What the last commit has is nearer than any other state.
        (Some(deleted), _) => found.push(deleted.into()),
        (None, Some(earlier)) => compare(earlier, recorded, state, found),
        (None, None) => {}
    }
    let source = source::read(project, &args.build, quiet)?;
    let nothing_recorded = recorded.is_none_or(|recorded| recorded.tables.is_empty());
    if source.tables.is_empty() && nothing_recorded && found.is_empty() {
        return Err(source::nothing(project));
    }
    if recorded.is_none() && found.is_empty() {
        found.push(record::missing(&project.root).into());
    }
    // Without a record all is a draft, which the finding above says already.
    let locked = args.locked && recorded.is_some();
    let empty = Package::default();
    let recorded = recorded.unwrap_or(&empty);
    found.extend(findings(broken_rules(recorded, &source, locked)));
    state.tables = states(recorded, &source);
    Ok(())
}

fn compare(earlier: &Earlier, recorded: Option<&Package>, state: &mut PackageState, found: &mut Vec<Finding>) {
    *found = findings(earlier.lost(recorded));
    state.against = found.is_empty().then(|| earlier.summary());
}

fn broken_rules(recorded: &Package, source: &Package, locked: bool) -> Vec<Violation> {
    let mut found = rules::check(recorded, source);
    if locked {
        found.extend(source.tables.iter().flat_map(|table| rules::draft_slots(recorded, table, Drafts::Locked)));
        found.extend(source.types.iter().flat_map(|def| rules::draft_variants(recorded, def, Drafts::Locked)));
    }
    found
}

fn states(recorded: &Package, source: &Package) -> Vec<TableState> {
    let last = |table: &Table| {
        let record = recorded.tables.iter().find(|record| record.id == table.id);
        record.and_then(|record| record.revisions.last()).map_or(0, |revision| revision.number)
    };
    let state = |table: &Table| {
        let drafts = table.slots.iter().filter(|slot| slot.revision > last(table));
        TableState {
            id: table.id.clone(),
            slots: table.slots.len(),
            recorded: last(table),
            drafts: drafts.map(|slot| slot.name.clone()).collect(),
        }
    };
    source.tables.iter().map(state).collect()
}
