//! What a viewer and its plug-ins tell each other, a release later.

use vtable_api::{AbiType, vtable_api};

/// How it is shown.
#[derive(AbiType, Clone, Debug, Default, PartialEq)]
#[abi(growable)]
pub struct Options {
    pub level: u32,
    pub name: String,
    #[abi(growth = 2)]
    pub strict: bool,
    #[abi(growth = 2, default = vec!["none".to_owned()])]
    pub tags: Vec<String>,
}

/// What happens.
#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub enum Event {
    Key(u32),
    Text(String),
    Closed,
    #[abi(growth = 2)]
    Batch { tags: Vec<String>, inner: Options },
    Unknown(vtable_api::Unknown),
}

impl std::fmt::Display for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "an event in Rust")
    }
}

/// What has all that there is.
pub fn all() -> (Options, Vec<Event>) {
    let tags = vec!["a".to_owned(), "b".to_owned()];
    let options = Options { level: 7, name: "rust".to_owned(), strict: true, tags: tags.clone() };
    let batch = Event::Batch { tags, inner: options.clone() };
    (options, vec![Event::Key(65), Event::Text("text".to_owned()), Event::Closed, batch])
}
