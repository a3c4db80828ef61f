//! Rules on the row of slots: each keeps its name, place and revision; new ones come last, in a new revision.

use super::advice::Tables;
use super::align::{Fate, align};
use super::findings::Findings;
use super::spell;
use crate::canon;
use crate::diagnostics::Code;
use crate::model::Slot;
use crate::violation::{Place, Violation};

/// What the row of slots has to say: findings by position, and which slots are the same in both.
pub(super) struct Row {
    pub(super) found: Findings,
    /// Recorded index, index now.
    pub(super) matched: Vec<(usize, usize)>,
}

/// Compares the recorded row with the row in the source.
pub(super) fn check(tables: Tables<'_>) -> Row {
    let (recorded, now) = (&tables.recorded.slots, &tables.now.slots);
    let aligned = align(&names(recorded), &names(now), &|old, new| renamed(&recorded[old], &now[new]), &|new| {
        now[new].revision > tables.last_revision()
    });
    let mut row = Row { found: Findings::default(), matched: Vec::new() };
    for (new, fate) in aligned.now.iter().enumerate() {
        if let Fate::Kept(old) | Fate::Moved(old) = *fate {
            row.matched.push((old, new));
        }
        if let Some(violation) = verdict(tables, *fate, new) {
            row.found.push(new, violation);
        }
    }
    for &old in &aligned.lost {
        row.found.push(old, removed(tables, old));
    }
    row
}

fn names(slots: &[Slot]) -> Vec<&str> {
    let mut names = Vec::with_capacity(slots.len());
    for slot in slots {
        names.push(slot.name.as_str());
    }
    names
}

/// Whether two slots differ by their name, revision and the parameters' names only.
fn renamed(recorded: &Slot, now: &Slot) -> bool {
    let named = Slot { name: recorded.name.clone(), ..now.clone() };
    canon::signature_nameless(recorded) == canon::signature_nameless(&named)
}

fn verdict(tables: Tables<'_>, fate: Fate, new: usize) -> Option<Violation> {
    let slot = tables.now.slots.get(new)?;
    match fate {
        Fate::Kept(old) => revision_changed(tables, old, new),
        Fate::Moved(old) => Some(moved(tables, old, new)),
        Fate::Replaces(old) => Some(replaced(tables, old, new)),
        Fate::Inserted => Some(inserted(tables, new)),
        Fate::Appended if slot.revision <= tables.last_revision() => Some(untagged(tables, new)),
        Fate::Appended => None,
    }
}

fn place(tables: Tables<'_>, slot: usize) -> Place {
    Place::Slot { table: tables.now.id.clone(), slot }
}

/// A violation about a recorded slot, with that slot's signature.
fn about(tables: Tables<'_>, code: Code, old: usize, place: Place, what: &str) -> Violation {
    let violation = Violation::new(code, place, format!("{}: {what}", tables.frozen(old)));
    match tables.recorded.slots.get(old) {
        Some(slot) => violation.recorded(canon::signature(slot), slot.line),
        None => violation,
    }
}

fn move_back(tables: Tables<'_>, old: usize) -> String {
    match old {
        0 => "move it back to the front".to_owned(),
        _ => format!("move it back {}", where_it_was(tables, old)),
    }
}

/// `as the first slot` or ``behind `open` ``, in recorded order.
fn where_it_was(tables: Tables<'_>, old: usize) -> String {
    match old.checked_sub(1).and_then(|before| tables.recorded.slots.get(before)) {
        Some(before) => format!("after `{}`", before.name),
        None => "as the first slot".to_owned(),
    }
}

const DEPRECATED: &str = "a slot that nobody should call any more stays, marked `#[deprecated]`";

fn removed(tables: Tables<'_>, old: usize) -> Violation {
    let place = Place::Table { table: tables.now.id.clone() };
    let violation = about(tables, Code::SlotRemoved, old, place, "it was removed");
    let at = where_it_was(tables, old);
    match tables.recorded.slots.get(old).filter(|slot| spell::is_certain(slot)) {
        Some(slot) => violation.help(format!("put it back {at}; {DEPRECATED}:")).help_lines(tables.code(slot)),
        None => violation.help(format!("put it back {at}, each map and set of the kind that it was; {DEPRECATED}")),
    }
}

