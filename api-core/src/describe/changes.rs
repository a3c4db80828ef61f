//! Definitions as they are now, against those that are recorded: the first that changed, and what the build says of it.

use super::flatten::{self, Rope};
use super::info::{Definition, Member, REFUSED, TypeInfo, TypeRef, same_place};
use super::message::{Message, two_of_one_name};
use super::walk::{Index, Path};
use vtable_api_contract::record::word;

/// A recorded definition, as the macro read it from `abi.toml`.
#[derive(Clone, Copy, Debug)]
pub struct RecordedType {
    /// [`crate::describe::key`] of package and identifier.
    pub key: u64,
    /// The canonical name.
    pub name: &'static str,
    /// As [`Definition::kind`].
    pub kind: &'static str,
    /// As [`Definition::repr`].
    pub repr: &'static str,
    /// As [`Definition::lifetimes`].
    pub lifetimes: &'static str,
    /// As [`Definition::traits`].
    pub traits: &'static str,
    /// Fields or variants.
    pub members: &'static [&'static str],
    /// [`Definition::checked`] of a definition that was compared with this record.
    pub digest: u64,
    /// Its line in `abi.toml`.
    pub line: u32,
}

/// What [`first_changed`] found.
#[derive(Clone, Copy)]
pub struct Changed {
    /// The root that leads to it.
    pub root: usize,
    now: TypeRef,
    recorded: usize,
    /// Another type of the same name, reached before.
    twin: Option<TypeRef>,
}

/// The first reached type that is not what was recorded, but for those that their own definition compares. An open enum may
/// have more variants, unless the build `is_locked`.
#[inline]
pub const fn first_changed<const N: usize>(
    roots: &[TypeRef],
    local: &str,
    is_locked: bool,
    recorded: &[RecordedType; N],
) -> Option<Changed> {
    let mut walk =
        Walk { recorded, index: Index::new(), seen: [None; N], path: Path::new(), local, is_locked, root: 0 };
    let mut i = 0;
    while i < N {
        walk.index.add(recorded[i].key, i);
        i += 1;
    }
    while walk.root < roots.len() {
        let changed = walk.from(roots[walk.root]);
        if changed.is_some() {
            return changed;
        }
        walk.root += 1;
    }
    None
}

struct Walk<'a, const N: usize> {
    recorded: &'a [RecordedType; N],
    index: Index<N>,
    seen: [Option<TypeRef>; N],
    path: Path,
    local: &'a str,
    is_locked: bool,
    root: usize,
}

impl<const N: usize> Walk<'_, N> {
    #[inline]
    const fn from(&mut self, root: TypeRef) -> Option<Changed> {
        let mut next = Some(root);
        while let Some(now) = next {
            let changed = self.visit(now);
            if changed.is_some() {
                return changed;
            }
            next = self.path.next();
        }
        None
    }

    #[inline]
    const fn visit(&mut self, now: TypeRef) -> Option<Changed> {
        let info = now.get();
        if let Some(definition) = &info.definition {
            // A name that is not recorded was reported where it is named.
            let Some(index) = self.find(definition.key, info.name) else { return None };
            let recorded = &self.recorded[index];
            if let Some(first) = self.seen[index]
                && !same_place(first.get(), info)
            {
                return Some(Changed { root: self.root, now, recorded: index, twin: Some(first) });
            }
            if !is_checked(definition, recorded) && !same_definition(definition, recorded, self.local, !self.is_locked)
            {
                return Some(Changed { root: self.root, now, recorded: index, twin: None });
            }
            // Arguments of one name may be two types.
            if self.seen[index].is_some() && !info.is_generic() {
                return None;
            }
            self.seen[index] = Some(now);
        }
        self.path.enter(info.reaches);
        None
    }

    #[inline]
    const fn find(&self, key: u64, name: Rope) -> Option<usize> {
        let mut at = self.index.last(key);
        while let Some(i) = at {
            if self.recorded[i].key == key && flatten::is(name, self.local, self.recorded[i].name) {
                return Some(i);
            }
            at = self.index.before(i);
        }
        None
    }
}

#[inline]
const fn is_checked(now: &Definition, recorded: &RecordedType) -> bool {
    now.checked == recorded.digest || now.checked == REFUSED
}

#[inline]
const fn same_definition(now: &Definition, recorded: &RecordedType, local: &str, may_grow: bool) -> bool {
    if !flatten::same(now.kind, recorded.kind) || !flatten::same(now.repr, recorded.repr) {
        return false;
    }
    if !flatten::is(now.lifetimes, local, recorded.lifetimes) || !flatten::same(now.traits, recorded.traits) {
        return false;
    }
    let members = first_growth(now);
    let open = flatten::same(now.kind, "open enum");
    let grows = members.len() > recorded.members.len();
    if members.len() < recorded.members.len() || (grows && !(open && may_grow)) {
        return false;
    }
    // The order of variants is not part of the contract, that of fields is.
    let any_order = open || flatten::same(now.kind, "enum");
    let mut i = 0;
    while i < recorded.members.len() {
        let text = recorded.members[i];
        let same = flatten::is(members[i].text, local, text) || (any_order && has_member(now, text, local));
        if !same {
            return false;
        }
        i += 1;
    }
    true
}

