//! Which bytes are a value, and how the type crosses.

use super::describe::discriminant;
use super::parse::is_marker;
use super::{Body, Def, Field, Variant};
use crate::template::{each, emit};
use crate::types::is_general_function;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::Type;

pub(super) fn expand(def: &Def) -> TokenStream {
    let (any_bits, check) = match &def.body {
        Body::Opaque => return opaque(def),
        Body::Transparent { fields, inner, .. } => return transparent(def, &fields[*inner]),
        Body::Enum { tag, variants, unknown: Some(unknown), .. } => return open(def, tag, variants, unknown),
        Body::Enum { c, tag, variants, .. } if variants.iter().any(|variant| !variant.fields.is_empty()) => {
            (emit!(=> false), check_payload(def, *c, tag, variants))
        }
        Body::Enum { tag, variants, .. } => return plain_enum(def, tag, variants),
        Body::Struct { fields, .. } => (any_bits(def, fields), each(fields, &|_, field| check_field(def, field))),
        // Which field a union holds only its user knows: every read is the user's own `unsafe`.
        Body::Union { .. } | Body::Refused => (emit!(=> true), TokenStream::new()),
    };
    let (pointee, crosses) = (pointee_impl(def, &any_bits, &check), composite(def));
    emit!(pointee, crosses => #pointee #crosses)
}

/// `impl<…> TRAIT for Type<…> where …` in pieces, every parameter plain.
fn header(def: &Def) -> (TokenStream, TokenStream, TokenStream) {
    let (impl_generics, type_generics, _) = def.generics.split_for_impl();
    let ident = &def.ident;
    (impl_generics.to_token_stream(), emit!(ident, type_generics => #ident #type_generics), def.clause("Plain"))
}

fn pointee_impl(def: &Def, any_bits: &TokenStream, check: &TokenStream) -> TokenStream {
    let (generics, ty, clause) = header(def);
    emit! { krate = &def.krate, private = &def.private, generics, ty, clause, any_bits, check =>
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
    let (_, type_generics, _) = def.generics.split_for_impl();
    emit! { private = &def.private, params = params(def), ident = &def.ident, type_generics, clause = def.clause("Plain") =>
        #private::__abi_composite!([#params] #ident #type_generics, #clause);
    }
}

/// The parameters with their bounds, each with a comma.
fn params(def: &Def) -> TokenStream {
    let mut params = TokenStream::new();
    for param in &def.generics.params {
        emit!(param => #param,).to_tokens(&mut params);
    }
    params
}

fn any_bits(def: &Def, fields: &[Field]) -> TokenStream {
    // Every field must be plain, whether or not its bits matter.
    let all = each(fields, &|_, field| match &field.ty {
        ty if is_marker(ty) => TokenStream::new(),
        ty if is_general_function(ty) => emit!(=> & false),
        ty => emit!(ty, krate = &def.krate => & <#ty as #krate::Pointee>::ANY_BITS),
    });
    emit!(all => true #all)
}

/// Checks the field of `*__vt_ptr`.
fn check_field(def: &Def, field: &Field) -> TokenStream {
    check_at(def, &field.ty, &emit!(member = &field.member => &raw const (*__vt_ptr).#member))
}

/// Checks a value of type `ty` at the address `at`.
fn check_at(def: &Def, ty: &Type, at: &TokenStream) -> TokenStream {
    let private = &def.private;
    if is_marker(ty) {
        return TokenStream::new();
    }
    let check = if is_general_function(ty) {
        let nullable = crate::types::option_of(ty).is_some();
        emit!(private, nullable => #private::convert::check_function(__vt_field.cast(), #nullable))
    } else {
        emit!(private, ty => #private::convert::check_plain::<#ty>(__vt_field))
    };
    emit! { private, at, check =>
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
    let (generics, ty, clause) = header(def);
    emit! { krate = &def.krate, private = &def.private, generics, ty, clause =>
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
fn transparent(def: &Def, field: &Field) -> TokenStream {
    let inner = &field.ty;
    let any_bits = any_bits(def, std::slice::from_ref(field));
    let pointee = pointee_impl(def, &any_bits, &check_field(def, field));
    let crosses = if is_general_function(inner) {
        function(def)
    } else if matches!(crate::types::bare(inner), Type::Array(_)) {
        composite(def)
    } else {
        as_inner(def, inner)
    };
    emit!(pointee, crosses => #pointee #crosses)
}

fn as_inner(def: &Def, inner: &Type) -> TokenStream {
    let (generics, ty, clause) = header(def);
    let krate = &def.krate;
    let bound = def.is_generic().then(|| emit!(inner, krate => #inner: #krate::AbiType));
    let abi = emit!(inner, krate => <#inner as #krate::AbiType>);
    emit! { krate, private = &def.private, generics, ty, clause, bound, inner, abi =>
        // SAFETY: `repr(transparent)`: crosses as its field.
        unsafe impl #generics #krate::AbiType for #ty #clause #bound {
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
    let (_, type_generics, _) = def.generics.split_for_impl();
    emit! { private = &def.private, params = params(def), ident = &def.ident, type_generics, clause = def.clause("Plain") =>
        #private::__abi_scalar!(
            [#params] #ident #type_generics, *const #private::core::ffi::c_void, #private::convert::Tagged, #clause
        );
    }
}

/// An integer of which only the variants' values are good.
fn plain_enum(def: &Def, tag: &Ident, variants: &[Variant]) -> TokenStream {
    let private = &def.private;
    let values = each(variants, &|index, _| {
        let or = (index > 0).then(|| emit!(=> |));
        emit!(or, value = discriminant(index) => #or #value)
    });
    let refused = refused(def);
    let check = emit! { private, tag, values, refused =>
        // SAFETY: readable by the caller's word; any bits are an integer.
        let __vt_value = unsafe { __vt_ptr.cast::<#private::core::primitive::#tag>().read() };
        if !#private::core::matches!(__vt_value, #values) {
            #refused;
        }
    };
    let pointee = pointee_impl(def, &emit!(=> false), &check);
    let (_, ty, _) = header(def);
    emit! { private, pointee, ty, tag =>
        #pointee
        // SAFETY: an integer of C.
        unsafe impl #private::convert::Scalar for #ty {}
        #private::__abi_scalar!([] #ty, #private::core::primitive::#tag, #private::convert::Tagged);
    }
}

/// The end of a check whose `__vt_value` is that of no variant.
fn refused(def: &Def) -> TokenStream {
    emit! { krate = &def.krate, private = &def.private, name = &def.name =>
        return #private::core::result::Result::Err(#krate::Fault::Discriminant {
            name: #name, value: __vt_value as #private::core::primitive::i128
        })
    }
}

/// An integer of which every value is good.
fn open(def: &Def, tag: &Ident, variants: &[Variant], unknown: &Ident) -> TokenStream {
    let (krate, private, ident) = (&def.krate, &def.private, &def.ident);
    let to_values = each(
        variants,
        &|index, variant| emit!(name = &variant.ident, value = discriminant(index) => Self::#name => #value,),
    );
    let from_values = each(
        variants,
        &|index, variant| emit!(name = &variant.ident, value = discriminant(index) => #value => Self::#name,),
    );
    let integer = emit!(private, tag => #private::core::primitive::#tag);
    emit! { krate, private, ident, integer, unknown, to_values, from_values =>
        // SAFETY: the values are distinct, and every other one is kept in `Unknown`.
        unsafe impl #private::open::OpenEnum for #ident {
            type Value = #integer;
            #[inline]
            fn value(self) -> #integer {
                match self {
                    #to_values
                    Self::#unknown(__vt_value) => __vt_value,
                }
            }
            #[inline]
            fn from_value(__vt_value: #integer) -> Self {
                match __vt_value {
                    #from_values
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
    let (private, params, where_clause) = (&def.private, params(def), &def.generics.where_clause);
    let (_, type_generics, _) = def.generics.split_for_impl();
    let integer = emit!(private, tag => #private::core::primitive::#tag);
    let structs = each(variants, &|index, variant| layout(def, c, &integer, index, variant));
    let whole = c.then(|| {
        let fields = each(variants, &|index, variant| {
            if variant.fields.is_empty() {
                return TokenStream::new();
            }
            emit!(private, name = payload(index), type_generics =>
                #name: #private::core::mem::ManuallyDrop<#name #type_generics>,)
        });
        emit! { params, where_clause, fields, integer, type_generics =>
            #[repr(C)]
            union __VtPayload<#params> #where_clause { #fields }
            #[repr(C)]
            struct __VtTagged<#params> #where_clause { tag: #integer, payload: __VtPayload #type_generics }
        }
    });
    let start = match c {
        true => emit!(private, type_generics => #private::core::mem::offset_of!(__VtTagged #type_generics, payload)),
        false => emit!(=> 0),
    };
    let arms = each(variants, &|index, variant| {
        let checks = each(&variant.fields, &|at, field| {
            let place = emit! { private, start, payload = payload(index), type_generics, member = payload_field(at), ty = &field.ty =>
                __vt_ptr.byte_add(#start + #private::core::mem::offset_of!(#payload #type_generics, #member)).cast::<#ty>()
            };
            check_at(def, &field.ty, &place)
        });
        emit!(value = discriminant(index), checks => #value => { #checks })
    });
    emit! { structs, whole, integer, arms, refused = refused(def) =>
        #structs
        #whole
        // SAFETY: readable by the caller's word; any bits are an integer.
        let __vt_value = unsafe { __vt_ptr.cast::<#integer>().read() };
        match __vt_value {
            #arms
            _ => #refused,
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
    let tag = (!c).then(|| emit!(integer => tag: #integer,));
    let fields = each(&variant.fields, &|at, field| emit!(member = payload_field(at), ty = &field.ty => #member: #ty,));
    let where_clause = &def.generics.where_clause;
    emit! { name = payload(index), params = params(def), where_clause, tag, fields, marker = marker(def) =>
        #[repr(C)] struct #name<#params> #where_clause { #tag #fields #marker }
    }
}

/// Uses every parameter of the enum, so that each payload struct may declare them all.
fn marker(def: &Def) -> TokenStream {
    let mut uses = TokenStream::new();
    for param in &def.generics.params {
        let used = match param {
            syn::GenericParam::Lifetime(param) => emit!(lifetime = &param.lifetime => &#lifetime (),),
            syn::GenericParam::Type(param) => emit!(ident = &param.ident => #ident,),
            syn::GenericParam::Const(_) => emit!(=> (),),
        };
        used.to_tokens(&mut uses);
    }
    emit!(private = &def.private, uses => uses: #private::core::marker::PhantomData<(#uses)>,)
}
