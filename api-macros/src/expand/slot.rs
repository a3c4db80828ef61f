//! One slot: its function type, and what the core's macros make methods and thunks from.

use super::Input;
use super::trait_item::{arguments, attributes, forwarder, unsafe_if};
use crate::ast::{Class, Object, Param, Slot};
use crate::mangle::{default_of, local, site};
use crate::spelling::Spelling;
use crate::template::{each, emit};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::ToTokens;
use syn::Type;
use vtable_api_manifest::model::Receiver;

/// Types in which nothing is elided, for items.
pub(super) const STATIC: Spelling<'static> = Spelling::STATIC;
/// Types of the functions of a provider, which live for one call.
const CALL: Spelling<'static> = Spelling::CALL;

impl Input<'_> {
    /// A slot as a field of the table: `name [Object] (parameters) (return)`.
    pub(super) fn field(&self, slot: &Slot) -> TokenStream {
        let params = each!(&slot.params, |param| emit!(ty = self.param_type(param, STATIC) => #ty,));
        emit! { name = &slot.ident, object = object(slot), params, ret = ret(slot.sig.ret(), STATIC) =>
            #name [#object] (#params) (#ret)
        }
    }

    /// What the slot's function has as a parameter.
    fn param_type(&self, param: &Param, spelling: Spelling<'_>) -> TokenStream {
        let private = &self.private;
        match &param.class {
            Class::Value => spelling.write(&param.ty),
            Class::Function => STATIC.write(&param.ty),
            Class::Closure(_) => emit!(private => #private::raw::RawCallback),
            Class::Object(_) => emit!(private => #private::raw::RawObject),
        }
    }

    /// A slot as the core's macros take it: the table at the top of its `expand.rs` says what each part is.
    pub(super) fn slot(&self, index: usize, slot: &Slot) -> TokenStream {
        let lend = if slot.receiver == Receiver::Mut { "object_mut" } else { "object" };
        let kind = if has_object(slot) { "method" } else { "function" };
        emit! {
            site(slot.ident.span());
            name = &slot.ident, at = Literal::usize_unsuffixed(index), digits = digits(index),
            lend = Ident::new(lend, Span::mixed_site()), object = object(slot),
            thunk = Ident::new(&format!("{kind}{}", slot.params.len()), Span::mixed_site()),
            attrs = attributes(slot, &["doc", "deprecated", "must_use"]), sig = self.signature(slot),
            before = self.before(index, slot), args = arguments(slot),
            lent = each!(&slot.params, |at, param| emit!(lent = self.lent(at, param) => #lent,)),
            unsafety = slot.is_unsafe.then(|| emit!(=> unsafe)), function = self.function(index, slot) =>
            #name #at [#digits] self #lend [#object] #thunk [#attrs] [#sig] {#before} (#args) (#lent)
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
        let lent = each!(&slot.params, |at, param| match &param.class {
            Class::Closure(_) => self.lend_closure(index, at, param),
            Class::Object(object) => self.lend_object(at, object, &param.ident),
            Class::Value | Class::Function => TokenStream::new(),
        });
        let fallback = (slot.revision >= 2).then(|| {
            emit!(private = &self.private, revision = slot.revision, fallback = self.fallback(slot) =>
                if !#private::handle::Object::has(&self.raw, #revision) { return #fallback; })
        });
        emit!(fallback, lent => #fallback #lent)
    }

    fn fallback(&self, slot: &Slot) -> TokenStream {
        let (default, args) = (default_of(&slot.ident), arguments(slot));
        let call = if self.api.has_objects_only() {
            emit!(api = &self.api.ident, default, args => <Self as #api>::#default(self, #args))
        } else {
            emit!(default, args => Self::#default(self, #args))
        };
        unsafe_if(slot.is_unsafe, call)
    }

    /// A parameter of the object's method as what the slot's function takes.
    fn lent(&self, at: usize, param: &Param) -> TokenStream {
        let name = &param.ident;
        match &param.class {
            Class::Value => name.to_token_stream(),
            Class::Function => emit!(name, ty = STATIC.write(&param.ty) => (#name as #ty)),
            Class::Closure(_) | Class::Object(_) => local("lent", at).into_token_stream(),
        }
    }

    fn lend_object(&self, at: usize, object: &Object, name: &Ident) -> TokenStream {
        let (private, lent) = (&self.private, local("lent", at));
        let raw = Ident::new(if object.mutable { "raw_mut" } else { "raw" }, Span::mixed_site());
        let raw =
            emit!(is = &self.names.is, ty = &object.object, private, raw => <#is<#ty> as #private::handle::Api>::#raw);
        if !object.optional {
            return emit!(lent, raw, name => let #lent = #raw(#name););
        }
        // No `match`: of one with spans on several lines of a user's, rustc 1.95 has another fingerprint once a line above is edited.
        emit! { private, lent, raw, name =>
            let #lent = #private::core::option::Option::map_or(
                #name, #private::handle::NO_OBJECT, |__vt_some| #raw(__vt_some));
        }
    }

    /// The provider's function: its method, or what is put around it.
    fn function(&self, index: usize, slot: &Slot) -> TokenStream {
        if is_wrapped(slot) {
            return emit!(wrapper = local("slot", index) => Self::#wrapper);
        }
        emit!(api = &self.api.ident, name = &slot.ident => <__VtT as #api>::#name)
    }

    /// A function around a provider's method whose parameters are not all converted by their types alone.
    pub(super) fn wrapper(&self, index: usize, slot: &Slot) -> Option<TokenStream> {
        if !is_wrapped(slot) {
            return None;
        }
        let this = match slot.receiver {
            Receiver::None => None,
            Receiver::Ref => Some(emit!(=> __vt_this: &'__vt __VtT,)),
            Receiver::Mut => Some(emit!(=> __vt_this: &'__vt mut __VtT,)),
        };
        let raws = each!(
            &slot.params,
            |at, param| emit!(raw = local("raw", at), ty = self.param_type(param, CALL) => #raw: #ty,),
        );
        // Where a site has names: the object's comes first.
        let first = usize::from(has_object(slot));
        let received = each!(&slot.params, |at, param| self.receive((index, first + at), at, param));
        let call = emit! {
            api = &self.api.ident, name = &slot.ident, object = has_object(slot).then(|| emit!(=> __vt_this,)),
            values = each!(&slot.params, |at, param| emit!(value = self.received(at, param) => #value,)) =>
            <__VtT as #api>::#name(#object #values)
        };
        Some(emit! {
            // SAFETY: the caller of an unsafe slot keeps its contract.
            wrapper = local("slot", index), this, raws, ret = ret(slot.sig.ret(), CALL), received,
            call = unsafe_if(slot.is_unsafe, call) =>
            fn #wrapper<'__vt>(#this #raws) -> #ret {
                #received
                #call
            }
        })
    }

    /// What must outlive the call on the provider's side: a callback's closure, an object's handle.
    fn receive(&self, (slot, place): (usize, usize), at: usize, param: &Param) -> TokenStream {
        match &param.class {
            Class::Value | Class::Function => TokenStream::new(),
            Class::Object(object) => {
                let how = if object.optional { "receive_optional" } else { "receive" };
                emit! {
                    private = &self.private, is = &self.names.is, raw = local("raw", at), held = local("held", at),
                    how = Ident::new(how, Span::mixed_site()), ty = &object.object, slot, place =>
                    // SAFETY: lent for this call; used as the signature says.
                    let __vt_received = unsafe { #private::handle::#how::<#is<#ty>>(#raw) };
                    let mut #held = #private::fault::check(
                        __vt_received, __vt_site(#slot), #place,
                    );
                }
            }
            Class::Closure(closure) => self.receive_closure((slot, place), at, closure),
        }
    }

    /// The value that a provider's method gets.
    fn received(&self, at: usize, param: &Param) -> TokenStream {
        let (private, raw, held) = (&self.private, local("raw", at), local("held", at));
        match &param.class {
            Class::Value => raw.into_token_stream(),
            // SAFETY: the same function, general over lifetimes again.
            Class::Function => emit!(private, raw => unsafe { #private::handle::widen(#raw) }),
            Class::Closure(closure) => reference(closure.mutable, &held),
            Class::Object(object) if object.optional => {
                let as_ref = Ident::new(if object.mutable { "as_mut" } else { "as_ref" }, Span::mixed_site());
                emit! { reference = reference(object.mutable, &held), as_ref, private =>
                    #private::core::option::Option::map(
                        #private::core::option::Option::#as_ref(#reference), |__vt_some| __vt_some as _)
                }
            }
            Class::Object(object) => reference(object.mutable, &held),
        }
    }
}

/// `D4`, `D2`, `D5`: a slot's index as a type.
fn digits(index: usize) -> TokenStream {
    let mut digits = TokenStream::new();
    for digit in index.to_string().chars() {
        Ident::new(&format!("D{digit}"), Span::mixed_site()).to_tokens(&mut digits);
    }
    digits
}

fn reference(is_mutable: bool, held: &Ident) -> TokenStream {
    if is_mutable { emit!(held => &mut #held) } else { emit!(held => &#held) }
}

/// `Object`, if there is one.
fn object(slot: &Slot) -> Option<TokenStream> {
    has_object(slot).then(|| emit!(=> Object))
}

fn has_object(slot: &Slot) -> bool {
    slot.receiver != Receiver::None
}

/// Whether the provider's method cannot be the thunk's function itself.
fn is_wrapped(slot: &Slot) -> bool {
    let mut is_one = slot.is_unsafe;
    for param in &slot.params {
        is_one |= !matches!(param.class, Class::Value);
    }
    is_one
}

pub(super) fn ret(ty: Option<&Type>, spelling: Spelling<'_>) -> TokenStream {
    ty.map_or_else(|| emit!(=> ()), |ty| spelling.write(ty))
}

/// `&self` of generated code, if the slot has no receiver.
pub(super) fn shared_self(slot: &Slot) -> Option<TokenStream> {
    (!has_object(slot)).then(|| emit!(=> &self,))
}
