//! What commits have, read without a checkout.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// All files of a commit, by git's name for them.
#[derive(Debug)]
pub(crate) struct Tree(String);

/// A file of a folder in HEAD; `None` without git, outside of a repository, and when HEAD has no such file.
pub(crate) fn committed(folder: &Path, file: &str) -> Option<Vec<u8>> {
    let tree = tree(folder, "HEAD").ok()??;
    content(folder, &tree, file).ok()?
}

/// The files of a branch, tag or commit; `None` when the repository has no such revision, and in an error
/// git's reason for not looking.
pub(crate) fn tree(folder: &Path, revision: &str) -> Result<Option<Tree>, String> {
    let mut git = git(folder);
    git.args(["rev-parse", "--verify", "--quiet", "--end-of-options"]).arg(format!("{revision}^{{tree}}"));
    let done = answer(git, "")?;
    match done.status.code() {
        Some(0) => {
            let name = String::from_utf8_lossy(&done.stdout).trim().to_owned();
            // `^main` is answered as well, by a name that is none.
            let is_name = name.bytes().all(|byte| byte.is_ascii_hexdigit());
            Ok(is_name.then_some(Tree(name)))
        }
        Some(1) => Ok(None),
        _ => Err(reason(&done)),
    }
}

/// A file of a folder as a commit has it, symbolic links followed; `None` when it has none.
pub(crate) fn content(folder: &Path, tree: &Tree, file: &str) -> Result<Option<Vec<u8>>, String> {
    let mut git = git(folder);
    git.args(["cat-file", "--batch", "--follow-symlinks"]);
    let done = answer(git, &format!("{}:./{file}\n", tree.0))?;
    let line = done.stdout.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let content = done.stdout.get(line.len() + 1..).unwrap_or_default();
    let line = String::from_utf8_lossy(line);
    match line.split(' ').collect::<Vec<_>>()[..] {
        _ if !done.status.success() => Err(reason(&done)),
        [_, "blob", size] => {
            let size = size.parse().unwrap_or(usize::MAX);
            content.get(..size).map(|content| Some(content.to_vec())).ok_or_else(|| reason(&done))
        }
        [_, "missing"] => Ok(None),
        _ => Err(format!("{file} is not a file there, or is a broken link")),
    }
}

/// The repository's folder.
pub(crate) fn top(folder: &Path) -> Option<PathBuf> {
    let mut git = git(folder);
    git.args(["rev-parse", "--show-toplevel"]);
    let done = answer(git, "").ok().filter(|done| done.status.success())?;
    let path = String::from_utf8(done.stdout).ok()?;
    Some(PathBuf::from(path.trim_end_matches(['\n', '\r'])))
}

/// The files of that name, wherever they are, by their paths in the repository.
pub(crate) fn named(top: &Path, tree: &Tree, file: &str) -> Result<Vec<String>, String> {
    let mut git = git(top);
    git.args(["ls-tree", "-r", "-z", "--full-tree", "--name-only", &tree.0]);
    let done = answer(git, "")?;
    if !done.status.success() {
        return Err(reason(&done));
    }
    let paths = String::from_utf8_lossy(&done.stdout).into_owned();
    let is_it = |path: &&str| *path == file || path.strip_suffix(file).is_some_and(|folder| folder.ends_with('/'));
    Ok(paths.split('\0').filter(is_it).map(str::to_owned).collect())
}

/// Whether a revision is part of HEAD's history.
pub(crate) fn is_merged(folder: &Path, revision: &str) -> bool {
    let mut git = git(folder);
    git.args(["merge-base", "--is-ancestor", "--end-of-options", revision, "HEAD"]);
    answer(git, "").is_ok_and(|done| done.status.success())
}

/// Whether the repository was cloned without its older commits.
pub(crate) fn is_shallow(folder: &Path) -> bool {
    let mut git = git(folder);
    git.args(["rev-parse", "--is-shallow-repository"]);
    answer(git, "").is_ok_and(|done| done.stdout.trim_ascii() == b"true")
}

fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    // A hook has these set for its own repository, and then `./` means its root.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(variable);
    }
    git.env("LC_ALL", "C").arg("-C").arg(folder).arg("--no-pager");
    git
}

fn answer(mut git: Command, question: &str) -> Result<Output, String> {
    let git = git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = git.spawn().map_err(|error| format!("cannot start git: {error}"))?;
    if let Some(mut stdin) = running.stdin.take() {
        // When git does not listen, it says why.
        let _ = stdin.write_all(question.as_bytes());
    }
    running.wait_with_output().map_err(|error| format!("cannot wait for git: {error}"))
}

/// The first line of what git complains about.
fn reason(done: &Output) -> String {
    let text = String::from_utf8_lossy(&done.stderr);
    let line = text.lines().next().unwrap_or("git does not say why");
    line.strip_prefix("fatal: ").unwrap_or(line).to_owned()
}
