//! vtable-api
#![no_std]

pub use vtable_api_core::{AbiType, Described, Fault, Plain, Pointee, Reason, Refusal, Slice, SliceMut, Str, Open, OwnedSlice, OwnedStr};
pub use vtable_api_macros::{AbiType, vtable_api};

/// What expansions name. Not public API.
#[doc(hidden)]
pub mod __private {
    pub extern crate alloc;
    pub use alloc::boxed::Box;
    pub use core;
    pub use core::clone::Clone;
    pub use core::marker::Copy;
    pub use vtable_api_core::{checks, convert, describe, fault, flatten, handle, names, negotiate, open, raw, record, slot, __abi_composite, __abi_scalar};
}
