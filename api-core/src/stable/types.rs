//! abi_stable's types as parameters, returns, fields and elements. Each crosses as it is in memory: the record keeps its fields, and
//! `tests/abi_stable.rs` compares them with the layout that the crate itself reports.
//!
//! C can read all of them. It can make `RStr`, `RSlice`, `ROption` and `RResult`; the others need a table of functions that only
//! abi_stable makes.

use crate::contract::raw::RawSlice;
use crate::describe::list::{Life, List};
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef, key};
use crate::values::address::check_address;
use crate::values::borrowed::{elements_of, text};
use crate::values::fault::Fault;
use crate::values::follow::Len;
use crate::values::traits::{Element, Plain, Pointee, Tagged};
use crate::values::vouched::VOUCHED;
use crate::values::walk::{After, Walk};
use abi_stable::std_types::{RBox, ROption, RResult, RSlice, RStr, RString, RVec};
use core::ffi::c_void;
use core::ptr::NonNull;

/// The package that records name.
const PACKAGE: &str = "abi_stable";

/// A struct or enum of abi_stable, with the parameters that are known here.
const fn info(
    name: Rope,
    ident: &str,
    shape: [&'static str; 2],
    members: &'static [Member],
    reaches: &'static [TypeRef],
) -> TypeInfo {
    let [kind, repr] = shape;
    let (module, place) = ("abi_stable::std_types", ("", 0, 0));
    let definition = Definition {
        key: key(PACKAGE, ident),
        module,
        place,
        kind,
        repr,
        lifetimes: &[],
        traits: "",
        owns: true,
        members,
        notes: &[],
        checked: 0,
    };
    TypeInfo { name, definition: Some(definition), reaches, object: None }
}

macro_rules! described {
    ($(
        [$($p:ident: $bound:ident $(+ $also:ident)?),*] [$($lifetime:lifetime)?] $ident:ident: $kind:literal $repr:literal
        [$($keyword:literal: $($text:literal $($ty:ty)?),+;)*];
    )*) => { $(
        // SAFETY: its name, its own lifetime, then those of what it is made of.
        unsafe impl<$($lifetime,)? $($p: Described),*> Described for $ident<$($lifetime,)? $($p),*> {
            type Lifetimes<Tail: List> = described!(@lifetimes [$($lifetime)?] $($p)*);
            const NAME: Rope = &[
                Piece::Named { package: PACKAGE, name: stringify!($ident) },
                Piece::Rope(described!(@arguments $($p)*)),
            ];
            const TYPE: TypeRef = TypeRef::new(&info(
                Self::NAME,
                stringify!($ident),
                [$kind, $repr],
                &[$(Member {
                    keyword: $keyword,
                    text: &[$(Piece::Text($text), $(Piece::Rope(<$ty as Described>::NAME),)?)+],
                    notes: &[],
                }),*],
                &[$($($(<$ty as Described>::TYPE,)?)+)*],
            ));
        }
        // SAFETY: as `Pointee`; abi_stable promises `repr(C)`, or `repr(u8)` for enums.
        unsafe impl<$($lifetime,)? $($p: $bound $(+ $also)?),*> Plain for $ident<$($lifetime,)? $($p),*> {}
        lend!([$($lifetime,)? $($p: $bound $(+ $also)?),*] $ident<$($lifetime,)? $($p),*>, AsIs);
        __abi_composite!({ VOUCHED } [$($lifetime,)? $($p: $bound $(+ $also)?),*] $ident<$($lifetime,)? $($p),*>);
    )* };
    (@lifetimes [$lifetime:lifetime] $($p:ident)*) => { (Life<$lifetime>, described!(@lifetimes [] $($p)*)) };
    (@lifetimes []) => { Tail };
    (@lifetimes [] $first:ident $($rest:ident)*) => { $first::Lifetimes<described!(@lifetimes [] $($rest)*)> };
    (@arguments) => { &[] };
    (@arguments $first:ident $($rest:ident)*) => {
        &[Piece::Text("<"), Piece::Rope($first::NAME), $(Piece::Text(", "), Piece::Rope($rest::NAME),)* Piece::Text(">")]
    };
}

described! {
    [T: Plain] ['a] RSlice: "struct" "-" ["field": "data: " *const T; "field": "length: " usize;];
    [] ['a] RStr: "struct" "-" ["field": "inner: " RSlice<'static, u8>;];
    [T: Plain + Element] [] RVec: "struct" "-" [
        "field": "buffer: " NonNull<T>; "field": "length: " usize; "field": "capacity: " usize; "field": "vtable: " NonNull<c_void>;
    ];
    [] [] RString: "struct" "-" ["field": "inner: " RVec<u8>;];
    [T: Plain + Element] [] RBox: "struct" "-" ["field": "data: " NonNull<T>; "field": "vtable: " NonNull<c_void>;];
    [T: Plain] [] ROption: "enum" "u8" ["variant": "RSome(" T, ") = 0"; "variant": "RNone = 1";];
    [T: Plain, E: Plain] [] RResult: "enum" "u8" ["variant": "ROk(" T, ") = 0"; "variant": "RErr(" E, ") = 1";];
}

macro_rules! elements {
    ($([$($params:tt)*] $ty:ty;)*) => { $(
        // SAFETY: what it holds lends nothing by `&mut`, or it does not cross.
        unsafe impl<$($params)*> Element for $ty {}
        __abi_direct!({ VOUCHED } [$($params)*] $ty, Tagged);
    )* };
}
elements! {
    [T: Plain] RSlice<'_, T>;
    [] RStr<'_>;
    [T: Plain + Element] RVec<T>;
    [] RString;
    [T: Plain + Element] RBox<T>;
    [T: Plain + Element] ROption<T>;
    [T: Plain + Element, E: Plain + Element] RResult<T, E>;
}

/// `RSlice`, and the start of an `RVec`. Null is no value of either, not even without elements.
#[repr(C)]
#[derive(Clone, Copy)]
struct Elements<T> {
    data: *const T,
    length: usize,
}

impl<T: Plain> Elements<T> {
    /// # Safety
    /// The pointer is null, misaligned, or readable for the elements.
    #[inline]
    unsafe fn check(self, walk: &mut Walk) -> Result<(), Fault> {
        let elements = self.elements()?;
        // SAFETY: aligned and not null, readable by the caller's word.
        unsafe { walk.borrowed(elements, Len::Of(self.length)) }
    }

    fn raw(&self) -> RawSlice {
        RawSlice { ptr: self.data.cast_mut().cast(), len: self.length }
    }

    fn elements(&self) -> Result<*const T, Fault> {
        check_address(self.data)?;
        elements_of(&self.raw())
    }
}

/// # Safety
/// As [`Elements::check`].
unsafe fn check_text(bytes: Elements<u8>, walk: &mut Walk) -> Result<(), Fault> {
    bytes.elements()?;
    walk.count_text(bytes.length)?;
    // SAFETY: passed on to the caller. The value is only looked at.
    unsafe { text(&bytes.raw()) }.map(drop)
}

// SAFETY: a pointer and a length; checked, with the elements.
unsafe impl<T: Plain> Pointee for RSlice<'_, T> {
    const ANY_BITS: bool = false;
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: readable by the caller's word; any bits are an `Elements`.
        let raw = unsafe { ptr.cast::<Elements<T>>().read() };
        // SAFETY: the contract: what it points to is readable.
        unsafe { raw.check(walk) }
    }
}

