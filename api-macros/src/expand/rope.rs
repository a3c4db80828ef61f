//! Canonical text as a constant: pieces of text that are known now, and of text that only the compiler knows.

use crate::mangle::quote_mixed;
use crate::prefix::Prefix;
use proc_macro2::TokenStream;
use quote::ToTokens;
use vtable_api_manifest::canon::write::Text;

/// A rope in the making; neighbouring texts are joined.
pub(crate) struct Rope<'a> {
    private: &'a Prefix,
    pieces: Vec<TokenStream>,
    text: String,
}

impl Text for Rope<'_> {
    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

impl<'a> Rope<'a> {
    pub(crate) fn new(private: &'a Prefix) -> Self {
        Rope { private, pieces: Vec::new(), text: String::new() }
    }

    /// A constant text.
    pub(crate) fn constant(&mut self, text: &dyn ToTokens) {
        self.flush();
        self.push(text);
    }

    /// A piece that is not text.
    pub(crate) fn piece(&mut self, piece: TokenStream) {
        self.flush();
        self.pieces.push(piece);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.push(&text);
        }
    }

    fn push(&mut self, text: &dyn ToTokens) {
        let private = self.private;
        self.pieces.push(quote_mixed!(#private::describe::Piece::Text(#text)));
    }

    /// The pieces, each with a comma.
    pub(crate) fn finish(mut self) -> TokenStream {
        self.flush();
        let pieces = self.pieces;
        quote_mixed!(#(#pieces,)*)
    }
}
