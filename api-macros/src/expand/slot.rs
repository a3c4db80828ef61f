//! One slot: its function type, how a handle calls it, what a thunk does.

use super::Input;
use crate::ast::{Class, Param, Slot};
use crate::mangle::{local, mixed, site};
use crate::types::Spelling;
use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Type;
use syn::spanned::Spanned;
use vtable_api_manifest::model::Receiver;

/// Types in which nothing is elided, for items.
pub(super) const STATIC: Spelling<'static> = Spelling { names: None, keep: false };

impl Input<'_> {
    /// `T` as a parameter of a function pointer.
    pub(super) fn arg(&self, ty: &Type) -> TokenStream {
        let (krate, span, ty) = (self.krate, site(ty.span()), STATIC.write(ty));
        quote_spanned!(span=> <#ty as #krate::AbiType>::Arg)
    }

    /// A parameter of the slot's function.
    fn param_arg(&self, param: &Param) -> TokenStream {
        let private = &self.private;
        match &param.class {
            Class::Value | Class::Function => self.arg(&param.ty),
            Class::Closure(_) => mixed!(#private::raw::RawCallback),
            Class::Object(_) => mixed!(#private::raw::RawObject),
        }
    }

    /// The argument tuple of the slot's function.
    pub(super) fn args(&self, slot: &Slot) -> TokenStream {
        let object = (slot.receiver != Receiver::None).then(|| self.object()).map(|object| mixed!(#object,));
        let args = slot.params.iter().map(|param| self.param_arg(param));
        mixed!((#object #(#args,)*))
    }

    pub(super) fn object(&self) -> TokenStream {
        let private = &self.private;
        mixed!(*mut #private::core::ffi::c_void)
    }

    /// The return type, in which nothing is elided.
    pub(super) fn ret(&self, ret: Option<&Type>) -> TokenStream {
        ret.map_or_else(|| mixed!(()), |ty| STATIC.write(ty))
    }

    /// The type of the slot's function.
    pub(super) fn function(&self, slot: &Slot) -> TokenStream {
        let (private, ret, args) = (&self.private, self.ret(slot.ret.as_ref()), self.args(slot));
        mixed!(#private::convert::SlotFn<#ret, #args>)
    }

    /// The body of a handle's method: calls the slot.
    pub(super) fn call(&self, index: usize, slot: &Slot) -> TokenStream {
        let (private, table, field) = (&self.private, &self.names.table, &slot.ident);
        let (locals, args): (Vec<_>, Vec<_>) =
            slot.params.iter().enumerate().map(|(at, param)| self.lend(index, at, param)).unzip();
        let rechecks = slot.params.iter().enumerate().filter_map(|(at, param)| self.recheck(index, at, param));
        let object = (slot.receiver != Receiver::None).then(|| mixed!(self.raw.object(),));
        let site = self.site(index);
        mixed! {
            #(#locals)*
            // SAFETY: the revision is agreed, so `negotiate` checked that the table holds the slot.
            let __vt_function = unsafe { (*self.raw.table::<#table>()).#field };
            // SAFETY: the arguments are what the slot's contract wants; they live during the call.
            let __vt_result = unsafe {
                #private::convert::call(__vt_function, (#object #(#args,)*), #site)
            };
            #(#rechecks)*
            __vt_result
        }
    }

    /// The site of slot `index`.
    pub(super) fn site(&self, index: usize) -> TokenStream {
        let table = &self.names.table;
        mixed!(&#table::__VT_SITES[#index])
    }

    /// What a handle's method does before the call, and the argument.
    fn lend(&self, index: usize, at: usize, param: &Param) -> (TokenStream, TokenStream) {
        let (private, name, lent) = (&self.private, &param.ident, local("lent", at));
        match &param.class {
            Class::Value => (
                {
                    let span = site(param.ty.span());
                    quote_spanned!(span=> let #lent = #private::convert::Lent::new(#name);)
                },
                mixed!(#lent.arg()),
            ),
            Class::Function => {
                let ty = STATIC.write(&param.ty);
                (mixed!(let #lent = #private::convert::Lent::<#ty>::new(#name);), mixed!(#lent.arg()))
            }
            Class::Closure(_) => (self.lend_closure(index, at, param), mixed!(#lent)),
            Class::Object(object) => {
                let ty = &object.object;
                let raw = if object.mutable { mixed!(raw_mut) } else { mixed!(raw) };
                let value = if object.optional {
                    mixed!(match #name {
                        #private::core::option::Option::Some(__vt_some) => <#ty as #private::handle::Api>::#raw(__vt_some),
                        #private::core::option::Option::None => #private::handle::NO_OBJECT,
                    })
                } else {
                    mixed!(<#ty as #private::handle::Api>::#raw(#name))
                };
                (mixed!(let #lent = #value;), mixed!(#lent))
            }
        }
    }

    fn recheck(&self, index: usize, at: usize, param: &Param) -> Option<TokenStream> {
        let (lent, site) = (local("lent", at), self.site(index));
        matches!(param.class, Class::Value).then(|| mixed!(#lent.recheck(#site, #at);))
    }

    /// What a provider's thunk does: converts, calls, converts.
    pub(super) fn handle(&self, index: usize, slot: &Slot) -> TokenStream {
        let (private, krate, api, name) = (&self.private, self.krate, &self.api.ident, &slot.ident);
        let (args, ret, site) = (self.args(slot), self.ret(slot.ret.as_ref()), self.site(index));
        let raws: Vec<_> = (0..slot.params.len()).map(|at| local("raw", at)).collect();
        let received = slot.params.iter().enumerate().map(|(at, param)| self.receive(at, slot, param));
        let values = slot.params.iter().enumerate().map(|(at, param)| self.received(at, param));
        let object = (slot.receiver != Receiver::None).then(|| mixed!(__vt_object,));
        let this = match slot.receiver {
            Receiver::None => None,
            Receiver::Ref => Some(mixed!(#private::handle::shared::<__VtT>(__vt_object, Self::SITE),)),
            Receiver::Mut => Some(mixed!(#private::handle::exclusive::<__VtT>(__vt_object, Self::SITE),)),
        };
        let thunk = local("Slot", index);
        mixed! {
            struct #thunk<__VtT>(#private::core::marker::PhantomData<__VtT>);
            // SAFETY: returns what the provider returns, in wire form.
            unsafe impl<__VtT: #api> #private::slot::Handler<#args> for #thunk<__VtT> {
                type Wire = <#ret as #krate::AbiType>::Wire;
                const SITE: &'static #private::fault::Site = #site;
                #[inline]
                unsafe fn handle((#object #(#raws,)*): #args) -> Self::Wire {
                    #(#received)*
                    // SAFETY: the object and the arguments came from a caller that keeps the contract.
                    let __vt_result = unsafe { <__VtT as #api>::#name(#this #(#values),*) };
                    #private::convert::seal(__vt_result)
                }
            }
        }
    }

    /// What must outlive the call on the provider's side: a callback's closure, an object's handle.
    fn receive(&self, at: usize, slot: &Slot, param: &Param) -> Option<TokenStream> {
        let (private, raw, held) = (&self.private, local("raw", at), local("held", at));
        match &param.class {
            Class::Value | Class::Function => None,
            Class::Object(object) => {
                let ty = &object.object;
                let how = if object.optional { mixed!(receive_optional) } else { mixed!(receive) };
                Some(mixed! {
                    // SAFETY: lent for this call; used as the signature says.
                    let __vt_received = unsafe { #private::handle::#how::<#ty>(#raw) };
                    let mut #held = #private::fault::check(__vt_received, Self::SITE, #at);
                })
            }
            Class::Closure(closure) => Some(self.receive_closure(at, slot, param, closure)),
        }
    }

    /// The value that a provider's method gets.
    fn received(&self, at: usize, param: &Param) -> TokenStream {
        let (private, raw, held) = (&self.private, local("raw", at), local("held", at));
        match &param.class {
            Class::Value => mixed!(#private::convert::take(#raw, Self::SITE, #at)),
            Class::Function => {
                let ty = STATIC.write(&param.ty);
                mixed!(#private::handle::widen::<#ty, _>(#private::convert::take::<#ty>(#raw, Self::SITE, #at)))
            }
            Class::Closure(closure) if closure.mutable => mixed!(&mut #held),
            Class::Closure(_) => mixed!(&#held),
            Class::Object(object) => match (object.optional, object.mutable) {
                (false, true) => mixed!(&mut #held),
                (false, false) => mixed!(&#held),
                (true, true) => mixed!(match &mut #held {
                    #private::core::option::Option::Some(__vt_some) => #private::core::option::Option::Some(__vt_some),
                    #private::core::option::Option::None => #private::core::option::Option::None,
                }),
                (true, false) => mixed!(match &#held {
                    #private::core::option::Option::Some(__vt_some) => #private::core::option::Option::Some(__vt_some),
                    #private::core::option::Option::None => #private::core::option::Option::None,
                }),
            },
        }
    }
}
