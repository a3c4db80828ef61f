//! Functions that are looked up by name: the least that a call into a loaded module can cost.

use harness::Work;
use std::ffi::c_void;

#[repr(C)]
pub struct Slice {
    pub ptr: *const u8,
    pub len: usize,
}

#[repr(C)]
pub struct Owned {
    pub ptr: *mut u8,
    pub len: usize,
    pub cap: usize,
    pub free: unsafe extern "C" fn(*mut Owned),
}

#[repr(C)]
pub struct Outcome {
    pub tag: u32,
    pub value: u64,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Object {
    pub value: unsafe extern "C" fn(*mut c_void, u64) -> u64,
    pub object: *mut c_void,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Callback {
    pub call: unsafe extern "C" fn(*mut c_void, u64) -> u64,
    pub context: *mut c_void,
}

/// # Safety
/// `object` is from `codec_new`.
unsafe fn work(object: *mut c_void) -> Work {
    unsafe { *object.cast::<Work>() }
}

#[unsafe(no_mangle)]
pub extern "C" fn codec_new() -> *mut c_void {
    Box::into_raw(Box::new(Work(7))).cast()
}

/// # Safety
/// `object` is from `codec_new`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codec_integers(object: *mut c_void, a: u64, b: u64) -> u64 {
    unsafe { work(object) }.integers(a, b)
}

/// # Safety
/// As above; the slice is UTF-8.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codec_text(object: *mut c_void, text: Slice) -> u64 {
    let bytes = unsafe { std::slice::from_raw_parts(text.ptr, text.len) };
    unsafe { work(object).text(std::str::from_utf8_unchecked(bytes)) }
}

/// # Safety
/// As above.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codec_bytes(object: *mut c_void, bytes: Slice) -> u64 {
    let bytes = unsafe { std::slice::from_raw_parts(bytes.ptr, bytes.len) };
    unsafe { work(object) }.bytes(bytes)
}

/// # Safety
/// As above; `outcome` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codec_result(object: *mut c_void, a: u64, outcome: *mut Outcome) {
    let result = match unsafe { work(object) }.result(a, 1) {
        Ok(value) => Outcome { tag: 0, value },
        Err(error) => Outcome { tag: 1, value: error },
    };
    unsafe { outcome.write(result) };
}

unsafe extern "C" fn free(this: *mut Owned) {
    let Owned { ptr, len, cap, .. } = unsafe { this.read() };
    drop(unsafe { Vec::from_raw_parts(ptr, len, cap) });
}

/// # Safety
/// As above; `vec` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codec_vec(object: *mut c_void, len: u64, vec: *mut Owned) {
    let mut made = std::mem::ManuallyDrop::new(unsafe { work(object) }.vec(len));
    unsafe { vec.write(Owned { ptr: made.as_mut_ptr(), len: made.len(), cap: made.capacity(), free }) };
}

/// # Safety
/// As above.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codec_callback(object: *mut c_void, a: u64, callback: Callback) -> u64 {
    unsafe { work(object).callback(a, |a| (callback.call)(callback.context, a)) }
}

/// # Safety
/// As above.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn codec_object(object: *mut c_void, a: u64, other: Object) -> u64 {
    unsafe { work(object).object(a, |a| (other.value)(other.object, a)) }
}
