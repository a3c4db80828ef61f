//! Where libabigail and the build do not say the same of an edit, and why.

use crate::case::Case;
use crate::outcome::Outcome::{self, Appended, Grown, Harmless, NoHeader, Same};

/// What libabigail says of some edits, and why the build says something else.
#[derive(Clone, Copy)]
pub(crate) struct Difference<'e> {
    pub(crate) outcome: Outcome,
    pub(crate) why: &'static str,
    /// Rows and names of cases.
    pub(crate) edits: &'e [(&'static str, &'static str)],
}

impl Difference<'_> {
    pub(crate) fn is_of(&self, case: &Case) -> bool {
        self.edits.contains(&(case.row, case.what))
    }
}

const fn differ(
    outcome: Outcome,
    why: &'static str,
    edits: &'static [(&'static str, &'static str)],
) -> Difference<'static> {
    Difference { outcome, why, edits }
}

pub(crate) const DIFFERENCES: &[Difference<'_>] = &[
    differ(
        Same,
        "an enum is an integer in C, and its values are macros",
        &[
            ("77", "a discriminant changed"),
            ("77", "of variants with payloads that were reordered, where no value can be written"),
            ("77", "an implied discriminant changed"),
            ("78", "a variant removed"),
            ("79", "a variant appended to a closed enum"),
            ("79", "a variant appended to an open enum"),
            ("79", "two variants appended to an open enum"),
            ("80", "a variant inserted"),
            ("80", "a variant inserted before implied values"),
            ("81b", "an open enum closed"),
            ("81b", "a closed enum opened"),
            ("77", "of a raw variant"),
        ],
    ),
    differ(
        Same,
        "the same type in C; whether it may be NULL, and who may write, is only a comment",
        &[
            ("31", "a pointer became a reference"),
            ("31", "*const to &"),
            ("31", "& to *const"),
            ("32", "Option<&T> to &T"),
            ("32", "&T to Option<&T>"),
            ("33", "Option<&T> to *const T"),
            ("33", "*const T to Option<&T>"),
            ("33", "NonNull to *mut"),
            ("40", "a function pointer became nullable"),
            ("40", "a callback becomes nullable"),
            ("40", "a callback is no longer nullable"),
            ("68", "nullable no longer"),
        ],
    ),
    differ(
        Same,
        "a struct is passed by pointer in C either way",
        &[("25", "a value to a pointer"), ("25", "a pointer to a value")],
    ),
    differ(Same, "in C, a transparent type is the type it holds", &[("43", "an alias becomes a newtype")]),
    differ(
        Same,
        "in C, a pointer to the first element",
        &[("36", "the length of an array"), ("37", "the constant of an array length changed, the text did not")],
    ),
    differ(
        Same,
        "the same type on this target, different types on others",
        &[("19", "usize to u64"), ("20", "c_long to i64"), ("20", "c_long behind an alias")],
    ),
    differ(
        Same,
        "C has no `unsafe`",
        &[
            ("39", "an unsafe callback"),
            ("49", "a slot became unsafe"),
            ("49", "safe to unsafe"),
            ("49", "unsafe to safe"),
        ],
    ),
    differ(
        Same,
        "C has no `&self`; whether calls may overlap is only a comment",
        &[("50", "the receiver changed"), ("50", "&mut self to &self"), ("38", "FnMut to Fn")],
    ),
    differ(
        Same,
        "C has no `Send` and `Sync`; which threads may call is only a comment",
        &[
            ("53", "`Sync` added to the trait"),
            ("53", "`Send` removed from the trait"),
            ("53", "Sync removed"),
            ("53", "the Sync of a closure"),
        ],
    ),
    differ(
        Same,
        "in C, objects of all tables have the same struct",
        &[
            ("15", "another table"),
            ("15", "an owned object of another table"),
            ("34", "&dyn to &mut dyn"),
            ("34", "a shared handle to an exclusive one"),
            ("38", "an object that a callback takes"),
        ],
    ),
    differ(
        Same,
        "C has no lifetimes; how long something is lent is only a comment",
        &[
            ("51", "the result borrows from another parameter"),
            ("51", "the result borrows from a parameter, no longer from the object"),
            ("51", "a parameter must be static"),
            ("51", "a parameter need not be static any more"),
            ("51", "a result is no longer static"),
            ("51", "a type's lifetime"),
            ("51", "a parameter is lent for less"),
            ("51", "a bound dropped"),
            ("51b", "two lifetimes of a callback are no longer one"),
            ("51b", "a parameter of a callback is static"),
            ("51b", "two lifetimes of a function pointer become one"),
            ("69b", "a field becomes static, and one is no longer"),
            ("69b", "two lifetimes swapped"),
            ("69b", "two lifetimes declared in another order"),
            ("69b", "two lifetimes become one"),
            ("69b", "a bound dropped"),
            ("69b", "a bound goes that a marker implied as well"),
            ("69b", "a bound added"),
            ("69b", "a handle borrows no longer"),
            ("69b", "what a variant carries becomes static"),
            ("69b", "two lifetimes of a callback in a field are no longer one"),
            ("69b", "a field of a generic type is no longer the argument's"),
        ],
    ),
    differ(
        Same,
        "no table reaches the types whose names would clash",
        &[("91b", "two fields"), ("91b", "two variants"), ("91b", "two types")],
    ),
    differ(
        Same,
        "C has no `Send` and `Sync`; which threads may hold a value is only a comment",
        &[
            ("66b", "a type that stayed on its thread may leave it"),
            ("66b", "the same behind an alias"),
            ("66b", "only the reference may go to other threads"),
            ("66b", "a type that went to other threads stays"),
            ("66b", "the same of an enum, in a payload"),
            ("66b", "the same of a transparent type"),
            ("66b", "`unsafe impl Send` deleted"),
            ("66b", "`unsafe impl Sync` added"),
            ("66b", "a generic type stays on its thread"),
            ("66b", "a generic type asks less of its parameter"),
            ("66b", "`unsafe impl` asks less of one of two parameters"),
        ],
    ),
    differ(
        Same,
        "C has no `Drop`; a function that frees is a separate slot",
        &[
            ("66b", "`Drop` on a type that owned nothing"),
            ("66b", "`Drop` on a type that a lifetime has"),
            ("66b", "`Drop` on a type that owns memory"),
            ("66b", "`Drop` taken from one that owns memory"),
            ("66b", "`Drop` on an enum that owns memory"),
            ("66b", "`Drop` on a transparent type that owns memory"),
            ("66b", "`Drop` on a generic type that owns memory"),
            ("66b", "`Drop` on a generic type of which no argument is known"),
        ],
    ),
    differ(
        Appended,
        "it joins a revision that was released without it",
        &[("6", "a slot appended without a revision"), ("6", "a slot appended with a recorded revision")],
    ),
    differ(
        Harmless,
        "only a name; places and types are the same",
        &[
            ("7", "a slot renamed"),
            ("65", "a field renamed"),
            ("76", "a tuple struct gets names"),
            ("83", "a payload's tuple gets a name"),
            ("7", "of a raw name"),
            ("46", "a name fragment"),
            ("65", "a raw variant renamed"),
            ("91e", "another case"),
        ],
    ),
    differ(
        Harmless,
        "`const` is only a promise in C; Rust relies on it",
        &[
            ("30", "*const to *mut"),
            ("30", "*mut to *const"),
            ("34", "& to &mut"),
            ("34", "&mut to &"),
            ("34", "&mut [u8] to &[u8]"),
            ("68", "`*const` became `*mut` in a struct that only a pointer reaches"),
            ("68", "behind two pointers and a callback"),
            ("46", "a type fragment"),
        ],
    ),
    differ(
        Harmless,
        "inside a union whose size stays the same",
        &[
            ("15", "the error of a Result"),
            ("15", "the error of an alias of Result"),
            ("64", "a field of another sign"),
            ("75", "a union arm added"),
            ("41", "an alias of an alias of an alias"),
            ("41", "a defaulted argument of an alias"),
            ("83", "of a raw variant"),
        ],
    ),
    differ(
        Harmless,
        "the same struct under another name; who frees is only a comment",
        &[("66c", "what its maker frees is freed by who gets it"), ("66c", "and the reverse")],
    ),
    differ(
        Harmless,
        "one side has nothing to compare with",
        &[("44", "an opaque type becomes a struct"), ("44", "a struct becomes opaque")],
    ),
    differ(
        NoHeader,
        "the build refuses it for what it is, whatever was released, as well",
        &[("34", "& of what is copied to &mut"), ("83", "the first one in an enum that has no `repr`")],
    ),
    differ(Same, "it is the same struct, and only its header is another", &[("84d", "from a header of its own")]),
    differ(
        Grown,
        "a block is its maker's, and who is given one reads it only as far as both know the type",
        &[("84f", "a field"), ("84f", "two growths")],
    ),
    differ(Grown, "it joins a growth that was released without it", &[("84g", "with a frozen growth")]),
    differ(
        Appended,
        "it takes the value of one that was released, and values are constants",
        &[("84h", "a variant between others")],
    ),
    differ(Harmless, "only a name; places and types are the same", &[("84i", "a field renamed")]),
    differ(
        Same,
        "a variant without fields is a value in the block, and values are constants",
        &[("84i", "a variant removed")],
    ),
    differ(
        Same,
        "which growth a member came with is a comment and constants",
        &[("84j", "to a later one"), ("84j", "to an earlier one")],
    ),
    differ(
        NoHeader,
        "such a source can never be released",
        &[("92", "a revision raised"), ("92", "a revision lowered")],
    ),
];

/// What else is changed in an edited source, since it has no header as it is. It is nothing that a header shows.
const ALSO: &[(&str, &str, Change)] = &[
    ("4", "a slot inserted", &[("#[revision(2)]\n    fn «more»", "fn «more»")]),
    (
        "31",
        "a pointer became a reference",
        &[("self.read(out)", "{\n            let _ = out;\n            0\n        }")],
    ),
    ("86", "the base of an Ex slot deleted", &[("fn read_ex1", "#[ex(none)]\n    fn read_ex1")]),
];

type Change = &'static [(&'static str, &'static str)];

pub(crate) fn also(case: &Case) -> Change {
    ALSO.iter().find(|(row, what, _)| (*row, *what) == (case.row, case.what)).map_or(&[], |(.., change)| change)
}

/// Rows and names of all cases that this file names.
pub(crate) fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
    let differ = DIFFERENCES.iter().flat_map(|difference| difference.edits).copied();
    differ.chain(ALSO.iter().map(|(row, what, _)| (*row, *what)))
}
