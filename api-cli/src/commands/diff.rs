//! `cargo vtable-api diff`: what two states of tables have in common, and what an old module loses and gains.

mod compare;
mod report;
mod side;

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::violation::{Place, Violation};

use crate::args::{self, OutputArgs};
use crate::output::headers::unknown_table;
use crate::report::{Finding, Stop};
use compare::TableDiff;
use report::{DiffReport, PackageDiff, Verdict};
use side::{Sides, Words};

pub(crate) fn run(args: &args::Diff, output: OutputArgs) -> Result<DiffReport, Stop> {
    let words = Words { old: &args.old, new: args.new.as_deref().unwrap_or(side::SOURCE) };
    let Sides { old, new, pairs } = side::read(&words, args, output)?;
    let mut packages = Vec::new();
    for (package, before, after) in pairs {
        packages.push(PackageDiff { package, tables: compare::packages(&before, &after) });
    }
    only(&mut packages, &args.table)?;
    let tables = || packages.iter().flat_map(|package| &package.tables);
    if tables().next().is_none() {
        return Err(Stop::failed(format!("{old} and {new} have no tables: there is nothing to compare")));
    }
    let findings = packages.iter().flat_map(|package| broken(package, &old, &new)).collect::<Vec<_>>();
    let verdict = match findings.is_empty() {
        false => Verdict::Broken,
        true if tables().all(|table| table.is_same) => Verdict::Same,
        true => Verdict::Grown,
    };
    Ok(DiffReport { old, new, packages, verdict, findings })
}

/// Leaves the tables that are asked for.
fn only(packages: &mut [PackageDiff], wanted: &[String]) -> Result<(), Stop> {
    let known = || packages.iter().flat_map(|package| &package.tables).map(|table| table.id.as_str());
    if let Some(unknown) = wanted.iter().find(|id| !known().any(|known| known == **id)) {
        return Err(unknown_table(unknown, known().collect::<Vec<_>>().into_iter()));
    }
    for package in packages {
        package.tables.retain(|table| wanted.is_empty() || wanted.contains(&table.id));
    }
    Ok(())
}

/// One finding for each table of which an old module loses something.
fn broken(package: &PackageDiff, old: &str, new: &str) -> Vec<Finding> {
    let broken = package.tables.iter().filter(|table| table.is_broken());
    let finding = |table: &TableDiff| {
        let place = Place::Table { table: table.id.clone() };
        let message = format!("table `{}`: with {new}, a module built with {old} {}", table.id, table.loss());
        Finding { package: package.package.clone(), ..Violation::new(Code::RecordShrunk, place, message).into() }
    };
    broken.map(finding).collect()
}
