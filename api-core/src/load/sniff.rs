//! What a file is that the system would not load, from its first bytes.

use crate::module::text;
use alloc::format;
use alloc::string::{String, ToString};

/// The formats of shared libraries, and the systems that load them.
const FORMATS: [(&[&[u8]], &str, bool); 3] = [
    (&[b"\x7fELF"], "an ELF file", cfg!(all(unix, not(target_vendor = "apple")))),
    (&[b"MZ"], "a Windows library or program", cfg!(windows)),
    (
        &[b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"\xfe\xed\xfa\xce", b"\xca\xfe\xba\xbe"],
        "a macOS library or program",
        cfg!(target_vendor = "apple"),
    ),
];

/// What is there instead of a library of this system, for `found …`.
#[inline]
pub(super) fn other_than_library(begin: &[u8]) -> Option<String> {
    for (magics, what, ours) in &FORMATS {
        for magic in *magics {
            if begin.starts_with(magic) {
                return if *ours { unlinked(begin) } else { Some(format!("{what}, which this system does not load")) };
            }
        }
    }
    Some(match begin {
        [] => "an empty file".into(),
        _ if begin.starts_with(b"!<arch>\n") => "a static library".into(),
        _ => match text_of(begin) {
            Some(line) => format!("a text file, which starts with {line}"),
            None => "a file that is no library".into(),
        },
    })
}

/// An ELF file that is an object file (`ET_REL`) or a core dump (`ET_CORE`).
#[inline]
fn unlinked(begin: &[u8]) -> Option<String> {
    let little = begin.starts_with(b"\x7fELF") && begin.get(5) == Some(&1);
    match (begin.get(16..18), little) {
        (Some([1, 0]), true) | (Some([0, 1]), false) if begin.starts_with(b"\x7fELF") => {
            Some("an object file that is not linked".into())
        }
        (Some([4, 0]), true) | (Some([0, 4]), false) if begin.starts_with(b"\x7fELF") => Some("a core dump".into()),
        _ => None,
    }
}

#[inline]
fn text_of(begin: &[u8]) -> Option<String> {
    let text = match core::str::from_utf8(begin) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => core::str::from_utf8(&begin[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    for c in text.chars() {
        if c.is_control() && !c.is_ascii_whitespace() {
            return None;
        }
    }
    let line = text.split_at(text::find(text.as_bytes(), b'\n')).0;
    Some(text::name(line.strip_suffix('\r').unwrap_or(line)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_a_file_is() {
        let found = |begin: &[u8]| other_than_library(begin).unwrap();
        assert_eq!(found(b""), "an empty file");
        assert_eq!(found(b"hello\nworld"), "a text file, which starts with `hello`");
        assert_eq!(found("na\u{ef}ve".as_bytes()), "a text file, which starts with `na\u{ef}ve`");
        assert_eq!(found(b"abc\xc3"), "a text file, which starts with `abc`");
        assert_eq!(found(b"!<arch>\nlib.o"), "a static library");
        assert_eq!(found(b"\0\x01\x02"), "a file that is no library");
    }

    #[test]
    #[cfg(all(unix, not(target_vendor = "apple")))]
    fn says_what_this_system_does_not_load() {
        assert_eq!(
            other_than_library(b"MZ\x90").unwrap(),
            "a Windows library or program, which this system does not load"
        );
        let mut elf = *b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0";
        assert_eq!(other_than_library(&elf), None);
        elf[16] = 1;
        assert_eq!(other_than_library(&elf).unwrap(), "an object file that is not linked");
    }
}