// SAFETY: an `RSlice<u8>`; checked, with the text.
unsafe impl Pointee for RStr<'_> {
    const ANY_BITS: bool = false;
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: readable by the caller's word; any bits are an `Elements`.
        let raw = unsafe { ptr.cast::<Elements<u8>>().read() };
        // SAFETY: the contract: what it points to is readable.
        unsafe { check_text(raw, walk) }
    }
}

/// `RVec`: its elements, and how many there is room for.
#[repr(C)]
#[derive(Clone, Copy)]
struct Vector<T> {
    elements: Elements<T>,
    capacity: usize,
    vtable: *const c_void,
}

impl<T: Plain> Vector<T> {
    /// Whether what abi_stable would call, and rely on, is there.
    fn check_owner(&self) -> Result<(), Fault> {
        if self.vtable.is_null() {
            return Err(Fault::Null);
        }
        if self.elements.length > self.capacity {
            return Err(Fault::TooLong { len: self.elements.length });
        }
        Ok(())
    }
}

// SAFETY: four words; pointers, length and elements are checked.
unsafe impl<T: Plain + Element> Pointee for RVec<T> {
    const ANY_BITS: bool = false;
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: readable by the caller's word; any bits are a `Vector`.
        let raw = unsafe { ptr.cast::<Vector<T>>().read() };
        raw.check_owner()?;
        walk.check_owner(true)?;
        let elements = raw.elements.elements()?;
        // SAFETY: aligned and not null; the contract: readable.
        unsafe { walk.owned(elements, Len::Of(raw.elements.length), true) }
    }
}

