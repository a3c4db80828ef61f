//! A table that is frozen: its types are compared with the record.

pub type Handle = u32;

#[vtable_api::vtable_api(id = "golden/frozen")]
pub trait Frozen {
    fn open(&self, handle: Handle, at: *const Point) -> i32;
}

#[derive(vtable_api::AbiType)]
#[repr(C)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}
