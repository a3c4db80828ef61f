//! Why a header cannot be written.

use std::fmt;

use crate::diagnostics::Code;
use vtable_api_contract::{CONTRACT, MAX_REVISION};

/// Why [`super::table`] gave no header.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderError {
    /// Not 1 to 63 fingerprints: nothing is recorded, or too much.
    Revisions {
        /// How many there are.
        count: usize,
    },
    /// Two things would get one C name.
    Collision {
        /// The name in C.
        name: String,
        /// What has it.
        first: String,
        /// What would get it, too.
        second: String,
    },
    /// A struct of C that two types have two definitions of.
    TwoDefinitions {
        /// What C calls it.
        tag: String,
        /// What has the second.
        second: String,
    },
    /// A name that the headers of C or of a system have.
    System {
        /// The name in C.
        name: String,
        /// What would get it.
        what: String,
    },
    /// A slot or field names a type that has no definition.
    Unknown {
        /// As slots name it.
        ty: String,
        /// Where.
        place: String,
    },
    /// A growable type of which no growth is recorded.
    Growths {
        /// As slots name it.
        ty: String,
    },
    /// A type that C cannot spell where it is used.
    NotInC {
        /// As slots name it.
        ty: String,
        /// Where.
        place: String,
        /// Why not, and what to do.
        why: &'static str,
    },
    /// A type that contains itself by value, or a transparent one around a pointer to itself.
    Recursive {
        /// Its name in C.
        name: String,
    },
}

impl HeaderError {
    /// The rule that is broken: the one that the build has where tokens show as much.
    pub fn code(&self) -> Code {
        match self {
            Self::Collision { .. } => Code::CNameCollision,
            Self::TwoDefinitions { .. } => Code::ForeignStruct,
            Self::System { .. } => Code::SystemName,
            Self::NotInC { .. } | Self::Recursive { .. } => Code::NoCForm,
            Self::Revisions { .. } | Self::Unknown { .. } | Self::Growths { .. } => Code::RecordInconsistent,
        }
    }

    pub(super) fn not_in_c(ty: &impl ToString, why: &'static str) -> Self {
        Self::NotInC { ty: ty.to_string(), place: String::new(), why }
    }

    /// Says where, unless an inner place is known already.
    pub(super) fn at(mut self, here: impl FnOnce() -> String) -> Self {
        if let Self::NotInC { place, .. } | Self::Unknown { place, .. } = &mut self
            && place.is_empty()
        {
            *place = here();
        }
        self
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Revisions { count: 0 } => {
                f.write_str("the table has no recorded revision; help: run `cargo vtable-api freeze` first")
            }
            Self::Revisions { count } => {
                write!(f, "the table has {count} revisions; contract {CONTRACT} ends at {MAX_REVISION}")
            }
            Self::Collision { name, first, second } => {
                write!(f, "{first} and {second} would both be `{name}` in C; help: rename one of them")
            }
            Self::TwoDefinitions { tag, second } => {
                write!(
                    f,
                    "{second} has another definition of `struct {tag}` than a type before it; help: write one of them in both, as C has one"
                )
            }
            Self::System { name, what } => {
                write!(
                    f,
                    "{what} would be `{name}` in C, which a system header already defines; help: rename it, or change the id"
                )
            }
            Self::Growths { ty } => {
                write!(f, "no growth of `{ty}` is recorded; help: run `cargo vtable-api freeze` first")
            }
            Self::Unknown { ty, place } => write!(f, "{place}: there is no definition of `{ty}`"),
            Self::NotInC { ty, place, why } => {
                write!(f, "{place}: `{ty}` has no C form here: {why}")
            }
            Self::Recursive { name } => {
                write!(f, "`{name}` is made of itself; help: put a `repr(C)` struct and a pointer between")
            }
        }
    }
}

impl std::error::Error for HeaderError {}
