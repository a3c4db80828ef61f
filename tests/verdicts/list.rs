//! Every kind of edit, by number, and its verdict. Numbers are never given to another edit.

/// What must happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The build stops, on the edited token.
    Error,
    /// It builds as a draft: warned, and an error where drafts are locked out.
    Draft,
    /// It builds, no finding.
    Fine,
    /// The build cannot know; `cargo vtable-api check` or git finds it.
    Check,
    /// No table can have that: an error that names the way out.
    Unsupported,
}

impl Verdict {
    /// As the documents have it.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Verdict::Error => "error",
            Verdict::Draft => "draft",
            Verdict::Fine => "ok",
            Verdict::Check => "`check`",
            Verdict::Unsupported => "unsupported",
        }
    }
}

/// A kind of edit.
pub(crate) struct Row {
    pub(crate) number: &'static str,
    pub(crate) edit: &'static str,
    /// Each has a case; a second one is for another form of the edit.
    pub(crate) verdicts: &'static [Verdict],
}

/// Rows on one subject.
pub(crate) struct Chapter {
    pub(crate) title: &'static str,
    pub(crate) rows: &'static [Row],
}

const fn row(number: &'static str, edit: &'static str, verdicts: &'static [Verdict]) -> Row {
    Row { number, edit, verdicts }
}

const E: &[Verdict] = &[Verdict::Error];
const D: &[Verdict] = &[Verdict::Draft];
const OK: &[Verdict] = &[Verdict::Fine];
const C: &[Verdict] = &[Verdict::Check];
const U: &[Verdict] = &[Verdict::Unsupported];
const E_D: &[Verdict] = &[Verdict::Error, Verdict::Draft];
const E_U: &[Verdict] = &[Verdict::Error, Verdict::Unsupported];
const E_OK: &[Verdict] = &[Verdict::Error, Verdict::Fine];
const OK_C: &[Verdict] = &[Verdict::Fine, Verdict::Check];
const U_OK: &[Verdict] = &[Verdict::Unsupported, Verdict::Fine];

/// All of them.
pub(crate) const CHAPTERS: &[Chapter] = &[
    Chapter { title: "Slots", rows: SLOTS },
    Chapter { title: "Signatures", rows: SIGNATURES },
    Chapter { title: "Types", rows: TYPES },
    Chapter { title: "Ex slots and revisions", rows: EX },
    Chapter { title: "Record and version control", rows: RECORD },
    Chapter { title: "Environment", rows: ENVIRONMENT },
];

pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    CHAPTERS.iter().flat_map(|chapter| chapter.rows)
}

const SLOTS: &[Row] = &[
    row("1", "a slot deleted", E),
    row("2", "two slots swapped", E),
    row("3", "two slots with the same signature swapped", E),
    row("4", "a slot inserted in the middle, with or without `#[revision(2)]`", E),
    row("5", "a slot appended with a new revision", D),
    row("6", "a slot appended without a revision, or with a recorded one", E),
    row("7", "a slot renamed", E),
    row("8", "a slot inserted and another deleted, so that later indexes stay the same", E),
    row("9", "`cfg` on a slot, a parameter, a field or a variant, or `cfg_attr` of anything but documentation", U),
    row(
        "9b",
        "`cfg` on a field or a variant: in a build in which the condition is true; in one in which it is false",
        U_OK,
    ),
    row("10", "`where Self: Sized` on a slot", U),
    row("11", "a slot that is generic, async, `const` or uses `impl Trait`; an associated type or constant", U),
    row("12", "docs, `deprecated`, `must_use`, `inline`, order of attributes, formatting", OK),
    row("13", "a default body added to a recorded slot", OK),
    row("14", "the default body removed from a slot of revision 2 or later", E),
];

