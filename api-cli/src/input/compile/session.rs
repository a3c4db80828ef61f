//! What tells the builds of this folder from any other: a word that nobody else has.
//!
//! The macro writes it into every record, so a record that another checkout's build left, or that a compiler cache
//! gave, is known. It is also what makes the macro leave its checks to us, and only while we run: the file that is called
//! by the word is gone when we are.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};

use super::lock;
use crate::report::Stop;

/// Where the macro finds the file's path.
pub(crate) const VARIABLE: &str = "VTABLE_API_SESSION";
/// Keeps the word: as long as nothing is built anew, cargo need not do anything either.
const WORD: &str = "word";

/// A run of this program that builds.
#[derive(Debug)]
pub(crate) struct Session {
    word: String,
    file: PathBuf,
}

impl Session {
    /// With the word of the folder, or a new one.
    pub(crate) fn open(folder: &Path) -> Result<Session, Stop> {
        let word = known(folder).map_or_else(|| make_word(folder), Ok);
        let session = word.and_then(|word| {
            let file = folder.join(format!("{word}.session"));
            fs::File::create(&file).map(|_| Session { word, file })
        });
        session.map_err(|error| lock::cannot_build_in(folder, &error))
    }

    /// Whether there is a word that builds may have been made with.
    pub(crate) fn is_known(folder: &Path) -> bool {
        known(folder).is_some()
    }

    /// The next session has another word.
    pub(crate) fn forget(folder: &Path) {
        // One that stays only costs the proof that nothing else stayed.
        let _ = fs::remove_file(folder.join(WORD));
    }

    pub(crate) fn word(&self) -> &str {
        &self.word
    }

    pub(crate) fn file(&self) -> &Path {
        &self.file
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.file);
    }
}

fn known(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(WORD)).ok().filter(|word| is_word(word))
}

fn is_word(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// From the system's randomness, which std's maps are seeded with.
fn make_word(folder: &Path) -> io::Result<String> {
    let word = format!("{:016x}", RandomState::new().build_hasher().finish());
    fs::write(folder.join(WORD), &word).map(|()| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_its_word_and_a_run_its_file() {
        let folder = tempfile::TempDir::new().unwrap();
        let first = Session::open(folder.path()).unwrap();
        let (word, file) = (first.word().to_owned(), first.file().to_owned());
        assert!(file.exists());
        drop(first);
        assert!(!file.exists());
        assert_eq!(Session::open(folder.path()).unwrap().word(), word);
        Session::forget(folder.path());
        assert_ne!(Session::open(folder.path()).unwrap().word(), word);
    }

    #[test]
    fn a_word_that_was_damaged_is_replaced() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join(WORD), "../../x").unwrap();
        assert!(is_word(Session::open(folder.path()).unwrap().word()));
    }
}
