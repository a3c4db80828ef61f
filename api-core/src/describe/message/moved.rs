//! Whether two canonical texts name the same types in different packages.

/// The recorded package and the name of the first type whose package is another one now, if nothing else differs. What is
/// without a package is of `local`.
#[inline]
pub(super) const fn from<'a>(now: &[u8], recorded: &'a str, local: &'a str) -> Option<(&'a str, &'a str)> {
    let was = recorded.as_bytes();
    let (mut i, mut j, mut found) = (0, 0, None);
    while i < now.len() && j < was.len() {
        if is_start(now, i) && is_start(was, j) {
            let (own, old) = (prefix(now, i), prefix(was, j));
            if found.is_none() && !same(now, i, own, was, j, old) {
                let package = if old == 0 { local } else { recorded.split_at(j + old - 2).0.split_at(j).1 };
                let name = recorded.split_at(j + old).1;
                found = Some((package, name.split_at(word(name.as_bytes(), 0, false)).0));
            }
            i += own;
            j += old;
        }
        if now[i] != was[j] {
            return None;
        }
        i += 1;
        j += 1;
    }
    if i == now.len() && j == was.len() { found } else { None }
}

/// Whether a name begins here.
#[inline]
const fn is_start(text: &[u8], at: usize) -> bool {
    is_in(text[at], false) && (at == 0 || !is_in(text[at - 1], false))
}

#[inline]
const fn is_in(byte: u8, is_package: bool) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 || (is_package && byte == b'-')
}

/// The length of the name that begins here.
#[inline]
const fn word(text: &[u8], at: usize, is_package: bool) -> usize {
    let mut end = at;
    while end < text.len() && is_in(text[end], is_package) {
        end += 1;
    }
    end - at
}

/// The length of a package with its `::`, or 0.
#[inline]
const fn prefix(text: &[u8], at: usize) -> usize {
    let len = word(text, at, true);
    let end = at + len;
    if end + 2 < text.len() && text[end] == b':' && text[end + 1] == b':' { len + 2 } else { 0 }
}

#[inline]
const fn same(a: &[u8], i: usize, len: usize, b: &[u8], j: usize, other: usize) -> bool {
    if len != other {
        return false;
    }
    let mut k = 0;
    while k < len {
        if a[i + k] != b[j + k] {
            return false;
        }
        k += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::from;

    #[test]
    fn a_package_is_all_that_may_differ() {
        let moved = |now: &str, was: &'static str| from(now.as_bytes(), was, "viewer");
        assert_eq!(moved("other::Frame", "Frame"), Some(("viewer", "Frame")));
        assert_eq!(moved("Frame", "viewer-types::Frame"), Some(("viewer-types", "Frame")));
        assert_eq!(moved("&[a::Frame]", "&[b::Frame]"), Some(("b", "Frame")));
        assert_eq!(moved("Buf<u8, b-c::Frame>", "Buf<u8, c::Frame>"), Some(("c", "Frame")));
        assert_eq!(moved("fn() -> a::X", "fn() -> X"), Some(("viewer", "X")));
        assert_eq!(moved("first: a::X where 'a", "first: b::X where 'a"), Some(("b", "X")));
        for (now, was) in
            [("Frame", "Frame"), ("a::Frame", "Other"), ("a::Frame", "Frames"), ("u32", "u64"), ("", "a::X")]
        {
            assert_eq!(moved(now, was), None, "{now} {was}");
        }
    }
}
