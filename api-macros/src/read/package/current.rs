//! The package that is being compiled, as the environment has it.

use super::file::bytes;
use super::manifest::Manifest;
use super::mode::{self, Mode};
use proc_macro2::{Ident, Span};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use syn::ext::IdentExt;
use vtable_api_manifest::abi;

/// What the build system tells a macro about the crate at hand.
pub(crate) struct Package {
    /// `CARGO_PKG_NAME`; empty when it is not set.
    pub(crate) name: String,
    /// By which records know it: what its `abi.toml` says, or `name`.
    pub(crate) local: String,
    pub(crate) version: String,
    /// Whether a program of it is compiled.
    pub(crate) is_bin: bool,
    /// `CARGO_MANIFEST_DIR`, in full.
    pub(super) root: Option<PathBuf>,
    /// The `abi.toml` beside `Cargo.toml`, or why it cannot be read.
    pub(super) abi: Option<std::io::Result<Vec<u8>>>,
    mode: Mode,
}

impl Package {
    pub(crate) fn current() -> Self {
        let var = |name: &str| std::env::var(name).unwrap_or_default();
        let (name, root) = (var("CARGO_PKG_NAME"), mode::folder("CARGO_MANIFEST_DIR"));
        let abi = root.as_ref().map(|root| bytes(&root.join("abi.toml")));
        let local = match &abi {
            Some(Ok(text)) => abi::package_name(text),
            _ => None,
        };
        let local = local.unwrap_or_else(|| name.clone());
        let (version, is_bin) = (var("CARGO_PKG_VERSION"), std::env::var_os("CARGO_BIN_NAME").is_some());
        Package { local, name, version, is_bin, root, abi, mode: Mode::current() }
    }

    /// Drafts are errors.
    pub(crate) fn is_locked(&self) -> bool {
        self.mode.locked
    }

    /// Drafts are not mentioned.
    pub(crate) fn is_quiet(&self) -> bool {
        self.mode.quiet
    }

    /// What the environment asks for in vain, and the way out.
    pub(crate) fn unknown_mode(&self) -> Option<&(String, &'static str)> {
        self.mode.unknown.as_ref()
    }

    /// The word of the CLI that is reading: docs and places are wanted, checks are its own.
    pub(crate) fn session(&self) -> Option<&str> {
        self.mode.session.as_deref()
    }

    /// The id of a trait that does not pin one: `package/trait-name`.
    pub(crate) fn default_id(&self, ident: &Ident) -> String {
        let mut id = self.local.to_ascii_lowercase();
        id.push('/');
        let name = ident.unraw().to_string();
        for (index, c) in name.char_indices() {
            if c.is_uppercase() && index > 0 {
                id.push('-');
            }
            id.push_str(&c.to_string().to_lowercase());
        }
        id
    }

    /// How the package calls `vtable-api`, if it depends on it.
    pub(crate) fn dependency(&self) -> Option<Ident> {
        Some(Ident::new(self.manifest().dependency.as_ref()?, Span::mixed_site()))
    }

    /// The package's `Cargo.toml`, read once for all macro calls of a compiler process.
    pub(super) fn manifest(&self) -> Arc<Manifest> {
        static LAST: Mutex<Option<(Option<PathBuf>, Arc<Manifest>)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((root, manifest)) = last.as_ref()
            && *root == self.root
        {
            return manifest.clone();
        }
        let manifest = Arc::new(Manifest::read(self.root.as_deref(), &self.name));
        *last = Some((self.root.clone(), manifest.clone()));
        manifest
    }
}
