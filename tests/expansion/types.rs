//! What a type that crosses derives.

#[derive(vtable_api::AbiType)]
#[repr(C)]
pub struct Frame {
    pub size: u32,
    pub is_whole: bool,
    pub pixels: *mut u8,
}

#[derive(vtable_api::AbiType)]
#[abi(open)]
#[repr(u16)]
pub enum Color {
    Red = 1,
    Green,
    Unknown(u16),
}

#[derive(vtable_api::AbiType)]
#[repr(C, u32)]
pub enum Event<'a> {
    Text(vtable_api::Str<'a>),
    Done { code: i32 },
}
