//! What stands for vtable-api is the dependency, or somebody says `unsafe`.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, vtable_api};

/// Whatever a user puts there.
pub mod ours {
    pub use ::vtable_api::*;
}

#[vtable_api(id = "t/bare", unrecorded, crate = ours)]
pub trait Bare {
    fn go(&self);
}

#[vtable_api(id = "t/renamed", unrecorded, crate = ::vtable_api)]
pub trait Renamed {
    fn go(&self);
}

#[derive(AbiType)]
#[abi(crate = crate::ours)]
#[repr(C)]
pub struct Point {
    pub x: u32,
}

#[derive(AbiType)]
#[abi(unsafe(crate = vtable_api, open))]
#[repr(u8)]
pub enum More {
    One,
}

#[vtable_api(id = "t/other", unrecorded, unsafe(id = "t/other"))]
pub trait Other {
    fn go(&self);
}

fn main() {}
