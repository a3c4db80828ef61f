//! Why a text is not TOML, and where.

use toml_parser::{ErrorSink, Expected, ParseError};

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
            Why::Twice(key) => write!(f, "`{key}` appears twice"),
            Why::Other(what) => f.write_str(what),
        }
    }
}

/// The line of a byte, from 1.
pub fn line_of(bytes: &[u8], at: usize) -> u32 {
    let ends = bytes[..at].iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX).saturating_add(1)
}

/// The first error that is reported: those after it may only follow from it.
pub(super) struct First<'t> {
    pub(super) text: &'t str,
    pub(super) error: Option<Error>,
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
