//! One file per command. Each takes its arguments and the streams, and returns how it ended.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod freeze;
pub(crate) mod header;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod man;
