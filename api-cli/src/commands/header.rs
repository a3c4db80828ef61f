//! `cargo vtable-api header`: C headers of what is frozen.
//!
//! Names, docs and spelling come from the source, fingerprints from the record.

use std::collections::BTreeMap;
use std::path::Path;

use vtable_api_manifest::header::{self, Input};
use vtable_api_manifest::model::{Body, Package, Table, TypeDef};
use vtable_api_manifest::rules;

use crate::args;
use crate::exit::Exit;
use crate::project;
use crate::record;
use crate::source;
use crate::stop::Stop;
use crate::store;
use crate::streams::Streams;

/// The header that all others include.
const COMMON: &str = "vtable_api.h";

pub(crate) fn run(args: &args::Header, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let project = project::find(&args.package)?;
    let recorded = record::require(&project.root)?.package;
    let source = source::read(&project, &args.build, args.package.quiet)?;
    Stop::on(rules::check(&recorded, &source), "no header was written")?;
    let tables = frozen_tables(&recorded, &source, args.revision)?;
    let types = frozen_types(&recorded, &source);
    let files = tables.iter().map(|table| table.header(&types)).collect::<Result<Vec<_>, Stop>>()?;
    match &args.out {
        Some(folder) => write_all(folder, files, args.package.quiet, streams)?,
        None => write_one(&files, streams)?,
    }
    Ok(Exit::Clean)
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
    fn header(&self, types: &[TypeDef]) -> Result<HeaderFile, Stop> {
        let Self { table, fingerprints } = self;
        let text = header::table(&Input { table, types, fingerprints, header_names: &header::file_name });
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

fn write_one(files: &[HeaderFile], streams: &mut Streams<'_>) -> Result<(), Stop> {
    match files {
        [file] => Ok(write!(streams.out, "{}", file.text)?),
        files => {
            let tables: Vec<String> = files.iter().map(|file| format!("`{}`", file.table)).collect();
            let message = format!("{} tables have a header: {}", files.len(), tables.join(", "));
            Err(Stop::usage(message, "name a folder for them with --out DIR"))
        }
    }
}

fn write_all(folder: &Path, files: Vec<HeaderFile>, quiet: bool, streams: &mut Streams<'_>) -> Result<(), Stop> {
    let texts = by_name(files)?;
    std::fs::create_dir_all(folder)
        .map_err(|error| Stop::failed(format!("folder {} cannot be made: {error}", folder.display())))?;
    for (name, (_, text)) in &texts {
        let path = folder.join(name);
        let is_new = store::update(&path, text)?;
        if !quiet {
            let state = if is_new { "written" } else { "unchanged" };
            writeln!(streams.out, "{}: {state}", path.display())?;
        }
    }
    Ok(())
}

/// Each file name once, with whom it belongs to.
fn by_name(files: Vec<HeaderFile>) -> Result<BTreeMap<String, (String, String)>, Stop> {
    let common = ("the contract".to_owned(), header::common().to_owned());
    let mut texts = BTreeMap::from([(COMMON.to_owned(), common)]);
    for HeaderFile { name, table, text } in files {
        let owner = format!("table `{table}`");
        if let Some((other, _)) = texts.get(&name) {
            return Err(Stop::failed(format!("{other} and {owner} would both be written to {name}")));
        }
        texts.insert(name, (owner, text));
    }
    Ok(texts)
}
