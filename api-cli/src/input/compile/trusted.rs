//! Builds, and takes what the build has for true only where it is shown to be of the sources on the disk. What is in
//! doubt is built again, from nothing.

use std::path::{Path, PathBuf};

use vtable_api_manifest::record::{self, Record};

use super::cargo::{self, Build, Said};
use super::extract::{self, Job, Outcome};
use super::fresh::{self, Sources};
use super::proof::Proof;
use super::session::Session;
use crate::input::project::Workspace;
use crate::input::section;
use crate::report::Stop;

/// What was built.
pub(crate) struct Trusted {
    /// Of each job, those of its own package; `None` for what does not build.
    pub(crate) records: Vec<Option<Vec<Record>>>,
    pub(crate) said: Said,
}

/// Why there is no result.
enum Trouble {
    /// The build need not be of the sources as they are; what to say if one from nothing is no better.
    Doubt(Stop),
    Stop(Stop),
}

impl From<Stop> for Trouble {
    fn from(stop: Stop) -> Trouble {
        Trouble::Stop(stop)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Turn {
    First,
    FromNothing,
}

pub(crate) fn build(workspace: &Workspace, jobs: &[Job<'_>], how: Build<'_>) -> Result<Trusted, Stop> {
    let known = Sources::take(&workspace.target_dir).filter(|_| Session::is_known(&workspace.target_dir));
    if cargo::has_other_compiler() {
        // Each record must be of this very run. Where only cargo and the compiler are at work, it may be an earlier one's.
        Session::forget(&workspace.target_dir);
    }
    if let Some(known) = known {
        match attempt(workspace, jobs, how, known, Turn::First) {
            Ok(trusted) => return Ok(trusted),
            Err(Trouble::Stop(stop)) => return Err(stop),
            Err(Trouble::Doubt(_)) => {}
        }
    }
    fresh::forget(&workspace.target_dir)?;
    let made = attempt(workspace, jobs, how, Sources::none(), Turn::FromNothing);
    made.map_err(|(Trouble::Doubt(stop) | Trouble::Stop(stop))| stop)
}

fn attempt(
    workspace: &Workspace,
    jobs: &[Job<'_>],
    how: Build<'_>,
    mut sources: Sources,
    turn: Turn,
) -> Result<Trusted, Trouble> {
    let session = Session::open(&workspace.target_dir)?;
    let Outcome { built, said } = extract::build(workspace, jobs, how, &session)?;
    let is_any_unseen = sources.is_any_unseen(workspace, &said.messages)?;
    if turn == Turn::First && (said.is_damaged() || is_any_unseen) {
        return Err(Trouble::Doubt(Stop::failed("an old build is in the way")));
    }
    sources.keep(&workspace.target_dir);
    let mut proof = Proof::of(&session);
    let own = |(job, file): (&Job<'_>, &Option<PathBuf>)| match file {
        Some(file) => own_records(job, file, &mut proof).map(Some),
        None => Ok(None),
    };
    let records = jobs.iter().zip(&built).map(own).collect::<Result<Vec<_>, Trouble>>()?;
    Ok(Trusted { records, said })
}

/// Those of the job's package; other crates' are in the file, too.
fn own_records(job: &Job<'_>, file: &Path, proof: &mut Proof<'_>) -> Result<Vec<Record>, Trouble> {
    let mut own = records(file)?;
    own.retain(|record| record.package == job.project.name());
    let proved = own.iter().try_for_each(|record| proof.check(job.project, record));
    proved.map(|()| own).map_err(Trouble::Doubt)
}

fn records(file: &Path) -> Result<Vec<Record>, Trouble> {
    let failed = |why: String| Trouble::Doubt(Stop::failed(format!("{}: {why}", file.display())));
    let bytes = std::fs::read(file).map_err(|error| failed(format!("it cannot be read: {error}")))?;
    let sections = section::read(&bytes).map_err(|error| failed(error.0))?;
    if sections.found.is_empty() && sections.has_bitcode {
        let help = "it is built for LTO; take `-C linker-plugin-lto` out of RUSTFLAGS";
        let message = format!("{}: it has bitcode, and no object code", file.display());
        return Err(Stop::failed_with_help(message, help).into());
    }
    let mut records = Vec::new();
    for section in &sections.found {
        records.extend(record::read_section(section).map_err(|error| failed(error.to_string()))?);
    }
    Ok(records)
}
