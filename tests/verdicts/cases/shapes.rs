//! The same edits where names, modules, macros and arguments stand between an edit and what it breaks.

use crate::case::{Case, find, fine, refused, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "57",
        "of one name, in another module",
        &[
            (
                "pub struct Width",
                "pub mod twin {\n    #[vtable_api::vtable_api(id = \"shapes/made\")]\n    pub trait Made {\n        fn first(&self, of: *const u16);\n        fn second(&self, at: u32) -> Option<u32>;\n    }\n}\n\npub struct Width",
            ),
            ("table!(Made,", "table!(«Made»,"),
        ],
        &[refused(
            "[VT0021] two traits named `Made` both have the table id `shapes/made`",
            "give one of them another id; a released table keeps its id",
        )],
    ),
    stops(
        "84b",
        "reached by one slot more",
        &[("b: &m::Outer", "b: «&k::Outer»")],
        &[refused(
            "[VT0022] two types that this table reaches are named `Outer`: in `shapes::m` and in `shapes::k`",
            "rename one of them",
        )],
    ),
    stops(
        "84b",
        "as an argument",
        &[("fn other(&self, p: &Pair<u8, m::Inner>)", "fn other(&self, p: «&Pair<u8, k::Inner>»)")],
        &[refused(
            "[VT0022] two types that this table reaches are named `Inner`: in `shapes::m` and in `shapes::k`",
            "rename one of them",
        )],
    ),
    stops(
        "41",
        "an alias of an alias of an alias",
        &[
            ("type Word = u32", "type Word = i32"),
            ("fn name(&self, name: Name) -> Answer<Name>", "fn name(&self, name: «Name») -> «Answer<Name>»"),
            (
                "table!(Made, first, *const u16, fn second(&self, at: Name) -> Option<Word>;)",
                "table!(Made, first, *const u16, fn second(&self, at: «Name») -> «Option<Word>»;)",
            ),
        ],
        &[
            find(
                "[VT0004] slot 1 `Made::second` is frozen since revision 1: parameter `at` changed type",
                ("u32", "\"fn second("),
                "i32",
                "fn second_ex1(&self, at: Name) -> Option<Word> { .. }",
            ),
            find(
                "[VT0005] slot 1 `Made::second` is frozen since revision 1: the return type changed",
                ("Option<u32>", "\"fn second("),
                "Option<i32>",
                "fn second_ex1(&self, at: Name) -> Option<Word> { .. }",
            ),
            find(
                "[VT0004] slot 5 `All::name` is frozen since revision 1: parameter `name` changed type",
                ("u32", "\"fn name("),
                "i32",
                "fn name_ex1(&self, name: Name) -> Answer<Name> { .. }",
            ),
            find(
                "[VT0005] slot 5 `All::name` is frozen since revision 1: the return type changed",
                ("Result<u32, Fault>", "\"fn name("),
                "Result<i32, Fault>",
                "fn name_ex1(&self, name: Name) -> Answer<Name> { .. }",
            ),
        ],
    ),
    stops(
        "41",
        "a defaulted argument of an alias",
        &[("E = Fault", "E = u32"), ("-> Answer<Name>", "-> «Answer<Name>»")],
        &[find(
            "[VT0005] slot 5 `All::name` is frozen since revision 1: the return type changed",
            ("Result<u32, Fault>", "\"fn name("),
            "Result<u32, u32>",
            "fn name_ex1(&self, name: Name) -> Answer<Name> { .. }",
        )],
    ),
    stops(
        "37",
        "a constant function of a constant of a type",
        &[
            ("Width(4)", "Width(5)"),
            ("pub of: [u8; super::super::m::rooms()]", "pub of: «[u8; super::super::m::rooms()]»"),
        ],
        &[find(
            "[VT0012] field `of` of `Type` is frozen since revision 1: it changed type",
            ("[u8; 9]", "\"of: [u8; 9]"),
            "[u8; 11]",
            "fn match_ex1(&self, r#type: &TypeEx1) { .. }",
        )],
    ),
    stops(
        "46",
        "a type fragment",
        &[("first, *const u16", "first, «*mut u16»")],
        &[find(
            "[VT0004] slot 0 `Made::first` is frozen since revision 1: parameter `of` changed type",
            ("*const u16", "\"fn first("),
            "*mut u16",
            "fn first_ex1(&self, of: *mut u16) { .. }",
        )],
    ),
    stops(
        "46",
        "a name fragment",
        &[("table!(Made, first", "table!(Made, «front»")],
        &[find(
            "[VT0002] slot 0 `Made::first` is frozen since revision 1: it was renamed to `front`",
            ("fn first(&self, of: *const u16)", "\"fn first("),
            "fn front(&self, of: *const u16)",
            "fn front(&self, of: *const u16) { .. }",
        )],
    ),
    stops(
        "46",
        "tokens",
        &[("fn second(&self, at: Name) -> Option<Word>;", "fn second(&self, at: Name) -> «Option<i8>»;")],
        &[find(
            "[VT0005] slot 1 `Made::second` is frozen since revision 1: the return type changed",
            ("Option<u32>", "\"fn second("),
            "Option<i8>",
            "fn second_ex1(&self, at: Name) -> Option<i8> { .. }",
        )],
    ),
    stops(
        "46",
        "a slot that the macro's own text has",
        &[("            $($more)*\n", "            fn «between»(&self);\n            $($more)*\n")],
        &[find(
            "[VT0003] slot 1 `Made::between` is new, and was inserted before `second`, which is frozen since revision 1",
            ("fn second(&self, at: u32) -> Option<u32>", "\"fn second("),
            "fn between(&self)",
            "fn between(&self) { .. }",
        )],
    ),
    stops(
        "64",
        "of a raw type, by a raw name",
        &[("pub r#in: u16", "pub r#in: «i16»")],
        &[find(
            "[VT0012] field `in` of `Type` is frozen since revision 1: it changed type",
            ("u16", "\"in: u16"),
            "i16",
            "fn match_ex1(&self, r#type: &TypeEx1) { .. }",
        )],
    ),
    stops(
        "1",
        "of a raw name",
        &[("    fn r#match(&self, r#type: &r#Type);\n", ""), ("trait r#All", "trait «r#All»")],
        &[find(
            "[VT0001] slot 0 `All::match` is frozen since revision 1: it was removed",
            ("fn match(&self, type: &Type)", "\"fn match(&self, type: &Type)"),
            "",
            "fn r#match(&self, r#type: &Type);",
        )],
    ),
    stops(
        "7",
        "of a raw name",
        &[("fn r#match", "fn «r#move»")],
        &[find(
            "[VT0002] slot 0 `All::match` is frozen since revision 1: `move` is in its place",
            ("fn match(&self, type: &Type)", "\"fn match("),
            "fn move(&self, type: &r#Type)",
            "fn r#move(&self, r#type: &r#Type) { .. }",
        )],
    ),
    stops(
        "67",
        "through a re-export and another name",
        &[("        pub v: u32", "        pub v: «f32»")],
        &[find(
            "[VT0012] field `v` of `Inner` is frozen since revision 1: it changed type",
            ("u32", "\"v: u32"),
            "f32",
            "restore it, and put the new form in a new type `InnerEx1` for a new slot;",
        )],
    ),
    stops(
        "68",
        "behind a callback of the generic type itself",
        &[("pub at: u32,", "pub at: «i32»,")],
        &[find(
            "[VT0012] field `at` of `Deep` is frozen since revision 1: it changed type",
            ("u32", "\"at: u32"),
            "i32",
            "restore it, and put the new form in a new type `DeepEx1` for a new slot;",
        )],
    ),
    stops(
        "45",
        "the argument of a pointer's type",
        &[("node: *const Node<u32>", "node: «*const Node<i32>»")],
        &[find(
            "[VT0004] slot 7 `All::node` is frozen since revision 1: parameter `node` changed type",
            ("*const Node<u32>", "\"fn node("),
            "*const Node<i32>",
            "fn node_ex1(&self, node: *const Node<i32>) { .. }",
        )],
    ),
    stops(
        "77",
        "of a raw variant",
        &[("    r#yield { r#in: u8 } = 9", "    «r#yield» { r#in: u8 } = 8")],
        &[find(
            "[VT0015] variant `yield` of `Static` is frozen since revision 1: its value changed",
            ("yield { in: u8 } = 9", "\"yield"),
            "yield { in: u8 } = 8",
            "write its value out: `r#yield { r#in: u8 } = 9`",
        )],
    ),
    stops(
        "83",
        "of a raw variant",
        &[("r#loop(u32)", "r#loop(«i32»)")],
        &[find(
            "[VT0017] variant `loop` of `Static` is frozen since revision 1: its field `0` changed type",
            ("u32", "\"loop(u32"),
            "i32",
            "fn token_ex1(&self, token: StaticEx1) { .. }",
        )],
    ),
    stops(
        "65",
        "a raw variant renamed",
        &[("    r#loop(u32)", "    «r#while»(u32)")],
        &[find(
            "[VT0016] variant `loop` of `Static` is frozen since revision 1: it was renamed to `while`",
            ("loop(u32) = 3", "\"loop"),
            "while(u32) = 3",
            "restore its name: C and C++ callers compile against it",
        )],
    ),
    fine("29", "raw or not", &[("r#type: &r#Type", "kind: &Type"), ("r#Ok = 0", "Ok = 0")]),
    fine(
        "55",
        "another path, another re-export",
        &[
            ("a: &Out", "a: &self::m::Outer"),
            ("b: &m::Outer", "b: &Out"),
            ("pub use self::deep::inside::*;", "pub use crate::deep::inside::r#Type;"),
        ],
    ),
    fine(
        "42",
        "an alias of other arguments",
        &[
            ("type Answer<T, E = Fault> = Result<T, E>", "type Answer<T> = Result<T, Fault>"),
            ("name: Name)", "name: u32)"),
        ],
    ),
    fine("46", "another way to write the same", &[("first, *const u16", "first, *const core::primitive::u16")]),
];
