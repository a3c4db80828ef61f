//! Tables from what `toml_parser` reports: keys and values in the order of the text. What it leaves to us is whether a key or
//! a header may stand where it does.

use super::error::{Error, Why, line_of};
use super::table::{Data, Key, Origin, Table, Value, assign, define, descend};
use std::borrow::Cow;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

/// Lists and tables within each other. A file that needs more is not for us, and must not exhaust the stack.
const DEPTH: usize = 64;
const TOO_DEEP: &str = "tables are nested too deeply";

/// A list or a table in braces that is not closed yet.
struct Open {
    value: Value,
    /// The keys that it is the value of; none in a list.
    keys: Vec<Key>,
}

pub(super) struct Builder<'t> {
    source: Source<'t>,
    root: Table,
    /// The path of the table that keys belong to, and the line on which it was opened.
    header: Vec<Key>,
    header_line: u32,
    /// The parts of the key that is being read.
    keys: Vec<Key>,
    open: Vec<Open>,
    /// A byte, and the line that it is on.
    at: usize,
    line: u32,
    misplaced: Option<Error>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(source: Source<'t>) -> Self {
        Builder {
            source,
            root: Table::default(),
            header: Vec::new(),
            header_line: 1,
            keys: Vec::new(),
            open: Vec::new(),
            at: 0,
            line: 1,
            misplaced: None,
        }
    }

    /// The document, and the first key or header in it that may not stand where it does.
    pub(super) fn finish(self) -> (Table, Option<Error>) {
        (self.root, self.misplaced)
    }

    /// The line of a span. None is before an earlier one, so the text is gone through once.
    fn line_of(&mut self, span: Span) -> u32 {
        let passed = self.source.input().as_bytes().get(self.at..span.start()).unwrap_or_default();
        self.line += line_of(passed, passed.len()) - 1;
        self.at = self.at.max(span.start());
        self.line
    }

    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Raw<'t> {
        let text = self.source.input().get(span.start()..span.end()).unwrap_or_default();
        Raw::new_unchecked(text, encoding, span)
    }

    /// Notes what may not stand there, if it is the first.
    fn check(&mut self, line: u32, at: usize, done: Result<(), Why>) {
        if let (Err(why), None) = (done, &self.misplaced) {
            self.misplaced = Some(Error { line, at, why });
        }
    }

    fn begin_header(&mut self, span: Span) {
        self.keys.clear();
        self.header_line = self.line_of(span);
    }

    /// `[a.b]` or `[[a.b]]`.
    fn end_header(&mut self, origin: Origin, span: Span) {
        self.header = std::mem::take(&mut self.keys);
        let done = define(&mut self.root, &self.header, origin, self.header_line);
        self.check(self.header_line, span.end(), done);
    }

    /// Returns whether it may be entered.
    fn begin_value(&mut self, data: Data, span: Span, error: &mut dyn ErrorSink) -> bool {
        let is_too_deep = self.open.len() == DEPTH;
        if is_too_deep {
            error.report_error(ParseError::new(TOO_DEEP).with_unexpected(span));
        } else {
            let value = Value { line: self.line_of(span), data };
            self.open.push(Open { value, keys: std::mem::take(&mut self.keys) });
        }
        !is_too_deep
    }

    fn end_value(&mut self, span: Span) {
        if let Some(Open { value, keys }) = self.open.pop() {
            self.keys = keys;
            self.put(value, span);
        }
    }

    /// Puts a value where it belongs: in the innermost list or table that is open, or in the header's table.
    fn put(&mut self, value: Value, span: Span) {
        let keys = std::mem::take(&mut self.keys);
        let line = keys.last().map_or(value.line, |key| key.line);
        let done = match self.open.last_mut().map(|open| &mut open.value.data) {
            Some(Data::List(items)) => {
                items.push(value);
                Ok(())
            }
            Some(Data::Table(table)) => assign(table, &keys, value),
            _ => match descend(&mut self.root, &self.header, Origin::Implied) {
                Some(table) => assign(table, &keys, value),
                // Its header was misplaced.
                None => Ok(()),
            },
        };
        self.check(line, span.end(), done);
    }
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(Origin::Header, span);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_header(Origin::Block, span);
    }

    fn inline_table_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        self.begin_value(Data::Table(Table::default()), span, error)
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        if let Some(Open { value: Value { data: Data::Table(table), .. }, .. }) = self.open.last_mut() {
            table.origin = Origin::Inline;
        }
        self.end_value(span);
    }

    fn array_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        self.begin_value(Data::List(Vec::new()), span, error)
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.end_value(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if self.keys.len() == DEPTH {
            return error.report_error(ParseError::new(TOO_DEEP).with_unexpected(span));
        }
        let mut text = Cow::Borrowed("");
        self.raw(span, encoding).decode_key(&mut text, error);
        let line = self.line_of(span);
        self.keys.push(Key { text: text.into_owned(), line });
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        let kind = self.raw(span, encoding).decode_scalar(&mut text, error);
        // Digits are not looked at before somebody asks for the number.
        let data = match kind {
            ScalarKind::String => Some(Data::Text(text.into_owned())),
            ScalarKind::Integer(radix) => i64::from_str_radix(&text, radix.value()).ok().map(Data::Integer),
            ScalarKind::Float => text.parse::<f64>().ok().map(|_| Data::Other),
            ScalarKind::Boolean(_) | ScalarKind::DateTime => Some(Data::Other),
        };
        let Some(data) = data else {
            return error.report_error(ParseError::new(kind.invalid_description()).with_unexpected(span));
        };
        let line = self.line_of(span);
        self.put(Value { line, data }, span);
    }
}
