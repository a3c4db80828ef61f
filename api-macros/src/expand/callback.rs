//! Callbacks: `&dyn Fn` and `&mut dyn FnMut` as a C function and a context.
//!
//! A handle makes a C callback of the caller's closure; a thunk makes a closure of the C callback that it got.

use super::Input;
use super::slot::ret;
use crate::ast::{Class, Closure, Param, Slot};
use crate::mangle::local;
use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::spelling::Spelling;
use crate::types;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use quote::quote_spanned;
use syn::Lifetime;
use syn::spanned::Spanned;

impl Input<'_> {
    /// The C functions of a slot's callbacks.
    pub(super) fn callbacks(&self, index: usize, slot: &Slot) -> TokenStream {
        slot.params
            .iter()
            .enumerate()
            .map(|(at, param)| match &param.class {
                Class::Closure(closure) => self.callback(index, at, slot, param, closure),
                _ => TokenStream::new(),
            })
            .collect()
    }

    /// A C function whose context is a reference to the caller's closure, and the callback's names.
    fn callback(&self, index: usize, at: usize, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
        // The context is a parameter, too.
        let thunk = Ident::new(&format!("function{}", 1 + closure.params.len()), Span::mixed_site());
        let mut names = format!("{}`, callback `{}\t", slot.name, param.name);
        for at in 0..closure.params.len() {
            names.push_str(&format!("\targument {at}"));
        }
        let object = general(closure.object.clone(), "static");
        let meant = closure.meant.iter().map(|bound| {
            let (binder, arguments) = (bound.binder.clone(), bound.arguments.clone());
            let bound = {
                let path = path(&self.private, bound.meant);
                quote_mixed!(#binder #path #arguments)
            };
            let bound = general(bound, "static");
            quote_mixed!(#bound +)
        });
        let is_meant = {
            let private = &self.private;
            quote_spanned! { param.ty.span()=>
                const _: fn() = #private::names::is_meant::<#object, dyn #(#meant)*>;
            }
        };
        let private = &self.private;
        let is = &self.names.is;
        let id = &self.api.id;
        let name = callback_name(index, at);
        let ret = ret(closure.ret.as_ref(), Spelling::CALL);
        let object = general(closure.object.clone(), "__vt");
        let mutability = closure.mutable.then(|| quote_mixed!(mut));
        let values = values(closure);
        let params = typed_values(closure);
        quote_mixed! {
            #is_meant
            struct #name;
            impl #private::fault::Sited for #name {
                const NAMES: &'static #private::fault::Names = &#private::fault::Names { table: #id, slots: #names };
            }
            impl #name {
                // SAFETY: what `At` makes is a function pointer.
                const CALL: *const #private::core::ffi::c_void = unsafe {
                    #private::handle::erase(<#is<#private::slot::At<Self, #private::slot::D0>>>::#thunk(Self::call))
                };
                fn call<'__vt>(__vt_context: #private::slot::Object, #params) -> #ret {
                    // SAFETY: the context is the reference that the handle lends during the call of the slot.
                    let __vt_closure = unsafe { &#mutability *__vt_context.0.cast::<&'__vt #mutability (#object)>() };
                    (*__vt_closure)(#values)
                }
            }
        }
    }

    /// Makes a C callback of a closure: its C function, and a reference to it as the context.
    pub(super) fn lend_closure(&self, index: usize, at: usize, param: &Param) -> TokenStream {
        let private = &self.private;
        let name = &param.ident;
        let lent = local("lent", at);
        let holder = local("holder", at);
        let callback = callback_name(index, at);
        quote_mixed! {
            let mut #holder = #name;
            let #lent = #private::raw::RawCallback { call: #callback::CALL, context: (&raw mut #holder).cast() };
        }
    }

    /// The closure that a provider's method gets.
    pub(super) fn receive_closure(&self, (slot, place): (usize, usize), at: usize, closure: &Closure) -> TokenStream {
        let types = closure.params.iter().map(|ty| {
            let ty = Spelling::STATIC.write(ty);
            quote_mixed!(#ty,)
        });
        let params = closure.params.iter().enumerate().map(|(at, ty)| {
            let value = local("value", at);
            let ty = general(ty.to_token_stream(), "__vt");
            quote_mixed!(#value: #ty,)
        });
        let private = &self.private;
        let is = &self.names.is;
        let raw = local("raw", at);
        let held = local("held", at);
        let name = callback_name(slot, at);
        let callback = local("callback", at);
        let send = closure.bounds.send;
        let sync = closure.bounds.sync;
        let ret = ret(closure.ret.as_ref(), Spelling::STATIC);
        let values = values(closure);
        quote_mixed! {
            let #callback = #private::fault::check(
                #private::handle::Callback::<#send, #sync>::new(#raw), __vt_site(#slot), #place,
            );
            let mut #held = move |#(#params)*| {
                // SAFETY: the signature of this callback; not null.
                let __vt_function = unsafe {
                    #private::handle::Callback::function::<
                        #private::slot::SlotFn<#is<#ret>, #is<(#private::slot::Object, #(#types)*)>>
                    >(&#callback)
                };
                // SAFETY: the arguments are what the callback's contract wants.
                unsafe {
                    __VtCaller::call::<#ret, _>(
                        &raw const __vt_function,
                        (#private::slot::Object(#private::handle::Callback::context(&#callback)), #values),
                        #private::fault::Site::of::<#name>(0),
                    )
                }
            };
        }
    }
}

