//! `Vec<T>`, `String`, `Box<T>` and their `repr(C)` companions: memory that its maker frees.

#[cfg(feature = "bytes")]
mod bytes;
mod moved;
mod owner;
mod traits;

pub(super) use moved::moved_out;

use super::address::by_address;
use super::borrowed::{elements_of, text};
use super::copied::{Form, Part, box_from, box_into, boxed, check_text, free_of_vec, vec_from, vec_into};
use super::end::{guarded, release_panicked};
use super::fault::{Fault, Memory};
use super::follow::{Len, arrived_owned};
use super::traits::{AbiType, ByPointer, Element, Plain, Pointee, Tagged};
use super::vouched::VOUCHED;
use super::walk::Walk;
use crate::contract::raw::RawSlice;
use crate::describe::list::List;
use crate::describe::{Described, Piece, Rope, TypeInfo, TypeRef};
use alloc::alloc::Layout;
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
    /// The maker's own, but for the highest bit: with it, the memory is shared and read-only. The receiver never grows it.
    pub cap: usize,
    /// Called once by the receiver, frees the elements too. `None`: the memory is not the receiver's. It lives as long as the binary
    /// that made it, and nobody writes to it; nor does what is in it have a `free`.
    pub free: Option<unsafe extern "C" fn(this: *mut RawOwned)>,
}

impl RawOwned {
    /// The elements, still to be checked; `ours` frees a `Vec` of them in this binary.
    #[inline]
    pub(super) fn slice(&self, ours: Free) -> Result<RawSlice, Fault> {
        if self.len > self.cap && self.is_freed_by(ours) {
            return Err(Fault::Memory { what: Memory::Grown, number: self.len });
        }
        Ok(RawSlice { ptr: self.ptr, len: self.len })
    }

    /// The elements, which were checked or made here.
    ///
    /// # Safety
    /// They are `T`s, and live as long as the result.
    #[inline]
    pub(super) unsafe fn elements<'a, T>(&self) -> &'a [T] {
        if self.len == 0 {
            return &[];
        }
        // SAFETY: passed on to the caller.
        unsafe { core::slice::from_raw_parts(self.ptr.cast::<T>(), self.len) }
    }

    /// Whether it is freed by a function of this binary.
    #[inline]
    pub(super) fn is_freed_by(&self, ours: Free) -> bool {
        self.free.is_some_and(|free| core::ptr::fn_addr_eq(free, ours))
    }

    /// Zeros: there is nothing.
    pub(super) const NOTHING: Self = RawOwned { ptr: core::ptr::null_mut(), len: 0, cap: 0, free: None };

    /// The memory of values that stay the sender's.
    #[inline]
    pub(super) const fn lent<W>(values: &[W]) -> Self {
        RawOwned { ptr: values.as_ptr().cast_mut().cast(), len: values.len(), cap: 0, free: None }
    }

    /// Has the maker free the memory, with what was not taken out of it, and leaves zeros.
    ///
    /// # Safety
    /// `at` is readable, and if there is a `free`, writable; the memory is the receiver's, or was never given away.
    #[inline]
    pub(super) unsafe fn free_at(at: *mut Self) {
        // SAFETY: readable, by the caller's word.
        if let Some(free) = unsafe { (*at).free } {
            // SAFETY: the maker's own function, on its own value, once: it is forgotten.
            unsafe { free(at) };
            // SAFETY: writable, by the caller's word.
            unsafe { at.write(Self::NOTHING) };
        }
    }
}

/// What frees memory.
pub(super) type Free = unsafe extern "C" fn(this: *mut RawOwned);

unsafe extern "C" fn free_vec<T>(this: *mut RawOwned) {
    // SAFETY: the receiver passes its own value of this type.
    let raw = unsafe { this.read() };
    // SAFETY: `from_vec` made it of a `Vec<T>`; the contract says that it is freed once.
    end::<T, _>(unsafe { Vec::from_raw_parts(raw.ptr.cast::<T>(), raw.len, raw.cap) });
}

macro_rules! frees {
    ($($name:ident $size:literal;)*) => { $(
        unsafe extern "C" fn $name(this: *mut RawOwned) {
            // SAFETY: passed on to the caller.
            unsafe { free_of_size(this, $size) };
        }
    )* };
}
// A generic function has an address in each crate that uses it, and these have one in a binary: so what comes back to the binary that
// made it is known there, whichever crate made it.
frees! {
    free_bytes 1;
    free_halves 2;
    free_words 4;
    free_doubles 8;
}

