//! `&T` and `&[T]` of what is copied, and `&mut [&mut [T]]`: the caller lends the wire forms, and the callee has values of its own while the
//! call runs.
//!
//! Such a reference is a parameter only. Its lifetime must be the call's alone, because what it refers to is dropped when the call is over;
//! the expansion of the slot has the compiler say so ([`After::Copied`]).

use super::address::read_wire;
use super::borrowed::{SliceMut, elements_of};
use super::copied::{Form, Part, forms_of};
use super::fault::Fault;
use super::follow::{Len, arrived_lent};
use super::sending::{Lent, Sending};
use super::tagged::{OptionForm, WireOption};
use super::traits::{AbiType, Arrival, AsCopy, OnlyLent, Plain};
use super::walk::After;
use crate::contract::raw::RawSlice;
use crate::describe::record::holds_owners;
use alloc::vec::Vec;
use core::ffi::c_void;
use core::mem::MaybeUninit;

/// How a reference, `R`, to a type that is lent in this way is a parameter.
///
/// # Safety
/// As [`AbiType`].
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{R}` cannot be lent across a binary boundary",
    label = "has no defined form in C",
    note = "derive `vtable_api::AbiType` for your own types"
)]
pub unsafe trait LentForm<R> {
    /// As [`AbiType::Wire`].
    type Wire;
    /// As [`AbiType::Arg`].
    type Arg: Copy;
    /// As [`AbiType::Return`].
    type Return;
    /// As [`AbiType::Niche`].
    type Niche;
    /// As [`AbiType::USABLE`].
    const USABLE: bool;
    /// As [`AbiType::AFTER`].
    const AFTER: After;
    /// As [`AbiType::into_wire`].
    fn into_wire(value: R) -> Self::Wire;
    /// As [`AbiType::from_wire`].
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::from_wire`].
    unsafe fn from_wire(wire: Self::Wire) -> Result<R, Fault>;
    /// As [`AbiType::arg`].
    fn arg(wire: &Self::Wire) -> Self::Arg;
    /// As [`AbiType::from_arg`].
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::from_arg`].
    unsafe fn from_arg(arg: Self::Arg) -> Result<R, Fault>;
    /// As [`AbiType::recheck`].
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::recheck`].
    #[inline(always)]
    unsafe fn recheck(_wire: &Self::Wire) -> Result<(), Fault> {
        Ok(())
    }
}

/// A wire form, with those that it leads to. `W` is what C reads.
pub struct Mirror<W> {
    wire: W,
    _lent: Lent,
}

impl<W> Mirror<W> {
    #[inline]
    pub(super) fn new(make: impl FnOnce(&mut Lent) -> W) -> Self {
        let mut lent = Lent::default();
        let wire = make(&mut lent);
        Mirror { wire, _lent: lent }
    }

    /// Where it is.
    #[inline(always)]
    fn address(&self) -> *const c_void {
        (&raw const self.wire).cast()
    }
}

impl Mirror<RawSlice> {
    /// The pointer and the length.
    #[inline(always)]
    pub(super) fn extent(&self) -> RawSlice {
        self.wire
    }
}

/// As [`OnlyLent`], of an [`Extent`].
pub struct OnlyExtent;

/// A reference that crosses as a pointer and a length, and is a copy at the callee's.
///
/// # Safety
/// `hold` returns `Ok` only for what is a valid value, as long as `held` is there.
pub unsafe trait Extent: Sized {
    /// As [`Arrival::Held`].
    type Held;
    /// As [`Arrival::NOTHING`].
    const NOTHING: Self::Held;

    /// What it refers to, in memory that `lent` keeps.
    fn lend(self, lent: &mut Lent) -> RawSlice;

    /// What was lent.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`Arrival::take`].
    unsafe fn hold(raw: &RawSlice, held: &mut Self::Held) -> Result<Self, Fault>;
}

// SAFETY: the values are in `held`, each checked.
unsafe impl<'a, T: Part> Extent for &'a [T] {
    type Held = Vec<T>;
    const NOTHING: Vec<T> = Vec::new();
    #[inline]
    fn lend(self, lent: &mut Lent) -> RawSlice {
        let parts = forms_of(self, lent);
        let raw = lent.keep(parts);
        RawSlice { ptr: raw.ptr, len: raw.len }
    }
    unsafe fn hold(raw: &RawSlice, held: &mut Vec<T>) -> Result<&'a [T], Fault> {
        let first = elements_of::<Form<T>>(raw)?;
        // SAFETY: aligned and not null, or there are none; readable by the caller's word.
        unsafe { arrived_lent(first, Len::Of(raw.len)) }?;
        let value = |index| {
            // SAFETY: one of them.
            let wire = unsafe { first.cast::<T::Wire>().add(index) };
            // SAFETY: checked, and lent for longer than the value is used; nothing is written there.
            unsafe { T::take::<false>(wire.cast_mut()) }
        };
        *held = (0..raw.len).map(value).collect();
        let values = core::ptr::from_ref(held.as_slice());
        // SAFETY: they are there, as long as the caller says.
        Ok(unsafe { &*values })
    }
}

