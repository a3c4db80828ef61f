//! windows-core: a COM interface. Its text is UTF-16, its vectors are of the system's allocator, and slices are a pointer and a length by hand.

#![allow(non_snake_case)]

use harness::Work;
use windows_core::{HRESULT, IUnknown, IUnknown_Vtbl, Ref, implement, interface};

#[interface("9a1d8f5e-51b5-4c2c-9d2a-6a0d3f6b7c01")]
pub unsafe trait ICodec: IUnknown {
    pub unsafe fn Integers(&self, a: u64, b: u64) -> u64;
    pub unsafe fn Bytes(&self, bytes: *const u8, len: usize) -> u64;
    pub unsafe fn Result(&self, a: u64, value: *mut u64) -> HRESULT;
    pub unsafe fn Callback(&self, a: u64, callback: Ref<ICallback>) -> u64;
    pub unsafe fn Object(&self, a: u64, other: Ref<IOther>) -> u64;
}

#[interface("9a1d8f5e-51b5-4c2c-9d2a-6a0d3f6b7c02")]
pub unsafe trait ICallback: IUnknown {
    pub unsafe fn Call(&self, a: u64) -> u64;
}

#[interface("9a1d8f5e-51b5-4c2c-9d2a-6a0d3f6b7c03")]
pub unsafe trait IOther: IUnknown {
    pub unsafe fn Value(&self, a: u64) -> u64;
}

#[implement(ICodec)]
struct Provider(Work);

impl ICodec_Impl for Provider_Impl {
    unsafe fn Integers(&self, a: u64, b: u64) -> u64 {
        self.0.integers(a, b)
    }
    unsafe fn Bytes(&self, bytes: *const u8, len: usize) -> u64 {
        self.0.bytes(unsafe { std::slice::from_raw_parts(bytes, len) })
    }
    unsafe fn Result(&self, a: u64, value: *mut u64) -> HRESULT {
        match self.0.result(a, HRESULT(-1)) {
            Ok(found) => {
                unsafe { value.write(found) };
                HRESULT(0)
            }
            Err(error) => error,
        }
    }
    unsafe fn Callback(&self, a: u64, callback: Ref<ICallback>) -> u64 {
        self.0.callback(a, |a| callback.as_ref().map_or(0, |callback| unsafe { callback.Call(a) }))
    }
    unsafe fn Object(&self, a: u64, other: Ref<IOther>) -> u64 {
        self.0.object(a, |a| other.as_ref().map_or(0, |other| unsafe { other.Value(a) }))
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn codec_new_com() -> ICodec {
    Provider(Work(7)).into()
}
