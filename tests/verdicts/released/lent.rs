//! Types that borrow, and callbacks that say which of their lifetimes are one.
#![forbid(unsafe_code)]

use std::marker::PhantomData;
use vtable_api::{AbiType, Slice, Str, vtable_api};

#[vtable_api(id = "lent/codec")]
pub trait Codec {
    fn show(&self, view: View<'_, '_>);
    fn each(&self, call: &mut dyn for<'x> FnMut(&'x u8, Text<'x>));
    fn hook(&self, call: unsafe extern "C" fn(&u8, &u8) -> u8);
    fn take(&self, hook: Hook<'_>, event: Event<'_>);
    fn both(&self, both: &Both<Text<'_>, u8>);
    fn handle(&self) -> Handle<'_>;
    fn read(&self, text: Words<'_>);
}

#[derive(AbiType)]
#[repr(C)]
pub struct View<'a, 'b: 'a> {
    pub text: Str<'a>,
    pub rest: Slice<'b, u8>,
    pub unit: Str<'static>,
}

#[derive(AbiType)]
#[repr(transparent)]
pub struct Text<'a>(pub Str<'a>);

#[derive(AbiType)]
#[repr(C)]
pub struct Hook<'a> {
    pub call: for<'x> unsafe extern "C" fn(&'x u8, &'x u8, &'a u8) -> u8,
}

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Event<'a> {
    Name(Str<'a>) = 0,
    Data { bytes: Slice<'a, u8>, count: u32 } = 1,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Both<A, B> {
    pub a: A,
    pub b: B,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Handle<'a> {
    pub raw: u64,
    pub of: PhantomData<&'a u8>,
}

pub type Words<'a> = &'a str;
