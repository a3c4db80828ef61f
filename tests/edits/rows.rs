//! Edits to the released crate `viewer.rs`, as data: what is changed, and what the build must say of it.
//!
//! A number is that of the edit in the table of verdicts. In `change`, every pair replaces the first
//! occurrence of a text. What stands in `«»` is where the errors are reported, in their order.

/// An edit that breaks released binaries.
pub(crate) struct Break {
    pub(crate) edit: &'static str,
    pub(crate) change: &'static [(&'static str, &'static str)],
    pub(crate) finds: &'static [Find],
}

/// One error.
pub(crate) struct Find {
    /// Code and first line, without what this and the next have in common.
    pub(crate) says: &'static str,
    /// The recorded text, and what its line in `abi.toml` contains.
    pub(crate) recorded: (&'static str, &'static str),
    /// Empty when nothing is there now.
    pub(crate) now: &'static str,
    /// A part of the way out.
    pub(crate) help: &'static str,
}

const fn find(
    says: &'static str,
    recorded: (&'static str, &'static str),
    now: &'static str,
    help: &'static str,
) -> Find {
    Find { says, recorded, now, help }
}

const fn edit(edit: &'static str, change: &'static [(&'static str, &'static str)], finds: &'static [Find]) -> Break {
    Break { edit, change, finds }
}

/// Edits to slots, and to the trait around them.
pub(crate) const SLOTS: &[Break] = &[
    edit(
        "1 a slot deleted",
        &[("    fn rewind(&mut self);\n", ""), ("trait Codec", "trait «Codec»")],
        &[find(
            "[VT0001] slot 5 `Codec::rewind` is frozen since revision 1: it was removed",
            ("fn rewind(&mut self)", "\"fn rewind("),
            "",
            "put it back behind `chart`",
        )],
    ),
    edit(
        "1 the last slot deleted",
        &[("    fn flush(&self);\n", ""), ("trait Sink", "trait «Sink»")],
        &[find(
            "[VT0001] slot 2 `Sink::flush` is frozen since revision 1: it was removed",
            ("fn flush(&self)", "\"fn flush("),
            "",
            "put it back behind `bits`",
        )],
    ),
    edit(
        "3 two slots of one signature swapped",
        &[("fn rewind(", "fn «close»("), ("fn close(&", "fn «rewind»(&")],
        &[
            find(
                "[VT0003] slot 6 `Codec::close` is frozen since revision 1: it moved to place 5",
                ("slot 6", "\"fn close("),
                "slot 5",
                "move it back behind `rewind`",
            ),
            find(
                "[VT0003] slot 5 `Codec::rewind` is frozen since revision 1: it moved to place 6",
                ("slot 5", "\"fn rewind("),
                "slot 6",
                "move it back behind `chart`",
            ),
        ],
    ),
    edit(
        "4 a slot inserted",
        &[("    fn flush(", "    #[revision(2)]\n    fn «more»(&self) {}\n    fn flush(")],
        &[find(
            "[VT0003] slot 2 `Sink::more` is new, and was inserted before `flush`, which is frozen since revision 1",
            ("fn flush(&self)", "\"fn flush("),
            "fn more(&self)",
            "leave the frozen slots where they are, and put it at the end of the trait:",
        )],
    ),
    edit(
        "6 a slot appended without a revision",
        &[("    fn flush(&self);", "    fn flush(&self);\n    fn «more»(&self);")],
        &[find(
            "[VT0011] slot 3 `Sink::more` is new, but would belong to revision 1, which is frozen",
            ("revision 1 ends with `flush`", "table = \"viewer/sink\"\nnumber = 1"),
            "fn more(&self)",
            "#[revision(2)]",
        )],
    ),
    edit(
        "7 a slot renamed",
        &[("fn rewind(", "fn «back»(")],
        &[find(
            "[VT0002] slot 5 `Codec::rewind` is frozen since revision 1: it was renamed to `back`",
            ("fn rewind(&mut self)", "\"fn rewind("),
            "fn back(&mut self)",
            "give it its name back",
        )],
    ),
    edit(
        "8 one slot deleted, another inserted",
        &[("    fn put(&self, event: Event, color: Color) -> Status;\n", "    fn «push»(&self);\n")],
        &[find(
            "[VT0002] slot 0 `Sink::put` is frozen since revision 1: `push` stands in its place",
            ("fn put(&self, event: Event, color: Color) -> Status", "\"fn put("),
            "fn push(&self)",
            "put it back, and append the new slot at the end of the trait:",
        )],
    ),
    edit(
        "49 a slot became unsafe",
        &[("    fn flush(", "    unsafe fn «flush»(")],
        &[find(
            "[VT0008] slot 2 `Sink::flush` is frozen since revision 1: it became `unsafe`",
            ("fn", "\"fn flush("),
            "unsafe fn",
            "unsafe fn flush_ex1(&self) { .. }",
        )],
    ),
    edit(
        "50 the receiver changed",
        &[("fn close(&mut self)", "fn close(«&self»)")],
        &[find(
            "[VT0007] slot 6 `Codec::close` is frozen since revision 1: its receiver changed",
            ("&mut self", "\"fn close("),
            "&self",
            "fn close_ex1(&self) { .. }",
        )],
    ),
    edit(
        "53 `Sync` added to the trait",
        &[("Codec: Send {", "Codec: «Send + Sync» {")],
        &[find(
            "[VT0010] trait `Codec` is frozen since revision 1: its `Send` and `Sync` bounds changed",
            ("Send", "id = \"viewer/codec\""),
            "Send + Sync",
            "restore `trait Codec: Send`",
        )],
    ),
    edit(
        "53 `Send` removed from the trait",
        &[("Codec: Send {", "«Codec» {")],
        &[find(
            "[VT0010] trait `Codec` is frozen since revision 1: its `Send` and `Sync` bounds changed",
            ("Send", "id = \"viewer/codec\""),
            "neither `Send` nor `Sync`",
            "restore `trait Codec: Send`",
        )],
    ),
    edit(
        "92 a revision raised",
        &[("#[revision(2)]", "#[revision(«3»)]")],
        &[find(
            "[VT0009] slot 7 `Codec::read_ex1` is frozen since revision 2: its revision changed",
            ("revision 2", "\"fn read_ex1("),
            "revision 3",
            "write `#[revision(2)]` on it again",
        )],
    ),
    edit(
        "92 a revision lowered",
        &[("    #[revision(2)]\n    fn read_ex1", "    fn «read_ex1»")],
        &[find(
            "[VT0009] slot 7 `Codec::read_ex1` is frozen since revision 2: its revision changed",
            ("revision 2", "\"fn read_ex1("),
            "revision 1",
            "write `#[revision(2)]` on it again",
        )],
    ),
];

