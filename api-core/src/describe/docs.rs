//! Doc comments as lines of the record, in const evaluation: what a `#[doc = include_str!(…)]` says is known to the compiler only.

use super::flatten::copy;

const LINE: &[u8] = b"doc\t";

/// The bytes that [`lines`] writes.
///
/// ```
/// assert_eq!(vtable_api_core::docs::len(&[" Decodes."]), "doc\tDecodes.".len());
/// ```
#[inline]
pub const fn len(texts: &[&str]) -> usize {
    write(texts, &mut [], false)
}

/// One line for each line of each text, without the space that stands behind `///`, and no newline behind the last.
///
/// ```
/// use vtable_api_core::docs::{len, lines};
/// const TEXTS: &[&str] = &[" One image.", "\r\n * by\tlines\n"];
/// const LINES: [u8; len(TEXTS)] = lines(TEXTS);
/// assert_eq!(&LINES, b"doc\tOne image.\ndoc\t\ndoc\t* by\tlines");
/// ```
///
/// # Panics
/// When `N` is not their [`len`].
#[inline]
pub const fn lines<const N: usize>(texts: &[&str]) -> [u8; N] {
    let mut buffer = [0; N];
    assert!(write(texts, &mut buffer, true) == N);
    buffer
}

/// Returns the end. A NUL would end the line, and is a space.
#[inline]
const fn write(texts: &[&str], buffer: &mut [u8], is_wanted: bool) -> usize {
    let (mut end, mut i) = (0, 0);
    while i < texts.len() {
        let text = texts[i].as_bytes();
        let mut at = 0;
        // An empty text is a line, too.
        while at < text.len() || (at == 0 && text.is_empty()) {
            if end > 0 {
                if is_wanted {
                    buffer[end] = b'\n';
                }
                end += 1;
            }
            if is_wanted {
                copy(LINE, buffer, end);
            }
            end += LINE.len();
            if at < text.len() && text[at] == b' ' {
                at += 1;
            }
            while at < text.len() && text[at] != b'\n' {
                let ends = text[at] == b'\r' && at + 1 < text.len() && text[at + 1] == b'\n';
                if !ends {
                    if is_wanted {
                        buffer[end] = if text[at] == 0 { b' ' } else { text[at] };
                    }
                    end += 1;
                }
                at += 1;
            }
            at += 1;
        }
        i += 1;
    }
    end
}
