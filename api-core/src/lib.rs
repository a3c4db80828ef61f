//! The runtime of [vtable-api](https://docs.rs/vtable-api): what a table is in memory, how two binaries agree
//! on its revisions, how values cross and are checked, and how modules are loaded.
//!
//! Users depend on `vtable-api`; what is public here and not re-exported there serves the macro's expansion.

// This crate is part of every user's build, unoptimised: so what is written for each type or number of parameters is short,
// and loops are better than adapters, which are compiled anew at each use. `#[inline]` is on what most crates with a table
// never call: what const evaluation calls only, and what a host opens modules with (`load`, `module/open.rs`,
// `module/registry.rs`, `module/memory.rs`, `Host`). rustc generates that where it is used, and else not at all.
#![no_std]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

// A file uses what is in its own folder and in those above it here, and nothing of those below.
mod contract;
pub mod describe;
#[macro_use]
mod values;
pub mod asked;
pub mod module;
#[cfg(feature = "abi_stable")]
pub mod stable;
mod table;

// Expansions, and macros by example like them, name all of it by the crate's root: where a file is may change, these paths stay.
pub use asked::facts;
pub use contract::{negotiate, raw};
pub use describe::{checks, docs, flatten, lifetimes, record};
pub use table::{handle, slot};
pub use values::{
    borrowed, convert, copied, derived, follow, growing, names, opaque, open, owned, panicked, scalars, tagged,
};
/// What is wrong with a value, and the line that ends the process.
pub mod fault {
    pub use crate::values::fault::{Fault, Growing, Memory, Number};
    pub use crate::values::site::{Names, Site, Sited, check};
}

pub use borrowed::{Slice, SliceMut, Str};
pub use convert::{AbiType, Plain, Pointee};
pub use describe::Described;
pub use fault::Fault;
pub use negotiate::{Reason, Refusal};
pub use opaque::Opaque;
pub use open::Open;
pub use owned::{OwnedSlice, OwnedStr};
pub use panicked::Panicked;
pub use values::unknown::Unknown;

/// Without feature `abi_stable` there is nothing to let it have.
#[cfg(not(feature = "abi_stable"))]
#[macro_export]
#[doc(hidden)]
macro_rules! __stable_handles {
    ($($handle:tt)*) => {};
}

/// What expansions name of std.
#[doc(hidden)]
pub mod __private {
    pub use alloc::boxed::Box;
    pub use core;
    // Users may have types of these names.
    pub use core::option::Option;
    pub use core::primitive::*;
    pub use core::result::Result;
}
