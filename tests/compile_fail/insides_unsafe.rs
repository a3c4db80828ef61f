//! What makes a handle of an address is `unsafe`.
#![forbid(unsafe_code)]

use std::mem::MaybeUninit;
use vtable_api::__private::handle::{Boxed, Handle, Shared, erase};
use vtable_api::vtable_api;

#[vtable_api(id = "t/taker", unrecorded)]
pub trait Taker {
    fn take(&mut self) -> u32;
}

pub fn made(own: &TakerBox) -> (TakerBox, TakerMut<'static>) {
    let _ = Shared::<'static, TakerTable>::from_raw(own.raw.raw());
    let _ = Boxed::<TakerTable>::from_raw(own.raw.raw());
    (TakerBox::from_raw(Handle::raw(own)), TakerMut::from_raw(Handle::raw(own)))
}

/// An address of no bytes.
pub fn address() -> bool {
    erase([MaybeUninit::<u8>::uninit(); size_of::<usize>()]).is_null()
}

fn main() {}
