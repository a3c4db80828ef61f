//! The record section of a built binary: what its tables and types looked like to the compiler, and which of
//! them its modules provide and require.
//!
//! The section is a list of frames, with padding between them. A frame is the 7 bytes `VTABREC`, a byte for
//! the version, the payload's length as a little endian `u32`, and the payload: UTF-8 lines whose fields are
//! split by tabs.
//!
//! Version 1 is one table with all types that it reaches, left by the crate that declares it:
//!
//! ```text
//! table⇥id⇥Trait⇥module⇥package⇥lib|bin⇥bounds⇥snake|pascal⇥recorded|unrecorded
//! fingerprint⇥revision⇥16 hex digits⇥frozen|draft
//! object⇥id⇥package⇥frozen|draft|unrecorded   another table that slots name
//! slot⇥revision⇥signature⇥-|ex-none
//! type⇥name⇥module⇥kind⇥repr or -
//! lifetimes⇥'a 'b, 'b: 'a            of the type before, if it has any
//! traits⇥!Send + !Sync               of the type before, if it has any
//! growth⇥number⇥16 hex digits or -⇥id   of the growable type before: the members that follow came with it; `-` is a draft
//! field⇥width: u32                   of the type before
//! variant⇥Ok = 0                     of the type before
//! doc⇥one line                       of the table, slot, type, field or variant before
//! built⇥word⇥file⇥hash               of the table or type before: for which run of the CLI, and from which text; one for each file
//! at⇥part⇥file⇥line⇥column⇥line⇥column  where it is, first and behind its last character
//! part = "-" | "bounds" | "revision" | "receiver" | "return" | "type" | index of a parameter, or of a variant's field
//! ```
//!
//! The id ends with a NUL where the table's code has it from there. `doc`, `built`, `at` and `object` are there only when the CLI asked for them.
//!
//! Version 2 says who does what with a table. Its lines end with a newline or a NUL byte, and empty ones mean
//! nothing. It is either what `module!` of Rust exports and requires:
//!
//! ```text
//! module⇥vtable-api 0.1.0⇥version⇥name
//! exported                           hosts find it by the symbol `vtable_api_module`
//! export⇥name⇥create|lend⇥id⇥revisions
//! require⇥name⇥id⇥revisions⇥the required ones, split by spaces
//! revisions = [revision ":" 16 hex digits (" " revision ":" 16 hex digits)*]
//! ```
//!
//! or a word about such a module: it does not export that symbol, and nothing but a shared library is made of its crate; or it
//! does, and its crate is made into no library or program:
//!
//! ```text
//! unexported|linked⇥name
//! ```
//!
//! or what C code that includes a table's header does with it, and then the lines of version 1:
//!
//! ```text
//! side⇥provides|expects⇥compiler
//! table⇥...
//! ```

mod frames;
mod lines;
mod roles;

use std::fmt;

use crate::diagnostics::Code;
use crate::model::{Table, TypeDef};
use crate::places::Places;

/// One table as a binary has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The package that declares the trait.
    pub package: String,
    /// Whether it is declared in a program rather than in a library.
    pub is_bin: bool,
    /// `#[vtable_api(unrecorded)]`
    pub unrecorded: bool,
    /// Of each revision, in order.
    pub fingerprints: Vec<Fingerprint>,
    /// The table. Its `revisions` are empty.
    pub table: Table,
    /// What it reaches.
    pub types: Vec<TypeDef>,
    /// Where all of it is, if that was asked for.
    pub places: Places,
    /// What the table and each of its types was made from, source and `abi.toml`, if that was asked for.
    pub built: Vec<Built>,
    /// The tables that its slots name, if that was asked for.
    pub objects: Vec<ObjectOf>,
}

/// A table that slots of another one name, as the compiler knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectOf {
    /// Its id.
    pub id: String,
    /// The package that declares the trait.
    pub package: String,
    /// What that package had recorded of it.
    pub state: State,
}

/// What is recorded of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A revision, or more.
    Frozen,
    /// Nothing so far.
    Draft,
    /// Nothing ever: it says `unrecorded`.
    Unrecorded,
}

impl fmt::Display for ObjectOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ObjectOf { id, package, state } = self;
        let state = match state {
            State::Frozen => "which is recorded",
            State::Draft => "which is a draft",
            State::Unrecorded => "which says `unrecorded`",
        };
        write!(f, "table `{id}` of package `{package}`, {state}")
    }
}

/// What a table or type was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// The word of the run of the CLI.
    pub session: String,
    /// The file, unless nobody knows.
    pub file: Option<String>,
    /// [`crate::digest::of`] the file.
    pub hash: String,
}

