//! What tables and definitions have in common.

use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::read::types::c_names;
use crate::tokens::Tokens;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Type, TypePath};
use vtable_api_contract::fnv;
use vtable_api_manifest::canon;
use vtable_api_manifest::index::Index;
use vtable_api_manifest::model::{self, TypeDef};

/// That what the core's macros are called with is an expansion.
pub(crate) fn vouched(private: &Prefix) -> TokenStream {
    // SAFETY: it is.
    quote_mixed!({ unsafe { #private::handle::vouch() } })
}

/// Checks that each `c_…` path in these types means what its name says.
pub(crate) fn c_guards<'t>(private: &Prefix, types: impl IntoIterator<Item = &'t Type>) -> TokenStream {
    let mut seen = Index::default();
    let mut paths = Vec::new();
    for ty in types {
        paths.extend(c_names(ty));
    }
    paths.retain(|path| seen.note(&path.to_token_stream().to_string(), 0).is_none());
    let guard = |path: &TypePath| {
        let name = path.path.segments.last().map(|segment| &segment.ident);
        quote_mixed! {
            const _: fn() = || {
                fn is_the_one_of_core<T: #private::names::guard::#name>() {}
                is_the_one_of_core::<#path>();
            };
        }
    };
    paths.into_iter().map(guard).tokens()
}

/// The key of a recorded type.
pub(crate) fn key(local: &str, ty: &model::Type) -> u64 {
    match ty {
        model::Type::Named { package, name, .. } => vtable_api_contract::key(package.as_deref().unwrap_or(local), name),
        _ => vtable_api_contract::key(local, ""),
    }
}

/// What says that a definition was compared with the record: a hash of its recorded text.
pub(crate) fn digest(def: &TypeDef) -> u64 {
    fnv::add(fnv::START, canon::definition(def).as_bytes()).max(1)
}
