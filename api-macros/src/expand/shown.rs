//! That the lifetimes which tokens show are those that the compiler resolves: an alias or a macro may hide some, swap
//! them or pin them. What the record says of lifetimes is read from tokens, and is true because this compiles.

use crate::mangle::quote_mixed;
use crate::mangle::{local, site};
use crate::prefix::Prefix;
use crate::read::places::{self, Kind, Place, Places};
use crate::read::spelling::Spelling;
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
                self.proofs.extend(shown.proof(private, self.is, self.number, &TokenStream::new(), None));
            }
            return;
        }
        // Those of references stand where they are written: it is enough to count. Where all are `'static`, lists of
        // one length are one.
        let private = &private.at(ty.span());
        let is = at(self.is, ty.span());
        let spelled = Spelling::STATIC.write(ty);
        let list = shown.list(private, true);
        self.counts.extend(quote_spanned! { ty.span()=>
            <#is<#spelled> as #private::Described>::Lifetimes<()>: #private::lifetimes::Written<#list>,
        });
    }

    pub(crate) fn finish(self) -> TokenStream {
        let Slots { counts, proofs, number, .. } = self;
        let proof = (number > 0).then(|| {
            quote_mixed!(
                trait __VtProof<const NUMBER: usize> {
                    fn shown();
                }
            )
        });
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
    let lifetimes: Vec<_> = generics.lifetimes().map(|param| &param.lifetime).collect();
    let params: Vec<_> = generics.type_params().map(|param| &param.ident).collect();
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
        let item = |place: &Place| match (place.kind, &place.new) {
            (Kind::Param(number), _) => Some(Item::Param(params[number])),
            (_, new) => new.clone().map(Item::Lifetime),
        };
        let shown = places.all.iter().filter_map(item).collect();
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
        let Renamed { ty, own, span, .. } = self;
        let private = &private.at(*span);
        let is = at(is, *span);
        let list = self.list(private, false);
        let Some(clause) = clause else {
            // What an `impl` takes for granted is what the resolved type implies, and not what a projection does that leads to it.
            let number = Literal::usize_unsuffixed(number);
            return quote_spanned! { *span=>
                impl<#(#own,)*> __VtProof<#number> for #private::lifetimes::AsWritten<#ty> {
                    fn shown() { let _ = #private::lifetimes::shown::<#list, #is<#ty>>(); }
                }
            };
        };
        let name = local("shown", number);
        quote_spanned! { *span=>
            fn #name<#(#own,)* #declared>() -> #private::lifetimes::AsWritten<#ty> #clause {
                #private::lifetimes::shown::<#list, #is<#ty>>()
            }
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
            if let Some(kept) = self.kept(name) {
                return kept.clone();
            }
        }
        match self.known.iter().find(|(known, _)| places::is_one(known, place)) {
            Some((_, name)) => name.clone(),
            None => self.new_name(place),
        }
    }

    fn new_name(&mut self, place: &Place) -> Lifetime {
        // rustc shows it. The definition may have one of that name.
        let mut name = format!("written{}", self.own.len());
        while self.kept(&name).is_some() {
            name.push('_');
        }
        let name = Lifetime::new(&format!("'{name}"), self.span);
        self.own.push(name.clone());
        self.known.push((place.clone(), name.clone()));
        name
    }

    fn kept(&self, name: &str) -> Option<&Lifetime> {
        self.kept.iter().copied().find(|kept| places::name(kept) == name)
    }
}
