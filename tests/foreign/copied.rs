//! Copied values of a real C module: what it makes, what it takes apart, and what is wrong with it. The host is without `unsafe`.
#![cfg(unix)]
#![forbid(unsafe_code)]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::{c, child_process};
use std::collections::{BTreeMap, HashSet};
use std::num::NonZero;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use vtable_api::__private::handle::Handle;
use vtable_api::{AbiType, Module, OwnedStr, vtable_api};

#[vtable_api(id = "test/copied", unrecorded)]
pub trait Copied: Send + Sync {
    fn items(&self, which: u32) -> Vec<Item>;
    fn event(&self, which: u32) -> Event;
    fn take(&self, items: Vec<Item>) -> u64;
    /// What was made, and what was freed.
    fn balance(&self) -> u64;
    fn form(&self, which: u32) -> Forms;
}

/// One of each form.
#[derive(AbiType)]
pub struct Forms {
    pub map: BTreeMap<String, u32>,
    pub set: HashSet<u32>,
    pub wait: Duration,
    pub at: SystemTime,
    pub letter: char,
    pub count: NonZero<u32>,
    pub outcome: Result<String, Level>,
    pub tuple: (String, u32),
    pub flags: [bool; 2],
    pub span: Range<char>,
    pub other: Box<dyn Copied>,
    pub item: Item,
    #[allow(clippy::vec_box, reason = "memory in memory")]
    pub boxes: Vec<Box<Item>>,
    pub plain: Plain,
}

/// As it is, and owns memory.
#[derive(AbiType)]
#[repr(C)]
pub struct Plain {
    pub name: OwnedStr,
    pub ok: bool,
}

#[derive(AbiType, Clone, Debug, PartialEq)]
pub struct Item {
    pub name: String,
    pub level: Level,
    pub inner: Option<Box<Item>>,
    pub tags: Vec<String>,
}

#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
pub enum Level {
    Low,
    High = 7,
}

#[derive(AbiType, Clone, Debug, PartialEq)]
pub enum Event {
    Nothing,
    Named(String),
    Many { items: Vec<Item>, ok: bool },
}

static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("foreign/copied.c");
    let print = <CopiedRef<'_> as Handle>::SPEC.fingerprints[0];
    let define = format!("-DCOPIED_FINGERPRINT=UINT64_C({print:#x})");
    c::library(&c::folder("copied"), "copied", &source, &c::common_header(), &[&define])
});

/// The module counts for all of its callers.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn copied() -> CopiedRef<'static> {
    let path = std::env::var_os(MODULE).map_or_else(|| LIBRARY.clone(), PathBuf::from);
    Module::open(path).expect("it opens").get("copied").expect("its export")
}

fn item(name: &str, inner: Option<Item>) -> Item {
    Item {
        name: name.into(),
        level: Level::High,
        inner: inner.map(Box::new),
        tags: vec!["first".into(), String::new()],
    }
}

fn items() -> Vec<Item> {
    vec![item("outer", Some(item("inner", None))), item("last", None)]
}

fn balance(copied: &CopiedRef<'_>) -> (u64, u64) {
    let both = copied.balance();
    (both >> 32, both & u64::from(u32::MAX))
}

#[test]
fn what_c_makes_is_freed_once() {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let copied = copied();
    let before = balance(&copied);
    assert_eq!(copied.items(0), items());
    assert_eq!(copied.event(2), Event::Many { items: items(), ok: true });
    let after = balance(&copied);
    // Each time: the vector and the box, three names, and three lists of two tags.
    assert_eq!((after.0 - before.0, after.1 - before.1), (28, 28));
}

#[test]
fn zeros_and_constants_are_values() {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let copied = copied();
    let zero = Item { name: String::new(), level: Level::Low, inner: None, tags: vec![] };
    assert_eq!(copied.items(9), [zero.clone(), zero]);
    assert_eq!(copied.event(0), Event::Nothing);
    assert_eq!(copied.event(1), Event::Named("constant".into()));
    assert_eq!(copied.event(1), Event::Named("constant".into()));
}

#[test]
fn what_rust_makes_is_taken_apart_by_c() {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let copied = copied();
    assert_eq!(copied.take(items()), 5);
    assert_eq!(copied.take(vec![]), 0);
    // Made by C, copied by Rust, made by Rust, taken by C.
    assert_eq!(copied.take(copied.items(0)), 5);
}

