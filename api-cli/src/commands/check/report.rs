//! What a check found.

use std::io::{self, Write};

use serde::Serialize;

use crate::report::style::{BAD, GOOD};
use crate::report::words::{count, listed};
use crate::report::{Finding, Report};

/// All that a check has to say.
#[derive(Debug, Default, Serialize)]
pub(crate) struct CheckReport {
    /// What is wrong, in the order of the packages.
    #[serde(skip)]
    pub(crate) findings: Vec<Finding>,
    /// What was looked at.
    pub(crate) packages: Vec<PackageState>,
}

/// One package.
#[derive(Debug, Serialize)]
pub(crate) struct PackageState {
    pub(crate) name: String,
    /// Each table of the source.
    pub(crate) tables: Vec<TableState>,
    /// Each growable type of the package that these reach.
    pub(crate) types: Vec<TypeState>,
    /// What a comparison with an earlier record that found nothing has to say.
    pub(crate) against: Option<String>,
    /// How many of the findings are this package's.
    pub(crate) findings: usize,
}

/// How far a table is recorded.
#[derive(Debug, Serialize)]
pub(crate) struct TableState {
    pub(crate) id: String,
    /// How many slots the source has.
    pub(crate) slots: usize,
    /// The last recorded revision; 0 if there is none.
    pub(crate) recorded: u32,
    /// Names of the slots beyond it.
    pub(crate) drafts: Vec<String>,
}

/// How far a growable type is recorded.
#[derive(Debug, Serialize)]
pub(crate) struct TypeState {
    pub(crate) name: String,
    /// The last recorded growth; 0 if there is none.
    pub(crate) recorded: u32,
    /// Names of the members beyond it.
    pub(crate) drafts: Vec<String>,
}

impl PackageState {
    /// Of a package that nobody has looked at yet.
    pub(crate) fn of(name: &str) -> PackageState {
        PackageState { name: name.into(), tables: Vec::new(), types: Vec::new(), against: None, findings: 0 }
    }
}

impl Report for CheckReport {
    fn findings(&self) -> &[Finding] {
        &self.findings
    }

    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        if quiet {
            return Ok(());
        }
        self.packages.iter().try_for_each(|package| {
            let mut of_it = self.findings.iter().filter(|found| found.package.as_ref() == Some(&package.name));
            package.write(of_it.next(), out)
        })
    }
}

impl PackageState {
    /// `first` of its findings.
    fn write(&self, first: Option<&Finding>, out: &mut dyn Write) -> io::Result<()> {
        if first.is_none() {
            self.tables.iter().try_for_each(|table| writeln!(out, "{table}"))?;
            self.types.iter().try_for_each(|ty| writeln!(out, "{ty}"))?;
        }
        self.against.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        let name = &self.name;
        let Some(Finding { violation, .. }) = first else { return writeln!(out, "{name}: {GOOD}no findings{GOOD:#}") };
        let found = count(self.findings, "finding");
        writeln!(out, "{name}: {BAD}{found}{BAD:#}; `cargo vtable-api explain {}` says why", violation.code)
    }
}

impl std::fmt::Display for TableState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}, ", self.id, count(self.slots, "slot"))?;
        match self.recorded {
            0 => f.write_str("nothing recorded")?,
            1 => f.write_str("revision 1 recorded")?,
            last => write!(f, "revisions 1 to {last} recorded")?,
        }
        write_drafts(&self.drafts, f)
    }
}

impl std::fmt::Display for TypeState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "type `{}`: ", self.name)?;
        match self.recorded {
            0 => f.write_str("nothing recorded")?,
            1 => f.write_str("growth 1 recorded")?,
            last => write!(f, "growths 1 to {last} recorded")?,
        }
        write_drafts(&self.drafts, f)
    }
}

fn write_drafts(drafts: &[String], f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    let drafts: Vec<&str> = drafts.iter().map(String::as_str).collect();
    if drafts.is_empty() { Ok(()) } else { write!(f, ", {}", listed(&drafts, "draft")) }
}

#[cfg(test)]
mod tests {
    use vtable_api_manifest::diagnostics::Code;
    use vtable_api_manifest::violation::{Place, Violation};

    use super::*;
    use crate::report::Exit;

    fn text(report: &CheckReport, quiet: bool) -> String {
        let mut out = Vec::new();
        report.write(quiet, &mut out).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    fn table(recorded: u32, drafts: &[&str]) -> TableState {
        let drafts = drafts.iter().map(|name| (*name).into()).collect();
        TableState { id: "viewer/codec".into(), slots: 2, recorded, drafts }
    }

    #[test]
    fn a_clean_report_says_what_was_looked_at() {
        let tables = vec![table(2, &[]), table(1, &["decode_ex1"]), table(0, &["a", "b"])];
        let ty = |recorded, drafts: &[&str]| TypeState {
            name: "Options".into(),
            recorded,
            drafts: drafts.iter().map(|name| (*name).into()).collect(),
        };
        let types = vec![ty(2, &[]), ty(1, &["strict"]), ty(0, &["level", "name"])];
        let against = Some("`v1` has it all".into());
        let package = PackageState { tables, types, against, ..PackageState::of("viewer") };
        let report = CheckReport { packages: vec![package], findings: vec![] };
        let expected = "\
viewer/codec: 2 slots, revisions 1 to 2 recorded
viewer/codec: 2 slots, revision 1 recorded, 1 draft (decode_ex1)
viewer/codec: 2 slots, nothing recorded, 2 drafts (a, b)
type `Options`: growths 1 to 2 recorded
type `Options`: growth 1 recorded, 1 draft (strict)
type `Options`: nothing recorded, 2 drafts (level, name)
`v1` has it all
viewer: no findings
";
        assert_eq!(text(&report, false), expected);
        assert_eq!(text(&report, true), "");
        assert_eq!(report.exit(), Exit::Clean);
    }

    #[test]
    fn findings_end_in_the_command_that_explains_them() {
        let violation = Violation::new(Code::SlotRemoved, Place::Package, "gone");
        let findings = vec![Finding { package: Some("viewer".into()), ..violation.into() }];
        let package = PackageState { findings: 1, tables: vec![table(1, &[])], ..PackageState::of("viewer") };
        let mut report = CheckReport { packages: vec![package], findings };
        assert_eq!(report.exit(), Exit::Findings);
        assert_eq!(text(&report, true), "");
        let last = "viewer: 1 finding; `cargo vtable-api explain VT0001` says why\n";
        assert_eq!(text(&report, false), last);
        report.packages[0].against = Some("`v1` has it all".into());
        assert_eq!(text(&report, false), format!("`v1` has it all\n{last}"));
    }
}
