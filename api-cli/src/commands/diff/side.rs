//! What each word of the command line means: the source, a record, a git revision, a built file.

use std::collections::BTreeMap;
use std::path::Path;

use vtable_api_manifest::abi;
use vtable_api_manifest::append;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::rules;

use crate::args::{self, OutputArgs};
use crate::input::binary;
use crate::input::compile::Build;
use crate::input::compile::source::{self, Source};
use crate::input::project::{self, Project, RECORD, Unnamed, Workspace};
use crate::record;
use crate::report::Stop;
use crate::report::words::in_code;

/// The word for the source as it is.
pub(super) const SOURCE: &str = "source";

/// What the user wrote.
pub(super) struct Words<'a> {
    pub(super) old: &'a str,
    pub(super) new: &'a str,
}

/// Both states, by package.
pub(super) struct Sides {
    pub(super) old: String,
    pub(super) new: String,
    /// The package's name where it is known, and its two states.
    pub(super) pairs: Vec<(Option<String>, Package, Package)>,
}

/// One state.
enum Side {
    /// A record that says not whose it is.
    Record(Package),
    /// Of the packages that are looked at.
    Packages(BTreeMap<String, Package>),
    /// All that a file has, its dependencies' tables among it.
    Binary(BTreeMap<String, Package>),
}

pub(super) fn read(words: &Words<'_>, args: &args::Diff, output: OutputArgs) -> Result<Sides, Stop> {
    let mut reader = Reader { args, output, workspace: None };
    let (old, new) = (reader.side(words.old)?, reader.side(words.new)?);
    let named = |word: &str| if word == SOURCE { "the source".to_owned() } else { format!("`{word}`") };
    let (old_name, new_name) = (named(words.old), named(words.new));
    let pairs = pairs(old, new, (&old_name, &new_name), &args.select.package.package)?;
    Ok(Sides { old: old_name, new: new_name, pairs })
}

struct Reader<'a> {
    args: &'a args::Diff,
    output: OutputArgs,
    /// Only asked for when a side needs it: two files can be compared anywhere.
    workspace: Option<Workspace>,
}

impl Reader<'_> {
    fn workspace(&mut self) -> Result<&Workspace, Stop> {
        if self.workspace.is_none() {
            self.workspace = Some(project::select(&self.args.select, Unnamed::All)?);
        }
        self.workspace.as_ref().ok_or_else(|| Stop::failed("there is no workspace"))
    }

    fn side(&mut self, word: &str) -> Result<Side, Stop> {
        let path = Path::new(word);
        let is_file = path.exists() && !path.is_dir();
        if word == SOURCE {
            return self.source().map(Side::Packages);
        }
        if word == RECORD && self.workspace().is_ok() {
            return self.each(|project| Ok(record::require(&project.root)?.package));
        }
        match is_file {
            true if binary::is_one(path) => in_binary(path).map(Side::Binary),
            true => record::read_file(path).map(Side::Record),
            false => self.each(|project| Ok(record::read_at(word, &project.root)?.unwrap_or_default())),
        }
    }

    fn each(&mut self, read: impl Fn(&Project) -> Result<Package, Stop>) -> Result<Side, Stop> {
        let projects = self.workspace()?.projects.iter();
        let read = |project: &Project| Ok((project.name().to_owned(), read(project)?));
        Ok(Side::Packages(projects.map(read).collect::<Result<_, Stop>>()?))
    }

    fn source(&mut self) -> Result<BTreeMap<String, Package>, Stop> {
        let how = Build { args: &self.args.build, quiet: self.output.quiet, thorough: true, locked: false };
        let workspace = self.workspace()?;
        let sources = source::read(workspace, how)?;
        let (mut packages, mut broken) = (BTreeMap::new(), None);
        for (project, source) in workspace.projects.iter().zip(sources) {
            match source {
                Ok(source) => {
                    packages.insert(project.name().to_owned(), with_fingerprints(project, source)?);
                }
                // One that only needs a broken package has none of its own.
                Err(findings) => broken.get_or_insert_with(Vec::new).extend(findings),
            }
        }
        broken.map_or(Ok(packages), |findings| Err(Stop::Refused { findings, undone: None }))
    }
}

