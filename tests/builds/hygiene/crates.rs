//! Sources of crates.

/// The usual crate: a table with every kind of slot, and a test that calls it.
pub(crate) const EVERYTHING: &str = r#"
#![forbid(unsafe_code)]
use vtable_api::{AbiType, OwnedStr, Str, vtable_api};

#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct Point { pub x: i32, pub y: i32 }

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Failure { Code(i32), Text(OwnedStr) }

#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[abi(open)]
#[repr(u8)]
pub enum Kind { Small = 1, Large, Unknown(u8) }

#[vtable_api(unrecorded)]
pub trait Log: Send + Sync { fn log(&self, text: &str); }

#[vtable_api(unrecorded)]
pub trait Everything {
    fn scalar(&self, a: u8, b: f64, c: bool, d: core::ffi::c_long) -> i64;
    fn texts(&self, text: &str, bytes: &[u8], out: &mut [u8], own: String, list: Vec<u32>) -> String;
    fn points(&self, by: Point, at: &Point, to: &mut Point, maybe: Option<&Point>, raw: *const Point) -> Option<Point>;
    fn closures(&self, look: &dyn Fn(&str) -> bool, put: &mut dyn FnMut(u32)) -> u32;
    fn objects(&self, log: &dyn Log, more: Option<&dyn Log>, own: Box<dyn Log>) -> Box<dyn Log>;
    fn fails(&self, how: Result<u32, Failure>, kind: Kind) -> Result<Kind, Failure>;
    fn lent<'a>(&self, text: Str<'a>) -> Str<'a>;
    #[revision(2)]
    fn texts_ex1(&self, text: &str) -> String { self.texts(text, &[], &mut [], String::new(), Vec::new()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    struct Nothing;
    impl Log for Nothing { fn log(&self, _: &str) {} }
    struct All;
    impl Everything for All {
        fn scalar(&self, a: u8, b: f64, c: bool, d: core::ffi::c_long) -> i64 { i64::from(a) + b as i64 + i64::from(c) + d as i64 }
        fn texts(&self, text: &str, bytes: &[u8], out: &mut [u8], own: String, list: Vec<u32>) -> String {
            out.copy_from_slice(bytes);
            format!("{text}{own}{}", list.len())
        }
        fn points(&self, by: Point, at: &Point, to: &mut Point, maybe: Option<&Point>, raw: *const Point) -> Option<Point> {
            assert!(maybe.is_none() && raw.is_null());
            to.x = by.x + at.y;
            Some(*to)
        }
        fn closures(&self, look: &dyn Fn(&str) -> bool, put: &mut dyn FnMut(u32)) -> u32 { put(3); u32::from(look("x")) }
        fn objects(&self, log: &dyn Log, more: Option<&dyn Log>, own: Box<dyn Log>) -> Box<dyn Log> { log.log("a"); assert!(more.is_some()); own }
        fn fails(&self, how: Result<u32, Failure>, kind: Kind) -> Result<Kind, Failure> { how.map(|_| kind) }
        fn lent<'a>(&self, text: Str<'a>) -> Str<'a> { text }
    }
    #[test]
    fn calls() {
        let all = EverythingBox::new(All);
        assert_eq!(all.scalar(1, 2.0, true, 3), 7);
        let mut out = [0; 2];
        assert_eq!(all.texts("a", &[1, 2], &mut out, "b".into(), vec![1]), "ab1");
        assert_eq!(out, [1, 2]);
        assert_eq!(all.texts_ex1("z"), "z0");
        let mut to = Point { x: 0, y: 0 };
        assert_eq!(all.points(Point { x: 1, y: 0 }, &Point { x: 0, y: 2 }, &mut to, None, core::ptr::null()).map(|p| p.x), Some(3));
        let mut got = 0;
        assert_eq!(all.closures(&|text| text == "x", &mut |n| got = n), 1);
        assert_eq!(got, 3);
        all.objects(&Nothing, Some(&Nothing), Box::new(Nothing)).log("b");
        assert!(matches!(all.fails(Err(Failure::Code(4)), Kind::Small), Err(Failure::Code(4))));
        assert_eq!(all.fails(Ok(1), Kind::Unknown(9)).ok(), Some(Kind::Unknown(9)));
        assert_eq!(&*all.lent("q".into()), "q");
    }
}
"#;

