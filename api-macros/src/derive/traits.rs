//! What the compiler knows of a type that its recorded fields do not say: whether it is `Send`, `Sync`, and dropped.
//! Markers, an `unsafe impl` and an `impl Drop` make the difference.

use super::{Body, Def, Field};
use crate::spelling::Spelling;
use crate::template::emit;
use crate::types::{bare, is_unit};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{GenericParam, Token, Type, TypeParamBound};

/// An expression of core's `facts`: the text that the record has, as a constant. Of a generic type, that of one of its instances.
pub(super) fn text(def: &Def) -> TokenStream {
    let fields = match &def.body {
        Body::Opaque { unmade: None } | Body::Refused => return emit!(=> ""),
        Body::Opaque { unmade: Some((fields, unmade)) } => vec![&fields[*unmade]],
        Body::Transparent { fields, inner, .. } => vec![&fields[*inner]],
        _ => def.all_fields(),
    };
    if !is_open_to_any(def) {
        return emit!(=> "");
    }
    let own = own(def);
    let mut parts = TokenStream::new();
    for field in fields.into_iter().filter(|field| !is_marker(field)) {
        let u8 = emit!(private = &def.private => #private::core::primitive::u8);
        emit!(ty = instance(def, Spelling::STATIC.write(&field.ty), &u8) => #ty,).to_tokens(&mut parts);
    }
    emit!(private = &def.private, own, parts => #private::__abi_traits!(#own, (#parts)))
}

/// What the record has as `()`.
fn is_marker(field: &Field) -> bool {
    match bare(&field.ty) {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "PhantomData"),
        other => is_unit(other),
    }
}

/// Traits that the argument which is tried has.
const KNOWN: &[&str] = &["Plain", "Element", "AbiType", "Described", "Copy", "Clone", "Sized", "Send", "Sync", "Debug"];

/// Whether a parameter can be an integer, as far as its bounds tell.
fn is_open(bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
    bounds.iter().all(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| KNOWN.iter().any(|known| last.ident == known))
        }
        _ => true,
    })
}

/// Whether any plain type can be an argument, as far as bounds tell.
pub(super) fn is_open_to_any(def: &Def) -> bool {
    let clause = def.generics.where_clause.as_ref();
    let has_clause = def.is_generic() && clause.is_some_and(|clause| !clause.predicates.is_empty());
    !has_clause && def.generics.type_params().all(|param| is_open(&param.bounds))
}

/// The type itself, with `'static` and `u8` as arguments.
fn own(def: &Def) -> TokenStream {
    let mut args = TokenStream::new();
    for param in &def.generics.params {
        match param {
            GenericParam::Lifetime(_) => emit!(=> 'static,).to_tokens(&mut args),
            _ => emit!(private = &def.private => #private::core::primitive::u8,).to_tokens(&mut args),
        }
    }
    emit!(ident = &def.ident, args => #ident<#args>)
}

/// A type where `with` stands for each type parameter.
pub(super) fn instance(def: &Def, ty: TokenStream, with: &TokenStream) -> TokenStream {
    fn walk(tokens: TokenStream, params: &[&Ident], with: &TokenStream) -> TokenStream {
        let mut replaced = TokenStream::new();
        for token in tokens {
            replaced.extend(match token {
                TokenTree::Ident(ident) if params.iter().any(|param| ident == **param) => with.clone(),
                TokenTree::Group(group) => {
                    Group::new(group.delimiter(), walk(group.stream(), params, with)).to_token_stream()
                }
                other => other.into(),
            });
        }
        replaced
    }
    let params = def.type_params();
    if params.is_empty() { ty } else { walk(ty, &params, with) }
}
