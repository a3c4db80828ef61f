//! Checks of what reads input of others. They hold for any bytes: `tests/hostile.rs` feeds them in every run, the fuzzers in
//! `fuzz/` for as long as someone likes.

pub mod binaries;
pub mod feed;
pub mod heap;
pub mod modules;
pub mod pages;
pub mod tables;
pub mod texts;

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;
