//! What cargo is told of the files that were read, so that it builds anew when one changes.

use super::current::Package;
use super::file::{ENOUGH, bytes};
use super::mode;
use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::path::PathBuf;

impl Package {
    /// Makes cargo rebuild when what the macro reads changes, at no cost in the binary.
    pub(crate) fn track(&self, krate: &Prefix, named: Option<&str>) -> TokenStream {
        let mut files = TokenStream::new();
        for path in &self.files_read(named) {
            if let Some(path) = path.to_str() {
                include(krate, &path).to_tokens(&mut files);
            }
        }
        let variable = if self.session().is_some() { mode::SESSION } else { "VTABLE_API" };
        quote_mixed! {
            #files
            const _: #krate::__private::Option<&#krate::__private::str> =
                #krate::__private::core::option_env!(#variable);
        }
    }

    /// The same where an `abi.toml` would be read, were there one: cargo cannot wait for a file. So the crate is built
    /// anew for each run of the CLI, whose file is new. In the user's own build, a table without a record is an error,
    /// or has nothing to do with records.
    pub(crate) fn track_missing(&self, krate: &Prefix) -> TokenStream {
        if self.has_abi() || self.session().is_none() {
            return TokenStream::new();
        }
        include(krate, &{
            let variable = mode::SESSION;
            quote_mixed!(#krate::__private::core::env!(#variable))
        })
    }

    /// What is there of the files that say what an expansion is: the record has the package's name for the CLI, too.
    fn files_read(&self, named: Option<&str>) -> Vec<PathBuf> {
        let mut files = Vec::new();
        if let Some(path) = self.abi()
            && self.has_abi()
        {
            files.push(path);
        }
        if named.is_some()
            && let Some(path) = self.record_path(named)
            && !files.contains(&path)
            && bytes(&path).is_ok()
        {
            files.push(path);
        }
        // Which of several programs is the main one.
        if self.is_bin
            && self.manifest().missing.is_none()
            && let Some(root) = &self.root
        {
            files.push(root.join("Cargo.toml"));
        }
        files
    }

    /// Whether there is an `abi.toml` beside `Cargo.toml`, which can be read.
    pub(super) fn has_abi(&self) -> bool {
        matches!(&self.abi, Some(Ok(text)) if (text.len() as u64) < ENOUGH)
    }
}

/// Has the compiler say that it read the file.
fn include(krate: &Prefix, path: &dyn ToTokens) -> TokenStream {
    quote_mixed!(const _: fn() = || { let _ = #krate::__private::core::include_bytes!(#path); };)
}
