//! Types that are their own wire form.

use super::{Part, Sending};
use crate::values::fault::Fault;
use crate::values::traits::Tagged;
use crate::values::walk::Walk;

/// Implements [`Part`] for a plain type that lends nothing by `&mut`.
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_direct {
    ($vouched:block [$($generics:tt)*] $ty:ty, $niche:ty $(, where $($bounds:tt)*)?) => {
        // SAFETY: `repr(C)`, checked as `Pointee` says. It is taken only if zeros, which are left, are dropped as nothing.
        unsafe impl<$($generics)*> $crate::copied::Part for $ty $(where $($bounds)*)? {
            type Wire = $crate::__private::core::mem::MaybeUninit<Self>;
            type Niche = $niche;
            const USABLE: $crate::__private::core::primitive::bool = {
                let _: $crate::handle::Vouched = $vouched;
                <Self as $crate::Pointee>::ENDS_AS_ZEROS
            };
            const DIRECT: $crate::__private::core::primitive::bool = true;
            type Bits = $crate::copied::AsPlain<Self>;
            #[inline(always)]
            unsafe fn to_part<__VtS: $crate::copied::Sending>(__vt_value: *const Self, _: &mut __VtS) -> Self::Wire {
                // SAFETY: passed on to the caller.
                $crate::convert::to_memory(unsafe { $crate::__private::core::ptr::read(__vt_value) })
            }
            #[inline]
            unsafe fn check_part(
                __vt_wire: *const Self::Wire, __vt_walk: &mut $crate::follow::Walk
            ) -> $crate::__private::core::result::Result<(), $crate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { $crate::convert::check_plain::<Self>(__vt_wire.cast(), __vt_walk) }
            }
            #[inline(always)]
            unsafe fn take<const __VT_OURS: $crate::__private::core::primitive::bool>(__vt_wire: *mut Self::Wire) -> Self {
                // SAFETY: passed on to the caller.
                unsafe { $crate::copied::take_direct::<Self, __VT_OURS>(__vt_wire) }
            }
            #[inline(always)]
            unsafe fn release(__vt_wire: *mut Self::Wire) {
                // SAFETY: passed on to the caller.
                unsafe { $crate::copied::release_direct::<Self>(__vt_wire) };
            }
        }
    };
}

// SAFETY: elements one after the other (Reference, "Array layout").
unsafe impl<T: Part, const N: usize> Part for [T; N] {
    type Wire = [T::Wire; N];
    type Niche = Tagged;
    const USABLE: bool = T::USABLE;
    const DIRECT: bool = T::DIRECT;
    type Bits = T::Bits;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> Self::Wire {
        if T::DIRECT {
            // SAFETY: the wire form of each element is the element.
            return unsafe { value.cast::<Self::Wire>().read() };
        }
        core::array::from_fn(|index| {
            // SAFETY: in the array.
            let element = unsafe { value.cast::<T>().add(index) };
            // SAFETY: passed on to the caller.
            unsafe { T::to_part(element, sending) }
        })
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        for index in 0..N {
            // SAFETY: in the array.
            let element = unsafe { wire.cast::<T::Wire>().add(index) };
            // SAFETY: passed on to the caller.
            if let Err(fault) = unsafe { T::check_part(element, walk) } {
                return Err(fault.in_element(index));
            }
        }
        Ok(())
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
        if const { T::DIRECT && !core::mem::needs_drop::<T>() } {
            // SAFETY: the wire form of each element is the element; checked, by the caller's word.
            return unsafe { wire.cast::<[T; N]>().read() };
        }
        core::array::from_fn(|index| {
            // SAFETY: in the array.
            let element = unsafe { wire.cast::<T::Wire>().add(index) };
            // SAFETY: passed on to the caller.
            unsafe { T::take::<OURS>(element) }
        })
    }
    #[inline]
    unsafe fn release(wire: *mut Self::Wire) {
        for index in 0..N {
            // SAFETY: in the array.
            let element = unsafe { wire.cast::<T::Wire>().add(index) };
            // SAFETY: passed on to the caller.
            unsafe { T::release(element) };
        }
    }
}
