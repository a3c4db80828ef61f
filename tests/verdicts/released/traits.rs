//! What the compiler knows of types beside their fields.

use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use vtable_api::{AbiType, OwnedStr, Plain, Str, vtable_api};

pub type Mark = *const ();

#[vtable_api(id = "viewer/tickets")]
pub trait Tickets {
    fn take(&self, number: u32) -> Ticket;
    fn hidden(&self) -> Hidden;
    fn open(&self, door: Door) -> Handle;
    fn name(&self, name: &Named);
    fn guard(&self) -> Guard<'_>;
    fn row(&self, row: &Row<u16>);
    fn event(&self, event: Event, id: Id);
    fn kept(&self) -> Kept<Ticket>;
    fn both(&self) -> Two<u32, u8>;
    fn tied<'a, 'b: 'a>(&self, tied: Tied<'a, 'b>) -> &'a str;
    fn loose(&self, loose: Loose<'_, '_>);
    fn said(&self, said: &Said, label: &Label, owner: &Owner);
    fn pair(&self, pair: &Pair<u8>);
    fn foreign(&self, foreign: &Foreign<u8>);
}

#[derive(AbiType)]
#[repr(C)]
pub struct Ticket {
    pub number: u32,
    pub here: PhantomData<*const ()>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Hidden {
    pub number: u32,
    pub here: PhantomData<Mark>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Door {
    pub number: u32,
    pub everywhere: PhantomData<()>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Handle {
    pub at: *const u8,
}

unsafe impl Send for Handle {}

#[derive(AbiType)]
#[repr(C)]
pub struct Named {
    pub name: OwnedStr,
    pub kept: ManuallyDrop<OwnedStr>,
    pub size: ManuallyDrop<u32>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Guard<'a> {
    pub number: u32,
    pub of: PhantomData<&'a u8>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Row<T: Plain> {
    pub first: T,
    pub mark: PhantomData<T>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Kept<T> {
    pub number: u32,
    pub of: PhantomData<std::sync::Arc<T>>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Two<T: Send, U>
where
    U: Plain + Copy,
{
    pub number: u32,
    pub of: PhantomData<T>,
    pub at: *const U,
}

unsafe impl<T: Send, U: Plain + Copy + Sync> Send for Two<T, U> {}

#[derive(AbiType)]
#[repr(C)]
pub struct Tied<'a, 'b: 'a> {
    pub short: Str<'a>,
    pub long: Str<'b>,
    pub of: PhantomData<&'a &'b u16>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Loose<'a, 'b> {
    pub short: Str<'a>,
    pub long: Str<'b>,
    pub of: PhantomData<(&'a u32, &'b u32)>,
}

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Event {
    Moved(u32, PhantomData<u8>),
    Gone,
}

#[derive(AbiType)]
#[repr(transparent)]
pub struct Id(pub u32, pub PhantomData<u8>);

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Said {
    Text(OwnedStr),
    Nothing,
}

#[derive(AbiType)]
#[repr(transparent)]
pub struct Label(pub OwnedStr);

#[derive(AbiType)]
#[repr(C)]
pub struct Owner {
    pub label: OwnedStr,
    pub at: *mut u8,
}

impl Drop for Owner {
    fn drop(&mut self) {}
}

#[derive(AbiType)]
#[repr(C)]
pub struct Pair<T: Plain> {
    pub label: OwnedStr,
    pub first: T,
}

pub trait Known {}
impl Known for u8 {}

#[derive(AbiType)]
#[repr(C)]
pub struct Foreign<T: Known> {
    pub label: OwnedStr,
    pub first: T,
}
