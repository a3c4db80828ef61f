//! Values of std's types, closures, objects, and derived types as they cross.

use crate::case::{Case, find, fine, refused, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "15",
        "&str to &[u8]",
        &[("fn text(&self, text: &str)", "fn text(&self, text: «&[u8]»)")],
        &[find(
            "[VT0004] slot 0 `Values::text` is frozen since revision 1: parameter `text` changed type",
            ("&str", "\"fn text("),
            "&[u8]",
            "fn text_ex1(&self, text: &[u8]) -> String { .. }",
        )],
    ),
    stops(
        "15",
        "String to Vec<u8>",
        &[("-> String", "-> «Vec<u8>»")],
        &[find(
            "[VT0005] slot 0 `Values::text` is frozen since revision 1: the return type changed",
            ("String", "\"fn text("),
            "Vec<u8>",
            "fn text_ex1(&self, text: &str) -> Vec<u8> { .. }",
        )],
    ),
    stops(
        "15",
        "an element",
        &[("bytes: &[u8]) -> Vec<u8>", "bytes: &[u8]) -> «Vec<i8>»")],
        &[find(
            "[VT0005] slot 1 `Values::bytes` is frozen since revision 1: the return type changed",
            ("Vec<u8>", "\"fn bytes("),
            "Vec<i8>",
            "fn bytes_ex1(&self, bytes: &[u8]) -> Vec<i8> { .. }",
        )],
    ),
    stops(
        "15",
        "an argument of Option",
        &[("of: Option<u32>", "of: «Option<u64>»")],
        &[find(
            "[VT0004] slot 3 `Values::pick` is frozen since revision 1: parameter `of` changed type",
            ("Option<u32>", "\"fn pick("),
            "Option<u64>",
            "fn pick_ex1(&self, of: Option<u64>) -> Option<Pair> { .. }",
        )],
    ),
    stops(
        "15",
        "the error of a Result",
        &[("-> Result<Pair, Failure>", "-> «Result<Pair, u32>»")],
        &[find(
            "[VT0005] slot 4 `Values::parse` is frozen since revision 1: the return type changed",
            ("Result<Pair, Failure>", "\"fn parse("),
            "Result<Pair, u32>",
            "fn parse_ex1(&self, text: &str) -> Result<Pair, u32> { .. }",
        )],
    ),
    stops(
        "15",
        "the error of an alias of Result",
        &[("Result<T, Failure>;", "Result<T, u32>;"), ("-> Answer<u64>", "-> «Answer<u64>»")],
        &[find(
            "[VT0005] slot 5 `Values::answer` is frozen since revision 1: the return type changed",
            ("Result<u64, Failure>", "\"fn answer("),
            "Result<u64, u32>",
            "fn answer_ex1(&self, question: u32) -> Answer<u64> { .. }",
        )],
    ),
    stops(
        "34",
        "&mut [u8] to &[u8]",
        &[("bytes: &mut [u8]", "bytes: «&[u8]»")],
        &[find(
            "[VT0004] slot 2 `Values::fill` is frozen since revision 1: parameter `bytes` changed type",
            ("&mut [u8]", "\"fn fill("),
            "&[u8]",
            "fn fill_ex1(&self, bytes: &[u8]) { .. }",
        )],
    ),
    stops(
        "38",
        "what a closure returns",
        &[("dyn FnMut(u32) -> bool", "dyn FnMut(u32)"), ("visit: &mut dyn FnMut(u32)", "visit: «&mut dyn FnMut(u32)»")],
        &[find(
            "[VT0004] slot 6 `Values::each` is frozen since revision 1: parameter `visit` changed type",
            ("&mut dyn FnMut(u32) -> bool", "\"fn each("),
            "&mut dyn FnMut(u32)",
            "fn each_ex1(&self, visit: &mut dyn FnMut(u32)) { .. }",
        )],
    ),
    stops(
        "38",
        "FnMut to Fn",
        &[("visit: &mut dyn FnMut(u32) -> bool", "visit: «&dyn Fn(u32) -> bool»")],
        &[find(
            "[VT0004] slot 6 `Values::each` is frozen since revision 1: parameter `visit` changed type",
            ("&mut dyn FnMut(u32) -> bool", "\"fn each("),
            "&dyn Fn(u32) -> bool",
            "fn each_ex1(&self, visit: &dyn Fn(u32) -> bool) { .. }",
        )],
    ),
    stops(
        "53",
        "the Sync of a closure",
        &[("at: &(dyn Fn(&Pair) + Sync)", "at: «&dyn Fn(&Pair)»")],
        &[find(
            "[VT0004] slot 7 `Values::look` is frozen since revision 1: parameter `at` changed type",
            ("&(dyn Fn(&Pair) + Sync)", "\"fn look("),
            "&dyn Fn(&Pair)",
            "fn look_ex1(&self, at: &dyn Fn(&Pair)) { .. }",
        )],
    ),
    stops(
        "15",
        "another table",
        &[("scalars: &dyn Scalars", "scalars: «&dyn Pointers»")],
        &[find(
            "[VT0004] slot 8 `Values::serve` is frozen since revision 1: parameter `scalars` changed type",
            ("&dyn \"forms/scalars\"", "'fn serve("),
            "&dyn \"forms/pointers\"",
            "fn serve_ex1(&self, scalars: &dyn Pointers) { .. }",
        )],
    ),
    stops(
        "34",
        "&dyn to &mut dyn",
        &[("scalars: &dyn Scalars", "scalars: «&mut dyn Scalars»")],
        &[find(
            "[VT0004] slot 8 `Values::serve` is frozen since revision 1: parameter `scalars` changed type",
            ("&dyn \"forms/scalars\"", "'fn serve("),
            "&mut dyn \"forms/scalars\"",
            "fn serve_ex1(&self, scalars: &mut dyn Scalars) { .. }",
        )],
    ),
    stops(
        "15",
        "an owned object of another table",
        &[("-> Box<dyn Scalars>", "-> «Box<dyn Pointers>»")],
        &[find(
            "[VT0005] slot 9 `Values::make` is frozen since revision 1: the return type changed",
            ("Box<dyn \"forms/scalars\">", "'fn make("),
            "Box<dyn \"forms/pointers\">",
            "fn make_ex1(&self) -> Box<dyn Pointers> { .. }",
        )],
    ),
    stops(
        "59",
        "fields reordered",
        &[("pub x: i64,\n    pub flags: u32,", "pub «flags»: u32,\n    pub «x»: i64,")],
        &[
            find(
                "[VT0013] field `flags` of `Point` is frozen since revision 1: it moved from place 1 to place 0",
                ("field 1", "\"flags: u32\""),
                "field 0",
                "move it back after `x`; fields keep their order forever",
            ),
            find(
                "[VT0013] field `x` of `Point` is frozen since revision 1: it moved from place 0 to place 1",
                ("field 0", "\"x: i64\""),
                "field 1",
                "move it back to the front; fields keep their order forever",
            ),
        ],
    ),
    stops(
        "59",
        "fields of a tuple struct reordered",
        &[("Tuple(pub u32, pub u64)", "Tuple(pub «u64», pub «u32»)")],
        &[
            find(
                "[VT0012] field `0` of `Tuple` is frozen since revision 1: it changed type",
                ("u32", "kind = \"tuple struct\"\nfields = [\n    \"0: u32\","),
                "u64",
                "fn tuple_ex1(&self, pair: TupleEx1) { .. }",
            ),
            find(
                "[VT0012] field `1` of `Tuple` is frozen since revision 1: it changed type",
                ("u64", "\"1: u64\""),
                "u32",
                "fn tuple_ex1(&self, pair: TupleEx1) { .. }",
            ),
        ],
    ),
    stops(
        "62",
        "a field in the padding",
        &[("pub flags: u32,", "pub flags: u32,\n    pub «kind»: u32,")],
        &[find(
            "[VT0013] field `kind` of `Point` is new, but the struct is frozen since revision 1",
            ("fields x, flags", "\"Point\""),
            "kind: u32",
            "fn value_ex1(&self, p: PointEx1) { .. }",
        )],
    ),
    stops(
        "64",
        "a field of another sign",
        &[("pub b: u32", "pub b: «i32»")],
        &[find(
            "[VT0012] field `b` of `Pair` is frozen since revision 1: it changed type",
            ("u32", "\"b: u32\""),
            "i32",
            "fn pick_ex1(&self, of: Option<u32>) -> Option<PairEx1> { .. }",
        )],
    ),
    stops(
        "68",
        "behind two pointers and a callback",
        &[("pub more: extern \"C\" fn(*const Deepest) -> u32", "pub more: «extern \"C\" fn(*mut Deepest) -> u32»")],
        &[find(
            "[VT0012] field `more` of `Deeper` is frozen since revision 1: it changed type",
            ("extern \"C\" fn(*const Deepest) -> u32", "'more: extern \"C\" fn(*const Deepest) -> u32'"),
            "extern \"C\" fn(*mut Deepest) -> u32",
            "restore it, and put the new form in a new type `DeeperEx1` for a new slot;",
        )],
    ),
    stops(
        "68",
        "in a callback's parameter's field's callback",
        &[("pub room: [u16; ROOM]", "pub room: «[u32; ROOM]»")],
        &[find(
            "[VT0012] field `room` of `Deepest` is frozen since revision 1: it changed type",
            ("[u16; 4]", "\"room: [u16; 4]\""),
            "[u32; 4]",
            "restore it, and put the new form in a new type `DeepestEx1` for a new slot;",
        )],
    ),
    stops(
        "68",
        "nullable no longer",
        &[("pub next: Option<NonNull<Deep>>", "pub next: «NonNull<Deep>»")],
        &[find(
            "[VT0012] field `next` of `Deeper` is frozen since revision 1: it changed type",
            ("Option<NonNull<Deep>>", "\"next: Option<NonNull<Deep>>\""),
            "NonNull<Deep>",
            "restore it, and put the new form in a new type `DeeperEx1` for a new slot;",
        )],
    ),
    stops(
        "70",
        "repr(C) dropped",
        &[
            ("#[repr(C)]\npub struct Point", "pub struct Point"),
            ("fn raw(&self, p: *const Point)", "fn raw(&self, p: «*const Point»)"),
            ("p: &mut Point", "p: «&mut Point»"),
        ],
        &[
            refused(
                "[VT0102] `Point` crosses as a copy, so nothing in memory is one: a parameter may lend it (`&T`, `&[T]`), but it cannot be returned by reference, lent by `&mut`, stand behind a raw pointer, or be in a field of a `repr` type",
                "take or return the type itself by value, or a `Vec` of it; or put `#[repr(C)]` on it",
            ),
            refused(
                "[VT0102] `Point` crosses as a copy, so nothing in memory is one: a parameter may lend it (`&T`, `&[T]`), but it cannot be returned by reference, lent by `&mut`, stand behind a raw pointer, or be in a field of a `repr` type",
                "take or return the type itself by value, or a `Vec` of it; or put `#[repr(C)]` on it",
            ),
        ],
    ),
    stops(
        "71",
        "repr(C) to transparent",
        &[("#[repr(C)]\npub struct Shown", "#[repr(transparent)]\npub struct «Shown»")],
        &[find(
            "[VT0014] type `Shown` is frozen since revision 1: it became another kind of type",
            ("struct", "\"Shown\""),
            "struct, repr(transparent)",
            "fn shown_ex1(&self, shown: *const ShownEx1) { .. }",
        )],
    ),
    stops(
        "72",
        "align added",
        &[("#[repr(C)]\npub struct Point", "#[repr(C, «align(16)»)]\npub struct Point")],
        &[refused(
            "[VT0104] `Point` is `repr(align(16))`, which C compilers spell and lay out differently",
            "remove it, and add explicit padding fields",
        )],
    ),
    stops(
        "73",
        "packed added",
        &[("#[repr(C)]\npub struct Point", "#[repr(C, «packed»)]\npub struct Point")],
        &[refused(
            "[VT0104] `Point` is `repr(packed)`, which C compilers spell and lay out differently",
            "remove it, and add explicit padding fields",
        )],
    ),
    stops(
        "74",
        "a struct becomes a union",
        &[("pub struct Pair", "pub union «Pair»")],
        &[find(
            "[VT0014] type `Pair` is frozen since revision 1: it became another kind of type",
            ("struct", "\"Pair\""),
            "union",
            "fn pick_ex1(&self, of: Option<u32>) -> Option<PairEx1> { .. }",
        )],
    ),
    stops(
        "76",
        "a tuple struct gets names",
        &[("pub struct Tuple(pub u32, pub u64);", "pub struct «Tuple» {\n    pub a: u32,\n    pub b: u64,\n}")],
        &[find(
            "[VT0014] type `Tuple` is frozen since revision 1: it became another kind of type",
            ("tuple struct", "\"Tuple\""),
            "struct",
            "fn tuple_ex1(&self, pair: TupleEx1) { .. }",
        )],
    ),
    stops(
        "77",
        "an implied discriminant changed",
        &[("Low = -1", "«Low» = -2")],
        &[find(
            "[VT0015] variant `Low` of `Level` is frozen since revision 1: its value changed",
            ("Low = -1", "\"Low = -1\""),
            "Low = -2",
            "write its value out: `Low = -1`",
        )],
    ),
    stops(
        "79",
        "a variant appended to a closed enum",
        &[("    Syntax = 2,", "    Syntax = 2,\n    «Full» = 3,")],
        &[find(
            "[VT0016] variant `Full` of `Failure` is new, but the enum is closed, and frozen since revision 1",
            ("variants Io, Syntax", "\"Failure\""),
            "Full = 3",
            "fn parse_ex1(&self, text: &str) -> Result<Pair, FailureEx1> { .. }",
        )],
    ),
    stops(
        "80",
        "a variant inserted before implied values",
        &[("    Normal,", "    «Lower»,\n    Normal,")],
        &[find(
            "[VT0016] variant `Lower` of `Level` is new, but the enum is closed, and frozen since revision 1",
            ("variants Low, Normal, High", "name = \"Level\""),
            "Lower = 0",
            "a closed enum never grows: remove it, and put it in a new type `LevelEx1`",
        )],
    ),
    stops(
        "81",
        "the tag of an enum with payload",
        &[("#[repr(u8)]\npub enum Shape", "#[repr(C, u8)]\npub enum «Shape»")],
        &[find(
            "[VT0014] type `Shape` is frozen since revision 1: its `repr` changed",
            ("enum, repr(u8)", "\"Shape\""),
            "enum, repr(C, u8)",
            "fn shape_ex1(&self, shape: ShapeEx1) { .. }",
        )],
    ),
    stops(
        "81b",
        "a closed enum opened",
        &[(
            "#[repr(u32)]\npub enum Failure {\n    Io = 1,\n    Syntax = 2,",
            "#[abi(open)]\n#[repr(u32)]\npub enum «Failure» {\n    Io = 1,\n    Syntax = 2,\n    Unknown(u32),",
        )],
        &[find(
            "[VT0019] enum `Failure` is frozen since revision 1: it was closed and is now open",
            ("enum", "\"Failure\""),
            "open enum",
            "remove `#[abi(open)]`: released callers treat an unknown value as a bug and stop; define a new open enum",
        )],
    ),
    stops(
        "83",
        "a struct in a payload swapped",
        &[("Line { from: Pair, to: Pair }", "«Line» { to: Pair, from: Pair }")],
        &[find(
            "[VT0017] variant `Line` of `Shape` is frozen since revision 1: its payload changed",
            ("Line { from: Pair, to: Pair } = 2", "\"Line { from: Pair, to: Pair } = 2\""),
            "Line { to: Pair, from: Pair } = 2",
            "fn shape_ex1(&self, shape: ShapeEx1) { .. }",
        )],
    ),
    stops(
        "83",
        "a payload's tuple gets a name",
        &[("Dot(Pair)", "«Dot» { at: Pair }")],
        &[find(
            "[VT0017] variant `Dot` of `Shape` is frozen since revision 1: its payload changed",
            ("Dot(Pair) = 1", "    \"Dot(Pair) = 1\","),
            "Dot { at: Pair } = 1",
            "fn shape_ex1(&self, shape: ShapeEx1) { .. }",
        )],
    ),
    fine(
        "52",
        "the lifetime of a parameter gets a name",
        &[("fn text(&self, text: &str)", "fn text<'a>(&self, text: &'a str)")],
    ),
    fine(
        "52",
        "the lifetime of what a callback takes gets a name",
        &[("at: &(dyn Fn(&Pair) + Sync)", "at: &(dyn for<'x> Fn(&'x Pair) + Sync)")],
    ),
    fine(
        "65",
        "a type renamed, its old name given",
        &[
            ("#[repr(C)]\npub struct Tuple(", "#[repr(C)]\n#[abi(name = \"Tuple\")]\npub struct Two("),
            ("pair: Tuple", "pair: Two"),
        ],
    ),
    fine(
        "42b",
        "objects written as handles",
        &[
            ("scalars: &dyn Scalars", "scalars: ScalarsRef<'_>"),
            ("make(&self) -> Box<dyn Scalars>", "make(&self) -> ScalarsBox"),
            ("FnMut(&dyn Scalars) -> Option<Box<dyn Scalars>>", "FnMut(ScalarsRef<'_>) -> Option<ScalarsBox>"),
        ],
    ),
    stops(
        "34",
        "a shared handle to an exclusive one",
        &[("scalars: &dyn Scalars", "scalars: «ScalarsMut<'_>»")],
        &[find(
            "[VT0004] slot 8 `Values::serve` is frozen since revision 1: parameter `scalars` changed type",
            ("&dyn \"forms/scalars\"", "'fn serve("),
            "&mut dyn \"forms/scalars\"",
            "fn serve_ex1(&self, scalars: ScalarsMut<'_>) { .. }",
        )],
    ),
    stops(
        "38",
        "an object that a callback takes",
        &[(
            "&mut dyn FnMut(&dyn Scalars) -> Option<Box<dyn Scalars>>, at",
            "«&mut dyn FnMut(&dyn Values) -> Option<Box<dyn Scalars>>», at",
        )],
        &[find(
            "[VT0004] slot 14 `Values::visit` is frozen since revision 1: parameter `each` changed type",
            ("&mut dyn FnMut(&dyn \"forms/scalars\") -> Option<Box<dyn \"forms/scalars\">>", "'fn visit("),
            "&mut dyn FnMut(&dyn \"forms/values\") -> Option<Box<dyn \"forms/scalars\">>",
            "fn visit_ex1(&self, each: &mut dyn FnMut(&dyn Values) -> Option<Box<dyn Scalars>>, at: u32) { .. }",
        )],
    ),
    stops(
        "15",
        "a parameter beside a callback that takes objects",
        &[("Option<Box<dyn Scalars>>, at: u32", "Option<Box<dyn Scalars>>, at: «u64»")],
        &[find(
            "[VT0004] slot 14 `Values::visit` is frozen since revision 1: parameter `at` changed type",
            ("u32", "'fn visit("),
            "u64",
            "fn visit_ex1(&self, each: &mut dyn FnMut(&dyn Scalars) -> Option<Box<dyn Scalars>>, at: u64) { .. }",
        )],
    ),
    stops(
        "15",
        "a parameter of a slot that lends an object",
        &[("lend(&mut self, at: u32)", "lend(&mut self, at: «u64»)")],
        &[find(
            "[VT0004] slot 15 `Values::lend` is frozen since revision 1: parameter `at` changed type",
            ("u32", "'fn lend("),
            "u64",
            "fn lend_ex1(&mut self, at: u64) -> Option<ScalarsMut<'_>> { .. }",
        )],
    ),
];
