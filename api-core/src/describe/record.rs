//! The record section: what a table is, and what a module does with tables, as framed text in the object file,
//! written in const evaluation.
//!
//! A frame is the magic, the payload's length (u32, little-endian) and the payload: UTF-8 lines with fields
//! split by tabs. Sections of several object files are concatenated, with padding between the frames.
//!
//! A linker leaves out what nothing refers to, and `#[used]` does not bind all of them: GNU ld drops such a section of a
//! linked crate for Windows. So every table and everyone who asks for one has its id from the record, where it
//! ends with a NUL: a record is in a file exactly where its table is provided or called.

use super::flatten::{self, Rope};
use super::info::{Definition, ObjectOf, State, TypeInfo, TypeRef, same_place};
use super::message::{fail, two_of_one_name};
use super::out::Out;
pub use super::walk::MAX_TYPES;
use super::walk::{Index, Path};
use core::ffi::CStr;
use vtable_api_contract::fnv;
use vtable_api_contract::record::{HEAD, TABLES, magic, word};

/// What a table's record is written from: made by the macro.
#[derive(Clone, Copy, Debug)]
pub struct TableRecord {
    /// `CARGO_PKG_NAME`: types of this package are named without it.
    pub package: &'static str,
    /// The lines before the fingerprints.
    pub head: Rope,
    /// The lines of slots; of types, too, where the record has them already.
    pub body: Rope,
    /// Each distinct type in the signatures, where the types are not in `body`.
    pub roots: &'static [TypeRef],
    /// Whether the tables that slots name are wanted: by the CLI.
    pub objects: bool,
}

/// The definitions and other tables that a table reaches, each once, in order.
#[derive(Clone, Copy)]
pub struct Reached {
    types: [Option<TypeRef>; MAX_TYPES],
    index: Index<MAX_TYPES>,
    len: usize,
}

impl Reached {
    /// Walks from the roots through every pointer, container, callback and field.
    ///
    /// # Panics
    /// When there are more than [`MAX_TYPES`].
    #[track_caller]
    #[inline]
    pub const fn from(roots: &'static [TypeRef], local: &str) -> Self {
        let mut reached = Reached { types: [None; MAX_TYPES], index: Index::new(), len: 0 };
        let mut path = Path::new();
        path.enter(roots);
        while let Some(next) = path.next() {
            let info = next.get();
            let is_new = match &info.definition {
                Some(definition) => reached.add(next, definition.key, local),
                None => {
                    if info.is_marker() {
                        fail(
                            "[VT0026] a `PhantomData` is inside another type or behind an alias, where no record can show it\n         \
                             help: make it a separate field, written as `PhantomData<..>`",
                        )
                    }
                    match &info.object {
                        Some(object) => reached.add(next, fnv::add(fnv::START, object.id.as_bytes()), local),
                        None => true,
                    }
                }
            };
            if is_new || info.is_generic() {
                path.enter(info.reaches);
            }
        }
        reached
    }

    /// The types and objects, by number.
    #[inline]
    pub(crate) const fn get(&self, at: usize) -> Option<TypeRef> {
        if at < self.len { self.types[at] } else { None }
    }

    /// Whether it was not known.
    #[inline]
    const fn add(&mut self, new: TypeRef, key: u64, local: &str) -> bool {
        let mut at = self.index.last(key);
        while let Some(i) = at {
            if let Some(known) = self.types[i]
                && same_type(known.get(), new.get(), local)
            {
                return false;
            }
            at = self.index.before(i);
        }
        assert!(self.len < MAX_TYPES, "a table can reach at most 1024 types");
        self.types[self.len] = Some(new);
        self.index.add(key, self.len);
        self.len += 1;
        true
    }
}

/// Whether two values of these types could not be dropped if one was copied as bytes: they may hold an object, or something in memory that is
/// dropped as what it is.
#[inline]
pub const fn holds_owners(types: &'static [TypeRef]) -> bool {
    let reached = Reached::from(types, "");
    let mut at = 0;
    while let Some(ty) = reached.get(at) {
        if ty.get().object.is_some() || ty.get().owns() {
            return true;
        }
        at += 1;
    }
    false
}

