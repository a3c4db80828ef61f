//! `Module`: one that is open.

use super::catalog::{self, Catalog};
use super::descriptor::Descriptor;
use super::error::{Error, ErrorKind};
use super::frozen::{Frozen, NO_EXPORTS};
use super::info::ExportInfo;
use super::open::{Place, called, end, start};
use super::registry;
use super::state::{Key, State};
#[cfg(feature = "load")]
use super::text;
use crate::table::handle::{Lent, Owned};
use crate::values::end::belongs_to_several;
use alloc::sync::Arc;
use core::fmt;
use core::sync::atomic::Ordering;

/// A module that is ready for use.
///
/// Clones are the same module. It is `Send` and `Sync`. Dropping every `Module` leaves the library loaded and the
/// module ready, because C code may have kept a function pointer; only [`Module::close`] ends it.
///
/// ```no_run
/// # extern crate vtable_api_core as vtable_api;
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
/// # #[cfg(feature = "load")]
/// # fn main() -> Result<(), vtable_api::module::Error> {
/// use vtable_api::module::Module;
///
/// let module = Module::open("plugins/libsteps.so")?;
/// let mut own = module.create::<CounterBox>("steps")?;
/// own.add(2);
/// let shared = module.get::<CounterRef>("total")?;
/// println!("{} {}: {} of {}", module.name(), module.version(), own.count(), shared.count());
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "load"))]
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Module(Arc<State>);

impl Module {
    /// Opens the module in a shared library, for a program that lends nothing to it.
    ///
    /// The path is made absolute, so the system does not search for the file. The library's symbols stay
    /// private (`RTLD_LOCAL`). The module's `init` runs before this returns. Opening a file again returns the same
    /// module, from any number of threads: `init` runs once for each [`Host`](super::Host), one after the other. If a library that is itself
    /// a host, with its own copy of vtable-api, opens the module as well, this still holds for modules in Rust, and for
    /// others that take care of it. After an error the library stays loaded, and opening it again tries again.
    /// If a file was replaced while it is loaded, the system may return the old contents: close it first, or use [`Module::open_copy`].
    ///
    /// Loading runs the library's code: open only what you trust like your own program. Two threads that
    /// open two modules whose `init`s open each other deadlock; so may an `init` that opens its own module through a
    /// library with another copy of vtable-api. A library that links a module but does not export
    /// one itself is refused, as far as its crates show: see [`module!`](crate::module!).
    ///
    /// # Errors
    /// One line each; [`ErrorKind`] lists them.
    #[cfg(feature = "load")]
    pub fn open(path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        super::load::open(&NO_EXPORTS, path.as_ref()).map(Module::of)
    }

