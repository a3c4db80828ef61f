//! Ex slots: `read_ex1`, `read_ex2`, … supersede `read`, each in a later revision than the one before.

use super::findings::Found;
use super::numbered::split_digits;
use crate::canon;
use crate::diagnostics::Code;
use crate::index::Index;
use crate::model::{Slot, Table};
use crate::violation::{Place, Violation};

/// Splits `read_ex2` into `read` and 2. A bare `_ex` is the first.
pub(super) fn parts(name: &str) -> Option<(&str, u32)> {
    let (start, digits) = split_digits(name);
    let base = start.strip_suffix("_ex")?;
    let is_plain = digits == "0" || !digits.starts_with('0');
    match digits {
        _ if base.is_empty() || !is_plain => None,
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
    let mut last = 0;
    for table in tables {
        for slot in &table.slots {
            match parts(&slot.name) {
                Some((of, number)) if of == base => last = last.max(number),
                _ => {}
            }
        }
    }
    format!("{base}_ex{}", last.saturating_add(1))
}

/// Checks every Ex slot of a table.
pub(super) fn check(table: &Table, found: Found<'_>) {
    let mut by_name = Index::default();
    for (index, slot) in table.slots.iter().enumerate() {
        by_name.note(&slot.name, index);
    }
    let family = Family { table, by_name };
    for (index, slot) in table.slots.iter().enumerate() {
        if let Some(violation) = family.check(index, slot) {
            found(index, violation);
        }
    }
}

struct Family<'a> {
    table: &'a Table,
    by_name: Index,
}

impl Family<'_> {
    fn slot(&self, name: &str) -> Option<&Slot> {
        self.by_name.get(name).map(|index| &self.table.slots[index])
    }

    /// The Ex slot of that number, under either spelling of the first.
    fn member(&self, base: &str, number: u32) -> Option<&Slot> {
        match self.slot(&format!("{base}_ex{number}")) {
            Some(slot) if !slot.ex_none => return Some(slot),
            _ if number != 1 => return None,
            _ => {}
        }
        self.slot(&format!("{base}_ex")).filter(|slot| !slot.ex_none)
    }

    fn check(&self, index: usize, slot: &Slot) -> Option<Violation> {
        if slot.ex_none {
            return None;
        }
        let (base, number) = parts(&slot.name)?;
        let Some(origin) = self.slot(base) else {
            return Some(self.without_base(index, slot, base));
        };
        if let Some(twin) = self.earlier_twin(index, slot, base) {
            return Some(self.twice(index, slot, twin));
        }
        let before = match number {
            0 => None,
            1 => Some(origin),
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
        let twin = match slot.name.strip_prefix(base) {
            Some("_ex") => format!("{base}_ex1"),
            Some("_ex1") => format!("{base}_ex"),
            _ => return None,
        };
        let earlier = &self.table.slots[..index];
        earlier.iter().find(|slot| slot.name == twin && !slot.ex_none)
    }

    fn violation(&self, code: Code, index: usize, slot: &Slot, found: &str) -> Violation {
        let place = Place::Slot { table: self.table.id.clone(), slot: index };
        let name = format!("slot {index} `{}::{}`", self.table.trait_name, slot.name);
        Violation::new(code, place, format!("{name} {found}")).now(canon::signature(slot))
    }

    fn without_base(&self, index: usize, slot: &Slot, base: &str) -> Violation {
        let found = format!("is named as if it superseded `{base}`, but the trait has no `{base}`");
        self.violation(Code::ExWithoutBase, index, slot, &found)
            .help(format!(
                "name it after the slot that it supersedes, or add `{base}` to the trait, in an earlier revision;"
            ))
            .help("if it supersedes nothing and only looks like an Ex slot, write `#[ex(none)]` on it")
    }

    fn twice(&self, index: usize, slot: &Slot, twin: &Slot) -> Violation {
        let next = next_name(slot, &[self.table]);
        let found = format!("and `{}` both claim to be the first to supersede their base", twin.name);
        self.violation(Code::ExTwice, index, slot, &found)
            .help(format!("name the later one `{next}`; `_ex` and `_ex1` mean the same number"))
    }

    fn gap(&self, index: usize, slot: &Slot, base: &str, number: u32) -> Violation {
        if number == 0 {
            let found = "has the number 0, but Ex slots are numbered from 1";
            let help = format!("name it `{}`", next_name(&Slot { ex_none: false, ..slot.clone() }, &[self.table]));
            return self.violation(Code::ExGap, index, slot, found).help(help);
        }
        let mut first = 1;
        while first < number && self.member(base, first).is_some() {
            first += 1;
        }
        let found = format!("has no `{base}_ex{}` before it", number - 1);
        self.violation(Code::ExGap, index, slot, &found)
            .help(format!("name it `{base}_ex{first}`: Ex slots are numbered 1, 2, 3 without gaps"))
    }

    fn same_revision(&self, index: usize, slot: &Slot, before: &Slot) -> Violation {
        let found =
            format!("has revision {}, but supersedes `{}` of revision {}", slot.revision, before.name, before.revision);
        let later = before.revision.saturating_add(1);
        let help = match slot.revision == before.revision {
            true => format!(
                "change `{}` itself while it is a draft; when it is frozen, put this slot into revision {later} or a later one",
                before.name
            ),
            false => format!("put it into revision {later} or a later one: a slot cannot supersede what came after it"),
        };
        self.violation(Code::ExSameRevision, index, slot, &found).help(help)
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
