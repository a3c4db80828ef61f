//! One slot: its function type, and what the core's macros make methods and thunks from.

use super::Input;
use super::trait_item::forwarder;
use crate::ast::{Class, Object, Param, Slot};
use crate::mangle::{default_of, local, mixed, site};
use crate::syntax::{self, FnArg};
use crate::types::Spelling;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::Type;
use vtable_api_manifest::model::Receiver;

/// Types in which nothing is elided, for items.
pub(super) const STATIC: Spelling<'static> = Spelling::STATIC;
/// Types of the functions of a provider, which live for one call.
const CALL: Spelling<'static> = Spelling::CALL;

impl Input<'_> {
    /// A slot as a field of the table: `name [Object] (parameters) (return)`.
    pub(super) fn field(&self, slot: &Slot) -> TokenStream {
        let name = &slot.ident;
        let object = has_object(slot).then(|| mixed!(Object));
        let (params, ret) = (slot.params.iter().map(|param| self.param_type(param, STATIC)), self.ret(slot));
        mixed!(#name [#object] (#(#params,)*) (#ret))
    }

    /// What the slot's function has as a parameter.
    fn param_type(&self, param: &Param, spelling: Spelling<'_>) -> TokenStream {
        let private = &self.private;
        match &param.class {
            Class::Value => spelling.write(&param.ty),
            Class::Function => STATIC.write(&param.ty),
            Class::Closure(_) => mixed!(#private::raw::RawCallback),
            Class::Object(_) => mixed!(#private::raw::RawObject),
        }
    }

    fn ret(&self, slot: &Slot) -> TokenStream {
        ret(slot.ret.as_ref(), STATIC)
    }

    /// A slot as the core's macros take it: the table at the top of its `expand.rs` says what each part is.
    pub(super) fn slot(&self, index: usize, slot: &Slot) -> TokenStream {
        let name = &slot.ident;
        let (at, digits) = (Literal::usize_unsuffixed(index), digits(index));
        let this = quote_spanned!(site(name.span())=> self);
        let lend = if slot.receiver == Receiver::Mut { mixed!(object_mut) } else { mixed!(object) };
        let object = has_object(slot).then(|| mixed!(Object));
        let kind = if has_object(slot) { "method" } else { "function" };
        let thunk = format_ident!("{kind}{}", slot.params.len(), span = Span::mixed_site());
        let attrs = slot
            .attrs
            .iter()
            .filter(|attr| ["doc", "deprecated", "must_use"].iter().any(|name| attr.path().is_ident(name)));
        let (sig, before) = (self.signature(slot), self.before(index, slot));
        let args = slot.params.iter().map(|param| &param.ident);
        let lent = slot.params.iter().enumerate().map(|(at, param)| self.lent(at, param));
        let unsafety = slot.is_unsafe.then(|| mixed!(unsafe));
        let function = self.function(index, slot);
        quote_spanned! {site(name.span())=>
            #name #at [#(#digits)*] #this #lend [#object] #thunk [#(#attrs)*] [#sig] {#before} (#(#args,)*) (#(#lent,)*)
            [#unsafety] [#function]
        }
    }

    /// The signature of the object's method.
    fn signature(&self, slot: &Slot) -> TokenStream {
        let own = (slot.receiver == Receiver::None).then(shared_self);
        forwarder(slot, own)
    }

    /// What a method of the object does before the call: the default body where the provider lacks the revision, and C
    /// callbacks of the caller's closures, and the insides of objects.
    fn before(&self, index: usize, slot: &Slot) -> TokenStream {
        let lent = slot.params.iter().enumerate().filter_map(|(at, param)| match &param.class {
            Class::Closure(_) => Some(self.lend_closure(index, at, param)),
            Class::Object(object) => Some(self.lend_object(at, object, &param.ident)),
            Class::Value | Class::Function => None,
        });
        let fallback = (slot.revision >= 2).then(|| {
            let (revision, fallback) = (slot.revision, self.fallback(slot));
            mixed!(if !self.raw.has(#revision) { return #fallback; })
        });
        mixed!(#fallback #(#lent)*)
    }

    fn fallback(&self, slot: &Slot) -> TokenStream {
        let (api, default, args) =
            (&self.api.ident, default_of(&slot.ident), slot.params.iter().map(|param| &param.ident));
        let call = if self.api.has_objects_only() {
            mixed!(<Self as #api>::#default(self, #(#args),*))
        } else {
            mixed!(self.#default(#(#args),*))
        };
        if slot.is_unsafe { mixed!(unsafe { #call }) } else { call }
    }

    /// A parameter of the object's method as what the slot's function takes.
    fn lent(&self, at: usize, param: &Param) -> TokenStream {
        let name = &param.ident;
        match &param.class {
            Class::Value => mixed!(#name),
            Class::Function => {
                let ty = STATIC.write(&param.ty);
                mixed!((#name as #ty))
            }
            Class::Closure(_) | Class::Object(_) => {
                let lent = local("lent", at);
                mixed!(#lent)
            }
        }
    }

    fn lend_object(&self, at: usize, object: &Object, name: &Ident) -> TokenStream {
        let (private, ty, lent) = (&self.private, &object.object, local("lent", at));
        let raw = if object.mutable { mixed!(raw_mut) } else { mixed!(raw) };
        if !object.optional {
            return mixed!(let #lent = <#ty as #private::handle::Api>::#raw(#name););
        }
        mixed! {
            let #lent = match #name {
                #private::core::option::Option::Some(__vt_some) => <#ty as #private::handle::Api>::#raw(__vt_some),
                #private::core::option::Option::None => #private::handle::NO_OBJECT,
            };
        }
    }

    /// The provider's function: its method, or what is put around it.
    fn function(&self, index: usize, slot: &Slot) -> TokenStream {
        let (api, name) = (&self.api.ident, &slot.ident);
        if is_wrapped(slot) {
            let wrapper = local("slot", index);
            return mixed!(Self::#wrapper);
        }
        mixed!(<__VtT as #api>::#name)
    }

    /// A function around a provider's method whose parameters are not all converted by their types alone.
    pub(super) fn wrapper(&self, index: usize, slot: &Slot) -> Option<TokenStream> {
        if !is_wrapped(slot) {
            return None;
        }
        let (api, name, wrapper) = (&self.api.ident, &slot.ident, local("slot", index));
        let this = match slot.receiver {
            Receiver::None => None,
            Receiver::Ref => Some(mixed!(__vt_this: &'__vt __VtT,)),
            Receiver::Mut => Some(mixed!(__vt_this: &'__vt mut __VtT,)),
        };
        let raws = (0..slot.params.len()).map(|at| local("raw", at));
        let types = slot.params.iter().map(|param| self.param_type(param, CALL));
        let ret = ret(slot.ret.as_ref(), CALL);
        // Where a site has names: the object's comes first.
        let first = usize::from(has_object(slot));
        let received = slot.params.iter().enumerate().map(|(at, param)| self.receive((index, first + at), at, param));
        let values = slot.params.iter().enumerate().map(|(at, param)| self.received(at, param));
        let object = has_object(slot).then(|| mixed!(__vt_this,));
        let call = mixed!(<__VtT as #api>::#name(#object #(#values),*));
        // SAFETY: the caller of the slot keeps its contract.
        let call = if slot.is_unsafe { mixed!(unsafe { #call }) } else { call };
        Some(mixed! {
            fn #wrapper<'__vt>(#this #(#raws: #types),*) -> #ret {
                #(#received)*
                #call
            }
        })
    }

    /// What must outlive the call on the provider's side: a callback's closure, an object's handle.
    fn receive(&self, (slot, place): (usize, usize), at: usize, param: &Param) -> Option<TokenStream> {
        let (private, raw, held) = (&self.private, local("raw", at), local("held", at));
        match &param.class {
            Class::Value | Class::Function => None,
            Class::Object(object) => {
                let ty = &object.object;
                let how = if object.optional { mixed!(receive_optional) } else { mixed!(receive) };
                Some(mixed! {
                    // SAFETY: lent for this call; used as the signature says.
                    let __vt_received = unsafe { #private::handle::#how::<#ty>(#raw) };
                    let mut #held = #private::fault::check(
                        __vt_received, __vt_site(#slot), #place,
                    );
                })
            }
            Class::Closure(closure) => Some(self.receive_closure((slot, place), at, closure)),
        }
    }

    /// The value that a provider's method gets.
    fn received(&self, at: usize, param: &Param) -> TokenStream {
        let (private, raw, held) = (&self.private, local("raw", at), local("held", at));
        match &param.class {
            Class::Value => mixed!(#raw),
            // SAFETY: the same function, general over lifetimes again.
            Class::Function => mixed!(unsafe { #private::handle::widen(#raw) }),
            Class::Closure(closure) if closure.mutable => mixed!(&mut #held),
            Class::Closure(_) => mixed!(&#held),
            Class::Object(object) => {
                let reference = if object.mutable { mixed!(&mut #held) } else { mixed!(&#held) };
                if !object.optional {
                    return reference;
                }
                mixed!(match #reference {
                    #private::core::option::Option::Some(__vt_some) => #private::core::option::Option::Some(__vt_some),
                    #private::core::option::Option::None => #private::core::option::Option::None,
                })
            }
        }
    }
}

/// `D4`, `D2`, `D5`: a slot's index as a type.
fn digits(index: usize) -> Vec<Ident> {
    let digits = index.to_string();
    digits.chars().map(|digit| Ident::new(&format!("D{digit}"), Span::mixed_site())).collect()
}

fn has_object(slot: &Slot) -> bool {
    slot.receiver != Receiver::None
}

/// Whether the provider's method cannot be the thunk's function itself.
fn is_wrapped(slot: &Slot) -> bool {
    slot.is_unsafe || slot.params.iter().any(|param| !matches!(param.class, Class::Value))
}

pub(super) fn ret(ty: Option<&Type>, spelling: Spelling<'_>) -> TokenStream {
    ty.map_or_else(|| mixed!(()), |ty| spelling.write(ty))
}

/// `&self` of generated code, for a slot without a receiver.
pub(super) fn shared_self() -> FnArg {
    FnArg::Receiver(syntax::Receiver {
        attrs: Vec::new(),
        reference: Some((syn::Token![&](Span::mixed_site()), None)),
        mutability: None,
        self_token: syn::Token![self](Span::mixed_site()),
        ty: None,
    })
}
