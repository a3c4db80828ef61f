//! `cargo vtable-api inspect`: what a built file provides and expects, and what it would agree on with a host.
//! Nothing is loaded.

mod meet;
mod report;
mod types;
mod uses;

use std::path::Path;

use crate::args;
use crate::input::binary;
use crate::report::{Finding, Stop};
use meet::Side;
use report::{Host, InspectReport, Inspected};

pub(crate) fn run(args: &args::Inspect) -> Result<InspectReport, Stop> {
    let file = inspect(&args.file)?;
    let Some(host) = &args.host else {
        return Ok(InspectReport { file, host: None, findings: Vec::new() });
    };
    let host = inspect(host)?;
    let side = |file: &Inspected| Side { name: file.file.display().to_string(), uses: file.tables.clone() };
    let (ours, theirs) = (side(&file), side(&host));
    let (agreements, mut violations) = meet::compare(&ours, &theirs);
    let (types, refused) = types::compare((&ours.name, &file.types), (&theirs.name, &host.types));
    violations.extend(refused);
    let findings = violations.into_iter().map(Finding::from).collect();
    Ok(InspectReport { file, host: Some(Host { file: host, agreements, type_agreements: types }), findings })
}

fn inspect(path: &Path) -> Result<Inspected, Stop> {
    let binary = binary::read(path)?;
    let (modules, tables) = uses::of(&binary);
    let types = types::of(&binary);
    Ok(Inspected { file: path.to_owned(), about: binary.about, modules, tables, types })
}
