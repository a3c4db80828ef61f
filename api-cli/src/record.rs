//! `abi.toml`, as it is and as it was: read, compared with earlier states and with other packages' records.
//!
//! Commands call it. It takes from `input`, and says what is wrong in `report`'s words; it writes nothing.
//!
//! | file | what is in it |
//! |---|---|
//! | `grown` | a record only grows: two states compared |
//! | `file` | the package's record, read from the disk |
//! | `origin` | where an earlier state is, and how it is read there |
//! | `adopt` | what a binary has, made comparable with a record |
//! | `moved` | the records of a revision, and in whose record their tables are now |
//! | `earlier` | `--against`: what must be there still |
//! | `twins` | one table in the records of two packages |

mod adopt;
mod earlier;
mod file;
pub(crate) mod grown;
mod moved;
mod origin;
pub(crate) mod twins;

pub(crate) use adopt::{frozen, with_names_of};
pub(crate) use earlier::{Compared, Earlier, shrunk_since_commit};
pub(crate) use file::{RecordFile, deleted, missing, read, require, stop};
pub(crate) use origin::{read_at, read_file};
