//! The lines of a table to a [`Record`].

use super::{Built, Fingerprint, ObjectOf, Record, State};
use crate::canon::{self, CanonError};
use crate::digest::parse_hex;
use crate::model::{CCase, Field, Growth, Growths, Slot, Table, TypeDef, TypeLifetimes, Variant};
use crate::places::{Places, Region, WHOLE};
use crate::violation::Place;
use vtable_api_contract::record::word;

/// What is wrong, without its place.
pub(super) type Read<T> = Result<T, String>;

/// A whole frame of version 1.
pub(super) fn record(payload: &str) -> Read<Record> {
    numbered((1..).zip(payload.lines()))
}

/// Lines with their numbers.
pub(super) fn numbered<'s>(mut lines: impl Iterator<Item = (usize, &'s str)>) -> Read<Record> {
    let (number, head) = lines.next().unwrap_or((1, ""));
    let record = table(head).map_err(|why| format!("line {number}: {why}"))?;
    let mut reader = Reader { record, open: None, last: Last::Table };
    for (number, line) in lines {
        reader.line(line).map_err(|why| format!("line {number}: {why}"))?;
    }
    reader.close().map_err(|why| format!("the last type: {why}"))?;
    Ok(reader.record)
}

/// A type whose parts are still being read.
struct Open {
    head: TypeHead,
    lifetimes: TypeLifetimes,
    traits: String,
    /// For each growth, from 1, where its members begin and its fingerprint.
    growths: Vec<(usize, Option<u64>)>,
    /// That of a growable type.
    id: String,
    fields: Vec<Field>,
    variants: Vec<Variant>,
    docs: Vec<String>,
}

struct TypeHead {
    name: String,
    module: String,
    kind: String,
    repr: Option<String>,
}

/// What a `doc` line belongs to.
#[derive(Clone, Copy)]
enum Last {
    Table,
    Slot,
    Type,
    Field,
    Variant,
}

struct Reader {
    record: Record,
    open: Option<Open>,
    last: Last,
}

impl Reader {
    fn line(&mut self, line: &str) -> Read<()> {
        let (keyword, rest) = line.split_once('\t').unwrap_or((line, ""));
        match keyword {
            word::FINGERPRINT => self.record.fingerprints.push(fingerprint(rest)?),
            word::SLOT => self.slot(rest)?,
            word::TYPE => self.type_head(rest)?,
            word::LIFETIMES => self.open()?.lifetimes = canon::parse_declared(rest).map_err(text)?,
            word::TRAITS => self.open()?.traits = canon::parse_traits(rest).map_err(text)?,
            word::GROWTH => self.growth(rest)?,
            word::FIELD => self.field(rest)?,
            word::VARIANT => self.variant(rest)?,
            word::DOC => self.doc(rest),
            word::OBJECT => self.record.objects.push(object(rest)?),
            word::BUILT => self.record.built.push(built(rest)?),
            word::AT => self.at(rest)?,
            _ => return Err("it starts with no word that a record has".into()),
        }
        Ok(())
    }

    fn slot(&mut self, rest: &str) -> Read<()> {
        let [revision, signature, ex] = split(rest)?;
        let ex_none = choice(ex, "-", "ex-none")?;
        let slot = canon::parse_signature(signature).map_err(text)?;
        self.record.table.slots.push(Slot { revision: number(revision)?, ex_none, ..slot });
        self.last = Last::Slot;
        Ok(())
    }

    fn type_head(&mut self, rest: &str) -> Read<()> {
        self.close()?;
        let [name, module, kind, repr] = split(rest)?.map(String::from);
        let head = TypeHead { name, module, kind, repr: (repr != "-").then_some(repr) };
        let lifetimes = TypeLifetimes::default();
        let (traits, docs) = (String::new(), Vec::new());
        let (growths, fields, variants, id) = (Vec::new(), Vec::new(), Vec::new(), String::new());
        self.open = Some(Open { head, lifetimes, traits, growths, id, fields, variants, docs });
        self.last = Last::Type;
        Ok(())
    }

    fn open(&mut self) -> Read<&mut Open> {
        self.open.as_mut().ok_or_else(|| "it stands before the first type".into())
    }

