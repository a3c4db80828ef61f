//! Modules: [`module!`](crate::module!) makes one, [`Module`] uses one, [`Host`] lends modules what they need.
//!
//! Loading a library runs its code, so it is trusted: the checks here catch mistakes, not attackers. Whatever
//! they find becomes one line in an [`Error`]. For modules in files on Linux, this includes counts that are too high and
//! pointers to unmapped memory.

// Programs and the expansion of `module!` call this folder. It calls `table`, `values`, `describe` and `contract`.

mod catalog;
mod descriptor;
mod error;
mod exports;
#[cfg(feature = "load")]
mod folder;
mod frozen;
mod host;
mod info;
#[cfg(all(feature = "load", any(unix, windows)))]
mod library;
#[cfg(feature = "load")]
#[cfg_attr(not(any(unix, windows)), path = "load/none.rs")]
mod load;
mod macros;
mod memory;
mod open;
mod openings;
mod ready;
#[cfg_attr(not(feature = "std"), path = "registry/none.rs")]
mod registry;
#[doc(hidden)]
pub mod roles;
mod state;
mod text;

#[cfg(all(feature = "load", not(any(unix, windows))))]
use load as library;

pub use crate::contract::raw::ModuleV1;
pub use crate::table::handle::{Handle, Lent, Owned, Provide};
pub use descriptor::Descriptor;
#[doc(hidden)]
pub use descriptor::{Exported, Named, Provider, Required, Start, Stop, c_str};
pub use error::{Error, ErrorKind};
pub use exports::HostExports;
#[cfg(feature = "load")]
pub use folder::Modules;
pub use host::Host;
pub use info::ExportInfo;
#[doc(hidden)]
pub use openings::Openings;
pub use ready::Module;
