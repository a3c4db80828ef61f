//! A type that was meant to be a provider.

use vtable_api::vtable_api;

#[vtable_api(id = "t/codec", unrecorded)]
pub trait Codec {
    fn go(&self);
}

pub struct Png;

fn main() {
    let _ = CodecBox::new(Png);
    let _ = CodecRef::new(&Png);
}
