//! Integers, floats, `()`, raw pointers, `NonNull`, `extern "C"` function pointers, arrays.

mod checked;

use super::fault::Fault;
use super::follow::check_array;
use super::traits::{
    AbiType, AnyBits, AsCopy, Bits, ByValue, Element, Lend, NeverNull, Nullable, Plain, Pointee, Scalar, Tagged,
};
use super::vouched::VOUCHED;
use super::walk::{After, Walk};
use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::{ManuallyDrop, MaybeUninit};
use core::ptr::NonNull;

macro_rules! numbers {
    ($($ty:ident)*) => { $(
        // SAFETY: its name, and it has no lifetimes.
        unsafe impl Described for $ty {
            type Lifetimes<Tail: List> = Tail;
            const NAME: Rope = &[Piece::Text(stringify!($ty))];
        }
        // SAFETY: a C scalar of which every bit pattern is a value.
        unsafe impl Pointee for $ty {
            const ANY_BITS: bool = true;
            #[inline(always)]
            unsafe fn check(_: *const Self, _: &mut Walk) -> Result<(), Fault> {
                Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl Plain for $ty {}
        lend!([] $ty, AsIs);
        // SAFETY: as above.
        unsafe impl Element for $ty {}
        // SAFETY: as above.
        unsafe impl Scalar for $ty {}
        // SAFETY: as above.
        unsafe impl AnyBits for $ty {}
        // SAFETY: as above.
        unsafe impl Bits for $ty {}
        __abi_scalar!({ VOUCHED } [] $ty, $ty, Tagged);
        __abi_direct!({ VOUCHED } [] $ty, Tagged);
    )* };
}
numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize f32 f64);

// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for () {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[Piece::Text("()")];
}
// SAFETY: no bytes: nothing crosses.
unsafe impl AbiType for () {
    type Wire = ();
    type Arg = ();
    type Return = ByValue<()>;
    type Niche = Tagged;
    #[inline(always)]
    fn into_wire(self) {}
    #[inline(always)]
    unsafe fn from_wire((): ()) -> Result<Self, Fault> {
        Ok(())
    }
    #[inline(always)]
    fn arg((): &()) {}
    #[inline(always)]
    unsafe fn from_arg((): ()) -> Result<Self, Fault> {
        Ok(())
    }
}

// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for c_void {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[Piece::Text("c_void")];
}

// SAFETY: no bytes, so nothing of `T` crosses, and none of its lifetimes does.
unsafe impl<T: ?Sized> Described for PhantomData<T> {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[Piece::Text("()")];
    const MARKER: bool = true;
    const TYPE: TypeRef = TypeRef::new(&TypeInfo::MARKER);
}
// SAFETY: no bytes.
unsafe impl<T: ?Sized> Pointee for PhantomData<T> {
    const ANY_BITS: bool = true;
    #[inline(always)]
    unsafe fn check(_: *const Self, _: &mut Walk) -> Result<(), Fault> {
        Ok(())
    }
}
// SAFETY: no bytes.
unsafe impl<T: ?Sized> Plain for PhantomData<T> {}
lend!([T: ?Sized] PhantomData<T>, AsIs);
// SAFETY: no bytes.
unsafe impl<T: ?Sized> Element for PhantomData<T> {}
__abi_direct!({ VOUCHED } [T: ?Sized] PhantomData<T>, Tagged);

// SAFETY: no bytes.
unsafe impl Pointee for () {
    const ANY_BITS: bool = true;
    #[inline(always)]
    unsafe fn check(_: *const Self, _: &mut Walk) -> Result<(), Fault> {
        Ok(())
    }
}
// SAFETY: no bytes.
unsafe impl Plain for () {}
lend!([](), AsIs);
// SAFETY: no bytes.
unsafe impl Element for () {}
__abi_direct!({ VOUCHED } [] (), Tagged);

macro_rules! raw_pointers {
    ($($mutability:ident $text:literal)*) => { $(
        // SAFETY: its name, and the lifetimes of what it names, in order.
        unsafe impl<T: Described> Described for *$mutability T {
            type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
            const NAME: Rope = &[Piece::Text($text), Piece::Rope(T::NAME)];
            const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[T::TYPE]));
        }
        // SAFETY: a pointer of C; every bit pattern is one, nothing is promised of what it points to.
        unsafe impl<T: Described> Pointee for *$mutability T {
            const ANY_BITS: bool = true;
            #[inline(always)]
            unsafe fn check(_: *const Self, _: &mut Walk) -> Result<(), Fault> {
                Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<T: Described> Plain for *$mutability T {}
        lend!([T: Described] *$mutability T, AsIs);
        // SAFETY: as above.
        unsafe impl<T: Described> Element for *$mutability T {}
        // SAFETY: as above.
        unsafe impl<T: Described> Scalar for *$mutability T {}
        // SAFETY: as above.
        unsafe impl<T: Described> AnyBits for *$mutability T {}
        // SAFETY: as above.
        unsafe impl Bits for *$mutability c_void {}
        __abi_scalar!({ VOUCHED } [T: Described] *$mutability T, *const c_void, Tagged);
        __abi_direct!({ VOUCHED } [T: Described] *$mutability T, Tagged);
    )* };
}
raw_pointers!(const "*const " mut "*mut ");

