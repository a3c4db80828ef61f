//! Modules as files: which one a file is, and what becomes of one that many threads, or several copies of vtable-api, open.

#[path = "../c/mod.rs"]
mod c;
mod copies;
mod identity;
mod objects;
mod panics;
#[path = "../support/mod.rs"]
mod support;
mod tally;
mod threads;
