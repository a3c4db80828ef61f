//! `CodecTable`, what both sides know of it, and the thunks that a provider puts there.

use super::{Input, handle};
use crate::mangle::mixed;
use proc_macro2::{Literal, TokenStream};
use std::ffi::CString;
use vtable_api_manifest::model::Receiver;

/// What stands beside the trait: table, object, handles.
pub(super) fn outer(input: &Input<'_>) -> TokenStream {
    let (api, private, vis, ident) = (input.api, &input.private, &input.api.vis, &input.api.ident);
    let (table, object) = (&input.names.table, &input.names.object);
    let (shared, exclusive, owned) = (&input.names.shared, &input.names.exclusive, &input.names.owned);
    let doc = format!(
        "The table of [`{}`]: `{}`, revisions 1 to {}. Append-only: released slots keep their place for ever.",
        api.ident,
        api.id,
        api.last_revision()
    );
    let fields = api.slots.iter().map(|slot| {
        let (doc, field) = (format!("Slot `{}`, since revision {}.", slot.name, slot.revision), input.field(slot));
        mixed!(#doc #field)
    });
    mixed! {
        #private::__vt_types! { #vis trait #ident #table #object #shared #exclusive #owned #doc #(#fields)* }
    }
}

/// What stands inside the anonymous constant.
pub(super) fn inner(input: &Input<'_>) -> TokenStream {
    let (private, ident) = (&input.private, &input.api.ident);
    let (table, object) = (&input.names.table, &input.names.object);
    let (shared, exclusive, owned) = (&input.names.shared, &input.names.exclusive, &input.names.owned);
    let (spec, names, place, wrappers) = (spec(input), names(input), place(input), wrappers(input));
    let (own, whole, threads) = (handle::own_methods(input), handle::whole(input), handle::threads(input));
    let slots = input.api.slots.iter().enumerate().map(|(index, slot)| input.slot(index, slot));
    mixed! {
        #spec
        #names
        #place
        #wrappers
        #private::__vt_table! {
            #ident #table #object #shared #exclusive #owned {#own} [#whole] { #(#slots)* }
        }
        #threads
    }
}

fn c_string(text: &str) -> Literal {
    let bytes: Vec<u8> = text.bytes().filter(|&byte| byte != 0).collect();
    Literal::c_string(&CString::new(bytes).unwrap_or_default())
}

/// The constant that negotiation reads.
fn spec(input: &Input<'_>) -> TokenStream {
    let (api, private, table) = (input.api, &input.private, &input.names.table);
    let id = &api.id;
    let c_id = c_string(id);
    let caller = c_string(&format!("{}/{}", input.package.name, input.package.version));
    let ends = (1..=api.last_revision()).map(|revision| {
        let end = api.slots.iter().filter(|slot| slot.revision <= revision).count() as u32;
        mixed!(#end)
    });
    mixed! {
        impl #table {
            #[doc(hidden)]
            pub const __VT_SPEC: &'static #private::negotiate::TableSpec = &#private::negotiate::TableSpec::new(
                #c_id, #id, &__VT_FINGERPRINTS, &[#(#ends),*], #caller
            );
        }
    }
}

/// Names of slots and parameters, for the line that ends the process.
fn names(input: &Input<'_>) -> TokenStream {
    let (private, table, id) = (&input.private, &input.names.table, &input.api.id);
    let lines = input.api.slots.iter().map(|slot| {
        let object = if slot.receiver == Receiver::None { "" } else { "\t" };
        let params = slot.params.iter().map(|param| format!("\t{}", param.name));
        format!("{}{object}{}\n", slot.name, params.collect::<String>())
    });
    let slots: String = lines.collect();
    mixed! {
        impl #private::fault::Sited for #table {
            const NAMES: &'static #private::fault::Names = &#private::fault::Names { table: #id, slots: #slots };
        }
    }
}

/// The place of the last slot: with `repr(C)`, pointers behind the header can only lie one behind the other.
fn place(input: &Input<'_>) -> TokenStream {
    let (private, table) = (&input.private, &input.names.table);
    let Some((last, before)) = input.api.slots.split_last() else { return TokenStream::new() };
    let (last, before) = (&last.ident, before.len());
    mixed! {
        const _: () = #private::core::assert!(
            #private::core::mem::offset_of!(#table, #last)
                == #private::raw::HEADER_SIZE + #before * #private::core::mem::size_of::<fn()>()
        );
    }
}

/// What is put around a provider's methods, and the C functions of callbacks.
fn wrappers(input: &Input<'_>) -> TokenStream {
    let ident = &input.api.ident;
    let slots = || input.api.slots.iter().enumerate();
    let wrappers: Vec<_> = slots().filter_map(|(index, slot)| input.wrapper(index, slot)).collect();
    let callbacks = slots().map(|(index, slot)| input.callbacks(index, slot));
    let wrappers = (!wrappers.is_empty()).then(|| {
        mixed! {
            impl<__VtT: #ident> __VtProvider<__VtT> {
                #(#wrappers)*
            }
        }
    });
    mixed!(#wrappers #(#callbacks)*)
}
