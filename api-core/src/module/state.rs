//! What is kept of a module that is open.

use super::catalog::Catalog;
use super::frozen::Frozen;
#[cfg(feature = "load")]
use super::library::Library;
#[cfg(feature = "load")]
use super::load::Copied;
use crate::contract::raw::ModuleV1;
use alloc::string::String;
use core::sync::atomic::AtomicBool;
#[cfg(feature = "load")]
use std::path::PathBuf;

/// A host and a module, by their addresses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) host: usize,
    pub(super) module: usize,
}

impl Key {
    #[inline]
    pub(super) fn new(host: &'static Frozen, module: *const ModuleV1) -> Self {
        Key { host: core::ptr::from_ref(host).addr(), module: module.addr() }
    }
}

/// What the clones of a [`Module`](super::Module) share.
pub(super) struct State {
    pub(super) key: Key,
    pub(super) name: String,
    pub(super) version: String,
    pub(super) catalog: Catalog,
    pub(super) fini: Option<unsafe extern "C" fn()>,
    pub(super) is_closed: AtomicBool,
    #[cfg(feature = "load")]
    pub(super) file: Option<File>,
}

/// The library that a module is in.
#[cfg(feature = "load")]
pub(super) struct File {
    pub(super) library: std::sync::Mutex<Option<Library>>,
    pub(super) path: PathBuf,
    /// Ours, to be removed with the module.
    pub(super) copy: Option<Copied>,
}

impl State {
    #[cfg(feature = "load")]
    #[inline]
    pub(super) fn keep(&mut self, library: Option<Library>, path: PathBuf, copy: Option<Copied>) {
        self.file = Some(File { library: std::sync::Mutex::new(library), path, copy });
    }
}
