//! Types of std that cross only with the feature `std`: without it nothing here can name them, so tokens choose the text.

/// Whether a type, by its tokens, is one of std's that crosses where the feature `std` is on, as it is.
#[cfg(feature = "std")]
#[inline]
pub(super) const fn is_of_std(_: &str) -> bool {
    false
}

/// Whether a type, by its tokens, is one of std's that would cross if the feature `std` were on.
#[cfg(not(feature = "std"))]
#[inline]
pub(super) const fn is_of_std(text: &str) -> bool {
    const NAMES: [&[u8]; 7] = [b"HashMap", b"HashSet", b"SystemTime", b"PathBuf", b"OsString", b"Path", b"OsStr"];
    let name = last_name(text.as_bytes());
    let mut at = 0;
    while at < NAMES.len() {
        if is_same(name, NAMES[at]) {
            return true;
        }
        at += 1;
    }
    false
}

/// `Path` of `&'a std::path::Path`, `HashMap` of `HashMap<u8, u8>`.
#[cfg(not(feature = "std"))]
const fn last_name(text: &[u8]) -> &[u8] {
    let mut end = 0;
    while end < text.len() && text[end] != b'<' {
        end += 1;
    }
    let (mut start, name) = (end, text.split_at(end).0);
    while start > 0 && !matches!(name[start - 1], b':' | b' ' | b'&') {
        start -= 1;
    }
    name.split_at(start).1
}

#[cfg(not(feature = "std"))]
const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (rest, others);
    }
    a.is_empty() && b.is_empty()
}
