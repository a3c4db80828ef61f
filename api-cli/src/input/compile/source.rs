//! The tables of packages as the compiler sees them.

use std::collections::HashMap;

use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::{Package, Type, TypeDef};
use vtable_api_manifest::places::Places;
use vtable_api_manifest::record::{ObjectOf, Record, State};
use vtable_api_manifest::rules;
use vtable_api_manifest::violation::{Place, Violation};

use super::cargo::{Build, Said};
use super::compiler;
use super::extract::Job;
use super::lock;
use super::ordinary::{self, Heard};
use super::trusted::{self, Trusted};
use super::units;
use crate::input::project::{Project, Workspace};
use crate::report::words::in_code;
use crate::report::{At, CompilerError, Finding, Reason, Stop};

/// What the source of a package has.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// Its tables and types. Tables that say `unrecorded`, and those of other packages, are left out.
    pub(crate) package: Package,
    places: Places,
    /// The tables that slots of these name.
    objects: Vec<ObjectOf>,
    /// Ids and traits that say `unrecorded`.
    hidden: Vec<(String, String)>,
}

/// The source of a package, or why its parts cannot be one.
pub(crate) type Read = Result<Source, Vec<Finding>>;

impl Source {
    /// Violations with the package's name and where in the source they are.
    pub(crate) fn findings(&self, project: &Project, violations: Vec<Violation>) -> Vec<Finding> {
        let finding = |violation: Violation| {
            let violation = self.explained(violation);
            let at = self.places.of(&violation).map(At::of);
            Finding { violation, package: Some(project.name().into()), at }
        };
        violations.into_iter().map(finding).collect()
    }

    /// What slots name that has no frozen revision, and will have none: `is_new` knows what is about to be frozen.
    pub(crate) fn unrecorded_objects(&self, project: &Project, is_new: &dyn Fn(&ObjectOf) -> bool) -> Vec<Finding> {
        let is_missing = |object: &&ObjectOf| match object.state {
            State::Frozen => false,
            State::Draft => !is_new(object),
            State::Unrecorded => true,
        };
        let missing: Vec<&ObjectOf> = self.objects.iter().filter(is_missing).collect();
        let of = |table| rules::unrecorded_objects(table, &self.package.types, &missing);
        self.findings(project, self.package.tables.iter().flat_map(of).collect())
    }

    /// What slots pass of other packages' growable types whose first growth is a draft, and will be one: `is_new` knows what is about
    /// to be frozen, by the package and the name that the type has there.
    pub(crate) fn unrecorded_growables(&self, project: &Project, is_new: &dyn Fn(&str, &Type) -> bool) -> Vec<Finding> {
        let is_missing = |def: &&TypeDef| {
            let Type::Named { package: Some(package), name, args } = &def.ty else { return false };
            let own = Type::Named { package: None, name: name.clone(), args: args.clone() };
            def.body.growths().is_some_and(|growths| growths.fingerprint(1).is_none()) && !is_new(package, &own)
        };
        let missing: Vec<&TypeDef> = self.package.types.iter().filter(is_missing).collect();
        let of = |table| rules::unrecorded_growables(table, &self.package.types, &missing);
        self.findings(project, self.package.tables.iter().flat_map(of).collect())
    }

    /// A table that is gone may only say that it is not recorded.
    fn explained(&self, violation: Violation) -> Violation {
        let is_meant = |(id, _): &&(String, String)| violation.message.contains(&format!("`{id}`"));
        match self.hidden.iter().find(is_meant) {
            Some((id, name)) if violation.code == Code::TableGone => {
                let place = Place::Table { table: id.clone() };
                let help = format!("`{name}` has this id and says `unrecorded`: remove that");
                Violation { place, help: vec![help], ..violation }
            }
            _ => violation,
        }
    }
}

/// Builds the packages and returns what each has. A package that does not build for reasons that are ours has those as
/// findings; one that only needs such a package has none.
pub(crate) fn read(workspace: &Workspace, how: Build<'_>) -> Result<Vec<Read>, Stop> {
    let jobs = jobs(workspace, how)?;
    // Packages may share a target folder and a library's name; cargo's own lock ends with the build.
    let _lock = lock::lock(&workspace.target_dir, "builds")?;
    let Trusted { mut records, said } = trusted::build(workspace, &jobs, how)?;
    let failed = jobs.iter().zip(&records).filter(|(_, records)| records.is_none()).map(|(job, _)| job.project);
    let mut broken = broken(workspace, &failed.collect::<Vec<_>>(), how, &said)?;
    let of_package = |project: &Project| {
        if let Some(findings) = broken.remove(project.name()) {
            return Err(findings);
        }
        let own = jobs.iter().zip(&mut records).filter(|(job, _)| job.project.package.id == project.package.id);
        source(project, own.flat_map(|(_, records)| records.take().unwrap_or_default()).collect())
    };
    Ok(workspace.projects.iter().map(of_package).collect())
}

