//! The user's own build, checks and all: what it says in our name, `cargo vtable-api check` says, too.

use std::path::Path;

use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};
use cargo_metadata::{CompilerMessage, Message};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::violation::Violation;

use crate::cargo::{self, Build, Said};
use crate::fresh::{self, Sources};
use crate::project::{Project, Workspace};
use crate::report::{At, Finding};
use crate::stop::Stop;

/// The errors of the macro that `cargo check` shows for these packages, each once. Others are none of our business.
pub(crate) fn findings<'p>(
    workspace: &Workspace,
    projects: impl Iterator<Item = &'p Project>,
    how: Build<'_>,
) -> Result<Vec<Finding>, Stop> {
    let projects: Vec<&Project> = projects.collect();
    let said = said(workspace, &projects, how)?;
    let root = workspace.manifest.parent().unwrap_or(Path::new("."));
    let mut findings: Vec<Finding> = Vec::new();
    for message in &said.messages {
        let Message::CompilerMessage(message) = message else { continue };
        if let Some(finding) = finding(message, workspace, root)
            && !findings.contains(&finding)
        {
            findings.push(finding);
        }
    }
    Ok(findings)
}

/// What it says of the sources as they are.
fn said(workspace: &Workspace, projects: &[&Project], how: Build<'_>) -> Result<Said, Stop> {
    if let Some(mut sources) = Sources::take(&workspace.target_dir) {
        let said = run(workspace, projects, how)?;
        if !sources.is_any_unseen(workspace, &said.messages) {
            sources.keep(&workspace.target_dir)?;
            return Ok(said);
        }
    }
    fresh::forget(&workspace.target_dir)?;
    let said = run(workspace, projects, how)?;
    let mut sources = Sources::none();
    sources.is_any_unseen(workspace, &said.messages);
    sources.keep(&workspace.target_dir)?;
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

fn finding(told: &CompilerMessage, workspace: &Workspace, root: &Path) -> Option<Finding> {
    if told.message.level != DiagnosticLevel::Error {
        return None;
    }
    let violation = texts(&told.message).find_map(Violation::parse)?;
    // Where the user makes errors of all warnings, a draft is no more than it was.
    if violation.code == Code::DraftSlot {
        return None;
    }
    let project = workspace.projects.iter().find(|project| project.package.id == told.package_id);
    let package = project.map(|project| project.name().to_owned());
    let primary = told.message.spans.iter().find(|span| span.is_primary);
    Some(Finding { violation, package, at: primary.map(|span| place(span, root)) })
}

/// Where our words may be: of what const evaluation finds, older compilers have them in a label.
fn texts(message: &Diagnostic) -> impl Iterator<Item = &str> {
    let labels = message.spans.iter().filter_map(|span| span.label.as_deref());
    let children = message.children.iter().map(|child| child.message.as_str());
    std::iter::once(message.message.as_str()).chain(labels).chain(children)
}

/// What is inside of a macro's expansion is at its call.
fn place(span: &DiagnosticSpan, root: &Path) -> At {
    let mut span = span;
    while let Some(expansion) = span.expansion.as_ref().filter(|_| !root.join(&span.file_name).is_file()) {
        span = &expansion.span;
    }
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    At {
        // Cargo starts the compiler in the workspace's folder.
        file: root.join(&span.file_name),
        line: number(span.line_start),
        column: Some(number(span.column_start)),
        end_line: Some(number(span.line_end)),
        end_column: Some(number(span.column_end)),
    }
}
