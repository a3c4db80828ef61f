//! `--against`: an earlier state of the record, wherever it is.

use std::path::Path;

use vtable_api_manifest::abi;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::record::Record;

use super::adopt::{frozen, with_names_of};
use super::origin::{Origin, Part};
use super::{file, grown, moved};
use crate::input::binary::{self, Binary};
use crate::input::git;
use crate::input::project::{Project, RECORD, Workspace};
use crate::report::words::{count, in_code};
use crate::report::{Finding, Stop};

/// What was recorded once, and must be in the record of one package still.
#[derive(Debug)]
pub(crate) struct Earlier {
    origin: Origin,
    /// Empty where there was no record yet.
    parts: Vec<Part>,
}

/// What each package had, and what is in no record of the workspace any more.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    pub(crate) each: Vec<Earlier>,
    pub(crate) homeless: Vec<Finding>,
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
                    format!("`{word}` is the record of one package, but {} are checked", projects.len()),
                    "choose the package with -p NAME, or name a git revision, which has all records",
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
            let now = file::read(&project.root).ok().flatten().map(|record| record.package).unwrap_or_default();
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
        let file = root.join(RECORD);
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
                grown::lost(before, now).map(|lost| self.origin.finding(lost, part, &file)).collect()
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
                "{name} has no abi.toml in the package's folder, nor one with its tables elsewhere: nothing to compare"
            ),
            false if tables().next().is_none() => format!("{name} has recorded nothing: nothing to compare"),
            false => {
                let revisions = tables().flat_map(|table| &table.revisions).count();
                let (tables, revisions) = (count(tables().count(), "table"), count(revisions, "revision"));
                let whence = match self.moved_files() {
                    moved if moved.is_empty() => String::new(),
                    moved => format!(", in {}", in_code(moved.into_iter())),
                };
                format!("{name} has recorded {tables} with {revisions}{whence}: nothing is lost")
            }
        }
    }
}

fn nothing_frozen(path: &Path, binary: &Binary, projects: &[Project]) -> Stop {
    let mut others: Vec<&str> = binary.tables().map(|record| record.package.as_str()).collect();
    others.sort_unstable();
    others.dedup();
    let wanted = in_code(projects.iter().map(Project::name));
    let message = format!("{}: it has no frozen table of {wanted}", path.display());
    Stop::failed_with_help(message, format!("its tables belong to {}", in_code(others.into_iter())))
}

/// What the last commit's record has and `now` lacks.
pub(crate) fn shrunk_since_commit(root: &Path, now: &Package) -> Vec<Finding> {
    let committed = git::committed(root, RECORD).and_then(|bytes| abi::read(&bytes).ok());
    committed.map_or_else(Vec::new, |before| grown::check(&before, now, "the last commit", &root.join(RECORD)))
}