/// Edits to what slots take and return.
pub(crate) const SIGNATURES: &[Break] = &[
    edit(
        "15 a parameter retyped",
        &[("event: Event", "event: «Color»")],
        &[find(
            "[VT0004] slot 0 `Sink::put` is frozen since revision 1: parameter `event` changed type",
            ("Event", "\"fn put("),
            "Color",
            "fn put_ex1(&self, event: Color, color: Color) -> Status { .. }",
        )],
    ),
    edit(
        "16 the return type changed",
        &[("h: Handle) -> i32", "h: Handle) -> «u32»")],
        &[find(
            "[VT0005] slot 0 `Codec::open` is frozen since revision 1: the return type changed",
            ("i32", "\"fn open("),
            "u32",
            "fn open_ex1(&self, h: Handle) -> u32 { .. }",
        )],
    ),
    edit(
        "22 the return type removed",
        &[("fn bits(&self, bits: Bits, size: Size) -> u32", "fn «bits»(&self, bits: Bits, size: Size)")],
        &[find(
            "[VT0005] slot 1 `Sink::bits` is frozen since revision 1: it returned a value, and now returns nothing",
            ("u32", "\"fn bits("),
            "()",
            "fn bits_ex1(&self, bits: Bits, size: Size) { .. }",
        )],
    ),
    edit(
        "26 a parameter added",
        &[("fn flush(&self)", "fn flush(&self, hard: «bool»)")],
        &[find(
            "[VT0006] slot 2 `Sink::flush` is frozen since revision 1: parameter `hard` was added",
            ("fn flush(&self)", "\"fn flush("),
            "fn flush(&self, hard: bool)",
            "fn flush_ex1(&self, hard: bool) { .. }",
        )],
    ),
    edit(
        "27 a parameter removed",
        &[("fn bits(&self, bits: Bits, size: Size)", "fn «bits»(&self, bits: Bits)")],
        &[find(
            "[VT0006] slot 1 `Sink::bits` is frozen since revision 1: parameter `size` was removed",
            ("fn bits(&self, bits: Bits, size: Size) -> u32", "\"fn bits("),
            "fn bits(&self, bits: Bits) -> u32",
            "fn bits_ex1(&self, bits: Bits) -> u32 { .. }",
        )],
    ),
    edit(
        "31 a pointer became a reference",
        &[("fn read(&mut self, out: *mut Frame)", "fn read(&mut self, out: «&mut Frame»)")],
        &[find(
            "[VT0004] slot 1 `Codec::read` is frozen since revision 1: parameter `out` changed type",
            ("*mut Frame", "\"fn read(&mut self, out: *mut Frame) -> i32"),
            "&mut Frame",
            "fn read_ex2(&mut self, out: &mut Frame) -> i32 { .. }",
        )],
    ),
    edit(
        "35 a pointer to a pointer became a pointer",
        &[("far: *const *const Far", "far: «*const Far»")],
        &[find(
            "[VT0004] slot 4 `Codec::chart` is frozen since revision 1: parameter `far` changed type",
            ("*const *const Far", "'fn chart("),
            "*const Far",
            "fn chart_ex1(&self, far: *const Far, hook: extern \"C\" fn(*const Hooked)) -> Status { .. }",
        )],
    ),
    edit(
        "37 the constant of an array length changed, the text did not",
        &[("KEY: usize = 16", "KEY: usize = 32"), ("key: *const [u8; KEY]", "key: «*const [u8; KEY]»")],
        &[find(
            "[VT0004] slot 3 `Codec::unlock` is frozen since revision 1: parameter `key` changed type",
            ("*const [u8; 16]", "\"fn unlock("),
            "*const [u8; 32]",
            "if the text `*const [u8; KEY]` is unchanged, what it stands for is not",
        )],
    ),
    edit(
        "38 the parameter of a closure changed",
        &[("done: &mut dyn FnMut(u32) -> bool", "done: «&mut dyn FnMut(u64) -> bool»")],
        &[find(
            "[VT0004] slot 2 `Codec::each` is frozen since revision 1: parameter `done` changed type",
            ("&mut dyn FnMut(u32) -> bool", "\"fn each("),
            "&mut dyn FnMut(u64) -> bool",
            "fn each_ex1(&self, done: &mut dyn FnMut(u64) -> bool) { .. }",
        )],
    ),
    edit(
        "38 the parameter of a function pointer changed",
        &[("hook: extern \"C\" fn(*const Hooked)", "hook: «extern \"C\" fn(*const Far)»")],
        &[find(
            "[VT0004] slot 4 `Codec::chart` is frozen since revision 1: parameter `hook` changed type",
            ("extern \"C\" fn(*const Hooked)", "'fn chart("),
            "extern \"C\" fn(*const Far)",
            "fn chart_ex1(&self, far: *const *const Far, hook: extern \"C\" fn(*const Far)) -> Status { .. }",
        )],
    ),
    edit(
        "40 a function pointer became nullable",
        &[("hook: extern \"C\" fn(*const Hooked)", "hook: «Option<extern \"C\" fn(*const Hooked)>»")],
        &[find(
            "[VT0004] slot 4 `Codec::chart` is frozen since revision 1: parameter `hook` changed type",
            ("extern \"C\" fn(*const Hooked)", "'fn chart("),
            "Option<extern \"C\" fn(*const Hooked)>",
            "fn chart_ex1(",
        )],
    ),
    edit(
        "41 an alias has another target",
        &[("type Handle = u32", "type Handle = u64"), ("h: Handle", "h: «Handle»")],
        &[find(
            "[VT0004] slot 0 `Codec::open` is frozen since revision 1: parameter `h` changed type",
            ("u32", "\"fn open("),
            "u64",
            "if the text `Handle` is unchanged, what it stands for is not",
        )],
    ),
    edit(
        "65 a recorded type renamed",
        &[
            ("far: *const *const Far", "far: «*const *const Distant»"),
            ("struct Far", "struct Distant"),
            ("*const Far", "*const Distant"),
        ],
        &[find(
            "[VT0004] slot 4 `Codec::chart` is frozen since revision 1: parameter `far` changed type",
            ("*const *const Far", "'fn chart("),
            "*const *const Distant",
            "restore it",
        )],
    ),
];

