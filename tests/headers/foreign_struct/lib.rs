//! An interface with structs that C has already.
#![allow(non_snake_case)]

use std::ffi::{c_int, c_long};
use vtable_api::{AbiType, vtable_api};

/// When something was.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(C)]
#[abi(unsafe(foreign = "struct timespec { time_t tv_sec; long tv_nsec; }", include = "time.h"))]
pub struct Timespec {
    pub tv_sec: c_long,
    pub tv_nsec: c_long,
}

/// A rectangle of a library that has no header here.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(C)]
#[abi(unsafe(foreign = "struct lib_rect { int w; int h; /* for alignment */ double ID; }"))]
pub struct Rect {
    pub w: c_int,
    pub h: c_int,
    pub ID: f64,
}

/// The same struct, in another role.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(C)]
#[abi(unsafe(foreign = "struct lib_rect { int w; int h; /* for alignment */ double ID; }"))]
pub struct Frame {
    pub w: c_int,
    pub h: c_int,
    pub ID: f64,
}

/// A handle of that library: it refers to itself, and holds another of its structs.
#[derive(AbiType, Debug)]
#[repr(C)]
#[abi(unsafe(foreign = "
    struct lib_cursor {
        const struct lib_rect *at;
        int (*next)(struct lib_cursor *);
        struct lib_rect room;
    };
"))]
pub struct Cursor {
    pub at: *const Rect,
    pub next: Option<unsafe extern "C" fn(*mut Cursor) -> c_int>,
    pub room: Rect,
}

/// Itself, with some in it.
#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub struct Stamped {
    pub number: u8,
    pub at: Timespec,
    pub frame: Frame,
}

/// A copy, with some in it.
#[derive(AbiType, Clone, Debug, PartialEq)]
pub struct Event {
    pub name: String,
    pub at: Option<Timespec>,
    pub rects: Vec<Rect>,
}

#[vtable_api(id = "lib/clock")]
pub trait Clock {
    fn now(&self) -> Timespec;
    fn later(&self, at: Timespec, by: &Timespec) -> Option<Timespec>;
    fn grow(&self, rect: &mut Rect);
    fn area(&self, rects: &[Rect]) -> i64;
    fn stamp(&self, stamped: Stamped) -> Stamped;
    fn event(&self, event: Event) -> Event;
    fn advance(&self, cursor: &mut Cursor) -> i32;
    fn frame(&self, rect: Box<Rect>) -> Result<Frame, Timespec>;
}

/// Its header has the same structs.
#[vtable_api(id = "lib/other")]
pub trait Other {
    fn rect(&self, rect: Rect) -> Cursor;
}
