//! Which bytes are a value, and how the type crosses: the tokens, of which macros of `vtable-api-core` make impls.
//!
//! What these tokens say is proved there, on the item that the compiler has.

use crate::ast::def::{Body, Def, Field, Variant, has_payload};

use crate::check::promised::promised;
use crate::expand::asked::{self, Questions};
use crate::expand::parts::vouched;
use crate::mangle::{self, checked_at, discriminant, local, quote_mixed, respan};
use crate::read::lent;
use crate::read::search;
use crate::read::spelling::{Lifetimes, Spelling};
use crate::read::types::{self, binder, is_general_function};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{GenericParam, Type};

pub(super) fn expand(def: &Def) -> TokenStream {
    let crosses = match &def.body {
        Body::Struct { fields, .. } if def.copied => copied_struct(def, fields),
        Body::Enum { variants, .. } if def.copied && has_payload(variants) => copied_payload(def, variants),
        Body::Enum { variants, .. } if def.copied => copied_enum(def, variants),
        Body::Struct { fields, .. } => of_fields(def, "__abi_struct", fields),
        Body::Union { fields } => of_fields(def, "__abi_union", fields),
        Body::Transparent { fields, inner, .. } => transparent(def, fields, *inner),
        Body::Enum { tag, variants, unknown: Some(unknown), .. } => return open(def, tag, variants, unknown),
        Body::Enum { c, tag, variants, .. } if has_payload(variants) => payload(def, *c, tag, variants),
        Body::Enum { tag, variants, .. } => plain_enum(def, tag, variants),
        Body::Opaque { unmade: Some((fields, at)) } => opaque(def, fields, *at),
        Body::Opaque { unmade: None } => return whole(def, "__abi_hidden"),
        Body::Refused => return whole(def, "__abi_refused"),
    };
    let proof = proof(def);
    quote_mixed!(#crosses #proof)
}

fn ask(def: &Def, field: &Field, questions: &mut Questions<'_>) {
    if crate::read::def::is_refused(&field.ty, def.copied) {
        return;
    }
    let is_known =
        !def.is_bounded() || def.type_params().iter().all(|param| !search::names(&field.ty, &param.to_string()));
    if is_known {
        let place = if def.copied { asked::PART } else { asked::FIELD };
        questions.ask(&field.ty, place, matches!(def.body, Body::Union { .. }));
    }
    if let Some(lent) = lent::for_ever(&field.ty) {
        questions.ask_lent(&lent, is_known);
    }
}

/// Asks of each field whether it may be one. Those of what is generic over types with bounds are known where it is used only.
pub(crate) fn questions(def: &Def) -> TokenStream {
    let mut questions = Questions::new(&def.private, def.type_params());
    for field in def.beside_unmade().into_iter().chain(def.all_fields()) {
        ask(def, field, &mut questions);
    }
    questions.alias(&mangle::is())
}

/// `Is [parameters] Type, [clause]`, every parameter plain, behind the word of who vouches for them.
fn head(def: &Def) -> TokenStream {
    head_with(def, clause(def))
}

fn head_with(def: &Def, clause: TokenStream) -> TokenStream {
    let (ident, (_, generics, _)) = (&def.ident, def.generics.split_for_impl());
    let (vouched, is, params) = (vouched(&def.private), mangle::is(), params(def));
    quote_mixed!(#vouched #is [#params] #ident #generics, [#clause])
}

/// The parameters with their bounds, each with a comma.
fn params(def: &Def) -> TokenStream {
    let params = def.generics.params.iter();
    quote_mixed!(#(#params,)*)
}

/// The predicates, each with a comma.
fn clause(def: &Def) -> TokenStream {
    let written = def.generics.where_clause.iter().map(|clause| &clause.predicates);
    let (params, krate, private) = (def.type_params(), &def.krate, &def.private);
    if def.copied {
        return quote_mixed!(#(#written,)* #(#params: #private::copied::Part,)*);
    }
    quote_mixed!(#(#written,)* #(#params: #krate::Plain + #private::convert::Element,)*)
}

/// `member local: Type as Type,` for each: as what it crosses, and as it was read.
pub(super) fn members(fields: &[Field]) -> TokenStream {
    all_but(fields, usize::MAX)
}

/// The members but one.
fn all_but(fields: &[Field], one: usize) -> TokenStream {
    let others = fields.iter().enumerate().filter(|(at, _)| *at != one);
    let members = others.map(|(at, field)| member(at, field));
    quote_mixed!(#(#members,)*)
}

pub(super) fn member(at: usize, field: &Field) -> TokenStream {
    let Field { member, ty: read, .. } = field;
    let (local, ty) = (local("field", at), spelled(read));
    quote_mixed!(#member #local: #ty as #read)
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
    match syn::parse2(without(ty.to_token_stream(), &mut Vec::new())) {
        Ok(one) => respan(Spelling { names: None, lifetimes: Lifetimes::Kept }.write(&one), ty.span()),
        Err(error) => error.to_compile_error(),
    }
}

/// By its head alone.
fn whole(def: &Def, kind: &str) -> TokenStream {
    let (private, kind) = (&def.private, Ident::new(kind, Span::mixed_site()));
    let head = head(def);
    quote_mixed!(#private::#kind! { #head })
}

fn of_fields(def: &Def, kind: &str, fields: &[Field]) -> TokenStream {
    let (private, kind) = (&def.private, Ident::new(kind, Span::mixed_site()));
    let (head, members) = (head(def), members(fields));
    quote_mixed!(#private::#kind! { #head { #members } })
}

fn opaque(def: &Def, fields: &[Field], unmade: usize) -> TokenStream {
    let (private, head) = (&def.private, head(def));
    let (others, mark) = (all_but(fields, unmade), &fields[unmade].member);
    quote_mixed!(#private::__abi_opaque! { #head { #others } #mark })
}

/// As the one field that has bytes; one that is an array has no form as a parameter.
fn transparent(def: &Def, fields: &[Field], inner: usize) -> TokenStream {
    let (ident, (_, generics, _)) = (&def.ident, def.generics.split_for_impl());
    let (private, head) = (&def.private, head(def));
    let (others, member) = (all_but(fields, inner), member(inner, &fields[inner]));
    let array = matches!(types::bare(&fields[inner].ty), Type::Array(_)).then(|| quote_mixed!(, array));
    let kept = def.stranger.then(|| quote_mixed!(; #ident #generics));
    quote_mixed!(#private::__abi_transparent! { #head { #others } #member #array #kept })
}

/// The types in fields that take parameters of this one: that these are parts does not say that those are, for a `repr(C)` type wants more
/// of its own. One that leads back here wants what this one wants; to ask for it would have no end.
fn held(def: &Def) -> Vec<&Type> {
    let own = def.ident.to_string();
    let params: Vec<String> = def.type_params().iter().map(ToString::to_string).collect();
    let mut held = Vec::new();
    let fields = def.all_fields().into_iter().filter(|field| !crate::read::def::is_marker(&field.ty));
    let mut types: Vec<&Type> = fields.map(|field| &field.ty).collect();
    while let Some(ty) = types.pop() {
        let is_name = matches!(types::bare(ty), Type::Path(path) if path.path.get_ident().is_some());
        if is_name || !params.iter().any(|param| search::names(ty, param)) {
            continue;
        }
        if search::names(ty, &own) {
            types.extend(types::all_inside(ty));
        } else {
            held.push(ty);
        }
    }
    held
}

/// What `head` has, the parameters without their bounds, and what is a part if the type is: those of them that are types, and what
/// takes them.
fn copied_head(def: &Def) -> TokenStream {
    let (held, private) = (held(def), &def.private);
    let clause = clause(def);
    let head = head_with(def, quote_mixed!(#clause #(#held: #private::copied::Part,)*));
    let args = def.generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
    });
    let types = def.type_params();
    let asserted = match concrete(def) {
        Some(_) => quote_mixed!(true),
        None => quote_mixed!(#private::__vt_copied!(Self)),
    };
    quote_mixed!(#head [#(#args),*] [#(#types,)* #(#held,)*] [#asserted])
}

fn copied_struct(def: &Def, fields: &[Field]) -> TokenStream {
    let (private, head, members) = (&def.private, copied_head(def), members(fields));
    quote_mixed!(#private::__abi_copied_struct! { #head { #members } })
}

fn copied_payload(def: &Def, variants: &[Variant]) -> TokenStream {
    let variants = variants.iter().enumerate().map(|(index, variant)| {
        let (name, value, wire) = (&variant.ident, discriminant(index), local("variant", index));
        let members = members(&variant.fields);
        quote_mixed!(#name #value #wire { #members })
    });
    let (private, name, head) = (&def.private, &def.name, copied_head(def));
    quote_mixed!(#private::__abi_copied_payload! { #head #name { #(#variants)* } })
}

fn copied_enum(def: &Def, variants: &[Variant]) -> TokenStream {
    let Def { private, ident, name, .. } = def;
    let (vouched, variants) = (vouched(private), named_values(variants));
    quote_mixed!(#private::__abi_copied_enum! { #vouched #ident #name { #variants } })
}

fn integer(def: &Def, tag: &Ident) -> TokenStream {
    let private = &def.private;
    quote_mixed!(#private::#tag)
}

/// `Name VALUE` for each.
fn named_values(variants: &[Variant]) -> TokenStream {
    let names = variants.iter().map(|variant| &variant.ident);
    let values = (0..).map(discriminant);
    quote_mixed!(#(#names #values)*)
}

fn plain_enum(def: &Def, tag: &Ident, variants: &[Variant]) -> TokenStream {
    let Def { private, ident, name, .. } = def;
    let (vouched, integer) = (vouched(private), integer(def, tag));
    let variants = named_values(variants);
    quote_mixed!(#private::__abi_enum! { #vouched #ident #name #integer { #variants } })
}

fn open(def: &Def, tag: &Ident, variants: &[Variant], unknown: &Ident) -> TokenStream {
    let Def { private, ident, .. } = def;
    let (vouched, integer) = (vouched(private), integer(def, tag));
    let known = named_values(variants);
    quote_mixed!(#private::__abi_open! { #vouched #ident #integer { #known } #unknown })
}

fn payload(def: &Def, is_c: bool, tag: &Ident, variants: &[Variant]) -> TokenStream {
    let variants = variants.iter().enumerate().map(|(index, variant)| {
        let (name, value) = (&variant.ident, discriminant(index));
        let members = members(&variant.fields);
        quote_mixed!(#name #value { #members })
    });
    let Def { private, name, .. } = def;
    let (head, integer) = (head(def), integer(def, tag));
    quote_mixed!(#private::__abi_payload! { #head #name #integer, #is_c { #(#variants)* } })
}

/// The type with arguments that each of its parameters takes, if those are known.
fn concrete(def: &Def) -> Option<TokenStream> {
    if def.is_generic() && (!def.copied || promised(def).is_none()) {
        return None;
    }
    let (private, ident) = (&def.private, &def.ident);
    let args = def.generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(_) => quote_mixed!('static),
        _ => quote_mixed!(#private::u8),
    });
    Some(quote_mixed!(#ident<#(#args,)*>))
}

/// What is wrong with the item is found where it stands, and not only where it is used.
pub(super) fn proof(def: &Def) -> Option<TokenStream> {
    let own = concrete(def)?;
    let Def { krate, private, ident, .. } = def;
    if !def.copied {
        let args = quote_mixed!(<#own as #krate::Pointee>::ANY_BITS);
        return Some(checked_at(ident, None, quote_mixed!(#private::derived::proved), args));
    }
    let drops = quote_mixed! {
        { #[allow(unused_imports)] use #private::asked::Otherwise as _; <#private::asked::Asked<#own>>::__VT_DROP }
    };
    let dropped = checked_at(ident, None, quote_mixed!(#private::copied::is_not_dropped), drops);
    let variants = match &def.body {
        Body::Enum { variants, .. } if !has_payload(variants) && !def.growable => &variants[..],
        _ => &[],
    };
    let fit = variants.iter().map(|Variant { ident: variant, .. }| {
        let value = quote_mixed!(#ident::#variant as #private::i128);
        checked_at(variant, None, quote_mixed!(#private::copied::fits), value)
    });
    Some(quote_mixed!(#dropped #(#fit)*))
}
