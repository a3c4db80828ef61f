//! The cases, each with what its first error says.

/// A crate behind [`TYPES`].
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) source: &'static str,
    pub(crate) expected: Expected,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    Builds,
    /// One error.
    Error(&'static [&'static str]),
    /// So many, in rustc's words.
    Errors(usize, &'static [&'static str]),
}
use Expected::{Builds, Error, Errors};

const fn case(source: &'static str, expected: Expected) -> Case {
    Case { source, expected }
}

/// In every crate.
pub(crate) const TYPES: &str = "\
#[derive(AbiType, Clone, Copy)] #[repr(u8)] pub enum Level { Low, High = 7 }
#[derive(AbiType, Clone, Copy)] #[repr(C)] pub struct Pair { pub a: u64, pub b: u64 }
#[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct Id(pub u64);
#[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct Flag(pub bool);
#[derive(AbiType)] #[repr(C)] pub struct Lent<'a> { pub all: SliceMut<'a, bool>, pub one: &'a mut bool }
#[derive(AbiType)] #[repr(C)] pub struct Rows<T: Plain> { pub rows: OwnedSlice<T>, pub first: T }";

const UNCHECKED: Expected = Error(&[
    "a raw `extern \"C\" fn` that crosses the boundary cannot take or return `",
    "and be safe to call",
    "write `unsafe extern \"C\" fn(..)`",
]);
const NO_SCALAR: Expected = Error(&["`Pair` cannot be a parameter of a raw `extern \"C\" fn`", "pass a pointer to it"]);
const LENDS: Expected = Error(&["borrows by `&mut`, so it cannot be given away as an element", "pass `&mut [T]`"]);
const OPAQUE: Expected = Error(&[
    "is opaque, but not a struct with the single field `_opaque: vtable_api::Opaque`",
    "`NonNull<T>`",
    "`&dyn Api`",
]);
const MADE: Expected = Error(&["is not `vtable_api::Opaque`, so safe code could make"]);
const NOT_PLAIN: Expected = Error(&["is not plain in memory"]);
const NOT_KNOWN: Expected = Error(&["[VT0103]", "cannot cross a binary boundary", "`#[derive(vtable_api::AbiType)]`"]);
const BELOW: &str = "put `#[derive(AbiType)]` below that macro's attribute";
const PLACE: Expected = Error(&["[VT0114] a field is not where C puts it", BELOW]);
const WHOLE: Expected = Error(&["[VT0114] a type is not laid out as C does it", BELOW]);
const TYPE: Expected = Error(&["[VT0114] another macro changed a field to `", BELOW]);
const UNION_SAYS: &str =
    "[VT0114] this attribute may be a macro that adds a field to the union `S`, which would be in no record";
const UNION: Expected = Error(&[UNION_SAYS, "move it above `#[derive(AbiType)]`"]);
const TAG: Expected = Error(&["[VT0114] the enum's tag has another width", BELOW]);
/// C's own `int` is all that tells `repr(C)` of 8 bytes from it.
const HALF_A_TAG: Expected = Error(&["reading memory", "uninitialized"]);
const VARIANT: Expected = Error(&["non-exhaustive patterns", "not covered"]);
const BELOW_SLOT: &str = "put `#[vtable_api]` below its attribute";
/// What was read, and what is there now.
macro_rules! turned {
    ($read:literal => $now:literal, $help:expr) => {
        Error(&[
            "[VT0114] this macro changed the trait after `#[vtable_api]` had read it",
            concat!("read: ", $read, "\n"),
            concat!("now:  ", $now),
            $help,
        ])
    };
}
const BYTES: Expected = Error(&["a zero-sized type crosses"]);
const MARKER: Expected =
    Error(&["[VT0026] a marker in `S` says that `", "must not be shortened", "write `PhantomData<"]);
const OUTLIVES: Expected = Error(&["[VT0026] a marker in `S` implies that `'b` outlives `'a`", "`where 'b: 'a`"]);
const IMPLIED: Expected = Error(&["lifetime bound not satisfied"]);
/// What is said to outlive something, and what to write in its place.
macro_rules! bound {
    ($bound:literal, $instead:literal) => {
        Error(&[
            concat!("[VT0104] `", $bound, "` bounds something other than a lifetime or a type parameter"),
            $instead,
        ])
    };
}
const HIDDEN: Expected = Error(&["[VT0026] a marker in `S` names `", "write the parameter itself"]);
const VARIES: Expected = Error(&[
    "in the arguments of a generic type, this C type is recorded as what it is on one target",
    "wrap it in its own type",
]);
const INSIDE: Expected = Error(&["[VT0026] a `PhantomData` is inside another type or behind an alias"]);
const NESTED: Expected = Error(&["[VT0115]", "leads through a `&mut` to another `&mut`"]);
const ENDLESS: Expected = Error(&["[VT0115] `'a` can only be `'static`", "remove `'a`"]);
const SHORTENED: Expected = Error(&["lifetime may not live long enough"]);
const LIFETIME: Expected = Error(&["lifetime"]);
const GENERIC: Expected = Errors(3, &["missing generics for struct `S`"]);
const KEPT: Expected =
    Error(&["cannot be passed by value to or from a raw `extern \"C\" fn`: another attribute on it"]);
const RESERVED: Expected = Error(&["[VT0108]", "begins like the names that the macro generates"]);

/// A table of one slot.
macro_rules! slot {
    ($slot:literal) => {
        concat!("#[vtable_api(id = \"a/b\", unrecorded)] pub trait Api { fn slot(&self", $slot, "; }")
    };
}

/// A trait that another macro changes once it was read.
macro_rules! below {
    ($before:literal => $after:literal, $rest:literal) => {
        concat!("#[vtable_api(unrecorded)] #[change::to(\"", $before, "\", \"", $after, "\")] pub trait Api: ", $rest)
    };
}

/// A struct of one field.
macro_rules! field {
    ($field:literal) => {
        concat!("#[derive(AbiType)] #[repr(C)] pub struct Whole<'a> { pub field: ", $field, ", pub other: &'a u8 }")
    };
}

/// A struct of two texts and a marker.
macro_rules! marked {
    ($generics:literal, $marker:literal) => {
        concat!(
            "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S",
            $generics,
            "(Str<'a>, Str<'b>, ",
            $marker,
            ");"
        )
    };
}

/// A type that another attribute changes.
macro_rules! changed {
    ($from:literal => $to:literal, $item:literal) => {
        concat!("#[derive(AbiType)] #[change::to(\"", $from, "\", \"", $to, "\")] ", $item)
    };
}

