//! Rules that need no record: the order of revisions, Ex slots, names in C.

use super::findings::Found;
use super::numbered::successor;
use super::{c_names, ex};
use crate::canon;
use crate::diagnostics::Code;
use crate::model::{Slot, Table};
use crate::violation::{Place, Violation};
use vtable_api_contract::MAX_REVISION;

/// Checks what a table says of itself, by slot index.
pub(super) fn check(table: &Table, found: Found<'_>) {
    revisions(table, found);
    ex::check(table, found);
    c_names::check(table, found);
}

/// Revisions start with 1 and go up in the order of the source, by one at a time, to 63.
fn revisions(table: &Table, found: Found<'_>) {
    let mut last: Option<&Slot> = None;
    for (index, slot) in table.slots.iter().enumerate() {
        let before = match last {
            Some(last) => last.revision,
            None => 0,
        };
        let report = Report { table, index, slot };
        if slot.revision > MAX_REVISION {
            // One finding for the table: the slots behind it have the same way out.
            return found(index, report.limit());
        }
        match last {
            _ if slot.revision == 0 => found(index, report.zero()),
            Some(last) if slot.revision < before => found(index, report.order(last)),
            _ if slot.revision > before + 1 => found(index, report.skipped(before)),
            _ => {}
        }
        if slot.revision > before {
            last = Some(slot);
        }
    }
}

struct Report<'a> {
    table: &'a Table,
    index: usize,
    slot: &'a Slot,
}

impl Report<'_> {
    fn violation(&self, code: Code, found: &str) -> Violation {
        let place = Place::Slot { table: self.table.id.clone(), slot: self.index };
        let name = format!("slot {} `{}::{}`", self.index, self.table.trait_name, self.slot.name);
        Violation::new(code, place, format!("{name} {found}"))
    }

    fn zero(&self) -> Violation {
        self.violation(Code::RevisionAttribute, "has revision 0, but revisions are numbered from 1")
            .now("#[revision(0)]")
            .help("remove the attribute for revision 1, or write the revision in which the slot appears")
    }

    fn limit(&self) -> Violation {
        let id = successor(&self.table.id);
        self.violation(
            Code::RevisionLimit,
            &format!("has revision {}, but a table can have at most {MAX_REVISION}", self.slot.revision),
        )
        .now(format!("#[revision({})]", self.slot.revision))
        .help("leave this trait as it is, and put the slot into a successor table, which modules export beside it:")
        .help(format!("    #[vtable_api(id = \"{id}\")]"))
        .help(format!("    pub trait {}2 {{ {}; .. }}", self.table.trait_name, canon::signature(self.slot)))
    }

    fn order(&self, last: &Slot) -> Violation {
        let found = format!(
            "has revision {}, but comes after `{}` of revision {}",
            self.slot.revision, last.name, last.revision
        );
        self.violation(Code::RevisionOrder, &found).now(canon::signature(self.slot)).help(format!(
            "move it up to the slots of revision {}, or write `#[revision({})]` on it if it is new",
            self.slot.revision, last.revision
        ))
    }

    fn skipped(&self, before: u32) -> Violation {
        let next = before + 1;
        let found = match before {
            0 => format!("has revision {}, but the first slot of a table has revision 1", self.slot.revision),
            _ => format!("has revision {}, but revision {next} has no slots", self.slot.revision),
        };
        let help = match next {
            1 => "remove the attribute: a slot without it has revision 1".to_owned(),
            _ => format!("write `#[revision({next})]`: revisions are numbered without gaps"),
        };
        self.violation(Code::RevisionSkipped, &found).now(format!("#[revision({})]", self.slot.revision)).help(help)
    }
}
