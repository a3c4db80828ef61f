//! The user's own build, checks and all: what it says in our name, `cargo vtable-api check` says, too.

use super::cargo::{self, Build, Said};
use super::compiler;
use super::fresh::{self, Sources};
use crate::input::project::{Project, Workspace};
use crate::report::{Finding, Stop};

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
    if let Some(known) = Sources::take(&workspace.target_dir) {
        let (said, is_any_unseen) = attempt(workspace, projects, how, known)?;
        if !is_any_unseen {
            return Ok(said);
        }
    }
    fresh::forget(&workspace.target_dir)?;
    attempt(workspace, projects, how, Sources::none()).map(|(said, _)| said)
}

/// What a run says, and whether cargo may have passed over a change.
fn attempt(
    workspace: &Workspace,
    projects: &[&Project],
    how: Build<'_>,
    mut sources: Sources,
) -> Result<(Said, bool), Stop> {
    let said = run(workspace, projects, how)?;
    let is_any_unseen = sources.is_any_unseen(workspace, &said.messages)?;
    sources.keep(&workspace.target_dir);
    Ok((said, is_any_unseen))
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
