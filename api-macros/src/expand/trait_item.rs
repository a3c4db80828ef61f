//! The trait as the user wrote it, but that the default bodies of later revisions have a second name: the
//! handle of a caller runs them when the provider lacks the revision.

use super::Input;
use crate::ast::Slot;
use crate::mangle::{default_of, mixed, site};
use crate::syntax::{FnArg, Receiver, Signature};
use proc_macro2::TokenStream;
use vtable_api_manifest::model;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let (attrs, vis, ident, private) = (&api.attrs, &api.vis, &api.ident, &input.private);
    let moves = api.has_objects_only();
    let methods = api.slots.iter().map(|slot| method(slot, moves));
    let (erased, supertraits) = (&input.names.erased, &api.supertraits);
    let (bounds, held) = if moves {
        let plus = (!supertraits.is_empty()).then(|| mixed!(+));
        (
            mixed!(: #supertraits #plus #erased),
            Some(mixed! {
                #[doc(hidden)]
                fn __vt_held(&self) -> #private::handle::Held {
                    #private::handle::Held::No
                }
            }),
        )
    } else {
        let colon = (!supertraits.is_empty()).then(|| mixed!(:));
        (mixed!(#colon #supertraits), None)
    };
    mixed! {
        #(#attrs)*
        #vis trait #ident #bounds {
            #(#methods)*
            #held
        }
    }
}

fn method(slot: &Slot, moves: bool) -> TokenStream {
    let (attrs, sig) = (&slot.attrs, &slot.sig);
    let Some(body) = &slot.default else { return mixed!(#(#attrs)* #sig;) };
    if slot.revision < 2 || !moves {
        return mixed!(#(#attrs)* #sig #body);
    }
    let forward = forwarder(slot, None);
    let default = default(slot, slot.sig.clone());
    let receiver = (slot.receiver != model::Receiver::None).then(|| mixed!(self.));
    let (name, args) = (default_of(&slot.ident), slot.params.iter().map(|param| &param.ident));
    let call = mixed!(#receiver #name(#(#args),*));
    let call = if slot.is_unsafe { mixed!(unsafe { #call }) } else { call };
    mixed!(#(#attrs)* #forward { #call } #default)
}

/// The signature with plain names for parameters, and perhaps a receiver that the slot has not.
pub(super) fn forwarder(slot: &Slot, own: Option<FnArg>) -> TokenStream {
    let Signature { fn_token, ident, generics, output, inputs, .. } = &slot.sig;
    let (unsafety, where_clause) = (slot.is_unsafe.then(|| mixed!(unsafe)), &generics.where_clause);
    let receiver = inputs.iter().find_map(|input| match input {
        FnArg::Receiver(receiver) => Some(self::receiver(receiver)),
        FnArg::Typed(_) => None,
    });
    let receiver = receiver.or_else(|| own.map(|own| mixed!(#own,)));
    let params = slot.params.iter().map(|param| {
        let (name, ty) = (&param.ident, &param.ty);
        mixed!(#name: #ty)
    });
    mixed!(#unsafety #fn_token #ident #generics(#receiver #(#params),*) #output #where_clause)
}

/// A receiver whose `self` is that of generated code.
fn receiver(receiver: &Receiver) -> TokenStream {
    let mut receiver = receiver.clone();
    receiver.self_token.span = site(receiver.self_token.span);
    mixed!(#receiver,)
}

/// The default body under its second name, with the signature that it is to have there.
pub(super) fn default(slot: &Slot, mut sig: Signature) -> TokenStream {
    let Some(body) = &slot.default else { return TokenStream::new() };
    sig.ident = default_of(&slot.ident);
    let lints = slot
        .attrs
        .iter()
        .filter(|attr| ["allow", "expect", "warn", "deny"].iter().any(|name| attr.path().is_ident(name)));
    mixed!(#[doc(hidden)] #(#lints)* #sig #body)
}

/// The trait as written, without our attributes.
pub(super) fn plain(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let (attrs, vis, ident, supertraits) = (&api.attrs, &api.vis, &api.ident, &api.supertraits);
    let colon = (!supertraits.is_empty()).then(|| mixed!(:));
    let methods = api.slots.iter().map(|slot| {
        let (attrs, mut sig) = (&slot.attrs, slot.sig.clone());
        // What no trait may have was reported; rustc need not say it again.
        (sig.constness, sig.variadic, sig.abi) = (None, None, None);
        let body = slot.default.as_ref().map_or_else(|| mixed!(;), |body| mixed!(#body));
        mixed!(#(#attrs)* #sig #body)
    });
    mixed!(#(#attrs)* #vis trait #ident #colon #supertraits { #(#methods)* })
}
