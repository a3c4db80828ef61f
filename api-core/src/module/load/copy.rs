//! A copy of a library under a name of its own: the system loads it beside the one that it knows.

use alloc::format;
use core::sync::atomic::{AtomicU32, Ordering};
use std::env;
use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

/// A file in a folder of its own, which nobody else writes to.
#[derive(Clone)]
pub(in crate::module) struct Copied {
    path: PathBuf,
}

impl Copied {
    /// Copies a file.
    #[inline]
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        let mut path = folder()?;
        path.push(file.file_name().unwrap_or("module".as_ref()));
        let copy = Copied { path };
        match fs::copy(file, &copy.path) {
            Ok(_) => Ok(copy),
            Err(error) => {
                copy.remove();
                Err(error)
            }
        }
    }

    #[inline]
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes it. Where the system does not let go of a file that is loaded, it stays.
    #[inline]
    pub(in crate::module) fn remove(&self) {
        let _ = fs::remove_file(&self.path);
        if let Some(folder) = self.path.parent() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A new folder among the system's temporary ones.
#[inline]
fn folder() -> io::Result<PathBuf> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("vtable-api-{}-{number}", process::id()));
        match builder().create(&path) {
            // Of an earlier process with this number, or of someone else.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| path),
        }
    }
}

#[inline]
fn builder() -> DirBuilder {
    #[cfg_attr(not(unix), allow(unused_mut, reason = "modes are Unix's"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}
