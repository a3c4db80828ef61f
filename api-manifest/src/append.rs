//! `abi.toml`, written: only ever at its end.

mod emit;

use std::collections::HashSet;

use crate::abi::{self, AbiError, Kind};
use crate::canon;
use crate::digest::{self, Value};
use crate::model::{Body, CCase, Package, Slot, Table, TypeDef, Variant};
use crate::reach;
use emit::Writer;

/// What a freeze makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// The whole new file: the old text as it was, then the new blocks.
    pub text: String,
    /// The new revisions, in the order in which they were written.
    pub added: Vec<Added>,
    /// Variants that recorded open enums have gained, as `Status::Busy = 4`.
    pub variants: Vec<String>,
}

impl Frozen {
    /// Whether there was nothing to freeze, and `text` is the old text.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.variants.is_empty()
    }
}

/// A new revision of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// The table's id.
    pub table: String,
    /// Its number.
    pub revision: u32,
    /// How many slots it has.
    pub slots: usize,
    /// How many types were recorded with it.
    pub types: usize,
    /// Covers revisions 1 to this one.
    pub fingerprint: u64,
}

/// The record of a package that has released nothing: what `cargo vtable-api init` writes.
///
/// ```
/// use vtable_api_manifest::{abi, append, model::Package};
/// assert_eq!(abi::read(append::empty().as_bytes()), Ok(Package::default()));
/// ```
pub fn empty() -> String {
    let comment = "# The released ABI of this package: `cargo vtable-api freeze` appends to it. \
                   Never edit or delete a line; commit it.";
    format!("{comment}\nformat = {}\n", abi::FORMAT)
}

/// Appends to the record `text` what the source `now` has beyond it. `now` has passed the rules against
/// the record. A table without slots has nothing to freeze.
///
/// An error says why `text` cannot be read, or that `now` breaks a rule after all.
///
/// ```
/// use vtable_api_manifest::{abi, append, canon, model::*};
/// let slot = Slot { revision: 1, ..canon::parse_signature("fn decode(&self, input: &[u8]) -> u32").unwrap() };
/// let table = Table {
///     id: "viewer/codec".into(),
///     trait_name: "Codec".into(),
///     module: "viewer".into(),
///     bounds: Bounds::default(),
///     c_case: CCase::Snake,
///     docs: vec![],
///     slots: vec![slot],
///     revisions: vec![],
///     line: None,
/// };
/// let now = Package { tables: vec![table], types: vec![] };
/// let frozen = append::freeze(&append::empty(), &now).unwrap();
/// assert_eq!(frozen.added[0].revision, 1);
/// assert_eq!(abi::read(frozen.text.as_bytes()).unwrap().tables[0].slots.len(), 1);
/// ```
pub fn freeze(text: &str, now: &Package) -> Result<Frozen, AbiError> {
    let (recorded, chain) = abi::read_with_chain(text.as_bytes())?;
    let mut freeze = Freeze {
        writer: Writer::new(text, chain),
        written: recorded.types.iter().map(|def| def.ty.to_string()).collect(),
        types: Vec::new(),
        added: Vec::new(),
        variants: Vec::new(),
    };
    freeze.take_types(&recorded, now);
    for table in &now.tables {
        let before = recorded.tables.iter().find(|before| before.id == table.id);
        freeze.table(before, table);
    }
    let frozen = Frozen { text: freeze.writer.finish(), added: freeze.added, variants: freeze.variants };
    // What is written can be read: the last guard against a `now` that no rule has seen.
    abi::read(frozen.text.as_bytes())?;
    Ok(frozen)
}

struct Freeze {
    writer: Writer,
    /// Canonical names of the types that are in the file.
    written: HashSet<String>,
    /// All types: as recorded, else as the source has them.
    types: Vec<TypeDef>,
    added: Vec<Added>,
    variants: Vec<String>,
}

impl Freeze {
    fn take_types(&mut self, recorded: &Package, now: &Package) {
        for def in &recorded.types {
            let mut def = def.clone();
            if let Some(now) = now.types.iter().find(|now| now.ty == def.ty) {
                self.grow(&mut def, now);
            }
            self.types.push(def);
        }
        let new = now.types.iter().filter(|def| !self.written.contains(&def.ty.to_string()));
        self.types.extend(new.cloned());
    }

    /// Open enums gain variants without a revision: who does not know one gets it as `Unknown`.
    fn grow(&mut self, def: &mut TypeDef, now: &TypeDef) {
        let Body::Enum { open: true, variants, .. } = &mut def.body else {
            return;
        };
        let known: HashSet<&str> = variants.iter().map(|variant| variant.name.as_str()).collect();
        let is_new = |variant: &&Variant| !known.contains(variant.name.as_str());
        let new: Vec<Variant> = canon::variants(&now.body).iter().filter(is_new).cloned().collect();
        for variant in new {
            let (name, text) = (def.ty.to_string(), canon::variant(&variant));
            self.variants.push(format!("{name}::{text}"));
            self.writer.block(Kind::Variant, &[("type", Value::Text(name)), ("variant", Value::Text(text))]);
            variants.push(variant);
        }
    }

