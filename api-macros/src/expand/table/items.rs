//! `CodecTable`, what both sides know of it, and the thunks that a provider puts there.

use super::handle;
use super::input::Input;
use crate::ast::{Api, Slot};
use crate::expand::parts::vouched;
use crate::mangle::{Names, quote_mixed};
use proc_macro2::{Literal, TokenStream};
use std::ffi::CStr;
use vtable_api_manifest::model::Receiver;

/// What stands beside the trait: table, object, handles.
pub(super) fn outer(input: &Input<'_>) -> TokenStream {
    let (api, names) = (input.api, &input.names);
    let doc = format!(
        "The table of [`{}`]: `{}`, revisions 1 to {}. Append-only: released slots keep their place for ever.",
        api.ident,
        api.id,
        api.last_revision()
    );
    let fields = api.slots.iter().map(|slot| {
        let doc = format!("Slot `{}`, since revision {}.", slot.name, slot.revision);
        let field = input.field(slot);
        quote_mixed!(#doc #field)
    });
    let Api { vis, ident, .. } = api;
    let Names { table, object, shared, exclusive, owned, is, .. } = names;
    let private = &input.private;
    quote_mixed! {
        #private::__vt_types! { #vis trait #ident #is #table #object #shared #exclusive #owned #doc #(#fields)* }
    }
}

/// What stands inside the anonymous constant.
pub(super) fn inner(input: &Input<'_>) -> TokenStream {
    let spec = spec(input);
    let wrappers = wrappers(input);
    let private = &input.private;
    let vouched = vouched(&input.private);
    let ident = &input.api.ident;
    let Names { table, object, shared, exclusive, owned, is, .. } = input.names;
    let (own, asked) = (handle::own_methods(input), handle::asked(input));
    let whole = handle::whole(input);
    let threads = handle::threads(input);
    let slots = input.api.slots.iter().enumerate().map(|(index, slot)| input.slot(index, slot));
    quote_mixed! {
        #spec
        #wrappers
        #private::__vt_table! {
            #vouched #ident #is #table #object #shared #exclusive #owned {#own} {#asked} [#whole] { #(#slots)* }
        }
        #threads
    }
}

fn c_string(text: &str) -> Literal {
    let text = format!("{text}\0");
    Literal::c_string(CStr::from_bytes_until_nul(text.as_bytes()).unwrap_or_default())
}

/// What negotiation reads, names for the line that ends the process, and the place of the last slot.
fn spec(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let caller = c_string(&format!("{}/{}", input.package.name, input.package.version));
    let ends = (1..=api.last_revision()).map(|last| (api.slots.len() - api.slots_since(last + 1).len()) as u32);
    let (private, table, id, names) = (&input.private, &input.names.table, &api.id, slot_names(api));
    let last = api.slots.split_last().map(|(last, before)| {
        let (last, before) = (&last.ident, before.len());
        quote_mixed!(#last #before)
    });
    quote_mixed!(#private::__vt_spec! { #table #id #caller [#(#ends)*] #names #last })
}

/// Names of slots and parameters.
fn slot_names(api: &Api) -> String {
    let slot = |slot: &Slot| {
        let object = if slot.receiver == Receiver::None { "" } else { "\t" };
        let params: String = slot.params.iter().map(|param| format!("\t{}", param.name)).collect();
        format!("{}{object}{params}\n", slot.name)
    };
    api.slots.iter().map(slot).collect()
}

/// What is put around a provider's methods, and the C functions of callbacks.
fn wrappers(input: &Input<'_>) -> TokenStream {
    let slots = &input.api.slots;
    let wrappers: Vec<_> = slots.iter().enumerate().filter_map(|(index, slot)| input.wrapper(index, slot)).collect();
    let wrappers = (!wrappers.is_empty()).then(|| {
        let ident = &input.api.ident;
        quote_mixed! {
            impl<__VtT: #ident> __VtProvider<__VtT> {
                #(#wrappers)*
            }
        }
    });
    let callbacks = slots.iter().enumerate().map(|(index, slot)| input.callbacks(index, slot));
    quote_mixed!(#wrappers #(#callbacks)*)
}
