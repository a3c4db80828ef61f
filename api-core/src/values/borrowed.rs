//! `&T`, `&mut T`, `&str`, `&[T]`, `&mut [T]`, and their `repr(C)` companions for fields.

mod traits;

use super::address::check_address;
use super::copied::{Checked, Part, Sending};
use super::fault::Fault;
use super::follow::{Len, arrived_behind};
use super::lent::LentForm;
use super::traits::{
    AbiType, AsIs, ByValue, Element, Lend, LendMut, NeverNull, Nullable, Plain, Pointee, Scalar, Tagged,
};
use super::vouched::VOUCHED;
use super::walk::{After, Walk};
use crate::contract::raw::RawSlice;
use crate::describe::list::{Life, List};
use crate::describe::{Described, Piece, Rope, TypeInfo, TypeRef};
use core::ffi::c_void;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

macro_rules! references {
    ($(($ty:ty, $text:literal, $recheck:tt))*) => { $(
        // SAFETY: its name, its own lifetime, then those of what it points to.
        unsafe impl<'a, T: Described> Described for $ty {
            type Lifetimes<Tail: List> = (Life<'a>, T::Lifetimes<Tail>);
            const NAME: Rope = &[Piece::Text($text), Piece::Rope(T::NAME)];
            const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[T::TYPE]));
        }
        // SAFETY: a pointer, checked with what it points to (Reference, "Pointers and references").
        unsafe impl<'a, T: Pointee> Pointee for $ty {
            const ANY_BITS: bool = false;
            const AFTER: After = if $recheck { After::lent::<T>() } else { After::Nothing };
            #[inline]
            unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
                if walk.is_after() && !$recheck {
                    return Ok(());
                }
                // SAFETY: readable by the caller's word; any bits are a raw pointer.
                let pointee = unsafe { ptr.cast::<*const T>().read() };
                check_address(pointee)?;
                // SAFETY: not null and aligned; the contract: readable.
                unsafe { walk.borrowed(pointee, Len::One) }
            }
        }
        // SAFETY: as above.
        unsafe impl<'a, T: Pointee> Plain for $ty {}
        lend!(['a, T: Pointee] $ty, AsIs, AsIs);
        // SAFETY: as above.
        unsafe impl<'a, T: Pointee> Scalar for $ty {}
        // SAFETY: references are never null (Reference, "Behavior considered undefined").
        unsafe impl<'a, T: Pointee> NeverNull for $ty {}
    )* };
}

references! {
    (&'a T, "&", false)
    (&'a mut T, "&mut ", true)
}

/// The reference that a pointer is, checked.
///
/// # Safety
/// `wire` is null, misaligned, or readable, as long as it is used.
#[inline(always)]
unsafe fn referenced<T: Pointee>(wire: *const c_void) -> Result<*mut T, Fault> {
    let ptr = wire.cast_mut().cast::<T>();
    check_address(ptr.cast_const())?;
    // A `?` less, where there is nothing to look at: it is code in every slot.
    if !T::ANY_BITS {
        // SAFETY: not null and aligned; the contract: readable.
        unsafe { arrived_behind(ptr.cast_const(), Len::One) }?;
    }
    Ok(ptr)
}

// SAFETY: as the type says how it is lent.
unsafe impl<'a, T: Lend<Way: LentForm<&'a T, Arg = *const c_void>>> AbiType for &'a T {
    type Wire = <T::Way as LentForm<&'a T>>::Wire;
    type Arg = *const c_void;
    type Return = <T::Way as LentForm<&'a T>>::Return;
    type Niche = <T::Way as LentForm<&'a T>>::Niche;
    const USABLE: bool = <T::Way as LentForm<&'a T>>::USABLE;
    const AFTER: After = <T::Way as LentForm<&'a T>>::AFTER;
    #[inline(always)]
    fn into_wire(self) -> Self::Wire {
        T::Way::into_wire(self)
    }
    #[inline(always)]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::Way::from_wire(wire) }
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        T::Way::arg(wire)
    }
    #[inline(always)]
    unsafe fn from_arg(arg: Self::Arg) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { T::Way::from_arg(arg) }
    }
}

