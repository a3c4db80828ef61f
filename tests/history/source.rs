//! A table of C functions as a trait: one line for each slot; and the same as the model that the rules judge.

use super::facts::{Slot, parts};
use super::tables::Table;
use std::collections::BTreeSet;
use vtable_api_manifest::canon;
use vtable_api_manifest::model::{self, Package, TypeDef};

const HEAD: &str = "\
#![allow(non_camel_case_types, non_snake_case, unused_imports)]
use core::ffi::*;
use vtable_api::{AbiType, vtable_api};
";

/// What no slot can hold, `...` and `va_list`, stands as a pointer to an opaque type of its name.
const TYPES: &[(&str, &str)] = &[
    ("...", "*mut variadic"),
    ("char", "c_char"),
    ("double", "f64"),
    ("float", "f32"),
    ("int", "c_int"),
    ("long", "c_long"),
    ("long long", "c_longlong"),
    ("unsigned char", "c_uchar"),
    ("unsigned int", "c_uint"),
    ("unsigned long", "c_ulong"),
    ("unsigned long long", "c_ulonglong"),
    ("va_list", "*mut va_list"),
    ("void", "c_void"),
];

/// As many as a slot can have; what is behind them is not looked at.
const MOST_PARAMETERS: usize = 15;

/// The same for a C function that is passed to one.
const MOST_OF_A_FUNCTION: usize = 8;

/// A slot and the revision that it came with.
pub(crate) type Entry = (Slot, u32);

/// How a table's typedefs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typedefs {
    /// `type time_t = i64;`
    Alias,
    /// `#[repr(transparent)] struct time_t(i64);`
    Newtype,
}

/// How a table is written in Rust.
#[derive(Clone, Copy)]
pub(crate) struct Writer {
    pub(crate) table: &'static Table,
    pub(crate) typedefs: Typedefs,
}

/// The crate, and the line of its first slot.
pub(crate) struct Source {
    pub(crate) text: String,
    first: usize,
}

impl Source {
    /// The slot at `src/lib.rs:70:15`; `None` for what is above the slots.
    pub(crate) fn slot_at(&self, place: &str) -> Option<usize> {
        let line: usize = place.split(':').nth(1).and_then(|line| line.parse().ok()).expect("a line");
        line.checked_sub(self.first)
    }
}

impl Writer {
    /// The crate that has these slots.
    pub(crate) fn source(self, slots: &[Entry]) -> Source {
        let mut text = HEAD.to_string();
        for (name, ty) in self.table.typedefs {
            text += &match self.typedefs {
                Typedefs::Alias => format!("pub type {name} = {ty};\n"),
                Typedefs::Newtype => {
                    format!("#[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct {name}(pub {ty});\n")
                }
            };
        }
        for name in self.opaque(slots) {
            text += &format!("#[derive(AbiType)] #[abi(opaque)] pub struct {name} {{ _opaque: vtable_api::Opaque }}\n");
        }
        text += &format!("\n#[vtable_api(id = \"{}/api\")]\npub trait Api {{\n", self.table.name);
        let first = text.lines().count() + 1;
        for entry in slots {
            let signature = self.signature(&entry.0, false);
            text += &match entry.1 {
                1 => format!("    {signature};\n"),
                revision => format!("    #[revision({revision})] {signature} {{ unimplemented!() }}\n"),
            };
        }
        text += "}\n";
        Source { text, first }
    }

