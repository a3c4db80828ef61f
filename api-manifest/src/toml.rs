//! `abi.toml` and `Cargo.toml`, read by `toml_parser` into tables whose keys and values know their lines.
//!
//! `toml_parser` knows the language: what is a key, a string, a list, and what is an error. It reports them in the order
//! of the text, and `build` makes tables of what it reports. The crate `toml` does both, and costs a user's first build
//! twice as much; `tests/toml.rs` compares the two.

use crate::index::Index;
use toml_parser::lexer::TokenKind;
use toml_parser::{ErrorSink, Expected, ParseError, Source};

mod build;

/// A value, and where it begins.
pub struct Value {
    /// From 1. Of a table with a header, that of the header.
    pub line: u32,
    pub data: Data,
}

pub enum Data {
    Text(String),
    Integer(i64),
    List(Vec<Value>),
    Table(Table),
    /// A truth value, a fraction or a date: nobody here asks which.
    Other,
}

/// Keys in the order of the file.
#[derive(Default)]
pub struct Table {
    entries: Vec<Entry>,
    index: Index,
    origin: build::Origin,
}

pub struct Entry {
    pub key: String,
    /// From 1.
    pub line: u32,
    pub value: Value,
}

/// Why a text is not TOML.
#[derive(Debug)]
pub struct Error {
    /// From 1.
    pub line: u32,
    /// The byte up to which the text was understood.
    pub at: usize,
    pub why: Why,
}

#[derive(Debug, PartialEq)]
pub enum Why {
    /// A key that its table has already.
    Twice(String),
    Other(String),
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Why::Twice(key) => write!(f, "`{key}` is there twice"),
            Why::Other(what) => f.write_str(what),
        }
    }
}

impl Value {
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_integer(&self) -> Option<i64> {
        match self.data {
            Data::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// Empty, if it is no list.
    pub fn items(&self) -> &[Value] {
        match &self.data {
            Data::List(items) => items,
            _ => &[],
        }
    }

    pub fn as_table(&self) -> Option<&Table> {
        match &self.data {
            Data::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl Table {
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        Some(&self.entries[self.index.get(key)?].value)
    }

    /// The items of the list under a key; none if there is no such list.
    pub fn items(&self, key: &str) -> &[Value] {
        self.get(key).map_or(&[], Value::items)
    }

    /// The value at the end of a path of tables.
    pub fn find(&self, path: &[&str]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        let value = self.get(first)?;
        if rest.is_empty() { Some(value) } else { value.as_table()?.find(rest) }
    }
}

/// Reads a document. Of several errors, the first is told.
pub fn read(text: &str) -> Result<Table, Error> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut reported = First { text, error: None };
    let mut builder = build::Builder::new(source);
    let mut receiver = toml_parser::parser::ValidateWhitespace::new(&mut builder, source);
    toml_parser::parser::parse_document(&tokens, &mut receiver, &mut reported);
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

/// The line of a byte, from 1.
pub fn line_of(bytes: &[u8], at: usize) -> u32 {
    let ends = bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX).saturating_add(1)
}

/// The first error that is reported: those after it may only follow from it.
struct First<'t> {
    text: &'t str,
    error: Option<Error>,
}

impl ErrorSink for First<'_> {
    fn report_error(&mut self, error: ParseError) {
        if self.error.is_none() {
            self.error = Some(explained(self.text, &error));
        }
    }
}

fn explained(text: &str, error: &ParseError) -> Error {
    let (start, end) = error.unexpected().map_or((text.len(), text.len()), |span| (span.start(), span.end()));
    let mut what = error.description().to_owned();
    if let Some((last, others)) = error.expected().and_then(<[_]>::split_last) {
        let others: Vec<String> = others.iter().map(wanted).collect();
        let or = if others.is_empty() { "" } else { " or " };
        what.push_str(&format!(", expected {}{or}{}", others.join(", "), wanted(last)));
    }
    what.push_str(&format!(", found {}", found(text, start, end)));
    Error { line: line_of(text.as_bytes(), start), at: end, why: Why::Other(what) }
}

fn wanted(expected: &Expected) -> String {
    match expected {
        Expected::Literal("\n") => "the end of the line".into(),
        Expected::Literal(literal) => format!("`{literal}`"),
        Expected::Description(description) => (*description).into(),
        _ => "something else".into(),
    }
}

/// What stands where something else was expected: where nothing is marked, the next character.
fn found(text: &str, start: usize, end: usize) -> String {
    const LONGEST: usize = 40;
    let marked = text.get(start..end).unwrap_or_default();
    match text[start..].chars().next() {
        None => "the end of the file".into(),
        Some('\n' | '\r') => "the end of the line".into(),
        Some(next) if marked.is_empty() => format!("`{next}`"),
        Some(_) => format!("`{}`", marked.chars().take(LONGEST).collect::<String>()),
    }
}
