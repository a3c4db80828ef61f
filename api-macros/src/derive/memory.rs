//! Which bytes are a value, and how the type crosses.

use super::describe::discriminant;
use super::parse::is_marker;
use super::{Body, Def, Field, Variant};
use crate::mangle::mixed;
use crate::types::is_general_function;
use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;
use syn::Type;

pub(super) fn expand(def: &Def) -> TokenStream {
    match &def.body {
        Body::Opaque => opaque(def),
        Body::Refused => {
            let (pointee, crosses) = (pointee_impl(def, &mixed!(true), &TokenStream::new()), composite(def));
            mixed!(#pointee #crosses)
        }
        Body::Struct { fields, .. } => {
            let checks = fields.iter().map(|field| check_field(def, field));
            let (any, pointee) = (any_bits(def, fields.iter()), mixed!(#(#checks)*));
            let (pointee, crosses) = (pointee_impl(def, &any, &pointee), composite(def));
            mixed!(#pointee #crosses)
        }
        Body::Union { .. } => {
            // Which field a union holds only its user knows: every read is the user's own `unsafe`.
            let (pointee, crosses) = (pointee_impl(def, &mixed!(true), &TokenStream::new()), composite(def));
            mixed!(#pointee #crosses)
        }
        Body::Transparent { fields, inner, .. } => transparent(def, fields, *inner),
        Body::Enum { tag, variants, unknown: Some(unknown), .. } => open(def, tag, variants, unknown),
        Body::Enum { c, tag, variants, .. } if variants.iter().any(|variant| !variant.fields.is_empty()) => {
            let check = check_payload(def, *c, tag, variants);
            let (pointee, crosses) = (pointee_impl(def, &mixed!(false), &check), composite(def));
            mixed!(#pointee #crosses)
        }
        Body::Enum { tag, variants, .. } => plain_enum(def, tag, variants),
    }
}

/// `impl<…> TRAIT for Type<…> where …` in pieces, every parameter plain.
fn header(def: &Def) -> (TokenStream, TokenStream, TokenStream) {
    let krate = &def.krate;
    let (impl_generics, type_generics, clause) = def.generics.split_for_impl();
    let ident = &def.ident;
    let params = def.generics.type_params().map(|param| &param.ident);
    let bounds = mixed!(#(#params: #krate::Plain,)*);
    let clause = clause.map_or_else(|| mixed!(where #bounds), |clause| mixed!(#clause, #bounds));
    (mixed!(#impl_generics), mixed!(#ident #type_generics), clause)
}

fn pointee_impl(def: &Def, any_bits: &TokenStream, check: &TokenStream) -> TokenStream {
    let (krate, private) = (&def.krate, &def.private);
    let (generics, ty, clause) = header(def);
    mixed! {
        // SAFETY: the layout is fixed by `repr`; every field is checked.
        unsafe impl #generics #krate::Pointee for #ty #clause {
            const ANY_BITS: #private::core::primitive::bool = #any_bits;
            #[inline]
            unsafe fn check(__vt_ptr: *const Self) -> #private::core::result::Result<(), #krate::Fault> {
                #check
                #private::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl #generics #krate::Plain for #ty #clause {}
    }
}

/// Passed by address.
fn composite(def: &Def) -> TokenStream {
    let private = &def.private;
    let (ident, (_, type_generics, clause)) = (&def.ident, def.generics.split_for_impl());
    let params = &def.generics.params;
    let krate = &def.krate;
    let types = def.generics.type_params().map(|param| &param.ident);
    let clause = clause.map(|clause| clause.predicates.clone());
    let clause = clause.map(|predicates| mixed!(#predicates,));
    let unbounded = params.iter().map(without_default);
    mixed! {
        #private::__abi_composite!([#(#unbounded),*] #ident #type_generics, where #clause #(#types: #krate::Plain),*);
    }
}

fn without_default(param: &syn::GenericParam) -> TokenStream {
    let mut param = param.clone();
    match &mut param {
        syn::GenericParam::Type(param) => param.default = None,
        syn::GenericParam::Const(param) => param.default = None,
        syn::GenericParam::Lifetime(_) => {}
    }
    mixed!(#param)
}

fn any_bits<'a>(def: &Def, fields: impl Iterator<Item = &'a Field>) -> TokenStream {
    let krate = &def.krate;
    let all = fields.filter(|field| !is_marker(&field.ty)).map(|field| {
        let ty = &field.ty;
        if is_general_function(ty) { mixed!(false) } else { mixed!(<#ty as #krate::Pointee>::ANY_BITS) }
    });
    // Every field must be plain, whether or not its bits matter.
    mixed!(true #(& #all)*)
}

/// Checks the field of `*__vt_ptr`.
fn check_field(def: &Def, field: &Field) -> TokenStream {
    let member = &field.member;
    check_at(def, &field.ty, &mixed!(&raw const (*__vt_ptr).#member))
}

/// Checks a value of type `ty` at the address `at`.
fn check_at(def: &Def, ty: &Type, at: &TokenStream) -> TokenStream {
    let private = &def.private;
    if is_marker(ty) {
        return TokenStream::new();
    }
    let check = if is_general_function(ty) {
        let nullable = crate::types::option_of(ty).is_some();
        mixed!(#private::convert::check_function(__vt_field.cast(), #nullable))
    } else {
        mixed!(#private::convert::check_plain::<#ty>(__vt_field))
    };
    mixed! {
        {
            // SAFETY: the address of a field of the value that the caller vouches for.
            let __vt_field = unsafe { #at };
            // SAFETY: aligned and readable, because the whole value is.
            if let #private::core::result::Result::Err(__vt_fault) = unsafe { #check } {
                return #private::core::result::Result::Err(__vt_fault);
            }
        }
    }
}

fn opaque(def: &Def) -> TokenStream {
    let (krate, private) = (&def.krate, &def.private);
    let (generics, ty, clause) = header(def);
    mixed! {
        // SAFETY: no one on the other side looks inside.
        unsafe impl #generics #krate::Pointee for #ty #clause {
            const ANY_BITS: #private::core::primitive::bool = true;
            #[inline]
            unsafe fn check(_: *const Self) -> #private::core::result::Result<(), #krate::Fault> {
                #private::core::result::Result::Ok(())
            }
        }
    }
}

/// Everything as the one field does it.
fn transparent(def: &Def, fields: &[Field], inner: usize) -> TokenStream {
    let (krate, private) = (&def.krate, &def.private);
    let field = &fields[inner];
    let any = any_bits(def, std::iter::once(field));
    let pointee = pointee_impl(def, &any, &check_field(def, field));
    if is_general_function(&field.ty) {
        let crosses = function(def);
        return mixed!(#pointee #crosses);
    }
    if matches!(crate::types::bare(&field.ty), Type::Array(_)) {
        let crosses = composite(def);
        return mixed!(#pointee #crosses);
    }
    let (generics, ty, clause) = header(def);
    let inner = &field.ty;
    let abi = mixed!(<#inner as #krate::AbiType>);
    let clause = if def.is_generic() { mixed!(#clause #inner: #krate::AbiType) } else { clause };
    mixed! {
        #pointee
        // SAFETY: `repr(transparent)`: crosses as its field.
        unsafe impl #generics #krate::AbiType for #ty #clause {
            type Wire = #abi::Wire;
            type Arg = #abi::Arg;
            type Return = #abi::Return;
            type Niche = #private::convert::Tagged;
            #[inline]
            fn into_wire(self) -> Self::Wire {
                // SAFETY: `repr(transparent)`: the same bytes.
                #abi::into_wire(unsafe { #private::convert::unwrapped::<Self, #inner>(self) })
            }
            #[inline]
            unsafe fn from_wire(__vt_wire: Self::Wire) -> #private::core::result::Result<Self, #krate::Fault> {
                // SAFETY: passed on to the caller.
                let __vt_inner = unsafe { #abi::from_wire(__vt_wire) };
                // SAFETY: `repr(transparent)`: the same bytes, which were checked.
                unsafe { #private::convert::wrapped::<#inner, Self>(__vt_inner) }
            }
            #[inline]
            fn arg(__vt_wire: &Self::Wire) -> Self::Arg {
                #abi::arg(__vt_wire)
            }
            #[inline]
            unsafe fn from_arg(__vt_arg: Self::Arg) -> #private::core::result::Result<Self, #krate::Fault> {
                // SAFETY: passed on to the caller.
                let __vt_inner = unsafe { #abi::from_arg(__vt_arg) };
                // SAFETY: as in `from_wire`.
                unsafe { #private::convert::wrapped::<#inner, Self>(__vt_inner) }
            }
        }
    }
}

/// Crosses as the function pointer that it holds: one that takes references of any lifetime is no `AbiType` itself.
fn function(def: &Def) -> TokenStream {
    let (krate, private) = (&def.krate, &def.private);
    let (ident, (_, type_generics, _)) = (&def.ident, def.generics.split_for_impl());
    let params = def.generics.params.iter().map(|param| {
        let mut param = param.clone();
        if let syn::GenericParam::Type(param) = &mut param {
            param.default = None;
            param.bounds.push(syn::parse_quote!(#krate::Plain));
        }
        mixed!(#param)
    });
    mixed! {
        #private::__abi_scalar!(
            [#(#params),*] #ident #type_generics, *const #private::core::ffi::c_void, #private::convert::Tagged
        );
    }
}

/// An integer of which only the variants' values are good.
fn plain_enum(def: &Def, tag: &Ident, variants: &[Variant]) -> TokenStream {
    let (krate, private, name) = (&def.krate, &def.private, &def.name);
    let values = (0..variants.len()).map(discriminant);
    let check = mixed! {
        // SAFETY: readable by the caller's word; any bits are an integer.
        let __vt_value = unsafe { __vt_ptr.cast::<#private::core::primitive::#tag>().read() };
        if !#private::core::matches!(__vt_value, #(#values)|*) {
            return #private::core::result::Result::Err(#krate::Fault::Discriminant { name: #name, value: __vt_value as #private::core::primitive::i128 });
        }
    };
    let pointee = pointee_impl(def, &mixed!(false), &check);
    let (_, ty, _) = header(def);
    mixed! {
        #pointee
        // SAFETY: an integer of C.
        unsafe impl #private::convert::Scalar for #ty {}
        #private::__abi_scalar!([] #ty, #private::core::primitive::#tag, #private::convert::Tagged);
    }
}

/// An integer of which every value is good.
fn open(def: &Def, tag: &Ident, variants: &[Variant], unknown: &Ident) -> TokenStream {
    let (krate, private, ident) = (&def.krate, &def.private, &def.ident);
    let names: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let values: Vec<_> = (0..variants.len()).map(discriminant).collect();
    let integer = mixed!(#private::core::primitive::#tag);
    mixed! {
        // SAFETY: the values are distinct, and every other one is kept in `Unknown`.
        unsafe impl #private::open::OpenEnum for #ident {
            type Value = #integer;
            #[inline]
            fn value(self) -> #integer {
                match self {
                    #(Self::#names => #values,)*
                    Self::#unknown(__vt_value) => __vt_value,
                }
            }
            #[inline]
            fn from_value(__vt_value: #integer) -> Self {
                match __vt_value {
                    #(#values => Self::#names,)*
                    __vt_value => Self::#unknown(__vt_value),
                }
            }
        }
        // SAFETY: crosses as an integer.
        unsafe impl #krate::AbiType for #ident {
            type Wire = #integer;
            type Arg = #integer;
            type Return = #private::slot::ByValue<#integer>;
            type Niche = #private::convert::Tagged;
            #[inline]
            fn into_wire(self) -> #integer { <Self as #private::open::OpenEnum>::value(self) }
            #[inline]
            unsafe fn from_wire(__vt_wire: #integer) -> #private::core::result::Result<Self, #krate::Fault> {
                #private::core::result::Result::Ok(<Self as #private::open::OpenEnum>::from_value(__vt_wire))
            }
            #[inline]
            fn arg(__vt_wire: &#integer) -> #integer { *__vt_wire }
            #[inline]
            unsafe fn from_arg(__vt_arg: #integer) -> #private::core::result::Result<Self, #krate::Fault> {
                // SAFETY: passed on to the caller.
                unsafe { <Self as #krate::AbiType>::from_wire(__vt_arg) }
            }
        }
    }
}

/// Checks the tag, then the fields of its variant, at the places that the Reference gives them:
/// `repr(C, T)` is a struct of tag and union, `repr(T)` a union of structs that start with the tag.
fn check_payload(def: &Def, c: bool, tag: &Ident, variants: &[Variant]) -> TokenStream {
    let (krate, private, name) = (&def.krate, &def.private, &def.name);
    let integer = mixed!(#private::core::primitive::#tag);
    let structs = variants.iter().enumerate().map(|(index, variant)| layout(def, c, &integer, index, variant));
    let generics = &def.generics;
    let (_, type_generics, _) = generics.split_for_impl();
    let names: Vec<_> = variants
        .iter()
        .enumerate()
        .filter(|(_, variant)| !variant.fields.is_empty())
        .map(|(index, _)| payload(index))
        .collect();
    let params = generics.params.iter().map(without_default);
    let clause = &generics.where_clause;
    let whole = c.then(|| {
        mixed! {
            #[repr(C)]
            union __VtPayload<#(#params),*> #clause {
                #(#names: #private::core::mem::ManuallyDrop<#names #type_generics>,)*
            }
        }
    });
    let params = generics.params.iter().map(without_default);
    let tagged = c.then(|| {
        mixed! {
            #[repr(C)]
            struct __VtTagged<#(#params),*> #clause { tag: #integer, payload: __VtPayload #type_generics }
        }
    });
    let start = if c { mixed!(#private::core::mem::offset_of!(__VtTagged #type_generics, payload)) } else { mixed!(0) };
    let arms = variants.iter().enumerate().map(|(index, variant)| {
        let (value, payload) = (discriminant(index), payload(index));
        let checks = variant.fields.iter().enumerate().map(|(at, field)| {
            let member = payload_field(at);
            let ty = &field.ty;
            check_at(def, ty, &mixed! {
                __vt_ptr.byte_add(#start + #private::core::mem::offset_of!(#payload #type_generics, #member)).cast::<#ty>()
            })
        });
        mixed!(#value => { #(#checks)* })
    });
    mixed! {
        #(#structs)*
        #whole
        #tagged
        // SAFETY: readable by the caller's word; any bits are an integer.
        let __vt_value = unsafe { __vt_ptr.cast::<#integer>().read() };
        match __vt_value {
            #(#arms)*
            _ => return #private::core::result::Result::Err(#krate::Fault::Discriminant { name: #name, value: __vt_value as #private::core::primitive::i128 }),
        }
    }
}

fn payload(index: usize) -> Ident {
    format_ident!("__VtPayload{index}", span = Span::mixed_site())
}

fn payload_field(index: usize) -> Ident {
    format_ident!("field{index}", span = Span::mixed_site())
}

/// The struct of one variant's payload.
fn layout(def: &Def, c: bool, integer: &TokenStream, index: usize, variant: &Variant) -> TokenStream {
    if variant.fields.is_empty() {
        return TokenStream::new();
    }
    let name = payload(index);
    let params = def.generics.params.iter().map(without_default);
    let clause = &def.generics.where_clause;
    let tag = (!c).then(|| mixed!(tag: #integer,));
    let fields = variant.fields.iter().enumerate().map(|(at, field)| {
        let (member, ty) = (payload_field(at), &field.ty);
        mixed!(#member: #ty)
    });
    let marker = marker(def);
    mixed!(#[repr(C)] struct #name<#(#params),*> #clause { #tag #(#fields,)* #marker })
}

/// Uses every parameter of the enum, so that each payload struct may declare them all.
fn marker(def: &Def) -> TokenStream {
    let private = &def.private;
    let uses = def.generics.params.iter().map(|param| match param {
        syn::GenericParam::Lifetime(param) => {
            let lifetime = &param.lifetime;
            mixed!(&#lifetime ())
        }
        syn::GenericParam::Type(param) => {
            let ident = &param.ident;
            mixed!(#ident)
        }
        syn::GenericParam::Const(_) => mixed!(()),
    });
    mixed!(uses: #private::core::marker::PhantomData<(#(#uses,)*)>,)
}
