//! That the lifetimes which tokens show are those that the compiler resolves: an alias or a macro may hide some, swap
//! them or pin them. What the record says of lifetimes is read from tokens, and is true because this compiles.

use crate::mangle::quote_mixed;
use crate::mangle::{local, site};
use crate::places::{self, Kind, Place, Places};
use crate::prefix::Prefix;
use crate::spelling::Spelling;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::ToTokens;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Generics, Lifetime, Type};
use vtable_api_manifest::index::Index;

/// The types of a table's slots, each once.
pub(crate) struct Slots<'a> {
    /// The alias that is a type if all may cross.
    is: &'a Ident,
    known: Index,
    /// Predicates: how many lifetimes a type has.
    counts: TokenStream,
    /// Functions that compile if each is the one that stands there.
    proofs: TokenStream,
    number: usize,
}

impl<'a> Slots<'a> {
    pub(crate) fn of(is: &'a Ident) -> Self {
        Slots { is, known: Index::default(), counts: TokenStream::new(), proofs: TokenStream::new(), number: 0 }
    }

    pub(crate) fn add(&mut self, private: &Prefix, ty: &Type) {
        let shown = Renamed::of(ty, &[], &[]);
        if shown.places.in_path && !shown.places.all.is_empty() {
            if self.known.note(&shown.ty.to_string(), 0).is_none() {
                self.number += 1;
                shown.proof(private, self.is, self.number, &TokenStream::new(), None).to_tokens(&mut self.proofs);
            }
            return;
        }
        // Those of references stand where they are written: it is enough to count. Where all are `'static`, lists of
        // one length are one.
        let private = &private.at(ty.span());
        {
            let is = at(self.is, ty.span());
            let spelled = Spelling::STATIC.write(ty);
            let list = shown.list(private, true);
            quote_spanned! { ty.span()=>
                <#is<#spelled> as #private::Described>::Lifetimes<()>: #private::lifetimes::Written<#list>,
            }
        }
        .to_tokens(&mut self.counts);
    }

    pub(crate) fn finish(self) -> TokenStream {
        let proof = (self.number > 0).then(|| {
            quote_mixed!(
                trait __VtProof<const NUMBER: usize> {
                    fn shown();
                }
            )
        });
        let counts = self.counts;
        let proofs = self.proofs;
        quote_mixed! {
            #[allow(unused_parens, dead_code, single_use_lifetimes, unused_qualifications)]
            const _: () = {
                trait __VtShown {}
                impl __VtShown for () where #counts {}
                #proof
                #proofs
            };
        }
    }
}

/// The same of a field, in whose type lifetimes and type parameters of the definition may stand.
pub(crate) fn field(
    private: &Prefix,
    is: &Ident,
    number: usize,
    ty: &Type,
    generics: &Generics,
    clause: &TokenStream,
) -> TokenStream {
    let (mut lifetimes, mut params) = (Vec::new(), Vec::new());
    for param in generics.lifetimes() {
        lifetimes.push(&param.lifetime);
    }
    for param in generics.type_params() {
        params.push(&param.ident);
    }
    // Nothing but `'static` can stand there.
    if lifetimes.is_empty() && params.is_empty() {
        return TokenStream::new();
    }
    let shown = Renamed::of(ty, &lifetimes, &params);
    let declared = &generics.params;
    shown.proof(private, is, number, &declared.to_token_stream(), Some(clause))
}

/// A name of ours, where rustc is to show what is wrong.
fn at(name: &Ident, span: Span) -> Ident {
    let mut name = name.clone();
    name.set_span(span);
    name
}

/// A type in which every lifetime has a name.
struct Renamed<'t> {
    ty: TokenStream,
    span: Span,
    places: Places,
    /// What stands in each place, in order.
    shown: Vec<Item<'t>>,
    /// The names that are declared nowhere else.
    own: Vec<Lifetime>,
}

enum Item<'t> {
    Lifetime(Lifetime),
    /// A type parameter, and what it has.
    Param(&'t Ident),
}

