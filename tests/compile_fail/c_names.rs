//! The names of C's types are core's.

use vtable_api::{AbiType, vtable_api};

#[allow(non_camel_case_types)]
type c_long = u8;

#[vtable_api(id = "t/long", unrecorded)]
pub trait Long {
    fn go(&self, n: c_long);
}

#[derive(AbiType)]
#[repr(C)]
pub struct Field {
    pub n: *const c_long,
}

fn main() {}
