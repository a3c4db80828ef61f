//! The interface, with what came later.

use vtable_api::{AbiType, OwnedSlice, vtable_api};

#[vtable_api(id = "benches/codec")]
pub trait Codec {
    fn integers(&self, a: u64, b: u64) -> u64;
    fn text(&self, text: &str) -> u64;
    fn bytes(&self, bytes: &[u8]) -> u64;
    fn result(&self, a: u64) -> Result<u64, Failure>;
    fn vec(&self, len: u64) -> Vec<u8>;
    fn owned(&self, len: u64) -> OwnedSlice<u8>;
    fn callback(&self, a: u64, callback: &mut dyn FnMut(u64) -> u64) -> u64;
    fn object(&self, a: u64, other: &dyn Other) -> u64;

    #[revision(2)]
    fn integers_ex1(&self, a: u64, b: u64, c: u64) -> u64 {
        self.integers(a, b ^ c)
    }
}

#[vtable_api(id = "benches/other")]
pub trait Other {
    fn value(&self, a: u64) -> u64;
}

#[derive(AbiType)]
#[repr(u32)]
pub enum Failure {
    Full = 1,
    Other = 2,
}
