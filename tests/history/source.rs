//! A table of C functions as a trait: one line for each slot.

use super::facts::{Slot, parts};
use std::collections::BTreeSet;

/// SQLite's typedefs. What no slot can hold, `...` and `va_list`, stands as a pointer to an opaque type of its name.
const PRELUDE: &str = "\
#![allow(non_camel_case_types, unused_imports)]
use core::ffi::{c_char, c_int, c_uchar, c_uint, c_void};
use vtable_api::{AbiType, vtable_api};

pub type sqlite_int64 = i64;
pub type sqlite_uint64 = u64;
pub type sqlite3_int64 = i64;
pub type sqlite3_uint64 = u64;
pub type sqlite3_callback =
    Option<unsafe extern \"C\" fn(*mut c_void, c_int, *mut *mut c_char, *mut *mut c_char) -> c_int>;
";

const TYPES: &[(&str, &str)] = &[
    ("...", "*mut variadic"),
    ("char", "c_char"),
    ("double", "f64"),
    ("int", "c_int"),
    ("unsigned char", "c_uchar"),
    ("unsigned int", "c_uint"),
    ("va_list", "*mut va_list"),
    ("void", "c_void"),
];

/// A slot and the revision that it came with.
pub(crate) type Entry = (Slot, u32);

/// The crate, and the line of its first slot.
pub(crate) struct Source {
    pub(crate) text: String,
    first: usize,
}

/// The crate that has this table.
pub(crate) fn source(table: &[Entry]) -> Source {
    let mut text = PRELUDE.to_string();
    for name in opaque(table) {
        text += &format!("\n#[derive(AbiType)]\n#[abi(opaque)]\npub struct {name} {{ _opaque: vtable_api::Opaque }}\n");
    }
    text += "\n#[vtable_api(id = \"sqlite/api\")]\npub trait Api {\n";
    let first = text.lines().count() + 1;
    table.iter().for_each(|entry| text += &line(entry));
    text += "}\n";
    Source { text, first }
}

impl Source {
    /// The slot at `src/lib.rs:70:15`; `None` for what is above the slots.
    pub(crate) fn slot_at(&self, place: &str) -> Option<usize> {
        let line: usize = place.split(':').nth(1).and_then(|line| line.parse().ok()).expect("a line");
        line.checked_sub(self.first)
    }
}

fn line((slot, revision): &Entry) -> String {
    let parameters: Vec<_> = (0..).zip(&slot.parameters).map(|(n, ty)| format!("_p{n}: {}", rust(ty))).collect();
    let (name, parameters) = (&slot.name, parameters.join(", "));
    let returns = if slot.returns == "void" { String::new() } else { format!(" -> {}", rust(&slot.returns)) };
    if *revision == 1 {
        format!("    unsafe fn {name}({parameters}){returns};\n")
    } else {
        format!("    #[revision({revision})] unsafe fn {name}({parameters}){returns} {{ unimplemented!() }}\n")
    }
}

/// A C type in Rust.
fn rust(c: &str) -> String {
    if let Some((returns, parameters)) = c.split_once(" (*)(") {
        let parameters = parts(parameters.strip_suffix(')').expect("the end of the parameters"));
        let parameters: Vec<_> = parameters.iter().map(|parameter| rust(parameter)).collect();
        let returns = if returns == "void" { String::new() } else { format!(" -> {}", rust(returns)) };
        return format!("Option<unsafe extern \"C\" fn({}){returns}>", parameters.join(", "));
    }
    let name = c.trim_end_matches('*');
    let (pointee, constant) = name.strip_prefix("const ").map_or((name, false), |name| (name, true));
    let mut ty = TYPES.iter().find(|(c, _)| *c == pointee).map_or(pointee, |(_, rust)| rust).to_string();
    for star in 0..c.len() - name.len() {
        let pointer = if constant && star == 0 { "*const" } else { "*mut" };
        ty = format!("{pointer} {ty}");
    }
    ty
}

/// Types that SQLite's users see by pointer only.
fn opaque(table: &[Entry]) -> BTreeSet<&str> {
    let types = table.iter().flat_map(|(slot, _)| slot.parameters.iter().chain([&slot.returns]));
    let names = types.flat_map(|ty| ty.split(|c: char| !c.is_alphanumeric() && c != '_'));
    let sqlite = names.filter(|name| name.starts_with("sqlite3") && !PRELUDE.contains(&format!("type {name} ")));
    sqlite.chain(["va_list", "variadic"]).collect()
}
