//! `cargo vtable-api check`: the source against the record, the record against itself and an earlier state, and
//! headers against both.

mod look;
mod report;

use crate::args::{self, OutputArgs};
use crate::input::compile::source::{self, Read, Source};
use crate::input::compile::{Build, lock, ordinary};
use crate::input::project::{self, Project, Unnamed, Workspace};
use crate::output::{headers, stale};
use crate::record::{Compared, Earlier, twins};
use crate::report::{Finding, Stop};
use look::Look;
use report::{CheckReport, PackageState};

pub(crate) fn run(args: &args::Check, output: OutputArgs) -> Result<CheckReport, Stop> {
    let workspace = project::select(&args.select, Unnamed::All)?;
    let (mut looks, homeless) = looks(args, &workspace)?;
    let records = twins::records(&workspace);
    looks.iter_mut().for_each(|look| look.find_twins(&records));
    let sources = sources(&workspace, &looks, args, output)?;
    let checked: Vec<&str> = workspace.projects.iter().map(Project::name).collect();
    let mut read = Vec::new();
    for (at, (look, source)) in looks.iter_mut().zip(sources).enumerate() {
        match source {
            Some(Ok(source)) => {
                look.at_source(args, &source, &records, &checked)?;
                read.push((at, source));
            }
            Some(Err(findings)) => {
                look.is_unknown = findings.is_empty();
                look.found.extend(findings);
            }
            None => {}
        }
    }
    if looks.iter().all(|look| look.found.is_empty()) {
        find_clashes(&mut looks, &read);
    }
    if !looks.iter().any(Look::has_seen) && homeless.is_empty()
        || (workspace.are_named && !looks.iter().all(Look::has_seen))
    {
        return Err(nothing(&workspace, &looks));
    }
    if homeless.is_empty() && looks.iter().all(|look| look.found.is_empty()) {
        find_more(&workspace, &mut looks, how(args, output))?;
    }
    let mut report = CheckReport::default();
    looks.retain(|look| look.has_seen() && !look.is_unknown);
    stale::find_unknown(&args.headers, looks.iter().flat_map(|look| &look.headers))?;
    for look in looks {
        report.packages.push(PackageState { findings: look.found.len(), ..look.state });
        report.findings.extend(look.found);
    }
    report.findings.extend(homeless);
    Ok(report)
}

fn how(args: &args::Check, output: OutputArgs) -> Build<'_> {
    Build { args: &args.build, quiet: output.quiet, thorough: false, locked: args.locked }
}

/// What two packages call alike in C; `read` has the sources of those looks.
fn find_clashes(looks: &mut [Look<'_>], read: &[(usize, Source)]) {
    let mut packages = Vec::new();
    for (at, source) in read {
        if let Some(recorded) = &looks[*at].recorded {
            packages.push((looks[*at].project, recorded, source));
        }
    }
    let found = headers::together(&packages);
    for finding in found {
        let is_owner = |look: &&mut Look<'_>| finding.package.as_deref() == Some(look.project.name());
        if let Some(owner) = looks.iter_mut().find(is_owner) {
            owner.found.push(finding);
        }
    }
}

/// What only the user's own build finds: it builds programs, too, that have no tables to record.
fn find_more(workspace: &Workspace, looks: &mut [Look<'_>], how: Build<'_>) -> Result<(), Stop> {
    let _lock = lock::lock(&workspace.target_dir, "builds")?;
    let seen = looks.iter().filter(|look| look.has_seen()).map(|look| look.project);
    for finding in ordinary::hear(workspace, seen, how)?.findings {
        // One in a package that is only needed belongs to who needs it.
        let is_owner = |look: &Look<'_>| finding.package.as_deref() == Some(look.project.name());
        let owner = looks.iter().position(is_owner).or_else(|| looks.iter().position(Look::has_seen));
        if let Some(owner) = owner {
            looks[owner].found.push(finding);
        }
    }
    Ok(())
}

/// Before anything is built: records, alone and against earlier ones; and what is in none of them any more.
fn looks<'w>(args: &args::Check, workspace: &'w Workspace) -> Result<(Vec<Look<'w>>, Vec<Finding>), Stop> {
    // A name that means nothing is told before packages are built for nothing.
    let compared = args.against.as_deref().map(|word| Earlier::find(word, workspace)).transpose()?;
    let Compared { each, homeless } = compared.unwrap_or_default();
    let earlier = each.into_iter().map(Some).chain(std::iter::repeat_with(|| None));
    let looks = workspace.projects.iter().zip(earlier).map(|(project, earlier)| Look::of(project, earlier.as_ref()));
    Ok((looks.collect::<Result<Vec<_>, Stop>>()?, homeless))
}

/// Builds those whose records can be read.
fn sources(
    workspace: &Workspace,
    looks: &[Look<'_>],
    args: &args::Check,
    output: OutputArgs,
) -> Result<Vec<Option<Read>>, Stop> {
    let whole = looks.iter().filter(|look| !look.is_broken).map(|look| look.project.clone());
    let workspace = workspace.with(whole.collect());
    if workspace.projects.is_empty() {
        return Ok(looks.iter().map(|_| None).collect());
    }
    let how = how(args, output);
    let mut sources = source::read(&workspace, how)?;
    if looks.iter().filter(|look| !look.is_broken).zip(&sources).any(|(look, source)| look.misses(source)) {
        sources = source::read(&workspace, Build { thorough: true, ..how })?;
    }
    let mut sources = sources.into_iter();
    Ok(looks.iter().map(|look| if look.is_broken { None } else { sources.next() }).collect())
}

fn nothing(workspace: &Workspace, looks: &[Look<'_>]) -> Stop {
    match looks.iter().find(|look| !look.has_seen()) {
        Some(look) if workspace.are_named => source::nothing(look.project),
        _ => source::nothing_in(workspace),
    }
}
