//! The headers of what is frozen, in C and C++: names, docs and spelling come from the source, fingerprints from the record.

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::header::{self, Input};
use vtable_api_manifest::model::{Body, CCase, Package, Table, Type, TypeDef};
use vtable_api_manifest::violation::{Place, Violation};

use crate::args::Lang;
use crate::input::compile::source::Source;
use crate::input::project::Project;
use crate::report::words::{in_code, similar};
use crate::report::{Finding, Stop};

/// The header that all others include.
pub(crate) const COMMON: &str = "vtable_api.h";
/// The same in C++.
pub(crate) const COMMON_CPP: &str = "vtable_api.hpp";
/// The one with which programs in C open modules.
pub(crate) const HOST: &str = "vtable_api_host.h";

/// Which headers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) lang: Lang,
    /// Leave out later revisions.
    pub(crate) revision: Option<u32>,
    /// Instead of what the trait says.
    pub(crate) c_case: Option<CCase>,
    /// Instead of vendor and table.
    pub(crate) c_prefix: Option<&'a str>,
    /// Only these tables; all, if there are none.
    pub(crate) tables: &'a [String],
}

/// A package whose headers are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of<'a> {
    /// Its name.
    pub(crate) package: &'a str,
    pub(crate) recorded: &'a Package,
    /// It keeps to the record.
    pub(crate) source: &'a Package,
}

/// A header, by file name.
#[derive(Debug)]
pub(crate) struct HeaderFile {
    pub(crate) name: String,
    /// Of no table are the one that all others include and the one that opens modules.
    pub(crate) table: Option<String>,
    pub(crate) text: String,
}

/// The header of each table that has a recorded revision.
pub(crate) fn of(of: Of<'_>, wanted: &Wanted<'_>) -> Result<Vec<HeaderFile>, Stop> {
    let tables = frozen_tables(of.recorded, of.source, wanted)?;
    let types = frozen_types(of.recorded, of.source);
    one_prefix(&tables, wanted)?;
    tables.iter().map(|table| table.header(of, &types, wanted)).collect()
}

/// The declarations of all these tables, in one text.
pub(crate) fn plain(of: Of<'_>, wanted: &Wanted<'_>) -> Result<HeaderFile, Stop> {
    let tables = frozen_tables(of.recorded, of.source, wanted)?;
    let types = frozen_types(of.recorded, of.source);
    one_prefix(&tables, wanted)?;
    let inputs: Vec<Input<'_>> = tables.iter().map(|table| table.input(of, &types, wanted)).collect();
    let text = header::plain(&inputs);
    let text = text.map_err(|error| Stop::failed(format!("`{}` has no C header: {error}", of.package)))?;
    Ok(HeaderFile { name: header::plain_file_name(of.package), table: None, text })
}

/// A module and a program in C to begin with, for each table.
pub(crate) fn skeletons(of: Of<'_>, wanted: &Wanted<'_>) -> Result<Vec<HeaderFile>, Stop> {
    let tables = frozen_tables(of.recorded, of.source, wanted)?;
    let types = frozen_types(of.recorded, of.source);
    let mut files = Vec::new();
    for frozen in &tables {
        let table = Some(frozen.table.id.clone());
        let texts = header::skeleton(&frozen.input(of, &types, wanted));
        let texts =
            texts.map_err(|error| Stop::failed(format!("table `{}` has no C header: {error}", frozen.table.id)))?;
        let stem = header::file_name_of(&frozen.table.id, wanted.c_prefix);
        let stem = stem.trim_end_matches(".h");
        for (text, what) in texts.into_iter().zip(["module", "host"]) {
            files.push(HeaderFile { name: format!("{stem}_{what}.c"), table: table.clone(), text });
        }
    }
    Ok(files)
}

fn one_prefix(tables: &[FrozenTable], wanted: &Wanted<'_>) -> Result<(), Stop> {
    match (wanted.c_prefix, tables) {
        (Some(prefix), [_, _, ..]) => {
            let message = format!("{} tables would have the prefix `{prefix}`", tables.len());
            Err(Stop::usage(message, "choose one of them with --table ID"))
        }
        _ => Ok(()),
    }
}

/// What keeps the headers of these packages from being in one program, unless what is frozen does so already: that stays, and
/// `header` says it.
pub(crate) fn together(packages: &[(&Project, &Package, &Source)]) -> Vec<Finding> {
    // The rules have looked at each by itself.
    if packages.len() < 2 {
        return Vec::new();
    }
    let recorded: Vec<&Package> = packages.iter().map(|(_, recorded, _)| *recorded).collect();
    let now: Vec<&Package> = packages.iter().map(|(.., source)| &source.package).collect();
    match (header::check_together(&recorded), header::check_together(&now)) {
        (None, Some((second, violation))) => {
            let (project, _, source) = packages[second];
            source.findings(project, vec![violation])
        }
        _ => Vec::new(),
    }
}

