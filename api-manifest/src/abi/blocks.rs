//! `abi.toml` as TOML: its blocks in file order, of known kinds with known keys, and their digests.

use toml_span::value::{Table, ValueInner};

use super::{AbiError, FORMAT, error};
use crate::digest::{Chain, Value};

/// What a block records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Table,
    Type,
    Variant,
    Slot,
    Revision,
}

#[derive(Clone, Copy)]
enum Shape {
    Text,
    OptionalText,
    Number,
    OptionalList,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Table, Kind::Type, Kind::Variant, Kind::Slot, Kind::Revision];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Table => "table",
            Kind::Type => "type",
            Kind::Variant => "variant",
            Kind::Slot => "slot",
            Kind::Revision => "revision",
        }
    }

    /// In the order in which they are written and hashed.
    fn keys(self) -> &'static [(&'static str, Shape)] {
        use Shape::{Number, OptionalList, OptionalText, Text};
        match self {
            Kind::Table => &[("id", Text), ("trait", Text), ("module", Text), ("objects", Text)],
            Kind::Type => &[
                ("name", Text),
                ("module", Text),
                ("kind", Text),
                ("repr", OptionalText),
                ("fields", OptionalList),
                ("variants", OptionalList),
            ],
            Kind::Variant => &[("type", Text), ("variant", Text)],
            Kind::Slot => &[("table", Text), ("revision", Number), ("index", Number), ("signature", Text)],
            Kind::Revision => &[("table", Text), ("number", Number), ("fingerprint", Text)],
        }
    }
}

/// One block, its digest verified.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    /// Of its `[[…]]`.
    pub(crate) line: u32,
    pub(crate) entries: Vec<Entry>,
}

/// A key of a block.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: &'static str,
    pub(crate) value: Value,
    /// Of the value, or of each item of a list.
    pub(crate) lines: Vec<u32>,
}

impl Block {
    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The text of a key, empty when there is none.
    pub(crate) fn text(&self, key: &str) -> &str {
        match self.entry(key) {
            Some(Entry { value: Value::Text(text), .. }) => text,
            _ => "",
        }
    }

    pub(crate) fn optional_text(&self, key: &str) -> Option<&str> {
        self.entry(key).map(|_| self.text(key))
    }

    pub(crate) fn number(&self, key: &str) -> u32 {
        match self.entry(key) {
            Some(Entry { value: Value::Number(number), .. }) => *number,
            _ => 0,
        }
    }

    /// The items of a list, each with its line.
    pub(crate) fn items(&self, key: &str) -> impl Iterator<Item = (&str, u32)> {
        let (items, lines): (&[String], &[u32]) = match self.entry(key) {
            Some(Entry { value: Value::List(items), lines, .. }) => (items, lines),
            _ => (&[], &[]),
        };
        items.iter().map(String::as_str).zip(lines.iter().copied())
    }

    /// The line of a key's value.
    pub(crate) fn line_of(&self, key: &str) -> u32 {
        self.entry(key).and_then(|entry| entry.lines.first().copied()).unwrap_or(self.line)
    }
}

/// All blocks in file order, and the digest of the last one.
pub(crate) fn blocks(text: &str) -> Result<(Vec<Block>, Chain), AbiError> {
    let lines = Lines::new(text);
    let mut document = toml_span::parse(text).map_err(|error| toml_error(text, &lines, &error))?;
    let ValueInner::Table(root) = document.take() else {
        return Err(error::no_format());
    };
    let raw = in_file_order(root, &lines)?;
    let mut chain = Chain::start();
    let mut blocks = Vec::with_capacity(raw.len());
    let last = raw.len().saturating_sub(1);
    for (i, raw) in raw.into_iter().enumerate() {
        let line = lines.of(raw.start);
        let block = RawBlock { is_last: i == last, line, ..raw }.check(&lines, &mut chain)?;
        blocks.push(block);
    }
    Ok((blocks, chain))
}

fn toml_error(text: &str, lines: &Lines, error: &toml_span::Error) -> AbiError {
    use toml_span::ErrorKind::{DuplicateKey, UnexpectedEof, UnterminatedString};
    let end = text.trim_end().len();
    let line = lines.of(error.span.start.min(end));
    if let DuplicateKey { key, .. } = &error.kind
        && key != "format"
    {
        return error::twice(line, key);
    }
    // What breaks off at the end of the file was not written so.
    if matches!(error.kind, UnexpectedEof | UnterminatedString) || (end > 0 && error.span.end >= end) {
        return error::truncated(line, "it ends in the middle of a line");
    }
    error::not_toml(line, &error.to_string())
}

