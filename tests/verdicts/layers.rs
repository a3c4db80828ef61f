//! Which layer finds each kind of edit. What cases show is written into `layers.txt` by blessing; lines of kinds that have
//! none, only tests of their own, are written by hand and stay.

use crate::support::workspace;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

fn file() -> PathBuf {
    workspace().join("tests/verdicts/layers.txt")
}

/// By number.
pub(crate) fn known() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(file()).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(number, layers)| (number.to_owned(), layers.to_owned())).collect()
}

/// Holds what cases have shown against what is stored.
#[track_caller]
pub(crate) fn compare(found: &BTreeMap<&str, BTreeSet<&str>>) {
    let mut now = known();
    for (number, layers) in found.iter().filter(|(_, layers)| !layers.is_empty()) {
        let layers: Vec<_> = layers.iter().copied().collect();
        now.insert((*number).to_owned(), layers.join(", "));
    }
    if std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1") {
        let lines: String = now.iter().map(|(number, layers)| format!("{number}\t{layers}\n")).collect();
        std::fs::write(file(), lines).expect("written");
    }
    let stored = known();
    let differ: Vec<_> = now.iter().filter(|(number, layers)| stored.get(*number) != Some(layers)).collect();
    assert!(differ.is_empty(), "tests/verdicts/layers.txt is old, run this test with VTABLE_API_BLESS=1: {differ:?}");
}
