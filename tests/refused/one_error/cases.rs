//! Small crates of users with one mistake each, what their errors say, and how many there are; and crates without one.

/// A crate, the number of its errors, and words that must be in one of them.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) source: &'static str,
    pub(crate) errors: usize,
    pub(crate) words: &'static [&'static str],
}

const fn wrong(errors: usize, words: &'static [&'static str], source: &'static str) -> Case {
    Case { source, errors, words }
}

const fn good(source: &'static str) -> Case {
    Case { source, errors: 0, words: &[] }
}

pub(crate) const ALL: &[Case] = &[
    // A panic is the error of a slot, and there is none that it could be.
    wrong(
        3,
        &[
            "a panic becomes the slot's error, but `Vec<String>` does not implement `From<vtable_api::Panicked>`",
            "but `Fail` does not implement",
            "but the error of `Outcome` does not implement",
            "if the type is yours, implement `From<vtable_api::Panicked>` for it",
            "otherwise, write an error type of your own, or `String`, which implements it",
        ],
        r#"
#[derive(AbiType)] pub struct Fail { pub why: String }
pub type Outcome = Result<u32, Fail>;
#[vtable_api(unrecorded, panic = "error")]
pub trait Taker {
    fn foreign(&self) -> Result<u32, Vec<String>>;
    fn again(&self, of: &str) -> std::result::Result<String, Vec<String>>;
    fn own(&self) -> Result<u32, Fail>;
    fn other(&self) -> Outcome;
    fn text(&self) -> Result<u32, String>;
    fn nothing(&self) -> Option<u32>;
    #[revision(2)]
    fn later(&self) -> Result<u32, Fail> { Ok(1) }
}
"#,
    ),
    wrong(
        1,
        &["`Foreign` cannot cross a binary boundary"],
        r#"
pub struct Foreign;
#[vtable_api(unrecorded, panic = "error")]
pub trait Taker { fn foreign(&self) -> Result<u32, Foreign>; }
"#,
    ),
    good(
        r#"
#[derive(AbiType)] pub struct Fail<'a> { pub why: &'a str }
impl From<Panicked> for Fail<'_> { fn from(_: Panicked) -> Self { Fail { why: "a panic" } } }
pub type Outcome<'a> = Result<&'a str, String>;
#[vtable_api(unrecorded, panic = "error")]
pub trait Taker {
    fn elided(&self) -> Result<&str, Fail<'_>>;
    fn named<'a>(&'a self, of: &'a str) -> Result<&'a str, Fail<'a>>;
    fn aliased<'a>(&self, of: &'a str) -> Outcome<'a>;
    fn without(of: &str) -> Result<&str, String>;
    #[revision(2)]
    fn later(&self, each: &mut dyn FnMut(&str)) -> Result<&str, Fail<'_>> { each("a"); Err(Fail { why: "none" }) }
    #[revision(2)]
    fn later_without(of: &str) -> Outcome<'_> { Ok(of) }
    /// # Safety
    /// None.
    #[revision(2)]
    unsafe fn raw<'a>(&mut self, of: &dyn Taken, at: &'a u8) -> Result<&'a u8, Fail<'a>> { let _ = of.count(); Ok(at) }
}
#[vtable_api(unrecorded)]
pub trait Taken { fn count(&self) -> u32; }
"#,
    ),
    wrong(
        1,
        &["[VT0103] `Option<Box<Node>>` is not plain in memory"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Node { pub next: Option<Box<Node>> }

#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, node: Node); }
"#,
    ),
    wrong(
        1,
        &["[VT0103] `Vec<One>` is not plain in memory"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct One { pub other: *mut Other }

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Other { Nothing, Ones { all: Vec<One> } }

#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, one: One) -> Other; }
"#,
    ),
    good(
        r#"
use std::collections::{BTreeMap, HashMap};

#[derive(AbiType)]
pub struct Folder { name: String, files: BTreeMap<String, Entry> }

#[derive(AbiType)]
pub enum Entry { File(Vec<u8>), Folder(Folder) }

#[derive(AbiType)]
pub enum Json { Null, Object(HashMap<String, Json>), Pairs(Vec<(Json, Result<Box<Json>, String>)>) }

#[derive(AbiType)]
pub struct View<'a> { text: &'a str, inside: Option<Box<(&'a str, View<'a>)>> }

#[derive(AbiType)]
pub enum Tree<T> { Leaf(T), Node { left: Box<Tree<T>>, named: BTreeMap<String, Tree<T>> } }

#[derive(AbiType)]
pub enum Either<T, U> { Left(T), Right(u32, U) }

#[vtable_api(unrecorded)]
pub trait Taker {
    fn take(&self, folder: &Folder, json: Json, view: View<'_>) -> Either<Tree<String>, Tree<Json>>;
}
"#,
    ),
    wrong(
        1,
        &["HashMap<f32, String>` cannot be a parameter or a return", "its keys are integers"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, m: std::collections::HashMap<f32, String>) -> u32; }
"#,
    ),
    wrong(
        1,
        &[
            "HashMap<String, u32, Fixed>` cannot be a parameter or a return",
            "a hasher of its own implements `BuildHasher` and `Default`",
            "HashMap<K, V>",
        ],
        r#"
pub struct Fixed;
impl std::hash::BuildHasher for Fixed { type Hasher = std::hash::DefaultHasher; fn build_hasher(&self) -> Self::Hasher { Default::default() } }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, m: std::collections::HashMap<String, u32, Fixed>) -> u32; }
"#,
    ),
    wrong(
        1,
        &["BTreeMap<u32, u32>` cannot be returned: what it refers to crosses as a copy", "return the value itself"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self) -> &std::collections::BTreeMap<u32, u32>; }
"#,
    ),
    wrong(
        2,
        &["`(u8, u8, u8, u8, u8)` cannot cross", "`(u8,)` cannot cross", "at most four parts"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, five: (u8, u8, u8, u8, u8)) -> (u8,); }
"#,
    ),
    wrong(
        1,
        &["[VT0104] a zero-sized type crosses"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, nothing: ((), ())); }
"#,
    ),
    wrong(
        1,
        &["`i128` cannot cross"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, pair: (u32, i128)) -> (&str, Option<(i128, u32)>); }
"#,
    ),
    wrong(
        2,
        &["`std::ffi::CStr` cannot cross", "`std::ffi::CString` cannot cross"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, path: &std::ffi::CStr) -> std::ffi::CString; }
