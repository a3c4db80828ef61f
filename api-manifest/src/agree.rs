//! The rule of agreement, for tools that look at two binaries.

/// The revisions that two sides share, bit n-1 for revision n: the common bits up to the highest common revision
/// whose fingerprints are equal; 0 without one. Bit 63 counts for nothing; `fingerprints[n - 1]` is that of
/// revision n, and what is missing equals nothing.
///
/// It is the rule by which handles and `vtable_api_negotiate` in C negotiate; a test holds it against them.
///
/// ```
/// use vtable_api_manifest::agree::agree;
///
/// let (old, new, fork) = ([0x11], [0x11, 0x22], [0x11, 0x99]);
/// assert_eq!(agree(0b1, &old, 0b11, &new), 0b1);
/// assert_eq!(agree(0b11, &new, 0b11, &fork), 0b1);
/// assert_eq!(agree(0b11, &new, 0b1, &[0x77]), 0);
/// ```
pub fn agree(a: u64, a_fingerprints: &[u64], b: u64, b_fingerprints: &[u64]) -> u64 {
    let both = a & b & (u64::MAX >> 1);
    let mut top = u64::BITS - both.leading_zeros();
    while top > 0 {
        let index = top as usize - 1;
        if let (Some(left), Some(right)) = (a_fingerprints.get(index), b_fingerprints.get(index))
            && left == right
        {
            return both & (u64::MAX >> (64 - top));
        }
        top -= 1;
    }
    0
}