/// # Safety
/// `from_vec` made it of a `Vec` whose elements have this size and alignment, and are not dropped; it is freed once.
unsafe fn free_of_size(this: *mut RawOwned, size: usize) {
    // SAFETY: the receiver passes its own value of this type.
    let raw = unsafe { this.read() };
    if raw.cap != 0 {
        // SAFETY: as that of the `Vec`, which has been made.
        let layout = unsafe { Layout::from_size_align_unchecked(raw.cap * size, size) };
        // SAFETY: a `Vec` of some capacity has its memory from the global allocator, of that layout.
        unsafe { alloc::alloc::dealloc(raw.ptr.cast(), layout) };
    }
}

/// What frees a `Vec<T>` of this binary's: of elements that are not dropped, by their size alone.
#[inline(always)]
pub(super) const fn freed_as<T>() -> Free {
    if core::mem::needs_drop::<T>() || size_of::<T>() != align_of::<T>() {
        return free_vec::<T>;
    }
    match size_of::<T>() {
        1 => free_bytes,
        2 => free_halves,
        4 => free_words,
        8 => free_doubles,
        _ => free_vec::<T>,
    }
}

/// Drops memory with `T`s in it, for the other side.
fn end<T, O>(owned: O) {
    if core::mem::needs_drop::<T>() {
        guarded(|| drop(owned), || release_panicked::<T>());
    }
}

pub(super) fn from_vec<T>(vec: Vec<T>) -> RawOwned {
    let mut vec = ManuallyDrop::new(vec);
    RawOwned {
        ptr: vec.as_mut_ptr().cast(),
        len: vec.len(),
        cap: vec.capacity(),
        free: Some(const { freed_as::<T>() }),
    }
}

/// A `Vec<T>` for fields and for return values that are not copied: `repr(C)`, freed by its maker.
///
/// Memory without `free`, or of an [owner](OwnedSlice::from_owner), is read-only: access to the elements by `&mut` first copies them.
///
/// ```
/// # use vtable_api_core as vtable_api;
/// use vtable_api::OwnedSlice;
/// let rows = OwnedSlice::from(vec![1u32, 2]);
/// assert_eq!(rows[1], 2);
/// assert_eq!(Vec::from(rows), [1, 2]);
/// ```
#[repr(transparent)]
pub struct OwnedSlice<T> {
    raw: RawOwned,
    of: PhantomData<T>,
}

// SAFETY: as `Vec<T>`; `free` may be called from any thread (docs/abi.md).
unsafe impl<T: Send> Send for OwnedSlice<T> {}
// SAFETY: as `Vec<T>`.
unsafe impl<T: Sync> Sync for OwnedSlice<T> {}

impl<T: Plain> From<Vec<T>> for OwnedSlice<T> {
    fn from(vec: Vec<T>) -> Self {
        OwnedSlice { raw: from_vec(vec), of: PhantomData }
    }
}

impl<T: Plain> Deref for OwnedSlice<T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        // SAFETY: made of a `Vec<T>`, or checked when it crossed; owned until `drop`.
        unsafe { self.raw.elements() }
    }
}

impl<T: Plain> DerefMut for OwnedSlice<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        if self.raw.len == 0 {
            return &mut [];
        }
        if !self.raw.is_writable::<T>() {
            self.make_ours();
        }
        // SAFETY: made of a `Vec<T>`, or checked when it crossed; the holder may write to it, and `self` is exclusive.
        unsafe { core::slice::from_raw_parts_mut(self.raw.ptr.cast::<T>(), self.raw.len) }
    }
}

impl<T> OwnedSlice<T> {
    /// The four words, which are given up.
    #[inline]
    pub(super) fn into_raw(self) -> RawOwned {
        ManuallyDrop::new(self).raw
    }

    /// # Safety
    /// They were checked, or are those of a `Vec<T>`, and are not used again.
    #[inline]
    pub(super) unsafe fn from_raw(raw: RawOwned) -> Self {
        OwnedSlice { raw, of: PhantomData }
    }
}

impl OwnedStr {
    /// As [`OwnedSlice::into_raw`].
    #[inline]
    pub(super) fn into_raw(self) -> RawOwned {
        self.0.into_raw()
    }

    /// # Safety
    /// As [`OwnedSlice::from_raw`], and they are of text.
    #[inline]
    pub(super) unsafe fn from_raw(raw: RawOwned) -> Self {
        // SAFETY: passed on to the caller.
        OwnedStr(unsafe { OwnedSlice::from_raw(raw) })
    }
}

impl<T: Plain> OwnedSlice<T> {
    /// Moves to a copy of memory that is read-only.
    #[cold]
    fn make_ours(&mut self) {
        // SAFETY: no element in such memory has a `free` (checked when it crossed; of what is shared, none needs to be dropped), so
        // two copies own what one does: nothing.
        let copy = unsafe { copied(self) };
        *self = copy.into();
    }
}