#[test]
fn what_is_wrong_is_one_line() {
    let too_long = |len: usize| format!("a length of {len}, which exceeds any memory");
    let (letter, nanos) =
        ("which is not a character of Unicode", "nanoseconds beside the seconds, which are at most 999999999");
    let twice = "a map or set in which entry 1, counted from 0, has the key of an earlier one";
    let steps = "a value that takes more than 4194304 steps to check, as one that refers to itself does";
    let no_table = "a table that cannot be used: expected table `test/copied`, found a null pointer; the provider must return a table";
    let freed = "memory with a `free` in memory whose `free` is null";
    let wrong: Vec<_> = [
        ("items 1", "1, which is not a variant of `Level`", "[1].level"),
        ("items 2", "a tag with the value 2 instead of 0 or 1", "[1].inner"),
        ("items 3", "a `Box` with a length of 2 instead of 1", "[0].inner"),
        ("items 4", "a null pointer with a length of 2", "[0].inner.tags"),
        ("items 5", "text that is not UTF-8 after 2 bytes", "[0].inner.name"),
        ("items 6", steps, "[0].inner"),
        ("items 7", freed, "[0].name"),
        ("items 8", "a `Box` with a length of 0 instead of 1", "[0].inner"),
        ("items 10", &too_long(usize::MAX), "[1].tags[1]"),
        ("event 3", "a bool with the value 3 instead of 0 or 1", "Many.ok"),
        ("event 4", "4, which is not a variant of `Event`", ""),
        ("form 1", twice, "map"),
        ("form 2", twice, "set"),
        ("form 3", &format!("1000000000 {nanos}"), "wait"),
        ("form 4", &format!("4294967295 {nanos}"), "at"),
        ("form 5", &format!("a char with the value 0xd800, {letter}"), "letter"),
        ("form 6", "a zero where the type excludes it", "count"),
        ("form 7", "a tag with the value 7 instead of 0 or 1", "outcome"),
        ("form 8", "text that is not UTF-8 after 1 bytes", "tuple.0"),
        ("form 9", "a bool with the value 9 instead of 0 or 1", "flags[1]"),
        ("form 10", &format!("a char with the value 0x110000, {letter}"), "span.end"),
        ("form 11", no_table, "other"),
        ("form 12", "a `Box` with a length of 0 instead of 1", "item.inner"),
        ("form 13", "a null pointer with a length of 3", "boxes[0].tags[1]"),
        ("form 14", "a `Box` with a length of 0 instead of 1", "boxes[0]"),
        ("form 15", &too_long(usize::MAX), "map[0].0"),
        ("form 16", "a bool with the value 2 instead of 0 or 1", "plain.ok"),
        ("form 17", "text that is not UTF-8 after 4 bytes", "plain.name"),
        ("form 18", &too_long(usize::MAX / 2), "map"),
        ("form 19", "a null pointer with a length of 2", "map"),
        ("form 20", "a pointer that is not aligned to 8", "map"),
        ("form 21", freed, "map[0].0"),
        ("form 22", steps, "boxes"),
        ("form 23", "5, which is not a variant of `Level`", "outcome"),
        ("form 24", "3, which is not a variant of `Level`", "item.level"),
    ]
    .iter()
    .filter_map(|(case, wrong, path)| {
        let slot = case.split(' ').next()?;
        let path = if path.is_empty() { String::new() } else { format!(", in `{path}`") };
        let wanted = format!("vtable-api: test/copied of module `copied`: slot `{slot}` returned {wrong}{path}\n");
        let found = last_words(case);
        (found != wanted).then(|| format!("{case}\n  wanted {wanted}  found  {found}"))
    })
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const CASE: &str = "FOREIGN_COPIED_CASE";
const MODULE: &str = "FOREIGN_COPIED_MODULE";

/// Nobody could take or free it: its own maker does not send it, and does not end for want of stack.
#[test]
fn what_owns_too_deep_is_not_sent() {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let copied = copied();
    let before = balance(&copied);
    let of = |depth| (0..depth).fold(item("last", None), |inner, _| item("outer", Some(inner)));
    // The vector and the boxes are owners, and so is the vector of tags in the last one.
    assert_eq!(copied.take(vec![of(126)]), 5);
    for (depth, beside) in [(127, 0), (128, 1), (100_000, 2)] {
        let items: Vec<Item> = std::iter::once(of(depth)).chain((0..beside).map(|_| of(depth))).collect();
        let panic = catch_unwind(AssertUnwindSafe(|| copied.take(items))).expect_err("it is too deep");
        let said = panic.downcast_ref::<String>().expect("a text");
        assert!(
            said.starts_with("a value was not sent: in it, memory owns memory more than 128 levels deep"),
            "{said}"
        );
    }
    assert_eq!(balance(&copied), before, "nothing of C's was asked to be freed");
}

/// What is beside what is wrong is good.
#[test]
fn each_form_arrives() {
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let copied = copied();
    let before = balance(&copied);
    let Forms { map, set, outcome, tuple, span, other, item: one, boxes, plain, .. } = copied.form(0);
    assert_eq!(map.into_iter().collect::<Vec<_>>(), [("a".into(), 0), ("b".into(), 0)]);
    assert_eq!((set, outcome, tuple), (HashSet::from([1, 2]), Ok("ok".into()), ("first".into(), 0)));
    assert_eq!((span, one, &*boxes[0]), ('\0'..'\0', item("item", None), &item("inner", None)));
    assert_eq!((&*plain.name, other.balance()), ("plain", copied.balance()));
    drop(plain);
    let after = balance(&copied);
    assert_eq!(after.0 - before.0, after.1 - before.1);
}

/// In a child: the case. Else nothing.
#[test]
fn child() {
    let Ok(case) = std::env::var(CASE) else { return };
    let (slot, which) = case.rsplit_once(' ').expect("slot and number");
    let (copied, which) = (copied(), which.parse().expect("a number"));
    match slot {
        "items" => drop(copied.items(which)),
        "event" => drop(copied.event(which)),
        "form" => drop(copied.form(which)),
        other => panic!("no slot `{other}`"),
    }
    println!("survived");
}

/// What a child that ends by abort writes to standard error.
fn last_words(case: &str) -> String {
    child_process::last_words("copied::child", &[(CASE, case.as_ref()), (MODULE, LIBRARY.as_os_str())])
}
