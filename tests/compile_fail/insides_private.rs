//! What is inside of handles has no fields that a user can name, and is made by functions that are `unsafe`.
#![forbid(unsafe_code)]

use vtable_api::__private::handle::{Object, Shared};
use vtable_api::vtable_api;

#[vtable_api(id = "t/taker", unrecorded)]
pub trait Taker {
    fn take(&mut self) -> u32;
}

pub fn opened(lent: TakerRef<'_>) {
    let Shared { raw, .. } = lent.raw;
    let object: &Object<TakerTable> = lent.raw.object();
    let _ = (object.raw, &object.place);
    let _ = Shared::<TakerTable> { raw, lent: Default::default(), of: Default::default() };
}

fn main() {}
