//! Modules: [`module!`](crate::module!) makes one, [`Module`] uses one, [`Host`] gives modules what they need.
//!
//! Loading a library runs its code, so it is trusted: the checks here catch mistakes, not attackers. Whatever
//! they find is one line in [`Error`].
#![doc = ""]

mod catalog;
mod descriptor;
mod error;
mod macros;
mod open;
#[cfg(feature = "std")]
mod registry;
mod text;

pub use crate::host::{Host, HostExports};
pub use catalog::ExportInfo;
pub use descriptor::Descriptor;
#[doc(hidden)]
pub use descriptor::{Exported, Fini, Init, Named, Provider, Required, c_str};
pub use error::{Error, ErrorKind};

pub(crate) use catalog::{Catalog, Entry, Strided, read_exports};
pub(crate) use open::Place;
pub(crate) use text::MAX_TEXT;
