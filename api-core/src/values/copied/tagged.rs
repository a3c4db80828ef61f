//! `Option<T>`, `Result<T, E>` as parts: in memory they are what they are as a parameter.

use super::{Checked, Part, Sending};
use crate::values::fault::Fault;
use crate::values::tagged::{OkOrErr, WireOption, WireResult};
use crate::values::traits::{NeverNull, Nullable, Tagged};
use crate::values::walk::Walk;
use core::ffi::c_void;
use core::mem::{ManuallyDrop, MaybeUninit};

/// How `Option<T>` is a part.
///
/// # Safety
/// As [`Part`].
pub unsafe trait OptionalPart<T: Part> {
    /// As [`Part::Wire`].
    type Wire;
    /// As [`Part::DIRECT`], of `Option<T>`.
    const DIRECT: bool;
    /// As [`Part::to_part`].
    ///
    /// # Safety
    /// As [`Part::to_part`].
    unsafe fn to_part<S: Sending>(value: *const Option<T>, sending: &mut S) -> Self::Wire;
    /// As [`Part::check_part`].
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`Part::check_part`].
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault>;
    /// As [`Part::take`].
    ///
    /// # Safety
    /// As [`Part::take`].
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Option<T>;
    /// As [`Part::release`].
    ///
    /// # Safety
    /// As [`Part::release`].
    unsafe fn release(wire: *mut Self::Wire);
}

// SAFETY: the pointer itself, null for `None`; it owns nothing.
unsafe impl<T: Part<Wire = MaybeUninit<T>> + NeverNull> OptionalPart<T> for Nullable {
    type Wire = *const c_void;
    const DIRECT: bool = true;
    #[inline(always)]
    unsafe fn to_part<S: Sending>(value: *const Option<T>, _: &mut S) -> Self::Wire {
        const { assert!(size_of::<Option<T>>() == size_of::<Self::Wire>()) }
        // SAFETY: one pointer (`NeverNull`); any bits are a raw one.
        unsafe { value.cast::<Self::Wire>().read() }
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable, by the caller's word; any bits are a raw pointer.
        if unsafe { wire.read() }.is_null() {
            return Ok(());
        }
        // SAFETY: passed on to the caller.
        unsafe { T::check_part(wire.cast(), walk) }
    }
    #[inline(always)]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Option<T> {
        // SAFETY: null, or a checked pointer; null is `None` (`NeverNull`).
        unsafe { wire.cast::<Option<T>>().read() }
    }
    #[inline(always)]
    unsafe fn release(_: *mut Self::Wire) {}
}

// SAFETY: a tag and one member, as the header shows. Zeros are `None`.
unsafe impl<T: Part> OptionalPart<T> for Tagged {
    type Wire = WireOption<T::Wire>;
    const DIRECT: bool = false;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Option<T>, sending: &mut S) -> Self::Wire {
        // SAFETY: readable, by the caller's word.
        match unsafe { &*value } {
            None => WireOption { tag: 0, some: MaybeUninit::zeroed() },
            // SAFETY: passed on to the caller.
            Some(value) => WireOption { tag: 1, some: MaybeUninit::new(unsafe { T::to_part(value, sending) }) },
        }
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable, by the caller's word; any bits are an integer.
        match unsafe { (*wire).tag } {
            0 => Ok(()),
            1 => {
                // SAFETY: in the wire form; the tag says that it is there.
                let some = unsafe { &raw const (*wire).some };
                // SAFETY: passed on to the caller.
                unsafe { T::check_part(some.cast(), walk) }
            }
            tag => Err(Fault::Tag(tag)),
        }
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Option<T> {
        // SAFETY: readable, by the caller's word.
        if unsafe { (*wire).tag } == 0 {
            return None;
        }
        // SAFETY: in the wire form.
        let some = unsafe { &raw mut (*wire).some };
        // SAFETY: passed on to the caller.
        Some(unsafe { T::take::<OURS>(some.cast()) })
    }
    #[inline]
    unsafe fn release(wire: *mut Self::Wire) {
        // SAFETY: readable, by the caller's word.
        if unsafe { (*wire).tag } == 1 {
            // SAFETY: in the wire form.
            let some = unsafe { &raw mut (*wire).some };
            // SAFETY: passed on to the caller.
            unsafe { T::release(some.cast()) };
        }
    }
}

