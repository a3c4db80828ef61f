//! Aliases whose lifetimes are not as many as those that the compiler resolves.

use std::marker::PhantomData;
use vtable_api::{AbiType, Slice, Str, vtable_api};

#[derive(AbiType)]
#[repr(C)]
pub struct View<'a, 'b> {
    pub text: Str<'a>,
    pub rest: Slice<'b, u8>,
}

pub type Fine<'a> = Result<View<'a, 'a>, &'a u8>;
pub type Hidden = &'static str;
pub type Dropped<'a> = u32;
pub type Twice<'a> = View<'a, 'a>;

#[vtable_api(id = "fail/lifetimes", unrecorded)]
pub trait Aliases {
    fn hidden(&self) -> Hidden;
    fn dropped(&self, a: Dropped<'_>);
    fn twice(&self, a: Twice<'_>);
    fn inside(&self, call: &mut dyn FnMut(Option<Hidden>));
}

#[derive(AbiType)]
#[repr(C)]
pub struct Fields<'a> {
    pub hidden: Hide<'a>,
    pub of: PhantomData<&'a u8>,
}

pub type Hide<'a> = u32;

fn main() {}
