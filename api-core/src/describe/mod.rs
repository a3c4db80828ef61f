//! What types and tables are called and made of, as constants: the build compares them with the record, and the record section is
//! written of them. Nothing here runs in a program.
//!
//! Everything may call this folder, and it calls nothing of the others.

mod changes;
pub mod checks;
pub mod docs;
pub mod flatten;
pub(crate) mod info;
pub mod lifetimes;
pub(crate) mod list;
pub(crate) mod message;
pub(crate) mod out;
pub mod record;
mod walk;

// What expansions and users name is here, wherever it is.
pub use flatten::{Piece, Rope};
pub use info::{Definition, Described, Member, ObjectOf, REFUSED, State, TypeInfo, TypeRef, key, of_marker};
pub use list::{Life, List};
