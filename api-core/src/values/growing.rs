//! Values that grow: each crosses as a pointer to its maker's block, whose head says which growths of the type the maker knows.
//!
//! The reader looks at what both know ([`agreed`]). Of what the maker does not know, it has its own defaults; of what it does not know
//! itself, fields are dropped with the block, and a variant is [`Unknown`](super::unknown::Unknown).

use super::address::{COPIED, check_address};
use super::copied::{OptionalPart, Part};
use super::end::{guarded, release_panicked};
use super::fault::{Fault, Growing};
use super::follow::Len;
use super::lent::{LentForm, held_in, not_received};
use super::owned::{RawOwned, from_vec};
use super::sending::{Given, Lent, Sending};
use super::tagged::OptionForm;
use super::traits::{AbiType, Arrival, AsCopy, Pointee};
use super::unknown::Unknown;
use super::walk::{After, Walk};
use crate::contract::raw::RawSlice;
use crate::describe::list::List;
use crate::describe::record::holds_owners;
use crate::describe::{Described, Rope, TypeRef};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use core::ffi::{CStr, c_char, c_void};
use core::mem::MaybeUninit;
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

/// Frees a block through its head.
///
/// # Safety
/// `block` is one that was checked, or of this binary's; it is ours, and is not used afterwards.
pub(super) unsafe fn free(block: *mut c_void) {
    // SAFETY: each block begins with a head.
    let growth = unsafe { (*block.cast::<RawGrowing>()).growth };
    // SAFETY: checked, or of this binary's.
    if let Some(free) = unsafe { (*growth).free } {
        // SAFETY: passed on to the caller.
        unsafe { free(block) };
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

/// How many growths both know, if they know the same ones, and their maker was seen before; else 0: what there is then is looked for
/// elsewhere, for this is in each slot.
///
/// # Safety
/// As [`agreed`].
#[inline]
unsafe fn same(growth: *const RawGrowth, known: &'static [u64], seen: &'static Seen) -> u32 {
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
/// As [`agreed`].
#[cold]
#[inline(never)]
unsafe fn last_equal(
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
    // SAFETY: not null; the contract: readable for `count`, which is more than `at`.
    let is_equal = |(at, known): &(usize, &u64)| unsafe { fingerprint(theirs, *at) } == **known;
    match known.iter().enumerate().take(theirs.count as usize).take_while(is_equal).count() {
        equal if is_own && equal > 0 => {
            seen.0.store(growth.cast_mut(), Ordering::Relaxed);
            Ok(equal as u32)
        }
        _ => Err(Fault::Growing { name, what: Growing::Other }),
    }
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
/// As [`agreed`], if it is neither null nor misaligned.
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

/// A block, as something that a [`Walk`] checks. Of its place, no more is known than that there is a head.
#[repr(transparent)]
struct Block<T>(RawGrowing, core::marker::PhantomData<fn() -> T>);

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
unsafe fn check<T: Growable>(block: *const c_void, walk: &mut Walk) -> Result<u32, Fault> {
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
unsafe fn take_at<T: Growable, const OURS: bool>(block: *const c_void, agreed: u32) -> T {
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
    let mut text = String::new();
    guarded(
        || {
            // SAFETY: a block of this binary's, which nobody changes in the meantime.
            let value = unsafe { take_checked::<T, false>(block) };
            text = alloc::format!("{value}");
        },
        || release_panicked::<T>(),
    );
    // SAFETY: writable, by the caller's word.
    unsafe { ret.write(from_vec(text.into_bytes())) };
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
/// As [`AbiType::from_wire`].
pub unsafe fn from_block<T: Growable>(block: *const c_void) -> Result<T, Fault> {
    check_address(block.cast::<Block<T>>())?;
    let mut walk = Walk::of_owner();
    // SAFETY: aligned and not null; the contract: readable.
    let checked = unsafe { check::<T>(block, &mut walk) };
    let agreed = walk.end_with(checked)?;
    // SAFETY: checked; it is ours.
    Ok(unsafe { take_at::<T, true>(block, agreed) })
}

/// The block itself is lent, on the stack of who lends it.
#[derive(Debug)]
pub struct AsBlock;
impl super::traits::LendsCopy for AsBlock {
    const IS_COPY: bool = true;
}

/// A block that is lent, with what it leads to.
pub struct Shown<B> {
    block: Result<B, *const c_void>,
    _lent: Lent,
}

impl<B> Shown<B> {
    #[inline]
    fn new<T: Growable<Block = B>>(value: &T) -> Self {
        let mut lent = Lent::default();
        let block = match value.unknown() {
            Some(unknown) => Err(unknown.block()),
            // SAFETY: it stays as it is: it is borrowed for longer than the call.
            None => Ok(unsafe { T::to_block(value, T::LENT, &mut lent) }),
        };
        Shown { block, _lent: lent }
    }

    #[inline]
    fn address(&self) -> *const c_void {
        match &self.block {
            Ok(block) => core::ptr::from_ref(block).cast(),
            Err(unknown) => *unknown,
        }
    }
}

/// Not returned; held while the call runs.
pub struct OnlyShown;

// SAFETY: the address of a block. It is not received as a value.
unsafe impl<'a, T: Growable> LentForm<&'a T> for AsBlock {
    type Wire = Shown<T::Block>;
    type Arg = *const c_void;
    type Return = OnlyShown;
    type Niche = OptionalShown;
    const USABLE: bool = T::USABLE && !holds_owners(&[T::TYPE]);
    const AFTER: After = After::Copied;
    #[inline]
    fn into_wire(value: &'a T) -> Self::Wire {
        Shown::new(value)
    }
    unsafe fn from_wire(_: Self::Wire) -> Result<&'a T, Fault> {
        not_received()
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        wire.address()
    }
    unsafe fn from_arg(_: Self::Arg) -> Result<&'a T, Fault> {
        not_received()
    }
}

/// `Option<&T>`: the pointer, null for `None`.
pub struct OptionalShown;

// SAFETY: the pointer itself, null for `None`.
unsafe impl<'a, T: Growable> OptionForm<&'a T> for OptionalShown
where
    &'a T: AbiType<Wire = Shown<T::Block>>,
{
    type Wire = Option<Shown<T::Block>>;
    type Arg = *const c_void;
    type Return = OnlyShown;
    #[inline]
    fn into_wire(value: Option<&'a T>) -> Self::Wire {
        value.map(AbiType::into_wire)
    }
    unsafe fn from_wire(_: Self::Wire) -> Result<Option<&'a T>, Fault> {
        not_received()
    }
    #[inline]
    fn arg(wire: &Self::Wire) -> Self::Arg {
        wire.as_ref().map_or(core::ptr::null(), Shown::address)
    }
    unsafe fn from_arg(_: Self::Arg) -> Result<Option<&'a T>, Fault> {
        not_received()
    }
    #[inline(always)]
    unsafe fn recheck(_: &Self::Wire) -> Result<(), Fault> {
        Ok(())
    }
}

/// Checks a block that is lent, and says which growths both know.
///
/// # Safety
/// As [`AbiType::from_arg`].
#[inline]
unsafe fn check_shown<T: Growable>(block: *const c_void) -> Result<u32, Fault> {
    check_address(block.cast::<Block<T>>())?;
    let mut walk = Walk::of_lender();
    // SAFETY: aligned and not null; the contract: readable.
    let checked = unsafe { check::<T>(block, &mut walk) };
    walk.end_with(checked)
}

// SAFETY: as of what is copied: pointers to blocks, which lie in memory that is kept.
unsafe impl<'a, T: Growable> LentForm<&'a [T]> for AsBlock {
    type Wire = <AsCopy as LentForm<&'a [T]>>::Wire;
    type Arg = RawSlice;
    type Return = <AsCopy as LentForm<&'a [T]>>::Return;
    type Niche = <AsCopy as LentForm<&'a [T]>>::Niche;
    const USABLE: bool = <AsCopy as LentForm<&'a [T]>>::USABLE;
    const AFTER: After = After::Copied;
    #[inline]
    fn into_wire(value: &'a [T]) -> Self::Wire {
        AsCopy::into_wire(value)
    }
    unsafe fn from_wire(_: Self::Wire) -> Result<&'a [T], Fault> {
        not_received()
    }
    #[inline(always)]
    fn arg(wire: &Self::Wire) -> RawSlice {
        <AsCopy as LentForm<&'a [T]>>::arg(wire)
    }
    unsafe fn from_arg(_: RawSlice) -> Result<&'a [T], Fault> {
        not_received()
    }
}

