//! Edits to definitions, reported where they stand.

use crate::case::{Case, find, refused, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "60",
        "two fields of one type swapped",
        &[("pub width: u32,\n    pub height", "pub «height»: u32,\n    pub «width»")],
        &[
            find(
                "[VT0013] field `height` of `Frame` is frozen since revision 1: it moved from place 1 to place 0",
                ("field 1", "\"height: u32\""),
                "field 0",
                "move it back after `width`",
            ),
            find(
                "[VT0013] field `width` of `Frame` is frozen since revision 1: it moved from place 0 to place 1",
                ("field 0", "\"width: u32\""),
                "field 1",
                "move it back to the front",
            ),
        ],
    ),
    stops(
        "61",
        "a field inserted into a nested struct",
        &[("    pub b: u16", "    pub «z»: u8,\n    pub b: u16")],
        &[find(
            "[VT0013] field `z` of `Inner` is new, but the struct is frozen since revision 1",
            ("fields a, b, c", "name = \"Inner\""),
            "z: u8",
            "remove it, and put it in a new type `InnerEx1` for a new slot",
        )],
    ),
    stops(
        "63",
        "a field appended",
        &[("    pub code: u64,", "    pub code: u64,\n    pub «more»: u64,")],
        &[find(
            "[VT0013] field `more` of `Hooked` is new, but the struct is frozen since revision 1",
            ("fields code", "name = \"Hooked\""),
            "more: u64",
            "fn chart_ex1(&self, far: *const *const Far, hook: extern \"C\" fn(*const HookedEx1)) -> Status { .. }",
        )],
    ),
    stops(
        "64",
        "a field retyped in a struct that only a callback reaches",
        &[("pub code: u64", "pub code: «i64»")],
        &[find(
            "[VT0012] field `code` of `Hooked` is frozen since revision 1: it changed type",
            ("u64", "\"code: u64\""),
            "i64",
            "new type `HookedEx1`",
        )],
    ),
    stops(
        "65",
        "a field renamed",
        &[("pub height", "pub «tall»")],
        &[find(
            "[VT0013] field `height` of `Frame` is frozen since revision 1: it was renamed to `tall`",
            ("height: u32", "\"height: u32\""),
            "tall: u32",
            "restore its name",
        )],
    ),
    stops(
        "68",
        "`*const` became `*mut` in a struct that only a pointer reaches",
        &[("pub name: *const u8", "pub name: «*mut u8»")],
        &[find(
            "[VT0012] field `name` of `Far` is frozen since revision 1: it changed type",
            ("*const u8", "\"name: *const u8\""),
            "*mut u8",
            "fn chart_ex1(&self, far: *const *const FarEx1,",
        )],
    ),
    stops(
        "71",
        "`transparent` became `C`",
        &[("#[repr(transparent)]\npub struct Size", "#[repr(C)]\npub struct «Size»")],
        &[find(
            "[VT0014] type `Size` is frozen since revision 1: it became another kind of type",
            ("tuple struct, repr(transparent)", "name = \"Size\""),
            "tuple struct",
            "fn bits_ex1(&self, bits: Bits, size: SizeEx1) -> u32 { .. }",
        )],
    ),
    stops(
        "75",
        "a union arm added",
        &[("    pub real: f32,", "    pub real: f32,\n    pub «whole»: i32,")],
        &[find(
            "[VT0013] field `whole` of `Bits` is new, but the union is frozen since revision 1",
            ("fields word, real", "name = \"Bits\""),
            "whole: i32",
            "fn bits_ex1(&self, bits: BitsEx1, size: Size) -> u32 { .. }",
        )],
    ),
    stops(
        "77",
        "a discriminant changed",
        &[("    Io = 7", "    «Io» = 8")],
        &[find(
            "[VT0015] variant `Io` of `Status` is frozen since revision 1: its value changed",
            ("Io = 7", "\"Io = 7\""),
            "Io = 8",
            "write its value out: `Io = 7`",
        )],
    ),
    stops(
        "78",
        "a variant removed",
        &[("    BadData = 1,\n", ""), ("enum Status", "enum «Status»")],
        &[find(
            "[VT0016] variant `BadData` of `Status` is frozen since revision 1: it was removed",
            ("BadData = 1", "\"BadData = 1\""),
            "",
            "put `BadData = 1` back",
        )],
    ),
    stops(
        "80",
        "a variant inserted",
        &[("    Io = 7", "    «Busy» = 2,\n    Io = 7")],
        &[find(
            "[VT0016] variant `Busy` of `Status` is new, but the enum is closed, and frozen since revision 1",
            ("variants Ok, BadData, Io", "name = \"Status\""),
            "Busy = 2",
            "a closed enum never grows: remove it, and put it in a new type `StatusEx1`",
        )],
    ),
    stops(
        "81",
        "the `repr` of an enum changed",
        &[("#[repr(u32)]\npub enum Status", "#[repr(u8)]\npub enum «Status»")],
        &[find(
            "[VT0014] type `Status` is frozen since revision 1: its `repr` changed",
            ("enum, repr(u32)", "name = \"Status\""),
            "enum, repr(u8)",
            "new type `StatusEx1`",
        )],
    ),
    stops(
        "81",
        "`repr(C, u32)` became `repr(u32)`",
        &[("#[repr(C, u32)]\npub enum Event", "#[repr(u32)]\npub enum «Event»")],
        &[find(
            "[VT0014] type `Event` is frozen since revision 1: its `repr` changed",
            ("enum, repr(C, u32)", "name = \"Event\""),
            "enum, repr(u32)",
            "new type `EventEx1`",
        )],
    ),
    stops(
        "81b",
        "an open enum closed",
        &[("#[abi(open)]\n", ""), ("    Unknown(u16),\n", ""), ("enum Color", "enum «Color»")],
        &[find(
            "[VT0019] enum `Color` is frozen since revision 1: it was open and is now closed",
            ("open enum", "name = \"Color\""),
            "enum",
            "put `#[abi(open)]` back",
        )],
    ),
    stops(
        "83",
        "the payload of a variant changed",
        &[("Error(i32)", "Error(«i64»)")],
        &[find(
            "[VT0017] variant `Error` of `Event` is frozen since revision 1: its field `0` changed type",
            ("i32", "\"Error(i32) = 1\""),
            "i64",
            "fn put_ex1(&self, event: EventEx1, color: Color) -> Status { .. }",
        )],
    ),
    stops(
        "67",
        "a field of a struct in a struct",
        &[("pub b: u16", "pub b: «i16»")],
        &[find(
            "[VT0012] field `b` of `Inner` is frozen since revision 1: it changed type",
            ("u16", "\"b: u16\""),
            "i16",
            "`Codec::read` passes the frozen one inside another type",
        )],
    ),
    stops(
        "84b",
        "a second type of one name",
        &[
            (
                "        self.read(out)\n    }",
                "        self.read(out)\n    }\n\n    #[revision(3)]\n    fn «more»(&self, f: &other::Frame) {\n        let _ = f;\n    }",
            ),
            (
                "/// Only behind a pointer.",
                "pub mod other {\n    #[derive(vtable_api::AbiType)]\n    #[repr(C)]\n    pub struct Frame {\n        pub a: u8,\n    }\n}\n\n/// Only behind a pointer.",
            ),
            ("trait Codec", "trait «Codec»"),
        ],
        &[
            refused(
                "[VT0022] two types that this table reaches are named `Frame`: in `viewer` and in `viewer::other`",
                "rename one of them, or give it a name for the record: `#[abi(name = \"..\")]`",
            ),
            refused(
                "[VT0060] draft of revision 3: it may still change, and is compatible only with this exact build",
                "`VTABLE_API=quiet-drafts` silences this",
            ),
        ],
    ),
];
