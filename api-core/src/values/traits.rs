//! How a Rust type crosses the boundary: the traits that a slot's parameters and return resolve to.
//!
//! | trait | says |
//! |---|---|
//! | [`Described`] | has a canonical name |
//! | [`Lend`] | may be lent by `&` as a parameter, by itself or in a slice |
//! | [`LendMut`] | may be an element of a `&mut [T]` |
//! | [`Pointee`] | may stand behind a pointer; its bytes can be checked |
//! | [`Plain`] | is its own memory form: a field, an element, a value |
//! | [`Element`] | holds no `&mut`: may be an element of memory that is given away |
//! | [`Scalar`], [`AnyBits`] | is passed in a register; whatever its bits are |
//! | [`AbiType`] | may be a parameter or a return |

use super::fault::Fault;
use super::walk::{After, Walk};
use crate::describe::Described;
use core::marker::PhantomData;

/// A type that may be lent by `&` as a parameter, by itself (`&T`) or in a slice (`&[T]`).
///
/// # Safety
/// `Way` is [`AsIs`] only if the type is [`Pointee`]; else it is [`AsCopy`].
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` cannot be lent across a binary boundary",
    label = "has no defined form in C",
    note = "derive `vtable_api::AbiType` for your own types"
)]
pub unsafe trait Lend: Described {
    /// How it is lent.
    #[doc(hidden)]
    type Way;
    /// How `Option` of it is.
    #[doc(hidden)]
    type InOption;
}

/// A type that may be an element of a `&mut [T]`.
///
/// # Safety
/// As [`Lend`].
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` cannot be lent by `&mut` across a binary boundary",
    label = "has no fixed layout that C can read",
    note = "derive `vtable_api::AbiType` with `#[repr(C)]` for your own types"
)]
pub unsafe trait LendMut: Described {
    /// How it is lent.
    #[doc(hidden)]
    type Way;
}
// SAFETY: it is its own form in memory.
unsafe impl<T: Plain> LendMut for T {
    type Way = AsIs;
}
// SAFETY: not as it is.
unsafe impl<T: Plain> LendMut for &mut [T] {
    type Way = AsCopy;
}

/// The value itself is lent, where it is.
#[derive(Debug)]
pub struct AsIs;
/// The wire form of the value is lent, and the receiver makes a value of its own for the time of the call.
#[derive(Debug)]
pub struct AsCopy;

/// Which of the two it is.
pub trait LendsCopy {
    /// Whether a copy is lent.
    const IS_COPY: bool;
}
impl LendsCopy for AsIs {
    const IS_COPY: bool = false;
}
impl LendsCopy for AsCopy {
    const IS_COPY: bool = true;
}

/// Implements [`Lend`] for a type of this crate's, or of std's: nobody need vouch for these.
macro_rules! lend {
    ([$($generics:tt)*] $ty:ty, $Way:ident) => { lend!([$($generics)*] $ty, $Way, AsCopy); };
    ([$($generics:tt)*] $ty:ty, $Way:ident, $InOption:ident) => {
        // SAFETY: who calls this implements `Pointee` where it says `AsIs`.
        unsafe impl<$($generics)*> $crate::convert::Lend for $ty {
            type Way = $crate::convert::$Way;
            type InOption = $crate::convert::$InOption;
        }
    };
}

/// Implements [`Lend`].
#[macro_export]
#[doc(hidden)]
macro_rules! __abi_lend {
    ($vouched:block [$($generics:tt)*] $ty:ty, $Way:ident $(, where $($bounds:tt)*)?) => {
        $crate::__abi_lend!($vouched [$($generics)*] $ty, $Way, AsCopy $(, where $($bounds)*)?);
    };
    ($vouched:block [$($generics:tt)*] $ty:ty, $Way:ident, $InOption:ident $(, where $($bounds:tt)*)?) => {
        const _: $crate::handle::Vouched = $vouched;
        // SAFETY: the macro that calls this implements `Pointee` where it says `AsIs`.
        unsafe impl<$($generics)*> $crate::convert::Lend for $ty $(where $($bounds)*)? {
            type Way = $crate::convert::$Way;
            type InOption = $crate::convert::$InOption;
        }
    };
}

/// A type that may be behind a pointer that crosses the boundary.
///
/// The derive implements it; its items are not public API.
///
/// # Safety
/// `check` returns `Ok` only if the bytes are a valid value of the type, with what it gives `walk` to check; `ANY_BITS` is true
/// only if all initialised bytes are. After a call, `check` passes each `&mut` in the value on, and reads nothing that was given away; `AFTER`
/// is `Nothing` only if there is no `&mut` to something whose bits matter, `Lent` only if nothing behind one has another, and `Nested` only if there is one, but for those behind it. `ENDS_AS_ZEROS` is true only if that is so. The layout is that of the C type that the header shows.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` is not plain in memory, so it cannot be behind a pointer, in a slice or in a field",
    label = "has no fixed layout that C can read",
    note = "derive `AbiType` with `#[repr(C)]` for your own types; write `vtable_api::Str`, `Slice`, `OwnedStr` or `OwnedSlice` for `&str`, `&[T]`, `String` and `Vec<T>` in a field, and `Open<E>` for an `#[abi(open)]` enum"
)]
pub unsafe trait Pointee: Described + Lend<Way = AsIs> {
    /// Whether every bit pattern is a value: then checks cost nothing.
    #[doc(hidden)]
    const ANY_BITS: bool;