impl<T> Drop for OwnedSlice<T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(free) = self.raw.free {
            // SAFETY: the maker's own function, on its own value, once: `self` is dropped once.
            unsafe { free(&mut self.raw) };
        }
    }
}

/// The elements' bytes, in memory of this binary's.
///
/// # Safety
/// Each element may be there twice, or one of the two is not used any more.
pub(super) unsafe fn copied<T>(owned: &[T]) -> Vec<T> {
    let mut vec = Vec::with_capacity(owned.len());
    // SAFETY: room for `len` was reserved, and the two do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(owned.as_ptr(), vec.as_mut_ptr(), owned.len()) };
    // SAFETY: the elements are initialised by the copy.
    unsafe { vec.set_len(owned.len()) };
    vec
}

/// A `String` for fields and for return values that are not copied: `repr(C)`, freed by its maker.
///
/// ```
/// # use vtable_api_core as vtable_api;
/// use vtable_api::OwnedStr;
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
    #[inline]
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
unsafe impl<T: Described> Described for OwnedSlice<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope = <Vec<T> as Described>::NAME;
    const TYPE: TypeRef = <Vec<T> as Described>::TYPE;
}
// SAFETY: four words; pointer, length and elements are checked. After a call it was given away.
unsafe impl<T: Plain + Element> Pointee for OwnedSlice<T> {
    const ANY_BITS: bool = false;
    const ENDS_AS_ZEROS: bool = true;
    #[inline]
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: readable by the caller's word; any bits are a `RawOwned`.
        let raw = unsafe { ptr.cast::<RawOwned>().read() };
        let elements = elements_of::<T>(&raw.slice(const { freed_as::<T>() })?)?;
        // SAFETY: aligned and not null; the contract: readable.
        unsafe { walk.owned(elements, Len::Of(raw.len), raw.free.is_some()) }
    }
}
// SAFETY: as above.
unsafe impl<T: Plain + Element> Plain for OwnedSlice<T> {}
lend!([T: Plain + Element] OwnedSlice<T>, AsIs);
// SAFETY: its elements lend nothing, or it does not cross.
unsafe impl<T> Element for OwnedSlice<T> {}
__abi_composite!({ VOUCHED } [T: Plain + Element] OwnedSlice<T>);

// SAFETY: what is said of a `String` is true of it.
unsafe impl Described for OwnedStr {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = <String as Described>::NAME;
    const TYPE: TypeRef = <String as Described>::TYPE;
}
// SAFETY: four words; pointer, length and text are checked.
unsafe impl Pointee for OwnedStr {
    const ANY_BITS: bool = false;
    const ENDS_AS_ZEROS: bool = true;
    #[inline]
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: passed on to the caller.
        unsafe { check_text(ptr.cast::<RawOwned>(), walk) }
    }
}
// SAFETY: as above.
unsafe impl Plain for OwnedStr {}
lend!([] OwnedStr, AsIs);
// SAFETY: text holds nothing.
unsafe impl Element for OwnedStr {}
__abi_composite!({ VOUCHED } [] OwnedStr);

macro_rules! containers {
    ($([$($bound:ident)?] $ty:ty, $name:expr, $reaches:expr, |$value:ident| $into:expr, |$raw:ident| $from:expr;)*) => { $(
        // SAFETY: its name, and the lifetimes of what it names, in order.
        unsafe impl<$($bound: Described)?> Described for $ty {
            type Lifetimes<Tail: List> = containers!(@lifetimes $($bound)?);
            const NAME: Rope = $name;
            const TYPE: TypeRef = TypeRef::new(&TypeInfo::plain(Self::NAME, $reaches));
        }
        lend!([$($bound: Described)?] $ty, AsCopy);
        // SAFETY: four words that C can read and make; passed by address, checked.
        unsafe impl<$($bound: Part)?> AbiType for $ty {
            type Wire = RawOwned;
            type Arg = *const c_void;
            type Return = ByPointer;
            type Niche = Tagged;
            $(const USABLE: bool = $bound::USABLE;)?
            #[inline]
            fn into_wire(self) -> RawOwned {
                let $value = self;
                $into
            }
            #[inline]
            unsafe fn from_wire($raw: RawOwned) -> Result<Self, Fault> {
                $from
            }
            by_address! { Self }
        }
    )* };
    (@lifetimes) => { Tail };
    (@lifetimes $of:ident) => { $of::Lifetimes<Tail> };
}
containers! {
    [T] Vec<T>, &[Piece::Text("Vec<"), Piece::Rope(T::NAME), Piece::Text(">")], &[T::TYPE],
        |value| vec_into(value),
        |raw| {
            let elements = elements_of::<Form<T>>(&raw.slice(free_of_vec::<T>())?)?;
            // SAFETY: aligned and not null; the contract of `from_wire`: readable.
            unsafe { arrived_owned(elements, Len::Of(raw.len), raw.free.is_some()) }?;
            let mut raw = raw;
            // SAFETY: checked, and a local of ours; used once.
            Ok(unsafe { vec_from::<T, true>(&raw mut raw) })
        };
    [] String, &[Piece::Text("String")], &[],
        |value| from_vec(value.into_bytes()),
        |raw| {
            // SAFETY: the contract of `from_wire`: the bytes are readable.
            unsafe { text(&raw.slice(free_bytes)?) }?;
            // SAFETY: checked; used once.
            Ok(unsafe { OwnedStr::from_raw(raw) }.into())
        };
    [T] Box<T>, &[Piece::Text("Box<"), Piece::Rope(T::NAME), Piece::Text(">")], &[T::TYPE],
        |value| box_into(value),
        |raw| {
            let value = boxed::<Form<T>>(&raw)?;
            // SAFETY: not null and aligned; the contract of `from_wire`: readable.
            unsafe { arrived_owned(value, Len::One, raw.free.is_some()) }?;
            let mut raw = raw;
            // SAFETY: checked, and a local of ours; used once.
            Ok(unsafe { box_from::<T, true>(&raw mut raw) })
        };
}

