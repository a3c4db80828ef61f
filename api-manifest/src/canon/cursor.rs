//! A place in a text, and the small steps that all parsers take.

use super::{CanonError, names::in_name};

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
        let value = parse(&mut cursor)?;
        if cursor.rest().is_empty() { Ok(value) } else { Err(cursor.expected("the end")) }
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
        if self.eat(token) { Ok(()) } else { Err(self.expected(format!("`{token}`"))) }
    }

    /// The longest text here of characters that fit.
    pub(super) fn run(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
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
        if self.rest().starts_with(|c: char| c.is_ascii_digit()) {
            return Err(self.expected(what));
        }
        self.word(what)
    }

    /// A number in its one spelling: no `+`, no leading zeros, no `-0`.
    pub(super) fn number<N: std::str::FromStr + ToString>(&mut self, what: &str) -> Parsed<N> {
        let start = self.at;
        self.eat("-");
        self.run(|c| c.is_ascii_digit());
        let digits = &self.text[start..self.at];
        match digits.parse::<N>() {
            Ok(number) if number.to_string() == digits => Ok(number),
            _ => {
                self.at = start;
                Err(self.expected(what))
            }
        }
    }

    /// `item`, `, `, `item` … up to `close`; at least one.
    pub(super) fn list<T>(&mut self, close: &str, item: impl Fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = vec![item(self)?];
        while !self.eat(close) {
            if !self.eat(", ") {
                return Err(self.expected(format!("`, ` or `{close}`")));
            }
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// One level of nesting down.
    pub(super) fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err(self.expected(format!("a type of at most {MAX_DEPTH} levels")));
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
    pub(super) fn expected_at(&mut self, at: usize, what: impl Into<String>) -> CanonError {
        self.at = at;
        self.expected(what)
    }

    pub(super) fn expected(&self, what: impl Into<String>) -> CanonError {
        let column = self.text[..self.at].chars().count() + 1;
        CanonError { expected: what.into(), found: found(self.rest()), column }
    }
}

/// The word or character at the start of a text, short enough for a message.
fn found(rest: &str) -> String {
    const LONGEST: usize = 24;
    let Some(first) = rest.chars().next() else {
        return "the end".into();
    };
    let word: String = rest.chars().take_while(|c| in_name(*c)).take(LONGEST).collect();
    match first {
        _ if !word.is_empty() => format!("`{word}`"),
        '\'' | '"' => format!("`{first}`"),
        _ => format!("`{}`", first.escape_debug()),
    }
}
