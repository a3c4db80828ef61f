//! Aliases whose lifetimes are as many as those that the compiler resolves, and not the same.

use std::marker::PhantomData;
use vtable_api::{AbiType, Slice, Str, vtable_api};

#[derive(AbiType)]
#[repr(C)]
pub struct View<'a, 'b> {
    pub text: Str<'a>,
    pub rest: Slice<'b, u8>,
}

pub type Pinned<'a> = &'static str;
pub type Swapped<'a, 'b> = View<'b, 'a>;
pub type Turned<A, B> = Result<B, A>;

#[vtable_api(id = "fail/lifetimes", unrecorded)]
pub trait Aliases {
    fn pinned(&self, a: Pinned<'_>);
    fn swapped(&self, a: Swapped<'_, '_>);
    fn turned(&self, a: Turned<&u8, &str>);
    fn inside(&self, call: &mut dyn FnMut(Option<Pinned<'_>>));
}

#[derive(AbiType)]
#[repr(C)]
pub struct Fields<'a, 'b, T: 'a> {
    pub pinned: Slot<'a>,
    pub swapped: Swapped<'a, 'b>,
    pub twice: Pair<T>,
    pub of: PhantomData<&'a T>,
}

pub type Slot<'a> = Str<'static>;
pub type Pair<T> = Two<T, T>;

#[derive(AbiType)]
#[repr(C)]
pub struct Two<A, B> {
    pub a: A,
    pub b: B,
}

fn main() {}
