//! The package's `abi.toml`: which one it is, who may look at it, and its content, read once.

use super::current::Package;
use super::file::bytes;
use super::mode::{self, is_cargo};
use super::target::Target;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use vtable_api_manifest::abi::{self, AbiError};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::model;

/// What the record says, or why it says nothing.
pub(crate) enum Record {
    /// Not looked at: `unrecorded`, or the CLI reads the source as it is.
    Ignored,
    /// No such file.
    Missing(PathBuf),
    /// A file that cannot be used.
    Broken(AbiError),
    /// A table of a target that has no record.
    Elsewhere(String),
    /// A table of a target of which nobody knows whether it has one; and why.
    Unknown(String),
    /// Another file than the one that the CLI reads and writes.
    Foreign(PathBuf),
    /// The record.
    Read(Arc<model::Package>),
}

impl Package {
    /// The record, as a table sees it that may say where it is.
    pub(crate) fn record_for_table(&self, named: Option<&str>) -> Record {
        if named.is_some() {
            let path = self.record_path(named);
            return match path {
                Some(path) if is_cargo() && Some(&path) != self.record_path(None).as_ref() => Record::Foreign(path),
                _ => self.record(named),
            };
        }
        match self.target() {
            _ if self.session().is_some() => Record::Ignored,
            Target::Released => self.record(None),
            Target::Beside(target) => Record::Elsewhere(target),
            Target::Unknown(why) => Record::Unknown(why),
        }
    }

    /// The record, as a definition sees it: only that of the library, or of a package's only program, is compared
    /// where it stands. A type of the same name elsewhere is another one.
    pub(crate) fn record_for_type(&self) -> Record {
        let is_beside_library = self.is_bin && self.manifest().has_lib;
        let is_released = !is_beside_library && matches!(self.target(), Target::Released);
        if is_released { self.record(None) } else { Record::Ignored }
    }

    fn record(&self, named: Option<&str>) -> Record {
        if self.session().is_some() {
            return Record::Ignored;
        }
        let Some(path) = self.record_path(named) else {
            let missing = self.manifest().missing.clone().unwrap_or_default();
            return Record::Unknown(format!(
                "cannot tell where the abi.toml of the package `{}` is: {missing}",
                self.name
            ));
        };
        let read;
        let text = match (&self.abi, named) {
            (Some(own), None) => own,
            _ => {
                read = bytes(&path);
                &read
            }
        };
        match text {
            Ok(text) => match read_once(text) {
                Ok(package) => Record::Read(package),
                Err(error) => Record::Broken(error),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => match std::fs::read_link(&path) {
                Ok(target) => Record::Broken(abi::dangling(&target.display().to_string())),
                Err(_) => Record::Missing(path),
            },
            Err(error) => Record::Broken(unreadable(error)),
        }
    }

    /// Where the record is: beside `Cargo.toml`, or where the table says.
    pub(super) fn record_path(&self, named: Option<&str>) -> Option<PathBuf> {
        match (&self.root, named) {
            (Some(root), named) => Some(root.join(named.unwrap_or("abi.toml"))),
            (None, Some(named)) => mode::in_full(named.into()),
            _ => None,
        }
    }

    /// Whether the package's own record, read by the CLI's leave only, has a revision of the table.
    pub(crate) fn has_frozen(&self, id: &str) -> bool {
        let (Some(_), Some(Ok(text))) = (self.session(), &self.abi) else { return false };
        let Ok(package) = read_once(text) else { return false };
        has_frozen(&package, id)
    }

    /// What the package's own record, read by the CLI's leave only, has of the growths of a type.
    pub(crate) fn growths_read(&self, ty: &model::Type) -> Option<model::Growths> {
        let (Some(_), Some(Ok(text))) = (self.session(), &self.abi) else { return None };
        let package = read_once(text).ok()?;
        package.types.iter().find(|def| def.ty == *ty)?.body.growths().cloned()
    }

    /// Where the package's own record is, if there is one.
    pub(crate) fn abi(&self) -> Option<PathBuf> {
        self.record_path(None)
    }
}

/// Whether a record has a revision of the table.
pub(crate) fn has_frozen(package: &model::Package, id: &str) -> bool {
    for table in &package.tables {
        if table.id == id {
            return !table.revisions.is_empty();
        }
    }
    false
}

fn unreadable(error: &std::io::Error) -> AbiError {
    AbiError {
        code: Code::RecordUnreadable,
        line: None,
        message: format!("it cannot be read: {error}"),
        help: "make abi.toml a file that the build may read".into(),
    }
}

/// Parses the record once for all macro calls of a compiler process.
fn read_once(bytes: &[u8]) -> Result<Arc<model::Package>, AbiError> {
    type Cached = Option<(Vec<u8>, Result<Arc<model::Package>, AbiError>)>;
    static LAST: Mutex<Cached> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, result)) = last.as_ref()
        && *known == bytes
    {
        return result.clone();
    }
    let result = abi::read(bytes).map(Arc::new);
    *last = Some((bytes.to_vec(), result.clone()));
    result
}
