//! What is said between the two.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, Str, vtable_api};

#[derive(AbiType)]
#[repr(C)]
pub struct Note<'a> {
    pub text: Str<'a>,
}

#[vtable_api(id = "tests/notes")]
pub trait Notes: Send + Sync {
    fn each(&self, call: &mut dyn FnMut(&Note<'_>));
}