const SIGNATURES: &[Row] = &[
    row("15", "`u32` to `u64`", E),
    row("16", "`i32` to `u32`", E),
    row("17", "`f32` to `u32`", E),
    row("18", "`bool` to `u8`, and the reverse", E),
    row("19", "`usize` to `u64`", E),
    row("20", "a C type to the Rust type it equals here (`c_long` to `i64`, `c_int` to `i32`), and the reverse", E),
    row("21", "`c_char` to `i8`", E),
    row("22", "no return value to a value, and the reverse", E),
    row("23", "a return type to `!`", U),
    row("24", "a struct passed by value grows", E),
    row("25", "`T` to `*const T`, and the reverse", E),
    row("26", "a parameter added", E),
    row("27", "a parameter removed", E),
    row("28", "two parameters of the same type swapped, which only changes names", OK),
    row("29", "a parameter renamed, `_x`, `mut x`, `r#x`", OK),
    row("30", "`*const T` to `*mut T`", E),
    row("31", "`*const T` to `&T`, and the reverse", E),
    row("32", "`Option<&T>` to `&T`, and the reverse", E),
    row("33", "`Option<&T>` to `*const T`, and the reverse", E),
    row("34", "`&T` to `&mut T`, and the reverse", E),
    row("35", "a pointer to a pointer to a pointer", E),
    row("36", "the length of an array behind a pointer", E),
    row("37", "the same through a constant, with the text unchanged; a constant renamed", E_OK),
    row("38", "the parameters of a callback", E),
    row("39", "the ABI of a callback; its `unsafe`", E_U),
    row("40", "a callback becomes nullable, or stops being so", E),
    row("41", "an alias gets another target, with the trait unchanged", E),
    row("42", "an alias renamed, or replaced by its target, unless that is `c_long`, `c_ulong` or `c_char`", OK),
    row(
        "42b",
        "an object written as its handle: `Box<dyn Api>` to `ApiBox`, `&dyn Api` to `ApiRef<'_>`, and the reverse",
        OK,
    ),
    row("43", "an alias becomes a `repr(transparent)` newtype", E),
    row("44", "an opaque type becomes a struct, and the reverse", E),
    row("45", "`Buf<u8>` to `Buf<u16>`", E),
    row("46", "a type written by another macro", E_OK),
    row("47", "`...` added", U),
    row("48", "a slot with another ABI", U),
    row("49", "`fn` to `unsafe fn`, and the reverse", E),
    row("50", "`&self` to `&mut self`; to none, `self`, `Box<Self>`, `Pin`, `Arc`", E_U),
    row("51", "what a returned reference borrows from; `&'a T` to `&'static T`", E),
    row("51b", "which lifetimes of a callback are the same", E),
    row("51c", "a slot or callback that borrows something by `&mut` for longer than the call", U),
    row("52", "an elided lifetime gets a name, with the meaning unchanged", OK),
    row("53", "`Send` or `Sync` added to the trait, or removed", E),
    row("53b", "`'static` added to the trait, or removed: objects that cross are always `'static`", OK),
    row("54", "a supertrait with slots", U),
    row("55", "visibility; a trait or a type moves, or is re-exported", OK),
    row("56", "the trait renamed: with its id pinned; without", OK_C),
    row("57", "two traits with the same id", E),
    row("58", "the crate renamed, with pinned ids", OK),
    row(
        "58b",
        "a package of types renamed, or a type moved to another package: without and with `#[abi(package)]`",
        E_OK,
    ),
    row("58c", "a trait moved to another package, with its record", OK),
    row("58d", "a type moved and renamed", C),
];

const TYPES: &[Row] = &[
    row("59", "fields reordered", E),
    row("60", "two fields of the same type swapped", E),
    row("61", "a field inserted", E),
    row("62", "a field appended where padding was", E),
    row("63", "a field appended, so that the type grows", E),
    row("64", "a field retyped, with the size unchanged", E),
    row("65", "a field renamed; a type renamed, without and with `#[abi(name)]`", E_OK),
    row("66", "visibility of fields; `Copy` and other derives", OK),
    row("66b", "`Send`, `Sync` or `Drop` of a type, by a marker, an `impl` or an alias", E_U),
    row("66c", "`ManuallyDrop<OwnedStr>` to `OwnedStr`, and the reverse", E),
    row("66d", "a marker that makes a lifetime contravariant: `PhantomData<fn(&'a T)>`", U),
    row("66e", "equivalent markers; `ManuallyDrop` of a type that owns nothing", OK),
    row("66f", "a marker that implies an undeclared outlives bound: `PhantomData<&'a &'b ()>`", U),
    row("67", "a struct inside a struct changes", E),
    row("68", "a struct changes that is reached only through a pointer, a pointer to a pointer, or a callback", E),
    row("69", "a struct from another crate changes", E),
    row("69b", "the lifetimes of a type: which one is in which field, how many there are, their bounds", E),
    row("69c", "lifetimes of a type renamed; an alias for a type with lifetimes", OK),
    row(
        "70",
        "`repr(C)` or an integer's removed: of a type that is behind a reference; of one of which a copy crosses",
        U_OK,
    ),
    row(
        "70b",
        "`repr(C)` removed by another macro's attribute below the derive: with a different layout; with the same",
        U_OK,
    ),
    row("70c", "a field or a variant changed by another macro's attribute below the derive", E_U),
    row("71", "`repr(C)` to `repr(transparent)`, and the reverse", E),
    row("72", "`align` added", U),
    row("73", "`packed` added", U),
    row("74", "a struct becomes a union, and the reverse", E),
    row("75", "a union gets another field", E),
    row("76", "a tuple struct gets names", E),
    row("77", "a discriminant changed", E),
    row("78", "a variant removed", E),
    row("79", "a variant appended: to a closed enum; to an open one, in another package as well", E_D),
    row("80", "a variant inserted", E),
    row("81", "the `repr` of an enum", E),
    row("81b", "an enum opened, or closed", E),
    row("81c", "an enum with `repr(C)` alone", U),
    row("82", "variants reordered, with explicit values", OK),
    row("83", "the payload of a variant", E),
    row("84", "a type that no frozen slot reaches", OK),
    row("84b", "two types with the same name and arguments", E),
    row("84c", "types that are not plain in memory, or cannot be named", U),
    row("84d", "the definition in C of another library's struct changed, added to a type, or removed from it", E),
    row(
        "84e",
        "such a definition without `unsafe`, of a type without its members, or in a form that headers cannot have",
        U,
    ),
    row("84f", "a field or a variant appended to a growable type, with the next growth", D),
    row("84g", "without a growth, or with a recorded one", E),
    row("84h", "a field or a variant of a growable type inserted before a recorded one", E),
    row("84i", "a recorded field or variant of a growable type retyped, renamed or removed", E),
    row("84j", "the growth of a recorded field or variant", E),
    row("84k", "growths of new fields or variants that go down, or one left out", E),
    row("84l", "`growable` added to a type, or removed from it", E),
    row("84m", "a slot frozen that passes another package's growable type: without a record of it, with it", U_OK),
];

