//! Blocks to the model. The digests have shown already that nobody edited them; what is checked here is
//! that they make sense together, so that no later stage has to ask.

use super::{AbiError, Block, Kind, MAX_REVISION, error};
use crate::canon::{self, CanonError};
use crate::digest::parse_hex;
use crate::index::Index;
use crate::model::{Body, CCase, Field, Growth, Package, Revision, Slot, Table, Type, TypeDef, TypeLifetimes, Variant};
use crate::reach;

pub(super) fn package(blocks: &[Block]) -> Result<Package, AbiError> {
    let mut builder = Builder::default();
    for block in blocks {
        match block.kind {
            Kind::Table => builder.table(block)?,
            Kind::Type => builder.type_def(block)?,
            Kind::Variant => builder.variant(block)?,
            Kind::Growth => builder.growth(block)?,
            Kind::Slot => builder.slot(block)?,
            Kind::Revision => builder.revision(block)?,
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    package: Package,
    /// Where each id is in `package.tables`.
    tables: Index,
    /// Where each canonical name is in `package.types`.
    types: Index,
    /// Names of slots, for each of `package.tables`.
    slots: Vec<Index>,
    /// The first type, and its line, that no revision and no growth of an earlier type has closed: it has lost its slot.
    open_type: Option<(usize, u32)>,
}

/// The value of a key in canonical text.
fn read<T>(block: &Block, key: &str, parse: fn(&str) -> Result<T, CanonError>) -> Result<T, AbiError> {
    parse(block.text(key)).map_err(|error| text_error(block, key, &error))
}

fn text_error(block: &Block, key: &str, error: &CanonError) -> AbiError {
    error::inconsistent(block.line_of(key), &format!("`{key}` cannot be read: {error}"))
}

impl Builder {
    fn table(&mut self, block: &Block) -> Result<(), AbiError> {
        let id = block.text("id");
        if self.tables.note(id, self.package.tables.len()).is_some() {
            return Err(error::inconsistent(block.line, &format!("table \"{id}\" is recorded twice")));
        }
        let bounds = read(block, "objects", canon::parse_bounds)?;
        let c_case = match block.optional_text("c_case") {
            None => CCase::Snake,
            Some("Pascal") => CCase::Pascal,
            Some(_) => {
                return Err(error::inconsistent(block.line_of("c_case"), "`c_case` must be omitted or be `Pascal`"));
            }
        };
        self.package.tables.push(Table {
            id: id.into(),
            trait_name: block.text("trait").into(),
            module: block.text("module").into(),
            bounds,
            c_case,
            docs: Vec::new(),
            slots: Vec::new(),
            revisions: Vec::new(),
            line: Some(block.line_of("id")),
        });
        self.slots.push(Index::default());
        Ok(())
    }

    fn type_def(&mut self, block: &Block) -> Result<(), AbiError> {
        let name = block.text("name");
        let ty = read(block, "name", canon::parse_type)?;
        if !matches!(ty, Type::Named { .. }) {
            return Err(error::inconsistent(block.line, &format!("`{name}` is not a type of a package")));
        }
        let at = self.package.types.len();
        if self.types.note(name, at).is_some() {
            return Err(error::inconsistent(block.line, &format!("type `{name}` is recorded twice")));
        }
        let (mut body, lifetimes) = (body(block)?, lifetimes(block)?);
        let growths = body.growths_mut().filter(|_| is_own(&ty));
        match (growths, block.optional_text("id"), block.optional_text("fingerprint")) {
            (Some(growths), Some(id), Some(_)) => {
                growths.id = growth_id(block, id)?;
                growths.recorded.push(recorded_growth(block, "name")?);
            }
            (None, None, None) => {}
            (Some(_), ..) => {
                let message = "a growable type of this package has an `id` and a `fingerprint`";
                return Err(error::inconsistent(block.line, message));
            }
            (None, ..) => {
                let message = "only a growable type of this package has an `id` and a `fingerprint`";
                return Err(error::inconsistent(block.line, message));
            }
        }
        let (module, line) = (block.text("module").into(), Some(block.line_of("name")));
        let traits = match block.optional_text("traits") {
            Some(_) => read(block, "traits", canon::parse_traits)?,
            None => String::new(),
        };
        self.package.types.push(TypeDef { ty, module, body, lifetimes, traits, docs: Vec::new(), line });
        self.open_type.get_or_insert((at, block.line));
        Ok(())
    }

    fn variant(&mut self, block: &Block) -> Result<(), AbiError> {
        let name = block.text("type");
        let new = read(block, "variant", canon::parse_variant)?;
        let new = Variant { line: Some(block.line_of("variant")), ..new };
        let variants = match self.types.get(name).map(|at| &mut self.package.types[at].body) {
            Some(Body::Enum { open: true, variants, .. }) => variants,
            _ => return Err(error::inconsistent(block.line, &format!("`{name}` is not an open enum recorded before"))),
        };
        if variants.iter().any(|old| old.name == new.name || old.value == new.value) {
            let message = format!("`{name}::{}` or its value is recorded twice", new.name);
            return Err(error::inconsistent(block.line, &message));
        }
        variants.push(new);
        Ok(())
    }

    fn growth(&mut self, block: &Block) -> Result<(), AbiError> {
        let (name, number) = (block.text("type"), block.number("number"));
        let (fields, variants) = (fields(block)?, variants(block)?);
        let growth = recorded_growth(block, "number")?;
        let Some(at) = self.types.get(name) else {
            return Err(error::inconsistent(block.line, &format!("type `{name}` is not recorded before this")));
        };
        if !is_own(&self.package.types[at].ty) {
            let message = format!("`{name}` is of another package, which records its growths itself");
            return Err(error::inconsistent(block.line, &message));
        }
        let body = &mut self.package.types[at].body;
        let next = body.growths().map(|growths| growths.count().saturating_add(1));
        let fits = match body {
            Body::GrowableStruct { .. } => !fields.is_empty() && variants.is_empty(),
            Body::GrowableEnum { .. } => fields.is_empty() && !variants.is_empty(),
            _ => true,
        };
        let message = match next {
            None => Some(format!("`{name}` is not a growable type")),
            Some(next) if next != number => Some(format!("growth {next} of `{name}` should come here")),
            _ if !fits => {
                let members = if matches!(body, Body::GrowableEnum { .. }) { "variants" } else { "fields" };
                Some(format!("growth {number} of `{name}` should have {members}, and nothing else"))
            }
            _ => twice(name, body, &fields, &variants),
        };
        if let Some(message) = message {
            return Err(error::inconsistent(block.line, &message));
        }
        append(body, fields, variants, growth);
        // What it reaches was recorded for it. If its own type is open, that one still needs a slot.
        if self.open_type.is_some_and(|(first, _)| at < first) {
            self.open_type = None;
        }
        Ok(())
    }

    fn known_table(&mut self, block: &Block) -> Result<(usize, &mut Table), AbiError> {
        let id = block.text("table");
        match self.tables.get(id) {
            Some(at) => Ok((at, &mut self.package.tables[at])),
            None => Err(error::inconsistent(block.line, &format!("table \"{id}\" is not recorded before this"))),
        }
    }

    fn slot(&mut self, block: &Block) -> Result<(), AbiError> {
        let slot = read(block, "signature", canon::parse_signature)?;
        let line = Some(block.line_of("signature"));
        let slot = Slot { revision: block.number("revision"), line, ..slot };
        let (at, table) = self.known_table(block)?;
        let index = table.slots.len();
        if block.number("index") as usize != index {
            let message = format!("slot {index} of \"{}\" should come here", table.id);
            return Err(error::inconsistent(block.line, &message));
        }
        let number = next_revision(table);
        if slot.revision != number {
            let message = match is_in_range(slot.revision) {
                true => format!("a slot of revision {number} of \"{}\" should come here", table.id),
                false => out_of_range(slot.revision, &table.id),
            };
            return Err(error::inconsistent(block.line, &message));
        }
        table.slots.push(slot);
        let name = &self.package.tables[at].slots[index].name;
        if self.slots[at].note(name, index).is_some() {
            return Err(error::inconsistent(block.line, &format!("slot `{name}` is recorded twice")));
        }
        Ok(())
    }

    fn revision(&mut self, block: &Block) -> Result<(), AbiError> {
        let (_, table) = self.known_table(block)?;
        let number = block.number("number");
        if number != next_revision(table) || number > MAX_REVISION {
            let message = match is_in_range(number) {
                true => format!("revision {number} of \"{}\" is out of order", table.id),
                false => out_of_range(number, &table.id),
            };
            return Err(error::inconsistent(block.line, &message));
        }
        if table.slots.last().is_none_or(|slot| slot.revision != number) {
            let message = format!("revision {number} of \"{}\" has no slots", table.id);
            return Err(error::inconsistent(block.line, &message));
        }
        let fingerprint = fingerprint(block)?;
        let line = Some(block.line_of("number"));
        table.revisions.push(Revision { number, fingerprint, line });
        self.open_type = None;
        Ok(())
    }

    fn finish(self) -> Result<Package, AbiError> {
        for table in &self.package.tables {
            check_whole(table)?;
        }
        if let Some((_, line)) = self.open_type {
            return Err(error::truncated(line, "the slot that this type was recorded for is missing"));
        }
        check_reached(&self.package)?;
        Ok(self.package)
    }
}

fn is_in_range(number: u32) -> bool {
    (1..=MAX_REVISION).contains(&number)
}

fn out_of_range(number: u32, id: &str) -> String {
    format!("revision {number} of \"{id}\" is out of range: revisions are numbered from 1 to {MAX_REVISION}")
}

fn next_revision(table: &Table) -> u32 {
    table.revisions.last().map_or(0, |revision| revision.number).saturating_add(1)
}

fn body(block: &Block) -> Result<Body, AbiError> {
    let (fields, variants) = (fields(block)?, variants(block)?);
    canon::parse_body(block.text("kind"), block.optional_text("repr"), fields, variants)
        .map_err(|e| text_error(block, "kind", &e))
}

fn fields(block: &Block) -> Result<Vec<Field>, AbiError> {
    let mut fields = Vec::new();
    let (texts, lines) = block.items("fields");
    for (at, text) in texts.iter().enumerate() {
        let mut field = canon::parse_field(text).map_err(|error| unreadable(lines[at], &error))?;
        field.line = Some(lines[at]);
        fields.push(field);
    }
    Ok(fields)
}

fn variants(block: &Block) -> Result<Vec<Variant>, AbiError> {
    let mut variants = Vec::new();
    let (texts, lines) = block.items("variants");
    for (at, text) in texts.iter().enumerate() {
        let mut variant = canon::parse_variant(text).map_err(|error| unreadable(lines[at], &error))?;
        variant.line = Some(lines[at]);
        variants.push(variant);
    }
    Ok(variants)
}

fn unreadable(line: u32, error: &CanonError) -> AbiError {
    error::inconsistent(line, &format!("it cannot be read: {error}"))
}

/// Whether a type is of the package whose record this is.
fn is_own(ty: &Type) -> bool {
    matches!(ty, Type::Named { package: None, .. })
}

fn recorded_growth(block: &Block, place: &str) -> Result<Growth, AbiError> {
    Ok(Growth { fingerprint: fingerprint(block)?, line: Some(block.line_of(place)) })
}

/// `viewer/Options`: it is a text in C.
fn growth_id(block: &Block, id: &str) -> Result<String, AbiError> {
    let is_good = |id: &str| id.contains('/') && !id.chars().any(|c| c.is_control() || c == '"' || c == '\\');
    match is_good(id) {
        true => Ok(id.to_owned()),
        false => {
            Err(error::inconsistent(block.line_of("id"), &format!("`{id}` is not the id of a type: `package/Type`")))
        }
    }
}

fn fingerprint(block: &Block) -> Result<u64, AbiError> {
    parse_hex(block.text("fingerprint"))
        .ok_or_else(|| error::inconsistent(block.line_of("fingerprint"), "a fingerprint is 16 hex digits"))
}

/// What to say of the first of the new members that the type `name` has already, by its name or the value of a variant.
fn twice(name: &str, body: &Body, fields: &[Field], variants: &[Variant]) -> Option<String> {
    for (at, field) in fields.iter().enumerate() {
        let mut before = canon::fields(body).iter().chain(&fields[..at]);
        if before.any(|old| old.name == field.name) {
            return Some(format!("`{name}::{}` is recorded twice", field.name));
        }
    }
    for (at, variant) in variants.iter().enumerate() {
        let mut before = canon::variants(body).iter().chain(&variants[..at]);
        if before.any(|old| old.name == variant.name || old.value == variant.value) {
            return Some(format!("`{name}::{}` or its value is recorded twice", variant.name));
        }
    }
    None
}

fn append(body: &mut Body, new_fields: Vec<Field>, new_variants: Vec<Variant>, growth: Growth) {
    let (members, growths) = match body {
        Body::GrowableStruct { fields, growths } => {
            fields.extend(new_fields);
            (fields.len(), growths)
        }
        Body::GrowableEnum { variants, growths } => {
            variants.extend(new_variants);
            (variants.len(), growths)
        }
        _ => return,
    };
    growths.up_to.push(members);
    growths.recorded.push(growth);
}

fn lifetimes(block: &Block) -> Result<TypeLifetimes, AbiError> {
    match block.optional_text("lifetimes") {
        Some(_) => read(block, "lifetimes", canon::parse_declared),
        None => Ok(TypeLifetimes::default()),
    }
}

/// A freeze writes a table's slots and then the revision that closes them.
fn check_whole(table: &Table) -> Result<(), AbiError> {
    let last = table.revisions.last().map_or(0, |revision| revision.number);
    let line = match table.slots.iter().find(|slot| slot.revision > last) {
        Some(open) => open.line,
        None if last == 0 => table.line,
        None => return Ok(()),
    };
    let message = format!("the `[[revision]]` of \"{}\" that belongs to this is missing", table.id);
    Err(error::truncated(line.unwrap_or(1), &message))
}

fn check_reached(package: &Package) -> Result<(), AbiError> {
    let mut slots = Vec::new();
    for table in &package.tables {
        for slot in &table.slots {
            slots.push(slot);
        }
    }
    match reach::missing(&slots, &package.types).first() {
        None => Ok(()),
        Some(name) => {
            let message = format!("type `{name}`, which this reaches, is not recorded");
            Err(error::inconsistent(line_of_use(&slots, &package.types, name), &message))
        }
    }
}

/// The first slot or type that names a type.
fn line_of_use(slots: &[&Slot], types: &[TypeDef], name: &str) -> u32 {
    let mut is_named = false;
    for slot in slots {
        reach::named_in_slot(slot, &mut |ty| is_named |= ty.to_string() == name);
        if is_named {
            return slot.line.unwrap_or(1);
        }
    }
    for def in types {
        reach::named_in_def(def, &mut |ty| is_named |= ty.to_string() == name);
        if is_named {
            return def.line.unwrap_or(1);
        }
    }
    1
}
