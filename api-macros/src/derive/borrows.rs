//! The lifetimes of a definition and of its fields, as text and for the rules; that they are those which the compiler
//! resolves.

use super::{Def, Field};
use crate::lifetimes::{self, Borrow};
use crate::places;
use crate::shown;
use crate::template::{each, emit};
use proc_macro2::{Ident, TokenStream};
use syn::punctuated::Punctuated;
use syn::{Token, Type, TypeParamBound, WherePredicate};
use vtable_api_manifest::canon;
use vtable_api_manifest::model::{Lifetime, TypeBound, TypeLifetimes};

/// [`Described::Lifetimes`] of the core: its own, as they are declared, then those of each parameter, then the tail.
pub(super) fn list(def: &Def) -> TokenStream {
    before(def, def.type_params().len(), emit!(=> __VtTail))
}

/// Those that come before the parameter of this number, then `tail`.
fn before(def: &Def, param: usize, tail: TokenStream) -> TokenStream {
    let list = params(def, &(0..param).collect::<Vec<_>>(), tail);
    let mut own = Vec::new();
    def.generics.lifetimes().for_each(|param| own.push(&param.lifetime));
    own.iter().rev().fold(
        list,
        |list, lifetime| emit!(private = &def.private, lifetime, list => (#private::lifetimes::Life<#lifetime>, #list)),
    )
}

/// Those of some parameters, by number, then `tail`.
fn params(def: &Def, numbers: &[usize], tail: TokenStream) -> TokenStream {
    let params = def.type_params();
    numbers.iter().rev().fold(tail, |list, number| {
        emit!(param = params[*number], krate = &def.krate, list => <#param as #krate::Described>::Lifetimes<#list>)
    })
}

/// That fields have the lifetimes that their tokens show.
pub(super) fn proofs(def: &Def) -> TokenStream {
    let clause = def.clause("Described");
    each(&def.all_fields(), &|index, field| shown::field(&def.private, index, &field.ty, &def.generics, &clause))
}

fn declared(def: &Def) -> Vec<String> {
    let mut declared = Vec::new();
    def.generics.lifetimes().for_each(|param| declared.push(places::name(&param.lifetime)));
    declared
}

/// Those of a field for the rules, which no generic type reaches here.
pub(super) fn model_field(def: &Def, field: &Field) -> Vec<Lifetime> {
    let mut all = Vec::new();
    for borrow in of(def, field) {
        if let Borrow::Lifetime(lifetime) = borrow {
            all.push(lifetime);
        }
    }
    all
}

fn of(def: &Def, field: &Field) -> Vec<Borrow> {
    lifetimes::of_field(&field.ty, &declared(def), &def.type_params())
}

/// Pieces that follow the name of a field's type.
pub(super) fn field_pieces(def: &Def, field: &Field) -> Vec<TokenStream> {
    let all = of(def, field);
    let mut pieces = Vec::new();
    for at in 0..all.len() {
        if at == 0 {
            pieces.push(piece(def, &all, " where", "START"));
        }
        pieces.push(match all[at] {
            Borrow::Lifetime(Lifetime::Elided) => piece(def, &all[at..], " _", "LEFT_OUT"),
            Borrow::Lifetime(lifetime) => text(def, &format!(" {lifetime}")),
            Borrow::Param(number) => {
                let rope = numbers(def, number);
                emit!(private = &def.private, rope => #private::describe::Piece::Rope(#rope::NAMES))
            }
        });
    }
    pieces
}

/// A text that stands where something follows that is not left out: `constant` knows of type parameters.
fn piece(def: &Def, rest: &[Borrow], written: &str, constant: &str) -> TokenStream {
    let mut numbers = Vec::new();
    for borrow in rest {
        match borrow {
            Borrow::Lifetime(Lifetime::Elided) => {}
            Borrow::Lifetime(_) => return text(def, written),
            Borrow::Param(number) => numbers.push(*number),
        }
    }
    let private = &def.private;
    let (list, constant) = (params(def, &numbers, emit!(=> ())), Ident::new(constant, proc_macro2::Span::mixed_site()));
    emit!(private, list, constant => #private::describe::Piece::Rope(#private::lifetimes::Where::<#list>::#constant))
}

fn text(def: &Def, text: &str) -> TokenStream {
    emit!(private = &def.private, text => #private::describe::Piece::Text(#text))
}

/// The type that numbers the lifetimes of a type parameter.
fn numbers(def: &Def, number: usize) -> TokenStream {
    let (before, own) = (before(def, number, emit!(=> ())), params(def, &[number], emit!(=> ())));
    emit!(private = &def.private, before, own => #private::lifetimes::Numbers::<#before, #own>)
}

/// The lifetimes that the definition declares.
pub(super) fn model(def: &Def) -> TypeLifetimes {
    TypeLifetimes { count: declared(def).len() as u32, bounds: bounds(def).0 }
}

/// The rope of all, those of type parameters among them.
pub(super) fn rope(def: &Def) -> TokenStream {
    let (own, (_, of_params), private) = (model(def), bounds(def), &def.private);
    let count = TypeLifetimes { count: own.count, bounds: Vec::new() };
    let (all, names) = (canon::declared(&own), canon::declared(&count));
    let mut pieces = Vec::new();
    if !names.is_empty() {
        pieces.push(text(def, &names));
    }
    for number in 0..def.type_params().len() {
        pieces.push(emit!(private, rope = numbers(def, number) => #private::describe::Piece::Rope(#rope::LISTED)));
    }
    if all != names {
        pieces.push(text(def, &all[names.len()..]));
    }
    for (number, shorter) in of_params {
        let (before, own) = (before(def, number, emit!(=> ())), params(def, &[number], emit!(=> ())));
        pieces.push(emit! { private, before, own, shorter =>
            #private::describe::Piece::Rope(#private::lifetimes::Bounded::<#before, #own, #shorter>::TEXT)
        });
    }
    let pieces = each(&pieces, &|_, piece| emit!(piece => #piece,));
    emit!(pieces => &[#pieces])
}

/// The number of what is no lifetime of the definition but `'static`, as the core has it.
const STATIC: usize = u32::MAX as usize;

/// `'b: 'a`, and `T: 'a` as numbers; each once, in order.
fn bounds(def: &Def) -> (Vec<TypeBound>, Vec<(usize, usize)>) {
    let mut found =
        Bounds { declared: declared(def), params: def.type_params(), own: Vec::new(), of_params: Vec::new() };
    for param in def.generics.lifetimes() {
        param.bounds.iter().for_each(|shorter| found.lifetime(&places::name(&param.lifetime), shorter));
    }
    for (number, param) in def.generics.type_params().enumerate() {
        found.outlived(&param.bounds).iter().for_each(|shorter| found.of_params.push((number, *shorter)));
    }
    for predicate in def.generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
        match predicate {
            WherePredicate::Lifetime(bound) => {
                bound.bounds.iter().for_each(|shorter| found.lifetime(&places::name(&bound.lifetime), shorter));
            }
            WherePredicate::Type(bound) => found.ty(&bound.bounded_ty, &bound.bounds),
            _ => {}
        }
    }
    found.own.sort();
    found.own.dedup();
    found.of_params.sort_by_key(|(param, shorter)| (*param, *shorter != STATIC, *shorter));
    found.of_params.dedup();
    (found.own, found.of_params)
}

struct Bounds<'d> {
    declared: Vec<String>,
    params: Vec<&'d Ident>,
    own: Vec<TypeBound>,
    of_params: Vec<(usize, usize)>,
}

impl Bounds<'_> {
    fn number(&self, name: &str) -> Option<usize> {
        if name == "static" { Some(STATIC) } else { self.declared.iter().position(|known| known == name) }
    }

    fn lifetime(&mut self, longer: &str, shorter: &syn::Lifetime) {
        let (Some(longer), Some(shorter)) = (self.number(longer), self.number(&places::name(shorter))) else { return };
        if longer != shorter && longer != STATIC {
            let shorter = if shorter == STATIC { Lifetime::Static } else { Lifetime::Named(shorter as u32) };
            self.own.push(TypeBound { longer: vec![Lifetime::Named(longer as u32)], shorter });
        }
    }

    /// The lifetimes among bounds.
    fn outlived(&self, bounds: &Punctuated<TypeParamBound, Token![+]>) -> Vec<usize> {
        let mut found = Vec::new();
        for bound in bounds {
            if let TypeParamBound::Lifetime(shorter) = bound {
                found.extend(self.number(&places::name(shorter)));
            }
        }
        found
    }

    /// A type outlives what all that stands in it outlives.
    fn ty(&mut self, ty: &Type, bounds: &Punctuated<TypeParamBound, Token![+]>) {
        let shorter: Vec<&syn::Lifetime> = bounds
            .iter()
            .filter_map(|bound| if let TypeParamBound::Lifetime(shorter) = bound { Some(shorter) } else { None })
            .collect();
        if shorter.is_empty() {
            return;
        }
        for place in places::of(ty, &self.params).all {
            let Some(name) = place.name else { continue };
            match self.params.iter().position(|param| place.kind == places::Kind::Param && *param == &name) {
                Some(number) => {
                    self.outlived(bounds).into_iter().for_each(|shorter| self.of_params.push((number, shorter)));
                }
                None => shorter.iter().for_each(|shorter| self.lifetime(&name, shorter)),
            }
        }
    }
}
