//! Ex slots: `read_ex1`, `read_ex2`, … supersede `read`, each in a later revision than the one before.

use std::collections::HashMap;

use super::advice::list;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Slot, Table};
use crate::violation::{Place, Violation};

/// Splits `read_ex2` into `read` and 2. A bare `_ex` is the first.
pub(super) fn parts(name: &str) -> Option<(&str, u32)> {
    let (base, digits) = name.rsplit_once("_ex")?;
    let plain = digits == "0" || !digits.starts_with('0');
    if base.is_empty() || !plain || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match digits {
        "" => Some((base, 1)),
        _ => Some((base, digits.parse().ok()?)),
    }
}

/// The next free Ex name of a slot.
pub(super) fn next_name(slot: &Slot, tables: &[&Table]) -> String {
    let base = match parts(&slot.name) {
        Some((base, _)) if !slot.ex_none => base,
        _ => &slot.name,
    };
    let names = tables.iter().flat_map(|table| &table.slots).map(|slot| slot.name.as_str());
    let last = names.filter_map(parts).filter(|(of, _)| *of == base).map(|(_, number)| number).max();
    format!("{base}_ex{}", last.unwrap_or(0).saturating_add(1))
}

/// Checks every Ex slot of a table.
pub(super) fn check(table: &Table) -> Vec<(usize, Violation)> {
    let by_name = table.slots.iter().map(|slot| (slot.name.as_str(), slot)).collect();
    let family = Family { table, by_name };
    let slots = table.slots.iter().enumerate();
    slots.filter_map(|(index, slot)| Some((index, family.check(index, slot)?))).collect()
}

struct Family<'a> {
    table: &'a Table,
    by_name: HashMap<&'a str, &'a Slot>,
}

impl Family<'_> {
    /// The Ex slot of that number, under either spelling of the first.
    fn member(&self, base: &str, number: u32) -> Option<&Slot> {
        let bare = (number == 1).then(|| format!("{base}_ex"));
        let names = [Some(format!("{base}_ex{number}")), bare];
        let mut slots = names.iter().flatten().filter_map(|name| self.by_name.get(name.as_str()));
        slots.find(|slot| !slot.ex_none).copied()
    }

    fn check(&self, index: usize, slot: &Slot) -> Option<Violation> {
        let (base, number) = parts(&slot.name).filter(|_| !slot.ex_none)?;
        let Some(origin) = self.by_name.get(base) else {
            return Some(self.without_base(index, slot, base));
        };
        if let Some(twin) = self.earlier_twin(index, slot, base) {
            return Some(self.twice(index, slot, twin));
        }
        let before = match number {
            0 => None,
            1 => Some(*origin),
            _ => self.member(base, number - 1),
        };
        match before {
            None => Some(self.gap(index, slot, base, number)),
            Some(before) if before.revision >= slot.revision => Some(self.same_revision(index, slot, before)),
            Some(_) => None,
        }
    }

    /// `read_ex` for `read_ex1` and the reverse, when it stands earlier.
    fn earlier_twin(&self, index: usize, slot: &Slot, base: &str) -> Option<&Slot> {
        let twin = match slot.name.as_str() {
            name if name == format!("{base}_ex") => format!("{base}_ex1"),
            name if name == format!("{base}_ex1") => format!("{base}_ex"),
            _ => return None,
        };
        self.table.slots.iter().take(index).find(|slot| slot.name == twin && !slot.ex_none)
    }

    fn violation(&self, code: Code, index: usize, slot: &Slot, found: &str) -> Violation {
        let place = Place::Slot { table: self.table.id.clone(), slot: index };
        let name = format!("slot {index} `{}::{}`", self.table.trait_name, slot.name);
        Violation::new(code, place, format!("{name} {found}")).now(canon::signature(slot))
    }

    fn without_base(&self, index: usize, slot: &Slot, base: &str) -> Violation {
        let found = format!("is named as if it superseded `{base}`, but the trait has no `{base}`");
        self.violation(Code::ExWithoutBase, index, slot, &found).help([
            format!(
                "name it after the slot that it supersedes, or put `{base}` into the trait, in an earlier revision;"
            ),
            "if it supersedes nothing and only looks like an Ex slot, write `#[ex(none)]` on it".to_owned(),
        ])
    }

    fn twice(&self, index: usize, slot: &Slot, twin: &Slot) -> Violation {
        let next = next_name(slot, &[self.table]);
        let found = format!("and `{}` both claim to be the first to supersede their base", twin.name);
        self.violation(Code::ExTwice, index, slot, &found)
            .help([format!("name the later one `{next}`; `_ex` and `_ex1` mean the same number")])
    }

    fn gap(&self, index: usize, slot: &Slot, base: &str, number: u32) -> Violation {
        if number == 0 {
            let found = "has the number 0, but Ex slots count from 1".to_owned();
            let help = format!("name it `{}`", next_name(&Slot { ex_none: false, ..slot.clone() }, &[self.table]));
            return self.violation(Code::ExGap, index, slot, &found).help([help]);
        }
        let first = (1..number).find(|&number| self.member(base, number).is_none()).unwrap_or(1);
        let missing = list(&[format!("{base}_ex{}", number - 1)]);
        let found = format!("comes without {missing} before it");
        self.violation(Code::ExGap, index, slot, &found)
            .help([format!("name it `{base}_ex{first}`: Ex slots count 1, 2, 3 with no gap")])
    }

    fn same_revision(&self, index: usize, slot: &Slot, before: &Slot) -> Violation {
        let found = format!(
            "is of revision {}, but supersedes `{}` of revision {}",
            slot.revision, before.name, before.revision
        );
        let later = before.revision.saturating_add(1);
        let help = match slot.revision == before.revision {
            true => format!(
                "change `{}` itself while it is a draft; when it is frozen, put this slot into revision {later} or a later one",
                before.name
            ),
            false => format!("put it into revision {later} or a later one: a slot cannot supersede what came after it"),
        };
        self.violation(Code::ExSameRevision, index, slot, &found).help([help])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_split_at_the_last_ex() {
        assert_eq!(parts("read_ex"), Some(("read", 1)));
        assert_eq!(parts("read_ex12"), Some(("read", 12)));
        assert_eq!(parts("read_ex1_ex2"), Some(("read_ex1", 2)));
        for name in ["read", "regex", "_ex1", "read_ex01", "read_exact", "read_ex99999999999", "read_ex1a"] {
            assert_eq!(parts(name), None, "{name}");
        }
    }
}
