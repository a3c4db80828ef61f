//! What the environment asks of the macros: `VTABLE_API`, which is the user's, and `VTABLE_API_SESSION`, which only
//! `cargo vtable-api` sets.

use std::path::{Path, PathBuf};

/// Names the file of a running `cargo vtable-api`.
pub(super) const SESSION: &str = "VTABLE_API_SESSION";

/// What is asked for.
#[derive(Clone, Default)]
pub(super) struct Mode {
    pub(super) locked: bool,
    pub(super) quiet: bool,
    /// The word of the running command: it reads the source as it is, and makes the checks itself.
    pub(super) session: Option<String>,
    /// What asks for nothing.
    pub(super) unknown: Option<Unknown>,
}

/// What asks for nothing.
#[derive(Clone, PartialEq)]
pub(super) enum Unknown {
    /// A word of `VTABLE_API`.
    Word(String),
    /// A session that no command has opened.
    Session,
}

impl Unknown {
    /// What is wrong, and the way out.
    pub(super) fn explained(&self) -> (String, String) {
        match self {
            Unknown::Word(word) => (
                format!("`VTABLE_API` asks for `{word}`, which is nothing"),
                "it may have `locked` and `quiet-drafts`, with a comma between them".into(),
            ),
            Unknown::Session => (
                format!("`{SESSION}` is set, and no `cargo vtable-api` that set it is running"),
                format!("unset `{SESSION}`, in the environment and in cargo's `[env]`: the command sets it for itself"),
            ),
        }
    }
}

impl Mode {
    pub(super) fn current() -> Mode {
        let mut mode = Mode::read(&std::env::var("VTABLE_API").unwrap_or_default());
        if let Some(path) = std::env::var_os(SESSION) {
            match session(Path::new(&path)) {
                // The command's own build: what the user's variable asks for is asked of the user's builds.
                Some(word) => mode = Mode { session: Some(word), ..Mode::default() },
                None => mode.unknown = Some(Unknown::Session),
            }
        }
        mode
    }

    /// Words with commas between them.
    fn read(text: &str) -> Mode {
        let mut mode = Mode::default();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match word {
                "locked" => mode.locked = true,
                "quiet-drafts" => mode.quiet = true,
                other => mode.unknown = Some(Unknown::Word(other.to_owned())),
            }
        }
        mode
    }
}

/// The file is empty, called by a word that the command has drawn, and there only while the command runs: nobody gets here
/// by a variable that was copied or guessed.
fn session(path: &Path) -> Option<String> {
    let word = path.file_stem()?.to_str()?;
    let is_word = word.len() == 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let file = std::fs::metadata(path).ok()?;
    let is_one = is_word && path.extension()? == "session" && file.is_file() && file.len() == 0;
    is_one.then(|| word.to_owned())
}

/// The folder that a path of the environment means. Not every build system says it in full.
pub(super) fn folder(variable: &str) -> Option<PathBuf> {
    let text = std::env::var_os(variable).filter(|text| !text.is_empty())?;
    let path = PathBuf::from(text);
    Some(std::path::absolute(&path).unwrap_or(path))
}
