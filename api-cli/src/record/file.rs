//! `abi.toml`, read from the package's root.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use vtable_api_manifest::abi::{self, AbiError};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model::Package;
use vtable_api_manifest::violation::{Place, Violation};

use crate::input::project::{Project, RECORD};
use crate::input::{disk, git};
use crate::report::{At, Finding, Stop};

/// A record that was read and verified.
#[derive(Debug)]
pub(crate) struct RecordFile {
    /// The file, symbolic links followed.
    pub(crate) path: PathBuf,
    /// The whole file.
    pub(crate) text: String,
    /// What it records.
    pub(crate) package: Package,
}

impl RecordFile {
    /// By which name records know the package.
    pub(crate) fn local(&self, project: &Project) -> String {
        abi::package_name(self.text.as_bytes()).unwrap_or_else(|| project.name().to_owned())
    }
}

/// Reads the record; `None` when there is none.
pub(crate) fn read(root: &Path) -> Result<Option<RecordFile>, Stop> {
    let path = root.join(RECORD);
    let path = match path.canonicalize() {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return match fs::read_link(&path) {
                Ok(target) => Err(stop(&path, &abi::dangling(&target.display().to_string()))),
                Err(_) => Ok(None),
            };
        }
        Err(error) => return Err(cannot_read(&path, &error)),
    };
    let bytes = disk::bytes(&path).map_err(|error| cannot_read(&path, &error))?;
    let package = abi::read(&bytes).map_err(|error| stop(&path, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| Stop::failed(format!("{}: it is not UTF-8", path.display())))?;
    Ok(Some(RecordFile { path, text, package }))
}

/// Reads the record that a command cannot do without.
pub(crate) fn require(root: &Path) -> Result<RecordFile, Stop> {
    read(root)?.ok_or_else(|| Stop::finding(missing(root)))
}

fn cannot_read(path: &Path, error: &io::Error) -> Stop {
    let message = format!("{} cannot be read: {error}", path.display());
    let violation = Violation::new(Code::RecordUnreadable, Place::Package, message);
    Stop::finding(Finding { at: Some(At::line(path, 1)), ..violation.into() })
}

/// A broken record is a finding; one from the future only needs another program.
pub(crate) fn stop(path: &Path, error: &AbiError) -> Stop {
    let violation = Violation::new(error.code, Place::Package, error.to_string());
    match error.code {
        Code::RecordNewer => Stop::failed(format!("[{}] {error}", error.code)),
        // The line is in the message.
        _ => Stop::finding(Finding { at: Some(At::line(path, error.line.unwrap_or(1))), ..violation.into() }),
    }
}

/// That there is no record. If git still has it, a new one would forget what was released.
pub(crate) fn missing(root: &Path) -> Finding {
    deleted(root).unwrap_or_else(|| {
        let violation = Violation::new(Code::RecordMissing, Place::Package, "there is no abi.toml in the package root");
        in_manifest(root, violation.help("run `cargo vtable-api init`, and commit the file"))
    })
}

/// What is missing has no place: it belongs beside the manifest.
fn in_manifest(root: &Path, violation: Violation) -> Finding {
    Finding { at: Some(At::line(&root.join("Cargo.toml"), 1)), ..violation.into() }
}

/// That the record is gone which the last commit has.
pub(crate) fn deleted(root: &Path) -> Option<Finding> {
    git::committed(root, RECORD)?;
    let message = "abi.toml was deleted: restore it with `git checkout HEAD -- abi.toml`; making a new one would forget \
                   what was released";
    Some(in_manifest(root, Violation::new(Code::RecordMissing, Place::Package, message)))
}
