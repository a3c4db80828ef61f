//! How things are called in C: the part of the header's names that the rules need, too, so that both mean the same.

mod words;

pub(crate) use words::{is_system, is_taken};

use crate::canon::starts_with_digit;
use crate::model::CCase;

/// How a slot is called in C. Two slots of a table may not have one C name.
///
/// ```
/// use vtable_api_manifest::{c_name::slot_name, model::CCase};
/// assert_eq!(slot_name("decode_ex1", CCase::Snake), "decode_ex1");
/// assert_eq!(slot_name("decode_ex1", CCase::Pascal), "DecodeEx1");
/// ```
pub fn slot_name(name: &str, case: CCase) -> String {
    match case {
        CCase::Snake => plain(name),
        CCase::Pascal => {
            let mut pascal = String::new();
            for word in name.split('_') {
                pascal.push_str(&capital(&plain(word)));
            }
            pascal
        }
    }
}

/// Only what an identifier may have.
pub(crate) fn plain(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            '-' | '.' | '/' => out.push('_'),
            c if c.is_ascii_alphanumeric() || c == '_' => out.push(c),
            c => out.push_str(&format!("u{:x}", u32::from(c))),
        }
    }
    out
}

/// `decode` gives `Decode`.
pub(crate) fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// The member of a table's struct.
pub(crate) fn slot_member(slot: &str, case: CCase) -> String {
    let name = member(&slot_name(slot, case));
    if name == "header" { format!("{name}_") } else { name }
}

/// What stands behind a table's name in the names that each header has of its table; nothing in its namespace in C++.
pub(crate) const OWN: [&str; 7] = ["", "_table", "_ref", "_negotiate", "_has", "_fingerprints", "_ends_"];

/// The first name of a table, whose names begin like this, that a language or a system's header has.
///
/// ```
/// use vtable_api_manifest::c_name::system_name;
/// assert_eq!(system_name("acme_codec"), None);
/// assert_eq!(system_name("posix_spawn"), Some("posix_spawn".into()));
/// assert_eq!(system_name("co_await"), Some("co_await".into()));
/// ```
pub fn system_name(prefix: &str) -> Option<String> {
    for own in &OWN {
        let name = format!("{prefix}{own}");
        if is_system(&name) {
            return Some(name);
        }
    }
    None
}

/// A parameter of a slot.
pub(crate) fn parameter(name: &str) -> String {
    let name = member(name);
    if matches!(name.as_str(), "object" | "context" | "ret" | "self") { format!("{name}_") } else { name }
}

/// A member or parameter.
pub(crate) fn member(name: &str) -> String {
    let name = plain(name);
    if starts_with_digit(&name) {
        format!("_{name}")
    } else if is_taken(&name) {
        format!("{name}_")
    } else {
        name
    }
}

pub(crate) fn upper(name: &str) -> String {
    name.to_ascii_uppercase()
}

/// What C makes of an id, a package or a type: `HttpServer2` gives `http_server2`, `host-services` `host_services`.
///
/// ```
/// use vtable_api_manifest::c_name::snake;
/// assert_eq!(snake("HTTPServer"), snake("HttpServer"));
/// assert_eq!(snake("viewer/host-services"), "viewer_host_services");
/// ```
pub fn snake(name: &str) -> String {
    let plain = plain(name);
    let bytes = plain.as_bytes();
    let mut out = String::new();
    let mut before = b'_';
    for (i, byte) in bytes.iter().enumerate() {
        let after = bytes.get(i + 1).unwrap_or(&b'_');
        let starts_word = before.is_ascii_lowercase()
            || before.is_ascii_digit()
            || (before.is_ascii_uppercase() && after.is_ascii_lowercase());
        if byte.is_ascii_uppercase() && starts_word {
            out.push('_');
        }
        out.push(char::from(byte.to_ascii_lowercase()));
        before = *byte;
    }
    if out.is_empty() || starts_with_digit(&out) { format!("n{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case() {
        for (from, to) in [
            ("Frame", "frame"),
            ("HTTPServer", "http_server"),
            ("Utf8Error", "utf8_error"),
            ("host-services", "host_services"),
            ("3d", "n3d"),
            ("A", "a"),
            ("Größe", "gru00f6u00dfe".replace("u00f6", "uf6").replace("u00df", "udf").as_str()),
            ("io_error", "io_error"),
        ] {
            assert_eq!(snake(from), to);
        }
    }

    #[test]
    fn members() {
        assert_eq!(member("class"), "class_");
        assert_eq!(member("0"), "_0");
        assert_eq!(member("width"), "width");
        assert_eq!(member("co_yield"), "co_yield_");
    }
}
