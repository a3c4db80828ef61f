//! What a table and its types are, resolved: the one model that the macro, the CLI, the record and the
//! header writer share. No logic lives here.
//!
//! A [`Package`] is either what the source says now or what `abi.toml` recorded. `line` fields point into
//! `abi.toml` (1-based) and are `None` for the source.
#![allow(missing_docs, reason = "fields of variants are described by their variant")]

/// All tables and types of one package.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Package {
    /// Tables, in order of first appearance.
    pub tables: Vec<Table>,
    /// Types that a slot of a table reaches, in order of first appearance.
    pub types: Vec<TypeDef>,
}

/// One function table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// `vendor/table`.
    pub id: String,
    /// The trait's name.
    pub trait_name: String,
    /// The module it is in, with the crate (`viewer::codecs`).
    pub module: String,
    /// What the trait's supertraits promise of objects.
    pub bounds: Bounds,
    /// How slot names are spelled in C. Not part of the binary contract, not recorded.
    pub c_case: CCase,
    /// Doc comment lines. Not recorded.
    pub docs: Vec<String>,
    /// All slots, in order.
    pub slots: Vec<Slot>,
    /// Recorded revisions, from 1. Empty in a source's model.
    pub revisions: Vec<Revision>,
    /// Where the record has it.
    pub line: Option<u32>,
}

/// `Send`, `Sync` on a trait or closure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Objects may move between threads.
    pub send: bool,
    /// Objects may be used from several threads at once.
    pub sync: bool,
}

/// Spelling of slot names in C.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum CCase {
    /// `decode_ex1`
    #[default]
    Snake,
    /// `DecodeEx1`
    Pascal,
}

/// A recorded revision.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// From 1 to 63.
    pub number: u32,
    /// Covers revisions 1 to `number`; taken verbatim by every build.
    pub fingerprint: u64,
    /// Where the record has it.
    pub line: Option<u32>,
}

/// One function of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The revision that added it.
    pub revision: u32,
    /// As in the trait, without `r#`.
    pub name: String,
    /// `unsafe fn`.
    pub is_unsafe: bool,
    /// The first parameter.
    pub receiver: Receiver,
    /// The others.
    pub params: Vec<Param>,
    /// The return type; [`Type::Unit`] when there is none.
    pub ret: Type,
    /// Which of its lifetimes are one.
    pub lifetimes: Lifetimes,
    /// `#[ex(none)]`: the name only looks like an Ex slot. Not recorded.
    pub ex_none: bool,
    /// Doc comment lines. Not recorded.
    pub docs: Vec<String>,
    /// Where the record has it.
    pub line: Option<u32>,
}

/// How a slot takes its object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Receiver {
    /// No receiver: no `object` parameter.
    None,
    /// `&self`
    Ref,
    /// `&mut self`
    Mut,
}

/// A parameter. Names are not part of the contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// As in the trait, without `r#` and, where that leaves another name, a leading `_`; `arg0`… where the source has
    /// no name.
    pub name: String,
    /// What it is.
    pub ty: Type,
}

/// Which of a slot's lifetimes are one, where the rules of elision alone would not say it. The default is a slot in which all
/// lifetimes could be left out. Types carry no lifetimes; a list here follows the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lifetimes {
    /// Those of the receiver, if there is one, then of each parameter; without any [`Lifetime::Elided`] at the end.
    /// No lists at all in the default.
    pub inputs: Vec<Vec<Lifetime>>,
    /// Those of the return type, likewise. [`Lifetime::Elided`] is the receiver's, or else the only one that comes in; in
    /// what a callback returns, likewise.
    pub ret: Vec<Lifetime>,
    /// `'b: 'a`, in order.
    pub bounds: Vec<(Lifetime, Lifetime)>,
}

/// A lifetime of a slot or a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lifetime {
    /// Left out, or equal to no other. Among the parameters of a callback: its own. Else in a field: `'static`.
    Elided,
    /// `'static`
    Static,
    /// Names do not matter: numbered from 0 as they come, those of a type as it declares them.
    Named(u32),
    /// `'x` of `for<'x>` where elision would not give it: numbered from 0 as they come in one parameter or field, and
    /// how many callbacks further out than the innermost one it is declared.
    Own { number: u32, out: u32 },
}

