//! What the compiler knows of a type that its recorded fields do not say: whether it is `Send`, `Sync`, and dropped.
//! Markers, an `unsafe impl` and an `impl Drop` make the difference.

use super::{Body, Def, replaced};
use crate::spelling::Spelling;
use crate::template::emit;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{GenericParam, TypeParamBound};

/// An expression of core's `facts`: the text that the record has, as a constant. Of a generic type, that of one of its instances.
pub(super) fn text(def: &Def) -> TokenStream {
    let fields = match &def.body {
        Body::Opaque { unmade: None } | Body::Refused => return emit!(=> ""),
        Body::Opaque { unmade: Some((fields, unmade)) } => vec![&fields[*unmade]],
        _ => def.recorded_fields(),
    };
    if !is_open_to_any(def) {
        return emit!(=> "");
    }
    let own = own(def);
    let mut parts = TokenStream::new();
    for field in fields {
        if super::parse::is_marker(&field.ty) {
            continue;
        }
        let u8 = emit!(private = &def.private => #private::core::primitive::u8);
        emit!(ty = instance(def, Spelling::STATIC.write(&field.ty), &u8) => #ty,).to_tokens(&mut parts);
    }
    emit!(private = &def.private, own, parts => #private::__abi_traits!(#own, (#parts)))
}

/// Traits that the argument which is tried has.
const KNOWN: &[&str] = &["Plain", "Element", "AbiType", "Described", "Copy", "Clone", "Sized", "Send", "Sync", "Debug"];

/// Whether any plain type can be an argument, as far as bounds tell.
pub(super) fn is_open_to_any(def: &Def) -> bool {
    if !def.is_generic() {
        return true;
    }
    if let Some(clause) = &def.generics.where_clause
        && !clause.predicates.is_empty()
    {
        return false;
    }
    for param in def.generics.type_params() {
        for bound in &param.bounds {
            let TypeParamBound::Trait(bound) = bound else { continue };
            let Some(last) = bound.path.segments.last() else { return false };
            if !KNOWN.contains(&last.ident.to_string().as_str()) {
                return false;
            }
        }
    }
    true
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
    let params = def.type_params();
    if params.is_empty() {
        return ty;
    }
    replaced(ty, &|word, in_lifetime| {
        for param in &params {
            if word == *param && !in_lifetime {
                return Some(with.clone());
            }
        }
        None
    })
}
