//! `abi.toml`, written: only ever at its end.

mod emit;

use std::collections::HashSet;
use std::ops::Range;

use crate::abi::{self, AbiError, Kind};
use crate::canon;
use crate::digest::{self, Value};
use crate::model::{Body, CCase, Growths, Package, Slot, Table, Type, TypeDef, Variant};
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
    /// The new growths of recorded types, in the order in which they were written.
    pub growths: Vec<Grown>,
}

impl Frozen {
    /// Whether there was nothing to freeze, and `text` is the old text.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.variants.is_empty() && self.growths.is_empty()
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

/// A new growth of a recorded type.
#[derive(Clone, Debug, PartialEq)]
pub struct Grown {
    /// The type's name.
    pub name: String,
    /// Its number.
    pub growth: u32,
    /// The names of the fields or variants that it has.
    pub members: Vec<String>,
    /// How many types were recorded with it.
    pub types: usize,
    /// Covers growths 1 to this one.
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
/// the record. A table without slots has nothing to freeze. `package` is the name by which others know the package, unless the
/// record says another one.
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
/// let frozen = append::freeze("viewer", &append::empty(), &now).unwrap();
/// assert_eq!(frozen.added[0].revision, 1);
/// assert_eq!(abi::read(frozen.text.as_bytes()).unwrap().tables[0].slots.len(), 1);
/// ```
pub fn freeze(package: &str, text: &str, now: &Package) -> Result<Frozen, AbiError> {
    let (recorded, chain) = abi::read_with_chain(text.as_bytes())?;
    let mut freeze = Freeze {
        package: abi::package_name(text.as_bytes()).unwrap_or_else(|| package.into()),
        writer: Writer::new(text, chain),
        written: recorded.types.iter().map(|def| def.ty.to_string()).collect(),
        types: Vec::new(),
        added: Vec::new(),
        variants: Vec::new(),
        growths: Vec::new(),
    };
    freeze.take_types(&recorded, now);
    freeze.grow_types(&recorded);
    for table in &now.tables {
        let before = recorded.tables.iter().find(|before| before.id == table.id);
        freeze.table(before, table);
    }
    let Freeze { writer, added, variants, growths, .. } = freeze;
    let frozen = Frozen { text: writer.finish(), added, variants, growths };
    // What is written can be read: the last guard against a `now` that no rule has seen.
    abi::read(frozen.text.as_bytes())?;
    Ok(frozen)
}

struct Freeze {
    /// By which name binaries know the package's growable types.
    package: String,
    writer: Writer,
    /// Canonical names of the types that are in the file.
    written: HashSet<String>,
    /// All types: as recorded, else as the source has them.
    types: Vec<TypeDef>,
    added: Vec<Added>,
    variants: Vec<String>,
    growths: Vec<Grown>,
}

impl Freeze {
    fn take_types(&mut self, recorded: &Package, now: &Package) {
        for def in &recorded.types {
            let mut def = def.clone();
            if let Some(now) = now.types.iter().find(|now| now.ty == def.ty) {
                self.open(&mut def, now);
                if is_own(&def) {
                    take_members(&mut def.body, &now.body);
                }
            }
            self.types.push(def);
        }
        let new = now.types.iter().filter(|def| !self.written.contains(&def.ty.to_string()));
        self.types.extend(new.cloned());
    }

