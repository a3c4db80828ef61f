//! Names that mean something else in C or C++: keywords, and what the systems' headers define. The lists never shrink, and
//! since 0.1 never grow: a change would rename things in headers that people already include.

use std::cmp::Ordering;

/// What the systems' headers replace wherever it stands: macros without parameters. Written by `words.sh`, sorted.
const MACROS: &str = include_str!("macros.txt");

/// What they declare or define, in lower case, as far as a name of vendor and table could be it. Written by `words.sh`, sorted.
const GLOBALS: &str = include_str!("globals.txt");

/// Keywords of C89 to C23 and C++98 to C++26, and macros that compilers or some headers define in lower case.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    // C
    "alignas", "alignof", "asm", "auto", "bool", "break", "case", "char", "const", "constexpr", "continue",
    "default", "do", "double", "else", "enum", "extern", "false", "float", "for", "goto", "if", "inline", "int",
    "long", "nullptr", "register", "restrict", "return", "short", "signed", "sizeof", "static", "static_assert",
    "struct", "switch", "thread_local", "true", "typedef", "typeof", "typeof_unqual", "union", "unsigned",
    "void", "volatile", "while",
    // C++
    "and", "and_eq", "bitand", "bitor", "catch", "char16_t", "char32_t", "char8_t", "class", "co_await",
    "co_return", "co_yield", "compl", "concept", "const_cast", "consteval", "constinit", "contract_assert",
    "decltype", "delete",
    "dynamic_cast", "explicit", "export", "friend", "mutable", "namespace", "new", "noexcept", "not", "not_eq",
    "operator", "or", "or_eq", "private", "protected", "public", "reinterpret_cast", "requires", "static_cast",
    "template", "this", "throw", "try", "typeid", "typename", "using", "virtual", "wchar_t", "xor", "xor_eq",
    // Types that headers of tables name: <stdint.h>, <stddef.h>
    "size_t", "ssize_t", "ptrdiff_t", "max_align_t", "nullptr_t", "uintptr_t", "intptr_t", "uintmax_t", "intmax_t",
    "int8_t", "int16_t", "int32_t", "int64_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t",
    // <stddef.h>, <errno.h>, <assert.h>, <stdio.h>, <complex.h>, windows.h, compilers in GNU mode
    "NULL", "TRUE", "FALSE", "EOF", "offsetof", "errno", "assert", "stdin", "stdout", "stderr", "complex",
    "imaginary", "noreturn", "near", "far", "interface", "small", "hyper", "min", "max", "linux", "unix", "i386",
];

/// What the contract's own names begin with; its macros are in capitals.
const OURS: &str = "vtable_api_";

/// Whether C or C++ gives a member or parameter of this name a meaning of its own.
pub(crate) fn is_taken(name: &str) -> bool {
    let bytes = name.as_bytes();
    // `_Bool`, `__int128`: compilers keep all of these to themselves.
    let is_reserved = matches!(bytes, [b'_', b'_' | b'A'..=b'Z', ..]);
    is_reserved || is_macro(bytes) || name.starts_with(OURS) || WORDS.contains(&name) || is_in(MACROS, name)
}

/// What is in capitals is a macro of some system's: `EINVAL`, `DELETE`, `IN`.
fn is_macro(name: &[u8]) -> bool {
    let mut has_capital = false;
    for byte in name {
        if byte.is_ascii_lowercase() {
            return false;
        }
        has_capital |= byte.is_ascii_uppercase();
    }
    has_capital && name.len() > 1
}

/// Whether a language or a system's headers have this global name.
pub(crate) fn is_system(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    WORDS.contains(&&name[..]) || is_in(GLOBALS, &name)
}

/// Whether one of the sorted lines is this.
fn is_in(lines: &str, word: &str) -> bool {
    let (mut start, mut end) = (0, lines.len());
    while start < end {
        let bytes = lines.as_bytes();
        let mut first = start + (end - start) / 2;
        while first > start && bytes[first - 1] != b'\n' {
            first -= 1;
        }
        let mut last = first;
        while last < end && bytes[last] != b'\n' {
            last += 1;
        }
        match lines[first..last].cmp(word) {
            Ordering::Equal => return true,
            Ordering::Less => start = (last + 1).min(end),
            Ordering::Greater => end = first,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        for list in [MACROS, GLOBALS] {
            assert!(list.lines().is_sorted() && list.is_ascii());
            for word in list.lines() {
                assert!(is_in(list, word), "{word}");
                assert!(!is_in(list, &format!("{word}~")) && !is_in(list, &format!("!{word}")), "{word}");
            }
            assert!(!is_in(list, "") && !is_in(list, "\n"));
        }
        assert!(
            is_taken("class")
                && is_taken("Status")
                && is_taken("st_mtime")
                && is_taken("_Bool")
                && is_taken("__x")
                && !is_taken("_x")
                && !is_taken("decode")
        );
        assert!(is_system("timer_create") && is_system("CLOCK_REALTIME") && !is_system("viewer_codec"));
    }
}
