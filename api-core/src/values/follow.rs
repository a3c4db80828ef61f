//! How a check follows pointers: what it carries along, and what ends it.
//!
//! Data of others may be deep, wide or a ring. So calls nest 32 deep and no deeper: what lies behind that is checked later, from a
//! list. What is checked behind a second pointer is counted in steps, of which there are [`STEPS`]; memory may own memory
//! [`OWNERS`] deep, because dropping it nests as deep.

use crate::values::convert::Pointee;
use crate::values::fault::{Fault, Memory};
use alloc::vec::Vec;
use core::ffi::c_void;
use core::mem::ManuallyDrop;

/// Pointers that are followed by a call within a call.
const LEVELS: u8 = 32;

/// Of the calls within calls, the one whose pointer those within it are compared with: one that comes again closes a ring.
const ANCHOR: u8 = 8;

/// Steps that one check may take: values behind a second pointer that must be looked at, each 64 bytes of a larger one, and each 64
/// bytes of text there. What a parameter itself points to is not counted: it has to be there.
pub const STEPS: usize = 1 << 22;

/// How deep memory may own memory.
pub const OWNERS: usize = 128;

const STEPS_TAKEN: Fault = Fault::Memory { what: Memory::Steps, number: STEPS };
const OWNERS_TAKEN: Fault = Fault::Memory { what: Memory::Owners, number: OWNERS };

/// Bytes of a step.
const STEP: usize = 64;

/// Checks some values of one type.
type Check = unsafe fn(*const c_void, usize, &mut Walk) -> Result<(), Fault>;

/// Where a check is.
#[derive(Clone, Copy)]
struct State {
    /// Pointers that were followed, at most [`LEVELS`].
    level: u8,
    /// Owners of the memory, one in another.
    owners: u8,
    /// Whether the owner of this memory has no `free`.
    is_static: bool,
    /// Whether the call is over: then only what is behind `&mut` is looked at.
    is_after: bool,
}

/// What is still to be checked.
#[derive(Clone, Copy)]
struct Later {
    ptr: *const c_void,
    len: usize,
    check: Check,
    state: State,
}

impl Later {
    /// Whether checking this is checking that: then it leads to itself if that leads to it. A function may have several
    /// addresses; where it has, the steps end a ring.
    fn is(&self, other: &Later) -> bool {
        self.ptr == other.ptr
            && self.len == other.len
            && self.state.is_after == other.state.is_after
            && core::ptr::fn_addr_eq(self.check, other.check)
    }
}

/// What must be looked at of a value that was passed, once the call is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Nothing: it lends nothing by `&mut`, or bytes of which all are values.
    Nothing,
    /// What it lends by `&mut`, which leads to no other one.
    Lent,
    /// More than can be: a `&mut` leads to another one, and what that led to before the call is not known after it.
    Nested,
}

impl After {
    /// Of a value that has both.
    #[inline]
    pub const fn and(self, other: After) -> After {
        match (self, other) {
            (After::Nothing, after) | (after, After::Nothing) => after,
            (After::Lent, After::Lent) => After::Lent,
            _ => After::Nested,
        }
    }

    /// Of a `&mut T`.
    #[inline]
    pub const fn lent<T: Pointee>() -> After {
        match T::AFTER {
            After::Nothing if T::ANY_BITS => After::Nothing,
            After::Nothing => After::Lent,
            _ => After::Nested,
        }
    }
}

/// What a check carries along.
pub struct Walk {
    state: State,
    left: usize,
    /// What the innermost calls stand in.
    anchor: Option<Later>,
    /// Freed by [`Walk::end`]: a destructor would be one more way out of every check.
    later: ManuallyDrop<Vec<Later>>,
}

impl Walk {
    #[inline(always)]
    fn new(level: u8, is_after: bool) -> Self {
        let state = State { level, owners: 0, is_static: false, is_after };
        Walk { state, left: STEPS, anchor: None, later: ManuallyDrop::new(Vec::new()) }
    }

