//! `Vec<T>`, `String`, `Box<T>` and their `repr(C)` companions: memory that its maker frees.

use crate::convert::{AbiType, Plain, Pointee, Tagged};
use crate::describe::{Described, Piece, Rope, TypeInfo, TypeRef};
use crate::fault::Fault;
use crate::lifetimes::List;
use crate::raw::RawSlice;
use crate::slot::ByPointer;
use crate::tagged::read_wire;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::ffi::c_void;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};

/// What `Vec<T>`, `String` and `Box<T>` are in memory.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct RawOwned {
    /// Null only with length 0.
    pub ptr: *mut c_void,
    /// Elements; 1 for `Box`.
    pub len: usize,
    /// The maker's own; the receiver never grows it.
    pub cap: usize,
    /// Called once by the receiver, frees the elements too. `None`: static memory.
    pub free: Option<unsafe extern "C" fn(this: *mut RawOwned)>,
}

impl RawOwned {
    /// The elements, still to be checked.
    fn slice<T>(&self) -> Result<RawSlice, Fault> {
        if self.len > self.cap && self.is_vec::<T>() {
            return Err(Fault::Grown { len: self.len });
        }
        Ok(RawSlice { ptr: self.ptr, len: self.len })
    }

    /// Whether `from_vec` of this binary made it of a `Vec<T>`.
    fn is_vec<T>(&self) -> bool {
        let ours = free_vec::<T> as unsafe extern "C" fn(*mut RawOwned);
        self.free.is_some_and(|free| core::ptr::fn_addr_eq(free, ours))
    }
}

unsafe extern "C" fn free_vec<T>(this: *mut RawOwned) {
    // SAFETY: the receiver passes its own value of this type.
    let raw = unsafe { this.read() };
    // SAFETY: `from_vec` made it of a `Vec<T>`; the contract says that it is freed once.
    drop(unsafe { Vec::from_raw_parts(raw.ptr.cast::<T>(), raw.len, raw.cap) });
}

fn from_vec<T>(vec: Vec<T>) -> RawOwned {
    let mut vec = ManuallyDrop::new(vec);
    RawOwned { ptr: vec.as_mut_ptr().cast(), len: vec.len(), cap: vec.capacity(), free: Some(free_vec::<T>) }
}

/// `Vec<T>` for a field or a return that is not copied: `repr(C)`, freed by its maker.
///
/// ```
/// use vtable_api_core::OwnedSlice;
/// let rows = OwnedSlice::from(vec![1u32, 2]);
/// assert_eq!(rows[1], 2);
/// assert_eq!(Vec::from(rows), [1, 2]);
/// ```
#[repr(transparent)]
pub struct OwnedSlice<T: Plain> {
    raw: RawOwned,
    of: PhantomData<T>,
}

// SAFETY: as `Vec<T>`; `free` may be called from any thread (docs/abi.md).
unsafe impl<T: Plain + Send> Send for OwnedSlice<T> {}
// SAFETY: as `Vec<T>`.
unsafe impl<T: Plain + Sync> Sync for OwnedSlice<T> {}

impl<T: Plain> From<Vec<T>> for OwnedSlice<T> {
    fn from(vec: Vec<T>) -> Self {
        OwnedSlice { raw: from_vec(vec), of: PhantomData }
    }
}

impl<T: Plain> Deref for OwnedSlice<T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        if self.raw.len == 0 {
            return &[];
        }
        // SAFETY: made of a `Vec<T>`, or checked when it crossed; owned until `drop`.
        unsafe { core::slice::from_raw_parts(self.raw.ptr.cast::<T>(), self.raw.len) }
    }
}

impl<T: Plain> DerefMut for OwnedSlice<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        if self.raw.len == 0 {
            return &mut [];
        }
        // SAFETY: made of a `Vec<T>`, or checked when it crossed; owned, and `self` is exclusive.
        unsafe { core::slice::from_raw_parts_mut(self.raw.ptr.cast::<T>(), self.raw.len) }
    }
}

impl<T: Plain> Drop for OwnedSlice<T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(free) = self.raw.free {
            // SAFETY: the maker's own function, on its own value, once: `self` is dropped once.
            unsafe { free(&mut self.raw) };
        }
    }
}

impl<T: Plain> From<OwnedSlice<T>> for Vec<T> {
    /// Moves the elements into std's allocator; free of a copy when they are there already.
    fn from(owned: OwnedSlice<T>) -> Self {
        let raw = owned.raw;
        if raw.is_vec::<T>() {
            core::mem::forget(owned);
            // SAFETY: `free_vec::<T>` of this binary: `from_vec` made it of a `Vec<T>`, and it is forgotten.
            return unsafe { Vec::from_raw_parts(raw.ptr.cast::<T>(), raw.len, raw.cap) };
        }
        copied(&owned)
    }
}

