//! `cargo vtable-api init`: an empty record.

use vtable_api_manifest::append;

use crate::args;
use crate::exit::Exit;
use crate::project;
use crate::record::{self, FILE, RecordFile};
use crate::stop::Stop;
use crate::store;
use crate::streams::Streams;
use crate::words::count;

pub(crate) fn run(args: &args::Init, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let project = project::find(&args.package)?;
    let line = match record::read(&project.root)? {
        Some(record) => there_already(&record),
        None => {
            if let Some(deleted) = record::deleted(&project.root) {
                return Err(Stop::finding(deleted));
            }
            create(&project)?
        }
    };
    if !args.package.quiet {
        writeln!(streams.out, "{line}")?;
    }
    Ok(Exit::Clean)
}

fn create(project: &project::Project) -> Result<String, Stop> {
    let path = project.root.join(FILE);
    let is_new = store::prepare(&path, append::empty().as_bytes())?.create()?;
    Ok(match is_new {
        true => format!("{}: made; commit it, and run `cargo vtable-api freeze` before a release", path.display()),
        // Another run was faster, and made the same.
        false => format!("{}: it is there already", path.display()),
    })
}

fn there_already(record: &RecordFile) -> String {
    let tables = count(record.package.tables.len(), "table");
    format!("{}: it is there already, with {tables} recorded", record.path.display())
}
