//! The macros of `vtable-api`; their documentation is there.
//!
//! Data flows one way, and so do the folders: tokens → [`read`] → [`ast`] → [`check`] (model → rules) → either diagnostics at
//! spans or, when there are none, the emitters in [`expand`], which cannot fail. `ast`, `ctxt`, `mangle`, `prefix` and `tokens` are everyone's.
#![forbid(unsafe_code)]

mod ast;
mod check;
mod ctxt;
mod expand;
mod mangle;
mod prefix;
mod read;
#[cfg(test)]
mod tests;
mod tokens;

use crate::ast::def::Body;
use crate::ctxt::Ctxt;
use crate::expand::table::Input;
use crate::mangle::{Names, quote_mixed};
use crate::read::attr::TableArgs;
use crate::read::package::{self, Note, Package};
use crate::read::{lifetimes, reserved};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{DeriveInput, Item};
use vtable_api_manifest::diagnostics::Code;

#[allow(missing_docs, reason = "documented where `vtable-api` re-exports it")]
#[proc_macro_attribute]
pub fn vtable_api(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    // An entry of its own would cost more: what the expansion writes begins with brackets, which is no argument.
    let make = if args.to_string().starts_with("[") { expand::below::expand } else { table };
    make(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where `vtable-api` re-exports it")]
#[proc_macro_derive(AbiType, attributes(abi))]
pub fn abi_type(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    definition(item.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn module_root(lines: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand::root::expand(lines.into()).into()
}

fn table(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut cx = Ctxt::default();
    let package = Package::current();
    let mut args = TableArgs::parse(args, &mut cx);
    let named = args.record.take();
    reserved::refuse(item.clone(), &mut cx);
    let item = match syn::parse2(item.clone()) {
        Ok(Item::Trait(item)) => item,
        Ok(_) => {
            let message = "`#[vtable_api]` can only be applied to a trait";
            cx.error(&item, Code::UnsupportedTrait, message, "put it on a `trait`");
            let errors = cx.into_tokens();
            return quote_mixed!(#item #errors);
        }
        Err(error) => {
            let errors = ctxt::unread(&error);
            return quote_mixed!(#item #errors);
        }
    };
    let mut api = read::table::api(args, item, &package, &mut cx);
    if api.krate.is_empty() {
        let mut item = expand::table::untabled(&api);
        cx.into_tokens().to_tokens(&mut item);
        return item;
    }
    let is_of_left = package::is_of_left(&expand::table::named_types(&api));
    let shape_is_good =
        cx.is_clean() && !is_of_left && !api.slots.iter().any(|slot| lifetimes::is_undeclared(&slot.sig));
    let record = package.record_for_table(named.as_deref());
    let tracked = package.track(&api.krate, named.as_deref());
    let missing = package.track_missing(&api.krate);
    let now = check::table::model(&api);
    let recorded = check::table::check(&api, &now, record, &package, &mut cx);
    let (is_clean, shape_is_good) = (cx.is_clean(), shape_is_good && !cx.is_formless());
    if !is_clean {
        api.forget_bodies();
    }
    let krate = &api.krate;
    let names = Names::of(&api.ident);
    let input = Input {
        names: &names,
        private: krate.private(),
        api: &api,
        krate,
        package: &package,
        recorded: recorded.as_ref(),
    };
    // A trait that no table can be made of stays a plain trait, so that only the real error shows.
    let expansion = if shape_is_good { expand::table::api(&input, is_clean) } else { expand::table::plain(&input) };
    let root = &api.root;
    let errors = cx.into_tokens();
    quote_mixed!(#root #expansion #tracked #missing #errors)
}

fn definition(item: TokenStream) -> TokenStream {
    let mut cx = Ctxt::default();
    let package = Package::current();
    reserved::refuse(item.clone(), &mut cx);
    let input = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => input,
        Err(error) => return ctxt::unread(&error),
    };
    let mut def = read::def::def(input, &package, &mut cx);
    package::note(&def.ident, if def.has_one_lifetime() { Note::OneLifetime } else { Note::Other });
    if cx.is_left_to_rustc() || package::is_of_left(&def.types_of_fields()) {
        package::note(&def.ident, Note::Left);
        let (left, errors) = (expand::derive::left(&def), cx.into_tokens());
        return quote_mixed!(#left #errors);
    }
    check::markers::check(&def, &mut cx);
    check::rings::check(&def, &mut cx);
    if def.krate.is_empty() {
        return cx.into_tokens();
    }
    check::table::package(&def.ident, &package, &mut cx);
    if def.growable && cx.is_clean() {
        check::def::growths(&def, &package.record_for_type(), &mut cx);
    }
    // The CLI has all types before it, as the compiler resolved them.
    if cx.is_clean() && package.session().is_none() {
        check::def::names_in_c(&def, &package, &mut cx);
    }
    // Asked of all fields, whatever is wrong with one of them.
    let questions = expand::derive::questions(&def);
    if !cx.is_clean() {
        // What uses the type has no errors of its own.
        def.body = Body::Refused;
    }
    let expansion = expand::derive::expand(&def, &package, questions);
    let errors = cx.into_tokens();
    quote_mixed!(#expansion #errors)
}
