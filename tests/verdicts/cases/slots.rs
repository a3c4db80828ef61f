//! Edits to slots, and to the trait around them.

use crate::case::{Case, find, refused, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "1",
        "a slot deleted",
        &[("    fn rewind(&mut self);\n", ""), ("trait Codec", "trait «Codec»")],
        &[find(
            "[VT0001] slot 5 `Codec::rewind` is frozen since revision 1: it was removed",
            ("fn rewind(&mut self)", "\"fn rewind("),
            "",
            "put it back after `chart`",
        )],
    ),
    stops(
        "1",
        "the last slot deleted",
        &[("    fn flush(&self);\n", ""), ("trait Sink", "trait «Sink»")],
        &[find(
            "[VT0001] slot 2 `Sink::flush` is frozen since revision 1: it was removed",
            ("fn flush(&self)", "\"fn flush("),
            "",
            "put it back after `bits`",
        )],
    ),
    stops(
        "2",
        "two slots swapped",
        &[
            ("fn open(&self, h: Handle) -> i32", "fn «close»(&mut self)"),
            ("fn close(&mut self);", "fn «open»(&self, h: Handle) -> i32;"),
        ],
        &[
            find(
                "[VT0003] slot 6 `Codec::close` is frozen since revision 1: it moved to place 0",
                ("slot 6", "\"fn close("),
                "slot 0",
                "move it back after `rewind`; released slots keep their order forever",
            ),
            find(
                "[VT0003] slot 0 `Codec::open` is frozen since revision 1: it moved to place 6",
                ("slot 0", "\"fn open("),
                "slot 6",
                "move it back to the front; released slots keep their order forever",
            ),
        ],
    ),
    stops(
        "57",
        "a second trait of one id",
        &[(
            "/// Only behind a pointer.",
            "#[vtable_api(id = \"viewer/sink\")]\npub trait «Other» {\n    fn go(&self);\n}\n\n/// Only behind a pointer.",
        )],
        &[refused(
            "[VT0021] `Other` and `Sink` both have the table id `viewer/sink`",
            "give one of them another id; a released table keeps its id",
        )],
    ),
    stops(
        "3",
        "two slots of one signature swapped",
        &[("fn rewind(", "fn «close»("), ("fn close(&", "fn «rewind»(&")],
        &[
            find(
                "[VT0003] slot 6 `Codec::close` is frozen since revision 1: it moved to place 5",
                ("slot 6", "\"fn close("),
                "slot 5",
                "move it back after `rewind`",
            ),
            find(
                "[VT0003] slot 5 `Codec::rewind` is frozen since revision 1: it moved to place 6",
                ("slot 5", "\"fn rewind("),
                "slot 6",
                "move it back after `chart`",
            ),
        ],
    ),
    stops(
        "4",
        "a slot inserted",
        &[("    fn flush(", "    #[revision(2)]\n    fn «more»(&self) {}\n    fn flush(")],
        &[find(
            "[VT0003] slot 2 `Sink::more` is new, and was inserted before `flush`, which is frozen since revision 1",
            ("fn flush(&self)", "\"fn flush("),
            "fn more(&self)",
            "leave the frozen slots where they are, and put it at the end of the trait:",
        )],
    ),
    stops(
        "6",
        "a slot appended without a revision",
        &[("    fn flush(&self);", "    fn flush(&self);\n    fn «more»(&self);")],
        &[find(
            "[VT0011] slot 3 `Sink::more` is new, but would belong to revision 1, which is frozen",
            ("revision 1 ends with `flush`", "table = \"viewer/sink\"\nnumber = 1"),
            "fn more(&self)",
            "#[revision(2)]",
        )],
    ),
    stops(
        "7",
        "a slot renamed",
        &[("fn rewind(", "fn «back»(")],
        &[find(
            "[VT0002] slot 5 `Codec::rewind` is frozen since revision 1: it was renamed to `back`",
            ("fn rewind(&mut self)", "\"fn rewind("),
            "fn back(&mut self)",
            "restore its name",
        )],
    ),
    stops(
        "8",
        "one slot deleted, another inserted",
        &[("    fn put(&self, event: Event, color: Color) -> Status;\n", "    fn «push»(&self);\n")],
        &[find(
            "[VT0002] slot 0 `Sink::put` is frozen since revision 1: `push` is in its place",
            ("fn put(&self, event: Event, color: Color) -> Status", "\"fn put("),
            "fn push(&self)",
            "put it back, and append the new slot at the end of the trait:",
        )],
    ),
    stops(
        "49",
        "a slot became unsafe",
        &[("    fn flush(", "    unsafe fn «flush»(")],
        &[find(
            "[VT0008] slot 2 `Sink::flush` is frozen since revision 1: it became `unsafe`",
            ("fn", "\"fn flush("),
            "unsafe fn",
            "unsafe fn flush_ex1(&self) { .. }",
        )],
    ),
    stops(
        "50",
        "the receiver changed",
        &[("fn close(&mut self)", "fn close(«&self»)")],
        &[find(
            "[VT0007] slot 6 `Codec::close` is frozen since revision 1: its receiver changed",
            ("&mut self", "\"fn close("),
            "&self",
            "fn close_ex1(&self) { .. }",
        )],
    ),
    stops(
        "53",
        "`Sync` added to the trait",
        &[("Codec: Send {", "Codec: «Send + Sync» {")],
        &[find(
            "[VT0010] trait `Codec` is frozen since revision 1: its `Send` and `Sync` bounds changed",
            ("Send", "id = \"viewer/codec\""),
            "Send + Sync",
            "restore `trait Codec: Send`",
        )],
    ),
    stops(
        "53",
        "`Send` removed from the trait",
        &[("Codec: Send {", "«Codec» {")],
        &[find(
            "[VT0010] trait `Codec` is frozen since revision 1: its `Send` and `Sync` bounds changed",
            ("Send", "id = \"viewer/codec\""),
            "neither `Send` nor `Sync`",
            "restore `trait Codec: Send`",
        )],
    ),
    stops(
        "92",
        "a revision raised",
        &[("#[revision(2)]", "#[revision(«3»)]")],
        &[find(
            "[VT0009] slot 7 `Codec::read_ex1` is frozen since revision 2: its revision changed",
            ("revision 2", "\"fn read_ex1("),
            "revision 3",
            "write `#[revision(2)]` on it again",
        )],
    ),
    stops(
        "92",
        "a revision lowered",
        &[("    #[revision(2)]\n    fn read_ex1", "    fn «read_ex1»")],
        &[find(
            "[VT0009] slot 7 `Codec::read_ex1` is frozen since revision 2: its revision changed",
            ("revision 2", "\"fn read_ex1("),
            "revision 1",
            "write `#[revision(2)]` on it again",
        )],
    ),
];
