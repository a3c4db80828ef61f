//! Types that cross as copies.
#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet};
use vtable_api::{AbiType, vtable_api};

#[vtable_api(id = "copied/store")]
pub trait Store {
    fn put(&mut self, all: BTreeMap<Rank, u32>, of: BTreeSet<Rank>, name: Box<str>, rows: &[&[f32]]) -> String;
    fn look(&self, at: &Spot) -> u32;
    fn send(&self, value: Value);
}

#[derive(AbiType, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Low,
    High,
}

#[derive(AbiType)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
}

#[derive(AbiType)]
pub enum Value {
    Null,
    Int(i64),
    Text { s: String, n: u32 },
}
