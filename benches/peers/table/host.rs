//! A table written by hand.

use harness::{Host, LEN, TEXT, Work};
use peer_raw::{Callback, Outcome, Slice};
use peer_table::{Codec, Object, Other};
use std::ffi::c_void;
use std::hint::black_box;
use std::mem::MaybeUninit;

unsafe extern "C" fn value(object: *mut c_void, a: u64) -> u64 {
    unsafe { *object.cast::<Work>() }.integers(a, 1)
}

static OTHER: Other = Other { size: size_of::<Other>(), value };

unsafe extern "C" fn add(context: *mut c_void, a: u64) -> u64 {
    let count = unsafe { &mut *context.cast::<u64>() };
    *count += a;
    *count
}

fn main() {
    let host = Host::from_args();
    let table = host.symbol::<extern "C" fn() -> *const Codec>("codec_table")();
    let codec = host.symbol::<extern "C" fn() -> *mut c_void>("codec_new_object")();

    let slice = |text: &str| Slice { ptr: text.as_ptr(), len: text.len() };
    host.row("integers", move |i| unsafe { ((*table).integers)(codec, i, 1) });
    host.row("later", move |i| unsafe {
        // What every caller of such a table has to write before a function that was appended.
        if (*table).size >= size_of::<Codec>() {
            ((*table).integers_ex1)(codec, i, 1, 2)
        } else {
            ((*table).integers)(codec, i, 1 ^ 2)
        }
    });
    host.row("text", move |_| unsafe { ((*table).text)(codec, slice(black_box(TEXT))) });
    host.row("bytes", move |_| unsafe { ((*table).bytes)(codec, slice(black_box(TEXT))) });
    host.row("result", move |i| unsafe {
        let mut outcome = MaybeUninit::uninit();
        ((*table).result)(codec, i, outcome.as_mut_ptr());
        let Outcome { tag, value } = outcome.assume_init();
        if tag == 0 { value } else { 0 }
    });
    host.row("owned", move |_| unsafe {
        let mut owned = MaybeUninit::uninit();
        ((*table).vec)(codec, LEN, owned.as_mut_ptr());
        let mut owned = owned.assume_init();
        let last = *owned.ptr.add(owned.len - 1);
        (owned.free)(&mut owned);
        last.into()
    });
    host.row("vec", move |_| unsafe {
        let mut owned = MaybeUninit::uninit();
        ((*table).vec)(codec, LEN, owned.as_mut_ptr());
        let mut owned = owned.assume_init();
        let ours = std::slice::from_raw_parts(owned.ptr, owned.len).to_vec();
        (owned.free)(&mut owned);
        black_box(&ours)[ours.len() - 1].into()
    });
    host.row("callback", move |i| unsafe {
        let mut count = 0u64;
        ((*table).callback)(codec, i, Callback { call: add, context: (&raw mut count).cast() })
    });
    let mut other = black_box(Work(3));
    let other: *mut c_void = (&raw mut other).cast();
    host.row("object", move |i| unsafe { ((*table).object)(codec, i, Object { table: &OTHER, object: other }) });
}