// SAFETY: an `RVec<u8>`; checked, with the text.
unsafe impl Pointee for RString {
    const ANY_BITS: bool = false;
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: readable by the caller's word; any bits are a `Vector`.
        let raw = unsafe { ptr.cast::<Vector<u8>>().read() };
        raw.check_owner()?;
        walk.check_owner(true)?;
        // SAFETY: the contract: the bytes are readable.
        unsafe { check_text(raw.elements, walk) }
    }
}

// SAFETY: two pointers; checked, with the value.
unsafe impl<T: Plain + Element> Pointee for RBox<T> {
    const ANY_BITS: bool = false;
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: readable by the caller's word; any bits are two raw pointers.
        let [data, vtable] = unsafe { ptr.cast::<[*const c_void; 2]>().read() };
        if vtable.is_null() {
            return Err(Fault::Null);
        }
        check_address(data.cast::<T>())?;
        // SAFETY: aligned, and readable by the contract.
        unsafe { walk.owned(data.cast::<T>(), Len::One, true) }
    }
}

/// A variant with its value, as `repr(u8)` lays it out (Reference, "Primitive representation of enums with fields").
#[repr(C)]
struct Variant<T> {
    tag: u8,
    value: T,
}

/// # Safety
/// `ptr` is aligned and readable for the enum, and the variant with a `T` is the one that is there.
unsafe fn check_variant<Enum, T: Plain>(ptr: *const Enum, walk: &mut Walk) -> Result<(), Fault> {
    // SAFETY: in the enum, which is readable by the caller's word.
    let value = unsafe { &raw const (*ptr.cast::<Variant<T>>()).value };
    // SAFETY: as above.
    unsafe { crate::values::convert::check_plain(value, walk) }
}

/// # Safety
/// `ptr` is readable for a byte.
unsafe fn tag<Enum>(ptr: *const Enum) -> u8 {
    // SAFETY: by the caller's word; any byte is a `u8`.
    unsafe { ptr.cast::<u8>().read() }
}

// SAFETY: a tag and a value; checked.
unsafe impl<T: Plain> Pointee for ROption<T> {
    const ANY_BITS: bool = false;
    const AFTER: After = T::AFTER;
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable by the caller's word.
        match unsafe { tag(ptr) } {
            // SAFETY: passed on to the caller.
            0 => unsafe { check_variant::<Self, T>(ptr, walk) },
            1 => Ok(()),
            other => Err(Fault::Discriminant { name: "ROption", value: other.into() }),
        }
    }
}

// SAFETY: a tag and one of two values; checked.
unsafe impl<T: Plain, E: Plain> Pointee for RResult<T, E> {
    const ANY_BITS: bool = false;
    const AFTER: After = T::AFTER.and(E::AFTER);
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable by the caller's word.
        match unsafe { tag(ptr) } {
            // SAFETY: passed on to the caller.
            0 => unsafe { check_variant::<Self, T>(ptr, walk) },
            // SAFETY: as above.
            1 => unsafe { check_variant::<Self, E>(ptr, walk) },
            other => Err(Fault::Discriminant { name: "RResult", value: other.into() }),
        }
    }
}
