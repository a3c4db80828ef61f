//! Help is Rust: the slots that an error offers are put where it says, beside what is released, and build.

use crate::case::Released;
use crate::support::{Built, Diagnostic, Project};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many sources were built.
static BUILT: AtomicUsize = AtomicUsize::new(0);

/// How many errors offered code that was pasted.
pub(crate) fn count() -> usize {
    BUILT.load(Ordering::Relaxed)
}

/// The released source with everything that these errors offer; `None` if they offer no code, or code that has no place there: a macro
/// writes the slot, or what its text means has changed.
pub(crate) fn source(released: &Released, edited: &str, errors: &[Diagnostic]) -> Option<String> {
    // An `unsafe` slot with a default body is what it offers.
    let mut text = released.source.replace("#![forbid(unsafe_code)]", "");
    let mut slots: Vec<(String, String)> = Vec::new();
    let mut types: Vec<String> = Vec::new();
    for error in errors {
        let message = error.message();
        let (_, help) = message.split_once("\nhelp: ")?;
        if help.contains("its meaning has changed") {
            return None;
        }
        for slot in offered(help) {
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        if let Some(name) = new_type(help)
            && !types.contains(&name)
        {
            types.push(name);
        }
    }
    if slots.is_empty() {
        return None;
    }
    for name in &types {
        text.push_str(&definition(edited, name)?);
    }
    for (name, code) in &slots {
        // An Ex slot goes where its base is, and a slot that was moved back where it was tried.
        let of = trait_of(released.source, base(name)).or_else(|| trait_of(edited, name))?;
        let end = end_of(&text, of)?;
        text.insert_str(end, code);
    }
    Some(text)
}

/// Builds with that source, or says what does not.
pub(crate) fn build(project: &Project, source: &str) -> Result<(), String> {
    project.write("src/lib.rs", source);
    BUILT.fetch_add(1, Ordering::Relaxed);
    let built: Built = project.cargo_with("check", &[("VTABLE_API", "quiet-drafts")]);
    if built.success { Ok(()) } else { Err(format!("what help offers does not build:\n{source}\n{}", built.stderr)) }
}

/// Names and texts of slots of a new revision.
fn offered(help: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = help.lines().map(str::trim).collect();
    let pairs = lines.windows(2).filter(|pair| pair[0].starts_with("#[revision("));
    let slot = |pair: &[&str]| {
        let name = pair[1].split_once("fn ")?.1.split(['(', '<']).next()?;
        let code = format!("\n    {}\n    {}\n", pair[0], pair[1].replace("{ .. }", "{ todo!() }"));
        Some((name.to_owned(), code))
    };
    pairs.filter_map(slot).collect()
}

/// The slot that an Ex slot supersedes.
fn base(name: &str) -> &str {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.strip_suffix("_ex").unwrap_or(name)
}

/// `FrameEx1` of ``in a new type `FrameEx1` for a new slot``.
fn new_type(help: &str) -> Option<String> {
    let (_, behind) = help.split_once("in a new type `")?;
    let name = behind.split_once('`')?.0;
    Some(name.split('<').next().unwrap_or(name).to_owned())
}

/// The edited type under its new name.
fn definition(edited: &str, new: &str) -> Option<String> {
    let stem = new.trim_end_matches(|c: char| c.is_ascii_digit());
    let old = stem.strip_suffix("Ex")?;
    let is_head = |line: &str| {
        ["pub struct ", "pub enum ", "pub union "].iter().any(|kind| {
            line.strip_prefix(kind)
                .and_then(|rest| rest.strip_prefix(old))
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        })
    };
    let lines: Vec<&str> = edited.lines().collect();
    let head = lines.iter().position(|line| is_head(line))?;
    let start = lines[..head].iter().rposition(|line| !line.starts_with("#[") && !line.starts_with("///"));
    let end =
        head + lines[head..].iter().position(|line| *line == "}" || line.ends_with(';') || line.ends_with(" }"))?;
    let item = lines[start.map_or(0, |at| at + 1)..=end].join("\n");
    Some(format!("\n{}\n", item.replacen(&format!(" {old}"), &format!(" {new}"), 1)))
}

/// The trait that has this slot: `pub trait Codec`.
fn trait_of<'t>(text: &'t str, slot: &str) -> Option<&'t str> {
    let at = ['(', '<'].iter().find_map(|behind| text.find(&format!(" fn {slot}{behind}")))?;
    let head = &text[text[..at].rfind("pub trait ")?..at];
    let end = head["pub trait ".len()..].find(|c: char| !c.is_alphanumeric())?;
    Some(&head[.."pub trait ".len() + end])
}

/// Where that trait ends.
fn end_of(text: &str, head: &str) -> Option<usize> {
    let at = text.find(&format!("{head} {{")).or_else(|| text.find(&format!("{head}:")))?;
    text[at..].find("\n}").map(|end| at + end + 1)
}