// SAFETY: the slices are as the caller lends them, each checked; what holds them is in `held`.
unsafe impl<'a, 'b, T: Plain> Extent for &'a mut [&'b mut [T]] {
    type Held = Vec<&'b mut [T]>;
    const NOTHING: Vec<&'b mut [T]> = Vec::new();
    fn lend(self, lent: &mut Lent) -> RawSlice {
        let slices = self.iter_mut().map(|slice| RawSlice { ptr: slice.as_mut_ptr().cast(), len: slice.len() });
        let raw = lent.keep(slices.collect());
        RawSlice { ptr: raw.ptr, len: raw.len }
    }
    unsafe fn hold(raw: &RawSlice, held: &mut Self::Held) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller; a view is such a slice, in the form in which it crosses.
        let views = unsafe { <&'a mut [SliceMut<'b, T>]>::from_wire(*raw) }?;
        // SAFETY: each is taken once: nobody uses the views any more.
        *held = views.iter().map(|view| unsafe { core::ptr::read(view) }.into_slice()).collect();
        let slices = core::ptr::from_mut(held.as_mut_slice());
        // SAFETY: they are there, as long as the caller says.
        Ok(unsafe { &mut *slices })
    }
}

/// What nobody calls: such a reference is neither returned nor a part of anything, and arrives by way of [`Arrival`].
#[cold]
pub(super) fn not_received<R>() -> Result<R, Fault> {
    Err(Fault::Null)
}

// SAFETY: the address of a wire form. It is not received as a value.
unsafe impl<'a, T: Part> LentForm<&'a T> for AsCopy {
    type Wire = Mirror<T::Wire>;
    type Arg = *const c_void;
    type Return = OnlyLent;
    type Niche = OptionalOne;
    const USABLE: bool = T::USABLE && !holds_owners(&[T::TYPE]);
    const AFTER: After = After::Copied;
    #[inline]
    fn into_wire(value: &'a T) -> Self::Wire {
        // SAFETY: it stays as it is: it is borrowed for longer than the call.
        Mirror::new(|sending| unsafe { T::to_part(value, sending) })
    }
    unsafe fn from_wire(_: Self::Wire) -> Result<&'a T, Fault> {
        not_received()
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        wire.address()
    }
    unsafe fn from_arg(_: Self::Arg) -> Result<&'a T, Fault> {
        not_received()
    }
}

// SAFETY: a pointer to wire forms and their number. It is not received as a value.
unsafe impl<'a, T: Part> LentForm<&'a [T]> for AsCopy {
    type Wire = Mirror<RawSlice>;
    type Arg = RawSlice;
    type Return = OnlyExtent;
    type Niche = OptionalExtent;
    const USABLE: bool = T::USABLE && !holds_owners(&[T::TYPE]);
    const AFTER: After = After::Copied;
    #[inline]
    fn into_wire(value: &'a [T]) -> Self::Wire {
        Mirror::new(|lent| value.lend(lent))
    }
    unsafe fn from_wire(_: Self::Wire) -> Result<&'a [T], Fault> {
        not_received()
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> RawSlice {
        wire.extent()
    }
    unsafe fn from_arg(_: RawSlice) -> Result<&'a [T], Fault> {
        not_received()
    }
}

// SAFETY: a pointer to slices and their number. It is not received as a value. What is swapped in the callee's copy is not seen; what
// is written through the slices is in the caller's memory, where nothing need be looked at, or it is `Nested`.
unsafe impl<'a, 'b, T: Plain> LentForm<&'a mut [&'b mut [T]]> for AsCopy {
    type Wire = Mirror<RawSlice>;
    type Arg = RawSlice;
    type Return = OnlyExtent;
    type Niche = OptionalExtent;
    const USABLE: bool = true;
    const AFTER: After = After::Copied.and(After::lent::<T>());
    #[inline]
    fn into_wire(value: &'a mut [&'b mut [T]]) -> Self::Wire {
        Mirror::new(|lent| value.lend(lent))
    }
    unsafe fn from_wire(_: Self::Wire) -> Result<&'a mut [&'b mut [T]], Fault> {
        not_received()
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> RawSlice {
        wire.extent()
    }
    unsafe fn from_arg(_: RawSlice) -> Result<&'a mut [&'b mut [T]], Fault> {
        not_received()
    }
}

/// The value that is lent at this address.
///
/// # Safety
/// As [`AbiType::from_arg`].
#[inline]
unsafe fn one<T: Part>(address: *const c_void) -> Result<T, Fault> {
    // SAFETY: passed on to the caller; wire forms are plain data.
    let mut wire = unsafe { read_wire::<MaybeUninit<T::Wire>>(address) }?;
    let wire = wire.as_mut_ptr();
    // SAFETY: a local, and what it leads to is lent by the caller's word.
    unsafe { arrived_lent(wire.cast::<Form<T>>(), Len::One) }?;
    // SAFETY: checked, and lent for longer than the value is used.
    Ok(unsafe { T::take::<false>(wire) })
}

