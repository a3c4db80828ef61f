//! Two states of a package, table by table.

use serde::Serialize;
use vtable_api_manifest::canon;
use vtable_api_manifest::model::{Body, Growths, Package, Slot, Table, Type, TypeDef};
use vtable_api_manifest::reach;

use crate::record::{grown, with_names_of};
use crate::report::words::{growths, listed, revisions};

/// One table in two states.
#[derive(Debug, Serialize)]
pub(super) struct TableDiff {
    pub(super) id: String,
    /// Nothing differs.
    #[serde(skip)]
    pub(super) is_same: bool,
    /// The last revision of each state; 0: the state has no such table.
    pub(super) old: u32,
    pub(super) new: u32,
    /// A module built with the one and a host built with the other share revisions 1 to this one; 0: they refuse
    /// each other.
    pub(super) agreed: u32,
    pub(super) slots: Vec<Change>,
    pub(super) types: Vec<Change>,
    /// The growable types that both states reach, and whose growths differ.
    pub(super) growths: Vec<GrowthDiff>,
    /// Slots that an old module no longer has in common with a new host.
    pub(super) lost: Vec<String>,
    /// Slots that it gains when it is built with the new state.
    pub(super) gained: Vec<String>,
}

/// A growable type in two states.
#[derive(Debug, Serialize)]
pub(super) struct GrowthDiff {
    #[serde(rename = "type")]
    pub(super) name: String,
    /// The last growth of each state.
    pub(super) old: u32,
    pub(super) new: u32,
    /// The last growth that values have in common; 0: they are refused.
    pub(super) agreed: u32,
}

/// A slot or a type that is not the same.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    /// `slot 2, revision 3`, or the name of a type.
    pub(super) what: String,
    /// `None`: it was not there.
    pub(super) old: Option<String>,
    /// `None`: it is gone.
    pub(super) new: Option<String>,
}

impl TableDiff {
    /// An old module loses something.
    pub(super) fn is_broken(&self) -> bool {
        self.old > self.agreed || self.lost_growths().next().is_some()
    }

    fn lost_growths(&self) -> impl Iterator<Item = &GrowthDiff> {
        self.growths.iter().filter(|growth| growth.old > growth.agreed)
    }

    /// What it loses, as the end of a sentence.
    pub(super) fn loss(&self) -> String {
        let names: Vec<&str> = self.lost.iter().map(String::as_str).collect();
        match (self.agreed, self.new) {
            (_, 0) => "finds no such table".to_owned(),
            (0, _) => "is refused".to_owned(),
            (agreed, _) if agreed == self.old => {
                let lost = self.lost_growths().map(|it| match it.agreed {
                    0 => format!("all values of type `{}`", it.name),
                    agreed => format!("{} of type `{}`", growths(agreed + 1, it.old), it.name),
                });
                format!("loses {}", lost.collect::<Vec<_>>().join(" and "))
            }
            (agreed, _) => format!("loses {}, {}", revisions(agreed + 1, self.old), listed(&names, "slot")),
        }
    }
}

/// All tables of both, those of the old state first.
pub(super) fn packages(old: &Package, new: &Package) -> Vec<TableDiff> {
    // Names of parameters, traits and modules are no part of the contract.
    let old = &with_names_of(old, new);
    let of = |package: &Package, id: &str| package.tables.iter().position(|table| table.id == id);
    let is_new = |table: &&Table| of(old, &table.id).is_none();
    let ids = old.tables.iter().chain(new.tables.iter().filter(is_new)).map(|table| &table.id);
    let state = |package, id: &str| of(package, id).map(|table| State::of(package, table));
    ids.map(|id| compare(id, state(old, id), state(new, id))).collect()
}

/// A table in one state.
struct State<'p> {
    table: &'p Table,
    package: &'p Package,
    last: u32,
}

impl<'p> State<'p> {
    fn of(package: &'p Package, table: usize) -> State<'p> {
        let table = &package.tables[table];
        State { table, package, last: table.slots.iter().map(|slot| slot.revision).max().unwrap_or(0) }
    }

    fn fingerprint(&self, revision: u32) -> Option<u64> {
        self.table.revisions.iter().find(|known| known.number == revision).map(|known| known.fingerprint)
    }

    fn up_to(&self, revision: u32) -> impl Iterator<Item = &'p Slot> + use<'p> {
        self.table.slots.iter().filter(move |slot| slot.revision <= revision)
    }

    fn types(&self, revision: u32) -> Vec<&'p TypeDef> {
        reach::types(self.up_to(revision), &self.package.types)
    }

    fn names(&self, revisions: std::ops::RangeInclusive<u32>) -> Vec<String> {
        self.table
            .slots
            .iter()
            .filter(|slot| revisions.contains(&slot.revision))
            .map(|slot| slot.name.clone())
            .collect()
    }
}

fn compare(id: &str, old: Option<State<'_>>, new: Option<State<'_>>) -> TableDiff {
    let last = |state: &Option<State<'_>>| state.as_ref().map_or(0, |state| state.last);
    let (old_last, new_last) = (last(&old), last(&new));
    let agreed = old.as_ref().zip(new.as_ref()).map_or(0, |(old, new)| agreed(old, new));
    let slots = slots(old.as_ref(), new.as_ref());
    let types = types(old.as_ref(), new.as_ref());
    let growths = old.as_ref().zip(new.as_ref()).map_or_else(Vec::new, |(old, new)| growth_diffs(old, new));
    let names = |state: &Option<State<'_>>, range| state.as_ref().map_or_else(Vec::new, |state| state.names(range));
    TableDiff {
        id: id.to_owned(),
        is_same: slots.is_empty()
            && types.is_empty()
            && growths.is_empty()
            && old_last == new_last
            && agreed == old_last,
        old: old_last,
        new: new_last,
        agreed,
        slots,
        types,
        growths,
        lost: names(&old, agreed + 1..=u32::MAX),
        gained: names(&new, agreed + 1..=u32::MAX),
    }
}

