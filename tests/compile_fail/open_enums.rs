//! Enums that may grow need a place for what they do not know.

use vtable_api::AbiType;

#[derive(AbiType)]
#[abi(open)]
#[repr(u16)]
pub enum NoUnknown {
    A,
}

#[derive(AbiType)]
#[abi(open)]
#[repr(u16)]
pub enum OtherType {
    A,
    Unknown(u32),
}

#[derive(AbiType)]
#[abi(open)]
#[repr(u16)]
pub enum NotLast {
    Unknown(u16),
    A,
}

#[derive(AbiType)]
#[abi(open)]
#[repr(u16)]
pub enum Payload {
    A(u32),
    Unknown(u16),
}

#[derive(AbiType)]
#[abi(open)]
#[repr(C)]
pub struct NoEnum {
    pub a: u32,
}

fn main() {}
