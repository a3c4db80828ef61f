//! A struct that C has a definition of already: the text of it, as the record has it.
//!
//! ```text
//! foreign = ["<" path "> "] "struct " tag " { " … " }"
//! ```
//!
//! The path is that of the header that defines it. What stands in the braces is C, which only a C compiler reads: it compares each member's
//! offset, and the whole size, with the fields that the record has.
//!
//! What reads an author's text is `inline`: it is generated in the macros, and not for a record that has none.

use crate::c_name;

/// A definition in C, in parts.
///
/// ```
/// use vtable_api_manifest::foreign::Foreign;
/// let text = "<time.h> struct timespec { time_t tv_sec; long tv_nsec; }";
/// let of = Foreign::parse(text).unwrap();
/// assert_eq!((of.include, of.tag), (Some("time.h"), "timespec"));
/// assert_eq!(of.lines(), ["struct timespec {", "    time_t tv_sec;", "    long tv_nsec;", "};"]);
/// assert!(Foreign::is_canonical(text));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign<'t> {
    /// The header that defines it; `None`: ours do.
    pub include: Option<&'t str>,
    /// What C calls it, behind `struct`.
    pub tag: &'t str,
    /// From `struct` to the last brace.
    pub text: &'t str,
}

/// What is wrong with a definition, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// As a sentence goes on behind the text.
    pub what: String,
    /// The way out.
    pub help: String,
}

#[inline]
fn wrong(what: impl Into<String>, help: impl Into<String>) -> Wrong {
    Wrong { what: what.into(), help: help.into() }
}

/// What to write instead of anything else.
const FORM: &str =
    "write the definition as C has it: `foreign = \"struct timespec { int64_t tv_sec; long tv_nsec; }\"`";

impl<'t> Foreign<'t> {
    /// Takes the canonical text apart. Whoever writes headers asks first whether it [is](Self::is_canonical) canonical.
    #[inline]
    pub fn parse(canonical: &'t str) -> Option<Self> {
        let (include, text) = match canonical.strip_prefix('<') {
            Some(rest) => rest.split_once("> ").map(|(path, text)| (Some(path), text))?,
            None => (None, canonical),
        };
        let (tag, _) = text.strip_prefix("struct ")?.split_once(" {")?;
        Some(Foreign { include, tag, text })
    }

    /// Whether a text is what [`canonical`] makes of it: a record may be anyone's.
    #[cfg(feature = "cli")]
    pub fn is_canonical(canonical: &str) -> bool {
        let of = Foreign::parse(canonical);
        of.is_some_and(|of| self::canonical(of.text, of.include).is_ok_and(|again| again == canonical))
    }

    /// The definition as C is written: a line for each member.
    #[cfg(feature = "cli")]
    pub fn lines(&self) -> Vec<String> {
        let Some((head, body)) = self.text.split_once('{') else { return Vec::new() };
        let mut lines = vec![format!("{}{{", head)];
        let (mut line, mut depth) = (String::new(), 1);
        for c in body.chars() {
            line.push(c);
            depth += i32::from(c == '{') - i32::from(c == '}');
            if c == ';' && depth == 1 {
                lines.push(format!("    {}", line.trim()));
                line.clear();
            }
        }
        let rest = line.trim().trim_end_matches('}').trim();
        lines.extend((!rest.is_empty()).then(|| format!("    {rest}")));
        lines.push("};".into());
        lines
    }
}

