//! What the environment asks of the macros: `VTABLE_API`, which is the user's, and `VTABLE_API_SESSION`, which only
//! `cargo vtable-api` sets.

use std::path::{Path, PathBuf};

/// Names the file of a running `cargo vtable-api`.
pub(super) const SESSION: &str = "VTABLE_API_SESSION";

/// What is asked for.
#[derive(Default)]
pub(super) struct Mode {
    pub(super) locked: bool,
    pub(super) quiet: bool,
    /// The word of the running command: it reads the source as it is, and makes the checks itself.
    pub(super) session: Option<String>,
    /// What asks for nothing, and the way out.
    pub(super) unknown: Option<(String, &'static str)>,
}

impl Mode {
    pub(super) fn current() -> Mode {
        let mut mode = Mode::default();
        let path = std::env::var(SESSION);
        // In the command's own build, what the user's variable asks for is not asked of us.
        if let Ok(path) = &path {
            mode.session = session(path);
            if mode.session.is_some() {
                return mode;
            }
            mode.unknown = Some((
                format!("`{SESSION}` is set, but no `cargo vtable-api` that set it is running"),
                "unset `VTABLE_API_SESSION`, in the environment and in cargo's `[env]`: the command sets it for itself",
            ));
        }
        // Words with commas between them.
        for word in std::env::var("VTABLE_API").unwrap_or_default().split(',') {
            match word.trim() {
                "" => {}
                "locked" => mode.locked = true,
                "quiet-drafts" => mode.quiet = true,
                other => {
                    mode.unknown = Some((
                        format!("unknown value `{other}` in `VTABLE_API`"),
                        "use `locked`, `quiet-drafts`, or both separated by a comma",
                    ));
                }
            }
        }
        mode
    }
}

/// The file is empty, called by a word that the command has drawn, and there only while the command runs: nobody gets here
/// by a variable that was copied or guessed.
fn session(path: &str) -> Option<String> {
    let name = path.strip_suffix(".session")?;
    let word = name.get(name.len().checked_sub(16)?..)?;
    match Path::new(path).metadata() {
        Ok(file) if file.is_file() && file.len() == 0 => Some(word.into()),
        _ => None,
    }
}

/// The folder that a variable means.
pub(super) fn folder(variable: &str) -> Option<PathBuf> {
    in_full(std::env::var_os(variable)?.into())
}

/// A path from where the compiler runs: not every build system says it in full.
pub(crate) fn in_full(path: PathBuf) -> Option<PathBuf> {
    std::path::absolute(path).ok()
}

/// Whether cargo builds this: other build systems name no cargo.
pub(crate) fn is_cargo() -> bool {
    std::env::var_os("CARGO").is_some()
}
