//! What a type implies of its parameters where it stands. rustc takes `'b: 'a` for granted of whoever is given a type with a
//! field `PhantomData<&'a &'b ()>`, as of one with `where 'b: 'a`. So the record has all of it: by fields that cross, or declared.

use crate::ast::def::{Body, Def, Field};
use crate::check::bounds::{self, Bound};
use crate::check::markers::{self, lifetime};
use crate::mangle::{quote_mixed, respan};
use crate::read::bounds::named;
use crate::read::implied;
use crate::read::search::names;
use crate::read::types::{self, replaced};
use crate::tokens::Tokens;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{GenericParam, LifetimeParam, PredicateType, Token, Type, TypeParam, TypeParamBound, WherePredicate};

/// Items that compile if the type implies what the record has, no more and no less.
///
/// What an `impl` takes for granted is what the resolved types of its header imply: behind an alias or a projection, too. So the
/// type is in no header of those that say that there is no more, nor is a predicate of it but what was read.
pub(super) fn proofs(def: &Def) -> TokenStream {
    if def.generics.params.is_empty() || matches!(def.body, Body::Refused) {
        return TokenStream::new();
    }
    let (alone, mut left_out) = (alone(def), Vec::new());
    let fields = def.recorded_fields();
    let mut parts = Vec::new();
    for field in &fields {
        match in_header(def, field) {
            Some(ty) => parts.push(ty),
            None => left_out.push(*field),
        }
    }
    let names_itself = fields.iter().any(|field| names(&field.ty, &def.ident.to_string()));
    let itself = names_itself.then(|| {
        let declared = bare(def, false);
        quote_mixed!(struct __VtItself<#declared>((#alone));)
    });
    let read = read(def, &left_out);
    let declared = bare(def, true);
    let clause = bare_clause(def);
    let own = own(def);
    let markers_alone = markers_alone(def, &read);
    let declared_holds = declared_holds(def);
    let ends = ends(def);
    quote_mixed! {
        trait __VtImplies { type All; }
        #itself
        impl<#declared> __VtImplies for [(#alone #(#parts,)*); 0] where #clause #read { #own }
        #markers_alone
        #declared_holds
        #ends
    }
}

/// A function that compiles if no lifetime of the type can only be `'static`: it names the type with lifetimes that end, all at once.
fn ends(def: &Def) -> TokenStream {
    // Lifetimes come first.
    let mut lifetimes = def.generics.lifetimes().map(|param| &param.lifetime);
    let Some(first) = lifetimes.next() else { return TokenStream::new() };
    let equal = lifetimes.map(|other| quote_mixed!(#first: #other, #other: #first,));
    let params = def.type_params();
    let Def { ident, private, .. } = def;
    let (_, args, _) = def.generics.split_for_impl();
    let (declared, clause) = (bare(def, true), bare_clause(def));
    quote_mixed! {
        fn __vt_ends<#declared>() where #clause #(#equal)* #(#params: 'static,)* {
            let _: #private::Option<#ident #args> = #private::Option::None;
        }
    }
}

/// The type of a field as it stands in the header of what is proved of the type, with another one in place of the type itself: what it
/// implies is what is to be proved. `None` if the field would vouch for it by a detour, or has a marker, of which there is no record.
fn in_header(def: &Def, field: &Field) -> Option<TokenStream> {
    let ident = def.ident.to_string();
    // Of two types that lead to each other each would vouch for what the other one's marker says.
    let is_closed = def.stranger || markers::all(def).iter().any(|marker| !named(&def.generics, &marker.ty).is_empty());
    if implied::has_marker(&field.ty) || is_closed && !implied::is_flat(&field.ty) {
        return None;
    }
    let ty = field.ty.to_token_stream();
    if !names(&field.ty, &ident) {
        return Some(ty);
    }
    let is_itself = |part: &Type| match types::bare(part) {
        Type::Path(path) => path.path.segments.len() == 1 && path.path.segments[0].ident == def.ident,
        _ => false,
    };
    if types::parts(&field.ty).into_iter().any(|part| names(part, &ident) && !is_itself(part)) {
        return None;
    }
    let itself = quote_mixed!(__VtItself);
    Some(replaced(ty, &|word, in_lifetime| (!in_lifetime && word == &def.ident).then(|| itself.clone())))
}

/// The bounds that were read, and what references imply in fields that stand in no header.
fn read(def: &Def, left_out: &[&Field]) -> TokenStream {
    bounds::read_bounds(def, left_out)
        .iter()
        .map(|Bound { longer, shorter }| {
            let longer = if longer.starts_with('\'') {
                lifetime(def, longer).to_token_stream()
            } else {
                format_ident!("{longer}").to_token_stream()
            };
            let shorter = lifetime(def, shorter);
            quote_mixed!(#longer: #shorter,)
        })
        .tokens()
}

/// A bound may be a trait that says what its type outlives, and whoever has the type knows nothing of that: so what markers say
/// of type parameters holds without bounds.
fn markers_alone(def: &Def, read: &TokenStream) -> TokenStream {
    if !def.is_bounded() {
        return TokenStream::new();
    }
    let is_of_both = |marker: &&Field| {
        let named = named(&def.generics, &marker.ty);
        named.iter().any(|name| name.starts_with('\'')) && named.iter().any(|name| !name.starts_with('\''))
    };
    let markers: Vec<_> = markers::all(def).into_iter().filter(is_of_both).map(|marker| &marker.ty).collect();
    if markers.is_empty() {
        return TokenStream::new();
    }
    let (declared, parts) = (bare(def, false), alone(def));
    quote_mixed! {
        impl<#declared> __VtImplies for [(#parts); 1] where #read { type All = (#(#markers,)*); }
    }
}

/// The type. Where an error stands, rustc shows the line of the first marker, and that it is in what we have made.
fn own(def: &Def) -> TokenStream {
    let at = markers::all(def).first().map_or(def.ident.span(), |marker| marker.ty.span());
    let span = Span::mixed_site().located_at(at);
    let (_, args, _) = def.generics.split_for_impl();
    let ident = &def.ident;
    let args = respan(args.to_token_stream(), span);
    quote_spanned!(span=> type All = #ident #args;)
}

/// The parameters, each by itself.
fn alone(def: &Def) -> TokenStream {
    let private = &def.private;
    let part = |param: &GenericParam| match param {
        GenericParam::Lifetime(LifetimeParam { lifetime, .. }) => quote_mixed!(#private::lifetimes::Life<#lifetime>,),
        GenericParam::Type(TypeParam { ident, .. }) => quote_mixed!(#ident,),
        GenericParam::Const(_) => TokenStream::new(),
    };
    def.generics.params.iter().map(part).tokens()
}

/// That the bounds which were read are those of the type.
fn declared_holds(def: &Def) -> TokenStream {
    let bounds = bounds::read_bounds(def, &[]);
    if bounds.is_empty() {
        return TokenStream::new();
    }
    let bounds = bounds.iter().map(|Bound { longer, shorter }| {
        let shorter = lifetime(def, shorter);
        if longer.starts_with('\'') {
            let longer = lifetime(def, longer);
            quote_mixed!(&#shorter &#longer (),)
        } else {
            let longer = format_ident!("{longer}");
            quote_mixed!(&#shorter #longer,)
        }
    });
    let (ident, (_, args, _)) = (&def.ident, def.generics.split_for_impl());
    let (declared, clause) = (bare(def, true), bare_clause(def));
    quote_mixed! {
        impl<#declared> __VtImplies for [#ident #args; 2] where #clause { type All = (#(#bounds)*); }
    }
}

/// The parameters without what outlives what.
fn bare(def: &Def, has_traits: bool) -> TokenStream {
    let bare = |param: &GenericParam| match param {
        GenericParam::Lifetime(LifetimeParam { lifetime, .. }) => quote_mixed!(#lifetime,),
        GenericParam::Type(TypeParam { ident, bounds, .. }) => {
            let bounds = has_traits.then(|| traits(bounds));
            quote_mixed!(#ident: #bounds,)
        }
        GenericParam::Const(param) => quote_mixed!(#param,),
    };
    def.generics.params.iter().map(bare).tokens()
}

/// The predicates likewise.
fn bare_clause(def: &Def) -> TokenStream {
    let Some(clause) = &def.generics.where_clause else { return TokenStream::new() };
    let bare = |predicate: &WherePredicate| match predicate {
        WherePredicate::Lifetime(_) => TokenStream::new(),
        WherePredicate::Type(PredicateType { lifetimes, bounded_ty, bounds, .. }) => {
            let bounds = traits(bounds);
            quote_mixed!(#lifetimes #bounded_ty: #bounds,)
        }
        other => quote_mixed!(#other,),
    };
    clause.predicates.iter().map(bare).tokens()
}

fn traits(bounds: &Punctuated<TypeParamBound, Token![+]>) -> TokenStream {
    let traits = bounds.iter().filter(|bound| !matches!(bound, TypeParamBound::Lifetime(_)));
    quote_mixed!(#(#traits +)*)
}
