//! Types that grow.

use vtable_api::{AbiType, Unknown, vtable_api};

#[vtable_api(id = "editor/settings")]
pub trait Settings {
    fn apply(&self, options: &Options) -> Event;
    fn resize(&self, size: Size);
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Options {
    pub level: u32,
    pub name: String,
    #[abi(growth = 2)]
    pub strict: bool,
}

#[derive(AbiType)]
#[abi(growable)]
pub enum Event {
    Key(u32),
    Text(String),
    #[abi(growth = 2)]
    Quit,
    Unknown(Unknown),
}

#[derive(AbiType)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}
