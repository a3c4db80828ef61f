//! `abi.toml`: the released ABI of a package, read.
//!
//! The file is a list of blocks in the order in which they were frozen. Keys of each kind, in the order in
//! which they are written and hashed, each block closed by a `digest` ([`crate::digest`] says of what):
//!
//! ```text
//! [[table]]     id, trait, module, objects, c_case (if it is not snake)
//! [[type]]      name, module, kind, repr (of enums), lifetimes, traits (if it has any), fields or variants,
//!               fingerprint (of growth 1, if it is growable and of this package: others record their own)
//! [[variant]]   type, variant                         a variant that an open enum has gained since
//! [[growth]]    type, number, fields or variants, fingerprint    what a growable type has gained since, from number 2
//! [[slot]]      table, revision, index, signature
//! [[revision]]  table, number, fingerprint            closes the slots of that number
//! ```
//!
//! What stands before the first block is `format = 1`, and `package = "name"` where the package was called so when its
//! types were recorded. Comments, blank lines, line ends, the order of keys
//! and the spelling of strings are free; any other edit breaks the chain of digests.

mod blocks;
mod build;
mod error;
mod text;

use std::fmt;

pub(crate) use blocks::{Block, Kind, blocks};
pub use error::dangling;

use crate::diagnostics::Code;
use crate::digest::Chain;
use crate::model::Package;
use crate::toml;

/// The format that this version reads and writes.
pub(crate) const FORMAT: u32 = 1;

pub use vtable_api_contract::MAX_REVISION;

/// Why an `abi.toml` cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct AbiError {
    /// Which diagnostic it is.
    pub code: Code,
    /// Where, from 1, if at one place.
    pub line: Option<u32>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do, in one line.
    pub help: String,
}

impl fmt::Display for AbiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("abi.toml:")?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}; {}", self.message, self.help)
    }
}

impl std::error::Error for AbiError {}

/// Reads an `abi.toml` and verifies that it is whole and as it was written.
///
/// ```
/// use vtable_api_manifest::abi;
/// assert!(abi::read(b"format = 1").unwrap().tables.is_empty());
/// let error = abi::read(b"format = 7").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "abi.toml:1: it has format 7, and this vtable-api reads format 1; update vtable-api and cargo-vtable-api",
/// );
/// ```
pub fn read(text: &[u8]) -> Result<Package, AbiError> {
    read_with_chain(text).map(|(package, _)| package)
}

/// The name by which records know the package of this one, where it has another name now: `package = "…"` before the
/// first block.
///
/// ```
/// use vtable_api_manifest::abi;
/// assert_eq!(abi::package_name(b"format = 1\npackage = 'viewer-codec'\n"), Some("viewer-codec".into()));
/// assert_eq!(abi::package_name(b"format = 1\n\"package\" = \"viewer-codec\" # was\n[[table]]\n"), Some("viewer-codec".into()));
/// assert_eq!(abi::package_name(b"format = 1\n[[table]]\npackage = \"viewer-codec\"\n"), None);
/// assert_eq!(abi::package_name(b"format = 1"), None);
/// ```
pub fn package_name(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Blocks are many, and each expansion asks: only what stands before them is read.
    let head = toml::read(toml::head(text)).ok()?;
    head.get("package")?.as_str().filter(|name| is_package_name(name)).map(str::to_owned)
}

/// Whether vtable-api itself says what the types of this package mean: `core::MaybeUninit` may hold anything, so no type of
/// a user's may be recorded as one.
///
/// ```
/// use vtable_api_manifest::abi::is_vouched;
/// assert!(is_vouched("core") && is_vouched("arrow-c") && !is_vouched("viewer-types"));
/// ```
pub fn is_vouched(package: &str) -> bool {
    matches!(package, "core" | "abi_stable" | "arrow-c")
}

/// Whether cargo has packages of such a name, and a record may have types of it as a user's own.
pub fn is_package_name(name: &str) -> bool {
    if is_vouched(name) {
        return false;
    }
    let mut is_first = true;
    for c in name.chars() {
        if !(c.is_alphanumeric() && (!is_first || !c.is_numeric()) || c == '_' || (c == '-' && !is_first)) {
            return false;
        }
        is_first = false;
    }
    !is_first
}

/// What [`read`] reads, and where the next block hooks in.
pub(crate) fn read_with_chain(text: &[u8]) -> Result<(Package, Chain), AbiError> {
    let text = text::check(text)?;
    let (blocks, chain) = blocks(text)?;
    Ok((build::package(&blocks)?, chain))
}

#[cfg(test)]
mod tests;
