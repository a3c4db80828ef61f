//! What is copied where it crosses: values whose layout is Rust's own, each as the wire forms of its parts.
//!
//! A part is a field or an element. The sender turns each part into its wire form ([`Part::to_part`]); the receiver checks all of
//! them where they lie ([`Part::check_part`]), takes each one out and leaves zeros in its place ([`Part::take`]), and has the sender free the
//! rest ([`Part::release`]), which skips zeros. So memory is freed by its maker, and no value is dropped on both sides.
//!
//! What is lent stays the sender's: its wire form has no `free`, nothing is written there, and what is taken is a copy.
//!
//! | file | contains |
//! |---|---|
//! | `direct.rs` | types that are their own wire form |
//! | `memory.rs` | `String`, `Vec<T>`, `Box<T>` and their companions |
//! | `tagged.rs` | `Option<T>`, `Result<T, E>` |

#[macro_use]
mod direct;
mod memory;
mod tagged;

use super::fault::Fault;
use super::follow::arrived;
pub use super::sending::{Given, Sending};
use super::traits::{Element, Lend, Pointee};
use super::walk::Walk;
use crate::describe::list::List;
use crate::describe::{Described, Rope, TypeRef};
pub(crate) use memory::{box_from, box_into, boxed, check_text, forms_of, free_of_vec, vec_from, vec_given, vec_into};
pub use tagged::OptionalPart;

/// A type that may be a field of a type that derives `AbiType` without a `repr`, or an element of a `Vec` or `Box` that crosses.
///
/// The derive implements it; its items are not public API.
///
/// # Safety
/// `Wire` is `repr(C)` plain data without a destructor: what the header shows. `check_part` returns `Ok` only if `take` may be called.
/// All bytes zero are a `Wire` of which `release` frees nothing. `DIRECT` is true only if the type is its own wire form, and `Bits` says that there is nothing to
/// look at only if every bit pattern of `Wire` is a value.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` cannot be a field or an element of what is copied across a binary boundary",
    label = "has no defined form in C",
    note = "derive `vtable_api::AbiType` for your own types"
)]
pub unsafe trait Part: Element + Described + Lend + Sized {
    /// The form in memory.
    #[doc(hidden)]
    type Wire;
    /// How `Option` of it is told from `None`.
    #[doc(hidden)]
    type Niche: OptionalPart<Self>;
    /// Whether it can be taken out of its place: a `repr(C)` type of which zeros would be dropped as something cannot.
    #[doc(hidden)]
    const USABLE: bool = true;
    /// Whether the type is its own wire form.
    #[doc(hidden)]
    const DIRECT: bool = false;
    /// [`AsPlain`] of the type if it is its own wire form, else [`Checked`].
    #[doc(hidden)]
    type Bits: BitsOf;

    /// The wire form: what the value owns goes along, or is lent, as `sending` says.
    ///
    /// # Panics
    /// When memory owns memory deeper than a receiver takes it; what was given away until then is lost.
    ///
    /// # Safety
    /// `value` is readable; if it is given away, it is used no more; if it is lent, it stays as it is while the wire form is used.
    #[doc(hidden)]
    unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> Self::Wire;

    /// The wire form; what the value owns goes along.
    ///
    /// # Panics
    /// As [`Part::to_part`].
    #[doc(hidden)]
    #[inline]
    fn into_part(self) -> Self::Wire {
        let value = core::mem::ManuallyDrop::new(self);
        // SAFETY: a value that is used no more.
        unsafe { Self::to_part(&raw const *value, &mut Given::default()) }
    }

    /// Whether the bytes at `wire` are a value.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`Pointee::check`].
    #[doc(hidden)]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault>;

    /// The value. If it is `OURS`, zeros are left at `wire` where it owns memory; else it is a copy, and nothing is written.
    ///
    /// # Safety
    /// `wire` is aligned and readable; it was checked. If it is ours, it is writable where the value owns memory, and is not taken twice;
    /// else what it leads to outlives the value, which nobody changes.
    #[doc(hidden)]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self;

