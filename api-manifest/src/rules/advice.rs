//! The ways out: which slot to append, under which name and revision.

use super::ex;
use super::numbered::successor;
use super::spell::{self, Known};
use crate::canon;
use crate::model::{Lifetimes, Slot, Table, Type};
use vtable_api_contract::MAX_REVISION;

/// The table that a break is in, as recorded and as the source has it now.
#[derive(Clone, Copy)]
pub(super) struct Tables<'a> {
    pub(super) recorded: &'a Table,
    pub(super) now: &'a Table,
    pub(super) known: Known<'a>,
}

impl Tables<'_> {
    /// How messages name a recorded slot.
    pub(super) fn frozen(&self, slot: usize) -> String {
        let name = &self.now.trait_name;
        match self.recorded.slots.get(slot) {
            Some(Slot { name: slot_name, revision, .. }) => {
                format!("slot {slot} `{name}::{slot_name}` is frozen since revision {revision}")
            }
            None => format!("slot {slot} of `{name}` is frozen"),
        }
    }

    /// The last recorded revision; 0 when there is none.
    pub(super) fn last_revision(&self) -> u32 {
        last_recorded(self.recorded)
    }

    /// Where a slot appended now would go: behind the drafts that stand behind the frozen slots. One that stands before them is moved.
    pub(super) fn next_revision(&self) -> Option<u32> {
        let is_recorded = |slot: &Slot| self.recorded.slots.iter().any(|old| old.name == slot.name);
        let mut next = self.last_revision() + 1;
        for slot in self.now.slots.iter().rev() {
            if is_recorded(slot) {
                break;
            }
            if slot.revision <= MAX_REVISION {
                next = next.max(slot.revision);
            }
        }
        (next <= MAX_REVISION).then_some(next)
    }

    /// How to append `slot` as it is, behind a first line that says what else to do.
    pub(super) fn append(&self, first: &str, slot: &Slot) -> Vec<String> {
        let Some(revision) = self.next_revision() else {
            return self.full(first);
        };
        if !spell::is_certain(slot) {
            return vec![self.in_words(first, &slot.name, revision)];
        }
        let mut lines = vec![format!("{first} at the end of the trait:")];
        lines.append(&mut self.code(&Slot { revision, ..slot.clone() }));
        lines
    }

    /// How to append the changed `slot` as an Ex slot.
    pub(super) fn append_ex(&self, first: &str, slot: &Slot) -> Vec<String> {
        let name = ex::next_name(slot, &[self.recorded, self.now]);
        self.append(first, &Slot { name, ..slot.clone() })
    }

    /// The same without the code, for a parameter that crosses only where `ty` is memory: nobody knows here whether it is copied.
    pub(super) fn append_lent(&self, first: &str, slot: &Slot, ty: &Type) -> Vec<String> {
        let Some(revision) = self.next_revision() else {
            return self.full(first);
        };
        let name = ex::next_name(slot, &[self.recorded, self.now]);
        vec![
            format!("{};", self.in_words(first, &name, revision)),
            format!("if `{}` has no `repr`, that slot takes it by value and returns it", self.known.path(ty)),
        ]
    }

    fn in_words(&self, first: &str, name: &str, revision: u32) -> String {
        format!("{first} at the end of the trait, as `{name}` with `#[revision({revision})]`")
    }

    fn full(&self, first: &str) -> Vec<String> {
        let id = successor(&self.recorded.id);
        vec![
            format!("{first} in a successor table, a new trait with its own id:"),
            format!("    #[vtable_api(id = \"{id}\")]"),
            format!("all {MAX_REVISION} revisions of this table are used"),
        ]
    }

    /// A slot as it would stand in the trait; where its types hide their lifetimes, those are beside it.
    pub(super) fn code(&self, slot: &Slot) -> Vec<String> {
        let (mut lines, slot) = (Vec::new(), self.known.slot(slot));
        let signature = match canon::in_rust(&slot) {
            Some(signature) => signature,
            None => {
                let lifetimes = canon::suffix(&slot.lifetimes);
                lines.push(format!("    // lifetimes:{}", lifetimes.strip_prefix(" where").unwrap_or(&lifetimes)));
                canon::signature(&Slot { lifetimes: Lifetimes::default(), ..slot.clone() })
            }
        };
        match slot.revision {
            1 => lines.push(format!("    {signature};")),
            revision => {
                lines.push(format!("    #[revision({revision})]"));
                lines.push(format!("    {signature} {{ .. }}"));
            }
        }
        lines
    }
}

/// The last revision of a recorded table; 0 when there is none.
pub(super) fn last_recorded(table: &Table) -> u32 {
    let mut last = 0;
    for revision in &table.revisions {
        last = last.max(revision.number);
    }
    last
}

/// `a`, `b` and `c`.
pub(super) fn list(names: &[&str]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        let before = match index {
            0 => "",
            _ if index + 1 == names.len() => " and ",
            _ => ", ",
        };
        text.push_str(&format!("{before}`{name}`"));
    }
    text
}

/// `a, b, c`.
pub(super) fn commas(names: &[&str]) -> String {
    let mut text = String::new();
    for name in names {
        text.push_str(if text.is_empty() { "" } else { ", " });
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_aloud() {
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(list(&[]), "");
    }
}
