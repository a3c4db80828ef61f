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
    phase: Mutex<Phase>,
    changed: Condvar,
}

enum Phase {
    /// This thread is in it.
    Starting(ThreadId),
    Ready(Arc<State>),
    /// It failed; who waits tries again.
    Failed,
}

static SLOTS: Mutex<Vec<Arc<Slot>>> = Mutex::new(Vec::new());

/// No code of others runs under these locks, so a poisoned one is still consistent.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What opens a module; called once at most.
pub(crate) type Start<'a> = dyn FnMut() -> Result<State, Error> + 'a;

/// The module of `key`: the one that is there, or what `start` makes.
pub(crate) fn once(key: Key, place: &str, start: &mut Start<'_>) -> Result<Arc<State>, Error> {
    loop {
        let (slot, ours) = claim(key);
        if ours {
            return Attempt(&slot).run(start);
        }
        if let Some(state) = slot.wait(place)? {
            return Ok(state);
        }
    }
}

/// The slot of `key`, and whether it was just made.
fn claim(key: Key) -> (Arc<Slot>, bool) {
    let mut slots = lock(&SLOTS);
    for slot in &*slots {
        if slot.key == key {
            return (slot.clone(), false);
        }
    }
    let phase = Mutex::new(Phase::Starting(thread::current().id()));
    let slot = Arc::new(Slot { key, phase, changed: Condvar::new() });
    slots.push(slot.clone());
    (slot, true)
}

/// Takes the module of `key` out. True: no other host has the module open.
pub(crate) fn remove(key: Key) -> bool {
    let mut slots = lock(&SLOTS);
    let mut at = 0;
    while at < slots.len() && slots[at].key != key {
        at += 1;
    }
    if at < slots.len() {
        slots.remove(at);
    }
    is_only_in(&slots, key)
}

/// Whether no other host has the module of `key` open, or is opening it.
pub(crate) fn is_only(key: Key) -> bool {
    is_only_in(&lock(&SLOTS), key)
}

fn is_only_in(slots: &[Arc<Slot>], key: Key) -> bool {
    for slot in slots {
        if slot.key.module == key.module && slot.key != key {
            return false;
        }
    }
    true
}

impl Slot {
    fn settle(&self, phase: Phase) {
        *lock(&self.phase) = phase;
        self.changed.notify_all();
    }

    /// What the thread that opens it comes to; `None` when it failed.
    fn wait(&self, place: &str) -> Result<Option<Arc<State>>, Error> {
        let mut phase = lock(&self.phase);
        loop {
            match &*phase {
                Phase::Ready(state) => return Ok(Some(state.clone())),
                Phase::Failed => return Ok(None),
                Phase::Starting(thread) if *thread == thread::current().id() => {
                    return Err(reentrant(place));
                }
                Phase::Starting(_) => {}
            }
            phase = self.changed.wait(phase).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn reentrant(place: &str) -> Error {
    let found = "that its `init` is running in this very thread";
    Error::new(ErrorKind::Reentrant, place, &"a module", &found, &"do not open a module from its own `init`")
}

/// A slot whose module is being opened; dropped without a result, waiting threads try themselves.
struct Attempt<'a>(&'a Slot);

impl Attempt<'_> {
    fn run(self, start: &mut Start<'_>) -> Result<Arc<State>, Error> {
        let state = Arc::new(start()?);
        self.0.settle(Phase::Ready(state.clone()));
        core::mem::forget(self);
        Ok(state)
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        remove(self.0.key);
        self.0.settle(Phase::Failed);
    }
}
