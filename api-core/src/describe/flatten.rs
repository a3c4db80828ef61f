//! Ropes: names in pieces, and how they become text or are compared with it in const evaluation.

/// A name in pieces.
pub type Rope = &'static [Piece];

/// One piece of a [`Rope`].
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// Verbatim text.
    Text(&'static str),
    /// A nested rope.
    Rope(Rope),
    /// A decimal number.
    Number(i128),
    /// A derived type: written without its package where the reader is of the same package.
    Named {
        /// `CARGO_PKG_NAME` where the type is defined.
        package: &'static str,
        /// Its identifier, or what `#[abi(name = "…")]` says.
        name: &'static str,
    },
}

/// The bytes that [`write()`] writes.
#[inline]
pub const fn len(rope: Rope, local: &str) -> usize {
    let mut total = 0;
    let (mut i, count) = (0, rope.len());
    while i < count {
        total += match rope[i] {
            Piece::Text(text) => text.len(),
            Piece::Rope(inner) => len(inner, local),
            Piece::Number(value) => digits(value).1,
            Piece::Named { package, name } => prefix_len(package, local) + own_name(package, name, local).len(),
        };
        i += 1;
    }
    total
}

/// Writes `rope` at `at`, types of package `local` without their package; returns the end.
///
/// # Panics
/// When `buffer` is too short.
///
/// ```
/// use vtable_api_core::{Described, flatten};
/// let mut text = [0; 64];
/// let len = flatten::write(<&mut [u8]>::NAME, "", &mut text, 0);
/// assert_eq!(&text[..len], b"&mut [u8]");
/// ```
#[inline]
pub const fn write(rope: Rope, local: &str, buffer: &mut [u8], mut at: usize) -> usize {
    let (mut i, count) = (0, rope.len());
    while i < count {
        at = match rope[i] {
            Piece::Text(text) => copy(text.as_bytes(), buffer, at),
            Piece::Rope(inner) => write(inner, local, buffer, at),
            Piece::Number(value) => {
                let (digits, len) = digits(value);
                copy(digits.split_at(40 - len).1, buffer, at)
            }
            Piece::Named { package, name } => {
                if prefix_len(package, local) != 0 {
                    at = copy(package.as_bytes(), buffer, at);
                    at = copy(b"::", buffer, at);
                }
                copy(own_name(package, name, local).as_bytes(), buffer, at)
            }
        };
        i += 1;
    }
    at
}

/// Whether `rope` reads as `text`.
///
/// ```
/// use vtable_api_core::{Described, flatten};
/// const SAME: bool = flatten::is(<Option<&u32>>::NAME, "", "Option<&u32>");
/// assert!(SAME);
/// ```
#[inline]
pub const fn is(rope: Rope, local: &str, text: &str) -> bool {
    matches!(matched(rope, local, text.as_bytes(), 0), Some(end) if end == text.len())
}

#[inline]
const fn matched(rope: Rope, local: &str, text: &[u8], mut at: usize) -> Option<usize> {
    let (mut i, count) = (0, rope.len());
    while i < count {
        let end = match rope[i] {
            Piece::Text(piece) => starts(text, at, piece.as_bytes()),
            Piece::Rope(inner) => matched(inner, local, text, at),
            Piece::Number(value) => {
                let (digits, len) = digits(value);
                starts(text, at, digits.split_at(40 - len).1)
            }
            Piece::Named { package, name } => matched_name(package, name, local, text, at),
        };
        at = match end {
            Some(end) => end,
            None => return None,
        };
        i += 1;
    }
    Some(at)
}

#[inline]
const fn matched_name(package: &str, name: &str, local: &str, text: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    if prefix_len(package, local) != 0 {
        at = match starts(text, at, package.as_bytes()) {
            Some(end) => end,
            None => return None,
        };
        at = match starts(text, at, b"::") {
            Some(end) => end,
            None => return None,
        };
    }
    starts(text, at, own_name(package, name, local).as_bytes())
}

#[inline]
pub(crate) const fn starts(text: &[u8], at: usize, piece: &[u8]) -> Option<usize> {
    let len = piece.len();
    if text.len() - at < len {
        return None;
    }
    let mut i = 0;
    while i < len {
        if text[at + i] != piece[i] {
            return None;
        }
        i += 1;
    }
    Some(at + len)
}

/// Whether two texts are equal, in const evaluation.
#[inline]
pub const fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && starts(a.as_bytes(), 0, b.as_bytes()).is_some()
}

/// Copies `bytes` to `at`; returns the end.
///
/// # Panics
/// When `buffer` is too short.
#[inline]
pub const fn copy(bytes: &[u8], buffer: &mut [u8], at: usize) -> usize {
    // Const evaluation costs by calls: a short text is copied without any, a long one by one intrinsic.
    const SHORT: usize = 32;
    let len = bytes.len();
    if len <= SHORT {
        let mut i = 0;
        while i < len {
            buffer[at + i] = bytes[i];
            i += 1;
        }
        return at + len;
    }
    assert!(at <= buffer.len() && len <= buffer.len() - at);
    // SAFETY: `at` is in the buffer, as asserted.
    let to = unsafe { buffer.as_mut_ptr().add(at) };
    // SAFETY: `bytes` fits behind `at`, as asserted; a shared and an exclusive borrow do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), to, len) };
    at + len
}

/// A rope as text, once for all its uses.
///
/// # Panics
/// When `N` is not the rope's [`len`].
#[inline]
pub const fn flat<const N: usize>(rope: Rope, local: &str) -> [u8; N] {
    let mut buffer = [0; N];
    assert!(write(rope, local, &mut buffer, 0) == N);
    buffer
}

/// The text of a [`flat`] rope.
///
/// # Panics
/// When it is not UTF-8, which no rope is.
#[inline]
pub const fn text(bytes: &'static [u8]) -> &'static str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("ropes are text"),
    }
}

#[inline]
const fn prefix_len(package: &str, local: &str) -> usize {
    if same(package, local) { 0 } else { package.len() + 2 }
}

/// The name without `r#` where its package is in front: no word is reserved there.
#[inline]
const fn own_name<'a>(package: &str, name: &'a str, local: &str) -> &'a str {
    if prefix_len(package, local) != 0 && starts(name.as_bytes(), 0, b"r#").is_some() {
        name.split_at(2).1
    } else {
        name
    }
}

/// Decimal digits, right-aligned, and how many.
#[inline]
const fn digits(value: i128) -> ([u8; 40], usize) {
    let mut buffer = [b'0'; 40];
    let mut rest = value.unsigned_abs();
    let mut len = 0;
    while rest != 0 || len == 0 {
        len += 1;
        buffer[40 - len] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    if value < 0 {
        len += 1;
        buffer[40 - len] = b'-';
    }
    (buffer, len)
}
