//! The lifetimes of a definition and of its fields, as text and for the rules; that they are those which the compiler
//! resolves.

use crate::ast::def::{Def, Field};
use crate::check::bounds::{bounds, model, of};
use crate::expand::rope::Rope;
use crate::expand::shown;
use crate::mangle::{self, quote_mixed};
use crate::read::lifetimes::Borrow;
use crate::tokens::Tokens;
use proc_macro2::{Ident, Span, TokenStream};
use vtable_api_manifest::canon;
use vtable_api_manifest::canon::write::Text;
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

/// Writes what follows the name of a field's type.
pub(super) fn add_to_field(def: &Def, field: &Field, rope: &mut Rope<'_>) {
    let (all, private) = (of(def, field), &def.private);
    if !all.is_empty() {
        add_where_some_follow(def, &all, " where", "START", rope);
    }
    for (at, borrow) in all.iter().enumerate() {
        match borrow {
            Borrow::Lifetime(Lifetime::Elided) => add_where_some_follow(def, &all[at..], " _", "LEFT_OUT", rope),
            Borrow::Lifetime(lifetime) => rope.text(&format!(" {lifetime}")),
            Borrow::Param(number) => {
                let numbers = numbers(def, *number);
                rope.piece(quote_mixed!(#private::describe::Piece::Rope(#numbers::NAMES)));
            }
        }
    }
}

/// A text that stands where something follows that is not left out: `constant` knows of type parameters.
fn add_where_some_follow(def: &Def, rest: &[Borrow], written: &str, constant: &str, rope: &mut Rope<'_>) {
    let mut list = quote_mixed!(());
    for borrow in rest {
        match borrow {
            Borrow::Lifetime(Lifetime::Elided) => {}
            Borrow::Lifetime(_) => return rope.text(written),
            Borrow::Param(number) => list = of_param(def, *number, list),
        }
    }
    let (private, constant) = (&def.private, Ident::new(constant, Span::mixed_site()));
    rope.piece(quote_mixed!(#private::describe::Piece::Rope(#private::lifetimes::Where::<#list>::#constant)));
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
    let mut rope = Rope::new(private);
    rope.text(&names);
    for number in 0..def.type_params().len() {
        let numbers = numbers(def, number);
        rope.piece(quote_mixed!(#private::describe::Piece::Rope(#numbers::LISTED)));
    }
    rope.text(&all[names.len()..]);
    for &(number, shorter) in &of_params {
        let (before, own) = (before(def, number, quote_mixed!(())), of_param(def, number, quote_mixed!(())));
        rope.piece(quote_mixed! {
            #private::describe::Piece::Rope(#private::lifetimes::Bounded::<#before, #own, #shorter>::TEXT)
        });
    }
    let rope = rope.finish();
    quote_mixed!(&[#rope])
}
