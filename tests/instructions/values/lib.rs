//! Copied values as a module makes them. It is built twice: into the host, and as a library of its own.

use vtable_api::{AbiType, vtable_api};

#[vtable_api(id = "tests/values", unrecorded)]
pub trait Values: Send + Sync {
    fn text(&self, text: &str) -> u64;
    fn bytes(&self, bytes: &[u8]) -> u64;
    fn item(&self, seed: u64) -> Item;
    fn rows(&self, count: u64) -> Vec<Row>;
    fn copied(&self, options: &Copied) -> u64;
    fn growable(&self, options: &Growable) -> u64;
}

#[derive(AbiType, Default)]
pub struct Copied {
    pub level: u32,
    pub size: u64,
    pub is_strict: bool,
    pub name: String,
    pub path: String,
}

#[derive(AbiType, Default)]
#[abi(growable)]
pub struct Growable {
    pub level: u32,
    pub size: u64,
    pub is_strict: bool,
    #[abi(growth = 2)]
    pub name: String,
    #[abi(growth = 3)]
    pub path: String,
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
    fn copied(&self, options: &Copied) -> u64 {
        self.0 ^ options.size
    }
    fn growable(&self, options: &Growable) -> u64 {
        self.0 ^ options.size
    }
}

static MADE: Made = Made(7);

vtable_api::module! {
    lend "values" => ValuesRef: &MADE;
    export = true;
}
