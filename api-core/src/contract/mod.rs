//! The contract between two binaries: what a table, a host and a module are in memory, and which revisions two sides share.
//!
//! Every folder may call this one. It calls none: not even what a value is is known here.

pub(crate) mod agree;
pub(crate) mod c_text;
mod equal;
pub(crate) mod known;
pub mod negotiate;
pub(crate) mod provider;
pub mod raw;
pub(crate) mod refusal;
pub(crate) mod spec;
