//! Slots that say how long something is lent.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, Str, vtable_api};

#[vtable_api(id = "borrowed/codec")]
pub trait Codec {
    fn first<'a>(&self, a: &'a Frame, b: &Frame) -> &'a Frame;
    fn plain(&self, a: &Frame) -> &Frame;
    fn keep(&self, a: &'static [u8]);
    fn lent(&self, a: &[u8]);
    fn view<'a>(&self, a: View<'a>) -> View<'a>;
    fn longer<'a, 'b: 'a>(&self, a: &'a u32, b: &'b u32) -> &'a u32;
    fn name(&self) -> &'static str;
    fn put<'x>(&mut self, into: &mut View<'x>, from: &'x str);
}

#[vtable_api(id = "borrowed/free")]
pub trait Free {
    fn same(a: &str) -> &str;
}

#[derive(AbiType)]
#[repr(C)]
pub struct Frame {
    pub width: u32,
}

#[derive(AbiType)]
#[repr(C)]
pub struct View<'a> {
    pub text: Str<'a>,
}
