//! `cargo vtable-api inspect`: what a built file provides and expects, and what it would agree on with a host.
//! Nothing is loaded.

mod meet;
mod text;
mod uses;

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::args;
use crate::binary::{self, About};
use crate::report::{Finding, Report};
use crate::stop::Stop;
use meet::{Met, Side};
use uses::{ModuleName, Use};

/// A file, and what is known of it.
#[derive(Debug, Serialize)]
pub(crate) struct InspectReport {
    #[serde(flatten)]
    file: Inspected,
    host: Option<Host>,
    #[serde(skip)]
    findings: Vec<Finding>,
}

/// A file with records.
#[derive(Debug, Serialize)]
struct Inspected {
    file: PathBuf,
    about: About,
    modules: Vec<ModuleName>,
    tables: Vec<Use>,
}

/// The other side.
#[derive(Debug, Serialize)]
struct Host {
    #[serde(flatten)]
    file: Inspected,
    agreements: Vec<Met>,
}

impl Report for InspectReport {
    fn findings(&self) -> &[Finding] {
        &self.findings
    }

    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        text::write(self, quiet, out)
    }
}

pub(crate) fn run(args: &args::Inspect) -> Result<InspectReport, Stop> {
    let file = inspect(&args.file)?;
    let Some(host) = &args.host else {
        return Ok(InspectReport { file, host: None, findings: Vec::new() });
    };
    let host = inspect(host)?;
    let side = |file: &Inspected| Side { name: file.file.display().to_string(), uses: file.tables.clone() };
    let (agreements, violations) = meet::compare(&side(&file), &side(&host));
    let findings = violations.into_iter().map(Finding::from).collect();
    Ok(InspectReport { file, host: Some(Host { file: host, agreements }), findings })
}

fn inspect(path: &std::path::Path) -> Result<Inspected, Stop> {
    let binary = binary::read(path)?;
    let (modules, tables) = uses::of(&binary);
    Ok(Inspected { file: path.to_owned(), about: binary.about, modules, tables })
}
