//! The macros of `vtable-api`; their documentation is there.
//!
//! Data flows one way: tokens → `ast` → model → rules → either diagnostics at spans or, when there are none,
//! the emitters in `expand` and `derive`, which cannot fail.
#![forbid(unsafe_code)]

mod asked;
mod ast;
mod attr;
mod below;
mod check;
mod ctxt;
mod derive;
mod expand;
mod implied;
mod krate;
mod lent;
mod lifetimes;
mod mangle;
mod notes;
mod package;
mod parse;
mod places;
mod prefix;
mod root;
mod rope;
mod search;
mod shown;
mod spelling;
mod types;

use crate::ctxt::Ctxt;
use crate::mangle::quote_mixed;
use crate::package::Package;
use proc_macro::TokenStream;
use quote::ToTokens;
use syn::Item;
use vtable_api_manifest::diagnostics::Code;

#[allow(missing_docs, reason = "documented where `vtable-api` re-exports it")]
#[proc_macro_attribute]
pub fn vtable_api(args: TokenStream, item: TokenStream) -> TokenStream {
    // An entry of its own would cost more: what the expansion writes begins with brackets, which is no argument.
    let make = if args.to_string().starts_with("[") { below::expand } else { table };
    make(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where `vtable-api` re-exports it")]
#[proc_macro_derive(AbiType, attributes(abi))]
pub fn abi_type(item: TokenStream) -> TokenStream {
    derive::expand(item.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn module_root(lines: TokenStream) -> TokenStream {
    root::expand(lines.into()).into()
}

fn table(args: proc_macro2::TokenStream, item: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let mut cx = Ctxt::default();
    let package = Package::current();
    let mut args = attr::TableArgs::parse(args, &mut cx);
    let named = args.record.take();
    mangle::refuse_reserved(item.clone(), &mut cx);
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
    let mut api = parse::api(args, item, &package, &mut cx);
    if api.krate.is_empty() {
        let mut item = expand::untabled(&api);
        cx.into_tokens().to_tokens(&mut item);
        return item;
    }
    let shape_is_good = cx.is_clean() && !api.has_undeclared();
    let record = package.record_for_table(named.as_deref());
    let tracked = package.track(&api.krate, named.as_deref());
    let missing = package.track_missing(&api.krate);
    let now = check::model(&api);
    let recorded = check::table(&api, &now, record, &package, &mut cx);
    let (is_clean, shape_is_good) = (cx.is_clean(), shape_is_good && !cx.is_formless());
    if !is_clean {
        api.forget_bodies();
    }
    let krate = &api.krate;
    let names = mangle::Names::of(&api.ident);
    let input = expand::Input {
        names: &names,
        private: krate.private(),
        api: &api,
        krate,
        package: &package,
        recorded: recorded.as_ref(),
    };
    // A trait that no table can be made of stays a plain trait, so that only the real error shows.
    let expansion = if shape_is_good { expand::api(&input, is_clean) } else { expand::plain(&input) };
    let root = &api.root;
    let errors = cx.into_tokens();
    quote_mixed!(#root #expansion #tracked #missing #errors)
}