const EX: &[Row] = &[
    row("85", "`read_ex1` appended in revision 2", D),
    row("86", "the base of an Ex slot deleted", E),
    row("87", "`_ex2` without `_ex1`", E),
    row("88", "an Ex slot without a base", E),
    row("89", "both `_ex` and `_ex1`", E),
    row("90", "an Ex slot in the revision of its base", E),
    row("91", "two slots with the same name in C", E),
    row("91b", "two parameters, fields, variants or types with the same name in C", E),
    row("91c", "a name in C that a system's headers already define", U),
    row("91d", "a type in a place where C cannot have it", U),
    row("91e", "`c_case` changed after a freeze", E),
    row("92", "the revision of a slot changed", E),
    row("93", "a revision skipped", E),
    row("94", "revisions out of order", E),
    row("95", "revision 64", U),
    row("96", "a slot of revision 2 without a default body, or with one that calls a later slot", E),
];

const RECORD: &[Row] = &[
    row("97", "a recorded line edited by hand", E),
    row("98", "the same, with the source and the digests adjusted to match", C),
    row("99", "`abi.toml` deleted; then created again", E),
    row("100", "`abi.toml` truncated, with merge conflicts, not TOML, in a newer format, binary, huge", E),
    row("101", "CRLF, a byte order mark, no trailing newline", OK),
    row("102", "two branches append different slots as the same revision", C),
    row("103", "the same, merged with `merge=union`", E),
    row("104", "a draft reverted", OK),
    row("105", "source and record both reverted past a release", C),
    row("105b", "the same in a package that was moved or renamed; a package deleted with its tables", C),
    row("105c", "two packages of a workspace that have recorded the same id differently", C),
    row("106", "`freeze` with nothing new", OK),
    row("107", "`freeze` while an edit breaks the record", C),
    row("108", "`freeze` interrupted", OK),
];

const ENVIRONMENT: &[Row] = &[
    row("109", "a record made on one target, built on another", E_OK),
    row("110", "a feature that another crate turns on adds a field", E),
    row("111", "debug, release, LTO, strip, panic strategy", OK),
    row("111b", "two checkouts share cargo's target or build folder", C),
    row("112", "`forbid(unsafe_code)`, no prelude, a renamed dependency, types with the names of std's", OK),
    row("113", "editions, `no_std`, hostile names", OK),
    row("114", "a table in a test, example or second binary: without and with `unrecorded`", U_OK),
    row("114b", "`unrecorded` on a recorded table; on a stand-in beside it", E_OK),
    row(
        "114d",
        "a slot frozen, or built with `VTABLE_API=locked`, that names a table without a record; one that names a recorded table",
        U_OK,
    ),
    row("114c", "a build sandbox without `Cargo.toml` and what it would say; with `record = \"path\"`", U_OK),
    row("115", "a recorded trait deleted", C),
    row("116", "a recorded type that is no longer in any of its places", C),
    row("117", "an attribute misspelt", U),
    row("117b", "an argument of an attribute given twice", U),
    row("117c", "another path for vtable-api, without `unsafe`", U),
    row("117d", "a module exported by a crate that others link; by one that is built as a module", U_OK),
    row("117e", "another macro's attribute that changes the item", U_OK),
    row("117f", "vtable-api available only through another package; as a dependency", U_OK),
    row("118", "a slot with the name of something that the macro generates", U),
    row("119", "more parameters than a slot can have", U),
    row("120", "`VTABLE_API` misspelt", E),
    row("120b", "a variable reserved for the command, set by hand", E),
    row("121", "a host and a module whose interfaces have forked", C),
    row("122", "a C header that is out of date", C),
];
