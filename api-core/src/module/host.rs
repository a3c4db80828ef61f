//! `Host`: what this program gives to modules.

use super::catalog::{self, Entry};
use super::descriptor::Descriptor;
use super::error::Error;
use super::frozen::Frozen;
use super::info::ExportInfo;
use super::memory::Memory;
use super::ready::Module;
use super::text::MAX_TEXT;
use crate::contract::provider::negotiate_default;
use crate::contract::raw::{Export, Header, MAX_REVISION, REVISIONS_MASK, RawObject};
use crate::contract::spec::TableSpec;
use crate::table::handle::{Lent, Provide};
use alloc::boxed::Box;
use alloc::ffi::CString;
use alloc::vec::Vec;
use core::ffi::{CStr, c_void};
use core::fmt;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// A program that opens modules, and what it lends to them.
///
/// Each `Host` opens a module only once: opening the same file again, by any path and from
/// any thread, returns the same module. It is `Send` and `Sync`; a program usually has one, in a static or created
/// at the start of `main`. The part that modules see is leaked when the first module is opened, because a module may
/// keep it for as long as the program runs.
///
/// ```
/// # extern crate vtable_api_core as vtable_api;
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
/// # fn main() {
/// use vtable_api::module::Host;
///
/// static SHARED: Steps = Steps::new(0);
/// let host = Host::new("viewer/2.1.0").lend("shared", CounterRef::new(&SHARED));
/// # #[cfg(feature = "load")]
/// match host.open("plugins/libpng.so") {
///     Ok(module) => println!("loaded {} {}", module.name(), module.version()),
///     Err(error) => eprintln!("{error}"), // one line
/// }
/// # }
/// ```
pub struct Host {
    name: Text,
    exports: Vec<Export>,
    entries: Vec<Entry>,
    frozen: AtomicPtr<Frozen>,
}

/// A text that lasts, as Rust and as C.
#[derive(Clone, Copy)]
struct Text(&'static CStr);

impl Text {
    #[track_caller]
    #[inline]
    fn new(text: &str, what: &str) -> Self {
        assert!(
            !text.is_empty() && text.len() <= MAX_TEXT,
            "{what} has from 1 to {MAX_TEXT} bytes, but this one has {}",
            text.len()
        );
        let Ok(text) = CString::new(text) else { panic!("{what} cannot contain NUL") };
        Text(Box::leak(text.into_boxed_c_str()))
    }

    #[inline]
    fn as_str(self) -> &'static str {
        self.0.to_str().unwrap_or("?")
    }
}

impl Host {
    /// A host that lends nothing yet. `name` goes to the modules' logs: `viewer/2.1.0`.
    ///
    /// # Panics
    /// When `name` is empty, longer than 255 bytes, or contains NUL.
    #[track_caller]
    #[inline]
    pub fn new(name: &str) -> Self {
        let name = Text::new(name, "a host's name");
        Host { name, exports: Vec::new(), entries: Vec::new(), frozen: AtomicPtr::new(null_mut()) }
    }

