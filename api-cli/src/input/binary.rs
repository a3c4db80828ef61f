//! What a built file says of tables, without loading it.

use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::Path;

use serde::Serialize;
use vtable_api_manifest::model::{Package, Revision};
use vtable_api_manifest::record::{self, Entry, Record};
use vtable_api_manifest::rules;

use crate::input::section::{self, NoObject, Sections};
use crate::report::{Stop, findings};

/// Enough to tell what a file is.
const HEAD: u64 = 4096;

/// A longer file is not read into memory.
const MOST: u64 = 4 << 30;

/// A file that has records.
#[derive(Debug)]
pub(crate) struct Binary {
    /// What kind of file it is.
    pub(crate) about: About,
    /// All that its record sections say, each once.
    pub(crate) entries: Vec<Entry>,
}

/// What kind of file it is.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct About {
    /// `shared library`
    pub(crate) kind: &'static str,
    /// `ELF`
    pub(crate) formats: Vec<&'static str>,
    /// `x86_64, 64-bit, little-endian`
    pub(crate) machines: Vec<String>,
    /// Object files in an archive.
    pub(crate) objects: usize,
    #[serde(rename = "stripped")]
    pub(crate) is_stripped: bool,
    /// What it says that it was made with.
    pub(crate) compilers: Vec<String>,
}

/// Reads an object, archive, library or program of any format and machine.
///
/// It stops with one line when there is no such file, when it is none of these, when it is damaged, and when it
/// has no record.
pub(crate) fn read(path: &Path) -> Result<Binary, Stop> {
    let bytes = bytes(path)?;
    let binary = parse(&bytes).map_err(|why| why.stop(path))?;
    if binary.entries.is_empty() {
        return Err(no_record(path, &binary));
    }
    Ok(binary)
}

/// Whether a file is an object, archive, library or program, whole or damaged, by how it begins.
pub(crate) fn is_one(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && section::is_one(&head)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Stop> {
    let cannot = |why: &str| Stop::failed(format!("{}: {why}", path.display()));
    let unreadable = |error| cannot(&format!("it cannot be read: {error}"));
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(cannot("it is a folder: name a file in it"));
    }
    if !about.is_file() {
        return Err(cannot("it is not a regular file"));
    }
    if about.len() > MOST {
        return Err(cannot("it is larger than 4 GiB: strip its debug information"));
    }
    fs::read(path).map_err(unreadable)
}

/// Why nothing can be said of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The end of a sentence.
    pub(crate) why: String,
    pub(crate) help: Option<&'static str>,
}

impl Unreadable {
    fn stop(self, path: &Path) -> Stop {
        let message = format!("{}: {}", path.display(), self.why);
        match self.help {
            Some(help) => Stop::failed_with_help(message, help),
            None => Stop::failed(message),
        }
    }
}

impl From<NoObject> for Unreadable {
    fn from(NoObject(why): NoObject) -> Self {
        Unreadable { why, help: None }
    }
}

/// The same from its bytes; without a record, there are no entries.
pub(crate) fn parse(bytes: &[u8]) -> Result<Binary, Unreadable> {
    let sections = section::read(bytes)?;
    let mut entries: Vec<Entry> = Vec::new();
    for section in &sections.found {
        let read = record::read(section);
        let read = read.map_err(|error| Unreadable { why: format!("[{}] {error}", error.code), help: None })?;
        entries.extend(read);
    }
    if entries.is_empty() && sections.has_bitcode {
        let why = "it has only bitcode for link-time optimisation, no object code".into();
        return Err(Unreadable { why, help: Some("name the file linked from it, or build without LTO") });
    }
    once(&mut entries);
    Ok(Binary { about: About::of(sections), entries })
}

/// Each frame of a table that several object files provide is there several times.
fn once(entries: &mut Vec<Entry>) {
    let mut seen = HashSet::new();
    entries.retain(|entry| {
        let mut hasher = DefaultHasher::new();
        format!("{entry:?}").hash(&mut hasher);
        seen.insert(hasher.finish())
    });
}

fn no_record(path: &Path, binary: &Binary) -> Stop {
    let message = format!("{}: {}, without a record of tables", path.display(), binary.about);
    let help = match binary.about.kind {
        "object file" | "archive" => "it declares, provides and expects no table",
        _ => {
            "it has no section `.vtabapi` (in Mach-O `__vtabapi`): either it provides and calls no table, or \
             its headers predate the record, or VTABLE_API_NO_RECORD, a linker script or a packer removed it"
        }
    };
    Stop::failed_with_help(message, help)
}

impl About {
    fn of(sections: Sections<'_>) -> About {
        About {
            kind: sections.kind,
            formats: sections.formats.into_iter().collect(),
            machines: sections.machines.into_iter().collect(),
            objects: sections.objects,
            is_stripped: sections.is_stripped,
            compilers: sections.compilers.into_iter().collect(),
        }
    }
}

/// `ELF shared library for x86_64, 64-bit, little-endian, stripped`
impl std::fmt::Display for About {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for format in &self.formats {
            write!(f, "{format} ")?;
        }
        f.write_str(self.kind)?;
        if self.kind == "archive" {
            write!(f, " of {}", crate::report::words::count(self.objects, "object file"))?;
        }
        if !self.machines.is_empty() {
            write!(f, " for {}", self.machines.join(" and "))?;
        }
        f.write_str(if self.is_stripped { ", stripped" } else { "" })
    }
}

impl Binary {
    /// Every table that is described, with all its slots and types: what Rust crates declare, and what C code
    /// provides or expects.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Record> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Table(record) => Some(record),
            Entry::Side(side) => Some(&side.record),
            _ => None,
        })
    }

    /// The tables of a package, or those that are meant, as its `abi.toml` would have them: `revisions` are those that were frozen when the
    /// file was built; slots of drafts are there, too, with later numbers. Tables that say `unrecorded` are left out,
    /// and of a table that is there up to several revisions, the shorter ones.
    ///
    /// # Errors
    /// The file has two different tables of one id.
    pub(crate) fn package(&self, is_meant: impl Fn(&Record) -> bool) -> Result<Package, Stop> {
        let records: Vec<&Record> = self.tables().filter(|record| !record.unrecorded && is_meant(record)).collect();
        let longest = records.iter().filter(|record| !records.iter().any(|other| begins(record, other)));
        let parts = longest.map(|record| {
            let mut table = record.table.clone();
            let frozen = record.fingerprints.iter().filter(|print| !print.draft);
            table.revisions =
                frozen.map(|print| Revision { number: print.revision, fingerprint: print.value, line: None }).collect();
            (table, record.types.clone())
        });
        rules::merge(parts.collect()).map_err(|broken| Stop::Refused { findings: findings(broken), undone: None })
    }
}

/// A text of the file, on one line.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Whether `record` is the same table, only shorter.
fn begins(record: &Record, other: &Record) -> bool {
    let (slots, longer) = (&record.table.slots, &other.table.slots);
    record.table.id == other.table.id && slots.len() < longer.len() && longer.starts_with(slots)
}

#[cfg(test)]
mod tests;
