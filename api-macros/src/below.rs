//! Attributes below ours that may be macros: rustc gives them the item once we have read it, and compiles what they make
//! of it. Behind each stands one of ours, with what was read: where a signature is another one, it says so, and puts back
//! what was read, so that nothing else of the expansion has an error.
//!
//! Nothing rests on it: what is compiled is compared with the table by rustc.

use crate::attr::is_strange;
use crate::ctxt::Ctxt;
use crate::root::headed;
use crate::template::{Prefix, each, emit};
use crate::types::pretty;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::Attribute;
use vtable_api_manifest::diagnostics::Code;

/// The item behind its attributes, each of which that may be a macro is watched.
pub(crate) fn watched(private: &Prefix, attrs: &[Attribute], item: TokenStream) -> TokenStream {
    let inert = each(attrs, &|_, attr| if is_strange(attr) { TokenStream::new() } else { attr.to_token_stream() });
    let attrs = each(attrs, &|_, attr| {
        if !is_strange(attr) {
            return attr.to_token_stream();
        }
        emit! { attr, private, path = attr.path(), inert = &inert, item = &item =>
            #attr #[#private::unchanged([#path] #inert #item)]
        }
    });
    emit!(attrs, item => #attrs #item)
}

/// `item`; but where a signature is not the one that stands in `args` behind the other macro's path, what was read, and an error.
pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let (path, read) = headed(args);
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
    let other = pretty(&path);
    let message =
        format!("`#[{other}]` changed the trait once `#[vtable_api]` had read it\n  read: {gone}\n  now:  {new}");
    let help = match was.len() {
        1 => "write the slot as that macro would, without its attribute",
        _ => "put `#[vtable_api]` below that attribute, so that it reads what the macro writes",
    };
    let mut cx = Ctxt::default();
    cx.error(&path, Code::ItemChanged, message, help);
    emit!(read, errors = cx.into_tokens() => #read #errors)
}

/// The first of `some` with this end that is none of `all`; empty if there is none.
fn first_not_in<'s>(some: &'s [String], all: &[String], end: &str) -> &'s str {
    for one in some {
        let mut is_there = !one.ends_with(end);
        for other in all {
            is_there |= squeezed(one) == squeezed(other);
        }
        if !is_there {
            return one;
        }
    }
    ""
}

/// Blanks are no part of a signature, and whether it has a body neither.
fn squeezed(text: &str) -> String {
    text.replace(" ", "").replace("\n", "").replace(";", "")
}

/// The head of a trait and its signatures, or the signature of a method; each without attributes and visibility, and with a semicolon if
/// no body follows.
fn declared(item: TokenStream, all: &mut Vec<String>) {
    let (mut head, mut in_attr) = (TokenStream::new(), false);
    for token in item {
        let body = match &token {
            _ if std::mem::take(&mut in_attr) => continue,
            TokenTree::Ident(word) if word == "pub" => continue,
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                in_attr = true;
                continue;
            }
            TokenTree::Punct(sign) if sign.as_char() == ';' => {
                head.append(token);
                TokenStream::new()
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => group.stream(),
            _ => {
                head.append(token);
                continue;
            }
        };
        let text = pretty(&std::mem::take(&mut head)).replace(" : ", ": ");
        if text.contains("trait ") {
            // A supertrait is ours.
            let shown = text.split("__").next().unwrap_or_default();
            all.push(format!("{shown}.."));
            declared(body, all);
        } else if text.contains("fn ") {
            all.push(text);
        }
    }
}