/// What the user's own build says of packages that do not build, by package. If that is nothing of ours, there is
/// nothing to go by.
fn broken(
    workspace: &Workspace,
    failed: &[&Project],
    how: Build<'_>,
    said: &Said,
) -> Result<HashMap<String, Vec<Finding>>, Stop> {
    let mut broken: HashMap<String, Vec<Finding>> =
        failed.iter().map(|project| (project.name().to_owned(), Vec::new())).collect();
    let Some(first) = failed.first() else { return Ok(broken) };
    let Heard { findings, said: ordinary } = ordinary::hear(workspace, failed.iter().copied(), how)?;
    if findings.is_empty() {
        // The user's own build says it as they know it; if it goes well, only ours can say why not.
        let said = if ordinary.success { said } else { &ordinary };
        said.show_errors();
        return Err(does_not_build(failed, compiler::all(said, workspace)));
    }
    for finding in findings {
        // One in a package that is only needed belongs to who needs it.
        let owner = finding.package.clone().filter(|name| broken.contains_key(name));
        broken.entry(owner.unwrap_or_else(|| first.name().to_owned())).or_default().push(finding);
    }
    Ok(broken)
}

fn does_not_build(failed: &[&Project], compiler: Vec<CompilerError>) -> Stop {
    let mut names: Vec<String> = failed.iter().map(|project| format!("`{}`", project.name())).collect();
    names.dedup();
    let (names, verb, whose) = match names.len() {
        0 | 1 => (names.concat(), "does", "its"),
        _ => (names.join(" or "), "does", "their"),
    };
    let message = format!("{names} {verb} not build, so {whose} tables are not known");
    Stop::Failed(Reason { message, help: None, compiler })
}

fn jobs<'w>(workspace: &'w Workspace, how: Build<'_>) -> Result<Vec<Job<'w>>, Stop> {
    let mut jobs = Vec::new();
    for project in &workspace.projects {
        let units = units::of(&project.package, how.args);
        if units.is_empty() && workspace.are_named {
            return Err(nothing_to_build(project));
        }
        jobs.extend(units.into_iter().map(|unit| Job { project, unit }));
    }
    match (jobs.is_empty(), workspace.projects.first()) {
        (true, Some(project)) => Err(nothing_to_build(project)),
        _ => Ok(jobs),
    }
}

fn nothing_to_build(project: &Project) -> Stop {
    Stop::failed(format!(
        "package `{}` has neither a library nor a program with its name, so it has no table to record",
        project.name()
    ))
}

fn source(project: &Project, records: Vec<Record>) -> Read {
    let mut source = Source::default();
    let mut parts = Vec::new();
    for record in records {
        source.places.extend(record.places);
        source.objects.extend(record.objects);
        match record.unrecorded {
            true => source.hidden.push((record.table.id, record.table.trait_name)),
            false => parts.push((record.table, record.types)),
        }
    }
    // The order of object code depends on hashes, of the crate's name for one: it must not get into the record.
    parts.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    match rules::merge(parts) {
        Ok(package) => Ok(Source { package, ..source }),
        Err(broken) => Err(source.findings(project, broken)),
    }
}

/// That there is no table anywhere: a check of nothing must not look like a clean one.
pub(crate) fn nothing(project: &Project) -> Stop {
    Stop::failed_with_help(
        format!("package `{}` has no table: nothing was checked", project.name()),
        "put `#[vtable_api]` on a trait of its library; if a feature hides the trait, name it with --features",
    )
}

/// The same of a workspace.
pub(crate) fn nothing_in(workspace: &Workspace) -> Stop {
    let names = in_code(workspace.projects.iter().map(Project::name));
    Stop::failed_with_help(
        format!("no package of the workspace has a table: nothing was checked; looked at {names}"),
        "put `#[vtable_api]` on a trait of a library; if a feature hides the trait, name it with --features",
    )
}
