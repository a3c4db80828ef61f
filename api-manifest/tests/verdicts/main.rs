//! The verdict on every edit, by the number of its row, as far as a model can express the edit.
//! What needs a compiler or a repository is proved elsewhere, through cargo.

mod ex;
mod growables;
mod many;
mod resolved;
mod signatures;
mod slots;
mod support;
mod texts;
mod types;
