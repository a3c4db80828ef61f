//! `&T` and `&[T]` of what grows: the caller lends blocks, and the callee has values of its own while the call runs.
//!
//! As with what is copied ([`lent`](super::lent)), such a reference is a parameter only, and its lifetime is the call's alone. The block of a
//! `&T` is on the caller's stack.

use super::address::check_address;
use super::fault::Fault;
use super::growing::{Block, Growable, check, own, take_at};
use super::lent::{LentForm, held_in, not_received};
use super::sending::Lent;
use super::tagged::OptionForm;
use super::traits::{AbiType, Arrival, AsCopy, LendsCopy};
use super::walk::{After, Walk};
use crate::contract::raw::RawSlice;
use crate::describe::record::holds_owners;
use core::ffi::c_void;

/// The block itself is lent, on the stack of who lends it.
#[derive(Debug)]
pub struct AsBlock;
impl LendsCopy for AsBlock {
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
            Some(unknown) => Err(own::<T>(unknown).block()),
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
