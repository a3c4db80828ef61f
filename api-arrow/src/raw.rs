//! The structs as the specification defines them, and their layout.

use core::ffi::{c_char, c_int, c_void};
use core::mem::offset_of;
use core::ptr::{null, null_mut};

/// `struct ArrowSchema`, as anybody may make it; [`Schema`](crate::Schema) is one that is as the specification says.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the specification says what each member is")]
pub struct RawSchema {
    pub format: *const c_char,
    pub name: *const c_char,
    pub metadata: *const c_char,
    pub flags: i64,
    pub n_children: i64,
    pub children: *mut *mut RawSchema,
    pub dictionary: *mut RawSchema,
    pub release: Option<unsafe extern "C" fn(*mut RawSchema)>,
    pub private_data: *mut c_void,
}

/// `struct ArrowArray`, likewise.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the specification says what each member is")]
pub struct RawArray {
    pub length: i64,
    pub null_count: i64,
    pub offset: i64,
    pub n_buffers: i64,
    pub n_children: i64,
    pub buffers: *mut *const c_void,
    pub children: *mut *mut RawArray,
    pub dictionary: *mut RawArray,
    pub release: Option<unsafe extern "C" fn(*mut RawArray)>,
    pub private_data: *mut c_void,
}

/// `struct ArrowArrayStream`, likewise.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the specification says what each member is")]
pub struct RawArrayStream {
    pub get_schema: Option<unsafe extern "C" fn(*mut RawArrayStream, *mut RawSchema) -> c_int>,
    pub get_next: Option<unsafe extern "C" fn(*mut RawArrayStream, *mut RawArray) -> c_int>,
    pub get_last_error: Option<unsafe extern "C" fn(*mut RawArrayStream) -> *const c_char>,
    pub release: Option<unsafe extern "C" fn(*mut RawArrayStream)>,
    pub private_data: *mut c_void,
}

impl RawSchema {
    /// All zero: released.
    pub const EMPTY: Self = RawSchema {
        format: null(),
        name: null(),
        metadata: null(),
        flags: 0,
        n_children: 0,
        children: null_mut(),
        dictionary: null_mut(),
        release: None,
        private_data: null_mut(),
    };
}

impl RawArray {
    /// All zero: released.
    pub const EMPTY: Self = RawArray {
        length: 0,
        null_count: 0,
        offset: 0,
        n_buffers: 0,
        n_children: 0,
        buffers: null_mut(),
        children: null_mut(),
        dictionary: null_mut(),
        release: None,
        private_data: null_mut(),
    };
}

impl RawArrayStream {
    /// All zero: released.
    pub const EMPTY: Self = RawArrayStream {
        get_schema: None,
        get_next: None,
        get_last_error: None,
        release: None,
        private_data: null_mut(),
    };
}

/// Offsets and sizes of `$count` numbers of 64 bits behind or before words as wide as a pointer.
macro_rules! laid_out {
    ($raw:ident: $($field:ident)*; $words:literal words, then $longs:literal numbers, then $more:literal words) => {
        const _: () = {
            let (word, long) = (size_of::<usize>(), size_of::<i64>());
            let (words, longs, more): (usize, usize, usize) = ($words, $longs, $more);
            let longs_at = (words * word).next_multiple_of(align_of::<i64>());
            let more_at = longs_at + longs * long;
            assert!(size_of::<$raw>() == (more_at + more * word).next_multiple_of(align_of::<$raw>()));
            let (offsets, mut at) = ([$(offset_of!($raw, $field)),*], 0);
            while at < offsets.len() {
                let is_right = if at < words {
                    offsets[at] == at * word
                } else if at < words + longs {
                    offsets[at] == longs_at + (at - words) * long
                } else {
                    offsets[at] == more_at + (at - words - longs) * word
                };
                assert!(is_right);
                at += 1;
            }
            assert!(offsets.len() == words + longs + more);
        };
    };
}
laid_out!(RawSchema: format name metadata flags n_children children dictionary release private_data; 3 words, then 2 numbers, then 4 words);
laid_out!(RawArray: length null_count offset n_buffers n_children buffers children dictionary release private_data; 0 words, then 5 numbers, then 5 words);
laid_out!(RawArrayStream: get_schema get_next get_last_error release private_data; 5 words, then 0 numbers, then 0 words);
