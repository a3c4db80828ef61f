//! A message of the build, put together in const evaluation.

mod moved;

use super::flatten::{self, Rope};
use super::info::{Definition, TypeInfo};

/// Text for one message, cut where the buffer ends.
pub(crate) struct Message {
    bytes: [u8; 4096],
    len: usize,
}

impl Message {
    #[inline]
    pub(crate) const fn new() -> Self {
        Message { bytes: [0; 4096], len: 0 }
    }

    #[inline]
    pub(crate) const fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let room = self.bytes.len() - self.len;
        let len = if bytes.len() < room { bytes.len() } else { room };
        self.len = flatten::copy(bytes.split_at(len).0, &mut self.bytes, self.len);
    }

    #[inline]
    pub(super) const fn rope(&mut self, rope: Rope, local: &str) {
        if flatten::len(rope, local) <= self.bytes.len() - self.len {
            self.len = flatten::write(rope, local, &mut self.bytes, self.len);
        }
    }

    /// The module; with the file, where that does not tell.
    #[inline]
    pub(super) const fn place(&mut self, definition: &Definition, with_file: bool) {
        self.text(definition.module);
        if with_file {
            let (file, line, _) = definition.place;
            self.text("` at `");
            self.text(file);
            self.text(":");
            self.number(line as i128);
        }
    }

    #[inline]
    pub(crate) const fn number(&mut self, number: i128) {
        if number < 0 {
            self.text("-");
        }
        let value = number.unsigned_abs();
        if value >= 10 {
            self.number((value / 10) as i128);
        }
        self.text("0123456789".split_at((value % 10) as usize).1.split_at(1).0);
    }

    /// How to pin the package, if nothing differs but that.
    #[inline]
    pub(super) const fn moved(&mut self, now: Rope, local: &str, recorded: &str) {
        let mut buffer = [0; 512];
        let len = flatten::len(now, local);
        if len > buffer.len() {
            return;
        }
        flatten::write(now, local, &mut buffer, 0);
        if let Some((package, name)) = moved::from(buffer.split_at(len).0, recorded, local) {
            self.text("\n        if it is the recorded `");
            self.text(name);
            self.text("`, which has moved or whose package was renamed, write `#[abi(package = \"");
            self.text(package);
            self.text("\")]` on it");
        }
    }

    #[track_caller]
    #[inline]
    pub(crate) const fn fail(&self) -> ! {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => fail(text),
            Err(_) => fail("a message that was cut inside a character"),
        }
    }
}

/// Ends const evaluation with a diagnostic.
#[track_caller]
#[inline]
pub const fn fail(text: &str) -> ! {
    panic!("{}", text)
}

/// Two definitions of one name, told apart by their modules.
#[track_caller]
#[inline]
pub(super) const fn two_of_one_name(a: &TypeInfo, b: &TypeInfo, local: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0022] two types that this table reaches are named `");
    message.rope(a.name, local);
    message.text("`: in `");
    if let (Some(a), Some(b)) = (&a.definition, &b.definition) {
        let alike = flatten::same(a.module, b.module);
        message.place(a, alike);
        message.text("` and in `");
        message.place(b, alike);
    }
    message.text("`\n  help: rename one of them, or give it a name for the record: `#[abi(name = \"..\")]`");
    message.fail()
}
