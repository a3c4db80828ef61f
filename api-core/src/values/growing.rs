//! Values that grow: each crosses as a pointer to its maker's block, whose head says which growths of the type the maker knows.
//!
//! The reader looks at what both know ([`Growable`]). Of what the maker does not know, it has its own defaults; of what it does not know
//! itself, fields are dropped with the block, and a variant is [`Unknown`](super::unknown::Unknown).

use super::address::{COPIED, check_address};
pub use super::block::{CloneOf, RawGrowing, RawGrowth, Seen, TextOf};
use super::block::{free, last_equal, same};
use super::copied::{OptionalPart, Part};
use super::end::{guarded, release_panicked, show_panicked};
use super::fault::{Fault, Growing};
use super::follow::Len;
use super::owned::{RawOwned, from_vec};
use super::sending::{Given, Sending};
use super::traits::Pointee;
pub use super::unknown::Unknown;
use super::walk::Walk;
use crate::describe::list::List;
use crate::describe::record::holds_owners;
use crate::describe::{Described, Rope, TypeRef};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use core::ffi::{CStr, c_char, c_void};
use core::fmt::Write as _;
use core::mem::MaybeUninit;

/// A type that grows. The derive implements it, for types without parameters.
///
/// # Safety
/// `Block` is `repr(C)` plain data, which begins with a [`RawGrowing`]; `GROWTH` has the fingerprints of its growths, of which there is at
/// least one, `free_block` of the type as its `free`, and `LENT` the same with another one; `extent` is the size of what it is given; the
/// functions look only at members of growths up to `agreed`.
pub unsafe trait Growable: Part<Wire = *const c_void> {
    /// The block of this binary's.
    type Block;
    /// What this binary knows of the type, where a block is given away.
    const GROWTH: &'static RawGrowth;
    /// The same, of a block that is lent for a call.
    const LENT: &'static RawGrowth;
    /// Who made the last value of it.
    const SEEN: &'static Seen;
    /// Its growths, from 1.
    const FINGERPRINTS: &'static [u64];
    /// Its name, for lines about values that are none.
    const OWN_NAME: &'static str;

    /// The block of another maker that the value stands for.
    fn unknown(&self) -> Option<&Unknown> {
        None
    }