    /// Lends the object behind `handle` to modules, under `name`.
    ///
    /// The handle must be `Send` and `Sync`, because modules may call it from any thread; the trait declares this with its
    /// supertraits. For a trait that does not, use [`Host::lend_static`]. A host to which something is
    /// added after it opened modules counts as a different host and opens them again.
    ///
    /// # Panics
    /// When `name` is empty, longer than 255 bytes, contains NUL, or is already used.
    ///
    /// ```
    /// # extern crate vtable_api_core as vtable_api;
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
    /// # fn main() {
    /// use vtable_api::module::Host;
    ///
    /// let shared: &'static Steps = Box::leak(Box::new(Steps::new(5)));
    /// let host = Host::new("viewer/2.1.0").lend("shared", CounterRef::new(shared));
    /// assert_eq!(host.exports().next().unwrap().name(), "shared");
    /// # }
    /// ```
    #[track_caller]
    #[must_use = "returns the host with the export"]
    pub fn lend<H: Lent + Send + Sync + 'static>(self, name: &str, handle: H) -> Self {
        self.push(name, handle.raw().to_object())
    }

    /// Lends `object` to modules, under `name`, as `H`.
    ///
    /// # Panics
    /// As [`Host::lend`].
    ///
    /// ```
    /// # extern crate vtable_api_core as vtable_api;
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
    /// # fn main() {
    /// static SHARED: Steps = Steps::new(0);
    /// let host = vtable_api::module::Host::new("viewer/2.1.0").lend_static::<CounterRef, _>("shared", &SHARED);
    /// # }
    /// ```
    #[track_caller]
    #[must_use = "returns the host with the export"]
    #[inline]
    pub fn lend_static<H: Lent + Provide<T>, T: Sync + 'static>(self, name: &str, object: &'static T) -> Self {
        let object: *mut c_void = core::ptr::from_ref(object).cast_mut().cast();
        self.push(name, RawObject { table: H::HEADER, object })
    }

    /// Lends the object behind `handle` like a host that knows no revision later than `revision`.
    ///
    /// Modules see a table with the revisions 1 to `revision`, and no later slots. Use it to test a module that
    /// must run on older hosts, or in a host that withholds what is new. The table is leaked.
    ///
    /// # Panics
    /// As [`Host::lend`]; when `revision` is 0, or later than this program knows.
    ///
    /// ```
    /// # extern crate vtable_api_core as vtable_api;
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
    /// # fn main() {
    /// static SHARED: Steps = Steps::new(0);
    /// let host = vtable_api::module::Host::new("viewer/1.0").lend_up_to("shared", CounterRef::new(&SHARED), 1);
    /// assert_eq!(host.exports().next().unwrap().revisions(), 0b1);
    /// # }
    /// ```
    #[track_caller]
    #[must_use = "returns the host with the export"]
    pub fn lend_up_to<H: Lent + Send + Sync + 'static>(self, name: &str, handle: H, revision: u32) -> Self {
        let known = H::SPEC.ends.len();
        assert!((1..=known).contains(&(revision as usize)), "revision {revision}, but there are only 1 to {known}");
        let RawObject { table, object } = handle.raw().to_object();
        // SAFETY: a handle's table is whole, and stays for as long as the handle, which is `'static`.
        let table = unsafe { shortened(table, H::SPEC, revision) };
        self.push(name, RawObject { table, object })
    }

    #[track_caller]
    #[inline]
    fn push(mut self, name: &str, RawObject { table, object }: RawObject) -> Self {
        assert!(catalog::find(&self.entries, name).is_none(), "export `{name}` already exists");
        let name = Text::new(name, "an export's name");
        let export = Export { name: name.0.as_ptr(), header: table, object, create: None };
        // SAFETY: the table of a handle or a provider keeps the contract.
        match unsafe { Entry::read(export, self.entries.len(), &Memory::TRUSTED) } {
            Ok(entry) => self.entries.push(entry),
            Err((_, found)) => panic!("cannot lend {found}"),
        }
        self.exports.push(export);
        self.frozen = AtomicPtr::new(null_mut());
        self
    }

    /// Opens the module in a shared library: [`Module::open`] with what this host lends.
    ///
    /// # Errors
    /// As [`Module::open`].
    #[cfg(feature = "load")]
    pub fn open(&self, path: impl AsRef<std::path::Path>) -> Result<Module, Error> {
        super::load::open(self.frozen(), path.as_ref()).map(Module::of)
    }

    /// Opens a copy of the module in a shared library: [`Module::open_copy`] with what this host lends.
    ///
    /// # Errors
    /// As [`Module::open_copy`].
    #[cfg(feature = "load")]
    #[inline]
    pub fn open_copy(&self, path: impl AsRef<std::path::Path>) -> Result<Module, Error> {
        super::load::open_copy(self.frozen(), path.as_ref()).map(Module::of)
    }

    /// Opens a module that is linked into this program: [`Module::from_static`] with what this host lends.
    ///
    /// # Errors
    /// As [`Module::from_static`].
    #[inline]
    pub fn open_static(&self, module: &'static Descriptor) -> Result<Module, Error> {
        Module::linked(self.frozen(), module)
    }

    /// The host's name, for the modules' logs.
    #[inline]
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// What it lends.
    #[inline]
    pub fn exports(&self) -> impl Iterator<Item = ExportInfo<'_>> {
        self.entries.iter().map(ExportInfo)
    }

    /// What modules see: made once, and never freed.
    #[inline]
    pub(super) fn frozen(&self) -> &'static Frozen {
        let mut frozen = self.frozen.load(Ordering::Acquire);
        if frozen.is_null() {
            let made = Box::into_raw(Box::new(self.freeze()));
            frozen = match self.frozen.compare_exchange(null_mut(), made, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => made,
                Err(theirs) => theirs, // ours stays leaked: another thread was faster
            };
        }
        // SAFETY: from `Box::into_raw` here or in another thread; never freed, never written again.
        unsafe { &*frozen }
    }

    #[inline]
    fn freeze(&self) -> Frozen {
        let exports: &'static [Export] = self.exports.clone().leak();
        Frozen::new(self.name.0, exports, self.entries.clone())
    }
}

/// A copy of a table that ends with a revision.
///
/// # Safety
/// `table` was negotiated with `spec`, and is never unloaded.
#[inline]
unsafe fn shortened(table: *const Header, spec: &TableSpec, revision: u32) -> *const Header {
    // SAFETY: a negotiated table has a header.
    let header = unsafe { table.read() };
    let size = spec.size(revision).min(header.size);
    let mut copy: Vec<u64> = alloc::vec![0; (size as usize).div_ceil(size_of::<u64>())];
    // SAFETY: so many bytes are in the table by its `size`, and in the copy.
    unsafe { core::ptr::copy_nonoverlapping(table.cast::<u8>(), copy.as_mut_ptr().cast::<u8>(), size as usize) };
    let copy: *mut Header = copy.leak().as_mut_ptr().cast();
    let revisions = header.revisions & (REVISIONS_MASK >> (MAX_REVISION - revision));
    // SAFETY: aligned for `u64`, which is what a header is aligned for, and longer than one; nobody else has it yet.
    unsafe { copy.write(Header { revisions, size, negotiate: Some(negotiate_default), ..header }) };
    copy
}

impl fmt::Debug for Host {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exports = catalog::names(&self.entries, None).0;
        f.debug_struct("Host").field("name", &self.name.as_str()).field("exports", &exports).finish()
    }
}
