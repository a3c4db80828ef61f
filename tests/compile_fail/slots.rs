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
    more! { fn made(&self); }
    const LIMIT: u32 = { 1 };
    type Output;
    pub fn visible(&self);
    fn wide(
        &self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, i: u8, j: u8, k: u8, l: u8, m: u8, n: u8,
        o: u8, sixteenth: u8,
    );
}

fn main() {}
