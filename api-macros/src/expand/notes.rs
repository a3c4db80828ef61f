//! What only the CLI is told: doc comments, and where in which file things are. Nothing of it is in a binary
//! that is released.

use crate::ast::def::{Def, Field, Variant};
use crate::ast::{Api, Slot};
use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::read::package::{self, Package};
use crate::read::types;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use vtable_api_contract::record::word;
use vtable_api_manifest::digest;

/// How a warning of drafts ends: what becomes of it elsewhere.
pub(crate) const SILENCE: &str = "\n  help: record what is released with `cargo vtable-api freeze`; until then, `VTABLE_API=quiet-drafts` silences this,\n        \
    also where `-D warnings` makes it an error";

/// A constant text: one `doc` line for each line of the comment, without the newline of the last.
pub(crate) fn docs(package: &Package, private: &Prefix, docs: &TokenStream) -> Option<TokenStream> {
    if package.session().is_none() || docs.is_empty() {
        return None;
    }
    Some(quote_mixed!(#private::__vt_docs!(#docs)))
}

pub(crate) fn table(package: &Package, api: &Api) -> String {
    let mut notes = Places::of(package);
    notes.built(package, api.ident.span());
    notes.add("-", &api.ident);
    notes.add("bounds", &api.supertraits);
    notes.text
}

pub(crate) fn slot(package: &Package, slot: &Slot) -> String {
    let mut notes = Places::of(package);
    notes.add("-", &slot.ident);
    notes.add_span("revision", slot.revision_span, slot.revision_span);
    notes.add("receiver", &slot.sig.receiver());
    notes.add("return", &slot.ret.as_ref().map(types::bare));
    for (index, param) in slot.params.iter().enumerate() {
        notes.add(&index.to_string(), types::bare(&param.ty));
    }
    notes.text
}

pub(crate) fn definition(package: &Package, def: &Def) -> String {
    let mut notes = Places::of(package);
    notes.built(package, def.ident.span());
    notes.add("-", &def.ident);
    notes.text
}

pub(crate) fn field(package: &Package, field: &Field) -> String {
    let mut notes = Places::of(package);
    notes.add("-", &field.at);
    notes.add("type", &field.ty);
    notes.text
}

pub(crate) fn variant(package: &Package, variant: &Variant) -> String {
    let mut notes = Places::of(package);
    notes.add("-", &variant.ident);
    for (index, field) in variant.fields.iter().enumerate() {
        notes.add(&index.to_string(), &field.ty);
    }
    notes.text
}

/// `at` lines: part, file, line and column of the first character, line and column behind the last one.
struct Places {
    are_wanted: bool,
    text: String,
}

impl Places {
    fn of(package: &Package) -> Places {
        Places { are_wanted: package.session().is_some(), text: String::new() }
    }

    /// `built` lines: for which run of the CLI, and from which texts of which files: the source, and the `abi.toml` that
    /// says how records call the package, if there is one.
    fn built(&mut self, package: &Package, at: Span) {
        let Some(session) = package.session() else { return };
        let abi = package.abi().and_then(|path| written(&path));
        for file in &[file_of(at), abi] {
            let (hash, file) = match file {
                Some(file) => (hash_of(file), file.as_str()),
                None => ("-".into(), "-"),
            };
            self.text.push_str(&format!("{}\t{session}\t{file}\t{hash}\n", word::BUILT));
        }
    }

    /// Nothing, if there are no tokens.
    fn add(&mut self, part: &str, tokens: &dyn ToTokens) {
        if self.are_wanted {
            self.add_tokens(part, tokens.to_token_stream());
        }
    }

    fn add_tokens(&mut self, part: &str, tokens: TokenStream) {
        let mut tokens = tokens.into_iter();
        if let Some(first) = tokens.next() {
            let last = tokens.last().unwrap_or_else(|| first.clone());
            self.add_span(part, first.span(), last.span());
        }
    }

    fn add_span(&mut self, part: &str, first: Span, last: Span) {
        if !self.are_wanted {
            return;
        }
        let Some(file) = file_of(first) else { return };
        let (first, last) = (first.unwrap().start(), last.unwrap().end());
        let (line, column, end_line, end_column) = (first.line(), first.column(), last.line(), last.column());
        self.text.push_str(&format!("{}\t{part}\t{file}\t{line}\t{column}\t{end_line}\t{end_column}\n", word::AT));
    }
}

/// In full: what cargo calls relative to the workspace is so only here.
fn file_of(at: Span) -> Option<String> {
    written(&package::in_full(at.unwrap().local_file()?)?)
}

/// A path as a field of a line.
fn written(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    for byte in path.bytes() {
        if let b'\t' | b'\n' | b'\r' = byte {
            return None;
        }
    }
    Some(path.to_owned())
}

/// Of what the file has now, or `-`, if it cannot be read; each file is read once.
fn hash_of(file: &str) -> String {
    static KNOWN: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, hash)) = known.iter().find(|(known, _)| known == file) {
        return hash.clone();
    }
    let hash = package::bytes(file.as_ref()).map_or_else(|_| "-".into(), |bytes| digest::of(&bytes));
    known.push((file.into(), hash.clone()));
    hash
}