    /// Frees what was not taken.
    ///
    /// # Safety
    /// `wire` was made by [`Part::to_part`] of what was given away, and since then nothing but `take` has written there; it is not used afterwards.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn release(_wire: *mut Self::Wire) {}
}

/// Whether every bit pattern of a wire form is a value. A type, so that nobody evaluates it for a type that is not what was read:
/// that is an error already.
#[doc(hidden)]
pub trait BitsOf {
    /// Whether nothing need be looked at.
    const ANY: bool;
}

/// Not every bit pattern is a value.
#[derive(Debug)]
pub struct Checked;
impl BitsOf for Checked {
    const ANY: bool = false;
}

/// Of a type that is its own wire form.
#[derive(Debug)]
pub struct AsPlain<T>(core::marker::PhantomData<T>);
impl<T: Pointee> BitsOf for AsPlain<T> {
    const ANY: bool = T::ANY_BITS;
}

/// The wire form of a `T`, as something that a [`Walk`] checks.
#[repr(transparent)]
pub(crate) struct Form<T: Part>(T::Wire);

// SAFETY: what is said of the type is true of its wire form.
unsafe impl<T: Part> Described for Form<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope = T::NAME;
    const TYPE: TypeRef = T::TYPE;
}
lend!([T: Part] Form<T>, AsIs);
// SAFETY: as `Part` says of `check_part`; a part lends nothing by `&mut`.
unsafe impl<T: Part> Pointee for Form<T> {
    const ANY_BITS: bool = <T::Bits as BitsOf>::ANY;
    #[inline]
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: passed on to the caller.
        unsafe { T::check_part(ptr.cast(), walk) }
    }
}

/// The value whose wire form this is, if it is one.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// `wire` came from a binary that keeps the contract; it is used once.
#[inline]
pub unsafe fn from_parts<T: Part>(mut wire: T::Wire) -> Result<T, Fault> {
    // SAFETY: a local of ours, and the word of the caller.
    unsafe { from_parts_at(&raw mut wire) }
}

/// The same where it lies.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// As [`from_parts`]; it is a place of this side.
#[inline]
pub unsafe fn from_parts_at<T: Part>(wire: *mut T::Wire) -> Result<T, Fault> {
    // SAFETY: aligned and readable, by the caller's word.
    unsafe { arrived::<Form<T>>(wire.cast_const().cast()) }?;
    let rest = Rest::<T>(wire);
    // SAFETY: checked, and writable by the caller's word.
    let value = unsafe { T::take::<true>(wire) };
    core::mem::forget(rest);
    Ok(value)
}

/// Parts that are taken out of a wire form. At the end, also if code of the user's panics in between (`Ord`, `Hash`), their maker frees what is
/// left.
struct Rest<T: Part>(*mut T::Wire);

impl<T: Part> Drop for Rest<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: made by the other side, and nothing but `take` has written there; dropped once.
        unsafe { T::release(self.0) };
    }
}

/// Implements [`AbiType`](crate::AbiType) for a type that is passed by the address of its parts.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_by_parts {
    ($vouched:block [$($generics:tt)*] $ty:ty $(, where $($bounds:tt)*)?) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: as `Part` says; passed by address.
        unsafe impl<$($generics)*> $crate::AbiType for $ty $(where $($bounds)*)? {
            type Wire = <Self as $crate::copied::Part>::Wire;
            type Arg = *const $crate::__private::core::ffi::c_void;
            type Return = $crate::slot::ByPointer;
            type Niche = $crate::convert::Tagged;
            const USABLE: $crate::__private::core::primitive::bool = <Self as $crate::copied::Part>::USABLE;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                <Self as $crate::copied::Part>::into_part(self)
            }
            #[inline]
            unsafe fn from_wire(__vt_wire: Self::Wire) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::copied::from_parts::<Self>(__vt_wire) }
            }
            #[inline]
            unsafe fn from_place(__vt_place: *mut Self::Wire) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::copied::from_parts_at::<Self>(__vt_place) }
            }
            #[inline(always)]
            fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
                $crate::__private::core::ptr::from_ref(__vt_wire).cast()
            }
            #[inline]
            unsafe fn from_arg(__vt_arg: Self::Arg) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::copied::parts_at::<Self>(__vt_arg) }
            }
        }
    };
}

