//! Callbacks: `&dyn Fn` and `&mut dyn FnMut` as a C function and a context.
//!
//! A handle makes a C callback of the caller's closure; a thunk makes a closure of the C callback that it got.

use super::input::Input;
use crate::ast::{Bound, Class, Closure, Param, Slot, Taken};
use crate::expand::parts::vouched;
use crate::mangle::local;
use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::read::spelling::Spelling;
use crate::read::types;
use crate::tokens::Tokens;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use quote::quote_spanned;
use syn::Lifetime;
use syn::spanned::Spanned;
use vtable_api_manifest::model::Bounds;

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
            .tokens()
    }

    /// A C function whose context is a reference to the caller's closure, and the callback's names.
    fn callback(&self, index: usize, at: usize, slot: &Slot, param: &Param, closure: &Closure) -> TokenStream {
        // The context is a parameter, too.
        let thunk = Ident::new(&format!("function{}", 1 + closure.params.len()), Span::mixed_site());
        let arguments: String = (0..closure.params.len()).map(|at| format!("\targument {at}")).collect();
        let names = format!("{}`, callback `{}\t{arguments}", slot.name, param.name);
        let (private, is, id) = (&self.private, &self.names.is, &self.api.id);
        let is_meant = is_meant(private, param, closure);
        let name = callback_name(index, at);
        let ret = Spelling::CALL.ret(closure.ret.as_ref());
        let object = general(closure.object.clone(), "__vt");
        let mutability = closure.mutable.then(|| quote_mixed!(mut));
        let values = values(closure);
        let types = self.types(closure, Spelling::CALL);
        let (received, passed) = self.receive_values(closure);
        let vouched = vouched(private);
        quote_mixed! {
            #is_meant
            #private::__vt_callback! {
                #vouched #name #is #id #names #thunk [#mutability] [#object]
                (#(#values: #types,)*) [#ret] {#received} (#(#passed,)*)
            }
        }
    }

    /// Makes a C callback of a closure: its C function, and a reference to it as the context.
    pub(super) fn lend_closure(&self, index: usize, at: usize, param: &Param) -> TokenStream {
        let (private, name) = (&self.private, &param.ident);
        let (lent, holder) = (local("lent", at), local("holder", at));
        let callback = callback_name(index, at);
        quote_mixed! {
            let mut #holder = #name;
            let #lent = #private::raw::RawCallback { call: #callback::CALL, context: (&raw mut #holder).cast() };
        }
    }

    /// The closure that a provider's method gets.
    pub(super) fn receive_closure(&self, (slot, place): (usize, usize), at: usize, closure: &Closure) -> TokenStream {
        let (private, is) = (&self.private, &self.names.is);
        let (raw, held) = (local("raw", at), local("held", at));
        let name = callback_name(slot, at);
        let Bounds { send, sync, .. } = closure.bounds;
        let ret = Spelling::STATIC.ret(closure.ret.as_ref());
        let values = values(closure);
        let types = self.types(closure, Spelling::STATIC);
        let (lent, passed) = self.lend_values(closure);
        let params = closure.params.iter().map(|param| general(param.ty.to_token_stream(), "__vt"));
        let vouched = vouched(private);
        quote_mixed! {
            #private::__vt_closure! {
                #vouched #name #is [#send #sync] #slot #place #raw #held
                (#(#values: #params,)*) (#(#types,)*) [#ret] {#lent} (#(#passed,)*)
            }
        }
    }
}

impl Input<'_> {
    /// What the C function takes.
    fn types(&self, closure: &Closure, spelling: Spelling<'_>) -> Vec<TokenStream> {
        let private = &self.private;
        let ty = |param: &Taken| match &param.object {
            Some(_) => quote_mixed!(#private::raw::RawObject),
            None => spelling.write(&param.ty),
        };
        closure.params.iter().map(ty).collect()
    }

    /// What the caller's closure gets of the C function's arguments, and what must live meanwhile.
    fn receive_values(&self, closure: &Closure) -> (TokenStream, Vec<TokenStream>) {
        let private = &self.private;
        let site = quote_mixed!(#private::fault::Site::of::<Self>(0));
        let (mut received, mut passed) = (TokenStream::new(), Vec::new());
        for (at, param) in closure.params.iter().enumerate() {
            let (value, held) = (local("value", at), local("held", at));
            passed.push(match &param.object {
                Some(object) => {
                    // The context comes first.
                    received.extend(self.receive_object(object, [&value, &held], &site, 1 + at));
                    self.received_object(object, &held)
                }
                None => value.into_token_stream(),
            });
        }
        (received, passed)
    }

    /// What the C function gets of the values that a provider passes to its closure.
    fn lend_values(&self, closure: &Closure) -> (TokenStream, Vec<Ident>) {
        let (mut lent, mut passed) = (TokenStream::new(), Vec::new());
        for (at, param) in closure.params.iter().enumerate() {
            let value = local("value", at);
            passed.push(match &param.object {
                Some(object) => {
                    let name = local("lent", at);
                    lent.extend(self.lend_object(object, &value, &name));
                    name
                }
                None => value,
            });
        }
        (lent, passed)
    }
}

/// A path in core.
fn path(private: &Prefix, [module, name]: [&str; 2]) -> TokenStream {
    let (module, name) = (Ident::new(module, Span::mixed_site()), Ident::new(name, Span::mixed_site()));
    quote_mixed!(#private::core::#module::#name)
}

/// That the bounds of a callback are the traits of core that their names say.
fn is_meant(private: &Prefix, param: &Param, closure: &Closure) -> TokenStream {
    let object = general(closure.object.clone(), "static");
    let meant = closure.meant.iter().map(|Bound { binder, meant, arguments }| {
        let path = path(private, *meant);
        general(quote_mixed!(#binder #path #arguments), "static")
    });
    quote_spanned! { param.ty.span()=>
        const _: fn() = #private::names::is_meant::<#object, dyn #(#meant +)*>;
    }
}

/// The parameters' names.
fn values(closure: &Closure) -> Vec<Ident> {
    (0..closure.params.len()).map(|at| local("value", at)).collect()
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
