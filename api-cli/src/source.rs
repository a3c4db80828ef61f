//! The tables of a package as the compiler sees them.

use std::path::Path;

use vtable_api_manifest::model::Package;
use vtable_api_manifest::record::{self, Record};
use vtable_api_manifest::rules;

use crate::args::BuildArgs;
use crate::fresh;
use crate::project::Project;
use crate::report::findings;
use crate::section;
use crate::stop::Stop;
use crate::store;
use crate::units;

/// Builds the package and returns its tables. Tables that say `unrecorded`, and those of other packages,
/// are left out.
pub(crate) fn read(project: &Project, build: &BuildArgs, quiet: bool) -> Result<Package, Stop> {
    let units = units::of(&project.package, build);
    if units.is_empty() {
        return Err(Stop::failed(format!(
            "package `{}` has no library and no program of its name, so it has no table to record",
            project.name()
        )));
    }
    // Packages may share a target folder and a library's name; cargo's own lock ends with the build.
    let _lock = store::lock(&project.target_dir, "builds")?;
    let mut parts = Vec::new();
    for unit in &units {
        let file = fresh::build(project, unit, build, quiet)?;
        let records = records(&file)?.into_iter();
        let records = records.filter(|record| record.package == project.name() && !record.unrecorded);
        parts.extend(records.map(|record| (record.table, record.types)));
    }
    // The order of object code depends on hashes, of the crate's name for one: it must not get into the record.
    parts.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    rules::merge(parts).map_err(|broken| Stop::Refused { findings: findings(broken), undone: None })
}

/// That there is no table anywhere: a check of nothing must not look like a clean one.
pub(crate) fn nothing(project: &Project) -> Stop {
    Stop::failed_with_help(
        format!("package `{}` has no table: nothing was checked", project.name()),
        "put `#[vtable_api]` on a trait of its library; if a feature hides the trait, name it with --features",
    )
}

fn records(file: &Path) -> Result<Vec<Record>, Stop> {
    let failed = |why: String| Stop::failed(format!("{}: {why}", file.display()));
    let bytes = std::fs::read(file).map_err(|error| failed(format!("it cannot be read: {error}")))?;
    let sections = section::read(&bytes).map_err(|error| failed(error.0))?;
    if sections.found.is_empty() && sections.has_bitcode {
        let help = "it is built for LTO; take `-C linker-plugin-lto` out of RUSTFLAGS";
        return Err(Stop::failed_with_help(format!("{}: it has bitcode, and no object code", file.display()), help));
    }
    let mut records = Vec::new();
    for section in &sections.found {
        records.extend(record::read_section(section).map_err(|error| failed(error.to_string()))?);
    }
    Ok(records)
}