/// The value, as long as it is `held`.
///
/// # Safety
/// The result is not used when `held` is gone.
#[inline]
pub(crate) unsafe fn held_in<'a, T>(held: &mut Option<T>, value: T) -> &'a T {
    let value = core::ptr::from_ref(held.insert(value));
    // SAFETY: there is one, as long as the caller says.
    unsafe { &*value }
}

// SAFETY: the value is in `held`.
unsafe impl<'a, T: Part> Arrival<&'a T> for OnlyLent
where
    &'a T: AbiType<Arg = *const c_void>,
{
    type Held = Option<T>;
    const NOTHING: Option<T> = None;
    #[inline]
    unsafe fn take(arg: *const c_void, held: &mut Option<T>) -> Result<&'a T, Fault> {
        // SAFETY: passed on to the caller.
        let value = unsafe { one(arg) }?;
        // SAFETY: passed on to the caller.
        Ok(unsafe { held_in(held, value) })
    }
}

// SAFETY: as `Extent` says.
unsafe impl<R: Extent + AbiType<Arg = RawSlice>> Arrival<R> for OnlyExtent {
    type Held = R::Held;
    const NOTHING: R::Held = R::NOTHING;
    #[inline]
    unsafe fn take(arg: RawSlice, held: &mut R::Held) -> Result<R, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { R::hold(&arg, held) }
    }
}

/// `Option<&T>`: a pointer, null for `None`.
pub struct OptionalOne;
/// `Option` of a pointer and a length: a tag and these.
pub struct OptionalExtent;

// SAFETY: the pointer itself, null for `None`.
unsafe impl<'a, T: Part> OptionForm<&'a T> for OptionalOne
where
    &'a T: AbiType<Wire = Mirror<T::Wire>>,
{
    type Wire = Option<Mirror<T::Wire>>;
    type Arg = *const c_void;
    type Return = OnlyLent;
    #[inline]
    fn into_wire(value: Option<&'a T>) -> Self::Wire {
        value.map(AbiType::into_wire)
    }
    unsafe fn from_wire(_: Self::Wire) -> Result<Option<&'a T>, Fault> {
        not_received()
    }
    #[inline]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        wire.as_ref().map_or(core::ptr::null(), Mirror::address)
    }
    unsafe fn from_arg(_: Self::Arg) -> Result<Option<&'a T>, Fault> {
        not_received()
    }
    #[inline(always)]
    unsafe fn recheck(_: &Self::Wire) -> Result<(), Fault> {
        Ok(())
    }
}

// SAFETY: a tag and a pointer with a length, as the header shows; passed by address.
unsafe impl<R: Extent + AbiType> OptionForm<R> for OptionalExtent {
    type Wire = Mirror<WireOption<RawSlice>>;
    type Arg = *const c_void;
    type Return = OnlyExtent;
    #[inline]
    fn into_wire(value: Option<R>) -> Self::Wire {
        Mirror::new(|lent| match value {
            None => WireOption { tag: 0, some: MaybeUninit::zeroed() },
            Some(value) => WireOption { tag: 1, some: MaybeUninit::new(value.lend(lent)) },
        })
    }
    unsafe fn from_wire(_: Self::Wire) -> Result<Option<R>, Fault> {
        not_received()
    }
    #[inline]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        wire.address()
    }
    unsafe fn from_arg(_: Self::Arg) -> Result<Option<R>, Fault> {
        not_received()
    }
    #[inline(always)]
    unsafe fn recheck(_: &Self::Wire) -> Result<(), Fault> {
        Ok(())
    }
}

// SAFETY: the value is in `held`.
unsafe impl<'a, T: Part> Arrival<Option<&'a T>> for OnlyLent
where
    Option<&'a T>: AbiType<Arg = *const c_void>,
{
    type Held = Option<T>;
    const NOTHING: Option<T> = None;
    #[inline]
    unsafe fn take(arg: *const c_void, held: &mut Option<T>) -> Result<Option<&'a T>, Fault> {
        if arg.is_null() {
            return Ok(None);
        }
        // SAFETY: passed on to the caller.
        let value = unsafe { one(arg) }?;
        // SAFETY: passed on to the caller.
        Ok(Some(unsafe { held_in(held, value) }))
    }
}

// SAFETY: as `Extent` says.
unsafe impl<R: Extent> Arrival<Option<R>> for OnlyExtent
where
    Option<R>: AbiType<Arg = *const c_void>,
{
    type Held = R::Held;
    const NOTHING: R::Held = R::NOTHING;
    #[inline]
    unsafe fn take(arg: *const c_void, held: &mut R::Held) -> Result<Option<R>, Fault> {
        // SAFETY: passed on to the caller; a tag and a slice, of which any bits are some.
        let wire = unsafe { read_wire::<WireOption<RawSlice>>(arg) }?;
        let raw = match wire.tag {
            0 => return Ok(None),
            // SAFETY: tag 1 says that the member is filled in; any bits are two words.
            1 => unsafe { wire.some.assume_init() },
            tag => return Err(Fault::Tag(tag)),
        };
        // SAFETY: passed on to the caller.
        unsafe { R::hold(&raw, held) }.map(Some)
    }
}
