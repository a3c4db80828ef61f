//! The head of a block of a growable type: what its maker knows of the type, compared with what this binary knows.

use super::address::check_address;
use super::fault::{Fault, Growing};
use super::owned::RawOwned;
use core::ffi::{CStr, c_char, c_void};
use core::sync::atomic::{AtomicPtr, Ordering};

/// What a binary knows of a growable type, and how its blocks are freed: `struct vtable_api_growth` in C.
#[derive(Debug)]
#[repr(C)]
pub struct RawGrowth {
    /// Of this struct.
    pub size: u32,
    /// Of `fingerprints`.
    pub count: u32,
    /// At `n - 1` that of growths 1 to `n`.
    pub fingerprints: *const u64,
    /// `package/Type`, with a NUL.
    pub id: *const c_char,
    /// Frees the parts that are left, which are not zeros, and the block. Never `None`.
    pub free: Option<unsafe extern "C" fn(this: *mut c_void)>,
    /// Writes the value as text, as its maker shows it. `None`: it does not.
    pub text: Option<TextOf>,
    /// Another block of the maker's with the same value. `None`: there is none.
    pub clone: Option<CloneOf>,
}

/// [`RawGrowth::text`]
pub type TextOf = unsafe extern "C" fn(this: *const c_void, ret: *mut RawOwned);
/// [`RawGrowth::clone`]
pub type CloneOf = unsafe extern "C" fn(this: *const c_void) -> *mut c_void;

// SAFETY: nobody writes to one, or to what it points to.
unsafe impl Sync for RawGrowth {}

/// The head of a block: `struct vtable_api_growing` in C.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct RawGrowing {
    /// Its maker's.
    pub growth: *const RawGrowth,
    /// The variant; 0 in a struct.
    pub tag: u32,
}

/// Frees a block through its head.
///
/// # Safety
/// `block` is one that was checked, or of this binary's; it is ours, and is not used afterwards.
#[inline]
pub(super) unsafe fn free(block: *mut c_void) {
    // SAFETY: each block begins with a head.
    let growth = unsafe { (*block.cast::<RawGrowing>()).growth };
    // SAFETY: checked, or of this binary's.
    if let Some(free) = unsafe { (*growth).free } {
        // SAFETY: passed on to the caller.
        unsafe { free(block) };
    }
}

/// How many growths both know, if they know the same ones, and their maker was seen before; else 0: what there is then is looked for
/// elsewhere, for this is in each slot.
///
/// # Safety
/// The contract: what `growth` points to, unless it is null or misaligned, is one, as long as its binary or the block is there.
#[inline]
pub(super) unsafe fn same(growth: *const RawGrowth, known: &'static [u64], seen: &'static Seen) -> u32 {
    if growth.is_null() || !core::ptr::eq(growth, seen.0.load(Ordering::Relaxed)) {
        return 0;
    }
    // SAFETY: aligned, for it was looked at before; the contract: readable, and nobody writes to it.
    let growth = unsafe { &*growth };
    if growth.count as usize != known.len() || growth.fingerprints.is_null() {
        return 0;
    }
    // SAFETY: the contract: readable for `count`.
    if unsafe { fingerprint(growth, known.len() - 1) } == known[known.len() - 1] { growth.count } else { 0 }
}

/// A fingerprint. Whether it is aligned, nobody has looked.
///
/// # Safety
/// `fingerprints` is not null, and readable for more than `at`.
#[inline]
unsafe fn fingerprint(growth: &RawGrowth, at: usize) -> u64 {
    let place = growth.fingerprints.wrapping_add(at);
    // SAFETY: passed on to the caller.
    unsafe { place.read_unaligned() }
}

/// The last growth that both know, where one of them knows more, or others, or it is the first value of its maker's.
///
/// # Errors
/// There is none.
///
/// # Safety
/// As [`same`].
#[cold]
#[inline]
pub(super) unsafe fn last_equal(
    growth: *const RawGrowth,
    known: &'static [u64],
    own: &'static RawGrowth,
    seen: &'static Seen,
    name: &'static str,
) -> Result<u32, Fault> {
    check_address(growth)?;
    // SAFETY: not null, aligned; the contract: readable.
    let size = unsafe { (*growth).size };
    if (size as usize) < size_of::<RawGrowth>() {
        return Err(Fault::Growing { name, what: Growing::Size(size) });
    }
    // SAFETY: as large as it says; the contract: nobody writes to it.
    let theirs = unsafe { &*growth };
    if theirs.count == 0 {
        return Err(Fault::Growing { name, what: Growing::None });
    }
    if theirs.fingerprints.is_null() || theirs.id.is_null() {
        return Err(Fault::Null);
    }
    // SAFETY: not null; the contract: a text that ends with a NUL.
    let id = unsafe { CStr::from_ptr(theirs.id) };
    // SAFETY: made by `id`.
    let is_own = id == unsafe { CStr::from_ptr(own.id) };
    // Each covers those before it: the last one that is equal is the last one of both.
    let mut both = if (theirs.count as usize) < known.len() { theirs.count as usize } else { known.len() };
    // SAFETY: not null; the contract: readable for `count`, which is not less.
    while both > 0 && unsafe { fingerprint(theirs, both - 1) } != known[both - 1] {
        both -= 1;
    }
    if !is_own || both == 0 {
        return Err(Fault::Growing { name, what: Growing::Other });
    }
    seen.0.store(growth.cast_mut(), Ordering::Relaxed);
    Ok(both as u32)
}

/// Where it is known what a maker knows of a type: its id was the type's. What else it says is looked at each time.
#[derive(Debug)]
pub struct Seen(AtomicPtr<RawGrowth>);

impl Seen {
    /// Nothing is known of anybody.
    #[inline]
    pub const fn nobody() -> Self {
        Seen(AtomicPtr::new(core::ptr::null_mut()))
    }
}

/// Whether there is a block, of whatever type, that can be freed.
///
/// # Safety
/// As [`same`], if it is neither null nor misaligned.
#[inline]
pub(super) unsafe fn is_block(block: *const c_void) -> bool {
    let block = block.cast::<RawGrowing>();
    if check_address(block).is_err() {
        return false;
    }
    // SAFETY: not null, aligned; the contract: readable.
    let growth = unsafe { (*block).growth };
    if check_address(growth).is_err() {
        return false;
    }
    // SAFETY: not null, aligned; the contract: readable.
    let size = unsafe { (*growth).size };
    // SAFETY: as large as it says.
    size as usize >= size_of::<RawGrowth>() && unsafe { (*growth).free }.is_some()
}
