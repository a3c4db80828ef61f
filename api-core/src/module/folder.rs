//! `Modules`: what opened of a folder, and why the rest did not.

use super::error::{Error, ErrorKind};
use super::frozen::{Frozen, NO_EXPORTS};
use super::host::Host;
use super::load;
use super::ready::Module;
use super::text;
use alloc::string::ToString;
use alloc::vec::{self, Vec};
use core::fmt;
use core::slice;
use std::env::consts::DLL_EXTENSION;
use std::io;
use std::path::{Path, PathBuf};

/// The modules of a folder: those that opened, and an error for each file that did not.
///
/// The order is that of the files' names.
///
/// ```no_run
/// # extern crate vtable_api_core as vtable_api;
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
/// # fn main() -> Result<(), vtable_api::module::Error> {
/// use vtable_api::module::Modules;
///
/// let modules = Modules::in_dir("plugins")?;
/// for error in modules.errors() {
///     eprintln!("{error}"); // one line, with the path
/// }
/// for module in &modules {
///     println!("{} {}: {}", module.name(), module.version(), module.get::<CounterRef>("total")?.count());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Modules {
    opened: Vec<Module>,
    errors: Vec<Error>,
}

impl Modules {
    /// Opens every shared library in a folder, for a program that lends nothing to modules: [`Module::open`] for each file whose
    /// name ends like a library's on this system (`.so`, `.dylib`, `.dll`).
    ///
    /// Names that begin with a dot are left out: editors, file systems and copies that are under way have such files. Folders are not
    /// searched, and a file with several names is opened once. A library that is no module, such as one
    /// that modules need, is an error of the kind [`ErrorKind::NoSymbol`]; it stays loaded.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when the folder cannot be read. What is wrong with one file is in [`Modules::errors`].
    ///
    /// ```
    /// # extern crate vtable_api_core as vtable_api;
    /// use vtable_api::module::{ErrorKind, Modules};
    ///
    /// let error = Modules::in_dir("/no/plugins").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::NotFound);
    /// assert_eq!(
    ///     error.to_string(),
    ///     "`/no/plugins`: expected a folder of modules, found no folder; check the path, or create the folder",
    /// );
    /// ```
    #[inline]
    pub fn in_dir(dir: impl AsRef<Path>) -> Result<Self, Error> {
        Modules::of(&NO_EXPORTS, dir.as_ref())
    }

    /// As [`Module::open`] and [`Host::open`] do it for one file.
    #[inline]
    fn of(host: &'static Frozen, dir: &Path) -> Result<Self, Error> {
        let mut modules = Modules::default();
        for path in libraries(dir).map_err(|error| unreadable(dir, &error))? {
            match load::open(host, &path).map(Module::of) {
                Ok(module) if modules.opened.iter().any(|known| known.is(&module)) => {}
                Ok(module) => modules.opened.push(module),
                Err(error) => modules.errors.push(error),
            }
        }
        Ok(modules)
    }

    /// The module of that name.
    ///
    /// ```no_run
    /// # extern crate vtable_api_core as vtable_api;
    /// # fn main() -> Result<(), vtable_api::module::Error> {
    /// let modules = vtable_api::module::Modules::in_dir("plugins")?;
    /// let png = modules.get("png");
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Module> {
        self.opened.iter().find(|module| module.name() == name)
    }

    /// Those that opened.
    #[inline]
    pub fn iter(&self) -> slice::Iter<'_, Module> {
        self.opened.iter()
    }

    /// Why the other files did not open, with their paths.
    #[inline]
    pub fn errors(&self) -> &[Error] {
        &self.errors
    }
}

impl IntoIterator for Modules {
    type Item = Module;
    type IntoIter = vec::IntoIter<Module>;
    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.opened.into_iter()
    }
}
impl<'a> IntoIterator for &'a Modules {
    type Item = &'a Module;
    type IntoIter = slice::Iter<'a, Module>;
    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Host {
    /// Opens every shared library in a folder: [`Modules::in_dir`] with what this host lends.
    ///
    /// # Errors
    /// As [`Modules::in_dir`].
    ///
    /// ```no_run
    /// # extern crate vtable_api_core as vtable_api;
    /// # fn main() -> Result<(), vtable_api::module::Error> {
    /// let host = vtable_api::module::Host::new("viewer/2.1.0");
    /// for module in host.open_dir("plugins")? {
    ///     println!("loaded {} {}", module.name(), module.version());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn open_dir(&self, dir: impl AsRef<Path>) -> Result<Modules, Error> {
        Modules::of(self.frozen(), dir.as_ref())
    }
}

/// The files of a folder that are called like libraries, in order.
#[inline]
fn libraries(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in dir.read_dir()? {
        let path = entry?.path();
        if is_called_like_a_library(&path) && !path.is_dir() {
            paths.push(path);
        }
    }
    paths.sort_unstable();
    Ok(paths)
}

/// Whether the name ends like a library's and is not hidden: `._png.so` is what macOS writes beside `png.so` where it cannot keep attributes.
#[inline]
fn is_called_like_a_library(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !is_hidden && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(DLL_EXTENSION))
}

#[inline]
fn unreadable(dir: &Path, error: &io::Error) -> Error {
    let said = error.to_string();
    let said = format_args!("that it cannot be read: {}", text::reason(said.as_bytes()));
    let (found, help): (&dyn fmt::Display, &str) = match error.kind() {
        io::ErrorKind::NotFound => (&"no folder", "check the path, or create the folder"),
        io::ErrorKind::NotADirectory => {
            (&"something that is not a folder", "give the path of a folder, or open the file with `Module::open`")
        }
        _ => (&said, "check the path and who may read it"),
    };
    Error::new(ErrorKind::NotFound, &text::path(dir).to_string(), &"a folder of modules", found, &help)
}
