//! `dyn Trait`: what Rust itself has. Sound only where one compiler built both sides.

use harness::Work;

pub trait Codec {
    fn integers(&self, a: u64, b: u64) -> u64;
    fn text(&self, text: &str) -> u64;
    fn bytes(&self, bytes: &[u8]) -> u64;
    fn result(&self, a: u64) -> Result<u64, Failure>;
    fn vec(&self, len: u64) -> Vec<u8>;
    fn callback(&self, a: u64, callback: &mut dyn FnMut(u64) -> u64) -> u64;
    fn object(&self, a: u64, other: &dyn Other) -> u64;
}

pub trait Other {
    fn value(&self, a: u64) -> u64;
}

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
    fn vec(&self, len: u64) -> Vec<u8> {
        self.0.vec(len)
    }
    fn callback(&self, a: u64, callback: &mut dyn FnMut(u64) -> u64) -> u64 {
        self.0.callback(a, callback)
    }
    fn object(&self, a: u64, other: &dyn Other) -> u64 {
        self.0.object(a, |a| other.value(a))
    }
}

#[unsafe(no_mangle)]
pub fn codec_new_dyn() -> Box<dyn Codec> {
    Box::new(Provider(Work(7)))
}
