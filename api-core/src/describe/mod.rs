//! What types and tables are called and made of, as constants: the build compares them with the record, and the record section is
//! written of them. Nothing here runs in a program.
//!
//! Everything may call this folder, and it calls nothing of the others.

pub mod checks;
pub mod docs;
pub mod flatten;
pub mod info;
pub mod lifetimes;
pub mod record;
pub(crate) mod walk;

pub use info::{
    Definition, Described, Member, ObjectOf, Piece, REFUSED, Rope, State, TypeInfo, TypeRef, key, of_marker,
};
