//! Why a module cannot be used, on one line.

use crate::contract::refusal::Refusal;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use core::fmt;

/// Why a module, or an export of a module or host, cannot be used.
///
/// Displays as one line: the place, what was expected, what was found, and the way out. Text from
/// the other binary is cut to a bounded length, and unprintable characters are escaped. It is `Send` and `Sync`.
///
/// ```
/// # extern crate vtable_api_core as vtable_api;
/// # #[cfg(feature = "load")] {
/// use vtable_api::module::{ErrorKind, Module};
///
/// let error = Module::open("/plugins/libpng.so").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::NotFound);
/// assert_eq!(
///     error.to_string(),
///     "`/plugins/libpng.so`: expected a module, found no file; check the path, or build the module first",
/// );
/// # }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    refusal: Option<Refusal>,
    line: String,
}

/// What is wrong, for programs that react to it; the text of [`Error`] is for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no file at the path, or it cannot be read.
    NotFound,
    /// The file is not a shared library, or is truncated.
    NotALibrary,
    /// The system cannot load the library: it is built for another machine, or one of its dependencies is missing.
    Load,
    /// The library has no `vtable_api_module` of its own.
    NoSymbol,
    /// The module, or one of its tables, uses another contract.
    Contract,
    /// The module breaks the contract: null in place of text or a table, impossible sizes or counts.
    Malformed,
    /// The module needs an export, a table or a revision that the host does not have.
    Requirement,
    /// The module's `init` refused.
    Init,
    /// The module is opened again by its own `init`.
    Reentrant,
    /// There is no export of that name.
    NoExport,
    /// The export only lends an object, or only creates objects, and the other form was requested.
    Form,
    /// The export's table cannot be used: [`Error::refusal`] has the reason.
    Table,
    /// The provider could not create an object.
    Create,
    /// The module was closed.
    Closed,
    /// The system could not unload the library.
    Unload,
}

impl Error {
    /// `where: expected …, found …; way out`. By reference: compiled once, and not for each kind of text again.
    pub(crate) fn new(
        kind: ErrorKind,
        place: &str,
        wanted: &dyn fmt::Display,
        found: &dyn fmt::Display,
        help: &dyn fmt::Display,
    ) -> Self {
        Error::of(kind, format!("{place}: expected {wanted}, found {found}; {help}"))
    }

    pub(crate) fn of(kind: ErrorKind, line: String) -> Self {
        Error(Box::new(Inner { kind, refusal: None, line }))
    }

    pub(crate) fn refused(refusal: Refusal, line: String) -> Self {
        Error(Box::new(Inner { kind: ErrorKind::Table, refusal: Some(refusal), line }))
    }

    /// What is wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What is wrong with the table, when the kind is [`ErrorKind::Table`].
    pub fn refusal(&self) -> Option<Refusal> {
        self.0.refusal
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.line)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Error").field(&self.0.kind).field(&format_args!("{}", self.0.line)).finish()
    }
}

impl core::error::Error for Error {}
