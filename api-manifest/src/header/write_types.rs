//! Writes definitions, and the asserts on their layout.
//!
//! Two tables of one package may share a type: each has its definition, and a guard lets the first one win
//! (`content`). The asserts are outside of the guard, so they hold for a second header, too.

use super::ctype::{Body, CType, Constant, Item, Member, guards, is_int, literal};
use super::layout::{ItemLayout, expression};
use super::lower::Lowering;
use super::out::Out;
use super::{arrow, content, write_growable};
use crate::foreign::Foreign;
use std::collections::{BTreeMap, BTreeSet};

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
    let named = first_named(lowering, sequence);
    // Where it is named before it is defined, or in its own definition, C wants it declared.
    let is_declared = |at: usize, name: &str, item: &Item| {
        matches!(item.body, Body::Opaque)
            || item.foreign.is_some()
            || item.growing.is_some()
            || named.get(name).is_some_and(|first| *first <= at)
    };
    let items = || sequence.iter().enumerate().filter_map(|(at, name)| Some((at, name, lowering.items.get(name)?)));
    arrow::define(out, &lowering.prefixes.file(), items().map(|(_, name, item)| (name.as_str(), item)));
    let is_ours = |item: &Item| arrow::of_item(item).is_none();
    for (_, name, item) in items().filter(|(at, name, item)| is_ours(item) && is_declared(*at, name, item)) {
        write_growable::target(out, name, item);
        declare(out, name, item);
    }
    for (at, name, item) in items() {
        documented(out, item);
        let file = lowering.prefixes.file();
        let write = |out: &mut Out| {
            match item.foreign.as_deref().and_then(Foreign::parse) {
                Some(of) if of.include.is_none() => content::tagged(out, &file, &of),
                // It has its definition.
                Some(_) => {}
                None if item.growing.is_some() => write_growable::body(out, name, item),
                None => body(out, name, item, is_declared(at, name, item)),
            }
            item.constants.iter().for_each(|constant| {
                write_growable::guarded(out, name, constant.growth, |out| self::constant(out, constant));
            });
        };
        if !is_ours(item) {
            // It was defined before all others.
        } else if is_own_callback(lowering, name, item) && !named.contains_key(name.as_str()) {
            content::only_here(out, &file, name, item);
            write(out);
        } else if !matches!(item.body, Body::Opaque) {
            content::guarded(out, &file, name, item, write);
        }
        if let Some(layout) = layouts.get(name) {
            asserts(out, &lowering.prefixes.table, name, item, layout);
        }
        out.blank();
    }
}

/// The headers that define foreign structs.
pub(super) fn includes<'l>(lowering: &'l Lowering<'_>, sequence: &[String]) -> BTreeSet<&'l str> {
    let items = sequence.iter().filter_map(|name| lowering.items.get(name));
    items.filter_map(|item| Foreign::parse(item.foreign.as_deref()?)?.include).collect()
}

/// Where in the sequence each definition is named first by one of them.
fn first_named<'l>(lowering: &'l Lowering<'_>, sequence: &[String]) -> BTreeMap<&'l str, usize> {
    let mut named = BTreeMap::new();
    for (at, item) in sequence.iter().enumerate().filter_map(|(at, name)| Some((at, lowering.items.get(name)?))) {
        item.body.each_item(&mut |name| {
            named.entry(name).or_insert(at);
        });
    }
    named
}

/// A callback that a slot takes, if no definition names it: it is called after table and slot, so no other header has it.
fn is_own_callback(lowering: &Lowering<'_>, name: &str, item: &Item) -> bool {
    let Body::Struct(members) = &item.body else { return false };
    let is_derived = lowering.derived.contains_key(name) || lowering.containers.contains_key(name);
    !is_derived && members.iter().map(|member| &member.name[..]).eq(["call", "context"])
}

fn declare(out: &mut Out, name: &str, item: &Item) {
    let Some(keyword) = item.body.keyword() else { return };
    let tag = match item.foreign.as_deref().and_then(Foreign::parse) {
        Some(of) => of.tag.to_owned(),
        None => write_growable::tag(name, item),
    };
    let [declared, defined, _] = guards(name);
    // Another header may have defined it in one.
    out.line(&format!("#if !defined({declared}) && !defined({defined})"));
    out.line(&format!("#define {declared}"));
    out.line(&format!("typedef {keyword} {tag} {name};"));
    out.line("#endif");
}

pub(super) fn documented(out: &mut Out, item: &Item) {
    let mut docs = vec![item.rust.clone()];
    if matches!(item.body, Body::Opaque) {
        docs.push("Opaque: only its maker knows what is inside.".into());
    }
    if let Some(of) = item.foreign.as_deref().and_then(Foreign::parse) {
        let whose = of.include.map_or("another library's".into(), |path| format!("that of <{path}>"));
        docs.push(format!("`struct {}`, {whose}: the members are its own.", of.tag));
    }
    docs.extend(write_growable::notes(item));
    if item.rust.starts_with("open ") {
        docs.push("Open: later versions may have more values, be ready for others.".into());
    }
    if !item.docs.is_empty() {
        docs.push(String::new());
        docs.extend(item.docs.iter().cloned());
    }
    out.comment(&docs);
}

/// The definition; of a struct or union that was declared before, without its typedef.
pub(super) fn body(out: &mut Out, name: &str, item: &Item, is_declared: bool) {
    match &item.body {
        Body::Alias(ty) => out.line(&format!("typedef {};", ty.declare(name))),
        Body::Struct(list) | Body::Union(list) => {
            let keyword = item.body.keyword().unwrap_or_default();
            let (before, after) = if is_declared { ("", String::new()) } else { ("typedef ", format!(" {name}")) };
            out.block(&format!("{before}{keyword} {name} {{"), &format!("}}{after};"), |out| {
                list.iter().for_each(|one| member(out, one));
            });
        }
        Body::Opaque => {}
    }
}

/// C has no enumerator for what is no `int`.
fn constant(out: &mut Out, constant: &Constant) {
    let (name, value) = (&constant.name, literal(constant.value, constant.is_unsigned));
    let typed = format!("VTABLE_API_CONSTANT_({}, {name}, {value});", constant.ty);
    out.comment(&constant.docs);
    if is_int(constant.value) {
        out.line(&typed);
        return;
    }
    for line in ["#ifdef __cplusplus", &typed, "#else", &format!("#define {name} {value}"), "#endif"] {
        out.line(line);
    }
}

pub(super) fn member(out: &mut Out, member: &Member) {
    out.comment(&member.docs);
    match &member.ty {
        CType::Union(list) => {
            let end = format!("}} {};", member.name);
            out.block("union {", &end, |out| list.iter().for_each(|one| self::member(out, one)));
        }
        ty => out.line(&format!("{};", ty.declare(&member.name))),
    }
}

/// Structs that many headers have many of, and which macro asserts their layout.
const WELL_KNOWN: [(&str, &[&str]); 3] =
    [("SLICE", &["ptr", "len"]), ("VEC", &["ptr", "len", "cap", "free"]), ("CALLBACK", &["call", "context"])];

fn asserts(out: &mut Out, table: &str, name: &str, item: &Item, layout: &ItemLayout) {
    if item.growing.is_some() {
        write_growable::asserts(out, table, name, item, layout);
        return;
    }
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
