//! Checks of what a value leads to: each type checks its own bytes, and a [`Walk`] brings it to the next pointer.

use super::fault::Fault;
use super::traits::Pointee;
pub use super::walk::{After, OWNERS, STEPS, Walk};
use super::walk::{Later, OWNERS_TAKEN, STEP, State, Whose};
use core::ffi::c_void;

/// How many values there are.
#[derive(Clone, Copy)]
pub(crate) enum Len {
    /// One by itself.
    One,
    /// Elements.
    Of(usize),
}

impl Len {
    #[inline(always)]
    fn parts(self) -> (usize, bool) {
        match self {
            Len::One => (1, true),
            Len::Of(len) => (len, false),
        }
    }
}

impl After {
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

impl Walk {
    /// Checks what a borrow points to: elements, or one value.
    ///
    /// # Safety
    /// `ptr` is aligned and readable for `len` values.
    pub(crate) unsafe fn borrowed<T: Pointee>(&mut self, ptr: *const T, len: Len) -> Result<(), Fault> {
        let (len, is_one) = len.parts();
        let state = State { owners: 0, whose: Whose::Receiver, is_after: false, is_one, ..self.state };
        // SAFETY: passed on to the caller.
        unsafe { self.follow(ptr, len, state) }
    }

    /// Checks what is owned.
    ///
    /// # Safety
    /// As [`Walk::borrowed`].
    pub(crate) unsafe fn owned<T: Pointee>(&mut self, ptr: *const T, len: Len, has_free: bool) -> Result<(), Fault> {
        let (len, is_one) = len.parts();
        self.check_owner(has_free)?;
        if len == 0 {
            return Ok(());
        }
        if usize::from(self.state.owners) == OWNERS {
            return Err(OWNERS_TAKEN);
        }
        let whose = match self.state.whose {
            Whose::Lender => Whose::Lender,
            _ if has_free => Whose::Receiver,
            _ => Whose::Nobody,
        };
        let state = State { owners: self.state.owners + 1, whose, is_one, ..self.state };
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
            if let Err(fault) = unsafe { T::check(element, walk) } {
                return Err(if walk.state.is_one { fault } else { fault.in_element(index) });
            }
        }
    }
    Ok(())
}

/// The same of an array, in whatever that stands.
///
/// # Safety
/// As [`check_elements`].
#[inline]
pub(crate) unsafe fn check_array<T: Pointee>(ptr: *const T, len: usize, walk: &mut Walk) -> Result<(), Fault> {
    let is_one = core::mem::replace(&mut walk.state.is_one, false);
    // SAFETY: passed on to the caller.
    let checked = unsafe { check_elements(ptr, len, walk) };
    walk.state.is_one = is_one;
    checked
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
    unsafe { walked(ptr, Len::One, 0, false) }
}

/// Whether what a pointer that came as a value points to are `len` values.
///
/// # Safety
/// `ptr` is aligned and readable for them.
#[inline(always)]
pub(crate) unsafe fn arrived_behind<T: Pointee>(ptr: *const T, len: Len) -> Result<(), Fault> {
    if T::ANY_BITS {
        return Ok(());
    }
    // SAFETY: passed on to the caller.
    unsafe { walked(ptr, len, 1, false) }
}

/// As [`arrived_behind`], for what is lent as a copy.
///
/// # Safety
/// As [`arrived_behind`].
#[inline]
pub(crate) unsafe fn arrived_lent<T: Pointee>(ptr: *const T, len: Len) -> Result<(), Fault> {
    if T::ANY_BITS {
        return Ok(());
    }
    let (len, is_one) = len.parts();
    let mut walk = Walk::of_lender();
    walk.state.is_one = is_one;
    // SAFETY: passed on to the caller.
    let checked = unsafe { check_elements(ptr, len, &mut walk) };
    walk.end(checked)
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
    unsafe { walked(ptr, Len::One, 0, true) }
}

/// # Safety
/// `ptr` is aligned and readable for `len` values, which are behind so many pointers.
#[inline]
unsafe fn walked<T: Pointee>(ptr: *const T, len: Len, level: u8, is_after: bool) -> Result<(), Fault> {
    let (len, is_one) = len.parts();
    let mut walk = Walk::new(level, is_after);
    walk.state.is_one = is_one;
    // SAFETY: passed on to the caller.
    let checked = unsafe { check_elements(ptr, len, &mut walk) };
    walk.end(checked)
}

/// As [`arrived_behind`], for elements whose owner came as a value.
///
/// # Safety
/// As [`arrived_behind`].
#[inline]
pub(crate) unsafe fn arrived_owned<T: Pointee>(ptr: *const T, len: Len, has_free: bool) -> Result<(), Fault> {
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
