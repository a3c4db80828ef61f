//! What a type implies of its parameters where it stands. rustc takes `'b: 'a` for granted of whoever is given a type with a
//! field `PhantomData<&'a &'b ()>`, as of one with `where 'b: 'a`. So the record has all of it: by fields that cross, or declared.

use super::borrows::{self, Bound};
use super::{Body, Def, Field, markers};
use crate::ctxt::Ctxt;
use crate::implied;
use crate::mangle::respan;
use crate::places;
use crate::syntax::items;
use crate::template::{each, emit};
use crate::types::pretty;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{GenericParam, Token, TypeParamBound, WherePredicate};
use vtable_api_manifest::diagnostics::Code;

/// Whether one parameter could outlive another one.
fn is_concerned(def: &Def) -> bool {
    def.generics.lifetimes().next().is_some() && def.generics.params.len() > 1 && !matches!(def.body, Body::Refused)
}

/// Reports a marker whose tokens imply more; rustc finds what hides behind a name.
pub(super) fn check(def: &Def, field: &Field, cx: &mut Ctxt) {
    let implied = implied::of_marker(&field.ty, &def.type_params());
    let Some(Bound { mut longer, shorter }) = borrows::unrecorded(def, implied) else { return };
    let shorter = pretty(&lifetime(def, &shorter));
    let mut other = longer.clone();
    if longer.starts_with('\'') {
        longer = pretty(&lifetime(def, &longer));
        other = format!("&{longer} ()");
    }
    cx.error(
        &field.ty,
        Code::MarkerVariance,
        format!("a marker in `{}` says that `{longer}` outlives `{shorter}`, which no record has", def.ident),
        &format!(
            "declare it, `where {longer}: {shorter}`, which is recorded; or write `PhantomData<(&{shorter} (), {other})>`, which \
             says nothing of the two"
        ),
    );
}

/// As it is declared: `'r#fn` is called `'fn` elsewhere.
fn lifetime(def: &Def, name: &str) -> syn::Lifetime {
    for param in def.generics.lifetimes() {
        if name[1..] == places::name(&param.lifetime) {
            return param.lifetime.clone();
        }
    }
    syn::Lifetime::new(name, proc_macro2::Span::mixed_site())
}

/// Items that compile if the type implies what the record has, no more and no less.
///
/// What an `impl` takes for granted is what the resolved types of its header imply: behind an alias or a projection, too.
pub(super) fn proofs(def: &Def) -> TokenStream {
    if !is_concerned(def) {
        return TokenStream::new();
    }
    let own = own(def);
    let (declared, _, clause) = def.generics.split_for_impl();
    let parts = parts(def);
    emit! { declared, clause, parts, own, declared_holds = declared_holds(def) =>
        trait __VtImplies { type All; }
        impl #declared __VtImplies for (#parts) #clause { #own }
        #declared_holds
    }
}

/// The type. Where an error stands, rustc shows the line of the first marker.
fn own(def: &Def) -> TokenStream {
    let span = markers::all(def).first().map_or(def.ident.span(), |marker| marker.ty.span());
    let (_, args, _) = def.generics.split_for_impl();
    emit!(span; ident = &def.ident, args = respan(args.to_token_stream(), span) => type All = #ident #args;)
}

/// The parameters, each by itself, and the types of the fields that the record has.
fn parts(def: &Def) -> TokenStream {
    let mut parts = TokenStream::new();
    for param in items(&def.generics.params) {
        match param {
            GenericParam::Lifetime(param) => {
                emit!(private = &def.private, lifetime = &param.lifetime => #private::lifetimes::Life<#lifetime>,)
            }
            GenericParam::Type(param) => emit!(ident = &param.ident => #ident,),
            GenericParam::Const(_) => continue,
        }
        .to_tokens(&mut parts);
    }
    for field in &def.recorded_fields() {
        // Of what is in a marker the record has nothing.
        if !implied::has_marker(&field.ty) {
            emit!(ty = &field.ty => #ty,).to_tokens(&mut parts);
        }
    }
    parts
}

/// That the bounds which were read are those of the type.
fn declared_holds(def: &Def) -> TokenStream {
    let bounds = borrows::declared_bounds(def);
    if bounds.is_empty() {
        return TokenStream::new();
    }
    let bounds = each!(&bounds, |Bound { longer, shorter }| {
        let shorter = lifetime(def, shorter);
        if longer.starts_with('\'') {
            emit!(longer = lifetime(def, longer), shorter => &#shorter &#longer (),)
        } else {
            emit!(longer = quote::format_ident!("{longer}"), shorter => &#shorter #longer,)
        }
    });
    let (_, args, _) = def.generics.split_for_impl();
    emit! { declared = bare(def), ident = &def.ident, args, clause = bare_clause(def), bounds =>
        impl<#declared> __VtImplies for (#ident #args,) where #clause { type All = (#bounds); }
    }
}

/// The parameters without what outlives what.
fn bare(def: &Def) -> TokenStream {
    let mut bare = TokenStream::new();
    for param in items(&def.generics.params) {
        match param {
            GenericParam::Lifetime(param) => emit!(lifetime = &param.lifetime => #lifetime,),
            GenericParam::Type(param) => {
                emit!(ident = &param.ident, bounds = traits(&param.bounds) => #ident: #bounds,)
            }
            GenericParam::Const(param) => emit!(param => #param,),
        }
        .to_tokens(&mut bare);
    }
    bare
}

/// The predicates likewise.
fn bare_clause(def: &Def) -> TokenStream {
    let mut bare = TokenStream::new();
    let Some(clause) = &def.generics.where_clause else { return bare };
    for predicate in items(&clause.predicates) {
        match predicate {
            WherePredicate::Lifetime(_) => continue,
            WherePredicate::Type(bound) => {
                emit!(lifetimes = &bound.lifetimes, ty = &bound.bounded_ty, bounds = traits(&bound.bounds) =>
                    #lifetimes #ty: #bounds,)
            }
            other => emit!(other => #other,),
        }
        .to_tokens(&mut bare);
    }
    bare
}

fn traits(bounds: &Punctuated<TypeParamBound, Token![+]>) -> TokenStream {
    let mut traits = TokenStream::new();
    for bound in items(bounds) {
        if !matches!(bound, TypeParamBound::Lifetime(_)) {
            emit!(bound => #bound +).to_tokens(&mut traits);
        }
    }
    traits
}