macro_rules! elements {
    ($([$($bound:ident)?] $ty:ty;)*) => { $(
        // SAFETY: its elements lend nothing, or it does not cross. That is not asked here, but where it crosses (`Part`): a type that leads to itself
        // through it would have no answer.
        unsafe impl<$($bound)?> Element for $ty {}
    )* };
}
elements! {
    [T] Vec<T>;
    [] String;
    [T] Box<T>;
}

pub(super) unsafe extern "C" fn free_box<T>(this: *mut RawOwned) {
    // SAFETY: the receiver passes its own value of this type.
    let raw = unsafe { this.read() };
    // SAFETY: `into_wire` made it of a `Box<T>`; the contract says that it is freed once.
    end::<T, _>(unsafe { Box::from_raw(raw.ptr.cast::<T>()) });
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
        assert_eq!(grown, Err(Fault::Memory { what: Memory::Grown, number: made.cap + 1 }));
        // SAFETY: as above.
        let grown = unsafe { Vec::<u8>::from_wire(RawOwned { free: Some(free_bytes), ..with(usize::MAX) }) };
        assert!(matches!(grown, Err(Fault::Memory { what: Memory::Grown, .. })));
        // SAFETY: two of three elements, and nobody uses them otherwise.
        assert_eq!(unsafe { Vec::<u32>::from_wire(with(2)) }, Ok(vec![1, 2]));
    }
    /// What a module in C gives out as often as it is asked.
    fn constant<T: Plain + Element>(elements: &'static [T]) -> OwnedSlice<T> {
        let raw = RawOwned { ptr: elements.as_ptr().cast_mut().cast(), len: elements.len(), cap: 0, free: None };
        // SAFETY: readable for ever; it is its own form in memory.
        let came = unsafe { OwnedSlice::<T>::from_arg((&raw const raw).cast()) };
        came.unwrap_or_else(|fault| panic!("{fault}"))
    }

    #[test]
    fn memory_that_is_nobodys_is_copied_before_it_is_written() {
        static BYTES: [u8; 3] = [1, 2, 3];
        let [mut one, mut other, third] = [&BYTES; 3].map(|bytes| constant(bytes));
        one[0] = 9;
        other[1] = 9;
        assert_eq!((&*one, &*other, &*third), (&[9, 2, 3][..], &[1, 9, 3][..], &BYTES[..]));
        assert_eq!(third.as_ptr(), BYTES.as_ptr());
        let mut vec = Vec::from(third);
        vec.push(4);
        assert_eq!((vec, &mut *constant::<u8>(&[])), (vec![1, 2, 3, 4], &mut [][..]));
    }

    #[test]
    fn what_is_in_memory_that_is_nobodys_has_no_free() {
        let text = |free| RawOwned { ptr: b"text".as_ptr().cast_mut().cast(), len: 4, cap: 4, free };
        let check = |texts: [RawOwned; 2]| {
            let raw = RawOwned { ptr: (&raw const texts).cast_mut().cast(), len: 2, cap: 0, free: None };
            // SAFETY: readable; only looked at.
            unsafe { crate::values::follow::arrived((&raw const raw).cast::<OwnedSlice<OwnedStr>>()) }
        };
        assert_eq!(check([text(None); 2]), Ok(()));
        let freed = Err(Fault::Memory { what: Memory::Freed, number: 0 });
        assert_eq!(check([text(None), text(Some(free_bytes))]).map_err(Fault::root), freed);
    }
}
