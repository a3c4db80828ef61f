//! `CodecObject`, which has every slot as a method, and the handles that lend it: `CodecRef`, `CodecMut`, `CodecBox`.
//!
//! `CodecObject` has no size, so no one can swap the insides of two handles; a shared handle lends only
//! `&CodecObject`, so it has the `&self` slots and no others.

use super::Input;
use super::trait_item::{default, forwarder};
use crate::ast::Slot;
use crate::mangle::{default_of, has, mixed, site};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use vtable_api_manifest::model::Receiver;

/// What stands inside the anonymous constant.
pub(super) fn inner(input: &Input<'_>) -> TokenStream {
    let inherent = inherent(input);
    let traits = if input.api.has_objects_only() { implementations(input) } else { TokenStream::new() };
    let wiring = wiring(input);
    mixed!(#inherent #traits #wiring)
}

/// What stands beside the trait.
pub(super) fn outer(input: &Input<'_>) -> TokenStream {
    let (api, private) = (input.api, &input.private);
    let (vis, ident) = (&api.vis, &api.ident);
    let (object, shared, exclusive, owned) =
        (&input.names.object, &input.names.shared, &input.names.exclusive, &input.names.owned);
    let docs = [
        format!(
            "The slots of [`{ident}`] as methods: what its handles lend. A slot that the provider lacks runs its default body."
        ),
        format!("A shared handle on a provider of [`{ident}`], made from `&T` or lent by a module: the `&self` slots."),
        format!("An exclusive handle on a provider of [`{ident}`], made from `&mut T`: all slots."),
        format!("An owned provider of [`{ident}`]: all slots. Dropping it releases the object where it was made."),
    ];
    let [object_doc, shared_doc, exclusive_doc, owned_doc] = docs;
    mixed! {
        #[doc = #object_doc]
        #[allow(dead_code)]
        #[repr(C)]
        #vis struct #object {
            raw: #private::negotiate::Raw,
            place: [()],
        }
        #[doc = #shared_doc]
        #[allow(dead_code)]
        #[derive(#private::Clone, #private::Copy)]
        #[repr(transparent)]
        #vis struct #shared<'a> {
            raw: #private::negotiate::Raw,
            object: #private::core::marker::PhantomData<&'a ()>,
        }
        #[doc = #exclusive_doc]
        #[allow(dead_code)]
        #[repr(transparent)]
        #vis struct #exclusive<'a> {
            raw: #private::negotiate::Raw,
            object: #private::core::marker::PhantomData<&'a mut ()>,
        }
        #[doc = #owned_doc]
        #[allow(dead_code)]
        #[repr(transparent)]
        #vis struct #owned {
            raw: #private::negotiate::Raw,
        }
    }
}

fn inherent(input: &Input<'_>) -> TokenStream {
    let object = &input.names.object;
    let private = &input.private;
    let taken = |name: &str| input.api.slots.iter().any(|slot| slot.name == name);
    let methods = input.api.slots.iter().enumerate().map(|(index, slot)| method(input, index, slot));
    let questions = input.api.slots.iter().filter(|slot| slot.revision >= 2).filter_map(|slot| {
        let (name, revision) = (has(&slot.ident), slot.revision);
        let doc = format!(
            "Whether the provider has slot `{}` (revision {revision}); without it, the default body runs.",
            slot.name
        );
        (!taken(&name.to_string())).then(|| {
            quote_spanned! {site(slot.ident.span())=>
                #[doc = #doc]
                #[inline]
                pub fn #name(&self) -> #private::core::primitive::bool { self.raw.has(#revision) }
            }
        })
    });
    let agreed = (!taken("agreed")).then(|| {
        mixed! {
            #[doc = "The revisions that both sides have: bit n-1 for revision n."]
            #[inline]
            pub fn agreed(&self) -> #private::core::primitive::u64 { self.raw.agreed() }
        }
    });
    mixed! {
        impl #object {
            #agreed
            #(#questions)*
            #(#methods)*
        }
    }
}

