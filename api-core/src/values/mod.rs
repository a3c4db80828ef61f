//! How each type crosses: its form in memory and as a parameter, and what is checked of a value that arrives.
//!
//! Slots, handles and modules call this folder. It calls `contract` and `describe`.

#[macro_use]
pub mod convert;
#[macro_use]
pub mod derived;
pub mod borrowed;
pub mod fault;
pub mod follow;
pub mod names;
pub mod opaque;
pub mod open;
pub mod owned;
pub mod scalars;
pub mod tagged;
