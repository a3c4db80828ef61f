//! The record section of a built binary: what its tables and types looked like to the compiler.
//!
//! The section is a list of frames, with padding between them. A frame is the 8 bytes `VTABREC\x01` (the
//! last is the version), the payload's length as a little endian `u32`, and the payload: UTF-8 lines whose
//! fields are split by tabs. One frame is one table with all types that it reaches.
//!
//! ```text
//! table⇥id⇥Trait⇥module⇥package⇥lib|bin⇥bounds⇥snake|pascal⇥recorded|unrecorded
//! fingerprint⇥revision⇥16 hex digits⇥frozen|draft
//! slot⇥revision⇥signature⇥-|ex-none
//! type⇥name⇥module⇥kind⇥repr or -
//! field⇥width: u32                   of the type before
//! variant⇥Ok = 0                     of the type before
//! doc⇥one line                       of the table, slot, type, field or variant before
//! ```

mod frames;
mod lines;

use std::fmt;

use crate::diagnostics::Code;
use crate::model::{Table, TypeDef};

/// One table as a binary has it.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// The fingerprint of a revision, as compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Its number.
    pub revision: u32,
    /// Taken from `abi.toml`, unless it is a draft's.
    pub value: u64,
    /// Whether the revision was not frozen yet.
    pub draft: bool,
}

/// Why a record section cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// Reads all frames of a section, in order.
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
pub fn read_section(section: &[u8]) -> Result<Vec<Record>, RecordError> {
    frames::frames(section)
        .map(|frame| {
            let frame = frame?;
            lines::record(frame.payload).map_err(|message| frames::unreadable(frame.offset, &message))
        })
        .collect()
}

#[cfg(test)]
mod tests;
