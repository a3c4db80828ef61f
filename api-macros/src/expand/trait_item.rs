//! The trait as the user wrote it, but that the default bodies of later revisions have a second name: the
//! handle of a caller runs them when the provider lacks the revision.

use super::Input;
use crate::ast::{Api, Param, Slot};
use crate::attr;
use crate::below;
use crate::lifetimes;
use crate::mangle::{default_of, site};
use crate::spelling::Spelling;
use crate::syntax::{FnArg, Signature, Typed};
use crate::template::{all, each, emit};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Type;
use vtable_api_manifest::model;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let moves = api.has_objects_only();
    let supertraits = &api.supertraits;
    let bounds = if moves {
        let plus = (!supertraits.is_empty()).then(|| emit!(=> +));
        emit!(supertraits, plus, erased = &input.names.erased => : #supertraits #plus #erased)
    } else {
        written_bounds(supertraits)
    };
    let item = emit! {
        vis = &api.vis, ident = &api.ident, bounds, methods = each!(&api.slots, |slot| method(input, slot, moves)) =>
        #vis trait #ident #bounds {
            #methods
        }
    };
    below::watched(&input.private, &api.attrs, item)
}

fn written_bounds(supertraits: &TokenStream) -> TokenStream {
    let colon = (!supertraits.is_empty()).then(|| emit!(=> :));
    emit!(colon, supertraits => #colon #supertraits)
}

fn method(input: &Input<'_>, slot: &Slot, moves: bool) -> TokenStream {
    let watched = |item| below::watched(&input.private, &slot.attrs, item);
    let sig = &slot.sig;
    let Some(body) = &slot.default else { return watched(emit!(sig => #sig;)) };
    if slot.revision < 2 || !moves {
        return watched(emit!(sig, body => #sig #body));
    }
    let receiver = (slot.receiver != model::Receiver::None).then(|| emit!(=> self.));
    let call = emit!(receiver, name = default_of(&slot.ident), args = arguments(slot) => #receiver #name(#args));
    let forward = emit! {
        forward = forwarder(slot, None), call = unsafe_if(slot.is_unsafe, call) => #forward { #call }
    };
    emit!(forward = watched(forward), default = default(slot, None) => #forward #default)
}

/// The parameters' names, each with a comma.
pub(super) fn arguments(slot: &Slot) -> TokenStream {
    each!(&slot.params, |param| emit!(name = &param.ident => #name,))
}

/// A call of an unsafe slot.
pub(super) fn unsafe_if(is_unsafe: bool, call: TokenStream) -> TokenStream {
    if is_unsafe { emit!(call => unsafe { #call }) } else { call }
}

/// The slot's attributes of these names.
pub(super) fn attributes(slot: &Slot, names: &[&str]) -> TokenStream {
    all(&attr::named(&slot.attrs, names))
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
            Some(emit!(receiver = receiver.at(site(receiver.self_token.span)) => #receiver,))
        }
        _ => None,
    };
    let params = each!(&slot.params, |param| emit!(name = &param.ident, ty = &param.ty => #name: #ty,));
    emit! {
        unsafety = slot.is_unsafe.then(|| emit!(=> unsafe)), fn_token, ident, generics, receiver, params, output =>
        #unsafety #fn_token #ident #generics(#receiver #params) #output
    }
}

/// The signature of a slot without a receiver as one with a receiver: whose lifetime elision would give to the result, so
/// the one that is meant is written out.
fn with_own(
    slot: &Slot,
    name: &Ident,
    own: TokenStream,
    pattern: &dyn Fn(&Param, &Typed) -> TokenStream,
) -> TokenStream {
    let sig = &slot.sig;
    let borrowed = lifetimes::borrowed(sig);
    let spelled = |ty: &Type| match &borrowed {
        Some(lifetime) => Spelling::written(lifetime).write(ty),
        None => ty.to_token_stream(),
    };
    let mut params = TokenStream::new();
    for (index, param) in slot.params.iter().enumerate() {
        let Some(FnArg::Typed(input)) = sig.inputs.get(index) else { continue };
        emit!(pattern = pattern(param, input), ty = spelled(&input.ty) => #pattern: #ty,).to_tokens(&mut params);
    }
    let mut generics = TokenStream::new();
    if borrowed.as_deref() == Some("__vt") {
        emit!(=> '__vt,).to_tokens(&mut generics);
    }
    sig.generics.params.to_tokens(&mut generics);
    emit! {
        unsafety = slot.is_unsafe.then(|| emit!(=> unsafe)), name, generics, own, params,
        ret = sig.ret().map(|ty| emit!(ty = spelled(ty) => -> #ty)) =>
        #unsafety fn #name<#generics>(#own #params) #ret
    }
}

/// The default body under its second name, and perhaps with a receiver that the slot has not.
pub(super) fn default(slot: &Slot, own: Option<TokenStream>) -> TokenStream {
    let Some(body) = &slot.default else { return TokenStream::new() };
    let name = default_of(&slot.ident);
    let sig = match own {
        Some(own) => with_own(slot, &name, own, &|_, input| input.pat.clone()),
        None => slot.sig.named(&name),
    };
    let lints = attributes(slot, &["allow", "expect", "warn", "deny"]);
    emit!(lints, sig, body => #[doc(hidden)] #lints #sig #body)
}

/// The trait as written, without our attributes.
pub(crate) fn plain(api: &Api) -> TokenStream {
    let methods = each!(&api.slots, |slot| {
        let end = slot.default.is_none().then(|| emit!(=> ;));
        emit!(attrs = all(&slot.attrs), sig = &slot.sig, body = &slot.default, end => #attrs #sig #body #end)
    });
    emit! {
        attrs = all(&api.attrs), vis = &api.vis, ident = &api.ident, bounds = written_bounds(&api.supertraits), methods =>
        #attrs #vis trait #ident #bounds { #methods }
    }
}
