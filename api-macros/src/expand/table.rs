//! `CodecTable`, what both sides know of it, and the thunks that a provider puts there.

use super::Input;
use crate::mangle::{local, mixed};
use proc_macro2::{Literal, TokenStream};
use std::ffi::CString;

/// What stands beside the trait.
pub(super) fn outer(input: &Input<'_>) -> TokenStream {
    let api = input.api;
    let (vis, private, table) = (&api.vis, &input.private, &input.names.table);
    let fields = api.slots.iter().map(|slot| {
        let (field, function) = (&slot.ident, input.function(slot));
        let doc = format!("Slot `{}`, since revision {}.", slot.name, slot.revision);
        mixed!(#[doc = #doc] pub #field: #function,)
    });
    let doc = format!(
        "The table of [`{}`]: `{}`, revisions 1 to {}. Append-only: released slots keep their place for ever.",
        api.ident,
        api.id,
        api.last_revision()
    );
    mixed! {
        #[doc = #doc]
        #[repr(C)]
        #[derive(#private::Clone, #private::Copy)]
        #[allow(non_snake_case, dead_code, clippy::pub_underscore_fields)]
        #vis struct #table {
            #[doc = "Revisions, size, id, fingerprints, `negotiate`."]
            pub __vt_header: #private::raw::Header,
            #(#fields)*
        }
    }
}

/// What stands inside the anonymous constant.
pub(super) fn inner(input: &Input<'_>) -> TokenStream {
    let spec = spec(input);
    let sites = sites(input);
    let asserts = asserts(input);
    let provider = provider(input);
    mixed!(#spec #sites #asserts #provider)
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
    let last = api.last_revision();
    let revisions = Literal::u64_suffixed(if last == 0 { 0 } else { u64::MAX >> (64 - last.min(63)) });
    let ends = (1..=last).map(|revision| {
        let end = api.slots.iter().filter(|slot| slot.revision <= revision).count() as u32;
        mixed!(#end)
    });
    mixed! {
        impl #table {
            #[doc(hidden)]
            pub const __VT_SPEC: &'static #private::negotiate::TableSpec = &#private::negotiate::TableSpec {
                id: #c_id,
                name: #id,
                revisions: #revisions,
                fingerprints: &__VT_FINGERPRINTS,
                ends: &[#(#ends),*],
                caller: #caller,
            };
        }
    }
}

/// Names of slots and parameters, for the line that ends the process.
fn sites(input: &Input<'_>) -> TokenStream {
    let (api, private, table) = (input.api, &input.private, &input.names.table);
    let (id, count) = (&api.id, api.slots.len());
    let sites = api.slots.iter().map(|slot| {
        let (name, params) = (&slot.name, slot.params.iter().map(|param| &param.name));
        mixed!(#private::fault::Site { table: #id, slot: #name, params: &[#(#params),*] })
    });
    mixed! {
        impl #table {
            #[doc(hidden)]
            pub const __VT_SITES: &'static [#private::fault::Site; #count] = &[#(#sites),*];
        }
    }
}

/// One constant for the places of all slots.
fn asserts(input: &Input<'_>) -> TokenStream {
    let (api, private, table) = (input.api, &input.private, &input.names.table);
    let fields = api.slots.iter().map(|slot| &slot.ident);
    mixed! {
        const _: () = {
            let __vt_offsets = [#(#private::core::mem::offset_of!(#table, #fields)),*];
            let mut __vt_at = 0;
            while __vt_at < __vt_offsets.len() {
                #private::core::assert!(
                    __vt_offsets[__vt_at] == #private::raw::HEADER_SIZE + __vt_at * #private::core::mem::size_of::<fn()>()
                );
                __vt_at += 1;
            }
        };
    }
}

/// A table for any implementor.
fn provider(input: &Input<'_>) -> TokenStream {
    let (api, private, table, krate) = (input.api, &input.private, &input.names.table, input.krate);
    let ident = &api.ident;
    let handlers = api.slots.iter().enumerate().map(|(index, slot)| input.handle(index, slot));
    let callbacks = api.slots.iter().enumerate().map(|(index, slot)| input.callbacks(index, slot));
    let fields = api.slots.iter().enumerate().map(|(index, slot)| {
        let (field, ret, args) = (&slot.ident, input.ret(slot.ret.as_ref()), input.args(slot));
        let thunk = local("Slot", index);
        mixed! {
            #field: <<#ret as #krate::AbiType>::Return as #private::slot::Thunk<#args, #thunk<__VtT>>>::THUNK,
        }
    });
    let handles = [&input.names.shared, &input.names.exclusive].map(|name| mixed!(#name<'_>));
    let owned = &input.names.owned;
    mixed! {
        #(#handlers)*
        #(#callbacks)*

        struct __VtProvider<__VtT>(#private::core::marker::PhantomData<__VtT>);
        impl<__VtT: #ident> __VtProvider<__VtT> {
            const TABLE: &'static #table = &#table {
                __vt_header: #table::__VT_SPEC.header(#private::handle::release_of::<__VtT>()),
                #(#fields)*
            };
            const HEADER: *const #private::raw::Header = #private::core::ptr::from_ref(Self::TABLE).cast();
        }
        #(
            // SAFETY: the thunks take a pointer to the implementor.
            unsafe impl<__VtT: #ident> #private::handle::Provide<__VtT> for #handles {
                const HEADER: *const #private::raw::Header = __VtProvider::<__VtT>::HEADER;
            }
        )*
        // SAFETY: the thunks take a pointer to the implementor, `release` one from a `Box`.
        unsafe impl<__VtT: #ident> #private::handle::Provide<__VtT> for #owned {
            const HEADER: *const #private::raw::Header = __VtProvider::<__VtT>::HEADER;
        }
    }
}
