//! A shelf of texts.

use vtable_api::{AbiType, OwnedSlice, OwnedStr, vtable_api};

/// What is lent to readers.
#[derive(AbiType)]
#[repr(C)]
pub struct Page {
    pub number: u32,
    pub title: OwnedStr,
    pub bytes: OwnedSlice<u8>,
}

#[vtable_api(id = "shelf/store")]
pub trait Store: Send + Sync {
    fn name(&self) -> String;
    fn bytes(&self, number: u32) -> Vec<u8>;
    fn titles(&self) -> OwnedSlice<OwnedStr>;
    fn page(&self, number: u32) -> Result<Page, String>;
    fn longest(&self, below: u32) -> Option<Page>;
    fn find(&self, title: &str) -> Option<u32>;
    fn check(&self, number: u32) -> Result<(), String>;
    fn open(&self, number: u32) -> Result<Box<dyn Reader>, String>;
}

#[vtable_api(id = "shelf/reader")]
pub trait Reader: Send {
    fn next(&mut self) -> Option<u8>;
}
