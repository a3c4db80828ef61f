//! A default is safe code, whatever the code is that asks for it.
#![forbid(unsafe_code)]

use vtable_api::AbiType;

mod other {
    pub use std::hint::unreachable_unchecked;
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Options {
    first: u32,
    #[abi(growth = 2, default = other::unreachable_unchecked())]
    second: u32,
    #[abi(growth = 2, default = "text")]
    third: u32,
}

fn main() {}