/// The fingerprint of a revision, as compiled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fingerprint {
    /// Its number.
    pub revision: u32,
    /// Taken from `abi.toml`, unless it is a draft's.
    pub value: u64,
    /// Whether the revision was not frozen yet.
    pub draft: bool,
}

/// What one frame says.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A table that is declared in a crate which the binary has.
    Table(Record),
    /// A table that code in C provides or expects.
    Side(Side),
    /// A module in Rust.
    Module(Module),
}

/// What code in C does with a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Whether it has such a table or asks others for one.
    pub role: Role,
    /// What compiled it: `gcc 12.2.0`.
    pub compiler: String,
    /// The table, up to the revision that it has or can use.
    pub record: Record,
}

/// What a binary does with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It has a table that others call.
    Provides,
    /// It calls a table of others.
    Expects,
}

/// What `module!` makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What made it: `vtable-api 0.1.0`.
    pub maker: String,
    /// Hosts find it by the symbol `vtable_api_module`.
    pub is_exported: bool,
    /// What it gives to hosts.
    pub exports: Vec<Export>,
    /// What it needs from hosts.
    pub requirements: Vec<Requirement>,
}

/// An export of a [`Module`].
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    /// By which hosts ask for it.
    pub name: String,
    /// Each host gets an object of its own; otherwise one is lent to all.
    pub creates: bool,
    /// The table.
    pub id: String,
    /// Each revision that it has, and its fingerprint.
    pub revisions: Vec<(u32, u64)>,
}

/// What a [`Module`] needs from its host.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// Of the host's export.
    pub name: String,
    /// The table.
    pub id: String,
    /// Each revision that it can use, and its fingerprint.
    pub revisions: Vec<(u32, u64)>,
    /// Those that it cannot do without.
    pub required: Vec<u32>,
}

/// Why a record section cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordError {
    /// [`Code::RecordNewer`] or [`Code::RecordUnreadable`].
    pub code: Code,
    /// The byte of the section where the frame starts.
    pub offset: usize,
    /// What is wrong and what to do, in one line.
    pub message: String,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record at byte {} of the section: {}", self.offset, self.message)
    }
}

impl std::error::Error for RecordError {}

/// The tables that the binary's crates declare, in order: what [`read`] gives, without the rest.
///
/// ```
/// use vtable_api_manifest::record;
/// let payload = "table\tviewer/codec\tCodec\tviewer\tviewer\tlib\tSend\tsnake\trecorded\n\
///                slot\t1\tfn decode(&self, input: &[u8])\t-\n\
///                doc\tDecodes one image.\n";
/// let mut section = b"VTABREC\x01".to_vec();
/// section.extend((payload.len() as u32).to_le_bytes());
/// section.extend(payload.as_bytes());
/// section.extend([0; 5]);
/// let records = record::read_section(&section).unwrap();
/// assert_eq!(records[0].table.slots[0].docs, ["Decodes one image."]);
/// ```
///
/// # Errors
/// At the first frame that is damaged, or of a version that this reader does not know.
pub fn read_section(section: &[u8]) -> Result<Vec<Record>, RecordError> {
    let entries = read(section)?.into_iter();
    let tables = entries.filter_map(|entry| match entry {
        Entry::Table(record) => Some(record),
        _ => None,
    });
    Ok(tables.collect())
}

/// All frames of a section, in order.
///
/// ```
/// use vtable_api_manifest::record::{self, Entry};
/// let payload = "module\tvtable-api 0.1.0\t1.0.3\tpng\nexport\tpng\tcreate\tviewer/codec\t1:fca192cd39f2e21e\n";
/// let mut section = b"VTABREC\x02".to_vec();
/// section.extend((payload.len() as u32).to_le_bytes());
/// section.extend(payload.as_bytes());
/// let entries = record::read(&section).unwrap();
/// let [Entry::Module(module)] = &entries[..] else { panic!() };
/// assert_eq!(module.exports[0].revisions, [(1, 0xfca192cd39f2e21e)]);
/// ```
///
/// # Errors
/// At the first frame that is damaged, or of a version that this reader does not know.
pub fn read(section: &[u8]) -> Result<Vec<Entry>, RecordError> {
    frames::frames(section)
        .map(|frame| {
            let frame = frame?;
            let entry = match frame.version {
                frames::Version::Tables => lines::record(frame.payload).map(Entry::Table),
                frames::Version::Roles => roles::entry(frame.payload),
            };
            entry.map_err(|message| frames::unreadable(frame.offset, &message))
        })
        .collect()
}

#[cfg(test)]
mod tests;
