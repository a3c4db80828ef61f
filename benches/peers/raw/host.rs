//! Raw `extern "C"` pointers.

use harness::{Host, LEN, TEXT, Work};
use peer_raw::{Callback, Object, Outcome, Owned, Slice};
use std::ffi::c_void;
use std::hint::black_box;
use std::mem::MaybeUninit;

unsafe extern "C" fn value(object: *mut c_void, a: u64) -> u64 {
    unsafe { *object.cast::<Work>() }.integers(a, 1)
}

unsafe extern "C" fn add(context: *mut c_void, a: u64) -> u64 {
    let count = unsafe { &mut *context.cast::<u64>() };
    *count += a;
    *count
}

fn main() {
    let host = Host::from_args();
    let codec = host.symbol::<extern "C" fn() -> *mut c_void>("codec_new")();
    let integers = host.symbol::<unsafe extern "C" fn(*mut c_void, u64, u64) -> u64>("codec_integers");
    let text = host.symbol::<unsafe extern "C" fn(*mut c_void, Slice) -> u64>("codec_text");
    let bytes = host.symbol::<unsafe extern "C" fn(*mut c_void, Slice) -> u64>("codec_bytes");
    let result = host.symbol::<unsafe extern "C" fn(*mut c_void, u64, *mut Outcome)>("codec_result");
    let vec = host.symbol::<unsafe extern "C" fn(*mut c_void, u64, *mut Owned)>("codec_vec");
    let callback = host.symbol::<unsafe extern "C" fn(*mut c_void, u64, Callback) -> u64>("codec_callback");
    let object = host.symbol::<unsafe extern "C" fn(*mut c_void, u64, Object) -> u64>("codec_object");

    let slice = |text: &str| Slice { ptr: text.as_ptr(), len: text.len() };
    host.row("integers", move |i| unsafe { integers(codec, i, 1) });
    host.row("text", move |_| unsafe { text(codec, slice(black_box(TEXT))) });
    host.row("bytes", move |_| unsafe { bytes(codec, slice(black_box(TEXT))) });
    host.row("result", move |i| unsafe {
        let mut outcome = MaybeUninit::uninit();
        result(codec, i, outcome.as_mut_ptr());
        let Outcome { tag, value } = outcome.assume_init();
        if tag == 0 { value } else { 0 }
    });
    host.row("owned", move |_| unsafe {
        let mut owned = MaybeUninit::uninit();
        vec(codec, LEN, owned.as_mut_ptr());
        let mut owned = owned.assume_init();
        let last = *owned.ptr.add(owned.len - 1);
        (owned.free)(&mut owned);
        last.into()
    });
    host.row("vec", move |_| unsafe {
        let mut owned = MaybeUninit::uninit();
        vec(codec, LEN, owned.as_mut_ptr());
        let mut owned = owned.assume_init();
        let ours = std::slice::from_raw_parts(owned.ptr, owned.len).to_vec();
        (owned.free)(&mut owned);
        black_box(&ours)[ours.len() - 1].into()
    });
    host.row("callback", move |i| unsafe {
        let mut count = 0u64;
        callback(codec, i, Callback { call: add, context: (&raw mut count).cast() })
    });
    let mut other = black_box(Work(3));
    let other: *mut c_void = (&raw mut other).cast();
    host.row("object", move |i| unsafe { object(codec, i, Object { value, object: other }) });
}
