//! `#[derive(AbiType)]`: a type's canonical name and definition, its check, and how it crosses.
//!
//! | file | writes |
//! |---|---|
//! | `describe` | name, definition |
//! | `names` | the names of fields' types in both |
//! | `borrows` | the lifetimes of both |
//! | `markers` | that `PhantomData` says of lifetimes what everyone takes it for |
//! | `outlives` | that the record has all that the type implies of its parameters |
//! | `traits` | what the compiler knows of the type beside its fields |
//! | `compare` | definition against the record |
//! | `memory` | validity of bytes, and the traits that let the type cross |
//! | `growing` | the same of a growable type, and its growths |

mod borrows;
mod compare;
mod describe;
mod growing;
mod markers;
mod memory;
mod names;
mod outlives;
mod traits;

use crate::ast::def::{Body, Def};
use crate::mangle::{call_at, quote_mixed};
use crate::read::elided;
use crate::read::package::Package;
use crate::read::search;
pub(crate) use memory::questions;
use proc_macro2::{Ident, Span, TokenStream};

/// What is left of a type that has an error of rustc's: that it has one. What this rests on is known by names only, so each of these is
/// proved to be what it is taken for.
pub(crate) fn left(def: &Def) -> TokenStream {
    let Def { private, root, .. } = def;
    let mut checks = TokenStream::new();
    for ty in def.types_of_fields() {
        if let Some(path) = elided::find(ty) {
            let args = elided::name(path);
            let args = quote_mixed!(#private::__vt_left!(Lifetimes #path), #args);
            let asked = call_at(path, quote_mixed!(#private::asked::has_lifetime), args);
            checks.extend(quote_mixed!(const _: #private::usize = #asked;));
        }
        for name in ["Option", "Result"] {
            if search::names(ty, name) {
                let name = Ident::new(name, Span::call_site());
                checks.extend(quote_mixed!(#private::__vt_left!(#name);));
            }
        }
    }
    quote_mixed!(#[allow(unused_imports, unused_qualifications)] const _: () = { #root #checks };)
}

/// All that the type gets, in one anonymous constant, behind the questions whether its fields may be fields.
pub(crate) fn expand(def: &Def, package: &Package, questions: TokenStream) -> TokenStream {
    let record = package.record_for_type();
    let described = describe::expand(def, package, &record);
    let crosses = if def.growable && !matches!(def.body, Body::Refused) {
        let recorded = describe::recorded(def, &package.local, &record);
        growing::expand(def, package, recorded.and_then(|recorded| recorded.body.growths()))
    } else {
        memory::expand(def)
    };
    // A derive works without a record: the table that reaches the type compares it where it is used.
    let tracked = package.track(&def.krate, None);
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
            #crosses
            #tracked
        };
    }
}