fn moved(tables: Tables<'_>, old: usize, new: usize) -> Violation {
    let line = tables.recorded.slots.get(old).and_then(|slot| slot.line);
    let message = format!("{}: it moved to place {new}", tables.frozen(old));
    Violation::new(Code::SlotMoved, place(tables, new), message)
        .recorded(format!("slot {old}"), line)
        .now(format!("slot {new}"))
        .help(format!("{}; released slots keep their order forever", move_back(tables, old)))
}

fn replaced(tables: Tables<'_>, old: usize, new: usize) -> Violation {
    let (Some(before), Some(slot)) = (tables.recorded.slots.get(old), tables.now.slots.get(new)) else {
        return removed(tables, old);
    };
    let (what, first) = match renamed(before, slot) {
        true => (
            format!("it was renamed to `{}`", slot.name),
            "restore its name, and append the new name as a separate slot",
        ),
        false => (format!("`{}` is in its place", slot.name), "put it back, and append the new slot"),
    };
    about(tables, Code::SlotRenamed, old, place(tables, new), &what)
        .now(canon::signature(slot))
        .help_lines(tables.append(first, slot))
}

fn inserted(tables: Tables<'_>, new: usize) -> Violation {
    let Some(slot) = tables.now.slots.get(new) else {
        return Violation::new(Code::SlotMoved, place(tables, new), "a slot was inserted");
    };
    let place_of_it = match next_recorded(tables, new) {
        Some(next) => format!("before `{}`, which is frozen since revision {}", next.name, next.revision),
        None => "among frozen slots".to_owned(),
    };
    let name = &tables.now.trait_name;
    let message = format!("slot {new} `{name}::{}` is new, and was inserted {place_of_it}", slot.name);
    let violation = Violation::new(Code::SlotMoved, place(tables, new), message);
    let violation = match tables.recorded.slots.get(new) {
        Some(there) => violation.recorded(canon::signature(there), there.line),
        None => violation,
    };
    let help = tables.append("leave the frozen slots where they are, and put it", slot);
    violation.now(canon::signature(slot)).help_lines(help)
}

/// The first recorded slot behind `new` in the source.
fn next_recorded<'a>(tables: Tables<'a>, new: usize) -> Option<&'a Slot> {
    let behind = tables.now.slots.get(new + 1..)?;
    behind.iter().find_map(|slot| tables.recorded.slots.iter().find(|old| old.name == slot.name))
}

fn untagged(tables: Tables<'_>, new: usize) -> Violation {
    let Some(slot) = tables.now.slots.get(new) else {
        return Violation::new(Code::AppendWithoutRevision, place(tables, new), "a slot was appended");
    };
    let revision = slot.revision;
    let message = format!(
        "slot {new} `{}::{}` is new, but would belong to revision {revision}, which is frozen",
        tables.now.trait_name, slot.name
    );
    let violation = Violation::new(Code::AppendWithoutRevision, place(tables, new), message);
    let recorded = tables.recorded.revisions.iter().find(|recorded| recorded.number == revision);
    let last = tables.recorded.slots.iter().rev().find(|slot| slot.revision == revision);
    let violation = match (recorded, last) {
        (Some(recorded), Some(last)) => {
            violation.recorded(format!("revision {revision} ends with `{}`", last.name), recorded.line)
        }
        _ => violation,
    };
    violation.now(canon::signature(slot)).help_lines(tables.append("give it the next revision; it stays", slot))
}

fn revision_changed(tables: Tables<'_>, old: usize, new: usize) -> Option<Violation> {
    let (recorded, now) = (tables.recorded.slots.get(old)?, tables.now.slots.get(new)?);
    if recorded.revision == now.revision {
        return None;
    }
    let message = format!("{}: its revision changed", tables.frozen(old));
    let help = match recorded.revision {
        1 => format!("remove `#[revision({})]`: a slot without the attribute has revision 1", now.revision),
        revision => format!("write `#[revision({revision})]` on it again"),
    };
    let violation = Violation::new(Code::SlotRevision, place(tables, new), message)
        .recorded(format!("revision {}", recorded.revision), recorded.line)
        .now(format!("revision {}", now.revision));
    Some(violation.help(help))
}