    /// The same as a model, resolved.
    pub(crate) fn model(self, slots: &[Entry]) -> Package {
        let slot = |(slot, revision): &Entry| {
            let text = self.signature(slot, true);
            let parsed = canon::parse_signature(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            model::Slot { revision: *revision, ..parsed }
        };
        let table = model::Table {
            id: format!("{}/api", self.table.name),
            trait_name: "Api".into(),
            module: "m".into(),
            bounds: Default::default(),
            c_case: Default::default(),
            docs: vec![],
            slots: slots.iter().map(slot).collect(),
            revisions: vec![],
            line: None,
        };
        let mut types: Vec<TypeDef> = self.opaque(slots).into_iter().map(|name| def(name, "opaque", &[])).collect();
        if self.typedefs == Typedefs::Newtype {
            types.extend(self.used(slots).map(|(name, ty)| def(name, "tuple transparent", &[&format!("0: {ty}")])));
        }
        Package { tables: vec![table], types }
    }

    fn signature(self, slot: &Slot, resolved: bool) -> String {
        let parameters = (0..MOST_PARAMETERS).zip(&slot.parameters);
        let parameters: Vec<_> = parameters.map(|(n, ty)| format!("_p{n}: {}", self.rust(ty, resolved))).collect();
        let returns = self.returns(&slot.returns, resolved);
        format!("unsafe fn {}({}){returns}", slot.name, parameters.join(", "))
    }

    fn returns(self, c: &str, resolved: bool) -> String {
        if c == "void" { String::new() } else { format!(" -> {}", self.rust(c, resolved)) }
    }

    /// A C type in Rust; what an alias is of, where the compiler has resolved it.
    fn rust(self, c: &str, resolved: bool) -> String {
        if let Some((returns, parameters)) = c.split_once(" (*)(") {
            let parameters = parts(parameters.strip_suffix(')').expect("the end of the parameters"));
            let parameters = parameters.iter().take(MOST_OF_A_FUNCTION);
            let parameters: Vec<_> = parameters.map(|parameter| self.rust(parameter, resolved)).collect();
            let returns = self.returns(returns, resolved);
            return format!("Option<unsafe extern \"C\" fn({}){returns}>", parameters.join(", "));
        }
        let name = c.trim_end_matches('*');
        let (pointee, constant) = name.strip_prefix("const ").map_or((name, false), |name| (name, true));
        let stars = c.len() - name.len();
        let mut ty = self.named(pointee, resolved);
        for star in 0..stars {
            let pointer = if constant && star == 0 { "*const" } else { "*mut" };
            ty = format!("{pointer} {ty}");
        }
        ty
    }

    fn named(self, name: &str, resolved: bool) -> String {
        let of = |(c, _): &&(&str, &str)| *c == name;
        let is_resolved = resolved && self.typedefs == Typedefs::Alias;
        match (TYPES.iter().find(of), self.table.typedefs.iter().find(of)) {
            (Some((_, rust)), _) => rust.to_string(),
            (None, Some((_, rust))) if is_resolved => without_c_names(rust),
            _ => name.to_string(),
        }
    }

    /// Types that are seen by pointer only.
    fn opaque(self, slots: &[Entry]) -> BTreeSet<&str> {
        let is_known = |name: &str| {
            let of = |(c, _): &(&str, &str)| c.split(' ').any(|word| word == name);
            TYPES[1..].iter().any(of) || self.table.typedefs.iter().any(of) || name.is_empty() || name == "const"
        };
        let names = words(slots).filter(|name| !is_known(name));
        names.chain(["va_list", "variadic"]).collect()
    }

    /// Typedefs that the slots name.
    fn used(self, slots: &[Entry]) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        let words: BTreeSet<&str> = words(slots).collect();
        self.table.typedefs.iter().filter(move |(name, _)| words.contains(name))
    }
}

/// What the compiler makes of them behind an alias.
fn without_c_names(rust: &str) -> String {
    let char = if core::ffi::c_char::MIN == 0 { "u8" } else { "i8" };
    rust.replace("c_int", "i32").replace("c_uint", "u32").replace("c_char", char)
}

fn words(slots: &[Entry]) -> impl Iterator<Item = &str> {
    let types = slots.iter().flat_map(|(slot, _)| slot.parameters.iter().chain([&slot.returns]));
    types.flat_map(|ty| ty.split(|c: char| !c.is_alphanumeric() && c != '_'))
}

fn def(name: &str, kind: &str, fields: &[&str]) -> TypeDef {
    let fields = fields.iter().map(|field| canon::parse_field(field).expect("a field")).collect();
    let body = canon::parse_body(kind, None, fields, vec![]).expect("a definition");
    let ty = canon::parse_type(name).expect("a name");
    TypeDef {
        ty,
        module: "m".into(),
        body,
        traits: String::new(),
        lifetimes: Default::default(),
        docs: vec![],
        line: None,
    }
}