// SAFETY: one pointer; checked.
unsafe impl<'a, T: Pointee> LentForm<&'a T> for AsIs {
    type Wire = *const c_void;
    type Arg = *const c_void;
    type Return = ByValue<*const c_void>;
    type Niche = Nullable;
    const USABLE: bool = true;
    const AFTER: After = After::Nothing;
    #[inline(always)]
    fn into_wire(value: &'a T) -> Self::Wire {
        core::ptr::from_ref(value).cast()
    }
    #[inline(always)]
    unsafe fn from_wire(wire: Self::Wire) -> Result<&'a T, Fault> {
        // SAFETY: passed on to the caller.
        let ptr = unsafe { referenced::<T>(wire) }?;
        // SAFETY: checked; it lives as long as `'a` by the caller's word.
        Ok(unsafe { &*ptr })
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        *wire
    }
    #[inline(always)]
    unsafe fn from_arg(arg: Self::Arg) -> Result<&'a T, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { Self::from_wire(arg) }
    }
}

// SAFETY: one pointer; checked.
unsafe impl<T: Pointee> AbiType for &mut T {
    type Wire = *const c_void;
    type Arg = *const c_void;
    type Return = ByValue<*const c_void>;
    type Niche = Nullable;
    const AFTER: After = <Self as Pointee>::AFTER;
    #[inline(always)]
    fn into_wire(self) -> Self::Wire {
        core::ptr::from_mut(self).cast_const().cast()
    }
    #[inline(always)]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        let ptr = unsafe { referenced::<T>(wire) }?;
        // SAFETY: checked; it lives as long as `Self` by the caller's word, exclusive.
        Ok(unsafe { &mut *ptr })
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        *wire
    }
    #[inline(always)]
    unsafe fn from_arg(arg: Self::Arg) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { Self::from_wire(arg) }
    }
    #[inline(always)]
    unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
        // SAFETY: made from a reference in `into_wire`, still borrowed.
        unsafe { arrived_behind(wire.cast::<T>(), Len::One) }
    }
}
// SAFETY: what is behind a `&` is lent by nothing but that.
unsafe impl<T: Pointee> Element for &T {}
__abi_direct!({ VOUCHED } [T: Pointee] &T, Nullable);

/// Checks a slice's pointer and length.
#[inline(always)]
fn check_extent<T>(raw: &RawSlice) -> Result<(), Fault> {
    if raw.len == 0 {
        return Ok(());
    }
    let ptr = raw.ptr.cast::<T>().cast_const();
    if ptr.is_null() {
        return Err(Fault::NullSlice { len: raw.len });
    }
    check_address(ptr)?;
    if raw.len > isize::MAX as usize / const { if size_of::<T>() == 0 { 1 } else { size_of::<T>() } } {
        return Err(Fault::TooLong { len: raw.len });
    }
    Ok(())
}

/// Where the elements of a slice are, whose pointer and length are good.
#[inline]
pub(crate) fn elements_of<T>(raw: &RawSlice) -> Result<*const T, Fault> {
    check_extent::<T>(raw)?;
    Ok(start::<T>(raw).cast_const())
}

/// Checks a slice that came as a value.
///
/// # Safety
/// The pointer is null, misaligned, or readable for the elements.
#[inline(always)]
unsafe fn check_slice<T: Plain>(raw: &RawSlice) -> Result<(), Fault> {
    let extent = check_extent::<T>(raw);
    if T::ANY_BITS {
        return extent;
    }
    extent?;
    // SAFETY: aligned and not null, or empty; readable by the caller's word.
    unsafe { arrived_behind(raw.ptr.cast::<T>().cast_const(), Len::Of(raw.len)) }
}

/// Where an empty slice may point.
#[inline(always)]
fn start<T>(raw: &RawSlice) -> *mut T {
    if raw.len == 0 { core::ptr::dangling_mut() } else { raw.ptr.cast() }
}

/// The text of a slice, if it is UTF-8.
///
/// # Safety
/// As [`check_slice`]; readable as long as the result.
#[inline(always)]
pub(crate) unsafe fn text<'a>(raw: &RawSlice) -> Result<&'a str, Fault> {
    let mut bytes = *raw;
    // SAFETY: passed on to the caller.
    if !unsafe { is_short_ascii(raw) }? {
        // SAFETY: passed on to the caller.
        bytes = unsafe { seen::<true>(bytes) };
        match bytes.ptr.addr() {
            NO_TEXT if bytes.len > isize::MAX as usize => return Err(Fault::TooLong { len: bytes.len }),
            NO_TEXT => return Err(Fault::Utf8 { valid: bytes.len }),
            NO_BYTES => return Err(Fault::NullSlice { len: bytes.len }),
            _ => {}
        }
    }
    // SAFETY: checked, or empty and dangling; readable by the caller's word.
    let bytes = unsafe { core::slice::from_raw_parts(bytes.ptr.cast::<u8>(), bytes.len) };
    // SAFETY: ASCII, or checked.
    Ok(unsafe { core::str::from_utf8_unchecked(bytes) })
}

