//! Copied values as a module makes them. It is built twice: into the host, and as a library of its own.

use vtable_api::{AbiType, vtable_api};

#[vtable_api(id = "tests/values", unrecorded)]
pub trait Values: Send + Sync {
    fn text(&self, text: &str) -> u64;
    fn bytes(&self, bytes: &[u8]) -> u64;
    fn item(&self, seed: u64) -> Item;
    fn rows(&self, count: u64) -> Vec<Row>;
}

#[derive(AbiType)]
pub struct Item {
    pub path: String,
    pub title: String,
    pub kind: String,
    pub note: String,
}

#[derive(AbiType)]
pub struct Row {
    pub path: String,
    pub title: String,
}

pub const PATH: &str = "images/lake-at-dusk.jpeg";
pub const TITLE: &str = "Lake at dusk";
pub const KIND: &str = "jpeg";
pub const NOTE: &str = "Seen from the boathouse, with some wind.";

#[inline(never)]
pub fn item() -> Item {
    Item { path: PATH.into(), title: TITLE.into(), kind: KIND.into(), note: NOTE.into() }
}

#[inline(never)]
pub fn rows(count: u64) -> Vec<Row> {
    (0..count).map(|_| Row { path: PATH.into(), title: TITLE.into() }).collect()
}

pub struct Made(pub u64);

impl Values for Made {
    fn text(&self, text: &str) -> u64 {
        self.0 ^ text.len() as u64
    }
    fn bytes(&self, bytes: &[u8]) -> u64 {
        self.0 ^ bytes.len() as u64
    }
    fn item(&self, _seed: u64) -> Item {
        item()
    }
    fn rows(&self, count: u64) -> Vec<Row> {
        rows(count)
    }
}

static MADE: Made = Made(7);

vtable_api::module! {
    lend "values" => ValuesRef: &MADE;
    export = true;
}
