//! Users' crates that must build: odd ones, large ones, and the same one after an edit.

mod hygiene;
mod incremental;
mod large;
#[path = "../support/mod.rs"]
mod support;
