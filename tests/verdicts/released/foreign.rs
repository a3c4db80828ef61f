//! Structs that C has already.

use vtable_api::{AbiType, vtable_api};

#[vtable_api(id = "paint/canvas")]
pub trait Canvas {
    fn fill(&self, rect: &Rect);
    fn tone(&self, tone: Tone);
}

#[derive(AbiType, Clone, Copy)]
#[repr(C)]
#[abi(unsafe(foreign = "struct lib_rect { int32_t w; int32_t h; }"))]
pub struct Rect {
    pub w: i32,
    pub h: i32,
}

#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct Tone {
    pub gray: u8,
}
