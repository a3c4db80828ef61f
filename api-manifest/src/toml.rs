//! TOML 1.1, read into values with their lines.
//!
//! Every user's build compiles what reads `abi.toml` and `Cargo.toml`. A library for it was a tenth of that build,
//! and slow where a file is hostile; this reads only what those two files are asked for. `tests/toml.rs` compares it
//! with such a library.

use crate::index::Index;

mod scalar;

/// Lists and tables within each other. A file that needs more is not for us, and must not exhaust the stack.
const DEPTH: u32 = 64;

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
    /// What may still be added to it, or to the list that it is the last of.
    state: State,
}

pub struct Entry {
    pub key: String,
    /// From 1.
    pub line: u32,
    pub value: Value,
}

/// How a table came to be.
#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    /// Because a longer header names it.
    #[default]
    Implied,
    /// By a dotted key: no header of its own may follow.
    Dotted,
    /// By a header of its own.
    Defined,
    /// By `[[…]]`.
    Block,
    /// In braces: whole.
    Inline,
}

/// Why a text is no TOML.
#[derive(Debug)]
pub struct Error {
    /// From 1.
    pub line: u32,
    /// The byte at which reading stopped.
    pub at: usize,
    pub why: Why,
}

#[derive(Debug, PartialEq)]
pub enum Why {
    /// A key that its table has already.
    Twice(String),
    Other(&'static str),
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

    /// The value at the end of a path of tables.
    pub fn find(&self, path: &[&str]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        let value = self.get(first)?;
        if rest.is_empty() { Some(value) } else { value.as_table()?.find(rest) }
    }

    /// Returns whether the key is new.
    fn add(&mut self, key: &str, line: u32, value: Value) -> bool {
        let is_new = self.index.note(key, self.entries.len()).is_none();
        if is_new {
            self.entries.push(Entry { key: key.to_owned(), line, value });
        }
        is_new
    }

    /// The table under a key, made so if there is none: of a list of blocks, the last one.
    fn inner(&mut self, key: &str, line: u32, state: State) -> Option<&mut Table> {
        self.add(key, line, Value { line, data: Data::Table(Table { state, ..Table::default() }) });
        let at = self.index.get(key)?;
        let table = match &mut self.entries[at].value.data {
            Data::Table(table) => table,
            Data::List(items) => match &mut items.last_mut()?.data {
                Data::Table(table) if table.state == State::Block => table,
                _ => return None,
            },
            _ => return None,
        };
        if table.state == State::Inline { None } else { Some(table) }
    }
}

/// Reads a document.
pub fn read(text: &str) -> Result<Table, Error> {
    let mut reader = Reader { text, at: 0, line: 1, depth: 0 };
    let mut root = Table::default();
    let mut path = Vec::new();
    reader.skip_lines()?;
    while let Some(first) = reader.peek() {
        if first == b'[' {
            path = reader.header(&mut root)?;
        } else {
            let Some(table) = descend(&mut root, &path) else { return Err(reader.error("this table is closed")) };
            reader.pair(table)?;
        }
        reader.end_of_line()?;
        reader.skip_lines()?;
    }
    Ok(root)
}

/// The table at the end of a path, made if it is not there.
fn descend<'t>(root: &'t mut Table, path: &[(String, u32)]) -> Option<&'t mut Table> {
    let mut table = root;
    for (key, line) in path {
        table = table.inner(key, *line, State::Implied)?;
    }
    Some(table)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    depth: u32,
}

