//! vtable, of Slint: a struct of functions, from which it makes a trait and pointers. It has no types of its own for text, slices, results
//! and vectors, so these cannot be expressed.

use harness::Work;
use vtable::{VBox, VRef, VRefMut, vtable};

#[vtable]
#[repr(C)]
pub struct CodecVTable {
    pub integers: extern "C" fn(VRef<CodecVTable>, a: u64, b: u64) -> u64,
    pub callback: extern "C" fn(VRef<CodecVTable>, a: u64, callback: VRefMut<CallbackVTable>) -> u64,
    pub object: extern "C" fn(VRef<CodecVTable>, a: u64, other: VRef<OtherVTable>) -> u64,
    pub drop: extern "C" fn(VRefMut<CodecVTable>),
}

#[vtable]
#[repr(C)]
pub struct CallbackVTable {
    pub call: extern "C" fn(VRefMut<CallbackVTable>, a: u64) -> u64,
}

#[vtable]
#[repr(C)]
pub struct OtherVTable {
    pub value: extern "C" fn(VRef<OtherVTable>, a: u64) -> u64,
}

struct Provider(Work);

impl Codec for Provider {
    fn integers(&self, a: u64, b: u64) -> u64 {
        self.0.integers(a, b)
    }
    fn callback(&self, a: u64, mut callback: VRefMut<CallbackVTable>) -> u64 {
        self.0.callback(a, |a| callback.call(a))
    }
    fn object(&self, a: u64, other: VRef<OtherVTable>) -> u64 {
        self.0.object(a, |a| other.value(a))
    }
}

CodecVTable_static!(static PROVIDER_VT for Provider);

#[unsafe(no_mangle)]
pub extern "C" fn codec_new() -> VBox<CodecVTable> {
    VBox::new(Provider(Work(7)))
}
