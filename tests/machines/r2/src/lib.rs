//! The interface at revision 2. Its record is that of revision 1, to which `cargo vtable-api freeze` appended.
#![forbid(unsafe_code)]

use std::ffi::{c_char, c_int};
use vtable_api::{AbiType, OwnedStr, Str, vtable_api};

/// What a host asks of a module.
#[vtable_api(id = "machines/probe")]
pub trait Probe: Send {
    /// Narrow integers: their sum.
    fn narrow(&self, a: u8, b: i8, c: u16, d: i16, e: bool, f: c_char) -> i16;

    /// Wide ones, more than there are registers: their sum.
    fn wide(&self, a: u32, b: i64, c: usize, d: isize, e: u64, f: c_int, g: i64, h: u32) -> i64;

    /// Numbers of both kinds, in turn: their sum.
    fn floats(&self, a: f32, b: u8, c: f64, d: i64, e: f32, f: f64) -> f64;

    /// Half of it.
    fn half(&self, value: f32) -> f32;

    /// Pairs by value, more than there are registers: the length of all of them and the sum of the numbers, which are
    /// then doubled behind `c`.
    fn pairs(&self, a: &str, b: &[u16], c: &mut [u32], d: &str, e: &[u64]) -> u64;

    /// A pair that comes back.
    fn name(&self) -> &str;

    /// One to the right, twice as high, shown if it was hidden, in the next color.
    fn shift(&mut self, place: &mut Place);

    /// The places the other way round, with the numbers of both in one.
    fn swap(&self, both: Both) -> Both;

    /// The next larger shape.
    fn grow(&self, shape: Shape) -> Shape;

    /// The bits of the number.
    fn bits(&self, word: Word) -> Word;

    /// The color after this one; of one that it does not know, the number plus one.
    fn next(&self, color: Color, tint: Tint) -> Tint;

    /// A number in decimal digits.
    fn parse(&self, text: &str) -> Result<u64, Failure>;

    /// Half of it, if it is even.
    fn halve(&self, value: Option<u64>) -> Option<u64>;

    /// Keeps `text` instead of what it kept before, returns `numbers` in reverse.
    fn keep(&mut self, text: String, numbers: Vec<u32>) -> Vec<u32>;

    /// What it keeps, in memory of its own.
    fn kept(&self) -> String;

    /// Another box, with the place one to the right.
    fn boxed(&self, place: Box<Place>) -> Box<Place>;

    /// Tells of three steps and a message, until it is told to stop. How often it told.
    fn watch(&self, on_event: &mut dyn FnMut(&Event<'_>, u8) -> bool) -> u32;

    /// `by(1.5, 3, 10)`, and one more.
    fn compute(&self, by: &dyn Fn(f64, u8, i64) -> f64) -> f64;

    /// Scales 21 with the host's help, and says so in its log.
    fn ask(&self, services: &dyn Services) -> u64;

    /// A counter of the module's.
    fn start(&self, at: u64) -> Box<dyn Counter>;

    /// Adds to a counter of the host's, which then ends. Its total.
    fn finish(&self, counter: Box<dyn Counter>) -> u64;

    /// With two more, of different widths.
    #[revision(2)]
    fn narrow_ex1(&self, a: u8, b: i8, c: u16, d: i16, e: bool, f: c_char, g: f32, h: u64) -> i16 {
        self.narrow(a, b, c, d, e, f) + g as i16 + h as i16 // a provider of revision 2 adds them twice
    }

    /// Who it is.
    #[revision(2)]
    fn describe(&self) -> String {
        self.name().into()
    }
}

/// What a module asks of its host.
#[vtable_api(id = "machines/services")]
pub trait Services: Send + Sync {
    /// A line for the host's log.
    fn log(&self, line: &str);

    /// Twice the value.
    fn scale(&self, value: u64) -> u64;

    /// Twice the value times `by`.
    #[revision(2)]
    fn scale_ex1(&self, value: u64, by: u32) -> u64 {
        self.scale(value) * u64::from(by) // a provider of revision 2 adds 1
    }
}

/// A count that someone owns.
#[vtable_api(id = "machines/counter")]
pub trait Counter: Send {
    /// The new total.
    fn add(&mut self, value: u64) -> u64;
}

/// What a binary's allocator has done: memory is freed by whoever made it.
#[vtable_api(id = "machines/ledger")]
pub trait Ledger: Send + Sync {
    /// Pieces of memory made so far.
    fn made(&self) -> u64;

    /// Pieces of memory freed so far.
    fn freed(&self) -> u64;
}

/// A place. Where 8 bytes are 4-aligned it is shorter.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub struct Place {
    /// Whether it is shown.
    pub shown: bool,
    /// To the right.
    pub x: i64,
    /// In this color.
    pub color: Color,
    /// Up.
    pub y: f64,
    /// What it is called by.
    pub letter: u8,
}

/// Two of them, and a pointer's worth.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub struct Both {
    /// The first.
    pub a: Place,
    /// As wide as a pointer.
    pub size: usize,
    /// The second.
    pub b: Place,
    /// Small ones.
    pub rest: [u16; 3],
}

/// One of three.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(u8)]
pub enum Color {
    /// First.
    Red = 1,
    /// Second.
    Green = 5,
    /// Third; the first comes next.
    Blue,
}

/// One of those that are known so far.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[abi(open)]
#[repr(u16)]
pub enum Tint {
    /// Much light.
    Light = 256,
    /// Little light.
    Dark,
    /// Another one.
    Unknown(u16),
}

/// A tag, and then a union.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(C, u8)]
pub enum Shape {
    /// Nothing to see.
    Point,
    /// Round.
    Circle(f64),
    /// Not round.
    Box {
        /// To the right.
        width: u16,
        /// Up.
        height: u64,
    },
}

/// The bytes of a number, whichever comes first.
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub union Word {
    /// The number.
    pub number: u64,
    /// As halves.
    pub halves: [u32; 2],
}

/// Why a text is no number.
#[derive(AbiType, Debug)]
#[repr(C, u32)]
pub enum Failure {
    /// There is no text.
    Empty,
    /// One byte is no digit.
    BadDigit {
        /// Where it is.
        at: u64,
        /// What it is.
        byte: u8,
    },
    /// For another reason.
    Other(OwnedStr),
}

/// What a module tells while it works: a union of structs that start with the tag.
#[derive(AbiType, Debug)]
#[repr(u16)]
pub enum Event<'a> {
    /// It begins.
    Start,
    /// It goes on.
    Step {
        /// So many of them,
        done: u8,
        /// of so many.
        total: u64,
    } = 258,
    /// It says something.
    Message(Str<'a>),
}