/// Whether these are 16 to 32 bytes of which none has its high bit set, as most names are: two loads, which overlap.
///
/// # Safety
/// As [`check_slice`].
#[inline(always)]
unsafe fn is_short_ascii(raw: &RawSlice) -> Result<bool, Fault> {
    if raw.len.wrapping_sub(16) > 16 {
        return Ok(false);
    }
    // Not left to `seen`: two ways to one place would be computed, and not taken.
    if raw.ptr.is_null() {
        return Err(Fault::NullSlice { len: raw.len });
    }
    // SAFETY: not null, and readable for 16 bytes and more by the caller's word.
    let first = unsafe { raw.ptr.cast::<Sixteen>().read_unaligned() };
    // SAFETY: in the slice, which is longer.
    let end = unsafe { raw.ptr.byte_add(raw.len - 16) };
    // SAFETY: as above: these end where the slice does.
    let last = unsafe { end.cast::<Sixteen>().read_unaligned() };
    Ok(first.is_ascii_with(last))
}

/// Sixteen bytes.
#[derive(Clone, Copy)]
#[repr(transparent)]
struct Sixteen(
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))] core::arch::x86_64::__m128i,
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))] u128,
);

impl Sixteen {
    #[inline(always)]
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    fn is_ascii_with(self, other: Self) -> bool {
        use core::arch::x86_64::{_mm_movemask_epi8, _mm_or_si128};
        // SAFETY: the machine has SSE2.
        let both = unsafe { _mm_or_si128(self.0, other.0) };
        // SAFETY: as above.
        unsafe { _mm_movemask_epi8(both) == 0 }
    }
    #[inline(always)]
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
    fn is_ascii_with(self, other: Self) -> bool {
        (self.0 | other.0) & u128::from_ne_bytes([0x80; 16]) == 0
    }
}

/// Where [`seen`] says that a slice is not UTF-8, behind as many bytes as it says, or that it is too long.
const NO_TEXT: usize = 0;
/// Where it says that there is nothing.
const NO_BYTES: usize = usize::MAX;

/// A slice of UTF-8, as it came, or what is wrong with it, at [`NO_TEXT`] or [`NO_BYTES`]. Two words, and what came comes back: who asks
/// keeps nothing meanwhile, so it saves fewer registers, and makes no place for a fault. It is generic, so that only crates with text
/// have it.
///
/// # Safety
/// As [`check_slice`].
#[cold]
#[inline(never)]
unsafe fn seen<const USED: bool>(raw: RawSlice) -> RawSlice {
    if raw.ptr.is_null() || raw.len > isize::MAX as usize {
        let place = match (raw.len, raw.ptr.is_null()) {
            (0, _) => core::ptr::dangling_mut::<u8>().addr(),
            (_, true) => NO_BYTES,
            _ => NO_TEXT,
        };
        return RawSlice { ptr: core::ptr::without_provenance_mut(place), ..raw };
    }
    // SAFETY: not null, and no longer than anything; readable by the caller's word.
    let bytes = unsafe { core::slice::from_raw_parts(raw.ptr.cast::<u8>(), raw.len) };
    if is_ascii(bytes) { raw } else { decoded::<USED>(bytes) }
}

/// The same of bytes that are there. Its frame is not that of ASCII.
#[inline(never)]
fn decoded<const USED: bool>(bytes: &[u8]) -> RawSlice {
    match core::str::from_utf8(bytes) {
        Ok(text) => RawSlice { ptr: text.as_ptr().cast_mut().cast(), len: text.len() },
        Err(error) => RawSlice { ptr: core::ptr::without_provenance_mut(NO_TEXT), len: error.valid_up_to() },
    }
}

