//! `--against`: an earlier state of the record, wherever it is.

mod adopt;
mod moved;

use std::path::{Path, PathBuf};

use vtable_api_manifest::abi::{self, AbiError};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::record::Record;
use vtable_api_manifest::violation::{Place, Violation};

pub(crate) use adopt::{frozen, with_names_of};

use super::Lost;
use crate::binary::{self, Binary};
use crate::git;
use crate::project::{Project, Workspace};
use crate::record::{self, FILE};
use crate::report::Finding;
use crate::stop::Stop;
use crate::words::{count, in_code};

/// What was recorded once, and must be in the record of one package still.
#[derive(Debug)]
pub(crate) struct Earlier {
    origin: Origin,
    /// Empty where there was no record yet.
    parts: Vec<Part>,
}

/// A record that was, or a part of it.
#[derive(Debug)]
struct Part {
    /// As in `v1.0:abi.toml:12`.
    file: String,
    /// It was in another folder.
    is_moved: bool,
    package: Package,
}

/// What each package had, and what is in no record of the workspace any more.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    pub(crate) each: Vec<Earlier>,
    pub(crate) homeless: Vec<Finding>,
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
    /// Reads the records that the user's word means: what each package had.
    pub(crate) fn find(word: &str, workspace: &Workspace) -> Result<Compared, Stop> {
        let path = Path::new(word);
        match path.exists() && !path.is_dir() {
            true if binary::is_one(path) => Earlier::in_binary(path, &workspace.projects),
            true => match &workspace.projects[..] {
                [project] => Earlier::in_file(path, project),
                projects => Err(Stop::usage(
                    format!("`{word}` is the record of one package, and {} are checked", projects.len()),
                    "say whose it is with -p NAME, or name a git revision, which has the records of all",
                )),
            },
            false => Earlier::in_revision(word, workspace),
        }
    }

    fn in_file(path: &Path, project: &Project) -> Result<Compared, Stop> {
        let origin = Origin::File(path.to_owned());
        let part = |package| Part { file: path.display().to_string(), is_moved: false, package };
        let parts = origin.read(&project.root)?.map(part).into_iter().collect();
        Ok(Compared { each: vec![Earlier { origin, parts }], homeless: Vec::new() })
    }

    fn in_revision(word: &str, workspace: &Workspace) -> Result<Compared, Stop> {
        let found = moved::find(word, workspace)?;
        let of =
            |(project, parts): (&Project, Vec<Part>)| Earlier { origin: Origin::revision(word, &project.root), parts };
        let each: Vec<Earlier> = workspace.projects.iter().zip(found.parts).map(of).collect();
        // Who asks for one package only does not ask for what others have lost, unless it may have been this one.
        let is_asked = !workspace.are_named || each.iter().any(|earlier| earlier.parts.is_empty());
        Ok(Compared { each, homeless: if is_asked { found.homeless } else { Vec::new() } })
    }

    fn in_binary(path: &Path, projects: &[Project]) -> Result<Compared, Stop> {
        let binary = binary::read(path)?;
        let mut each = Vec::new();
        for project in projects {
            let now = record::read(&project.root).ok().flatten().map(|record| record.package).unwrap_or_default();
            let is_known = |id: &str| now.tables.iter().any(|table| table.id == id);
            // The package may have had another name.
            let is_meant = |record: &Record| record.package == project.name() || is_known(&record.table.id);
            let package = frozen(binary.package(is_meant)?);
            let part = Part { file: path.display().to_string(), is_moved: false, package };
            let parts = if part.package.tables.is_empty() { Vec::new() } else { vec![part] };
            each.push(Earlier { origin: Origin::Binary(path.to_owned()), parts });
        }
        match each.iter().all(|earlier| earlier.parts.is_empty()) {
            true => Err(nothing_frozen(path, &binary, projects)),
            false => Ok(Compared { each, homeless: Vec::new() }),
        }
    }

    /// What it has and the record `now` lacks, or has in another form.
    pub(crate) fn lost(&self, now: Option<&Package>, root: &Path) -> Vec<Finding> {
        let file = root.join(FILE);
        let lost = self.parts.iter().flat_map(|part| match now {
            Some(now) => {
                let adopted;
                let before = match &self.origin {
                    Origin::Binary(_) => {
                        adopted = with_names_of(&part.package, now);
                        &adopted
                    }
                    _ => &part.package,
                };
                super::lost(before, now).map(|lost| self.origin.finding(lost, part, &file)).collect()
            }
            None if !part.package.tables.is_empty() => vec![self.origin.all_lost(part).into()],
            None => Vec::new(),
        });
        lost.collect()
    }

    /// The files that had what the package has now, and that are not its own.
    fn moved_files(&self) -> Vec<&str> {
        let mut files: Vec<&str> = Vec::new();
        for part in self.parts.iter().filter(|part| part.is_moved) {
            if !files.contains(&part.file.as_str()) {
                files.push(&part.file);
            }
        }
        files
    }

    /// What the comparison comes to when nothing is lost.
    pub(crate) fn summary(&self) -> String {
        let name = self.origin.name();
        let tables = || self.parts.iter().flat_map(|part| &part.package.tables);
        match self.parts.is_empty() {
            true if matches!(self.origin, Origin::Binary(_)) => {
                format!("{name} has no frozen table of the package: nothing to compare")
            }
            true => format!(
                "{name} has no abi.toml in the package's folder, and none with its tables anywhere: nothing to compare"
            ),
            false if tables().next().is_none() => format!("{name} has recorded nothing: nothing to compare"),
            false => {
                let revisions = tables().flat_map(|table| &table.revisions).count();
                let (tables, revisions) = (count(tables().count(), "table"), count(revisions, "revision"));
                let whence = match self.moved_files() {
                    moved if moved.is_empty() => String::new(),
                    moved => format!(", of what is here now in {}", in_code(moved.into_iter())),
                };
                format!("{name} has recorded {tables} with {revisions}{whence}: nothing is lost")
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
                format!("bring back what `git show {}` has", in_shell(&part.file))
            }
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
        self.read_at(root, FILE)
    }

    /// Reads the record; of a revision, that file of a folder.
    fn read_at(&self, folder: &Path, file: &str) -> Result<Option<Package>, Stop> {
        let bytes = match self {
            Origin::File(path) | Origin::Binary(path) => Some(
                record::bytes(path)
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
            _ => "nothing can be compared with it: name a state of abi.toml that is whole",
        };
        Stop::failed_with_help(message, help)
    }

    fn finding(&self, lost: Lost, part: &Part, file: &Path) -> Finding {
        let line = lost.line;
        let mut finding = lost.finding(&self.name(), &self.way_out(part), file);
        if let (Some(quote), Some(line)) = (&mut finding.violation.recorded, line) {
            quote.text = format!("{}  ({}:{line})", quote.text, part.file);
        }
        finding
    }

    /// One finding for a record that is gone as a whole.
    fn all_lost(&self, part: &Part) -> Violation {
        let tables = count(part.package.tables.len(), "table");
        let message = format!("there is no abi.toml, and {} has one, with {tables}", self.name());
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