/// Edits to definitions, reported where they stand.
pub(crate) const TYPES: &[Break] = &[
    edit(
        "60 two fields of one type swapped",
        &[("pub width: u32,\n    pub height", "pub «height»: u32,\n    pub «width»")],
        &[
            find(
                "[VT0013] field `height` of `Frame` is frozen since revision 1: it moved from place 1 to place 0",
                ("field 1", "\"height: u32\""),
                "field 0",
                "move it back behind `width`",
            ),
            find(
                "[VT0013] field `width` of `Frame` is frozen since revision 1: it moved from place 0 to place 1",
                ("field 0", "\"width: u32\""),
                "field 1",
                "move it back to the front",
            ),
        ],
    ),
    edit(
        "61 a field inserted into a nested struct",
        &[("    pub b: u16", "    pub «z»: u8,\n    pub b: u16")],
        &[find(
            "[VT0013] field `z` of `Inner` is new, but the struct is frozen since revision 1",
            ("fields a, b, c", "name = \"Inner\""),
            "z: u8",
            "remove it, and put it in a new type `InnerEx1` for a new slot",
        )],
    ),
    edit(
        "63 a field appended",
        &[("    pub code: u64,", "    pub code: u64,\n    pub «more»: u64,")],
        &[find(
            "[VT0013] field `more` of `Hooked` is new, but the struct is frozen since revision 1",
            ("fields code", "name = \"Hooked\""),
            "more: u64",
            "fn chart_ex1(&self, far: *const *const Far, hook: extern \"C\" fn(*const HookedEx1)) -> Status { .. }",
        )],
    ),
    edit(
        "64 a field retyped in a struct that only a callback reaches",
        &[("pub code: u64", "pub code: «i64»")],
        &[find(
            "[VT0012] field `code` of `Hooked` is frozen since revision 1: it changed type",
            ("u64", "\"code: u64\""),
            "i64",
            "new type `HookedEx1`",
        )],
    ),
    edit(
        "65 a field renamed",
        &[("pub height", "pub «tall»")],
        &[find(
            "[VT0013] field `height` of `Frame` is frozen since revision 1: it was renamed to `tall`",
            ("height: u32", "\"height: u32\""),
            "tall: u32",
            "give it its name back",
        )],
    ),
    edit(
        "68 `*const` became `*mut` in a struct that only a pointer reaches",
        &[("pub name: *const u8", "pub name: «*mut u8»")],
        &[find(
            "[VT0012] field `name` of `Far` is frozen since revision 1: it changed type",
            ("*const u8", "\"name: *const u8\""),
            "*mut u8",
            "fn chart_ex1(&self, far: *const *const FarEx1,",
        )],
    ),
    edit(
        "71 `transparent` became `C`",
        &[("#[repr(transparent)]\npub struct Size", "#[repr(C)]\npub struct «Size»")],
        &[find(
            "[VT0014] type `Size` is frozen since revision 1: it became another kind of type",
            ("tuple struct, repr(transparent)", "name = \"Size\""),
            "tuple struct",
            "fn bits_ex1(&self, bits: Bits, size: SizeEx1) -> u32 { .. }",
        )],
    ),
    edit(
        "75 a union arm added",
        &[("    pub real: f32,", "    pub real: f32,\n    pub «whole»: i32,")],
        &[find(
            "[VT0013] field `whole` of `Bits` is new, but the union is frozen since revision 1",
            ("fields word, real", "name = \"Bits\""),
            "whole: i32",
            "fn bits_ex1(&self, bits: BitsEx1, size: Size) -> u32 { .. }",
        )],
    ),
    edit(
        "77 a discriminant changed",
        &[("    Io = 7", "    «Io» = 8")],
        &[find(
            "[VT0015] variant `Io` of `Status` is frozen since revision 1: its value changed",
            ("Io = 7", "\"Io = 7\""),
            "Io = 8",
            "write its value out: `Io = 7`",
        )],
    ),
    edit(
        "78 a variant removed",
        &[("    BadData = 1,\n", ""), ("enum Status", "enum «Status»")],
        &[find(
            "[VT0016] variant `BadData` of `Status` is frozen since revision 1: it was removed",
            ("BadData = 1", "\"BadData = 1\""),
            "",
            "put `BadData = 1` back",
        )],
    ),
    edit(
        "80 a variant inserted",
        &[("    Io = 7", "    «Busy» = 2,\n    Io = 7")],
        &[find(
            "[VT0016] variant `Busy` of `Status` is new, but the enum is closed, and frozen since revision 1",
            ("variants Ok, BadData, Io", "name = \"Status\""),
            "Busy = 2",
            "a closed enum never grows: remove it, and put it in a new type `StatusEx1`",
        )],
    ),
    edit(
        "81 the `repr` of an enum changed",
        &[("#[repr(u32)]\npub enum Status", "#[repr(u8)]\npub enum «Status»")],
        &[find(
            "[VT0014] type `Status` is frozen since revision 1: its `repr` changed",
            ("enum, repr(u32)", "name = \"Status\""),
            "enum, repr(u8)",
            "new type `StatusEx1`",
        )],
    ),
    edit(
        "81 `repr(C, u32)` became `repr(u32)`",
        &[("#[repr(C, u32)]\npub enum Event", "#[repr(u32)]\npub enum «Event»")],
        &[find(
            "[VT0014] type `Event` is frozen since revision 1: its `repr` changed",
            ("enum, repr(C, u32)", "name = \"Event\""),
            "enum, repr(u32)",
            "new type `EventEx1`",
        )],
    ),
    edit(
        "81b an open enum closed",
        &[("#[abi(open)]\n", ""), ("    Unknown(u16),\n", ""), ("enum Color", "enum «Color»")],
        &[find(
            "[VT0019] enum `Color` is frozen since revision 1: it was open, and is closed now",
            ("open enum", "name = \"Color\""),
            "enum",
            "put `#[abi(open)]` back",
        )],
    ),
    edit(
        "83 the payload of a variant changed",
        &[("Error(i32)", "Error(«i64»)")],
        &[find(
            "[VT0017] variant `Error` of `Event` is frozen since revision 1: its field `0` changed type",
            ("i32", "\"Error(i32) = 1\""),
            "i64",
            "fn put_ex1(&self, event: EventEx1, color: Color) -> Status { .. }",
        )],
    ),
];

