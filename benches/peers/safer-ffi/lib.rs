//! safer-ffi: `VirtualPtr<dyn Trait>`. It has no result type for functions of traits.

use harness::Work;
use safer_ffi::closure::RefDynFnMut1;
use safer_ffi::prelude::*;
use safer_ffi::dyn_traits::VirtualPtr;
use safer_ffi::slice;

#[derive_ReprC(dyn)]
pub trait Codec {
    fn integers(&self, a: u64, b: u64) -> u64;
    fn text(&self, text: str::Ref<'_>) -> u64;
    fn bytes(&self, bytes: slice::Ref<'_, u8>) -> u64;
    fn vec(&self, len: u64) -> repr_c::Vec<u8>;
    fn callback(&self, a: u64, callback: RefDynFnMut1<'_, u64, u64>) -> u64;
    fn object(&self, a: u64, other: VirtualPtr<dyn '_ + Other>) -> u64;
}

#[derive_ReprC(dyn)]
pub trait Other {
    fn value(&self, a: u64) -> u64;
}

struct Provider(Work);

impl Codec for Provider {
    fn integers(&self, a: u64, b: u64) -> u64 {
        self.0.integers(a, b)
    }
    fn text(&self, text: str::Ref<'_>) -> u64 {
        self.0.text(&text)
    }
    fn bytes(&self, bytes: slice::Ref<'_, u8>) -> u64 {
        self.0.bytes(&bytes)
    }
    fn vec(&self, len: u64) -> repr_c::Vec<u8> {
        self.0.vec(len).into()
    }
    fn callback(&self, a: u64, mut callback: RefDynFnMut1<'_, u64, u64>) -> u64 {
        self.0.callback(a, |a| callback.call(a))
    }
    fn object(&self, a: u64, other: VirtualPtr<dyn '_ + Other>) -> u64 {
        self.0.object(a, |a| other.value(a))
    }
}

#[unsafe(no_mangle)]
pub fn codec_new_virtual() -> VirtualPtr<dyn Codec> {
    Box::new(Provider(Work(7))).into()
}
