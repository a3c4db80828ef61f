//! The rule of agreement: which revisions two sides share. Both sides run it, and tools do (`agree.rs` of the manifest).

use super::raw::REVISIONS_MASK;
use super::refusal::Reason;

/// The revisions that two sides share: the common bits up to the highest common revision whose
/// fingerprints are equal; 0 without one.
///
/// # Safety
/// Each array has an element for each bit up to the highest in its `revisions`, or is null.
#[inline]
pub unsafe fn agree(a: u64, a_fingerprints: *const u64, b: u64, b_fingerprints: *const u64) -> u64 {
    let both = a & b & REVISIONS_MASK;
    if both == 0 || a_fingerprints.is_null() || b_fingerprints.is_null() {
        return 0;
    }
    let mut top = u64::BITS - both.leading_zeros();
    while top > 0 {
        let index = top as usize - 1;
        // SAFETY: `top` is at most the highest bit of both sides.
        let left = unsafe { fingerprint(a_fingerprints, index) };
        // SAFETY: as above.
        let right = unsafe { fingerprint(b_fingerprints, index) };
        if left == right {
            return both & (u64::MAX >> (64 - top));
        }
        top -= 1;
    }
    0
}

/// That the two share revision 1, and those that the caller cannot do without.
pub(crate) fn check_agreed(agreed: u64, required: u64) -> Result<(), Reason> {
    if agreed & 1 == 0 {
        return Err(Reason::NoCommonRevision);
    }
    let missing = required & !agreed;
    if missing != 0 {
        return Err(Reason::Required { revision: missing.trailing_zeros() + 1 });
    }
    Ok(())
}

/// # Safety
/// There are more than `index`, aligned or not.
#[inline(always)]
pub(crate) unsafe fn fingerprint(all: *const u64, index: usize) -> u64 {
    // SAFETY: by the caller's word.
    unsafe { all.wrapping_add(index).read_unaligned() }
}
