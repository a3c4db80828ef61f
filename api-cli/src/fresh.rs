//! Makes sure that a build is of the sources as they are.
//!
//! Cargo goes by the times of files: one that is replaced by another with an older time (from an archive, a
//! copy, a cached layer) stays unseen, and a check of the last build would pass for a check of this one. So
//! after each build the sources are hashed, and a build that cargo has found fresh must have the hash of the
//! build that made it.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::args::BuildArgs;
use crate::extract::Built;
use crate::session::Session;
use crate::stop::Stop;

/// What builds were made of.
pub(crate) struct Stamps {
    all: Vec<Stamp>,
    /// One that cargo found fresh is not as it was known.
    pub(crate) is_any_old: bool,
}

/// What a build was made of.
struct Stamp {
    /// One for each set of features: cargo keeps their builds apart, too.
    path: PathBuf,
    hash: String,
}

impl Stamps {
    pub(crate) fn of<'b>(target_dir: &Path, args: &BuildArgs, built: impl Iterator<Item = &'b Built>) -> Stamps {
        let mut contents = HashMap::new();
        let mut stamps = Stamps { all: Vec::new(), is_any_old: false };
        for built in built {
            let stamp = Stamp::of(target_dir, args, built, &mut contents);
            stamps.is_any_old |= built.is_fresh && !stamp.is_known();
            stamps.all.push(stamp);
        }
        stamps
    }

    /// From now on, they are known.
    pub(crate) fn write(&self) -> Result<(), Stop> {
        self.all.iter().try_for_each(Stamp::write)
    }
}

impl Stamp {
    /// `contents` of files that were read already: packages of a workspace depend on each other.
    fn of(target_dir: &Path, args: &BuildArgs, built: &Built, contents: &mut HashMap<PathBuf, String>) -> Stamp {
        let sources = sources(&built.file);
        let name = hash(&(&built.file, &sources, args));
        let mut content = |source: PathBuf| {
            let read = |source: &PathBuf| hash(&fs::read(source).ok());
            contents.entry(source).or_insert_with_key(read).clone()
        };
        let contents: Vec<String> = sources.into_iter().map(&mut content).collect();
        let hash = if contents.is_empty() { String::new() } else { hash(&contents) };
        Stamp { path: target_dir.join(format!("{name}.sources")), hash }
    }

    /// Of a build whose sources nobody knows, nothing is.
    fn is_known(&self) -> bool {
        !self.hash.is_empty() && fs::read(&self.path).is_ok_and(|known| known == self.hash.as_bytes())
    }

    /// Unless it is written already.
    fn write(&self) -> Result<(), Stop> {
        if self.is_known() {
            return Ok(());
        }
        let written = fs::write(&self.path, &self.hash);
        written.map_err(|error| Stop::failed(format!("{} cannot be written: {error}", self.path.display())))
    }
}

fn hash(what: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The files that cargo says a result depends on, path dependencies included.
fn sources(file: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(file.with_extension("d")).unwrap_or_default();
    let rules = text.lines().filter_map(|line| line.split_once(": "));
    let paths = rules.flat_map(|(_, sources)| paths(sources));
    paths.map(|path| std::path::absolute(&path).unwrap_or(path)).collect()
}

/// Paths as make reads them: split by spaces, unless there is a backslash in front.
fn paths(text: &str) -> Vec<PathBuf> {
    const SPACE: &str = "\0";
    let split = text.replace("\\ ", SPACE);
    split.split(' ').filter(|path| !path.is_empty()).map(|path| path.replace(SPACE, " ").into()).collect()
}

/// Removes all builds, so that the next one starts from the sources.
pub(crate) fn forget(target_dir: &Path) -> Result<(), Stop> {
    Session::forget(target_dir);
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
}
