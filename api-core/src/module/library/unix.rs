//! `dlopen` and `dladdr`.

use crate::module::text;
use alloc::string::{String, ToString};
use core::ffi::{CStr, c_char, c_int, c_void};
use core::mem::MaybeUninit;
pub(super) use libloading::os::unix::Library;
use libloading::os::unix::{RTLD_LOCAL, RTLD_NOW};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// `Dl_info`, the same on every Unix that has it.
#[repr(C)]
struct DlInfo {
    file: *const c_char,
    base: *mut c_void,
    symbol: *const c_char,
    address: *mut c_void,
}

unsafe extern "C" {
    fn dladdr(address: *const c_void, info: *mut DlInfo) -> c_int;
}

/// # Safety
/// The library's initialisers are trusted.
#[inline]
pub(super) unsafe fn load(path: &Path) -> Result<Library, libloading::Error> {
    // SAFETY: passed on to the caller. LOCAL: a symbol of one module is not found in place of another's.
    unsafe { Library::open(Some(path.as_os_str()), RTLD_NOW | RTLD_LOCAL) }
}

/// Whether the address lies in this file; else in which one.
#[inline]
pub(super) fn holder(_: &Library, path: &Path, address: *const c_void) -> Result<(), String> {
    let mut info = MaybeUninit::<DlInfo>::zeroed();
    // SAFETY: `dladdr` takes any address, and writes to `info` at most.
    let found = unsafe { dladdr(address, info.as_mut_ptr()) };
    // SAFETY: null pointers where `dladdr` wrote nothing.
    let info = unsafe { info.assume_init() };
    if found == 0 || info.file.is_null() {
        return Err("no file".into());
    }
    // SAFETY: the loader's own text, which stays while the library is loaded.
    let file = unsafe { CStr::from_ptr(info.file) };
    let file = Path::new(OsStr::from_bytes(file.to_bytes()));
    if is_same(file, path) || is_opened(path, info.file) { Ok(()) } else { Err(text::path(file).to_string()) }
}

/// Whether the library that this path opens is the one with this text as its path. That text may lead nowhere by
/// now: the file was renamed, or is known by a path relative to another directory.
#[cfg(target_os = "linux")]
#[inline]
fn is_opened(path: &Path, file: *const c_char) -> bool {
    /// `struct link_map`, its beginning.
    #[repr(C)]
    struct LinkMap {
        base: usize,
        file: *const c_char,
    }
    const RTLD_NOLOAD: c_int = 4;
    const RTLD_DI_LINKMAP: c_int = 2;
    unsafe extern "C" {
        fn dlinfo(handle: *mut c_void, request: c_int, info: *mut c_void) -> c_int;
    }

    // SAFETY: NOLOAD runs no code, the library is loaded already or there is none.
    let Ok(again) = (unsafe { Library::open(Some(path.as_os_str()), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD) }) else {
        return false;
    };
    let handle = again.into_raw();
    let mut map: *const LinkMap = core::ptr::null();
    // SAFETY: a handle that is open; this request writes one pointer.
    let said = unsafe { dlinfo(handle, RTLD_DI_LINKMAP, (&raw mut map).cast()) };
    // SAFETY: the loader's own entry of a library that is open, and not null when it said 0.
    let same = said == 0 && unsafe { (*map).file } == file;
    // SAFETY: from `into_raw`; the caller's `Library` still holds it, so nothing is unloaded.
    drop(unsafe { Library::from_raw(handle) });
    same
}

#[cfg(not(target_os = "linux"))]
#[inline]
fn is_opened(_: &Path, _: *const c_char) -> bool {
    false
}

/// The loader knows a library by the path that it was first loaded with.
#[inline]
fn is_same(file: &Path, path: &Path) -> bool {
    if file.as_os_str() == path.as_os_str() {
        return true;
    }
    match (fs::metadata(file), fs::metadata(path)) {
        (Ok(file), Ok(path)) => file.dev() == path.dev() && file.ino() == path.ino(),
        _ => false,
    }
}