    /// A block, with this head. What the value owns goes along, or is lent.
    ///
    /// # Safety
    /// As [`Part::to_part`]; the value is not unknown.
    unsafe fn to_block<S: Sending>(value: *const Self, growth: &'static RawGrowth, sending: &mut S) -> Self::Block;

    /// How much of a block there is.
    fn extent(tag: u32, agreed: u32) -> usize;

    /// Checks the parts.
    ///
    /// # Errors
    /// What is wrong.
    ///
    /// # Safety
    /// `block` is aligned and readable for its extent.
    unsafe fn check_block(block: *const Self::Block, agreed: u32, walk: &mut Walk) -> Result<(), Fault>;

    /// The value of a block that was checked: its parts are taken, and then `rest` is freed, of which `block` is as much as is agreed.
    ///
    /// # Safety
    /// As [`Part::take`].
    unsafe fn take_block<const OURS: bool>(block: *mut Self::Block, agreed: u32, rest: Rest) -> Self;

    /// Frees the parts of a block of this binary's that were not taken.
    ///
    /// # Safety
    /// As [`Part::release`].
    unsafe fn release_block(block: *mut Self::Block);
}

/// A block of which parts are taken. What is left of one that is ours, its maker frees.
#[derive(Debug)]
pub struct Rest {
    block: *mut c_void,
    is_ours: bool,
}

impl Rest {
    /// The block itself, as a value.
    #[inline]
    pub fn into_unknown(self) -> Unknown {
        let rest = core::mem::ManuallyDrop::new(self);
        // SAFETY: checked when it arrived; it is freed by the new owner only.
        unsafe { Unknown::new(rest.block, rest.is_ours) }
    }
}

impl Drop for Rest {
    #[inline]
    fn drop(&mut self) {
        if self.is_ours {
            // SAFETY: a block that was checked, of which nobody has anything any more.
            unsafe { free(self.block) };
        }
    }
}

/// The growths of a type that the maker of a block knows, too: the number of the last one.
///
/// # Errors
/// There is none, or it is no block of the type.
///
/// # Safety
/// `block` is aligned and readable for a head. The contract: what `growth` points to is one, as long as its binary is there.
#[inline(always)]
unsafe fn agreed<T: Growable>(block: *const c_void) -> Result<u32, Fault> {
    // SAFETY: readable, by the caller's word; any bits are a raw pointer.
    let growth = unsafe { (*block.cast::<RawGrowing>()).growth };
    // SAFETY: passed on to the caller.
    match unsafe { same(growth, T::FINGERPRINTS, T::SEEN) } {
        // SAFETY: passed on to the caller.
        0 => unsafe { last_equal(growth, T::FINGERPRINTS, T::GROWTH, T::SEEN, T::OWN_NAME) },
        agreed => Ok(agreed),
    }
}

/// A block, as something that a [`Walk`] checks. Of its place, no more is known than that there is a head.
#[repr(transparent)]
pub(super) struct Block<T>(RawGrowing, core::marker::PhantomData<fn() -> T>);

// SAFETY: what is said of the type is true of its block.
unsafe impl<T: Growable> Described for Block<T> {
    type Lifetimes<Tail: List> = T::Lifetimes<Tail>;
    const NAME: Rope = T::NAME;
    const TYPE: TypeRef = T::TYPE;
}
lend!([T: Growable] Block<T>, AsIs);
// SAFETY: what is agreed is checked; parts lend nothing by `&mut`.
unsafe impl<T: Growable> Pointee for Block<T> {
    const ANY_BITS: bool = false;
    #[inline]
    unsafe fn check(ptr: *const Self, walk: &mut Walk) -> Result<(), Fault> {
        if walk.is_after() {
            return Ok(());
        }
        // SAFETY: passed on to the caller.
        unsafe { check::<T>(ptr.cast(), walk) }.map(drop)
    }
}

/// Checks what both know of a block, and says up to which growth that is.
///
/// # Safety
/// As [`agreed`]. The contract: the block is as large as its growths are.
#[inline]
pub(super) unsafe fn check<T: Growable>(block: *const c_void, walk: &mut Walk) -> Result<u32, Fault> {
    // SAFETY: passed on to the caller.
    let agreed = unsafe { agreed::<T>(block) }?;
    if !walk.is_lent() {
        // SAFETY: agreed on: it has a growth.
        unsafe { check_free::<T>(block) }?;
    }
    if const { align_of::<T::Block>() <= COPIED } || !walk.is_lent() {
        let block = block.cast::<T::Block>();
        check_aligned(block)?;
        // SAFETY: passed on to the caller.
        unsafe { T::check_block(block, agreed, walk) }?;
        return Ok(agreed);
    }
    // SAFETY: passed on to the caller.
    let copy = unsafe { copied::<T>(block, agreed) };
    // SAFETY: as much of it as is agreed, in a place of ours.
    unsafe { T::check_block(copy.as_ptr(), agreed, walk) }?;
    Ok(agreed)
}

/// That a block of ours can be freed.
///
/// # Safety
/// `block` is aligned and readable for a head, and its `growth` is one.
#[inline]
unsafe fn check_free<T: Growable>(block: *const c_void) -> Result<(), Fault> {
    // SAFETY: readable, by the caller's word.
    let growth = unsafe { (*block.cast::<RawGrowing>()).growth };
    // SAFETY: a growth, by the caller's word.
    match unsafe { (*growth).free } {
        Some(_) => Ok(()),
        None => Err(Fault::Growing { name: T::OWN_NAME, what: Growing::NoFree }),
    }
}

#[inline(always)]
fn check_aligned<T>(ptr: *const T) -> Result<(), Fault> {
    if ptr.is_aligned() { Ok(()) } else { Err(Fault::Misaligned { align: align_of::<T>() }) }
}

/// What is agreed of a block, in a place with its alignment.
///
/// # Safety
/// `block` is readable for the extent.
unsafe fn copied<T: Growable>(block: *const c_void, agreed: u32) -> MaybeUninit<T::Block> {
    let mut copy = MaybeUninit::<T::Block>::uninit();
    // SAFETY: readable, by the caller's word.
    let tag = unsafe { (*block.cast::<RawGrowing>()).tag };
    let to = copy.as_mut_ptr().cast::<u8>();
    // SAFETY: readable by the caller's word; a block of ours has room for it; two places.
    unsafe { core::ptr::copy_nonoverlapping(block.cast::<u8>(), to, T::extent(tag, agreed)) };
    copy
}

/// Where a block is, which is a field or an element; it is given away, or lent.
///
/// # Panics
/// As [`Part::to_part`].
///
/// # Safety
/// As [`Part::to_part`].
pub unsafe fn to_part<T: Growable, S: Sending>(value: *const T, sending: &mut S) -> *const c_void {
    // SAFETY: readable, by the caller's word.
    if let Some(unknown) = unsafe { &*value }.unknown() {
        let unknown = own::<T>(unknown);
        return if S::IS_LENT { unknown.block() } else { unknown.give() };
    }
    sending.owned(1, |sending| {
        let growth = if S::IS_LENT { T::LENT } else { T::GROWTH };
        // SAFETY: passed on to the caller.
        let block = unsafe { T::to_block(value, growth, sending) };
        if S::IS_LENT {
            sending.keep(vec![block]).ptr.cast_const()
        } else {
            Box::into_raw(Box::new(block)).cast_const().cast()
        }
    })
}

/// An unknown variant, which is of this type: safe code may have put it there from another one.
///
/// # Panics
/// When it is not.
#[inline]
pub(super) fn own<T: Growable>(unknown: &Unknown) -> &Unknown {
    // SAFETY: made by `id`, in this binary.
    let id = unsafe { CStr::from_ptr(T::GROWTH.id) };
    if unknown.id() != id {
        not_own(T::OWN_NAME)
    }
    unknown
}

#[cold]
#[inline(never)]
fn not_own(name: &str) -> ! {
    panic!("a value was not sent: the `Unknown` in a `{name}` came as a variant of another type")
}

/// Whether a block that is a field or an element is one of the type.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// As [`Part::check_part`].
pub unsafe fn check_part<T: Growable>(wire: *const *const c_void, walk: &mut Walk) -> Result<(), Fault> {
    // SAFETY: readable, by the caller's word.
    let block = unsafe { wire.read() }.cast::<Block<T>>();
    check_address(block)?;
    // SAFETY: aligned and not null; the contract: readable. Each block has a `free`.
    unsafe { walk.owned(block, Len::One, true) }
}

/// The value of a block that was checked.
///
/// # Safety
/// As [`Part::take`].
pub unsafe fn take<T: Growable, const OURS: bool>(wire: *mut *const c_void) -> T {
    // SAFETY: readable, by the caller's word.
    let block = unsafe { wire.read() };
    if OURS {
        // SAFETY: writable, by the caller's word: what is ours is memory with a `free`.
        unsafe { wire.write(core::ptr::null()) };
    }
    // SAFETY: passed on to the caller.
    unsafe { take_checked::<T, OURS>(block) }
}

/// # Safety
/// As [`take`], of the block.
unsafe fn take_checked<T: Growable, const OURS: bool>(block: *const c_void) -> T {
    // SAFETY: checked, by the caller's word. Nobody changes what a maker knows.
    let agreed = unsafe { agreed::<T>(block) }.unwrap_or(0);
    // SAFETY: passed on to the caller.
    unsafe { take_at::<T, OURS>(block, agreed) }
}

/// # Safety
/// As [`take`], of the block, of which growths up to `agreed` were checked.
#[inline(always)]
pub(super) unsafe fn take_at<T: Growable, const OURS: bool>(block: *const c_void, agreed: u32) -> T {
    let rest = Rest { block: block.cast_mut(), is_ours: OURS };
    if const { align_of::<T::Block>() <= COPIED } || OURS {
        // SAFETY: passed on to the caller. What is ours is memory of an allocator's, or was checked to be aligned.
        return unsafe { T::take_block::<OURS>(block.cast_mut().cast(), agreed, rest) };
    }
    // SAFETY: passed on to the caller.
    let mut copy = unsafe { copied::<T>(block, agreed) };
    // SAFETY: as above.
    unsafe { T::take_block::<OURS>(copy.as_mut_ptr(), agreed, rest) }
}

/// Frees a block that nobody took.
///
/// # Safety
/// As [`Part::release`].
#[inline]
pub unsafe fn release(wire: *mut *const c_void) {
    // SAFETY: readable, by the caller's word.
    let block = unsafe { wire.read() };
    if !block.is_null() {
        // SAFETY: passed on to the caller.
        unsafe { free(block.cast_mut()) };
    }
}

/// The `free` of blocks of this binary's.
///
/// # Safety
/// `block` is one, of this type, that is given away, and freed once.
pub unsafe extern "C" fn free_block<T: Growable>(block: *mut c_void) {
    let block = block.cast::<T::Block>();
    // SAFETY: made by `to_part`; whoever had it took parts of it, or nothing.
    guarded(|| unsafe { T::release_block(block) }, || release_panicked::<T>());
    // SAFETY: `to_part` made it of a box; its parts are gone.
    drop(unsafe { Box::from_raw(block.cast::<MaybeUninit<T::Block>>()) });
}

/// The `free` of blocks that are lent, which nobody may call.
///
/// # Safety
/// Nothing: it ends the process.
pub unsafe extern "C" fn free_lent<T: Growable>(_: *mut c_void) {
    super::end::end(format_args!("a `{}` that was lent for a call was freed by who it was lent to", T::OWN_NAME))
}

/// The `text` of blocks of this binary's.
///
/// # Safety
/// `block` is one, of this type; `ret` is a place for text.
pub unsafe extern "C" fn text_of<T: Growable + core::fmt::Display>(block: *const c_void, ret: *mut RawOwned) {
    let mut text = Some(String::new());
    guarded(
        || {
            // SAFETY: a block of this binary's, which nobody changes in the meantime.
            let value = unsafe { take_checked::<T, false>(block) };
            let mut shown = String::new();
            text = write!(shown, "{value}").is_ok().then_some(shown);
        },
        || show_panicked::<T>(),
    );
    // No text at all where the value has none.
    let raw = text.map_or(RawOwned::NOTHING, |text| from_vec(text.into_bytes()));
    // SAFETY: writable, by the caller's word.
    unsafe { ret.write(raw) };
}

/// The `clone` of blocks of this binary's.
///
/// # Safety
/// `block` is one, of this type.
pub unsafe extern "C" fn clone_of<T: Growable>(block: *const c_void) -> *mut c_void {
    let mut clone = core::ptr::null();
    guarded(
        || {
            // SAFETY: a block of this binary's, which nobody changes in the meantime.
            let value = core::mem::ManuallyDrop::new(unsafe { take_checked::<T, false>(block) });
            // SAFETY: a value that is given away.
            clone = unsafe { to_part::<T, Given>(&raw const *value, &mut Given::default()) };
        },
        || release_panicked::<T>(),
    );
    clone.cast_mut()
}

/// Whether a value can be copied out of its block: nothing in it has one owner only.
pub struct Copies<const IS_SO: bool>;

/// What a binary offers of its blocks.
pub trait Offers<T> {
    /// As [`RawGrowth::clone`].
    const CLONE: Option<CloneOf>;
}
impl<T> Offers<T> for Copies<false> {
    const CLONE: Option<CloneOf> = None;
}
impl<T: Growable> Offers<T> for Copies<true> {
    const CLONE: Option<CloneOf> = Some(clone_of::<T>);
}

/// Whether values of a type can be copied out of their blocks.
#[inline]
pub const fn copies(ty: &'static [TypeRef]) -> bool {
    !holds_owners(ty)
}

/// How `Option` of a growable value is a part: no block is `None`.
pub struct NoBlock;

// SAFETY: the pointer itself, null for `None`.
unsafe impl<T: Growable> OptionalPart<T> for NoBlock {
    type Wire = *const c_void;
    const DIRECT: bool = false;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Option<T>, sending: &mut S) -> Self::Wire {
        // SAFETY: readable, by the caller's word.
        match unsafe { &*value } {
            None => core::ptr::null(),
            // SAFETY: passed on to the caller.
            Some(value) => unsafe { to_part(value, sending) },
        }
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable, by the caller's word; any bits are a raw pointer.
        if unsafe { wire.read() }.is_null() {
            return Ok(());
        }
        // SAFETY: passed on to the caller.
        unsafe { check_part::<T>(wire, walk) }
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Option<T> {
        // SAFETY: readable, by the caller's word.
        if unsafe { wire.read() }.is_null() {
            return None;
        }
        // SAFETY: passed on to the caller.
        Some(unsafe { take::<T, OURS>(wire) })
    }
    #[inline]
    unsafe fn release(wire: *mut Self::Wire) {
        // SAFETY: passed on to the caller.
        unsafe { release(wire) };
    }
}

/// The value of a block that came as a value.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// As [`AbiType::from_wire`](crate::AbiType::from_wire).
pub unsafe fn from_block<T: Growable>(block: *const c_void) -> Result<T, Fault> {
    check_address(block.cast::<Block<T>>())?;
    let mut walk = Walk::of_owner();
    // SAFETY: aligned and not null; the contract: readable.
    let checked = unsafe { check::<T>(block, &mut walk) };
    let agreed = walk.end_with(checked)?;
    // SAFETY: checked; it is ours.
    Ok(unsafe { take_at::<T, true>(block, agreed) })
}

/// That a block is not a variant's.
///
/// # Errors
/// It has a tag.
#[inline]
pub fn is_struct(tag: u32, name: &'static str) -> Result<(), Fault> {
    if tag == 0 { Ok(()) } else { Err(Fault::Growing { name, what: Growing::Tag(tag) }) }
}

/// Ends the build if an older maker does not send a field, and nothing says what it is then.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn has_default(is_so: bool) {
    if !is_so {
        crate::describe::message::fail(
            "[VT0104] an older maker does not send this field, and its type has no `Default`\n         \
             help: write the value that it has then: `#[abi(growth = 2, default = ..)]` with its own growth; or `impl Default` for the type",
        )
    }
}

/// Ends the build if a field of a growable enum may not go to other threads, as an unknown variant may.
///
/// # Panics
/// As said.
#[track_caller]
#[inline]
pub const fn is_shared(is_so: bool) {
    if !is_so {
        crate::describe::message::fail(
            "[VT0104] a field of a growable enum is not `Send + Sync`: who does not know the variant has it as `vtable_api::Unknown`, which may go to any thread\n         \
             help: give it a type that is `Send + Sync`; of an object, declare its table so: `trait Api: Send + Sync`",
        )
    }
}

/// The id of a type, which ends with a NUL.
///
/// # Panics
/// When it does not.
#[inline]
pub const fn id(text: &'static str) -> *const c_char {
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(id) => id.as_ptr(),
        Err(_) => panic!("no id"),
    }
}
