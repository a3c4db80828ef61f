//! Traits that no table can be made of.

use vtable_api::vtable_api;

#[vtable_api(id = "t/generic", unrecorded)]
pub trait Generic<T> {
    fn go(&self, value: T);
}

#[vtable_api(id = "t/bounded", unrecorded)]
pub trait Bounded
where
    Self: Sized,
{
    fn go(&self);
}

pub trait Base {}

#[vtable_api(id = "t/super", unrecorded)]
pub trait Super: Base + Send {
    fn go(&self);
}

#[vtable_api(id = "t/unsafe", unrecorded)]
pub unsafe trait Unsafe {
    fn go(&self);
}

#[vtable_api(id = "t/assoc", unrecorded)]
pub trait Associated {
    type Item;
    const N: u32;
    fn go(&self);
}

#[vtable_api(id = "t/empty", unrecorded)]
pub trait Empty {}

#[vtable_api(id = "t/struct", unrecorded)]
pub struct NoTrait {
    pub a: u32,
}

fn main() {}