/// Whether no byte has its high bit set: to see it takes a small part of what `from_utf8` does. Up to 64 bytes are looked at as words
/// from the start and from the end, which overlap.
#[inline]
fn is_ascii(bytes: &[u8]) -> bool {
    macro_rules! ends {
        ($Word:ty: $bytes:expr) => {
            match ($bytes.first_chunk(), $bytes.last_chunk()) {
                (Some(first), Some(last)) => <$Word>::from_ne_bytes(*first) | <$Word>::from_ne_bytes(*last),
                _ => return false,
            }
        };
    }
    let len = bytes.len();
    let high = match len {
        8..16 => ends!(u64: bytes).into(),
        16..=32 => ends!(u128: bytes),
        33..=64 => ends!(u128: bytes.split_at(32).0) | ends!(u128: bytes.split_at(len - 32).1),
        4..8 => ends!(u32: bytes).into(),
        _ => return bytes.is_ascii(),
    };
    high & u128::from_ne_bytes([0x80; 16]) == 0
}

// SAFETY: its name, and its own lifetime.
unsafe impl<'a> Described for &'a str {
    type Lifetimes<Tail: List> = (Life<'a>, Tail);
    const NAME: Rope = &[Piece::Text("&str")];
}
// SAFETY: a pointer and a length; checked.
unsafe impl AbiType for &str {
    type Wire = RawSlice;
    type Arg = RawSlice;
    type Return = ByValue<RawSlice>;
    type Niche = Tagged;
    #[inline(always)]
    fn into_wire(self) -> RawSlice {
        RawSlice { ptr: self.as_ptr().cast_mut().cast(), len: self.len() }
    }
    #[inline(always)]
    unsafe fn from_wire(raw: RawSlice) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { text(&raw) }
    }
    #[inline(always)]
    fn arg(wire: &RawSlice) -> RawSlice {
        *wire
    }
    #[inline(always)]
    unsafe fn from_arg(arg: RawSlice) -> Result<Self, Fault> {
        // SAFETY: passed on to the caller.
        unsafe { Self::from_wire(arg) }
    }
}

macro_rules! slices {
    ($($ty:ty, $how:ident, $before:literal;)*) => { $(
        // SAFETY: its name, its own lifetime, then those of its elements.
        unsafe impl<'a, T: Described> Described for $ty {
            type Lifetimes<Tail: List> = (Life<'a>, T::Lifetimes<Tail>);
            const NAME: Rope = &[Piece::Text($before), Piece::Rope(T::NAME), Piece::Text("]")];
            const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, &[T::TYPE]));
        }
        // SAFETY: as the type of the elements says how it is lent.
        unsafe impl<'a, T: $how<Way: LentForm<$ty, Arg = RawSlice>>> AbiType for $ty {
            type Wire = <T::Way as LentForm<$ty>>::Wire;
            type Arg = RawSlice;
            type Return = <T::Way as LentForm<$ty>>::Return;
            type Niche = <T::Way as LentForm<$ty>>::Niche;
            const USABLE: bool = <T::Way as LentForm<$ty>>::USABLE;
            const AFTER: After = <T::Way as LentForm<$ty>>::AFTER;
            #[inline(always)]
            fn into_wire(self) -> Self::Wire {
                T::Way::into_wire(self)
            }
            #[inline(always)]
            unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
                // SAFETY: passed on to the caller.
                unsafe { T::Way::from_wire(wire) }
            }
            #[inline(always)]
            fn arg(wire: &Self::Wire) -> RawSlice {
                T::Way::arg(wire)
            }
            #[inline(always)]
            unsafe fn from_arg(arg: RawSlice) -> Result<Self, Fault> {
                // SAFETY: passed on to the caller.
                unsafe { T::Way::from_arg(arg) }
            }
            #[inline(always)]
            unsafe fn recheck(wire: &Self::Wire) -> Result<(), Fault> {
                // SAFETY: passed on to the caller.
                unsafe { T::Way::recheck(wire) }
            }
        }
    )* };
}
slices! {
    &'a [T], Lend, "&[";
    &'a mut [T], LendMut, "&mut [";
}

