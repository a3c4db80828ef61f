//! The lifetimes of a definition and of its fields, as text and for the rules; that they are those which the compiler
//! resolves.

use crate::ast::def::{Def, Field};
use crate::tokens::Tokens;

use crate::check::bounds::{bounds, model, of};
use crate::expand::shown;
use crate::mangle::{self, quote_mixed};
use crate::read::lifetimes::Borrow;
use proc_macro2::{Ident, Span, TokenStream};
use vtable_api_manifest::canon;
use vtable_api_manifest::model::{Lifetime, TypeLifetimes};

/// [`Described::Lifetimes`] of the core: its own, as they are declared, then those of each parameter, then the tail.
pub(super) fn list(def: &Def) -> TokenStream {
    before(def, def.type_params().len(), quote_mixed!(__VtTail))
}

/// Those that come before the parameter of this number, then `tail`.
fn before(def: &Def, param: usize, tail: TokenStream) -> TokenStream {
    let list = (0..param).rev().fold(tail, |list, number| of_param(def, number, list));
    let private = &def.private;
    let own: Vec<_> = def.generics.lifetimes().map(|param| &param.lifetime).collect();
    own.iter().rev().fold(list, |list, lifetime| quote_mixed!((#private::lifetimes::Life<#lifetime>, #list)))
}

/// Those of a type parameter, by its number, then `tail`.
fn of_param(def: &Def, number: usize, tail: TokenStream) -> TokenStream {
    let param = def.type_params()[number];
    let krate = &def.krate;
    quote_mixed!(<#param as #krate::Described>::Lifetimes<#tail>)
}

/// That fields have the lifetimes that their tokens show.
pub(super) fn proofs(def: &Def) -> TokenStream {
    let clause = def.clause("Described");
    def.all_fields()
        .iter()
        .enumerate()
        .map(|(index, field)| shown::field(&def.private, &mangle::is(), index, &field.ty, &def.generics, &clause))
        .tokens()
}

/// Pieces that follow the name of a field's type.
pub(super) fn field_pieces(def: &Def, field: &Field) -> Vec<TokenStream> {
    let (all, private) = (of(def, field), &def.private);
    let start = (!all.is_empty()).then(|| piece(def, &all, " where", "START"));
    let rest = all.iter().enumerate().map(|(at, borrow)| match borrow {
        Borrow::Lifetime(Lifetime::Elided) => piece(def, &all[at..], " _", "LEFT_OUT"),
        Borrow::Lifetime(lifetime) => text(def, &format!(" {lifetime}")),
        Borrow::Param(number) => {
            let rope = numbers(def, *number);
            quote_mixed!(#private::describe::Piece::Rope(#rope::NAMES))
        }
    });
    start.into_iter().chain(rest).collect()
}

/// A text that stands where something follows that is not left out: `constant` knows of type parameters.
fn piece(def: &Def, rest: &[Borrow], written: &str, constant: &str) -> TokenStream {
    let mut list = quote_mixed!(());
    for borrow in rest {
        match borrow {
            Borrow::Lifetime(Lifetime::Elided) => {}
            Borrow::Lifetime(_) => return text(def, written),
            Borrow::Param(number) => list = of_param(def, *number, list),
        }
    }
    let (private, constant) = (&def.private, Ident::new(constant, Span::mixed_site()));
    quote_mixed!(#private::describe::Piece::Rope(#private::lifetimes::Where::<#list>::#constant))
}

fn text(def: &Def, text: &str) -> TokenStream {
    let private = &def.private;
    quote_mixed!(#private::describe::Piece::Text(#text))
}

/// The type that numbers the lifetimes of a type parameter.
fn numbers(def: &Def, number: usize) -> TokenStream {
    let (before, own) = (before(def, number, quote_mixed!(())), of_param(def, number, quote_mixed!(())));
    let private = &def.private;
    quote_mixed!(#private::lifetimes::Numbers::<#before, #own>)
}

/// The rope of all, those of type parameters among them.
pub(super) fn rope(def: &Def) -> TokenStream {
    let (own, of_params, private) = (model(def), bounds(def).of_params, &def.private);
    let count = TypeLifetimes { count: own.count, bounds: Vec::new() };
    let (all, names) = (canon::declared(&own), canon::declared(&count));
    let mut pieces = Vec::new();
    if !names.is_empty() {
        pieces.push(text(def, &names));
    }
    for number in 0..def.type_params().len() {
        let rope = numbers(def, number);
        pieces.push(quote_mixed!(#private::describe::Piece::Rope(#rope::LISTED)));
    }
    if all != names {
        pieces.push(text(def, &all[names.len()..]));
    }
    for &(number, shorter) in &of_params {
        let (before, own) = (before(def, number, quote_mixed!(())), of_param(def, number, quote_mixed!(())));
        pieces.push(quote_mixed! {
            #private::describe::Piece::Rope(#private::lifetimes::Bounded::<#before, #own, #shorter>::TEXT)
        });
    }
    quote_mixed!(&[#(#pieces,)*])
}
