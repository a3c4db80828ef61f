//! The model that the macro and the CLI of vtable-api share: `abi.toml`, the record section, the
//! append-only rules and the C header writer. Users depend on `vtable-api` instead.
#![forbid(unsafe_code)]

pub mod abi;
pub mod append;
pub mod canon;
pub mod diagnostics;
pub mod digest;
pub mod explain;
pub mod header;
pub mod model;
pub mod reach;
pub mod record;
pub mod rules;
pub mod violation;
