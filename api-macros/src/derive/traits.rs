//! What the compiler knows of a type that its recorded fields do not say: whether it is `Send`, `Sync`, and dropped.
//! Markers, an `unsafe impl` and an `impl Drop` make the difference.

use super::{Body, Def};
use crate::mangle::quote_mixed;
use crate::spelling::Spelling;
use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{GenericParam, Token, TypeParam, TypeParamBound, WherePredicate};

/// An expression of core's `facts`: the text that the record has, as a constant.
pub(super) fn text(def: &Def) -> TokenStream {
    let fields = match &def.body {
        Body::Opaque { unmade: None } | Body::Refused => return quote_mixed!(""),
        Body::Opaque { unmade: Some((fields, unmade)) } => vec![&fields[*unmade]],
        _ => def.recorded_fields(),
    };
    let with_bytes = fields.iter().filter(|field| !super::parse::is_marker(&field.ty));
    let types = with_bytes.map(|field| Spelling::STATIC.write(&field.ty));
    let parts = quote_mixed!(#(#types,)*);
    if def.is_generic() {
        return of_generic(def, &parts);
    }
    let (private, own) = (&def.private, own(def));
    quote_mixed!(#private::__abi_traits!(#own, (#parts)))
}

/// Of a generic type, with `u8` for each parameter, and with what goes to other threads by one way only for each by itself.
fn of_generic(def: &Def, fields: &TokenStream) -> TokenStream {
    let (params, private) = (def.type_params(), &def.private);
    let Some(promised) = promised(def) else { return quote_mixed!(#private::__abi_drop!(Self)) };
    let u8 = quote_mixed!(#private::core::primitive::u8);
    let args = |number: usize, with: &TokenStream| {
        let types = (0..params.len()).map(|at| if at == number { with } else { &u8 });
        quote_mixed!(#(#types,)*)
    };
    let asked = promised.iter().enumerate().map(|(number, promised)| {
        let [sent, shared] = promised.tried(def, &u8);
        let (sent, shared) = (args(number, &sent), args(number, &shared));
        let number = Literal::usize_unsuffixed(number + 1);
        quote_mixed!([#number [#sent] [#shared]])
    });
    // A function pointer goes everywhere: there each parameter has a use.
    let own = own(def);
    let u8 = args(params.len(), &u8);
    quote_mixed! {
        {
            type __VtOwn<#(#params,)*> = #own;
            type __VtFields<#(#params,)*> = (#fields fn(#(#params,)*));
            #private::__abi_generic_traits!(__VtOwn __VtFields [#u8] #(#asked)*)
        }
    }
}

/// Traits that the arguments which are tried have.
const KNOWN: &[&str] = &["Plain", "Element", "AbiType", "Described", "Copy", "Clone", "Sized", "Send", "Sync", "Debug"];

/// What bounds say of a type parameter.
#[derive(Default)]
struct Promised {
    send: bool,
    sync: bool,
    crosses: bool,
}

impl Promised {
    /// Whether any plain type keeps such a bound, as far as its name tells.
    fn add(&mut self, bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
        for bound in bounds {
            let TypeParamBound::Trait(bound) = bound else { continue };
            let Some(last) = bound.path.segments.last() else { return false };
            let name = last.ident.to_string();
            if !KNOWN.contains(&name.as_str()) {
                return false;
            }
            self.send |= name == "Send";
            self.sync |= name == "Sync";
            self.crosses |= name == "AbiType";
        }
        true
    }

    /// A type that may be sent and not shared, and one that may be shared and not sent; what stands for all that promise more.
    fn tried(&self, def: &Def, u8: &TokenStream) -> [TokenStream; 2] {
        let private = &def.private;
        if self.crosses && !self.send && !self.sync {
            let neither = quote_mixed!(*const #u8);
            return [neither.clone(), neither];
        }
        let is_all = self.crosses;
        let sent = quote_mixed!(#private::facts::Sent);
        let shared = quote_mixed!(#private::facts::Shared);
        [if is_all || self.sync { u8.clone() } else { sent }, if is_all || self.send { u8.clone() } else { shared }]
    }
}

/// What is promised of each type parameter, if any plain type that keeps it can be an argument.
fn promised(def: &Def) -> Option<Vec<Promised>> {
    let of_param = |param: &TypeParam| {
        let mut promised = Promised::default();
        promised.add(&param.bounds).then_some(promised)
    };
    let mut all = def.generics.type_params().map(of_param).collect::<Option<Vec<_>>>()?;
    let params = def.type_params();
    let Some(clause) = &def.generics.where_clause else { return Some(all) };
    for predicate in &clause.predicates {
        let bound = match predicate {
            WherePredicate::Lifetime(_) => continue,
            WherePredicate::Type(bound) => bound,
            _ => return None,
        };
        if bound.bounds.iter().all(|bound| matches!(bound, TypeParamBound::Lifetime(_))) {
            continue;
        }
        let number = params.iter().position(|param| super::borrows::is_param(&bound.bounded_ty, param))?;
        if !all[number].add(&bound.bounds) {
            return None;
        }
    }
    Some(all)
}

/// Whether any plain type can be an argument, as far as bounds tell.
pub(super) fn is_open_to_any(def: &Def) -> bool {
    promised(def).is_some()
}

/// The type itself, with `'static` as arguments.
fn own(def: &Def) -> TokenStream {
    let args = def.generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => Some(quote_mixed!('static)),
        GenericParam::Type(param) => Some(param.ident.to_token_stream()),
        GenericParam::Const(_) => None,
    });
    let ident = &def.ident;
    quote_mixed!(#ident<#(#args,)*>)
}
