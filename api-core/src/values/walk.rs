//! How a check follows pointers: what it carries along, and what ends it.
//!
//! Data of others may be deep, wide or a ring. So calls nest 32 deep and no deeper: what lies behind that is checked later, from a
//! list. What is checked behind a second pointer is counted in steps, of which there are [`STEPS`]; memory may own memory
//! [`OWNERS`] deep, because dropping it nests as deep.

use super::fault::{Fault, Memory};
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

pub(super) const STEPS_TAKEN: Fault = Fault::Memory { what: Memory::Steps, number: STEPS };
pub(super) const OWNERS_TAKEN: Fault = Fault::Memory { what: Memory::Owners, number: OWNERS };

/// Bytes of a step.
pub(super) const STEP: usize = 64;

/// Checks some values of one type.
pub(super) type Check = unsafe fn(*const c_void, usize, &mut Walk) -> Result<(), Fault>;

/// Who frees the memory in which a check is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Who receives it.
    Receiver,
    /// Nobody: its owner has no `free`.
    Nobody,
    /// Who lends it, whatever `free` there is.
    Lender,
}

/// Where a check is.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// Pointers that were followed, at most [`LEVELS`].
    pub(super) level: u8,
    /// Owners of the memory, one in another.
    pub(super) owners: u8,
    /// Whose memory it is.
    pub(super) whose: Whose,
    /// Whether the call is over: then only what is behind `&mut` is looked at.
    pub(super) is_after: bool,
    /// Whether this is a value by itself, and not one of several.
    pub(super) is_one: bool,
}

/// What is still to be checked.
#[derive(Clone, Copy)]
pub(super) struct Later {
    pub(super) ptr: *const c_void,
    pub(super) len: usize,
    pub(super) check: Check,
    pub(super) state: State,
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
    /// Nothing, but what is lent is a copy that lives for the call alone.
    Copied,
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
}

/// What a check carries along.
pub struct Walk {
    pub(super) state: State,
    pub(super) left: usize,
    /// What the innermost calls stand in.
    anchor: Option<Later>,
    /// Freed by [`Walk::end`]: a destructor would be one more way out of every check.
    later: ManuallyDrop<Vec<Later>>,
}

impl Walk {
    #[inline(always)]
    pub(super) fn new(level: u8, is_after: bool) -> Self {
        let state = State { level, owners: 0, whose: Whose::Receiver, is_after, is_one: true };
        Walk { state, left: STEPS, anchor: None, later: ManuallyDrop::new(Vec::new()) }
    }

    /// Whether the call is over.
    #[inline(always)]
    pub(crate) fn is_after(&self) -> bool {
        self.state.is_after
    }

    /// Whether what is checked stays its lender's.
    #[inline(always)]
    pub(super) fn is_lent(&self) -> bool {
        self.state.whose == Whose::Lender
    }

    /// Counts text of `len` bytes.
    #[inline(always)]
    pub(crate) fn count_text(&mut self, len: usize) -> Result<(), Fault> {
        if len < STEP { Ok(()) } else { self.count(len / STEP) }
    }

    pub(super) fn count(&mut self, steps: usize) -> Result<(), Fault> {
        if self.state.level > 0 {
            self.left = self.left.checked_sub(steps).ok_or(STEPS_TAKEN)?;
        }
        Ok(())
    }

    /// Checks that something here may own memory with or without `free`.
    pub(crate) fn check_owner(&self, has_free: bool) -> Result<(), Fault> {
        if self.state.whose == Whose::Nobody && has_free {
            return Err(Fault::Memory { what: Memory::Freed, number: 0 });
        }
        Ok(())
    }

    /// Checks that something here may hold an object, which is released by who holds it.
    pub(crate) fn check_holder(&self) -> Result<(), Fault> {
        if self.state.whose != Whose::Receiver {
            return Err(Fault::Memory { what: Memory::Freed, number: 0 });
        }
        Ok(())
    }

    /// The same, of what is lent as a copy.
    #[inline(always)]
    pub(super) fn of_lender() -> Self {
        let mut walk = Walk::new(1, false);
        walk.state.whose = Whose::Lender;
        walk
    }

    /// The same, of what is owned, in memory with a `free`.
    #[inline(always)]
    pub(super) fn of_owner() -> Self {
        let mut walk = Walk::new(1, false);
        walk.state.owners = 1;
        walk
    }

    /// # Safety
    /// `next.ptr` is aligned and readable for `len` of what is checked.
    pub(super) unsafe fn step_in(&mut self, mut next: Later) -> Result<(), Fault> {
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
    pub(super) fn end(&mut self, checked: Result<(), Fault>) -> Result<(), Fault> {
        if self.later.capacity() == 0 { checked } else { self.drain(checked) }
    }

    /// The same, of a check that has found something out.
    #[inline(always)]
    pub(super) fn end_with<R>(&mut self, checked: Result<R, Fault>) -> Result<R, Fault> {
        match checked {
            Ok(found) => self.end(Ok(())).map(|()| found),
            Err(fault) => self.end(Err(fault)).and(Err(fault)),
        }
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
            checked = unsafe { self.step_in(next) }.map_err(Fault::further);
        }
        drop(core::mem::take(&mut *self.later));
        checked
    }
}