/// The one that all others include.
pub(crate) fn common(lang: Lang) -> HeaderFile {
    let (name, text) = match lang {
        Lang::C => (COMMON, header::common()),
        Lang::Cpp => (COMMON_CPP, header::cpp_common()),
    };
    HeaderFile { name: name.to_owned(), table: None, text: text.to_owned() }
}

/// The one that opens modules.
pub(crate) fn host() -> HeaderFile {
    HeaderFile { name: HOST.to_owned(), table: None, text: header::host().to_owned() }
}

/// A table with what is emitted of it.
struct FrozenTable {
    table: Table,
    fingerprints: Vec<u64>,
}

impl FrozenTable {
    fn input<'i>(&'i self, of: Of<'i>, types: &'i [TypeDef], wanted: &Wanted<'i>) -> Input<'i> {
        let (Self { table, fingerprints }, Of { package, .. }) = (self, of);
        Input { table, types, package, fingerprints, prefix: wanted.c_prefix, header_names: &header::file_name }
    }

    fn header(&self, of: Of<'_>, types: &[TypeDef], wanted: &Wanted<'_>) -> Result<HeaderFile, Stop> {
        let table = &self.table;
        let input = self.input(of, types, wanted);
        let name = header::file_name_of(&table.id, wanted.c_prefix);
        let (name, text) = match wanted.lang {
            Lang::C => (name, header::table(&input)),
            Lang::Cpp => (name + "pp", header::cpp(&input)),
        };
        let text = text.map_err(|error| Stop::failed(format!("table `{}` has no C header: {error}", table.id)))?;
        Ok(HeaderFile { name, table: Some(table.id.clone()), text })
    }
}

/// The tables that have a recorded revision, up to the one that is asked for.
fn frozen_tables(recorded: &Package, source: &Package, wanted: &Wanted<'_>) -> Result<Vec<FrozenTable>, Stop> {
    let mut tables: Vec<FrozenTable> = source.tables.iter().filter_map(|table| frozen(recorded, table)).collect();
    if tables.is_empty() {
        return Err(nothing_frozen());
    }
    if let Some(unknown) = wanted.tables.iter().find(|id| !tables.iter().any(|frozen| frozen.table.id == **id)) {
        return Err(unknown_table(unknown, tables.iter().map(|frozen| frozen.table.id.as_str())));
    }
    tables.retain(|frozen| wanted.tables.is_empty() || wanted.tables.contains(&frozen.table.id));
    let last = tables.iter().map(|table| table.fingerprints.len()).max().unwrap_or_default();
    let revision = wanted.revision.map_or(last, |revision| usize::try_from(revision).unwrap_or(usize::MAX));
    if revision > last {
        return Err(Stop::usage(format!("no table has a revision {revision}"), format!("the last one is {last}")));
    }
    for frozen in &mut tables {
        frozen.fingerprints.truncate(revision);
        frozen.table.c_case = wanted.c_case.unwrap_or(frozen.table.c_case);
    }
    Ok(tables)
}

fn frozen(recorded: &Package, table: &Table) -> Option<FrozenTable> {
    let record = recorded.tables.iter().find(|record| record.id == table.id)?;
    let fingerprints: Vec<u64> = record.revisions.iter().map(|revision| revision.fingerprint).collect();
    (!fingerprints.is_empty()).then(|| FrozenTable { table: table.clone(), fingerprints })
}

fn nothing_frozen() -> Stop {
    let message = "no table is recorded: a header of a draft would be out of date after the next edit";
    let finding = Violation::new(Code::DraftSlot, Place::Package, message);
    Stop::finding(finding.help("run `cargo vtable-api freeze` first"))
}

/// That there is no table of this id among these.
pub(crate) fn unknown_table<'t>(id: &str, tables: impl Iterator<Item = &'t str> + Clone) -> Stop {
    let help = match similar(id, tables.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there is {}", in_code(tables)),
    };
    Stop::usage(format!("there is no table `{id}`"), help)
}

/// The source's types, without the variants and growths that they have beyond the record.
fn frozen_types(recorded: &Package, source: &Package) -> Vec<TypeDef> {
    let mut types = source.types.clone();
    for def in &mut types {
        let record = recorded.types.iter().find(|record| record.ty == def.ty);
        if let (Body::Enum { open: true, variants, .. }, Some(record)) = (&mut def.body, record)
            && let Body::Enum { variants: frozen, .. } = &record.body
        {
            variants.retain(|variant| frozen.iter().any(|frozen| frozen.name == variant.name));
        }
        keep_recorded(def, record);
    }
    types
}

/// Takes away growths that are drafts. Those of other packages' types come with what those packages have recorded.
fn keep_recorded(def: &mut TypeDef, record: Option<&TypeDef>) {
    let is_own = matches!(def.ty, Type::Named { package: None, .. });
    let record = record.filter(|_| is_own).and_then(|record| record.body.growths());
    if let (Some(growths), Some(record)) = (def.body.growths_mut(), record) {
        growths.recorded.clone_from(&record.recorded);
    }
    def.body.keep_recorded_growths();
}
