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
    let sited = sited(input);
    let place = place(input);
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
        #sited
        #place
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

/// The constant that negotiation reads. The id in it is the one in the record: see there.
fn spec(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let caller = c_string(&format!("{}/{}", input.package.name, input.package.version));
    let ends = (1..=api.last_revision()).map(|last| (api.slots.len() - api.slots_since(last + 1).len()) as u32);
    let (private, table, id) = (&input.private, &input.names.table, &api.id);
    quote_mixed! {
        // A static, as of the fingerprints: who names the spec need not know how long the record is.
        static __VT_ID: &#private::core::ffi::CStr = #private::record::id(&__VT_SECTION);
        impl #table {
            #[doc(hidden)]
            pub const __VT_SPEC: &'static #private::negotiate::TableSpec = &#private::negotiate::TableSpec::new(
                __VT_ID, #id, &__VT_FINGERPRINTS, &[#(#ends,)*], #caller
            );
        }
    }
}

/// Names of slots and parameters, for the line that ends the process.
fn sited(input: &Input<'_>) -> TokenStream {
    let slot = |slot: &Slot| {
        let object = if slot.receiver == Receiver::None { "" } else { "\t" };
        let params: String = slot.params.iter().map(|param| format!("\t{}", param.name)).collect();
        format!("{}{object}{params}\n", slot.name)
    };
    let slots: String = input.api.slots.iter().map(slot).collect();
    let (private, table, id) = (&input.private, &input.names.table, &input.api.id);
    quote_mixed! {
        impl #private::fault::Sited for #table {
            const NAMES: &'static #private::fault::Names = &#private::fault::Names { table: #id, slots: #slots };
        }
    }
}

/// The place of the last slot: with `repr(C)`, pointers behind the header can only lie one behind the other.
fn place(input: &Input<'_>) -> TokenStream {
    let Some((last, before)) = input.api.slots.split_last() else { return TokenStream::new() };
    let (private, table) = (&input.private, &input.names.table);
    let (last, before) = (&last.ident, before.len());
    quote_mixed! {
        const _: () = #private::core::assert!(
            #private::core::mem::offset_of!(#table, #last)
                == #private::raw::HEADER_SIZE + #before * #private::core::mem::size_of::<fn()>()
        );
    }
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
