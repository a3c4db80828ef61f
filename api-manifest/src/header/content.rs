//! Two headers of one program may both define a type: the first wins. Each guard has a key of what it guards, so that
//! another content under the same name is an error, not in silence what the first one says.

use std::collections::BTreeMap;
use std::fmt;

use super::ctype::{Body, Item, Member, guards, literal};
use super::growable::Growing;
use super::out::Out;
use crate::c_name::OWN;
use crate::digest;
use crate::foreign::Foreign;

/// For the preprocessor: eight digits of a SHA-256.
pub(super) fn key(content: &str) -> String {
    format!("0x{}u", &digest::of(content.as_bytes())[..8])
}

/// Two things that two headers call alike. Its text names them and the headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What both are called in C.
    pub name: String,
    /// A header that has one of them.
    pub first: String,
    /// The header that has the other one.
    pub second: String,
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Clash { name, first, second } = self;
        write!(f, "two things are both called `{name}` in C or C++, one in {first} and another in {second}")
    }
}

/// The first type that two of these headers, each with its name, define in two ways, or that is called like something which the
/// other one has of its table: its name in C, and theirs.
///
/// ```
/// let of = |key: &str| format!("#define VIEWER_FRAME_DEFINED_ {key}\n");
/// let (one, two) = (of("0x00000001u"), of("0x00000002u"));
/// let headers = [("viewer_one.h", one.as_str()), ("viewer_two.h", two.as_str())];
/// let clash = vtable_api_manifest::header::clash(headers);
/// let text = "two things are both called `viewer_frame` in C or C++, one in viewer_one.h and another in viewer_two.h";
/// assert_eq!(clash.unwrap().to_string(), text);
/// ```
pub fn clash<'h>(headers: impl IntoIterator<Item = (&'h str, &'h str)> + Clone) -> Option<Clash> {
    let mut known: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for (file, text) in headers.clone() {
        for line in text.lines() {
            let defined = line.strip_prefix("#define ").and_then(|rest| rest.split_once("_DEFINED_ "));
            let Some((name, key)) = defined else { continue };
            let (first, as_first) = *known.entry(name).or_insert((file, key));
            if key != as_first {
                return Some(Clash {
                    name: name.to_ascii_lowercase(),
                    first: first.to_owned(),
                    second: file.to_owned(),
                });
            }
        }
    }
    let tables = || headers.clone().into_iter().map(|(file, _)| (file, file.trim_end_matches(".h")));
    for (file, table) in tables() {
        // A table's own names, of which the first is its namespace in C++.
        for own in &OWN {
            let name = format!("{table}{own}");
            if let Some((other, _)) = known.get(name.to_ascii_uppercase().as_str()).filter(|(other, _)| *other != file)
            {
                return Some(Clash { name, first: (*other).to_owned(), second: file.to_owned() });
            }
        }
        // And such a namespace against another table's own names.
        let is_own = |rest: &str| {
            // `_ref_1`
            let digits = rest.trim_end_matches(|c: char| c.is_ascii_digit());
            let whole = if digits.len() < rest.len() { digits.strip_suffix('_').unwrap_or(rest) } else { rest };
            !rest.is_empty() && OWN.contains(&whole)
        };
        let mut others = tables().filter(|(_, other)| other.strip_prefix(table).is_some_and(is_own));
        if let Some((other, name)) = others.next() {
            return Some(Clash { name: name.to_owned(), first: file.to_owned(), second: other.to_owned() });
        }
    }
    None
}

/// What C makes of an item. Comments are none of it, and the types that it is made of have keys of their own.
fn content(name: &str, item: &Item) -> String {
    let list = |kind: &str, members: &[Member]| {
        let members: Vec<String> = members.iter().map(|member| member.ty.declare(&member.name)).collect();
        format!("{kind} {{ {} }}", members.join("; "))
    };
    let mut text = match &item.body {
        Body::Struct(members) => list("struct", members),
        Body::Union(members) => list("union", members),
        Body::Alias(ty) => ty.declare(name),
        Body::Opaque => String::new(),
    };
    if let Some(foreign) = &item.foreign {
        text.push_str(&format!("; {foreign}"));
    }
    if let Some(Growing::Whole { id, fingerprints, .. }) = &item.growing {
        text.push_str(&format!("; {id}"));
        fingerprints.iter().for_each(|fingerprint| text.push_str(&format!(" {}", digest::hex(*fingerprint))));
    }
    for constant in &item.constants {
        text.push_str(&format!("; {} = {}", constant.name, literal(constant.value, constant.is_unsigned)));
    }
    text
}

/// Writes a definition that a program may meet in several headers; `file` is this one.
pub(super) fn guarded(out: &mut Out, file: &str, name: &str, item: &Item, write: impl FnOnce(&mut Out)) {
    let [_, defined, header] = guards(name);
    once(out, file, [&defined, &header], name, &content(name, item), write);
}

/// Writes the definition of a struct that other libraries' headers call so, too: whoever comes first defines it.
pub(super) fn tagged(out: &mut Out, file: &str, of: &Foreign<'_>) {
    let [defined, header] = ["DEFINED", "IN"].map(|word| format!("struct_{}_{word}_", of.tag));
    once(out, file, [&defined, &header], &format!("struct {}", of.tag), of.text, |out| {
        of.lines().iter().for_each(|line| out.line(line));
    });
}

fn once(out: &mut Out, file: &str, guards: [&str; 2], name: &str, content: &str, write: impl FnOnce(&mut Out)) {
    let ([defined, header], key) = (guards, key(content));
    out.line(&format!("#ifndef {defined}"));
    out.line(&format!("#define {defined} {key}"));
    out.line(&format!("#define {header} \"{file}\""));
    write(out);
    out.line(&format!("#elif {defined} != {key}"));
    out.line(&format!("#pragma message(\"{name} is one thing in \" {header} \" and another in {file}\")"));
    out.line(&format!("#error \"{file}: a header before this one has another {name}\""));
    out.line("#endif");
}

/// The head of a definition that no other header may have: the key is this file's, so [`clash`] finds whatever else is called so.
pub(super) fn only_here(out: &mut Out, file: &str, name: &str, item: &Item) {
    let [_, defined, _] = guards(name);
    out.line(&format!("#define {defined} {}", key(&format!("{file}: {}", content(name, item)))));
}
