//! Edits that released binaries do not notice.

use crate::case::{Case, fine};

pub(crate) const CASES: &[Case] = &[
    fine(
        "53b",
        "`'static` added to the traits",
        &[("trait Codec: Send {", "trait Codec: Send + 'static {"), ("trait Sink {", "trait Sink: 'static {")],
    ),
    fine(
        "12",
        "docs, deprecation, order of attributes",
        &[
            ("/// An image decoder.\n#[vtable_api", "#[allow(dead_code)]\n/// Another text.\n#[vtable_api"),
            ("    fn rewind", "    /// Do not.\n    #[deprecated]\n    fn rewind"),
            ("/// Only in a callback.", "/// Elsewhere, too."),
        ],
    ),
    fine(
        "12",
        "formatting",
        &[("fn open(&self, h: Handle) -> i32;", "fn open(\n        &self,\n        h: Handle,\n    )\n    -> i32;")],
    ),
    fine("13", "a default body added to a recorded slot", &[("fn flush(&self);", "fn flush(&self) {}")]),
    fine(
        "28",
        "parameters swapped by name",
        &[(
            "out: *mut Frame, flags: u32) -> i32 {\n        let _ = flags;\n        self.read(out)",
            "flags: *mut Frame, out: u32) -> i32 {\n        let _ = out;\n        self.read(flags)",
        )],
    ),
    fine("29", "parameters renamed", &[("h: Handle", "handle: Handle"), ("bits: Bits, size", "_bits: Bits, r#type")]),
    fine("42", "an alias renamed", &[("type Handle", "type Ticket"), ("h: Handle", "h: Ticket")]),
    fine("42", "an alias replaced by what it is", &[("h: Handle", "h: u32")]),
    fine(
        "37",
        "a constant renamed",
        &[("const KEY: usize = 16", "const LENGTH: usize = 8 + 8"), ("; KEY]", "; LENGTH]")],
    ),
    fine("55", "a table made less public", &[("pub trait Sink", "#[allow(dead_code)]\npub(crate) trait Sink")]),
    fine(
        "55",
        "a type moved to another module",
        &[(
            "#[derive(AbiType)]\n#[repr(transparent)]\npub struct Size(pub u64);",
            "pub use moved::Size;\npub mod moved {\n    #[derive(vtable_api::AbiType)]\n    #[repr(transparent)]\n    pub struct Size(pub u64);\n}",
        )],
    ),
    fine(
        "55",
        "a table moved to another module",
        &[
            ("/// Where events go.", "pub use moved::Sink;\npub mod moved {\nuse super::*;"),
            ("    fn flush(&self);\n}", "    fn flush(&self);\n}}"),
        ],
    ),
    fine("56", "a trait renamed, its id pinned", &[("trait Sink", "trait Drain")]),
    fine(
        "66",
        "privacy and derives",
        &[(
            "#[derive(AbiType)]\n#[repr(C)]\npub struct Inner {\n    pub a",
            "#[derive(AbiType, Clone, Copy, Debug, Default, PartialEq)]\n#[repr(C)]\npub struct Inner {\n    pub(crate) a",
        )],
    ),
    fine(
        "82",
        "variants reordered with explicit values",
        &[("    Ok = 0,\n    BadData = 1,\n    Io = 7,", "    Io = 7,\n    Ok = 0,\n    BadData = 1,")],
    ),
    fine(
        "84",
        "a type that no recorded slot reaches",
        &[("pub struct Free {\n    pub a: u32", "pub struct Free {\n    pub z: i8,\n    pub a: u64")],
    ),
];
