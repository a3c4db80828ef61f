//! What all parts of vtable-api agree on: the numbers of the contract, the words of the record section, and one hash.
//!
//! The runtime (`vtable-api-core`) and what reads and writes records (`vtable-api-manifest`) know nothing of each other. What has
//! to be the same in both stands here, once. Nothing in this crate changes after a release.
#![no_std]
#![forbid(unsafe_code)]

/// The binary contract that this version speaks, as a table's header has it.
pub const CONTRACT: u32 = 1;

/// The highest revision that a table can have; the lowest is 1. Bit n-1 of a header's `revisions` is revision n.
pub const MAX_REVISION: u32 = 63;

/// The bits of a header's `revisions` that are revisions. Bit 63 is reserved: providers set it to 0, readers mask it away.
pub const REVISIONS_MASK: u64 = u64::MAX >> 1;

/// The record section: frames of [`MAGIC`](record::MAGIC), a version, the payload's length as a little-endian `u32`, and the
/// payload, which is UTF-8 lines of fields that are split by tabs.
pub mod record {
    /// How a frame begins.
    pub const MAGIC: &[u8; 7] = b"VTABREC";
    /// The version, behind the magic, of a frame that is one table with the types that it reaches.
    pub const TABLES: u8 = 1;
    /// The version of a frame that says who does what with a table.
    pub const ROLES: u8 = 2;
    /// The bytes before a payload: magic, version and length.
    pub const HEAD: usize = MAGIC.len() + 1 + 4;

    /// The first field of a line says what the others are.
    ///
    /// ```
    /// use vtable_api_contract::record::word;
    /// assert_eq!(word::FIELD, "field");
    /// ```
    pub mod word {
        /// A table.
        pub const TABLE: &str = "table";
        /// The fingerprint of a revision.
        pub const FINGERPRINT: &str = "fingerprint";
        /// Another table that slots name.
        pub const OBJECT: &str = "object";
        /// A slot.
        pub const SLOT: &str = "slot";
        /// A type.
        pub const TYPE: &str = "type";
        /// The lifetimes of the type before.
        pub const LIFETIMES: &str = "lifetimes";
        /// What the compiler knows of the type before.
        pub const TRAITS: &str = "traits";
        /// A growth of the growable type before; its members follow.
        pub const GROWTH: &str = "growth";
        /// A field of the type before.
        pub const FIELD: &str = "field";
        /// A variant of the type before.
        pub const VARIANT: &str = "variant";
        /// A line of the documentation of what stands before.
        pub const DOC: &str = "doc";
        /// From which text something was built, and for which run of the command.
        pub const BUILT: &str = "built";
        /// Where something is in its source.
        pub const AT: &str = "at";
    }

    /// The first bytes of a frame of this version, its length apart.
    ///
    /// ```
    /// use vtable_api_contract::record;
    /// assert_eq!(&record::magic(record::TABLES), b"VTABREC\x01");
    /// ```
    #[must_use]
    pub const fn magic(version: u8) -> [u8; 8] {
        let [a, b, c, d, e, f, g] = *MAGIC;
        [a, b, c, d, e, f, g, version]
    }
}

/// By what a definition is told apart within a build: FNV-1a over its package, `::` and its name.
///
/// ```
/// use vtable_api_contract::key;
/// assert_ne!(key("viewer", "Frame"), key("other", "Frame"));
/// ```
#[inline]
#[must_use]
pub const fn key(package: &str, name: &str) -> u64 {
    let hash = fnv::add(fnv::START, package.as_bytes());
    let hash = fnv::add(hash, b"::");
    fnv::add(hash, name.as_bytes())
}

/// FNV-1a with 64 bits, by which types and tables are told apart within a build. It guards against nobody's intent: what is
/// recorded has a SHA-256.
///
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
pub mod fnv {
    /// What a hash begins with.
    pub const START: u64 = 0xcbf2_9ce4_8422_2325;

    /// The hash of what `hash` is of, and these bytes behind it.
    ///
    /// ```
    /// use vtable_api_contract::fnv;
    /// assert_eq!(fnv::add(fnv::START, b"a"), 0xaf63_dc4c_8601_ec8c);
    /// ```
    #[inline]
    #[must_use]
    pub const fn add(mut hash: u64, bytes: &[u8]) -> u64 {
        let (mut i, len) = (0, bytes.len());
        while i < len {
            // The low half of a product. `wrapping_mul` would be a call, and calls are what const evaluation costs by.
            hash = ((hash ^ bytes[i] as u64) as u128 * 0x0100_0000_01b3) as u64;
            i += 1;
        }
        hash
    }
}