/// An opaque type, and where it stands.
macro_rules! opaque {
    ($item:literal, $slot:literal) => {
        concat!("#[derive(AbiType)] #[abi(opaque)] pub ", $item, "\n", slot!($slot))
    };
}

pub(crate) const ALL: &[Case] = &[
    // What a raw function takes and returns, nobody checks.
    case(slot!(", f: extern \"C\" fn(u32) -> bool)"), UNCHECKED),
    case(slot!(", f: extern \"C\" fn(bool))"), UNCHECKED),
    case(slot!(", f: Option<extern \"C\" fn(u32, &u32)>)"), UNCHECKED),
    case(slot!(", f: extern \"C\" fn(&mut u32))"), UNCHECKED),
    case(slot!(", f: Option<extern \"C\" fn(Option<&u32>)>)"), UNCHECKED),
    case(slot!(") -> extern \"C\" fn(Flag)"), UNCHECKED),
    case(slot!(", f: extern \"C\" fn(extern \"C\" fn()))"), UNCHECKED),
    case(field!("extern \"C\" fn(Level)"), UNCHECKED),
    case(field!("Option<for<'x> extern \"C\" fn(&'x u32)>"), UNCHECKED),
    case(field!("[extern \"C\" fn(std::ptr::NonNull<u8>); 2]"), UNCHECKED),
    case("type On = bool; #[derive(AbiType)] #[repr(transparent)] pub struct Call(extern \"C\" fn(On));", UNCHECKED),
    case(slot!(", f: Option<extern \"C\" fn() -> Level>)"), UNCHECKED),
    case(slot!(") -> extern \"C\" fn() -> std::ptr::NonNull<u8>"), UNCHECKED),
    case(slot!(", f: extern \"C\" fn() -> &'static u8)"), UNCHECKED),
    case(slot!(", f: extern \"C\" fn() -> extern \"C\" fn())"), UNCHECKED),
    case(slot!(", f: extern \"C\" fn() -> Flag)"), UNCHECKED),
    case(field!("extern \"C\" fn(u32) -> bool"), UNCHECKED),
    case(field!("Option<extern \"C\" fn(*const u32) -> bool>"), UNCHECKED),
    case(field!("[extern \"C\" fn() -> Level; 2]"), UNCHECKED),
    case("#[derive(AbiType)] #[repr(transparent)] pub struct Call(extern \"C\" fn() -> bool);", UNCHECKED),
    case(
        "type Call = extern \"C\" fn() -> bool; #[derive(AbiType)] #[repr(C)] pub struct S { call: Call }",
        Error(&[
            "[VT0103] `Call` is not plain in memory, so it cannot be a field",
            "write `unsafe extern \"C\" fn(..)`",
        ]),
    ),
    case(
        slot!(
            ", a: extern \"C\" fn(Id, Option<std::ptr::NonNull<Pair>>) -> Id, b: Option<unsafe extern \"C\" fn(&mut Pair, Level) -> *mut Pair>, c: unsafe extern \"C\" fn(bool) -> Level) -> extern \"C\" fn() -> Option<extern \"C\" fn(Id)>"
        ),
        Builds,
    ),
    case(field!("Option<for<'x> unsafe extern \"C\" fn(&'x u32, &'a Pair, Id) -> &'x u32>"), Builds),
    // What one takes is a scalar, whether or not a `&` stands beside it.
    case(slot!(", f: unsafe extern \"C\" fn(&u32, Pair))"), NO_SCALAR),
    case(slot!(", f: Option<unsafe extern \"C\" fn(&u32, Pair)>)"), NO_SCALAR),
    case(field!("unsafe extern \"C\" fn(&u32, Pair)"), NO_SCALAR),
    case(field!("Option<unsafe extern \"C\" fn(&u32, Pair)>"), NO_SCALAR),
    case(field!("[unsafe extern \"C\" fn(*const u32, Pair); 1]"), NO_SCALAR),
    case("#[derive(AbiType)] #[repr(transparent)] pub struct Call(unsafe extern \"C\" fn(&u32, Pair));", NO_SCALAR),
    case("#[derive(AbiType)] #[repr(u8)] pub enum Call { Some(unsafe extern \"C\" fn(&u32, Pair)), None }", NO_SCALAR),
    case(
        "#[derive(AbiType, Clone, Copy)] #[repr(C)] pub union Call { a: unsafe extern \"C\" fn(&u32, Pair), b: usize }",
        NO_SCALAR,
    ),
    // What is given away is gone after the call.
    case(slot!(", f: Vec<&mut bool>)"), LENDS),
    case(slot!(", f: Box<Lent<'_>>)"), LENDS),
    case(slot!(") -> Vec<Lent<'_>>"), LENDS),
    case(slot!(", f: Result<OwnedSlice<SliceMut<'_, bool>>, Level>)"), LENDS),
    case(slot!(", f: Rows<&mut bool>)"), LENDS),
    case(slot!(", f: &dyn Fn(OwnedSlice<&mut bool>))"), LENDS),
    case(field!("OwnedSlice<[Option<&'a mut bool>; 2]>"), LENDS),
    case("#[derive(AbiType)] #[repr(C)] pub union U<'a> { a: std::mem::ManuallyDrop<&'a mut bool>, b: usize }", LENDS),
    case(
        slot!(
            ", a: Lent<'_>, b: Result<&mut bool, Level>, c: Option<&Lent<'_>>, d: &mut [Str<'_>], e: Rows<u8>, f: &mut &mut u32)"
        ),
        Builds,
    ),
    // C may write through a pointer behind a pointer, and put another one there.
    case(slot!(", a: &mut Lent<'_>)"), NESTED),
    case(slot!(", a: Option<&mut Lent<'_>>)"), NESTED),
    case(slot!(", a: &mut [Lent<'_>])"), NESTED),
    case(slot!(", a: &mut &mut bool)"), NESTED),
    case(slot!(", a: SliceMut<'_, Option<&mut bool>>)"), NESTED),
    case(slot!(", a: &mut SliceMut<'_, bool>)"), NESTED),
    case(slot!(", a: &mut [&mut [bool]])"), NESTED),
    case(slot!(", a: &mut dyn FnMut(&mut Lent<'_>))"), NESTED),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct Q<'a> { q: &'a mut Lent<'a> } #[vtable_api(id = \"a/b\", unrecorded)] pub trait Api { fn slot(&self, q: Q<'_>); }",
        NESTED,
    ),
    // A lifetime that can only be `'static` makes each that is left out one that is longer than the call.
    case("#[derive(AbiType)] #[repr(C)] pub struct Q<'a: 'static> { q: SliceMut<'a, bool> }", ENDLESS),
    case("#[derive(AbiType)] #[repr(transparent)] pub struct Q<'a>(&'a mut bool) where 'a: 'static;", ENDLESS),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct Q<'b, 'c: 'b> where 'b: 'c { q: &'b Str<'c>, r: SliceMut<'b, u8> }",
        Builds,
    ),
    case("#[derive(AbiType)] #[repr(C)] pub struct Tree<T: Plain> { children: OwnedSlice<Tree<T>>, value: T }", Builds),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct Two<'a, 'b: 'a> { a: Str<'a>, b: Str<'b>, c: &'a u8, d: &'b u8 }",
        Builds,
    ),
    case(
        "#[derive(AbiType)] #[repr(C, u32)] pub enum Two<'a, 'b> { A(Str<'a>, Str<'b>), B { c: &'a u8, d: &'b mut u8 } }",
        Builds,
    ),
    // Behind a reference an opaque type is nothing.
    case(opaque!("struct Db { file: u32 }", ", db: &Db)"), OPAQUE),
    case(opaque!("struct Db { file: String }", ", db: &mut Db)"), OPAQUE),
    case(opaque!("struct Db(bool);", ") -> Option<&Db>"), OPAQUE),
    case(opaque!("enum Db {}", ", db: &Db)"), OPAQUE),
    case(opaque!("union Db { a: () }", ", db: &dyn Fn(&Db))"), OPAQUE),
    case(opaque!("struct Db;", ", db: &Db)"), OPAQUE),
    case(opaque!("struct Db(());", ") -> &Db"), OPAQUE),
    case(opaque!("struct Db { _private: [u8; 0] }", ", db: &mut Db)"), OPAQUE),
    case(opaque!("struct Db([vtable_api::Opaque; 0]);", ", db: &Db)"), OPAQUE),
    case(opaque!("struct Db(std::marker::PhantomData<vtable_api::Opaque>);", ", db: &Db)"), OPAQUE),
    case(opaque!("struct Db(Opaque); pub struct Opaque;", ", db: &Db)"), MADE),
    case(
        opaque!(
            "struct Db { _o: Opaque<'static> } pub type Opaque<'a> = std::marker::PhantomData<&'a ()>;",
            ", db: &Db)"
        ),
        MADE,
    ),
    case(
        opaque!("struct Db { _o: vtable_api::Opaque, _a: [u64; 0] }", ", db: &Db)"),
        Error(&["an opaque type behind a reference must be zero-sized"]),
    ),
    case(opaque!("struct Db { _o: vtable_api::Opaque, file: u32 }", ", db: &Db)"), OPAQUE),
    // Nobody makes one, nor a second one of one.
    case(
        opaque!(
            "struct Db { _o: vtable_api::Opaque } pub fn made() -> Db { Db { _o: Default::default() } }",
            ", db: &Db)"
        ),
        Error(&["`Opaque: Default` is not satisfied"]),
    ),
    case(
        opaque!(
            "struct Db { _o: vtable_api::Opaque } impl Clone for Db { fn clone(&self) -> Db { Db { _o: self._o.clone() } } }",
            ", db: &Db)"
        ),
        Error(&["no method named `clone` found"]),
    ),
    case(
        opaque!(
            "struct Db { _o: vtable_api::Opaque } pub fn made() -> Db { Db { _o: vtable_api::Opaque { } } }",
            ", db: &Db)"
        ),
        Error(&["private fields"]),
    ),
    case(
        opaque!(
            "struct Db { _o: vtable_api::Opaque } pub fn there(db: &Db) { std::thread::scope(|s| { s.spawn(|| drop(db)); }) }",
            ", db: &Db)"
        ),
        Error(&["cannot be shared between threads safely"]),
    ),
    case(
        opaque!("struct Db(Opaque, PhantomData); pub enum PhantomData {} use vtable_api::Opaque;", ", db: &Db)"),
        NOT_KNOWN,
    ),
    case(opaque!("struct Db { file: String }", ", a: *const Db, b: std::ptr::NonNull<Db>) -> *mut Db"), Builds),
    case(opaque!("enum Db {}", ", a: *const Db)"), Builds),
    case(opaque!("struct Db;", ", a: *const Db)"), Builds),
    case(opaque!("struct Db { _opaque: vtable_api::Opaque }", ", a: &mut Db) -> Option<&Db>"), Builds),
    case(
        opaque!(
            "struct Db<'a> { _o: vtable_api::Opaque, _p: [u8; 0], _m: std::marker::PhantomData<(&'a u8, *mut u8)> }",
            ", a: &Db<'_>)"
        ),
        Builds,
    ),
    // What is called like a type of std's.
    case("use String as PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S(u8, PhantomData);", NOT_PLAIN),
    case("pub struct PhantomData(bool); #[derive(AbiType)] #[repr(C)] pub struct S(u8, PhantomData);", NOT_KNOWN),
    case(
        "#[derive(AbiType)] #[repr(transparent)] pub struct PhantomData(Nothing); type Nothing = ();\n\
         #[derive(AbiType)] #[repr(transparent)] pub struct S(u8, PhantomData);",
        BYTES,
    ),
    case(
        "type Nothing = std::marker::PhantomData<u8>; #[derive(AbiType)] #[repr(transparent)] pub struct S(Nothing, u8);",
        BYTES,
    ),
    case(
        "type Nothing = std::marker::PhantomData<u8>; #[derive(AbiType)] #[repr(C)] pub struct S(Nothing, [u8; 0]);",
        Error(&["[VT0113]", "C has no empty arrays"]),
    ),
    case(
        "#[derive(AbiType, Clone, Copy)] #[repr(C)] pub struct PhantomData<T: Plain>(T);\n\
         #[derive(AbiType)] #[repr(C)] pub struct S(PhantomData<bool>, u8);",
        Builds,
    ),
    case(
        "pub struct Option<T>(T); #[derive(AbiType)] #[repr(C)] pub struct S(Option<unsafe extern \"C\" fn(&u8)>);",
        NOT_KNOWN,
    ),
    case("pub struct NonNull<T>(*const T); #[derive(AbiType)] #[repr(C)] pub struct S(NonNull<u8>);", NOT_KNOWN),
    case(field!("std::marker::PhantomData<&'a mut String>"), Builds),
    case(field!("()"), Builds),
    // Another attribute changes what the derive has read.
    case(changed!("repr(C)" => "repr(Rust)", "#[repr(C)] pub struct S { a: u8, b: u64, c: u8 }"), PLACE),
    case(
        changed!("repr(C)" => "repr(C, packed)", "#[repr(C)] pub struct S { a: u8, b: u64 }"),
        Errors(2, &["reference to field of packed struct is unaligned"]),
    ),
    // What a marker names may not be another type for each argument.
    case(
        "pub trait Of { type Kind; } #[derive(AbiType)] #[repr(C)] pub struct S<T: Of>(u32, std::marker::PhantomData<T::Kind>);",
        HIDDEN,
    ),
    case(
        "pub trait Of { type Kind; } type A<T> = <T as Of>::Kind; #[derive(AbiType)] #[repr(C)] pub struct S<T: Of>(u32, std::marker::PhantomData<fn() -> A<T>>);",
        HIDDEN,
    ),
    case(
        "pub trait Of { type Kind; } #[derive(AbiType)] #[repr(C)] pub struct S<T>(u32, std::marker::PhantomData<(u8, Vec<<T as Of>::Kind>)>) where T: Of;",
        HIDDEN,
    ),
    case(
        "pub trait Of { type Kind; } #[derive(AbiType)] #[repr(C)] pub struct S<T: Of>(u32, std::marker::PhantomData<(*const T, fn() -> T)>);",
        Builds,
    ),
    // What a C type is on this target is not what it is on others.
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<T>(T); #[derive(AbiType)] #[repr(C)] pub struct W(S<core::ffi::c_long>);",
        VARIES,
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<T>(T); #[derive(AbiType)] #[repr(C)] pub struct W(S<core::ffi::c_int>, Slice<'static, core::ffi::c_char>);",
        Builds,
    ),
    case(changed!("repr(C)" => "repr(C, align(16))", "#[repr(C)] pub struct S { a: u8, b: u64 }"), WHOLE),
    case(changed!("u8" => "bool", "#[repr(C)] pub struct S(u8);"), TYPE),
    case(
        changed!("u8" => "u8, pub bool", "#[repr(C)] pub struct S(pub u8);"),
        Error(&["pattern requires `..` due to inaccessible fields", "`$crate::__another_macro_changed_the_item`"]),
    ),
    case(
        changed!("u8" => "u8, pub ()", "#[repr(transparent)] pub struct S(pub u8);"),
        Error(&["pattern requires `..` due to inaccessible fields", "`$crate::__another_macro_changed_the_item`"]),
    ),
    // No pattern has all fields of a union, so nothing may change one.
    case(changed!("u8" => "u16", "#[repr(C)] pub union S { a: u8, b: u16 }"), UNION),
    case(changed!("u8" => "u8 ", "#[repr(C)] pub union S { a: u8, b: u16, c: std::mem::ManuallyDrop<Pair> }"), UNION),
    case(changed!("b: u32" => "b: u32, c: f32", "#[repr(C)] pub union S { a: f32, b: u32 }"), UNION),
    // A module may be called like a tool, and a macro like the one that derives.
    case(
        "mod rustfmt { pub use change::to as skip; } #[derive(AbiType)] #[rustfmt::skip(\"u32\", \"u32, c: bool\")] #[repr(C)] \
         pub union S { a: f32, b: u32 }",
        UNION,
    ),
    case(
        "mod m { use change::to as derive; use vtable_api::AbiType; #[core::prelude::v1::derive(AbiType)] \
         #[derive(\"u32\", \"u32, c: bool\")] #[repr(C)] pub union S { a: f32, b: u32 } }",
        UNION,
    ),
    case("#[derive(AbiType)] #[rustfmt::skip] #[derive(Clone)] #[repr(C)] pub struct S { a: f32, b: u32 }", Builds),
    case("#[derive(AbiType, Clone, Copy)] #[repr(C)] pub union S { a: f32, b: u32 }", Builds),
    case(changed!("union" => "struct", "#[repr(C)] pub union S { a: u8, b: u16 }"), Error(&[UNION_SAYS])),
    case(
        changed!("struct" => "union", "#[repr(C)] pub struct S { a: u32 }"),
        Error(&["access to union field is unsafe"]),
    ),
    case(
        changed!("struct S { a: u32" => "union S { a: u32, b: f32", "#[repr(C)] pub struct S { a: u32 }"),
        Error(&["access to union field is unsafe"]),
    ),
    case(
        "#[change::to(\"b: u32\", \"b: u32, c: f32\")] #[derive(AbiType)] #[repr(C)] #[allow(missing_docs)] \
         pub union S { a: f32, b: u32 }",
        Builds,
    ),
    case(changed!("High" => "High, Higher", "#[repr(u8)] pub enum S { Low, High }"), VARIANT),
    case(changed!("u8" => "u16", "#[repr(u8)] pub enum S { Low, High }"), WHOLE),
    // Where the payload's alignment leaves room, no size or place shows it.
    case(changed!("u8" => "u16", "#[repr(C, u8)] pub enum S { A(u32), B { x: u16, y: u16 } }"), TAG),
    case(changed!("u8" => "u32", "#[repr(C, u8)] pub enum S { A(u32), B { x: u16, y: u16 } }"), TAG),
    case(changed!("u32" => "u8", "#[repr(C, u32)] pub enum S<'a> { A(&'a u64), B }"), TAG),
    case(changed!("u8" => "u16", "#[repr(u8)] pub enum S { A(u32), B(u32) }"), TAG),
    case(changed!("u8" => "C", "#[repr(u8)] pub enum S { A(u32), B(u32) }"), TAG),
    case(changed!("(C, u64)" => "(C)", "#[repr(C, u64)] pub enum S { A(u64), B(OwnedStr) }"), HALF_A_TAG),
    case(changed!("B" => "B ", "#[repr(C, u64)] pub enum S { A(u64), B(OwnedStr) }"), Builds),
    case(changed!("High" => "High = 9", "#[repr(u8)] pub enum S { Low, High }"), Builds),
    case(changed!("High" => "High, Higher", "#[repr(u8)] pub enum S { Low(u8), High }"), VARIANT),
    case(changed!("High" => "High = 9", "#[repr(u8)] pub enum S { Low(u8), High }"), Error(&["has invalid tag: 0x01"])),
    case(
        changed!("= 1" => "= 2", "#[repr(u8)] pub enum S { Low(u8) = 1, High = 0, }"),
        Error(&["has invalid tag: 0x01"]),
    ),
    case(
        changed!("Low(u8), High(u8)" => "High(u8), Low(u8)", "#[repr(u8)] pub enum S { Low(u8), High(u8) }"),
        Error(&["[VT0114] a variant has another value", BELOW]),
    ),
    case(changed!("repr(C, u8)" => "repr(u8)", "#[repr(C, u8)] pub enum S { A(u8, u64), B([u64; 2]) }"), PLACE),
    case(changed!("u32" => "f32", "#[repr(u8)] pub enum S { A(u32), B }"), TYPE),
    case(changed!("B" => "B, C", "#[abi(open)] #[repr(u8)] pub enum S { A, B, Unknown(u8) }"), VARIANT),
    case(changed!("Str<'a>" => "Str<'static>", "#[repr(C)] pub struct S<'a> { a: Str<'a>, b: &'a u8 }"), LIFETIME),
    case(changed!("Str<'a>" => "Str<'b>", "#[repr(C)] pub struct S<'a, 'b> { a: Str<'a>, b: &'b &'a u8 }"), LIFETIME),
    case(changed!("struct S" => "struct S<T>", "#[repr(C)] pub struct S { a: u8 }"), GENERIC),
    case(changed!("struct S" => "struct T", "#[repr(C)] pub struct S { a: u8 }"), Error(&["cannot find"])),
    case(
        changed!("pub struct S" => "pub struct S { a: u8 } pub struct S", "#[repr(C)] pub struct S { a: u8 }"),
        Error(&["is defined multiple times"]),
    ),
    case(changed!("pub struct S" => "struct S", "#[repr(C)] pub struct S { pub a: u8 }"), Builds),
    // The same of a trait, which is put back.
    case(
        below!("u8" => "u16", "Send { fn a(&self, n: u8) -> u32; fn b(&self, n: u8); }"),
        turned!("fn a(&self, n: u8) -> u32;" => "fn a(&self, n: u16) -> u32;", BELOW_SLOT),
    ),
    case(
        below!("u8" => "u16", "Send { fn a(n: u8) -> u32; fn b(&self, n: u8); #[revision(2)] fn c(n: u8) {} }"),
        turned!("fn a(n: u8) -> u32;" => "fn a(n: u16) -> u32;", BELOW_SLOT),
    ),
    case(
        below!("& self" => "& mut self", "Send { fn a(& self) -> u32; }"),
        turned!("fn a(&self) -> u32;" => "fn a(&mut self) -> u32;", BELOW_SLOT),
    ),
    case(
        below!("Send" => "Sync", "Send + 'static { fn a(&self); }"),
        turned!(
            "pub trait Api: Send + 'static + __ApiErased .." => "pub trait Api: Sync + 'static + __ApiErased ..",
            BELOW_SLOT
        ),
    ),
    case(
        below!("fn b" => "fn c", "Send { fn a(&self); fn b(&self); }"),
        turned!("fn b(&self);" => "fn c(&self);", BELOW_SLOT),
    ),
    case(
        below!("fn b" => "unsafe fn c(&self); fn b", "Send { fn a(&self); fn b(&self); }"),
        turned!("" => "unsafe fn c(&self);", BELOW_SLOT),
    ),
    case(
        "#[vtable_api(unrecorded)] pub trait Api { fn a(&self); #[change::to(\"u8\", \"u16\")] #[revision(2)] fn b(&self, n: u8) { let _ = n; } }",
        turned!("fn b(&self, n: u8,)" => "fn b(&self, n: u16,)", "write the slot as the macro generates it"),
    ),
    // The hidden supertrait by which a trait object says what it is at the boundary.
    case(
        below!("+ __ApiErased" => "", "Send { fn a(&self); }"),
        turned!("pub trait Api: Send + __ApiErased .." => "pub trait Api: Send ..", BELOW_SLOT),
    ),
    case(
        below!("__ApiErased" => "__OtherErased", "Send { fn a(&self); }\n#[vtable_api(unrecorded)] pub trait Other { fn b(&self); }"),
        turned!("pub trait Api: Send + __ApiErased .." => "pub trait Api: Send + __OtherErased ..", BELOW_SLOT),
    ),
    case(below!("fn b" => "fn c(&self) {} fn b", "Send { fn a(&self); fn b(&self); }"), Builds),
    case(below!("fn a" => "/// A.\n fn  a", "Send { fn a(&self, n : u8); #[revision(2)] fn b(&self) {} }"), Builds),
    case(below!("pub trait" => "pub struct Mock; pub trait", "Send { fn a(&self); }"), Builds),
    case(
        "#[change::to(\"u8\", \"u16\")] #[vtable_api(unrecorded)] pub trait Api { fn a(&self, n: u8); }\n\
         pub struct Own; impl Api for Own { fn a(&self, _: u16) {} }",
        Builds,
    ),
    case(
        "#[change::to(\"u8\", \"u8, pub b: bool\")] #[derive(AbiType)] #[repr(C)] pub struct S { pub a: u8 }\n\
         pub fn made() -> S { S { a: 1, b: true } }",
        Builds,
    ),
    // `repr(transparent)` that another attribute may take away: its layout does not tell.
    case(
        concat!(
            changed!("repr(transparent)" => "repr(C)", "#[repr(transparent)] pub struct S(f32);"),
            slot!(", f: extern \"C\" fn(S))")
        ),
        KEPT,
    ),
    case(
        concat!(
            changed!("repr(transparent)" => "repr(C)", "#[repr(transparent)] pub struct S(f32);"),
            slot!(", f: unsafe extern \"C\" fn() -> S)")
        ),
        KEPT,
    ),
    case(
        concat!(
            changed!("(transparent)" => "(Rust)", "#[repr(transparent)] pub struct S(f32);"),
            field!("Option<extern \"C\" fn(&u8, S)>")
        ),
        KEPT,
    ),
    case(
        concat!(
            "#[change::to(\"f32\", \"u32\")] #[derive(AbiType)] #[repr(transparent)] pub struct S(f32);",
            slot!(", f: extern \"C\" fn(S))")
        ),
        Builds,
    ),
    case(
        concat!(
            changed!("f32" => "pub f32", "#[repr(transparent)] pub struct S(f32);"),
            slot!(", a: S, b: &S, c: &[S]) -> S")
        ),
        Builds,
    ),
    case(
        concat!(
            "/// A number.\n#[derive(Clone)] #[derive(AbiType)] #[allow(unused)] #[repr(transparent)] #[must_use] pub struct S(f32);",
            slot!(", f: extern \"C\" fn(S))")
        ),
        Builds,
    ),
    case(
        concat!(
            "#[derive(AbiType)] #[derive(Clone)] #[repr(transparent)] pub struct S(f32);",
            slot!(", f: extern \"C\" fn(S))")
        ),
        KEPT,
    ),
    // What markers say of lifetimes no record has, so they say one thing.
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'r#fn>(u8, PhantomData<&'r#fn u8>);",
        Builds,
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'r#fn>(u8, PhantomData<fn(&'r#fn u8)>);",
        Error(&["says that `'r#fn` must not be shortened", "write `PhantomData<&'r#fn ()>`"]),
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<T: Plain>(T, std::marker::PhantomData<fn(T)>);",
        Error(&["says that `T` must not be shortened", "write `PhantomData<fn() -> T>`"]),
    ),
    // What the help says.
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'r#fn>(u8, PhantomData<&'r#fn ()>);\n\
         #[derive(AbiType)] #[repr(C)] pub struct U<T: Plain>(T, PhantomData<fn() -> T>);",
        Builds,
    ),
    case(
        "use std::marker::PhantomData; type Turned<'a> = PhantomData<fn(&'a u8)>; \
         #[derive(AbiType)] #[repr(C)] pub struct S<'r#fn>(u8, PhantomData<Turned<'r#fn>>);",
        SHORTENED,
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'a>(u8, PhantomData<fn(&'a u8)>);",
        MARKER,
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'a>(u8, PhantomData<std::cell::Cell<&'a u8>>);",
        MARKER,
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<T: Plain>(T, PhantomData<fn(T) -> T>);",
        MARKER,
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(transparent)] pub struct S<'a>(u8, PhantomData<fn(&'a u8)>);",
        MARKER,
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(u8)] pub enum S<'a> { A(u8, PhantomData<fn(Str<'a>)>), B }",
        MARKER,
    ),
    case(
        opaque!("struct S<'a> { _o: vtable_api::Opaque, _m: std::marker::PhantomData<fn(&'a u8)> }", ", s: &S<'_>)"),
        MARKER,
    ),
    case(
        "type Hidden<'a> = fn(&'a u8); #[derive(AbiType)] #[repr(C)] pub struct S<'a>(u8, std::marker::PhantomData<Hidden<'a>>);",
        SHORTENED,
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<'a>(u8, std::marker::PhantomData<*mut &'a u8>);",
        Error(&["`'a` must not be shortened"]),
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<'a: 'b, 'b>(u8, std::marker::PhantomData<&'b mut &'a u8>);",
        Error(&["`'a` must not be shortened"]),
    ),
    case(
        "pub struct Of<T>(std::cell::UnsafeCell<T>); #[derive(AbiType)] #[repr(C)] pub struct S<T: Plain>(T, std::marker::PhantomData<Of<T>>);",
        SHORTENED,
    ),
    case(
        changed!("& 'a" => "fn(u8) -> *mut & 'a", "#[repr(C)] pub struct S<'a>(u8, std::marker::PhantomData<& 'a u8>);"),
        TYPE,
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'a, 'b: 'a, T: Plain + 'b>(u8, PhantomData<(&'a &'b T, fn() -> T, *const ())>, PhantomData<&'a mut u8>);",
        Builds,
    ),
    // Nor has it what they imply.
    case(marked!("<'a, 'b>", "PhantomData<&'a &'b ()>"), OUTLIVES),
    case(marked!("<'a, 'b>", "PhantomData<(u8, fn() -> u8, [Option<&'a Str<'b>>; 2])>"), OUTLIVES),
    case(
        marked!("<'a, 'b>", "PhantomData<(u8, fn() -> u8, [Option<&'a mut Str<'b>>; 2])>"),
        Error(&["`'b` must not be shortened"]),
    ),
    case(marked!("<'a, 'b>", "PhantomData<(std::cell::Cell<u8>, *mut u8, &'a mut u8, fn(u8) -> &'a u8)>"), Builds),
    case(marked!("<'a, 'b>", "PhantomData<dyn Fn(&'a u8)>"), Error(&["`'a` must not be shortened"])),
    case(marked!("<'a: 'b, 'b>", "PhantomData<&'a &'b ()>"), OUTLIVES),
    case(
        marked!("<'a, 'b, 'c: 'a>", "PhantomData<(&'a &'c (), &'c &'b ())>"),
        Error(&["implies that `'b` outlives `'c`"]),
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<'r#fn, 'b>(Str<'r#fn>, Str<'b>, std::marker::PhantomData<&'r#fn &'b ()>);",
        Error(&["`'b` outlives `'r#fn`", "`where 'b: 'r#fn`", "`PhantomData<(&'r#fn (), &'b ())>`"]),
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<'r#fn, 'b>(Str<'r#fn>, Str<'b>, std::marker::PhantomData<&'r#fn &'b ()>) where 'b: 'r#fn;\n\
         #[derive(AbiType)] #[repr(C)] pub struct U<'r#fn, 'b>(Str<'r#fn>, Str<'b>, std::marker::PhantomData<(&'r#fn (), &'b ())>);",
        Builds,
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<'a, T>(Str<'a>, T, std::marker::PhantomData<&'a T>);",
        Error(&[
            "[VT0026] a marker in `S` implies that `T` outlives `'a`",
            "`where T: 'a`",
            "`PhantomData<(&'a (), T)>`",
        ]),
    ),
    case(
        "#[derive(AbiType)] #[repr(C, u32)] pub enum S<'a, 'b> { A(Str<'a>, std::marker::PhantomData<&'a &'b ()>), B(Str<'b>) }",
        OUTLIVES,
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub union S<'a, 'b> { a: Str<'a>, b: Str<'b>, c: std::marker::PhantomData<&'a &'b ()> }",
        OUTLIVES,
    ),
    case(
        "#[derive(AbiType)] #[repr(transparent)] pub struct S<'a, 'b>(u8, std::marker::PhantomData<&'a &'b ()>);",
        OUTLIVES,
    ),
    case(
        opaque!(
            "struct S<'a, 'b> { _o: vtable_api::Opaque, _m: std::marker::PhantomData<&'a &'b ()> }",
            ", s: &S<'_, '_>)"
        ),
        OUTLIVES,
    ),
    case(concat!("pub type Hidden<'a, 'b> = &'a &'b ();", marked!("<'a, 'b>", "PhantomData<Hidden<'a, 'b>>")), IMPLIED),
    case(marked!("<'a, 'b>", "PhantomData<&'a (&'b u8, u8)>"), OUTLIVES),
    case(
        concat!("pub struct Of<'a, 'b: 'a>(&'a u8, &'b u8);", marked!("<'a, 'b>", "PhantomData<Of<'a, 'b>>")),
        IMPLIED,
    ),
    case(marked!("<'a, 'b>", "std::mem::ManuallyDrop<PhantomData<&'a &'b ()>>"), IMPLIED),
    case(marked!("<'a, 'b>", "Rows<PhantomData<&'a &'b ()>>"), IMPLIED),
    case("#[derive(AbiType)] #[abi(opaque)] pub struct S<'a, 'b>(&'a Str<'b>);", IMPLIED),
    case(
        concat!(
            "pub trait Of<'a, 'b: 'a> { type Is; } impl<'a, 'b: 'a> Of<'a, 'b> for u8 { type Is = Both<'a, 'b>; } pub type Is<'a, 'b> = <u8 as Of<'a, 'b>>::Is;",
            "#[derive(AbiType)] #[repr(C)] pub struct Both<'a, 'b>(Str<'a>, Str<'b>);",
            "#[derive(AbiType)] #[repr(C)] pub struct S<'a, 'b>(Is<'a, 'b>);",
        ),
        Errors(6, &["conflicting requirements"]),
    ),
    case(
        "pub type Any<'a> = u8; #[derive(AbiType)] #[repr(C)] pub struct S<'a, 'b>(Str<'a>, Str<'b>) where Any<'b>: 'a;",
        bound!("Any<'b>: 'a", "`'b: 'a`"),
    ),
    case(
        changed!("'b : 'a" => "'b", "#[repr(C)] pub struct S<'a, 'b : 'a>(Str<'a>, Str<'b>);"),
        Error(&["reference has a longer lifetime than the data it references"]),
    ),
    case(
        concat!(
            marked!("<'a, 'b: 'a>", "PhantomData<&'a &'b ()>"),
            "#[derive(AbiType)] #[repr(C)] pub struct W<'a, 'b, T>(S<'a, 'b>, Slice<'a, T>, PhantomData<&'a (T, &'b u8)>);",
            "#[derive(AbiType)] #[repr(C)] pub struct V<'a, T>(T, PhantomData<&'a T>) where T: Plain + 'a;",
            "#[derive(AbiType)] #[repr(C)] pub struct U<'a, T>(&'a T, PhantomData<&'a T>);",
            "#[derive(AbiType)] #[repr(transparent)] pub struct X<'a, 'b: 'a>(S<'a, 'b>, PhantomData<&'a &'b ()>);",
            "#[derive(AbiType)] #[abi(opaque)] pub struct Y<'a, 'b: 'a>(vtable_api::Opaque, PhantomData<&'a &'b ()>);",
            "#[derive(AbiType)] #[repr(C)] pub struct Z<'a, 'b>(u8, PhantomData<(&'a (), &'b ())>);",
            slot!(", w: W<'_, '_, u8>, v: V<'_, Str<'_>>, u: U<'_, u8>, x: X<'_, '_>, y: &Y<'_, '_>, z: Z<'_, '_>)"),
        ),
        Builds,
    ),
    // Nor has it what a clause says of anything but a lifetime or a parameter.
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'a>(Str<'a>) where PhantomData<&'a u8>: 'static;",
        bound!("PhantomData<&'a u8>: 'static", "remove it, and write `'static` instead of `'a`"),
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'a, 'b>(Str<'a>, &'b u8) where (u8, [PhantomData<&'a u8>; 1]): 'b;",
        bound!("(u8, [PhantomData<&'a u8>; 1]): 'b", "write `'a: 'b`"),
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<'a>(Str<'a>) where Self: 'static;",
        bound!("Self: 'static", "remove it, and write `'static` instead of `'a`"),
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<X: Plain>(X) where (X,): 'static;",
        bound!("(X,): 'static", "write `X: 'static`"),
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<X: Plain>(X) where Option<(X,)>: Copy + 'static;",
        bound!("Option<(X,)>: 'static", "write `X: 'static`"),
    ),
    case(
        "#[derive(AbiType)] #[repr(C)] pub struct S<X: Plain>(X) where for<'z> X: 'z;",
        bound!("X: 'z", "write `X: 'z`"),
    ),
    case(
        "macro_rules! m { () => { &'a u8 } } #[derive(AbiType)] #[repr(C)] pub struct S<'a>(Str<'a>) where m!(): 'static;",
        bound!("m! (): 'static", "remove it, and write `'static` instead of `'a`"),
    ),
    case(
        "pub trait Of { type Is; } #[derive(AbiType)] #[repr(C)] pub struct S<X: Plain + Of<Is: 'static>>(X);",
        bound!("Is: 'static", "remove it"),
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C, u32)] pub enum S<'a> where PhantomData<&'a u8>: 'static { A(Str<'a>), B }",
        bound!("PhantomData<&'a u8>: 'static", "remove it, and write `'static` instead of `'a`"),
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType, Clone, Copy)] #[repr(C)] pub union S<'a> where PhantomData<&'a u8>: 'static { a: Str<'a>, b: u8 }",
        bound!("PhantomData<&'a u8>: 'static", "remove it, and write `'static` instead of `'a`"),
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType, Clone, Copy)] #[repr(transparent)] pub struct S<'a>(Str<'a>) where PhantomData<&'a u8>: 'static;",
        bound!("PhantomData<&'a u8>: 'static", "remove it, and write `'static` instead of `'a`"),
    ),
    case(
        changed!("u8 : 'static" => "std::marker::PhantomData<&'a u8> : 'static", "#[repr(C)] pub struct S<'a>(Str<'a>) where u8 : 'static;"),
        Errors(2, &["does not fulfill the required lifetime"]),
    ),
    case(
        changed!("u8 : 'static" => "'a : 'static", "#[repr(C)] pub struct S<'a>(Str<'a>) where u8 : 'static;"),
        Errors(2, &["lifetime bound not satisfied"]),
    ),
    case(
        changed!("u8 : 'static" => "(X,) : 'static", "#[repr(C)] pub struct S<X: Plain>(X) where u8 : 'static;"),
        Error(&["the parameter type `X` may not live long enough"]),
    ),
    // Nor do two types vouch for each other, a type for itself, or a trait for what a marker says.
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'a, 'b>(*const B<'a, 'b>, PhantomData<Hidden<'a, 'b>>); pub type Hidden<'a, 'b> = &'a &'b ();\n\
         #[derive(AbiType)] #[repr(C)] pub struct B<'a, 'b>(*const S<'a, 'b>, PhantomData<Hidden<'a, 'b>>);",
        Errors(2, &["lifetime bound not satisfied"]),
    ),
    case(
        "use std::marker::PhantomData; #[derive(AbiType)] #[repr(C)] pub struct S<'a, 'b>(*const S<'a, 'b>, PhantomData<Hidden<'a, 'b>>); pub type Hidden<'a, 'b> = &'a &'b ();",
        IMPLIED,
    ),
    case(
        "use std::marker::PhantomData; pub trait Of<'a>: 'a {} pub type Hidden<'a, X> = &'a X;\n\
         #[derive(AbiType)] #[repr(C)] pub struct S<'a, X: Plain + Of<'a>>(Str<'a>, X, PhantomData<Hidden<'a, X>>);",
        HIDDEN,
    ),
    case(
        concat!(
            "use std::marker::PhantomData; pub trait Of { type Is; }",
            "#[derive(AbiType)] #[repr(C)] pub struct S<'a>(Str<'a>) where u8: 'static, (): 'a, for<'x> &'x u8: Copy, Option<Str<'a>>: Copy;",
            "#[derive(AbiType)] #[repr(C)] pub struct U<'a, X: Plain + 'a>(Str<'a>, X) where Option<X>: Sized, X: 'static;",
            "#[derive(AbiType)] #[repr(C)] pub struct W<X: Plain + Of<Is: Copy>>(X, PhantomData<X>);",
            "#[derive(AbiType)] #[repr(C)] pub struct Node<'a, 'b> { value: Str<'b>, next: Option<&'a Node<'a, 'b>>, all: Slice<'a, Node<'a, 'b>> }",
            "#[derive(AbiType)] #[repr(C)] pub struct Tree<'a, 'b> { value: Str<'b>, next: Option<&'a Tree<'a, 'b>>, of: PhantomData<&'a u8> }",
            "#[derive(AbiType)] #[repr(C, u32)] pub enum E<'a, X: Plain> { A(Str<'a>), B(X), C(*const E<'a, X>) }",
            slot!(", s: S<'_>, u: U<'static, u8>, n: &Node<'_, '_>, t: &Tree<'_, '_>, e: &E<'_, u8>)"),
        ),
        Builds,
    ),
    // A receiver is what it is, however it is written, and no provider has to live for longer than the table says.
    case(
        "#[vtable_api(id = \"a/b\", unrecorded)] pub trait Api { fn a(self: &Self); fn b<'a>(self: &'a mut Self, x: &str) -> &'a str; }\n\
         pub struct P; impl Api for P { fn a(&self) {} fn b<'a>(&'a mut self, _: &str) -> &'a str { \"\" } }",
        Builds,
    ),
    case(
        "#[vtable_api(id = \"a/b\", unrecorded)] pub trait Api: 'static { fn a(&'static self); fn b<'a>(&'a self, x: &'static Slice<'a, u8>); }",
        Builds,
    ),
    case(
        "#[vtable_api(id = \"a/b\", unrecorded)] pub trait Api { fn a(&'static self); }",
        Error(&["[VT0100] this slot needs `self` to live as long as the program", "write `: 'static` on the trait"]),
    ),
    case(
        "#[vtable_api(id = \"a/b\", unrecorded)] pub trait Api { fn a<'a>(&'a self, x: &'static Slice<'a, u8>); }",
        Error(&["[VT0100] this slot needs `self` to live as long as the program"]),
    ),
    // Nor what a projection implies in a slot.
    case(
        concat!(
            "#[derive(AbiType)] #[repr(C)] pub struct Both<'a, 'b>(Str<'a>, Str<'b>);",
            "pub trait Of { type Is; } impl<'a, 'b> Of for &'a &'b () { type Is = Both<'a, 'b>; }",
            "pub type Is<'a, 'b> = <&'a &'b () as Of>::Is;",
            slot!(", s: Is<'_, '_>)")
        ),
        SHORTENED,
    ),
    case(
        concat!(
            "pub trait Of { type Is; } impl<'a> Of for &'static &'a () { type Is = Str<'a>; }",
            "pub type Is<'a> = <&'static &'a () as Of>::Is;",
            slot!(", s: &[Is<'_>])")
        ),
        SHORTENED,
    ),
    // Where no definition says what a marker is of, none may be.
    case(slot!(", s: Rows<std::marker::PhantomData<u8>>)"), INSIDE),
    case(slot!(", s: *const std::marker::PhantomData<u8>)"), INSIDE),
    case(slot!(", s: &std::marker::PhantomData<(&(), &())>)"), INSIDE),
    case(
        concat!(
            "pub type Nothing = std::marker::PhantomData<*const ()>; #[derive(AbiType)] #[repr(C)] pub struct S(u8, Nothing);",
            slot!(", s: S)")
        ),
        INSIDE,
    ),
    case(
        concat!(
            "#[derive(AbiType)] #[repr(C)] pub struct S(u8, std::mem::ManuallyDrop<std::marker::PhantomData<*const ()>>);",
            slot!(", s: &S)")
        ),
        INSIDE,
    ),
    // What a user can name is sound for every input.
    case(
        "pub fn forged(bits: usize) -> &'static String { __private::convert::to_bits::<usize, &'static String>(bits) }",
        Error(&["traits::Bits` is not satisfied"]),
    ),
    case(
        "pub fn bytes(pair: Pair) -> u64 { __private::convert::to_bits(pair) }",
        Error(&["`Pair` cannot be a parameter of a raw `extern \"C\" fn`"]),
    ),
    case(
        "pub struct Any; impl __private::convert::Element for Any {}",
        Error(&["traits::Element` requires an `unsafe impl` declaration"]),
    ),
    // Names of ours.
    case("const __VT_VALUE1: u8 = 1; #[derive(AbiType)] #[repr(u8)] pub enum S { A(u8), B = __VT_VALUE1 }", RESERVED),
    case("#[derive(AbiType)] #[repr(C)] pub struct S<'__vt>(&'__vt u8);", RESERVED),
    case("#[derive(AbiType)] #[repr(C)] pub struct S<__VtT>(__VtT);", RESERVED),
];
