//! `abi.toml` as TOML: its blocks in file order, of known kinds with known keys, and their digests.

use toml_span::value::{Table, ValueInner};

use super::{AbiError, FORMAT, error};
use crate::digest::{Chain, Value};

type Toml<'de> = toml_span::Value<'de>;

/// What a block records.
#[derive(Clone, Copy, Debug, PartialEq)]
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
        if self.entry(key).is_some() { Some(self.text(key)) } else { None }
    }

    pub(crate) fn number(&self, key: &str) -> u32 {
        match self.entry(key) {
            Some(Entry { value: Value::Number(number), .. }) => *number,
            _ => 0,
        }
    }

    /// The items of a list, each with its line.
    pub(crate) fn items(&self, key: &str) -> impl Iterator<Item = (&String, &u32)> {
        let (items, lines): (&[String], &[u32]) = match self.entry(key) {
            Some(Entry { value: Value::List(items), lines, .. }) => (items, lines),
            _ => (&[], &[]),
        };
        items.iter().zip(lines)
    }

    /// The line of a key's value.
    pub(crate) fn line_of(&self, key: &str) -> u32 {
        match self.entry(key) {
            Some(Entry { lines, .. }) if !lines.is_empty() => lines[0],
            _ => self.line,
        }
    }
}

/// All blocks in file order, and the digest of the last one.
pub(crate) fn blocks(text: &str) -> Result<(Vec<Block>, Chain), AbiError> {
    let lines = Lines::new(text);
    let document = match toml_span::parse(text) {
        Ok(document) => document,
        Err(error) => return Err(toml_error(text, &lines, &error)),
    };
    let Some(root) = document.as_table() else {
        return Err(error::no_format());
    };
    let mut lists = lists(root, &lines)?;
    let mut chain = Chain::start();
    let mut blocks = Vec::new();
    while let Some((kind, item, keys)) = first(&mut lists) {
        let is_last = lists.iter().all(|list| list.items.is_empty());
        let raw = RawBlock { kind, line: lines.of(item.span.start), is_last, keys };
        blocks.push(raw.check(&lines, &mut chain)?);
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

/// The blocks of one kind that are still to be read, in file order.
struct List<'v, 'de> {
    kind: Kind,
    items: &'v [Toml<'de>],
}

fn lists<'v, 'de>(root: &'v Table<'de>, lines: &Lines) -> Result<Vec<List<'v, 'de>>, AbiError> {
    let mut lists = Vec::new();
    let mut has_format = false;
    for (key, value) in root {
        let (name, line) = (&key.name, lines.of(key.span.start));
        if name == "format" {
            has_format = value.as_integer() == Some(i64::from(FORMAT));
            continue;
        }
        let Some(kind) = Kind::ALL.iter().find(|kind| kind.name() == name) else {
            return Err(error::edited(line, &format!("`{name}` is nothing that a record has")));
        };
        match value.as_array() {
            Some(items) if items.iter().all(|item| item.as_table().is_some()) => {
                lists.push(List { kind: *kind, items })
            }
            _ => return Err(error::edited(line, &format!("`{name}` is not a `[[{name}]]`"))),
        }
    }
    if has_format { Ok(lists) } else { Err(error::no_format()) }
}

/// Takes the block that comes first in the file.
fn first<'v, 'de>(lists: &mut [List<'v, 'de>]) -> Option<(Kind, &'v Toml<'de>, &'v Table<'de>)> {
    let mut next: Option<(usize, &mut List<'v, 'de>)> = None;
    for list in lists {
        if let Some(item) = list.items.first()
            && next.as_ref().is_none_or(|(start, _)| item.span.start < *start)
        {
            next = Some((item.span.start, list));
        }
    }
    let (_, list) = next?;
    let (item, rest) = list.items.split_first()?;
    list.items = rest;
    Some((list.kind, item, item.as_table()?))
}

struct RawBlock<'v, 'de> {
    kind: Kind,
    line: u32,
    is_last: bool,
    keys: &'v Table<'de>,
}

impl RawBlock<'_, '_> {
    /// Takes the keys out, and moves `chain` on if they fit the digest.
    fn check(self, lines: &Lines, chain: &mut Chain) -> Result<Block, AbiError> {
        let digest = self.keys.get("digest");
        if digest.is_none() && self.is_last {
            return Err(error::truncated(self.line, "it ends in the middle of this block"));
        }
        let mut entries = Vec::new();
        let mut link = chain.block(self.kind.name());
        for (key, shape) in self.kind.keys() {
            if let Some(entry) = self.entry(key, *shape, lines)? {
                link.entry(key, &entry.value);
                entries.push(entry);
            }
        }
        self.check_keys(lines)?;
        let next = link.end();
        match digest.and_then(Toml::as_str) {
            Some(digest) if digest == next.to_hex() => *chain = next,
            _ => return Err(error::digest(self.line)),
        }
        Ok(Block { kind: self.kind, line: self.line, entries })
    }

    /// There are no others than those of the kind.
    fn check_keys(&self, lines: &Lines) -> Result<(), AbiError> {
        for key in self.keys.keys() {
            let is_known = self.kind.keys().iter().any(|(known, _)| key.name == *known);
            if !is_known && key.name != "digest" {
                let message = format!("`{}` is no key of a `[[{}]]`", key.name, self.kind.name());
                return Err(error::edited(lines.of(key.span.start), &message));
            }
        }
        Ok(())
    }

    fn entry(&self, key: &'static str, shape: Shape, lines: &Lines) -> Result<Option<Entry>, AbiError> {
        let Some(value) = self.keys.get(key) else {
            return match shape {
                Shape::OptionalText | Shape::OptionalList => Ok(None),
                Shape::Text | Shape::Number => Err(error::edited(self.line, &format!("this block has no `{key}`"))),
            };
        };
        let line = lines.of(value.span.start);
        let entry = match (shape, value.as_ref()) {
            (Shape::Text | Shape::OptionalText, ValueInner::String(text)) => {
                Some(Entry { key, value: Value::Text(text.to_string()), lines: vec![line] })
            }
            (Shape::Number, ValueInner::Integer(number)) => match u32::try_from(*number) {
                Ok(number) => Some(Entry { key, value: Value::Number(number), lines: vec![line] }),
                Err(_) => None,
            },
            (Shape::OptionalList, ValueInner::Array(items)) => list(key, items, lines),
            _ => None,
        };
        match entry {
            Some(entry) => Ok(Some(entry)),
            None => Err(error::edited(line, &format!("`{key}` has a value of another type"))),
        }
    }
}

fn list(key: &'static str, items: &[Toml<'_>], lines: &Lines) -> Option<Entry> {
    let (mut texts, mut places) = (Vec::new(), Vec::new());
    for item in items {
        texts.push(item.as_str()?.to_owned());
        places.push(lines.of(item.span.start));
    }
    Some(Entry { key, value: Value::List(texts), lines: places })
}

/// Where each line starts.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Lines {
        let mut starts = vec![0];
        for (at, byte) in text.bytes().enumerate() {
            if byte == b'\n' {
                starts.push(at + 1);
            }
        }
        Lines(starts)
    }

    /// The line of a byte, from 1.
    fn of(&self, at: usize) -> u32 {
        let line = self.0.partition_point(|start| *start <= at);
        u32::try_from(line).unwrap_or(u32::MAX)
    }
}