// SAFETY: a pointer and a length; checked.
unsafe impl<'a, T: Plain> LentForm<&'a [T]> for AsIs {
    type Wire = RawSlice;
    type Arg = RawSlice;
    type Return = ByValue<RawSlice>;
    type Niche = Tagged;
    const USABLE: bool = true;
    const AFTER: After = After::Nothing;
    #[inline(always)]
    fn into_wire(value: &'a [T]) -> RawSlice {
        RawSlice { ptr: value.as_ptr().cast_mut().cast(), len: value.len() }
    }
    #[inline(always)]
    unsafe fn from_wire(raw: RawSlice) -> Result<&'a [T], Fault> {
        // SAFETY: passed on to the caller.
        unsafe { check_slice::<T>(&raw) }?;
        // SAFETY: checked, or empty and dangling; it lives as long as `'a` by the caller's word.
        Ok(unsafe { core::slice::from_raw_parts(start::<T>(&raw), raw.len) })
    }
    #[inline(always)]
    fn arg(wire: &RawSlice) -> RawSlice {
        *wire
    }
    #[inline(always)]
    unsafe fn from_arg(arg: RawSlice) -> Result<&'a [T], Fault> {
        // SAFETY: passed on to the caller.
        unsafe { Self::from_wire(arg) }
    }
}

// SAFETY: a pointer and a length; checked.
unsafe impl<'a, T: Plain> LentForm<&'a mut [T]> for AsIs {
    type Wire = RawSlice;
    type Arg = RawSlice;
    type Return = ByValue<RawSlice>;
    type Niche = Tagged;
    const USABLE: bool = true;
    const AFTER: After = After::lent::<T>();
    #[inline(always)]
    fn into_wire(value: &'a mut [T]) -> RawSlice {
        RawSlice { ptr: value.as_mut_ptr().cast(), len: value.len() }
    }
    #[inline(always)]
    unsafe fn from_wire(raw: RawSlice) -> Result<&'a mut [T], Fault> {
        // SAFETY: passed on to the caller.
        unsafe { check_slice::<T>(&raw) }?;
        // SAFETY: checked, or empty and dangling; exclusive for as long as `'a` by the caller's word.
        Ok(unsafe { core::slice::from_raw_parts_mut(start::<T>(&raw), raw.len) })
    }
    #[inline(always)]
    fn arg(wire: &RawSlice) -> RawSlice {
        *wire
    }
    #[inline(always)]
    unsafe fn from_arg(arg: RawSlice) -> Result<&'a mut [T], Fault> {
        // SAFETY: passed on to the caller.
        unsafe { Self::from_wire(arg) }
    }
    #[inline(always)]
    unsafe fn recheck(raw: &RawSlice) -> Result<(), Fault> {
        // SAFETY: made from a slice in `into_wire`, still borrowed.
        unsafe { arrived_behind(raw.ptr.cast::<T>().cast_const(), Len::Of(raw.len)) }
    }
}

