//! Words that our attributes do not know.

use vtable_api::{AbiType, vtable_api};

#[vtable_api(id = "t/word", unrecorded, pinned)]
pub trait Word {
    fn go(&self);
}

#[vtable_api(id = "t/case", unrecorded, c_case = "camel")]
pub trait Case {
    fn go(&self);
}

#[vtable_api(id = "t/panic", unrecorded, panic = "unwind")]
pub trait Panic {
    fn go(&self);
}

#[vtable_api(id = "No Id", unrecorded)]
pub trait BadId {
    fn go(&self);
}

#[vtable_api(id = 7, unrecorded)]
pub trait Number {
    fn go(&self);
}

#[vtable_api(id = "t/slot", unrecorded)]
pub trait Slots {
    #[revision(zero)]
    fn word(&self);
    #[revision(0)]
    fn zero(&self);
    #[revision]
    fn nothing(&self);
    #[ex(all)]
    fn all(&self);
}

#[derive(AbiType)]
#[repr(C)]
#[abi(closed)]
pub struct Closed {
    pub a: u32,
}

#[derive(AbiType)]
#[repr(C)]
#[abi(name = "no name")]
pub struct Named {
    pub a: u32,
}

#[vtable_api(id = "t/crates", unrecorded, unsafe(crate = ::vtable_api), unsafe(crate = ::vtable_api))]
pub trait Crates {
    fn go(&self);
}

fn main() {}
