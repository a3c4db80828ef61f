//! Which bytes are a value, and how the type crosses: the tokens, of which macros of `vtable-api-core` make impls.
//!
//! What these tokens say is proved there, on the item that the compiler has.

use super::describe::discriminant;
use super::{Body, Def, Field, Variant};
use crate::asked::{self, Questions};
use crate::expand::vouched;
use crate::lent;
use crate::mangle::{checked_at, local, respan};
use crate::spelling::{Lifetimes, Spelling};
use crate::syntax::{items, read};
use crate::template::{each, emit};
use crate::types::{self, binder, is_general_function};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;
use syn::spanned::Spanned;

pub(super) fn expand(def: &Def) -> TokenStream {
    let crosses = match &def.body {
        Body::Struct { fields, .. } => of_fields(def, "__abi_struct", fields),
        Body::Union { fields } => of_fields(def, "__abi_union", fields),
        Body::Transparent { fields, inner, .. } => transparent(def, fields, *inner),
        Body::Enum { tag, variants, unknown: Some(unknown), .. } => return open(def, tag, variants, unknown),
        Body::Enum { c, tag, variants, .. } if has_payload(variants) => payload(def, *c, tag, variants),
        Body::Enum { tag, variants, .. } => plain_enum(def, tag, variants),
        Body::Opaque { unmade: Some((fields, at)) } => opaque(def, fields, *at),
        Body::Opaque { unmade: None } => {
            return emit!(private = &def.private, head = head(def) => #private::__abi_hidden! { #head });
        }
        Body::Refused => return refused(def),
    };
    emit!(crosses, proof = proof(def) => #crosses #proof)
}

fn ask(def: &Def, field: &Field, questions: &mut Questions<'_>) {
    if super::parse::is_refused(&field.ty) {
        return;
    }
    let is_known =
        !def.is_bounded() || def.type_params().iter().all(|param| !types::names(&field.ty, &param.to_string()));
    if is_known {
        questions.ask(&field.ty, asked::FIELD, matches!(def.body, Body::Union { .. }));
    }
    if let Some(lent) = lent::for_ever(&field.ty) {
        questions.ask_lent(&lent, is_known);
    }
}

/// Asks of each field whether it may be one. Those of what is generic over types with bounds are known where it is used only.
pub(super) fn questions(def: &Def) -> TokenStream {
    let mut questions = Questions::new(&def.private, def.type_params());
    let unmade = match &def.body {
        Body::Opaque { unmade: Some((fields, at)) } => (&fields[..], *at),
        _ => (&[][..], 0),
    };
    for (index, field) in unmade.0.iter().enumerate() {
        if index != unmade.1 {
            ask(def, field, &mut questions);
        }
    }
    for field in &def.all_fields() {
        ask(def, field, &mut questions);
    }
    questions.alias(&super::is())
}

pub(super) fn has_payload(variants: &[Variant]) -> bool {
    for variant in variants {
        if !variant.fields.is_empty() {
            return true;
        }
    }
    false
}

/// `Is [parameters] Type, [clause]`, every parameter plain, behind the word of who vouches for them.
fn head(def: &Def) -> TokenStream {
    let (_, generics, _) = def.generics.split_for_impl();
    emit! { vouched = vouched(&def.private), is = super::is(), params = params(def), ident = &def.ident, generics, clause = clause(def) =>
        #vouched #is [#params] #ident #generics, [#clause]
    }
}

/// The parameters with their bounds, each with a comma.
fn params(def: &Def) -> TokenStream {
    let mut params = TokenStream::new();
    for param in items(&def.generics.params) {
        emit!(param => #param,).to_tokens(&mut params);
    }
    params
}

/// The predicates, each with a comma.
fn clause(def: &Def) -> TokenStream {
    let written = def.generics.where_clause.as_ref().map(|clause| &clause.predicates);
    let written = written.map(|predicates| emit!(predicates => #predicates,));
    let bounds = each!(
        &def.type_params(),
        |param| emit!(param, krate = &def.krate, private = &def.private => #param: #krate::Plain + #private::convert::Element,),
    );
    emit!(written, bounds => #written #bounds)
}

/// `member local: Type as Type,` for each: as what it crosses, and as it was read.
fn members(fields: &[Field]) -> TokenStream {
    all_but(fields, usize::MAX)
}

/// The members but one.
fn all_but(fields: &[Field], one: usize) -> TokenStream {
    each!(fields, |at, field| {
        if at == one { TokenStream::new() } else { emit!(member = member(at, field) => #member,) }
    })
}

fn member(at: usize, field: &Field) -> TokenStream {
    emit! { member = &field.member, local = local("field", at), ty = spelled(&field.ty), read = &field.ty =>
        #member #local: #ty as #read
    }
}

/// A field's type; a function pointer that takes references of any lifetime as one of those that it is, because only those have
/// traits.
fn spelled(ty: &Type) -> TokenStream {
    fn without(tokens: TokenStream, names: &mut Vec<String>) -> TokenStream {
        let mut out = TokenStream::new();
        let mut rest = tokens.into_iter();
        let mut in_lifetime = false;
        while let Some(token) = rest.next() {
            let is_name = std::mem::replace(&mut in_lifetime, false);
            let token = match token {
                TokenTree::Ident(word) if is_name && names.contains(&word.to_string()) => {
                    TokenTree::Ident(Ident::new("static", word.span()))
                }
                TokenTree::Ident(word) if word == "for" => {
                    names.extend(binder(&mut rest));
                    continue;
                }
                TokenTree::Group(group) => {
                    TokenTree::Group(Group::new(group.delimiter(), without(group.stream(), names)))
                }
                other => other,
            };
            in_lifetime = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
            token.to_tokens(&mut out);
        }
        out
    }
    if !is_general_function(ty) {
        return ty.to_token_stream();
    }
    match read(without(ty.to_token_stream(), &mut Vec::new())) {
        Ok(one) => respan(Spelling { names: None, lifetimes: Lifetimes::Kept }.write(&one), ty.span()),
        Err(error) => error.to_compile_error(),
    }
}

fn of_fields(def: &Def, kind: &str, fields: &[Field]) -> TokenStream {
    emit! { private = &def.private, kind = macro_name(kind), head = head(def), members = members(fields) =>
        #private::#kind! { #head { #members } }
    }
}

fn opaque(def: &Def, fields: &[Field], unmade: usize) -> TokenStream {
    emit! { private = &def.private, head = head(def), others = all_but(fields, unmade), mark = &fields[unmade].member =>
        #private::__abi_opaque! { #head { #others } #mark }
    }
}

fn macro_name(name: &str) -> Ident {
    Ident::new(name, proc_macro2::Span::mixed_site())
}

/// As the one field that has bytes; one that is an array has no form as a parameter.
fn transparent(def: &Def, fields: &[Field], inner: usize) -> TokenStream {
    let others = all_but(fields, inner);
    let member = member(inner, &fields[inner]);
    let array = matches!(crate::types::bare(&fields[inner].ty), Type::Array(_)).then(|| emit!(=> , array));
    let (_, generics, _) = def.generics.split_for_impl();
    let kept = def.stranger.then(|| emit!(ident = &def.ident, generics => ; #ident #generics));
    emit! { private = &def.private, head = head(def), others, member, array, kept =>
        #private::__abi_transparent! { #head { #others } #member #array #kept }
    }
}

fn integer(def: &Def, tag: &Ident) -> TokenStream {
    emit!(private = &def.private, tag => #private::core::primitive::#tag)
}

/// `Name VALUE` for each.
fn named_values(variants: &[Variant]) -> TokenStream {
    each!(variants, |index, variant| emit!(name = &variant.ident, value = discriminant(index) => #name #value))
}

fn plain_enum(def: &Def, tag: &Ident, variants: &[Variant]) -> TokenStream {
    emit! {
        private = &def.private, vouched = vouched(&def.private), ident = &def.ident, name = &def.name,
        integer = integer(def, tag), variants = named_values(variants) =>
        #private::__abi_enum! { #vouched #ident #name #integer { #variants } }
    }
}

fn open(def: &Def, tag: &Ident, variants: &[Variant], unknown: &Ident) -> TokenStream {
    emit! {
        private = &def.private, vouched = vouched(&def.private), ident = &def.ident, integer = integer(def, tag),
        known = named_values(variants), unknown =>
        #private::__abi_open! { #vouched #ident #integer { #known } #unknown }
    }
}

fn payload(def: &Def, is_c: bool, tag: &Ident, variants: &[Variant]) -> TokenStream {
    let variants = each!(variants, |index, variant| {
        emit! { name = &variant.ident, value = discriminant(index), members = members(&variant.fields) =>
            #name #value { #members }
        }
    });
    emit! { private = &def.private, head = head(def), name = &def.name, integer = integer(def, tag), is_c, variants =>
        #private::__abi_payload! { #head #name #integer, #is_c { #variants } }
    }
}

/// What is wrong with the item is found where it stands, and not only where it is used.
fn proof(def: &Def) -> Option<TokenStream> {
    if def.is_generic() {
        return None;
    }
    let mut lifetimes = TokenStream::new();
    for _ in def.generics.lifetimes() {
        emit!(=> 'static,).to_tokens(&mut lifetimes);
    }
    let args = emit! { krate = &def.krate, ident = &def.ident, lifetimes => <#ident<#lifetimes> as #krate::Pointee>::ANY_BITS };
    Some(checked_at(&def.ident, None, emit!(private = &def.private => #private::derived::proved), args))
}

/// A type whose errors were reported is one that crosses: what uses it has no errors of its own.
fn refused(def: &Def) -> TokenStream {
    emit! {
        krate = &def.krate, private = &def.private, vouched = vouched(&def.private), params = params(def),
        clause = clause(def), ident = &def.ident, generics = def.generics.split_for_impl().1 =>
        // SAFETY: the crate does not compile.
        unsafe impl<#params> #krate::Pointee for #ident #generics where #clause {
            const ANY_BITS: #private::core::primitive::bool = true;
            unsafe fn check(
                _: *const Self, _: &mut #private::follow::Walk
            ) -> #private::core::result::Result<(), #krate::Fault> {
                #private::core::result::Result::Ok(())
            }
        }
        // SAFETY: as above.
        unsafe impl<#params> #krate::Plain for #ident #generics where #clause {}
        // SAFETY: as above.
        unsafe impl<#params> #private::convert::Element for #ident #generics where #clause {}
        impl<#params> #private::open::Numbered for #ident #generics where #clause {
            type Value = #private::core::primitive::u8;
        }
        #private::__abi_composite!(#vouched [#params] #ident #generics, where #clause);
    }
}
