//! `PhantomData`: no byte of it crosses and no record has it, so what it says of lifetimes may only be what everyone takes it
//! for: a value may be used where a shorter lifetime is wanted. What else it says of its type, `traits` has.

use super::traits::is_open_to_any;
use super::{Body, Def, Field, outlives};
use crate::ctxt::Ctxt;
use crate::mangle::local;
use crate::places;
use crate::spelling::{Lifetimes, Spelling};
use crate::syntax::items;
use crate::template::{each, emit};
use crate::types::{self, bare, inside, instance, is_container, pretty, replaced};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, Type};
use vtable_api_manifest::diagnostics::Code;

/// The markers of a definition.
pub(super) fn all(def: &Def) -> Vec<&Field> {
    let mut fields = Vec::new();
    if let Body::Opaque { unmade: Some((all, unmade)) } = &def.body {
        for (number, field) in all.iter().enumerate() {
            if number != *unmade {
                fields.push(field);
            }
        }
    }
    for field in &def.all_fields() {
        if super::parse::is_marker(&field.ty) {
            fields.push(field);
        }
    }
    fields
}

/// Lifetimes and type parameters.
fn names(def: &Def) -> Vec<String> {
    let mut names = Vec::new();
    for param in def.generics.lifetimes() {
        names.push(places::name(&param.lifetime));
    }
    for param in &def.type_params() {
        names.push(param.unraw().to_string());
    }
    names
}

/// Reports what is written as no marker may be; rustc finds what hides behind a name.
pub(super) fn check(def: &Def, cx: &mut Ctxt) {
    let names = names(def);
    if names.is_empty() {
        return;
    }
    for field in &all(def) {
        if let Some(name) = turned(field.ty.to_token_stream(), &names, false) {
            let (before, after) = if name.starts_with('\'') { ("&", " ()") } else { ("fn() -> ", "") };
            cx.error(
                &field.ty,
                Code::MarkerVariance,
                format!("a marker in `{}` says that `{name}` must not be shortened, which no record has", def.ident),
                &format!(
                    "write `PhantomData<{before}{name}{after}>`; where `{name}` must stay as it is, let a field that crosses say so, by `&mut`"
                ),
            );
        } else if let Some(hidden) = hidden(def, &field.ty) {
            cx.error(
                &field.ty,
                Code::MarkerVariance,
                format!("a marker in `{}` names `{hidden}`: what that is, and whether it is `Send`, differs with the arguments, and no record has it", def.ident),
                "write the parameter itself, as in `PhantomData<T>`; also behind `&`, `*const` or `fn() ->`",
            );
        } else {
            outlives::check(def, field, cx);
        }
    }
}

/// What stands in a marker and may be another type for each argument: `T::Kind`, and where a bound lets `T` have one, also what may
/// be an alias of it.
fn hidden(def: &Def, marker: &Type) -> Option<String> {
    let (params, is_closed) = (def.type_params(), !is_open_to_any(def));
    all_inside(marker).into_iter().find_map(|ty| hidden_in(ty, &params, is_closed))
}

fn hidden_in(ty: &Type, params: &[&Ident], is_closed: bool) -> Option<String> {
    if !params.iter().any(|param| types::names(ty, &param.to_string())) {
        return None;
    }
    let is_plain = match bare(ty) {
        Type::Path(path) => {
            let first = path.path.segments.first().map(|first| &first.ident);
            let is_param = first.is_some_and(|first| params.contains(&first));
            let is_projection = path.qself.is_some() || (is_param && path.path.segments.len() > 1);
            !is_projection && (is_param || !is_closed || path.path.segments.last().is_some_and(is_container))
        }
        Type::Reference(_) | Type::Ptr(_) | Type::Slice(_) | Type::Array(_) | Type::FnPtr(_) | Type::Tuple(_) => true,
        _ => !is_closed,
    };
    if !is_plain {
        return Some(pretty(ty));
    }
    all_inside(ty).into_iter().find_map(|ty| hidden_in(ty, params, is_closed))
}

/// As [`inside`], and what tuples and any path's arguments have.
fn all_inside(ty: &Type) -> Vec<&Type> {
    match bare(ty) {
        Type::Tuple(tuple) => items(&tuple.elems).collect(),
        Type::Path(path) => {
            let arguments = items(&path.path.segments).filter_map(|segment| match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => Some(items(&arguments.args)),
                _ => None,
            });
            arguments
                .flatten()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(ty) => Some(ty),
                    _ => None,
                })
                .collect()
        }
        ty => inside(ty),
    }
}

/// Types in which what they hold is written.
const CELLS: &[&str] = &["Cell", "RefCell", "UnsafeCell", "OnceCell", "Mutex", "RwLock"];

/// The first of the names that stands in a parameter of a function, or in a cell.
fn turned(tokens: TokenStream, names: &[String], mut is_turned: bool) -> Option<String> {
    let (mut before, mut of_function) = (' ', false);
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let found = turned(group.stream(), names, is_turned || of_function);
                if found.is_some() {
                    return found;
                }
                of_function = false;
            }
            TokenTree::Ident(word) => {
                of_function = word == "fn";
                let name = word.unraw().to_string();
                // What comes behind a cell is in it, or in what it is a part of.
                is_turned |= CELLS.contains(&name.as_str());
                if is_turned && names.contains(&name) {
                    return Some(if before == '\'' { format!("'{word}") } else { word.to_string() });
                }
                before = ' ';
            }
            TokenTree::Punct(punct) => before = punct.as_char(),
            TokenTree::Literal(_) => {}
        }
    }
    None
}

/// Functions that compile if each marker may stand where shorter lifetimes are wanted.
pub(super) fn proofs(def: &Def) -> TokenStream {
    if def.generics.params.is_empty() || !is_open_to_any(def) {
        return TokenStream::new();
    }
    each!(&all(def), |number, field| proof(def, number, field))
}

fn proof(def: &Def, number: usize, field: &Field) -> TokenStream {
    let mut declared = TokenStream::new();
    for param in def.generics.lifetimes() {
        let short = syn::Lifetime::new(&format!("'{}", shorter(&param.lifetime.ident)), param.lifetime.span());
        emit!(long = &param.lifetime, short => #long: #short, #short,).to_tokens(&mut declared);
    }
    let ty = Spelling { names: None, lifetimes: Lifetimes::Kept }.write(&field.ty);
    let private = &def.private;
    let params = def.type_params();
    let long = instance(ty.clone(), &params, &emit!(private => &'__vt_long #private::core::primitive::u8));
    let short = instance(ty, &params, &emit!(private => &'__vt_short #private::core::primitive::u8));
    let names = names(def);
    let short = replaced(short, &|word, in_lifetime| {
        if in_lifetime && names.contains(&word.unraw().to_string()) {
            Some(shorter(word).to_token_stream())
        } else {
            None
        }
    });
    // Where an error stands, rustc shows the line of the marker.
    let span = field.ty.span();
    emit! { span; name = local("covariant_marker", number), declared, long, short =>
        fn #name<#declared '__vt_long: '__vt_short, '__vt_short>(__vt_long: #long) -> #short { __vt_long }
    }
}

fn shorter(name: &Ident) -> Ident {
    format_ident!("__vt_shorter_{}", name.unraw())
}
