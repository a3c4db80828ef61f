//! The model that the macro and the CLI of vtable-api share: `abi.toml`, the record section, the
//! append-only rules and the C header writer. Users depend on `vtable-api` instead.
//!
//! Feature `cli` (default) has what only the CLI needs; the macro goes without, and every user's build is
//! shorter for it.
#![forbid(unsafe_code)]

pub mod abi;
#[cfg(feature = "cli")]
pub mod agree;
#[cfg(feature = "cli")]
pub mod append;
mod borrow;
mod c_form;
pub mod c_name;
pub mod canon;
pub mod diagnostics;
pub mod digest;
#[cfg(feature = "cli")]
pub mod explain;
pub mod foreign;
mod growths;
#[cfg(feature = "cli")]
pub mod header;
#[doc(hidden)]
pub mod index;
pub mod lines;
pub mod model;
#[cfg(feature = "cli")]
pub mod places;
pub mod reach;
#[cfg(feature = "cli")]
pub mod record;
pub mod rules;
#[doc(hidden)]
pub mod toml;
pub mod violation;
mod visit;
