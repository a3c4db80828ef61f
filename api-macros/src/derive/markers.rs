//! `PhantomData`: no byte of it crosses and no record has it, so what it says of lifetimes may only be what everyone takes it
//! for: a value may be used where a shorter lifetime is wanted. What else it says of its type, `traits` has.

use super::traits::{instance, is_open_to_any};
use super::{Body, Def, Field};
use crate::ctxt::Ctxt;
use crate::mangle::local;
use crate::places;
use crate::spelling::{Lifetimes, Spelling};
use crate::template::{each, emit};
use crate::types::bare;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Lifetime, Type};
use vtable_api_manifest::diagnostics::Code;

/// The markers of a definition.
fn markers(def: &Def) -> Vec<&Field> {
    let fields = match &def.body {
        Body::Opaque { unmade: Some((fields, _)) } => fields.iter().collect(),
        _ => def.all_fields(),
    };
    let is_marker = |field: &&Field| match bare(&field.ty) {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "PhantomData"),
        _ => false,
    };
    fields.into_iter().filter(is_marker).collect()
}

/// Reports what is written as no marker may be; rustc finds what hides behind a name.
pub(super) fn check(def: &Def, cx: &mut Ctxt) {
    let mut names: Vec<String> = def.generics.lifetimes().map(|param| places::name(&param.lifetime)).collect();
    names.extend(def.type_params().iter().map(|param| param.to_string()));
    for field in markers(def) {
        if let Some(name) = turned(field.ty.to_token_stream(), &names) {
            cx.error(
                &field.ty,
                Code::MarkerVariance,
                format!("a marker in `{}` says that `{name}` must not be shortened, which no record has", def.ident),
                &format!(
                    "write `PhantomData<&'a T>` or `PhantomData<fn() -> T>`; or let a field that crosses have `{name}`"
                ),
            );
        }
    }
}

/// Types in which what they hold is written.
const CELLS: &[&str] = &["Cell", "RefCell", "UnsafeCell", "OnceCell", "Mutex", "RwLock"];

/// The first of the names that stands in a parameter of a function, or in a cell.
fn turned(tokens: TokenStream, names: &[String]) -> Option<String> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                if let Some(name) = turned(group.stream(), names) {
                    return Some(name);
                }
            }
            TokenTree::Ident(word) if word == "fn" => {
                if let Some(TokenTree::Group(params)) = tokens.peek()
                    && params.delimiter() == Delimiter::Parenthesis
                    && let Some(name) = named(params.stream(), names)
                {
                    return Some(name);
                }
            }
            TokenTree::Ident(word) if CELLS.iter().any(|cell| word == cell) => {
                let args: TokenStream = tokens.by_ref().take_while(|token| !is_closing(token)).collect();
                if let Some(name) = named(args, names) {
                    return Some(name);
                }
            }
            _ => {}
        }
    }
    None
}

fn is_closing(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '>')
}

fn named(tokens: TokenStream, names: &[String]) -> Option<String> {
    let mut is_lifetime = false;
    for token in tokens {
        match &token {
            TokenTree::Group(group) => {
                if let Some(name) = named(group.stream(), names) {
                    return Some(name);
                }
            }
            TokenTree::Ident(word) if names.iter().any(|name| word == name) => {
                return Some(if is_lifetime { format!("'{word}") } else { word.to_string() });
            }
            _ => {}
        }
        is_lifetime = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
    }
    None
}

/// Functions that compile if each marker may stand where shorter lifetimes are wanted.
pub(super) fn proofs(def: &Def) -> TokenStream {
    if def.generics.params.is_empty() || !is_open_to_any(def) {
        return TokenStream::new();
    }
    each(&markers(def), &|number, field| proof(def, number, field))
}

fn proof(def: &Def, number: usize, field: &Field) -> TokenStream {
    let mut declared = TokenStream::new();
    for param in def.generics.lifetimes() {
        let (long, short) = (&param.lifetime, shortened(&param.lifetime.ident));
        emit!(long, short => #long: #short, #short,).to_tokens(&mut declared);
    }
    let ty = Spelling { names: None, lifetimes: Lifetimes::Kept }.write(&field.ty);
    let private = &def.private;
    let long = instance(def, ty.clone(), &emit!(private => &'__vt_long #private::core::primitive::u8));
    let short = instance(def, ty, &emit!(private => &'__vt_short #private::core::primitive::u8));
    let short = with_short(short, def);
    // Where an error stands, rustc shows the line of the marker.
    let span = field.ty.span();
    emit! { span; name = local("covariant_marker", number), declared, long, short =>
        fn #name<#declared '__vt_long: '__vt_short, '__vt_short>(__vt_long: #long) -> #short { __vt_long }
    }
}

fn shortened(name: &Ident) -> Lifetime {
    Lifetime::new(&format!("'__vt_shorter_{name}"), name.span())
}

/// With the shorter lifetimes in place of those that the definition declares.
fn with_short(tokens: TokenStream, def: &Def) -> TokenStream {
    fn walk(tokens: TokenStream, names: &[String]) -> TokenStream {
        let mut replaced = TokenStream::new();
        let mut is_lifetime = false;
        for token in tokens {
            let was_quote = std::mem::replace(
                &mut is_lifetime,
                matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\''),
            );
            replaced.extend([match token {
                TokenTree::Ident(word) if was_quote && names.iter().any(|name| word == name) => {
                    TokenTree::Ident(shortened(&word).ident)
                }
                TokenTree::Group(group) => {
                    TokenTree::Group(proc_macro2::Group::new(group.delimiter(), walk(group.stream(), names)))
                }
                other => other,
            }]);
        }
        replaced
    }
    let names: Vec<String> = def.generics.lifetimes().map(|param| places::name(&param.lifetime)).collect();
    walk(tokens, &names)
}
