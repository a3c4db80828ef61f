//! The user's own build, checks and all: what it says in our name, `cargo vtable-api check` says, too.

use crate::cargo::{self, Build, Said};
use crate::compiler;
use crate::fresh::{self, Sources};
use crate::project::{Project, Workspace};
use crate::report::Finding;
use crate::stop::Stop;

/// The errors that `cargo check` shows for these packages.
pub(crate) struct Heard {
    /// What is wrong with tables and types that cross, each once.
    pub(crate) findings: Vec<Finding>,
    pub(crate) said: Said,
}

pub(crate) fn hear<'p>(
    workspace: &Workspace,
    projects: impl Iterator<Item = &'p Project>,
    how: Build<'_>,
) -> Result<Heard, Stop> {
    let projects: Vec<&Project> = projects.collect();
    let said = said(workspace, &projects, how)?;
    Ok(Heard { findings: compiler::findings(&said, workspace), said })
}

/// What it says of the sources as they are.
fn said(workspace: &Workspace, projects: &[&Project], how: Build<'_>) -> Result<Said, Stop> {
    if let Some(mut sources) = Sources::take(&workspace.target_dir) {
        let said = run(workspace, projects, how)?;
        if !sources.is_any_unseen(workspace, &said.messages)? {
            sources.keep(&workspace.target_dir);
            return Ok(said);
        }
    }
    fresh::forget(&workspace.target_dir)?;
    let said = run(workspace, projects, how)?;
    let mut sources = Sources::none();
    sources.is_any_unseen(workspace, &said.messages)?;
    sources.keep(&workspace.target_dir);
    Ok(said)
}

fn run(workspace: &Workspace, projects: &[&Project], how: Build<'_>) -> Result<Said, Stop> {
    let mut command = cargo::command("check", workspace, Build { quiet: true, ..how });
    if how.locked {
        command.env("VTABLE_API", "locked");
    }
    for project in projects {
        command.arg("--package").arg(&project.package.id.repr);
    }
    cargo::run_silently(command)
}
