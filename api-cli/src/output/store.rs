//! Writes files whole or not at all.
//!
//! New content goes to a file beside the old one, to the disk, and only then, by one rename, into its place:
//! whoever reads at any moment, even after a crash, finds either the old file or the new one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::input::compile::lock::Lock;
use crate::report::Stop;

/// A file's new content, on the disk but not in its place yet.
#[derive(Debug)]
pub(crate) struct Prepared {
    file: NamedTempFile,
    target: PathBuf,
}

/// Writes `content` beside `target`.
pub(crate) fn prepare(target: &Path, content: &[u8]) -> Result<Prepared, Stop> {
    let file = write_beside(target, content).map_err(|error| cannot_write(target, &error))?;
    Ok(Prepared { file, target: target.to_owned() })
}

fn write_beside(target: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let prefix = prefix(target);
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX);
    // Temporary files are made for one user; this one becomes a file like any other.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder(target))?;
    file.write_all(content)?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Removes what runs that were killed left beside `target`, while the lock says that no other one is at work.
pub(crate) fn sweep(target: &Path, _lock: &Lock) {
    let prefix = prefix(target);
    let is_left = |name: &str| name.starts_with(&prefix) && name.ends_with(SUFFIX);
    for entry in fs::read_dir(folder(target)).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_left) {
            // One that stays is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

const SUFFIX: &str = ".tmp";

fn prefix(target: &Path) -> String {
    format!(".{}-", target.file_name().unwrap_or_default().display())
}

fn folder(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Prepared {
    /// What was really written, read again.
    pub(crate) fn content(&self) -> Result<Vec<u8>, Stop> {
        fs::read(self.file.path()).map_err(|error| cannot_write(&self.target, &error))
    }

    /// Takes the place of what is there.
    pub(crate) fn replace(self) -> Result<(), Stop> {
        let target = self.target;
        self.file.persist(&target).map_err(|error| cannot_write(&target, &error.error))?;
        sync_folder(&target);
        Ok(())
    }

    /// Takes its place if nothing is there; `false` if something is.
    pub(crate) fn create(self) -> Result<bool, Stop> {
        let target = self.target;
        match self.file.persist_noclobber(&target) {
            Ok(_) => sync_folder(&target),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(cannot_write(&target, &error.error)),
        }
        Ok(true)
    }
}

/// The rename itself reaches the disk. Not every system can; the file is whole either way.
fn sync_folder(target: &Path) {
    if let Some(folder) = target.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

/// Writes a file that others are made from: one that is the same already keeps its time. `false` then.
pub(crate) fn update(target: &Path, content: &str) -> Result<bool, Stop> {
    if fs::read(target).is_ok_and(|old| old == content.as_bytes()) {
        return Ok(false);
    }
    prepare(target, content.as_bytes())?.replace()?;
    Ok(true)
}

fn cannot_write(target: &Path, error: &io::Error) -> Stop {
    Stop::failed(format!("{} cannot be written, and was not changed: {error}", target.display()))
}

#[cfg(test)]
mod tests;
