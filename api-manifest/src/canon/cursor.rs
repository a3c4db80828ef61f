//! A place in a text, and the small steps that all parsers take.

use super::CanonError;
use super::names::in_name;

/// Deeper types are refused, so that no text can exhaust the stack.
const MAX_DEPTH: u32 = 64;

pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

pub(super) type Parsed<T> = Result<T, CanonError>;

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Cursor { text, at: 0, depth: 0 }
    }

    /// Runs `parse` over the whole text.
    pub(super) fn whole<T>(text: &'a str, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let mut cursor = Cursor::new(text);
        let parsed = parse(&mut cursor);
        if parsed.is_ok() && !cursor.rest().is_empty() { Err(cursor.expected("the end")) } else { parsed }
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn eat(&mut self, token: &str) -> bool {
        let eaten = self.rest().starts_with(token);
        if eaten {
            self.at += token.len();
        }
        eaten
    }

    pub(super) fn expect(&mut self, token: &str) -> Parsed<()> {
        if self.eat(token) { Ok(()) } else { Err(self.expected(&format!("`{token}`"))) }
    }

    /// The longest text here of characters that fit.
    pub(super) fn run(&mut self, fits: fn(char) -> bool) -> &'a str {
        let run = start(self.rest(), fits);
        self.at += run.len();
        run
    }

    /// A name that may be a tuple field's index.
    pub(super) fn word(&mut self, what: &str) -> Parsed<&'a str> {
        match self.run(in_name) {
            "" => Err(self.expected(what)),
            word => Ok(word),
        }
    }

    /// A name as Rust has it.
    pub(super) fn name(&mut self, what: &str) -> Parsed<&'a str> {
        if starts_with_digit(self.rest()) {
            return Err(self.expected(what));
        }
        self.word(what)
    }

    /// A number in its one spelling: no `+`, no leading zeros, no `-0`.
    pub(super) fn number(&mut self, what: &str) -> Parsed<i128> {
        let start = self.at;
        self.eat("-");
        self.run(|c| c.is_ascii_digit());
        let digits = &self.text[start..self.at];
        match digits.parse::<i128>() {
            Ok(number) if number.to_string() == digits => Ok(number),
            _ => Err(self.expected_at(start, what)),
        }
    }

    /// `item`, `, `, `item` … up to `close`; at least one.
    pub(super) fn list<T>(&mut self, close: &str, item: fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = Vec::new();
        loop {
            items.push(item(self)?);
            if !self.more(close)? {
                return Ok(items);
            }
        }
    }

    /// What follows an item of a list: another one, or its end.
    fn more(&mut self, close: &str) -> Parsed<bool> {
        if self.eat(close) {
            return Ok(false);
        }
        if self.eat(", ") { Ok(true) } else { Err(self.expected(&format!("`, ` or `{close}`"))) }
    }

    /// One level of nesting down.
    pub(super) fn nested<T>(&mut self, parse: fn(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err(self.expected(&format!("a type of at most {MAX_DEPTH} levels")));
        }
        self.depth += 1;
        let value = parse(self);
        self.depth -= 1;
        value
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The error at an earlier place.
    pub(super) fn expected_at(&mut self, at: usize, what: &str) -> CanonError {
        self.at = at;
        self.expected(what)
    }

    pub(super) fn expected(&self, what: &str) -> CanonError {
        let column = self.text[..self.at].chars().count() + 1;
        CanonError { expected: what.to_owned(), found: found(self.rest()), column }
    }
}

/// The longest start of a text whose characters fit.
pub(super) fn start(text: &str, fits: fn(char) -> bool) -> &str {
    for (at, c) in text.char_indices() {
        if !fits(c) {
            return &text[..at];
        }
    }
    text
}

pub(crate) fn starts_with_digit(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'0'..=b'9'))
}

/// Whether a text has nothing but digits.
pub(crate) fn is_digits(text: &str) -> bool {
    text.as_bytes().iter().all(u8::is_ascii_digit)
}

/// The word or character at the start of a text, short enough for a message.
fn found(rest: &str) -> String {
    const LONGEST: usize = 24;
    let Some(first) = rest.chars().next() else {
        return "the end".into();
    };
    let word = start(rest, in_name);
    match first {
        _ if !word.is_empty() => format!("`{}`", shortened(word, LONGEST)),
        '\'' | '"' => format!("`{first}`"),
        _ => format!("`{}`", first.escape_debug()),
    }
}

/// The first characters of a text.
pub(super) fn shortened(text: &str, longest: usize) -> &str {
    match text.char_indices().nth(longest) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