    /// Whether the call is over.
    #[inline(always)]
    pub(crate) fn is_after(&self) -> bool {
        self.state.is_after
    }

    /// Counts text of `len` bytes.
    pub(crate) fn count_text(&mut self, len: usize) -> Result<(), Fault> {
        self.count(len / STEP)
    }

    fn count(&mut self, steps: usize) -> Result<(), Fault> {
        if self.state.level > 0 {
            self.left = self.left.checked_sub(steps).ok_or(STEPS_TAKEN)?;
        }
        Ok(())
    }

    /// Checks what a borrow points to.
    ///
    /// # Safety
    /// `ptr` is aligned and readable for `len` values.
    pub(crate) unsafe fn borrowed<T: Pointee>(&mut self, ptr: *const T, len: usize) -> Result<(), Fault> {
        let state = State { owners: 0, is_static: false, is_after: false, ..self.state };
        // SAFETY: passed on to the caller.
        unsafe { self.follow(ptr, len, state) }
    }

    /// Checks that something here may own memory with or without `free`.
    pub(crate) fn check_owner(&self, has_free: bool) -> Result<(), Fault> {
        if self.state.is_static && has_free { Err(Fault::Memory { what: Memory::Freed, number: 0 }) } else { Ok(()) }
    }

    /// Checks what is owned.
    ///
    /// # Safety
    /// As [`Walk::borrowed`].
    pub(crate) unsafe fn owned<T: Pointee>(&mut self, ptr: *const T, len: usize, has_free: bool) -> Result<(), Fault> {
        self.check_owner(has_free)?;
        if len == 0 {
            return Ok(());
        }
        if usize::from(self.state.owners) == OWNERS {
            return Err(OWNERS_TAKEN);
        }
        let state = State { owners: self.state.owners + 1, is_static: !has_free, ..self.state };
        // SAFETY: passed on to the caller.
        unsafe { self.follow(ptr, len, state) }
    }

    #[inline]
    unsafe fn follow<T: Pointee>(&mut self, ptr: *const T, len: usize, state: State) -> Result<(), Fault> {
        if T::ANY_BITS {
            return Ok(());
        }
        let steps = len.saturating_mul(const { if size_of::<T>() < STEP { 1 } else { size_of::<T>() / STEP } });
        self.count(steps)?;
        // SAFETY: passed on to the caller.
        unsafe { self.step_in(Later { ptr: ptr.cast(), len, check: check_all::<T>, state }) }
    }

    /// # Safety
    /// `next.ptr` is aligned and readable for `len` of what is checked.
    unsafe fn step_in(&mut self, mut next: Later) -> Result<(), Fault> {
        if next.state.level == ANCHOR {
            self.anchor = Some(next);
        } else if next.state.level > ANCHOR && self.anchor.is_some_and(|anchor| next.is(&anchor)) {
            return Err(STEPS_TAKEN);
        }
        if next.state.level == LEVELS {
            self.later.push(next);
            return Ok(());
        }
        next.state.level += 1;
        let here = core::mem::replace(&mut self.state, next.state);
        // SAFETY: passed on to the caller.
        let checked = unsafe { (next.check)(next.ptr, next.len, self) };
        self.state = here;
        checked
    }

    /// Checks what is left.
    #[inline(always)]
    fn end(&mut self, checked: Result<(), Fault>) -> Result<(), Fault> {
        if self.later.capacity() == 0 { checked } else { self.drain(checked) }
    }

