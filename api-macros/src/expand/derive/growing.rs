//! How a growable type crosses, and which of its growths are recorded: the tokens, of which macros of `vtable-api-core` make impls.

use super::describe;
use super::memory::{member, members, proof};
use crate::ast::def::{Body, Def, Field, Variant};
use crate::expand::parts::vouched;
use crate::mangle::{self, checked_at, discriminant, local, quote_mixed};
use crate::read::package::Package;
use crate::tokens::Tokens;
use proc_macro2::{Ident, Literal, TokenStream};
use syn::Type;
use vtable_api_manifest::model::Growths;

pub(super) fn expand(def: &Def, package: &Package, recorded: Option<&Growths>) -> TokenStream {
    let crosses = match &def.body {
        Body::Struct { fields, .. } => of_struct(def, package, recorded, fields),
        Body::Enum { variants, unknown, .. } => of_enum(def, package, recorded, variants, unknown.as_ref()),
        // An error, which was reported.
        _ => TokenStream::new(),
    };
    let proof = proof(def);
    quote_mixed!(#crosses #proof)
}

fn of_struct(def: &Def, package: &Package, recorded: Option<&Growths>, fields: &[Field]) -> TokenStream {
    let last = fields.iter().map(|field| field.growth.number).max().unwrap_or(1);
    let (head, private, fields_of) = (head(def, package, recorded, last), &def.private, fields);
    let fields = fields.iter().enumerate().map(|(at, field)| {
        let (member, number) = (member(at, field), Literal::u32_unsuffixed(field.growth.number));
        let default = (field.growth.number > 1).then(|| default(def, at, field));
        quote_mixed!(#member, #number [#default],)
    });
    let (written, defaults) = (written(fields_of), defaults(def));
    quote_mixed!(#private::__abi_growable_struct! { #head { #(#fields)* } } #written #defaults)
}

/// That fields without a default of their own have one by their type.
fn defaults(def: &Def) -> TokenStream {
    let private = &def.private;
    let has_default = |field: &Field| {
        let ty = &field.ty;
        let asked = quote_mixed!({
            #[allow(unused_imports)]
            use #private::asked::Otherwise as _;
            <#private::asked::Asked<#ty>>::__VT_DEFAULT
        });
        checked_at(ty, None, quote_mixed!(#private::growing::has_default), asked)
    };
    let late = |field: &&Field| field.growth.number > 1 && field.growth.default.is_none();
    def.all_fields().into_iter().filter(late).map(has_default).tokens()
}

/// Functions of the defaults that are written. They are safe, and the code that calls them is not: a default that is not safe is an error.
fn written(fields: &[Field]) -> TokenStream {
    let function = |(at, field): (usize, &Field)| {
        let (default, name, ty) = (field.growth.default.as_ref()?, local("default", at), &field.ty);
        Some(quote_mixed!(fn #name() -> #ty { #default }))
    };
    fields.iter().enumerate().filter_map(function).tokens()
}

/// What a field is where its maker does not have it.
fn default(def: &Def, at: usize, field: &Field) -> TokenStream {
    let (private, ty) = (&def.private, &field.ty);
    let name = local("default", at);
    match &field.growth.default {
        Some(_) => quote_mixed!(#name()),
        None => quote_mixed!({
            #[allow(unused_imports)]
            use #private::asked::Otherwise as _;
            <#private::asked::Asked<#ty>>::__vt_default()
        }),
    }
}

fn of_enum(
    def: &Def,
    package: &Package,
    recorded: Option<&Growths>,
    variants: &[Variant],
    unknown: Option<&Ident>,
) -> TokenStream {
    let last = variants.iter().map(|variant| variant.growth.number).max().unwrap_or(1);
    let (head, private) = (head(def, package, recorded, last), &def.private);
    let shared = shared(def);
    let variants = variants.iter().enumerate().map(|(index, variant)| {
        let (name, value, wire) = (&variant.ident, discriminant(index), local("variant", index));
        let (number, members) = (Literal::u32_unsuffixed(variant.growth.number), members(&variant.fields));
        quote_mixed!(#name #value #wire #number { #members })
    });
    quote_mixed!(#private::__abi_growable_enum! { #head { #(#variants)* } #unknown } #shared)
}

/// `Is Type [growths] "Type"`, behind the word of who vouches for them.
fn head(def: &Def, package: &Package, recorded: Option<&Growths>, last: u32) -> TokenStream {
    let (vouched, is, Def { ident, name, .. }) = (vouched(&def.private), mangle::is(), def);
    let id = describe::id(def, recorded) + "\0";
    let known = recorded.map_or(&[][..], |growths| &growths.recorded);
    let known = known.iter().take(last as usize).map(|growth| growth.fingerprint);
    let (count, local) = (Literal::u32_unsuffixed(last), &package.local);
    quote_mixed!(#vouched #is #ident [#id #local #count [#(#known)*]] #name)
}

/// That each field of an enum may go to other threads: a variant that is not known is there.
fn shared(def: &Def) -> TokenStream {
    let private = &def.private;
    let is_shared = |ty: &Type| {
        let asked = quote_mixed!({
            #[allow(unused_imports)]
            use #private::asked::Otherwise as _;
            <#private::asked::Asked<#ty>>::__VT_SEND & <#private::asked::Asked<#ty>>::__VT_SYNC
        });
        checked_at(ty, None, quote_mixed!(#private::growing::is_shared), asked)
    };
    def.types_of_fields().into_iter().map(is_shared).tokens()
}
