//! A release, and edited sources of it.

use crate::draw::Draw;
use crate::edits;
use crate::packages::{self, built, package};
use crate::types::Scope;
use proptest::collection::vec;
use proptest::num::u16::ANY;
use proptest::strategy::Strategy;
use std::fmt;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::{abi, append};

/// Sources of one release: to read a record takes longer than to check it.
pub(crate) const SOURCES: usize = 10;

pub(crate) struct Release {
    /// The text of `abi.toml`.
    pub(crate) record: String,
    /// What it says.
    pub(crate) recorded: Package,
    pub(crate) sources: Vec<Package>,
}

impl Release {
    fn new(first: Vec<u16>, scripts: Vec<Vec<u16>>) -> Release {
        let mut scope = Scope { wide: true, ..Scope::default() };
        let first = package(&mut Draw::new(first), &mut scope);
        let frozen = append::freeze("viewer", &append::empty(), &built(first.clone()));
        let record = frozen.unwrap_or_else(|error| panic!("{error}:\n{}", packages::text(&first))).text;
        let recorded = abi::read(record.as_bytes()).expect("what was frozen");
        let edited = |script| edits::edited(Draw::new(script), first.clone(), scope.clone());
        Release { record, recorded, sources: scripts.into_iter().map(edited).collect() }
    }
}

/// What is recorded; a failure says itself which source it is of.
impl fmt::Debug for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "recorded:\n{}", packages::text(&self.recorded))
    }
}

pub(crate) fn strategy() -> impl Strategy<Value = Release> {
    (vec(ANY, 0..250), vec(vec(ANY, 0..60), SOURCES)).prop_map(|(first, scripts)| Release::new(first, scripts))
}
