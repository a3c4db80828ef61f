//! Builds targets of packages with what the macro writes for us, and says where the results are.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::{Artifact, Message};

use crate::args::BuildArgs;
use crate::project::{Project, Workspace};
use crate::stop::Stop;
use crate::units::Unit;

/// The macro then does not look at `abi.toml`, and adds doc comments and places to the records. And whatever the
/// user's configuration says, lists of sources have paths that hold from here.
const MODE: [(&str, &str); 3] =
    [("VTABLE_API", "extract"), ("VTABLE_API_PLACES", "1"), ("CARGO_BUILD_DEP_INFO_BASEDIR", ".")];

/// Object code that can be read, made fast, whatever the package's profile says.
const PROFILE: [(&str, &str); 3] =
    [("CARGO_PROFILE_DEV_LTO", "off"), ("CARGO_PROFILE_DEV_STRIP", "none"), ("CARGO_PROFILE_DEV_DEBUG", "0")];

/// Nothing in a program refers to its records: linkers that do not know of `#[used]` leave them out unless they
/// are told to keep all.
const KEEP: [&str; 3] = ["--", "-C", "link-dead-code"];

/// How a build is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Build<'a> {
    pub(crate) args: &'a BuildArgs,
    /// Cargo says nothing of its progress.
    pub(crate) quiet: bool,
    /// Trust no linker to keep the records of programs. Cargo is then started for each of them.
    pub(crate) thorough: bool,
}

/// A target of a package that is to be built.
#[derive(Clone, Debug)]
pub(crate) struct Job<'p> {
    pub(crate) project: &'p Project,
    pub(crate) unit: Unit,
}

/// What a build made of a [`Job`].
#[derive(Debug)]
pub(crate) struct Built {
    /// The file that has the records.
    pub(crate) file: PathBuf,
    /// Cargo found nothing to do.
    pub(crate) is_fresh: bool,
}

/// Builds all, in the order of the jobs. What cargo has to say goes to standard error.
pub(crate) fn build(workspace: &Workspace, jobs: &[Job<'_>], how: Build<'_>) -> Result<Vec<Built>, Stop> {
    let mut built: Vec<Option<Built>> = jobs.iter().map(|_| None).collect();
    let (alone, together): (Vec<usize>, Vec<usize>) = (0..jobs.len()).partition(|index| jobs[*index].is_alone(how));
    let mut runs: Vec<Vec<usize>> = alone.into_iter().map(|index| vec![index]).collect();
    runs.extend((!together.is_empty()).then_some(together));
    for run in runs {
        let of_run: Vec<&Job<'_>> = run.iter().map(|index| &jobs[*index]).collect();
        for (index, made) in run.iter().zip(self::run(workspace, &of_run, how)?) {
            built[*index] = Some(made);
        }
    }
    Ok(built.into_iter().flatten().collect())
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
fn run(workspace: &Workspace, jobs: &[&Job<'_>], how: Build<'_>) -> Result<Vec<Built>, Stop> {
    let mut command = match jobs {
        [job] if job.is_alone(how) => alone(workspace, job, how),
        jobs => together(workspace, jobs, how),
    };
    let spawned = command.stdout(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| Stop::failed(format!("cargo cannot be run: {error}")))?;
    let messages = child.stdout.take().map(|out| Message::parse_stream(BufReader::new(out)));
    let mut built: Vec<Option<Built>> = jobs.iter().map(|_| None).collect();
    for message in messages.into_iter().flatten() {
        if let Ok(Message::CompilerArtifact(artifact)) = message {
            for (job, built) in jobs.iter().zip(&mut built) {
                *built = job.built(&artifact).or(built.take());
            }
        }
    }
    let status = child.wait().map_err(|error| Stop::failed(format!("cargo was lost: {error}")))?;
    if !status.success() {
        return Err(does_not_build(jobs));
    }
    let unnamed = |job: &Job<'_>| Stop::failed(format!("cargo built `{}` and named no file that it made", job.name()));
    jobs.iter().zip(built).map(|(job, built)| built.ok_or_else(|| unnamed(job))).collect()
}

fn does_not_build(jobs: &[&Job<'_>]) -> Stop {
    let mut names: Vec<String> = jobs.iter().map(|job| format!("`{}`", job.name())).collect();
    names.dedup();
    let (names, verb, whose) = match names.len() {
        0 | 1 => (names.concat(), "does", "its"),
        _ => (names.join(" or "), "does", "their"),
    };
    Stop::failed(format!("{names} {verb} not build, so {whose} tables are not known"))
}

/// Many targets at once, as the packages say.
fn together(workspace: &Workspace, jobs: &[&Job<'_>], how: Build<'_>) -> Command {
    let mut command = cargo("build", &workspace.manifest, &workspace.target_dir, how);
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
    let mut command = cargo("rustc", &workspace.manifest, &workspace.target_dir, how);
    command.arg("--package").arg(&job.project.package.id.repr);
    match &job.unit {
        Unit::Lib { as_rlib: false } => command.arg("--lib"),
        // What is only linked by others has the same records as an `rlib`, which needs no linker.
        Unit::Lib { as_rlib: true } => command.args(["--lib", "--crate-type", "rlib"]),
        Unit::Bin { name } => command.args(["--bin", name]).args(KEEP),
    };
    command
}

fn cargo(word: &str, manifest: &Path, target_dir: &Path, how: Build<'_>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.envs(MODE).envs(PROFILE);
    command.args([word, "--profile", "dev", "--message-format", "json-render-diagnostics"]);
    command.arg("--manifest-path").arg(manifest).arg("--target-dir").arg(target_dir);
    let BuildArgs { features, all_features, no_default_features, target } = how.args;
    for features in features {
        command.arg("--features").arg(features);
    }
    if let Some(target) = target {
        command.arg("--target").arg(target);
    }
    let switches =
        [("--all-features", *all_features), ("--no-default-features", *no_default_features), ("--quiet", how.quiet)];
    command.args(switches.into_iter().filter(|(_, on)| *on).map(|(switch, _)| switch));
    command
}

impl Job<'_> {
    /// The file of this very target: the package's build script and its dependencies are reported, too.
    fn built(&self, artifact: &Artifact) -> Option<Built> {
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
        file.map(|file| Built { file: file.as_std_path().to_owned(), is_fresh: artifact.fresh })
    }
}
