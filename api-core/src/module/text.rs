//! Text that another binary wrote: read within bounds, shown on one line.

use super::memory::Memory;
use crate::contract::c_text::find;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ffi::c_char;
use core::fmt::{self, Write};

/// Bytes of the longest name, version or id that is read.
pub(crate) const MAX_TEXT: usize = 255;

/// Room for a line of refusal.
pub(crate) const WHY: usize = 512;

/// A NUL-terminated text of another binary; `Err` says what is there instead, for `found …`.
///
/// # Safety
/// `ptr` is null or readable up to its NUL, or as far as `memory` knows, for `'a`.
#[inline]
pub(crate) unsafe fn read<'a>(ptr: *const c_char, memory: &Memory, what: &str) -> Result<&'a str, String> {
    if ptr.is_null() {
        return Err(format!("a null {what}"));
    }
    let readable = memory.readable(ptr.addr());
    if readable == 0 {
        return Err(format!("a {what} at an address that cannot be read"));
    }
    let mut len = 0;
    loop {
        if len == readable {
            return Err(format!("a {what} without its NUL"));
        }
        // SAFETY: no NUL before `len`, and `memory` reaches further, so it is readable by the caller's word.
        let at = unsafe { ptr.add(len) };
        // SAFETY: as above.
        if unsafe { at.read() } == 0 {
            break;
        }
        len += 1;
        if len > MAX_TEXT {
            return Err(format!("a {what} of more than {MAX_TEXT} bytes, or without its NUL"));
        }
    }
    // SAFETY: `len` bytes were read; they live for `'a` by the caller's word.
    let bytes = unsafe { core::slice::from_raw_parts(ptr.cast::<u8>(), len) };
    core::str::from_utf8(bytes).map_err(|_| format!("a {what} that is not UTF-8"))
}

/// What was written to a buffer for one line: up to the NUL, without surrounding space.
#[inline]
pub(crate) fn line(buffer: &[u8]) -> &[u8] {
    buffer[..find(buffer, 0)].trim_ascii()
}

/// Shows foreign text on one line, cut after so many characters.
pub(crate) struct Shown<'a> {
    bytes: &'a [u8],
    limit: usize,
}

/// A name, in backticks.
#[inline]
pub(crate) fn name(text: &str) -> Quoted<'_> {
    Quoted(Shown { bytes: text.as_bytes(), limit: 100 })
}

/// A line of refusal or of the system's loader.
#[inline]
pub(crate) fn reason(bytes: &[u8]) -> Shown<'_> {
    Shown { bytes, limit: 400 }
}

/// A path, in backticks.
#[cfg(feature = "load")]
#[inline]
pub(crate) fn path(path: &std::path::Path) -> Quoted<'_> {
    Quoted(Shown { bytes: path.as_os_str().as_encoded_bytes(), limit: 1000 })
}

impl fmt::Display for Shown<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.limit;
        for chunk in self.bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                let (printable, code) = (is_printable(c), u32::from(c));
                let digits = if code == 0 { 1 } else { code.ilog2() / 4 + 1 };
                if !take(&mut left, if printable { 1 } else { digits as usize + 4 }) {
                    return f.write_str("...");
                }
                if printable {
                    f.write_char(c)?;
                } else {
                    write!(f, "\\u{{{code:x}}}")?;
                }
            }
            for byte in chunk.invalid() {
                if !take(&mut left, 4) {
                    return f.write_str("...");
                }
                write!(f, "\\x{byte:02x}")?;
            }
        }
        Ok(())
    }
}

/// Whether there is room for so many characters more.
#[inline]
fn take(left: &mut usize, count: usize) -> bool {
    let enough = *left >= count;
    *left = if enough { *left - count } else { 0 };
    enough
}

/// Shown in backticks.
pub(crate) struct Quoted<'a>(Shown<'a>);

impl fmt::Display for Quoted<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

/// Neither ends the line nor changes how the rest of it is read.
#[inline]
fn is_printable(c: char) -> bool {
    let breaks = matches!(c, '\u{2028}' | '\u{2029}');
    let hides = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !(c.is_control() || breaks || hides)
}

/// Several names, in backticks, as many as a line takes.
pub(crate) struct Names<'a>(pub(crate) Vec<&'a str>);

impl fmt::Display for Names<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 8;
        let mut separator = "";
        for (index, text) in self.0.iter().enumerate() {
            if index == MOST {
                return write!(f, " and {} more", self.0.len() - MOST);
            }
            write!(f, "{separator}{}", name(text))?;
            separator = ", ";
        }
        f.write_str(if self.0.is_empty() { "none" } else { "" })
    }
}

/// The revisions in a bit set: `1 to 3, 5`.
pub(crate) struct Revisions(pub(crate) u64);

impl fmt::Display for Revisions {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut left = self.0;
        if left == 0 {
            return f.write_str("none");
        }
        while left != 0 {
            let first = left.trailing_zeros();
            let run = (left >> first).trailing_ones();
            let separator = if left == self.0 { "" } else { ", " };
            write!(f, "{separator}{}", first + 1)?;
            if run > 1 {
                write!(f, " to {}", first + run)?;
            }
            left &= u64::MAX.checked_shl(first + run).unwrap_or(0);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec;

    #[test]
    fn foreign_text_stays_on_its_line() {
        let text = reason(b"two\nlines \x1b[31m\xff and \xe2\x80\xaehidden").to_string();
        assert_eq!(text, "two\\u{a}lines \\u{1b}[31m\\xff and \\u{202e}hidden");
    }

    #[test]
    fn foreign_text_is_cut() {
        let text = reason(&[b'x'; 1000]).to_string();
        assert_eq!(text.len(), 403);
        assert!(text.ends_with("x..."));
    }

    #[test]
    fn reads_only_text() {
        let found = |ptr| {
            // SAFETY: null or a literal.
            unsafe { read(ptr, &Memory::TRUSTED, "name") }
        };
        assert_eq!(found(c"png".as_ptr()), Ok("png"));
        assert_eq!(found(core::ptr::null()), Err("a null name".into()));
        assert_eq!(found(c"\xff".as_ptr()), Err("a name that is not UTF-8".into()));
    }

    #[test]
    fn long_text_is_not_read_to_its_end() {
        let long = [b'x' as c_char; MAX_TEXT + 1]; // no NUL
        // SAFETY: `read` stops before the end of the array.
        let found = unsafe { read(long.as_ptr(), &Memory::TRUSTED, "name") };
        assert_eq!(found, Err("a name of more than 255 bytes, or without its NUL".into()));
    }

    #[test]
    fn revisions_are_listed_in_runs() {
        let all = |bits: u64| Revisions(bits).to_string();
        assert_eq!(all(0), "none");
        assert_eq!(all(1), "1");
        assert_eq!(all(0b10111), "1 to 3, 5");
        assert_eq!(all(u64::MAX >> 1), "1 to 63");
        assert_eq!(all(u64::MAX), "1 to 64");
    }

    #[test]
    fn names_are_listed_as_far_as_a_line_goes() {
        assert_eq!(Names(vec![]).to_string(), "none");
        assert_eq!(Names(vec!["a", "b"]).to_string(), "`a`, `b`");
        assert_eq!(Names(vec!["a"; 8]).to_string(), "`a`, `a`, `a`, `a`, `a`, `a`, `a`, `a`");
        assert_eq!(Names(vec!["a"; 10]).to_string(), "`a`, `a`, `a`, `a`, `a`, `a`, `a`, `a` and 2 more");
    }
}