impl<'t> Reader<'t> {
    fn error(&self, what: &'static str) -> Error {
        Error { line: self.line, at: self.at, why: Why::Other(what) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn starts_with(&self, what: &str) -> bool {
        self.text.as_bytes()[self.at..].starts_with(what.as_bytes())
    }

    /// Takes `what` if it comes next.
    fn take(&mut self, what: &str) -> bool {
        let is_next = self.starts_with(what);
        if is_next {
            self.at += what.len();
        }
        is_next
    }

    fn take_line_end(&mut self) -> bool {
        let is_end = self.take("\n") || self.take("\r\n");
        self.line += u32::from(is_end);
        is_end
    }

    /// Spaces and tabs.
    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn skip_comment(&mut self) -> Result<(), Error> {
        if !self.take("#") {
            return Ok(());
        }
        while let Some(byte) = self.peek() {
            if byte == b'\n' || self.starts_with("\r\n") {
                break;
            }
            if is_control(byte) {
                return Err(self.error("a control character stands in a comment"));
            }
            self.at += 1;
        }
        Ok(())
    }

    /// What may be around the `=` of a pair: in braces, also the ends of lines.
    fn skip_gap(&mut self) -> Result<(), Error> {
        if self.depth > 0 {
            return self.skip_lines();
        }
        self.skip_blanks();
        Ok(())
    }

    /// Blank lines and comments.
    fn skip_lines(&mut self) -> Result<(), Error> {
        loop {
            self.skip_blanks();
            self.skip_comment()?;
            if !self.take_line_end() {
                return Ok(());
            }
        }
    }

    fn end_of_line(&mut self) -> Result<(), Error> {
        self.skip_blanks();
        self.skip_comment()?;
        if self.peek().is_none() || self.take_line_end() {
            return Ok(());
        }
        Err(self.error("a line goes on behind its value"))
    }

    /// `[a.b]` or `[[a.b]]`; returns the path of the table that the following keys are in.
    fn header(&mut self, root: &mut Table) -> Result<Vec<(String, u32)>, Error> {
        let line = self.line;
        self.at += 1;
        let is_block = self.take("[");
        let path = self.path()?;
        if !self.take(if is_block { "]]" } else { "]" }) {
            return Err(self.error("a header has no closing bracket"));
        }
        let Some(((last, _), outer)) = path.split_last() else { return Ok(path) };
        let Some(table) = descend(root, outer) else {
            return Err(self.error("a header leads through something that is not a table"));
        };
        let state = if is_block { State::Block } else { State::Defined };
        let new = Value { line, data: Data::Table(Table { state, ..Table::default() }) };
        let new = if is_block { Value { line, data: Data::List(vec![new]) } } else { new };
        let Some(known) = table.index.get(last) else {
            table.add(last, line, new);
            return Ok(path);
        };
        match (&mut table.entries[known].value.data, new.data) {
            (Data::List(items), Data::List(mut new)) if is_list_of_blocks(items) => items.append(&mut new),
            (Data::Table(table), Data::Table(_)) if table.state == State::Implied => table.state = state,
            _ => return Err(Error { line, at: self.at, why: Why::Twice(last.clone()) }),
        }
        Ok(path)
    }

    /// `a.b = value`.
    fn pair(&mut self, table: &mut Table) -> Result<(), Error> {
        let path = self.path()?;
        self.skip_gap()?;
        if !self.take("=") {
            return Err(self.error("a key has no `=`"));
        }
        self.skip_gap()?;
        let value = self.value()?;
        let Some(((last, line), outer)) = path.split_last() else { return Ok(()) };
        let mut table = table;
        for (key, line) in outer {
            table = match table.inner(key, *line, State::Dotted) {
                Some(inner) if matches!(inner.state, State::Implied | State::Dotted) => inner,
                _ => return Err(self.error("a dotted key leads into what is whole")),
            };
        }
        if table.add(last, *line, value) {
            return Ok(());
        }
        Err(Error { line: *line, at: self.at, why: Why::Twice(last.clone()) })
    }

    /// Keys with dots between them, and what is around them.
    fn path(&mut self) -> Result<Vec<(String, u32)>, Error> {
        let mut path = Vec::new();
        loop {
            self.skip_blanks();
            if path.len() == DEPTH as usize {
                return Err(self.error("tables are nested too deeply"));
            }
            path.push((self.key()?, self.line));
            self.skip_blanks();
            if !self.take(".") {
                return Ok(path);
            }
        }
    }

    fn key(&mut self) -> Result<String, Error> {
        match self.peek() {
            Some(b'"' | b'\'') if self.starts_with("\"\"\"") || self.starts_with("'''") => {
                Err(self.error("a key is on one line"))
            }
            Some(b'"' | b'\'') => self.string(),
            _ => {
                let key = self.word(&|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
                if key.is_empty() { Err(self.error("a key is missing")) } else { Ok(key.to_owned()) }
            }
        }
    }

    /// As long as there are bytes of that kind.
    fn word(&mut self, is_part: &dyn Fn(u8) -> bool) -> &'t str {
        let start = self.at;
        while self.peek().is_some_and(is_part) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    fn value(&mut self) -> Result<Value, Error> {
        let line = self.line;
        let data = match self.peek() {
            Some(b'"' | b'\'') => Data::Text(self.string()?),
            Some(b'[' | b'{') if self.depth == DEPTH => return Err(self.error("values are nested too deeply")),
            Some(b'[') => Data::List(self.list()?),
            Some(b'{') => Data::Table(self.inline()?),
            _ => self.scalar()?,
        };
        Ok(Value { line, data })
    }

    fn list(&mut self) -> Result<Vec<Value>, Error> {
        let mut items = Vec::new();
        self.at += 1;
        self.depth += 1;
        loop {
            self.skip_lines()?;
            if self.take("]") {
                break;
            }
            items.push(self.value()?);
            self.skip_lines()?;
            if !self.take(",") && self.peek() != Some(b']') {
                return Err(self.error("a list has no comma or no end"));
            }
        }
        self.depth -= 1;
        Ok(items)
    }

    /// `{ a = 1 }`, also over several lines.
    fn inline(&mut self) -> Result<Table, Error> {
        let mut table = Table::default();
        self.at += 1;
        self.depth += 1;
        loop {
            self.skip_lines()?;
            if self.take("}") {
                break;
            }
            self.pair(&mut table)?;
            self.skip_lines()?;
            if !self.take(",") && self.peek() != Some(b'}') {
                return Err(self.error("a table in braces has no comma or no end"));
            }
        }
        self.depth -= 1;
        table.state = State::Inline;
        Ok(table)
    }
}

fn is_list_of_blocks(items: &[Value]) -> bool {
    items.last().and_then(Value::as_table).is_some_and(|table| table.state == State::Block)
}

fn is_control(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t') || byte == 0x7f
}
