//! Types that cannot be a field.

use vtable_api::AbiType;

#[derive(AbiType)]
#[repr(C)]
pub struct Fields<'a> {
    pub string: String,
    pub text: &'a str,
    pub list: Vec<u32>,
    pub slice: &'a [u32],
    pub slice_mut: &'a mut [u32],
    pub boxed: Box<u32>,
    pub object: &'a dyn Send,
    pub pair: (u32, u32),
    pub wide: u128,
    pub big: i128,
    pub maybe: Option<u32>,
}

fn main() {}
