//! A shared library, as the system's loader has it.

#[cfg(unix)]
#[path = "library/unix.rs"]
mod platform;
#[cfg(windows)]
#[path = "library/windows.rs"]
mod platform;

use crate::contract::raw::ModuleV1;
use alloc::string::{String, ToString};
use core::error::Error as _;
use core::ffi::c_void;
use core::mem::ManuallyDrop;
use std::path::Path;

/// The exported symbol.
const SYMBOL: &[u8] = b"vtable_api_module\0";

/// A loaded library. Dropping it leaves it loaded: someone may have kept a pointer into it.
pub(super) struct Library(ManuallyDrop<platform::Library>);

impl Library {
    /// What the system loads; else what it says.
    ///
    /// # Safety
    /// The library's initialisers are trusted.
    #[inline]
    pub(super) unsafe fn load(path: &Path) -> Result<Self, String> {
        // SAFETY: passed on to the caller.
        let library = unsafe { platform::load(path) }.map_err(said)?;
        Ok(Library(ManuallyDrop::new(library)))
    }

    /// The address of `vtable_api_module`, in this library or in one that it needs.
    #[inline]
    pub(super) fn descriptor(&self) -> Option<*const ModuleV1> {
        // SAFETY: the symbol's address, which is all that is taken, is a pointer.
        let symbol = unsafe { self.0.get::<*const ModuleV1>(SYMBOL) }.ok()?;
        if symbol.is_null() { None } else { Some(*symbol) }
    }

    /// Whether the address lies in this file; else in which one.
    #[inline]
    pub(super) fn holds(&self, path: &Path, address: *const c_void) -> Result<(), String> {
        platform::holder(&self.0, path, address)
    }

    /// # Safety
    /// Nothing of the library is used any more, or it is held by another `Library`.
    #[inline]
    pub(super) unsafe fn unload(self) -> Result<(), String> {
        ManuallyDrop::into_inner(self.0).close().map_err(said)
    }
}

/// What the system says.
#[inline]
fn said(error: libloading::Error) -> String {
    match error.source() {
        Some(source) => source.to_string(),
        None => error.to_string(),
    }
}
