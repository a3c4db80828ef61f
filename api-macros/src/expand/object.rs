//! `dyn Codec` at the boundary: `&dyn Codec` and `&mut dyn Codec` as parameters, `Box<dyn Codec>` anywhere.

use super::Input;
use crate::mangle::mixed;
use proc_macro2::TokenStream;

pub(super) fn expand(input: &Input<'_>) -> TokenStream {
    if !input.api.has_objects_only() {
        return TokenStream::new();
    }
    let erased = erased(input);
    let api = api(input);
    let boxed = boxed(input);
    mixed! {
        #erased
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        const _: () = { #api #boxed };
    }
}

/// The hidden supertrait: how a trait object tells its provider's table.
fn erased(input: &Input<'_>) -> TokenStream {
    let (private, erased, ident, owned) = (&input.private, &input.names.erased, &input.api.ident, &input.names.owned);
    let (object, vis) = (&input.names.object, &input.api.vis);
    mixed! {
        #[doc(hidden)]
        #vis trait #erased {
            fn __vt_raw(&self) -> #private::raw::RawObject;
            fn __vt_raw_mut(&mut self) -> #private::raw::RawObject;
            fn __vt_into_raw(self: #private::Box<Self>) -> #private::raw::RawObject;
        }
        impl<__VtT: #ident> #erased for __VtT {
            fn __vt_raw(&self) -> #private::raw::RawObject {
                let __vt_object = #private::core::ptr::from_ref(self).cast_mut().cast();
                #private::handle::exposed::<__VtT, #owned>(#ident::__vt_held(self), __vt_object)
            }
            fn __vt_raw_mut(&mut self) -> #private::raw::RawObject {
                let __vt_held = #ident::__vt_held(self);
                #private::handle::exposed::<__VtT, #owned>(__vt_held, #private::core::ptr::from_mut(self).cast())
            }
            fn __vt_into_raw(self: #private::Box<Self>) -> #private::raw::RawObject {
                let __vt_held = <__VtT as #ident>::__vt_held(&*self);
                #private::handle::given::<__VtT, #owned>(__vt_held, self)
            }
        }
        impl #erased for #object {
            fn __vt_raw(&self) -> #private::raw::RawObject { self.raw.to_object() }
            fn __vt_raw_mut(&mut self) -> #private::raw::RawObject { self.raw.to_object() }
            fn __vt_into_raw(self: #private::Box<Self>) -> #private::raw::RawObject { self.raw.to_object() }
        }
    }
}

fn api(input: &Input<'_>) -> TokenStream {
    let (private, ident, table, exclusive) =
        (&input.private, &input.api.ident, &input.names.table, &input.names.exclusive);
    let (erased, id) = (&input.names.erased, &input.api.id);
    mixed! {
        // SAFETY: table and object of a provider, from its own supertrait.
        unsafe impl<'x> #private::handle::Api for dyn #ident + 'x {
            const ID: &'static #private::core::primitive::str = #id;
            const SPEC: &'static #private::negotiate::TableSpec = #table::__VT_SPEC;
            type Mut<'a> = #exclusive<'a>;
            fn raw(&self) -> #private::raw::RawObject { #erased::__vt_raw(self) }
            fn raw_mut(&mut self) -> #private::raw::RawObject { #erased::__vt_raw_mut(self) }
        }
    }
}

/// `Box<dyn Codec>` crosses as the pair that it is; the far side gets a `CodecBox` in a box.
fn boxed(input: &Input<'_>) -> TokenStream {
    let (private, krate, ident, owned) = (&input.private, input.krate, &input.api.ident, &input.names.owned);
    let (id, erased) = (&input.api.id, &input.names.erased);
    mixed! {
        impl #krate::Described for #private::Box<dyn #ident> {
            const NAME: #private::describe::Rope = &#private::handle::object_name("Box<dyn ", #id, ">");
            const TYPE: #private::describe::TypeRef =
                #private::describe::TypeRef::new(&#private::describe::TypeInfo::plain(Self::NAME, &[]));
        }
        // SAFETY: a table and an object; the table is negotiated.
        unsafe impl #krate::AbiType for #private::Box<dyn #ident> {
            type Wire = #private::raw::RawObject;
            type Arg = #private::raw::RawObject;
            type Return = #private::slot::ByValue<#private::raw::RawObject>;
            type Niche = #private::convert::Tagged;
            fn into_wire(self) -> #private::raw::RawObject { #erased::__vt_into_raw(self) }
            unsafe fn from_wire(
                __vt_wire: #private::raw::RawObject,
            ) -> #private::core::result::Result<Self, #krate::Fault> {
                // SAFETY: the contract: the object is given for good.
                match unsafe { #private::handle::receive_owned::<#owned>(__vt_wire) } {
                    #private::core::result::Result::Ok(__vt_owned) => #private::core::result::Result::Ok(#private::Box::new(__vt_owned)),
                    #private::core::result::Result::Err(__vt_fault) => #private::core::result::Result::Err(__vt_fault),
                }
            }
            fn arg(__vt_wire: &#private::raw::RawObject) -> #private::raw::RawObject { *__vt_wire }
            unsafe fn from_arg(
                __vt_arg: #private::raw::RawObject,
            ) -> #private::core::result::Result<Self, #krate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <Self as #krate::AbiType>::from_wire(__vt_arg) }
            }
        }
    }
}
