//! A table in a C header, read.

use super::facts::{Release, Slot, parts};
use super::tables::Table;
use std::path::Path;

/// The release whose header is in a folder, which is called like its version.
pub(crate) fn read(folder: &Path, table: &Table) -> Release {
    let version = folder.file_name().expect("a name").to_string_lossy().into_owned();
    let text = without_comments(&file(folder, table.header));
    let body = between(&text, table.starts, "\n};");
    let body = table.words.iter().fold(body.to_string(), |body, word| body.replace(word, ""));
    let body = body.replace("struct ", "").replace("enum ", "");
    let slots = body.split(';').filter(|member| member.contains('(')).map(slot).collect();
    Release { version, slots }
}

/// SQLite says its version in another header.
pub(crate) fn read_sqlite(folder: &Path, table: &Table) -> Release {
    let header = file(folder, "sqlite3.h");
    let version = between(&header, "#define SQLITE_VERSION ", "\n").trim().trim_matches('"').to_string();
    Release { version, ..read(folder, table) }
}

fn file(folder: &Path, name: &str) -> String {
    let bytes = std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("`{start}`"));
    rest.split_once(end).unwrap_or_else(|| panic!("`{end}`")).0
}

/// And without lines of the preprocessor and attributes.
fn without_comments(text: &str) -> String {
    let (first, rest) = text.split_once("/*").unwrap_or((text, ""));
    let after = rest.split("/*").map(|part| part.split_once("*/").map_or("", |(_, code)| code));
    let text = first.to_string() + &after.collect::<String>();
    let is_member = |line: &&str| !line.trim_start().starts_with('#') && !line.contains("VS_DEPRECATE(");
    text.lines().filter(is_member).map(|line| line.split("//").next().unwrap_or_default().to_string() + "\n").collect()
}

/// `char *(SQLITE_CDECL*mprintf)(const char*,...)`
fn slot(declared: &str) -> Slot {
    let (returns, rest) = declared.split_once('(').expect("the name's parenthesis");
    let (name, parameters) = rest.split_once(')').expect("the name's end");
    let (_, name) = name.split_once('*').unwrap_or_else(|| panic!("no pointer: {declared}"));
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