/// All members; of a growable type, those of growth 1, behind the line that says so: what came later is for its own package to compare.
#[inline]
const fn first_growth(now: &Definition) -> &'static [Member] {
    let all = now.members;
    if all.is_empty() || !flatten::same(all[0].keyword, word::GROWTH) {
        return all;
    }
    let mut end = 1;
    while end < all.len() && !flatten::same(all[end].keyword, word::GROWTH) {
        end += 1;
    }
    all.split_at(end).0.split_at(1).1
}

#[inline]
const fn has_member(now: &Definition, text: &str, local: &str) -> bool {
    let mut i = 0;
    while i < now.members.len() {
        if flatten::is(now.members[i].text, local, text) {
            return true;
        }
        i += 1;
    }
    false
}

/// Reports what [`first_changed`] found, if `root` is where it was found.
#[track_caller]
#[inline]
pub const fn report<const N: usize>(
    changed: &Option<Changed>,
    root: usize,
    slot: &str,
    local: &str,
    recorded: &[RecordedType; N],
) {
    if let Some(changed) = changed
        && changed.root == root
    {
        if let Some(twin) = changed.twin {
            two_of_one_name(twin.get(), changed.now.get(), local)
        }
        describe_change(changed, slot, local, &recorded[changed.recorded])
    }
}

#[track_caller]
#[inline]
const fn describe_change(changed: &Changed, slot: &str, local: &str, recorded: &RecordedType) -> ! {
    let info: &TypeInfo = changed.now.get();
    if let Some(definition) = &info.definition
        && same_definition(definition, recorded, local, true)
    {
        describe_draft(definition, slot, local, recorded)
    }
    let mut message = Message::new();
    message.text("[VT0012] `");
    message.text(recorded.name);
    message.text("` is frozen, and ");
    message.text(slot);
    message.text(" reaches it: its definition changed");
    both_definitions(&mut message, recorded, info.definition.as_ref(), local);
    message.text("\n  help: restore it (for a dependency, pin the version that has it); put additions in a new type that a new `_ex1` slot takes");
    if let Some(definition) = &info.definition {
        let members = first_growth(definition);
        let mut i = 0;
        while i < members.len() && i < recorded.members.len() {
            message.moved(members[i].text, local, recorded.members[i]);
            i += 1;
        }
    }
    message.fail()
}

/// A locked build, and an open enum with variants that no record has.
#[track_caller]
#[inline]
const fn describe_draft(now: &Definition, slot: &str, local: &str, recorded: &RecordedType) -> ! {
    let mut message = Message::new();
    message.text("[VT0056] the open enum `");
    message.text(recorded.name);
    message.text("`, which ");
    message.text(slot);
    message.text(" reaches, has draft variants, and this build is locked");
    both_definitions(&mut message, recorded, Some(now), local);
    message.text("\n  help: run `cargo vtable-api freeze` and commit abi.toml, or build without VTABLE_API=locked");
    message.fail()
}

/// What is recorded, and where; and what there is now.
#[inline]
const fn both_definitions(message: &mut Message, recorded: &RecordedType, now: Option<&Definition>, local: &str) {
    message.text("\n  recorded: ");
    message.text(recorded.kind);
    members_recorded(message, recorded);
    message.text("          (abi.toml:");
    message.number(recorded.line as i128);
    message.text(")\n  now:      ");
    if let Some(now) = now {
        message.text(now.kind);
        members_now(message, now, local);
    }
}

#[inline]
const fn members_recorded(message: &mut Message, recorded: &RecordedType) {
    if !flatten::same(recorded.repr, "-") {
        message.text("(");
        message.text(recorded.repr);
        message.text(")");
    }
    let mut i = 0;
    while i < recorded.members.len() {
        message.text(if i == 0 { " { " } else { ", " });
        message.text(recorded.members[i]);
        i += 1;
    }
    message.text(if i == 0 { "" } else { " }" });
    traits(message, recorded.traits);
    if !recorded.lifetimes.is_empty() {
        message.text(" where ");
        message.text(recorded.lifetimes);
    }
}

#[inline]
const fn traits(message: &mut Message, traits: &str) {
    if !traits.is_empty() {
        message.text(": ");
        message.text(traits);
    }
}

#[inline]
const fn members_now(message: &mut Message, now: &Definition, local: &str) {
    if !flatten::same(now.repr, "-") {
        message.text("(");
        message.text(now.repr);
        message.text(")");
    }
    let members = first_growth(now);
    let mut i = 0;
    while i < members.len() {
        message.text(if i == 0 { " { " } else { ", " });
        message.rope(members[i].text, local);
        i += 1;
    }
    message.text(if i == 0 { "" } else { " }" });
    traits(message, now.traits);
    if flatten::len(now.lifetimes, local) > 0 {
        message.text(" where ");
        message.rope(now.lifetimes, local);
    }
}
