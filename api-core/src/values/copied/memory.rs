//! `String`, `Vec<T>`, `Box<T>` and their companions as parts, and how elements that are not their own wire form move in and out.

use super::{Checked, Form, Given, Part, Rest, Sending, may_be_copied, may_be_taken};
use crate::values::borrowed::{elements_of, text};
use crate::values::end::{guarded, release_panicked};
use crate::values::fault::{Fault, Memory};
use crate::values::follow::Len;
use crate::values::owned::{Free, OwnedSlice, OwnedStr, RawOwned, free_box, freed_as, from_vec, moved_out};
use crate::values::traits::{Element, Plain, Pointee, Tagged};
use crate::values::walk::{STEP, Walk};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem::{ManuallyDrop, MaybeUninit};

/// What frees a `Vec<T>` of this binary's.
pub(crate) fn free_of_vec<T: Part>() -> Free {
    if T::DIRECT { const { freed_as::<T>() } } else { free_parts::<T> }
}

/// What frees a `Box<T>` of this binary's.
fn free_of_box<T: Part>() -> Free {
    if T::DIRECT { free_box::<T> } else { free_boxed_part::<T> }
}

unsafe extern "C" fn free_parts<T: Part>(this: *mut RawOwned) {
    // SAFETY: the receiver passes its own value of this type.
    let raw = unsafe { this.read() };
    // SAFETY: `vec_into` made it of a `Vec` of wire forms; the contract says that it is freed once.
    let mut parts = unsafe { Vec::from_raw_parts(raw.ptr.cast::<T::Wire>(), raw.len, raw.cap) };
    guarded(
        || {
            for part in &mut parts {
                // SAFETY: made by `into_part`; whoever had it took parts of it, or nothing.
                unsafe { T::release(part) };
            }
        },
        || release_panicked::<T>(),
    );
}

unsafe extern "C" fn free_boxed_part<T: Part>(this: *mut RawOwned) {
    // SAFETY: the receiver passes its own value of this type.
    let raw = unsafe { this.read() };
    // SAFETY: `box_into` made it of a `Box` of a wire form; the contract says that it is freed once.
    let mut part = unsafe { Box::from_raw(raw.ptr.cast::<T::Wire>()) };
    // SAFETY: made by `into_part`; whoever had it took parts of it, or nothing.
    guarded(|| unsafe { T::release(&raw mut *part) }, || release_panicked::<T>());
}

/// The wire form of a vector.
#[inline]
pub(crate) fn vec_into<T: Part>(vec: Vec<T>) -> RawOwned {
    vec_given(vec, &mut Given::default())
}

/// The wire form of a vector that is given away.
pub(crate) fn vec_given<T: Part>(vec: Vec<T>, sending: &mut impl Sending) -> RawOwned {
    if T::DIRECT {
        return sending.owned(vec.len(), |_| from_vec(vec));
    }
    let mut vec = ManuallyDrop::new(vec);
    let parts = parts_of(&vec, sending);
    // SAFETY: each element was given away.
    unsafe { vec.set_len(0) };
    drop(ManuallyDrop::into_inner(vec));
    RawOwned { free: Some(free_parts::<T>), ..from_vec(parts) }
}

/// The wire form of elements that are lent.
fn slice_lent<T: Part>(values: &[T], sending: &mut impl Sending) -> RawOwned {
    if T::DIRECT {
        return sending.owned(values.len(), |_| RawOwned::lent(values));
    }
    let parts = parts_of(values, sending);
    sending.keep(parts)
}

/// The wire form of a box that is lent.
fn box_lent<T: Part>(value: &T, sending: &mut impl Sending) -> RawOwned {
    slice_lent(core::slice::from_ref(value), sending)
}

/// The wire forms of elements that lie in memory of a value's.
fn parts_of<T: Part>(values: &[T], sending: &mut impl Sending) -> Vec<T::Wire> {
    sending.owned(values.len(), |sending| forms_of(values, sending))
}

/// The wire forms of these values.
pub(crate) fn forms_of<T: Part>(values: &[T], sending: &mut impl Sending) -> Vec<T::Wire> {
    // SAFETY: who gives them away uses them no more; else they stay, as long as they are lent.
    values.iter().map(|value| unsafe { T::to_part(value, sending) }).collect()
}

/// The vector whose wire form this is; zeros are left there, unless it is not ours.
///
/// # Safety
/// As [`Part::take`].
pub(crate) unsafe fn vec_from<T: Part, const OURS: bool>(wire: *mut RawOwned) -> Vec<T> {
    // SAFETY: readable, by the caller's word.
    let raw = unsafe { wire.read() };
    if OURS && T::DIRECT && raw.is_freed_by(const { freed_as::<T>() }) {
        // SAFETY: it has a `free`: writable, by the caller's word.
        unsafe { wire.write(RawOwned::NOTHING) };
        // SAFETY: `from_vec` of this binary made it of a `Vec<T>`, or of one that is freed as that.
        return unsafe { Vec::from_raw_parts(raw.ptr.cast::<T>(), raw.len, raw.cap) };
    }
    let _rest = OURS.then(|| Rest::<Vec<T>>(wire));
    const { may_be_taken(!T::DIRECT || T::USABLE) };
    const { may_be_copied(OURS || !T::DIRECT || !core::mem::needs_drop::<T>()) };
    if T::DIRECT {
        // SAFETY: checked, and not used any more where they are.
        unsafe { moved_out(&raw) }
    } else {
        let parts = (0..raw.len).map(|index| {
            // SAFETY: in the memory.
            let part = unsafe { raw.ptr.cast::<T::Wire>().add(index) };
            // SAFETY: checked, each once.
            unsafe { take_of::<T, OURS>(part, raw.free.is_some()) }
        });
        parts.collect()
    }
}

