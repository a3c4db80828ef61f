//! One slot: its function type, and what the core's macros make methods and thunks from.

use super::input::Input;
use super::trait_item::{arguments, attributes, forwarder, unsafe_if};
use crate::ast::{Class, Object, Param, Slot};
use crate::mangle::quote_mixed;
use crate::mangle::{default_of, local, site};
use crate::read::spelling::Spelling;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::ToTokens;
use quote::quote_spanned;
use syn::Type;
use vtable_api_manifest::model::Receiver;

/// Types in which nothing is elided, for items.
pub(super) const STATIC: Spelling<'static> = Spelling::STATIC;
/// Types of the functions of a provider, which live for one call.
const CALL: Spelling<'static> = Spelling::CALL;

impl Input<'_> {
    /// A slot as a field of the table: `name [Object] (parameters) (return)`.
    pub(super) fn field(&self, slot: &Slot) -> TokenStream {
        let params = slot.params.iter().map(|param| self.param_type(param, STATIC));
        let name = &slot.ident;
        let object = object(slot);
        let ret = STATIC.ret(slot.ret.as_ref());
        quote_mixed!(#name [#object] (#(#params,)*) (#ret))
    }

    /// What the slot's function has as a parameter.
    fn param_type(&self, param: &Param, spelling: Spelling<'_>) -> TokenStream {
        let private = &self.private;
        match &param.class {
            Class::Value => spelling.write(&param.ty),
            Class::Function => STATIC.write(&param.ty),
            Class::Closure(_) => quote_mixed!(#private::raw::RawCallback),
            Class::Object(_) => quote_mixed!(#private::raw::RawObject),
        }
    }

    /// A slot as the core's macros take it: the table at the top of its `expand.rs` says what each part is.
    pub(super) fn slot(&self, index: usize, slot: &Slot) -> TokenStream {
        let lend = if slot.receiver == Receiver::Mut { "object_mut" } else { "object" };
        let kind = if has_object(slot) { "method" } else { "function" };
        let (name, at, digits) = (&slot.ident, Literal::usize_unsuffixed(index), digits(index));
        let lend = Ident::new(lend, Span::mixed_site());
        let object = object(slot);
        let thunk = Ident::new(&format!("{kind}{}", slot.params.len()), Span::mixed_site());
        let attrs = attributes(slot, &["doc", "deprecated", "must_use"]);
        let sig = self.signature(slot);
        let before = self.before(index, slot);
        let args = arguments(slot);
        let lent = slot.params.iter().enumerate().map(|(at, param)| self.lent(at, param));
        let unsafety = slot.is_unsafe.then(|| quote_mixed!(unsafe));
        let function = self.function(index, slot);
        quote_spanned! { site(slot.ident.span())=>
            #name #at [#digits] self #lend [#object] #thunk [#attrs] [#sig] {#before} (#args) (#(#lent,)*)
            [#unsafety] [#function]
        }
    }

    /// The signature of the object's method.
    fn signature(&self, slot: &Slot) -> TokenStream {
        forwarder(slot, shared_self(slot))
    }

    /// What a method of the object does before the call: the default body where the provider lacks the revision, and C
    /// callbacks of the caller's closures, and the insides of objects.
    fn before(&self, index: usize, slot: &Slot) -> TokenStream {
        let lent = slot.params.iter().enumerate().map(|(at, param)| match &param.class {
            Class::Closure(_) => self.lend_closure(index, at, param),
            Class::Object(object) => self.lend_object(object, &param.ident, &local("lent", at)),
            Class::Value | Class::Function => TokenStream::new(),
        });
        let fallback = (slot.revision >= 2).then(|| {
            let (private, revision) = (&self.private, slot.revision);
            let fallback = self.fallback(slot);
            quote_mixed!(if !#private::handle::Object::has(&self.raw, #revision) { return #fallback; })
        });
        quote_mixed!(#fallback #(#lent)*)
    }

    fn fallback(&self, slot: &Slot) -> TokenStream {
        let (default, args) = (default_of(&slot.ident), arguments(slot));
        let call = if self.api.has_objects_only() {
            let api = &self.api.ident;
            quote_mixed!(<Self as #api>::#default(self, #args))
        } else {
            quote_mixed!(Self::#default(self, #args))
        };
        let call = unsafe_if(slot.is_unsafe, call);
        match &slot.ret {
            Some(ret) if self.is_caught(slot) => self.caught_here(ret, &call),
            _ => call,
        }
    }

    /// A default body that the caller runs, whose panic is an error as in the provider.
    fn caught_here(&self, ret: &Type, call: &TokenStream) -> TokenStream {
        let private = &self.private;
        quote_mixed! {
            {
                #[allow(unused_imports)]
                use #private::panicked::Uncaught as _;
                <#private::panicked::Returned<#ret>>::__vt_here(move || #call)
            }
        }
    }

    /// A parameter of the object's method as what the slot's function takes.
    fn lent(&self, at: usize, param: &Param) -> TokenStream {
        let name = &param.ident;
        match &param.class {
            Class::Value => name.to_token_stream(),
            Class::Function => {
                let ty = STATIC.write(&param.ty);
                quote_mixed!((#name as #ty))
            }
            Class::Closure(_) | Class::Object(_) => local("lent", at).into_token_stream(),
        }
    }

    /// Table and object of the reference that `name` is, as `lent`.
    pub(super) fn lend_object(&self, object: &Object, name: &Ident, lent: &Ident) -> TokenStream {
        let (private, is) = (&self.private, &self.names.is);
        let raw = Ident::new(if object.mutable { "raw_mut" } else { "raw" }, Span::mixed_site());
        let ty = &object.object;
        let raw = quote_mixed!(<#is<#ty> as #private::handle::Api>::#raw);
        if !object.optional {
            return quote_mixed!(let #lent = #raw(#name););
        }
        // No `match`: of one with spans on several lines of a user's, rustc 1.95 has another fingerprint once a line above is edited.
        quote_mixed! {
            let #lent = #private::Option::map_or(
                #name, #private::handle::NO_OBJECT, |__vt_some| #raw(__vt_some));
        }
    }

    /// The provider's function: its method, or what is put around it.
    fn function(&self, index: usize, slot: &Slot) -> TokenStream {
        if self.is_wrapped(slot) {
            let wrapper = local("slot", index);
            return quote_mixed!(Self::#wrapper);
        }
        let (api, name) = (&self.api.ident, &slot.ident);
        quote_mixed!(<__VtT as #api>::#name)
    }

    /// A function around a provider's method whose parameters are not all converted by their types alone.
    pub(super) fn wrapper(&self, index: usize, slot: &Slot) -> Option<TokenStream> {
        if !self.is_wrapped(slot) {
            return None;
        }
        let this = match slot.receiver {
            Receiver::None => None,
            Receiver::Ref => Some(quote_mixed!(__vt_this: &'__vt __VtT,)),
            Receiver::Mut => Some(quote_mixed!(__vt_this: &'__vt mut __VtT,)),
        };
        let raws = (0..slot.params.len()).map(|at| local("raw", at));
        let types = slot.params.iter().map(|param| self.param_type(param, CALL));
        // Where a site has names: the object's comes first.
        let first = usize::from(has_object(slot));
        let received = slot.params.iter().enumerate().map(|(at, param)| self.receive((index, first + at), at, param));
        let (api, name, wrapper) = (&self.api.ident, &slot.ident, local("slot", index));
        let object = has_object(slot).then(|| quote_mixed!(__vt_this,));
        let values = slot.params.iter().enumerate().map(|(at, param)| self.received(at, param));
        // SAFETY: the caller of an unsafe slot keeps its contract.
        let call = unsafe_if(slot.is_unsafe, quote_mixed!(<__VtT as #api>::#name(#object #(#values,)*)));
        let ret = CALL.ret(slot.ret.as_ref());
        let (ret, call) = if self.is_caught(slot) { self.caught(&ret, &call) } else { (ret, call) };
        Some(quote_mixed! {
            fn #wrapper<'__vt>(#this #(#raws: #types,)*) -> #ret {
                #(#received)*
                #call
            }
        })
    }

    /// Whether the provider's method cannot be the thunk's function itself.
    fn is_wrapped(&self, slot: &Slot) -> bool {
        slot.is_unsafe || self.is_caught(slot) || slot.params.iter().any(|param| !matches!(param.class, Class::Value))
    }

    /// What is returned by a call whose panic is an error, and the call. The result is sent there, so that what cannot be is a panic, too.
    fn caught(&self, ret: &TokenStream, call: &TokenStream) -> (TokenStream, TokenStream) {
        let (private, is) = (&self.private, &self.names.is);
        let sent = quote_mixed!(<#is<#private::panicked::Sender> as #private::panicked::Sends<#ret>>::Sent);
        let call = quote_mixed! {
            {
                #[allow(unused_imports)]
                use #private::panicked::Uncaught as _;
                <#is<#private::panicked::Returned<#ret>>>::__vt_sent(move || #call)
            }
        };
        (sent, call)
    }

    /// Whether a panic in it may be its error: if what it returns is a `Result`, which the compiler says.
    pub(super) fn is_caught(&self, slot: &Slot) -> bool {
        self.api.catches.is_some() && matches!(&slot.ret, Some(Type::Path(_)))
    }

    /// What must outlive the call on the provider's side: a callback's closure, an object's handle.
    fn receive(&self, (slot, place): (usize, usize), at: usize, param: &Param) -> TokenStream {
        match &param.class {
            Class::Value | Class::Function => TokenStream::new(),
            Class::Object(object) => {
                let (raw, held) = (local("raw", at), local("held", at));
                self.receive_object(object, [&raw, &held], &quote_mixed!(__vt_site(#slot)), place)
            }
            Class::Closure(closure) => self.receive_closure((slot, place), at, closure),
        }
    }

    /// A handle on the object that came in as `raw`, called `held`.
    pub(super) fn receive_object(
        &self,
        object: &Object,
        [raw, held]: [&Ident; 2],
        site: &TokenStream,
        place: usize,
    ) -> TokenStream {
        let how = Ident::new(if object.optional { "receive_optional" } else { "receive" }, Span::mixed_site());
        let (private, is, ty) = (&self.private, &self.names.is, &object.object);
        quote_mixed! {
            // SAFETY: lent for this call; used as the signature says.
            let __vt_received = unsafe { #private::handle::#how::<#is<#ty>>(#raw) };
            let mut #held = #private::fault::check(__vt_received, #site, #place);
        }
    }

    /// A reference to such a handle, as the signature has it.
    pub(super) fn received_object(&self, object: &Object, held: &Ident) -> TokenStream {
        let reference = reference(object.mutable, held);
        if !object.optional {
            return reference;
        }
        let private = &self.private;
        let as_ref = Ident::new(if object.mutable { "as_mut" } else { "as_ref" }, Span::mixed_site());
        quote_mixed! {
            #private::Option::map(
                #private::Option::#as_ref(#reference), |__vt_some| __vt_some as _)
        }
    }

    /// The value that a provider's method gets.
    fn received(&self, at: usize, param: &Param) -> TokenStream {
        let (private, raw, held) = (&self.private, local("raw", at), local("held", at));
        match &param.class {
            Class::Value => raw.into_token_stream(),
            // SAFETY: the same function, general over lifetimes again.
            Class::Function => quote_mixed!(unsafe { #private::handle::widen(#raw) }),
            Class::Closure(closure) => reference(closure.mutable, &held),
            Class::Object(object) => self.received_object(object, &held),
        }
    }
}

/// `D4`, `D2`, `D5`: a slot's index as a type.
fn digits(index: usize) -> TokenStream {
    let index = index.to_string();
    let digits = index.chars().map(|digit| Ident::new(&format!("D{digit}"), Span::mixed_site()));
    quote_mixed!(#(#digits)*)
}

fn reference(is_mutable: bool, held: &Ident) -> TokenStream {
    if is_mutable { quote_mixed!(&mut #held) } else { quote_mixed!(&#held) }
}

/// `Object`, if there is one.
fn object(slot: &Slot) -> Option<TokenStream> {
    has_object(slot).then(|| quote_mixed!(Object))
}

fn has_object(slot: &Slot) -> bool {
    slot.receiver != Receiver::None
}

/// `&self` of generated code, if the slot has no receiver.
pub(super) fn shared_self(slot: &Slot) -> Option<TokenStream> {
    (!has_object(slot)).then(|| quote_mixed!(&self,))
}