    fn growth(&mut self, rest: &str) -> Read<()> {
        let [number, value, id] = split(rest)?;
        let fingerprint = match value {
            "-" => None,
            value => Some(parse_hex(value).ok_or("the fingerprint of a growth is 16 hex digits, or `-`")?),
        };
        let Open { growths, fields, variants, id: own, .. } = self.open()?;
        if !growths.is_empty() && own != id {
            return Err(format!("growths of one type have one id, and there are `{own}` and `{id}`"));
        }
        id.clone_into(own);
        if number != (growths.len() + 1).to_string() {
            return Err(format!("growth {} should come here", growths.len() + 1));
        }
        if fingerprint.is_some() && growths.last().is_some_and(|(_, before)| before.is_none()) {
            return Err("a recorded growth stands behind a draft".into());
        }
        growths.push((fields.len() + variants.len(), fingerprint));
        self.last = Last::Type;
        Ok(())
    }

    fn field(&mut self, rest: &str) -> Read<()> {
        let field = canon::parse_field(rest).map_err(text)?;
        self.open()?.fields.push(field);
        self.last = Last::Field;
        Ok(())
    }

    fn variant(&mut self, rest: &str) -> Read<()> {
        let variant = canon::parse_variant(rest).map_err(text)?;
        self.open()?.variants.push(variant);
        self.last = Last::Variant;
        Ok(())
    }

    fn doc(&mut self, line: &str) {
        let (table, open) = (&mut self.record.table, self.open.as_mut());
        let docs = match self.last {
            Last::Table => Some(&mut table.docs),
            Last::Slot => table.slots.last_mut().map(|slot| &mut slot.docs),
            Last::Type => open.map(|open| &mut open.docs),
            Last::Field => open.and_then(|open| open.fields.last_mut()).map(|field| &mut field.docs),
            Last::Variant => open.and_then(|open| open.variants.last_mut()).map(|variant| &mut variant.docs),
        };
        docs.into_iter().for_each(|docs| docs.push(line.into()));
    }

    fn at(&mut self, rest: &str) -> Read<()> {
        let [part, file, line, column, end_line, end_column] = split(rest)?;
        let count = |field: &str| field.parse::<u32>().map_err(|_| "a place is not in numbers");
        let (line, column, end_line, end_column) = (count(line)?, count(column)?, count(end_line)?, count(end_column)?);
        let region = Region { file: file.into(), line, column, end_line, end_column };
        if let Some((place, part)) = self.place(part) {
            self.record.places.add(place, part, region);
        }
        Ok(())
    }

    /// The thing that the line before is about, or that part of it which is a place by itself.
    fn place<'p>(&self, part: &'p str) -> Option<(Place, &'p str)> {
        let table = || self.record.table.id.clone();
        let ty = || self.open.as_ref().map(|open| open.head.name.clone());
        let last = |count: usize| count.checked_sub(1);
        let place = match self.last {
            Last::Table => Place::Table { table: table() },
            Last::Slot => {
                let slot = last(self.record.table.slots.len())?;
                match (part, part.parse()) {
                    ("receiver", _) => return Some((Place::Receiver { table: table(), slot }, WHOLE)),
                    ("return", _) => return Some((Place::Ret { table: table(), slot }, WHOLE)),
                    (_, Ok(param)) => return Some((Place::Param { table: table(), slot, param }, WHOLE)),
                    _ => Place::Slot { table: table(), slot },
                }
            }
            Last::Type => Place::Type { ty: ty()? },
            Last::Field => Place::Field { ty: ty()?, field: last(self.open.as_ref()?.fields.len())? },
            Last::Variant => {
                let variant = last(self.open.as_ref()?.variants.len())?;
                match part.parse() {
                    Ok(field) => return Some((Place::VariantField { ty: ty()?, variant, field }, WHOLE)),
                    Err(_) => Place::Variant { ty: ty()?, variant },
                }
            }
        };
        Some((place, part))
    }

    /// Puts the type that was being read into the record.
    fn close(&mut self) -> Read<()> {
        let Some(Open { head, lifetimes, traits, growths, id, fields, variants, docs }) = self.open.take() else {
            return Ok(());
        };
        let ty = canon::parse_type(&head.name).map_err(text)?;
        let grown = grown(&growths, fields.len() + variants.len())?;
        let mut body = canon::parse_body(&head.kind, head.repr.as_deref(), fields, variants).map_err(text)?;
        match (body.growths_mut(), growths.is_empty()) {
            (Some(growths), false) => *growths = Growths { id, ..grown },
            (None, true) => {}
            (Some(_), true) => return Err("a growable type has no `growth` line before its members".into()),
            (None, false) => return Err(format!("a `growth` line stands in a type of kind `{}`", head.kind)),
        }
        self.record.types.push(TypeDef { ty, module: head.module, body, lifetimes, traits, docs, line: None });
        Ok(())
    }
}

