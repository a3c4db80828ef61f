//! What git's last commit has.

use std::path::Path;
use std::process::{Command, Stdio};

/// A file of a folder in HEAD; `None` without git, outside of a repository, and when HEAD has no such file.
pub(crate) fn committed(folder: &Path, file: &str) -> Option<Vec<u8>> {
    let mut git = Command::new("git");
    // A hook has these set for its own repository, and then `./` means its root.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(variable);
    }
    let shown = git
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
