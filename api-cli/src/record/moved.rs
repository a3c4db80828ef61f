//! The records of a revision, and in whose record their tables are now: packages are moved and renamed, and tables go from one
//! to another. A table is known by its id.

use std::path::{Path, PathBuf};

use vtable_api_manifest::model::{Package, Table};
use vtable_api_manifest::reach;

use super::file;
use super::grown::gone;
use super::origin::{Origin, Part};
use crate::input::git;
use crate::input::project::{Project, RECORD, Workspace};
use crate::report::words::in_code;
use crate::report::{Finding, Stop};

/// What the packages of a workspace had, and what none of them has any more.
pub(super) struct Found {
    /// For each of the workspace's projects.
    pub(super) parts: Vec<Vec<Part>>,
    pub(super) homeless: Vec<Finding>,
}

/// A package of the workspace, and what it has recorded now.
struct Home<'w> {
    project: &'w Project,
    root: PathBuf,
    recorded: Option<Package>,
}

impl Home<'_> {
    fn has(&self, table: &Table) -> bool {
        self.recorded.as_ref().is_some_and(|recorded| recorded.tables.iter().any(|own| own.id == table.id))
    }
}

/// Finds all that `revision` has recorded, and who has it now.
pub(super) fn find(revision: &str, workspace: &Workspace) -> Result<Found, Stop> {
    let homes: Vec<Home<'_>> = workspace.members.iter().map(Home::of).collect();
    let mut found = Found { parts: Vec::new(), homeless: Vec::new() };
    for project in &workspace.projects {
        let origin = Origin::revision(revision, &project.root);
        let own = origin.read(&project.root)?.map(|package| {
            let package = without_moved(package, project, &homes);
            Part { file: format!("{revision}:{RECORD}"), is_moved: false, package }
        });
        found.parts.push(own.into_iter().collect());
    }
    for strayed in strayed(revision, workspace, &homes)? {
        found.settle(strayed, revision, workspace, &homes)?;
    }
    Ok(found)
}

impl<'w> Home<'w> {
    fn of(project: &'w Project) -> Home<'w> {
        // One that cannot be read is told where it is checked.
        let recorded = file::read(&project.root).ok().flatten().map(|record| record.package);
        Home { project, root: in_full(&project.root), recorded }
    }
}

fn in_full(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// What must still be in the package's own record: all but the tables that another package has taken over.
fn without_moved(mut package: Package, project: &Project, homes: &[Home<'_>]) -> Package {
    let is_own = |home: &&Home<'_>| home.project.package.id == project.package.id;
    let Some(own) = homes.iter().find(is_own) else { return package };
    let (stays, goes): (Vec<Table>, Vec<Table>) = package
        .tables
        .into_iter()
        .partition(|table| own.has(table) || !homes.iter().any(|home| !is_own(&home) && home.has(table)));
    package.tables = stays;
    if goes.is_empty() { package } else { with_its_types(package) }
}

/// With the types only that its tables reach.
fn with_its_types(package: Package) -> Package {
    let slots = package.tables.iter().flat_map(|table| &table.slots);
    let types = reach::types(slots, &package.types).into_iter().cloned().collect();
    Package { types, ..package }
}

/// A table of a revision, in a folder that is now no place of it.
struct Strayed {
    /// In the repository.
    file: String,
    /// In or below the workspace's folder.
    is_below: bool,
    /// It, and its types.
    package: Package,
}

/// Tables that a package had which is gone from its place, or no longer has them.
fn strayed(revision: &str, workspace: &Workspace, homes: &[Home<'_>]) -> Result<Vec<Strayed>, Stop> {
    let root = in_full(workspace.manifest.parent().unwrap_or(Path::new(".")));
    let cannot_look = |why| Stop::failed(format!("cannot list the files of `{revision}`: {why}"));
    let Some(top) = git::top(&root).map(|top| in_full(&top)) else { return Ok(Vec::new()) };
    // Members of another repository are found where they stand.
    let Some(tree) = git::tree(&top, revision).map_err(cannot_look)? else { return Ok(Vec::new()) };
    let manifests = git::named(&top, &tree, "Cargo.toml").map_err(cannot_look)?;
    let mut strayed = Vec::new();
    for file in git::named(&top, &tree, RECORD).map_err(cannot_look)? {
        let folder = top.join(file.strip_suffix(RECORD).unwrap_or(&file));
        let folder = in_full(&folder);
        let home = homes.iter().find(|home| home.root == folder);
        let is_package =
            manifests.iter().any(|manifest| manifest.strip_suffix("Cargo.toml") == file.strip_suffix(RECORD));
        // One that stands where it stood, and is no member, is of another workspace; without a manifest it is no one's.
        if !is_package || (home.is_none() && folder.join(RECORD).exists()) {
            continue;
        }
        let origin = Origin::revision(revision, &top);
        let Some(package) = origin.read_at(&top, &file)? else { continue };
        for table in package.tables.iter().filter(|table| home.is_none_or(|home| is_elsewhere(table, home, homes))) {
            let alone = Package { tables: vec![table.clone()], types: package.types.clone() };
            let is_below = folder.starts_with(&root);
            strayed.push(Strayed { file: file.clone(), is_below, package: with_its_types(alone) });
        }
    }
    Ok(strayed)
}

/// Whether its package no longer has the table, and another one does.
fn is_elsewhere(table: &Table, home: &Home<'_>, homes: &[Home<'_>]) -> bool {
    !home.has(table) && homes.iter().any(|home| home.has(table))
}

impl Found {
    /// Gives a strayed table to the package that has it now.
    fn settle(
        &mut self,
        strayed: Strayed,
        revision: &str,
        workspace: &Workspace,
        homes: &[Home<'_>],
    ) -> Result<(), Stop> {
        let Strayed { file, is_below, package } = strayed;
        let Some(table) = package.tables.first() else { return Ok(()) };
        let takers: Vec<&Home<'_>> = homes.iter().filter(|home| home.has(table)).collect();
        let at = match takers[..] {
            [] if is_below => {
                self.homeless.push(homeless(table, revision, &file, homes));
                return Ok(());
            }
            [] => return Ok(()),
            [only] => workspace.projects.iter().position(|project| project.package.id == only.project.package.id),
            _ => return Err(ambiguous(table, revision, &file, &takers)),
        };
        if let Some(at) = at {
            self.parts[at].push(Part { file: format!("{revision}:{file}"), is_moved: true, package });
        }
        Ok(())
    }
}

/// A table that is in no record.
fn homeless(table: &Table, revision: &str, file: &str, homes: &[Home<'_>]) -> Finding {
    let recorded = homes.iter().filter(|home| home.recorded.is_some()).map(|home| home.project.name());
    let places = match homes.iter().any(|home| home.recorded.is_some()) {
        true => format!("those of {}", in_code(recorded)),
        false => "there is none".into(),
    };
    gone(table, &format!("{revision}:{file}"), &places).into()
}

fn ambiguous(table: &Table, revision: &str, file: &str, takers: &[&Home<'_>]) -> Stop {
    let names = in_code(takers.iter().map(|home| home.project.name()));
    Stop::failed_with_help(
        format!(
            "table `{}` was recorded in `{revision}:{file}`, and is now in the records of {names}: it is \
             unclear which of them has taken it over",
            table.id
        ),
        "a table has one record: keep it in the package that continues it, and remove it from the others",
    )
}
