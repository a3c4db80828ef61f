//! The first layer of the build's checks: what was read against the rules and the record. It uses `read`, and nothing of
//! `expand`.

pub(crate) mod bounds;
pub(crate) mod def;
pub(crate) mod markers;
pub(crate) mod promised;
pub(crate) mod rings;
pub(crate) mod table;
