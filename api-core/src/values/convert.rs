//! From a value to its wire form and back, checked; and [`AbiType`] for the two kinds of types: what is a scalar, and what is passed by address.

use super::address::{COPIED, check_address, read_at};
use super::fault::Fault;
use super::follow::arrived;
pub use super::shown::AsBlock;
pub use super::traits::{
    AbiType, AnyBits, AnyBitsAt, AsCopy, AsIs, Bits, Element, ElementAt, Lend, NeverNull, NoTable, Nullable, Plain,
    Pointee, Scalar, ScalarAt, Tagged,
};
use super::walk::Walk;
use core::ffi::c_void;
use core::mem::MaybeUninit;

/// Implements [`AbiType`] for a scalar that is its own form in memory and as a parameter.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_scalar {
    ($vouched:block [$($generics:tt)*] $ty:ty, $wire:ty, $niche:ty $(, where $($bounds:tt)*)?) => {
        // SAFETY: a scalar, checked as `Pointee` says.
        unsafe impl<$($generics)*> $crate::AbiType for $ty $(where $($bounds)*)? {
            type Wire = $wire;
            type Arg = $wire;
            type Return = $crate::slot::ByValue<$wire>;
            type Niche = $niche;
            const AFTER: $crate::follow::After = {
                let _: $crate::handle::Vouched = $vouched;
                <Self as $crate::Pointee>::AFTER
            };

            #[inline(always)]
            fn into_wire(self) -> $wire {
                $crate::convert::to_bits::<Self, $wire>(self)
            }
            #[inline(always)]
            unsafe fn from_wire(__vt_wire: $wire) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: `$wire` has the size of the type and is what the contract says.
                unsafe { $crate::convert::from_bits::<Self, $wire>(__vt_wire) }
            }
            #[inline(always)]
            fn arg(__vt_wire: &$wire) -> $wire {
                *__vt_wire
            }
            #[inline(always)]
            unsafe fn from_arg(__vt_arg: $wire) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <Self as $crate::AbiType>::from_wire(__vt_arg) }
            }
        }
    };
}

/// Implements [`AbiType`] for a plain type that is passed by address.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_composite {
    ($vouched:block [$($generics:tt)*] $ty:ty $(, where $($bounds:tt)*)?) => {
        // SAFETY: `repr(C)`, checked as `Pointee` says, passed by address.
        unsafe impl<$($generics)*> $crate::AbiType for $ty $(where $($bounds)*)? {
            type Wire = $crate::__private::core::mem::MaybeUninit<Self>;
            type Arg = *const $crate::__private::core::ffi::c_void;
            type Return = $crate::slot::ByPointer;
            type Niche = $crate::convert::Tagged;
            const AFTER: $crate::follow::After = {
                let _: $crate::handle::Vouched = $vouched;
                <Self as $crate::Pointee>::AFTER
            };

            #[inline(always)]
            fn into_wire(self) -> Self::Wire {
                $crate::convert::to_memory(self)
            }
            #[inline(always)]
            unsafe fn from_wire(__vt_wire: Self::Wire) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: the bytes are readable and aligned: they are a local.
                unsafe { $crate::convert::from_memory(__vt_wire) }
            }
            #[inline(always)]
            fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
                $crate::__private::core::ptr::from_ref(__vt_wire).cast()
            }
            #[inline(always)]
            unsafe fn from_arg(__vt_arg: Self::Arg) -> $crate::__private::core::result::Result<Self, $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::convert::from_address::<Self>(__vt_arg) }
            }
            #[inline(always)]
            unsafe fn recheck(__vt_wire: &Self::Wire) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: made by `into_wire`: a value, still borrowed what it borrows.
                unsafe { $crate::follow::returned::<Self>(__vt_wire.as_ptr()) }
            }
        }
    };
}

/// `value` as the scalar `W` of its size.
#[inline(always)]
pub fn to_bits<T: Scalar, W: Bits>(value: T) -> W {
    const { assert!(size_of::<T>() == size_of::<W>()) }
    let value = core::mem::ManuallyDrop::new(value);
    // SAFETY: the sizes are equal, a scalar has no padding, and any bits are a `W`.
    unsafe { core::mem::transmute_copy(&*value) }
}