"#,
    ),
    wrong(
        1,
        &["`std::sync::Arc<u32>` cannot cross", "`&dyn Api`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: std::sync::Arc<u32>); }
"#,
    ),
    wrong(
        1,
        &["`std::time::Instant` cannot cross", "nanoseconds"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: std::time::Instant) -> Option<std::time::Instant>; }
"#,
    ),
    wrong(
        4,
        &["[VT0105] an object that is given away borrows nothing", "write `Box<dyn Api>`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Shop { fn n(&self) -> u32; }
#[vtable_api(unrecorded)]
pub trait Taker { fn a<'a>(&self, a: &'a u8) -> Box<dyn Shop + 'a>; fn b<'a>(&self, a: &'a u8) -> Option<Box<dyn Shop + 'a>>; fn c<'a>(&self, a: Box<dyn Shop + 'a>); fn d(&self) -> Box<dyn Shop + '_>; }
"#,
    ),
    wrong(
        1,
        &["lifetimes of `Obj<'a>` are written here"],
        r#"
#[vtable_api(unrecorded)]
pub trait Shop { fn n(&self) -> u32; }
pub type Obj<'a> = Box<dyn Shop + 'a>;
#[vtable_api(unrecorded)]
pub trait Taker { fn a<'a>(&self, a: &'a u8) -> Obj<'a>; }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Shop { fn n(&self) -> u32; }
#[vtable_api(unrecorded)]
pub trait Taker { fn a(&self) -> Box<dyn Shop + 'static>; }
"#,
    ),
    wrong(
        2,
        &["`u128` cannot cross", "`i128` cannot cross"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: u128) -> i128; }
"#,
    ),
    wrong(
        1,
        &["`Plain` cannot cross a binary boundary", "`#[derive(vtable_api::AbiType)]`"],
        r#"
pub struct Plain { a: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: Plain); fn again(&self, b: &Plain) -> Plain; }
"#,
    ),
    wrong(
        1,
        &["`Plain` cannot cross a binary boundary"],
        r#"
pub struct Plain { a: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: Plain); fn again(&mut self, b: &Plain) -> Option<Plain>; fn cb(&self, f: &dyn Fn(Plain)); fn sl(&self, f: &[Plain]); fn r(&self) -> Result<Plain, u32>; }
"#,
    ),
    wrong(
        1,
        &["`Plain` cannot cross a binary boundary"],
        r#"
pub struct Plain { a: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: Plain) -> Plain; }
struct T;
impl Taker for T { fn take(&self, a: Plain) -> Plain { a } }
pub fn user(t: &T) -> u32 { let r = TakerRef::new(t); r.take(Plain { a: 1 }).a }
"#,
    ),
    wrong(
        1,
        &["`Plain` cannot cross a binary boundary"],
        r#"
pub struct Plain { a: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(a: Plain) -> Plain; fn n(&self); }
"#,
    ),
    wrong(
        2,
        &["`Plain` cannot cross", "`std::ffi::CString` cannot cross"],
        r#"
pub struct Plain { a: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, f: &dyn Fn(Plain) -> u32, g: &mut dyn FnMut() -> String); fn s(&self, f: &dyn Fn(std::ffi::CString)); }
"#,
    ),
    wrong(
        1,
        &[r#"`P3` cannot be a parameter of a raw `extern "C" fn`"#],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct P3 { a: u32, b: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, f: extern "C" fn(u32, P3) -> u32); }
"#,
    ),
    wrong(
        1,
        &["cannot take or return `bool` and be safe to call"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, f: extern "C" fn(u32) -> bool); }
"#,
    ),
    wrong(
        1,
        &[r#"`String` cannot be a parameter of a raw `extern "C" fn`"#],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, f: extern "C" fn(String) -> u32); }
"#,
    ),
    wrong(
        1,
        &[r#"a function pointer that crosses must be `extern "C"`"#],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, f: fn(u32) -> u32); }
"#,
    ),
    wrong(
        1,
        &["cannot take or return `&mut u32` and be safe to call"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, f: extern "C" fn(&mut u32)); }
"#,
    ),
    wrong(
        1,
        &["not all lifetimes of `V<'_>` are written here"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct View<'a, 'b> { a: &'a u8, b: &'b u8 }
type V<'a> = View<'a, 'static>;
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: V<'_>); }
"#,
    ),
    wrong(
        1,
        &["`dyn Other` is not a `#[vtable_api]` trait object"],
        r#"
pub trait Other { fn a(&self); }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: &dyn Other); }
"#,
    ),
    wrong(
        1,
        &["`dyn Other` is not a `#[vtable_api]` trait object"],
        r#"
pub trait Other { fn a(&self); }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self) -> Box<dyn Other>; }
"#,
    ),
    wrong(
        1,
        &["`dyn std::error::Error` is not a `#[vtable_api]` trait object"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self) -> Result<u32, Box<dyn std::error::Error>>; }
"#,
    ),
    wrong(
        1,
        &["`Self` is a different type in every provider"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, other: &Self); }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'static &'static str` cannot be returned"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: &&str) -> &'static &'static str; }
"#,
    ),
    wrong(
        1,
        &["`std::io::Error` cannot cross"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self) -> Result<(), std::io::Error>; }
"#,
    ),
    wrong(
        1,
        &["cannot cross", "return `Vec<T>`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self) -> std::vec::IntoIter<u32>; }
"#,
    ),
    wrong(
        3,
        &["`Db` is opaque"],
        r#"
#[derive(AbiType)]
#[abi(opaque)]
pub struct Db { a: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: Db); fn r(&self, v: &Db); fn o(&self, v: Option<&Db>); fn b(&self, v: Box<Db>); }
"#,
    ),
    wrong(
        1,
        &["`Db` is opaque, but not a struct with the single field"],
        r#"
#[derive(AbiType)]
#[abi(opaque)]
pub struct Db { a: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self, v: &Db); }
"#,
    ),
    wrong(
        1,
        &["borrows by `&mut`", "pass `&mut [T]`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self, v: Vec<&mut u32>); }
"#,
    ),
    wrong(
        1,
        &["`String` is not plain in memory"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self, v: OwnedSlice<String>); fn s(&self, v: Slice<'_, String>); }
"#,
    ),
    wrong(
        1,
        &["cannot cross", "take `&str`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self, v: std::borrow::Cow<'_, str>); }
"#,
    ),
    wrong(
        1,
        &["`G<u32>` cannot cross"],
        r#"
pub struct G<T>(T);
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self, v: G<u32>) -> G<G<u32>>; }
"#,
    ),
    wrong(
        1,
        &["`String` is not plain in memory"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct G<T>{ t: T }
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self, v: G<String>) -> G<G<String>>; }
"#,
    ),
    wrong(
        1,
        &["[VT0103] `S` is not plain in memory, so it cannot be a field", "`vtable_api::OwnedStr`"],
        r#"
type S = String;
#[derive(AbiType)]
#[repr(C)]
pub struct F { a: S, b: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: F) -> F; }
"#,
    ),
    wrong(
        1,
        &["[VT0103]", "HashMap<u32, u32>` is not plain in memory"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct F { a: std::collections::HashMap<u32, u32>, b: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: F) -> F; }
