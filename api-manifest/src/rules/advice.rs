//! The ways out: which slot to append, under which name and revision.

use super::ex;
use super::numbered::successor;
use super::substitute::{in_slot, in_type};
use crate::canon;
use crate::model::{Lifetimes, Slot, Table, Type};
use vtable_api_contract::MAX_REVISION;

/// The table that a break is in, as recorded and as the source has it now.
#[derive(Clone, Copy)]
pub(super) struct Tables<'a> {
    pub(super) recorded: &'a Table,
    pub(super) now: &'a Table,
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

    /// Where a slot appended now would go: behind the drafts there are.
    pub(super) fn next_revision(&self) -> Option<u32> {
        let mut next = self.last_revision() + 1;
        for slot in &self.now.slots {
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
        let mut lines = vec![format!("{first} at the end of the trait:")];
        lines.append(&mut code(&Slot { revision, ..slot.clone() }));
        lines
    }

    /// How to append the changed `slot` as an Ex slot.
    pub(super) fn append_ex(&self, first: &str, slot: &Slot) -> Vec<String> {
        let name = ex::next_name(slot, &[self.recorded, self.now]);
        self.append(first, &Slot { name, ..slot.clone() })
    }

    fn full(&self, first: &str) -> Vec<String> {
        let id = successor(&self.recorded.id);
        vec![
            format!("{first} in a successor table, a new trait with its own id:"),
            format!("    #[vtable_api(id = \"{id}\")]"),
            format!("all {MAX_REVISION} revisions of this table are used"),
        ]
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

/// A slot as it would stand in the trait; where its types hide their lifetimes, those are beside it.
pub(super) fn code(slot: &Slot) -> Vec<String> {
    let (mut lines, mut slot) = (Vec::new(), slot.clone());
    in_slot(&mut slot, &in_crate);
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

/// A type of another package by a path: the crate is called like the package, but for what no name may have.
pub(super) fn in_crate(ty: &Type) -> Option<Type> {
    match ty {
        Type::Named { package: Some(package), name, args } if package.contains('-') => {
            let mut named =
                Type::Named { package: Some(package.replace('-', "_")), name: name.clone(), args: args.clone() };
            in_type(&mut named, &in_crate);
            Some(named)
        }
        Type::Named { package: Some(package), name, args } if package == "core" => Some(of_std(name, args)),
        _ => None,
    }
}

/// A type of std that the record has as a definition of package `core`, by the path that it has in Rust. A map may have been of
/// either kind.
fn of_std(name: &str, args: &[Type]) -> Type {
    let mut args = args.to_vec();
    args.iter_mut().for_each(|arg| in_type(arg, &in_crate));
    let (path, name) = match name {
        "char" => return Type::Unresolved(name.into()),
        "Tuple2" | "Tuple3" | "Tuple4" => {
            let parts: Vec<_> = args.iter().map(Type::to_string).collect();
            return Type::Unresolved(format!("({})", parts.join(", ")));
        }
        "Range" => ("core::ops", name),
        "NonZero" => ("core::num", name),
        "MaybeUninit" | "ManuallyDrop" => ("core::mem", name),
        "Duration" => ("core::time", name),
        "SystemTime" => ("std::time", name),
        "Map" => ("std::collections", "HashMap"),
        "Set" => ("std::collections", "HashSet"),
        name => ("core", name),
    };
    Type::Named { package: Some(path.into()), name: name.into(), args }
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
    fn what_is_offered_is_rust() {
        let slot = canon::parse_signature("fn g(&self, a: &exo-types::G<[exo-types::P; 2]>, b: own::Q)").unwrap();
        assert_eq!(
            code(&Slot { revision: 2, ..slot }),
            ["    #[revision(2)]", "    fn g(&self, a: &exo_types::G<[exo_types::P; 2]>, b: own::Q) { .. }"]
        );
    }

    #[test]
    fn what_is_of_std_has_its_path_in_rust() {
        for (recorded, rust) in [
            ("fn f(a: core::char, b: core::NonZero<u8>)", "fn f(a: char, b: core::num::NonZero<u8>)"),
            ("fn f(a: core::Range<core::Duration>)", "fn f(a: core::ops::Range<core::time::Duration>)"),
            ("fn f() -> core::Tuple2<&str, core::Tuple3<u8, (), own-x::Y>>", "fn f() -> (&str, (u8, (), own_x::Y))"),
            (
                "fn f(a: &u8, b: core::Tuple2<&str, u8>) -> &u8 where ('a, _) -> 'a",
                "fn f<'a>(a: &'a u8, b: (&str, u8)) -> &'a u8",
            ),
            (
                "fn f(a: core::Map<core::SystemTime, core::Set<String>>)",
                "fn f(a: std::collections::HashMap<std::time::SystemTime, std::collections::HashSet<String>>)",
            ),
        ] {
            let slot = canon::parse_signature(recorded).unwrap();
            assert_eq!(code(&Slot { revision: 1, ..slot }), [format!("    {rust};")]);
        }
    }

    #[test]
    fn lists_read_aloud() {
        assert_eq!(list(&["a"]), "`a`");
        assert_eq!(list(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(list(&[]), "");
    }
}
