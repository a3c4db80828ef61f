//! Memory of a real C module: constant, deep, wide, a ring; and what it writes through `&mut` that came by value. The host is without
//! `unsafe`, and each case that ends the process is this test program again.
#![cfg(unix)]
#![forbid(unsafe_code)]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::{c, child_process};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use vtable_api::__private::handle::Handle;
use vtable_api::{AbiType, Module, OwnedSlice, OwnedStr, Slice, SliceMut, vtable_api};

#[vtable_api(id = "test/memory", unrecorded)]
pub trait Memory: Send + Sync {
    fn bytes(&self) -> OwnedSlice<u8>;
    fn plain_bytes(&self) -> Vec<u8>;
    fn plain_text(&self) -> String;
    fn boxed(&self) -> Box<u32>;
    fn rows(&self, which: u32) -> OwnedSlice<Row>;
    fn nested(&self, depth: u32) -> Tree;
    fn mixed(&self, which: u32, value: Mixed<'_>);
    fn result(&self, value: Result<&mut bool, Level>);
    fn option(&self, value: Option<Mixed<'_>>);
    fn payload(&self, value: Payload<'_>);
    fn newtype(&self, value: Newtype<'_>);
    fn array(&self, value: Array<'_>);
    fn list(&self, len: u32) -> &Node<'_>;
    fn ways(&self, depth: u32) -> &Way<'_>;
    fn owned_rows(&self, count: u32) -> OwnedSlice<Row>;
    fn shared(&self) -> OwnedSlice<u8>;
    fn count(&self, what: Count) -> u32;
}

#[derive(AbiType, Clone, Copy, Debug)]
#[repr(u8)]
pub enum Level {
    Low,
    High = 7,
}

/// Of what is owned.
#[derive(AbiType, Clone, Copy, Debug)]
#[repr(u32)]
pub enum Count {
    /// Vectors of rows that were freed.
    Rows,
    /// Their texts.
    Texts,
    /// Those who hold shared memory.
    Holders,
}

#[derive(AbiType, Debug)]
#[repr(C)]
pub struct Row {
    pub name: OwnedStr,
}

#[derive(AbiType, Debug)]
#[repr(C)]
pub struct Tree {
    pub children: OwnedSlice<Tree>,
}

#[derive(AbiType, Debug)]
#[repr(C)]
pub struct Mixed<'a> {
    pub one: &'a mut bool,
    pub all: SliceMut<'a, bool>,
}

#[derive(AbiType, Debug)]
#[repr(C, u32)]
pub enum Payload<'a> {
    One(&'a mut bool),
    Nothing,
}

#[derive(AbiType, Debug)]
#[repr(transparent)]
pub struct Newtype<'a>(pub &'a mut bool);

#[derive(AbiType, Debug)]
#[repr(C)]
pub struct Array<'a> {
    pub all: [&'a mut bool; 2],
}

#[derive(AbiType, Debug)]
#[repr(C)]
pub struct Node<'a> {
    pub next: Option<&'a Node<'a>>,
    pub good: bool,
}

#[derive(AbiType, Debug)]
#[repr(C)]
pub struct Way<'a> {
    pub left: Slice<'a, Way<'a>>,
    pub right: Slice<'a, Way<'a>>,
}

static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("foreign/memory.c");
    let print = <MemoryRef<'_> as Handle>::SPEC.fingerprints[0];
    let define = format!("-DMEMORY_FINGERPRINT=UINT64_C({print:#x})");
    c::library(&c::folder("memory"), "memory", &source, &c::common_header(), &[&define])
});

fn memory() -> MemoryRef<'static> {
    let path = std::env::var_os(MODULE).map_or_else(|| LIBRARY.clone(), PathBuf::from);
    Module::open(path).expect("it opens").get("memory").expect("its export")
}

#[test]
fn constant_memory_is_copied_before_it_is_written() {
    let memory = memory();
    let (mut first, second) = (memory.bytes(), memory.bytes());
    assert_eq!(first.as_ptr(), second.as_ptr(), "read where it lies");
    first[0] = 9;
    assert_eq!((&*first, &*second), (&[9, 2, 3, 4][..], &[1, 2, 3, 4][..]));
    let start = first.as_ptr();
    first[1] = 9;
    assert_eq!(first.as_ptr(), start, "copied once");
    let mut vec = Vec::from(second);
    vec[0] = 8;
    vec.push(5);
    assert_eq!((vec, &*memory.bytes()), (vec![8, 2, 3, 4, 5], &[1, 2, 3, 4][..]));
}

#[test]
fn std_types_have_copies_of_constant_memory() {
    let memory = memory();
    let (mut bytes, mut text, mut boxed) = (memory.plain_bytes(), memory.plain_text(), memory.boxed());
    bytes[0] = 9;
    text.make_ascii_uppercase();
    *boxed += 1;
    assert_eq!((bytes, &*text, *boxed), (vec![9, 2, 3, 4], "CONSTANT", 8));
    assert_eq!((memory.plain_bytes(), &*memory.plain_text(), *memory.boxed()), (vec![1, 2, 3, 4], "constant", 7));
}

/// Elements that could be freed twice are not let in: the copy owns what the original does.
#[test]
fn what_is_in_constant_memory_is_constant_too() {
    let memory = memory();
    let mut rows = memory.rows(0);
    rows[0].name = OwnedStr::from("mine");
    assert_eq!((&*rows[0].name, &*rows[1].name), ("mine", "constant"));
    drop(rows);
    assert_eq!(&*memory.rows(0)[0].name, "constant");
    let freed = "vtable-api: test/memory of module `memory`: slot `rows` returned memory with a `free` in memory whose `free` is null, in `[1].name`\n";
    assert_eq!(last_words("rows 1"), freed);
}

