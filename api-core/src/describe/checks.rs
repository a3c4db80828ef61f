//! The second layer of the build's checks: resolved types against the record, in const evaluation.
//!
//! Every function panics with the finished text of a diagnostic; `#[track_caller]` puts it on the user's line.

mod moved;

use crate::describe::flatten;
use crate::describe::info::{Definition, ObjectOf, REFUSED, Rope, State, TypeInfo, TypeRef};
use crate::describe::record::same_place;
use crate::describe::walk::{Index, Path};

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

/// Text for one message, cut where the buffer ends.
pub(crate) struct Message {
    bytes: [u8; 4096],
    len: usize,
}

impl Message {
    #[inline]
    pub(crate) const fn new() -> Self {
        Message { bytes: [0; 4096], len: 0 }
    }

    #[inline]
    pub(crate) const fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let room = self.bytes.len() - self.len;
        let len = if bytes.len() < room { bytes.len() } else { room };
        self.len = flatten::copy(bytes.split_at(len).0, &mut self.bytes, self.len);
    }

    #[inline]
    const fn rope(&mut self, rope: Rope, local: &str) {
        if flatten::len(rope, local) <= self.bytes.len() - self.len {
            self.len = flatten::write(rope, local, &mut self.bytes, self.len);
        }
    }

    /// The module; with the file, where that does not tell.
    #[inline]
    const fn place(&mut self, definition: &Definition, with_file: bool) {
        self.text(definition.module);
        if with_file {
            let (file, line, _) = definition.place;
            self.text("` at `");
            self.text(file);
            self.text(":");
            self.number(line as i128);
        }
    }

    #[inline]
    const fn number(&mut self, number: i128) {
        if number < 0 {
            self.text("-");
        }
        let value = number.unsigned_abs();
        if value >= 10 {
            self.number((value / 10) as i128);
        }
        self.text("0123456789".split_at((value % 10) as usize).1.split_at(1).0);
    }

    /// How to pin the package, if nothing differs but that.
    #[inline]
    const fn moved(&mut self, now: Rope, local: &str, recorded: &str) {
        let mut buffer = [0; 512];
        let len = flatten::len(now, local);
        if len > buffer.len() {
            return;
        }
        flatten::write(now, local, &mut buffer, 0);
        if let Some((package, name)) = moved::from(buffer.split_at(len).0, recorded, local) {
            self.text("\n        if it is the recorded `");
            self.text(name);
            self.text("`, which has moved or whose package was renamed, write `#[abi(package = \"");
            self.text(package);
            self.text("\")]` on it");
        }
    }

    #[track_caller]
    #[inline]
    pub(crate) const fn fail(&self) -> ! {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => fail(text),
            Err(_) => fail("a message that was cut inside a character"),
        }
    }
}

/// Ends const evaluation with a diagnostic.
#[track_caller]
#[inline]
pub const fn fail(text: &str) -> ! {
    panic!("{}", text)
}

/// The type that tokens resolve to is the recorded one; else `before`, its name, `after`.
#[track_caller]
#[inline]
pub const fn is_recorded(now: Rope, local: &str, recorded: &str, before: &str, after: &str) {
    if !flatten::is(now, local, recorded) {
        let mut message = Message::new();
        message.text(before);
        message.rope(now, local);
        message.text(after);
        if is_by_target(now, local, recorded) {
            message
                .text("\n        if it is a C type behind an alias, it differs between targets: write `c_long` itself");
        }
        message.moved(now, local, recorded);
        message.fail()
    }
}

/// Whether the two differ as the C types of two targets do: in the size of an integer, or in the sign of a byte.
#[inline]
const fn is_by_target(now: Rope, local: &str, recorded: &str) -> bool {
    let (len, was) = (flatten::len(now, local), recorded.as_bytes());
    let mut buffer = [0; 512];
    if len > buffer.len() {
        return false;
    }
    flatten::write(now, local, &mut buffer, 0);
    let now = buffer.split_at(len).0;
    let mut at = 0;
    while at < len && at < was.len() && now[at] == was[at] {
        at += 1;
    }
    is_pair(now, was, at, "32", "64") || is_pair(now, was, at, "i8", "u8")
}

#[inline]
const fn is_pair(a: &[u8], b: &[u8], at: usize, one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    (starts(a, at, one) && starts(b, at, other)) || (starts(a, at, other) && starts(b, at, one))
}

