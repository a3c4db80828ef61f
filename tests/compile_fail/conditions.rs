//! What depends on the build.

use vtable_api::{AbiType, vtable_api};

#[vtable_api(id = "t/conditions", unrecorded)]
pub trait Conditions {
    #[cfg(unix)]
    fn go(&self);
    #[cfg_attr(unix, must_use)]
    fn come(&self) -> u32;
    fn with(&self, #[cfg(unix)] a: u32);
}

#[derive(AbiType)]
#[repr(C)]
pub struct Field {
    pub a: u32,
    #[cfg(windows)]
    pub b: u32,
    #[cfg_attr(unix, doc = "c")]
    pub c: u32,
}

#[derive(AbiType)]
#[repr(u32)]
pub enum Variant {
    A,
    #[cfg(windows)]
    B,
}

fn main() {}
