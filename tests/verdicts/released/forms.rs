//! Slots with every form of type.
#![forbid(unsafe_code)]
#![allow(unused_imports)]

use std::ffi::{c_char, c_long};
use std::ptr::NonNull;
use vtable_api::{AbiType, vtable_api};

macro_rules! id {
    ($name:ident, $of:ty) => {
        #[derive(AbiType)]
        #[repr(transparent)]
        pub struct $name(pub $of);
    };
}

id!(Ticket, u32);
pub type Mode = u32;
pub type Hook = extern "C" fn(u32);
pub type Answer<T> = Result<T, Failure>;
pub const ROOM: usize = 4;

#[vtable_api(id = "forms/scalars")]
pub trait Scalars: Sync {
    fn wide(&self, count: u32);
    fn sign(&self, delta: i32);
    fn real(&self, ratio: f32);
    fn truth(&self, on: bool);
    fn octet(&self, byte: u8);
    fn size(&self, len: usize);
    fn long(&self, at: c_long);
    fn letter(&self, letter: c_char);
    fn nothing(&self);
    fn status(&self) -> i32;
    fn mode(&self, mode: Mode);
    fn swap(&self, x: u32, y: u32);
}

#[vtable_api(id = "forms/free")]
pub trait Free {
    fn none();
    fn count() -> u32;
}

#[vtable_api(id = "forms/pointers")]
pub trait Pointers {
    fn value(&self, p: Point);
    fn raw(&self, p: *const Point);
    fn lent(&self, p: &Point);
    fn maybe(&self, p: Option<&Point>);
    fn filled(&mut self, p: &mut Point);
    fn there(&self, p: NonNull<Point>);
    fn deep(&self, p: *const *const Point);
    fn key(&self, key: *const [u8; 16]);
    fn room(&self, room: *const [[u8; ROOM]; 2]);
    fn hook(&self, hook: extern "C" fn(u32));
    fn alias(&self, hook: Hook);
    fn perhaps(&self, hook: Option<extern "C" fn(*const Deep)>);
    fn hidden(&self, hidden: *const Hidden);
    fn shown(&self, shown: *const Shown);
    fn buffer(&self, buffer: *const Buf<u8>);
    fn ticket(&self, ticket: Ticket);
    unsafe fn bare(&self, p: *mut u8);
}

#[vtable_api(id = "forms/values")]
pub trait Values {
    fn text(&self, text: &str) -> String;
    fn bytes(&self, bytes: &[u8]) -> Vec<u8>;
    fn fill(&self, bytes: &mut [u8]);
    fn pick(&self, of: Option<u32>) -> Option<Pair>;
    fn parse(&self, text: &str) -> Result<Pair, Failure>;
    fn answer(&self, question: u32) -> Answer<u64>;
    fn each(&self, visit: &mut dyn FnMut(u32) -> bool);
    fn look(&self, at: &(dyn Fn(&Pair) + Sync));
    fn serve(&self, scalars: &dyn Scalars);
    fn make(&self) -> Box<dyn Scalars>;
    fn tuple(&self, pair: Tuple);
    fn level(&self, level: Level);
    fn shape(&self, shape: Shape);
    fn kind(&self, kind: Kind);
    fn visit(&self, each: &mut dyn FnMut(&dyn Scalars) -> Option<Box<dyn Scalars>>, at: u32);
    fn lend(&mut self, at: u32) -> Option<ScalarsMut<'_>>;
}

#[derive(AbiType)]
#[repr(C)]
pub struct Point {
    pub x: i64,
    pub flags: u32,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Deep {
    pub at: *const Deeper,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Deeper {
    pub more: extern "C" fn(*const Deepest) -> u32,
    pub next: Option<NonNull<Deep>>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Deepest {
    pub room: [u16; ROOM],
}

#[derive(AbiType)]
#[abi(opaque)]
pub struct Hidden {
    _inside: Box<u32>,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Shown {
    pub id: u64,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Buf<T> {
    pub data: *const T,
    pub len: usize,
}

#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct Pair {
    pub a: u32,
    pub b: u32,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Tuple(pub u32, pub u64);

#[derive(AbiType)]
#[repr(i8)]
pub enum Level {
    Low = -1,
    Normal,
    High,
}

#[derive(AbiType)]
#[repr(u8)]
pub enum Shape {
    Nothing,
    Dot(Pair),
    Line { from: Pair, to: Pair },
}

#[derive(AbiType)]
#[abi(open)]
#[repr(u32)]
pub enum Kind {
    One = 1,
    Two = 2,
    Unknown(u32),
}

#[derive(AbiType)]
#[repr(u32)]
pub enum Failure {
    Io = 1,
    Syntax = 2,
}