    fn table(&mut self, before: Option<&Table>, now: &Table) {
        let last = before.and_then(|table| table.revisions.last());
        let (mut number, mut fingerprint) = last.map_or((0, 0), |last| (last.number, last.fingerprint));
        // One too many is an error when the result is read; more need not be tried.
        let target = now.slots.iter().map(|slot| slot.revision).max().unwrap_or(0).min(abi::MAX_REVISION + 1);
        if before.is_none() && target > 0 {
            self.table_head(now);
        }
        while number < target {
            number += 1;
            fingerprint = self.revision(now, number, fingerprint);
        }
    }

    fn table_head(&mut self, table: &Table) {
        let mut entries = vec![
            ("id", Value::Text(table.id.clone())),
            ("trait", Value::Text(table.trait_name.clone())),
            ("module", Value::Text(table.module.clone())),
            ("objects", Value::Text(canon::bounds(table.bounds).into())),
        ];
        if table.c_case == CCase::Pascal {
            entries.push(("c_case", Value::Text("Pascal".into())));
        }
        self.writer.block(Kind::Table, &entries);
    }

    /// Writes one revision and returns its fingerprint.
    fn revision(&mut self, table: &Table, number: u32, previous: u64) -> u64 {
        let slots: Vec<(usize, &Slot)> =
            table.slots.iter().enumerate().filter(|(_, slot)| slot.revision == number).collect();
        let types = std::mem::take(&mut self.types);
        let new_types = new_types(table, number, &types);
        let fingerprint = digest::fingerprint(&table.id, table.bounds, previous, number, &slots, &new_types);
        let recorded = new_types.iter().filter(|def| self.type_def(def)).count();
        self.types = types;
        for (index, slot) in &slots {
            self.slot(table, *index, slot);
        }
        self.writer.block(
            Kind::Revision,
            &[
                ("table", Value::Text(table.id.clone())),
                ("number", Value::Number(number)),
                ("fingerprint", Value::Text(digest::hex(fingerprint))),
            ],
        );
        let (table, slots) = (table.id.clone(), slots.len());
        self.added.push(Added { table, revision: number, slots, types: recorded, fingerprint });
        fingerprint
    }

    fn slot(&mut self, table: &Table, index: usize, slot: &Slot) {
        self.writer.block(
            Kind::Slot,
            &[
                ("table", Value::Text(table.id.clone())),
                ("revision", Value::Number(slot.revision)),
                ("index", Value::Number(u32::try_from(index).unwrap_or(u32::MAX))),
                ("signature", Value::Text(canon::signature(slot))),
            ],
        );
    }

    /// Writes a type, if no earlier revision of any table did.
    fn type_def(&mut self, def: &TypeDef) -> bool {
        let name = def.ty.to_string();
        if !self.written.insert(name.clone()) {
            return false;
        }
        let body = &def.body;
        let mut entries = vec![
            ("name", Value::Text(name)),
            ("module", Value::Text(def.module.clone())),
            ("kind", Value::Text(canon::kind(body).into())),
        ];
        entries.extend(canon::repr(body).map(|repr| ("repr", Value::Text(repr))));
        if def.lifetimes.count > 0 {
            entries.push(("lifetimes", Value::Text(canon::declared(&def.lifetimes))));
        }
        if !def.traits.is_empty() {
            entries.push(("traits", Value::Text(def.traits.clone())));
        }
        match body {
            Body::Enum { variants, .. } => {
                entries.push(("variants", Value::List(variants.iter().map(canon::variant).collect())));
            }
            Body::Opaque => {}
            _ => entries.push(("fields", Value::List(canon::fields(body).iter().map(canon::field).collect()))),
        }
        self.writer.block(Kind::Type, &entries);
        true
    }
}

/// What the table reaches since this revision, recorded already through another table or not.
fn new_types<'t>(table: &Table, number: u32, types: &'t [TypeDef]) -> Vec<&'t TypeDef> {
    let up_to = |last: u32| reach::types(table.slots.iter().filter(move |slot| slot.revision <= last), types);
    let before: HashSet<String> = up_to(number - 1).iter().map(|def| def.ty.to_string()).collect();
    let mut reached = up_to(number);
    reached.retain(|def| !before.contains(&def.ty.to_string()));
    reached
}

#[cfg(test)]
pub(crate) mod tests;
