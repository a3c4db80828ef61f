//! Names that begin like those of the expansion.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, vtable_api};

pub const __VT_VALUE1: u32 = 7;

#[derive(AbiType)]
#[repr(u32)]
pub enum Value {
    One = 1,
    Other = __VT_VALUE1,
}

#[vtable_api(id = "t/slot", unrecorded)]
pub trait Slot {
    fn __vt_go(&self);
}

#[vtable_api(id = "t/parameter", unrecorded)]
pub trait Parameter {
    fn go(&self, call: &dyn Fn(u32), __vt_lent0: u32);
}

#[vtable_api(id = "t/lifetime", unrecorded)]
pub trait Lifetime {
    fn go<'__vt>(&self, text: &'__vt str) -> &'__vt str;
}

#[vtable_api(id = "t/body", unrecorded)]
pub trait Body {
    fn go(&self);
    #[revision(2)]
    fn more(&self) {
        let __VtProvider = 1;
    }
}

#[vtable_api(id = "t/hidden", unrecorded)]
pub trait Hidden {
    fn go(&self);
    #[revision(2)]
    fn more(&self) {}
}

/// What was a hidden method is none.
struct Overrides;
impl Hidden for Overrides {
    fn go(&self) {}
    fn __vt_held(&self) {}
}

fn main() {}
