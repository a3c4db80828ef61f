//! What a check found, and how it is printed. A format is one more `write_*` function.

use std::io::{self, Write};

use vtable_api_manifest::violation::Violation;

use crate::args::Format;
use crate::exit::Exit;
use crate::stop::write_findings;
use crate::words::{count, listed};

/// All that a check has to say.
#[derive(Debug)]
pub(crate) struct Report {
    /// The package's name.
    pub(crate) package: String,
    /// Each table of the source.
    pub(crate) tables: Vec<TableState>,
    /// What is wrong.
    pub(crate) findings: Vec<Violation>,
    /// What a comparison with an earlier record that found nothing has to say.
    pub(crate) compared: Option<String>,
}

/// How far a table is recorded.
#[derive(Debug)]
pub(crate) struct TableState {
    pub(crate) id: String,
    /// How many slots the source has.
    pub(crate) slots: usize,
    /// The last recorded revision; 0 if there is none.
    pub(crate) recorded: u32,
    /// Names of the slots beyond it.
    pub(crate) drafts: Vec<String>,
}

impl Report {
    /// Of a package that nobody has looked at yet.
    pub(crate) fn of(package: &str) -> Report {
        Report { package: package.into(), tables: Vec::new(), findings: Vec::new(), compared: None }
    }

    pub(crate) fn exit(&self) -> Exit {
        if self.findings.is_empty() { Exit::Clean } else { Exit::Findings }
    }

    pub(crate) fn write(&self, format: Format, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => self.write_text(quiet, out),
        }
    }

    fn write_text(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        write_findings(&self.findings, out)?;
        if quiet {
            return Ok(());
        }
        let Some(first) = self.findings.first() else {
            self.tables.iter().try_for_each(|table| writeln!(out, "{table}"))?;
            self.write_compared(out)?;
            return writeln!(out, "{}: no findings", self.package);
        };
        writeln!(out)?;
        self.write_compared(out)?;
        let found = count(self.findings.len(), "finding");
        writeln!(out, "{}: {found}; `cargo vtable-api explain {}` says why", self.package, first.code)
    }

    fn write_compared(&self, out: &mut dyn Write) -> io::Result<()> {
        self.compared.iter().try_for_each(|line| writeln!(out, "{line}"))
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
        let drafts: Vec<&str> = self.drafts.iter().map(String::as_str).collect();
        if drafts.is_empty() { Ok(()) } else { write!(f, ", {}", listed(&drafts, "draft")) }
    }
}

#[cfg(test)]
mod tests {
    use vtable_api_manifest::diagnostics::Code;
    use vtable_api_manifest::violation::Place;

    use super::*;

    fn text(report: &Report, quiet: bool) -> String {
        let mut out = Vec::new();
        report.write(Format::Text, quiet, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn table(recorded: u32, drafts: &[&str]) -> TableState {
        let drafts = drafts.iter().map(|name| (*name).into()).collect();
        TableState { id: "viewer/codec".into(), slots: 2, recorded, drafts }
    }

    #[test]
    fn a_clean_report_says_what_was_looked_at() {
        let tables = vec![table(2, &[]), table(1, &["decode_ex1"]), table(0, &["a", "b"])];
        let report = Report { tables, compared: Some("`v1` has it all".into()), ..Report::of("viewer") };
        let expected = "\
viewer/codec: 2 slots, revisions 1 to 2 recorded
viewer/codec: 2 slots, revision 1 recorded, 1 draft (decode_ex1)
viewer/codec: 2 slots, nothing recorded, 2 drafts (a, b)
`v1` has it all
viewer: no findings
";
        assert_eq!(text(&report, false), expected);
        assert_eq!(text(&report, true), "");
        assert_eq!(report.exit(), Exit::Clean);
    }

    #[test]
    fn findings_end_in_the_command_that_explains_them() {
        let findings = vec![Violation::new(Code::SlotRemoved, Place::Package, "gone")];
        let mut report = Report { findings, ..Report::of("viewer") };
        assert_eq!(report.exit(), Exit::Findings);
        assert_eq!(text(&report, true), "error: [VT0001] gone\n");
        let last = "viewer: 1 finding; `cargo vtable-api explain VT0001` says why\n";
        assert_eq!(text(&report, false), format!("error: [VT0001] gone\n\n{last}"));
        report.compared = Some("`v1` has it all".into());
        assert_eq!(text(&report, false), format!("error: [VT0001] gone\n\n`v1` has it all\n{last}"));
    }
}
