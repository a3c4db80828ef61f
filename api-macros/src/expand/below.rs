//! Attributes below ours that may be macros: rustc gives them the item once we have read it, and compiles what they make
//! of it. Behind each stands one of ours, with what was read: where a signature is another one, it says so, and puts back
//! what was read, so that nothing else of the expansion has an error.
//!
//! Nothing rests on it: what is compiled is compared with the table by rustc.

use crate::ctxt::Ctxt;
use crate::expand::root::headed;
use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use crate::read::attr::is_strange;
use crate::read::types::pretty;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::Attribute;
use vtable_api_manifest::diagnostics::Code;

/// The item behind its attributes, each of which that may be a macro is watched.
pub(crate) fn watched(private: &Prefix, attrs: &[Attribute], item: TokenStream) -> TokenStream {
    let inert: Vec<_> = attrs.iter().filter(|attr| !is_strange(attr)).collect();
    let watched = attrs.iter().map(|attr| {
        let watch = is_strange(attr).then(|| {
            let path = attr.path();
            quote_mixed!(#[#private::unchanged([#path] #(#inert)* #item)])
        });
        quote_mixed!(#attr #watch)
    });
    quote_mixed!(#(#watched)* #item)
}

/// `item`; but where a signature is not the one that stands in `args` behind the other macro's path, what was read, and an error.
pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let (path, mut read) = headed(args);
    let (mut was, mut now) = (Vec::new(), Vec::new());
    declared(read.clone(), &mut was);
    declared(item.clone(), &mut now);
    let gone = first_not_in(&was, &now, "");
    // What has a body is no slot, and may be added.
    let new = first_not_in(&now, &was, if gone.is_empty() { ";" } else { "" });
    // What is no trait and no method stands beside the item, and was given its attributes.
    if now.is_empty() || (gone.is_empty() && new.is_empty()) {
        return item;
    }
    let message =
        format!("this macro changed the trait after `#[vtable_api]` had read it\n  read: {gone}\n  now:  {new}");
    let help = match was.len() {
        1 => "write the slot as the macro generates it, without the attribute",
        _ => "put `#[vtable_api]` below its attribute, so that it reads what the macro generates",
    };
    let mut cx = Ctxt::default();
    cx.error(&path, Code::ItemChanged, message, help);
    cx.into_macros().to_tokens(&mut read);
    read
}

/// The first of `some` with this end that is none of `all`; empty if there is none.
fn first_not_in<'s>(some: &'s [String], all: &[String], end: &str) -> &'s str {
    let is_new = |one: &&String| one.ends_with(end) && !all.iter().any(|other| squeezed(one) == squeezed(other));
    some.iter().find(is_new).map_or("", String::as_str)
}

/// Blanks are no part of a signature, and whether it has a body neither.
fn squeezed(text: &str) -> String {
    text.replace(" ", "").replace("\n", "").replace(";", "")
}

/// What slots without a receiver are given (`trait_item`), which nobody has written.
const ADDED: &str = " where Self: Sized";

/// The head of a trait and its signatures, or the signature of a method; each without attributes and visibility, and with a semicolon if
/// no body follows.
fn declared(item: TokenStream, all: &mut Vec<String>) {
    let (mut head, mut in_attr) = (TokenStream::new(), false);
    for token in item {
        let text = token.to_string();
        let is_attr = in_attr;
        in_attr = text == "#";
        if is_attr || in_attr {
            continue;
        }
        let is_body = text.starts_with("{");
        if !is_body && text != ";" {
            head.append(token);
            continue;
        }
        let text = pretty(&head).replace(" : ", ": ").replace(ADDED, "");
        head = TokenStream::new();
        if text.contains("fn ") {
            all.push(text + if is_body { "" } else { ";" });
        } else if let TokenTree::Group(body) = token {
            all.push(text + " ..");
            declared(body.stream(), all);
        }
    }
}
