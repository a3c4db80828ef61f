//! `cargo vtable-api init`: an empty record.

use std::io::{self, Write};

use serde::Serialize;
use vtable_api_manifest::append;

use crate::args;
use crate::input::project::{self, Project, RECORD};
use crate::output::store;
use crate::record;
use crate::report::words::count;
use crate::report::{Report, Stop};

/// The records of packages that want one.
#[derive(Serialize)]
pub(crate) struct InitReport {
    packages: Vec<Made>,
}

/// A record.
#[derive(Serialize)]
struct Made {
    name: String,
    file: String,
    /// It was not there before.
    made: bool,
    /// How many tables it has.
    tables: usize,
}

impl Report for InitReport {
    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        if quiet {
            return Ok(());
        }
        self.packages.iter().try_for_each(|Made { file, made, tables, .. }| match made {
            true => writeln!(out, "{file}: created; commit it, and run `cargo vtable-api freeze` before a release"),
            false => writeln!(out, "{file}: already exists, with {} recorded", count(*tables, "table")),
        })
    }
}

pub(crate) fn run(args: &args::Init) -> Result<InitReport, Stop> {
    let workspace = project::find(&args.package)?;
    let packages = workspace.projects.iter().map(init);
    Ok(InitReport { packages: packages.collect::<Result<_, Stop>>()? })
}

fn init(project: &Project) -> Result<Made, Stop> {
    match record::read(&project.root)? {
        Some(record) => {
            let (name, file) = (project.name().to_owned(), record.path.display().to_string());
            Ok(Made { name, file, made: false, tables: record.package.tables.len() })
        }
        None => record::deleted(&project.root).map_or_else(|| create(project), |gone| Err(Stop::finding(gone))),
    }
}

fn create(project: &Project) -> Result<Made, Stop> {
    let path = project.root.join(RECORD);
    // Another run may be faster, and makes the same.
    let made = store::prepare(&path, append::empty().as_bytes())?.create()?;
    let (name, file) = (project.name().to_owned(), path.display().to_string());
    Ok(Made { name, file, made, tables: 0 })
}
