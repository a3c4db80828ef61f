//! The crate that most cases edit.
#![forbid(unsafe_code)]

use vtable_api::{AbiType, vtable_api};

pub type Handle = u32;
pub const KEY: usize = 16;

/// An image decoder.
#[vtable_api(id = "viewer/codec")]
pub trait Codec: Send {
    fn open(&self, h: Handle) -> i32;
    fn read(&mut self, out: *mut Frame) -> i32;
    fn each(&self, done: &mut dyn FnMut(u32) -> bool);
    fn unlock(&self, key: *const [u8; KEY]);
    fn chart(&self, far: *const *const Far, hook: extern "C" fn(*const Hooked)) -> Status;
    fn rewind(&mut self);
    fn close(&mut self);

    #[revision(2)]
    fn read_ex1(&mut self, out: *mut Frame, flags: u32) -> i32 {
        let _ = flags;
        self.read(out)
    }
}

/// Where events go.
#[vtable_api(id = "viewer/sink")]
pub trait Sink {
    fn put(&self, event: Event, color: Color) -> Status;
    fn bits(&self, bits: Bits, size: Size) -> u32;
    fn flush(&self);
}

#[derive(AbiType)]
#[repr(C)]
pub struct Frame {
    pub width: u32,
    pub height: u32,
    pub inner: Inner,
}

#[derive(AbiType)]
#[repr(C)]
pub struct Inner {
    pub a: u32,
    pub b: u16,
    pub c: u16,
}

/// Only behind a pointer.
#[derive(AbiType)]
#[repr(C)]
pub struct Far {
    pub name: *const u8,
    pub next: *const Far,
}

/// Only in a callback.
#[derive(AbiType)]
#[repr(C)]
pub struct Hooked {
    pub code: u64,
}

#[derive(AbiType)]
#[repr(u32)]
pub enum Status {
    Ok = 0,
    BadData = 1,
    Io = 7,
}

#[derive(AbiType)]
#[repr(C, u32)]
pub enum Event {
    Progress { done: u32, total: u32 },
    Error(i32),
}

#[derive(AbiType)]
#[abi(open)]
#[repr(u16)]
pub enum Color {
    Red = 1,
    Green = 2,
    Unknown(u16),
}

#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub union Bits {
    pub word: u32,
    pub real: f32,
}

#[derive(AbiType)]
#[repr(transparent)]
pub struct Size(pub u64);

/// Nothing that is recorded reaches it.
#[derive(AbiType)]
#[repr(C)]
pub struct Free {
    pub a: u32,
}
