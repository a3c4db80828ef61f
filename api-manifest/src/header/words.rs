//! Names that a slot, field or parameter cannot have in C or C++. The list never shrinks and never grows: a
//! change would rename things in headers that people already include.

/// Keywords of C89 to C23 and C++98 to C++23, and macros that usual headers define in lower case.
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
    "co_return", "co_yield", "compl", "concept", "const_cast", "consteval", "constinit", "decltype", "delete",
    "dynamic_cast", "explicit", "export", "friend", "mutable", "namespace", "new", "noexcept", "not", "not_eq",
    "operator", "or", "or_eq", "private", "protected", "public", "reinterpret_cast", "requires", "static_cast",
    "template", "this", "throw", "try", "typeid", "typename", "using", "virtual", "wchar_t", "xor", "xor_eq",
    // <stddef.h>, <errno.h>, <assert.h>, <stdio.h>, <complex.h>, windows.h, compilers in GNU mode
    "NULL", "TRUE", "FALSE", "EOF", "offsetof", "errno", "assert", "stdin", "stdout", "stderr", "complex",
    "imaginary", "noreturn", "near", "far", "interface", "small", "hyper", "min", "max", "linux", "unix", "i386",
];

/// Whether C or C++ gives this name a meaning of its own.
pub(super) fn is_taken(name: &str) -> bool {
    WORDS.contains(&name)
}
