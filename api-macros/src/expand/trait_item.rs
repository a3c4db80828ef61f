//! The trait as the user wrote it, but that the default bodies of later revisions have a second name: the
//! handle of a caller runs them when the provider lacks the revision.

use super::Input;
use crate::ast::Slot;
use crate::mangle::{default_of, site};
use crate::syntax::{FnArg, Signature};
use crate::template::{all, each, emit};
use proc_macro2::TokenStream;
use quote::ToTokens;
use vtable_api_manifest::model;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let moves = api.has_objects_only();
    let supertraits = &api.supertraits;
    let (bounds, held) = if moves {
        let plus = (!supertraits.is_empty()).then(|| emit!(=> +));
        let held = emit! { private = &input.private =>
            #[doc(hidden)]
            fn __vt_held(&self) -> #private::handle::Held {
                #private::handle::Held::No
            }
        };
        (emit!(supertraits, plus, erased = &input.names.erased => : #supertraits #plus #erased), Some(held))
    } else {
        (written_bounds(supertraits), None)
    };
    emit! {
        attrs = all(&api.attrs), vis = &api.vis, ident = &api.ident, bounds, held,
        methods = each(&api.slots, &|_, slot| method(slot, moves)) =>
        #attrs
        #vis trait #ident #bounds {
            #methods
            #held
        }
    }
}

fn written_bounds(supertraits: &TokenStream) -> TokenStream {
    let colon = (!supertraits.is_empty()).then(|| emit!(=> :));
    emit!(colon, supertraits => #colon #supertraits)
}

fn method(slot: &Slot, moves: bool) -> TokenStream {
    let (attrs, sig) = (all(&slot.attrs), &slot.sig);
    let Some(body) = &slot.default else { return emit!(attrs, sig => #attrs #sig;) };
    if slot.revision < 2 || !moves {
        return emit!(attrs, sig, body => #attrs #sig #body);
    }
    let receiver = (slot.receiver != model::Receiver::None).then(|| emit!(=> self.));
    let call = emit!(receiver, name = default_of(&slot.ident), args = arguments(slot) => #receiver #name(#args));
    emit! {
        attrs, forward = forwarder(slot, None), call = unsafe_if(slot.is_unsafe, call),
        default = default(slot, None) =>
        #attrs #forward { #call } #default
    }
}

/// The parameters' names, each with a comma.
pub(super) fn arguments(slot: &Slot) -> TokenStream {
    each(&slot.params, &|_, param| emit!(name = &param.ident => #name,))
}

/// A call of an unsafe slot.
pub(super) fn unsafe_if(is_unsafe: bool, call: TokenStream) -> TokenStream {
    if is_unsafe { emit!(call => unsafe { #call }) } else { call }
}

/// The slot's attributes of these names.
pub(super) fn attributes(slot: &Slot, names: &[&str]) -> TokenStream {
    each(&slot.attrs, &|_, attr| {
        let is_wanted = names.iter().any(|name| attr.path().is_ident(name));
        if is_wanted { attr.to_token_stream() } else { TokenStream::new() }
    })
}

/// The signature with plain names for parameters, and perhaps a receiver that the slot has not.
pub(super) fn forwarder(slot: &Slot, own: Option<TokenStream>) -> TokenStream {
    let Signature { fn_token, ident, generics, output, inputs, .. } = &slot.sig;
    let receiver = match inputs.first() {
        // Its `self` is that of generated code.
        Some(FnArg::Receiver(receiver)) => {
            Some(emit!(receiver = receiver.at(site(receiver.self_token.span)) => #receiver,))
        }
        _ => own,
    };
    let params = each(&slot.params, &|_, param| emit!(name = &param.ident, ty = &param.ty => #name: #ty,));
    emit! {
        unsafety = slot.is_unsafe.then(|| emit!(=> unsafe)), fn_token, ident, generics, receiver, params, output,
        where_clause = &generics.where_clause =>
        #unsafety #fn_token #ident #generics(#receiver #params) #output #where_clause
    }
}

/// The default body under its second name, and perhaps with a receiver that the slot has not.
pub(super) fn default(slot: &Slot, own: Option<TokenStream>) -> TokenStream {
    let Some(body) = &slot.default else { return TokenStream::new() };
    let sig = slot.sig.named(&default_of(&slot.ident), own);
    let lints = attributes(slot, &["allow", "expect", "warn", "deny"]);
    emit!(lints, sig, body => #[doc(hidden)] #lints #sig #body)
}

/// The trait as written, without our attributes.
pub(super) fn plain(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let methods = each(&api.slots, &|_, slot| {
        let end = slot.default.is_none().then(|| emit!(=> ;));
        emit!(attrs = all(&slot.attrs), sig = &slot.sig, body = &slot.default, end => #attrs #sig #body #end)
    });
    emit! {
        attrs = all(&api.attrs), vis = &api.vis, ident = &api.ident, bounds = written_bounds(&api.supertraits), methods =>
        #attrs #vis trait #ident #bounds { #methods }
    }
}