/// Each is freed once, by C, whoever has it in the end.
#[test]
fn elements_move_out_of_memory_that_c_frees() {
    let memory = memory();
    let freed = || (memory.count(Count::Rows), memory.count(Count::Texts));
    let rows = Vec::from(memory.owned_rows(3));
    assert_eq!((freed(), &*rows[2].name), ((1, 0), "row 2"));
    drop(rows);
    assert_eq!(freed(), (1, 3));
    let mut rows = memory.owned_rows(3).into_iter();
    let second = rows.nth(1).expect("there are three");
    assert_eq!(freed(), (2, 4));
    drop(rows);
    assert_eq!((freed(), &*second.name), ((2, 5), "row 1"));
    drop(second);
    let rows = memory.owned_rows(3);
    let panicked = std::panic::catch_unwind(|| {
        let mut rows = rows.into_iter();
        let _first = rows.next();
        std::panic::resume_unwind(Box::new(()));
    });
    assert_eq!((freed(), panicked.is_err()), ((3, 9), true));
    drop(memory.owned_rows(3));
    assert_eq!((freed(), memory.owned_rows(0).into_iter().count()), ((4, 12), 0));
}

#[test]
fn shared_memory_is_copied_before_it_is_written_and_then_let_go() {
    let memory = memory();
    let holders = || memory.count(Count::Holders);
    let (mut first, second) = (memory.shared(), memory.shared());
    assert_eq!((first.as_ptr(), holders()), (second.as_ptr(), 2), "read where it lies");
    first[0] = 9;
    assert_eq!((&*first, &*second, holders()), (&[9, 2, 3, 4][..], &[1, 2, 3, 4][..], 1));
    first[1] = 9;
    assert_eq!((Vec::from(second), holders()), (vec![1, 2, 3, 4], 0));
}

#[test]
fn lists_may_be_long() {
    let memory = memory();
    for len in [1, 10_000, 200_000] {
        let (mut node, mut count) = (Some(memory.list(len)), 0);
        while let Some(here) = node {
            (node, count) = (here.next, count + 1);
        }
        assert_eq!(count, len);
    }
    assert_eq!(memory.ways(16).left.len(), 1);
    assert_eq!(memory.nested(128).children.len(), 1);
}

#[test]
fn what_has_no_end_is_one_line() {
    let steps = "a value that takes more than 4194304 steps to check, as one that refers to itself does";
    assert_eq!(
        last_words("list 0"),
        format!("vtable-api: test/memory of module `memory`: slot `list` returned {steps}, in `next`\n")
    );
    assert_eq!(
        last_words("ways 40"),
        format!("vtable-api: test/memory of module `memory`: slot `ways` returned {steps}, in `left`\n")
    );
    let owners = "memory that owns memory more than 128 levels deep";
    assert_eq!(
        last_words("nested 200000"),
        format!("vtable-api: test/memory of module `memory`: slot `nested` returned {owners}, in `..[0].children`\n")
    );
}

#[test]
fn what_was_lent_by_value_is_looked_at_after_the_call() {
    for (slot, path) in [
        ("mixed 0", ".one"),
        ("mixed 1", ".all[0]"),
        ("mixed 2", ".all[1]"),
        ("result 0", ""),
        ("option 0", ".all[1]"),
        ("payload 0", ".One.0"),
        ("newtype 0", ""),
        ("array 0", ".all[1]"),
    ] {
        let name = slot.split(' ').next().expect("a name");
        let line = format!("slot `{name}`, parameter `value{path}` got a bool with the value 2 instead of 0 or 1");
        assert_eq!(last_words(slot), format!("vtable-api: test/memory of module `memory`: {line}\n"), "{slot}");
    }
}

const CASE: &str = "FOREIGN_MEMORY_CASE";
const MODULE: &str = "FOREIGN_MEMORY_MODULE";

/// In a child: the case. Else nothing.
#[test]
fn child() {
    let Ok(case) = std::env::var(CASE) else { return };
    let (slot, which) = case.rsplit_once(' ').expect("slot and number");
    let (memory, which) = (memory(), which.parse().expect("a number"));
    let (mut one, mut all) = (true, [true; 2]);
    let [first, second] = &mut [true; 2];
    let mixed = Mixed { one: &mut one, all: SliceMut::from(&mut all[..]) };
    match slot {
        "rows" => drop(memory.rows(which)),
        "nested" => drop(memory.nested(which)),
        "mixed" => memory.mixed(which, mixed),
        "result" => memory.result(Ok(&mut one)),
        "option" => memory.option(Some(mixed)),
        "payload" => memory.payload(Payload::One(&mut one)),
        "newtype" => memory.newtype(Newtype(&mut one)),
        "array" => memory.array(Array { all: [first, second] }),
        "list" => assert!(memory.list(which).good),
        "ways" => assert!(memory.ways(which).left.is_empty()),
        other => panic!("no slot `{other}`"),
    }
    println!("survived");
}

/// What a child that ends by abort writes to standard error.
fn last_words(case: &str) -> String {
    child_process::last_words("memory::child", &[(CASE, case.as_ref()), (MODULE, LIBRARY.as_os_str())])
}
