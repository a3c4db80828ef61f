//! Callbacks: `&dyn Fn` and `&mut dyn FnMut` as a C function and a context.
//!
//! A handle makes a C callback of the caller's closure; a thunk makes a closure of the C callback that it got.

use super::Input;
use super::slot::ret;
use crate::ast::{Class, Closure, Param, Slot};
use crate::mangle::{local, mixed};
use crate::types::{self, Spelling};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::format_ident;
use syn::{Lifetime, Type};

impl Input<'_> {
    /// The C functions of a slot's callbacks.
    pub(super) fn callbacks(&self, index: usize, slot: &Slot) -> TokenStream {
        let closures = slot.params.iter().enumerate().filter_map(|(at, param)| match &param.class {
            Class::Closure(closure) => Some(self.callback(index, at, slot, param, closure)),
            _ => None,
        });
        mixed!(#(#closures)*)
    }

    /// A C function whose context is a reference to the caller's closure, and the callback's names.
    fn callback(&self, index: usize, at: usize, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
        let (private, id, name) = (&self.private, &self.api.id, callback_name(index, at));
        let (ret, object) = (ret(closure.ret.as_ref(), Spelling::CALL), general(&closure.object));
        let mutability = closure.mutable.then(|| mixed!(mut));
        let values: Vec<_> = (0..closure.params.len()).map(|at| local("value", at)).collect();
        let types = closure.params.iter().map(|ty| Spelling::CALL.write(ty));
        // The context is a parameter, too.
        let thunk = format_ident!("function{}", 1 + closure.params.len(), span = proc_macro2::Span::mixed_site());
        let arguments = (0..closure.params.len()).map(|at| format!("\targument {at}"));
        let names = format!("{}`, callback `{}\t{}", slot.name, param.name, arguments.collect::<String>());
        mixed! {
            struct #name;
            impl #private::fault::Sited for #name {
                const NAMES: &'static #private::fault::Names = &#private::fault::Names { table: #id, slots: #names };
            }
            impl #name {
                const CALL: *const #private::core::ffi::c_void = #private::handle::erase(
                    #private::slot::At::<Self, #private::slot::D0>::#thunk(Self::call),
                );
                fn call<'__vt>(__vt_context: #private::slot::Object, #(#values: #types),*) -> #ret {
                    // SAFETY: the context is the reference that the handle lends during the call of the slot.
                    let __vt_closure = unsafe { &#mutability *__vt_context.0.cast::<&'static #mutability (#object)>() };
                    (*__vt_closure)(#(#values),*)
                }
            }
        }
    }

    /// Makes a C callback of a closure: its C function, and a reference to it as the context.
    pub(super) fn lend_closure(&self, index: usize, at: usize, param: &Param) -> TokenStream {
        let (private, name) = (&self.private, &param.ident);
        let (lent, holder, callback) = (local("lent", at), local("holder", at), callback_name(index, at));
        mixed! {
            let mut #holder = #name;
            let #lent = #private::raw::RawCallback { call: #callback::CALL, context: (&raw mut #holder).cast() };
        }
    }

    /// The closure that a provider's method gets.
    pub(super) fn receive_closure(&self, (slot, place): (usize, usize), at: usize, closure: &Closure) -> TokenStream {
        let (private, raw, held) = (&self.private, local("raw", at), local("held", at));
        let (name, callback) = (callback_name(slot, at), local("callback", at));
        let (send, sync) = (closure.bounds.send, closure.bounds.sync);
        let ret = ret(closure.ret.as_ref(), Spelling::STATIC);
        let values: Vec<_> = (0..closure.params.len()).map(|at| local("value", at)).collect();
        let (types, params) =
            (closure.params.iter().map(general), closure.params.iter().map(|ty| Spelling::STATIC.write(ty)));
        mixed! {
            let #callback = #private::fault::check(
                #private::handle::Callback::<#send, #sync>::new(#raw), __vt_site(#slot), #place,
            );
            let mut #held = move |#(#values: #types),*| {
                // SAFETY: the signature of this callback; not null.
                let __vt_function = unsafe {
                    #callback.function::<#private::slot::SlotFn<#ret, (#private::slot::Object, #(#params,)*)>>()
                };
                // SAFETY: the arguments are what the callback's contract wants.
                unsafe {
                    #private::slot::call::<#ret, _>(
                        &raw const __vt_function,
                        (#private::slot::Object(#callback.context()), #(#values,)*),
                        #private::fault::Site::of::<#name>(0),
                    )
                }
            };
        }
    }
}

/// The names of the callback that is parameter `at` of slot `index`.
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
