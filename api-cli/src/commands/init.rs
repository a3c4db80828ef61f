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
    /// The members of the workspace whose source shows a table.
    #[serde(skip)]
    declaring: Vec<String>,
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
    /// The source shows a table.
    declares: bool,
}

impl Report for InitReport {
    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        if quiet {
            return Ok(());
        }
        self.packages.iter().try_for_each(|package| {
            let Made { file, made, tables, .. } = package;
            match made {
                true => writeln!(out, "{file}: created; commit it, and run `cargo vtable-api freeze` before a release"),
                false => writeln!(out, "{file}: already exists, with {} recorded", count(*tables, "table")),
            }?;
            if package.declares || *tables > 0 { Ok(()) } else { self.doubt(package, out) }
        })
    }
}

impl InitReport {
    /// A record in a package that has nothing to record: a host's or a module's, most likely.
    fn doubt(&self, package: &Made, out: &mut dyn Write) -> io::Result<()> {
        let Made { name, file, .. } = package;
        writeln!(
            out,
            "note: the source of `{name}` shows no `#[vtable_api]` trait, and a record belongs to the package that declares them"
        )?;
        if self.declaring.is_empty() {
            return writeln!(out, "help: declare one; or remove {file}, if another package declares them");
        }
        let others: Vec<String> = self.declaring.iter().map(|other| format!("`-p {other}`")).collect();
        writeln!(out, "help: did you mean {}? then remove {file}", others.join(" or "))
    }
}

pub(crate) fn run(args: &args::Init) -> Result<InitReport, Stop> {
    let workspace = project::find(&args.package)?;
    let packages = workspace.projects.iter().map(init).collect::<Result<_, Stop>>()?;
    let declaring = workspace.members.iter().filter(|member| member.declares_tables());
    Ok(InitReport { packages, declaring: declaring.map(|member| member.name().to_owned()).collect() })
}

fn init(project: &Project) -> Result<Made, Stop> {
    match record::read(&project.root)? {
        Some(record) => {
            let (name, file) = (project.name().to_owned(), record.path.display().to_string());
            Ok(Made {
                name,
                file,
                made: false,
                tables: record.package.tables.len(),
                declares: project.declares_tables(),
            })
        }
        None => record::deleted(&project.root).map_or_else(|| create(project), |gone| Err(Stop::finding(gone))),
    }
}

fn create(project: &Project) -> Result<Made, Stop> {
    let path = project.root.join(RECORD);
    // Another run may be faster, and makes the same.
    let made = store::prepare(&path, append::empty().as_bytes())?.create()?;
    let (name, file) = (project.name().to_owned(), path.display().to_string());
    Ok(Made { name, file, made, tables: 0, declares: project.declares_tables() })
}
