//! Growable values: in one program, and between releases that differ.
#![forbid(unsafe_code)]

#[path = "../support/mod.rs"]
mod support;

mod alone;
mod skew;