/// The value of which these are the bits, if they are.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// A pointer in it keeps the contract.
#[inline(always)]
pub unsafe fn from_bits<T: Scalar, W: Bits>(bits: W) -> Result<T, Fault> {
    const { assert!(size_of::<T>() == size_of::<W>() && align_of::<T>() <= align_of::<W>()) }
    let ptr = core::ptr::from_ref(&bits).cast::<T>();
    // SAFETY: a local of the same size, aligned as asserted.
    unsafe { arrived(ptr) }?;
    // SAFETY: checked, and readable as above.
    Ok(unsafe { ptr.read() })
}

/// The value as it leaves.
#[inline(always)]
pub fn to_memory<T: Pointee>(value: T) -> MaybeUninit<T> {
    // What the type is has been proved before it leaves, too.
    const { _ = T::ANY_BITS };
    MaybeUninit::new(value)
}

/// The value in `wire`, if it is one.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// A pointer in it keeps the contract; the value is moved out once.
#[inline(always)]
pub unsafe fn from_memory<T: Plain>(wire: MaybeUninit<T>) -> Result<T, Fault> {
    // SAFETY: a local: aligned and readable.
    unsafe { arrived(wire.as_ptr()) }?;
    // SAFETY: checked above, or every bit pattern is a value.
    Ok(unsafe { wire.assume_init() })
}

/// The value at `address`, if it is one.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// `address` is null, misaligned, or readable for `T`; the value is moved out once.
#[inline(always)]
pub unsafe fn from_address<T: Plain>(address: *const c_void) -> Result<T, Fault> {
    // SAFETY: passed on to the caller.
    unsafe { from_address_at::<T, COPIED>(address) }
}

/// The same, where a copy may be made from what is a multiple of `MOST` only.
///
/// # Safety
/// As [`from_address`].
#[inline(always)]
unsafe fn from_address_at<T: Plain, const MOST: usize>(address: *const c_void) -> Result<T, Fault> {
    if const { align_of::<T>() > MOST } {
        // SAFETY: passed on to the caller; any bytes are a `MaybeUninit`.
        let wire = unsafe { read_at::<MaybeUninit<T>, MOST>(address) }?;
        // SAFETY: passed on to the caller.
        return unsafe { from_memory(wire) };
    }
    let ptr = address.cast::<T>();
    check_address(ptr)?;
    // SAFETY: not null, aligned, readable by the caller's word.
    unsafe { arrived(ptr) }?;
    // SAFETY: as above, and checked.
    Ok(unsafe { ptr.read() })
}

/// Checks a field.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// As [`Pointee::check`].
#[inline(always)]
pub unsafe fn check_plain<T: Plain>(ptr: *const T, walk: &mut Walk) -> Result<(), Fault> {
    if T::ANY_BITS {
        return Ok(());
    }
    // SAFETY: passed on to the caller.
    unsafe { T::check(ptr, walk) }
}

/// The field of a `repr(transparent)` struct.
///
/// # Safety
/// `I` is the only field of `W` that has bytes.
#[inline(always)]
pub unsafe fn unwrapped<W, I>(value: W) -> I {
    const { assert!(size_of::<W>() == size_of::<I>()) }
    let value = core::mem::ManuallyDrop::new(value);
    // SAFETY: the same bytes by the caller's word; the original is not dropped.
    unsafe { core::mem::transmute_copy(&*value) }
}

/// A `repr(transparent)` struct around its field.
///
/// # Errors
/// Passes the error on.
///
/// # Safety
/// `I` is the only field of `W` that has bytes.
#[inline(always)]
pub unsafe fn wrapped<I, W>(inner: Result<I, Fault>) -> Result<W, Fault> {
    match inner {
        // SAFETY: passed on to the caller.
        Ok(inner) => Ok(unsafe { unwrapped::<I, W>(inner) }),
        Err(fault) => Err(fault),
    }
}

#[cfg(test)]
mod tests;