/// The last revision up to which both are the same table. Fingerprints decide, as they do at run time; where a state
/// has none, because it breaks its record, the contents do.
fn agreed(old: &State<'_>, new: &State<'_>) -> u32 {
    let both = old.last.min(new.last);
    let is_same = |revision: &u32| match (old.fingerprint(*revision), new.fingerprint(*revision)) {
        (Some(old), Some(new)) => old == new,
        _ => has_same_content(old, new, *revision),
    };
    (1..=both).take_while(is_same).last().unwrap_or(0)
}

fn has_same_content(old: &State<'_>, new: &State<'_>, revision: u32) -> bool {
    let slots = |state: &State<'_>| -> Vec<String> { state.up_to(revision).map(canon::signature_nameless).collect() };
    let is_there = |def: &&TypeDef| {
        let mut same = new
            .types(revision)
            .into_iter()
            .filter(|now| now.ty == def.ty && now.lifetimes == def.lifetimes && now.traits == def.traits);
        same.any(|now| grown::has_grown(&def.body, &now.body))
    };
    old.table.bounds == new.table.bounds && slots(old) == slots(new) && old.types(revision).iter().all(is_there)
}

fn slots<'p>(old: Option<&State<'p>>, new: Option<&State<'p>>) -> Vec<Change> {
    let list = |state: Option<&State<'p>>| state.map_or(&[][..], |state| &state.table.slots);
    let (old, new): (&[Slot], &[Slot]) = (list(old), list(new));
    let text = |slot: &Slot| format!("{}, revision {}", canon::signature(slot), slot.revision);
    let changes = (0..old.len().max(new.len())).map(|index| Change {
        what: format!("slot {index}"),
        old: old.get(index).map(text),
        new: new.get(index).map(text),
    });
    changes.filter(Change::is_one).collect()
}

fn types<'p>(old: Option<&State<'p>>, new: Option<&State<'p>>) -> Vec<Change> {
    let list = |state: Option<&State<'p>>| state.map_or_else(Vec::new, |state| state.types(u32::MAX));
    let (old, new) = (list(old), list(new));
    let of = |types: &[&TypeDef], def: &TypeDef| types.iter().find(|other| other.ty == def.ty).map(|def| body(def));
    let is_new = |def: &&&TypeDef| !old.iter().any(|old| old.ty == def.ty);
    let all = old.iter().chain(new.iter().filter(is_new));
    let changes = all.flat_map(|def| {
        let whole = Change { what: format!("type {}", def.ty), old: of(&old, def), new: of(&new, def) };
        std::iter::once(whole).chain(later_growths(&old, &new, &def.ty))
    });
    changes.filter(Change::is_one).collect()
}

/// The growths after the first, each by itself.
fn later_growths(old: &[&TypeDef], new: &[&TypeDef], ty: &Type) -> Vec<Change> {
    let find = |types: &[&TypeDef]| types.iter().find(|def| def.ty == *ty).map(|def| (*def).clone());
    let (old, new) = (find(old), find(new));
    let last = [&old, &new].into_iter().flatten().filter_map(|def| def.body.growths()).map(Growths::count).max();
    let text = |def: &Option<TypeDef>, number| def.as_ref().and_then(|def| grown::growth_text(def, number));
    let change = |number| Change {
        what: format!("growth {number} of type {ty}"),
        old: text(&old, number),
        new: text(&new, number),
    };
    (2..=last.unwrap_or(0)).map(change).collect()
}

/// What of the growths of types that both states reach is not the same.
fn growth_diffs(old: &State<'_>, new: &State<'_>) -> Vec<GrowthDiff> {
    let new = new.types(u32::MAX);
    let diff = |def: &&TypeDef| {
        let now = new.iter().find(|now| now.ty == def.ty)?;
        let (old, new) = (def.body.growths()?, now.body.growths()?);
        let is_same = |number: &u32| match (old.fingerprint(*number), new.fingerprint(*number)) {
            (Some(old), Some(new)) => old == new,
            _ => grown::growth_text(def, *number) == grown::growth_text(now, *number),
        };
        let agreed = (1..=old.count().min(new.count())).take_while(is_same).last().unwrap_or(0);
        let diff = GrowthDiff { name: def.ty.to_string(), old: old.count(), new: new.count(), agreed };
        (agreed < diff.old.max(diff.new)).then_some(diff)
    };
    old.types(u32::MAX).iter().filter_map(diff).collect()
}

/// `struct { width: u32, height: u32 }`; of a growable type, the first growth.
fn body(def: &TypeDef) -> String {
    let fields = canon::fields(&def.body).iter().map(canon::field);
    let first = def.body.growths().map_or(usize::MAX, |growths| growths.up_to_growth(1));
    let members = fields.chain(canon::variants(&def.body).iter().map(canon::variant)).take(first);
    let members: Vec<String> = members.collect();
    let repr = canon::repr(&def.body).map_or(String::new(), |repr| format!("({repr})"));
    let text = match &def.body {
        Body::Opaque => canon::kind(&def.body).to_owned(),
        body => format!("{}{repr} {{ {} }}", canon::kind(body), members.join(", ")),
    };
    text + &canon::type_suffix(&def.lifetimes)
}

impl Change {
    fn is_one(&self) -> bool {
        self.old != self.new
    }
}
