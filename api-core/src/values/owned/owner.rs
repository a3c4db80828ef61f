//! Memory that something else owns: it is kept until the elements are freed, and nobody writes to it meanwhile.
//!
//! `cap` is the maker's own, but for its highest bit, which says to every holder that others may be reading: who wants to write, copies
//! first (docs/abi.md). No capacity has that bit, since no memory is larger than half of what there are addresses for.

use super::{OwnedSlice, OwnedStr, RawOwned, end};
use crate::values::traits::Plain;
use alloc::boxed::Box;
use core::marker::PhantomData;

/// Of `cap`: the memory is shared, so it is read-only.
const SHARED: usize = 1 << (usize::BITS - 1);

/// An owner, at an address that is even: half of it leaves room for [`SHARED`].
#[repr(align(2))]
struct Kept<O>(O);

impl RawOwned {
    /// Whether its holder may write to it. What owns memory is not shared: two could free it.
    #[inline]
    pub(super) fn is_writable<T>(&self) -> bool {
        self.free.is_some() && (core::mem::needs_drop::<T>() || self.cap & SHARED == 0)
    }
}

unsafe extern "C" fn free_owner<O>(this: *mut RawOwned) {
    // SAFETY: the receiver passes its own value of this type.
    let raw = unsafe { this.read() };
    let kept = core::ptr::with_exposed_provenance_mut::<Kept<O>>(raw.cap << 1);
    // SAFETY: `from_owner` put half of its address there; the contract says that it is freed once.
    end::<O, _>(unsafe { Box::from_raw(kept) });
}

impl<T: Plain + Copy> OwnedSlice<T> {
    /// The elements of an owner, without a copy: an `Arc<[T]>`, a file mapped into memory, `bytes::Bytes`.
    ///
    /// The owner is dropped when the elements are freed, whichever binary does that, on whichever thread. Others may still read them,
    /// so the memory is read-only: access by `&mut` first copies it, on both sides.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use std::sync::Arc;
    /// use vtable_api::OwnedSlice;
    /// let samples: Arc<[f32]> = Arc::from([0.5, 1.0]);
    /// let mut lent = OwnedSlice::from_owner(samples.clone());
    /// assert_eq!(lent.as_ptr(), samples.as_ptr());
    /// lent[0] = 0.0; // in a copy
    /// assert_eq!((&lent[..], &samples[..]), (&[0.0, 1.0][..], &[0.5, 1.0][..]));
    /// ```
    pub fn from_owner<O: AsRef<[T]> + Send + 'static>(owner: O) -> Self {
        let kept = Box::into_raw(Box::new(Kept(owner)));
        // SAFETY: just made, and dropped with the elements only; nobody has it by `&mut` until then.
        let owner: &'static Kept<O> = unsafe { &*kept };
        let elements = owner.0.as_ref();
        let raw = RawOwned {
            ptr: elements.as_ptr().cast_mut().cast(),
            len: elements.len(),
            cap: SHARED | (kept.expose_provenance() >> 1),
            free: Some(free_owner::<O>),
        };
        OwnedSlice { raw, of: PhantomData }
    }
}

/// The bytes of an owner of text.
struct Bytes<O>(O);

impl<O: AsRef<str>> AsRef<[u8]> for Bytes<O> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_ref().as_bytes()
    }
}

impl OwnedStr {
    /// The text of an owner, without a copy: an `Arc<str>`. As [`OwnedSlice::from_owner`].
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use std::sync::Arc;
    /// use vtable_api::OwnedStr;
    /// let name: Arc<str> = Arc::from("png");
    /// let lent = OwnedStr::from_owner(name.clone());
    /// assert_eq!((&*lent, lent.as_ptr()), ("png", name.as_ptr()));
    /// ```
    pub fn from_owner<O: AsRef<str> + Send + 'static>(owner: O) -> Self {
        OwnedStr(OwnedSlice::from_owner(Bytes(owner)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::traits::AbiType;
    use alloc::sync::Arc;
    use alloc::vec;
    use alloc::vec::Vec;

    /// As another binary gets it.
    fn crossed<T: Plain + super::super::Element>(owned: OwnedSlice<T>) -> OwnedSlice<T> {
        // SAFETY: made by `into_wire`.
        unsafe { OwnedSlice::from_wire(owned.into_wire()) }.expect("it is a value")
    }

    #[test]
    fn an_owner_lives_as_long_as_its_elements() {
        let owner: Arc<[u32]> = Arc::from([1, 2, 3]);
        let lent = crossed(OwnedSlice::from_owner(owner.clone()));
        assert_eq!(
            (Arc::strong_count(&owner), lent.as_ptr(), &lent),
            (2, owner.as_ptr(), &OwnedSlice::from([1, 2, 3]))
        );
        drop(lent);
        assert_eq!(Arc::strong_count(&owner), 1);
        let text: Arc<str> = Arc::from("text");
        let lent = OwnedStr::from_owner(text.clone());
        assert_eq!((Arc::strong_count(&text), lent.as_ptr(), &*lent), (2, text.as_ptr(), "text"));
        drop((text, lent));
        assert!(OwnedSlice::from_owner(Arc::<[u8]>::from([])).is_empty());
    }

    #[test]
    fn what_is_shared_is_copied_before_it_is_written_and_then_let_go() {
        let owner: Arc<[u32]> = Arc::from([1, 2, 3]);
        let [mut written, moved, walked] = [(); 3].map(|()| crossed(OwnedSlice::from_owner(owner.clone())));
        written[0] = 9;
        assert_eq!(Arc::strong_count(&owner), 3);
        let start = written.as_ptr();
        written[1] = 9;
        assert_eq!((written.as_ptr(), &*written), (start, &[9, 9, 3][..]), "copied once");
        let mut vec = Vec::from(moved);
        vec.push(4);
        assert_eq!((vec, walked.into_iter().collect::<Vec<_>>()), (vec![1, 2, 3, 4], vec![1, 2, 3]));
        assert_eq!((Arc::strong_count(&owner), &*owner), (1, &[1, 2, 3][..]));
    }

    #[test]
    fn an_owner_may_hold_its_elements_itself() {
        let lent = OwnedSlice::from_owner([1u8, 2, 3]);
        let there = lent.as_ptr();
        let elsewhere = crossed(lent);
        assert_eq!((elsewhere.as_ptr(), &*elsewhere), (there, &[1, 2, 3][..]));
    }
}
