//! What a provider answers to who asks for its table.

use super::agree::{agree, check_agreed, fingerprint};
use super::c_text::{same_id, write_line};
use super::raw::{CONTRACT, Caller, Header, REVISIONS_MASK};
use super::refusal::Reason;

/// The `negotiate` of a provider that has no reason to do otherwise.
pub(crate) unsafe extern "C" fn negotiate_default(this: *const Header, caller: *const Caller) -> *const Header {
    // SAFETY: the contract: `this` is the header that this function was read from.
    if unsafe { wants_equal(this, caller) } {
        return this;
    }
    // SAFETY: as above.
    unsafe { answer_in_full(this, caller) }
}

/// The same, step by step.
///
/// # Safety
/// As [`negotiate_default`].
#[cold]
#[inline(never)]
unsafe fn answer_in_full(this: *const Header, caller: *const Caller) -> *const Header {
    if caller.is_null() || !caller.is_aligned() {
        return core::ptr::null();
    }
    // SAFETY: a caller struct starts with `size` and `contract`.
    let size = unsafe { (*caller).size };
    // SAFETY: as above.
    let contract = unsafe { (*caller).contract };
    if contract != CONTRACT || size < Caller::LEAST {
        return core::ptr::null();
    }
    // SAFETY: `this` is the header that this function was read from.
    let header = unsafe { &*this };
    // SAFETY: `size` covers the fields that are read, and the contract is 1.
    match unsafe { answer(header, caller) } {
        Ok(()) => this,
        Err(line) => {
            // SAFETY: as above.
            unsafe { say(caller, size, line) };
            core::ptr::null()
        }
    }
}

/// # Safety
/// `caller` is readable up to `name`, and keeps the contract.
unsafe fn answer(header: &Header, caller: *const Caller) -> Result<(), &'static [u8]> {
    // SAFETY: readable by the caller's word.
    let id = unsafe { (*caller).id };
    if header.id.is_null() {
        return Err(b"this table has no id");
    }
    // SAFETY: ids are NUL-terminated or null by the contract; the provider's own is not null.
    if !unsafe { same_id(id, header.id) } {
        return Err(b"this table has another id");
    }
    // SAFETY: readable by the caller's word.
    let revisions = unsafe { (*caller).revisions };
    // SAFETY: as above.
    let required = unsafe { (*caller).required };
    // SAFETY: as above.
    let fingerprints = unsafe { (*caller).fingerprints };
    // SAFETY: both arrays are as long as their bits say by the contract.
    let agreed = unsafe { agree(header.revisions, header.fingerprints, revisions, fingerprints) };
    match check_agreed(agreed, required & REVISIONS_MASK) {
        Ok(()) => Ok(()),
        Err(Reason::NoCommonRevision) => Err(b"no common revision"),
        Err(_) => Err(b"a required revision is not provided"),
    }
}

/// Writes one line at `why`, if the caller has room for one.
///
/// # Safety
/// `caller` is readable for `size` bytes, and keeps the contract.
unsafe fn say(caller: *const Caller, size: u32, line: &[u8]) {
    if size < Caller::WHOLE {
        return;
    }
    // SAFETY: `size` covers it.
    let why = unsafe { (*caller).why };
    // SAFETY: as above.
    let room = unsafe { (*caller).why_size };
    // SAFETY: the contract: `why_size` bytes are writable at `why`.
    unsafe { write_line(why, room, line) };
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
