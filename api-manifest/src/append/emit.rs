//! Blocks to TOML.

use crate::abi::Kind;
use crate::digest::{Chain, Value};

/// A file that grows at its end.
pub(super) struct Writer {
    text: String,
    line_end: &'static str,
    chain: Chain,
}

impl Writer {
    pub(super) fn new(text: &str, chain: Chain) -> Writer {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Writer { text: text.into(), line_end, chain }
    }

    /// Appends a block with its digest. Keys come in the order of [`crate::abi`].
    pub(super) fn block(&mut self, kind: Kind, entries: &[(&str, Value)]) {
        let mut digest = self.chain.block(kind.name());
        entries.iter().for_each(|(key, value)| digest.entry(key, value));
        self.chain = digest.end();
        if !self.text.ends_with('\n') {
            self.line("");
        }
        self.line("");
        self.line(&format!("[[{}]]", kind.name()));
        for (key, value) in entries {
            self.entry(key, value);
        }
        self.line(&format!("digest = \"{}\"", self.chain.to_hex()));
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(self.line_end);
    }

    fn entry(&mut self, key: &str, value: &Value) {
        match value {
            Value::Text(text) => self.line(&format!("{key} = {}", quoted(text))),
            Value::Number(number) => self.line(&format!("{key} = {number}")),
            Value::List(items) if items.is_empty() => self.line(&format!("{key} = []")),
            Value::List(items) => {
                self.line(&format!("{key} = ["));
                items.iter().for_each(|item| self.line(&format!("    {},", quoted(item))));
                self.line("]");
            }
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// A TOML string: the literal form where quotes would have to be escaped, so that `extern "C"` stays
/// readable.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| !c.is_control() && c != '"' && c != '\\';
    if text.chars().all(is_plain) {
        return format!("\"{text}\"");
    }
    if !text.contains('\'') && !text.contains(char::is_control) {
        return format!("'{text}'");
    }
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if is_plain(c) => c.to_string(),
        c => format!("\\u{:04X}", u32::from(c)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn strings_are_read_back() {
        let texts = ["", "plain", "extern \"C\" fn()", "a\\b", "it's \"so\"", "line\nline\t\u{7f}", "Größe"];
        for text in texts {
            let document = format!("key = {}", quoted(text));
            let value = crate::toml::read(&document).unwrap();
            assert_eq!(value.get("key").unwrap().as_str(), Some(text));
        }
        assert_eq!(quoted("f: extern \"C\" fn()"), "'f: extern \"C\" fn()'");
        assert_eq!(quoted("'a\\ \"C\""), "\"'a\\\\ \\\"C\\\"\"");
    }
}
