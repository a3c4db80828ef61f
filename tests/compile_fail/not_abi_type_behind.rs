//! The same behind a reference, returned, and in a field.

use vtable_api::{AbiType, vtable_api};

pub struct Plain {
    pub a: u32,
}

#[vtable_api(id = "t/behind", unrecorded)]
pub trait Behind {
    fn look(&self, plain: &Plain);
}

#[vtable_api(id = "t/returned", unrecorded)]
pub trait Returned {
    fn give(&self) -> Plain;
}

#[derive(AbiType)]
#[repr(C)]
pub struct Field {
    pub plain: Plain,
}

fn main() {}
