//! The canonical text of types, slots and definitions: one spelling each, written and read here only.
//!
//! `abi.toml`, the record section, the fingerprints and the diagnostics all speak this text. It is part of
//! the binary contract: fingerprints hash it, so what is written for a type never changes again.
//!
//! ```text
//! type      = "()" | primitive | c-alias | "c_void" | "String"
//!           | "&core::OsStr" | "&core::Path" | "core::OsString" | "core::PathBuf"
//!           | "*const " type | "*mut " type | "&" type | "&mut " type
//!           | "[" type "; " number "]" | "&str" | "&[" type "]" | "&mut [" type "]"
//!           | ("NonNull" | "Vec" | "Box" | "Option") "<" type ">" | "Result<" type ", " type ">"
//!           | ["unsafe "] "extern \"C\" fn(" types ")" return
//!           | ("&dyn " | "&mut dyn " | "Box<dyn ") '"' table-id '"' [">"]
//!           | "&dyn Fn(" types ")" return | "&mut dyn FnMut(" types ")" return
//!           | "&(dyn Fn(" types ")" return " + " bounds ")" | the same with "mut " and "FnMut"
//!           | [package "::"] name ["<" types ">"] | "r#" builtin-name ["<" types ">"]
//! types     = [type (", " type)*]
//! return    = [" -> " type]                                (never " -> ()")
//! bounds    = "" | "Send" | "Sync" | "Send + Sync"
//! slot      = ["unsafe "] "fn " name "(" [receiver] [name ": " type …] ")" return [lifetimes]
//! receiver  = "&self" | "&mut self"
//! lifetimes = " where (" [own (", " own)*] ")" [" -> " own] (", " lifetime ": " lifetime)*
//! own       = "_" | ("_" | lifetime) (" " ("_" | lifetime))*       (of the receiver, a parameter, the return)
//! lifetime  = "'static" | "'a" | … | "'z" | "'a1" | …              (in the order in which they come first)
//!           | "for" [number] "'a" | …                      (a callback's own; how many callbacks further out)
//! field     = name ": " type [borrows]                     (a tuple field's name is its index)
//! borrows   = " where" (" " ("_" | lifetime))+             (those of the type, numbered as it declares them)
//! variant   = name ["(" type [borrows] … ")" | " { " field (", " field)* " }"] " = " number
//! declared  = "'a" (" " lifetime)* (", " lifetime (" " lifetime)* ": " lifetime)*
//! kind      = "struct" | "tuple struct" | "foreign struct" | "union" | "transparent" | "tuple transparent" | "opaque"
//!           | "enum" | "open enum" | "growable struct" | "growable enum"
//! repr      = integer | "C, " integer                      (of enums, but for growable ones)
//!           | ["<" path "> "] "struct " tag " { " C " }"   (of foreign structs; `foreign` has the rules)
//! traits    = [known] [if (", " if)*]                      (at least one, ", " between them)
//! known     = ["Send" | "!Send"] ["Sync" | "!Sync"] ["Drop"]     (at least one, " + " between them)
//! if        = ("Send" | "Sync") (" if T" number ": " ("Send" | "Sync" | "Send + Sync") | " for any T" number)
//! ```
//!
//! Types carry no lifetimes. Where elision alone would not say which lifetimes of a slot are one, they follow: those of
//! the receiver and of each parameter, those of the return if they are not what elision gives, and bounds. `_` is a
//! lifetime that is left out or equal to no other; those at the end of a list are not written.
//!
//! A definition of a growable type has the members of its first growth.
//!
//! A definition that has lifetimes says how many and what bounds they have, ` where 'a 'b, 'b: 'a` behind all else, and each
//! field which of them stand in it. There `_` is `'static` or, in a callback, its own.
//!
//! A type of the user's that has a builtin's name is written `r#Option`: the text alone must tell.

mod cursor;
mod declared;
mod in_rust;
mod lifetimes;
mod names;
mod read_items;
mod read_types;
pub mod write;
mod write_items;
mod write_types;

pub(crate) use cursor::{is_digits, starts_with_digit};
pub use declared::{declared, field_suffix, parse_declared, parse_traits, type_suffix};
pub use in_rust::in_rust;
pub(crate) use in_rust::{declared_in_rust, field_in_rust};
pub use lifetimes::suffix;
pub(crate) use names::in_source;
pub use names::{builtin, tag};
pub use read_items::{parse_body, parse_bounds, parse_field, parse_signature, parse_variant};
pub use read_types::parse_type;
pub use write_items::{
    bounds, definition, field, fields, kind, repr, signature, signature_nameless, variant, variants,
};

use std::fmt;

/// Why a text is not canonical.
///
/// ```
/// use vtable_api_manifest::canon;
/// let error = canon::parse_type("&[u8").unwrap_err();
/// assert_eq!(error.to_string(), "expected `]`, found the end at column 5");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CanonError {
    /// What could have stood there.
    pub expected: String,
    /// What stands there.
    pub found: String,
    /// Where, counted in characters from 1.
    pub column: usize,
}

impl fmt::Display for CanonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {} at column {}", self.expected, self.found, self.column)
    }
}

impl std::error::Error for CanonError {}

#[cfg(test)]
mod tests;
