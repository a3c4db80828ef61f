//! What a viewer and its plug-ins tell each other, as it was released first.

use vtable_api::{AbiType, vtable_api};

/// How it is shown.
#[derive(AbiType, Clone, Debug, Default, PartialEq)]
#[abi(growable)]
pub struct Options {
    pub level: u32,
    pub name: String,
}

/// What happens.
#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub enum Event {
    Key(u32),
    Text(String),
    Closed,
    Unknown(vtable_api::Unknown),
}

/// What has all that there is.
pub fn all() -> (Options, Vec<Event>) {
    let options = Options { level: 7, name: "rust".to_owned() };
    (options, vec![Event::Key(65), Event::Text("text".to_owned()), Event::Closed])
}