    /// What must be checked in a passed value after the call.
    #[doc(hidden)]
    const AFTER: After = After::Nothing;

    /// Whether zeros, in place of a value that was moved out or of all parts in it that own memory, are dropped as nothing.
    #[doc(hidden)]
    const ENDS_AS_ZEROS: bool = !core::mem::needs_drop::<Self>();

    /// Whether the bytes at `ptr` are a value.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// `ptr` is aligned and readable for the type's size, and nobody writes there in the meantime.
    #[doc(hidden)]
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault>;
}

/// A type that is its own memory form.
///
/// # Safety
/// As [`Pointee`]; the type has a size.
#[diagnostic::on_unimplemented(
    message = "[VT0103] `{Self}` is not plain in memory, so it cannot be a field, an element or a pointee",
    label = "has no fixed layout that C can read",
    note = "derive `AbiType` with `#[repr(C)]` for your own types; write `vtable_api::Str`, `Slice`, `OwnedStr` or `OwnedSlice` for `&str`, `&[T]`, `String` and `Vec<T>` in a field, and `Open<E>` for an `#[abi(open)]` enum"
)]
pub unsafe trait Plain: Pointee + Sized {}

/// What may be an element of a `Vec`, a `Box` or an [`OwnedSlice`](crate::OwnedSlice): these are gone after the call, and
/// what was lent by `&mut` in them could not be looked at. The same is true of a parameter of a raw `extern "C" fn`, which is
/// called without us.
///
/// # Safety
/// No value of the type holds a `&mut`, but behind a `&`.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` borrows by `&mut`, so it cannot be given away as an element or be a type argument",
    label = "whoever passes it on could not check afterwards what was written through the `&mut`",
    note = "pass `&mut [T]`, or a `#[repr(C)]` struct that has the `&mut` or a `vtable_api::SliceMut` as a field; a `Vec`, `Box`, `OwnedSlice`, union or `MaybeUninit` holds none"
)]
pub unsafe trait Element {}

// SAFETY: neither of the two does.
unsafe impl<A: Element, B: Element> Element for (A, B) {}

/// [`Element`], as a bound that the compiler does not decide before it is asked. One for all fields of a type
/// ([`__abi_all`](crate::__abi_all)): of two that differ in lifetimes only, the compiler could not say which holds.
#[doc(hidden)]
pub trait ElementAt<'a>: Element {}
impl<T: Element> ElementAt<'_> for T {}

/// A plain type that is passed in a register as itself: a raw `extern "C" fn` may take it.
///
/// # Safety
/// The type is a scalar of the C ABI, without padding.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` cannot be a parameter of a raw `extern \"C\" fn` that crosses the boundary",
    label = "is not a C scalar",
    note = "pass a pointer to it, or use a closure: `&mut dyn FnMut(…)` carries every type that a slot may"
)]
pub unsafe trait Scalar: Plain {}

/// [`Scalar`], as a bound that the compiler does not decide before it is asked.
#[doc(hidden)]
pub trait ScalarAt<'a>: Scalar {}
impl<T: Scalar> ScalarAt<'_> for T {}

/// A scalar for which every bit pattern is a value, so a raw function may take it from the other side, or return it to
/// the other side, unchecked.
///
/// # Safety
/// As said.
#[diagnostic::on_unimplemented(
    message = "[VT0102] a raw `extern \"C\" fn` that crosses the boundary cannot take or return `{Self}` and be safe to call",
    label = "not every bit pattern is a valid value of it, and nobody checks the arguments and results of such a function",
    note = "write `unsafe extern \"C\" fn(..)`, whose caller vouches for the values; or use integers and raw pointers; or use a closure, `&dyn Fn(..)` or `&mut dyn FnMut(..)`, whose values are checked"
)]
pub unsafe trait AnyBits: Scalar {}

/// [`AnyBits`], as a bound that the compiler does not decide before it is asked.
#[doc(hidden)]
pub trait AnyBitsAt<'a>: AnyBits {}
impl<T: AnyBits> AnyBitsAt<'_> for T {}

/// What a scalar crosses as.
///
/// # Safety
/// An integer, a float or a raw pointer.
pub unsafe trait Bits: Copy {}

/// A pointer that is never null: `Option` of it is a nullable pointer.
///
/// # Safety
/// The type is a single pointer, null is not a value of it, and `Option` uses this as its niche.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `Option<{Self}>` cannot be a parameter or a return of a raw `extern \"C\" fn` that crosses the boundary",
    label = "may be all zero, so `None` has no value of its own",
    note = "only `Option` of a reference, `NonNull` or `extern \"C\" fn` is one; pass a pointer to it, or use a closure: `&mut dyn FnMut(…)` carries every type that a slot may"
)]
pub unsafe trait NeverNull: Plain + Lend<InOption = AsIs> {}