impl<'t> Renamed<'t> {
    /// `kept` lifetimes are called as they are, like `'static`; all others in the order in which they come.
    fn of(ty: &Type, kept: &[&Lifetime], params: &[&'t Ident]) -> Self {
        let span = ty.span();
        let mut names = Names { kept, span: site(span), known: Vec::new(), own: Vec::new() };
        let (places, ty) = places::renamed(ty, params, &mut |place| names.name(place));
        let own = names.own;
        let mut shown = Vec::new();
        for place in &places.all {
            match (&place.kind, &place.new) {
                (Kind::Param(number), _) => shown.push(Item::Param(params[*number])),
                (_, Some(new)) => shown.push(Item::Lifetime(new.clone())),
                _ => {}
            }
        }
        Renamed { ty, span, places, shown, own }
    }

    /// The type of a list of lifetimes.
    fn list(&self, private: &Prefix, all_static: bool) -> TokenStream {
        let mut list = quote_spanned!(self.span=> ());
        for item in self.shown.iter().rev() {
            list = match item {
                Item::Lifetime(_) if all_static => {
                    quote_spanned!(self.span=> (#private::lifetimes::Life<'static>, #list))
                }
                Item::Lifetime(name) => {
                    quote_spanned!(self.span=> (#private::lifetimes::Life<#name>, #list))
                }
                Item::Param(param) => {
                    quote_spanned!(self.span=> <#param as #private::Described>::Lifetimes<#list>)
                }
            };
        }
        list
    }

    /// What bounds the type has is implied where it is returned.
    fn proof(
        &self,
        private: &Prefix,
        is: &Ident,
        number: usize,
        declared: &TokenStream,
        clause: Option<&TokenStream>,
    ) -> TokenStream {
        let mut own = TokenStream::new();
        for name in &self.own {
            quote_mixed!(#name,).to_tokens(&mut own);
        }
        let private = &private.at(self.span);
        let Some(clause) = clause else {
            // What an `impl` takes for granted is what the resolved type implies, and not what a projection does that leads to it.
            let number = Literal::usize_unsuffixed(number);
            return {
                let is = at(is, self.span);
                let ty = &self.ty;
                let list = self.list(private, false);
                quote_spanned! { self.span=>
                    impl<#own> __VtProof<#number> for #private::lifetimes::AsWritten<#ty> {
                        fn shown() { let _ = #private::lifetimes::shown::<#list, #is<#ty>>(); }
                    }
                }
            };
        };
        let name = local("shown", number);
        let is = at(is, self.span);
        let ty = &self.ty;
        let list = self.list(private, false);
        quote_spanned! { self.span=>
            fn #name<#own #declared>() -> #private::lifetimes::AsWritten<#ty> #clause { #private::lifetimes::shown::<#list, #is<#ty>>() }
        }
    }
}

/// Gives names: to each lifetime one, to what is left out one of its own.
struct Names<'k> {
    kept: &'k [&'k Lifetime],
    span: Span,
    known: Vec<(Place, Lifetime)>,
    own: Vec<Lifetime>,
}

impl Names<'_> {
    fn name(&mut self, place: &Place) -> Lifetime {
        if let (Kind::Outer { .. }, Some(name)) = (&place.kind, &place.name) {
            if name == "static" {
                return Lifetime::new("'static", Span::call_site());
            }
            for kept in self.kept {
                if places::name(kept) == *name {
                    return (*kept).clone();
                }
            }
        }
        for (known, name) in &self.known {
            if places::is_one(known, place) {
                return name.clone();
            }
        }
        self.new_name(place)
    }

    fn new_name(&mut self, place: &Place) -> Lifetime {
        // rustc shows it. The definition may have one of that name.
        let mut name = format!("written{}", self.own.len());
        while self.is_kept(&name) {
            name.push('_');
        }
        let name = Lifetime::new(&format!("'{name}"), self.span);
        self.own.push(name.clone());
        self.known.push((place.clone(), name.clone()));
        name
    }

    fn is_kept(&self, name: &str) -> bool {
        for kept in self.kept {
            if places::name(kept) == name {
                return true;
            }
        }
        false
    }
}
