//! The names that mean something in canonical text.

use crate::model::{OsKind, Type};

const PRIMITIVES: [&str; 13] =
    ["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize", "f32", "f64", "bool"];

const C_ALIASES: [&str; 13] = [
    "c_char",
    "c_schar",
    "c_uchar",
    "c_short",
    "c_ushort",
    "c_int",
    "c_uint",
    "c_long",
    "c_ulong",
    "c_longlong",
    "c_ulonglong",
    "c_float",
    "c_double",
];

/// The names with arguments, and the words that begin another form.
const WORDS: [&str; 13] =
    ["String", "Vec", "Box", "Option", "Result", "NonNull", "str", "mut", "const", "dyn", "fn", "extern", "unsafe"];

/// The builtin type that a single word names: primitives, C aliases, `c_void`, `String`.
///
/// ```
/// use vtable_api_manifest::{canon, model::Type};
/// assert_eq!(canon::builtin("c_long"), Some(Type::CAlias("c_long")));
/// assert_eq!(canon::builtin("Frame"), None);
/// ```
pub fn builtin(name: &str) -> Option<Type> {
    match name {
        "c_void" => Some(Type::Void),
        "String" => Some(Type::String),
        _ => match (one_of(&PRIMITIVES, name), one_of(&C_ALIASES, name)) {
            (Some(name), _) => Some(Type::Primitive(name)),
            (_, Some(name)) => Some(Type::CAlias(name)),
            _ => None,
        },
    }
}

/// The text of what is lent in the system's own units. Its package keeps it apart from a type of the user's.
pub(super) fn lent_os(kind: OsKind) -> &'static str {
    match kind {
        OsKind::Text => "&core::OsStr",
        OsKind::Path => "&core::Path",
    }
}

/// The same of what is owned.
pub(super) fn owned_os(kind: OsKind) -> &'static str {
    match kind {
        OsKind::Text => "core::OsString",
        OsKind::Path => "core::PathBuf",
    }
}

/// What a name of package `core` stands for, if it is such a text; and behind a `&`.
pub(super) fn os_named(name: &str, is_lent: bool) -> Option<Type> {
    let ty = match (is_lent, name) {
        (true, "OsStr") => Type::OsStr(OsKind::Text),
        (true, "Path") => Type::OsStr(OsKind::Path),
        (false, "OsString") => Type::OsString(OsKind::Text),
        (false, "PathBuf") => Type::OsString(OsKind::Path),
        _ => return None,
    };
    Some(ty)
}

fn one_of(names: &[&'static str], name: &str) -> Option<&'static str> {
    names.iter().find(|known| **known == name).copied()
}

/// The integer types that an enum's tag can be.
///
/// ```
/// use vtable_api_manifest::canon;
/// assert_eq!(canon::tag("u32"), Some("u32"));
/// assert_eq!(canon::tag("f32"), None);
/// ```
pub fn tag(name: &str) -> Option<&'static str> {
    one_of(&PRIMITIVES[..10], name)
}

/// Whether a user's type of this name needs `r#`.
pub(super) fn is_reserved(name: &str) -> bool {
    WORDS.contains(&name) || builtin(name).is_some()
}

/// What is a name in Rust only behind `r#`, in any edition.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A name as a source has it: `type` is `r#type`.
pub(crate) fn in_source(name: &str) -> String {
    let raw = if KEYWORDS.contains(&name) { "r#" } else { "" };
    format!("{raw}{name}")
}

/// A character of a name. Beyond ASCII the compiler has judged already; what would break lines has not
/// passed it.
pub(super) fn in_name(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric() || (!c.is_ascii() && !c.is_whitespace() && !c.is_control())
}
