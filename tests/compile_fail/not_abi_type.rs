//! Types of others, which do not say how they cross.

use vtable_api::vtable_api;

pub struct Plain {
    pub a: u32,
}

#[vtable_api(id = "t/param", unrecorded)]
pub trait Param {
    fn take(&self, plain: Plain);
}

fn main() {}
