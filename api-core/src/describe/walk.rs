//! What a walk through types needs in const evaluation: a stack of its own, since types lead to one another further than
//! calls may nest there, and an index, since rustc warns of what takes many steps.

use super::info::TypeRef;

/// How many types a table can reach.
pub const MAX_TYPES: usize = 1024;

/// Of an [`Index`].
const BUCKETS: usize = 1024;

/// Types that are left to be visited, from the roots to where the walk is.
pub(crate) struct Path {
    left: [Option<&'static [TypeRef]>; Path::MOST],
    len: usize,
}

impl Path {
    const MOST: usize = 2 * MAX_TYPES;

    #[inline]
    pub(crate) const fn new() -> Self {
        Path { left: [None; Path::MOST], len: 0 }
    }

    /// Visits these before what is left.
    ///
    /// # Panics
    /// When definitions lead through more than [`Path::MOST`] others.
    #[inline]
    pub(crate) const fn enter(&mut self, types: &'static [TypeRef]) {
        self.leave();
        assert!(self.len < Path::MOST, "the types of a table nest too deeply: at most 2048 levels");
        self.left[self.len] = Some(types);
        self.len += 1;
    }

    /// The next one.
    #[inline]
    pub(crate) const fn next(&mut self) -> Option<TypeRef> {
        self.leave();
        if self.len == 0 {
            return None;
        }
        let Some([next, left @ ..]) = self.left[self.len - 1] else { return None };
        self.left[self.len - 1] = Some(left);
        Some(*next)
    }

    /// Goes back to where something is left.
    #[inline]
    const fn leave(&mut self) {
        while self.len > 0 && matches!(self.left[self.len - 1], None | Some([])) {
            self.len -= 1;
        }
    }
}

/// Finds what has a key among N things that are numbered.
#[derive(Clone, Copy)]
pub(crate) struct Index<const N: usize> {
    /// One more than the last number in each bucket; 0: there is none.
    last: [u16; BUCKETS],
    /// The same for what is before each one in its bucket.
    before: [u16; N],
}

impl<const N: usize> Index<N> {
    #[inline]
    pub(crate) const fn new() -> Self {
        Index { last: [0; BUCKETS], before: [0; N] }
    }

    /// Numbers are given in order.
    #[inline]
    pub(crate) const fn add(&mut self, key: u64, number: usize) {
        let last = &mut self.last[bucket(key)];
        self.before[number] = *last;
        *last = number as u16 + 1;
    }

    /// The last one that may have the key.
    #[inline]
    pub(crate) const fn last(&self, key: u64) -> Option<usize> {
        (self.last[bucket(key)] as usize).checked_sub(1)
    }

    /// The one before it that may have its key.
    #[inline]
    pub(crate) const fn before(&self, number: usize) -> Option<usize> {
        (self.before[number] as usize).checked_sub(1)
    }
}

#[inline]
const fn bucket(key: u64) -> usize {
    (key % BUCKETS as u64) as usize
}
