//! What macro calls of one compiler process tell one another: which trait has an id, what was said, and of what nothing more is.

use super::current::Package;
use crate::read::search;
use proc_macro2::Ident;
use std::sync::{Mutex, MutexGuard, PoisonError};
use syn::Type;
use vtable_api_manifest::diagnostics::Code;

impl Package {
    /// Claims an id for a trait of this crate; returns the trait that has it already.
    ///
    /// A compiler process expands one crate, and each trait of it once, so it sees every claim. An editor's server
    /// expands the same trait over and over, under names that are being typed: there the CLI's word must do.
    pub(crate) fn claim(&self, id: &str, ident: &Ident) -> Option<String> {
        let mut claims = claims();
        let owner = claims.iter_mut().find(|(claimed, _)| claimed == id);
        let Some((_, owner)) = owner else {
            claims.push((id.to_string(), ident.to_string()));
            return None;
        };
        let owner = std::mem::replace(owner, ident.to_string());
        is_compiler().then_some(owner)
    }

    /// Whether a trait has claimed the id so far.
    pub(crate) fn is_claimed(&self, id: &str) -> bool {
        claims().iter().any(|(claimed, _)| claimed == id)
    }

    /// Whether nothing was said yet of a cause that all tables of the package have in common. An editor's server
    /// says it at each, since it may show any of them alone.
    pub(crate) fn is_first(&self, cause: Code) -> bool {
        static SAID: Mutex<Vec<Code>> = Mutex::new(Vec::new());
        let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = !said.contains(&cause);
        said.push(cause);
        is_first || !is_compiler()
    }
}

/// What is noted of a type that was derived.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// It has an error and nothing else, so that what names it says nothing of it.
    Left,
    /// It has one lifetime.
    OneLifetime,
    /// It has none, or several.
    Other,
}

/// Notes that of a type.
pub(crate) fn note(ident: &Ident, note: Note) {
    notes().push((ident.to_string(), note));
}

/// Whether one of these types names one that was left. By name: this only takes away what would be said beside its error.
pub(crate) fn is_of_left(types: &[&Type]) -> bool {
    for (name, note) in notes().iter() {
        for ty in types {
            if *note == Note::Left && search::names(ty, name) {
                return is_compiler();
            }
        }
    }
    false
}

/// Whether all derived types of that name have one lifetime; `None` if there is none so far.
pub(crate) fn has_one_lifetime(name: &str) -> Option<bool> {
    let mut found = None;
    for (noted, note) in notes().iter() {
        if noted == name && *note != Note::Left {
            found = Some(found.unwrap_or(true) && *note == Note::OneLifetime);
        }
    }
    found.map(|has_one| has_one && is_compiler())
}

fn notes() -> MutexGuard<'static, Vec<(String, Note)>> {
    static NOTES: Mutex<Vec<(String, Note)>> = Mutex::new(Vec::new());
    NOTES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ids, and the traits that have them.
fn claims() -> MutexGuard<'static, Vec<(String, String)>> {
    static CLAIMS: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());
    CLAIMS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Programs that expand a crate from its first to its last line, and end.
const COMPILERS: &[&str] = &["rustc", "rustdoc", "clippy-driver", "miri"];

/// Whether this process expands a crate once.
pub(crate) fn is_compiler() -> bool {
    let exe = std::env::current_exe().unwrap_or_default();
    COMPILERS.iter().any(|name| exe.file_stem().is_some_and(|stem| stem == *name))
}
