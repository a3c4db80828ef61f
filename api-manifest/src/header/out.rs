//! The text of a header, line by line, and how far each is indented.

use super::comment;

const INDENT: &str = "    ";

/// The text so far.
#[derive(Default)]
pub(super) struct Out {
    text: String,
    /// How many blocks are open.
    depth: usize,
}

impl Out {
    /// A line in the block that is open. The preprocessor's stand at the margin.
    pub(super) fn line(&mut self, line: &str) {
        let line = line.trim_end();
        if !line.is_empty() && !line.starts_with('#') {
            self.text.push_str(&INDENT.repeat(self.depth));
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Several lines, which may have blocks of their own.
    pub(super) fn lines(&mut self, lines: &str) {
        lines.lines().for_each(|line| self.line(line));
    }

    pub(super) fn blank(&mut self) {
        self.line("");
    }

    /// What `write` writes, as a block between `head` and `end`.
    pub(super) fn block(&mut self, head: &str, end: &str, write: impl FnOnce(&mut Self)) {
        self.line(head);
        self.indented(write);
        self.line(end);
    }

    /// What `write` writes, one step further in.
    pub(super) fn indented(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    /// A block comment, if there is something to say.
    pub(super) fn comment(&mut self, lines: &[String]) {
        comment::block(lines).iter().for_each(|line| self.line(line));
    }

    pub(super) fn section(&mut self, title: &str) {
        self.line(&format!("/* -- {title} {} */", "-".repeat(94_usize.saturating_sub(title.len()))));
        self.blank();
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}
