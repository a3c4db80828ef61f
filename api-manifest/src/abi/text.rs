//! What can be told of an `abi.toml` before it is TOML: size, encoding, conflict markers, format, and that it
//! keeps to the part of the language that a record needs.

use super::{AbiError, FORMAT, error};
use crate::canon::is_digits;

/// Far more than any record: 100,000 slots.
const MAX_SIZE: usize = 16 << 20;

const BOM: &str = "\u{feff}";

/// How a pointer of Git LFS begins.
const LFS: &str = "version https://git-lfs.github.com/spec/";

/// The text without its byte order mark.
pub(super) fn check(bytes: &[u8]) -> Result<&str, AbiError> {
    if bytes.len() > MAX_SIZE {
        return Err(error::too_large(MAX_SIZE));
    }
    let text = decode(bytes)?;
    let text = text.strip_prefix(BOM).unwrap_or(text);
    if text.starts_with(LFS) {
        return Err(error::pointer());
    }
    check_conflicts(text)?;
    check_format(text)?;
    check_plain(text)?;
    Ok(text)
}

fn decode(bytes: &[u8]) -> Result<&str, AbiError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(error::utf16());
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(error::nul_byte(line_of(bytes, at)));
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    let line = line_of(bytes, error.valid_up_to());
    match error.error_len() {
        None => Err(error::truncated(line, "it ends inside a character")),
        Some(_) => Err(error::not_utf8(line)),
    }
}

/// The line of a byte, from 1.
pub(super) fn line_of(bytes: &[u8], at: usize) -> u32 {
    let mut line = 1;
    for byte in &bytes[..at] {
        line += u32::from(*byte == b'\n');
    }
    line
}

/// Lines with their numbers, from 1.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(text.lines())
}

const MARKERS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

fn check_conflicts(text: &str) -> Result<(), AbiError> {
    for (number, line) in lines(text) {
        if MARKERS.iter().any(|marker| line.starts_with(marker)) {
            return Err(error::conflict(number));
        }
    }
    Ok(())
}

/// Looks only for a newer format, which may be no TOML that this version understands.
fn check_format(text: &str) -> Result<(), AbiError> {
    for (number, line) in lines(text) {
        if line.trim_start().starts_with('[') {
            break;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        let value = match value.split_once('#') {
            Some((value, _)) => value.trim(),
            None => value.trim(),
        };
        let is_number = !value.is_empty() && is_digits(value);
        let is_newer = !matches!(value.parse::<u32>(), Ok(..=FORMAT));
        if key.trim() == "format" && is_number && is_newer {
            return Err(error::newer(number, value));
        }
    }
    Ok(())
}

/// No dotted keys, no inline tables, no multi-line strings.
fn check_plain(text: &str) -> Result<(), AbiError> {
    for (number, line) in lines(text) {
        if let Some(what) = outside_strings(line) {
            return Err(error::not_plain(number, what));
        }
    }
    Ok(())
}

/// The first thing on a line, outside of strings and comments, that no record has.
fn outside_strings(line: &str) -> Option<&'static str> {
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        rest = match first {
            '#' => return None,
            '.' => return Some("a dotted key or a fraction"),
            '{' => return Some("an inline table"),
            '"' if after.starts_with("\"\"") => return Some("a multi-line string"),
            '\'' if after.starts_with("''") => return Some("a multi-line string"),
            '"' => after_string(after)?,
            '\'' => after.split_once('\'')?.1,
            _ => after,
        };
    }
    None
}

/// What follows the closing `"`, if the line does not end before.
fn after_string(rest: &str) -> Option<&str> {
    let mut rest = rest.chars();
    loop {
        match rest.next()? {
            '"' => return Some(rest.as_str()),
            '\\' => rest.next().map(drop)?,
            _ => {}
        }
    }
}