/// Stops the build when two types that a table reaches have one name: the record could not tell them apart.
#[track_caller]
#[inline]
pub const fn check_names(reached: &Reached, local: &str) {
    let mut i = 0;
    while i < reached.len {
        let mut before = reached.index.before(i);
        while let Some(j) = before {
            if let (Some(a), Some(b)) = (reached.types[j], reached.types[i])
                && same_name(a.get(), b.get(), local)
            {
                two_of_one_name(a.get(), b.get(), local)
            }
            before = reached.index.before(j);
        }
        i += 1;
    }
}

/// Equal names and places; two types of one name in two places stay two, so that they are found.
#[inline]
const fn same_type(a: &TypeInfo, b: &TypeInfo, local: &str) -> bool {
    if let (Some(a), Some(b)) = (&a.object, &b.object) {
        return flatten::same(a.id, b.id) && flatten::same(a.package, b.package);
    }
    same_place(a, b) && same_name(a, b, local)
}

#[inline]
const fn same_name(a: &TypeInfo, b: &TypeInfo, local: &str) -> bool {
    let (Some(left), Some(right)) = (&a.definition, &b.definition) else { return false };
    if left.key != right.key {
        return false;
    }
    let len = flatten::len(a.name, local);
    if len != flatten::len(b.name, local) || len > 512 {
        return false;
    }
    let mut text = [0; 512];
    flatten::write(a.name, local, &mut text, 0);
    match core::str::from_utf8(text.split_at(len).0) {
        Ok(text) => flatten::is(b.name, local, text),
        Err(_) => false,
    }
}

impl Out<'_> {
    #[inline]
    const fn definition(&mut self, name: Rope, definition: &Definition) {
        self.word(word::TYPE);
        self.rope(name);
        self.text("\t");
        self.text(definition.module);
        self.text("\t");
        self.text(definition.kind);
        self.text("\t");
        self.text(definition.repr);
        if flatten::len(definition.lifetimes, self.local) > 0 {
            self.text("\n");
            self.word(word::LIFETIMES);
            self.rope(definition.lifetimes);
        }
        if !definition.traits.is_empty() {
            self.text("\n");
            self.word(word::TRAITS);
            self.text(definition.traits);
        }
        self.text("\n");
        self.notes(definition.notes);
        let mut i = 0;
        while i < definition.members.len() {
            let member = &definition.members[i];
            self.word(member.keyword);
            self.rope(member.text);
            self.text("\n");
            self.notes(member.notes);
            i += 1;
        }
    }

    #[inline]
    const fn object(&mut self, object: &ObjectOf) {
        self.word(word::OBJECT);
        self.text(object.id);
        self.text("\t");
        self.text(object.package);
        self.text(match object.state {
            State::Frozen => "\tfrozen\n",
            State::Draft => "\tdraft\n",
            State::Unrecorded => "\tunrecorded\n",
        });
    }

    #[inline]
    const fn body(&mut self, table: &TableRecord, reached: &Reached) {
        self.rope(table.body);
        let mut i = 0;
        while i < reached.len {
            if let Some(reached) = reached.types[i] {
                let info = reached.get();
                if let Some(definition) = &info.definition {
                    self.definition(info.name, definition);
                }
                if let (true, Some(object)) = (table.objects, &info.object) {
                    self.object(object);
                }
            }
            i += 1;
        }
    }
}

/// The bytes of [`body`].
#[inline]
pub const fn body_len(table: &TableRecord, reached: &Reached) -> usize {
    let mut out = Out { buffer: None, at: 0, local: table.package };
    out.body(table, reached);
    out.at
}

/// Slots and types, as lines.
#[inline]
pub const fn body<const N: usize>(table: &TableRecord, reached: &Reached) -> [u8; N] {
    let mut bytes = [0; N];
    let mut out = Out { buffer: Some(&mut bytes), at: 0, local: table.package };
    out.body(table, reached);
    bytes
}