"#,
    ),
    wrong(
        1,
        &["[VT0103] `Plain` cannot cross"],
        r#"
pub struct Plain(u32);
#[derive(AbiType)]
#[repr(C)]
pub struct F { a: Plain, b: u32, c: *const Plain, d: &'static Plain }
"#,
    ),
    wrong(
        1,
        &["`Plain<'a>` cannot cross"],
        r#"
pub struct Plain<'a>(&'a u32);
#[derive(AbiType)]
#[repr(C)]
pub struct F<'a> { a: Plain<'a>, b: u32 }
"#,
    ),
    wrong(
        1,
        &["`Plain<T>` cannot cross"],
        r#"
pub struct Plain<T>(T);
#[derive(AbiType)]
#[repr(C)]
pub struct F<T> { a: Plain<T>, b: u32 }
"#,
    ),
    wrong(
        1,
        &["`O` is not plain in memory", "`Option<&T>`"],
        r#"
type O = Option<u32>;
#[derive(AbiType)]
#[repr(C)]
pub struct F { a: O }
"#,
    ),
    wrong(
        1,
        &["`Plain` cannot cross"],
        r#"
pub struct Plain(u32);
#[derive(AbiType)]
#[repr(transparent)]
pub struct F(Plain);
"#,
    ),
    wrong(
        1,
        &["`S` is not plain in memory"],
        r#"
type S = String;
#[derive(AbiType)]
#[repr(transparent)]
pub struct F(S);
"#,
    ),
    wrong(
        1,
        &["`Plain` cannot cross"],
        r#"
pub struct Plain(u32);
#[derive(AbiType)]
#[repr(C)]
pub union F { a: std::mem::ManuallyDrop<Plain>, b: u32 }
"#,
    ),
    wrong(
        1,
        &["`Plain` cannot cross"],
        r#"
#[derive(Clone, Copy)]
pub struct Plain(u32);
#[derive(AbiType)]
#[repr(C)]
pub union F { a: Plain, b: u32 }
"#,
    ),
    wrong(
        1,
        &["borrows by `&mut`"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub union F { a: std::mem::ManuallyDrop<&'static mut u32>, b: u32 }
"#,
    ),
    wrong(
        1,
        &["`Plain` cannot cross"],
        r#"
pub struct Plain(u32);
#[derive(AbiType)]
#[repr(C, u32)]
pub enum F { A(Plain), B { x: u32, y: Plain } }
"#,
    ),
    wrong(
        2,
        &["`S` is not plain in memory", "CString` cannot cross"],
        r#"
type S = String;
#[derive(AbiType)]
#[repr(C, u32)]
pub enum F { A(S), B { x: u32, y: std::ffi::CString } }
"#,
    ),
    wrong(
        2,
        &["`fn(u32)` cannot cross", r#"write `extern "C" fn(..)`"#],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct F { f: extern "C" fn(String) -> bool, g: fn(u32) }
"#,
    ),
    wrong(
        1,
        &["`M<'_>` borrows by `&mut`"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct M<'a> { f: &'a mut u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: Vec<M<'_>>) -> OwnedSlice<M<'static>>; }
"#,
    ),
    wrong(
        1,
        &["`&mut u32` borrows by `&mut`"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct G<T> { f: T }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: G<&mut u32>); }
"#,
    ),
    wrong(
        1,
        &["`PhantomData<bool>` cannot cross"],
        r#"
pub struct PhantomData<T>(T);
#[derive(AbiType)]
#[repr(C)]
pub struct F { p: PhantomData<bool>, n: u32 }
"#,
    ),
    wrong(
        1,
        &["`Option<u32>` cannot cross"],
        r#"
pub struct Option<T>(T);
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, v: Option<u32>); }
"#,
    ),
    good(
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct A { b: *const B, t: u32 }
#[derive(AbiType)]
#[repr(C)]
pub struct B { a: &'static A, v: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &A); }
"#,
    ),
    good(
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct F<'a, 'b> { f: &'a &'b u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take<'a, 'b>(&self, f: F<'a, 'b>) -> &'a &'b u32; }
"#,
    ),
    good(
        r#"
mod own {
    use vtable_api::AbiType;
    #[derive(AbiType)] #[repr(C)] pub struct Option { pub a: u32 }
    #[derive(AbiType)] #[repr(C)] pub struct Vec<T> { pub a: T }
    #[derive(AbiType)] #[repr(C)] pub struct Box<T> { pub a: T }
    #[derive(AbiType)] #[repr(C)] pub struct Result<T, E> { pub a: T, pub e: E }
    #[derive(AbiType)] #[repr(C)] pub struct String { pub a: u32 }
    #[derive(AbiType)] #[repr(C)] pub struct Str { pub a: u32 }
    #[derive(AbiType)] #[repr(C)] pub struct PhantomData<T> { pub a: T }
    #[derive(AbiType)] #[repr(C)] #[allow(non_camel_case_types)] pub struct char { pub a: u32 }
    #[derive(AbiType)] #[repr(C)] pub struct Slice<T> { pub a: T }
    #[derive(AbiType)] #[repr(C)] pub struct NonNull<T> { pub a: T }
    #[derive(AbiType)] #[repr(C)] pub struct Opaque { pub a: u32 }
}
use own::{Box, NonNull, Opaque, Option, PhantomData, Result, Slice, Str, String, Vec, char};
#[derive(AbiType)]
#[repr(C)]
pub struct All { a: Option, b: Vec<u32>, c: Box<u8>, d: Result<u32, u64>, e: String, f: Str, g: PhantomData<bool>, h: char, i: Slice<u8>, j: NonNull<u32>, k: Opaque }
#[derive(AbiType)]
#[repr(C)]
pub struct Only { g: PhantomData<bool> }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn a(&self, a: Option, b: &Option) -> Option;
    fn b(&self, a: Vec<u32>, b: &Vec<u32>) -> Vec<u32>;
    fn c(&self, a: Box<u32>, b: &Box<u32>) -> Box<u32>;
    fn d(&self, a: Result<u32, u64>, b: &Result<u32, u64>) -> Result<u32, u64>;
    fn e(&self, a: String, b: &String) -> String;
    fn f(&self, a: Str, b: &[Str]) -> Str;
    fn g(&self, a: PhantomData<bool>, b: &PhantomData<u32>) -> PhantomData<bool>;
    fn h(&self, a: char, b: &char, c: &[char]) -> char;
    fn i(&self, a: All, b: &All, c: Only, d: Slice<u8>, e: NonNull<u32>);
    fn j(&self, a: &dyn Fn(Option, &Option) -> String, b: std::option::Option<&Option>);
}
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn a(&self) -> u32; fn b(&mut self) -> u32; }
pub fn f(b: Box<dyn Taker>) -> TakerBox { TakerBox::new(b) }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker: Send { fn a(&self) -> u32; #[revision(2)] fn c(&self, x: &str) -> &str { let _ = x; "" } }
pub fn f<T: Taker + 'static>(b: Box<T>) -> TakerBox { TakerBox::new(b) }
pub fn g<T: Taker + Sync>(b: &T) -> u32 { fn call(t: impl Taker) -> u32 { t.a() } call(b) }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn a(&self) -> u32; }
pub struct W<T>(T);
impl<T: Taker> Taker for W<T> { fn a(&self) -> u32 { self.0.a() } }
impl<T: Taker> Taker for std::sync::Arc<T> { fn a(&self) -> u32 { (**self).a() } }
impl Taker for &'static str { fn a(&self) -> u32 { 1 } }
impl Taker for Box<str> { fn a(&self) -> u32 { 1 } }
"#,
    ),
    good(
        r#"
use std::marker::PhantomData;
#[derive(AbiType)]
#[repr(C)]
pub struct F<T> { p: PhantomData<T>, n: u32 }
"#,
    ),
    wrong(
        1,
        &[
            "a function pointer that takes references must be wrapped in its own type here",
            "#[repr(transparent)] pub struct Call(",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self) -> for<'a> unsafe extern "C" fn(&'a u32) -> &'a u32; }
