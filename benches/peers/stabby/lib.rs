//! stabby: its traits and its pointers to objects.

use harness::Work;
use stabby::closure::{CallMut1, CallMut1DynMut};

// Its attribute wants names for these.
pub type CallbackMut<'a> = stabby::dynptr!(&'a mut dyn CallMut1<u64, u64>);
pub type OtherRef<'a> = stabby::dynptr!(&'a dyn Other);

#[stabby::stabby]
pub trait Codec {
    extern "C" fn integers(&self, a: u64, b: u64) -> u64;
    extern "C" fn text<'a>(&self, text: stabby::str::Str<'a>) -> u64;
    extern "C" fn bytes<'a>(&self, bytes: stabby::slice::Slice<'a, u8>) -> u64;
    extern "C" fn result(&self, a: u64) -> stabby::result::Result<u64, Failure>;
    extern "C" fn vec(&self, len: u64) -> stabby::vec::Vec<u8>;
    extern "C" fn callback<'a>(&self, a: u64, callback: CallbackMut<'a>) -> u64;
    extern "C" fn object<'a>(&self, a: u64, other: OtherRef<'a>) -> u64;
}

#[stabby::stabby]
pub trait Other {
    extern "C" fn value(&self, a: u64) -> u64;
}

#[stabby::stabby]
#[repr(u32)]
pub enum Failure {
    Full = 1,
    Other = 2,
}

pub struct Provider(Work);

impl Codec for Provider {
    extern "C" fn integers(&self, a: u64, b: u64) -> u64 {
        self.0.integers(a, b)
    }
    extern "C" fn text<'a>(&self, text: stabby::str::Str<'a>) -> u64 {
        self.0.text(&text)
    }
    extern "C" fn bytes<'a>(&self, bytes: stabby::slice::Slice<'a, u8>) -> u64 {
        self.0.bytes(&bytes)
    }
    extern "C" fn result(&self, a: u64) -> stabby::result::Result<u64, Failure> {
        self.0.result(a, Failure::Full).into()
    }
    extern "C" fn vec(&self, len: u64) -> stabby::vec::Vec<u8> {
        // Its vectors have an allocator of their own, so one of std's would be copied.
        let mut vec = stabby::vec::Vec::with_capacity(len as usize);
        vec.copy_extend(&[self.0.0 as u8; harness::LEN as usize][..len as usize]);
        vec
    }
    extern "C" fn callback<'a>(&self, a: u64, mut callback: CallbackMut<'a>) -> u64 {
        self.0.callback(a, |a| callback.call_mut(a))
    }
    extern "C" fn object<'a>(&self, a: u64, other: OtherRef<'a>) -> u64 {
        self.0.object(a, |a| other.value(a))
    }
}

#[stabby::export]
pub extern "C" fn codec_new() -> stabby::dynptr!(stabby::boxed::Box<dyn Codec>) {
    stabby::boxed::Box::new(Provider(Work(7))).into()
}
