//! Writes definitions, and the asserts on their layout.
//!
//! Two tables of one package may share a type: each has its definition, and a guard lets the first one win
//! (`content`). The asserts are outside of the guard, so they hold for a second header, too.

use super::ctype::{Body, CType, Constant, Item, Member, guards, is_int, literal};
use super::items::Items;
use super::layout::{ItemLayout, expression};
use super::lower::Lowering;
use super::write_table::Out;
use super::{comment, content};
use std::collections::BTreeMap;

/// All definitions.
pub(super) fn types(
    out: &mut Out,
    lowering: &Lowering<'_>,
    sequence: &[String],
    layouts: &BTreeMap<String, ItemLayout>,
) {
    if sequence.is_empty() {
        return;
    }
    out.section("types");
    for name in sequence {
        declare(out, name, &lowering.items);
    }
    for name in sequence {
        let Some(item) = lowering.items.get(name) else {
            continue;
        };
        define(out, &lowering.prefixes.file(), name, item);
        if let Some(layout) = layouts.get(name) {
            asserts(out, &lowering.prefixes.table, name, item, layout);
        }
        out.blank();
    }
}

fn declare(out: &mut Out, name: &str, items: &Items) {
    let Some(keyword) = items.get(name).and_then(|item| item.body.keyword()) else {
        return;
    };
    let [declared, ..] = guards(name);
    out.line(&format!("#ifndef {declared}"));
    out.line(&format!("#define {declared}"));
    out.line(&format!("typedef {keyword} {name} {name};"));
    out.line("#endif");
}

fn define(out: &mut Out, file: &str, name: &str, item: &Item) {
    documented(out, item);
    if matches!(item.body, Body::Opaque) {
        return;
    }
    content::guarded(out, file, name, item, |out| {
        body(out, name, item);
        item.constants.iter().for_each(|constant| self::constant(out, constant));
    });
}

pub(super) fn documented(out: &mut Out, item: &Item) {
    let mut docs = vec![item.rust.clone()];
    if matches!(item.body, Body::Opaque) {
        docs.push("Opaque: only its maker knows what is inside.".into());
    }
    if item.rust.starts_with("open ") {
        docs.push("Open: later versions may have more values, be ready for others.".into());
    }
    if !item.docs.is_empty() {
        docs.push(String::new());
        docs.extend(item.docs.iter().cloned());
    }
    out.comment("", &docs);
}

pub(super) fn body(out: &mut Out, name: &str, item: &Item) {
    match &item.body {
        Body::Alias(ty) => out.line(&format!("typedef {};", ty.declare(name))),
        Body::Struct(list) => members(out, "struct", name, list),
        Body::Union(list) => members(out, "union", name, list),
        Body::Opaque => {}
    }
}

/// C has no enumerator for what is no `int`.
fn constant(out: &mut Out, constant: &Constant) {
    let (name, value) = (&constant.name, literal(constant.value));
    let typed = format!("VTABLE_API_CONSTANT_({}, {name}, {value});", constant.ty);
    out.comment("", &constant.docs);
    if is_int(constant.value) {
        out.line(&typed);
        return;
    }
    for line in ["#ifdef __cplusplus", &typed, "#else", &format!("#define {name} {value}"), "#endif"] {
        out.line(line);
    }
}

fn members(out: &mut Out, keyword: &str, name: &str, list: &[Member]) {
    out.line(&format!("{keyword} {name} {{"));
    for one in list {
        member(out, "    ", one);
    }
    out.line("};");
}

fn member(out: &mut Out, indent: &str, member: &Member) {
    out.comment(indent, &member.docs);
    match &member.ty {
        CType::Union(list) => {
            out.line(&format!("{indent}union {{"));
            let inner = format!("{indent}    ");
            for one in list {
                self::member(out, &inner, one);
            }
            out.line(&format!("{indent}}} {};", member.name));
        }
        ty => out.line(&format!("{indent}{};", ty.declare(&member.name))),
    }
}

/// Structs that many headers have many of, and which macro asserts their layout.
const WELL_KNOWN: [(&str, &[&str]); 3] =
    [("SLICE", &["ptr", "len"]), ("VEC", &["ptr", "len", "cap", "free"]), ("CALLBACK", &["call", "context"])];

fn asserts(out: &mut Out, table: &str, name: &str, item: &Item, layout: &ItemLayout) {
    let size = format!("VTABLE_API_SIZE_({table}, {name}, {});", expression(layout.size));
    let (Body::Struct(list) | Body::Union(list)) = &item.body else {
        // a typedef of a struct may come before the struct, which has asserts of its own
        if !matches!(item.body, Body::Alias(CType::Item(_)) | Body::Opaque) {
            out.line(&size);
        }
        return;
    };
    let is = |members: &[&str]| {
        layout.is_of_pointers() && list.iter().map(|member| &member.name[..]).eq(members.iter().copied())
    };
    if let Some((kind, _)) = WELL_KNOWN.iter().find(|(_, members)| is(members)) {
        out.line(&format!("VTABLE_API_{kind}_LAYOUT_({table}, {name});"));
        return;
    }
    for (member, offset) in list.iter().zip(&layout.offsets) {
        out.line(&format!("VTABLE_API_OFFSET_({table}, {name}, {}, {});", member.name, expression(*offset)));
    }
    out.line(&size);
}

impl Out {
    /// A comment of its own lines; nothing when there is nothing to say.
    pub(super) fn comment(&mut self, indent: &str, lines: &[String]) {
        for line in comment::block(lines) {
            self.line(&format!("{indent}{line}"));
        }
    }
}
