//! The trait as the user wrote it, but that the default bodies of later revisions have a second name: the
//! handle of a caller runs them when the provider lacks the revision.

use super::Input;
use crate::ast::Slot;
use crate::mangle::default_of;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{FnArg, Pat, Signature};
use vtable_api_manifest::model::Receiver;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let (attrs, vis, ident, private) = (&api.attrs, &api.vis, &api.ident, &input.private);
    let moves = api.has_objects_only();
    let methods = api.slots.iter().map(|slot| method(slot, moves));
    let (erased, supertraits) = (&input.names.erased, &api.supertraits);
    let span = Span::mixed_site();
    let (bounds, held) = if moves {
        let plus = (!supertraits.is_empty()).then(|| quote!(+));
        (
            quote_spanned!(span=> : #supertraits #plus #erased),
            Some(quote_spanned! {span=>
                #[doc(hidden)]
                fn __vt_held(&self) -> #private::handle::Held {
                    #private::handle::Held::No
                }
            }),
        )
    } else {
        let colon = (!supertraits.is_empty()).then(|| quote!(:));
        (quote_spanned!(span=> #colon #supertraits), None)
    };
    quote_spanned! {span=>
        #(#attrs)*
        #vis trait #ident #bounds {
            #(#methods)*
            #held
        }
    }
}

fn method(slot: &Slot, moves: bool) -> TokenStream {
    let (attrs, sig) = (&slot.attrs, &slot.sig);
    let Some(body) = &slot.default else { return quote!(#(#attrs)* #sig;) };
    if slot.revision < 2 || !moves {
        return quote!(#(#attrs)* #sig #body);
    }
    let forward = forwarder(slot);
    let default = default(slot);
    let receiver = (slot.receiver != Receiver::None).then(|| quote!(self.));
    let (name, args) = (default_of(&slot.ident), slot.params.iter().map(|param| &param.ident));
    let call = quote_spanned!(Span::mixed_site()=> #receiver #name(#(#args),*));
    let call = if slot.is_unsafe { quote!(unsafe { #call }) } else { call };
    quote!(#(#attrs)* #forward { #call } #default)
}

/// The signature with plain names for parameters.
pub(super) fn forwarder(slot: &Slot) -> Signature {
    let mut sig = slot.sig.clone();
    let names = slot.params.iter().map(|param| &param.ident);
    for (arg, name) in sig.inputs.iter_mut().filter_map(typed).zip(names) {
        arg.pat = Box::new(Pat::Ident(syn::PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: name.clone(),
            subpat: None,
        }));
        arg.attrs.clear();
    }
    sig
}

fn typed(arg: &mut FnArg) -> Option<&mut syn::PatType> {
    match arg {
        FnArg::Typed(arg) => Some(arg),
        FnArg::Receiver(_) => None,
    }
}

/// The default body under its second name.
pub(super) fn default(slot: &Slot) -> TokenStream {
    let Some(body) = &slot.default else { return TokenStream::new() };
    let mut sig = slot.sig.clone();
    sig.ident = default_of(&slot.ident);
    quote_spanned!(Span::mixed_site()=> #[doc(hidden)] #sig #body)
}

/// The trait as written, without our attributes.
pub(super) fn plain(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let (attrs, vis, ident, supertraits) = (&api.attrs, &api.vis, &api.ident, &api.supertraits);
    let colon = (!supertraits.is_empty()).then(|| quote!(:));
    let methods = api.slots.iter().map(|slot| {
        let (attrs, sig) = (&slot.attrs, &slot.sig);
        let body = slot.default.as_ref().map_or_else(|| quote!(;), |body| quote!(#body));
        quote!(#(#attrs)* #sig #body)
    });
    quote!(#(#attrs)* #vis trait #ident #colon #supertraits { #(#methods)* })
}
