//! What a trait becomes: slots and their thunks, handles, and what every table's expansion has in common.
//!
//! `asked`, `module` and expansions call this folder. It calls `values`, `describe` and `contract`.

mod callback;
mod expand;
pub mod handle;
mod passed;
pub(crate) mod same;
mod section;
pub mod slot;
