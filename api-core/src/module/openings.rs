//! How many programs or libraries have a module of this binary open: hosts in C, and hosts of other copies of this crate in the
//! same process. The count is in the module's own binary, where all of them meet: one `init` runs at a time, and the last
//! `fini` ends the module.

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
#[cfg(feature = "std")]
use std::sync::{Condvar, Mutex, PoisonError};
#[cfg(feature = "std")]
use std::thread::{self, ThreadId};

/// A module's count: in a static that `module!` makes.
#[doc(hidden)]
#[derive(Debug)]
pub struct Openings {
    /// `init`s that a `fini` is to follow, less those `fini`s.
    open: AtomicUsize,
    /// An `init` succeeded, and what it began was not ended.
    began: AtomicBool,
    turn: Turn,
}

impl Openings {
    /// Of a module that nobody has opened.
    #[allow(clippy::new_without_default, reason = "for a static")]
    #[inline]
    pub const fn new() -> Self {
        Openings { open: AtomicUsize::new(0), began: AtomicBool::new(false), turn: Turn::new() }
    }

    /// The result of `init`, run while no other one and no `stop` is. `None`: it is running in this thread; without
    /// std, in any. `is_again`: the host opened the module before, and one `fini` will end both.
    #[inline]
    pub(super) fn begin<E>(
        &self,
        is_again: bool,
        stop: Option<fn()>,
        init: impl FnOnce() -> Result<(), E>,
    ) -> Option<Result<(), E>> {
        if !self.turn.take() {
            return None;
        }
        let result = init();
        if result.is_ok() {
            self.open.fetch_add(usize::from(!is_again), Ordering::SeqCst);
            self.began.store(true, Ordering::SeqCst);
        }
        self.leave(stop);
        Some(result)
    }

    /// Counts one `init` less; runs `stop` when there is none left.
    #[inline]
    pub(super) fn end(&self, stop: Option<fn()>) {
        if self.open.fetch_sub(1, Ordering::SeqCst) == 0 {
            // A `fini` too many is the host's mistake.
            self.open.fetch_add(1, Ordering::SeqCst);
        }
        // Whoever has the turn looks again when it leaves.
        if self.turn.take() {
            self.leave(stop);
        }
    }

    /// Gives the turn back, after the `stop` that is due.
    #[inline]
    fn leave(&self, stop: Option<fn()>) {
        loop {
            if self.is_over() {
                self.began.store(false, Ordering::SeqCst);
                if let Some(stop) = stop {
                    stop();
                }
            }
            self.turn.give_back();
            // A `fini` that did not get the turn counted before this look or gets it now.
            if !self.is_over() || !self.turn.take() {
                return;
            }
        }
    }

    #[inline]
    fn is_over(&self) -> bool {
        self.open.load(Ordering::SeqCst) == 0 && self.began.load(Ordering::SeqCst)
    }
}

/// One thread's at a time.
#[cfg(feature = "std")]
#[derive(Debug)]
struct Turn {
    whose: Mutex<Option<ThreadId>>,
    given_back: Condvar,
}

#[cfg(feature = "std")]
impl Turn {
    #[inline]
    const fn new() -> Self {
        Turn { whose: Mutex::new(None), given_back: Condvar::new() }
    }

    /// Waits for the turn. False: this thread has it already.
    #[inline]
    fn take(&self) -> bool {
        let this = thread::current().id();
        let mut whose = self.whose.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(thread) = *whose {
            if thread == this {
                return false;
            }
            whose = self.given_back.wait(whose).unwrap_or_else(PoisonError::into_inner);
        }
        *whose = Some(this);
        true
    }

    #[inline]
    fn give_back(&self) {
        *self.whose.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.given_back.notify_one();
    }
}

/// Without std there is nothing to wait by, and no thread to be told from another.
#[cfg(not(feature = "std"))]
#[derive(Debug)]
struct Turn(AtomicBool);

#[cfg(not(feature = "std"))]
impl Turn {
    #[inline]
    const fn new() -> Self {
        Turn(AtomicBool::new(false))
    }

    /// False: some thread has it.
    #[inline]
    fn take(&self) -> bool {
        !self.0.swap(true, Ordering::SeqCst)
    }

    #[inline]
    fn give_back(&self) {
        self.0.store(false, Ordering::SeqCst);
    }
}
