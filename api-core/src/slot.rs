//! A slot's function: its type, the thunk that a provider puts there, and the call.
//!
//! Scalars and pairs of pointers are returned; everything else is written through a last parameter,
//! because compilers disagree on composites by value. [`Form`] makes that choice at the type level, so an
//! alias cannot hide which one a slot has.

use crate::fault::{RESULT, Site, check_place, guarded, slot_panicked};
use core::ffi::c_void;
use core::marker::PhantomData;

/// Returned in registers.
pub struct ByValue<W>(PhantomData<W>);
/// Written to the place that the last parameter names.
pub struct ByPointer;

/// How a return form and the arguments make a function.
pub trait Form<A> {
    /// The function pointer in the table.
    type Fn: Copy;

    /// Calls it; the result goes to `ret`.
    ///
    /// # Safety
    /// `function` and `args` are of one contract; `ret` is writable for the result.
    unsafe fn call(function: Self::Fn, args: A, ret: *mut c_void);
}

/// What a thunk does: one type for each slot and provider.
///
/// # Safety
/// `handle` returns what the slot's contract says.
pub unsafe trait Handler<A> {
    /// The wire form of the result.
    type Wire;
    /// For the line that ends the process.
    const SITE: &'static Site;

    /// Converts, calls the provider, converts.
    ///
    /// # Safety
    /// `args` came from a caller that keeps the contract.
    unsafe fn handle(args: A) -> Self::Wire;
}

/// The thunk of a handler.
pub trait Thunk<A, H>: Form<A> {
    /// The function for the table.
    const THUNK: Self::Fn;
}

macro_rules! arities {
    ($(($($a:ident)*))*) => { $(
        impl<W, $($a),*> Form<($($a,)*)> for ByValue<W> {
            type Fn = unsafe extern "C" fn($($a),*) -> W;

            #[inline(always)]
            #[allow(non_snake_case)]
            unsafe fn call(function: Self::Fn, ($($a,)*): ($($a,)*), ret: *mut c_void) {
                // SAFETY: passed on to the caller.
                let value = unsafe { function($($a),*) };
                // SAFETY: writable for the result by the caller's word.
                unsafe { ret.cast::<W>().write(value) };
            }
        }

        impl<$($a),*> Form<($($a,)*)> for ByPointer {
            type Fn = unsafe extern "C" fn($($a,)* *mut c_void);

            #[inline(always)]
            #[allow(non_snake_case)]
            unsafe fn call(function: Self::Fn, ($($a,)*): ($($a,)*), ret: *mut c_void) {
                // SAFETY: passed on to the caller.
                unsafe { function($($a,)* ret) };
            }
        }

        impl<W, $($a,)* H: Handler<($($a,)*), Wire = W>> Thunk<($($a,)*), H> for ByValue<W> {
            const THUNK: Self::Fn = {
                #[allow(non_snake_case)]
                unsafe extern "C" fn thunk<W, $($a,)* H: Handler<($($a,)*), Wire = W>>($($a: $a),*) -> W {
                    // SAFETY: passed on to the caller of the slot.
                    guarded(|| unsafe { H::handle(($($a,)*)) }, || slot_panicked(H::SITE))
                }
                thunk::<W, $($a,)* H>
            };
        }

        impl<$($a,)* H: Handler<($($a,)*)>> Thunk<($($a,)*), H> for ByPointer {
            const THUNK: Self::Fn = {
                #[allow(non_snake_case)]
                unsafe extern "C" fn thunk<$($a,)* H: Handler<($($a,)*)>>($($a: $a,)* ret: *mut c_void) {
                    check_place(ret.cast::<H::Wire>().cast_const(), H::SITE, RESULT);
                    // SAFETY: passed on to the caller of the slot.
                    let wire = guarded(|| unsafe { H::handle(($($a,)*)) }, || slot_panicked(H::SITE));
                    // SAFETY: the caller of the slot gives room for the result.
                    unsafe { ret.cast::<H::Wire>().write(wire) };
                }
                thunk::<$($a,)* H>
            };
        }
    )* };
}
arities! {
    () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G I) (A B C D E F G I J)
    (A B C D E F G I J K) (A B C D E F G I J K L) (A B C D E F G I J K L M) (A B C D E F G I J K L M N)
    (A B C D E F G I J K L M N O) (A B C D E F G I J K L M N O P) (A B C D E F G I J K L M N O P Q)
}