/// Takes what is in memory. If that is nobody's, nothing is written there.
///
/// # Safety
/// As [`Part::take`], but `part` need not be writable where the memory has no `free`.
unsafe fn take_of<T: Part, const OURS: bool>(part: *mut T::Wire, has_free: bool) -> T {
    if !OURS || has_free {
        // SAFETY: passed on to the caller.
        return unsafe { T::take::<OURS>(part) };
    }
    // SAFETY: readable, by the caller's word; plain data.
    let mut copy = unsafe { part.read() };
    // SAFETY: as above, and a local. What is in memory that is nobody's has no `free` (checked), so there may be two of it.
    unsafe { T::take::<OURS>(&raw mut copy) }
}

/// The wire form of a box.
#[inline]
pub(crate) fn box_into<T: Part>(value: Box<T>) -> RawOwned {
    box_given(value, &mut Given::default())
}

/// The wire form of a box that is given away.
fn box_given<T: Part>(value: Box<T>, sending: &mut impl Sending) -> RawOwned {
    let value = Box::into_raw(value);
    let ptr = sending.owned(1, |sending| {
        if T::DIRECT {
            return value.cast();
        }
        // SAFETY: a value that is given away.
        let part = unsafe { T::to_part(value, sending) };
        // SAFETY: made by `into_raw`; its value was given away.
        drop(unsafe { Box::from_raw(value.cast::<MaybeUninit<T>>()) });
        Box::into_raw(Box::new(part)).cast()
    });
    RawOwned { ptr, len: 1, cap: 1, free: Some(free_of_box::<T>()) }
}

/// The box whose wire form this is.
///
/// # Safety
/// As [`vec_from`].
pub(crate) unsafe fn box_from<T: Part, const OURS: bool>(wire: *mut RawOwned) -> Box<T> {
    // SAFETY: readable, by the caller's word.
    let raw = unsafe { wire.read() };
    if OURS && T::DIRECT && raw.is_freed_by(free_box::<T>) {
        // SAFETY: it has a `free`: writable, by the caller's word.
        unsafe { wire.write(RawOwned::NOTHING) };
        // SAFETY: `box_into` of this binary made it of a `Box<T>`.
        return unsafe { Box::from_raw(raw.ptr.cast::<T>()) };
    }
    let _rest = OURS.then(|| Rest::<Box<T>>(wire));
    // SAFETY: checked; taken once.
    Box::new(unsafe { take_of::<T, OURS>(raw.ptr.cast(), raw.free.is_some()) })
}

/// The four words; zeros are left there, if they are ours to free. What is not ours has no `free`.
///
/// # Safety
/// As [`Part::take`].
#[inline]
unsafe fn take_raw<const OURS: bool>(wire: *mut RawOwned) -> RawOwned {
    // SAFETY: readable, by the caller's word.
    let raw = unsafe { wire.read() };
    if !OURS {
        return RawOwned { free: None, ..raw };
    }
    if raw.free.is_some() {
        // SAFETY: writable, by the caller's word.
        unsafe { wire.write(RawOwned::NOTHING) };
    }
    raw
}

