//! The same edits where names, modules, macros and arguments stand between an edit and what it breaks.

use crate::case::{Case, fine, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "57",
        "of one name, in another module",
        &[(
            "pub struct Width",
            "pub mod twin {\n    #[vtable_api::vtable_api(id = \"shapes/all\")]\n    pub trait «All» {\n        fn go(&self);\n    }\n}\n\npub struct Width",
        )],
        &[],
    ),
    stops(
        "84b",
        "reached by one slot more",
        &[("b: &m::Outer", "b: &k::Outer"), ("trait r#All", "trait «r#All»")],
        &[],
    ),
    stops(
        "84b",
        "as an argument",
        &[
            ("fn other(&self, p: &Pair<u8, m::Inner>)", "fn other(&self, p: &Pair<u8, k::Inner>)"),
            ("trait r#All", "trait «r#All»"),
        ],
        &[],
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
        &[],
    ),
    stops(
        "41",
        "a defaulted argument of an alias",
        &[("E = Fault", "E = u32"), ("-> Answer<Name>", "-> «Answer<Name>»")],
        &[],
    ),
    stops(
        "37",
        "a constant function of a constant of a type",
        &[
            ("Width(4)", "Width(5)"),
            ("pub of: [u8; super::super::m::rooms()]", "pub of: «[u8; super::super::m::rooms()]»"),
        ],
        &[],
    ),
    stops("46", "a type fragment", &[("first, *const u16", "first, «*mut u16»")], &[]),
    stops("46", "a name fragment", &[("table!(Made, first", "table!(Made, «front»")], &[]),
    stops(
        "46",
        "tokens",
        &[("fn second(&self, at: Name) -> Option<Word>;", "fn second(&self, at: Name) -> «Option<i8>»;")],
        &[],
    ),
    stops(
        "46",
        "a slot that the macro's own text has",
        &[("            $($more)*\n", "            fn «between»(&self);\n            $($more)*\n")],
        &[],
    ),
    stops("64", "of a raw type, by a raw name", &[("pub r#in: u16", "pub r#in: «i16»")], &[]),
    stops("7", "of a raw name", &[("fn r#match", "fn «r#move»")], &[]),
    stops("67", "through a re-export and another name", &[("        pub v: u32", "        pub v: «f32»")], &[]),
    stops("68", "behind a callback of the generic type itself", &[("pub at: u32,", "pub at: «i32»,")], &[]),
    stops("45", "the argument of a pointer's type", &[("node: *const Node<u32>", "node: «*const Node<i32>»")], &[]),
    stops("77", "of a raw variant", &[("    r#yield { r#in: u8 } = 9", "    «r#yield» { r#in: u8 } = 8")], &[]),
    stops("83", "of a raw variant", &[("r#loop(u32)", "r#loop(«i32»)")], &[]),
    stops("65", "a raw variant renamed", &[("    r#loop(u32)", "    «r#while»(u32)")], &[]),
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
