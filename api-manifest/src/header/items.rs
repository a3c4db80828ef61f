//! The definitions of a header and the names that are taken.

use super::ctype::{Body, CType, Item, guards};
use super::error::HeaderError;
use crate::c_name::is_system;
use std::collections::BTreeMap;

/// Names of one scope, with what has them.
#[derive(Default)]
pub(super) struct Names {
    taken: BTreeMap<String, String>,
    /// Systems' headers have names there, too.
    is_global: bool,
}

impl Names {
    /// All that the common headers define.
    pub(super) fn of_common_headers(texts: [&str; 2]) -> Self {
        let word = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
        let ours = |w: &&str| w.starts_with("vtable_api_") || w.starts_with("VTABLE_API_");
        let names = texts.into_iter().flat_map(|text| text.split(word)).filter(ours);
        let taken = names.map(|name| (name.to_owned(), "the common headers".to_owned())).collect();
        Self { taken, is_global: true }
    }

    /// Takes a name, or says who has it.
    pub(super) fn claim(&mut self, name: &str, what: &str) -> Result<(), HeaderError> {
        if self.is_global && is_system(name) {
            return Err(HeaderError::System { name: name.into(), what: what.into() });
        }
        self.claim_tag(name, what)
    }

    /// The same for a struct that a system's header may have.
    pub(super) fn claim_tag(&mut self, name: &str, what: &str) -> Result<(), HeaderError> {
        match self.taken.insert(name.to_owned(), what.to_owned()) {
            None => Ok(()),
            Some(first) => Err(HeaderError::Collision { name: name.into(), first, second: what.into() }),
        }
    }
}

/// The definitions, in order of first use.
#[derive(Default)]
pub(super) struct Items {
    by_name: BTreeMap<String, Item>,
    sequence: Vec<String>,
}

impl Items {
    pub(super) fn get(&self, name: &str) -> Option<&Item> {
        self.by_name.get(name)
    }

    pub(super) fn names(&self) -> &[String] {
        &self.sequence
    }

    /// Adds a definition. One that is there already, with the same content, is the same thing: `Vec<&dyn A>` and
    /// `Vec<&dyn B>` are one struct in C.
    pub(super) fn define(&mut self, names: &mut Names, name: String, item: Item) -> Result<CType, HeaderError> {
        match self.by_name.get(&name) {
            Some(old) if old.body == item.body => return Ok(CType::Item(name)),
            Some(old) => {
                return Err(HeaderError::Collision { name, first: quoted(&old.rust), second: quoted(&item.rust) });
            }
            None => {}
        }
        self.reserve(names, &name, item)?;
        Ok(CType::Item(name))
    }

    /// Adds a definition whose content [`Self::fill`] brings, so that it can refer to itself.
    pub(super) fn reserve(&mut self, names: &mut Names, name: &str, item: Item) -> Result<(), HeaderError> {
        names.claim(name, &quoted(&item.rust))?;
        for guard in guards(name) {
            names.claim(&guard, &quoted(&item.rust))?;
        }
        for constant in &item.constants {
            names.claim(&constant.name, &format!("variant `{}` of `{}`", constant.rust, item.rust))?;
        }
        self.by_name.insert(name.into(), item);
        self.sequence.push(name.into());
        Ok(())
    }

    pub(super) fn fill(&mut self, name: &str, body: Body) {
        if let Some(item) = self.by_name.get_mut(name) {
            item.body = body;
        }
    }
}

/// For errors.
pub(super) fn quoted(rust: &str) -> String {
    format!("`{rust}`")
}
