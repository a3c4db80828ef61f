//! Slots that could be released and that nobody could call.

use vtable_api::{AbiType, OwnedSlice, OwnedStr, vtable_api};

/// Owns memory, and is something where it is zeros.
#[derive(AbiType)]
#[repr(C)]
pub struct Item {
    pub name: Name,
}

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Name {
    Short(u64) = 1,
    Long(OwnedStr) = 2,
}

/// Nothing where it is zeros.
#[derive(AbiType)]
#[repr(C)]
pub struct Moves {
    pub name: OwnedStr,
    pub event: Event,
    pub all: OwnedSlice<Item>,
}

#[derive(AbiType)]
#[repr(u8)]
pub enum Event {
    Named(OwnedStr) = 7,
    Nothing = 0,
}

/// Plain in memory, but that it does something at its end.
#[derive(AbiType)]
#[repr(C)]
pub struct Closes {
    pub handle: u32,
}
impl Drop for Closes {
    fn drop(&mut self) {}
}

#[derive(AbiType)]
#[repr(transparent)]
pub struct Wrapped<T>(T);

#[derive(AbiType)]
pub struct Copied<T> {
    pub it: T,
}

type Items = Vec<Item>;

#[vtable_api(id = "t/store", unrecorded)]
pub trait Store {
    fn items(&self) -> Items;
    fn put(&self, items: Option<Vec<Item>>);
    fn one(&self) -> Result<Box<Item>, u32>;
    fn closed(&self, all: &mut dyn FnMut(Vec<Closes>));
    fn copied(&self) -> Copied<Wrapped<Closes>>;
    fn kept(&self) -> OwnedSlice<Item>;
    fn moved(&self, all: Vec<Moves>, one: Box<[Wrapped<Moves>; 2]>) -> Copied<Wrapped<Moves>>;
    fn lent(&self, items: &[Item]) -> Item;
}

fn main() {}
