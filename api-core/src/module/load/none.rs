//! Feature `load` where there are no shared libraries: one error, and what the rest of the crate names.

use super::error::Error;
use super::frozen::Frozen;
use super::state::State;
use alloc::string::String;
use alloc::sync::Arc;
use std::path::Path;

compile_error!(
    "vtable-api: feature `load`, which opens shared libraries, is on, but this target has no shared libraries\n  \
     help: depend on vtable-api with `default-features = false`, and `features = [\"std\"]` if there is std; \
     open linked modules with `Module::from_static`"
);

pub(super) enum Library {}

impl Library {
    /// # Safety
    /// There is none.
    pub(super) unsafe fn unload(self) -> Result<(), String> {
        match self {}
    }
}

/// There is none.
#[derive(Clone)]
pub(super) enum Copied {}

impl Copied {
    pub(super) fn remove(&self) {
        match *self {}
    }
}

pub(super) fn open_copy(_: &'static Frozen, _: &Path) -> Result<Arc<State>, Error> {
    unreachable!()
}

pub(super) fn open(_: &'static Frozen, _: &Path) -> Result<Arc<State>, Error> {
    unreachable!()
}