// SAFETY: its name, and the lifetimes of what it names, in order.
unsafe impl<T: Described> Described for NonNull<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope = &[Piece::Text("NonNull<"), Piece::Rope(T::NAME), Piece::Text(">")];
    const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[T::TYPE]));
}
// SAFETY: a pointer of C that is checked for null.
unsafe impl<T: Described> Pointee for NonNull<T> {
    const ANY_BITS: bool = false;
    #[inline(always)]
    unsafe fn check(ptr: *const Self, _: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable by the caller's word; every bit pattern is a raw pointer.
        let address = unsafe { ptr.cast::<*const c_void>().read() };
        if address.is_null() { Err(Fault::Null) } else { Ok(()) }
    }
}
// SAFETY: as above.
unsafe impl<T: Described> Plain for NonNull<T> {}
lend!([T: Described] NonNull<T>, AsIs, AsIs);
// SAFETY: as above.
unsafe impl<T: Described> Element for NonNull<T> {}
// SAFETY: as above.
unsafe impl<T: Described> Scalar for NonNull<T> {}
// SAFETY: null is no value (std docs, "null pointer optimization").
unsafe impl<T: Described> NeverNull for NonNull<T> {}
__abi_scalar!({ VOUCHED } [T: Described] NonNull<T>, *const c_void, Nullable);
__abi_direct!({ VOUCHED } [T: Described] NonNull<T>, Nullable);

// SAFETY: its name, and the lifetimes of what it names, in order.
unsafe impl<T: Described, const N: usize> Described for [T; N] {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope = {
        assert!(N != 0, "[VT0113] an array without elements has no form in C\n  help: leave it out");
        &[Piece::Text("["), Piece::Rope(T::NAME), Piece::Text("; "), Piece::Number(N as i128), Piece::Text("]")]
    };
    const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[T::TYPE]));
}
// SAFETY: elements one after the other, each checked (Reference, "Array layout").
unsafe impl<T: Plain, const N: usize> Pointee for [T; N] {
    const ANY_BITS: bool = N == 0 || T::ANY_BITS;
    const ENDS_AS_ZEROS: bool = N == 0 || T::ENDS_AS_ZEROS;
    const AFTER: After = T::AFTER.and(T::AFTER);
    #[inline]
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: the array's elements, readable by the caller's word.
        unsafe { check_array(ptr.cast::<T>(), N, walk) }
    }
}
// SAFETY: as above.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}
// SAFETY: an array is plain if its elements are.
unsafe impl<T: Lend, const N: usize> Lend for [T; N] {
    type Way = T::Way;
    type InOption = AsCopy;
}
// SAFETY: as above.
unsafe impl<T: Element, const N: usize> Element for [T; N] {}

/// Name and definition of a transparent type of core's that has a name of its own.
macro_rules! wrapper {
    ($ty:ident, $note:literal) => {
        const NAME: Rope = &[
            Piece::Named { package: "core", name: stringify!($ty) },
            Piece::Text("<"),
            Piece::Rope(T::NAME),
            Piece::Text(">"),
        ];
        const TYPE: TypeRef = TypeRef::new(&TypeInfo {
            name: Self::NAME,
            definition: Some(Definition::of_core(
                stringify!($ty),
                "core::mem",
                "tuple transparent",
                &[Member::field(&[Piece::Text("0: "), Piece::Rope(T::NAME)])],
                &[concat!("doc\t", $note)],
            )),
            reaches: &[T::TYPE],
            object: None,
        });
    };
}

// SAFETY: its name, and the lifetimes of what it names, in order.
unsafe impl<T: Described> Described for MaybeUninit<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    wrapper!(MaybeUninit, "Memory that is not initialised yet.");
}
lend!([T: Plain + Element] MaybeUninit<T>, AsIs);
// SAFETY: promises nothing of its bytes; the layout is that of `T` (std docs).
unsafe impl<T: Plain + Element> Pointee for MaybeUninit<T> {
    const ANY_BITS: bool = true;
    #[inline(always)]
    unsafe fn check(_: *const Self, _: &mut Walk) -> Result<(), Fault> {
        Ok(())
    }
}

/// `ManuallyDrop` of what is dropped otherwise.
struct Kept<T>(PhantomData<T>);

impl<T: Described> Kept<T> {
    wrapper!(ManuallyDrop, "Not freed by who holds it: whoever made it says who does.");
}

