//! `CodecTable`, what both sides know of it, and the thunks that a provider puts there.

use super::{Input, handle};
use crate::template::{each, emit};
use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
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
    let fields = each!(&api.slots, |slot| {
        let doc = format!("Slot `{}`, since revision {}.", slot.name, slot.revision);
        emit!(doc, field = input.field(slot) => #doc #field)
    });
    emit! {
        private = &input.private, vis = &api.vis, ident = &api.ident, table = &names.table, object = &names.object,
        shared = &names.shared, exclusive = &names.exclusive, owned = &names.owned, is = &names.is, doc, fields =>
        #private::__vt_types! { #vis trait #ident #is #table #object #shared #exclusive #owned #doc #fields }
    }
}

/// What stands inside the anonymous constant.
pub(super) fn inner(input: &Input<'_>) -> TokenStream {
    let names = &input.names;
    emit! {
        spec = spec(input), sited = sited(input), place = place(input), wrappers = wrappers(input),
        private = &input.private, vouched = super::vouched(&input.private), ident = &input.api.ident, table = &names.table,
        object = &names.object, shared = &names.shared, exclusive = &names.exclusive, owned = &names.owned, is = &names.is, own = handle::own_methods(input),
        whole = handle::whole(input), threads = handle::threads(input),
        slots = each!(&input.api.slots, |index, slot| input.slot(index, slot)) =>
        #spec
        #sited
        #place
        #wrappers
        #private::__vt_table! {
            #vouched #ident #is #table #object #shared #exclusive #owned {#own} [#whole] { #slots }
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
    let mut ends = TokenStream::new();
    for revision in 1..=api.last_revision() {
        let end = (api.slots.len() - api.slots_since(revision + 1).len()) as u32;
        emit!(end => #end,).to_tokens(&mut ends);
    }
    emit! {
        table = &input.names.table, private = &input.private, id = &api.id, ends, caller =>
        // A static, as of the fingerprints: who names the spec need not know how long the record is.
        static __VT_ID: &#private::core::ffi::CStr = #private::record::id(&__VT_SECTION);
        impl #table {
            #[doc(hidden)]
            pub const __VT_SPEC: &'static #private::negotiate::TableSpec = &#private::negotiate::TableSpec::new(
                __VT_ID, #id, &__VT_FINGERPRINTS, &[#ends], #caller
            );
        }
    }
}

/// Names of slots and parameters, for the line that ends the process.
fn sited(input: &Input<'_>) -> TokenStream {
    let mut slots = String::new();
    for slot in &input.api.slots {
        slots.push_str(&slot.name);
        slots.push_str(if slot.receiver == Receiver::None { "" } else { "\t" });
        for param in &slot.params {
            slots.push('\t');
            slots.push_str(&param.name);
        }
        slots.push('\n');
    }
    emit! { private = &input.private, table = &input.names.table, id = &input.api.id, slots =>
        impl #private::fault::Sited for #table {
            const NAMES: &'static #private::fault::Names = &#private::fault::Names { table: #id, slots: #slots };
        }
    }
}

/// The place of the last slot: with `repr(C)`, pointers behind the header can only lie one behind the other.
fn place(input: &Input<'_>) -> TokenStream {
    let Some((last, before)) = input.api.slots.split_last() else { return TokenStream::new() };
    emit! { private = &input.private, table = &input.names.table, last = &last.ident, before = before.len() =>
        const _: () = #private::core::assert!(
            #private::core::mem::offset_of!(#table, #last)
                == #private::raw::HEADER_SIZE + #before * #private::core::mem::size_of::<fn()>()
        );
    }
}

/// What is put around a provider's methods, and the C functions of callbacks.
fn wrappers(input: &Input<'_>) -> TokenStream {
    let wrappers = each!(&input.api.slots, |index, slot| input.wrapper(index, slot).unwrap_or_default());
    let wrappers = (!wrappers.is_empty()).then(|| {
        emit! { ident = &input.api.ident, wrappers =>
            impl<__VtT: #ident> __VtProvider<__VtT> {
                #wrappers
            }
        }
    });
    emit! { wrappers, callbacks = each!(&input.api.slots, |index, slot| input.callbacks(index, slot)) =>
        #wrappers #callbacks
    }
}
