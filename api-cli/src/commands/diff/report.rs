//! The comparison in words.

use std::io::{self, Write};

use serde::Serialize;

use super::compare::{Change, GrowthDiff, TableDiff};
use crate::report::style::{BAD, GOOD};
use crate::report::words::{count, growths, listed, revisions};
use crate::report::{Finding, Report};

/// Two states, compared.
#[derive(Debug, Serialize)]
pub(crate) struct DiffReport {
    /// In words: `` `v1.0` `` or `the source`.
    pub(super) old: String,
    pub(super) new: String,
    pub(super) packages: Vec<PackageDiff>,
    pub(super) verdict: Verdict,
    #[serde(skip)]
    pub(super) findings: Vec<Finding>,
}

/// The tables of a package.
#[derive(Debug, Serialize)]
pub(super) struct PackageDiff {
    /// `None` where two files are compared that do not say it.
    pub(super) package: Option<String>,
    pub(super) tables: Vec<TableDiff>,
}

/// What it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    /// Nothing differs.
    Same,
    /// The new state has all that the old one has.
    Grown,
    /// An old module loses something.
    Broken,
}

impl Report for DiffReport {
    fn findings(&self) -> &[Finding] {
        &self.findings
    }

    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        if !quiet {
            let tables = self.packages.iter().flat_map(|package| &package.tables);
            tables.clone().try_for_each(|table| self.write_table(table, out))?;
        }
        let DiffReport { old, new, .. } = self;
        match self.verdict {
            Verdict::Same => writeln!(out, "{GOOD}same{GOOD:#}: {old} and {new} have the same tables"),
            Verdict::Grown => {
                writeln!(out, "{GOOD}grown{GOOD:#}: {new} has all that {old} has; old modules run as before")
            }
            Verdict::Broken => {
                let tables = count(self.findings.len(), "table");
                writeln!(out, "{BAD}broken{BAD:#}: {new} lacks or changes what {old} has, in {tables}")
            }
        }
    }
}

impl DiffReport {
    fn write_table(&self, table: &TableDiff, out: &mut dyn Write) -> io::Result<()> {
        let TableDiff { id, old, new, .. } = table;
        match (old, new) {
            _ if table.is_same => return writeln!(out, "{id}: {}, the same", revisions(1, *old)),
            (0, _) => writeln!(out, "{id}: only in {}, {}", self.new, revisions(1, *new))?,
            (_, 0) => writeln!(out, "{id}: only in {}, {}", self.old, revisions(1, *old))?,
            _ => writeln!(out, "{id}: {} -> {}", revisions(1, *old), revisions(1, *new))?,
        }
        table.slots.iter().chain(&table.types).try_for_each(|change| write_change(change, out))?;
        if *old > 0 {
            self.write_module(table, out)?;
        }
        Ok(())
    }

    /// What becomes of an old module.
    fn write_module(&self, table: &TableDiff, out: &mut dyn Write) -> io::Result<()> {
        let whose = format!("  a module built with {}", self.old);
        match table.is_broken() {
            true => writeln!(out, "{whose} {}", table.loss())?,
            false => writeln!(out, "{whose} keeps {}", revisions(1, table.agreed))?,
        }
        if !table.gained.is_empty() {
            let names: Vec<&str> = table.gained.iter().map(String::as_str).collect();
            writeln!(out, "  built with {}, it gains {}", self.new, listed(&names, "slot"))?;
        }
        let gained = table.growths.iter().filter(|growth| growth.new > growth.agreed);
        gained.clone().try_for_each(|GrowthDiff { name, new, agreed, .. }| {
            writeln!(out, "  built with {}, it gains {} of type `{name}`", self.new, growths(agreed + 1, *new))
        })
    }
}

fn write_change(change: &Change, out: &mut dyn Write) -> io::Result<()> {
    let what = &change.what;
    match (&change.old, &change.new) {
        (None, Some(new)) => writeln!(out, "  {GOOD}+{GOOD:#} {what}: {new}"),
        (Some(old), None) => writeln!(out, "  {BAD}-{BAD:#} {what}: {old}"),
        (Some(old), Some(new)) => {
            writeln!(out, "  {BAD}-{BAD:#} {what}: {old}")?;
            writeln!(out, "  {GOOD}+{GOOD:#} {what}: {new}")
        }
        (None, None) => Ok(()),
    }
}
