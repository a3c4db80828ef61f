//! What may be a key of a map or an element of a set: types of which std says what is equal, so that both sides see the same key twice.

use crate::contract::raw::RawSlice;
use crate::values::borrowed::elements_of;
use crate::values::copied::Part;
use crate::values::fault::{Fault, Memory};
use crate::values::open::Numbered;
use crate::values::owned::{OwnedStr, RawOwned};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::ffi::c_void;
use core::num::NonZero;

/// A key.
///
/// # Safety
/// Wire forms of equal keys, and no others, are `Equal`; `order` reads what `check_part` would, and follows no pointer that it would not.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` cannot be a key of a map or an element of a set that crosses",
    label = "not an integer, `bool`, `char`, text, an enum without payloads, or a tuple or an array of these",
    note = "pass a `Vec` of pairs"
)]
pub unsafe trait Key: Part {
    /// How two keys are ordered.
    ///
    /// # Safety
    /// Both are aligned and readable; the bytes of a text in them, too.
    unsafe fn order(a: *const Self::Wire, b: *const Self::Wire) -> Ordering;
}

macro_rules! integers {
    ($($ty:ty as $bits:ty;)*) => { $(
        // SAFETY: one integer for each value.
        unsafe impl Key for $ty {
            #[inline]
            unsafe fn order(a: *const Self::Wire, b: *const Self::Wire) -> Ordering {
                // SAFETY: readable, by the caller's word; any bits are an integer.
                let a = unsafe { a.cast::<$bits>().read() };
                // SAFETY: as above.
                let b = unsafe { b.cast::<$bits>().read() };
                a.cmp(&b)
            }
        }
    )* };
}
integers! {
    u8 as u8; u16 as u16; u32 as u32; u64 as u64; usize as usize;
    i8 as i8; i16 as i16; i32 as i32; i64 as i64; isize as isize;
    bool as u8; char as u32;
    NonZero<u8> as u8; NonZero<u16> as u16; NonZero<u32> as u32; NonZero<u64> as u64; NonZero<usize> as usize;
    NonZero<i8> as i8; NonZero<i16> as i16; NonZero<i32> as i32; NonZero<i64> as i64; NonZero<isize> as isize;
}

// SAFETY: enums without payloads cross as their value, and each has its own.
unsafe impl<E: Numbered<Value: Ord> + Part> Key for E {
    #[inline]
    unsafe fn order(a: *const Self::Wire, b: *const Self::Wire) -> Ordering {
        const { assert!(size_of::<E::Value>() == size_of::<E::Wire>()) }
        // SAFETY: readable, by the caller's word; any bits are the integer.
        let a = unsafe { a.cast::<E::Value>().read() };
        // SAFETY: as above.
        let b = unsafe { b.cast::<E::Value>().read() };
        a.cmp(&b)
    }
}

/// The bytes of a text; none where there can be none, which its own check finds.
///
/// # Safety
/// They are readable, as long as the result is used.
#[inline]
unsafe fn bytes<'a>(ptr: *mut c_void, len: usize) -> &'a [u8] {
    match elements_of::<u8>(&RawSlice { ptr, len }) {
        // SAFETY: not null, not too long; readable by the caller's word.
        Ok(start) => unsafe { core::slice::from_raw_parts(start, len) },
        Err(_) => &[],
    }
}

macro_rules! texts {
    ($($ty:ty as $raw:ty;)*) => { $(
        // SAFETY: texts are equal if their bytes are.
        unsafe impl Key for $ty {
            #[inline]
            unsafe fn order(a: *const Self::Wire, b: *const Self::Wire) -> Ordering {
                // SAFETY: readable, by the caller's word; any bits are raw words.
                let a: $raw = unsafe { a.read() };
                // SAFETY: as above.
                let b: $raw = unsafe { b.read() };
                // SAFETY: passed on to the caller.
                let a = unsafe { bytes(a.ptr, a.len) };
                // SAFETY: passed on to the caller.
                a.cmp(unsafe { bytes(b.ptr, b.len) })
            }
        }
    )* };
}
texts! { String as RawOwned; Box<str> as RawOwned; OwnedStr as RawOwned; &str as RawSlice; }

// SAFETY: equal if all elements are.
unsafe impl<T: Key, const N: usize> Key for [T; N] {
    #[inline]
    unsafe fn order(a: *const Self::Wire, b: *const Self::Wire) -> Ordering {
        for index in 0..N {
            // SAFETY: in the array.
            let a = unsafe { a.cast::<T::Wire>().add(index) };
            // SAFETY: in the array.
            let b = unsafe { b.cast::<T::Wire>().add(index) };
            // SAFETY: passed on to the caller.
            let order = unsafe { T::order(a, b) };
            if order.is_ne() {
                return order;
            }
        }
        Ordering::Equal
    }
}

/// Whether no key is there twice.
///
/// # Errors
/// Where one comes again.
///
/// # Safety
/// There are `len` entries of `size` bytes from `first`, each beginning with a key, which is as `order` needs it.
#[inline]
pub(super) unsafe fn check_unique(
    first: *const c_void,
    len: usize,
    size: usize,
    order: unsafe fn(*const c_void, *const c_void) -> Ordering,
) -> Result<(), Fault> {
    let mut keys = Vec::with_capacity(len);
    for index in 0..len {
        // SAFETY: one of the entries.
        keys.push(unsafe { first.byte_add(index * size) });
    }
    // SAFETY: keys, by the caller's word.
    keys.sort_unstable_by(|a, b| unsafe { order(*a, *b) });
    for pair in keys.windows(2) {
        // SAFETY: as above.
        if unsafe { order(pair[0], pair[1]) }.is_eq() {
            let last = if pair[0] < pair[1] { pair[1] } else { pair[0] };
            return Err(Fault::Memory { what: Memory::Twice, number: (last.addr() - first.addr()) / size });
        }
    }
    Ok(())
}
