//! What the compiler knows of a type that its recorded fields do not say: whether it is `Send`, `Sync`, and dropped.
//! Markers, an `unsafe impl` and an `impl Drop` make the difference.

use crate::ast::def::{Body, Def};

use crate::check::promised::{Promised, promised};
use crate::mangle::quote_mixed;
use crate::read::spelling::Spelling;
use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
use syn::GenericParam;

/// An expression of core's `facts`: the text that the record has, as a constant.
pub(super) fn text(def: &Def) -> TokenStream {
    let fields = match &def.body {
        Body::Opaque { unmade: None } | Body::Refused => return quote_mixed!(""),
        Body::Opaque { unmade: Some((fields, unmade)) } => vec![&fields[*unmade]],
        _ => def.recorded_fields(),
    };
    let with_bytes = fields.iter().filter(|field| !crate::read::def::is_marker(&field.ty));
    let types = with_bytes.map(|field| Spelling::STATIC.write(&field.ty));
    let mut parts = quote_mixed!(#(#types,)*);
    if let Body::Enum { unknown: Some(_), .. } = &def.body
        && def.growable
    {
        // Its last variant, which is in no record: dropped, `Send` and `Sync`, whatever the others are.
        let private = &def.private;
        parts.extend(quote_mixed!(#private::growing::Unknown,));
    }
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
    let u8 = quote_mixed!(#private::u8);
    let args = |number: usize, with: &TokenStream| {
        let types = (0..params.len()).map(|at| if at == number { with } else { &u8 });
        quote_mixed!(#(#types,)*)
    };
    let asked = promised.iter().enumerate().map(|(number, promised)| {
        let [sent, shared] = tried(promised, def, &u8);
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

/// The type itself, with `'static` as arguments.
pub(super) fn own(def: &Def) -> TokenStream {
    let args = def.generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => Some(quote_mixed!('static)),
        GenericParam::Type(param) => Some(param.ident.to_token_stream()),
        GenericParam::Const(_) => None,
    });
    let ident = &def.ident;
    quote_mixed!(#ident<#(#args,)*>)
}

/// A type that may be sent and not shared, and one that may be shared and not sent; what stands for all that promise more.
fn tried(promised: &Promised, def: &Def, u8: &TokenStream) -> [TokenStream; 2] {
    let private = &def.private;
    if promised.crosses && !promised.send && !promised.sync {
        let neither = quote_mixed!(*const #u8);
        return [neither.clone(), neither];
    }
    let is_all = promised.crosses;
    let sent = quote_mixed!(#private::facts::Sent);
    let shared = quote_mixed!(#private::facts::Shared);
    [if is_all || promised.sync { u8.clone() } else { sent }, if is_all || promised.send { u8.clone() } else { shared }]
}
