//! A type that crosses, with its spans: what `read::def` makes and everything else reads. No logic.

use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Expr, Generics, Token, Type, TypeParamBound, WherePredicate};

/// A type with its spans.
pub(crate) struct Def {
    pub(crate) ident: Ident,
    /// The name in the record.
    pub(crate) name: String,
    /// The package that the record has it in.
    pub(crate) package: String,
    /// An attribute that may be a macro which changes the item.
    pub(crate) stranger: bool,
    /// The definition that C has of it already, if it has one.
    pub(crate) foreign: Option<Foreign>,
    /// Without a `repr`: a copy crosses, and its fields are parts.
    pub(crate) copied: bool,
    /// Copied by way of a block of the maker's, and gains members.
    pub(crate) growable: bool,
    pub(crate) generics: Generics,
    pub(crate) body: Body,
    pub(crate) docs: TokenStream,
    pub(crate) krate: Prefix,
    /// The item that this rests on.
    pub(crate) root: TokenStream,
    pub(crate) private: Prefix,
}

/// A definition in C, for which the author vouches.
pub(crate) struct Foreign {
    /// As the record has it.
    pub(crate) c: String,
    /// Where `unsafe` is.
    pub(crate) unsafety: Span,
    /// Where the text is.
    pub(crate) at: Span,
}

/// What a type has; `Refused` when that was reported.
pub(crate) enum Body {
    Struct {
        tuple: bool,
        fields: Vec<Field>,
    },
    Union {
        fields: Vec<Field>,
    },
    Transparent {
        tuple: bool,
        fields: Vec<Field>,
        inner: usize,
    },
    Enum {
        c: bool,
        tag: Ident,
        open: bool,
        variants: Vec<Variant>,
        unknown: Option<Ident>,
    },
    /// With its fields, and which of them nobody makes, if it is a struct of that and markers.
    Opaque {
        unmade: Option<(Vec<Field>, usize)>,
    },
    Refused,
}

pub(crate) struct Field {
    /// The name, or the index.
    pub(crate) name: String,
    /// `self.NAME`.
    pub(crate) member: syn::Member,
    pub(crate) ty: Type,
    /// Where an error about it stands.
    pub(crate) at: TokenStream,
    pub(crate) docs: TokenStream,
    pub(crate) growth: Growth,
}

/// Since when a member is there, from 1, and what it is where its maker does not have it; of a type that does not grow, 1.
pub(crate) struct Growth {
    pub(crate) number: u32,
    pub(crate) default: Option<Expr>,
}

impl Growth {
    pub(crate) const FIRST: Growth = Growth { number: 1, default: None };
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) tuple: bool,
    pub(crate) fields: Vec<Field>,
    pub(crate) value: Option<Expr>,
    pub(crate) docs: TokenStream,
    pub(crate) growth: Growth,
}

impl Def {
    /// Whether the type has parameters that types stand for: then its definition has no one place.
    pub(crate) fn is_generic(&self) -> bool {
        self.generics.type_params().next().is_some()
    }

    pub(crate) fn all_fields(&self) -> Vec<&Field> {
        let mut all = Vec::new();
        match &self.body {
            Body::Struct { fields, .. } | Body::Union { fields } | Body::Transparent { fields, .. } => {
                all.extend(fields)
            }
            Body::Enum { variants, .. } => variants.iter().for_each(|variant| all.extend(&variant.fields)),
            Body::Opaque { .. } | Body::Refused => {}
        }
        all
    }

    pub(crate) fn types_of_fields(&self) -> Vec<&Type> {
        self.all_fields().into_iter().map(|field| &field.ty).collect()
    }

    pub(crate) fn has_one_lifetime(&self) -> bool {
        self.generics.lifetimes().count() == 1
    }

    /// Those that the record has: a transparent type crosses as one of its own.
    pub(crate) fn recorded_fields(&self) -> Vec<&Field> {
        match &self.body {
            Body::Transparent { fields, inner, .. } => vec![&fields[*inner]],
            _ => self.all_fields(),
        }
    }

    pub(crate) fn type_params(&self) -> Vec<&Ident> {
        self.generics.type_params().map(|param| &param.ident).collect()
    }

    /// Whether a type parameter has bounds of the user's.
    pub(crate) fn is_bounded(&self) -> bool {
        let is_bounded = |predicate: &WherePredicate| match predicate {
            WherePredicate::Type(bound) => has_trait(&bound.bounds),
            _ => false,
        };
        self.generics.type_params().any(|param| has_trait(&param.bounds))
            || self.generics.where_clause.as_ref().is_some_and(|clause| clause.predicates.iter().any(is_bounded))
    }

    /// `where …`: as written, and every parameter with the trait `bound` of ours.
    pub(crate) fn clause(&self, bound: &str) -> TokenStream {
        let (krate, bound) = (&self.krate, Ident::new(bound, Span::mixed_site()));
        let written = self.generics.where_clause.iter().map(|clause| &clause.predicates);
        let params = self.type_params();
        quote_mixed!(where #(#written,)* #(#params: #krate::#bound,)*)
    }

    /// The fields of an opaque type beside the one that nobody makes.
    pub(crate) fn beside_unmade(&self) -> Vec<&Field> {
        let Body::Opaque { unmade: Some((fields, unmade)) } = &self.body else { return Vec::new() };
        fields.iter().enumerate().filter(|(at, _)| at != unmade).map(|(_, field)| field).collect()
    }
}

impl Variant {
    /// Without `r#`.
    pub(crate) fn name(&self) -> String {
        self.ident.unraw().to_string()
    }
}

fn has_trait(bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
    bounds.iter().any(|bound| matches!(bound, TypeParamBound::Trait(_)))
}

/// Whether any of them carries something.
pub(crate) fn has_payload(variants: &[Variant]) -> bool {
    variants.iter().any(|variant| !variant.fields.is_empty())
}
