//! The trait as the user wrote it, but that the default bodies of later revisions have a second name: the
//! handle of a caller runs them when the provider lacks the revision.

use super::input::Input;
use crate::ast::{Api, Param, Slot};
use crate::expand::below;
use crate::mangle::quote_mixed;
use crate::mangle::{default_of, site};
use crate::read::attr;
use crate::read::lifetimes;
use crate::read::search;
use crate::read::spelling::Spelling;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, FnArg, Pat, Receiver, Signature, Token, Type, parse_quote};
use vtable_api_manifest::model;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let moves = api.has_objects_only();
    let supertraits = &api.supertraits;
    let bounds = if moves {
        let plus = (!supertraits.is_empty()).then(|| quote_mixed!(+));
        let erased = &input.names.erased;
        quote_mixed!(: #supertraits #plus #erased)
    } else {
        written_bounds(supertraits)
    };
    let Api { attrs, vis, ident, .. } = api;
    let methods = api.slots.iter().map(|slot| method(input, slot, moves));
    let unimplemented = unimplemented(api);
    below::watched(&input.private, attrs, quote_mixed!(#unimplemented #vis trait #ident #bounds { #(#methods)* }))
}

/// What rustc says of a type that is put behind a handle and is no provider. The user's own words go first, and another macro is given
/// the trait as it was written.
fn unimplemented(api: &Api) -> TokenStream {
    let is_diagnostic =
        |attr: &Attribute| attr.path().segments.first().is_some_and(|first| first.ident == "diagnostic");
    if !api.has_prelude || api.attrs.iter().any(|attr| is_diagnostic(attr) || attr::may_be_macro(attr)) {
        return TokenStream::new();
    }
    let name = &api.ident;
    let message = format!("`{{Self}}` does not implement `{name}`");
    let label = format!("implement `{name}` for `{{Self}}`");
    quote_mixed!(#[diagnostic::on_unimplemented(message = #message, label = #label)])
}

fn written_bounds(supertraits: &TokenStream) -> TokenStream {
    let colon = (!supertraits.is_empty()).then(|| quote_mixed!(:));
    quote_mixed!(#colon #supertraits)
}

fn method(input: &Input<'_>, slot: &Slot, moves: bool) -> TokenStream {
    let watched = |item| below::watched(&input.private, &slot.attrs, item);
    let sig = &of_sized(input.api, slot);
    let Some(body) = &slot.default else { return watched(quote_mixed!(#sig;)) };
    if slot.revision < 2 || !moves {
        return watched(quote_mixed!(#sig #body));
    }
    let receiver = (slot.receiver != model::Receiver::None).then(|| quote_mixed!(self.));
    let (name, args) = (default_of(&slot.ident), arguments(slot));
    let call = unsafe_if(slot.is_unsafe, quote_mixed!(#receiver #name(#args)));
    let forward = forwarder(slot, None);
    let forward = watched(quote_mixed!(#forward { #call }));
    let default = default(slot, None);
    quote_mixed!(#forward #default)
}

/// The signature; of a slot without a receiver, for types that have a size: then the trait may stand behind `dyn`, and what is said of that,
/// where it would cross, is ours. Not if a default body may call it for a `Self` without a size.
fn of_sized(api: &Api, slot: &Slot) -> Signature {
    let mut sig = slot.sig.clone();
    let calls =
        |slot: &Slot| slot.default.as_ref().is_some_and(|body| search::has_word(&body.to_token_stream(), "Self"));
    if slot.receiver == model::Receiver::None && !api.slots.iter().any(calls) {
        sig.generics.make_where_clause().predicates.push(parse_quote!(Self: Sized));
    }
    sig
}

/// The parameters' names, each with a comma.
pub(super) fn arguments(slot: &Slot) -> TokenStream {
    let names = slot.params.iter().map(|param| &param.ident);
    quote_mixed!(#(#names,)*)
}

/// A call of an unsafe slot.
pub(super) fn unsafe_if(is_unsafe: bool, call: TokenStream) -> TokenStream {
    if is_unsafe { quote_mixed!(unsafe { #call }) } else { call }
}

/// The slot's attributes of these names.
pub(super) fn attributes(slot: &Slot, names: &[&str]) -> TokenStream {
    let named = attr::named(&slot.attrs, names);
    quote_mixed!(#(#named)*)
}

/// The signature with plain names for parameters, and perhaps a receiver that the slot has not.
pub(super) fn forwarder(slot: &Slot, own: Option<TokenStream>) -> TokenStream {
    if let Some(own) = own {
        return with_own(slot, &slot.ident, own, &|param, _| param.ident.to_token_stream());
    }
    let Signature { fn_token, ident, generics, output, inputs, .. } = &slot.sig;
    let receiver = match inputs.first() {
        // Its `self` is that of generated code.
        Some(FnArg::Receiver(receiver)) => {
            let self_token = Token![self](site(receiver.self_token.span));
            let receiver = Receiver { self_token, ..receiver.clone() };
            Some(quote_mixed!(#receiver,))
        }
        _ => None,
    };
    let params = slot.params.iter().map(|Param { ident, ty, .. }| quote_mixed!(#ident: #ty));
    let unsafety = slot.is_unsafe.then(|| quote_mixed!(unsafe));
    quote_mixed! {
        #unsafety #fn_token #ident #generics(#receiver #(#params,)*) #output
    }
}

/// The signature of a slot without a receiver as one with a receiver: whose lifetime elision would give to the result, so
/// the one that is meant is written out.
fn with_own(slot: &Slot, name: &Ident, own: TokenStream, pattern: &dyn Fn(&Param, &Pat) -> TokenStream) -> TokenStream {
    let sig = &slot.sig;
    let borrowed = lifetimes::borrowed(sig);
    let spelled = |ty: &Type| match &borrowed {
        Some(lifetime) => Spelling::written(lifetime).write(ty),
        None => ty.to_token_stream(),
    };
    let params = slot.params.iter().zip(&sig.inputs).filter_map(|(param, input)| {
        let FnArg::Typed(input) = input else { return None };
        let (pattern, ty) = (pattern(param, &input.pat), spelled(&input.ty));
        Some(quote_mixed!(#pattern: #ty))
    });
    let called = (borrowed.as_deref() == Some("__vt")).then(|| quote_mixed!('__vt,));
    let generics = &sig.generics.params;
    let unsafety = slot.is_unsafe.then(|| quote_mixed!(unsafe));
    let ret = slot.ret.as_ref().map(spelled).map(|ty| quote_mixed!(-> #ty));
    quote_mixed! {
        #unsafety fn #name<#called #generics>(#own #(#params,)*) #ret
    }
}

/// The default body under its second name, and perhaps with a receiver that the slot has not.
pub(super) fn default(slot: &Slot, own: Option<TokenStream>) -> TokenStream {
    let Some(body) = &slot.default else { return TokenStream::new() };
    let name = default_of(&slot.ident);
    let sig = match own {
        Some(own) => with_own(slot, &name, own, &|_, pat| pat.to_token_stream()),
        None => Signature { ident: name, ..slot.sig.clone() }.into_token_stream(),
    };
    let lints = attributes(slot, &["allow", "expect", "warn", "deny"]);
    quote_mixed!(#[doc(hidden)] #lints #sig #body)
}

/// The trait as written, without our attributes.
pub(crate) fn plain(api: &Api) -> TokenStream {
    let methods = api.slots.iter().map(|Slot { attrs, sig, default, .. }| {
        let end = default.is_none().then(|| quote_mixed!(;));
        quote_mixed!(#(#attrs)* #sig #default #end)
    });
    let Api { attrs, vis, ident, generics, .. } = api;
    let bounds = written_bounds(&api.supertraits);
    quote_mixed! {
        #(#attrs)* #vis trait #ident #generics #bounds { #(#methods)* }
    }
}
