//! cglue: a trait, and an opaque object with its table.

use cglue::prelude::v1::*;
use cglue::callback::OpaqueCallback;
use cglue::vec::CVec;
use harness::Work;

#[cglue_trait]
pub trait Codec {
    fn integers(&self, a: u64, b: u64) -> u64;
    fn text(&self, text: &str) -> u64;
    fn bytes(&self, bytes: &[u8]) -> u64;
    fn result(&self, a: u64) -> Result<u64, Failure>;
    fn vec(&self, len: u64) -> CVec<u8>;
    fn callback(&self, a: u64, callback: OpaqueCallback<u64>) -> u64;
    fn object(&self, a: u64, other: OtherRef) -> u64;
}

#[cglue_trait]
pub trait Other {
    fn value(&self, a: u64) -> u64;
}

#[repr(u32)]
pub enum Failure {
    Full = 1,
    Other = 2,
}

struct Provider(Work);

impl Codec for Provider {
    fn integers(&self, a: u64, b: u64) -> u64 {
        self.0.integers(a, b)
    }
    fn text(&self, text: &str) -> u64 {
        self.0.text(text)
    }
    fn bytes(&self, bytes: &[u8]) -> u64 {
        self.0.bytes(bytes)
    }
    fn result(&self, a: u64) -> Result<u64, Failure> {
        self.0.result(a, Failure::Full)
    }
    fn vec(&self, len: u64) -> CVec<u8> {
        self.0.vec(len).into()
    }
    // Its callbacks return a `bool`.
    fn callback(&self, a: u64, mut callback: OpaqueCallback<u64>) -> u64 {
        self.0.callback(a, |a| callback.call(a).into())
    }
    fn object(&self, a: u64, other: OtherRef) -> u64 {
        self.0.object(a, |a| other.value(a))
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn codec_new_cglue() -> CodecBox<'static> {
    trait_obj!(Provider(Work(7)) as Codec)
}
