//! The two hashes of the record, byte by byte. Both take the first 8 bytes of a SHA-256; all lengths,
//! counts and numbers are little endian, and a *text* is its length in bytes as a `u32`, then its UTF-8.
//!
//! **Fingerprint of a revision** ([`fingerprint`]), compared by the binaries themselves. Made once, when
//! the revision is frozen; every build then takes it verbatim from `abi.toml`. The hash's 8 bytes are read
//! as a big endian number, so that its hex digits are theirs. Hashed:
//!
//! ```text
//! "vtable-api" 0x00      11 bytes
//! contract               u32: 1
//! id                     text: the table's id
//! previous               u64: the fingerprint of the revision before; 0 for revision 1
//! revision               u32: its number
//! bounds                 0x00, text: what the trait promises of objects ("", "Send", "Sync", "Send + Sync")
//! each slot of it        0x01, u32: index in the table, text: signature without parameter names
//! each type that is new  0x02, text: definition
//! ```
//!
//! Slots come in order. A type is new when slots up to this revision reach it and slots of earlier
//! revisions do not; types come in the order in which [`crate::reach::types`] finds them from all slots up
//! to this revision. Where the walk comes to a growable type, it follows that one's first growth. The texts are those of
//! [`crate::canon`].
//!
//! **Fingerprint of a growth** ([`growth_fingerprint`]), compared by the binaries for each value of a growable type. Made once, when
//! the growth is frozen, by the package of the type, and taken verbatim by every build. Hashed:
//!
//! ```text
//! "vtable-api growth" 0x00  18 bytes
//! contract                  u32: 1
//! id                        text: the package, "/" and the type ("viewer/Options")
//! previous                  u64: the fingerprint of the growth before; 0 for growth 1
//! growth                    u32: its number
//! of growth 1               0x02, text: definition, which has the members of growth 1
//! each member of a later    0x01, u32: index in the type, text: field or variant
//! each type that is new     0x02, text: definition
//! ```
//!
//! Members come in order. A type is new when members up to this growth reach it and members of earlier growths do not; the growable
//! type itself is never one. Where the walk comes to another growable type, it follows that one's first growth. Types come in the
//! order in which the walk finds them from all members up to this growth.
//!
//! **Digest of a block of `abi.toml`** (`Chain`), which shows edits by hand. Each block's digest covers the
//! block before it. Hashed:
//!
//! ```text
//! previous               8 bytes: the digest of the block before; before the first, the first
//!                        8 bytes of the SHA-256 of "vtable-api record 1"
//! kind                   text: "table", "type", "variant", "growth", "slot" or "revision"
//! each key of the block  text: its name; then its value
//! ```
//!
//! A value is a text; a number is the text of its decimal digits; an array is a `u32` count and the texts.
//! Keys come in the order of [`crate::abi`], `digest` itself left out.

#[cfg(feature = "cli")]
mod fingerprint;

use hmac_sha256::Hash;

#[cfg(feature = "cli")]
pub use fingerprint::{fingerprint, growth_fingerprint};

/// What stands before the first block.
const CHAIN_SEED: &str = "vtable-api record 1";

/// The value of a key in a block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(u32),
    List(Vec<String>),
}

/// The digest of the last block so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Chain([u8; 8]);

impl Chain {
    pub(crate) fn start() -> Chain {
        let mut hash = Hash::new();
        hash.update(CHAIN_SEED.as_bytes());
        Chain(first_8(hash))
    }

    /// Begins the digest of a block that follows.
    pub(crate) fn block(self, kind: &str) -> Link {
        let mut link = Link(Hash::new());
        bytes(&mut link.0, &self.0);
        text(&mut link.0, kind);
        link
    }

    pub(crate) fn to_hex(self) -> String {
        hex(u64::from_be_bytes(self.0))
    }
}

/// The digest of a block, key by key.
pub(crate) struct Link(Hash);

impl Link {
    pub(crate) fn entry(&mut self, key: &str, value: &Value) {
        let hash = &mut self.0;
        text(hash, key);
        match value {
            Value::Text(value) => text(hash, value),
            Value::Number(value) => text(hash, &value.to_string()),
            Value::List(items) => {
                bytes(hash, &length(items.len()));
                for item in items {
                    text(hash, item);
                }
            }
        }
    }

    pub(crate) fn end(self) -> Chain {
        Chain(first_8(self.0))
    }
}

/// What tells one text of a file from another: 16 hex digits.
pub fn of(bytes: &[u8]) -> String {
    let mut hash = Hash::new();
    hash.update(bytes);
    hex(u64::from_be_bytes(first_8(hash)))
}

/// 16 hex digits.
pub(crate) fn hex(number: u64) -> String {
    format!("{number:016x}")
}

/// The reverse of [`hex`]: exactly 16 digits, lower case.
pub(crate) fn parse_hex(text: &str) -> Option<u64> {
    let mut number = 0;
    for digit in text.bytes() {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            _ => return None,
        };
        number = (number << 4) | u64::from(value);
    }
    (text.len() == 16).then_some(number)
}

fn first_8(hash: Hash) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = hash.finalize();
    [a, b, c, d, e, f, g, h]
}

/// Longer inputs than 4 GiB do not come this far: `abi.toml` is at most 16 MiB.
fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

fn text(hash: &mut Hash, text: &str) {
    bytes(hash, &length(text.len()));
    bytes(hash, text.as_bytes());
}

fn bytes(hash: &mut Hash, bytes: &[u8]) {
    hash.update(bytes);
}

#[cfg(test)]
mod tests;
