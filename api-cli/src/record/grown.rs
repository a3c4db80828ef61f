//! A record only grows: what an earlier state of it has is still there.
//!
//! The chain of digests shows that a record is whole, and cannot show that it is not an older one, or a
//! new one whose digests were made anew. For that, two states are compared.

use std::path::Path;

use vtable_api_manifest::canon;
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Body, Growths, Package, Table, TypeDef};
use vtable_api_manifest::violation::{Place, Violation};

use crate::report::{At, Finding};

/// What `before` has and `after` lacks, or has in another form; `origin` says in words where `before` is.
pub(crate) fn check(before: &Package, after: &Package, origin: &str, file: &Path) -> Vec<Finding> {
    let way_out = "restore the file with `git checkout HEAD -- abi.toml`, and run `cargo vtable-api freeze` again";
    lost(before, after).map(|lost| lost.finding(origin, way_out, file)).collect()
}

pub(super) fn lost(before: &Package, after: &Package) -> impl Iterator<Item = Lost> {
    let tables = before.tables.iter().flat_map(|table| {
        let now = after.tables.iter().find(|now| now.id == table.id);
        lost_of_table(table, now)
    });
    let types = before.types.iter().flat_map(|def| {
        let now = after.types.iter().find(|now| now.ty == def.ty);
        lost_of_type(def, now)
    });
    tables.chain(types)
}

/// Something that is gone or different.
pub(super) struct Lost {
    what: String,
    before: String,
    /// Where the earlier state has it.
    pub(super) line: Option<u32>,
    now: Option<(String, Option<u32>)>,
}

impl Lost {
    /// It stands where the record `file` is another one, or else at its beginning.
    pub(super) fn finding(self, origin: &str, way_out: &str, file: &Path) -> Finding {
        let line = self.now.as_ref().and_then(|(_, line)| *line).unwrap_or(1);
        Finding { at: Some(At::line(file, line)), ..self.violation(origin, way_out).into() }
    }

    fn violation(self, origin: &str, way_out: &str) -> Violation {
        let Lost { what, before, now, .. } = self;
        let (how, text) = match now {
            None => ("is gone from abi.toml", "nothing".to_owned()),
            Some((text, Some(line))) => ("was changed in abi.toml", format!("{text}  (abi.toml:{line})")),
            Some((text, None)) => ("was changed in abi.toml", text),
        };
        Violation::new(Code::RecordShrunk, Place::Package, format!("{what}, recorded in {origin}, {how}"))
            .recorded(before, None)
            .now(text)
            .help(way_out)
    }
}

/// That a table which a record once had is in none of a workspace's; `places` says which these are.
pub(super) fn gone(table: &Table, origin: &str, places: &str) -> Violation {
    let message = format!("table `{}`, recorded in `{origin}`, is in no abi.toml of the workspace: {places}", table.id);
    Violation::new(Code::RecordShrunk, Place::Package, message).recorded(head(table), None).now("nothing").help(
        format!("when a package is moved or renamed, its abi.toml moves along: `git show {origin}` has the table"),
    )
}

fn lost_of_table(table: &Table, now: Option<&Table>) -> Vec<Lost> {
    let Some(now) = now else {
        return vec![Lost { what: format!("table `{}`", table.id), before: head(table), line: table.line, now: None }];
    };
    let mut lost = Vec::new();
    if head(table) != head(now) {
        let what = format!("table `{}`", table.id);
        lost.push(Lost { what, before: head(table), line: table.line, now: Some((head(now), now.line)) });
    }
    lost.extend(lost_slots(table, now));
    lost.extend(lost_revisions(table, now));
    lost
}

fn head(table: &Table) -> String {
    let bounds = canon::bounds(table.bounds);
    let colon = if bounds.is_empty() { "" } else { ": " };
    format!("{}::{}{colon}{bounds}", table.module, table.trait_name)
}

