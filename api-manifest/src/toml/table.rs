//! Values with their lines, tables of them, and what may be added to a table: no key has two values, and a table that is
//! whole is not opened again.

use super::error::Why;
use crate::index::Index;

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
    pub(super) origin: Origin,
}

pub struct Entry {
    pub key: String,
    /// From 1.
    pub line: u32,
    pub value: Value,
}

/// How a table came to be, which says what may still be added to it.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Origin {
    /// Because a longer header names it.
    #[default]
    Implied,
    /// By a dotted key: no header of its own may follow.
    Dotted,
    /// By a header of its own.
    Header,
    /// By `[[…]]`.
    Block,
    /// In braces: whole.
    Inline,
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

/// A part of a key.
pub(super) struct Key {
    pub(super) text: String,
    pub(super) line: u32,
}

impl Table {
    fn new(origin: Origin) -> Self {
        Table { origin, ..Table::default() }
    }

    /// Returns whether the key is new.
    fn add(&mut self, key: &Key, value: Value) -> bool {
        let is_new = self.index.note(&key.text, self.entries.len()).is_none();
        if is_new {
            self.entries.push(Entry { key: key.text.clone(), line: key.line, value });
        }
        is_new
    }

    /// The table under a key, made so if there is none: of a list of blocks, the last one.
    fn inner(&mut self, key: &Key, origin: Origin) -> Option<&mut Table> {
        self.add(key, Value { line: key.line, data: Data::Table(Table::new(origin)) });
        let at = self.index.get(&key.text)?;
        let table = match &mut self.entries[at].value.data {
            Data::Table(table) => table,
            Data::List(items) => match &mut items.last_mut()?.data {
                Data::Table(table) if table.origin == Origin::Block => table,
                _ => return None,
            },
            _ => return None,
        };
        (table.origin != Origin::Inline).then_some(table)
    }
}

fn is_block(value: &Value) -> bool {
    value.as_table().is_some_and(|table| table.origin == Origin::Block)
}

/// The table at the end of a path, made if it is not there.
pub(super) fn descend<'t>(root: &'t mut Table, path: &[Key], origin: Origin) -> Option<&'t mut Table> {
    path.iter().try_fold(root, |table, key| table.inner(key, origin))
}

/// Makes the table of a header.
pub(super) fn define(root: &mut Table, path: &[Key], origin: Origin, line: u32) -> Result<(), Why> {
    let Some((last, outer)) = path.split_last() else { return Ok(()) };
    let Some(table) = descend(root, outer, Origin::Implied) else {
        return Err(Why::Other("a header leads through something that is not a table".into()));
    };
    let new = Value { line, data: Data::Table(Table::new(origin)) };
    let Some(known) = table.index.get(&last.text) else {
        let is_block = origin == Origin::Block;
        table.add(last, if is_block { Value { line, data: Data::List(vec![new]) } } else { new });
        return Ok(());
    };
    match (&mut table.entries[known].value.data, origin) {
        (Data::List(items), Origin::Block) if items.last().is_some_and(is_block) => items.push(new),
        (Data::Table(table), Origin::Header) if table.origin == Origin::Implied => table.origin = origin,
        _ => return Err(Why::Twice(last.text.clone())),
    }
    Ok(())
}

/// `a.b = value`.
pub(super) fn assign(table: &mut Table, path: &[Key], value: Value) -> Result<(), Why> {
    let Some((last, outer)) = path.split_last() else { return Ok(()) };
    let inner = outer.iter().try_fold(table, |table, key| {
        let inner = table.inner(key, Origin::Dotted);
        inner.filter(|table| matches!(table.origin, Origin::Implied | Origin::Dotted))
    });
    match inner {
        None => Err(Why::Other("a dotted key leads into what is whole".into())),
        Some(table) => table.add(last, value).then_some(()).ok_or_else(|| Why::Twice(last.text.clone())),
    }
}
