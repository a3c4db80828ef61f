//! The package that a command works on.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use cargo_metadata::{Error, Metadata, MetadataCommand, Package};

use crate::args::PackageArgs;
use crate::stop::Stop;

/// A package of the user's, as cargo describes it.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) package: Package,
    /// Where its Cargo.toml and abi.toml are.
    pub(crate) root: PathBuf,
    /// Ours alone, below cargo's: what is built here has other flags.
    pub(crate) target_dir: PathBuf,
}

impl Project {
    pub(crate) fn name(&self) -> &str {
        &self.package.name
    }
}

/// Finds the package that the arguments, or else the current folder, mean.
pub(crate) fn find(args: &PackageArgs) -> Result<Project, Stop> {
    let metadata = metadata(args.manifest_path.as_deref())?;
    let package = match &args.package {
        Some(name) => by_name(&metadata, name)?,
        None => by_place(&metadata, args.manifest_path.as_deref())?,
    };
    let root = package.manifest_path.parent().map(|root| root.as_std_path().to_owned());
    Ok(Project { root: root.unwrap_or_default(), target_dir: target_dir(&metadata), package: package.clone() })
}

/// A target folder that lies elsewhere may be shared, and two checkouts of one package are the same to cargo:
/// the younger build would pass for that of both. So each workspace gets a part of it.
fn target_dir(metadata: &Metadata) -> PathBuf {
    let (target, root) = (&metadata.target_directory, &metadata.workspace_root);
    let mut ours = target.join("vtable-api").into_std_path_buf();
    if !target.starts_with(root) {
        let mut hasher = DefaultHasher::new();
        root.hash(&mut hasher);
        ours.push(format!("{:016x}", hasher.finish()));
    }
    ours
}

fn metadata(manifest: Option<&Path>) -> Result<Metadata, Stop> {
    let mut command = MetadataCommand::new();
    command.no_deps();
    if let Some(manifest) = manifest {
        command.manifest_path(manifest);
    }
    command.exec().map_err(|error| match error {
        // What cargo says is what is wrong.
        Error::CargoMetadata { stderr } => {
            let text = stderr.trim();
            Stop::failed(text.strip_prefix("error: ").unwrap_or(text))
        }
        error => Stop::failed(format!("cargo cannot be asked about the package: {error}")),
    })
}

fn by_name<'m>(metadata: &'m Metadata, name: &str) -> Result<&'m Package, Stop> {
    let members = metadata.workspace_packages();
    let found = members.iter().find(|package| *package.name == *name);
    found.copied().ok_or_else(|| Stop::usage(format!("the workspace has no package `{name}`"), choices(metadata)))
}

/// The package whose Cargo.toml is the given one, or the next one up from the current folder.
fn by_place<'m>(metadata: &'m Metadata, manifest: Option<&Path>) -> Result<&'m Package, Stop> {
    let manifest = manifest.map(Path::to_owned).or_else(nearest_manifest);
    let manifest = manifest.and_then(|path| path.canonicalize().ok());
    let is_it = |package: &&Package| package.manifest_path.canonicalize().ok() == manifest;
    let members = metadata.workspace_packages();
    members.into_iter().find(is_it).ok_or_else(|| {
        Stop::usage("this is a workspace without a package of its own: say which one is meant", choices(metadata))
    })
}

fn nearest_manifest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join("Cargo.toml")).find(|manifest| manifest.is_file())
}

/// The members that have something to do with tables; all, if none has.
fn choices(metadata: &Metadata) -> String {
    let members = metadata.workspace_packages();
    let uses_tables =
        |package: &&&Package| package.dependencies.iter().any(|dependency| dependency.name == "vtable-api");
    let mut names: Vec<&str> = members.iter().filter(uses_tables).map(|package| package.name.as_str()).collect();
    if names.is_empty() {
        names = members.iter().map(|package| package.name.as_str()).collect();
    }
    names.iter().map(|name| format!("`-p {name}`")).collect::<Vec<_>>().join(" or ")
}
