//! Writes what a binary that is built with the header says of the table: frames of the record section, version 2.
//!
//! The lines of a revision are those of the one before and some more, so the text grows with the table and not with
//! its square. A frame stands in a function: in that by which a table of this revision negotiates, or in
//! `viewer_codec_negotiate`. So it is in an object file exactly where the table is provided or called, whatever is optimised
//! away or kept.

use super::Input;
use super::comment;
use super::mangle::Prefixes;
use super::out::Out;
use crate::canon;
use crate::digest::hex;
use crate::lines::{self, Head};
use crate::model::TypeDef;
use crate::reach;
use vtable_api_contract::record::word;

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
        texts(out, names, n, &chunks(input, n, &new));
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
        let (id, name, package) = (&table.id, &table.trait_name, input.package);
        let (bounds, c_case) = (table.bounds, table.c_case);
        let head = Head { id, name, package, is_bin: false, bounds, c_case, unrecorded: false };
        let (before, after) = lines::table(&head, "");
        lines.push(before + &table.module + &after);
    }
    let fingerprint = input.fingerprints.get(n as usize - 1).copied().unwrap_or_default();
    lines.push(format!("{}\t{n}\t{}\tfrozen", word::FINGERPRINT, hex(fingerprint)));
    for slot in table.slots.iter().filter(|slot| slot.revision == n) {
        let mut line = String::new();
        lines::slot(&mut line, n, slot.ex_none, |line| line.push_str(&canon::signature(slot)));
        lines.push(line);
    }
    // What the compiler knows of a type in Rust says nothing of code in C.
    let is_of_c = |line: &String| !line.starts_with(word::TRAITS);
    lines.extend(types.iter().copied().flat_map(lines::definition).filter(is_of_c));
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

/// A struct for the texts up to revision `n`, and its initialiser.
fn texts(out: &mut Out, names: &Prefixes, n: u32, chunks: &[String]) {
    let before = (n > 1).then(|| names.own(&format!("lines_{}_", n - 1)));
    out.block(&format!("struct {} {{", names.own(&format!("lines_{n}_"))), "};", |out| {
        if let Some(before) = &before {
            out.line(&format!("struct {before} before;"));
        }
        for (index, chunk) in chunks.iter().enumerate() {
            out.line(&format!("char text{index}[{}];", chunk.len() + 1));
        }
    });
    out.line(&format!("#define {} \\", names.constant(&format!("LINES_{n}_"))));
    let before = (n > 1).then(|| names.constant(&format!("LINES_{}_", n - 1)));
    let parts: Vec<String> = before.into_iter().chain(chunks.iter().map(|chunk| text(chunk))).collect();
    let parts = parts.join(", \\\n      ");
    out.lines(&format!("    {{ {parts} }}"));
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
