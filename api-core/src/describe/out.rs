//! Lines of a frame, in const evaluation.

use super::flatten::{self, Rope};

/// Counts or writes: one walk serves both passes.
pub(crate) struct Out<'a> {
    pub(crate) buffer: Option<&'a mut [u8]>,
    pub(crate) at: usize,
    pub(crate) local: &'a str,
}

impl Out<'_> {
    #[inline]
    pub(crate) const fn text(&mut self, text: &str) {
        match &mut self.buffer {
            Some(buffer) => self.at = flatten::copy(text.as_bytes(), buffer, self.at),
            None => self.at += text.len(),
        }
    }

    /// What a line begins with.
    #[inline]
    pub(crate) const fn word(&mut self, word: &str) {
        self.text(word);
        self.text("\t");
    }

    #[inline]
    pub(crate) const fn rope(&mut self, rope: Rope) {
        match &mut self.buffer {
            Some(buffer) => self.at = flatten::write(rope, self.local, buffer, self.at),
            None => self.at += flatten::len(rope, self.local),
        }
    }

    #[inline]
    pub(crate) const fn notes(&mut self, notes: &[&str]) {
        let mut i = 0;
        while i < notes.len() {
            self.text(notes[i]);
            self.text("\n");
            i += 1;
        }
    }

    #[inline]
    pub(crate) const fn number(&mut self, number: u32) {
        if number >= 10 {
            self.number(number / 10);
        }
        const DIGITS: &str = "0123456789";
        let digit = DIGITS.split_at((number % 10) as usize).1.split_at(1).0;
        self.text(digit);
    }

    /// Sixteen digits.
    #[inline]
    pub(crate) const fn hex(&mut self, value: u64) {
        const DIGITS: &str = "0123456789abcdef";
        let mut shift = 64;
        while shift > 0 {
            shift -= 4;
            let digit = (value >> shift & 15) as usize;
            self.text(DIGITS.split_at(digit).1.split_at(1).0);
        }
    }
}