macro_rules! lent_parts {
    ($([$($generics:tt)*] $ty:ty, $view:ty, |$value:ident| $into:expr;)*) => { $(
        // SAFETY: what it lends is lent by `&` only.
        unsafe impl<$($generics)*> Element for $ty {}
        lend!([$($generics)*] $ty, AsCopy);
        // SAFETY: a pointer and a length, checked as its companion; it owns nothing.
        unsafe impl<$($generics)*> Part for $ty {
            type Wire = RawSlice;
            type Niche = Tagged;
            type Bits = Checked;
            #[inline]
            unsafe fn to_part<S: Sending>(value: *const Self, _: &mut S) -> RawSlice {
                // SAFETY: readable, by the caller's word; a reference is copied.
                unsafe { value.read() }.into_wire()
            }
            #[inline]
            unsafe fn check_part(wire: *const RawSlice, walk: &mut Walk) -> Result<(), Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$view as Pointee>::check(wire.cast(), walk) }
            }
            #[inline]
            unsafe fn take<const OURS: bool>(wire: *mut RawSlice) -> Self {
                // SAFETY: checked, by the caller's word: the view is its own form in memory.
                let $value = unsafe { wire.cast::<$view>().read() };
                $into
            }
        }
    )* };
}
lent_parts! {
    ['a] &'a str, Str<'a>, |view| view.as_str();
    ['a, T: Plain] &'a [T], Slice<'a, T>, |view| view.as_slice();
}

macro_rules! views {
    ($(
        $(#[$doc:meta])*
        $view:ident [$($generics:tt)*] [$($args:tt)*] $of:ty, |$raw:ident, $walk:ident| $check:expr;
    )*) => { $(
        $(#[$doc])*
        #[repr(transparent)]
        pub struct $view<'a, $($args)*> {
            raw: RawSlice,
            of: PhantomData<$of>,
        }
        impl<'a, $($generics)*> From<$of> for $view<'a, $($args)*> {
            #[inline]
            fn from(value: $of) -> Self {
                $view { raw: value.into_wire(), of: PhantomData }
            }
        }
        // SAFETY: what is said of the slice is true of it.
        unsafe impl<'a, $($args)*> Described for $view<'a, $($args)*>
        where
            $of: Described,
        {
            type Lifetimes<Tail: List> = <$of as Described>::Lifetimes<Tail>;
            const NAME: Rope = <$of as Described>::NAME;
            const TYPE: TypeRef = <$of as Described>::TYPE;
        }
        lend!(['a, $($generics)*] $view<'a, $($args)*>, AsIs);
        // SAFETY: a pointer and a length, checked with the elements.
        unsafe impl<'a, $($generics)*> Pointee for $view<'a, $($args)*> {
            const ANY_BITS: bool = false;
            const AFTER: After = <$of as AbiType>::AFTER;
            #[inline]
            unsafe fn check(ptr: *const Self, $walk: &mut Walk) -> Result<(), Fault> {
                if $walk.is_after() && matches!(<$of as AbiType>::AFTER, After::Nothing) {
                    return Ok(());
                }
                // SAFETY: readable by the caller's word; any bits are a `RawSlice`.
                let $raw = unsafe { ptr.cast::<RawSlice>().read() };
                $check
            }
        }
        // SAFETY: as above.
        unsafe impl<'a, $($generics)*> Plain for $view<'a, $($args)*> {}
        // SAFETY: as the type that it stands for.
        unsafe impl<'a, $($generics)*> AbiType for $view<'a, $($args)*> {
            type Wire = RawSlice;
            type Arg = RawSlice;
            type Return = ByValue<RawSlice>;
            type Niche = Tagged;
            const AFTER: After = <$of as AbiType>::AFTER;
            #[inline(always)]
            fn into_wire(self) -> RawSlice {
                self.raw
            }
            #[inline(always)]
            unsafe fn from_wire(wire: RawSlice) -> Result<Self, Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$of as AbiType>::from_wire(wire) }.map(Self::from)
            }
            #[inline(always)]
            fn arg(wire: &RawSlice) -> RawSlice {
                *wire
            }
            #[inline(always)]
            unsafe fn from_arg(arg: RawSlice) -> Result<Self, Fault> {
                // SAFETY: passed on to the caller.
                unsafe { Self::from_wire(arg) }
            }
            #[inline(always)]
            unsafe fn recheck(wire: &RawSlice) -> Result<(), Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <$of as AbiType>::recheck(wire) }
            }
        }
    )* };
}

views! {
    /// A `&str` for fields: `repr(C)`, `vtable_api_str` in C, UTF-8 and not NUL-terminated.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::Str;
    /// let name = Str::from("png");
    /// assert_eq!(&*name, "png");
    /// ```
    #[derive(Clone, Copy)]
    Str [] [] &'a str, |raw, walk| {
        walk.count_text(raw.len)?;
        // SAFETY: the contract: what it points to is readable. The value is only looked at.
        unsafe { text(&raw) }.map(drop)
    };
    /// A `&[T]` for fields: `repr(C)`, `vtable_api_slice_…` in C.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::Slice;
    /// let rows = Slice::from(&[1u32, 2][..]);
    /// assert_eq!(&*rows, [1, 2]);
    /// ```
    Slice [T: Plain] [T] &'a [T], |raw, walk| {
        let ptr = elements_of::<T>(&raw)?;
        // SAFETY: aligned and not null; the contract: readable.
        unsafe { walk.borrowed(ptr, Len::Of(raw.len)) }
    };
    /// A `&mut [T]` for fields: `repr(C)`, `vtable_api_slice_mut_…` in C.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::SliceMut;
    /// let mut pixels = [0u8; 2];
    /// SliceMut::from(&mut pixels[..])[1] = 7;
    /// assert_eq!(pixels, [0, 7]);
    /// ```
    SliceMut [T: Plain] [T] &'a mut [T], |raw, walk| {
        let ptr = elements_of::<T>(&raw)?;
        // SAFETY: aligned and not null; the contract: readable.
        unsafe { walk.borrowed(ptr, Len::Of(raw.len)) }
    };
}

