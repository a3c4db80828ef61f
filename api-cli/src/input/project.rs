//! The packages that a command works on.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Error, Metadata, MetadataCommand, Package};

use crate::args::{PackageArgs, SelectArgs};
use crate::report::Stop;
use crate::report::words::similar;

/// The record's file name, beside `Cargo.toml`.
pub(crate) const RECORD: &str = "abi.toml";

/// What cargo says of the user's folder.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The packages that are meant.
    pub(crate) projects: Vec<Project>,
    /// All packages that it has.
    pub(crate) members: Vec<Project>,
    /// The user named them, or stands in the one that is meant: each must have a table.
    pub(crate) are_named: bool,
    /// Ours alone, and this workspace's, below cargo's: what is built here has other flags.
    pub(crate) target_dir: PathBuf,
    /// The workspace's, from which cargo works.
    pub(crate) manifest: PathBuf,
}

/// A package of the user's, as cargo describes it.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) package: Package,
    /// Where its Cargo.toml and abi.toml are.
    pub(crate) root: PathBuf,
}

impl Workspace {
    /// The same with other packages.
    pub(crate) fn with(&self, projects: Vec<Project>) -> Workspace {
        let (target_dir, manifest) = (self.target_dir.clone(), self.manifest.clone());
        Workspace { projects, members: self.members.clone(), are_named: self.are_named, target_dir, manifest }
    }
}

impl Project {
    fn of(package: &Package) -> Project {
        let root = package.manifest_path.parent().map(|root| root.as_std_path().to_owned());
        Project { root: root.unwrap_or_default(), package: package.clone() }
    }

    pub(crate) fn name(&self) -> &str {
        &self.package.name
    }

    /// Whether it may have a table: it has recorded one, or declares one. Where that hides in another crate's macro,
    /// it goes unseen here; then the package does not build, for want of an `abi.toml`.
    fn may_have_tables(&self) -> bool {
        self.root.join(RECORD).exists() || self.declares_tables()
    }

    /// Whether its source shows a table.
    pub(crate) fn declares_tables(&self) -> bool {
        let targets = self.package.targets.iter().filter(|target| !target.is_custom_build());
        let mut folders = targets.filter_map(|target| target.src_path.parent());
        uses_tables(&self.package) && folders.any(|folder| declares_tables(folder.as_std_path()))
    }
}

/// Whether a source file in the folder has the attribute.
fn declares_tables(folder: &Path) -> bool {
    const ATTRIBUTE: [&str; 2] = ["vtable_api]", "vtable_api("];
    let mut entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.any(|entry| match entry.file_type() {
        // Links may lead in circles.
        Ok(kind) if kind.is_dir() => entry.file_name() != "target" && declares_tables(&entry.path()),
        _ if entry.path().extension().is_none_or(|extension| extension != "rs") => false,
        _ => std::fs::read_to_string(entry.path())
            .is_ok_and(|text| ATTRIBUTE.iter().any(|attribute| text.contains(attribute))),
    })
}

/// The macro writes the path of this dependency.
fn uses_tables(package: &Package) -> bool {
    let is_ours = |name: &str| name == "vtable-api" || name == "vtable_api";
    let mut dependencies = package.dependencies.iter().filter(|it| it.kind == DependencyKind::Normal);
    dependencies.any(|it| is_ours(&it.name) || it.rename.as_deref().is_some_and(is_ours))
}

/// What a command does in a workspace that has no package of its own when it is not told which one is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unnamed {
    /// Asks.
    Ask,
    /// Takes those that cargo would take.
    All,
}

/// Finds the packages that the arguments, or else the current folder, mean.
pub(crate) fn find(args: &PackageArgs) -> Result<Workspace, Stop> {
    let metadata = metadata(args.manifest_path.as_deref())?;
    let packages = named(&metadata, args)?.ok_or_else(|| ask(&metadata, ""))?;
    Ok(workspace(&metadata, packages.into_iter().map(Project::of).collect(), true))
}

