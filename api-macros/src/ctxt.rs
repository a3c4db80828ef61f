//! Collects every error of one macro call, so that a build reports all of them at once.

use crate::mangle::quote_mixed;
use crate::tokens::Tokens;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::violation::{Place, Violation};

/// The errors so far.
#[derive(Default)]
pub(crate) struct Ctxt {
    errors: Vec<syn::Error>,
    /// Whether rustc has an error that these would repeat.
    is_left: bool,
    /// Whether something has no form in C.
    formless: bool,
    /// What is no error in a unit test. Only rustc knows.
    unless_test: Vec<syn::Error>,
}

impl Ctxt {
    /// Reports `violation` at the tokens of `at`.
    pub(crate) fn violation(&mut self, at: &dyn ToTokens, violation: &Violation) {
        self.formless |= violation.code == Code::NoCForm;
        self.errors.push(syn::Error::new_spanned(at.to_token_stream(), violation));
    }

    /// Reports a rule that has nothing to do with the record.
    pub(crate) fn error(&mut self, at: &dyn ToTokens, code: Code, message: impl Into<String>, help: &str) {
        self.violation(at, &plain(code, message.into(), help));
    }

    /// Reports `violation` at the tokens of `at` where the crate is not built for its unit tests.
    pub(crate) fn unless_test(&mut self, at: &dyn ToTokens, violation: &Violation) {
        self.unless_test.push(syn::Error::new_spanned(at.to_token_stream(), violation));
    }

    /// Reports `violation` at a span.
    pub(crate) fn violation_at(&mut self, at: Span, violation: &Violation) {
        self.formless |= violation.code == Code::NoCForm;
        self.errors.push(syn::Error::new(at, violation));
    }

    /// As [`Ctxt::error`], at a span.
    pub(crate) fn error_at(&mut self, at: Span, code: Code, message: &str, help: &str) {
        self.violation_at(at, &plain(code, message.to_owned(), help));
    }

    /// Takes over what syn reported of an attribute of ours.
    pub(crate) fn syn(&mut self, error: &syn::Error) {
        let violation = Violation::new(Code::RevisionAttribute, Place::Package, error.to_string());
        self.violation_at(error.span(), &violation);
    }

    /// There is an error, which rustc reports or would report wherever the item is used: it says what no item may. Nothing else is said of it.
    pub(crate) fn leave_to_rustc(&mut self) {
        self.is_left = true;
    }

    pub(crate) fn is_left_to_rustc(&self) -> bool {
        self.is_left
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.errors.is_empty() && !self.is_left
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.errors.len()
    }

    /// Whether the compiler would say it again.
    pub(crate) fn is_formless(&self) -> bool {
        self.formless
    }

    /// The errors as they stand in a trait, too.
    pub(crate) fn into_macros(self) -> TokenStream {
        self.errors.iter().map(syn::Error::to_compile_error).tokens()
    }

    /// The errors as items.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let errors = self.errors.iter().map(told);
        let unless_test = self.unless_test.iter().map(|error| {
            let error = told(error);
            quote_mixed!(#[cfg(not(test))] const _: () = { #error };)
        });
        quote_mixed!(#(#errors)* #(#unless_test)*)
    }
}

/// The error as an item, beside a name of its own for `core`: a crate may call otherwise so, and its `compile_error` would say
/// nothing. In no block, where rustc would say more of the names around it.
pub(crate) fn told(error: &syn::Error) -> TokenStream {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let core = Ident::new(&format!("__vt_core{}", COUNT.fetch_add(1, Relaxed)), Span::mixed_site());
    // From the name on: in front of it stand the signs of a path from the root.
    let mut said = TokenStream::new();
    for token in error.to_compile_error().into_iter().skip_while(|token| !is_core(token)) {
        match token {
            TokenTree::Ident(word) if word == "core" => Ident::new(&core.to_string(), word.span()).to_tokens(&mut said),
            other => other.to_tokens(&mut said),
        }
    }
    quote_mixed!(extern crate core as #core; #said)
}

fn is_core(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "core")
}

fn plain(code: Code, message: String, help: &str) -> Violation {
    Violation::new(code, Place::Package, message).help(help)
}

/// What syn says of an item that it cannot read.
pub(crate) fn unread(error: &syn::Error) -> TokenStream {
    let is_late = |word: &str| ["async", "await", "dyn", "try"].contains(&word);
    match keyword(error) {
        Some(word) if is_late(&word) => {
            let mut cx = Ctxt::default();
            let message = "a keyword since edition 2018 cannot be a name here".to_owned();
            cx.violation_at(error.span(), &plain(Code::UnsupportedType, message, "give it another name"));
            cx.into_tokens()
        }
        // rustc has said so, with a way out, and says it again of the item.
        Some(_) => TokenStream::new(),
        None => told(error),
    }
}

/// The keyword that stands where syn wants a name.
fn keyword(error: &syn::Error) -> Option<String> {
    let text = error.to_string();
    if let Some((_, word)) = text.split_once("found keyword `") {
        return Some(word.trim_end_matches('`').to_owned());
    }
    // Of a pattern, syn does not say what it has found.
    let found = error.span().source_text().filter(|_| text.starts_with("expected one of"))?;
    let is_word = !found.is_empty() && found.chars().all(|c| c.is_ascii_lowercase());
    (is_word && syn::parse_str::<Ident>(&found).is_err()).then_some(found)
}