/// A path in core.
fn path(private: &Prefix, [module, name]: [&str; 2]) -> TokenStream {
    let (module, name) = (Ident::new(module, Span::mixed_site()), Ident::new(name, Span::mixed_site()));
    quote_mixed!(#private::core::#module::#name)
}

/// The parameters' names.
fn values(closure: &Closure) -> TokenStream {
    closure
        .params
        .iter()
        .enumerate()
        .map(|(at, _)| {
            let value = local("value", at);
            quote_mixed!(#value,)
        })
        .collect()
}

/// The parameters.
fn typed_values(closure: &Closure) -> TokenStream {
    closure
        .params
        .iter()
        .enumerate()
        .map(|(at, ty)| {
            let value = local("value", at);
            let ty = Spelling::CALL.write(ty);
            quote_mixed!(#value: #ty,)
        })
        .collect()
}

/// The names of the callback that is parameter `at` of slot `index`.
fn callback_name(index: usize, at: usize) -> Ident {
    let base = local("Callback", index);
    Ident::new(&format!("{base}_{at}"), base.span())
}

/// A type in which elided lifetimes, and those of `for<'a>`, stay general; others, which are not in scope, become `outer`.
fn general(ty: TokenStream, outer: &str) -> TokenStream {
    fn walk(tokens: TokenStream, own: &mut Vec<String>, outer: &str) -> TokenStream {
        let mut out = TokenStream::new();
        let mut rest = tokens.into_iter();
        while let Some(token) = rest.next() {
            match token {
                TokenTree::Ident(word) if word == "for" => {
                    own.append(&mut types::binder(&mut rest.clone()));
                    word.to_tokens(&mut out);
                }
                TokenTree::Punct(punct) if punct.as_char() == '\'' => match rest.next() {
                    Some(TokenTree::Ident(name))
                        if name == "_" || name == "static" || own.contains(&name.to_string()) =>
                    {
                        Lifetime::new(&format!("'{name}"), name.span()).to_tokens(&mut out);
                    }
                    _ => Lifetime::new(&format!("'{outer}"), Span::mixed_site()).to_tokens(&mut out),
                },
                TokenTree::Group(group) => {
                    Group::new(group.delimiter(), walk(group.stream(), own, outer)).to_tokens(&mut out);
                }
                other => other.to_tokens(&mut out),
            }
        }
        out
    }
    walk(ty, &mut Vec::new(), outer)
}
