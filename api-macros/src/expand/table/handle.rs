//! `CodecObject`, which has every slot as a method, and the handles that lend it: `CodecRef`, `CodecMut`, `CodecBox`.
//!
//! `CodecObject` has no size, so no one can swap the insides of two handles; a shared handle lends only
//! `&CodecObject`, so it has the `&self` slots and no others.

use super::input::Input;
use super::slot::shared_self;
use super::trait_item::default;
use crate::ast::Slot;
use crate::mangle::{Names, has, quote_mixed, site};
use crate::tokens::Tokens;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use quote::quote_spanned;
use vtable_api_manifest::model::Receiver;

/// Default bodies where the handle cannot implement the trait.
pub(super) fn own_methods(input: &Input<'_>) -> TokenStream {
    if input.api.has_objects_only() {
        return TokenStream::new();
    }
    input.api.slots_since(2).into_iter().map(own_default).tokens()
}

/// What handles and `dyn Codec` are asked: the name of `agreed`, and for each later slot a text, a name and its revision.
pub(super) fn asked(input: &Input<'_>) -> TokenStream {
    let agreed = free(input, Ident::new("agreed", Span::mixed_site()));
    let of_slots = input.api.slots_since(2).into_iter().map(|slot| question(input, slot)).tokens();
    quote_mixed!(#agreed #of_slots)
}

/// The name, or one that ends in `_` where slots have it.
fn free(input: &Input<'_>, name: Ident) -> Ident {
    if input.api.slots.iter().any(|slot| name == slot.name.as_str()) {
        return free(input, Ident::new(&format!("{name}_"), name.span()));
    }
    name
}

fn question(input: &Input<'_>, slot: &Slot) -> TokenStream {
    let doc = format!(
        "Whether the provider has slot `{}` (revision {}); without it, the default body runs.",
        slot.name, slot.revision
    );
    let (name, revision) = (free(input, has(&slot.ident)), slot.revision);
    quote_mixed!(#doc #name #revision)
}

/// The default body as a method of the handle, where the handle cannot implement the trait.
fn own_default(slot: &Slot) -> TokenStream {
    default(slot, shared_self(slot))
}

/// The handles that have every slot, and how they hold their object: these implement the trait, as the object does, and what
/// else forwards.
pub(super) fn whole(input: &Input<'_>) -> Option<TokenStream> {
    let api = input.api;
    if !api.has_objects_only() {
        return None;
    }
    let Names { shared, exclusive, owned, .. } = input.names;
    let lends_all = api.slots.iter().all(|slot| slot.receiver == Receiver::Ref);
    let shared = lends_all.then(|| quote_mixed!(#shared<'_> shared));
    let behind_ref = lends_all.then(|| quote_mixed!(behind_ref));
    let (supertraits, plus) = (&api.supertraits, (!api.supertraits.is_empty()).then(|| quote_mixed!(+)));
    // What is no provider lacks the trait; how handles have it is nobody's business.
    let hint = api.has_prelude.then(|| quote_mixed!(#[diagnostic::do_not_recommend]));
    Some(quote_mixed! {
        [[#hint] [#plus #supertraits] [#exclusive<'_> exclusive #owned exclusive #shared] [behind_box behind_mut #behind_ref]]
    })
}

/// `Send` and `Sync` exactly as the trait's supertraits say of every provider.
pub(super) fn threads(input: &Input<'_>) -> TokenStream {
    let (private, bounds) = (&input.private, input.api.bounds);
    let Names { object, shared, exclusive, owned, .. } = input.names;
    let all = [object.to_token_stream(), quote_mixed!(#exclusive<'_>), owned.to_token_stream()];
    let shared = [quote_mixed!(#shared<'_>)];
    let mark = |marker: &str, is_so: bool, handles: &[TokenStream]| {
        let marker = Ident::new(marker, Span::mixed_site());
        // SAFETY: the trait demands it of every provider: `demanded` compiles.
        is_so.then(|| quote_mixed!(#(unsafe impl #private::core::marker::#marker for #handles {})*))
    };
    let demanded_send = bounds.send.then(|| demanded(input, "Send", "is_send"));
    let demanded_sync = bounds.sync.then(|| demanded(input, "Sync", "is_sync"));
    let send = mark("Send", bounds.send, &all);
    let sync = mark("Sync", bounds.sync, &all);
    let shared_sync = mark("Sync", bounds.sync, &shared);
    let shared_send = mark("Send", bounds.sync, &shared);
    quote_mixed! {
        #demanded_send #demanded_sync #send #sync #shared_sync #shared_send
    }
}

/// That a supertrait called `Send` is the one that is meant: rustc looks at every provider.
fn demanded(input: &Input<'_>, marker: &str, check: &str) -> TokenStream {
    let is_marker = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == marker);
    let written = input.api.supertraits.clone().into_iter().find(is_marker);
    let at = written.map_or_else(Span::mixed_site, |word| word.span());
    let (private, ident) = (&input.private, &input.api.ident);
    let check = Ident::new(check, site(at));
    quote_spanned! { site(at)=>
        const _: fn() = || {
            fn __vt_demanded<__VtT: #ident + ?#private::core::marker::Sized>() {
                #private::handle::#check::<__VtT>();
            }
        };
    }
}
