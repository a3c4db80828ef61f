//! The contract between two binaries: what a table, a host and a module are in memory, and which revisions two sides share.
//!
//! Everything may call this folder, and it calls nothing of the others: not even a value is known here.

pub(crate) mod equal;
pub(crate) mod known;
pub mod negotiate;
pub mod raw;
