//! `sqlite3ext.h`, read.

use super::facts::{Release, Slot, parts};
use std::path::Path;

/// The release whose headers are in a folder.
pub(crate) fn read(folder: &Path) -> Release {
    let file = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let header = file("sqlite3.h");
    let version = between(&header, "#define SQLITE_VERSION ", "\n").trim().trim_matches('"').to_string();
    let table = file("sqlite3ext.h");
    let table = without_comments(between(&table, "struct sqlite3_api_routines {", "\n};"));
    let slots = table.split(';').filter(|slot| !slot.trim().is_empty()).map(slot).collect();
    Release { version, slots }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("`{start}`"));
    rest.split_once(end).unwrap_or_else(|| panic!("`{end}`")).0
}

fn without_comments(text: &str) -> String {
    let (first, rest) = text.split_once("/*").unwrap_or((text, ""));
    let after = rest.split("/*").map(|part| part.split_once("*/").map_or("", |(_, code)| code));
    first.to_string() + &after.collect::<String>()
}

/// `char *(SQLITE_CDECL*mprintf)(const char*,...)`
fn slot(declared: &str) -> Slot {
    let (returns, rest) = declared.split_once('(').expect("the name's parenthesis");
    let (name, parameters) = rest.split_once(')').expect("the name's end");
    let (_, name) = name.split_once('*').expect("a pointer");
    let parameters = inside(parameters);
    Slot {
        name: name.trim().to_string(),
        returns: plain(returns, false),
        parameters: parts(parameters).iter().map(|parameter| c_type(parameter)).collect(),
    }
}

/// What the outer parentheses enclose.
fn inside(text: &str) -> &str {
    text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')')).expect("parentheses")
}

/// A parameter's type in one spelling, without its name.
fn c_type(declared: &str) -> String {
    let Some((returns, rest)) = declared.split_once('(') else { return plain(declared, true) };
    let (_, parameters) = rest.split_once(')').expect("the name's end");
    let parameters: Vec<_> = parts(inside(parameters)).iter().map(|parameter| c_type(parameter)).collect();
    let parameters = if parameters.is_empty() { "void".to_string() } else { parameters.join(", ") };
    format!("{} (*)({parameters})", plain(returns, false))
}

/// The same for what is no function pointer: `char const **pz` is `const char**`.
fn plain(declared: &str, may_be_named: bool) -> String {
    let stars = declared.matches('*').count();
    let mut words: Vec<_> =
        declared.split(|c: char| c.is_whitespace() || c == '*').filter(|word| !word.is_empty()).collect();
    let constant = words.contains(&"const");
    words.retain(|word| *word != "const");
    let is_named = words.len() > 1 && !matches!(words[words.len() - 1], "int" | "char");
    if may_be_named && is_named {
        words.pop();
    }
    if words == ["unsigned"] {
        words.push("int");
    }
    format!("{}{}{}", if constant { "const " } else { "" }, words.join(" "), "*".repeat(stars))
}
