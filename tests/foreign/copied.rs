//! Copied values of a real C module: what it makes, what it takes apart, and what is wrong with it. The host is without `unsafe`.
#![cfg(unix)]
#![forbid(unsafe_code)]
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::{c, child_process};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use vtable_api::__private::handle::Handle;
use vtable_api::{AbiType, Module, vtable_api};

#[vtable_api(id = "test/copied", unrecorded)]
pub trait Copied: Send + Sync {
    fn items(&self, which: u32) -> Vec<Item>;
    fn event(&self, which: u32) -> Event;
    fn take(&self, items: Vec<Item>) -> u64;
    /// What was made, and what was freed.
    fn balance(&self) -> u64;
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
    let too_long = format!("a length of {}, which exceeds any memory", usize::MAX);
    for (case, wrong) in [
        ("items 1", "1, which is not a variant of `Level`"),
        ("items 2", "a tag with the value 2 instead of 0 or 1"),
        ("items 3", "a `Box` with a length of 2 instead of 1"),
        ("items 4", "a null pointer with a length of 2"),
        ("items 5", "text that is not UTF-8 after 2 bytes"),
        ("items 6", "a value that takes more than 4194304 steps to check: does it refer to itself?"),
        ("items 7", "memory with a `free` in memory whose `free` is null"),
        ("items 8", "a `Box` with a length of 0 instead of 1"),
        ("items 10", &too_long),
        ("event 3", "a bool with the value 3 instead of 0 or 1"),
        ("event 4", "4, which is not a variant of `Event`"),
    ] {
        let slot = case.split(' ').next().expect("a name");
        assert_eq!(
            last_words(case),
            format!("vtable-api: test/copied of module `copied`: slot `{slot}` returned {wrong}\n"),
            "{case}"
        );
    }
}

const CASE: &str = "FOREIGN_COPIED_CASE";
const MODULE: &str = "FOREIGN_COPIED_MODULE";

/// In a child: the case. Else nothing.
#[test]
fn child() {
    let Ok(case) = std::env::var(CASE) else { return };
    let (slot, which) = case.rsplit_once(' ').expect("slot and number");
    let (copied, which) = (copied(), which.parse().expect("a number"));
    match slot {
        "items" => drop(copied.items(which)),
        "event" => drop(copied.event(which)),
        other => panic!("no slot `{other}`"),
    }
    println!("survived");
}

/// What a child that ends by abort writes to standard error.
fn last_words(case: &str) -> String {
    child_process::last_words("copied::child", &[(CASE, case.as_ref()), (MODULE, LIBRARY.as_os_str())])
}
