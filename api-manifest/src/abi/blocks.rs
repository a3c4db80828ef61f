//! `abi.toml` as TOML: its blocks in file order, of known kinds with known keys, and their digests.

use super::{AbiError, FORMAT, error, is_package_name};
use crate::digest::{Chain, Value};
use crate::toml::{self, Data, Table, Why};

/// What a block records.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Table,
    Type,
    Variant,
    Growth,
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
    const ALL: [Kind; 6] = [Kind::Table, Kind::Type, Kind::Variant, Kind::Growth, Kind::Slot, Kind::Revision];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Table => "table",
            Kind::Type => "type",
            Kind::Variant => "variant",
            Kind::Growth => "growth",
            Kind::Slot => "slot",
            Kind::Revision => "revision",
        }
    }

    /// The keys that no two blocks have alike.
    fn identity(self) -> &'static [&'static str] {
        match self {
            Kind::Table => &["id"],
            Kind::Type => &["name"],
            Kind::Variant => &["type", "variant"],
            Kind::Growth => &["type", "number"],
            Kind::Slot => &["table", "index"],
            Kind::Revision => &["table", "number"],
        }
    }

    /// In the order in which they are written and hashed.
    fn keys(self) -> &'static [(&'static str, Shape)] {
        use Shape::{Number, OptionalList, OptionalText, Text};
        match self {
            Kind::Table => {
                &[("id", Text), ("trait", Text), ("module", Text), ("objects", Text), ("c_case", OptionalText)]
            }
            Kind::Type => &[
                ("name", Text),
                ("module", Text),
                ("kind", Text),
                ("repr", OptionalText),
                ("lifetimes", OptionalText),
                ("traits", OptionalText),
                ("fields", OptionalList),
                ("variants", OptionalList),
                ("id", OptionalText),
                ("fingerprint", OptionalText),
            ],
            Kind::Variant => &[("type", Text), ("variant", Text)],
            Kind::Growth => &[
                ("type", Text),
                ("number", Number),
                ("fields", OptionalList),
                ("variants", OptionalList),
                ("fingerprint", Text),
            ],
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

    /// The items of a list, and their lines.
    pub(crate) fn items(&self, key: &str) -> (&[String], &[u32]) {
        match self.entry(key) {
            Some(Entry { value: Value::List(items), lines, .. }) => (items, lines),
            _ => (&[], &[]),
        }
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
    let root = match toml::read(text) {
        Ok(root) => root,
        Err(error) => return Err(toml_error(text, &error)),
    };
    let mut lists = lists(&root)?;
    let mut chain = Chain::start();
    let (mut blocks, mut before) = (Vec::new(), Vec::new());
    while let Some((kind, line, keys)) = first(&mut lists) {
        let is_last = lists.iter().all(|list| list.items.is_empty());
        let raw = RawBlock { kind, line, is_last, keys };
        before.push(chain);
        match raw.check(&mut chain)? {
            Checked::Whole(block) => blocks.push(block),
            Checked::Broken(entries) if raw.follows_any(&before, &entries) || has_twice(&root) => {
                return Err(error::merged(line));
            }
            Checked::Broken(_) => return Err(error::digest(line)),
        }
    }
    Ok((blocks, chain))
}

/// Whether two blocks record the same thing, as when two branches have made it.
fn has_twice(root: &Table) -> bool {
    let mut seen: Vec<String> = Vec::new();
    for kind in Kind::ALL {
        for item in root.items(kind.name()) {
            let Some(item) = item.as_table() else { continue };
            let mut what = kind.name().to_owned();
            for key in kind.identity() {
                what.push('\t');
                match item.get(key).map(|value| &value.data) {
                    Some(Data::Text(text)) => what.push_str(text),
                    Some(Data::Integer(number)) => what.push_str(&number.to_string()),
                    _ => {}
                }
            }
            if seen.contains(&what) {
                return true;
            }
            seen.push(what);
        }
    }
    false
}

fn toml_error(text: &str, error: &toml::Error) -> AbiError {
    if let Why::Twice(key) = &error.why
        && key != "format"
    {
        return error::twice(error.line, key);
    }
    // What breaks off at the end of the file was not written so.
    let end = text.trim_end().len();
    if end > 0 && error.at >= end && !matches!(error.why, Why::Twice(_)) {
        return error::truncated(error.line, "it ends in the middle of a line");
    }
    // Each block has one digest. Of two blocks with lists, a merge of lines keeps the beginning once and the rest twice.
    let lines = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    if lines("digest = ") > lines("[[") {
        return error::merged(error.line);
    }
    error::not_toml(error.line, &error.why.to_string())
}

/// The blocks of one kind that are still to be read, in file order.
struct List<'v> {
    kind: Kind,
    items: &'v [toml::Value],
}

fn lists(root: &Table) -> Result<Vec<List<'_>>, AbiError> {
    let mut lists = Vec::new();
    let mut has_format = false;
    for toml::Entry { key, line, value } in root.entries() {
        if key == "format" {
            has_format = value.as_integer() == Some(i64::from(FORMAT));
            continue;
        }
        if key == "package"
            && let Some(name) = value.as_str()
        {
            if is_package_name(name) {
                continue;
            }
            return Err(error::edited(*line, &format!("`{name}` is not the name of a package that has a record")));
        }
        let Some(kind) = Kind::ALL.iter().find(|kind| kind.name() == key) else {
            return Err(error::edited(*line, &format!("`{key}` does not belong in a record")));
        };
        let items = value.items();
        if items.is_empty() || items.iter().any(|item| item.as_table().is_none()) {
            return Err(error::edited(*line, &format!("`{key}` is not a `[[{key}]]`")));
        }
        lists.push(List { kind: *kind, items });
    }
    if has_format { Ok(lists) } else { Err(error::no_format()) }
}

