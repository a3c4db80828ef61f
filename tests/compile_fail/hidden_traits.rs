//! What the boundary trusts of a type is in traits that safe code does not implement, those that an expansion declares included.
#![forbid(unsafe_code)]

use vtable_api::__private::{lifetimes, raw::RawObject};
use vtable_api::vtable_api;

#[vtable_api(id = "t/taker", unrecorded)]
pub trait Taker {
    fn take(&self) -> u32;
}

/// A trait object of another trait, which has no table.
pub trait Other {}
impl __TakerErased for dyn Other {
    fn __vt_raw(&self) -> RawObject {
        todo!()
    }
    fn __vt_raw_mut(&mut self) -> RawObject {
        todo!()
    }
    fn __vt_into_raw(self: Box<Self>) -> RawObject {
        todo!()
    }
}

/// A list of lifetimes that was not read.
pub struct Read;
impl lifetimes::Written<Read> for () {}

fn main() {}
