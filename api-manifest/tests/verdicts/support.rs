//! Models from canonical text, and what to expect of them.

use vtable_api_manifest::canon;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{CCase, Package, Revision, Slot, Table, TypeDef};
use vtable_api_manifest::rules;
use vtable_api_manifest::violation::{Place, Violation};

pub(crate) const ID: &str = "viewer/codec";

/// The base of all rows.
pub(crate) const BASE: [&str; 3] =
    ["fn open(&self, h: u32) -> i32", "fn read(&mut self, f: *mut Frame) -> i32", "fn close(&mut self)"];
pub(crate) const FRAME: [&str; 3] = ["a: u32", "b: u16", "c: u16"];

/// A slot; `2 fn …` is of revision 2.
pub(crate) fn slot(text: &str) -> Slot {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, signature) = text.split_at(digits);
    let (signature, ex_none) = match signature.trim().strip_prefix("#[ex(none)] ") {
        Some(signature) => (signature, true),
        None => (signature.trim(), false),
    };
    let parsed = canon::parse_signature(signature).unwrap_or_else(|error| panic!("{text}: {error}"));
    Slot { revision: number.parse().unwrap_or(1), ex_none, ..parsed }
}

pub(crate) fn table(slots: &[&str]) -> Table {
    Table {
        id: ID.into(),
        trait_name: "Codec".into(),
        module: "viewer".into(),
        bounds: Default::default(),
        c_case: CCase::Snake,
        docs: Vec::new(),
        slots: slots.iter().map(|text| slot(text)).collect(),
        revisions: Vec::new(),
        line: None,
    }
}

/// A definition; parts are fields, or variants where the kind is an enum.
pub(crate) fn def(kind: &str, name: &str, repr: Option<&str>, parts: &[&str]) -> TypeDef {
    let (mut fields, mut variants) = (Vec::new(), Vec::new());
    for part in parts {
        match kind.ends_with("enum") {
            true => variants.push(canon::parse_variant(part).unwrap()),
            false => fields.push(canon::parse_field(part).unwrap()),
        }
    }
    let body = canon::parse_body(kind, repr, fields, variants).unwrap();
    TypeDef {
        ty: canon::parse_type(name).unwrap(),
        module: "viewer".into(),
        body,
        lifetimes: Default::default(),
        traits: String::new(),
        docs: Vec::new(),
        line: None,
    }
}

pub(crate) fn frame(fields: &[&str]) -> TypeDef {
    def("struct", "Frame", None, fields)
}

pub(crate) fn package(slots: &[&str], types: &[TypeDef]) -> Package {
    Package { tables: vec![table(slots)], types: types.to_vec() }
}

/// The same as recorded: with lines, and a revision for each that slots are of.
pub(crate) fn recorded(mut package: Package) -> Package {
    let mut line = 4;
    let mut next = || {
        line += 1;
        Some(line)
    };
    for table in &mut package.tables {
        table.line = next();
        for slot in &mut table.slots {
            slot.line = next();
        }
        let last = table.slots.iter().map(|slot| slot.revision).max().unwrap_or(0);
        table.revisions =
            (1..=last).map(|number| Revision { number, fingerprint: u64::from(number), line: next() }).collect();
    }
    for def in &mut package.types {
        def.line = next();
    }
    package
}

pub(crate) fn base() -> Package {
    recorded(package(&BASE, &[frame(&FRAME)]))
}

/// All findings after an edit of the base's slots.
pub(crate) fn edit(slots: &[&str]) -> Vec<Violation> {
    rules::check(&base(), &package(slots, &[frame(&FRAME)]))
}

/// All findings after an edit of a type; `with` is what the slots pass.
pub(crate) fn edit_type(before: TypeDef, after: TypeDef) -> Vec<Violation> {
    let slots = [format!("fn read(&mut self, f: *mut {}) -> i32", before.ty)];
    let now = [format!("fn read(&mut self, f: *mut {}) -> i32", after.ty)];
    let old = recorded(package(&[&slots[0]], &[before]));
    rules::check(&old, &package(&[&now[0]], &[after]))
}

/// Codes and places, in order.
#[track_caller]
pub(crate) fn expect(found: &[Violation], wanted: &[(Code, Place)]) {
    let got: Vec<(Code, Place)> = found.iter().map(|violation| (violation.code, violation.place.clone())).collect();
    let text: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(got, wanted, "\n{}", text.join("\n"));
    for violation in found {
        assert!(!violation.help.is_empty(), "no way out: {violation}");
        assert!(!violation.message.ends_with('.'), "{violation}");
    }
}

pub(crate) fn at_table() -> Place {
    Place::Table { table: ID.into() }
}

pub(crate) fn at(slot: usize) -> Place {
    Place::Slot { table: ID.into(), slot }
}

pub(crate) fn at_param(slot: usize, param: usize) -> Place {
    Place::Param { table: ID.into(), slot, param }
}

pub(crate) fn at_ret(slot: usize) -> Place {
    Place::Ret { table: ID.into(), slot }
}

pub(crate) fn at_type(ty: &str) -> Place {
    Place::Type { ty: ty.into() }
}

pub(crate) fn at_field(ty: &str, field: usize) -> Place {
    Place::Field { ty: ty.into(), field }
}

pub(crate) fn at_variant(ty: &str, variant: usize) -> Place {
    Place::Variant { ty: ty.into(), variant }
}