    #[cold]
    #[inline(never)]
    fn drain(&mut self, mut checked: Result<(), Fault>) -> Result<(), Fault> {
        let (mut start, mut count, mut next_start) = (None::<Later>, 0_usize, 1);
        while checked.is_ok()
            && let Some(mut next) = self.later.pop()
        {
            // All that comes follows from what was alone in the list. If that comes again, it is a ring (Brent).
            if start.is_some_and(|start| next.is(&start)) {
                checked = Err(STEPS_TAKEN);
                break;
            }
            count += 1;
            if self.later.is_empty() && count >= next_start {
                (start, next_start) = (Some(next), 2 * count);
            }
            // Behind more than one pointer, with as many calls to nest as there were.
            next.state.level = 1;
            // SAFETY: who put it there vouched for it.
            checked = unsafe { self.step_in(next) };
        }
        drop(core::mem::take(&mut *self.later));
        checked
    }
}

/// # Safety
/// `ptr` is aligned and readable for `len` values of `T`.
unsafe fn check_all<T: Pointee>(ptr: *const c_void, len: usize, walk: &mut Walk) -> Result<(), Fault> {
    // SAFETY: passed on to the caller.
    unsafe { check_elements(ptr.cast::<T>(), len, walk) }
}

/// Checks `len` elements.
///
/// # Safety
/// `ptr` is aligned and readable for `len` elements.
#[inline]
pub(crate) unsafe fn check_elements<T: Pointee>(ptr: *const T, len: usize, walk: &mut Walk) -> Result<(), Fault> {
    if !T::ANY_BITS {
        for index in 0..len {
            // SAFETY: `index < len`, in bounds by the caller's word.
            let element = unsafe { ptr.add(index) };
            // SAFETY: aligned and readable, as above.
            unsafe { T::check(element, walk) }?;
        }
    }
    Ok(())
}

/// Whether the bytes at `ptr`, which came as a value, are one.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// As [`Pointee::check`].
#[inline(always)]
pub unsafe fn arrived<T: Pointee>(ptr: *const T) -> Result<(), Fault> {
    if T::ANY_BITS {
        return Ok(());
    }
    // SAFETY: passed on to the caller.
    unsafe { walked(ptr, 1, 0, false) }
}

/// Whether what a pointer that came as a value points to are `len` values.
///
/// # Safety
/// `ptr` is aligned and readable for them.
#[inline(always)]
pub(crate) unsafe fn arrived_behind<T: Pointee>(ptr: *const T, len: usize) -> Result<(), Fault> {
    if T::ANY_BITS {
        return Ok(());
    }
    // SAFETY: passed on to the caller.
    unsafe { walked(ptr, len, 1, false) }
}

/// After a call: whether what is behind each `&mut` in the value at `ptr`, which was passed, is a value still.
///
/// # Errors
/// What is wrong.
///
/// # Safety
/// As [`Pointee::check`]; what it borrowed is still borrowed.
#[inline(always)]
pub unsafe fn returned<T: Pointee>(ptr: *const T) -> Result<(), Fault> {
    if matches!(T::AFTER, After::Nothing) {
        return Ok(());
    }
    // SAFETY: passed on to the caller.
    unsafe { walked(ptr, 1, 0, true) }
}

/// # Safety
/// `ptr` is aligned and readable for `len` values, which are behind so many pointers.
#[inline]
unsafe fn walked<T: Pointee>(ptr: *const T, len: usize, level: u8, is_after: bool) -> Result<(), Fault> {
    let mut walk = Walk::new(level, is_after);
    // SAFETY: passed on to the caller.
    let checked = unsafe { check_elements(ptr, len, &mut walk) };
    walk.end(checked)
}

/// As [`arrived_behind`], for elements whose owner came as a value.
///
/// # Safety
/// As [`arrived_behind`].
#[inline]
pub(crate) unsafe fn arrived_owned<T: Pointee>(ptr: *const T, len: usize, has_free: bool) -> Result<(), Fault> {
    if T::ANY_BITS {
        return Ok(());
    }
    let mut walk = Walk::new(0, false);
    // SAFETY: passed on to the caller.
    let checked = unsafe { walk.owned(ptr, len, has_free) };
    walk.end(checked)
}

#[cfg(test)]
mod tests;