/// The source as its record would be after a freeze. A source that breaks a rule has no fingerprints.
fn with_fingerprints(project: &Project, source: Source) -> Result<Package, Stop> {
    let record = record::read(&project.root)?;
    let text = record.as_ref().map_or_else(append::empty, |record| record.text.clone());
    let recorded = record.map(|record| record.package).unwrap_or_default();
    if !rules::check(&recorded, &source.package).is_empty() {
        return Ok(source.package);
    }
    let frozen =
        append::freeze(project.name(), &text, &source.package).and_then(|frozen| abi::read(frozen.text.as_bytes()));
    Ok(frozen.unwrap_or(source.package))
}

fn in_binary(path: &Path) -> Result<BTreeMap<String, Package>, Stop> {
    let binary = binary::read(path)?;
    let mut packages = BTreeMap::new();
    for record in binary.tables() {
        if !packages.contains_key(&record.package) {
            packages.insert(
                record.package.clone(),
                record::frozen(binary.package(|other| other.package == record.package)?),
            );
        }
    }
    packages.retain(|_, package: &mut Package| !package.tables.is_empty());
    match packages.is_empty() {
        true => Err(Stop::failed(format!("{}: no table in it is frozen", path.display()))),
        false => Ok(packages),
    }
}

/// Both states of each package that both can have.
fn pairs(
    old: Side,
    new: Side,
    names: (&str, &str),
    wanted: &[String],
) -> Result<Vec<(Option<String>, Package, Package)>, Stop> {
    let is_wanted = |name: &String| wanted.is_empty() || wanted.contains(name);
    let only = |packages: BTreeMap<String, Package>, side: &str| {
        let names: Vec<String> = packages.keys().cloned().collect();
        let mut packages = packages.into_iter().filter(|(name, _)| is_wanted(name));
        match (packages.next(), packages.next()) {
            (Some((name, package)), None) => Ok((Some(name), package)),
            _ => Err(several(side, &names)),
        }
    };
    let both = match (old, new) {
        (Side::Record(old), Side::Record(new)) => return Ok(vec![(None, old, new)]),
        (Side::Record(old), Side::Packages(new) | Side::Binary(new)) => {
            let (name, new) = only(new, names.1)?;
            return Ok(vec![(name, old, new)]);
        }
        (Side::Packages(old) | Side::Binary(old), Side::Record(new)) => {
            let (name, old) = only(old, names.0)?;
            return Ok(vec![(name, old, new)]);
        }
        (Side::Packages(old), Side::Packages(new)) => union(old, new),
        (Side::Packages(old) | Side::Binary(old), Side::Packages(new) | Side::Binary(new)) => common(old, new),
    };
    let both: Vec<_> = both.into_iter().filter(|(name, _, _)| is_wanted(name)).collect();
    if both.is_empty() {
        return Err(Stop::failed(format!("{} and {} have no package with tables in common", names.0, names.1)));
    }
    Ok(both.into_iter().map(|(name, old, new)| (Some(name), old, new)).collect())
}

type Both = Vec<(String, Package, Package)>;

fn union(mut old: BTreeMap<String, Package>, new: BTreeMap<String, Package>) -> Both {
    let mut both: Both =
        new.into_iter().map(|(name, new)| (name.clone(), old.remove(&name).unwrap_or_default(), new)).collect();
    both.extend(old.into_iter().map(|(name, old)| (name, old, Package::default())));
    both
}

fn common(old: BTreeMap<String, Package>, mut new: BTreeMap<String, Package>) -> Both {
    old.into_iter().filter_map(|(name, old)| new.remove(&name).map(|new| (name, old, new))).collect()
}

fn several(side: &str, names: &[String]) -> Stop {
    let names = in_code(names.iter().map(String::as_str));
    Stop::usage(format!("{side} has tables of {names}"), "a record belongs to one package: choose it with -p NAME")
}
