//! Where an earlier state of a record is, and how it is read there.

use std::path::{Path, PathBuf};

use vtable_api_manifest::abi::{self, AbiError};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::violation::{Place, Violation};

use super::grown::Lost;
use crate::input::project::RECORD;
use crate::input::{disk, git};
use crate::report::words::count;
use crate::report::{Finding, Stop};

/// Where an earlier state is.
#[derive(Debug)]
pub(super) enum Origin {
    File(PathBuf),
    /// A file that was built.
    Binary(PathBuf),
    /// A branch, tag or commit.
    Revision {
        name: String,
        /// All of it is in HEAD's history.
        is_merged: bool,
    },
}

/// A record that was, or a part of it.
#[derive(Debug)]
pub(super) struct Part {
    /// As in `v1.0:abi.toml:12`.
    pub(super) file: String,
    /// It was in another folder.
    pub(super) is_moved: bool,
    pub(super) package: Package,
}

/// A package's record in a revision of git; `None` when it has none.
pub(crate) fn read_at(revision: &str, root: &Path) -> Result<Option<Package>, Stop> {
    Origin::revision(revision, root).read(root)
}

/// The record in a file.
pub(crate) fn read_file(path: &Path) -> Result<Package, Stop> {
    Ok(Origin::File(path.to_owned()).read(Path::new("."))?.unwrap_or_default())
}

impl Origin {
    pub(super) fn revision(name: &str, root: &Path) -> Origin {
        Origin::Revision { name: name.to_owned(), is_merged: git::is_merged(root, name) }
    }

    /// As in "recorded in `v1.0`".
    pub(super) fn name(&self) -> String {
        match self {
            Origin::File(path) | Origin::Binary(path) => format!("`{}`", path.display()),
            Origin::Revision { name, .. } => format!("`{name}`"),
        }
    }

    /// A record there, as in `v1.0:abi.toml:12`.
    fn file(&self, file: &str) -> String {
        match self {
            Origin::File(path) | Origin::Binary(path) => path.display().to_string(),
            Origin::Revision { name, .. } => format!("{name}:{file}"),
        }
    }

    fn way_out(&self, part: &Part) -> String {
        let back = match self {
            Origin::Revision { .. } if part.is_moved => {
                format!("restore what `git show {}` has", in_shell(&part.file))
            }
            Origin::File(path) => format!("copy `{}` to abi.toml", path.display()),
            Origin::Binary(_) => "restore the abi.toml that it was built with".to_owned(),
            Origin::Revision { name, is_merged: true } => {
                format!("restore it with `git checkout {} -- abi.toml`", in_shell(name))
            }
            Origin::Revision { name, .. } => format!("`{name}` is not merged here: merge it"),
        };
        format!("{back}, and then run `cargo vtable-api freeze` for what is new")
    }

    pub(super) fn read(&self, root: &Path) -> Result<Option<Package>, Stop> {
        self.read_at(root, RECORD)
    }

    /// Reads the record; of a revision, that file of a folder.
    pub(super) fn read_at(&self, folder: &Path, file: &str) -> Result<Option<Package>, Stop> {
        let bytes = match self {
            Origin::File(path) | Origin::Binary(path) => Some(
                disk::bytes(path)
                    .map_err(|error| Stop::failed(format!("{} cannot be read: {error}", path.display())))?,
            ),
            Origin::Revision { name, .. } => committed(folder, name, file)?,
        };
        bytes.map(|bytes| abi::read(&bytes)).transpose().map_err(|error| self.unreadable(&error, file))
    }

    fn unreadable(&self, error: &AbiError, file: &str) -> Stop {
        let line = error.line.map_or(String::new(), |line| format!(":{line}"));
        let message = format!("[{}] {}{line}: {}", error.code, self.file(file), error.message);
        let help = match error.code {
            Code::RecordNewer => &error.help,
            _ => "nothing can be compared with it: name an intact state of abi.toml",
        };
        Stop::failed_with_help(message, help)
    }

    pub(super) fn finding(&self, lost: Lost, part: &Part, file: &Path) -> Finding {
        let line = lost.line;
        let mut finding = lost.finding(&self.name(), &self.way_out(part), file);
        if let (Some(quote), Some(line)) = (&mut finding.violation.recorded, line) {
            quote.text = format!("{}  ({}:{line})", quote.text, part.file);
        }
        finding
    }

    /// One finding for a record that is gone as a whole.
    pub(super) fn all_lost(&self, part: &Part) -> Violation {
        let tables = count(part.package.tables.len(), "table");
        let message = format!("there is no abi.toml, but {} has one, with {tables}", self.name());
        Violation::new(Code::RecordShrunk, Place::Package, message).help(self.way_out(part))
    }
}

/// A file of a folder in a revision; `None` when it has none.
fn committed(root: &Path, revision: &str, file: &str) -> Result<Option<Vec<u8>>, Stop> {
    let cannot_look = |why| {
        let message = format!("`{revision}` is not a file, and git cannot read it as a revision: {why}");
        Stop::failed_with_help(message, "name the path of an abi.toml, or a revision in a git repository")
    };
    match git::tree(root, revision).map_err(cannot_look)? {
        Some(tree) => git::content(root, &tree, file).map_err(cannot_look),
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
