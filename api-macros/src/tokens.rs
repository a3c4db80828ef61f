//! Parts that are put together as they come.

use proc_macro2::TokenStream;
use quote::ToTokens;

/// What has parts.
pub(crate) trait Tokens: Iterator<Item = TokenStream> + Sized {
    /// All parts. `collect` would be compiled for each kind of iterator, hundreds of lines in a user's build; this is compiled once.
    fn tokens(mut self) -> TokenStream {
        joined(&mut || self.next())
    }
}

impl<I: Iterator<Item = TokenStream>> Tokens for I {}

/// Of a `dyn Iterator`, what else an iterator can do would be compiled for each kind, too.
fn joined(next: &mut dyn FnMut() -> Option<TokenStream>) -> TokenStream {
    let mut all = TokenStream::new();
    while let Some(part) = next() {
        part.to_tokens(&mut all);
    }
    all
}
