//! Slots that take `&mut self` are not for shared handles.
#![forbid(unsafe_code)]

use vtable_api::vtable_api;

#[vtable_api(id = "t/taker", unrecorded)]
pub trait Taker {
    fn take(&mut self) -> u32;
}

pub fn takes(mut shared: TakerRef<'_>, object: &TakerObject, own: &TakerBox) {
    shared.take();
    object.take();
    own.take();
}

fn main() {}
