//! A broken rule, with the package and the place in a file that it is about.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use vtable_api_manifest::places::Region;
use vtable_api_manifest::violation::{Quote, Violation};

use super::style::{BAD, PLACE};

/// A broken rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    /// What is wrong, and the way out.
    pub(crate) violation: Violation,
    /// Whose it is, if it is of one package.
    pub(crate) package: Option<String>,
    /// Where to look.
    pub(crate) at: Option<At>,
}

/// A place in a file, as people read it there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct At {
    #[serde(serialize_with = "from_here")]
    pub(crate) file: PathBuf,
    /// From 1.
    pub(crate) line: u32,
    /// From 1, in characters; `None` is the whole line.
    pub(crate) column: Option<u32>,
    /// The last line.
    pub(crate) end_line: Option<u32>,
    /// Behind the last character.
    pub(crate) end_column: Option<u32>,
}

impl At {
    /// A region of a file, its path shortened.
    pub(crate) fn of(region: &Region) -> At {
        At {
            file: PathBuf::from(&region.file),
            line: region.line,
            column: Some(region.column),
            end_line: Some(region.end_line),
            end_column: Some(region.end_column),
        }
    }

    /// Whether it says more than the message, which names lines of records and headers itself.
    fn is_news(&self) -> bool {
        self.column.is_some() || self.file.ends_with("Cargo.toml")
    }

    /// A line of a file.
    pub(crate) fn line(file: &Path, line: u32) -> At {
        At { file: file.to_owned(), line, column: None, end_line: None, end_column: None }
    }
}

/// A path from the current folder, if the file is in it.
fn shown(file: &Path) -> String {
    let here = std::env::current_dir().ok();
    let short = here.as_deref().and_then(|here| file.strip_prefix(here).ok());
    short.unwrap_or(file).display().to_string()
}

fn from_here<S: Serializer>(file: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&shown(file))
}

impl From<Violation> for Finding {
    fn from(violation: Violation) -> Finding {
        Finding { violation, package: None, at: None }
    }
}

/// Violations whose place nobody knows.
pub(crate) fn findings(violations: Vec<Violation>) -> Vec<Finding> {
    violations.into_iter().map(Finding::from).collect()
}

/// Findings in words, with an empty line between.
pub(crate) fn write_all(findings: &[Finding], to: &mut dyn Write) -> io::Result<()> {
    for (index, finding) in findings.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        writeln!(to, "{gap}{BAD}error{BAD:#}: {}", finding.violation)?;
        if let Some(at) = finding.at.as_ref().filter(|at| at.is_news()) {
            writeln!(to, " {PLACE}-->{PLACE:#} {at}")?;
        }
    }
    Ok(())
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", shown(&self.file), self.line)?;
        self.column.map_or(Ok(()), |column| write!(f, ":{column}"))
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Finding { violation, package, at } = self;
        let help = (!violation.help.is_empty()).then(|| violation.help.join("\n"));
        let mut object = serializer.serialize_struct("Finding", 7)?;
        object.serialize_field("code", violation.code.as_str())?;
        object.serialize_field("message", &violation.message)?;
        object.serialize_field("recorded", &violation.recorded.as_ref().map(Recorded))?;
        object.serialize_field("now", &violation.now)?;
        object.serialize_field("help", &help)?;
        object.serialize_field("package", package)?;
        object.serialize_field("at", at)?;
        object.end()
    }
}

/// A quote of a record.
struct Recorded<'q>(&'q Quote);

impl Serialize for Recorded<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Recorded", 2)?;
        object.serialize_field("text", &self.0.text)?;
        object.serialize_field("line", &self.0.line)?;
        object.end()
    }
}
