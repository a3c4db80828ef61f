//! What git's last commit has.

use std::path::Path;
use std::process::{Command, Stdio};

/// A file of a folder in HEAD; `None` without git, outside of a repository, and when HEAD has no such file.
pub(crate) fn committed(folder: &Path, file: &str) -> Option<Vec<u8>> {
    let shown = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["--no-pager", "show"])
        .arg(format!("HEAD:./{file}"))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    shown.status.success().then_some(shown.stdout)
}
