//! Modules as files: which one a file is, how it comes into a process and leaves it, from many threads, in several
//! copies.

#[path = "../c/mod.rs"]
mod c;
mod copies;
mod identity;
mod linking;
#[path = "../support/mod.rs"]
mod support;
mod tally;
mod threads;
