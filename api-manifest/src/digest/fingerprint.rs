//! The fingerprint of a revision. Builds take it from `abi.toml`; only a freeze makes one.

use hmac_sha256::Hash;

use super::{first_8, length, text};
use crate::canon;
use crate::model::{Bounds, Slot, TypeDef};

/// The binary contract that this version speaks.
const CONTRACT: u32 = 1;

/// The fingerprint of a revision: of its slots, of the types that are new in it, and, through `previous`,
/// of all before.
///
/// ```
/// use vtable_api_manifest::{canon, digest, model::Bounds};
/// let slot = canon::parse_signature("fn decode(&self, input: &[u8]) -> u32").unwrap();
/// let same = canon::parse_signature("fn decode(&self, bytes: &[u8]) -> u32").unwrap();
/// let of = |slot| digest::fingerprint("viewer/codec", Bounds::default(), 0, 1, &[(0, slot)], &[]);
/// assert_eq!(of(&slot), of(&same));
/// ```
pub fn fingerprint(
    id: &str,
    bounds: Bounds,
    previous: u64,
    number: u32,
    slots: &[(usize, &Slot)],
    new_types: &[&TypeDef],
) -> u64 {
    let mut hash = Hash::new();
    hash.update(b"vtable-api\0");
    hash.update(CONTRACT.to_le_bytes());
    text(&mut hash, id);
    hash.update(previous.to_le_bytes());
    hash.update(number.to_le_bytes());
    hash.update([0]);
    text(&mut hash, canon::bounds(bounds));
    for (index, slot) in slots {
        hash.update([1]);
        hash.update(length(*index));
        text(&mut hash, &canon::signature_nameless(slot));
    }
    for def in new_types {
        hash.update([2]);
        text(&mut hash, &canon::definition(def));
    }
    u64::from_be_bytes(first_8(hash))
}