// SAFETY: as `&str`.
unsafe impl Element for Str<'_> {}
// SAFETY: as `&[T]`.
unsafe impl<T: Plain> Element for Slice<'_, T> {}
__abi_direct!({ VOUCHED } [] Str<'_>, Tagged);
__abi_direct!({ VOUCHED } [T: Plain] Slice<'_, T>, Tagged);

impl<T: Plain> Clone for Slice<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Plain> Copy for Slice<'_, T> {}

impl<'a> Str<'a> {
    /// The text, for as long as it is lent, which may be longer than this view lives.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::Str;
    /// let extension: &'static str = Str::from("png").as_str();
    /// assert_eq!(extension, "png");
    /// ```
    #[inline]
    pub fn as_str(self) -> &'a str {
        // SAFETY: `raw` is from a `&str` or was checked, and lives for the lifetime parameter.
        let bytes = unsafe { core::slice::from_raw_parts(start::<u8>(&self.raw), self.raw.len) };
        // SAFETY: as above: UTF-8.
        unsafe { core::str::from_utf8_unchecked(bytes) }
    }
}
impl<'a, T: Plain> Slice<'a, T> {
    /// The elements, for as long as they are lent, which may be longer than this view lives.
    ///
    /// ```
    /// # use vtable_api_core as vtable_api;
    /// use vtable_api::Slice;
    /// let rows: &'static [u32] = Slice::from(&[1u32, 2][..]).as_slice();
    /// assert_eq!(rows, [1, 2]);
    /// ```
    #[inline]
    pub fn as_slice(self) -> &'a [T] {
        // SAFETY: `raw` is from a `&[T]` or was checked, and lives for the lifetime parameter.
        unsafe { core::slice::from_raw_parts(start::<T>(&self.raw), self.raw.len) }
    }
}

impl Deref for Str<'_> {
    type Target = str;
    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}
impl<T: Plain> Deref for Slice<'_, T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}
impl<T: Plain> Deref for SliceMut<'_, T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        // SAFETY: `raw` is from a `&mut [T]` or was checked, and lives for the lifetime parameter.
        unsafe { core::slice::from_raw_parts(start::<T>(&self.raw), self.raw.len) }
    }
}
impl<T: Plain> DerefMut for SliceMut<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as above; exclusive because `self` is.
        unsafe { core::slice::from_raw_parts_mut(start::<T>(&self.raw), self.raw.len) }
    }
}

// SAFETY: as `&str`.
unsafe impl Send for Str<'_> {}
// SAFETY: as `&str`.
unsafe impl Sync for Str<'_> {}
// SAFETY: as `&[T]`.
unsafe impl<T: Plain + Sync> Send for Slice<'_, T> {}
// SAFETY: as `&[T]`.
unsafe impl<T: Plain + Sync> Sync for Slice<'_, T> {}
// SAFETY: as `&mut [T]`.
unsafe impl<T: Plain + Send> Send for SliceMut<'_, T> {}
// SAFETY: as `&mut [T]`.
unsafe impl<T: Plain + Sync> Sync for SliceMut<'_, T> {}

impl core::fmt::Debug for Str<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        (**self).fmt(f)
    }
}
impl core::fmt::Display for Str<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self)
    }
}
impl<T: Plain + core::fmt::Debug> core::fmt::Debug for Slice<'_, T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        (**self).fmt(f)
    }
}
impl<T: Plain + core::fmt::Debug> core::fmt::Debug for SliceMut<'_, T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn text_is_looked_at_to_its_last_byte() {
        for len in 0..100 {
            let mut bytes = vec![b'a'; len];
            let of = |bytes: &[u8]| RawSlice { ptr: bytes.as_ptr().cast_mut().cast(), len: bytes.len() };
            // SAFETY: the bytes are readable.
            assert_eq!(unsafe { text(&of(&bytes)) }.map(str::len), Ok(len));
            for at in 0..len {
                bytes[at] = 0xff;
                // SAFETY: as above.
                let came = unsafe { text(&of(&bytes)) };
                assert_eq!(came, Err(Fault::Utf8 { valid: at }), "byte {at} of {len}");
                bytes[at] = b'a';
            }
        }
    }
}
