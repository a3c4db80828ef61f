//! `cargo vtable-api header`: C headers of what is frozen.
//!
//! Names, docs and spelling come from the source, fingerprints from the record.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use vtable_api_manifest::header::{self, Input};
use vtable_api_manifest::model::{Body, Package, Table, TypeDef};
use vtable_api_manifest::rules;

use crate::args::{self, OutputArgs};
use crate::project;
use crate::record;
use crate::report::Report;
use crate::source;
use crate::stop::Stop;
use crate::store;

/// The header that all others include.
const COMMON: &str = "vtable_api.h";

/// The headers, and what was done with them.
#[derive(Debug, Serialize)]
pub(crate) struct HeaderReport {
    headers: Vec<Written>,
}

/// A header.
#[derive(Debug, Serialize)]
struct Written {
    /// Where it was written to; standard output, if nowhere.
    file: Option<PathBuf>,
    /// Whose it is; of no table is the one that all others include.
    table: Option<String>,
    /// The file did not have this text.
    changed: bool,
    text: String,
}

impl Report for HeaderReport {
    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        for Written { file, changed, text, .. } in &self.headers {
            match file {
                None => write!(out, "{text}")?,
                Some(_) if quiet => {}
                Some(file) => {
                    let state = if *changed { "written" } else { "unchanged" };
                    writeln!(out, "{}: {state}", file.display())?;
                }
            }
        }
        Ok(())
    }
}

pub(crate) fn run(args: &args::Header, output: OutputArgs) -> Result<HeaderReport, Stop> {
    let project = project::find(&args.package)?;
    let recorded = record::require(&project.root)?.package;
    let source = source::read(&project, &args.build, output.quiet)?;
    Stop::on(rules::check(&recorded, &source), "no header was written")?;
    let tables = frozen_tables(&recorded, &source, args.revision)?;
    let types = frozen_types(&recorded, &source);
    let files = tables.iter().map(|table| table.header(project.name(), &types)).collect::<Result<Vec<_>, Stop>>()?;
    let headers = match &args.out {
        Some(folder) => write_all(folder, files)?,
        None => vec![only(files)?],
    };
    Ok(HeaderReport { headers })
}

/// A table with what is emitted of it.
struct FrozenTable<'s> {
    table: &'s Table,
    fingerprints: Vec<u64>,
}

/// A header, by file name.
struct HeaderFile {
    name: String,
    table: String,
    text: String,
}

impl FrozenTable<'_> {
    fn header(&self, package: &str, types: &[TypeDef]) -> Result<HeaderFile, Stop> {
        let Self { table, fingerprints } = self;
        let text = header::table(&Input { table, types, package, fingerprints, header_names: &header::file_name });
        let text = text.map_err(|error| Stop::failed(format!("table `{}` has no C header: {error}", table.id)))?;
        Ok(HeaderFile { name: header::file_name(&table.id), table: table.id.clone(), text })
    }
}

/// The tables that have a recorded revision, up to the one that is asked for.
fn frozen_tables<'s>(
    recorded: &Package,
    source: &'s Package,
    revision: Option<u32>,
) -> Result<Vec<FrozenTable<'s>>, Stop> {
    let mut tables = Vec::new();
    for table in &source.tables {
        let revisions =
            recorded.tables.iter().filter(|record| record.id == table.id).flat_map(|table| &table.revisions);
        let fingerprints: Vec<u64> = revisions.map(|revision| revision.fingerprint).collect();
        if !fingerprints.is_empty() {
            tables.push(FrozenTable { table, fingerprints });
        }
    }
    let last = tables.iter().map(|table| table.fingerprints.len()).max();
    let last = last.ok_or_else(nothing_frozen)?;
    let wanted = revision.map_or(last, |revision| usize::try_from(revision).unwrap_or(usize::MAX));
    if wanted > last {
        return Err(Stop::usage(format!("no table has a revision {wanted}"), format!("the last one is {last}")));
    }
    tables.iter_mut().for_each(|table| table.fingerprints.truncate(wanted));
    Ok(tables)
}

fn nothing_frozen() -> Stop {
    use vtable_api_manifest::diagnostics::Code;
    use vtable_api_manifest::violation::{Place, Violation};
    let message = "no table is recorded: a header of a draft would be out of date with the next edit";
    let finding = Violation::new(Code::DraftSlot, Place::Package, message);
    Stop::finding(finding.help(["run `cargo vtable-api freeze` first"]))
}

/// The source's types, without the variants that open enums have beyond the record.
fn frozen_types(recorded: &Package, source: &Package) -> Vec<TypeDef> {
    let mut types = source.types.clone();
    for def in &mut types {
        let record = recorded.types.iter().find(|record| record.ty == def.ty);
        if let (Body::Enum { open: true, variants, .. }, Some(record)) = (&mut def.body, record)
            && let Body::Enum { variants: frozen, .. } = &record.body
        {
            variants.retain(|variant| frozen.iter().any(|frozen| frozen.name == variant.name));
        }
    }
    types
}

fn only(files: Vec<HeaderFile>) -> Result<Written, Stop> {
    match <[HeaderFile; 1]>::try_from(files) {
        Ok([HeaderFile { table, text, .. }]) => Ok(Written { file: None, table: Some(table), changed: false, text }),
        Err(files) => {
            let tables: Vec<String> = files.iter().map(|file| format!("`{}`", file.table)).collect();
            let message = format!("{} tables have a header: {}", files.len(), tables.join(", "));
            Err(Stop::usage(message, "name a folder for them with --out DIR"))
        }
    }
}

fn write_all(folder: &Path, files: Vec<HeaderFile>) -> Result<Vec<Written>, Stop> {
    let texts = by_name(files)?;
    std::fs::create_dir_all(folder)
        .map_err(|error| Stop::failed(format!("folder {} cannot be made: {error}", folder.display())))?;
    let write = |(name, (table, text)): (String, (Option<String>, String))| {
        let path = folder.join(name);
        let changed = store::update(&path, &text)?;
        Ok(Written { file: Some(path), table, changed, text })
    };
    texts.into_iter().map(write).collect()
}

/// Each file name once, with the table that it belongs to.
fn by_name(files: Vec<HeaderFile>) -> Result<BTreeMap<String, (Option<String>, String)>, Stop> {
    let mut texts = BTreeMap::from([(COMMON.to_owned(), (None, header::common().to_owned()))]);
    for HeaderFile { name, table, text } in files {
        if let Some((other, _)) = texts.get(&name) {
            let other = other.as_ref().map_or("the contract".to_owned(), |other| format!("table `{other}`"));
            return Err(Stop::failed(format!("{other} and table `{table}` would both be written to {name}")));
        }
        texts.insert(name, (Some(table), text));
    }
    Ok(texts)
}
