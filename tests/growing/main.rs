//! Growable values: in one program, and between releases that differ.

#[path = "../c/mod.rs"]
mod c;
#[path = "../support/mod.rs"]
mod support;

mod alone;
mod capability;
mod drafts;
mod lies;
mod random;
mod skew;
mod unknown;
