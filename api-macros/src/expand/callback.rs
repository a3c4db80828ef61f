//! Callbacks: `&dyn Fn` and `&mut dyn FnMut` as a C function and a context.
//!
//! A handle makes a C callback of the caller's closure; a thunk makes a closure of the C callback that it got.

use super::Input;
use crate::ast::{Class, Closure, Param, Slot};
use crate::mangle::{local, mixed};
use crate::types;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::format_ident;
use syn::{Lifetime, Type};

impl Input<'_> {
    /// The argument tuple of a callback's function: the context comes first.
    fn callback_args(&self, closure: &Closure) -> TokenStream {
        let (object, args) = (self.object(), closure.params.iter().map(|ty| self.arg(ty)));
        mixed!((#object, #(#args,)*))
    }

    /// The handlers of a slot's callbacks.
    ///
    /// They are generic for nothing but this: rustc 1.95 fails on incremental builds ("unstable fingerprints")
    /// when a method's body asks for an `impl` without parameters whose header has a lifetime behind a
    /// projection, as `<&'static Frame as AbiType>::Arg`.
    pub(super) fn callbacks(&self, index: usize, slot: &Slot) -> TokenStream {
        let closures = slot.params.iter().enumerate().filter_map(|(at, param)| match &param.class {
            Class::Closure(closure) => Some(self.callback(index, at, slot, param, closure)),
            _ => None,
        });
        mixed!(#(#closures)*)
    }

    /// What a C function does whose context is a reference to the caller's closure.
    fn callback(&self, index: usize, at: usize, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
        let (private, krate, name) = (&self.private, self.krate, callback_name(index, at));
        let (args, ret, object) =
            (self.callback_args(closure), self.ret(closure.ret.as_ref()), general(&closure.object));
        let mutability = closure.mutable.then(|| mixed!(mut));
        let values: Vec<_> = (0..closure.params.len()).map(|at| local("value", at)).collect();
        let taken =
            values.iter().enumerate().map(|(at, value)| mixed!(#private::convert::take(#value, Self::SITE, #at)));
        let site = self.callback_site(slot, param, closure);
        mixed! {
            struct #name<__VtT>(#private::core::marker::PhantomData<__VtT>);
            impl<__VtT> #name<__VtT> {
                const CALL: *const #private::core::ffi::c_void = #private::handle::erase(
                    <<#ret as #krate::AbiType>::Return as #private::slot::Thunk<#args, Self>>::THUNK,
                );
            }
            // SAFETY: returns what the closure returns, in wire form.
            unsafe impl<__VtT> #private::slot::Handler<#args> for #name<__VtT> {
                type Wire = <#ret as #krate::AbiType>::Wire;
                const SITE: &'static #private::fault::Site = &#site;
                #[inline]
                unsafe fn handle((__vt_context, #(#values,)*): #args) -> Self::Wire {
                    // SAFETY: the context is the reference that the handle lends during the call of the slot.
                    let __vt_closure = unsafe { &#mutability *__vt_context.cast::<&'static #mutability (#object)>() };
                    // SAFETY: the arguments came from a callee that keeps the contract.
                    let __vt_result = unsafe { (*__vt_closure)(#(#taken),*) };
                    #private::convert::seal(__vt_result)
                }
            }
        }
    }

    /// Makes a C callback of a closure: its handler's thunk, and a reference to it as the context.
    pub(super) fn lend_closure(&self, index: usize, at: usize, param: &Param) -> TokenStream {
        let (private, name) = (&self.private, &param.ident);
        let (lent, holder, handler) = (local("lent", at), local("holder", at), callback_name(index, at));
        mixed! {
            let mut #holder = #name;
            let #lent = #private::raw::RawCallback {
                call: #handler::<()>::CALL,
                context: (&raw mut #holder).cast(),
            };
        }
    }

    fn callback_site(&self, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
        let (private, id) = (&self.private, &self.api.id);
        let slot = format!("{}`, callback `{}", slot.name, param.name);
        let params = (0..closure.params.len()).map(|at| format!("argument {at}"));
        mixed!(#private::fault::Site { table: #id, slot: #slot, params: &[#(#params),*] })
    }

    /// The closure that a provider's method gets.
    pub(super) fn receive_closure(&self, at: usize, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
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
}

/// The handler of the callback that is parameter `at` of slot `index`.
fn callback_name(index: usize, at: usize) -> Ident {
    let base = local("Callback", index);
    format_ident!("{base}_{at}", span = base.span())
}

/// A type in which elided lifetimes, and those of `for<'a>`, stay general; others, which are not in scope, become
/// `'static`.
fn general(ty: &Type) -> TokenStream {
    fn walk(tokens: TokenStream, own: &mut Vec<String>) -> TokenStream {
        let mut out = TokenStream::new();
        let mut rest = tokens.into_iter();
        while let Some(token) = rest.next() {
            match token {
                TokenTree::Ident(word) if word == "for" => {
                    let names = types::binder(&mut rest);
                    let lifetimes = names.iter().map(|name| Lifetime::new(&format!("'{name}"), word.span()));
                    out.extend(mixed!(for<#(#lifetimes),*>));
                    own.extend(names);
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => match rest.next() {
                    Some(TokenTree::Ident(name)) if name == "_" || own.contains(&name.to_string()) => {
                        let lifetime = Lifetime::new(&format!("'{name}"), name.span());
                        out.extend(mixed!(#lifetime));
                    }
                    _ => out.extend(mixed!('static)),
                },
                TokenTree::Group(group) => {
                    let inner = proc_macro2::Group::new(group.delimiter(), walk(group.stream(), own));
                    out.extend([TokenTree::Group(inner)]);
                }
                other => out.extend([other]),
            }
        }
        out
    }
    walk(mixed!(#ty), &mut Vec::new())
}