/// A copy of foreign elements. Their bytes move; what they own moves with them only where the maker's
/// `free` leaves elements alone, so elements that own are refused at compile time.
fn copied<T: Plain>(owned: &[T]) -> Vec<T> {
    const { assert!(!core::mem::needs_drop::<T>(), "elements of a Vec that crosses must not own memory") }
    let mut vec = Vec::with_capacity(owned.len());
    // SAFETY: room for `len` was reserved, and the two do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(owned.as_ptr(), vec.as_mut_ptr(), owned.len()) };
    // SAFETY: the elements are initialised by the copy; they need no drop, so the originals may be freed.
    unsafe { vec.set_len(owned.len()) };
    vec
}

/// `String` for a field or a return that is not copied: `repr(C)`, freed by its maker.
///
/// ```
/// use vtable_api_core::OwnedStr;
/// let text = OwnedStr::from(String::from("end of file"));
/// assert_eq!(&*text, "end of file");
/// assert_eq!(String::from(text), "end of file");
/// ```
#[repr(transparent)]
pub struct OwnedStr(OwnedSlice<u8>);

impl From<String> for OwnedStr {
    fn from(text: String) -> Self {
        OwnedStr(text.into_bytes().into())
    }
}
impl From<&str> for OwnedStr {
    fn from(text: &str) -> Self {
        String::from(text).into()
    }
}
impl Deref for OwnedStr {
    type Target = str;
    #[inline]
    fn deref(&self) -> &str {
        // SAFETY: made of a `String`, or checked when it crossed.
        unsafe { core::str::from_utf8_unchecked(&self.0) }
    }
}
impl From<OwnedStr> for String {
    fn from(owned: OwnedStr) -> Self {
        let bytes = Vec::from(owned.0);
        // SAFETY: as `deref`.
        unsafe { String::from_utf8_unchecked(bytes) }
    }
}
impl core::fmt::Debug for OwnedStr {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        (**self).fmt(f)
    }
}
impl core::fmt::Display for OwnedStr {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self)
    }
}
impl<T: Plain + core::fmt::Debug> core::fmt::Debug for OwnedSlice<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        (**self).fmt(f)
    }
}

// SAFETY: what is said of a `Vec` is true of it.
unsafe impl<T: Plain> Described for OwnedSlice<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope = <Vec<T> as Described>::NAME;
    const TYPE: TypeRef = <Vec<T> as Described>::TYPE;
}
// SAFETY: four words; pointer, length and elements are checked.
unsafe impl<T: Plain> Pointee for OwnedSlice<T> {
    const ANY_BITS: bool = false;
    unsafe fn check(ptr: *const Self) -> Result<(), Fault> {
        // SAFETY: readable by the caller's word; any bits are a `RawOwned`.
        let raw = unsafe { ptr.cast::<RawOwned>().read() };
        // SAFETY: the contract: the elements are readable. The value is only looked at.
        unsafe { <&[T]>::from_wire(raw.slice::<T>()?) }.map(drop)
    }
}
// SAFETY: as above.
unsafe impl<T: Plain> Plain for OwnedSlice<T> {}
__abi_composite!([T: Plain] OwnedSlice<T>);

// SAFETY: what is said of a `String` is true of it.
unsafe impl Described for OwnedStr {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = <String as Described>::NAME;
    const TYPE: TypeRef = <String as Described>::TYPE;
}
// SAFETY: four words; pointer, length and text are checked.
unsafe impl Pointee for OwnedStr {
    const ANY_BITS: bool = false;
    unsafe fn check(ptr: *const Self) -> Result<(), Fault> {
        // SAFETY: readable by the caller's word; any bits are a `RawOwned`.
        let raw = unsafe { ptr.cast::<RawOwned>().read() };
        // SAFETY: the contract: the bytes are readable. The value is only looked at.
        unsafe { <&str>::from_wire(raw.slice::<u8>()?) }.map(drop)
    }
}
// SAFETY: as above.
unsafe impl Plain for OwnedStr {}
__abi_composite!([] OwnedStr);

