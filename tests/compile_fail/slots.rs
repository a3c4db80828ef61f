//! Functions that no slot can hold.

use vtable_api::vtable_api;

#[vtable_api(id = "t/slots", unrecorded)]
pub trait Slots {
    fn generic<T>(&self, value: T);
    fn counted<const N: usize>(&self);
    async fn later(&self);
    const fn early(&self);
    extern "C" fn c(&self);
    extern "system" fn system(&self);
    fn bounded(&self)
    where
        Self: Sized;
    unsafe extern "C" fn many(&self, first: u32, ...);
    fn macros(&self);
    more!();
}

fn main() {}
