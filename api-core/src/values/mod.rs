//! How each type crosses: its form in memory and as a parameter, and what is checked of a value that arrives.
//!
//! Slots, handles, questions and modules call this folder. It calls `contract` and `describe`.

pub(crate) mod address;
mod alike;
mod block;
#[macro_use]
pub(crate) mod traits;
#[macro_use]
pub mod convert;
#[macro_use]
pub mod copied;
#[macro_use]
pub mod derived;
pub mod borrowed;
pub(crate) mod end;
pub(crate) mod fault;
pub mod follow;
pub mod growing;
mod lent;
pub mod names;
pub mod opaque;
pub mod open;
pub mod owned;
pub mod panicked;
pub(crate) mod parts;
pub mod scalars;
pub(crate) mod sending;
#[cfg(feature = "serde")]
mod serialized;
mod shown;
pub(crate) mod site;
pub mod tagged;
pub(crate) mod unknown;
pub(crate) mod vouched;
pub(crate) mod walk;
