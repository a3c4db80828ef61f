//! The name of a field's type, as a part of texts.

use crate::ast::def::Def;
use crate::mangle::{self, quote_mixed};
use crate::read::spelling::{Lifetimes, Spelling};
use proc_macro2::TokenStream;
use syn::Type;

pub(super) fn piece(def: &Def, ty: &Type) -> TokenStream {
    let (krate, private, is, ty) = (&def.krate, &def.private, mangle::is(), spelled(def, ty));
    quote_mixed!(#private::describe::Piece::Rope(<#is<#ty> as #krate::Described>::NAME))
}

/// A field's type where the name of `c_long` is wanted.
pub(super) fn spelled(def: &Def, ty: &Type) -> TokenStream {
    let lifetimes = if def.is_generic() { Lifetimes::Kept } else { Lifetimes::Static };
    Spelling { names: Some(&def.private), lifetimes }.write(ty)
}
