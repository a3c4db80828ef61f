//! The interface at revision 3. Its record is that of revision 2, to which `cargo vtable-api freeze` appended.
#![forbid(unsafe_code)]

use std::ffi::c_int;
use vtable_api::{AbiType, OwnedSlice, OwnedStr, Str, vtable_api};

/// What a host asks of an engine: a bit of all that may cross.
#[vtable_api(id = "matrix/engine")]
pub trait Engine: Send {
    /// Integers of every width: their sum.
    fn mix(&self, a: u8, b: i16, c: u32, d: i64) -> u64;

    /// The color after this one.
    fn next(&self, color: Color) -> Color;

    /// The sum of all bytes.
    fn sum(&self, bytes: &[u8]) -> u64;

    /// One to the right, twice as high, shown if it was hidden, in the next color.
    fn shift(&mut self, point: &mut Point);

    /// `Hello, name!`
    fn greet(&self, name: &str) -> String;

    /// Keeps `text` instead of what it kept before, returns `bytes` in reverse.
    fn keep(&mut self, text: String, bytes: Vec<u8>) -> Vec<u8>;

    /// Bytes of the text that it keeps.
    fn kept(&self) -> Option<u32>;

    /// A number in decimal digits.
    fn parse(&self, text: &str) -> Result<u64, Failure>;

    /// Tells of three steps and a message, until it is told to stop. How often it told.
    fn watch(&self, on_event: &mut dyn FnMut(&Event<'_>) -> bool) -> u32;

    /// Scales 21 with the host's help, and says so in its log.
    fn ask(&self, services: &dyn Services) -> u64;

    /// A session that starts with the length of `name`.
    fn open_session(&self, name: &str) -> Box<dyn Session>;

    /// Pushes `four` onto a session of the host's, which then ends. Its total.
    fn adopt(&mut self, session: Box<dyn Session>) -> u64;

    /// Whether there is a point, and it is at 0, 0.
    fn is_origin(&self, point: Option<&Point>) -> bool;

    /// The number with the other sign.
    fn negate(&self, value: c_int) -> c_int;

    /// With one number more.
    #[revision(2)]
    fn mix_ex1(&self, a: u8, b: i16, c: u32, d: i64, e: u64) -> u64 {
        self.mix(a, b, c, d) + e // a provider of revision 2 adds it twice
    }

    /// Who it is.
    #[revision(2)]
    fn describe(&self) -> String {
        format!("an engine that greets with {}", self.greet("you"))
    }

    /// With two numbers more.
    #[revision(3)]
    fn mix_ex2(&self, a: u8, b: i16, c: u32, d: i64, e: u64, f: u64) -> u64 {
        self.mix_ex1(a, b, c, d, e) + f // a provider of revision 3 adds it three times
    }

    /// Does what it is told, and owns what it is given for that.
    #[revision(3)]
    fn perform(&self, order: Order) -> Outcome {
        drop(order);
        Outcome::Nothing
    }

    /// Tells of its title, which the host makes. How often it told.
    #[revision(3)]
    fn watch_ex1(
        &self,
        services: &dyn Services,
        on_event: &mut dyn FnMut(&Event<'_>) -> bool,
    ) -> Result<u32, Failure> {
        let _ = services;
        Ok(self.watch(on_event))
    }
}

/// What an engine asks of its host.
#[vtable_api(id = "matrix/services")]
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

    /// The name with a title.
    #[revision(3)]
    fn title(&self, name: String) -> String {
        name
    }
}

/// A count that someone owns.
#[vtable_api(id = "matrix/session")]
pub trait Session: Send {
    /// Counts the bytes of `text`. The new total.
    fn push(&mut self, text: String) -> u64;

    /// Bytes so far.
    fn total(&self) -> u64;

    /// Starts again from 0. What the total was.
    #[revision(2)]
    fn clear(&mut self) -> u64 {
        self.total() // a session of revision 1 cannot start again
    }

    /// Totals of the past, or at least the one of now.
    #[revision(3)]
    fn history(&self) -> Vec<u64> {
        vec![self.total()]
    }
}

/// What a binary's allocator has done: memory is freed by whoever made it.
#[vtable_api(id = "matrix/ledger")]
pub trait Ledger: Send + Sync {
    /// Pieces of memory made so far.
    fn made(&self) -> u64;

    /// Pieces of memory freed so far.
    fn freed(&self) -> u64;
}

/// A place.
#[derive(AbiType, Clone, Debug, PartialEq)]
#[repr(C)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Whether it is shown.
    pub shown: bool,
    /// Up.
    pub y: f64,
    /// In this color.
    pub color: Color,
}

/// One of three.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(u32)]
pub enum Color {
    /// First.
    Red,
    /// Second.
    Green = 5,
    /// Third; the first comes next.
    Blue,
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
    /// More digits than a number has.
    TooLong(u32),
    /// For another reason.
    Other(OwnedStr),
}

/// What an engine tells while it works.
#[derive(AbiType, Debug)]
#[repr(u8)]
pub enum Event<'a> {
    /// It begins.
    Start,
    /// It goes on.
    Step {
        /// So many of them,
        done: u32,
        /// of so many.
        total: u32,
    } = 4,
    /// It says something.
    Message(Str<'a>),
}

/// What an engine can be told.
#[derive(AbiType, Debug)]
#[repr(C, u32)]
pub enum Order {
    /// Nothing.
    Rest,
    /// A text, several times.
    Repeat {
        /// This one,
        text: OwnedStr,
        /// so often.
        times: u32,
    },
    /// Bytes, the last one first.
    Reverse(OwnedSlice<u8>),
}

/// What it made of that.
#[derive(AbiType, Debug)]
#[repr(u8)]
pub enum Outcome {
    /// It does not know how.
    Nothing,
    /// A text.
    Text(OwnedStr),
    /// Bytes.
    Bytes {
        /// These,
        bytes: OwnedSlice<u8>,
        /// which add up to this.
        sum: u64,
    } = 7,
}