/// A type in a slot or a field. `canon` writes and reads the text form of each.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `()`
    Unit,
    /// `!`, only as a return.
    Never,
    /// `u8` … `i64`, `usize`, `isize`, `f32`, `f64`, `bool`.
    Primitive(&'static str),
    /// `c_char` … `c_ulonglong`, `c_float`, `c_double`: recorded by spelling.
    CAlias(&'static str),
    /// `c_void`, only behind a pointer.
    Void,
    /// `*const T`, `*mut T`.
    Pointer { mutable: bool, to: Box<Type> },
    /// `&T`, `&mut T`.
    Ref { mutable: bool, to: Box<Type> },
    /// `NonNull<T>`.
    NonNull(Box<Type>),
    /// `[T; N]`.
    Array { of: Box<Type>, len: u64 },
    /// `&str`.
    Str,
    /// `&[T]`, `&mut [T]`.
    Slice { mutable: bool, of: Box<Type> },
    /// `String`.
    String,
    /// `&OsStr`, `&Path`.
    OsStr(OsKind),
    /// `OsString`, `PathBuf`.
    OsString(OsKind),
    /// `Vec<T>`.
    Vec(Box<Type>),
    /// `Box<T>`.
    Box(Box<Type>),
    /// `Option<T>`.
    Option(Box<Type>),
    /// `Result<T, E>`.
    Result(Box<Type>, Box<Type>),
    /// `extern "C" fn(A) -> B`.
    Function { is_unsafe: bool, params: Vec<Type>, ret: Box<Type> },
    /// `&dyn Fn(A) -> B`, `&mut dyn FnMut(A) -> B`, with `+ Send`, `+ Sync`.
    Closure { mutable: bool, bounds: Bounds, params: Vec<Type>, ret: Box<Type> },
    /// `&dyn Api`, `&mut dyn Api`, `Box<dyn Api>`: the other table by id.
    Object { kind: ObjectKind, id: String },
    /// A derived type, `Frame` or `Buf<u8>`; `other::Frame` when it is of another package.
    Named { package: Option<String>, name: String, args: Vec<Type> },
    /// The macro's own: a path whose meaning only the compiler knows, as its tokens.
    Unresolved(String),
}

/// What a text in the system's own units is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OsKind {
    /// Anything: `OsStr`.
    Text,
    /// `Path`
    Path,
}

/// How an object of another table is passed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ObjectKind {
    /// `&dyn Api`
    Ref,
    /// `&mut dyn Api`
    Mut,
    /// `Box<dyn Api>`
    Box,
}

/// The definition of a [`Type::Named`], instantiated.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The type as slots name it, always [`Type::Named`].
    pub ty: Type,
    /// The module it is in, with the crate.
    pub module: String,
    /// What it is made of.
    pub body: Body,
    /// Its lifetimes.
    pub lifetimes: TypeLifetimes,
    /// What the compiler knows of it that its parts do not say: [`crate::canon::parse_traits`]. Mostly empty.
    pub traits: String,
    /// Doc comment lines. Not recorded.
    pub docs: Vec<String>,
    /// Where the record has it.
    pub line: Option<u32>,
}

/// The lifetimes of a type: those that it declares, then those of its arguments. A field has them as
/// [`Lifetime::Named`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypeLifetimes {
    /// How many.
    pub count: u32,
    /// `'b: 'a`, in order.
    pub bounds: Vec<TypeBound>,
}

/// `'b: 'a`; of a type parameter all lifetimes at once, `'c 'd: 'a`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeBound {
    pub longer: Vec<Lifetime>,
    pub shorter: Lifetime,
}

/// The parts of a [`TypeDef`].
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// `repr(C)` struct.
    Struct { tuple: bool, fields: Vec<Field> },
    /// A `repr(C)` struct that C has a definition of already: [`crate::foreign`].
    Foreign { c: String, fields: Vec<Field> },
    /// `repr(C)` union.
    Union { fields: Vec<Field> },
    /// `repr(transparent)` struct: the one field that has a size.
    Transparent { tuple: bool, field: Field },
    /// An enum.
    Enum { repr: EnumRepr, open: bool, variants: Vec<Variant> },
    /// `#[abi(opaque)]`: only behind pointers.
    Opaque,
    /// `#[abi(growable)]` struct: crosses as a pointer to its maker's block, and gains fields.
    GrowableStruct { fields: Vec<Field>, growths: Growths },
    /// `#[abi(growable)]` enum: likewise, and gains variants. Who does not know one has it as `Unknown`, which is not listed.
    GrowableEnum { variants: Vec<Variant>, growths: Growths },
}

/// Which fields or variants of a growable type came with which growth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Growths {
    /// For each growth, from 1, how many members there are up to it. Each number is greater than the one before; the last one is the
    /// number of all members.
    pub up_to: Vec<usize>,
    /// By which binaries tell the type from others, `viewer/Options`: recorded, so that a package that is renamed has the same. Empty in a
    /// source's model.
    pub id: String,
    /// Recorded growths, from 1. Empty in a source's model.
    pub recorded: Vec<Growth>,
}

/// A recorded growth.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    /// Covers growths 1 to this one; taken verbatim by every build.
    pub fingerprint: u64,
    /// Where the record has it.
    pub line: Option<u32>,
}

/// An enum's `repr`.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumRepr {
    /// `repr(C, u32)`: tag, then a union. Without: a union of structs that each start with the tag.
    /// The two differ only when a variant has fields.
    pub c: bool,
    /// `u8` … `i64`, `usize`, `isize`.
    pub tag: &'static str,
}

/// A field of a struct, union or variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name, or the index of a tuple field.
    pub name: String,
    /// What it is.
    pub ty: Type,
    /// Its lifetimes, in the order in which its type has them, without any [`Lifetime::Elided`] at the end.
    pub lifetimes: Vec<Lifetime>,
    /// Doc comment lines. Not recorded.
    pub docs: Vec<String>,
    /// Where the record has it.
    pub line: Option<u32>,
}

/// A variant of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The name.
    pub name: String,
    /// The discriminant.
    pub value: i128,
    /// `Io(i32)` rather than `Io { code: i32 }`.
    pub tuple: bool,
    /// Empty for a variant without payload.
    pub fields: Vec<Field>,
    /// Doc comment lines. Not recorded.
    pub docs: Vec<String>,
    /// Where the record has it.
    pub line: Option<u32>,
}