/// Edits that released binaries do not notice.
pub(crate) const HARMLESS: &[(&str, &[(&str, &str)])] = &[
    (
        "12 docs, deprecation, order of attributes",
        &[
            ("/// An image decoder.\n#[vtable_api", "#[allow(dead_code)]\n/// Another text.\n#[vtable_api"),
            ("    fn rewind", "    /// Do not.\n    #[deprecated]\n    fn rewind"),
            ("/// Only in a callback.", "/// Elsewhere, too."),
        ],
    ),
    (
        "12 formatting",
        &[("fn open(&self, h: Handle) -> i32;", "fn open(\n        &self,\n        h: Handle,\n    )\n    -> i32;")],
    ),
    ("13 a default body added to a recorded slot", &[("fn flush(&self);", "fn flush(&self) {}")]),
    (
        "28 parameters swapped by name",
        &[(
            "out: *mut Frame, flags: u32) -> i32 {\n        let _ = flags;\n        self.read(out)",
            "flags: *mut Frame, out: u32) -> i32 {\n        let _ = out;\n        self.read(flags)",
        )],
    ),
    ("29 parameters renamed", &[("h: Handle", "handle: Handle"), ("bits: Bits, size", "_bits: Bits, r#type")]),
    ("42 an alias renamed", &[("type Handle", "type Ticket"), ("h: Handle", "h: Ticket")]),
    ("42 an alias replaced by what it is", &[("h: Handle", "h: u32")]),
    ("37 a constant renamed", &[("const KEY: usize = 16", "const LENGTH: usize = 8 + 8"), ("; KEY]", "; LENGTH]")]),
    ("55 a table made less public", &[("pub trait Sink", "#[allow(dead_code)]\npub(crate) trait Sink")]),
    (
        "55 a type moved to another module",
        &[(
            "#[derive(AbiType)]\n#[repr(transparent)]\npub struct Size(pub u64);",
            "pub use moved::Size;\npub mod moved {\n    #[derive(vtable_api::AbiType)]\n    #[repr(transparent)]\n    pub struct Size(pub u64);\n}",
        )],
    ),
    (
        "55 a table moved to another module",
        &[
            ("/// Where events go.", "pub use moved::Sink;\npub mod moved {\nuse super::*;"),
            ("    fn flush(&self);\n}", "    fn flush(&self);\n}}"),
        ],
    ),
    ("56 a trait renamed, its id pinned", &[("trait Sink", "trait Drain")]),
    (
        "66 privacy and derives",
        &[(
            "#[derive(AbiType)]\n#[repr(C)]\npub struct Inner {\n    pub a",
            "#[derive(AbiType, Clone, Copy, Debug, Default, PartialEq)]\n#[repr(C)]\npub struct Inner {\n    pub(crate) a",
        )],
    ),
    (
        "82 variants reordered with explicit values",
        &[("    Ok = 0,\n    BadData = 1,\n    Io = 7,", "    Io = 7,\n    Ok = 0,\n    BadData = 1,")],
    ),
    (
        "84 a type that no recorded slot reaches",
        &[("pub struct Free {\n    pub a: u32", "pub struct Free {\n    pub z: i8,\n    pub a: u64")],
    ),
];
