//! Who is measured.

use crate::Error;
use std::fmt;

/// A way to call into a loaded module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contender {
    Raw,
    Table,
    Dyn,
    VtableApi,
    /// A module that lacks revision 2.
    VtableApiR1,
    AbiStable,
    Stabby,
    Cglue,
    Vtable,
    WindowsCore,
    SaferFfi,
    /// A macro with `syn` with `full`, `quote` and `proc-macro2`: what a build is compared with. What only macros use is compiled
    /// without debug information.
    Syn,
    /// The same as dependencies of a library, which the page compared with before: compiled with debug information.
    SynOfLibrary,
}

use Contender::*;

impl Contender {
    /// Those that make calls, in the order of the page.
    pub(crate) const CALLS: [Contender; 11] =
        [Raw, Table, Dyn, VtableApi, VtableApiR1, AbiStable, Stabby, Cglue, Vtable, WindowsCore, SaferFfi];
    /// Those that check something when a module is loaded, and a table by hand, which does not.
    pub(crate) const LOAD: [Contender; 5] = [Table, VtableApi, AbiStable, Stabby, Cglue];
    /// Those whose build is measured.
    pub(crate) const CLEAN: [Contender; 9] =
        [Syn, SynOfLibrary, VtableApi, AbiStable, Stabby, Cglue, Vtable, WindowsCore, SaferFfi];
    /// Those with a trait of any number of slots.
    pub(crate) const EDIT: [Contender; 5] = [Table, VtableApi, AbiStable, Stabby, Cglue];

    /// As on the page and in the figures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Raw => "raw pointer",
            Table => "table by hand",
            Dyn => "dyn Trait",
            VtableApi => "vtable-api",
            VtableApiR1 => "vtable-api, older module",
            AbiStable => "abi_stable",
            Stabby => "stabby",
            Cglue => "cglue",
            Vtable => "vtable",
            WindowsCore => "windows-core",
            SaferFfi => "safer-ffi",
            Syn => "syn + quote + proc-macro2, for a macro",
            SynOfLibrary => "syn + quote + proc-macro2, for a library",
        }
    }

    /// The host and the module in `peers/`.
    pub(crate) fn programs(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Raw => ("host-raw", "libpeer_raw.so"),
            Table => ("host-table", "libpeer_table.so"),
            Dyn => ("host-dyn", "libpeer_dyn.so"),
            VtableApi => ("host-vtable-api", "libpeer_vtable_api_module.so"),
            VtableApiR1 => ("host-vtable-api", "libpeer_vtable_api_module_r1.so"),
            AbiStable => ("host-abi_stable", "libpeer_abi_stable.so"),
            Stabby => ("host-stabby", "libpeer_stabby.so"),
            Cglue => ("host-cglue", "libpeer_cglue.so"),
            Vtable => ("host-vtable", "libpeer_vtable.so"),
            WindowsCore => ("host-windows-core", "libpeer_windows_core.so"),
            SaferFfi => ("host-safer-ffi", "libpeer_safer_ffi.so"),
            Syn | SynOfLibrary => return None,
        })
    }

    /// What a crate of others cannot build has no figure; what we cannot is an error.
    pub(crate) fn unless_peer<T>(self, built: Result<Option<T>, Error>) -> Result<Option<T>, Error> {
        match built {
            Err(error) if self.package().is_some() => {
                let error = error.to_string();
                let line = error.lines().find(|line| line.starts_with("error")).unwrap_or_default();
                eprintln!("      {self}: {line}");
                Ok(None)
            }
            built => built,
        }
    }

    /// The crate whose version the page names.
    pub(crate) fn package(self) -> Option<&'static str> {
        match self {
            Raw | Table | Dyn | VtableApi | VtableApiR1 => None,
            Syn | SynOfLibrary => Some("syn"),
            other => Some(other.name()),
        }
    }
}

impl fmt::Display for Contender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
