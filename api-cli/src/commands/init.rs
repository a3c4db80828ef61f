//! `cargo vtable-api init`: an empty record.

use std::io::{self, Write};

use serde::Serialize;
use vtable_api_manifest::append;

use crate::args;
use crate::project;
use crate::record::{self, FILE};
use crate::report::Report;
use crate::stop::Stop;
use crate::store;
use crate::words::count;

/// The record of a package that wants one.
#[derive(Serialize)]
pub(crate) struct InitReport {
    file: String,
    /// It was not there before.
    made: bool,
    /// How many tables it has.
    tables: usize,
}

impl Report for InitReport {
    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        let InitReport { file, made, tables } = self;
        match made {
            _ if quiet => Ok(()),
            true => writeln!(out, "{file}: made; commit it, and run `cargo vtable-api freeze` before a release"),
            false => writeln!(out, "{file}: it is there already, with {} recorded", count(*tables, "table")),
        }
    }
}

pub(crate) fn run(args: &args::Init) -> Result<InitReport, Stop> {
    let project = project::find(&args.package)?;
    match record::read(&project.root)? {
        Some(record) => {
            let file = record.path.display().to_string();
            Ok(InitReport { file, made: false, tables: record.package.tables.len() })
        }
        None => record::deleted(&project.root).map_or_else(|| create(&project), |gone| Err(Stop::finding(gone))),
    }
}

fn create(project: &project::Project) -> Result<InitReport, Stop> {
    let path = project.root.join(FILE);
    // Another run may be faster, and makes the same.
    let made = store::prepare(&path, append::empty().as_bytes())?.create()?;
    Ok(InitReport { file: path.display().to_string(), made, tables: 0 })
}
