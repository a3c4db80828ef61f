//! Elements that move out of an [`OwnedSlice`], whoever made it.
//!
//! What owns memory is there once: it is taken out of the maker's memory by zeros in its place, which own nothing (docs/abi.md), and the
//! maker's `free` then frees what is left. A Rust maker drops its elements as what they are, so a type of which zeros would be dropped as
//! something stays where it is.

use super::{OwnedSlice, RawOwned, copied, freed_as};
use crate::values::traits::Plain;
use alloc::vec::{IntoIter, Vec};

impl<T: Plain> From<OwnedSlice<T>> for Vec<T> {
    /// Moves the elements into std's allocator; free of a copy when they are there already.
    fn from(owned: OwnedSlice<T>) -> Self {
        const {
            assert!(
                T::ENDS_AS_ZEROS,
                "elements with an `impl Drop`, or with an enum that has no variant 0, cannot be moved out of memory that another binary made: walk through `&owned`, or clone them"
            );
        }
        let raw = owned.raw;
        if raw.is_freed_by(const { freed_as::<T>() }) {
            core::mem::forget(owned);
            // SAFETY: `from_vec` of this binary made it of a `Vec<T>`, or of one that is freed as that; it is forgotten.
            return unsafe { Vec::from_raw_parts(raw.ptr.cast::<T>(), raw.len, raw.cap) };
        }
        // SAFETY: those in `owned` are not used any more.
        unsafe { moved_out(&raw) }
    }
}

impl<T: Plain> IntoIterator for OwnedSlice<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    /// Moves the elements out, as `Vec::from` does.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::{OwnedSlice, OwnedStr};
    /// let names = OwnedSlice::from(["a", "b"].map(OwnedStr::from));
    /// let mut texts = names.into_iter().map(String::from);
    /// assert_eq!(texts.next().as_deref(), Some("a"));
    /// ```
    #[inline]
    fn into_iter(self) -> IntoIter<T> {
        Vec::from(self).into_iter()
    }
}

/// The elements, in memory of this binary's; zeros are left where they were, unless that is nobody's.
///
/// # Safety
/// They were checked or made here, as `T`s that [end as zeros](crate::Pointee::ENDS_AS_ZEROS); they are not used where they were.
pub(in crate::values) unsafe fn moved_out<T>(raw: &RawOwned) -> Vec<T> {
    // SAFETY: passed on to the caller.
    let elements = unsafe { raw.elements::<T>() };
    // SAFETY: in memory without a `free` elements own nothing; elsewhere zeros take their place.
    let moved = unsafe { copied(elements) };
    if core::mem::needs_drop::<T>() && raw.free.is_some() && raw.len != 0 {
        // SAFETY: it has a `free`, so its holder may write to it, and there are `len` elements.
        unsafe { raw.ptr.cast::<T>().write_bytes(0, raw.len) };
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::super::{OwnedStr, RawOwned};
    use super::*;
    use core::mem::ManuallyDrop;
    use core::sync::atomic::{AtomicUsize, Ordering};
    use std::boxed::Box;
    use std::panic::{catch_unwind, resume_unwind};

    /// Vectors and texts that were freed where they were made.
    static VECS: AtomicUsize = AtomicUsize::new(0);
    static TEXTS: AtomicUsize = AtomicUsize::new(0);

    /// As a Rust binary frees what it made: by the drop glue of `T`.
    unsafe extern "C" fn free_elsewhere<T>(this: *mut RawOwned) {
        let freed = if core::mem::needs_drop::<T>() { &VECS } else { &TEXTS };
        freed.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the receiver passes its own value of this type.
        let raw = unsafe { this.read() };
        // SAFETY: `elsewhere` made it of a `Vec<T>`, and frees it once.
        drop(unsafe { Vec::from_raw_parts(raw.ptr.cast::<T>(), raw.len, raw.cap) });
    }

    fn elsewhere<T: Plain>(vec: Vec<T>) -> OwnedSlice<T> {
        let made = ManuallyDrop::new(OwnedSlice::from(vec));
        let raw = RawOwned { free: Some(free_elsewhere::<T>), ..made.raw };
        OwnedSlice { raw, of: core::marker::PhantomData }
    }

    fn texts() -> OwnedSlice<[OwnedStr; 2]> {
        let text = |text: &str| OwnedStr(elsewhere(text.as_bytes().to_vec()));
        elsewhere(["a", "b", "c"].map(|name| [text(name), text("")]).into())
    }

    fn freed() -> (usize, usize) {
        (VECS.swap(0, Ordering::Relaxed), TEXTS.swap(0, Ordering::Relaxed))
    }

    #[test]
    fn what_moves_out_is_freed_once() {
        let moved = Vec::from(texts());
        assert_eq!((freed(), &*moved[1][0]), ((1, 0), "b"));
        drop(moved);
        assert_eq!(freed(), (0, 6));
        let mut walked = texts().into_iter();
        let first = walked.next().expect("there are three");
        drop(walked);
        assert_eq!((freed(), &*first[0]), ((1, 4), "a"));
        drop(first);
        assert_eq!(freed(), (0, 2));
        let panicked = catch_unwind(|| {
            let mut texts = texts().into_iter();
            let _first = texts.next();
            resume_unwind(Box::new(()));
        });
        assert_eq!((freed(), panicked.is_err()), ((1, 6), true));
        drop(texts());
        assert_eq!(freed(), (1, 6));
        assert!(Vec::from(elsewhere(Vec::<OwnedStr>::new())).is_empty());
    }
}