fn lost_slots(table: &Table, now: &Table) -> Vec<Lost> {
    let text = |slot| (canon::signature(slot), slot.revision);
    let before = table.slots.iter().enumerate();
    let lost = before.filter(|(index, slot)| now.slots.get(*index).map(text) != Some(text(slot)));
    lost.map(|(index, slot)| Lost {
        what: format!("slot {index} of `{}`, revision {}", table.id, slot.revision),
        before: canon::signature(slot),
        line: slot.line,
        now: now
            .slots
            .get(index)
            .map(|now| (format!("{}, revision {}", canon::signature(now), now.revision), now.line)),
    })
    .collect()
}

fn lost_revisions(table: &Table, now: &Table) -> Vec<Lost> {
    let text = |fingerprint: u64| format!("fingerprint {fingerprint:016x}");
    let find = |number| now.revisions.iter().find(|now| now.number == number);
    let lost = table
        .revisions
        .iter()
        .filter(|revision| find(revision.number).is_none_or(|now| now.fingerprint != revision.fingerprint));
    lost.map(|revision| Lost {
        what: format!("revision {} of `{}`", revision.number, table.id),
        before: text(revision.fingerprint),
        line: revision.line,
        now: find(revision.number).map(|now| (text(now.fingerprint), now.line)),
    })
    .collect()
}

fn lost_of_type(def: &TypeDef, now: Option<&TypeDef>) -> Vec<Lost> {
    let still_there = now.filter(|now| {
        def.module == now.module
            && def.lifetimes == now.lifetimes
            && def.traits == now.traits
            && has_grown(&def.body, &now.body)
    });
    match still_there {
        Some(now) => lost_growths(def, now),
        None => vec![Lost {
            what: format!("type `{}`", def.ty),
            before: canon::definition(def),
            line: def.line,
            now: now.map(|now| (canon::definition(now), now.line)),
        }],
    }
}

/// Equal, or with more variants if the enum is open. Of a growable type, it is the first growth that is equal.
pub(crate) fn has_grown(before: &Body, now: &Body) -> bool {
    let form = |body: &Body| (canon::kind(body), canon::repr(body));
    let first = |body: &Body| body.growths().map_or(usize::MAX, |growths| growths.up_to_growth(1));
    let of_first = |body: &Body| members(body).into_iter().take(first(body)).collect::<Vec<_>>();
    let (old, new) = (of_first(before), of_first(now));
    let may_grow = matches!(before, Body::Enum { open: true, .. });
    form(before) == form(now) && new.starts_with(&old) && (may_grow || new.len() == old.len())
}

/// The growths that are gone or different, of a type whose first one has the same members.
fn lost_growths(def: &TypeDef, now: &TypeDef) -> Vec<Lost> {
    let (Some(before), Some(after)) = (def.body.growths(), now.body.growths()) else { return Vec::new() };
    let text = |def: &TypeDef, growths: &Growths, number: u32| {
        let fingerprint = growths.fingerprint(number).map(|fingerprint| format!("; fingerprint {fingerprint:016x}"));
        Some(growth_text(def, number)? + &fingerprint.unwrap_or_default())
    };
    let line = |growths: &Growths, number: u32| growths.recorded.get(number as usize - 1).and_then(|it| it.line);
    let numbers = (1..=before.count()).filter(|number| text(def, before, *number) != text(now, after, *number));
    numbers
        .map(|number| Lost {
            what: format!("growth {number} of `{}`", def.ty),
            before: text(def, before, number).unwrap_or_default(),
            line: line(before, number),
            now: text(now, after, number).map(|text| (text, line(after, number))),
        })
        .collect()
}

/// The members that came with a growth, if there is such a growth: `strict: bool, tags: Vec<String>`.
pub(crate) fn growth_text(def: &TypeDef, number: u32) -> Option<String> {
    let growths = def.body.growths()?;
    let of_it = growths.members(number);
    (!of_it.is_empty()).then(|| members(&def.body).drain(of_it).collect::<Vec<_>>().join(", "))
}

fn members(body: &Body) -> Vec<String> {
    let fields = canon::fields(body).iter().map(canon::field);
    fields.chain(canon::variants(body).iter().map(canon::variant)).collect()
}

#[cfg(test)]
mod tests;