/// Takes the block that comes first in the file.
fn first<'v>(lists: &mut [List<'v>]) -> Option<(Kind, u32, &'v Table)> {
    let mut next: Option<(u32, &mut List<'v>)> = None;
    for list in lists {
        if let Some(item) = list.items.first()
            && next.as_ref().is_none_or(|(line, _)| item.line < *line)
        {
            next = Some((item.line, list));
        }
    }
    let (line, list) = next?;
    let (item, rest) = list.items.split_first()?;
    list.items = rest;
    Some((list.kind, line, item.as_table()?))
}

/// A block whose digest was looked at.
enum Checked {
    Whole(Block),
    /// The digest is that of another text, or behind another block.
    Broken(Vec<Entry>),
}

struct RawBlock<'v> {
    kind: Kind,
    line: u32,
    is_last: bool,
    keys: &'v Table,
}

impl RawBlock<'_> {
    /// Takes the keys out, and moves `chain` on if they fit the digest.
    fn check(&self, chain: &mut Chain) -> Result<Checked, AbiError> {
        if self.keys.get("digest").is_none() && self.is_last {
            return Err(error::truncated(self.line, "it ends in the middle of this block"));
        }
        let mut entries = Vec::new();
        for (key, shape) in self.kind.keys() {
            if let Some(entry) = self.entry(key, *shape)? {
                entries.push(entry);
            }
        }
        self.check_keys()?;
        let next = self.after(*chain, &entries);
        if !self.has_digest(next) {
            return Ok(Checked::Broken(entries));
        }
        *chain = next;
        Ok(Checked::Whole(Block { kind: self.kind, line: self.line, entries }))
    }

    fn after(&self, chain: Chain, entries: &[Entry]) -> Chain {
        let mut link = chain.block(self.kind.name());
        for entry in entries {
            link.entry(entry.key, &entry.value);
        }
        link.end()
    }

    fn has_digest(&self, chain: Chain) -> bool {
        self.keys.get("digest").and_then(toml::Value::as_str) == Some(&chain.to_hex())
    }

    /// Whether it is whole, and was written behind an earlier block.
    fn follows_any(&self, before: &[Chain], entries: &[Entry]) -> bool {
        before.iter().any(|chain| self.has_digest(self.after(*chain, entries)))
    }

    /// There are no others than those of the kind.
    fn check_keys(&self) -> Result<(), AbiError> {
        for toml::Entry { key, line, .. } in self.keys.entries() {
            let is_known = self.kind.keys().iter().any(|(known, _)| key == known);
            if !is_known && key != "digest" {
                let message = format!("`{key}` is not a key of a `[[{}]]`", self.kind.name());
                return Err(error::edited(*line, &message));
            }
        }
        Ok(())
    }

    fn entry(&self, key: &'static str, shape: Shape) -> Result<Option<Entry>, AbiError> {
        let Some(value) = self.keys.get(key) else {
            return match shape {
                Shape::OptionalText | Shape::OptionalList => Ok(None),
                Shape::Text | Shape::Number => Err(error::edited(self.line, &format!("this block has no `{key}`"))),
            };
        };
        let line = value.line;
        let entry = match (shape, &value.data) {
            (Shape::Text | Shape::OptionalText, Data::Text(text)) => {
                Some(Entry { key, value: Value::Text(text.clone()), lines: vec![line] })
            }
            (Shape::Number, Data::Integer(number)) => match u32::try_from(*number) {
                Ok(number) => Some(Entry { key, value: Value::Number(number), lines: vec![line] }),
                Err(_) => None,
            },
            (Shape::OptionalList, Data::List(items)) => list(key, items),
            _ => None,
        };
        match entry {
            Some(entry) => Ok(Some(entry)),
            None => Err(error::edited(line, &format!("`{key}` has a value of the wrong type"))),
        }
    }
}

fn list(key: &'static str, items: &[toml::Value]) -> Option<Entry> {
    let (mut texts, mut places) = (Vec::new(), Vec::new());
    for item in items {
        texts.push(item.as_str()?.to_owned());
        places.push(item.line);
    }
    Some(Entry { key, value: Value::List(texts), lines: places })
}