// SAFETY: the value is in `held`.
unsafe impl<'a, T: Growable> Arrival<&'a T> for OnlyShown
where
    &'a T: AbiType<Arg = *const c_void>,
{
    type Held = Option<T>;
    const NOTHING: Option<T> = None;
    #[inline]
    unsafe fn take(arg: *const c_void, held: &mut Option<T>) -> Result<&'a T, Fault> {
        // SAFETY: passed on to the caller.
        let agreed = unsafe { check_shown::<T>(arg) }?;
        // SAFETY: checked, and lent for longer than the value is used.
        let value = unsafe { take_at::<T, false>(arg, agreed) };
        // SAFETY: passed on to the caller.
        Ok(unsafe { held_in(held, value) })
    }
}

// SAFETY: as above.
unsafe impl<'a, T: Growable> Arrival<Option<&'a T>> for OnlyShown
where
    &'a T: AbiType<Arg = *const c_void>,
    Option<&'a T>: AbiType<Arg = *const c_void>,
{
    type Held = Option<T>;
    const NOTHING: Option<T> = None;
    #[inline]
    unsafe fn take(arg: *const c_void, held: &mut Option<T>) -> Result<Option<&'a T>, Fault> {
        if arg.is_null() {
            return Ok(None);
        }
        // SAFETY: passed on to the caller.
        unsafe { <Self as Arrival<&'a T>>::take(arg, held) }.map(Some)
    }
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
            "[VT0104] a field of a growable enum is not `Send + Sync`, but who does not know the variant has it as `vtable_api::Unknown`, which is\n         \
             help: give it a type that is `Send + Sync`: of an object, the trait `trait Api: Send + Sync`",
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
