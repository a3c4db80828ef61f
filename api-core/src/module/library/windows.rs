//! `LoadLibraryExW` and `GetModuleHandleExW`.

use alloc::string::String;
use core::ffi::c_void;
pub(super) use handle::Library;
use libloading::os::windows::{LOAD_LIBRARY_SEARCH_DEFAULT_DIRS, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR};
use std::path::Path;

#[link(name = "kernel32")]
unsafe extern "system" {
    fn GetModuleHandleExW(flags: u32, name: *const u16, module: *mut isize) -> i32;
}

const UNCHANGED_REFCOUNT: u32 = 2;
const FROM_ADDRESS: u32 = 4;

/// # Safety
/// The library's initialisers are trusted.
#[inline]
pub(super) unsafe fn load(path: &Path) -> Result<Library, libloading::Error> {
    // The library's own directory, the program's, System32: never the current directory or PATH.
    let flags = LOAD_LIBRARY_SEARCH_DEFAULT_DIRS | LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR;
    // SAFETY: passed on to the caller.
    unsafe { Library::load(path, flags) }
}

/// Whether the address lies in this library: an export may be forwarded to another one.
#[inline]
pub(super) fn holder(library: &Library, _: &Path, address: *const c_void) -> Result<(), String> {
    let mut module = 0;
    // SAFETY: with FROM_ADDRESS the name is any address; `module` is written at most.
    let found = unsafe { GetModuleHandleExW(FROM_ADDRESS | UNCHANGED_REFCOUNT, address.cast(), &mut module) };
    match found != 0 && module == library.address() {
        true => Ok(()),
        false => Err("another library, to which it forwards".into()),
    }
}

mod handle {
    use core::ops::Deref;
    use libloading::os::windows::Library as Inner;
    use std::path::Path;

    /// A library whose address is known.
    pub(in super::super) struct Library {
        inner: Inner,
        address: isize,
    }

    impl Library {
        /// # Safety
        /// The library's initialisers are trusted.
        #[inline]
        pub(super) unsafe fn load(path: &Path, flags: u32) -> Result<Self, libloading::Error> {
            // SAFETY: passed on to the caller.
            let address = unsafe { Inner::load_with_flags(path.as_os_str(), flags) }?.into_raw();
            // SAFETY: just taken from a loaded library.
            let inner = unsafe { Inner::from_raw(address) };
            Ok(Library { inner, address })
        }

        #[inline]
        pub(super) fn address(&self) -> isize {
            self.address
        }

        #[inline]
        pub(in super::super) fn close(self) -> Result<(), libloading::Error> {
            self.inner.close()
        }
    }

    impl Deref for Library {
        type Target = Inner;
        #[inline]
        fn deref(&self) -> &Inner {
            &self.inner
        }
    }
}
