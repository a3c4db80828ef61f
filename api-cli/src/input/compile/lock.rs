//! Keeps runs of this program apart that work in one folder.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::report::Stop;

/// Held where another run of this program must not come between: from a build until its result is read, and
/// while the record is read, extended and replaced.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Waits until no other run holds the lock of this name.
pub(crate) fn lock(folder: &Path, name: &str) -> Result<Lock, Stop> {
    let path = folder.join(format!("{name}.lock"));
    let locked = fs::create_dir_all(folder).and_then(|()| {
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        match file.lock() {
            // Some network file systems have no locks. The comparison before the rename remains.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
            _ => Ok(file),
        }
    });
    let file = locked.map_err(|error| cannot_build_in(folder, &error))?;
    Ok(Lock { _file: file })
}

/// That the folder for builds is no use.
pub(crate) fn cannot_build_in(folder: &Path, error: &io::Error) -> Stop {
    Stop::failed_with_help(
        format!("cannot build in {}: {error}", folder.display()),
        "set CARGO_TARGET_DIR to a writable folder; the sources themselves are only read",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_is_waited_for() {
        let folder = tempfile::TempDir::new().unwrap();
        let held = lock(folder.path(), "viewer").unwrap();
        let path = folder.path().to_owned();
        let (sender, receiver) = std::sync::mpsc::channel();
        let waiting = std::thread::spawn(move || {
            let _lock = lock(&path, "viewer").unwrap();
            sender.send(()).unwrap();
        });
        assert!(receiver.recv_timeout(std::time::Duration::from_millis(100)).is_err());
        drop(held);
        receiver.recv().unwrap();
        waiting.join().unwrap();
    }
}
