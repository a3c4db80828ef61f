//! Parts that are put together as they come.

use proc_macro2::TokenStream;

/// What has parts.
pub(crate) trait Tokens: Iterator<Item = TokenStream> + Sized {
    /// All parts. `collect` would be compiled for each kind of iterator, hundreds of lines in a user's build; this is compiled once.
    fn tokens(mut self) -> TokenStream {
        joined(&mut self)
    }
}

impl<I: Iterator<Item = TokenStream>> Tokens for I {}

fn joined(parts: &mut dyn Iterator<Item = TokenStream>) -> TokenStream {
    parts.collect()
}
