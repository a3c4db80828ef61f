//! Types that cross as copies, and slots that pass them.

use crate::case::{Case, find, refused, stops};

pub(crate) const CASES: &[Case] = &[
    stops(
        "45",
        "of a slot with maps of an enum that is ordered, and not hashed",
        &[("rows: &[&[f32]]) -> String", "rows: &[&[f32]]) -> «Vec<u8>»")],
        &[find(
            "[VT0005] slot 0 `Store::put` is frozen since revision 1: the return type changed",
            ("String", "\"fn put("),
            "Vec<u8>",
            "fn put_ex1(&mut self, all: BTreeMap<Rank, u32>, of: BTreeSet<Rank>, name: Box<str>, rows: &[&[f32]]) -> Vec<u8> { .. }",
        )],
    ),
    stops(
        "34",
        "& of what is copied to &mut",
        &[("at: &Spot", "at: «»«&mut Spot»")],
        &[
            find(
                "[VT0004] slot 1 `Store::look` is frozen since revision 1: parameter `at` changed type",
                ("&Spot", "\"fn look("),
                "&mut Spot",
                "as `look_ex1` with `#[revision(2)]`;\nif `Spot` has no `repr`, that slot takes it by value and returns it",
            ),
            refused(
                "[VT0102] `Spot` crosses as a copy, so nothing in memory is one: a parameter may lend it (`&T`, `&[T]`), but it cannot be returned by reference, lent by `&mut`, stand behind a raw pointer, or be in a field of a `repr` type",
                "take or return the type itself by value",
            ),
        ],
    ),
    stops(
        "77",
        "of variants with payloads that were reordered, where no value can be written",
        &[("    Null,\n    Int(i64),", "    «Int»(i64),\n    Null,")],
        &[find(
            "[VT0015] variant `Int` of `Value` is frozen since revision 1: its value changed",
            ("Int(i64) = 1", "\"Int(i64) = 1"),
            "Int(i64) = 0",
            "restore the recorded order, `Null, Int, Text`",
        )],
    ),
    stops(
        "83",
        "the first one in an enum that has no `repr`",
        &[
            ("all: BTreeMap<Rank, u32>, of: BTreeSet<Rank>", "all: «BTreeMap<Rank, u32>», of: «BTreeSet<Rank>»"),
            (
                "    High,\n}\n\n#[derive(AbiType)]\npub struct Spot",
                "    «High»(u32),\n}\n\n#[derive(AbiType)]\npub struct Spot",
            ),
        ],
        &[
            refused(
                "[VT0102] `BTreeMap<Rank, u32>` cannot be a parameter or a return of a slot",
                "enums without payloads",
            ),
            refused("[VT0102] `BTreeSet<Rank>` cannot be a parameter or a return of a slot", "enums without payloads"),
            find(
                "[VT0017] variant `High` of `Rank` is frozen since revision 1: its payload changed",
                ("High = 1", "\"High = 1"),
                "High(u32) = 1",
                "restore it",
            ),
        ],
    ),
    stops(
        "66b",
        "`Drop` of a type that is copied",
        &[
            (
                "pub struct Spot",
                "impl Drop for Spot {\n    fn drop(&mut self) {}\n}\n\n#[derive(AbiType)]\npub struct «Spot»",
            ),
            ("#[derive(AbiType)]\nimpl", "impl"),
        ],
        &[refused(
            "[VT0104] a type without `repr` crosses as a copy of its fields, so its `impl Drop` would never run for what was sent",
            "remove the `impl Drop`",
        )],
    ),
];