/// A type that may be a parameter or the return type of a slot.
///
/// The derive implements it; its items are not public API.
///
/// # Safety
/// `Arg` has no lifetime and is a C scalar or a pair of pointers; `Wire` is `repr(C)` and what the header
/// shows; `Return` is `ByValue<Wire>` or `ByPointer`; `from_wire` and `from_arg` return `Ok` only for what is a valid
/// value; `AFTER` is what `recheck` looks at, as in [`Pointee`].
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` cannot cross a binary boundary",
    label = "not a type that a slot may have",
    note = "derive `vtable_api::AbiType` for your own types (`#[repr(C)]`); write `&dyn Api`, closures and `extern \"C\" fn` types out in the signature instead of behind an alias"
)]
pub unsafe trait AbiType: Described + Sized {
    /// The form in memory.
    #[doc(hidden)]
    type Wire;
    /// The form as a parameter: `Wire` itself, or its address.
    #[doc(hidden)]
    type Arg: Copy;
    /// How it is returned, and how it arrives as a parameter.
    #[doc(hidden)]
    type Return;
    /// How `Option` of it is told from `None`.
    #[doc(hidden)]
    type Niche;
    /// Whether it can be received: a `Vec` or `Box` from the other side cannot if its contents own memory.
    #[doc(hidden)]
    const USABLE: bool = true;
    /// What `recheck` looks at.
    #[doc(hidden)]
    const AFTER: After = After::Nothing;

    /// The form in memory; what it owns goes along.
    #[doc(hidden)]
    fn into_wire(self) -> Self::Wire;

    /// The value, checked.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// `wire` came from a binary that keeps the contract; pointers in it live as long as `Self`.
    #[doc(hidden)]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault>;

    /// The same where it lies, in a place of this side, which is not used afterwards: a large one need not be moved to be looked at.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::from_wire`]; `place` is a `Wire` that may be written to.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn from_place(place: *mut Self::Wire) -> Result<Self, Fault> {
        // SAFETY: a `Wire`, by the caller's word.
        let wire = unsafe { place.read() };
        // SAFETY: passed on to the caller.
        unsafe { Self::from_wire(wire) }
    }

    /// The form as a parameter; valid while `wire` is.
    #[doc(hidden)]
    fn arg(wire: &Self::Wire) -> Self::Arg;

    /// The value, checked.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::from_wire`]; `arg` is read once.
    #[doc(hidden)]
    unsafe fn from_arg(arg: Self::Arg) -> Result<Self, Fault>;

    /// Checks what the callee wrote through `&mut`.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// `wire` was made by `into_wire` and what it points to is still borrowed.
    #[doc(hidden)]
    #[inline(always)]
    unsafe fn recheck(_wire: &Self::Wire) -> Result<(), Fault> {
        Ok(())
    }
}

/// How a `T` arrives as a parameter.
///
/// # Safety
/// `take` returns `Ok` only for what is a valid value, as long as `held` is there.
pub unsafe trait Arrival<T: AbiType> {
    /// What the value refers to, where that is the receiver's own.
    type Held;
    /// Before there is any.
    const NOTHING: Self::Held;

    /// The value, checked.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// As [`AbiType::from_arg`]; the value is not used when `held` is gone.
    unsafe fn take(arg: T::Arg, held: &mut Self::Held) -> Result<T, Fault>;
}

macro_rules! arrives {
    ($([$($W:ident)?] $Return:ty;)*) => { $(
        // SAFETY: as `AbiType` says.
        unsafe impl<T: AbiType $(, $W)?> Arrival<T> for $Return {
            type Held = ();
            const NOTHING: () = ();
            #[inline(always)]
            unsafe fn take(arg: T::Arg, (): &mut ()) -> Result<T, Fault> {
                // SAFETY: passed on to the caller.
                unsafe { T::from_arg(arg) }
            }
        }
    )* };
}
arrives! {
    [W] ByValue<W>;
    [] ByPointer;
}

/// `Option` is a nullable pointer.
pub struct Nullable;
/// `Option` is a table and an object, or no table.
pub struct NoTable;
/// `Option` is a tag and a union.
pub struct Tagged;

/// Returned in registers.
pub struct ByValue<W>(PhantomData<W>);
/// LendMut to the place that the last parameter names.
pub struct ByPointer;
/// A way of returning: the value is one by itself, so it may be a part of another one, too.
#[diagnostic::on_unimplemented(
    message = "[VT0102] a reference to what crosses as a copy is a parameter only: it cannot be returned or be a part of another value",
    label = "the copy lives for the call alone",
    note = "take or return the type itself by value"
)]
pub trait Whole {}
impl<W> Whole for ByValue<W> {}
impl Whole for ByPointer {}

/// Not returned: what it refers to is the receiver's own, and gone when the call is over.
pub struct OnlyLent;
