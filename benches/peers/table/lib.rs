//! A table written by hand, as C libraries do: a size in front, and slots that only ever are appended.

use harness::Work;
use peer_raw::{Callback, Outcome, Owned, Slice};
use std::ffi::c_void;

#[repr(C)]
pub struct Codec {
    pub size: usize,
    pub integers: unsafe extern "C" fn(*mut c_void, u64, u64) -> u64,
    pub text: unsafe extern "C" fn(*mut c_void, Slice) -> u64,
    pub bytes: unsafe extern "C" fn(*mut c_void, Slice) -> u64,
    pub result: unsafe extern "C" fn(*mut c_void, u64, *mut Outcome),
    pub vec: unsafe extern "C" fn(*mut c_void, u64, *mut Owned),
    pub callback: unsafe extern "C" fn(*mut c_void, u64, Callback) -> u64,
    pub object: unsafe extern "C" fn(*mut c_void, u64, Object) -> u64,
    pub integers_ex1: unsafe extern "C" fn(*mut c_void, u64, u64, u64) -> u64,
}

#[repr(C)]
pub struct Other {
    pub size: usize,
    pub value: unsafe extern "C" fn(*mut c_void, u64) -> u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Object {
    pub table: *const Other,
    pub object: *mut c_void,
}

unsafe extern "C" fn object(codec: *mut c_void, a: u64, other: Object) -> u64 {
    unsafe { (*codec.cast::<Work>()).object(a, |a| ((*other.table).value)(other.object, a)) }
}

unsafe extern "C" fn integers_ex1(codec: *mut c_void, a: u64, b: u64, c: u64) -> u64 {
    unsafe { *codec.cast::<Work>() }.integers(a, b ^ c)
}

static TABLE: Codec = Codec {
    size: size_of::<Codec>(),
    integers: peer_raw::codec_integers,
    text: peer_raw::codec_text,
    bytes: peer_raw::codec_bytes,
    result: peer_raw::codec_result,
    vec: peer_raw::codec_vec,
    callback: peer_raw::codec_callback,
    object,
    integers_ex1,
};

#[unsafe(no_mangle)]
pub extern "C" fn codec_table() -> *const Codec {
    &TABLE
}

#[unsafe(no_mangle)]
pub extern "C" fn codec_new_object() -> *mut c_void {
    peer_raw::codec_new()
}
