//! Growable values.
#![forbid(unsafe_code)]

mod alone;
