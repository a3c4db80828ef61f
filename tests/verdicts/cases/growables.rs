//! Edits to types that grow.

use crate::case::{Case, drafts, find, refused, stops};

const STRICT: &str = "pub strict: bool,";

pub(crate) const CASES: &[Case] = &[
    drafts("84f", "a field", &[(STRICT, "pub strict: bool,\n    #[abi(growth = 3)]\n    pub «tags»: Vec<String>,")]),
    drafts(
        "84f",
        "a variant",
        &[("    Quit,", "    Quit,\n    #[abi(growth = 3)]\n    «Batch» { tags: Vec<String>, inner: Options },")],
    ),
    drafts(
        "84f",
        "two growths",
        &[(
            STRICT,
            "pub strict: bool,\n    #[abi(growth = 3)]\n    pub «deep»: bool,\n    #[abi(growth = 4, default = 7)]\n    pub «wide»: u8,",
        )],
    ),
    stops(
        "84g",
        "with a frozen growth",
        &[(STRICT, "pub strict: bool,\n    #[abi(growth = 2)]\n    pub «tags»: Vec<String>,")],
        &[find(
            "[VT0028] field `tags` of `Options` is new, but growths 1 to 2 are frozen",
            ("growth 2 ends with `strict`", "type = \"Options\"\nnumber = 2"),
            "tags: Vec<String>",
            "write `#[abi(growth = 3)]` on it",
        )],
    ),
    stops(
        "84h",
        "a field, first",
        &[("    pub level: u32,", "    pub «wide»: bool,\n    pub level: u32,")],
        &[find(
            "[VT0013] field `wide` of `Options` is new, and stands before `level`, which is frozen since growth 1",
            ("level: u32", "\"level: u32\""),
            "wide: bool",
            "put it at the end, as a field with `#[abi(growth = 3)]`",
        )],
    ),
    stops(
        "84h",
        "a variant between others",
        &[("    Text(String),", "    «Paste»(String),\n    Text(String),")],
        &[find(
            "[VT0016] variant `Paste` of `Event` is new, but has the value 1 of `Text`, which is frozen since growth 1",
            ("Text(String) = 1", "\"Text(String) = 1\""),
            "Paste(String) = 1",
            "put it at the end, as a variant with `#[abi(growth = 3)]`",
        )],
    ),
    stops(
        "84i",
        "a field retyped",
        &[("pub level: u32", "pub level: «u64»")],
        &[find(
            "[VT0012] field `level` of `Options` is frozen since growth 1: it changed type",
            ("u32", "\"level: u32\""),
            "u64",
            "restore it, and put the new form at the end, as a field with `#[abi(growth = 3)]`",
        )],
    ),
    stops(
        "84i",
        "a field of a later growth retyped",
        &[("pub strict: bool", "pub strict: «u8»")],
        &[find(
            "[VT0012] field `strict` of `Options` is frozen since growth 2: it changed type",
            ("bool", "\"strict: bool\""),
            "u8",
            "restore it, and put the new form at the end, as a field with `#[abi(growth = 3)]`",
        )],
    ),
    stops(
        "84i",
        "a field renamed",
        &[("pub strict: bool", "pub «strictly»: bool")],
        &[find(
            "[VT0013] field `strict` of `Options` is frozen since growth 2: it was renamed to `strictly`",
            ("strict: bool", "\"strict: bool\""),
            "strictly: bool",
            "restore its name",
        )],
    ),
    stops(
        "84i",
        "a field removed",
        &[("    pub name: String,\n", ""), ("pub struct Options", "pub struct «Options»")],
        &[find(
            "[VT0013] field `name` of `Options` is frozen since growth 1: it was removed",
            ("name: String", "\"name: String\""),
            "",
            "put it back; a field that is no longer used stays",
        )],
    ),
    stops(
        "84i",
        "the last field removed",
        &[("    #[abi(growth = 2)]\n    pub strict: bool,\n", ""), ("pub struct Options", "pub struct «Options»")],
        &[find(
            "[VT0013] field `strict` of `Options` is frozen since growth 2: it was removed",
            ("strict: bool", "\"strict: bool\""),
            "",
            "put it back; a field that is no longer used stays",
        )],
    ),
    stops(
        "84i",
        "two fields swapped",
        &[("    pub level: u32,\n    pub name: String,", "    pub «name»: String,\n    pub «level»: u32,")],
        &[
            find(
                "[VT0013] field `name` of `Options` is frozen since growth 1: it moved from place 1 to place 0",
                ("field 1", "\"name: String\""),
                "field 0",
                "move it back after `level`",
            ),
            find(
                "[VT0013] field `level` of `Options` is frozen since growth 1: it moved from place 0 to place 1",
                ("field 0", "\"level: u32\""),
                "field 1",
                "move it back to the front",
            ),
        ],
    ),
    stops(
        "84i",
        "a variant with fields removed",
        &[("    Text(String),\n", ""), ("pub enum Event", "pub enum «Event»")],
        &[find(
            "[VT0016] variant `Text` of `Event` is frozen since growth 1: it was removed",
            ("Text(String) = 1", "\"Text(String) = 1\""),
            "",
            "put `Text(String)` back in its place",
        )],
    ),
    stops(
        "84i",
        "the payload of a variant",
        &[("Text(String)", "Text(«u32»)")],
        &[find(
            "[VT0017] variant `Text` of `Event` is frozen since growth 1: its field `0` changed type",
            ("String", "\"Text(String) = 1\""),
            "u32",
            "restore it, and put the new form at the end, as a variant with `#[abi(growth = 3)]`",
        )],
    ),
    stops(
        "84i",
        "a variant removed",
        &[("    #[abi(growth = 2)]\n    Quit,\n", ""), ("pub enum Event", "pub enum «Event»")],
        &[find(
            "[VT0016] variant `Quit` of `Event` is frozen since growth 2: it was removed",
            ("Quit = 2", "\"Quit = 2\""),
            "",
            "put `Quit` back in its place",
        )],
    ),
    stops(
        "84j",
        "to an earlier one",
        &[("    #[abi(growth = 2)]\n    pub strict", "    pub «strict»")],
        &[find(
            "[VT0027] field `strict` of `Options` is frozen since growth 2: its growth changed",
            ("growth 2", "type = \"Options\"\nnumber = 2"),
            "growth 1",
            "write `#[abi(growth = 2)]` on it again",
        )],
    ),
    stops(
        "84j",
        "to a later one",
        &[("    pub name: String,", "    #[abi(growth = 2)]\n    pub «name»: String,")],
        &[find(
            "[VT0027] field `name` of `Options` is frozen since growth 1: its growth changed",
            ("growth 1", "name = \"Options\""),
            "growth 2",
            "remove `#[abi(growth = 2)]`",
        )],
    ),
    stops(
        "84k",
        "one left out",
        &[(STRICT, "pub strict: bool,\n    #[abi(growth = 4)]\n    pub «tags»: Vec<String>,")],
        &[refused(
            "[VT0029] field `tags` of `Options` has growth 4, and the last one before it is 2",
            "write `#[abi(growth = 3)]` on it",
        )],
    ),
    stops(
        "84k",
        "a variant of an earlier one",
        &[(
            "    Quit,",
            "    Quit,\n    #[abi(growth = 3)]\n    Batch,\n    #[abi(growth = 4)]\n    Paste,\n    #[abi(growth = 3)]\n    «Drop»,",
        )],
        &[refused(
            "[VT0029] variant `Drop` of `Event` has growth 3, and stands behind `Paste` of growth 4",
            "write `#[abi(growth = 4)]` on it; or, if it was before `Paste`, move it back",
        )],
    ),
    stops(
        "84l",
        "added",
        &[("#[derive(AbiType)]\npub struct Size", "#[derive(AbiType)]\n#[abi(growable)]\npub struct «Size»")],
        &[find(
            "[VT0014] type `Size` is frozen since revision 1: it became another kind of type",
            ("struct", "name = \"Size\""),
            "growable struct",
            "restore it, and write the new form",
        )],
    ),
    stops(
        "84l",
        "removed",
        &[
            ("#[abi(growable)]\npub struct Options", "pub struct «Options»"),
            ("    #[abi(growth = 2)]\n    pub strict", "    pub strict"),
        ],
        &[find(
            "[VT0014] type `Options` is frozen since revision 1: it became another kind of type",
            ("growable struct", "name = \"Options\""),
            "struct",
            "restore it, and write the new form",
        )],
    ),
];
