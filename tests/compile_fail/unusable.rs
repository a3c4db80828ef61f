//! Slots that could be released and that nobody could call.

use vtable_api::{AbiType, OwnedSlice, OwnedStr, vtable_api};

#[derive(AbiType)]
#[repr(C)]
pub struct Item {
    pub name: OwnedStr,
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

type Items = Vec<Item>;

#[vtable_api(id = "t/store", unrecorded)]
pub trait Store {
    fn items(&self) -> Items;
    fn put(&self, items: Option<Vec<Item>>);
    fn one(&self) -> Result<Box<Item>, u32>;
    fn closed(&self, all: &mut dyn FnMut(Vec<Closes>));
    fn kept(&self) -> OwnedSlice<Item>;
    fn lent(&self, items: &[Item]) -> Item;
}

fn main() {}
