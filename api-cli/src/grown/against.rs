//! `--against`: an earlier state of the record, wherever it is.

mod adopt;

use std::path::{Path, PathBuf};

use vtable_api_manifest::abi::{self, AbiError};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::violation::{Place, Violation};

pub(crate) use adopt::{frozen, with_names_of};

use super::Lost;
use crate::binary::{self, Binary};
use crate::git;
use crate::project::Project;
use crate::record::{self, FILE};
use crate::report::Finding;
use crate::stop::Stop;
use crate::words::{count, in_code};

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
    /// A file that was built.
    Binary(PathBuf),
    /// A branch, tag or commit.
    Revision {
        name: String,
        /// All of it is in HEAD's history.
        is_merged: bool,
    },
}

impl Earlier {
    /// Reads the records that the user's word means, one for each package.
    pub(crate) fn find(word: &str, projects: &[Project]) -> Result<Vec<Earlier>, Stop> {
        let path = Path::new(word);
        match path.exists() && !path.is_dir() {
            true if binary::is_one(path) => Earlier::in_binary(path, projects),
            true => match projects {
                [project] => Ok(vec![Earlier::at(Origin::File(path.to_owned()), project)?]),
                _ => Err(Stop::usage(
                    format!("`{word}` is the record of one package, and {} are checked", projects.len()),
                    "say whose it is with -p NAME, or name a git revision, which has the records of all",
                )),
            },
            false => {
                projects.iter().map(|project| Earlier::at(Origin::revision(word, &project.root), project)).collect()
            }
        }
    }

    fn at(origin: Origin, project: &Project) -> Result<Earlier, Stop> {
        let package = origin.read(&project.root)?;
        Ok(Earlier { origin, package })
    }

    fn in_binary(path: &Path, projects: &[Project]) -> Result<Vec<Earlier>, Stop> {
        let binary = binary::read(path)?;
        let mut all = Vec::new();
        for project in projects {
            let package = frozen(binary.package(project.name())?);
            let package = (!package.tables.is_empty()).then_some(package);
            all.push(Earlier { origin: Origin::Binary(path.to_owned()), package });
        }
        match all.iter().all(|earlier| earlier.package.is_none()) {
            true => Err(nothing_frozen(path, &binary, projects)),
            false => Ok(all),
        }
    }

    /// What it has and the record `now` lacks, or has in another form.
    pub(crate) fn lost(&self, now: Option<&Package>, root: &Path) -> Vec<Finding> {
        let file = root.join(FILE);
        match (&self.package, now) {
            (Some(before), Some(now)) => {
                let adopted;
                let before = match &self.origin {
                    Origin::Binary(_) => {
                        adopted = with_names_of(before, now);
                        &adopted
                    }
                    _ => before,
                };
                super::lost(before, now).map(|lost| self.origin.finding(lost, &file)).collect()
            }
            (Some(before), None) if !before.tables.is_empty() => vec![self.origin.all_lost(before).into()],
            _ => Vec::new(),
        }
    }

    /// What the comparison comes to when nothing is lost.
    pub(crate) fn summary(&self) -> String {
        let name = self.origin.name();
        match &self.package {
            None if matches!(self.origin, Origin::Binary(_)) => {
                format!("{name} has no frozen table of the package: nothing to compare")
            }
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

/// A package's record in a revision of git; `None` when it has none.
pub(crate) fn record_at(revision: &str, root: &Path) -> Result<Option<Package>, Stop> {
    Origin::revision(revision, root).read(root)
}

/// The record in a file.
pub(crate) fn record_in(path: &Path) -> Result<Package, Stop> {
    Ok(Origin::File(path.to_owned()).read(Path::new("."))?.unwrap_or_default())
}

fn nothing_frozen(path: &Path, binary: &Binary, projects: &[Project]) -> Stop {
    let mut others: Vec<&str> = binary.tables().map(|record| record.package.as_str()).collect();
    others.sort_unstable();
    others.dedup();
    let wanted = in_code(projects.iter().map(Project::name));
    let message = format!("{}: it has no frozen table of {wanted}", path.display());
    Stop::failed_with_help(message, format!("its tables are of {}", in_code(others.into_iter())))
}

impl Origin {
    fn revision(name: &str, root: &Path) -> Origin {
        Origin::Revision { name: name.to_owned(), is_merged: git::is_merged(root, name) }
    }

    /// As in "recorded in `v1.0`".
    fn name(&self) -> String {
        match self {
            Origin::File(path) | Origin::Binary(path) => format!("`{}`", path.display()),
            Origin::Revision { name, .. } => format!("`{name}`"),
        }
    }

    /// The record's file there, as in `v1.0:abi.toml:12`.
    fn file(&self) -> String {
        match self {
            Origin::File(path) | Origin::Binary(path) => path.display().to_string(),
            Origin::Revision { name, .. } => format!("{name}:{FILE}"),
        }
    }

    fn way_out(&self) -> String {
        let back = match self {
            Origin::File(path) => format!("copy `{}` to abi.toml", path.display()),
            Origin::Binary(_) => "bring back the abi.toml that it was built with".to_owned(),
            Origin::Revision { name, is_merged: true } => {
                format!("bring it back with `git checkout {} -- abi.toml`", in_shell(name))
            }
            Origin::Revision { name, .. } => format!("`{name}` is not merged here: merge it"),
        };
        format!("{back}, and then run `cargo vtable-api freeze` for what is new")
    }

    fn read(&self, root: &Path) -> Result<Option<Package>, Stop> {
        let bytes = match self {
            Origin::File(path) | Origin::Binary(path) => Some(
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

    fn finding(&self, lost: Lost, file: &Path) -> Finding {
        let line = lost.line;
        let mut finding = lost.finding(&self.name(), &self.way_out(), file);
        if let (Some(quote), Some(line)) = (&mut finding.violation.recorded, line) {
            quote.text = format!("{}  ({}:{line})", quote.text, self.file());
        }
        finding
    }

    /// One finding for a record that is gone as a whole.
    fn all_lost(&self, before: &Package) -> Violation {
        let tables = count(before.tables.len(), "table");
        let message = format!("there is no abi.toml, and {} has one, with {tables}", self.name());
        Violation::new(Code::RecordShrunk, Place::Package, message).help(self.way_out())
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