    /// Opens a copy of the file: a module of its own, beside those that were opened before.
    ///
    /// For development: after each build, the new code runs beside the old, whose objects stay usable; create new ones from the
    /// new module. The copy is in the system's folder for temporary files, and is removed when the module is
    /// [closed](Module::close); otherwise it is left there. What the library looks for next to itself, it does not find. Opened
    /// twice, an unchanged file is two modules. A module in C++ must be compiled with `-fvisibility=hidden` or
    /// `-fno-gnu-unique` where the compiler is g++: what classes share is one in the process otherwise, and the copy is refused.
    ///
    /// # Errors
    /// As [`Module::open`]; [`ErrorKind::NotFound`] also when the file cannot be copied.
    ///
    /// ```no_run
    /// # extern crate vtable_api_core as vtable_api;
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
    /// # fn main() -> Result<(), vtable_api::module::Error> {
    /// use vtable_api::module::Module;
    ///
    /// let old = Module::open_copy("target/debug/libsteps.so")?.create::<CounterBox>("steps")?;
    /// // cargo build
    /// let new = Module::open_copy("target/debug/libsteps.so")?.create::<CounterBox>("steps")?;
    /// println!("{} became {}", old.count(), new.count());
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "load")]
    #[inline]
    pub fn open_copy(path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        super::load::open_copy(&NO_EXPORTS, path.as_ref()).map(Module::of)
    }

    /// Opens a module that is linked into this program, for a program that lends nothing to it.
    ///
    /// `init` runs once for each [`Host`](super::Host), as with `Module::open`; without the feature `std`, once for each call.
    ///
    /// # Errors
    /// [`ErrorKind::Requirement`] and [`ErrorKind::Init`]; for a descriptor from [`Descriptor::from_raw`] also
    /// [`ErrorKind::Contract`] and [`ErrorKind::Malformed`]; [`ErrorKind::Reentrant`] from its own `init`.
    ///
    /// ```
    /// # extern crate vtable_api_core as vtable_api;
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
    /// vtable_api::module! { create "steps" => CounterBox: || Steps::new(1); }
    ///
    /// # fn main() -> Result<(), vtable_api::module::Error> {
    /// let module = vtable_api::module::Module::from_static(&VTABLE_MODULE)?;
    /// assert_eq!(module.create::<CounterBox>("steps")?.count(), 1);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn from_static(module: &'static Descriptor) -> Result<Self, Error> {
        Module::linked(&NO_EXPORTS, module)
    }

    /// A handle on the object that the module lends under `name`, with all `&self` slots of the revisions that both sides have.
    ///
    /// The handle may be kept, even in a static.
    ///
    /// # Errors
    /// [`ErrorKind::NoExport`]; [`ErrorKind::Form`] when the module only creates such objects;
    /// [`ErrorKind::Table`] when the table is a different one, breaks its contract, or has no revision in common;
    /// [`ErrorKind::Closed`].
    pub fn get<H: Lent>(&self, name: &str) -> Result<H, Error> {
        self.get_required(name, [])
    }

    /// The same, for a program that cannot do without some revisions: `module.get_required::<StatsRef>("stats", [2])`.
    ///
    /// # Errors
    /// As [`Module::get`]; [`ErrorKind::Table`] when a revision is missing, in the module or in this program.
    pub fn get_required<H: Lent>(&self, name: &str, revisions: impl IntoIterator<Item = u32>) -> Result<H, Error> {
        self.live()?.lend(name, revisions)
    }

    /// A new object from the export `name`; dropping the handle releases it in the module.
    ///
    /// If the table cannot be used, nothing is created.
    ///
    /// # Errors
    /// As [`Module::get`], with [`ErrorKind::Form`] when the module only lends the object; [`ErrorKind::Create`] when
    /// the module cannot create one.
    pub fn create<H: Owned>(&self, name: &str) -> Result<H, Error> {
        self.create_required(name, [])
    }

    /// The same, for a program that cannot do without some revisions.
    ///
    /// # Errors
    /// As [`Module::create`]; [`ErrorKind::Table`] when a revision is missing, in the module or in this program.
    pub fn create_required<H: Owned>(&self, name: &str, revisions: impl IntoIterator<Item = u32>) -> Result<H, Error> {
        self.live()?.create(name, revisions)
    }

    /// The exports, in the order that the module gives them.
    pub fn exports(&self) -> impl Iterator<Item = ExportInfo<'_>> {
        self.0.catalog.entries.iter().map(ExportInfo)
    }

    /// The module's name: UTF-8 of at most 255 bytes, with any content its author chose.
    #[inline]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The module's version: UTF-8 of at most 255 bytes, with any content its author chose.
    #[inline]
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// The absolute path of the file from which it was loaded; `None` when it is linked into this program.
    #[cfg(feature = "load")]
    #[inline]
    pub fn path(&self) -> Option<&std::path::Path> {
        self.0.file.as_ref().map(|file| file.path.as_path())
    }

    /// Ends the module for its host: calls `fini`, then unloads the library.
    ///
    /// While another [`Host`](super::Host) has the module open, neither happens until that host closes it as well. This may be a host of this
    /// program, or of a library that is itself a host, with its own copy of vtable-api: the system counts how often the library
    /// is loaded, and a module in Rust counts how often it is opened. A module in C must do its own counting
    /// (docs/abi.md); otherwise it ends when the last host of this copy of vtable-api closes it.
    /// From now on, clones of this `Module` return [`ErrorKind::Closed`].
    ///
    /// # Errors
    /// [`ErrorKind::Closed`] when it was closed before; [`ErrorKind::Unload`] when the system cannot unload the library;
    /// [`ErrorKind::Reentrant`] from its own `init` or `fini`: it stays open.
    ///
    /// # Safety
    /// Nothing that this host received from the module is used any more: no handle, object, function pointer, static or string
    /// of it, in Rust or C, on any thread. Unless another host has the module open, none of the module's threads is running. If the
    /// module does not count how often it is opened, nothing that hosts of other copies of vtable-api received is used either. If the
    /// module is itself a host, the modules to which it lent something have ended.
    ///
    /// ```
    /// # extern crate vtable_api_core as vtable_api;
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
    /// # vtable_api::module! { create "steps" => CounterBox: || Steps::new(1); fini = || println!("bye"); }
    /// # fn main() -> Result<(), vtable_api::module::Error> {
    /// let module = vtable_api::module::Module::from_static(&VTABLE_MODULE)?;
    /// drop(module.create::<CounterBox>("steps")?);
    /// // SAFETY: its only object was dropped, and it has no threads.
    /// unsafe { module.close() }
    /// # }
    /// ```
    #[inline]
    pub unsafe fn close(self) -> Result<(), Error> {
        // SAFETY: passed on to the caller.
        unsafe { self.leave() }?;
        // SAFETY: passed on to the caller.
        unsafe { self.unload() }
    }

    /// Closes the module for its host, and ends it if that is the last one here.
    ///
    /// # Safety
    /// As [`Module::close`].
    #[inline]
    unsafe fn leave(&self) -> Result<(), Error> {
        let turn = registry::to_close(self.0.key, &|| self.0.catalog.place.clone())?;
        if self.0.is_closed.swap(true, Ordering::AcqRel) {
            return Err(self.closed());
        }
        turn.forget(self.0.key.host);
        // SAFETY: after its `init`, at the end of the module's use by the caller's word.
        unsafe { end(self.0.fini, &turn) };
        Ok(())
    }

    #[cfg(not(feature = "load"))]
    #[inline]
    unsafe fn unload(&self) -> Result<(), Error> {
        Ok(())
    }

    #[cfg(feature = "load")]
    #[inline]
    unsafe fn unload(&self) -> Result<(), Error> {
        let Some(file) = &self.0.file else {
            return Ok(());
        };
        let library = file.library.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        let Some(library) = library else {
            return Ok(());
        };
        // SAFETY: nothing of it is used any more, by the caller's word; other hosts hold it themselves.
        unsafe { library.unload() }.map_err(|said| {
            let found = alloc::format!("that the system cannot: {}", text::reason(said.as_bytes()));
            Error::new(ErrorKind::Unload, &self.0.catalog.place, &"to unload it", &found, &"leave it loaded")
        })?;
        if let Some(copy) = &file.copy {
            copy.remove();
        }
        Ok(())
    }

    /// Whether the two are one module, opened by one host.
    #[cfg(feature = "load")]
    #[inline]
    pub(super) fn is(&self, other: &Module) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    #[inline]
    fn live(&self) -> Result<&Catalog, Error> {
        if self.0.is_closed.load(Ordering::Acquire) { Err(self.closed()) } else { Ok(&self.0.catalog) }
    }

    #[inline]
    fn closed(&self) -> Error {
        let place = &self.0.catalog.place;
        Error::new(ErrorKind::Closed, place, &"an open module", &"that it was closed", &"open it again")
    }

    #[inline]
    pub(super) fn of(state: Arc<State>) -> Self {
        Module(state)
    }

    /// Opens a module of this program.
    #[inline]
    pub(super) fn linked(host: &'static Frozen, module: &'static Descriptor) -> Result<Self, Error> {
        let raw = core::ptr::from_ref(module.as_raw());
        // What this copy of the crate ends may be the program's fault or the module's.
        belongs_to_several();
        // SAFETY: as below.
        let called = || unsafe { called(raw, &Place::Program) };
        let state = registry::once(Key::new(host, raw), &called, &mut |turn| {
            // SAFETY: a `Descriptor` keeps the contract and lives for as long as the program.
            unsafe { start(host, raw, &Place::Program, turn) }
        })?;
        Ok(Module::of(state))
    }
}

impl fmt::Debug for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let State { name, version, catalog, .. } = &*self.0;
        let exports = catalog::names(&catalog.entries, None).0;
        f.debug_struct("Module").field("name", name).field("version", version).field("exports", &exports).finish()
    }
}