// SAFETY: its name, and the lifetimes of what it names, in order. Where nothing is dropped, it is what it holds.
unsafe impl<T: Described> Described for ManuallyDrop<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope = if core::mem::needs_drop::<T>() { Kept::<T>::NAME } else { T::NAME };
    const TYPE: TypeRef = if core::mem::needs_drop::<T>() { Kept::<T>::TYPE } else { T::TYPE };
}
// SAFETY: the layout and values of `T` (std docs).
unsafe impl<T: Plain> Pointee for ManuallyDrop<T> {
    const ANY_BITS: bool = T::ANY_BITS;
    const AFTER: After = T::AFTER;
    #[inline(always)]
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::check(ptr.cast::<T>(), walk) }
    }
}
// SAFETY: as above.
unsafe impl<T: Plain> Plain for ManuallyDrop<T> {}
lend!([T: Plain] ManuallyDrop<T>, AsIs);
// SAFETY: as above.
unsafe impl<T: Element> Element for ManuallyDrop<T> {}
__abi_direct!({ VOUCHED } [T: Plain + Element] ManuallyDrop<T>, Tagged);

macro_rules! functions {
    ($(($($p:ident)*))*) => { $(
        functions!(@one "extern \"C\" fn(", extern "C" fn($($p),*) -> R, Unchecked AnyBits, $($p)*);
        functions!(@one "unsafe extern \"C\" fn(", unsafe extern "C" fn($($p),*) -> R, FnReturn Scalar, $($p)*);
    )* };
    (@one $text:literal, $ty:ty, $return:ident $param:ident, $($p:ident)*) => {
        // SAFETY: its name, and the lifetimes of what it names, in order.
        unsafe impl<R: FnReturn $(, $p: Described)*> Described for $ty {
            type Lifetimes<Tail: List> = functions!(@lifetimes $($p)* R);
            const NAME: Rope = &[
                Piece::Text($text),
                functions!(@list $($p)*),
                Piece::Text(")"),
                Piece::Rope(R::ARROW),
            ];
            const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[R::TYPE, $($p::TYPE),*]));
        }
        // SAFETY: a function pointer of C, checked for null.
        unsafe impl<R: $return $(, $p: $param)*> Pointee for $ty {
            const ANY_BITS: bool = false;
            #[inline(always)]
            unsafe fn check(ptr: *const Self, _: &mut Walk) -> Result<(), Fault> {
                // SAFETY: readable by the caller's word; every bit pattern is a raw pointer.
                let address = unsafe { ptr.cast::<*const c_void>().read() };
                if address.is_null() { Err(Fault::Null) } else { Ok(()) }
            }
        }
        // SAFETY: as above.
        unsafe impl<R: $return $(, $p: $param)*> Plain for $ty {}
        lend!([R: $return $(, $p: $param)*] $ty, AsIs, AsIs);
        // SAFETY: as above.
        unsafe impl<R: $return $(, $p: $param)*> Element for $ty {}
        // SAFETY: as above.
        unsafe impl<R: $return $(, $p: $param)*> Scalar for $ty {}
        // SAFETY: null is no value (std docs, "null pointer optimization").
        unsafe impl<R: $return $(, $p: $param)*> NeverNull for $ty {}
        // SAFETY: null is `None`; that a function is there is the contract's, and can be seen of no pointer.
        unsafe impl<R: $return $(, $p: $param)*> AnyBits for Option<$ty> {}
        __abi_scalar!({ VOUCHED } [R: $return $(, $p: $param)*] $ty, *const c_void, Nullable);
        __abi_direct!({ VOUCHED } [R: $return $(, $p: $param)*] $ty, Nullable);
    };
    (@lifetimes) => { Tail };
    (@lifetimes $first:ident $($p:ident)*) => { $first::Lifetimes<functions!(@lifetimes $($p)*)> };
    (@list) => { Piece::Text("") };
    (@list $first:ident $($p:ident)*) => {
        Piece::Rope(&[Piece::Rope($first::NAME) $(, Piece::Text(", "), Piece::Rope($p::NAME))*])
    };
}
functions! {
    () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H)
}

// SAFETY: null is `None`, and nothing is promised of what another address points to.
unsafe impl<T: Described> AnyBits for Option<NonNull<T>> {}

/// What a raw `unsafe extern "C" fn` may return.
///
/// # Safety
/// `()`, or a scalar of the C ABI.
#[diagnostic::on_unimplemented(
    message = "[VT0102] `{Self}` cannot be returned by a raw `extern \"C\" fn` that crosses the boundary",
    label = "is not a C scalar",
    note = "return a pointer to it, or use a closure: `&mut dyn FnMut(…)` returns every type that a slot may"
)]
#[doc(hidden)]
pub unsafe trait FnReturn: Described {
    /// ` -> T`, or nothing for `()`.
    const ARROW: Rope;
}
// SAFETY: `()`.
unsafe impl FnReturn for () {
    const ARROW: Rope = &[];
}
// SAFETY: a scalar.
unsafe impl<T: Scalar> FnReturn for T {
    const ARROW: Rope = &[Piece::Text(" -> "), Piece::Rope(T::NAME)];
}

/// What a raw `extern "C" fn` that is safe to call may return: nobody checks it. What it may take is [`AnyBits`].
///
/// # Safety
/// Every bit pattern is a value.
#[doc(hidden)]
pub unsafe trait Unchecked: FnReturn {}
// SAFETY: no bits.
unsafe impl Unchecked for () {}
// SAFETY: as `AnyBits` says.
unsafe impl<T: AnyBits> Unchecked for T {}
