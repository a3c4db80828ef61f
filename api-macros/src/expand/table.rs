//! From a checked [`Api`] to tokens. Nothing here can fail.
//!
//! What is the same for every table is not here but in macros by example of the core (`expand.rs`): rustc transcribes
//! those, and this code, which runs unoptimised, only says what differs.
//!
//! | file | writes |
//! |---|---|
//! | `trait_item` | the trait itself, with default bodies moved aside |
//! | `items` | `CodecTable`, what both sides know of it, a provider's |
//! | `handle` | what is particular to the table's handles |
//! | `object` | `dyn Codec` as a parameter and as an owned value |
//! | `slot` | one slot |
//! | `callback` | closures as parameters of a slot |
//! | `record` | the record section and the fingerprints |
//! | `verify` | the second layer of checks, draft warnings |

mod callback;
mod handle;
mod input;
mod items;
mod object;
mod record;
mod slot;
mod trait_item;
mod verify;

use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::read::{forms, package, search};
pub(crate) use input::Input;
use proc_macro2::TokenStream;
pub(crate) use record::all_named_types as named_types;
pub(crate) use trait_item::plain as untabled;

/// Everything that a trait becomes. After an error, drafts are not mentioned: there is something better to read.
pub(crate) fn api(input: &Input<'_>, is_clean: bool) -> TokenStream {
    let short = Prefix::of(quote_mixed!(__vt));
    let inside = input.inside(&short);
    let crosses = verify::crosses(input);
    let trait_item = trait_item::expand(input);
    let types = items::outer(input);
    let objects = object::expand(input);
    let private = &input.private;
    let record = record::expand(&inside);
    let table = items::inner(&inside);
    let checks = verify::expand(&inside);
    let drafts = is_clean.then(|| verify::drafts(input));
    let uncaught = verify::uncaught(input);
    quote_mixed! {
        #crosses
        #trait_item
        #types
        #objects
        #[allow(
            clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, missing_docs, unreachable_pub,
            unused_unsafe, non_snake_case, non_camel_case_types, private_bounds, private_interfaces, deprecated,
            unused_variables, unused_mut, unused_qualifications, elided_lifetimes_in_paths, single_use_lifetimes,
            missing_debug_implementations, unused_lifetimes, unused_imports, long_running_const_eval
        )]
        const _: () = {
            use #private as __vt;
            #record
            #table
            #checks
        };
        #drafts
        #uncaught
    }
}

/// The trait without a table, and what else is wrong with its types.
pub(crate) fn plain(input: &Input<'_>) -> TokenStream {
    let is_generic = |ty: &syn::Type| input.api.type_params.iter().any(|param| search::names(ty, &param.to_string()));
    let mut borrowed: Vec<&syn::Type> = Vec::new();
    for slot in &input.api.slots {
        for param in &slot.params {
            borrowed.extend(forms::borrowed(&param.class));
        }
    }
    let is_asked = |ty: &syn::Type| {
        !is_generic(ty)
            && !forms::is_refused(ty)
            && !package::is_of_left(&[ty])
            && !borrowed.iter().any(|ret| std::ptr::eq(*ret, ty))
    };
    let questions = verify::questions(input, &is_asked);
    let trait_item = trait_item::plain(input.api);
    quote_mixed!(#questions #trait_item)
}
