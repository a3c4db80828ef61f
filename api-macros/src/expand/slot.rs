//! One slot: its function type, how a handle calls it, what a thunk does.

use super::Input;
use crate::ast::{Class, Closure, Param, Slot};
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
    fn arg(&self, ty: &Type) -> TokenStream {
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

    fn object(&self) -> TokenStream {
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
            slot.params.iter().enumerate().map(|(at, param)| self.lend(index, at, slot, param)).unzip();
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
    fn lend(&self, index: usize, at: usize, slot: &Slot, param: &Param) -> (TokenStream, TokenStream) {
        let (private, krate, name, lent) = (&self.private, self.krate, &param.ident, local("lent", at));
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
            Class::Closure(closure) => (self.lend_closure(index, at, slot, param, closure), mixed!(#lent)),
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
                let _ = krate;
                (mixed!(let #lent = #value;), mixed!(#lent))
            }
        }
    }

    fn recheck(&self, index: usize, at: usize, param: &Param) -> Option<TokenStream> {
        let (lent, site) = (local("lent", at), self.site(index));
        matches!(param.class, Class::Value).then(|| mixed!(#lent.recheck(#site, #at);))
    }

    /// The argument tuple of a callback's function: the context comes first.
    fn callback_args(&self, closure: &Closure) -> TokenStream {
        let (object, args) = (self.object(), closure.params.iter().map(|ty| self.arg(ty)));
        mixed!((#object, #(#args,)*))
    }

    /// Makes a C callback of a closure: a thunk whose context is the closure's reference.
    fn lend_closure(&self, index: usize, at: usize, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
        let (private, name, lent) = (&self.private, &param.ident, local("lent", at));
        let (holder, thunk, krate) = (local("holder", at), local("thunk", at), self.krate);
        let args = self.callback_args(closure);
        let ret = self.ret(closure.ret.as_ref());
        let object = general(&closure.object);
        let mutability = closure.mutable.then(|| mixed!(mut));
        let values: Vec<_> = (0..closure.params.len()).map(|at| local("value", at)).collect();
        let taken =
            values.iter().enumerate().map(|(at, value)| mixed!(#private::convert::take(#value, Self::SITE, #at)));
        let site = self.callback_site(slot, param, closure);
        let _ = index;
        mixed! {
            struct #thunk;
            // SAFETY: returns what the closure returns, in wire form.
            unsafe impl #private::slot::Handler<#args> for #thunk {
                type Wire = <#ret as #krate::AbiType>::Wire;
                const SITE: &'static #private::fault::Site = &#site;
                #[inline]
                unsafe fn handle((__vt_context, #(#values,)*): #args) -> Self::Wire {
                    // SAFETY: the context is the reference below, borrowed during the call of the slot.
                    let __vt_closure = unsafe { &#mutability *__vt_context.cast::<&'static #mutability (#object)>() };
                    // SAFETY: the arguments came from a callee that keeps the contract.
                    let __vt_result = unsafe { (*__vt_closure)(#(#taken),*) };
                    #private::convert::seal(__vt_result)
                }
            }
            let mut #holder = #name;
            let #lent = #private::raw::RawCallback {
                call: #private::handle::erase(
                    <<#ret as #krate::AbiType>::Return as #private::slot::Thunk<#args, #thunk>>::THUNK,
                ),
                context: (&raw mut #holder).cast(),
            };
        }
    }

    fn callback_site(&self, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
        let (private, id) = (&self.private, &self.api.id);
        let slot = format!("{}` (callback `{}", slot.name, param.name);
        let params = (0..closure.params.len()).map(|at| format!("argument {at}"));
        mixed!(#private::fault::Site { table: #id, slot: #slot, params: &[#(#params),*] })
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

    fn receive_closure(&self, at: usize, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
        let (private, raw, held) = (&self.private, local("raw", at), local("held", at));
        let (send, sync) = (closure.bounds.send, closure.bounds.sync);
        let (args, ret) = (self.callback_args(closure), self.ret(closure.ret.as_ref()));
        let values: Vec<_> = (0..closure.params.len()).map(|at| local("value", at)).collect();
        let lents: Vec<_> = (0..closure.params.len()).map(|at| local("lent", at)).collect();
        let types = closure.params.iter().map(general);
        let indexes = 0..closure.params.len();
        let site = self.callback_site(slot, param, closure);
        let callback = local("callback", at);
        mixed! {
            let #callback = #private::fault::check(
                #private::handle::Callback::<#send, #sync>::new(#raw), Self::SITE, #at,
            );
            let mut #held = move |#(#values: #types),*| {
                const __VT_SITE: &#private::fault::Site = &#site;
                #(let #lents = #private::convert::Lent::new(#values);)*
                // SAFETY: the signature of this callback; not null.
                let __vt_function = unsafe { #callback.function::<#private::convert::SlotFn<#ret, #args>>() };
                // SAFETY: the arguments are what the callback's contract wants.
                let __vt_result = unsafe {
                    #private::convert::call::<#ret, _>(__vt_function, (#callback.context(), #(#lents.arg(),)*), __VT_SITE)
                };
                #(#lents.recheck(__VT_SITE, #indexes);)*
                __vt_result
            };
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

/// A type in which elided lifetimes stay general and named ones, which are not in scope, become `'static`.
fn general(ty: &Type) -> TokenStream {
    fn walk(tokens: TokenStream) -> TokenStream {
        let mut out = TokenStream::new();
        let mut rest = tokens.into_iter().peekable();
        while let Some(token) = rest.next() {
            match token {
                proc_macro2::TokenTree::Punct(punct) if punct.as_char() == '\'' => match rest.next() {
                    Some(proc_macro2::TokenTree::Ident(name)) if name == "_" => out.extend(mixed!('_)),
                    _ => out.extend(mixed!('static)),
                },
                proc_macro2::TokenTree::Group(group) => {
                    let inner = proc_macro2::Group::new(group.delimiter(), walk(group.stream()));
                    out.extend([proc_macro2::TokenTree::Group(inner)]);
                }
                other => out.extend([other]),
            }
        }
        out
    }
    walk(mixed!(#ty))
}
