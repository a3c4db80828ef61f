//! A short path that stands in most of what is generated.

use crate::mangle::quote_mixed;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// Tokens of our own: a stream is the compiler's, and each one that is put into another costs calls of it.
#[derive(Clone, Default)]
pub(crate) struct Prefix(Vec<TokenTree>);

impl Prefix {
    pub(crate) fn of(path: TokenStream) -> Self {
        Prefix(path.into_iter().collect())
    }

    /// The same tokens where `span` is.
    pub(crate) fn at(&self, span: Span) -> Self {
        let mut tokens = self.0.clone();
        for token in &mut tokens {
            token.set_span(span);
        }
        Prefix(tokens)
    }

    /// Whether there is no path.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The hidden module of this crate.
    pub(crate) fn private(&self) -> Self {
        Prefix::of(quote_mixed!(#self::__private))
    }
}

impl ToTokens for Prefix {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.0);
    }
}