#[inline]
const fn starts(text: &[u8], at: usize, piece: &[u8]) -> bool {
    flatten::starts(text, at, piece).is_some()
}

/// The discriminant that the compiler counted is the recorded one; else `before`, its value, `after`.
#[track_caller]
#[inline]
pub const fn is_value(now: i128, recorded: i128, before: &str, after: &str) {
    if now != recorded {
        let mut message = Message::new();
        message.text(before);
        message.number(now);
        message.text(after);
        message.fail()
    }
}

/// What the compiler knows of a type is what is recorded; else `before`, what it is, `after`.
#[track_caller]
#[inline]
pub const fn has_traits(now: &str, recorded: &str, before: &str, after: &str) {
    if !flatten::same(now, recorded) {
        let mut message = Message::new();
        message.text(before);
        message.text(if now.is_empty() { "as its fields imply" } else { now });
        message.text(after);
        message.fail()
    }
}

/// Every table that a slot's type names is recorded, or will be with the slot's; else `before`, the table, `after`.
#[track_caller]
#[inline]
pub const fn names_recorded(ty: TypeRef, package: &str, before: &str, after: &str) {
    let (mut path, mut next) = (Path::new(), Some(ty));
    while let Some(now) = next {
        let info = now.get();
        if let Some(object) = &info.object
            && !object.may_be_frozen(package)
        {
            unrecorded(object, before, after)
        }
        // No field is an object: it is no value in memory.
        if info.definition.is_none() {
            path.enter(info.reaches);
        }
        next = path.next();
    }
}

#[track_caller]
#[inline]
const fn unrecorded(object: &ObjectOf, before: &str, after: &str) -> ! {
    let mut message = Message::new();
    message.text(before);
    message.text("table `");
    message.text(object.id);
    message.text("` of package `");
    message.text(object.package);
    message.text(match object.state {
        State::Unrecorded => "`, which says `unrecorded`",
        State::Draft | State::Frozen => "`, which is a draft",
    });
    message.text(after);
    message.fail()
}

/// Whether `path`, a `module_path!()`, is `module` of its crate.
///
/// ```
/// use vtable_api_core::checks::is_module;
/// assert!(is_module("viewer::codecs", "codecs"));
/// assert!(is_module("viewer", ""));
/// assert!(!is_module("viewer::other", "codecs"));
/// ```
#[inline]
pub const fn is_module(path: &str, module: &str) -> bool {
    let bytes = path.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len() {
        if bytes[at] == b':' && bytes[at + 1] == b':' {
            return flatten::same(path.split_at(at + 2).1, module);
        }
        at += 1;
    }
    module.is_empty()
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
    let open = flatten::same(now.kind, "open enum");
    let grows = now.members.len() > recorded.members.len();
    if now.members.len() < recorded.members.len() || (grows && !(open && may_grow)) {
        return false;
    }
    // The order of variants is not part of the contract, that of fields is.
    let any_order = open || flatten::same(now.kind, "enum");
    let mut i = 0;
    while i < recorded.members.len() {
        let text = recorded.members[i];
        let same = flatten::is(now.members[i].text, local, text) || (any_order && has_member(now, text, local));
        if !same {
            return false;
        }
        i += 1;
    }
    true
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
        let mut i = 0;
        while i < definition.members.len() && i < recorded.members.len() {
            message.moved(definition.members[i].text, local, recorded.members[i]);
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

/// Two definitions of one name, told apart by their modules.
#[track_caller]
#[inline]
pub(crate) const fn two_of_one_name(a: &TypeInfo, b: &TypeInfo, local: &str) -> ! {
    let mut message = Message::new();
    message.text("[VT0022] two types that this table reaches are named `");
    message.rope(a.name, local);
    message.text("`: in `");
    if let (Some(a), Some(b)) = (&a.definition, &b.definition) {
        let alike = flatten::same(a.module, b.module);
        message.place(a, alike);
        message.text("` and in `");
        message.place(b, alike);
    }
    message.text("`\n  help: rename one of them, or give it a name for the record: `#[abi(name = \"..\")]`");
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
    let mut i = 0;
    while i < now.members.len() {
        message.text(if i == 0 { " { " } else { ", " });
        message.rope(now.members[i].text, local);
        i += 1;
    }
    message.text(if i == 0 { "" } else { " }" });
    traits(message, now.traits);
    if flatten::len(now.lifetimes, local) > 0 {
        message.text(" where ");
        message.rope(now.lifetimes, local);
    }
}
