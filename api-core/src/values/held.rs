//! What is converted for a call and lives as long as it. A path that is lent on Windows is UTF-16 on the wire and something else in Rust's
//! memory, so each side makes a copy for the call; elsewhere the two are the same, and nothing of this is compiled.
//!
//! A function that takes such a value opens a [`Scope`], and what is converted while it runs is freed when it ends. Scopes of a thread
//! nest as its calls do. That nothing borrowed from a copy is kept is what `asked` sees to ([`After::Held`](super::walk::After)).

use alloc::vec::Vec;
use core::cell::RefCell;
use core::marker::PhantomData;
use std::ffi::{OsStr, OsString};

/// What a call holds.
enum Kept {
    #[allow(dead_code, reason = "it is dropped, and nothing else")]
    Units(Vec<u16>),
    #[allow(dead_code, reason = "it is dropped, and nothing else")]
    Text(OsString),
}

struct Held {
    scopes: usize,
    all: Vec<Kept>,
}

std::thread_local! {
    static HELD: RefCell<Held> = const { RefCell::new(Held { scopes: 0, all: Vec::new() }) };
}

/// As long as this, what is converted on this thread lives.
pub(crate) struct Scope {
    before: usize,
    of_thread: PhantomData<*mut ()>,
}

impl Scope {
    /// Opens one; `None` while the thread ends.
    pub(crate) fn enter() -> Option<Self> {
        let enter = |held: &RefCell<Held>| {
            let mut held = held.borrow_mut();
            held.scopes += 1;
            Scope { before: held.all.len(), of_thread: PhantomData }
        };
        HELD.try_with(enter).ok()
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        let leave = |held: &RefCell<Held>| {
            let mut held = held.borrow_mut();
            held.scopes -= 1;
            held.all.truncate(self.before);
        };
        // A scope does not outlive its thread's data: it was opened in a call.
        _ = HELD.try_with(leave);
    }
}

/// Keeps it to the end of the innermost scope; for ever, if there is none.
fn keep(kept: Kept) {
    let mut kept = Some(kept);
    let keep = |held: &RefCell<Held>| {
        let mut held = held.borrow_mut();
        if held.scopes > 0 {
            held.all.extend(kept.take());
        }
    };
    _ = HELD.try_with(keep);
    core::mem::forget(kept);
}

/// Units that live to the end of the innermost scope.
pub(crate) fn hold_units(units: Vec<u16>) -> *const u16 {
    let at = units.as_ptr();
    keep(Kept::Units(units));
    at
}

/// Text that lives to the end of the innermost scope.
pub(crate) fn hold_text(text: OsString) -> *const OsStr {
    let at: *const OsStr = text.as_os_str();
    keep(Kept::Text(text));
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count() -> usize {
        HELD.with_borrow(|held| held.all.len())
    }

    #[test]
    fn what_a_call_converts_ends_with_it() {
        let outer = Scope::enter();
        let text = hold_text(OsString::from("outer"));
        {
            let _inner = Scope::enter();
            let units = hold_units(Vec::from([1, 2]));
            // SAFETY: the scope is open.
            assert_eq!((unsafe { *units }, count()), (1, 2));
        }
        // SAFETY: its scope is open.
        assert_eq!((unsafe { &*text }, count()), (OsStr::new("outer"), 1));
        drop(outer);
        assert_eq!(count(), 0);
    }

    #[test]
    fn a_panic_ends_the_call_and_what_it_converted() {
        let panicked = std::panic::catch_unwind(|| {
            let _scope = Scope::enter();
            hold_units(Vec::from([1]));
            panic!("in the call");
        });
        assert!(panicked.is_err() && count() == 0);
    }

    #[test]
    fn without_a_call_it_stays() {
        let units = hold_units(Vec::from([7]));
        // SAFETY: nobody frees it.
        assert_eq!((unsafe { *units }, count()), (7, 0));
        // SAFETY: made of a vector of one element, which was forgotten.
        drop(unsafe { Vec::from_raw_parts(units.cast_mut(), 1, 1) });
    }
}
