//! That what was read is what is on the disk: each table and type says for which run it was built, and from which
//! texts: of its source, and the `abi.toml` of its package, or that there was none.

use std::collections::HashMap;

use vtable_api_manifest::digest;
use vtable_api_manifest::record::{Built, Record};

use super::session::Session;
use crate::input::disk;
use crate::input::project::Project;
use crate::report::Stop;

/// Knows the word of the run, and files by now.
pub(crate) struct Proof<'s> {
    session: &'s Session,
    hashes: HashMap<String, String>,
}

impl Proof<'_> {
    pub(crate) fn of(session: &Session) -> Proof<'_> {
        Proof { session, hashes: HashMap::new() }
    }

    /// Whether a record was made by this run, or one before it in this folder, of what the files have now.
    pub(crate) fn check(&mut self, project: &Project, record: &Record) -> Result<(), Stop> {
        let table = &record.table.id;
        if record.built.is_empty() || record.built.iter().any(|built| built.session != self.session.word()) {
            return Err(Stop::failed_with_help(
                format!("`{}` was not built here: table `{table}` is from another build", project.name()),
                "a compiler wrapper (RUSTC, `build.rustc`) that returns earlier output, or \
                 VTABLE_API_SESSION in cargo's `[env]`, causes this: run the command without it",
            ));
        }
        match record.built.iter().find(|built| !self.is_of_now(built)) {
            Some(Built { file, .. }) => Err(Stop::failed_with_help(
                format!(
                    "`{}` was built from a different text than {} has now",
                    project.name(),
                    file.as_deref().unwrap_or_default()
                ),
                "it changed in the meantime, or a compiler wrapper (RUSTC) returned an old build: run the command again without it",
            )),
            None => Ok(()),
        }
    }

    fn is_of_now(&mut self, built: &Built) -> bool {
        let Some(file) = &built.file else { return true };
        let hash = self
            .hashes
            .entry(file.clone())
            .or_insert_with(|| disk::bytes(file.as_ref()).map_or_else(|_| "-".into(), |bytes| digest::of(&bytes)));
        *hash == built.hash
    }
}
