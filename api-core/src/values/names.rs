//! The names of C's types: `c_long` is recorded by its spelling, because its size depends on the target.
//!
//! The macro writes these in place of the tokens where only a name is wanted, also inside other types; a guard in its expansion makes
//! sure that the tokens mean `core::ffi`'s.
#![allow(non_camel_case_types, reason = "the names are C's")]

use super::fault::Fault;
use super::traits::{AnyBits, Element, Plain, Pointee, Scalar, Tagged};
use super::vouched::VOUCHED;
use super::walk::Walk;
use crate::describe::list::List;
use crate::describe::{Described, Piece, Rope};

macro_rules! names {
    ($($name:ident)*) => {
        $(
            #[doc = concat!("The name `", stringify!($name), "`.")]
            #[repr(transparent)]
            pub struct $name(#[allow(dead_code)] core::ffi::$name);
            // SAFETY: its name, and it has no lifetimes.
            unsafe impl Described for $name {
                type Lifetimes<Tail: List> = Tail;
                const NAME: Rope = &[Piece::Text(stringify!($name))];
            }
            // SAFETY: the layout and the values are those of the type that it names.
            unsafe impl Pointee for $name {
                const ANY_BITS: bool = <core::ffi::$name as Pointee>::ANY_BITS;
                unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
                    // SAFETY: what the caller promises of the one is true of the other.
                    unsafe { <core::ffi::$name as Pointee>::check(ptr.cast(), walk) }
                }
            }
            // SAFETY: as above.
            unsafe impl Plain for $name {}
            lend!([] $name, AsIs);
            // SAFETY: as above.
            unsafe impl Element for $name {}
            // SAFETY: as above.
            unsafe impl Scalar for $name {}
            // SAFETY: as above: an integer or a float.
            unsafe impl AnyBits for $name {}
            __abi_direct!({ VOUCHED } [] $name, Tagged);
        )*

        /// The names that the macro replaces.
        pub const ALL: &[&str] = &[$(stringify!($name)),*];

        /// What the tokens of each name must mean.
        pub mod guard {
            $(
                #[doc = concat!("Only `core::ffi::", stringify!($name), "` is `", stringify!($name), "`.")]
                ///
                /// # Safety
                /// It is that type: the record rests on the name.
                #[diagnostic::on_unimplemented(
                    message = "[VT0108] this name is reserved for the type of that name in `core::ffi`, but refers to `{Self}` here",
                    label = "is another type",
                    note = "rename the type or alias, or write the type that it stands for"
                )]
                pub unsafe trait $name {}
            )*
        }
    };
}
names! { c_char c_schar c_uchar c_short c_ushort c_int c_uint c_long c_ulong c_longlong c_ulonglong c_float c_double }

macro_rules! guards {
    ($($name:ident)*) => { $(
        // SAFETY: it is that type.
        unsafe impl guard::$name for core::ffi::$name {}
    )* };
}
guards! { c_char c_schar c_uchar c_short c_ushort c_int c_uint c_long c_ulong c_longlong c_ulonglong c_float c_double }

/// A type that is `T` itself.
///
/// # Safety
/// It is.
#[diagnostic::on_unimplemented(
    message = "[VT0108] `{Self}` has the name of another type: `{T}` is expected here",
    note = "names such as `FnMut`, `Send`, `Option` and `PhantomData` mean those of std in types that cross a boundary; rename your type or trait"
)]
#[doc(hidden)]
pub unsafe trait Is<T: ?Sized> {}
// SAFETY: `T` is `T`.
unsafe impl<T: ?Sized> Is<T> for T {}

/// That what a text was taken for is what it resolves to.
///
/// ```
/// const _: fn() = vtable_api_core::names::is_meant::<dyn Fn(&u8) + Send, dyn core::ops::Fn(&u8) + core::marker::Send>;
/// ```
pub const fn is_meant<T: Is<Meant> + ?Sized, Meant: ?Sized>() {}
