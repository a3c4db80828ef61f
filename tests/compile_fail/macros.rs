//! A macro in a type may stand for another one each time that it is expanded, and for lifetimes that no token shows.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, Str, vtable_api};

macro_rules! text {
    ($lifetime:lifetime) => { Str<$lifetime> };
}
macro_rules! three {
    () => { 3 };
}

#[derive(AbiType)]
#[repr(C)]
pub struct Hook<'a> {
    pub context: text!('a),
    pub all: [text!('a); 2],
    pub bytes: [u8; three!()],
}

#[vtable_api(id = "t/macros", unrecorded)]
pub trait Macros {
    fn take(&self, text: Option<&text!('static)>, each: &dyn Fn(text!('static)));
    fn give(&self) -> text!('static);
}

type Text<'a> = text!('a);
const THREE: usize = three!();

#[vtable_api(id = "t/named", unrecorded)]
pub trait Named {
    fn take(&self, text: Text<'_>, bytes: &[u8; THREE]);
}

fn main() {}
