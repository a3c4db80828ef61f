//! What no table can have: each would hide a slot, or make what it is depend on who builds it.

use crate::case::{Case, fine, refused, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "9",
        "cfg on a slot",
        &[("    fn flush(", "    «#[cfg(unix)]»\n    fn flush(")],
        &[refused(
            "[VT0100] a slot cannot be conditional: two builds of one release would have two contracts",
            "remove the condition; a provider without the feature can return an error",
        )],
    ),
    stops(
        "9",
        "cfg_attr on a slot",
        &[("    fn flush(", "    «#[cfg_attr(unix, allow(unused))]»\n    fn flush(")],
        &[refused(
            "[VT0100] a slot cannot be conditional: two builds of one release would have two contracts",
            "remove the condition; a provider without the feature can return an error",
        )],
    ),
    stops(
        "9",
        "cfg on a parameter",
        &[("color: Color)", "«#[cfg(unix)]» color: Color)")],
        &[refused(
            "[VT0100] a parameter cannot be conditional: two builds of one release would have two contracts",
            "remove the condition; a provider without the feature can return an error",
        )],
    ),
    stops(
        "9",
        "cfg on a slot, whose condition does not hold",
        &[("    fn flush(", "    «#[cfg(any())]»\n    fn flush(")],
        &[refused(
            "[VT0100] a slot cannot be conditional: two builds of one release would have two contracts",
            "remove the condition; a provider without the feature can return an error",
        )],
    ),
    stops(
        "9",
        "cfg on a field",
        &[("    pub height: u32", "    «#[cfg(all())]»\n    pub height: u32")],
        &[refused(
            "[VT0103] a field cannot be conditional: two builds of one release would have two contracts",
            "remove the condition",
        )],
    ),
    stops(
        "9",
        "cfg on a variant",
        &[("    Green = 2", "    «#[cfg(all())]»\n    Green = 2")],
        &[refused(
            "[VT0103] a variant cannot be conditional: two builds of one release would have two contracts",
            "remove the condition",
        )],
    ),
    fine(
        "9b",
        "a field, a payload and variants whose conditions do not hold",
        &[
            ("    pub height: u32", "    #[cfg(any())]\n    pub depth: u32,\n    pub height: u32"),
            ("total: u32 }", "total: u32, #[cfg(any())] rest: u32 }"),
            ("    BadData = 1", "    #[cfg(any())]\n    Other = 9,\n    BadData = 1"),
            ("    Green = 2", "    #[cfg(any())]\n    Blue = 9,\n    Green = 2"),
        ],
    ),
    stops(
        "10",
        "where Self: Sized",
        &[("fn flush(&self);", "fn flush(&self) «where Self: Sized»;")],
        &[refused("[VT0100] a slot cannot have a `where` clause", "remove it; every slot is callable on every object")],
    ),
    stops(
        "11",
        "a generic slot",
        &[("fn flush(&self);", "fn flush<«T»>(&self);")],
        &[refused(
            "[VT0100] a slot cannot be generic: a table holds one function for it",
            "take `&dyn Api`, a closure, or a concrete type",
        )],
    ),
    stops(
        "11",
        "an async slot",
        &[("fn flush(&self);", "«async» fn flush(&self);")],
        &[refused("[VT0100] an `async fn` has no C signature", "take a callback: `done: &mut dyn FnMut(..)`")],
    ),
    stops(
        "11",
        "impl Trait taken",
        &[("fn flush(&self);", "fn flush(&self);\n\n    #[revision(2)]\n    fn more(&self, on: «impl Sized») {}")],
        &[refused(
            "[VT0102] `impl Trait` has no C signature",
            "take `&dyn Api`, or return `Box<dyn Api>`, of a `#[vtable_api]` trait",
        )],
    ),
    stops(
        "11",
        "an associated type",
        &[("    fn flush(&self);", "    fn flush(&self);\n    «type Item;»")],
        &[refused(
            "[VT0100] an associated type has no place in a table",
            "keep only methods; a constant can be a slot that returns it",
        )],
    ),
    stops(
        "11",
        "an associated constant",
        &[("    fn flush(&self);", "    fn flush(&self);\n    «const N: u32;»")],
        &[refused(
            "[VT0100] an associated constant has no place in a table",
            "keep only methods; a constant can be a slot that returns it",
        )],
    ),
    stops(
        "47",
        "variadic",
        &[("fn flush(&self);", "fn flush(&self);\n\n    #[revision(2)]\n    unsafe fn more(&self, «_: ...») {}")],
        &[refused("[VT0100] a slot cannot be variadic", "take a slice: `&[Value]`")],
    ),
    stops(
        "48",
        "a slot of ABI C-unwind",
        &[("fn flush(&self);", "«extern \"C-unwind\"» fn flush(&self);")],
        &[refused("[VT0100] every slot is `extern \"C\"` on every platform", "remove the ABI; the macro adds it")],
    ),
    stops(
        "48",
        "a slot of ABI system",
        &[("fn flush(&self);", "«extern \"system\"» fn flush(&self);")],
        &[refused("[VT0100] every slot is `extern \"C\"` on every platform", "remove the ABI; the macro adds it")],
    ),
    stops(
        "50",
        "self by value",
        &[("fn flush(&self);", "fn flush(«self»);")],
        &[refused(
            "[VT0100] an object crosses the boundary only as a pointer that its owner keeps",
            "take `&self` or `&mut self`",
        )],
    ),
    stops(
        "50",
        "Box<Self>",
        &[("fn flush(&self);", "fn flush(«self: Box<Self>»);")],
        &[refused(
            "[VT0100] an object crosses the boundary only as a pointer that its owner keeps",
            "take `&self` or `&mut self`",
        )],
    ),
    stops(
        "50",
        "Pin",
        &[("fn flush(&self);", "fn flush(«self: std::pin::Pin<&mut Self>»);")],
        &[refused(
            "[VT0100] an object crosses the boundary only as a pointer that its owner keeps",
            "take `&self` or `&mut self`",
        )],
    ),
    stops(
        "50",
        "Arc",
        &[("fn flush(&self);", "fn flush(«self: std::sync::Arc<Self>»);")],
        &[refused(
            "[VT0100] an object crosses the boundary only as a pointer that its owner keeps",
            "take `&self` or `&mut self`",
        )],
    ),
    stops(
        "54",
        "a supertrait with slots",
        &[("trait Sink {", "trait Sink: «Codec» {")],
        &[refused(
            "[VT0101] a table cannot build on another trait: slots added to the base would move the slots of this one",
            "keep only `Send`, `Sync` and `'static`, and repeat the methods here",
        )],
    ),
    fine("70", "an enum that crosses by value loses its repr", &[("#[repr(u32)]\npub enum Status", "pub enum Status")]),
    stops(
        "81c",
        "an enum of repr(C) alone",
        &[("#[repr(u32)]\npub enum Status", "#[repr(C)]\npub enum «Status»")],
        &[refused(
            "[VT0104] enum `Status` is `repr(C)`, whose size depends on the C compiler (`-fshort-enums`, MSVC)",
            "write `#[repr(u32)]`, or `#[repr(C, u32)]` if it has payloads",
        )],
    ),
    stops(
        "84c",
        "a returned object that is lent",
        &[(
            "fn flush(&self);",
            "fn flush(&self);\n\n    #[revision(2)]\n    fn lend(&self) -> «&dyn Codec» {\n        unimplemented!()\n    }",
        )],
        &[refused(
            "[VT0105] an object of another table cannot be returned by reference",
            "lend it by its handle: `CodecRef<'_>`",
        )],
    ),
    stops(
        "84c",
        "a closure that is owned",
        &[(
            "fn flush(&self);",
            "fn flush(&self);\n\n    #[revision(2)]\n    fn later(&self, what: «Box<dyn FnOnce()>») {}",
        )],
        &[refused(
            "[VT0106] a callback is lent for the call, not given away",
            "take `&mut dyn FnMut(..)`, or a `Box<dyn Api>` of a `#[vtable_api]` trait with one method",
        )],
    ),
    stops(
        "84c",
        "a String in a field",
        &[("pub struct Free {\n    pub a: u32", "pub struct Free {\n    pub a: «String»")],
        &[refused(
            "[VT0103] `String` is not plain in memory, so it cannot be a field",
            "write `&str`; in a field or as an element, `vtable_api::OwnedStr`",
        )],
    ),
    stops(
        "118",
        "a slot called negotiate",
        &[("    fn flush(&self);", "    fn flush(&self);\n\n    #[revision(2)]\n    fn «__vt_more»(&self) {}")],
        &[refused(
            "[VT0108] `__vt_more` begins like the names that the macro generates",
            "choose one that does not begin with `__vt`",
        )],
    ),
    stops(
        "119",
        "too many parameters",
        &[(
            "fn flush(&self);",
            "fn flush(&self);\n\n    #[revision(2)]\n    fn many(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, i: u8, j: u8, k: u8, l: u8, m: u8, n: u8, o: u8, p: «u8») {}",
        )],
        &[refused("[VT0107] a slot has at most 15 parameters", "pass a `#[derive(AbiType)]` struct by reference")],
    ),
];
