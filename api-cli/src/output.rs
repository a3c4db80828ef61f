//! The files that commands write: whole or not at all.
//!
//! Commands call it. It takes from `input`. What is printed is `report`'s.
//!
//! | file | what is in it |
//! |---|---|
//! | `store` | writes a file |
//! | `headers` | the headers of what is frozen, in C and C++ |
//! | `stale` | headers in files against what would be written now |

pub(crate) mod headers;
pub(crate) mod stale;
pub(crate) mod store;
