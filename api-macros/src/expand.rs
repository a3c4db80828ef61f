//! From what was read and checked to tokens. Nothing here can fail, and nothing outside of it uses it but the entries.

mod asked;
pub(crate) mod below;
pub(crate) mod derive;
mod lines;
mod notes;
mod parts;
pub(crate) mod root;
mod rope;
mod shown;
pub(crate) mod table;
