//! The usual case: both sides were built from the same interface. Everything that negotiation checks is checked here, too,
//! in as few steps as can be; where anything is not as usual, `negotiate` finds out what.

use super::agree::fingerprint;
use super::c_text::same_id;
use super::raw::{CONTRACT, HEADER_SIZE, Header};
use super::spec::TableSpec;
use core::ffi::c_void;

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
