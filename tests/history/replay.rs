//! Each release of each table against the one before, judged by the rules on models; and what has to come out, from the
//! names and types of the slots alone.

use super::facts::Slot;
use super::source::{Entry, Writer};
use std::collections::BTreeMap;
use vtable_api_manifest::rules;
use vtable_api_manifest::violation::Place;

/// A code, and the slot at which it stands; `None`: at the trait.
pub(crate) type Found = (String, Option<usize>);

/// A release that was frozen, and the next as it really came: all of it is new that had no such name before.
#[derive(Clone)]
pub(crate) struct Replay {
    pub(crate) version: String,
    pub(crate) old: Vec<Entry>,
    pub(crate) new: Vec<Entry>,
}

impl Replay {
    pub(crate) fn new(version: &str, old: &[Slot], new: &[Slot]) -> Replay {
        let names: Vec<&str> = old.iter().map(|slot| slot.name.as_str()).collect();
        let revision = |slot: &Slot| if names.contains(&slot.name.as_str()) { 1 } else { 2 };
        let old = old.iter().map(|slot| (slot.clone(), 1)).collect();
        let new = new.iter().map(|slot| (slot.clone(), revision(slot))).collect();
        Replay { version: version.into(), old, new }
    }

    /// What the rules say, with what is frozen as the record.
    pub(crate) fn judged(&self, writer: Writer) -> Vec<Found> {
        let found = rules::check(&writer.model(&self.old), &writer.model(&self.new));
        let mut found: Vec<Found> = found.iter().map(|it| (it.code.as_str().to_owned(), slot(&it.place))).collect();
        found.sort();
        found
    }

    /// Why a verdict is wrong.
    pub(crate) fn wrong(&self, writer: Writer, found: &[Found]) -> Result<(), String> {
        let (old, new) = (writer.model(&self.old), writer.model(&self.new));
        let (old, new) = (&old.tables[0].slots, &new.tables[0].slots);
        let place: BTreeMap<&str, usize> = old.iter().enumerate().map(|(n, slot)| (slot.name.as_str(), n)).collect();
        let was: Vec<Option<usize>> = new.iter().map(|slot| place.get(slot.name.as_str()).copied()).collect();
        let at = |code: &str, slot: usize| found.iter().filter(|it| it.0 == code && it.1 == Some(slot)).count();
        let count = |code: &str| found.iter().filter(|it| it.0 == code).count();
        let mut explained = count("VT0001");

        // What is gone: one finding for each, at the trait or at what stands in its place.
        let kept = was.iter().flatten().count();
        expect("slots that are gone", count("VT0001") + count("VT0002"), old.len() - kept)?;
        // What moved: as few as can be.
        let order: Vec<usize> = was.iter().flatten().copied().collect();
        let moved = (0..new.len()).filter(|n| was[*n].is_some() && at("VT0003", *n) > 0);
        let moved: Vec<usize> = moved.collect();
        expect("slots that moved", moved.len(), kept - longest_rise(&order))?;
        let rest: Vec<usize> = (0..new.len()).filter(|n| !moved.contains(n)).filter_map(|n| was[n]).collect();
        expect("slots that kept their order", longest_rise(&rest), rest.len())?;
        explained += moved.len();
        // What is new: a finding where a frozen slot stands behind it, or where it took the place of one that is gone.
        let last = was.iter().rposition(Option::is_some).unwrap_or(0);
        for n in (0..new.len()).filter(|n| was[*n].is_none()) {
            let named = at("VT0002", n) + at("VT0003", n);
            expect(
                &format!("findings at `{}`", new[n].name),
                named,
                if n < last { 1 } else { at("VT0002", n).min(1) },
            )?;
            explained += named;
        }
        // What was edited: a finding for each type, or for the number of parameters; where that changed, types are
        // compared as far as they can be taken for one another.
        let mut edits = 0;
        for (n, slot) in new.iter().enumerate() {
            let Some(before) = was[n].map(|was| &old[was]) else { continue };
            let what = |code: &str| format!("{code} at `{}`", slot.name);
            expect(&what("VT0005"), at("VT0005", n), usize::from(before.ret != slot.ret))?;
            let differ = before.params.iter().zip(&slot.params).filter(|(before, now)| before.ty != now.ty).count();
            let same_count = before.params.len() == slot.params.len();
            expect(&what("VT0006"), at("VT0006", n), usize::from(!same_count))?;
            if same_count {
                expect(&what("VT0004"), at("VT0004", n), differ)?;
            }
            edits += at("VT0004", n) + at("VT0005", n) + at("VT0006", n);
        }
        expect("findings in all", found.len(), explained + edits)
    }

    /// Whether cargo says it, too. While a slot is out of its place or has other parameters, a type that only the compiler
    /// can resolve is not compared: that is told by the next build.
    pub(crate) fn agrees(&self, found: &[Found], judged: &[Found]) -> bool {
        let mut later = judged.to_vec();
        for it in found {
            match later.iter().position(|expected| expected == it) {
                Some(at) => drop(later.remove(at)),
                None => return false,
            }
        }
        let is_row = |it: &Found| matches!(it.0.as_str(), "VT0001" | "VT0002" | "VT0003" | "VT0006");
        later.is_empty() || (later.iter().all(|it| !is_row(it)) && found.iter().any(is_row))
    }

    pub(crate) fn is_appended(&self, writer: Writer) -> bool {
        let slots = |entries| writer.model(entries).tables.remove(0).slots;
        let (old, new) = (slots(&self.old), slots(&self.new));
        new.starts_with(&old)
    }
}

fn expect(what: &str, found: usize, expected: usize) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found} instead of {expected}")) }
}

/// How many of these numbers can be chosen so that they rise.
fn longest_rise(numbers: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for number in numbers {
        match ends.iter().position(|end| end > number) {
            Some(at) => ends[at] = *number,
            None => ends.push(*number),
        }
    }
    ends.len()
}

fn slot(place: &Place) -> Option<usize> {
    match place {
        Place::Slot { slot, .. } | Place::Param { slot, .. } | Place::Ret { slot, .. } => Some(*slot),
        _ => None,
    }
}
