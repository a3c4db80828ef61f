//! The model that the macro and the CLI of vtable-api share: `abi.toml`, the record section, the
//! append-only rules and the C header writer. Users depend on `vtable-api` instead.
#![forbid(unsafe_code)]

pub mod model;