/// From where each growth begins to the model, which has where it ends.
fn grown(growths: &[(usize, Option<u64>)], members: usize) -> Read<Growths> {
    let mut found = Growths::default();
    let ends = growths.iter().skip(1).map(|(start, _)| *start).chain([members]);
    for ((start, fingerprint), end) in growths.iter().zip(ends) {
        let number = found.up_to.len() + 1;
        if (number == 1 && *start > 0) || end <= *start {
            return Err(format!("the members of growth {number} do not stand behind its line"));
        }
        found.up_to.push(end);
        found.recorded.extend(fingerprint.map(|fingerprint| Growth { fingerprint, line: None }));
    }
    Ok(found)
}

fn table(line: &str) -> Read<Record> {
    let Some(rest) = line.strip_prefix("table\t") else {
        return Err("it is not a `table` line".into());
    };
    let [id, trait_name, module, package, target, bounds, case, recorded] = split(rest)?;
    let id = id.strip_suffix('\0').unwrap_or(id);
    let bounds = canon::parse_bounds(bounds).map_err(text)?;
    let c_case = if choice(case, "snake", "pascal")? { CCase::Pascal } else { CCase::Snake };
    let table = Table {
        id: id.into(),
        trait_name: trait_name.into(),
        module: module.into(),
        bounds,
        c_case,
        docs: Vec::new(),
        slots: Vec::new(),
        revisions: Vec::new(),
        line: None,
    };
    Ok(Record {
        package: package.into(),
        is_bin: choice(target, "lib", "bin")?,
        unrecorded: choice(recorded, "recorded", "unrecorded")?,
        fingerprints: Vec::new(),
        table,
        types: Vec::new(),
        places: Places::default(),
        built: Vec::new(),
        objects: Vec::new(),
    })
}

fn fingerprint(rest: &str) -> Read<Fingerprint> {
    let [revision, value, state] = split(rest)?;
    let value = parse_hex(value).ok_or("a fingerprint is 16 hex digits")?;
    Ok(Fingerprint { revision: number(revision)?, value, draft: choice(state, "frozen", "draft")? })
}

fn object(rest: &str) -> Read<ObjectOf> {
    let [id, package, state] = split(rest)?;
    let state = match state {
        "frozen" => State::Frozen,
        "draft" => State::Draft,
        "unrecorded" => State::Unrecorded,
        _ => return Err("`frozen`, `draft` or `unrecorded` is missing".into()),
    };
    Ok(ObjectOf { id: id.into(), package: package.into(), state })
}

fn built(rest: &str) -> Read<Built> {
    let [session, file, hash] = split(rest)?;
    let file = (file != "-").then(|| file.to_owned());
    Ok(Built { session: session.into(), file, hash: hash.into() })
}

/// Exactly `N` fields.
pub(super) fn split<const N: usize>(rest: &str) -> Read<[&str; N]> {
    let mut parts = rest.split('\t');
    let mut fields = [""; N];
    for field in &mut fields {
        *field = parts.next().ok_or("it has too few fields")?;
    }
    if parts.next().is_some() { Err("it has too many fields".into()) } else { Ok(fields) }
}

/// Whether a field is the second of its two values.
pub(super) fn choice(field: &str, no: &str, yes: &str) -> Read<bool> {
    if field == no || field == yes { Ok(field == yes) } else { Err(format!("`{no}` or `{yes}` is missing")) }
}

pub(super) fn number(field: &str) -> Read<u32> {
    field.parse().map_err(|_| "a revision is not a number".into())
}

fn text(error: CanonError) -> String {
    error.to_string()
}
