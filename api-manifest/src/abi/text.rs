//! What can be told of an `abi.toml` before it is TOML: size, encoding, conflict markers, format, and that it
//! keeps to the part of the language that a record needs.

use super::{AbiError, FORMAT, error};
use crate::canon::is_digits;
use crate::toml::{head, line_of};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

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

const MARKERS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

fn check_conflicts(text: &str) -> Result<(), AbiError> {
    for (number, line) in (1..).zip(text.lines()) {
        if MARKERS.iter().any(|marker| line.starts_with(marker)) {
            return Err(error::conflict(number));
        }
    }
    Ok(())
}

/// Looks only for a newer format, whose other lines may be no TOML that this version understands.
fn check_format(text: &str) -> Result<(), AbiError> {
    let head = Source::new(head(text));
    let tokens: Vec<_> = head.lex().filter(|token| token.kind() != TokenKind::Whitespace).collect();
    for line in tokens.split(|token| token.kind() == TokenKind::Newline) {
        let [key, equals, value, rest @ ..] = line else { continue };
        let [key_text, value_text] = [key, value].map(|token| head.get(token).map_or("", |raw| raw.as_str()));
        let is_format = key_text == "format" && equals.kind() == TokenKind::Equals;
        let is_whole = rest.iter().all(|token| matches!(token.kind(), TokenKind::Comment | TokenKind::Eof));
        let is_newer = value.kind() == TokenKind::Atom
            && is_digits(value_text)
            && !matches!(value_text.parse::<u32>(), Ok(..=FORMAT));
        if is_format && is_whole && is_newer {
            return Err(error::newer(line_of(text.as_bytes(), key.span().start()), value_text));
        }
    }
    Ok(())
}

/// No dotted keys, no inline tables, no multi-line strings.
fn check_plain(text: &str) -> Result<(), AbiError> {
    let first = Source::new(text).lex().find_map(|token| Some((token.span().start(), elaborate(token.kind())?)));
    match first {
        Some((at, what)) => Err(error::not_plain(line_of(text.as_bytes(), at), what)),
        None => Ok(()),
    }
}

/// What no record has, if a token begins it.
fn elaborate(token: TokenKind) -> Option<&'static str> {
    match token {
        TokenKind::Dot => Some("a dotted key or a fraction"),
        TokenKind::LeftCurlyBracket => Some("an inline table"),
        TokenKind::MlBasicString | TokenKind::MlLiteralString => Some("a multi-line string"),
        _ => None,
    }
}
