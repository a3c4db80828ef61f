//! The word is the user's, so the user's lint finds it.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, vtable_api};

#[vtable_api(id = "t/said", unrecorded, unsafe(crate = ::vtable_api))]
pub trait Said {
    fn go(&self, point: &Point);
}

#[derive(AbiType)]
#[abi(unsafe(crate = ::vtable_api))]
#[repr(C)]
pub struct Point {
    pub x: u32,
}

macro_rules! indirect {
    ($unsafe:tt) => {
        #[vtable_api(id = "t/indirect", unrecorded, $unsafe(crate = ::vtable_api))]
        pub trait Indirect {
            fn go(&self);
        }
    };
}
indirect!(unsafe);

fn main() {}