/// The same where many may be meant.
pub(crate) fn select(args: &SelectArgs, unnamed: Unnamed) -> Result<Workspace, Stop> {
    let metadata = metadata(args.package.manifest_path.as_deref())?;
    let all = match args.workspace {
        true => metadata.workspace_packages(),
        false => match named(&metadata, &args.package)? {
            Some(packages) => {
                return Ok(workspace(&metadata, packages.into_iter().map(Project::of).collect(), true));
            }
            None if unnamed == Unnamed::Ask => return Err(ask(&metadata, " or `--workspace`")),
            None => metadata.workspace_default_packages(),
        },
    };
    let excluded = args.exclude.iter().map(|name| by_name(&metadata, name)).collect::<Result<Vec<_>, Stop>>()?;
    let left = all.into_iter().filter(|package| !excluded.iter().any(|excluded| excluded.id == package.id));
    let projects: Vec<Project> = left.map(Project::of).filter(Project::may_have_tables).collect();
    if projects.is_empty() {
        return Err(Stop::failed_with_help(
            "no package of the workspace has an abi.toml or depends on vtable-api: nothing was checked",
            "put `#[vtable_api]` on a trait of a package that has `vtable-api` among its dependencies",
        ));
    }
    Ok(workspace(&metadata, projects, false))
}

fn workspace(metadata: &Metadata, projects: Vec<Project>, are_named: bool) -> Workspace {
    let manifest = metadata.workspace_root.join("Cargo.toml").into_std_path_buf();
    let members = metadata.workspace_packages().into_iter().map(Project::of).collect();
    Workspace { projects, members, are_named, target_dir: target_dir(metadata), manifest }
}

/// A target folder may be shared, and two checkouts of one package are the same to cargo: the younger build would pass
/// for that of both. So each workspace has a part of it, by its path.
fn target_dir(metadata: &Metadata) -> PathBuf {
    let root = metadata.workspace_root.as_std_path();
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut hasher = DefaultHasher::new();
    root.hash(&mut hasher);
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    // It stands in settings of cargo, where braces mean something.
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(32).collect();
    let target = metadata.target_directory.as_std_path().join("vtable-api");
    let shared =
        if target.to_string_lossy().contains(['{', '}']) { std::env::temp_dir().join("vtable-api") } else { target };
    shared.join(format!("{name}-{:016x}", hasher.finish()))
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
        error => Stop::failed(format!("cargo cannot describe the package: {error}")),
    })
}

/// Those that are named, or the one whose place is meant; `None` in a workspace that has no package of its own.
fn named<'m>(metadata: &'m Metadata, args: &PackageArgs) -> Result<Option<Vec<&'m Package>>, Stop> {
    if args.package.is_empty() {
        return Ok(by_place(metadata, args.manifest_path.as_deref()).map(|package| vec![package]));
    }
    let mut packages: Vec<&Package> = Vec::new();
    for name in &args.package {
        let package = by_name(metadata, name)?;
        if !packages.iter().any(|known| known.id == package.id) {
            packages.push(package);
        }
    }
    Ok(Some(packages))
}

fn by_name<'m>(metadata: &'m Metadata, name: &str) -> Result<&'m Package, Stop> {
    let members = metadata.workspace_packages();
    let found = members.iter().find(|package| *package.name == *name);
    found.copied().ok_or_else(|| {
        let names = members.iter().map(|package| package.name.as_str());
        let help = match similar(name, names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => choices(metadata),
        };
        Stop::usage(format!("the workspace has no package `{name}`"), help)
    })
}

/// The package whose Cargo.toml is the given one, or the next one up from the current folder.
fn by_place<'m>(metadata: &'m Metadata, manifest: Option<&Path>) -> Option<&'m Package> {
    let manifest = manifest.map(Path::to_owned).or_else(nearest_manifest);
    let manifest = manifest.and_then(|path| path.canonicalize().ok());
    let is_it = |package: &&Package| package.manifest_path.canonicalize().ok() == manifest;
    metadata.workspace_packages().into_iter().find(is_it)
}

fn nearest_manifest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join("Cargo.toml")).find(|manifest| manifest.is_file())
}

fn ask(metadata: &Metadata, all: &str) -> Stop {
    Stop::usage("this is a virtual workspace: name a package", choices(metadata) + all)
}

/// The members that have something to do with tables; all, if none has.
fn choices(metadata: &Metadata) -> String {
    let members = metadata.workspace_packages();
    let uses_tables = |package: &&&Package| uses_tables(package);
    let mut names: Vec<&str> = members.iter().filter(uses_tables).map(|package| package.name.as_str()).collect();
    if names.is_empty() {
        names = members.iter().map(|package| package.name.as_str()).collect();
    }
    names.iter().map(|name| format!("`-p {name}`")).collect::<Vec<_>>().join(" or ")
}
