//! Builds targets of packages with what the macro writes for us, and says where the results are.

use std::path::PathBuf;
use std::process::Command;

use cargo_metadata::{Artifact, Message};

use super::cargo::{self, Build, Said};
use super::session::{self, Session};
use super::units::Unit;
use crate::input::project::{Project, Workspace};
use crate::report::Stop;

/// Nothing in a program refers to its records: linkers that do not know of `#[used]` leave them out unless they
/// are told to keep all.
const KEEP: [&str; 3] = ["--", "-C", "link-dead-code"];

/// A target of a package that is to be built.
#[derive(Clone, Debug)]
pub(crate) struct Job<'p> {
    pub(crate) project: &'p Project,
    pub(crate) unit: Unit,
}

/// What became of jobs.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The files that have the records, in the order of the jobs; `None` for what does not build.
    pub(crate) built: Vec<Option<PathBuf>>,
    pub(crate) said: Said,
}

/// Builds what can be built.
pub(crate) fn build(
    workspace: &Workspace,
    jobs: &[Job<'_>],
    how: Build<'_>,
    session: &Session,
) -> Result<Outcome, Stop> {
    let mut outcome = Outcome { built: jobs.iter().map(|_| None).collect(), said: Said::nothing() };
    let (alone, together): (Vec<usize>, Vec<usize>) = (0..jobs.len()).partition(|index| jobs[*index].is_alone(how));
    let mut runs: Vec<Vec<usize>> = alone.into_iter().map(|index| vec![index]).collect();
    runs.extend((!together.is_empty()).then_some(together));
    for run in runs {
        let of_run: Vec<&Job<'_>> = run.iter().map(|index| &jobs[*index]).collect();
        let (built, said) = self::run(workspace, &of_run, how, session)?;
        for (index, made) in run.iter().zip(built) {
            outcome.built[*index] = made;
        }
        outcome.said.add(said);
    }
    Ok(outcome)
}

impl Job<'_> {
    /// Whether cargo must be started for it alone, because it wants flags of its own. Linkers for other formats
    /// than ELF, and for other machines, are not trusted.
    fn is_alone(&self, how: Build<'_>) -> bool {
        let is_trusted = cfg!(not(any(windows, target_vendor = "apple"))) && how.args.target.is_none();
        match self.unit {
            Unit::Lib { as_rlib } => as_rlib,
            Unit::Bin { .. } => how.thorough || !is_trusted,
        }
    }

    fn name(&self) -> &str {
        self.project.name()
    }
}

/// One run of cargo.
fn run(
    workspace: &Workspace,
    jobs: &[&Job<'_>],
    how: Build<'_>,
    session: &Session,
) -> Result<(Vec<Option<PathBuf>>, Said), Stop> {
    let mut command = match jobs {
        [job] if job.is_alone(how) => alone(workspace, job, how),
        jobs => together(workspace, jobs, how),
    };
    command.env(session::VARIABLE, session.file());
    let said = cargo::run(command)?;
    let mut built: Vec<Option<PathBuf>> = jobs.iter().map(|_| None).collect();
    for message in &said.messages {
        if let Message::CompilerArtifact(artifact) = message {
            for (job, built) in jobs.iter().zip(&mut built) {
                *built = job.built(artifact).or(built.take());
            }
        }
    }
    match jobs.iter().zip(&built).find(|(_, built)| built.is_none()) {
        Some((job, _)) if said.success => {
            Err(Stop::failed(format!("cargo built `{}` but named no output file", job.name())))
        }
        _ => Ok((built, said)),
    }
}

/// Many targets at once, as the packages say.
fn together(workspace: &Workspace, jobs: &[&Job<'_>], how: Build<'_>) -> Command {
    let mut command = cargo::command("build", workspace, how);
    let mut packages: Vec<&str> = jobs.iter().map(|job| job.project.package.id.repr.as_str()).collect();
    packages.dedup();
    packages.iter().for_each(|package| {
        command.args(["--package", *package]);
    });
    if jobs.iter().any(|job| matches!(job.unit, Unit::Lib { .. })) {
        command.arg("--lib");
    }
    for job in jobs {
        if let Unit::Bin { name } = &job.unit {
            command.args(["--bin", name]);
        }
    }
    command
}

/// One target, in the way in which no record is lost.
fn alone(workspace: &Workspace, job: &Job<'_>, how: Build<'_>) -> Command {
    let mut command = cargo::command("rustc", workspace, how);
    command.arg("--package").arg(&job.project.package.id.repr);
    match &job.unit {
        Unit::Lib { as_rlib: false } => command.arg("--lib"),
        // What is only linked by others has the same records as an `rlib`, which needs no linker.
        Unit::Lib { as_rlib: true } => command.args(["--lib", "--crate-type", "rlib"]),
        Unit::Bin { name } => command.args(["--bin", name]).args(KEEP),
    };
    command
}

impl Job<'_> {
    /// The file of this very target: the package's build script and its dependencies are reported, too.
    fn built(&self, artifact: &Artifact) -> Option<PathBuf> {
        if artifact.package_id != self.project.package.id {
            return None;
        }
        let file = match &self.unit {
            Unit::Bin { name } if artifact.target.is_bin() && artifact.target.name == *name => {
                artifact.executable.as_ref()
            }
            Unit::Bin { .. } => None,
            Unit::Lib { .. } if artifact.target.is_bin() => None,
            Unit::Lib { .. } => artifact.filenames.iter().find(|file| file.extension() == Some("rlib")),
        };
        file.map(|file| file.as_std_path().to_owned())
    }
}
