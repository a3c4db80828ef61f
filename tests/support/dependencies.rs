//! `cargo vtable-api` builds in a folder of its own for each workspace, where it would compile `vtable-api` and what
//! that needs for each crate of a user. So this is done once, and copied into new folders: to cargo, it was built there.

use super::project::{Project, lane, shared_target};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Makes the folder of the workspace, unless it is there.
pub(super) fn copy_to(workspace: &Path, target: &Path) {
    let folder = folder(workspace, target);
    if folder.exists() {
        return;
    }
    std::fs::create_dir_all(&folder).expect("a folder");
    // Times are what cargo goes by. Without this tool everything works, but not as fast.
    let _ = Command::new("cp").arg("-a").arg(built().join("debug")).arg(built().join("word")).arg(&folder).output();
}

/// Where everything is built.
fn built() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let source = "#[vtable_api::vtable_api]\npub trait Seed { fn go(&self); }\n";
        let target = shared_target().join("cli-dependencies");
        let project = Project::library(&format!("cli-dependencies{}", lane()), source).in_target(target.clone());
        project.cli_with("init", &[]).assert_builds("init");
        project.cli_with("check", &[]).assert_builds("check");
        let folder = folder(project.path(), &target);
        assert!(folder.join("word").exists(), "{}: `cargo vtable-api` builds elsewhere", folder.display());
        folder
    })
}

/// As the command finds it.
fn folder(workspace: &Path, target: &Path) -> PathBuf {
    let root = workspace.canonicalize().expect("the workspace is there");
    let mut hasher = DefaultHasher::new();
    root.hash(&mut hasher);
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(32).collect();
    target.join("vtable-api").join(format!("{name}-{:016x}", hasher.finish()))
}