// SAFETY: as the form that the niche chooses.
unsafe impl<T: Part> Part for Option<T> {
    type Wire = <T::Niche as OptionalPart<T>>::Wire;
    type Niche = Tagged;
    type Bits = Checked;
    const USABLE: bool = T::USABLE;
    const DIRECT: bool = <T::Niche as OptionalPart<T>>::DIRECT;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> Self::Wire {
        // SAFETY: passed on to the caller.
        unsafe { T::Niche::to_part(value, sending) }
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::Niche::check_part(wire, walk) }
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
        // SAFETY: passed on to the caller.
        unsafe { T::Niche::take::<OURS>(wire) }
    }
    #[inline]
    unsafe fn release(wire: *mut Self::Wire) {
        // SAFETY: passed on to the caller.
        unsafe { T::Niche::release(wire) };
    }
}

// SAFETY: a tag and a union, as the header shows. Zeros are `Ok` of zeros.
unsafe impl<T: Part, E: Part> Part for Result<T, E> {
    type Wire = WireResult<T::Wire, E::Wire>;
    type Niche = Tagged;
    type Bits = Checked;
    const USABLE: bool = T::USABLE && E::USABLE;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> Self::Wire {
        // SAFETY: a tag of 0 and a union of `MaybeUninit`: zero bytes are a value.
        let mut wire = unsafe { MaybeUninit::<Self::Wire>::zeroed().assume_init() };
        // SAFETY: readable, by the caller's word.
        match unsafe { &*value } {
            Ok(value) => {
                // SAFETY: passed on to the caller.
                wire.value.ok = ManuallyDrop::new(MaybeUninit::new(unsafe { T::to_part(value, sending) }));
            }
            Err(error) => {
                wire.tag = 1;
                // SAFETY: passed on to the caller.
                wire.value.err = ManuallyDrop::new(MaybeUninit::new(unsafe { E::to_part(error, sending) }));
            }
        }
        wire
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: in the wire form.
        let value: *const OkOrErr<T::Wire, E::Wire> = unsafe { &raw const (*wire).value };
        // SAFETY: readable, by the caller's word; any bits are an integer.
        match unsafe { (*wire).tag } {
            // SAFETY: passed on to the caller; the tag says that it is there.
            0 => unsafe { T::check_part(value.cast(), walk) },
            // SAFETY: as above.
            1 => unsafe { E::check_part(value.cast(), walk) },
            tag => Err(Fault::Tag(tag)),
        }
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
        // SAFETY: in the wire form.
        let value: *mut OkOrErr<T::Wire, E::Wire> = unsafe { &raw mut (*wire).value };
        // SAFETY: readable, by the caller's word.
        if unsafe { (*wire).tag } == 0 {
            // SAFETY: passed on to the caller.
            Ok(unsafe { T::take::<OURS>(value.cast()) })
        } else {
            // SAFETY: passed on to the caller.
            Err(unsafe { E::take::<OURS>(value.cast()) })
        }
    }
    #[inline]
    unsafe fn release(wire: *mut Self::Wire) {
        // SAFETY: in the wire form.
        let value: *mut OkOrErr<T::Wire, E::Wire> = unsafe { &raw mut (*wire).value };
        // SAFETY: readable, by the caller's word.
        match unsafe { (*wire).tag } {
            // SAFETY: passed on to the caller.
            0 => unsafe { T::release(value.cast()) },
            // SAFETY: passed on to the caller.
            1 => unsafe { E::release(value.cast()) },
            _ => {}
        }
    }
}
