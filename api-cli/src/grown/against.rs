//! `--against`: an earlier state of the record, wherever it is.

use std::path::{Path, PathBuf};

use vtable_api_manifest::abi::{self, AbiError};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::violation::{Place, Violation};

use super::Lost;
use crate::git;
use crate::record::{self, FILE};
use crate::stop::Stop;
use crate::words::count;

/// What was recorded once.
#[derive(Debug)]
pub(crate) struct Earlier {
    origin: Origin,
    /// `None` where there was no record yet.
    package: Option<Package>,
}

/// Where an earlier state is.
#[derive(Debug)]
enum Origin {
    File(PathBuf),
    /// A branch, tag or commit.
    Revision {
        name: String,
        /// All of it is in HEAD's history.
        is_merged: bool,
    },
}

impl Earlier {
    /// Reads the record that the user's word means, for the package in `root`.
    pub(crate) fn find(word: &str, root: &Path) -> Result<Earlier, Stop> {
        let path = Path::new(word);
        let origin = match path.exists() && !path.is_dir() {
            true => Origin::File(path.to_owned()),
            false => Origin::Revision { name: word.to_owned(), is_merged: git::is_merged(root, word) },
        };
        let package = origin.read(root)?;
        Ok(Earlier { origin, package })
    }

    /// What it has and the record `now` lacks, or has in another form.
    pub(crate) fn lost(&self, now: Option<&Package>) -> Vec<Violation> {
        match (&self.package, now) {
            (Some(before), Some(now)) => super::lost(before, now).map(|lost| self.origin.violation(lost)).collect(),
            (Some(before), None) if !before.tables.is_empty() => vec![self.origin.all_lost(before)],
            _ => Vec::new(),
        }
    }

    /// What the comparison comes to when nothing is lost.
    pub(crate) fn summary(&self) -> String {
        let name = self.origin.name();
        match &self.package {
            None => format!("{name} has no abi.toml in the package's folder: nothing to compare"),
            Some(package) if package.tables.is_empty() => format!("{name} has recorded nothing: nothing to compare"),
            Some(package) => {
                let (tables, revisions) = (&package.tables, package.tables.iter().flat_map(|table| &table.revisions));
                let (tables, revisions) = (count(tables.len(), "table"), count(revisions.count(), "revision"));
                format!("{name} has recorded {tables} with {revisions}: nothing is lost")
            }
        }
    }
}

impl Origin {
    /// As in "recorded in `v1.0`".
    fn name(&self) -> String {
        match self {
            Origin::File(path) => format!("`{}`", path.display()),
            Origin::Revision { name, .. } => format!("`{name}`"),
        }
    }

    /// The record's file there, as in `v1.0:abi.toml:12`.
    fn file(&self) -> String {
        match self {
            Origin::File(path) => path.display().to_string(),
            Origin::Revision { name, .. } => format!("{name}:{FILE}"),
        }
    }

    fn way_out(&self) -> String {
        let back = match self {
            Origin::File(path) => format!("copy `{}` to abi.toml", path.display()),
            Origin::Revision { name, is_merged: true } => {
                format!("bring it back with `git checkout {} -- abi.toml`", in_shell(name))
            }
            Origin::Revision { name, .. } => format!("`{name}` is not merged here: merge it"),
        };
        format!("{back}, and then run `cargo vtable-api freeze` for what is new")
    }

    fn read(&self, root: &Path) -> Result<Option<Package>, Stop> {
        let bytes = match self {
            Origin::File(path) => Some(
                record::bytes(path)
                    .map_err(|error| Stop::failed(format!("{} cannot be read: {error}", path.display())))?,
            ),
            Origin::Revision { name, .. } => committed(root, name)?,
        };
        bytes.map(|bytes| abi::read(&bytes)).transpose().map_err(|error| self.unreadable(&error))
    }

    fn unreadable(&self, error: &AbiError) -> Stop {
        let line = error.line.map_or(String::new(), |line| format!(":{line}"));
        let message = format!("[{}] {}{line}: {}", error.code, self.file(), error.message);
        let help = match error.code {
            Code::RecordNewer => &error.help,
            _ => "nothing can be compared with it: name a state of abi.toml that is whole",
        };
        Stop::failed_with_help(message, help)
    }

    fn violation(&self, lost: Lost) -> Violation {
        let line = lost.line;
        let mut violation = lost.violation(&self.name(), &self.way_out());
        if let (Some(quote), Some(line)) = (&mut violation.recorded, line) {
            quote.text = format!("{}  ({}:{line})", quote.text, self.file());
        }
        violation
    }

    /// One finding for a record that is gone as a whole.
    fn all_lost(&self, before: &Package) -> Violation {
        let tables = count(before.tables.len(), "table");
        let message = format!("there is no abi.toml, and {} has one, with {tables}", self.name());
        Violation::new(Code::RecordShrunk, Place::Package, message).help([self.way_out()])
    }
}

/// The package's record in a revision; `None` when it has none.
fn committed(root: &Path, revision: &str) -> Result<Option<Vec<u8>>, Stop> {
    let cannot_look = |why| {
        let message = format!("`{revision}` is no file, and as a revision of git's it cannot be read: {why}");
        Stop::failed_with_help(message, "name the path of an abi.toml, or a revision in a git repository")
    };
    match git::tree(root, revision).map_err(cannot_look)? {
        Some(tree) => git::content(root, &tree, FILE).map_err(cannot_look),
        None => Err(unknown(root, revision)),
    }
}

fn unknown(root: &Path, revision: &str) -> Stop {
    let help = match git::is_shallow(root) {
        true => "this clone is shallow: run `git fetch --unshallow --tags`, or give CI's checkout `fetch-depth: 0`",
        false => "name a branch, a tag or a commit, or the path of an abi.toml; `git fetch --tags` gets missing tags",
    };
    Stop::failed_with_help(format!("`{revision}` is neither a file nor a revision of the repository"), help)
}

/// Quoted where a shell would not take it as it is.
fn in_shell(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./~@+:".contains(c);
    match word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}
