//! Why a table cannot be used, and the line that says so.

use super::raw::{CONTRACT, HEADER_SIZE};
use core::fmt;

/// Why a table cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The table that was wanted.
    pub table: &'static str,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// No table at all.
    Null,
    /// Not where a table can be.
    Misaligned,
    /// Another contract than [`CONTRACT`].
    Contract(u32),
    /// `size` is smaller than a header.
    ShortHeader(u32),
    /// The first function is missing.
    NoNegotiate,
    /// The provider refused.
    Refused,
    /// A table with another id.
    WrongId,
    /// Revision 1 differs: the two were never the same interface, or one is a draft.
    NoCommonRevision,
    /// A table that does not claim revision 1, which each has.
    NoFirstRevision,
    /// A revision that the caller cannot do without.
    Required {
        /// The lowest one that is missing.
        revision: u32,
    },
    /// `size` does not hold what the agreed revisions claim.
    Size {
        /// What it says.
        size: u32,
        /// What it must be.
        wanted: u32,
    },
    /// A slot of an agreed revision is null.
    NullSlot {
        /// Its index.
        index: u32,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected table `{}`, found ", self.table)?;
        let (found, help) = match self.reason {
            Reason::Null => ("a null pointer", "the provider must return a table"),
            Reason::Misaligned => ("a misaligned pointer", "the provider returned something other than a table"),
            Reason::NoNegotiate => {
                ("one without `negotiate`", "the provider must fill it in (in C by the HEADER macro of its header)")
            }
            Reason::Refused => return f.write_str("a provider that refused"),
            Reason::WrongId => ("a table with another id", "ask for the export that has this table"),
            Reason::NoCommonRevision => (
                "one with no revision in common: revision 1 differs",
                "rebuild against the released interface (a draft is compatible only with its own build)",
            ),
            Reason::NoFirstRevision => (
                "one without revision 1: bit 0 of its `revisions` is not set",
                "the provider must set a bit for each revision that it has (in C by the HEADER macro of its header)",
            ),
            Reason::Contract(found) => {
                write!(f, "one with contract {found}, but this program uses {CONTRACT}")?;
                return write!(f, "; use a module built for contract {CONTRACT}");
            }
            Reason::ShortHeader(size) => {
                write!(f, "a size of {size}, but a header alone has {HEADER_SIZE}")?;
                ("", SET_SIZE)
            }
            Reason::Required { revision } => {
                write!(f, "one without revision {revision}, which is required")?;
                ("", "use a newer provider")
            }
            Reason::Size { size, wanted } => {
                write!(f, "a size of {size}, but its revisions need {wanted}")?;
                ("", SET_SIZE)
            }
            Reason::NullSlot { index } => {
                write!(f, "slot {index} null in a revision that it claims to have")?;
                ("", "the provider must fill in every slot or clear the revision's bit")
            }
        };
        write!(f, "{found}; {help}")
    }
}

const SET_SIZE: &str = "the provider must set `size` to the end of its last slot";

impl core::error::Error for Refusal {}
