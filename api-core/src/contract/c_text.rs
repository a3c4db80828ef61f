//! Text that the two sides pass to each other: compared, written, searched.

use core::ffi::c_char;

/// Where the first such byte is; the end, if there is none.
///
/// A loop: rustc would compile `position` into every build, for this alone.
pub(crate) fn find(text: &[u8], byte: u8) -> usize {
    let mut at = 0;
    while at < text.len() && text[at] != byte {
        at += 1;
    }
    at
}

/// Whether another side's text is `ours`; null is not. Reads no further than the first difference: what has no NUL is
/// another text, mostly.
///
/// # Safety
/// `ours` is NUL-terminated. `theirs` is null or NUL-terminated, or differs from `ours` before it ends.
#[inline]
pub(crate) unsafe fn same_id(theirs: *const c_char, ours: *const c_char) -> bool {
    // SAFETY: passed on to the caller.
    !theirs.is_null() && unsafe { strcmp(theirs, ours) } == 0
}

// Of the C library, which stops at the first difference, too, and needs a few instructions for many bytes.
#[cfg(all(unix, feature = "std", not(miri)))]
unsafe extern "C" {
    fn strcmp(a: *const c_char, b: *const c_char) -> core::ffi::c_int;
}

/// # Safety
/// As [`same_id`], but not null.
#[cfg(not(all(unix, feature = "std", not(miri))))]
unsafe fn strcmp(a: *const c_char, b: *const c_char) -> i32 {
    let mut at = 0;
    loop {
        // SAFETY: what is before it is equal on both sides and no NUL, so neither text has ended.
        let left = unsafe { a.wrapping_add(at).read() };
        // SAFETY: as above.
        let right = unsafe { b.wrapping_add(at).read() };
        if left != right || left == 0 {
            return i32::from(left != right);
        }
        at += 1;
    }
}

/// Copies `line`, cut to `room` with its NUL.
///
/// # Safety
/// `why` is null or writable for `room` bytes.
pub(crate) unsafe fn write_line(why: *mut c_char, room: usize, line: &[u8]) {
    if why.is_null() || room == 0 {
        return;
    }
    let mut len = line.len().min(room - 1);
    while len > 0 && len < line.len() && line[len] & 0xc0 == 0x80 {
        len -= 1; // never half of a UTF-8 character
    }
    // SAFETY: `len < room`; the two do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(line.as_ptr(), why.cast::<u8>(), len) };
    // SAFETY: as above.
    let end = unsafe { why.add(len) };
    // SAFETY: as above.
    unsafe { end.write(0) };
}
