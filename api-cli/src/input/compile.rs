//! Packages built as they stand on the disk, and the tables that they then have.
//!
//! | file | what is in it |
//! |---|---|
//! | `lock` | keeps runs apart that build in one folder |
//! | `cargo` | runs cargo, and keeps what it says |
//! | `compiler` | which of rustc's errors are about tables and types |
//! | `units` | what of a package to build |
//! | `session` | the word that tells builds of this folder from any other |
//! | `extract` | builds, and says where the results are |
//! | `proof` | whether what was read is what is on the disk |
//! | `fresh` | what builds were made of, and whether cargo passed over a change |
//! | `trusted` | builds until both are content |
//! | `ordinary` | the user's own `cargo check`, and what it says in our name |
//! | `source` | the model of all this, with places |

mod cargo;
mod compiler;
mod extract;
mod fresh;
pub(crate) mod lock;
pub(crate) mod ordinary;
mod proof;
mod session;
pub(crate) mod source;
mod trusted;
mod units;

pub(crate) use cargo::Build;
