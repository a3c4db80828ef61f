//! Each module is opened once for each host, whoever asks, from however many threads; its `init`s and `fini`s run one after
//! the other, whichever hosts they are for.

use super::error::{Error, ErrorKind};
use super::state::{Key, State};
use super::text;
use crate::values::end::{Exporters, ask_for_exporters};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::{self, ThreadId};

/// One module. There is none where no host has it open and no thread is in it.
struct Entry {
    /// The address of its descriptor.
    module: usize,
    /// Who opens or closes it, and which of its functions that runs.
    busy: Option<(ThreadId, &'static str)>,
    /// The hosts that have it open, by their addresses.
    ready: Vec<(usize, Arc<State>)>,
}

static ENTRIES: Mutex<Vec<Entry>> = Mutex::new(Vec::new());
/// A thread is done with a module.
static SETTLED: Condvar = Condvar::new();

/// No code of others runs under this lock, so a poisoned one is still consistent.
#[inline]
fn entries() -> MutexGuard<'static, Vec<Entry>> {
    ENTRIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Names the modules that export a table of this id: [`ask_for_exporters`].
#[inline]
fn exporters(table: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // The process is about to end, perhaps in the middle of what holds the lock.
    let entries = match ENTRIES.try_lock() {
        Ok(entries) => entries,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return Ok(()),
    };
    let mut before = " of module";
    for entry in entries.iter() {
        if let Some((_, state)) = entry.ready.first()
            && state.catalog.entries.iter().any(|export| export.id == table)
        {
            write!(f, "{before} {}", text::name(&state.name))?;
            before = " or";
        }
    }
    Ok(())
}

/// The index of a module's entry.
#[inline]
fn find(entries: &[Entry], module: usize) -> Option<usize> {
    entries.iter().position(|entry| entry.module == module)
}

/// What opens a module; called once at most.
pub(super) type Start<'a> = dyn FnMut(&Turn) -> Result<State, Error> + 'a;

/// What a module is called, for an error.
pub(super) type CalledBy<'a> = dyn Fn() -> String + 'a;

/// The module of `key`: the one that is there, or what `start` makes.
#[inline]
pub(super) fn once(key: Key, place: &CalledBy<'_>, start: &mut Start<'_>) -> Result<Arc<State>, Error> {
    let turn = match claim(key.module, Some(key.host), "init") {
        Claim::Turn(turn) => turn,
        Claim::Ready(state) => return Ok(state),
        Claim::Reentrant(running) => return Err(reentrant(&place(), running, "open")),
    };
    let state = Arc::new(start(&turn)?);
    const EXPORTERS: Exporters = exporters;
    ask_for_exporters(&EXPORTERS);
    turn.with(|entry| entry.ready.push((key.host, state.clone())));
    Ok(state)
}

/// The turn to close the module of `key`.
#[inline]
pub(super) fn to_close(key: Key, place: &CalledBy<'_>) -> Result<Turn, Error> {
    match claim(key.module, None, "fini") {
        Claim::Reentrant(running) => Err(reentrant(&place(), running, "close")),
        Claim::Turn(turn) => Ok(turn),
        Claim::Ready(_) => unreachable!("no host was named"),
    }
}

enum Claim {
    Ready(Arc<State>),
    Turn(Turn),
    /// This thread has the turn, for that function.
    Reentrant(&'static str),
}

/// The module as `host` opened it, or the turn to do something with it.
#[inline]
fn claim(module: usize, host: Option<usize>, function: &'static str) -> Claim {
    let this = thread::current().id();
    let busy = Some((this, function));
    let mut entries = entries();
    while let Some(at) = find(&entries, module) {
        let entry = &mut entries[at];
        for (opened, state) in &entry.ready {
            if host == Some(*opened) {
                return Claim::Ready(state.clone());
            }
        }
        match entry.busy {
            None => {
                entry.busy = busy;
                return Claim::Turn(Turn(module));
            }
            Some((thread, running)) if thread == this => return Claim::Reentrant(running),
            Some(_) => entries = SETTLED.wait(entries).unwrap_or_else(PoisonError::into_inner),
        }
    }
    entries.push(Entry { module, busy, ready: Vec::new() });
    Claim::Turn(Turn(module))
}

#[inline]
fn reentrant(place: &str, running: &str, what: &str) -> Error {
    let found = format_args!("that its `{running}` is already running in this thread");
    let help = format_args!("do not {what} a module from its own `{running}`");
    Error::new(ErrorKind::Reentrant, place, &"a module", &found, &help)
}

/// A module that this thread alone opens or closes, until it is dropped.
pub(super) struct Turn(usize);

impl Turn {
    /// Whether a host has the module open.
    #[inline]
    pub(super) fn is_open(&self) -> bool {
        self.with(|entry| !entry.ready.is_empty())
    }

    /// `host` has closed the module.
    #[inline]
    pub(super) fn forget(&self, host: usize) {
        self.with(|entry| entry.ready.retain(|(opened, _)| *opened != host));
    }

    #[inline]
    fn with<R>(&self, work: impl FnOnce(&mut Entry) -> R) -> R {
        let mut entries = entries();
        let at = find(&entries, self.0);
        work(&mut entries[at.expect("an entry stays while a thread has its turn")])
    }
}

impl Drop for Turn {
    #[inline]
    fn drop(&mut self) {
        let mut entries = entries();
        if let Some(at) = find(&entries, self.0) {
            entries[at].busy = None;
            if entries[at].ready.is_empty() {
                entries.swap_remove(at);
            }
        }
        drop(entries);
        SETTLED.notify_all();
    }
}