/// Names that shadow what generated code might mean.
pub(crate) const NAMES: &[(&str, &str)] = &[
    (
        "no prelude",
        r#"#![no_implicit_prelude]
        #![forbid(unsafe_code)]
        #[derive(::vtable_api::AbiType)]
        #[repr(C)]
        pub struct Point { pub x: i32, pub next: *const Point }
        #[derive(::vtable_api::AbiType)]
        #[repr(C, u8)]
        pub enum Event { Moved(Point), Done { code: i32 } }
        #[derive(::vtable_api::AbiType)]
        #[abi(open)]
        #[repr(u16)]
        pub enum Kind { A, Unknown(u16) }
        #[::vtable_api::vtable_api(unrecorded)]
        pub trait Points: ::std::marker::Send {
            fn put(&mut self, point: &Point, each: &mut dyn ::std::ops::FnMut(u32) -> bool) -> Kind;
            fn text(&self, text: &str) -> ::std::string::String;
            fn maybe(&self, point: ::std::option::Option<&Point>) -> ::std::result::Result<u32, i32>;
            #[revision(2)]
            fn put_ex1(&mut self, point: &Point) -> Kind { self.put(point, &mut |_| true) }
        }"#,
    ),
    (
        "types of the user's called like std's",
        r#"#![allow(non_camel_case_types, dead_code)]
        pub struct Result; pub struct Option; pub struct Box; pub struct u32; pub struct Vec; pub struct str;
        pub struct String; pub struct u64; pub struct usize; pub struct bool; pub struct Send; pub struct Sync;
        pub struct Clone; pub struct Copy; pub struct Drop; pub struct Sized; pub struct Some; pub struct None;
        pub struct Ok; pub struct Err; pub struct Self_; pub struct AbiType; pub struct Described; pub struct i128;
        pub struct u8; pub struct Fn; pub struct Default; pub struct From; pub struct Into;
        #[derive(vtable_api::AbiType)]
        #[repr(C)]
        pub struct Point { pub x: i32, pub next: *const Point }
        #[derive(vtable_api::AbiType)]
        #[repr(C, i8)]
        pub enum Event { Moved(Point), Done { code: i32 } }
        #[derive(vtable_api::AbiType)]
        #[abi(open)]
        #[repr(i16)]
        pub enum Kind { A, Unknown(i16) }
        #[vtable_api::vtable_api(unrecorded)]
        pub trait Points {
            fn put(&mut self, point: &Point, each: &mut dyn FnMut(i32) -> i64) -> Kind;
            #[revision(2)]
            fn put_ex1(&mut self, point: &Point) -> Kind { self.put(point, &mut |_| 1) }
        }"#,
    ),
    (
        "a type called Option that crosses",
        r#"#[derive(vtable_api::AbiType, Clone, Copy)]
        #[repr(C)]
        pub struct Option { pub x: i32 }
        #[vtable_api::vtable_api(unrecorded)]
        pub trait Points { fn put(&self, option: Option, at: &Option) -> Option; }"#,
    ),
    (
        "modules called like crates",
        r#"pub mod core { pub mod ffi {} }
        pub mod std {}
        pub mod alloc {}
        pub mod vtable_api {}
        pub mod __private {}
        #[::vtable_api::vtable_api(unrecorded)]
        pub trait Points { fn put(&self, x: u32, name: &str) -> Vec<u8>; }
        #[derive(::vtable_api::AbiType)]
        #[repr(C)]
        pub struct Point { pub x: i32 }"#,
    ),
    (
        "macros called like std's",
        r#"#[allow(unused_macros)]
        macro_rules! assert { ($($t:tt)*) => { compile_error!("ours") } }
        #[allow(unused_macros)]
        macro_rules! panic { ($($t:tt)*) => { compile_error!("ours") } }
        #[allow(unused_macros)]
        macro_rules! include_bytes { ($($t:tt)*) => { compile_error!("ours") } }
        #[allow(unused_macros)]
        macro_rules! option_env { ($($t:tt)*) => { compile_error!("ours") } }
        #[allow(unused_macros)]
        macro_rules! module_path { ($($t:tt)*) => { compile_error!("ours") } }
        #[vtable_api::vtable_api(unrecorded)]
        pub trait Points { fn put(&self, x: u32); #[revision(2)] fn more(&self, x: u32) { self.put(x) } }
        #[derive(vtable_api::AbiType)]
        #[repr(u8)]
        pub enum Kind { A }"#,
    ),
    ("a trait called T", "#[vtable_api::vtable_api(unrecorded)]\npub trait T { fn t(&self, t: u32) -> u32; }"),
    (
        "constants and functions called like locals",
        r#"#![allow(non_upper_case_globals, dead_code)]
        pub const raw: u32 = 1; pub const object: u32 = 2; pub const lent: u32 = 3; pub const provider: u8 = 4; pub const held: u8 = 1; pub const wire: u8 = 1; pub const arg: u8 = 1; pub const owned: u8 = 1; pub const fault: u8 = 1; pub const f: u8 = 1;
        pub static all: u32 = 5; pub static value: u8 = 6; pub const revision: u8 = 7; pub static at: u8 = 8;
        pub fn from_ref() {}
        pub const BYTES: usize = 4; pub const ALL: usize = 2; pub const SITE: usize = 1; pub const TABLE: u8 = 1;
        #[derive(vtable_api::AbiType)]
        #[repr(C, u8)]
        pub enum Kind { A(u32), B { raw: u8, all: [u8; BYTES] } }
        #[vtable_api::vtable_api(unrecorded)]
        pub trait Inner { fn go(&self); fn call(&self, h: &dyn Fn(u8) -> u8); }
        #[vtable_api::vtable_api(unrecorded)]
        pub trait Points { fn put(&self, x: u32, y: &str) -> u32; fn lent(&self, n: &dyn Inner, o: Option<&dyn Inner>, own: Box<dyn Inner>) -> Box<dyn Inner>; fn array(&self, a: *const [u8; BYTES], b: &[[u8; ALL]]); fn one(&mut self, g: &mut dyn FnMut(u32, &[u16; BYTES]) -> u32); #[revision(2)] fn more(&self, x: u32) -> u32 { self.put(x, "") } }"#,
    ),
    (
        "parameters called like constants and unit structs",
        r#"#![allow(non_upper_case_globals, dead_code)]
        pub const width: u32 = 1;
        pub static height: u32 = 5;
        #[vtable_api::vtable_api(unrecorded)]
        pub trait Points { fn put(&self, x: u32); fn area(&self, wide: u32) -> u32; }"#,
    ),
];

/// Names of slots and parameters.
pub(crate) const SLOTS: &[(&str, &str)] = &[
    (
        "slots called like methods of handles",
        r#"#[vtable_api::vtable_api(unrecorded)]
        pub trait Names {
            fn agreed(&self) -> u32;
            fn has_x(&self) -> u32;
            fn release(&self) -> u32;
            fn header(&self) -> u32;
            fn new(&self) -> u32;
            fn deref(&self) -> u32;
            fn raw(&self) -> u32;
            fn object(&self) -> u32;
            fn drop(&self) -> u32;
            fn clone(&self) -> u32;
            fn negotiate(&self) -> u32;
            #[revision(2)]
            fn x(&self) -> u32 { 12 }
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            struct P;
            impl Names for P {
                fn agreed(&self) -> u32 { 1 }
                fn has_x(&self) -> u32 { 2 }
                fn release(&self) -> u32 { 3 }
                fn header(&self) -> u32 { 4 }
                fn new(&self) -> u32 { 5 }
                fn deref(&self) -> u32 { 6 }
                fn raw(&self) -> u32 { 7 }
                fn object(&self) -> u32 { 8 }
                fn drop(&self) -> u32 { 9 }
                fn clone(&self) -> u32 { 10 }
                fn negotiate(&self) -> u32 { 11 }
            }
            fn sum(names: &dyn Names) -> u32 {
                names.agreed() + names.has_x() + names.release() + names.header() + names.new() + names.deref()
                    + names.raw() + names.object() + names.drop() + Names::clone(names) + names.negotiate() + names.x()
            }
            #[test]
            fn calls() {
                let (p, owned) = (P, NamesBox::new(P));
                assert_eq!((owned.agreed_(), owned.has_x_()), (3, true));
                assert_eq!(sum(&P), 78);
                assert_eq!(sum(&owned), 78);
                assert_eq!(sum(&NamesRef::new(&p)), 78);
            }
        }"#,
    ),
    (
        "signatures with all that may stand in one",
        r#"use vtable_api::vtable_api;
        pub const LEN: usize = 2;
        #[derive(vtable_api::AbiType)]
        #[repr(C)]
        pub struct Pair { pub x: u32, pub y: u32 }
        pub trait Of { const LEN: usize; }
        impl Of for u8 { const LEN: usize = 4; }
        #[vtable_api(unrecorded)]
        pub trait Shapes: 'static + Send {
            #![allow(clippy::all)]
            fn lengths(
                &self, a: &[u8; 2 * LEN], b: &[[u8; 1 + { LEN }]; <u8 as Of>::LEN], c: &[u8; u8::LEN as usize],
                d: &[u8; (1 << 2) - size_of::<u16>()],
            ) -> usize;
            fn lent<'a>(&'a self, #[allow(unused)] _: &u8, __: u8, _a: u8,) -> &'a u8;
            unsafe fn bare<>(&self) -> ();
            fn patterns(&self, mut sum: u32, Pair { y: pair, .. }: Pair, all @ 0..=u32::MAX: u32, [one]: &[u8; 1]) -> u32 {
                sum += pair + all;
                sum + u32::from(*one)
            }
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            struct P(u8);
            impl Shapes for P {
                fn lengths(&self, a: &[u8; 4], b: &[[u8; 3]; 4], c: &[u8; 4], d: &[u8; 2]) -> usize { a.len() + b.len() + c.len() + d.len() }
                fn lent(&self, _: &u8, _: u8, _: u8) -> &u8 { &self.0 }
                unsafe fn bare(&self) {}
            }
            #[test]
            fn calls() {
                let owned = ShapesBox::new(P(5));
                assert_eq!(owned.lengths(&[0; 4], &[[0; 3]; 4], &[0; 4], &[0; 2]), 14);
                assert_eq!(*owned.lent(&1, 2, 3), 5);
                assert_eq!(owned.patterns(1, Pair { x: 0, y: 2 }, 3, &[4]), 10);
            }
        }"#,
    ),
    (
        "words of C and of Rust",
        r#"#[vtable_api::vtable_api(unrecorded)]
        pub trait Words {
            fn int(&self, register: u32, auto: u32) -> u32;
            fn register(&self, int: u32, r#type: u32) -> u32;
            fn r#type(&self, r#fn: u32) -> u32;
            fn r#struct(&mut self, class: u32, template: u32) -> u32;
            #[revision(2)]
            fn r#match(&self, r#in: u32) -> u32 { self.r#type(r#in) }
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            struct P;
            impl Words for P {
                fn int(&self, register: u32, auto: u32) -> u32 { register + auto }
                fn register(&self, int: u32, r#type: u32) -> u32 { int + r#type }
                fn r#type(&self, r#fn: u32) -> u32 { r#fn }
                fn r#struct(&mut self, class: u32, template: u32) -> u32 { class + template }
            }
            #[test]
            fn calls() {
                let mut words = WordsBox::new(P);
                assert_eq!(words.int(1, 2) + words.register(3, 4) + words.r#type(5) + words.r#match(6), 21);
                assert_eq!(words.r#struct(7, 8), 15);
                assert!(words.has_match());
            }
        }"#,
    ),
    (
        "parameters called like generated locals, and patterns",
        r#"#[vtable_api::vtable_api(unrecorded)]
        pub trait Locals {
            fn one(&self, lent: u32, result: u32, function: u32, raw: u32, object: u32) -> u32;
            fn two(&self, call: u32, lent: u32, site: u32, f: &mut dyn FnMut(u32) -> u32, held: &str) -> u32;
        }"#,
    ),
    (
        "callbacks that take what was lent to the slot",
        r#"#[vtable_api::vtable_api(unrecorded)]
        pub trait Pieces {
            fn split<'a>(&self, text: &'a str, each: &mut dyn FnMut(&'a str));
            fn pair<'a, 'b>(&self, a: &'a str, b: &'b str, both: &dyn for<'x> Fn(&'a str, &'b str, &'x str, &'static str));
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            struct P;
            impl Pieces for P {
                fn split<'a>(&self, text: &'a str, each: &mut dyn FnMut(&'a str)) { text.split(' ').for_each(each) }
                fn pair<'a, 'b>(&self, a: &'a str, b: &'b str, both: &dyn for<'x> Fn(&'a str, &'b str, &'x str, &'static str)) {
                    both(a, b, &String::from("own"), "kept")
                }
            }
            #[test]
            fn what_was_lent_comes_back() {
                let (handle, text, mut kept) = (PiecesBox::new(P), String::from("a b c"), Vec::new());
                handle.split(&text, &mut |piece| kept.push(piece));
                let last = std::cell::Cell::new("");
                handle.pair("x", &text, &|_, b, _, _| last.set(b));
                drop(handle);
                assert_eq!((kept, last.get()), (vec!["a", "b", "c"], "a b c"));
            }
        }"#,
    ),
    (
        "patterns in default bodies",
        r#"#[vtable_api::vtable_api(unrecorded)]
        pub trait Patterns {
            fn three(&self, _: u32, _: u32, _x: u32) -> u32;
            #[revision(2)]
            fn four(&self, mut n: u32, _: &str, c @ _: u32) -> u32 { n += c; self.three(n, n, n) }
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            struct P;
            impl Patterns for P { fn three(&self, a: u32, b: u32, c: u32) -> u32 { a + b + c } }
            #[test]
            fn calls() { assert_eq!(PatternsBox::new(P).four(1, "", 2), 9); }
        }"#,
    ),
    (
        "unsafe slots",
        r#"#[vtable_api::vtable_api(unrecorded)]
        pub trait Unsafe {
            /// # Safety
            /// None.
            unsafe fn go(&self, at: *const u32) -> u32;
            /// # Safety
            /// None.
            #[revision(2)]
            unsafe fn go_ex1(&self, at: *const u32, plus: u32) -> u32 { unsafe { self.go(at) + plus } }
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            struct P;
            impl Unsafe for P { unsafe fn go(&self, at: *const u32) -> u32 { unsafe { *at } } }
            #[test]
            fn calls() { let p = P; assert_eq!(unsafe { UnsafeRef::new(&p).go_ex1(&7, 1) }, 8); }
        }"#,
    ),
];

/// Where a table stands.
pub(crate) const PLACES: &[(&str, &str)] = &[
    (
        "in a function and in nested modules",
        r#"#[cfg(test)]
        mod tests {
            #[test]
            fn inside() {
                #[vtable_api::vtable_api(unrecorded)]
                trait Inside { fn go(&self, at: &Here) -> u32; #[revision(2)] fn more(&self) -> u32 { self.go(&Here { x: 3 }) } }
                #[derive(vtable_api::AbiType)]
                #[repr(C)]
                struct Here { x: u32 }
                struct P;
                impl Inside for P { fn go(&self, at: &Here) -> u32 { at.x } }
                assert_eq!(InsideBox::new(P).more(), 3);
            }
            mod a { pub(in super::super) mod b {
                #[vtable_api::vtable_api(unrecorded)]
                pub(in super::super) trait Deep { fn go(&self) -> u32; }
            } }
            #[test]
            fn nested() {
                struct P;
                impl a::b::Deep for P { fn go(&self) -> u32 { 4 } }
                assert_eq!(a::b::DeepBox::new(P).go(), 4);
            }
        }"#,
    ),
    (
        "less than public",
        r#"#[vtable_api::vtable_api(unrecorded)]
        pub(crate) trait Inner { fn go(&self, at: &Private) -> u32; }
        #[derive(vtable_api::AbiType)]
        #[repr(C)]
        pub(crate) struct Private { x: u32 }
        mod tests {
            #[test]
            fn calls() {
                struct P;
                impl crate::Inner for P { fn go(&self, at: &crate::Private) -> u32 { at.x } }
                assert_eq!(crate::InnerBox::new(P).go(&crate::Private { x: 5 }), 5);
            }
        }"#,
    ),
    (
        "made by a macro, types as fragments",
        r#"macro_rules! table {
            ($trait:ident, $slot:ident, $param:ty, $ret:ty, $name:ident, $size:expr) => {
                #[vtable_api::vtable_api(unrecorded)]
                pub trait $trait {
                    fn $slot(&self, param: $param, list: &[$param], by: &$name) -> $ret;
                    fn many(&self, at: *const [$param; $size], each: &mut dyn FnMut($param) -> $ret) -> Option<$ret>;
                    #[revision(2)]
                    fn more(&self, param: $param) -> $ret { self.$slot(param, &[], &$name { inner: param }) }
                }
                #[derive(vtable_api::AbiType)]
                #[repr(C)]
                pub struct $name { pub inner: $param }
            };
        }
        table!(Made, make, u32, u64, Item, 1 + 2);
        #[cfg(test)]
        mod tests {
            use super::*;
            struct P;
            impl Made for P {
                fn make(&self, param: u32, list: &[u32], by: &Item) -> u64 { u64::from(param + by.inner) + list.len() as u64 }
                fn many(&self, at: *const [u32; 3], each: &mut dyn FnMut(u32) -> u64) -> Option<u64> { at.is_null().then(|| each(8)) }
            }
            #[test]
            fn calls() {
                let made = MadeBox::new(P);
                assert_eq!(made.more(2), 4);
                assert_eq!(made.many(core::ptr::null(), &mut |n| u64::from(n)), Some(8));
            }
        }"#,
    ),
    (
        "two tables of one trait name in two modules",
        r#"pub mod a { #[vtable_api::vtable_api(id = "a/same", unrecorded)] pub trait Same { fn go(&self); } }
        pub mod b { #[vtable_api::vtable_api(id = "b/same", unrecorded)] pub trait Same { fn go(&self); } }"#,
    ),
];

/// Generic types and lifetimes.
pub(crate) const TYPES: &[(&str, &str)] = &[
    (
        "generics and lifetimes in types",
        r#"use vtable_api::{AbiType, Slice, Str};
        #[derive(AbiType, Clone, Copy)]
        #[repr(C)]
        pub struct Buf<T> { pub at: *const T, pub next: *const Buf<T>, pub first: T }
        #[derive(AbiType, Clone, Copy)]
        #[repr(C)]
        pub struct Both<'a, T: vtable_api::Plain + Copy, U> where U: Copy, { pub text: Str<'a>, pub list: Slice<'a, T>, pub u: U }
        #[derive(AbiType, Clone, Copy)]
        #[repr(C, u8)]
        pub enum Either<'l, T> { Left(T), Right { text: Str<'l> } }
        #[derive(AbiType, Clone, Copy)]
        #[repr(transparent)]
        pub struct Wrap<T>(pub T, core::marker::PhantomData<u8>);
        #[vtable_api::vtable_api(unrecorded)]
        pub trait Generic {
            fn buf(&self, buf: Buf<u16>, other: &Buf<Buf<u8>>) -> Buf<u32>;
            fn both<'x>(&self, both: Both<'x, u8, i64>, either: &Either<'_, u8>) -> Str<'x>;
            fn own<'s>(&'s self, wrap: Wrap<u32>, texts: &'s str) -> Either<'s, u32>;
            fn elided(&self, each: &dyn Fn(&Either<'_, u8>, Str<'_>) -> u32) -> Str<'_>;
        }
        #[cfg(test)]
        mod tests {
            use super::*;
            struct P;
            impl Generic for P {
                fn buf(&self, buf: Buf<u16>, _: &Buf<Buf<u8>>) -> Buf<u32> {
                    Buf { at: core::ptr::null(), next: core::ptr::null(), first: buf.first.into() }
                }
                fn both<'x>(&self, both: Both<'x, u8, i64>, _: &Either<'_, u8>) -> Str<'x> { both.text }
                fn own<'s>(&'s self, _: Wrap<u32>, texts: &'s str) -> Either<'s, u32> { Either::Right { text: texts.into() } }
                fn elided(&self, each: &dyn Fn(&Either<'_, u8>, Str<'_>) -> u32) -> Str<'_> {
                    assert_eq!(each(&Either::Left(1), "x".into()), 2);
                    "done".into()
                }
            }
            #[test]
            fn calls() {
                let p = P;
                let handle = GenericRef::new(&p);
                let null = core::ptr::null();
                let inner = Buf { at: null, next: core::ptr::null(), first: 1 };
                let buf = handle.buf(Buf { at: core::ptr::null(), next: core::ptr::null(), first: 7 }, &Buf { at: core::ptr::null(), next: core::ptr::null(), first: inner });
                assert_eq!(buf.first, 7);
                let text = String::from("abc");
                let both = Both { text: text.as_str().into(), list: [1u8][..].into(), u: 5 };
                assert_eq!(&*handle.both(both, &Either::Left(2)), "abc");
                assert!(matches!(handle.own(Wrap(1, core::marker::PhantomData), &text), Either::Right { text } if &*text == "abc"));
                assert_eq!(&*handle.elided(&|_, text| 1 + text.len() as u32), "done");
            }
        }"#,
    ),
    (
        "lifetimes of any name, with bounds, in callbacks, behind aliases",
        r#"use core::marker::PhantomData;
        use vtable_api::{AbiType, Slice, Str};
        pub trait Described {}
        pub struct Life;
        #[derive(AbiType, Clone, Copy)]
        #[repr(C)]
        pub struct Raw<'r#fn, 'written0: 'r#fn> { pub text: Str<'r#fn>, pub list: Slice<'written0, u8>, pub unit: Str<'static> }
        #[derive(AbiType)]
        #[repr(C)]
        pub struct Bound<'shown0, 'b, List, Tail: 'shown0 + 'static>
        where
            'b: 'shown0,
            List: 'shown0 + 'b + vtable_api::Plain,
            for<'x> &'x Tail: Copy,
        {
            pub one: &'shown0 Slice<'b, List>, pub two: Tail, pub of: PhantomData<(&'b List, fn() -> &'shown0 Tail)>,
        }
        #[derive(AbiType)]
        #[repr(C)]
        pub struct Hooks<'written0> {
            pub one: for<'x, 'y> unsafe extern "C" fn(&'y u8, &'x Raw<'x, 'y>, &'written0 u8) -> &'y u8,
            pub two: Option<unsafe extern "C" fn(&u8, *const Hooks<'static>)>,
            pub next: *const Hooks<'written0>,
        }
        #[derive(AbiType)]
        #[abi(opaque)]
        pub struct Opaque<'a, 'b: 'a>(#[allow(dead_code)] &'a &'b Life);
        #[derive(AbiType, Clone, Copy)]
        #[repr(transparent)]
        pub struct Tuple<'a>(pub PhantomData<&'a ()>, pub &'a u8);
        pub type Text<'x> = &'x str;
        pub type Bytes = Vec<u8>;
        pub type Outcome<'x, T> = Result<Str<'x>, T>;
        macro_rules! word { () => { u32 } }
        pub type Word = word!();
        #[vtable_api::vtable_api(unrecorded)]
        pub trait Named {
            fn raw<'r#match, 'self_: 'r#match>(&'self_ self, raw: Raw<'r#match, 'self_>) -> Raw<'r#match, 'self_>;
            fn bound<'x>(&self, of: &mut Bound<'x, '_, u8, Word>) -> &'x u8;
            fn hooks<'x>(&'x self, hooks: &Hooks<'x>, call: for<'q> unsafe extern "C" fn(&'q u8, &'q u8, &'x u8) -> bool);
            fn each(&self, each: &mut dyn for<'q> FnMut(Raw<'q, 'q>, Tuple<'q>, &u8), opaque: *const Opaque<'_, '_>);
            fn aliases<'x>(&'x self, text: Text<'_>, bytes: Bytes, outcome: Outcome<'x, Tuple<'x>>) -> Outcome<'x, Word>;
        }"#,
    ),
];

/// Every lint that a strict project turns on.
pub(crate) const STRICT: &str = r#"//! Documented.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused, future_incompatible, nonstandard_style, rust_2018_idioms)]
#![deny(missing_debug_implementations, unreachable_pub, unused_qualifications, single_use_lifetimes, unused_lifetimes)]
#![deny(missing_copy_implementations, trivial_casts, trivial_numeric_casts, unused_import_braces, unused_results)]
#![deny(let_underscore_drop, elided_lifetimes_in_paths, explicit_outlives_requirements, meta_variable_misuse)]
#![deny(unit_bindings, unsafe_op_in_unsafe_fn, variant_size_differences, non_ascii_idents, redundant_lifetimes)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::undocumented_unsafe_blocks, clippy::multiple_unsafe_ops_per_block)]
#![deny(clippy::missing_inline_in_public_items, clippy::absolute_paths, clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions)]
use vtable_api::{AbiType, vtable_api};

/// A point.
#[derive(AbiType, Clone, Copy, Debug)]
#[repr(C)]
pub struct Point {
    /// Across.
    pub x: i32,
    /// The next one.
    pub next: *const Self,
}

/// What happened.
#[derive(AbiType, Clone, Copy, Debug)]
#[repr(C, u32)]
pub enum Event {
    /// It moved.
    Moved(Point),
    /// It ended.
    Done {
        /// How.
        code: i32,
    },
}

/// Of what kind.
#[derive(AbiType, Clone, Copy, Debug)]
#[abi(open)]
#[repr(u16)]
pub enum Kind {
    /// The first.
    A,
    /// Another.
    Unknown(u16),
}

/// A table.
#[vtable_api(id = "strict/points", unrecorded)]
pub trait Points: Send {
    /// Puts.
    fn put(&mut self, event: Event, at: &Point, each: &mut dyn FnMut(u32) -> bool) -> Kind;
    /// Names.
    fn name(&self, kind: Kind) -> String;

    /// Puts better.
    #[revision(2)]
    fn put_ex1(&mut self, event: Event, at: &Point) -> Kind {
        self.put(event, at, &mut |_| true)
    }
}

/// Without receivers.
#[vtable_api(id = "strict/statics", unrecorded)]
pub trait Statics {
    /// Which.
    fn version() -> u32;
}
"#;

/// Without std.
pub(crate) const NO_STD: &str = r#"
extern crate alloc;
use alloc::{boxed::Box, string::String, vec::Vec};
use vtable_api::{AbiType, vtable_api};

#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct Point { pub x: i32 }

#[vtable_api(unrecorded)]
pub trait Log { fn log(&self, text: &str); }

#[vtable_api(unrecorded)]
pub trait Points: Send + Sync {
    fn put(&self, at: &Point, each: &mut dyn FnMut(u32) -> bool) -> String;
    fn all(&self, log: &dyn Log) -> Vec<Point>;
    fn own(&self) -> Box<dyn Log>;
    #[revision(2)]
    fn more(&self, at: &Point) -> String { self.put(at, &mut |_| true) }
}
"#;

/// A crate whose macro makes tables for crates that do not know us.
pub(crate) const FRAMEWORK: &str = r#"
#[doc(hidden)]
pub use vtable_api;
#[macro_export]
macro_rules! table {
    ($trait:ident, $slot:ident, $ty:ty) => {
        #[$crate::vtable_api::vtable_api(unrecorded, unsafe(crate = $crate::vtable_api))]
        pub trait $trait { fn $slot(&self, point: &Point, n: $ty) -> $ty; #[revision(2)] fn more(&self) {} }
        #[derive($crate::vtable_api::AbiType)]
        #[abi(unsafe(crate = $crate::vtable_api))]
        #[repr(C)]
        pub struct Point { pub x: $ty }
    };
}
"#;

/// Before a crate: it calls itself like everything that an expansion names.
pub(crate) const IMPOSTORS: &str = r#"
extern crate core as real_core;
extern crate std as real_std;
extern crate vtable_api as real;
extern crate self as alloc;
extern crate self as core;
extern crate self as std;
extern crate self as vtable_api;
extern crate self as vtable_api_core;
extern crate self as vtable_api_macros;
pub use real_core::{ffi, ptr};
pub use real_std::{format, assert, assert_eq, matches};
pub use real_std::prelude;
/// Where expansions would find something else.
pub mod __private { pub mod core {} pub mod handle {} pub mod record {} }
pub mod primitive { pub struct Nothing; }
pub mod result { pub enum Result {} }
pub mod option { pub struct Option; }
pub mod mem {}
real::module! {}
"#;

/// A word that is one of a later edition, in each place where a name may stand.
pub(crate) const WORD: &str = r#"
#[vtable_api::vtable_api(unrecorded)]
pub trait Words {
    fn WORD(&self, WORD: u32) -> u32;
    #[revision(2)]
    fn later(&self, call: &dyn Fn(u32), WORD: u32) { call(WORD) }
}
#[derive(vtable_api::AbiType)]
#[repr(C)]
pub struct Word { pub WORD: u32 }
#[derive(vtable_api::AbiType)]
#[repr(u8)]
#[allow(non_camel_case_types)]
pub enum Other { WORD(u32), None { WORD: u8 } }
pub fn call(words: &WordsRef<'_>) -> u32 {
    words.later(&|_| {}, 1);
    words.WORD(Word { WORD: 2 }.WORD)
}
"#;

/// Traits, and what implements them beside them.
pub(super) const PROVIDED: &str = r#"
#![forbid(unsafe_code)]
use std::{rc::Rc, sync::Arc};
use vtable_api::vtable_api;

#[vtable_api(unrecorded)]
pub trait Shared { fn name(&self) -> String; #[revision(2)] fn more(&self) -> u32 { 1 } }
#[vtable_api(unrecorded)]
pub trait Changed { fn name(&mut self) -> String; }
#[vtable_api(unrecorded)]
pub trait Made { fn make() -> u32; fn name(&self) -> String; }

pub struct Mine;
impl Shared for Mine { fn name(&self) -> String { "mine".into() } }
impl Changed for Mine { fn name(&mut self) -> String { "mine".into() } }
impl Made for Mine { fn make() -> u32 { 1 } fn name(&self) -> String { "mine".into() } }

pub struct Logged<T>(pub T);
impl<T: Shared> Shared for Logged<T> { fn name(&self) -> String { self.0.name() } }
impl<T: Changed> Changed for Logged<T> { fn name(&mut self) -> String { self.0.name() } }
impl<T: Made> Made for Logged<T> { fn make() -> u32 { T::make() } fn name(&self) -> String { self.0.name() } }

impl<T: Shared + ?Sized> Shared for Arc<T> { fn name(&self) -> String { (**self).name() } }
impl<T: Shared + ?Sized> Shared for Rc<T> { fn name(&self) -> String { (**self).name() } }
impl<T: Shared> Shared for Vec<T> { fn name(&self) -> String { self[0].name() } }
impl<T: Shared, const N: usize> Shared for [T; N] { fn name(&self) -> String { self[0].name() } }
impl<A: Shared, B: Shared> Shared for (A, B) { fn name(&self) -> String { self.0.name() } }
impl Shared for fn() -> String { fn name(&self) -> String { self() } }
// A table with a slot that has no receiver leaves these to its author.
impl<T: Made> Made for Box<T> { fn make() -> u32 { T::make() } fn name(&self) -> String { (**self).name() } }
impl<T: Made> Made for &T { fn make() -> u32 { T::make() } fn name(&self) -> String { (**self).name() } }
"#;

/// The same in another crate.
pub(super) const PROVIDERS: &str = r#"
#![forbid(unsafe_code)]
use hygiene_providers::*;

struct Png;
impl Shared for Png { fn name(&self) -> String { "png".into() } }
// Of a type that is none, and of a reference to it.
struct Gif;
impl Shared for Box<Gif> { fn name(&self) -> String { "gif".into() } }
impl Shared for &Gif { fn name(&self) -> String { "gif".into() } }

struct Traced<T>(T);
impl<T: Shared> Shared for Traced<T> { fn name(&self) -> String { self.0.name() } }
impl<T: Made> Made for Traced<T> { fn make() -> u32 { T::make() } fn name(&self) -> String { self.0.name() } }
struct By<'a, T: ?Sized>(&'a mut T);
impl<T: Changed + ?Sized> Changed for By<'_, T> { fn name(&mut self) -> String { self.0.name() } }
enum Either<A, B> { A(A), B(B) }
impl<A: Shared, B: Shared> Shared for Either<A, B> {
    fn name(&self) -> String {
        match self {
            Either::A(a) => a.name(),
            Either::B(b) => b.name(),
        }
    }
}

fn shared(provider: impl Shared) -> usize {
    assert_eq!(Object(&provider).0.name(), SharedRef::new(&provider).name());
    1
}
struct Object<'a>(&'a dyn Shared);
fn changed(mut provider: impl Changed) -> usize {
    assert_eq!(ChangedMut::new(&mut provider).name(), "mine");
    1
}

fn main() {
    let handle = SharedBox::new(Logged(Png));
    let boxed: Box<dyn Shared> = Box::new(Traced(Png));
    let mut own = ChangedBox::new(Mine);
    let of_references = shared(&handle) + shared(&*boxed) + shared(Traced(&*boxed)) + shared(SharedRef::new(&handle));
    let of_owned = shared(Box::new(Gif)) + shared(&Gif) + shared(Either::<_, Mine>::A(boxed)) + shared(Box::new(handle));
    let exclusive = changed(&mut own) + changed(By(&mut own as &mut dyn Changed)) + changed(Logged(Box::new(own)));
    let made = MadeBox::new(Traced(Box::new(Mine)));
    let either: Either<Png, Png> = Either::B(Png);
    println!("{} of 12", of_references + of_owned + exclusive + made.make() as usize + either.name().len() - 3);
}
"#;