    /// Open enums gain variants without a revision: who does not know one gets it as `Unknown`.
    fn open(&mut self, def: &mut TypeDef, now: &TypeDef) {
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

    /// Writes the growths that recorded types have gained.
    fn grow_types(&mut self, recorded: &Package) {
        let types = std::mem::take(&mut self.types);
        for (def, before) in types.iter().zip(&recorded.types) {
            let (Some(old), Some(new)) = (before.body.growths(), def.body.growths()) else { continue };
            let mut previous = old.recorded.last().map_or(0, |growth| growth.fingerprint);
            for growth in old.count() + 1..=new.count() {
                let recorded = self.type_defs(&reach::by_growths(def, growth, false, &types), &types);
                previous = self.growth(def, growth, previous, &types);
                let members = member_names(&def.body).drain(new.members(growth)).collect();
                let (name, fingerprint) = (def.ty.to_string(), previous);
                self.growths.push(Grown { name, growth, members, types: recorded, fingerprint });
            }
        }
        self.types = types;
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
        let covered = beyond(number, |last| reach::covered(&up_to(table, last), &types));
        let fingerprint = digest::fingerprint(&table.id, table.bounds, previous, number, &slots, &covered);
        let reached = reach::types(up_to(table, number).into_iter(), &types);
        let recorded = self.type_defs(&reached, &types);
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

    /// Writes those types that are not in the file, a growable one with all its growths, and returns how many.
    fn type_defs(&mut self, reached: &[&TypeDef], types: &[TypeDef]) -> usize {
        let mut new = reached.to_vec();
        new.retain(|def| self.written.insert(def.ty.to_string()));
        new.iter().for_each(|def| self.type_def(def, types));
        for def in new.iter().filter(|def| is_own(def)) {
            let growths = def.body.growths().map_or(0, Growths::count);
            let mut previous = self.first_growth(def, types);
            for growth in 2..=growths {
                previous = self.growth(def, growth, previous, types);
            }
        }
        new.len()
    }

    fn type_def(&mut self, def: &TypeDef, types: &[TypeDef]) {
        let (name, body) = (def.ty.to_string(), &def.body);
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
        entries.extend(members(body, body.growths().map_or(0..usize::MAX, |growths| growths.members(1))));
        if body.growths().is_some() && is_own(def) {
            entries.push(("id", Value::Text(self.id(def))));
            entries.push(("fingerprint", Value::Text(digest::hex(self.first_growth(def, types)))));
        }
        self.writer.block(Kind::Type, &entries);
    }

    /// By which binaries know a growable type: as it is recorded, or of the package as it is called now.
    fn id(&self, def: &TypeDef) -> String {
        match def.body.growths() {
            Some(growths) if !growths.id.is_empty() => growths.id.clone(),
            _ => format!("{}/{}", self.package, def.ty),
        }
    }

    fn first_growth(&self, def: &TypeDef, types: &[TypeDef]) -> u64 {
        digest::growth_fingerprint(&self.id(def), def, 0, 1, &reach::by_growths(def, 1, true, types))
    }

    /// Writes a growth after the first and returns its fingerprint.
    fn growth(&mut self, def: &TypeDef, number: u32, previous: u64, types: &[TypeDef]) -> u64 {
        let new_types = beyond(number, |last| reach::by_growths(def, last, true, types));
        let fingerprint = digest::growth_fingerprint(&self.id(def), def, previous, number, &new_types);
        let mut entries = vec![("type", Value::Text(def.ty.to_string())), ("number", Value::Number(number))];
        let added = def.body.growths().map_or(0..0, |growths| growths.members(number));
        entries.extend(members(&def.body, added));
        entries.push(("fingerprint", Value::Text(digest::hex(fingerprint))));
        self.writer.block(Kind::Growth, &entries);
        fingerprint
    }
}

/// Growths are recorded by the package of the type.
fn is_own(def: &TypeDef) -> bool {
    matches!(def.ty, Type::Named { package: None, .. })
}

/// Appends to a recorded growable type the growths that the source has beyond it.
fn take_members(recorded: &mut Body, now: &Body) {
    let (Some(old), Some(new)) = (recorded.growths(), now.growths()) else { return };
    for number in old.count() + 1..=new.count() {
        let of_it = new.members(number);
        let (members, growths) = match (&mut *recorded, now) {
            (Body::GrowableStruct { fields, growths }, Body::GrowableStruct { fields: new, .. }) => {
                fields.extend(new.iter().skip(of_it.start).take(of_it.len()).cloned());
                (fields.len(), growths)
            }
            (Body::GrowableEnum { variants, growths }, Body::GrowableEnum { variants: new, .. }) => {
                variants.extend(new.iter().skip(of_it.start).take(of_it.len()).cloned());
                (variants.len(), growths)
            }
            _ => return,
        };
        growths.up_to.push(members);
    }
}

/// The key of a block and the texts of those of its members.
fn members(body: &Body, which: Range<usize>) -> Option<(&'static str, Value)> {
    let which = |list: Vec<String>| Value::List(list.into_iter().skip(which.start).take(which.len()).collect());
    match body {
        Body::Opaque => None,
        Body::Enum { variants, .. } | Body::GrowableEnum { variants, .. } => {
            Some(("variants", which(variants.iter().map(canon::variant).collect())))
        }
        _ => Some(("fields", which(canon::fields(body).iter().map(canon::field).collect()))),
    }
}

fn member_names(body: &Body) -> Vec<String> {
    let variants = canon::variants(body).iter().map(|variant| variant.name.clone());
    canon::fields(body).iter().map(|field| field.name.clone()).chain(variants).collect()
}

/// The slots of the revisions up to this one.
fn up_to(table: &Table, revision: u32) -> Vec<&Slot> {
    table.slots.iter().filter(|slot| slot.revision <= revision).collect()
}

/// What a number of revisions or growths reaches, and one less does not, whether it is recorded already or not.
fn beyond<'t>(number: u32, reached: impl Fn(u32) -> Vec<&'t TypeDef>) -> Vec<&'t TypeDef> {
    let before: HashSet<String> = reached(number - 1).iter().map(|def| def.ty.to_string()).collect();
    let mut new = reached(number);
    new.retain(|def| !before.contains(&def.ty.to_string()));
    new
}

#[cfg(test)]
pub(crate) mod tests;
