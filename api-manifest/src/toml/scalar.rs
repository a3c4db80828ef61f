//! Strings, numbers, and what else is no list and no table.

use super::{Data, Error, Reader, is_control};
use crate::canon::is_digits;

impl Reader<'_> {
    pub(super) fn string(&mut self) -> Result<String, Error> {
        let is_basic = self.peek() == Some(b'"');
        let (one, three) = if is_basic { ("\"", "\"\"\"") } else { ("'", "'''") };
        let is_long = self.take(three);
        if is_long {
            self.take_line_end();
        } else {
            self.at += 1;
        }
        let mut text = String::new();
        loop {
            let Some(byte) = self.peek() else { return Err(self.error("a string has no end")) };
            if is_long && self.take(three) {
                // Up to two quotes more belong to the text.
                for _ in 0..2 {
                    if self.take(one) {
                        text.push_str(one);
                    }
                }
                return Ok(text);
            }
            if !is_long && self.take(one) {
                return Ok(text);
            }
            let at = self.at;
            if is_long && self.take_line_end() {
                text.push_str(&self.text[at..self.at]);
            } else if is_basic && byte == b'\\' {
                self.escape(is_long, &mut text)?;
            } else if is_control(byte) {
                return Err(self.error("a control character stands in a string, or a string has no end"));
            } else {
                self.push_char(&mut text);
            }
        }
    }

    fn push_char(&mut self, text: &mut String) {
        if let Some(c) = self.text[self.at..].chars().next() {
            text.push(c);
            self.at += c.len_utf8();
        }
    }

    fn escape(&mut self, is_long: bool, text: &mut String) -> Result<(), Error> {
        self.at += 1;
        let c = match self.peek() {
            Some(b'b') => '\u{8}',
            Some(b't') => '\t',
            Some(b'n') => '\n',
            Some(b'f') => '\u{c}',
            Some(b'r') => '\r',
            Some(b'e') => '\u{1b}',
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'x') => return self.code(2, text),
            Some(b'u') => return self.code(4, text),
            Some(b'U') => return self.code(8, text),
            Some(b' ' | b'\t' | b'\n' | b'\r') if is_long => return self.line_continuation(),
            _ => return Err(self.error("a string has an escape that TOML does not have")),
        };
        self.at += 1;
        text.push(c);
        Ok(())
    }

    /// `\u00e9`, at the `u`.
    fn code(&mut self, digits: usize, text: &mut String) -> Result<(), Error> {
        let start = self.at + 1;
        let c =
            self.text.get(start..start + digits).filter(|digits| digits.as_bytes().iter().all(u8::is_ascii_hexdigit));
        let c = c.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
        let Some(c) = c else { return Err(self.error("a string names a character that is none")) };
        text.push(c);
        self.at = start + digits;
        Ok(())
    }

    /// A `\` at the end of a line takes with it all space that follows.
    fn line_continuation(&mut self) -> Result<(), Error> {
        self.skip_blanks();
        if !self.take_line_end() {
            return Err(self.error("a string has an escape that TOML does not have"));
        }
        loop {
            self.skip_blanks();
            if !self.take_line_end() {
                return Ok(());
            }
        }
    }

    pub(super) fn scalar(&mut self) -> Result<Data, Error> {
        let start = self.at;
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'_' | b'.' | b':');
        let mut word = self.word(&is_part);
        if is_date(word)
            && self.starts_with(" ")
            && self.text.as_bytes().get(self.at + 1).is_some_and(u8::is_ascii_digit)
        {
            self.at += 1;
            self.word(&is_part);
            word = &self.text[start..self.at];
        }
        if let Some(number) = integer(word) {
            return Ok(Data::Integer(number));
        }
        if matches!(word, "true" | "false") || is_fraction(word) || is_date(word) || is_time(word) {
            return Ok(Data::Other);
        }
        self.at = if self.peek().is_none() { self.at } else { start };
        Err(self.error("a value is missing, or is none"))
    }
}

fn integer(word: &str) -> Option<i64> {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = word.strip_prefix(prefix) {
            return number(&grouped(digits, radix)?, radix);
        }
    }
    let (sign, digits) = signed(word);
    if digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    let mut digits = grouped(digits, 10)?;
    digits.insert_str(0, sign);
    number(&digits, 10)
}

/// Read like the numbers of `canon`: each further type of number would be compiled in every user's build.
fn number(digits: &str, radix: u32) -> Option<i64> {
    i64::try_from(i128::from_str_radix(digits, radix).ok()?).ok()
}

fn signed(word: &str) -> (&str, &str) {
    match word.as_bytes().first() {
        Some(b'+' | b'-') => word.split_at(1),
        _ => ("", word),
    }
}

/// Digits without the `_` between them.
fn grouped(digits: &str, radix: u32) -> Option<String> {
    let mut plain = String::new();
    let mut may_end = false;
    for c in digits.chars() {
        match c {
            '_' if may_end => may_end = false,
            c if c.is_digit(radix) => {
                plain.push(c);
                may_end = true;
            }
            _ => return None,
        }
    }
    if may_end { Some(plain) } else { None }
}

/// `1.5`, `1e-3`, `inf`.
fn is_fraction(word: &str) -> bool {
    let (_, word) = signed(word);
    if matches!(word, "inf" | "nan") {
        return true;
    }
    let (number, exponent) = match first_of(word, "eE") {
        Some(at) => (&word[..at], Some(signed(&word[at + 1..]).1)),
        None => (word, None),
    };
    let (whole, part) = match number.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let is_whole = whole == "0" || (grouped(whole, 10).is_some() && !whole.starts_with('0'));
    let has_digits = |digits: Option<&str>| digits.is_none_or(|digits| grouped(digits, 10).is_some());
    is_whole && has_digits(part) && has_digits(exponent) && (part.is_some() || exponent.is_some())
}

/// `1979-05-27`, and perhaps a time behind it.
fn is_date(word: &str) -> bool {
    let (date, rest) = word.split_at_checked(10).unwrap_or((word, ""));
    has_shape(date, "dddd-dd-dd")
        && (rest.is_empty() || (first_of(rest, "Tt ") == Some(0) && is_time_of_zone(&rest[1..])))
}

fn is_time_of_zone(word: &str) -> bool {
    match first_of(word, "Zz+-") {
        Some(at) if word.as_bytes()[at].is_ascii_alphabetic() => is_time(&word[..at]) && at + 1 == word.len(),
        Some(at) => is_time(&word[..at]) && has_shape(&word[at + 1..], "dd:dd"),
        None => is_time(word),
    }
}

/// Where the first of these signs is.
fn first_of(word: &str, signs: &str) -> Option<usize> {
    for (at, c) in word.char_indices() {
        if signs.contains(c) {
            return Some(at);
        }
    }
    None
}

/// `07:32:00.5`.
fn is_time(word: &str) -> bool {
    let (time, part) = match word.split_once('.') {
        Some((time, part)) => (time, part),
        None => (word, "0"),
    };
    (has_shape(time, "dd:dd:dd") || word.len() == 5 && has_shape(time, "dd:dd")) && !part.is_empty() && is_digits(part)
}

/// Whether digits stand where the shape has `d`, and all else is as it is there.
fn has_shape(word: &str, shape: &str) -> bool {
    for (at, byte) in word.bytes().enumerate() {
        match shape.as_bytes().get(at) {
            Some(b'd') if byte.is_ascii_digit() => {}
            Some(shape) if *shape == byte && byte != b'd' => {}
            _ => return false,
        }
    }
    word.len() == shape.len()
}
