//! `PhantomData`: no byte of it crosses and no record has it, so what it says of lifetimes may only be what everyone takes it
//! for: a value may be used where a shorter lifetime is wanted. What else it says of its type, `traits` has.

use crate::ast::def::{Def, Field};
use crate::check::markers::all;
use crate::check::promised::is_open_to_any;
use crate::mangle::{local, quote_mixed};
use crate::read::places;
use crate::read::spelling::{Lifetimes, Spelling};
use crate::read::types::{instance, replaced};
use crate::tokens::Tokens;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Lifetime, LifetimeParam};

/// Lifetimes and type parameters.
fn names(def: &Def) -> Vec<String> {
    let lifetimes = def.generics.lifetimes().map(|param| places::name(&param.lifetime));
    lifetimes.chain(def.generics.type_params().map(|param| param.ident.unraw().to_string())).collect()
}

/// Functions that compile if each marker may stand where shorter lifetimes are wanted.
pub(super) fn proofs(def: &Def) -> TokenStream {
    if def.generics.params.is_empty() || !is_open_to_any(def) {
        return TokenStream::new();
    }
    all(def).iter().enumerate().map(|(number, field)| proof(def, number, field)).tokens()
}

fn proof(def: &Def, number: usize, field: &Field) -> TokenStream {
    let declared = def.generics.lifetimes().map(|LifetimeParam { lifetime: long, .. }| {
        let short = Lifetime::new(&format!("'{}", shorter(&long.ident)), long.span());
        quote_mixed!(#long: #short, #short,)
    });
    let ty = Spelling { names: None, lifetimes: Lifetimes::Kept }.write(&field.ty);
    let private = &def.private;
    let params = def.type_params();
    let long = instance(ty.clone(), &params, &quote_mixed!(&'__vt_long #private::u8));
    let short = instance(ty, &params, &quote_mixed!(&'__vt_short #private::u8));
    let names = names(def);
    let short = replaced(short, &|word, in_lifetime| {
        (in_lifetime && names.contains(&word.unraw().to_string())).then(|| shorter(word).to_token_stream())
    });
    // Where an error stands, rustc shows the line of the marker, and that it is in what we have made.
    let span = Span::mixed_site().located_at(field.ty.span());
    let name = local("covariant_marker", number);
    quote_spanned! { span=>
        fn #name<#(#declared)* '__vt_long: '__vt_short, '__vt_short>(__vt_long: #long) -> #short { __vt_long }
    }
}

fn shorter(name: &Ident) -> Ident {
    format_ident!("__vt_shorter_{}", name.unraw())
}
