//! Makes sure that a build is of the sources as they are.
//!
//! Cargo goes by the times of files: one that is replaced by another with an older time (from an archive, a copy, a
//! cached layer) stays unseen, in a package as in one that it needs, and a check of the last build would pass for a check
//! of this one. So of every file that anything in the folder was built from, content and time are kept. If either is
//! another one now, and the time is no later than the last build, cargo may not have seen it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use cargo_metadata::Message;
use serde::{Deserialize, Serialize};

use super::session::Session;
use crate::input::project::Workspace;
use crate::report::Stop;

/// Where it is kept, while nothing is built.
const FILE: &str = "builds.sources";

/// What a folder's builds were made of.
#[derive(Serialize, Deserialize)]
pub(crate) struct Sources {
    /// `None`: the file is not there.
    known: BTreeMap<PathBuf, Option<State>>,
    /// When the last build was over, and none of them was looked at yet.
    since: SystemTime,
}

/// A file as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct State {
    hash: u64,
    modified: SystemTime,
}

impl Sources {
    /// Takes them off the disk: what a run that is killed has built is of nobody knows what. `None` if that is so now.
    pub(crate) fn take(folder: &Path) -> Option<Sources> {
        let file = folder.join(FILE);
        let known = serde_json::from_slice(&fs::read(&file).ok()?).ok()?;
        fs::remove_file(&file).ok().map(|()| known)
    }

    /// Of a folder in which nothing is built.
    pub(crate) fn none() -> Sources {
        Sources { known: BTreeMap::new(), since: SystemTime::UNIX_EPOCH }
    }

    /// Takes in what a build was made of; whether cargo may have passed over a change.
    pub(crate) fn is_any_unseen(&mut self, workspace: &Workspace, messages: &[Message]) -> Result<bool, Stop> {
        let since = now(&workspace.target_dir)?;
        let now: BTreeMap<PathBuf, Option<State>> = lists(&workspace.target_dir)
            .iter()
            .flat_map(|list| sources(list, workspace))
            .chain(messages.iter().filter_map(scripted))
            .flat_map(files)
            .chain(self.known.keys().cloned())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|source| (source.clone(), State::of(&source)))
            .collect();
        let is_unseen = |(source, before): (&PathBuf, &Option<State>)| {
            let now = &now[source];
            now != before && now.as_ref().is_some_and(|now| now.modified <= self.since)
        };
        let is_any_unseen = self.known.iter().any(is_unseen);
        *self = Sources { known: now, since };
        Ok(is_any_unseen)
    }

    /// Puts them back. If that cannot be, the next build is from nothing.
    pub(crate) fn keep(&self, folder: &Path) {
        let text = serde_json::to_vec(self).map_err(io::Error::other);
        let _ = text.and_then(|text| fs::write(folder.join(FILE), text));
    }
}

/// By the clock of the disk, which need not be ours. What is written for it is nothing that [`Sources::take`] would take.
fn now(folder: &Path) -> Result<SystemTime, Stop> {
    let file = folder.join(FILE);
    let written = fs::write(&file, "").and_then(|()| fs::metadata(&file)?.modified());
    written.map_err(|error| Stop::failed(format!("{} cannot be written: {error}", file.display())))
}

impl State {
    fn of(file: &Path) -> Option<State> {
        let modified = fs::metadata(file).and_then(|file| file.modified()).ok()?;
        let mut hasher = DefaultHasher::new();
        fs::read(file).ok().hash(&mut hasher);
        Some(State { hash: hasher.finish(), modified })
    }
}

/// The lists of sources that rustc and cargo have written beside what they have built.
fn lists(folder: &Path) -> Vec<PathBuf> {
    files(folder.to_owned()).filter(|file| file.extension().is_some_and(|end| end == "d")).collect()
}

/// All files in a folder, or the file. Links may lead in circles; what is hidden, and what a compiler or cargo keeps for
/// itself, is nobody's source.
fn files(folder: PathBuf) -> impl Iterator<Item = PathBuf> {
    let mut open = vec![folder];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => open.extend(entries.flatten().filter(is_walked).map(|entry| entry.path())),
            Err(_) => found.push(path),
        }
    }
    found.into_iter()
}

fn is_walked(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let is_hidden = name.as_encoded_bytes().starts_with(b".") || name == "incremental";
    match entry.file_type() {
        Ok(kind) if kind.is_dir() => !is_hidden && !entry.path().join("CACHEDIR.TAG").exists(),
        Ok(kind) => kind.is_file() && !is_hidden,
        Err(_) => false,
    }
}

/// The files of a list, but not those that nobody edits.
fn sources(list: &Path, workspace: &Workspace) -> BTreeSet<PathBuf> {
    let text = fs::read_to_string(list).unwrap_or_default();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registry = home.map(|home| home.join("registry"));
    // The compiler works in the workspace's folder, and cargo's own lists have paths that hold from here.
    let folders = [workspace.manifest.parent().map(Path::to_owned), std::env::current_dir().ok()];
    let absolute = |path: PathBuf| folders.clone().into_iter().flatten().map(move |folder| folder.join(&path));
    let rules = text.lines().filter_map(|line| line.split_once(": "));
    let paths = rules.flat_map(|(_, sources)| paths(sources)).flat_map(absolute);
    paths.filter(|path| registry.as_ref().is_none_or(|registry| !path.starts_with(registry))).collect()
}

/// Paths as make reads them: split by spaces, unless there is a backslash in front.
fn paths(text: &str) -> Vec<PathBuf> {
    const SPACE: &str = "\0";
    let split = text.replace("\\ ", SPACE);
    split.split(' ').filter(|path| !path.is_empty()).map(|path| path.replace(SPACE, " ").into()).collect()
}

/// The folder of a package on the disk that has a build script, which may read all of it.
fn scripted(message: &Message) -> Option<PathBuf> {
    let Message::CompilerArtifact(artifact) = message else { return None };
    let is_one = artifact.target.is_custom_build() && artifact.package_id.repr.starts_with("path+");
    artifact.manifest_path.parent().filter(|_| is_one).map(|folder| folder.as_std_path().to_owned())
}

/// Removes all builds, so that the next one starts from the sources.
pub(crate) fn forget(target_dir: &Path) -> Result<(), Stop> {
    Session::forget(target_dir);
    let _ = fs::remove_file(target_dir.join(FILE));
    let removed = fs::read_dir(target_dir).and_then(|entries| {
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok::<(), io::Error>(())
    });
    removed.map_err(|error| Stop::failed(format!("{} cannot be emptied: {error}", target_dir.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_may_have_spaces() {
        let expected = ["/a b/lib.rs", "/c/x.rs"].map(PathBuf::from);
        assert_eq!(paths("/a\\ b/lib.rs /c/x.rs"), expected);
        assert_eq!(paths(""), [] as [PathBuf; 0]);
    }

    #[test]
    fn only_folders_are_forgotten() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("debug/deps")).unwrap();
        fs::write(folder.path().join("viewer.lock"), "").unwrap();
        forget(folder.path()).unwrap();
        assert!(!folder.path().join("debug").exists() && folder.path().join("viewer.lock").exists());
    }

    #[test]
    fn what_is_taken_is_there_again_when_it_is_kept() {
        let folder = tempfile::TempDir::new().unwrap();
        assert!(Sources::take(folder.path()).is_none());
        Sources::none().keep(folder.path());
        let taken = Sources::take(folder.path()).unwrap();
        assert!(taken.known.is_empty() && Sources::take(folder.path()).is_none());
        now(folder.path()).unwrap();
        assert!(Sources::take(folder.path()).is_none());
    }
}
