//! The package that is being compiled: its name, its `abi.toml`, and which of its targets this is. Each file reads what the
//! name says, and is used by those below it only:
//!
//! | file | has |
//! |---|---|
//! | `mode` | what the environment asks for |
//! | `file` | a file, whole or not at all |
//! | `manifest` | `Cargo.toml` |
//! | `current` | the package, from these |
//! | `target` | which crate of the package this is |
//! | `record` | `abi.toml` |
//! | `track` | what cargo is told of the files that were read |
//! | `prelude` | whether the crate has one |
//! | `claims` | what macro calls of one compiler process tell one another |

mod claims;
mod current;
mod file;
mod manifest;
mod mode;
pub(crate) mod prelude;
mod record;
mod target;
mod track;

pub(crate) use claims::{Note, has_one_lifetime, is_compiler, is_of_left, note};
pub(crate) use current::Package;
pub(crate) use file::bytes;
pub(crate) use mode::{in_full, is_cargo};
pub(crate) use record::{Record, has_frozen};
