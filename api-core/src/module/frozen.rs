//! A host as modules see it, which does not change any more.

use super::catalog::Entry;
use crate::contract::raw::{CONTRACT, Export, HostV1};
use alloc::vec::Vec;
use core::ffi::CStr;

/// What modules see of a host, and what the loader compares their requirements with. Leaked.
pub(super) struct Frozen {
    /// For the first `init` of a module, and for those while other hosts of this copy of the crate have it open.
    raw: [HostV1; 2],
    pub(super) name: &'static str,
    pub(super) entries: Vec<Entry>,
}

/// In the size of a host, which without it is a multiple of 4: one `fini` will end this `init` and an earlier one.
const AGAIN: u32 = 1;

/// Whether the host has this module open already, so that one `fini` will end both.
///
/// # Safety
/// `host` is null, misaligned, or as a host passes it to `init`.
#[inline]
pub(super) unsafe fn is_again(host: *const HostV1) -> bool {
    if host.is_null() || !host.is_aligned() {
        return false;
    }
    // SAFETY: 8 bytes are readable by the caller's word: `size` and `contract`.
    let [size, contract] = unsafe { host.cast::<[u32; 2]>().read() };
    contract == CONTRACT && size & AGAIN != 0
}

impl Frozen {
    #[inline]
    pub(super) const fn new(name: &'static CStr, exports: &'static [Export], entries: Vec<Entry>) -> Self {
        let raw = HostV1 {
            size: size_of::<HostV1>() as u32,
            contract: CONTRACT,
            name: name.as_ptr(),
            exports: exports.as_ptr(),
            export_count: exports.len() as u32,
            export_size: size_of::<Export>() as u32,
        };
        let name = match name.to_str() {
            Ok(name) => name,
            Err(_) => "?",
        };
        Frozen { raw: [raw, HostV1 { size: raw.size | AGAIN, ..raw }], name, entries }
    }

    /// What `init` of a module gets, which this copy of the crate has open or not.
    #[inline]
    pub(super) fn raw(&'static self, is_open: bool) -> *const HostV1 {
        &self.raw[usize::from(is_open)]
    }
}

// SAFETY: written before it is shared and never after; its pointers are to leaked memory and tables.
unsafe impl Send for Frozen {}
// SAFETY: as above.
unsafe impl Sync for Frozen {}

/// The host of [`Module::open`](super::Module::open): it lends nothing.
pub(super) static NO_EXPORTS: Frozen = {
    let name = concat!("vtable-api/", env!("CARGO_PKG_VERSION"), "\0");
    match CStr::from_bytes_with_nul(name.as_bytes()) {
        Ok(name) => Frozen::new(name, &[], Vec::new()),
        Err(_) => panic!(),
    }
};