struct RawBlock<'de> {
    kind: Kind,
    start: usize,
    line: u32,
    is_last: bool,
    keys: Table<'de>,
}

fn in_file_order<'de>(root: Table<'de>, lines: &Lines) -> Result<Vec<RawBlock<'de>>, AbiError> {
    let mut raw = Vec::new();
    let mut has_format = false;
    for (key, mut value) in root {
        let line = lines.of(key.span.start);
        if key.name == "format" {
            has_format = value.as_integer() == Some(i64::from(FORMAT));
            continue;
        }
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == key.name) else {
            return Err(error::edited(line, &format!("`{}` is nothing that a record has", key.name)));
        };
        let ValueInner::Array(items) = value.take() else {
            return Err(error::edited(line, &format!("`{0}` is not a `[[{0}]]`", key.name)));
        };
        for mut item in items {
            let start = item.span.start;
            let ValueInner::Table(keys) = item.take() else {
                return Err(error::edited(line, &format!("`{0}` is not a `[[{0}]]`", key.name)));
            };
            raw.push(RawBlock { kind, start, line: 0, is_last: false, keys });
        }
    }
    if !has_format {
        return Err(error::no_format());
    }
    raw.sort_by_key(|block| block.start);
    Ok(raw)
}

impl RawBlock<'_> {
    /// Takes the keys out, and moves `chain` on if they fit the digest.
    fn check(mut self, lines: &Lines, chain: &mut Chain) -> Result<Block, AbiError> {
        let digest = self.keys.remove("digest");
        if digest.is_none() && self.is_last {
            return Err(error::truncated(self.line, "it ends in the middle of this block"));
        }
        let mut entries = Vec::new();
        for (key, shape) in self.kind.keys() {
            entries.extend(self.entry(key, *shape, lines)?);
        }
        if let Some((key, _)) = self.keys.iter().next() {
            let message = format!("`{}` is no key of a `[[{}]]`", key.name, self.kind.name());
            return Err(error::edited(lines.of(key.span.start), &message));
        }
        let next = chain.next(self.kind.name(), entries.iter().map(|entry| (entry.key, &entry.value)));
        if digest.as_ref().and_then(|digest| digest.as_str()) != Some(&next.to_hex()) {
            return Err(error::digest(self.line));
        }
        *chain = next;
        Ok(Block { kind: self.kind, line: self.line, entries })
    }

    fn entry(&mut self, key: &'static str, shape: Shape, lines: &Lines) -> Result<Option<Entry>, AbiError> {
        let Some(mut value) = self.keys.remove(key) else {
            return match shape {
                Shape::OptionalText | Shape::OptionalList => Ok(None),
                Shape::Text | Shape::Number => Err(error::edited(self.line, &format!("this block has no `{key}`"))),
            };
        };
        let line = lines.of(value.span.start);
        let fitting = match (shape, value.take()) {
            (Shape::Text | Shape::OptionalText, ValueInner::String(text)) => {
                Some((Value::Text(text.into_owned()), vec![line]))
            }
            (Shape::Number, ValueInner::Integer(number)) => {
                u32::try_from(number).ok().map(|number| (Value::Number(number), vec![line]))
            }
            (Shape::OptionalList, ValueInner::Array(items)) => list(items, lines),
            _ => None,
        };
        match fitting {
            Some((value, lines)) => Ok(Some(Entry { key, value, lines })),
            None => Err(error::edited(line, &format!("`{key}` has a value of another type"))),
        }
    }
}

fn list(items: Vec<toml_span::Value<'_>>, lines: &Lines) -> Option<(Value, Vec<u32>)> {
    let (mut texts, mut places) = (Vec::new(), Vec::new());
    for mut item in items {
        places.push(lines.of(item.span.start));
        let ValueInner::String(text) = item.take() else {
            return None;
        };
        texts.push(text.into_owned());
    }
    Some((Value::List(texts), places))
}

/// Where each line starts.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Lines {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Lines(std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect())
    }

    /// The line of a byte, from 1.
    fn of(&self, at: usize) -> u32 {
        let line = self.0.partition_point(|start| *start <= at);
        u32::try_from(line).unwrap_or(u32::MAX)
    }
}