/// A fingerprint for each revision: `recorded` as they are, then those of drafts, of which `bounds` is what the trait promises
/// of objects.
#[inline]
pub const fn fingerprints<const N: usize>(recorded: &[u64], bounds: &str, body: &[u8]) -> [u64; N] {
    let body = fnv::add(body_hash(body), bounds.as_bytes());
    let mut all = [0; N];
    let mut i = 0;
    while i < N {
        all[i] = if i < recorded.len() {
            recorded[i]
        } else {
            draft_fingerprint(if i == 0 { 0 } else { all[i - 1] }, i as u32 + 1, body)
        };
        i += 1;
    }
    all
}

/// The fingerprint of a draft: a hash of everything that the table is, under a seed that no recorded
/// revision uses. Two builds agree on a draft only when nothing differs.
#[inline]
const fn draft_fingerprint(previous: u64, revision: u32, body: u64) -> u64 {
    let mut hash = fnv::add(fnv::START, b"vtable-api draft 1");
    hash = fnv::add(hash, &previous.to_le_bytes());
    hash = fnv::add(hash, &revision.to_le_bytes());
    fnv::add(hash, &body.to_le_bytes())
}

/// A hash of a [`body`], for the fingerprints of all drafts.
#[allow(clippy::manual_rotate, reason = "`rotate_left` is a call")]
#[inline]
const fn body_hash(body: &[u8]) -> u64 {
    let (chunks, rest) = body.as_chunks::<8>();
    let (mut hash, mut i, len) = (fnv::START, 0, chunks.len());
    // Eight bytes a step, and as few calls as can be: const evaluation costs by these.
    while i < len {
        let mixed = (hash << 5 | hash >> 59) ^ u64::from_le_bytes(chunks[i]);
        hash = (mixed as u128 * 0x9e37_79b9_7f4a_7c15) as u64;
        i += 1;
    }
    fnv::add(hash, rest)
}

/// The first `frozen` of the fingerprints are recorded.
#[inline]
const fn head(out: &mut Out<'_>, table: &TableRecord, fingerprints: &[u64], frozen: usize) {
    out.rope(table.head);
    let mut i = 0;
    while i < fingerprints.len() {
        out.word(word::FINGERPRINT);
        out.number(i as u32 + 1);
        out.text("\t");
        out.hex(fingerprints[i]);
        out.text(if i < frozen { "\tfrozen\n" } else { "\tdraft\n" });
        i += 1;
    }
}

/// The table's id in its frame, which ends with a NUL there.
///
/// # Panics
/// When `frame` is not one that [`frame`] has made of a head that begins with `table\tID\0`.
#[inline]
pub const fn id(frame: &'static [u8]) -> &'static CStr {
    let (_, rest) = frame.split_at(HEAD + word::TABLE.len() + 1);
    match CStr::from_bytes_until_nul(rest) {
        Ok(id) => id,
        Err(_) => panic!("no id"),
    }
}

/// The bytes of [`frame`].
#[inline]
pub const fn frame_len(table: &TableRecord, fingerprints: &[u64], frozen: usize, body: &[u8]) -> usize {
    let mut out = Out { buffer: None, at: 0, local: table.package };
    head(&mut out, table, fingerprints, frozen);
    HEAD + out.at + body.len()
}

/// A whole frame. The first `frozen` of the fingerprints are recorded, the others are drafts'.
#[inline]
pub const fn frame<const N: usize>(table: &TableRecord, fingerprints: &[u64], frozen: usize, body: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    let at = flatten::copy(&magic(TABLES), &mut bytes, 0);
    let payload = (N - HEAD) as u32;
    let at = flatten::copy(&payload.to_le_bytes(), &mut bytes, at);
    let mut out = Out { buffer: Some(&mut bytes), at, local: table.package };
    head(&mut out, table, fingerprints, frozen);
    let at = out.at;
    flatten::copy(body, &mut bytes, at);
    bytes
}