/// A slot as a method: the slot, or the default body where the provider lacks its revision.
fn method(input: &Input<'_>, index: usize, slot: &Slot) -> TokenStream {
    let docs = slot
        .attrs
        .iter()
        .filter(|attr| ["doc", "deprecated", "must_use"].iter().any(|name| attr.path().is_ident(name)));
    let mut sig = forwarder(slot);
    if slot.receiver == Receiver::None {
        sig.inputs.insert(0, shared_self());
    }
    let call = input.call(index, slot);
    let objects_only = input.api.has_objects_only();
    let own_default = (!objects_only && slot.revision >= 2).then(|| own_default(slot));
    let body = if slot.revision >= 2 {
        let (revision, fallback) = (slot.revision, fallback(input, slot, objects_only));
        mixed!(if !self.raw.has(#revision) { return #fallback; } #call)
    } else {
        call
    };
    quote_spanned! {site(slot.ident.span())=>
        #own_default
        #(#docs)*
        #[inline]
        pub #sig { #body }
    }
}

fn fallback(input: &Input<'_>, slot: &Slot, objects_only: bool) -> TokenStream {
    let (api, default, args) =
        (&input.api.ident, default_of(&slot.ident), slot.params.iter().map(|param| &param.ident));
    let call = if objects_only {
        mixed!(<Self as #api>::#default(self, #(#args),*))
    } else {
        mixed!(self.#default(#(#args),*))
    };
    if slot.is_unsafe { mixed!(unsafe { #call }) } else { call }
}

/// The default body as a method of the handle, where the handle cannot implement the trait.
fn own_default(slot: &Slot) -> TokenStream {
    let mut sig = slot.sig.clone();
    if slot.receiver == Receiver::None {
        sig.inputs.insert(0, shared_self());
    }
    default(slot, sig)
}

/// `&self` of generated code, for a slot without a receiver.
fn shared_self() -> syn::FnArg {
    syn::FnArg::Receiver(syn::Receiver {
        attrs: Vec::new(),
        mutability: None,
        self_token: syn::Token![self](Span::mixed_site()),
        kind: syn::ReceiverKind::Reference(syn::Token![&](Span::mixed_site()), None, None),
    })
}

/// The trait for the object and, through it, for every handle that has all slots.
fn implementations(input: &Input<'_>) -> TokenStream {
    let (api, private) = (input.api, &input.private);
    let (ident, object) = (&api.ident, &input.names.object);
    let on_object = forward(input, |_| mixed!(self));
    let on_handle = forward(input, |slot| {
        let lend = if slot.receiver == Receiver::Mut { mixed!(object_mut) } else { mixed!(object) };
        mixed!(<__VtH as #private::handle::Whole<#object>>::#lend(self))
    });
    let (supertraits, plus) = (&api.supertraits, (!api.supertraits.is_empty()).then(|| mixed!(+)));
    let handles = whole_handles(input);
    let (heads, held): (Vec<_>, Vec<_>) = handles.into_iter().unzip();
    mixed! {
        impl #ident for #object {
            #on_object
            fn __vt_held(&self) -> #private::handle::Held {
                #private::handle::Held::Lent(self.raw.to_object())
            }
        }
        impl<__VtH: #private::handle::Whole<#object> #plus #supertraits> #ident for __VtH {
            #on_handle
            fn __vt_held(&self) -> #private::handle::Held {
                <__VtH as #private::handle::Whole<#object>>::held(self)
            }
        }
        #(
            impl #private::handle::Whole<#object> for #heads {
                #[inline]
                fn object(&self) -> &#object { __vt_object(&self.raw) }
                #[inline]
                fn object_mut(&mut self) -> &mut #object { __vt_object_mut(&mut self.raw) }
                fn held(&self) -> #private::handle::Held { #private::handle::Held::#held(self.raw.to_object()) }
            }
        )*
    }
}

/// The handles that have every slot, and how they hold their object.
fn whole_handles(input: &Input<'_>) -> Vec<(TokenStream, TokenStream)> {
    let (shared, exclusive, owned) = (&input.names.shared, &input.names.exclusive, &input.names.owned);
    let mut handles = vec![(mixed!(#exclusive<'_>), mixed!(Lent)), (mixed!(#owned), mixed!(Owned))];
    if input.api.slots.iter().all(|slot| slot.receiver == Receiver::Ref) {
        handles.push((mixed!(#shared<'_>), mixed!(Lent)));
    }
    handles
}

/// Every method of the trait, forwarded to the object's own; `object` says how `self` leads to it.
fn forward(input: &Input<'_>, object: impl Fn(&Slot) -> TokenStream) -> TokenStream {
    let ty = &input.names.object;
    let methods = input.api.slots.iter().map(|slot| {
        let (sig, name, args) = (forwarder(slot), &slot.ident, slot.params.iter().map(|param| &param.ident));
        let object = object(slot);
        let call = mixed!(#ty::#name(#object, #(#args),*));
        let call = if slot.is_unsafe { mixed!(unsafe { #call }) } else { call };
        mixed!(#[inline] #sig { #call })
    });
    mixed!(#(#methods)*)
}

/// Constructors, `Deref`, `Send` and `Sync`, and what the core needs of a handle.
fn wiring(input: &Input<'_>) -> TokenStream {
    let (api, private, table, object) = (input.api, &input.private, &input.names.table, &input.names.object);
    let ident = &api.ident;
    let (shared, exclusive, owned) = (&input.names.shared, &input.names.exclusive, &input.names.owned);
    let threads = threads(input);
    let shared_impl = core_handle(input, &mixed!(#shared<'_>), &mixed!(object: #private::core::marker::PhantomData));
    let exclusive_impl =
        core_handle(input, &mixed!(#exclusive<'_>), &mixed!(object: #private::core::marker::PhantomData));
    let owned_impl = core_handle(input, owned, &TokenStream::new());
    let deref = [(mixed!(#shared<'_>), false), (mixed!(#exclusive<'_>), true), (mixed!(#owned), true)]
        .map(|(handle, exclusive)| deref(input, &handle, exclusive));
    mixed! {
        #[inline]
        fn __vt_object(__vt_raw: &#private::negotiate::Raw) -> &#object {
            let __vt_raw = #private::core::ptr::from_ref(__vt_raw).cast::<()>();
            let __vt_raw = #private::core::ptr::slice_from_raw_parts(__vt_raw, 0);
            // SAFETY: a `Raw` and no elements behind it, which is what the object is.
            unsafe { &*(__vt_raw as *const #object) }
        }
        #[inline]
        fn __vt_object_mut(__vt_raw: &mut #private::negotiate::Raw) -> &mut #object {
            let __vt_raw = #private::core::ptr::from_mut(__vt_raw).cast::<()>();
            let __vt_raw = #private::core::ptr::slice_from_raw_parts_mut(__vt_raw, 0);
            // SAFETY: a `Raw` and no elements behind it, which is what the object is.
            unsafe { &mut *(__vt_raw as *mut #object) }
        }
        impl<'a> #shared<'a> {
            #[doc = "A handle on a provider in this program."]
            pub fn new<__VtT: #ident>(__vt_provider: &'a __VtT) -> Self {
                let __vt_object = #private::core::ptr::from_ref(__vt_provider).cast_mut().cast();
                #shared {
                    raw: #private::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, #table::__VT_SPEC),
                    object: #private::core::marker::PhantomData,
                }
            }
        }
        impl<'a> #exclusive<'a> {
            #[doc = "A handle on a provider in this program."]
            pub fn new<__VtT: #ident>(__vt_provider: &'a mut __VtT) -> Self {
                let __vt_object = #private::core::ptr::from_mut(__vt_provider).cast();
                #exclusive {
                    raw: #private::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, #table::__VT_SPEC),
                    object: #private::core::marker::PhantomData,
                }
            }
        }
        impl #owned {
            #[doc = "Takes a provider in."]
            pub fn new<__VtT: #ident + 'static>(__vt_provider: __VtT) -> Self {
                let __vt_object = #private::Box::into_raw(#private::Box::new(__vt_provider)).cast();
                #owned { raw: #private::negotiate::Raw::local(__VtProvider::<__VtT>::HEADER, __vt_object, #table::__VT_SPEC) }
            }
        }
        impl #private::core::ops::Drop for #owned {
            fn drop(&mut self) {
                // SAFETY: the object is owned by this handle, which is gone after this.
                unsafe { self.raw.release() }
            }
        }
        #shared_impl
        #exclusive_impl
        #owned_impl
        // SAFETY: it lends `&CodecObject`, which has the `&self` slots.
        unsafe impl #private::handle::Lent for #shared<'_> {}
        // SAFETY: `Drop` above.
        unsafe impl #private::handle::Owned for #owned {}
        #(#deref)*
        #threads
        // Nothing, unless feature `abi_stable` is on: the core knows, the macro does not.
        #private::__stable_handles! { #shared, #exclusive, #owned }
    }
}

fn core_handle(input: &Input<'_>, handle: &dyn ToTokens, rest: &TokenStream) -> TokenStream {
    let (private, table) = (&input.private, &input.names.table);
    mixed! {
        impl #private::core::fmt::Debug for #handle {
            fn fmt(&self, __vt_f: &mut #private::core::fmt::Formatter<'_>) -> #private::core::fmt::Result {
                #private::handle::debug::<Self>(self, __vt_f)
            }
        }
        // SAFETY: the spec is of the table whose slots the object calls.
        unsafe impl #private::handle::Handle for #handle {
            const SPEC: &'static #private::negotiate::TableSpec = #table::__VT_SPEC;
            #[inline]
            unsafe fn from_raw(__vt_raw: #private::negotiate::Raw) -> Self { Self { raw: __vt_raw, #rest } }
            #[inline]
            fn raw(&self) -> #private::negotiate::Raw { self.raw }
        }
    }
}

fn deref(input: &Input<'_>, handle: &TokenStream, exclusive: bool) -> TokenStream {
    let (private, object) = (&input.private, &input.names.object);
    let deref_mut = exclusive.then(|| {
        mixed! {
            impl #private::core::ops::DerefMut for #handle {
                #[inline]
                fn deref_mut(&mut self) -> &mut #object { __vt_object_mut(&mut self.raw) }
            }
        }
    });
    mixed! {
        impl #private::core::ops::Deref for #handle {
            type Target = #object;
            #[inline]
            fn deref(&self) -> &#object { __vt_object(&self.raw) }
        }
        #deref_mut
    }
}

/// `Send` and `Sync` exactly as the trait's supertraits say of every provider.
fn threads(input: &Input<'_>) -> TokenStream {
    let (private, bounds) = (&input.private, input.api.bounds);
    let (object, shared, exclusive, owned) =
        (&input.names.object, &input.names.shared, &input.names.exclusive, &input.names.owned);
    let mark = |marker: &str, handles: &[TokenStream]| {
        let marker = Ident::new(marker, Span::mixed_site());
        mixed! {
            #(
                // SAFETY: the trait demands it of every provider.
                unsafe impl #private::core::marker::#marker for #handles {}
            )*
        }
    };
    let mut tokens = TokenStream::new();
    if bounds.send {
        tokens.extend(mark("Send", &[mixed!(#object), mixed!(#exclusive<'_>), mixed!(#owned)]));
    }
    if bounds.sync {
        tokens.extend(mark("Sync", &[mixed!(#object), mixed!(#exclusive<'_>), mixed!(#owned), mixed!(#shared<'_>)]));
        tokens.extend(mark("Send", &[mixed!(#shared<'_>)]));
    }
    tokens
}
