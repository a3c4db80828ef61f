//! `cargo vtable-api check`: the source against the record, and the record against itself.

use vtable_api_manifest::model::{Package, Table};
use vtable_api_manifest::rules::{self, Drafts};
use vtable_api_manifest::violation::Violation;

use crate::args;
use crate::exit::Exit;
use crate::project::{self, Project};
use crate::record;
use crate::report::{Report, TableState};
use crate::source;
use crate::stop::Stop;
use crate::streams::Streams;

pub(crate) fn run(args: &args::Check, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let project = project::find(&args.package)?;
    let report = match report(args, &project) {
        // What keeps other commands from their work is what this one is here to find.
        Err(Stop::Refused { findings, .. }) => Report { package: project.name().into(), tables: Vec::new(), findings },
        report => report?,
    };
    report.write(args.format, args.package.quiet, streams.out)?;
    Ok(report.exit())
}

fn report(args: &args::Check, project: &Project) -> Result<Report, Stop> {
    let record = record::read(&project.root)?;
    let source = source::read(project, &args.build, args.package.quiet)?;
    let recorded = record.as_ref().map(|record| &record.package);
    let nothing_recorded = recorded.is_none_or(|recorded| recorded.tables.is_empty());
    let deleted = if record.is_none() { record::deleted(&project.root) } else { None };
    if source.tables.is_empty() && nothing_recorded && deleted.is_none() {
        return Err(source::nothing(project));
    }
    let findings = match recorded {
        Some(recorded) => broken_rules(recorded, &source, args.locked),
        None => {
            let missing = deleted.unwrap_or_else(|| record::missing(&project.root));
            std::iter::once(missing).chain(rules::check(&Package::default(), &source)).collect()
        }
    };
    let empty = Package::default();
    Ok(Report { package: project.name().into(), tables: states(recorded.unwrap_or(&empty), &source), findings })
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