"#,
    ),
    wrong(
        1,
        &[
            "a function pointer that takes references must be wrapped in its own type here",
            "#[repr(transparent)] pub struct Call(",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn o(&self) -> Option<unsafe extern "C" fn(&u32)>; }
"#,
    ),
    wrong(
        1,
        &[
            "a function pointer that takes references must be wrapped in its own type here",
            "#[repr(transparent)] pub struct Call(",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn s(&self, f: &[extern "C" fn(&u32)]); }
"#,
    ),
    wrong(
        1,
        &[
            "a function pointer that takes references must be wrapped in its own type here",
            "#[repr(transparent)] pub struct Call(",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn b(&self, f: &extern "C" fn(&u32)); }
"#,
    ),
    wrong(
        1,
        &[
            "a function pointer that takes references must be wrapped in its own type here",
            "#[repr(transparent)] pub struct Call(",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn v(&self) -> Vec<extern "C" fn(&u32)>; }
"#,
    ),
    wrong(
        1,
        &[
            "a function pointer that takes references must be wrapped in its own type here",
            "#[repr(transparent)] pub struct Call(",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn e(&self, f: Result<extern "C" fn(&u32), u32>); }
"#,
    ),
    wrong(
        1,
        &["a function pointer that takes references"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct F { f: [extern "C" fn(&u32); 2] }
"#,
    ),
    wrong(
        3,
        &["`(u8,)` cannot cross", "`i128` cannot cross", "`Plain` cannot cross"],
        r#"
pub struct Plain;
#[vtable_api(unrecorded)]
pub trait Taker { fn a(&self, a: (u8,), b: i128, c: &Plain); }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn p(&self, f: Option<unsafe extern "C" fn(&u32)>, g: for<'a> unsafe extern "C" fn(&'a u32) -> &'a u32); }
"#,
    ),
    good(
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(transparent)]
pub struct Call(pub unsafe extern "C" fn(&u32));
#[derive(AbiType, Clone, Copy)]
#[repr(transparent)]
pub struct Get(pub for<'a> unsafe extern "C" fn(&'a u32) -> &'a u32);
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self) -> Call; fn o(&self, c: Option<Get>) -> Option<Call>; fn s(&self, c: &[Call], d: &Get) -> Vec<Call>; fn c(&self, f: &dyn Fn(Call) -> Get); fn e(&self) -> Result<Call, u32>; }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn a(&self) -> unsafe extern "C" fn(&'static u32); fn b(&self, f: &[unsafe extern "C" fn(&'static u32)]); }
"#,
    ),
    good(
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(transparent)]
pub struct T(pub u32);
#[derive(AbiType)]
#[repr(C)]
pub struct Has { t: T, all: Slice<'static, T> }
#[vtable_api(unrecorded)]
pub trait Taker { fn a(&self, a: T, b: &[T], c: &dyn Fn(T) -> T) -> Result<T, Has>; }
"#,
    ),
    wrong(
        1,
        &["cannot take or return `&u32` and be safe to call"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(transparent)]
pub struct Call(pub extern "C" fn(&u32));
#[vtable_api(unrecorded)]
pub trait Taker { fn r(&self) -> Call; fn o(&self) -> Option<Call>; fn s(&self, c: &[Call]) -> Vec<Call>; fn c(&self, f: &dyn Fn(Call) -> Call); fn e(&self) -> Result<Call, u32>; }
"#,
    ),
    // What rustc says of a type is said once, wherever the table has it.
    wrong(
        1,
        &["type alias takes 1 lifetime argument but 2 lifetime arguments were supplied"],
        r#"
type T<'a> = &'a u8;
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, t: T<'_, '_>); fn n(&self); }
"#,
    ),
    wrong(
        1,
        &["type alias takes 1 generic argument but 0 generic arguments were supplied"],
        r#"
type T<'a, U> = &'a U;
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, t: &T<'_>) -> u32; }
"#,
    ),
    wrong(
        2,
        &["takes 1 lifetime argument but 2", "takes 0 generic arguments but 1"],
        r#"
type T<'a> = &'a u8;
#[derive(AbiType)]
#[repr(C)]
pub struct S<'a> { a: T<'a, 'a>, b: T<'a, u8> }
"#,
    ),
    // Words of the language.
    wrong(
        1,
        &["found reserved keyword `gen`", "escape `gen`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn gen(&self); fn n(&self); #[revision(2)] fn m(&self) {} }
"#,
    ),
    wrong(
        2,
        &["found keyword `fn`", "found reserved keyword `gen`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn a(&self, fn: u8); fn b(&self, gen: u8); }
"#,
    ),
    wrong(
        1,
        &["found keyword `type`", "escape `type`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn type(&self, t: u8); }
"#,
    ),
    wrong(
        1,
        &["found keyword `type`"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct S { type: u8 }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn r#gen(&self, r#fn: u8, r#gen: u8) -> u8; fn r#type(&self); #[revision(2)] fn r#match(&self, r#gen: u8) { let _ = r#gen; } }
pub fn all(taker: &TakerRef<'_>) -> bool { taker.r#gen(1, 2); taker.r#match(3); taker.has_match() }
"#,
    ),
    good(
        r#"
use std::collections::BTreeMap;
#[derive(AbiType)] pub struct Item { pub name: String, pub more: Vec<Item> }
type Items<'a> = &'a [Item];
type Maybe<T> = Option<T>;
#[vtable_api(unrecorded)]
pub trait Taker {
    fn one(&self, item: &Item) -> &str;
    fn all(&mut self, items: &[Item], texts: &[&str], owned: &[String], maps: &[BTreeMap<String, Item>]);
    fn maybe(&self, item: Option<&Item>, items: Option<&[Item]>);
    fn named<'a, 'b>(&self, items: Items<'a>, item: Maybe<&'b Item>);
    fn first<'x>(&self, texts: &[&'x str]) -> &'x str;
    fn each(&self, f: &mut dyn FnMut(&Item, &[Option<&str>]) -> u32);
    fn free(text: &String, bytes: &Vec<u8>, number: &Option<u32>) -> u32;
}
"#,
    ),
    wrong(
        5,
        &[
            "[VT0115] `&'x Item` is lent as a copy",
            "`&'static Item`",
            "`Maybe<&'x Item>`",
            "`Items<'x>`",
            "`&'x [&'x str]`",
        ],
        r#"
#[derive(AbiType)] pub struct Item { pub name: String }
type Items<'a> = &'a [Item];
type Maybe<T> = Option<T>;
#[vtable_api(unrecorded)]
pub trait Taker {
    fn one<'x>(&self, item: &'x Item) -> &'x str;
    fn ever(&self, item: &'static Item);
    fn maybe<'x>(&self, item: Maybe<&'x Item>) -> &'x str;
    fn named<'x>(&self, items: Items<'x>) -> &'x str;
    fn texts<'x>(&self, texts: &'x [&'x str]) -> u32;
}
"#,
    ),
    wrong(
        6,
        &["is lent as a copy (a path is one on Windows) that lives only for the call"],
        r#"
#[derive(AbiType)] pub struct Item { pub name: String }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn outlives<'a: 'b, 'b>(&self, item: &'a Item, out: &'b u32) -> &'b u32;
    fn whose<'x>(&'x self, item: &'x Item);
    fn beside<'x>(&self, item: &'x Item, f: &mut dyn FnMut(&'x str));
    fn each(&self, f: &mut dyn for<'x> FnMut(&'x Item, &'x str));
    fn ever(&self, f: &dyn Fn(&'static [Item]));
    fn free(item: &Item) -> &str;
}
"#,
    ),
    wrong(
        4,
        &["[VT0115] `&Item` cannot be returned", "`Option<&[String]>` cannot be returned", "return the value itself"],
        r#"
#[derive(AbiType)] pub struct Item { pub name: String }
type Text<'a> = &'a String;
#[vtable_api(unrecorded)]
pub trait Taker {
    fn one(&self) -> &Item;
    fn all(&self) -> Option<&[String]>;
    fn hidden(&self) -> Text<'_>;
    fn either(&self) -> Result<&Item, u32>;
}
"#,
    ),
    wrong(
        5,
        &[
            "it cannot be returned by reference, lent by `&mut`, stand behind a raw pointer, or be in a field of a `repr` type",
        ],
        r#"
#[derive(AbiType)] pub struct Item { pub name: String }
#[derive(AbiType)] pub struct Other { pub name: String }
#[derive(AbiType)] pub struct Third { pub name: String }
#[derive(AbiType)] pub struct Fourth { pub name: String }
#[derive(AbiType)] pub struct Fifth { pub name: String }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn tuple(&self, x: (&Item, u32));
    fn array(&self, x: [&Other; 2]);
    fn changed(&self, x: &mut Third);
    fn twice(&self, x: &&Fourth);
    fn refs(&self, x: &[&Fifth]);
}
"#,
    ),
    wrong(
        5,
        &[
            "[VT0115] `<&'a () as Of>::T` is lent as a copy",
            "`P<&'a ()>`",
            "`<&'a u8 as Of>::T` is lent for longer",
            "`<&() as Of>::T` cannot be returned",
            "`P<&&u64>` leads through a `&mut`",
        ],
        r#"
#[derive(AbiType)] pub struct Item { pub name: String }
pub trait Of { type T; }
impl<'a> Of for &'a () { type T = &'a Item; }
impl<'a> Of for &'a u8 { type T = &'a mut bool; }
impl<'a, 'b> Of for &'a &'b u64 { type T = &'a mut &'b mut bool; }
type P<T> = <T as Of>::T;
#[vtable_api(unrecorded)]
pub trait Taker {
    fn projected<'a>(&self, x: <&'a () as Of>::T, into: &mut Option<&'a u32>);
    fn named<'a>(&self, x: P<&'a ()>, into: &mut Option<&'a u32>);
    fn changed<'a>(&self, x: <&'a u8 as Of>::T, beside: &'a u32);
    fn returned(&self) -> <&() as Of>::T;
    fn nested(&self, x: P<&&u64>);
    fn fine(&self, x: <&() as Of>::T, y: P<&()>);
}
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn first<'x>(&self, x: Option<&[&'x str]>, y: Option<Option<&'x str>>) -> &'x str; }
"#,
    ),
    wrong(
        3,
        &[
            "[VT0102] `Item` crosses as a copy",
            "[VT0102] `(u8, u32)` crosses as a copy, so nothing in memory is one: a raw pointer cannot lead to it",
            "[VT0103] `String`",
        ],
        r#"
#[derive(AbiType)] pub struct Item { pub name: String }
#[derive(AbiType)] #[repr(C)] pub struct Plain { pub text: *const String, pub next: *mut Plain }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn one(&self, x: *const Item);
    fn tuple(&self, x: core::ptr::NonNull<*const (u8, u32)>);
    fn fine(&self, x: *const Plain, y: *const core::ffi::c_void, z: *mut OwnedStr, c: *const core::ffi::c_char, s: *const Str<'_>);
}
"#,
    ),
    wrong(
        1,
        &["[VT0102] `&Path` crosses as a parameter only", "write `std::path::PathBuf`"],
        r#"
use std::path::Path;
#[vtable_api(unrecorded)]
pub trait Taker { fn tuple(&self, x: (&Path, u32)); }
"#,
    ),
    wrong(
        3,
        &[
            "[VT0102] what is lent here as a copy holds an object",
            "take the object as a parameter of its own, `&dyn Api`",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Sub { fn f(&self); }
#[derive(AbiType)] pub struct Holds { pub name: String, pub below: Option<Box<Holds>>, pub objects: Vec<Box<dyn Sub>> }
#[derive(AbiType)] #[repr(C)] pub struct Owning { pub name: OwnedStr }
#[derive(AbiType)] pub struct Line<T> { pub owning: Vec<T>, pub name: OwnedStr }
#[vtable_api(unrecorded)]
pub trait Taker { fn one(&self, x: &Holds); fn all(&self, x: &[Holds]); fn owning(&self, x: Option<&Line<Owning>>); fn given(&self, x: Holds, y: Vec<Holds>, z: &Line<u32>, o: &[Owning]); }
"#,
    ),
    wrong(
        3,
        &["[VT0115] `&'x Path` is lent as a copy", "give the reference its own lifetime"],
        r#"
use std::path::Path;
#[vtable_api(unrecorded)]
pub trait Taker {
    fn one<'x>(&self, path: &'x Path) -> &'x str;
    fn kept<'s>(&'s self, path: &'s Path);
    fn other<'x>(&self, path: &'x Path, into: &mut Option<&'x u32>);
}
"#,
    ),
    wrong(
        3,
        &["[VT0115] `Option<&'static OsStr>` is lent as a copy", "return a value (`String`, `PathBuf`, `T`)"],
        r#"
use std::ffi::OsStr;
#[vtable_api(unrecorded)]
pub trait Taker {
    fn ever(&self, text: Option<&'static OsStr>);
    fn outlives<'a: 'b, 'b>(&self, text: &'a OsStr, other: &'b u32);
    fn each<'x>(&self, f: &dyn Fn(&'x OsStr), x: &'x u32);
}
"#,
    ),
    wrong(
        3,
        &["[VT0115] `&P` cannot be returned", "return the value itself"],
        r#"
type P = std::path::Path;
type Many<'a> = [(&'a P, u8); 2];
#[vtable_api(unrecorded)]
pub trait Taker {
    fn hidden(&self) -> &P;
    fn some(&self) -> Option<&P>;
    fn many(&self) -> Many<'_>;
}
"#,
    ),
    wrong(
        2,
        &["[VT0115] `&str` is lent as a copy", "a path is one on Windows"],
        r#"
#[allow(non_camel_case_types)]
type str = std::path::Path;
#[vtable_api(unrecorded)]
pub trait Taker { fn own(path: &str) -> &u32; fn kept<'s>(&'s self, path: &'s str); }
"#,
    ),
    wrong(
        3,
        &["`&'static std::path::Path` cannot be a field or an element of what is copied", "write `std::path::PathBuf`"],
        r#"
#[derive(AbiType)]
pub struct Entry { pub path: &'static std::path::Path }
#[derive(AbiType)]
#[repr(C)]
pub struct Plain { pub path: std::path::PathBuf }
#[vtable_api(unrecorded)]
pub trait Taker { fn each(&self, paths: Vec<&std::path::Path>); }
"#,
    ),
    wrong(
        1,
        &["BTreeMap<std::path::PathBuf, u32>` cannot be a parameter or a return", "its keys are integers"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn map(&self) -> std::collections::BTreeMap<std::path::PathBuf, u32>; }
"#,
    ),
    good(
        r#"
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
#[derive(AbiType)]
pub struct Entry { pub path: PathBuf, pub name: Option<OsString>, pub boxed: Box<Path> }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn open(&self, path: &Path, name: Option<&OsStr>) -> Result<PathBuf, OsString>;
    fn both<'x>(&'x self, one: &Path, other: &Path) -> &'x str;
    fn named<'p>(&self, path: &'p Path) -> u32;
    fn each(&self, f: &mut dyn FnMut(&Path, &OsStr) -> Option<Entry>) -> Vec<Entry>;
}
pub fn all(taker: &TakerRef<'_>) -> usize {
    let path = PathBuf::from("a");
    taker.open(&path, None).is_ok() as usize + taker.both(&path, &path).len() + taker.each(&mut |_, _| None).len()
}
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'a mut bool` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn pick<'a>(&self, x: &'a mut bool) -> &'a mut bool; }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'a mut [bool]` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn picks<'a>(&self, x: &'a mut [bool]) -> &'a mut [bool]; }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&mut bool` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn own(x: &mut bool) -> &mut bool; }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'a mut bool` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn own<'a>(x: &'a mut bool) -> &mut bool; }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'static mut bool` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn keep(&self, x: &'static mut bool); }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'static mut bool` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn each(&self, f: &mut dyn FnMut(&'static mut bool)); }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'a mut bool` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn each<'a>(&self, x: &'a u32, f: &mut dyn FnMut(&'a mut bool)); }
"#,
    ),
    wrong(
        1,
        &["[VT0040] `#[vtable_api]` is given twice", "write one, with the arguments of both"],
        r#"
#[vtable_api(unrecorded)]
#[doc = "Between."]
#[vtable_api::vtable_api(id = "one/error", unrecorded)]
pub trait Twice { fn f(&self, x: u32) -> u32; }
pub fn call(twice: &dyn Twice) -> u32 { twice.f(1) }
"#,
    ),
    wrong(
        2,
        &["[VT0115] `&'a mut bool` is lent for longer than the call", "leads through a `&mut` to another `&mut`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn swap<'a>(&self, x: &mut Option<&'a mut bool>, y: &'a mut bool); }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `Option<&'a mut bool>` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn some<'a>(&self, x: Option<&'a mut bool>) -> Option<&'a mut bool>; }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'a mut bool` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn long<'a: 'b, 'b>(&self, x: &'a mut bool, y: &'b u32) -> &'b u32; }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `SliceMut<'a, bool>` is lent for longer than the call", "give the `&mut` its own lifetime"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn view<'a>(&self, x: SliceMut<'a, bool>) -> Str<'a>; }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `Doc<'a>` is lent for longer than the call"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Doc<'a> { pub flags: SliceMut<'a, bool> }
#[vtable_api(unrecorded)]
pub trait Taker { fn doc<'a>(&self, x: Doc<'a>) -> Str<'a>; }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `Two<'_>` leads through a `&mut` to another `&mut`"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Two<'a> { pub on: &'a mut bool, pub out: &'a mut Option<&'a mut bool> }
#[vtable_api(unrecorded)]
pub trait Taker { fn two(&self, x: Two<'_>); }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'static mut bool` is lent for longer than the call"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct S { pub x: &'static mut bool }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `SliceMut<'static, bool>` is lent for longer than the call"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct S { pub x: SliceMut<'static, bool> }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `Option<&'static mut bool>` is lent for longer than the call"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct S { pub x: Option<&'static mut bool> }
"#,
    ),
    wrong(
        1,
        &["[VT0115] `&'static mut T` is lent for longer than the call"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct S<T: 'static> { pub x: &'static mut T }
"#,
    ),
    good(
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Doc<'a> { pub flags: SliceMut<'a, bool>, pub more: SliceMut<'a, bool>, pub x: &'static mut u32 }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn ints<'a>(&self, x: &'a mut [u32; 2], y: &'a mut [u8]) -> &'a mut [u32; 2];
    fn own(&mut self, x: &mut bool) -> &mut u32;
    fn out<'a>(&'a self, x: &mut Str<'a>, y: &mut [Str<'a>], z: Option<&mut Str<'a>>) -> Str<'a>;
    fn doc(&self, x: Doc<'_>, y: &Doc<'_>) -> Str<'_>;
    fn each(&self, x: &mut [bool], f: &mut dyn FnMut(&mut bool, Str<'_>) -> bool);
    fn text<'a>(&self, x: Str<'a>, f: &dyn Fn(Str<'a>)) -> Str<'a>;
}
"#,
    ),
    wrong(
        4,
        &[
            "[VT0115] `Result<View<'_>, u32>` lends something by `&mut` that is written after the call",
            "take the value to be written in another slot",
        ],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct View<'a> { pub on: &'a mut bool, pub x: u32 }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn own(&mut self, x: &mut bool) -> &mut bool;
    fn all(&mut self) -> &mut [bool];
    fn view(&mut self) -> Result<View<'_>, u32>;
    fn beside<'a>(&'a mut self, x: &'a mut u32) -> &'a mut bool;
}
"#,
    ),
    wrong(
        2,
        &[
            "[VT0115] `&'x mut bool` is lent for longer than the call",
            "[VT0115] `SliceMut<'x, bool>` is lent for longer",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker {
    fn each(&self, f: &mut dyn for<'x> FnMut(&'x mut bool, &mut Option<&'x mut u32>));
    fn more(&self, f: &mut dyn for<'x, 'y> FnMut(SliceMut<'x, bool>, &'y mut bool, Str<'x>));
}
"#,
    ),
    wrong(
        2,
        &["[VT0104] `Node` reaches itself through `&mut`", "hold it through `&`, or through `*mut`"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Node<'a> { pub x: u8, pub next: Option<&'a mut Node<'a>> }
#[derive(AbiType)]
#[repr(C)]
pub struct Tree<'a> { pub x: u8, pub all: SliceMut<'a, Tree<'a>> }
"#,
    ),
    wrong(
        3,
        &["[VT0102] a function pointer that takes references must be wrapped in its own type here", "wrap it"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Of<X> { pub x: X }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn own(&self, of: Of<unsafe extern "C" fn(&u32)>);
    fn taken(&self, f: unsafe extern "C" fn(unsafe extern "C" fn(&u32)));
    fn maybe(&self, f: Option<unsafe extern "C" fn(&u8, Option<unsafe extern "C" fn(&u32)>)>);
    fn returned(&self, f: unsafe extern "C" fn(u32) -> unsafe extern "C" fn(&u32));
}
"#,
    ),
    wrong(
        1,
        &["[VT0103] `Open<Kind>` cannot cross", "requires an enum with `#[abi(open)]` and a last variant"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(u8)]
pub enum Kind { A = 1, B = 2 }
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct S { pub kind: Open<Kind>, pub x: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, s: &S) -> S; }
"#,
    ),
    wrong(
        2,
        &["[VT0102] `Kind` is an open enum", "[VT0103] `Kind` is an open enum", "wrap it in `vtable_api::Open<..>`"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[abi(open)]
#[repr(u8)]
pub enum Kind { A = 1, Unknown(u8) }
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct S { pub kind: Kind, pub x: u32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, lent: &[Kind], one: &mut Kind, fine: Kind) -> Kind; }
"#,
    ),
    wrong(
        1,
        &["[VT0104] `Other` of the open enum `Kind` holds what it does not know", "call it `Unknown(u8)`"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[abi(open)]
#[repr(u8)]
pub enum Kind { A = 1, Other(u8) }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, kind: Kind) -> Kind; }
"#,
    ),
    good(
        r#"
#[deny(unused_results)]
mod strict {
    use super::*;
    #[derive(AbiType)]
    #[repr(C)]
    pub struct View<'a> { pub text: Str<'a> }
    #[vtable_api(unrecorded)]
    pub trait Taker { fn take<'a>(&self, view: &View<'a>, on: &mut View<'a>) -> View<'a>; }
}
"#,
    ),
    wrong(
        1,
        &["[VT0106] a callback cannot return a borrowed value", "return an owned value"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn each(&self, f: &dyn Fn(Str<'_>) -> Str<'_>); }
"#,
    ),
    wrong(
        1,
        &["[VT0106] a callback cannot return a borrowed value", "return an owned value"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn each(&self, f: &mut dyn for<'x> FnMut(Str<'x>) -> Str<'x>); }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn each(&self, f: &dyn Fn(Str<'_>) -> Str<'static>, g: &mut dyn FnMut(Str<'_>) -> Option<Str<'static>>); }
"#,
    ),
    good(
        r#"
use std::marker::PhantomData;
#[derive(AbiType)]
#[repr(C)]
pub struct Rows<'a, 'b> { pub rows: Slice<'a, Str<'b>>, pub kind: PhantomData<u8> }
#[derive(AbiType)]
#[repr(C)]
pub struct Items<'a, T> { pub items: Slice<'a, T>, pub of: PhantomData<&'a T> }
"#,
    ),
    // Modules.
    wrong(
        1,
        &["`Png` does not implement `Codec`", "implement `Codec` for `Png`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { create "png" => CodecBox: || Png; }
"#,
    ),
    wrong(
        1,
        &["`Png` does not implement `Codec`", "implement `Codec` for `Png`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { try_create "png" => CodecBox: || Some(Png); }
"#,
    ),
    wrong(
        1,
        &["`Png` does not implement `Codec`", "implement `Codec` for `Png`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { lend "png" => CodecRef: &PNG; }
"#,
    ),
    wrong(
        1,
        &["`Png` does not implement `Codec`", "implement `Codec` for `Png`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
pub fn made() -> CodecBox { CodecBox::new(Png) }
"#,
    ),
    wrong(
        1,
        &["module!: `create` gives objects away, and `CodecRef` owns none", "help: write `CodecBox`;"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { create "png" => CodecRef: || Good; }
"#,
    ),
    wrong(
        1,
        &["module!: `lend` keeps its object, and `CodecBox` is not shared", "help: write `CodecRef`;"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { lend "png" => CodecBox: &GOOD; }
"#,
    ),
    wrong(
        1,
        &["module!: `Good` is not a handle of a table", "write `CodecBox`;"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { create "png" => Good: || Good; }
"#,
    ),
    wrong(
        1,
        &["module!: `u32` is not a handle of a table", "write `CodecRef`;"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { lend "png" => u32: &GOOD; require "log" => CodecRef; }
"#,
    ),
    wrong(
        2,
        &[
            "module!: `Vec<u8>` is not a handle of a table",
            "module!: `lend` keeps its object, and `crate::CodecMut<'static>` is not shared",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { require "log" => Vec<u8>, revision 2; lend "png" => crate::CodecMut<'static>: &GOOD; }
"#,
    ),
    wrong(
        1,
        &["module!: `create` gives objects away, and `crate::CodecRef` owns none", "write `crate::CodecBox`;"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { name = "x"; try_create "png" => crate::CodecRef: || { if false { None } else { Some(Good) } }; }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! {
    lend "a" => crate::CodecRef: &GOOD;
    lend "b" => CodecRef<'_>: &GOOD;
    create "c" => crate::CodecBox: || { let it = Good; it };
    require "d" => CodecBox, revisions [1];
    require "e" => CodecMut<'static>;
    version = "1";
}
"#,
    ),
    wrong(
        1,
        &["expected a type, found a trait"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { create "png" => Codec: || Good; }
"#,
    ),
    wrong(
        1,
        &["module!: two exports are called `png`", "give one of them another name"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { create "png" => CodecBox: || Good; lend "png" => CodecRef: &GOOD; }
"#,
    ),
    wrong(
        1,
        &["module!: `png` is required with revision 2, but ", "ends with revision 1"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
module! { require "png" => CodecRef, revision 2; }
"#,
    ),
    wrong(
        1,
        &["`CodecBox` is not a handle that can be lent"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn go(&self) -> u32; }
pub struct Png;
pub struct Good;
impl Codec for Good { fn go(&self) -> u32 { 1 } }
static GOOD: Good = Good;
static PNG: Png = Png;
pub fn got(module: &Module) -> CodecBox { module.get("png").unwrap() }
"#,
    ),
    // What would be found in the expansion only.
    wrong(
        2,
        &["needs `self` to live as long as the program", "write `: 'static` on the trait"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn kept<'s>(&'s self) -> &'static &'s u32; fn long<'s: 'static>(&'s self) -> u32; }
"#,
    ),
    good(
        r#"
#[vtable_api(unrecorded)]
pub trait Taker: 'static { fn kept<'s>(&'s self) -> &'static &'s u32; }
"#,
    ),
    wrong(
        1,
        &["[VT0100] a slot `go` stands in this trait already", "give it another name"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn go(&self); fn go(&self, x: u32); }
"#,
    ),
    wrong(
        1,
        &["the parameter type `T` may not live long enough"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct G<T> { v: &'static T }
"#,
    ),
    wrong(
        1,
        &["recursive type `Node` has infinite size"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Node { next: Option<Self>, v: u32 }
"#,
    ),
    wrong(
        2,
        &["[VT0106] a callback is lent for the call", "return a `Box<dyn Api>`", "pass a `Box<dyn Api>`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn made(&self) -> Box<dyn Fn(u32)>; fn each(&self, f: &dyn Fn(Box<dyn FnMut()>)); }
"#,
    ),
    wrong(
        1,
        &["[VT0103] `Second` holds `First`, which leads back to `Second`", "without parameters"],
        r#"
#[derive(AbiType)]
pub struct First<T> { it: T, next: Option<Box<Second<T>>> }
#[derive(AbiType)]
pub struct Second<T> { it: T, all: Vec<First<T>> }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, all: First<u32>, one: &[Row<Option<&u8>>]) -> Second<String>; }
#[derive(AbiType)]
#[repr(C)]
pub struct Row<T> { it: T }
"#,
    ),
    good(
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Row<T> { it: T, at: u32 }
#[derive(AbiType)]
pub struct Page<T, U> { row: Row<T>, rows: Vec<Option<Row<U>>>, it: U }
#[derive(AbiType)]
pub struct Tree<T> { row: (Row<T>, u32), pages: [Page<T, T>; 2], children: Vec<Tree<T>>, of: std::marker::PhantomData<T> }
#[derive(AbiType)]
pub enum Event<T> { One(Row<T>), Many { rows: Result<Vec<Row<T>>, String>, map: std::collections::BTreeMap<u32, Row<T>> }, Nothing }
#[derive(AbiType)]
pub struct Lent<'a, T> { row: &'a Row<T>, rows: &'a [Row<T>] }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: Page<u8, bool>, b: Tree<f32>, c: Lent<'_, u32>) -> Event<vtable_api::OwnedStr>; }
"#,
    ),
    wrong(
        1,
        &["[VT0102] `String` is not plain in memory", "`vtable_api::OwnedStr`"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct Row<T> { it: T }
#[derive(AbiType)]
pub struct Page<T> { row: Row<T> }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: Page<String>); }
"#,
    ),
    wrong(
        1,
        &[
            "[VT0104] a type without `repr` crosses as a copy of its fields, so its `impl Drop` would never run",
            "`Box<dyn Api>`",
        ],
        r#"
#[derive(AbiType)]
pub struct Page { text: String }
impl Drop for Page { fn drop(&mut self) {} }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: Page, b: Vec<Page>) -> Option<Page>; fn again(&self) -> Page; }
"#,
    ),
    wrong(
        1,
        &[
            "[VT0104] a type without `repr` crosses as a copy of its fields, so its `impl Drop` would never run",
            "`Box<dyn Api>`",
        ],
        r#"
#[derive(AbiType)]
pub struct Page<T> { of: T }
impl<T> Drop for Page<T> { fn drop(&mut self) {} }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: Page<u32>, b: Vec<Page<String>>) -> Option<Page<u8>>; }
"#,
    ),
    wrong(
        2,
        &[
            "[VT0104] an enum without `repr` crosses as a `uint32_t`, and the value of this variant does not fit into it",
            "`#[repr(i64)]`",
        ],
        r#"
#[derive(AbiType, Clone, Copy)]
pub enum Level { Low = -1, High = 1, Highest = 0x1_0000_0000 }
#[derive(AbiType)]
pub struct Page { level: Level, levels: Vec<Level> }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: Page, b: Vec<Level>) -> Option<Level>; }
"#,
    ),
    // What has no table's objects, though it is a table.
    wrong(
        1,
        &["[VT0102] `dyn Codec` is not a `#[vtable_api]` trait object", "must all take `&self` or `&mut self`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn make() -> u32; fn name() -> String; fn id(&self) -> u32; }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, codec: &dyn Codec); }
"#,
    ),
    wrong(
        1,
        &["[VT0102] `dyn Codec` is not a `#[vtable_api]` trait object"],
        r#"
#[vtable_api(unrecorded)]
pub trait Codec { fn make() -> u32 { 1 } }
#[vtable_api(unrecorded)]
pub trait Taker { fn all(&self, codecs: Vec<Box<dyn Codec>>) -> Box<dyn Codec>; }
"#,
    ),
    good(
        r#"
#[vtable_api(id = "one/codec", unrecorded)]
pub trait Codec { fn id() -> u32; fn name(&self) -> u32 { Self::id() } #[revision(2)] fn more(&self) -> u32 { self.name() } }
pub struct Png;
impl Codec for Png { fn id() -> u32 { 1 } }
pub fn both<T: Codec>(codec: &T) -> u32 { T::id() + codec.name() + codec.more() }
pub fn png() -> (u32, CodecBox) { (both(&Png), CodecBox::new(Png)) }
"#,
    ),
    // What has no end, or is refused by rustc: one error, wherever it is used.
    wrong(
        1,
        &["[VT0104] `R` is generic, and reaches itself through `R<Option<T>>`"],
        r#"
#[derive(AbiType)]
pub struct R<T> { it: T, next: Option<Box<R<Option<T>>>> }
#[derive(AbiType)]
pub struct S { all: Vec<R<u32>> }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, one: R<u32>) -> R<u32>; fn all(&self, all: &S); }
"#,
    ),
    wrong(
        1,
        &["[E0072]: recursive type `R` has infinite size"],
        r#"
#[derive(AbiType)]
pub struct R { r: Option<R> }
#[derive(AbiType)]
pub struct S { all: Vec<R> }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, one: R) -> R; fn all(&self, all: &S); }
"#,
    ),
    wrong(
        2,
        &["[E0491]: in type `&'static &'a ()`", "Str<'b>`, reference has a longer lifetime"],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct R<'a> { v: u32, m: std::marker::PhantomData<&'static &'a ()> }
#[derive(AbiType)]
pub struct S<'b> { v: &'static Str<'b> }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, one: R<'_>); fn other(&self, one: S<'_>); }
"#,
    ),
    // A projection borrows as what stands in it.
    good(
        r#"
pub trait Of { type T; }
impl<'a> Of for &'a u32 { type T = &'a u32; }
impl Of for u8 { type T = u32; }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn taken(it: <&u32 as Of>::T) -> &u32;
    fn lent(it: &u32) -> <&u32 as Of>::T;
    fn named<'x>(it: <&'x u32 as Of>::T, other: &u32) -> <&'x u32 as Of>::T;
    fn own(it: <u8 as Of>::T) -> Option<<u8 as Of>::T>;
    fn method(&self, it: <&u32 as Of>::T) -> <&u32 as Of>::T;
    #[revision(2)] fn later(it: <&u32 as Of>::T) -> &u32 { it }
}
"#,
    ),
    // A lifetime that is left out altogether, where Rust allows it.
    wrong(
        5,
        &[
            "[VT0102] the lifetime of `Str` is not written",
            "write `Str<'_>`",
            "write `Slice<'_, u32>`",
            "write `vtable_api::Str<'_>`",
            "write `View<'_>`",
        ],
        r#"
#[derive(AbiType)]
#[repr(C)]
pub struct View<'a> { a: Str<'a> }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn text(&self, a: Str) -> u32;
    fn none() -> Option<Slice<u32>>;
    fn full(&self, f: &mut dyn FnMut(vtable_api::Str));
    fn views(&self, all: &[View]) -> View;
}
"#,
    ),
    wrong(
        1,
        &["[E0106]: missing lifetime specifier"],
        r#"
#[derive(AbiType)]
pub struct View<'a> { a: &'a str, b: Str }
#[vtable_api(unrecorded)]
pub trait Taker { fn text(&self, a: View<'_>) -> u32; }
"#,
    ),
    wrong(
        1,
        &["[VT0103] by its name, `Str` is taken for a type that has a lifetime", "write its path: `self::Str`"],
        r#"
pub mod other { pub struct Str { pub a: u32 } }
pub mod own {
    use super::other::Str;
    #[derive(vtable_api::AbiType)]
    #[repr(C)]
    pub struct Holder { a: Str }
}
"#,
    ),
    good(
        r#"
pub mod other { #[derive(vtable_api::AbiType)] #[repr(C)] pub struct Str { pub a: u32 } }
pub mod own {
    use super::other::Str;
    #[derive(vtable_api::AbiType)]
    #[repr(C)]
    pub struct Holder { a: Str }
    #[vtable_api::vtable_api(unrecorded)]
    pub trait Taker { fn text(&self, a: Str) -> Holder; }
}
"#,
    ),
    // How a map hashes is nobody's business but its owner's.
    good(
        r#"
use std::collections::{HashMap, HashSet, hash_map::DefaultHasher};
use std::hash::BuildHasherDefault;
type Own = BuildHasherDefault<DefaultHasher>;
#[derive(AbiType)]
pub struct Holds { set: Option<HashSet<u32, Own>>, maps: Vec<(u32, HashMap<u32, Vec<u8>, Own>)> }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn all(&self, map: HashMap<u32, u32, Own>) -> Result<Vec<HashMap<String, u32, BuildHasherDefault<DefaultHasher>>>, String>;
    fn error(&self, set: &HashSet<u32, Own>) -> Result<u32, Vec<HashMap<u8, HashMap<u8, u8, Own>, Own>>>;
    fn given(&self, f: &dyn Fn(Option<HashMap<u32, HashSet<u32, Own>>>), holds: Holds);
}
"#,
    ),
    wrong(
        2,
        &["a hasher of its own implements `BuildHasher` and `Default`", "[VT0102] `HashMap<u32, u32, Own>` cannot be"],
        r#"
use std::collections::{HashMap, HashSet};
pub struct Own;
#[vtable_api(unrecorded)]
pub trait Taker { fn all(&self, set: HashSet<u32, Own>) -> Result<Vec<HashMap<u32, u32, Own>>, String>; }
"#,
    ),
    wrong(
        1,
        &["[VT0101] a table cannot be generic"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker<'a, T> { fn take(&self, text: &'a str, of: T) -> Option<&'a str>; }
pub struct Own;
impl<'a> Taker<'a, u32> for Own { fn take(&self, text: &'a str, _: u32) -> Option<&'a str> { Some(text) } }
"#,
    ),
    // What a bound makes of a parameter.
    good(
        r#"
pub trait Unit { const NAME: &'static str; }
impl Unit for u32 { const NAME: &'static str = "m"; }
#[derive(AbiType)]
pub struct Copied<T: Unit> { it: T, all: Vec<T> }
#[derive(AbiType)]
#[repr(C)]
pub struct Plain<T: Unit> { it: T, all: OwnedSlice<T> }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, one: Copied<u32>, other: Plain<u32>) -> Option<Copied<u32>>; }
"#,
    ),
    wrong(
        3,
        &["[VT0104] `T::Part` is another type for each parameter", "`<T as Of>::Part`", "`<u8 as By<T>>::Part`"],
        r#"
pub trait Of { type Part; }
pub trait By<T> { type Part; }
#[derive(AbiType)]
#[repr(C)]
pub struct Plain<T: Of> { it: T, part: T::Part }
#[derive(AbiType)]
pub struct Copied<T: Of> { it: T, part: Option<<T as Of>::Part> }
#[derive(AbiType)]
pub struct Other<T> where u8: By<T> { it: T, part: Vec<<u8 as By<T>>::Part> }
"#,
    ),
    // What is lent for a call stands in nothing else.
    wrong(
        5,
        &[
            "[VT0102] `&dyn Api` is an object that is lent for the call",
            "[VT0102] `&mut dyn Api` is an object",
            "[VT0102] `ApiRef<'_>` is a handle on an object that is lent",
            "[VT0102] `dyn Fn(u32)` is a callback",
            "[VT0103] `ApiMut<'a>` is a handle",
            "write `Box<dyn Api>`: in a `Vec`, a tuple, or a type without `repr`",
        ],
        r#"
#[vtable_api(unrecorded)]
pub trait Api { fn f(&self); }
#[derive(AbiType)]
pub struct Holds<'a> { it: ApiMut<'a> }
#[vtable_api(unrecorded)]
pub trait Taker {
    fn objects(&self, all: Vec<&dyn Api>, some: Option<(&mut dyn Api, u32)>, handles: &[ApiRef<'_>], calls: Vec<Box<dyn Fn(u32)>>);
    fn fine(&self, one: &dyn Api, all: Vec<Box<dyn Api>>, pair: (Box<dyn Api>, u32), f: &mut dyn FnMut(u32)) -> ApiRef<'_>;
}
"#,
    ),
    wrong(
        3,
        &["`Box<dyn Api>` owns an object", "`ApiBox` owns an object", "remove the `repr` of what holds it"],
        r#"
#[vtable_api(unrecorded)]
pub trait Api { fn f(&self); }
#[derive(AbiType)]
#[repr(C)]
pub struct Holds { it: Box<dyn Api>, other: ApiBox }
#[vtable_api(unrecorded)]
pub trait Taker { fn changed(&self, it: &mut Box<dyn Api>); }
"#,
    ),
    // What is copied is not changed where it is.
    wrong(
        5,
        &["[VT0102] `String` crosses as a copy, so nobody could change it through a `&mut`", "return the new value"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker {
    fn text(&self, a: &mut String);
    fn bytes(&self, a: Option<&mut Vec<u8>>);
    fn pair(&self, a: &mut (String, u32));
    fn texts(&self, a: &mut [std::path::PathBuf]);
    fn map(&self, a: &mut std::collections::HashMap<u32, u32>);
    fn fine(&self, a: &mut [u8], b: &mut u32, c: &mut dyn FnMut(String)) -> String;
}
"#,
    ),
    // One type has one error.
    wrong(
        5,
        &[
            "must be `extern \"C\"` on every platform",
            "a callback cannot return a borrowed value",
            "`(dyn Fn(u32) + Sync)` is a callback",
            "C has no empty arrays",
        ],
        r#"
pub struct Stranger(u32);
#[vtable_api(unrecorded)]
pub trait Taker {
    fn function(&self) -> fn(&str) -> String;
    fn lent(&self, f: &dyn Fn(u32) -> &'static Stranger, g: &mut dyn FnMut() -> std::pin::Pin<&'static u32>);
    fn calls(&self, all: Vec<&(dyn Fn(u32) + Sync)>);
    fn empty(&self, none: [u8; 0]);
}
"#,
    ),
    // The circle is seen by names; another type of a name is imported under its own.
    wrong(
        1,
        &["[VT0103] `Edge` holds `Node`, which leads back to `Edge`", "`use path::Node as OtherNode;`"],
        r#"
pub mod a { #[derive(vtable_api::AbiType)] pub struct Node<T> { it: T, next: Option<Box<super::b::Edge<T>>> } }
pub mod b { use super::c::Node; #[derive(vtable_api::AbiType)] pub struct Edge<T> { it: T, all: Vec<Node<T>> } }
pub mod c { #[derive(vtable_api::AbiType)] pub struct Node<T> { it: T } }
"#,
    ),
    good(
        r#"
pub mod a { #[derive(vtable_api::AbiType)] pub struct Node<T> { it: T, next: Option<Box<super::b::Edge<T>>> } }
pub mod b { use super::c::Node as OtherNode; #[derive(vtable_api::AbiType)] pub struct Edge<T> { it: T, all: Vec<OtherNode<T>> } }
pub mod c { #[derive(vtable_api::AbiType)] #[abi(name = "OtherNode")] pub struct Node<T> { it: T } }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, one: a::Node<u32>) -> b::Edge<u32>; }
"#,
    ),
    wrong(
        3,
        &["`dyn Api + Send` is no object of a table", "`(dyn Api + Send + Sync)`", "write `dyn Api` alone"],
        r#"
#[vtable_api(unrecorded)]
pub trait Api: Send + Sync { fn f(&self); }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, it: Box<dyn Api + Send>, all: Vec<&(dyn Api + Send + Sync)>, lent: &(dyn Api + Sync)); }
"#,
    ),
    wrong(
        1,
        &["[VT0100] another parameter of this slot is called `a`"],
        r#"
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: u32, b: u32, a: u8) -> u32; }
"#,
    ),
    wrong(
        1,
        &["[VT0117] nobody vouches for what C means by the members of `Fd`"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(foreign = "struct lib_fd { int fd; }")]
pub struct Fd { pub fd: i32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd, b: Option<Fd>) -> Vec<Fd>; }
"#,
    ),
    wrong(
        1,
        &["[VT0117] the definition of `Fd` in C is empty"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = ""))]
pub struct Fd { pub fd: i32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd, b: Option<Fd>) -> Vec<Fd>; }
"#,
    ),
    wrong(
        1,
        &["[VT0117] the definition of `Fd` in C does not begin with `struct NAME {`"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = "union lib_fd { int fd; }"))]
pub struct Fd { pub fd: i32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd, b: Option<Fd>) -> Vec<Fd>; }
"#,
    ),
    wrong(
        1,
        &["[VT0117] the definition of `Fd` in C defines `struct register`"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = "struct register { int fd; }"))]
pub struct Fd { pub fd: i32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd, b: Option<Fd>) -> Vec<Fd>; }
"#,
    ),
    wrong(
        1,
        &["[VT0117] `Fd` has the parameter `T`, and `struct lib_fd` in C has none"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = "struct lib_fd { int fd; }"))]
pub struct Fd<T> { pub fd: T }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd<i32>, b: Option<Fd<i32>>) -> Vec<Fd<i32>>; }
"#,
    ),
    wrong(
        1,
        &["[VT0117] `Fd` is `repr(transparent)`, so no header could compare its members with those of `struct lib_fd`"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(transparent)]
#[abi(unsafe(foreign = "struct lib_fd { int fd; }"))]
pub struct Fd(pub i32);
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd, b: Option<Fd>) -> Vec<Fd>; }
"#,
    ),
    wrong(
        1,
        &["[VT0117] `Fd` and `At` have two definitions of `struct lib_fd`, and C has one"],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = "struct lib_fd { int fd; }"))]
pub struct Fd { pub fd: i32 }
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = "struct lib_fd { int at; }"))]
pub struct At { pub at: i32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd) -> At; }
"#,
    ),
    wrong(
        1,
        &["[VT0040]", "accepts `foreign = "],
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = "struct lib_fd { int fd; }", guard = "LIB"))]
pub struct Fd { pub fd: i32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd, b: Option<Fd>) -> Vec<Fd>; }
"#,
    ),
    good(
        r#"
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = "struct lib_fd { int fd; }"))]
pub struct Fd { pub fd: i32 }
#[vtable_api(unrecorded)]
pub trait Taker { fn take(&self, a: &Fd, b: Option<Fd>) -> Vec<Fd>; }
"#,
    ),
];
