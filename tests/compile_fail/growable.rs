//! What cannot grow, and numbers that are none.

use vtable_api::{AbiType, Unknown, vtable_api};

#[derive(AbiType)]
#[abi(growable)]
#[repr(C)]
pub struct Fixed {
    level: u32,
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Generic<T> {
    of: T,
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Borrowed<'a> {
    text: &'a str,
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Tuple(u32, String);

#[derive(AbiType)]
#[abi(growable)]
pub struct Empty {}

#[derive(AbiType)]
#[abi(growable, opaque)]
pub struct Both {
    level: u32,
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Numbers {
    #[abi(growth = 2)]
    first: u32,
    #[abi(growth = 0)]
    zero: u32,
    #[abi(growth = 3)]
    third: u32,
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Back {
    first: u32,
    #[abi(growth = 2)]
    second: u32,
    back: u32,
    #[abi(growth = 4)]
    fourth: u32,
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Defaults {
    #[abi(default = 3)]
    first: u32,
    #[abi(growth = 2, defualt = 4)]
    misspelt: u32,
    #[abi(growth = 2, growth = 2)]
    twice: u32,
    #[abi(growth = 2)]
    none: Bare,
}

#[derive(AbiType)]
pub struct Bare {
    of: u32,
}

#[derive(AbiType)]
pub struct Plain {
    #[abi(growth = 2)]
    level: u32,
}

#[derive(AbiType)]
#[abi(growable)]
pub enum Closed {
    A,
    B(u32),
}

#[derive(AbiType)]
#[abi(growable)]
pub enum Other {
    A,
    Rest(Unknown),
}

#[derive(AbiType)]
#[abi(growable)]
pub enum Alone {
    Unknown(Unknown),
}

#[derive(AbiType)]
#[abi(growable)]
pub enum Placed {
    A {
        #[abi(growth = 2)]
        field: u32,
    },
    #[abi(growth = 2, default = Placed::B)]
    B,
    #[abi(growth = 2)]
    Unknown(Unknown),
}

#[vtable_api(id = "test/local", unrecorded)]
pub trait Local {
    fn local(&self);
}

#[derive(AbiType)]
#[abi(growable)]
pub enum Sent {
    Object(Box<dyn Local>),
    Unknown(Unknown),
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Held {
    raw: *const Held,
    written: &'static mut u32,
}

#[vtable_api(id = "test/uses", unrecorded)]
pub trait Uses {
    fn written(&self, of: &mut Good);
    fn returned(&self) -> &Good;
    fn slice(&self, of: &mut [Good]);
    fn pointer(&self, of: *const Good);
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Good {
    level: u32,
}


#[derive(AbiType)]
#[abi(growable, package = "elsewhere")]
pub struct Moved {
    level: u32,
}

#[derive(AbiType)]
#[abi(growable)]
pub enum Order {
    A,
    #[abi(growth = 3)]
    B,
    #[abi(growth = 2)]
    C,
    D,
    Unknown(Unknown),
}

#[vtable_api(id = "test/refused", unrecorded)]
pub trait UsesRefused {
    fn value(&self, of: Borrowed<'_>, one: Fixed, two: Closed) -> Vec<Numbers>;
    fn lent(&self, of: &Borrowed<'_>, all: &[Closed], third: Option<Generic<u8>>);
}

fn main() {}
