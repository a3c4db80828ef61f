//! `CodecObject`, which has every slot as a method, and the handles that lend it: `CodecRef`, `CodecMut`, `CodecBox`.
//!
//! `CodecObject` has no size, so no one can swap the insides of two handles; a shared handle lends only
//! `&CodecObject`, so it has the `&self` slots and no others.

use super::Input;
use super::slot::shared_self;
use super::trait_item::default;
use crate::ast::Slot;
use crate::mangle::{has, mixed, site};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use vtable_api_manifest::model::Receiver;

/// Methods that are no slots: what is agreed, and default bodies where the handle cannot implement the trait.
pub(super) fn own_methods(input: &Input<'_>) -> TokenStream {
    let private = &input.private;
    let taken = |name: &str| input.api.slots.iter().any(|slot| slot.name == name);
    let later = || input.api.slots.iter().filter(|slot| slot.revision >= 2);
    let questions = later().filter(|slot| !taken(&has(&slot.ident).to_string())).map(|slot| question(input, slot));
    let defaults = later().filter(|_| !input.api.has_objects_only()).map(own_default);
    let agreed = (!taken("agreed")).then(|| {
        mixed! {
            #[doc = "The revisions that both sides have: bit n-1 for revision n."]
            #[inline]
            pub fn agreed(&self) -> #private::core::primitive::u64 { self.raw.agreed() }
        }
    });
    mixed!(#agreed #(#questions)* #(#defaults)*)
}

fn question(input: &Input<'_>, slot: &Slot) -> TokenStream {
    let (private, name, revision) = (&input.private, has(&slot.ident), slot.revision);
    let doc = format!(
        "Whether the provider has slot `{}` (revision {revision}); without it, the default body runs.",
        slot.name
    );
    quote_spanned! {site(slot.ident.span())=>
        #[doc = #doc]
        #[inline]
        pub fn #name(&self) -> #private::core::primitive::bool { self.raw.has(#revision) }
    }
}

/// The default body as a method of the handle, where the handle cannot implement the trait.
fn own_default(slot: &Slot) -> TokenStream {
    let mut sig = slot.sig.clone();
    if slot.receiver == Receiver::None {
        sig.inputs.insert(0, shared_self());
    }
    default(slot, sig)
}

/// The handles that have every slot, and how they hold their object: these implement the trait, as the object does.
pub(super) fn whole(input: &Input<'_>) -> Option<TokenStream> {
    let api = input.api;
    if !api.has_objects_only() {
        return None;
    }
    let (shared, exclusive, owned) = (&input.names.shared, &input.names.exclusive, &input.names.owned);
    let lends_all = api.slots.iter().all(|slot| slot.receiver == Receiver::Ref);
    let shared = lends_all.then(|| mixed!(#shared<'_> Lent));
    let (supertraits, plus) = (&api.supertraits, (!api.supertraits.is_empty()).then(|| mixed!(+)));
    Some(mixed!([[#plus #supertraits] [#exclusive<'_> Lent #owned Owned #shared]]))
}

/// `Send` and `Sync` exactly as the trait's supertraits say of every provider.
pub(super) fn threads(input: &Input<'_>) -> TokenStream {
    let (private, bounds) = (&input.private, input.api.bounds);
    let (object, shared, exclusive, owned) =
        (&input.names.object, &input.names.shared, &input.names.exclusive, &input.names.owned);
    let mark = |marker: &str, handles: &[TokenStream]| {
        let marker = Ident::new(marker, Span::mixed_site());
        mixed! {
            #(
                // SAFETY: the trait demands it of every provider.
                unsafe impl #private::core::marker::#marker for #handles {}
            )*
        }
    };
    let mut tokens = TokenStream::new();
    if bounds.send {
        tokens.extend(mark("Send", &[mixed!(#object), mixed!(#exclusive<'_>), mixed!(#owned)]));
    }
    if bounds.sync {
        tokens.extend(mark("Sync", &[mixed!(#object), mixed!(#exclusive<'_>), mixed!(#owned), mixed!(#shared<'_>)]));
        tokens.extend(mark("Send", &[mixed!(#shared<'_>)]));
    }
    tokens
}
