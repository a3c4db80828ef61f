//! A provider of revision 1.

use harness::Work;
use interface::{Codec, CodecRef, Failure, Other};
use vtable_api::OwnedSlice;

struct Provider(Work);

static PROVIDER: Provider = Provider(Work(7));

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
    fn vec(&self, len: u64) -> Vec<u8> {
        self.0.vec(len)
    }
    fn owned(&self, len: u64) -> OwnedSlice<u8> {
        self.0.vec(len).into()
    }
    fn callback(&self, a: u64, callback: &mut dyn FnMut(u64) -> u64) -> u64 {
        self.0.callback(a, callback)
    }
    fn object(&self, a: u64, other: &dyn Other) -> u64 {
        self.0.object(a, |a| other.value(a))
    }
}

vtable_api::module! {
    lend "codec" => CodecRef: &PROVIDER;
    export = true;
}
