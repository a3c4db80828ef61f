//! Definitions without a layout that C knows.

use vtable_api::AbiType;

#[derive(AbiType)]
pub struct Missing {
    pub a: u32,
}

#[derive(AbiType)]
pub union MissingUnion {
    pub a: u32,
    b: u8,
}

#[derive(AbiType)]
pub enum MissingEnum {
    A,
}

#[derive(AbiType)]
#[repr(C)]
pub enum PlainC {
    A,
}

#[derive(AbiType)]
#[repr(C, packed)]
pub struct Packed {
    pub a: u32,
}

#[derive(AbiType)]
#[repr(C, align(16))]
pub struct Aligned {
    pub a: u32,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Empty {}

#[derive(AbiType)]
#[repr(u32)]
pub enum Never {}

#[derive(AbiType)]
#[repr(C)]
pub struct Counted<const N: usize> {
    pub a: [u8; N],
}

#[derive(AbiType)]
#[abi(opaque)]
pub struct Opaque<T> {
    pub a: T,
}

fn main() {}