/// The value whose wire form is at this address, if there is one.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// As [`AbiType::from_arg`](crate::AbiType::from_arg).
#[inline]
pub unsafe fn parts_at<T: Part>(address: *const core::ffi::c_void) -> Result<T, Fault> {
    // SAFETY: passed on to the caller.
    let wire = unsafe { super::address::read_wire::<T::Wire>(address) }?;
    // SAFETY: passed on to the caller.
    unsafe { from_parts::<T>(wire) }
}

/// Ends the build if a value would be taken out of a place where it would still be dropped as something. The build has ended before, where
/// each type was asked; this is for what is generic over types with bounds, which is known where it is used only.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn may_be_taken(is_so: bool) {
    if !is_so {
        crate::describe::message::fail(
            "[VT0102] what is `repr(C)` with an `impl Drop`, or an enum that owns memory and has no variant 0, cannot be taken out of a `Vec`, `Box` or copied type: zeros are left, and would be dropped, too\n         \
             help: remove the `impl Drop`, or give the enum a variant with the value 0",
        )
    }
}

/// Ends the build if bytes of what is lent would be dropped, too. The build has ended before, where the slot was asked.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn may_be_copied(is_so: bool) {
    assert!(
        is_so,
        "[VT0102] what is `repr(C)` and owns memory is not lent as a copy: it would be dropped on both sides"
    )
}

/// A value that is its own wire form; if it is `OURS` and owns memory, zeros are left.
///
/// # Safety
/// As [`Part::take`]; `T` is [`Part::DIRECT`].
#[inline(always)]
pub unsafe fn take_direct<T: Part, const OURS: bool>(wire: *mut T::Wire) -> T {
    const { may_be_taken(T::USABLE) };
    const { may_be_copied(OURS || !core::mem::needs_drop::<T>()) };
    // SAFETY: a value, by the caller's word; if it owns memory, zeros take its place.
    let value = unsafe { wire.cast::<T>().read() };
    if const { core::mem::needs_drop::<T>() } {
        // SAFETY: writable, by the caller's word; plain data.
        unsafe { wire.write_bytes(0, 1) };
    }
    value
}

/// Drops a value that is its own wire form, or the zeros that are left of one.
///
/// # Safety
/// As [`Part::release`]; `T` is [`Part::DIRECT`].
#[inline(always)]
pub unsafe fn release_direct<T: Part>(wire: *mut T::Wire) {
    if const { core::mem::needs_drop::<T>() } {
        const { may_be_taken(T::USABLE) };
        // SAFETY: a value, or one of which parts that own memory are zeros, which are dropped as nothing (`USABLE`).
        unsafe { wire.cast::<T>().drop_in_place() };
    }
}

/// Ends the build if a type that is copied has an `impl Drop`: its fields go away one by one, and the value itself is never dropped.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn is_not_dropped(has_drop: bool) {
    if has_drop {
        crate::describe::message::fail(
            "[VT0104] a type without `repr` crosses as a copy of its fields, so its `impl Drop` would never run for what was sent\n         \
             help: remove the `impl Drop`; or make it a `#[vtable_api]` trait and pass `Box<dyn Api>`, whose maker drops it",
        )
    }
}

/// Ends the build if the value of a variant does not fit into the integer that crosses.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn fits(value: i128) {
    if value < 0 || value > u32::MAX as i128 {
        crate::describe::message::fail(
            "[VT0104] an enum without `repr` crosses as a `uint32_t`, and the value of this variant does not fit into it\n         \
             help: write the integer that the values need: `#[repr(i32)]` or `#[repr(i64)]`",
        )
    }
}

#[cfg(test)]
mod tests;
