//! `#[derive(AbiType)]`: a type's canonical name and definition, its check, and how it crosses.
//!
//! | file | does |
//! |---|---|
//! | `parse` | from tokens to [`Def`], reporting what has no C layout |
//! | `describe` | name, definition |
//! | `borrows` | the lifetimes of both |
//! | `markers` | what `PhantomData` may say of lifetimes |
//! | `outlives` | that the record has all that the type implies of its parameters |
//! | `traits` | what the compiler knows of the type beside its fields |
//! | `compare` | definition against the record |
//! | `memory` | validity of bytes, and the traits that let the type cross |

mod borrows;
mod compare;
mod describe;
mod markers;
mod memory;
mod outlives;
mod parse;
mod traits;

use crate::check;
use crate::ctxt::{self, Ctxt};
use crate::mangle::{self, quote_mixed};
use crate::package::Package;
use crate::prefix::Prefix;
use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::{Expr, Generics, Type};

/// A type with its spans.
pub(crate) struct Def {
    pub(crate) ident: Ident,
    /// The name in the record.
    pub(crate) name: String,
    /// The package that the record has it in.
    pub(crate) package: String,
    /// An attribute that may be a macro which changes the item.
    pub(crate) stranger: bool,
    pub(crate) generics: Generics,
    pub(crate) body: Body,
    pub(crate) docs: TokenStream,
    pub(crate) krate: Prefix,
    /// The item that this rests on.
    pub(crate) root: TokenStream,
    pub(crate) private: Prefix,
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
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) tuple: bool,
    pub(crate) fields: Vec<Field>,
    pub(crate) value: Option<Expr>,
    pub(crate) docs: TokenStream,
}

impl Def {
    /// The fields of an opaque type beside the one that nobody makes.
    fn beside_unmade(&self) -> Vec<&Field> {
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

/// The alias that is a type if all fields may be fields.
fn is() -> Ident {
    Ident::new("__VtIs", Span::mixed_site())
}

pub(crate) fn expand(item: TokenStream) -> TokenStream {
    let mut cx = Ctxt::default();
    let package = Package::current();
    mangle::refuse_reserved(item.clone(), &mut cx);
    let input = match syn::parse2::<syn::DeriveInput>(item) {
        Ok(input) => input,
        Err(error) => return ctxt::unread(&error),
    };
    let mut def = parse::def(input, &package, &mut cx);
    if def.krate.is_empty() {
        return cx.into_tokens();
    }
    check::package(&def.ident, &package, &mut cx);
    // The CLI has all types before it, as the compiler resolved them.
    if cx.is_clean() && package.session().is_none() {
        compare::names_in_c(&def, &package, &mut cx);
    }
    let questions = memory::questions(&def);
    if !cx.is_clean() {
        // What uses the type has no errors of its own.
        def.body = Body::Refused;
    }
    let record = package.record_for_type();
    let described = describe::expand(&def, &package, &record);
    let memory = memory::expand(&def);
    // A derive works without a record: the table that reaches the type compares it where it is used.
    let tracked = package.track(&def.krate, None);
    let errors = cx.into_tokens();
    let root = &def.root;
    quote_mixed! {
        #[allow(
            clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, missing_docs, unused_qualifications,
            non_upper_case_globals, non_camel_case_types, non_snake_case, dead_code, deprecated, unused_unsafe,
            private_bounds, private_interfaces, single_use_lifetimes, unused_lifetimes, unreachable_patterns,
            unused_comparisons
        )]
        const _: () = {
            #root
            #questions
            #described
            #memory
            #tracked
        };
        #errors
    }
}
