//! `HostExports`: what a host gives, as a module sees it.

use super::catalog::{self, Catalog, Strided, read_exports};
use super::error::{Error, ErrorKind};
use super::info::ExportInfo;
use super::memory::Memory;
use super::text;
use crate::contract::raw::{CONTRACT, HostV1};
use crate::table::handle::{Lent, Owned};
use alloc::format;
use alloc::string::String;
use core::fmt;

/// The host, as passed to `init` of [`module!`](crate::module!).
///
/// What it lends stays valid until the module has ended. After that no code of the module runs any more, so handles may have
/// any lifetime, including `'static`. It is `Send` and `Sync`. See the example at [`module!`](crate::module!).
pub struct HostExports {
    name: String,
    catalog: Catalog,
}

impl HostExports {
    /// # Safety
    /// `host` is null, or what a host passes to `init`: it keeps the contract, or breaks it in a way that shows (another
    /// contract, a size that is too small, an impossible count). It lives until `fini`.
    #[inline]
    pub(super) unsafe fn from_raw(host: *const HostV1) -> Result<Self, Error> {
        let refuse = |kind, found: String| {
            Error::new(kind, "the host", &format_args!("a host with contract {CONTRACT}"), &found, &"use another host")
        };
        let malformed = |found| refuse(ErrorKind::Malformed, found);
        if host.is_null() || !host.is_aligned() {
            return Err(malformed("a host that is null or misaligned".into()));
        }
        // SAFETY: 8 bytes are readable by the caller's word: `size` and `contract`.
        let [size, contract] = unsafe { host.cast::<[u32; 2]>().read() };
        if contract != CONTRACT {
            return Err(refuse(ErrorKind::Contract, format!("one with contract {contract}")));
        }
        if (size as usize) < size_of::<HostV1>() {
            return Err(malformed(format!("a struct of {size} bytes, but one has {}", size_of::<HostV1>())));
        }
        // SAFETY: `size` says that it is whole.
        let raw = unsafe { host.read() };
        // SAFETY: null or NUL-terminated by the contract.
        let name = unsafe { text::read(raw.name, &Memory::TRUSTED, "name") }.map_err(malformed)?;
        let HostV1 { exports, export_count, export_size, .. } = raw;
        let array = Strided::new(exports, export_count, export_size, &Memory::TRUSTED, "exports").map_err(malformed)?;
        // SAFETY: as many exports, as far apart, as the host says.
        let entries = unsafe { read_exports(&array, &Memory::TRUSTED) }.map_err(|(kind, found)| refuse(kind, found))?;
        let place = format!("host {}", text::name(name));
        Ok(HostExports { name: name.into(), catalog: Catalog { place, entries } })
    }

    /// The host's name, such as `viewer/2.1.0`: UTF-8 of at most 255 bytes, with any content its author chose.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A handle on what the host lends under `name`.
    ///
    /// # Errors
    /// [`ErrorKind::NoExport`], [`ErrorKind::Form`] when the host only creates objects of it,
    /// [`ErrorKind::Table`] when the table is a different one or has no revision in common.
    pub fn get<H: Lent>(&self, name: &str) -> Result<H, Error> {
        self.catalog.lend(name, [])
    }

    /// The same, when the module cannot do without some revisions: `host.get_required::<LogRef>("log", [2])`.
    ///
    /// # Errors
    /// As [`HostExports::get`]; [`ErrorKind::Table`] when a revision is missing.
    pub fn get_required<H: Lent>(&self, name: &str, revisions: impl IntoIterator<Item = u32>) -> Result<H, Error> {
        self.catalog.lend(name, revisions)
    }

    /// A new object from the host's export `name`; dropping the handle releases it.
    ///
    /// # Errors
    /// As [`HostExports::get`]; [`ErrorKind::Create`] when the host cannot create one.
    pub fn create<H: Owned>(&self, name: &str) -> Result<H, Error> {
        self.catalog.create(name, [])
    }

    /// The host's exports.
    pub fn exports(&self) -> impl Iterator<Item = ExportInfo<'_>> {
        self.catalog.entries.iter().map(ExportInfo)
    }
}

impl fmt::Debug for HostExports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exports = catalog::names(&self.catalog.entries, None).0;
        f.debug_struct("HostExports").field("name", &self.name).field("exports", &exports).finish()
    }
}
