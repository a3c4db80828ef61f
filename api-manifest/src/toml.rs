//! `abi.toml` and `Cargo.toml`, read by `toml_parser` into tables whose keys and values know their lines.
//!
//! `toml_parser` knows the language: what is a key, a string, a list, and what is an error. It reports them in the order
//! of the text, and `build` makes tables of what it reports. The crate `toml` does both, and costs a user's first build
//! twice as much; `tests/toml.rs` compares the two.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;
use toml_parser::parser::{ValidateWhitespace, parse_document};

mod build;
mod error;
mod table;

pub use error::{Error, Why, line_of};
pub use table::{Data, Entry, Table, Value};

use build::Builder;
use error::First;

/// Reads a document. Of several errors, the first is told.
pub fn read(text: &str) -> Result<Table, Error> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut reported = First { text, error: None };
    let mut builder = Builder::new(source);
    let mut receiver = ValidateWhitespace::new(&mut builder, source);
    parse_document(&tokens, &mut receiver, &mut reported);
    let (root, misplaced) = builder.finish();
    match reported.error.into_iter().chain(misplaced).min_by_key(|error| error.at) {
        Some(error) => Err(error),
        None => Ok(root),
    }
}

/// What stands before the first header.
pub fn head(text: &str) -> &str {
    let mut before = TokenKind::Newline;
    let mut tokens = Source::new(text).lex().filter(|token| token.kind() != TokenKind::Whitespace);
    let header = tokens.find(|token| {
        let is_first = std::mem::replace(&mut before, token.kind()) == TokenKind::Newline;
        is_first && token.kind() == TokenKind::LeftSquareBracket
    });
    &text[..header.map_or(text.len(), |token| token.span().start())]
}