macro_rules! containers {
    ($([$($bound:ident)?] $ty:ty, $name:expr, $reaches:expr, |$value:ident| $into:expr, |$raw:ident| $from:expr;)*) => { $(
        // SAFETY: its name, and the lifetimes of what it names, in order.
        unsafe impl<$($bound: Described)?> Described for $ty {
            type Lifetimes<Tail: List> = containers!(@lifetimes $($bound)?);
            const NAME: Rope = $name;
            const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, $reaches));
        }
        // SAFETY: four words that C can read and make; passed by address, checked.
        unsafe impl<$($bound: Plain)?> AbiType for $ty {
            type Wire = RawOwned;
            type Arg = *const c_void;
            type Return = ByPointer;
            type Niche = Tagged;
            #[inline]
            fn into_wire(self) -> RawOwned {
                let $value = self;
                $into
            }
            #[inline]
            unsafe fn from_wire($raw: RawOwned) -> Result<Self, Fault> {
                $from
            }
            #[inline(always)]
            fn arg(wire: &RawOwned) -> Self::Arg {
                core::ptr::from_ref(wire).cast()
            }
            #[inline]
            unsafe fn from_arg(arg: Self::Arg) -> Result<Self, Fault> {
                // SAFETY: passed on to the caller.
                let wire = unsafe { read_wire::<RawOwned>(arg) }?;
                // SAFETY: passed on to the caller.
                unsafe { Self::from_wire(wire) }
            }
        }
    )* };
    (@lifetimes) => { Tail };
    (@lifetimes $of:ident) => { $of::Lifetimes<Tail> };
}
containers! {
    [T] Vec<T>, &[Piece::Text("Vec<"), Piece::Rope(T::NAME), Piece::Text(">")], &[T::TYPE],
        |value| from_vec(value),
        |raw| {
            // SAFETY: the contract of `from_wire`: the elements are readable.
            unsafe { <&[T]>::from_wire(raw.slice::<T>()?) }?;
            Ok(OwnedSlice { raw, of: PhantomData }.into())
        };
    [] String, &[Piece::Text("String")], &[],
        |value| from_vec(value.into_bytes()),
        |raw| {
            // SAFETY: the contract of `from_wire`: the bytes are readable.
            unsafe { <&str>::from_wire(raw.slice::<u8>()?) }?;
            Ok(OwnedStr(OwnedSlice { raw, of: PhantomData }).into())
        };
    [T] Box<T>, &[Piece::Text("Box<"), Piece::Rope(T::NAME), Piece::Text(">")], &[T::TYPE],
        |value| {
            let ptr = Box::into_raw(value);
            RawOwned { ptr: ptr.cast(), len: 1, cap: 1, free: Some(free_box::<T>) }
        },
        |raw| {
            // SAFETY: the contract of `from_wire`: the value is readable.
            unsafe { <&T>::from_wire(raw.ptr.cast_const()) }?;
            // SAFETY: checked; moved out once, below.
            Ok(unsafe { box_from(raw) })
        };
}

unsafe extern "C" fn free_box<T>(this: *mut RawOwned) {
    // SAFETY: the receiver passes its own value of this type.
    let raw = unsafe { this.read() };
    // SAFETY: `into_wire` made it of a `Box<T>`; the contract says that it is freed once.
    drop(unsafe { Box::from_raw(raw.ptr.cast::<T>()) });
}

/// # Safety
/// `raw` is a checked `Box<T>` on the wire, used once.
unsafe fn box_from<T: Plain>(mut raw: RawOwned) -> Box<T> {
    let ours = free_box::<T> as unsafe extern "C" fn(*mut RawOwned);
    if raw.free.is_some_and(|free| core::ptr::fn_addr_eq(free, ours)) {
        // SAFETY: `free_box::<T>` of this binary: it was made of a `Box<T>`.
        return unsafe { Box::from_raw(raw.ptr.cast::<T>()) };
    }
    const { assert!(!core::mem::needs_drop::<T>(), "what a Box that crosses holds must not own memory") }
    // SAFETY: readable by the caller's word; it needs no drop, so the original may be freed.
    let value = Box::new(unsafe { raw.ptr.cast::<T>().read() });
    if let Some(free) = raw.free {
        // SAFETY: the maker's own function, on its own value, once.
        unsafe { free(&mut raw) };
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    #[cfg_attr(miri, ignore = "a function may have several addresses there, and memory of ours is known by one")]
    fn a_length_that_someone_else_wrote() {
        let made = from_vec(vec![1u32, 2, 3]);
        let with = |len| RawOwned { len, ..made };
        // SAFETY: refused before the elements are read.
        let grown = unsafe { Vec::<u32>::from_wire(with(made.cap + 1)) };
        assert_eq!(grown, Err(Fault::Grown { len: made.cap + 1 }));
        // SAFETY: as above.
        let grown = unsafe { Vec::<u8>::from_wire(RawOwned { free: Some(free_vec::<u8>), ..with(usize::MAX) }) };
        assert!(matches!(grown, Err(Fault::Grown { .. })));
        // SAFETY: two of three elements, and nobody uses them otherwise.
        assert_eq!(unsafe { Vec::<u32>::from_wire(with(2)) }, Ok(vec![1, 2]));
    }
}
