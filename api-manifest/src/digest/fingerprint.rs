//! The fingerprints of revisions and growths. Builds take them from `abi.toml`; only a freeze makes one.

use hmac_sha256::Hash;

use super::{first_8, length, text};
use crate::canon;
use crate::model::{Bounds, Slot, TypeDef};
use vtable_api_contract::CONTRACT;

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
    definitions(&mut hash, new_types);
    u64::from_be_bytes(first_8(hash))
}

/// The fingerprint of a growth of the type `def`, which binaries know as `id`: of its members, of the types that are new in it,
/// and, through `previous`, of all before.
///
/// ```
/// use vtable_api_manifest::{canon, digest, model::{Growths, TypeDef}};
/// let fields = ["level: u32", "strict: bool"].map(|field| canon::parse_field(field).unwrap());
/// let mut body = canon::parse_body("growable struct", None, fields.into(), vec![]).unwrap();
/// *body.growths_mut().unwrap() = Growths::numbered(&[1, 2]);
/// let ty = canon::parse_type("Options").unwrap();
/// let mut def = TypeDef { ty, module: "viewer".into(), body, lifetimes: Default::default(), traits: String::new(), docs: vec![], line: None };
/// let first = digest::growth_fingerprint("viewer/Options", &def, 0, 1, &[]);
/// assert_ne!(digest::growth_fingerprint("viewer/Options", &def, first, 2, &[]), first);
/// *def.body.growths_mut().unwrap() = Growths::numbered(&[1, 1]);
/// assert_ne!(digest::growth_fingerprint("viewer/Options", &def, 0, 1, &[]), first);
/// ```
pub fn growth_fingerprint(id: &str, def: &TypeDef, previous: u64, number: u32, new_types: &[&TypeDef]) -> u64 {
    let mut hash = Hash::new();
    hash.update(b"vtable-api growth\0");
    hash.update(CONTRACT.to_le_bytes());
    text(&mut hash, id);
    hash.update(previous.to_le_bytes());
    hash.update(number.to_le_bytes());
    if number == 1 {
        definitions(&mut hash, &[def]);
    } else {
        let fields = canon::fields(&def.body).iter().map(canon::field);
        let members = fields.chain(canon::variants(&def.body).iter().map(canon::variant)).enumerate();
        let added = def.body.growths().map_or(0..0, |growths| growths.members(number));
        for (index, member) in members.skip(added.start).take(added.len()) {
            hash.update([1]);
            hash.update(length(index));
            text(&mut hash, &member);
        }
    }
    definitions(&mut hash, new_types);
    u64::from_be_bytes(first_8(hash))
}

fn definitions(hash: &mut Hash, defs: &[&TypeDef]) {
    for def in defs {
        hash.update([2]);
        text(hash, &canon::definition(def));
    }
}
