//! How a slot is called in C: the part of the header's names that the rules need, too.

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
