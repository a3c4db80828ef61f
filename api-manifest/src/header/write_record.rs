//! Writes what a binary that is built with the header says of the table: frames of the record section, version 2.
//!
//! The lines of a revision are those of the one before and some more, so the text grows with the table and not with
//! its square. A frame stands in a function: in that by which a table of this revision negotiates, or in
//! `viewer_codec_negotiate`. So it is in an object file exactly where the table is provided or called, whatever is optimised
//! away or kept.

use super::Input;
use super::comment;
use super::mangle::Prefixes;
use super::write_table::Out;
use crate::canon;
use crate::digest::hex;
use crate::model::{CCase, TypeDef};
use crate::reach;

/// C99 demands 4095 bytes of a string literal; the longer texts of the record are split, or written as numbers.
const LITERAL: usize = 4000;

pub(super) fn record(out: &mut Out, input: &Input<'_>, names: &Prefixes) {
    out.section("the record: what a binary says of this table, for `cargo vtable-api inspect`");
    let last = input.fingerprints.len() as u32;
    out.line("#ifndef VTABLE_API_NO_RECORD");
    let mut known: Vec<&TypeDef> = Vec::new();
    for n in 1..=last {
        let reached = reach::types(input.table.slots.iter().filter(|slot| slot.revision <= n), input.types);
        let new: Vec<&TypeDef> = reached.into_iter().filter(|def| !known.iter().any(|old| old.ty == def.ty)).collect();
        lines(out, names, n, &chunks(input, n, &new));
        known.extend(new);
    }
    out.line("#endif");
    out.blank();
}

/// What revision `n` adds, in texts that a literal can hold.
fn chunks(input: &Input<'_>, n: u32, types: &[&TypeDef]) -> Vec<String> {
    let table = input.table;
    let mut lines = Vec::new();
    if n == 1 {
        let case = if table.c_case == CCase::Pascal { "pascal" } else { "snake" };
        let bounds = canon::bounds(table.bounds);
        let (id, name, module) = (&table.id, &table.trait_name, &table.module);
        lines.push(format!("table\t{id}\t{name}\t{module}\t{}\tlib\t{bounds}\t{case}\trecorded", input.package));
    }
    let fingerprint = input.fingerprints.get(n as usize - 1).copied().unwrap_or_default();
    lines.push(format!("fingerprint\t{n}\t{}\tfrozen", hex(fingerprint)));
    for slot in table.slots.iter().filter(|slot| slot.revision == n) {
        let ex = if slot.ex_none { "ex-none" } else { "-" };
        lines.push(format!("slot\t{n}\t{}\t{ex}", canon::signature(slot)));
    }
    types.iter().for_each(|def| definition(def, &mut lines));
    let mut chunks: Vec<String> = Vec::new();
    for line in lines {
        match chunks.last_mut() {
            Some(chunk) if chunk.len() + line.len() < LITERAL => {
                chunk.push('\n');
                chunk.push_str(&line);
            }
            _ => chunks.push(line),
        }
    }
    chunks
}

fn definition(def: &TypeDef, lines: &mut Vec<String>) {
    let repr = canon::repr(&def.body).unwrap_or_else(|| "-".into());
    lines.push(format!("type\t{}\t{}\t{}\t{repr}", def.ty, def.module, canon::kind(&def.body)));
    if def.lifetimes.count > 0 {
        lines.push(format!("lifetimes\t{}", canon::declared(&def.lifetimes)));
    }
    lines.extend(canon::fields(&def.body).iter().map(|field| format!("field\t{}", canon::field(field))));
    lines.extend(canon::variants(&def.body).iter().map(|variant| format!("variant\t{}", canon::variant(variant))));
}

/// A struct for the texts up to revision `n`, and its initialiser.
fn lines(out: &mut Out, names: &Prefixes, n: u32, chunks: &[String]) {
    let before = (n > 1).then(|| names.own(&format!("lines_{}_", n - 1)));
    out.line(&format!("struct {} {{", names.own(&format!("lines_{n}_"))));
    if let Some(before) = &before {
        out.line(&format!("    struct {before} before;"));
    }
    for (index, chunk) in chunks.iter().enumerate() {
        out.line(&format!("    char text{index}[{}];", chunk.len() + 1));
    }
    out.line("};");
    out.line(&format!("#define {} \\", names.constant(&format!("LINES_{n}_"))));
    let before = (n > 1).then(|| names.constant(&format!("LINES_{}_", n - 1)));
    let parts: Vec<String> = before.into_iter().chain(chunks.iter().map(|chunk| text(chunk))).collect();
    let parts = parts.join(", \\\n      ");
    format!("    {{ {parts} }}").lines().for_each(|line| out.line(line));
}

/// An initialiser of a `char` array, over several lines.
fn text(chunk: &str) -> String {
    if chunk.len() >= LITERAL {
        let bytes: Vec<String> = chunk.bytes().map(|byte| format!("(char){byte}")).collect();
        return format!("{{ {}, 0 }}", bytes.join(","));
    }
    let last = chunk.lines().count().saturating_sub(1);
    let literals = chunk.lines().enumerate().map(|(index, line)| {
        let line = if index == last { line.to_owned() } else { format!("{line}\n") };
        comment::string(&line)
    });
    literals.collect::<Vec<_>>().join(" \\\n      ")
}
