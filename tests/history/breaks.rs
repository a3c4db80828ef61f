//! What went wrong with tables of this kind, done to slots of this one.
#![allow(clippy::ptr_arg, reason = "one type for all edits")]

use super::facts::Slot;
use super::source::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A code and a slot; an error about a slot that is gone stands at the trait.
pub(crate) type Error = (&'static str, Option<usize>);

/// An edit that must not build.
pub(crate) struct Break {
    pub(crate) what: String,
    pub(crate) table: Vec<Entry>,
    pub(crate) errors: Vec<Error>,
}

/// Edits a table at a slot that has neighbours.
type Kind = fn(&mut Vec<Entry>, usize) -> Vec<Error>;

const KINDS: &[(&str, Kind)] = &[
    ("a slot is inserted", inserted),
    ("a slot of the next revision is inserted", inserted_as_new),
    ("it is deleted", deleted),
    ("it is deleted, and another one inserted", exchanged),
    ("it changes places with the next", swapped),
    ("it changes places with one far away", swapped_far),
    ("it is renamed", renamed),
    ("a parameter changes", retyped),
    ("a parameter is appended", widened),
    ("the return type changes", answered),
];

/// A quarter of the kinds, others for the next release; each at a slot of its own.
pub(crate) fn some(number: usize, version: &str, released: &[Entry]) -> Vec<Break> {
    let kinds = KINDS.iter().skip(number % 4).step_by(4);
    let apply = |(what, kind): &(&str, Kind)| {
        let at = 1 + pick(&(version, what), released.len() - 2);
        let mut table = released.to_vec();
        let errors = kind(&mut table, at);
        Break { what: format!("{version}, slot {at} `{}`: {what}", released[at].0.name), table, errors }
    };
    kinds.map(apply).collect()
}

/// A number below `end`, the same in every run.
fn pick(seed: &impl Hash, end: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    seed.hash(&mut hasher);
    (hasher.finish() % end as u64) as usize
}

fn new(revision: u32) -> Entry {
    (Slot { name: "unheard_of".into(), returns: "int".into(), parameters: vec!["sqlite3*".into()] }, revision)
}

/// A slot in the other half of the table.
fn far(table: &[Entry], at: usize) -> usize {
    if at < table.len() / 2 { (at + table.len()) / 2 } else { at / 2 }
}

fn inserted(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    table.insert(at, new(table[at].1));
    vec![("VT0003", Some(at))]
}

fn inserted_as_new(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    let last = table.last().map_or(1, |(_, revision)| *revision);
    table.insert(at, new(last + 1));
    vec![("VT0003", Some(at))]
}

fn deleted(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    table.remove(at);
    vec![("VT0001", None)]
}

fn exchanged(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    let far = far(table, at);
    table.remove(at);
    table.insert(far, new(table[far].1));
    vec![("VT0001", None), ("VT0003", Some(far))]
}

fn swapped(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    table.swap(at, at + 1);
    vec![("VT0003", Some(at)), ("VT0003", Some(at + 1))]
}

fn swapped_far(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    let far = far(table, at);
    table.swap(at, far);
    vec![("VT0003", Some(at)), ("VT0003", Some(far))]
}

fn renamed(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    table[at].0.name.insert(0, 'x');
    vec![("VT0002", Some(at))]
}

/// The first one, as SQLite did it to `free_filename`; a slot without any is another kind's.
fn retyped(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    match table[at].0.parameters.first_mut() {
        Some(first) => *first = other(first),
        None => return widened(table, at),
    }
    vec![("VT0004", Some(at))]
}

fn widened(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    table[at].0.parameters.push("int".into());
    vec![("VT0006", Some(at))]
}

fn answered(table: &mut Vec<Entry>, at: usize) -> Vec<Error> {
    let returns = &mut table[at].0.returns;
    *returns = other(returns);
    vec![("VT0005", Some(at))]
}

/// A type that is as large: `const` comes or goes, a sign does.
fn other(ty: &str) -> String {
    match ty {
        "int" => "unsigned int".into(),
        "unsigned int" | "void" => "int".into(),
        _ if ty.starts_with("const ") => ty["const ".len()..].into(),
        _ if ty.ends_with('*') => format!("const {ty}"),
        "sqlite3_int64" | "sqlite_int64" => "sqlite3_uint64".into(),
        _ => "sqlite3_int64".into(),
    }
}
