//! Builds a target of the package with what the macro writes for us, and says where the result is.

use std::io::BufReader;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cargo_metadata::{Artifact, Message};

use crate::args::BuildArgs;
use crate::project::Project;
use crate::stop::Stop;
use crate::units::Unit;

/// The macro then does not look at `abi.toml` and adds doc comments to the records.
const MODE: (&str, &str) = ("VTABLE_API", "extract");

/// Object code that can be read, made fast, whatever the package's profile says.
const PROFILE: [(&str, &str); 3] =
    [("CARGO_PROFILE_DEV_LTO", "off"), ("CARGO_PROFILE_DEV_STRIP", "none"), ("CARGO_PROFILE_DEV_DEBUG", "0")];

/// Nothing in a program refers to its records: linkers for Windows leave them out unless they are told to keep all.
const KEEP: [&str; 3] = ["--", "-C", "link-dead-code"];

/// What a build made.
#[derive(Debug)]
pub(crate) struct Built {
    /// The file that has the records.
    pub(crate) file: PathBuf,
    /// Cargo found nothing to do.
    pub(crate) is_fresh: bool,
}

/// Whatever the user's configuration says, lists of sources have paths that hold from here.
const PATHS: (&str, &str) = ("CARGO_BUILD_DEP_INFO_BASEDIR", ".");

/// Builds one unit. What cargo has to say goes to standard error.
pub(crate) fn build(project: &Project, unit: &Unit, build: &BuildArgs, quiet: bool) -> Result<Built, Stop> {
    let mut child = command(project, unit, build, quiet)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Stop::failed(format!("cargo cannot be run: {error}")))?;
    let messages = child.stdout.take().map(|out| Message::parse_stream(BufReader::new(out)));
    let mut made = None;
    for message in messages.into_iter().flatten() {
        if let Ok(Message::CompilerArtifact(artifact)) = message {
            made = built(project, unit, &artifact).or(made);
        }
    }
    let status = child.wait().map_err(|error| Stop::failed(format!("cargo was lost: {error}")))?;
    if !status.success() {
        return Err(Stop::failed(format!("`{}` does not build, so its tables are not known", project.name())));
    }
    made.ok_or_else(|| Stop::failed(format!("cargo built `{}` and named no file that it made", project.name())))
}

fn command(project: &Project, unit: &Unit, build: &BuildArgs, quiet: bool) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.envs([MODE, PATHS]).envs(PROFILE);
    command.args(["rustc", "--profile", "dev", "--message-format", "json-render-diagnostics"]);
    command.arg("--manifest-path").arg(&project.package.manifest_path);
    command.arg("--package").arg(&project.package.id.repr);
    command.arg("--target-dir").arg(&project.target_dir);
    match unit {
        Unit::Lib { as_rlib: false } => command.arg("--lib"),
        Unit::Lib { as_rlib: true } => command.args(["--lib", "--crate-type", "rlib"]),
        Unit::Bin { name } => command.args(["--bin", name]),
    };
    for features in &build.features {
        command.arg("--features").arg(features);
    }
    let switches = [
        ("--all-features", build.all_features),
        ("--no-default-features", build.no_default_features),
        ("--quiet", quiet),
    ];
    command.args(switches.into_iter().filter(|(_, on)| *on).map(|(switch, _)| switch));
    if let Unit::Bin { .. } = unit {
        command.args(KEEP);
    }
    command
}

/// The file of this very unit: its build script and its dependencies are reported, too.
fn built(project: &Project, unit: &Unit, artifact: &Artifact) -> Option<Built> {
    if artifact.package_id != project.package.id {
        return None;
    }
    let file = match unit {
        Unit::Bin { name } if artifact.target.is_bin() && artifact.target.name == *name => artifact.executable.as_ref(),
        Unit::Bin { .. } => None,
        Unit::Lib { .. } => artifact.filenames.iter().find(|file| file.extension() == Some("rlib")),
    };
    file.map(|file| Built { file: file.as_std_path().to_owned(), is_fresh: artifact.fresh })
}