/// The text of the record, of what an author writes: without line breaks, and with the header that has it.
///
/// ```
/// use vtable_api_manifest::foreign;
/// let text = "struct timespec {\n    time_t tv_sec;\n    long tv_nsec;\n};";
/// let canonical = foreign::canonical(text, Some("time.h")).unwrap();
/// assert_eq!(canonical, "<time.h> struct timespec { time_t tv_sec; long tv_nsec; }");
/// assert!(foreign::canonical("typedef int fd;", None).unwrap_err().what.starts_with("does not begin with `struct NAME {`"));
/// ```
///
/// # Errors
/// It is not one definition of a struct with a name that C and C++ have room for.
#[inline]
pub fn canonical(text: &str, include: Option<&str>) -> Result<String, Wrong> {
    if text.trim().is_empty() {
        return Err(wrong("is empty", FORM));
    }
    if let Some(c) = text.chars().find(|c| !(c.is_ascii_graphic() || c.is_ascii_whitespace())) {
        let help = "write it without: a compiler may read the header in another encoding";
        return Err(wrong(format!("has the character `{}`", c.escape_debug()), help));
    }
    for (part, help) in [
        ("//", "write comments as /* … */: the record has it on one line"),
        ("#", "write it without conditions and macros: it is one definition on every system"),
        ("\\", "write it without: the record has it on one line"),
    ] {
        if text.contains(part) {
            return Err(wrong(format!("has `{part}`"), help));
        }
    }
    let words = text.replace('{', " { ").replace('}', " } ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let end = words.iter().rposition(|word| *word != ";").map_or(0, |last| last + 1);
    let one_line = words[..end].join(" ");
    let tag = tag(&one_line)?;
    whole(&one_line)?;
    let include = include.map(path).transpose()?;
    if c_name::is_taken(tag) {
        let help = "leave `foreign` out: then headers have a struct of another name with these members";
        return Err(wrong(
            format!("defines `struct {tag}`, and C, C++ or a system's header has another `{tag}`"),
            help,
        ));
    }
    if include.is_none() && c_name::is_system(tag) {
        let help = format!("name the header that has it: `foreign = \"struct {tag} {{ … }}\", include = \"…\"`");
        return Err(wrong(format!("defines `struct {tag}`, which a system's header already has"), help));
    }
    Ok(include.map_or(one_line.clone(), |path| format!("<{path}> {one_line}")))
}

/// The name in `struct NAME {`.
#[inline]
fn tag(text: &str) -> Result<&str, Wrong> {
    let named = text.strip_prefix("struct ").and_then(|rest| rest.split_once(" { "));
    let is_name = |name: &str| {
        !name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    match named {
        Some((tag, _)) if is_name(tag) => Ok(tag),
        _ => Err(wrong("does not begin with `struct NAME {`", FORM)),
    }
}

/// Whether the last brace closes the first, and something is between.
#[inline]
fn whole(text: &str) -> Result<(), Wrong> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        let is_end = at + 1 == text.len();
        if c == '}' && depth == 0 && !is_end {
            let rest = text[at + 1..].trim();
            return Err(wrong(
                format!("goes on behind the struct: `{rest}`"),
                "write the one definition, without a typedef or a second one; `include = \"lib.h\"` beside it has the rest",
            ));
        }
        if depth < 0 || (is_end && depth != 0) {
            return Err(wrong("has braces that do not match", FORM));
        }
    }
    let inside = text.split_once('{').map_or("", |(_, inside)| inside.trim_end_matches('}').trim());
    if inside.is_empty() { Err(wrong("has no members, and C has no empty structs", FORM)) } else { Ok(()) }
}

/// That of a header.
#[inline]
fn path(path: &str) -> Result<&str, Wrong> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+".contains(c);
    if !path.is_empty() && path.chars().all(is_plain) {
        return Ok(path);
    }
    let help = "write it as it stands between < and >: `include = \"sys/types.h\"`";
    Err(wrong(format!("is included from `{}`, which is no path", path.escape_debug()), help))
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_definition_is_said() {
        for (text, what) in [
            ("", "is empty"),
            (" \n", "is empty"),
            ("struct", "does not begin with"),
            ("struct { int a; }", "does not begin with"),
            ("struct 1a { int a; }", "does not begin with"),
            ("union a { int a; }", "does not begin with"),
            ("typedef struct a { int a; } a;", "does not begin with"),
            ("struct a;", "does not begin with"),
            ("struct a { }", "has no members"),
            ("struct a { int a;", "has braces"),
            ("struct a { int a; } }", "goes on behind the struct: `}`"),
            ("struct a { int a; } b", "goes on behind the struct: `b`"),
            ("struct a { int a; }; struct b { int b; };", "goes on behind the struct: `; struct b"),
            ("struct int { int a; }", "defines `struct int`, and C"),
            ("struct class { int a; }", "defines `struct class`, and C"),
            ("struct vtable_api_str { int a; }", "defines `struct vtable_api_str`, and C"),
            ("struct lldiv_t { int a; }", "defines `struct lldiv_t`, which a system's header already has"),
            ("struct a { int a; // b\n}", "has `//`"),
            ("struct a {\n#ifdef B\nint a;\n}", "has `#`"),
            ("struct a { int ä; }", "has the character `ä`"),
        ] {
            let wrong = canonical(text, None).expect_err(text);
            assert!(wrong.what.starts_with(what), "{text}: {}", wrong.what);
        }
        assert!(canonical("struct a { int a; }", Some("a>.h")).is_err());
        assert!(canonical("struct a { int a; }", Some("")).is_err());
    }

    #[test]
    fn text_is_one() {
        let wanted = "struct a { int (*f)(struct a *); struct { int b; } c; }";
        for text in [
            "struct a{int (*f)(struct a *);struct{int b;}c;}",
            "struct  a {\n int (*f)(struct a *);\tstruct { int b; } c; };",
        ] {
            let one = canonical(text, None).expect("a definition");
            assert_eq!(one.replace("; ", ";").replace(' ', ""), wanted.replace("; ", ";").replace(' ', ""));
            assert_eq!(canonical(&one, None).as_deref(), Ok(&*one));
            assert_eq!(Foreign::parse(&one).map(|of| of.tag), Some("a"));
        }
        for text in ["struct a {int a; }", "<a.h>struct a { int a; }", "<> struct a { int a; }", "u32", ""] {
            assert!(!Foreign::is_canonical(text), "{text}");
        }
        let nested = Foreign::parse("struct a { struct { int b; } c; int d; }").expect("canonical");
        assert_eq!(nested.lines(), ["struct a {", "    struct { int b; } c;", "    int d;", "};"]);
    }
}
