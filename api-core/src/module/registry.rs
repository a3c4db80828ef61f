//! Each module is opened once for each host, whoever asks, from however many threads.

use super::error::{Error, ErrorKind};
use super::{Key, State};
use alloc::sync::Arc;
use alloc::vec::Vec;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

/// One [`Key`]'s module.
struct Slot {
    key: Key,
    phase: Phase,
}

enum Phase {
    /// This thread is in it.
    Starting(ThreadId),
    Ready(Arc<State>),
}

/// A module that fails to open has no slot any more.
static SLOTS: Mutex<Vec<Slot>> = Mutex::new(Vec::new());
/// A module is open, or failed to.
static SETTLED: Condvar = Condvar::new();

/// No code of others runs under this lock, so a poisoned one is still consistent.
#[inline]
fn slots() -> MutexGuard<'static, Vec<Slot>> {
    SLOTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The index of the slot of `key`.
#[inline]
fn find(slots: &[Slot], key: Key) -> Option<usize> {
    slots.iter().position(|slot| slot.key == key)
}

/// What opens a module; called once at most.
pub(crate) type Start<'a> = dyn FnMut() -> Result<State, Error> + 'a;

/// The module of `key`: the one that is there, or what `start` makes.
#[inline]
pub(crate) fn once(key: Key, place: &str, start: &mut Start<'_>) -> Result<Arc<State>, Error> {
    match claim(key, place)? {
        Some(state) => Ok(state),
        None => Attempt(key).run(start),
    }
}

/// The module of `key`, when the thread that opens it is done. `None`: there is none, and it is the caller's to open.
#[inline]
fn claim(key: Key, place: &str) -> Result<Option<Arc<State>>, Error> {
    let this = thread::current().id();
    let mut slots = slots();
    while let Some(at) = find(&slots, key) {
        match &slots[at].phase {
            Phase::Ready(state) => return Ok(Some(state.clone())),
            Phase::Starting(thread) if *thread == this => return Err(reentrant(place)),
            Phase::Starting(_) => slots = SETTLED.wait(slots).unwrap_or_else(PoisonError::into_inner),
        }
    }
    slots.push(Slot { key, phase: Phase::Starting(this) });
    Ok(None)
}

/// Takes the module of `key` out. True: no other host has the module open.
#[inline]
pub(crate) fn remove(key: Key) -> bool {
    let mut slots = slots();
    if let Some(at) = find(&slots, key) {
        slots.swap_remove(at);
    }
    is_only_in(&slots, key)
}

/// Whether no other host has the module of `key` open, or is opening it.
#[inline]
pub(crate) fn is_only(key: Key) -> bool {
    is_only_in(&slots(), key)
}

#[inline]
fn is_only_in(slots: &[Slot], key: Key) -> bool {
    for slot in slots {
        if slot.key.module == key.module && slot.key != key {
            return false;
        }
    }
    true
}

#[inline]
fn reentrant(place: &str) -> Error {
    let found = "that its `init` is running in this very thread";
    Error::new(ErrorKind::Reentrant, place, &"a module", &found, &"do not open a module from its own `init`")
}

/// The slot of a module that is being opened; dropped without a result, waiting threads try themselves.
struct Attempt(Key);

impl Attempt {
    #[inline]
    fn run(self, start: &mut Start<'_>) -> Result<Arc<State>, Error> {
        let state = Arc::new(start()?);
        let mut slots = slots();
        if let Some(at) = find(&slots, self.0) {
            slots[at].phase = Phase::Ready(state.clone());
        }
        drop(slots);
        SETTLED.notify_all();
        core::mem::forget(self);
        Ok(state)
    }
}

impl Drop for Attempt {
    #[inline]
    fn drop(&mut self) {
        remove(self.0);
        SETTLED.notify_all();
    }
}