macro_rules! memory_parts {
    ($([$($generics:tt)*] $ty:ty: $usable:expr, |$value:ident, $sending:ident| $give:expr, $lend:expr; |$wire:ident, $walk:ident| $check:expr, |$at:ident| $from:expr;)*) => { $(
        // SAFETY: four words that C can read and make, checked with what they lead to. Zeros have no `free`.
        unsafe impl<$($generics)*> Part for $ty {
            type Wire = RawOwned;
            type Niche = Tagged;
            type Bits = Checked;
            const USABLE: bool = $usable;
            #[inline]
            unsafe fn to_part<S: Sending>(value: *const Self, $sending: &mut S) -> RawOwned {
                if S::IS_LENT {
                    // SAFETY: readable, by the caller's word.
                    let $value = unsafe { &*value };
                    return $lend;
                }
                // SAFETY: readable, by the caller's word, and used no more.
                let $value = unsafe { value.read() };
                $give
            }
            #[inline]
            unsafe fn check_part($wire: *const RawOwned, $walk: &mut Walk) -> Result<(), Fault> {
                $check
            }
            #[inline]
            unsafe fn take<const OURS: bool>($at: *mut RawOwned) -> Self {
                $from
            }
            #[inline]
            unsafe fn release(wire: *mut RawOwned) {
                // SAFETY: made by `into_part`; if it was taken, zeros are left.
                unsafe { RawOwned::free_at(wire) };
            }
        }
    )* };
}
memory_parts! {
    [T: Part] Vec<T>: T::USABLE,
        |value, sending| vec_given(value, sending), slice_lent(value, sending);
        |wire, walk| {
            // SAFETY: readable, by the caller's word; any bits are a `RawOwned`.
            let wire = unsafe { wire.read() };
            let elements = elements_of::<Form<T>>(&wire.slice(free_of_vec::<T>())?)?;
            // SAFETY: aligned and not null; the contract: readable.
            unsafe { walk.owned(elements, Len::Of(wire.len), wire.free.is_some()) }
        },
        // SAFETY: checked, by the word of the caller of `take`.
        |at| unsafe { vec_from::<T, OURS>(at) };
    [] String: true,
        |value, _sending| from_vec(value.into_bytes()), RawOwned::lent(value.as_bytes());
        // SAFETY: passed on to the caller.
        |wire, walk| unsafe { check_text(wire, walk) },
        |at| {
            // SAFETY: checked, by the word of the caller of `take`.
            let bytes = unsafe { vec_from::<u8, OURS>(at) };
            // SAFETY: as above.
            unsafe { String::from_utf8_unchecked(bytes) }
        };
    [T: Part] Box<T>: T::USABLE,
        |value, sending| box_given(value, sending), box_lent::<T>(value, sending);
        |wire, walk| {
            // SAFETY: readable, by the caller's word; any bits are a `RawOwned`.
            let wire = unsafe { wire.read() };
            let value = boxed::<Form<T>>(&wire)?;
            // SAFETY: aligned and not null; the contract: readable.
            unsafe { walk.owned(value, Len::One, wire.free.is_some()) }
        },
        // SAFETY: checked, by the word of the caller of `take`.
        |at| unsafe { box_from::<T, OURS>(at) };
    [] OwnedStr: true,
        |value, _sending| value.into_raw(), RawOwned::lent(value.as_bytes());
        // SAFETY: passed on to the caller.
        |wire, walk| unsafe { check_text(wire, walk) },
        |at| {
            // SAFETY: passed on to the caller.
            let raw = unsafe { take_raw::<OURS>(at) };
            // SAFETY: checked, by the word of the caller of `take`.
            unsafe { OwnedStr::from_raw(raw) }
        };
    [T: Plain + Element] OwnedSlice<T>: true,
        |value, _sending| value.into_raw(), RawOwned::lent(value);
        // SAFETY: passed on to the caller.
        |wire, walk| unsafe { <Self as Pointee>::check(wire.cast(), walk) },
        |at| {
            // SAFETY: passed on to the caller.
            let raw = unsafe { take_raw::<OURS>(at) };
            // SAFETY: checked, by the word of the caller of `take`.
            unsafe { OwnedSlice::from_raw(raw) }
        };
}

/// Checks text where it lies.
///
/// # Safety
/// `raw` is readable, and the contract: so are the bytes.
#[inline(always)]
pub(crate) unsafe fn check_text(raw: *const RawOwned, walk: &mut Walk) -> Result<(), Fault> {
    // SAFETY: passed on to the caller.
    if unsafe { is_text::<true>(raw, walk) } {
        return Ok(());
    }
    // SAFETY: passed on to the caller.
    unsafe { explain_text::<true>(raw, walk) }
}

/// A word in a register, where a fault is a place on the stack. It is generic, so that only crates with text have it.
///
/// # Safety
/// As [`check_text`].
#[inline(never)]
unsafe fn is_text<const USED: bool>(raw: *const RawOwned, walk: &mut Walk) -> bool {
    // SAFETY: passed on to the caller.
    unsafe { explain_text::<USED>(raw, walk) }.is_ok()
}

/// # Safety
/// As [`check_text`].
#[inline]
unsafe fn explain_text<const USED: bool>(raw: *const RawOwned, walk: &mut Walk) -> Result<(), Fault> {
    // SAFETY: readable, by the caller's word; any bits are a `RawOwned`.
    let raw = unsafe { raw.read() };
    walk.check_owner(raw.free.is_some())?;
    let bytes = raw.slice(freed_as::<u8>())?;
    // What is short counts nothing, and its extent is looked at with its bytes.
    if raw.len >= STEP {
        elements_of::<u8>(&bytes)?;
        walk.count_text(raw.len)?;
    }
    // SAFETY: passed on to the caller. The value is only looked at.
    unsafe { text(&bytes) }.map(drop)
}

/// Where the value of a box is.
pub(crate) fn boxed<T>(raw: &RawOwned) -> Result<*const T, Fault> {
    if raw.len != 1 {
        return Err(Fault::Memory { what: Memory::Boxed, number: raw.len });
    }
    let value = raw.ptr.cast::<T>().cast_const();
    crate::values::address::check_address(value)?;
    Ok(value)
}
