//! The usual case: both sides were built from the same interface. Everything that negotiation checks is checked here, too,
//! in as few steps as can be; where anything is not as usual, `negotiate` finds out what.

use crate::contract::negotiate::TableSpec;
use crate::contract::raw::{CONTRACT, Caller, HEADER_SIZE, Header};
use core::ffi::{c_char, c_void};

/// Whether the table has exactly the revisions of `spec`, with every slot, and its provider agrees.
///
/// # Safety
/// As `object.table` of [`negotiate`](crate::negotiate::negotiate).
#[inline(never)]
pub(crate) unsafe fn is_equal(table: *const Header, spec: &TableSpec) -> bool {
    if table.is_null() || !table.is_aligned() {
        return false;
    }
    // SAFETY: 16 bytes are readable by the caller's word.
    let [_, [size, contract]] = unsafe { table.cast::<[[u32; 2]; 2]>().read() };
    if contract != CONTRACT || size < spec.size {
        return false;
    }
    // SAFETY: `size` says that a whole header is there, and its contract is 1.
    let header = unsafe { &*table };
    if header.revisions != spec.revisions() || header.fingerprints.is_null() {
        return false;
    }
    // SAFETY: the header has as many as `spec`, since it has the same revisions.
    let last = unsafe { fingerprint(header.fingerprints, spec.fingerprints.len() - 1) };
    // SAFETY: ids are NUL-terminated or null by the contract.
    if last != spec.last || !unsafe { same_id(header.id, spec.id()) } {
        return false;
    }
    let first = table.cast::<*const c_void>().wrapping_byte_add(HEADER_SIZE);
    // SAFETY: `size` holds all slots of `spec`; any bits are a raw pointer.
    let slots = unsafe { core::slice::from_raw_parts(first, spec.slots) };
    let Some(ask) = header.negotiate else { return false };
    // SAFETY: the provider's function on its own header; what is asked with lives during the call.
    is_filled(slots) && core::ptr::eq(unsafe { ask(table, &raw const spec.ask) }, table)
}

/// Whether no slot is null.
#[inline(never)]
pub(crate) fn is_filled(slots: &[*const c_void]) -> bool {
    // All at once, without a branch for each: a table may have a thousand.
    let mut any = false;
    for slot in slots {
        any |= slot.is_null();
    }
    !any
}

/// Whether a caller wants exactly what the table of `this` has.
///
/// # Safety
/// `this` is a whole header, and `caller` is null, misaligned, or keeps the contract.
#[inline]
pub(crate) unsafe fn wants_equal(this: *const Header, caller: *const Caller) -> bool {
    if caller.is_null() || !caller.is_aligned() {
        return false;
    }
    // SAFETY: a caller struct starts with `size` and `contract`.
    let [size, contract] = unsafe { caller.cast::<[u32; 2]>().read() };
    if contract != CONTRACT || size < Caller::LEAST {
        return false;
    }
    // SAFETY: by the caller's word.
    let header = unsafe { &*this };
    // SAFETY: `size` covers it.
    let revisions = unsafe { (*caller).revisions };
    // SAFETY: as above.
    let required = unsafe { (*caller).required };
    // Revision 1 is there, and bit 63 is not.
    if revisions != header.revisions || revisions & (1 << 63 | 1) != 1 || required & !revisions != 0 {
        return false;
    }
    // SAFETY: as above.
    let theirs = unsafe { (*caller).fingerprints };
    if theirs.is_null() || header.fingerprints.is_null() || header.id.is_null() {
        return false;
    }
    let last = 63 - revisions.leading_zeros() as usize;
    // SAFETY: as many as the bits say, by the contract.
    let ours = unsafe { fingerprint(header.fingerprints, last) };
    // SAFETY: as above.
    if unsafe { fingerprint(theirs, last) } != ours {
        return false;
    }
    // SAFETY: `size` covers it.
    let id = unsafe { (*caller).id };
    // SAFETY: ids are NUL-terminated or null by the contract; the provider's own is not null.
    unsafe { same_id(id, header.id) }
}

/// # Safety
/// There are more than `index`, aligned or not.
#[inline(always)]
pub(crate) unsafe fn fingerprint(all: *const u64, index: usize) -> u64 {
    // SAFETY: by the caller's word.
    unsafe { all.wrapping_add(index).read_unaligned() }
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
