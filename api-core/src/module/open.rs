//! From a descriptor to a module that is ready: checks, requirements, `init`, exports.

use super::catalog::{self, Catalog, Entry, Flaw, Strided, read_exports};
use super::error::{Error, ErrorKind};
use super::frozen::Frozen;
use super::memory::Memory;
use super::registry::Turn;
use super::state::{Key, State};
use super::text::{self, Revisions, WHY, line};
use crate::contract::raw::{CONTRACT, Export, HostV1, ModuleV1, REVISIONS_MASK, Require};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ffi::c_char;
use core::fmt::Display;
use core::mem::offset_of;
use core::sync::atomic::AtomicBool;

/// Where a descriptor is.
pub(super) enum Place {
    /// In a file: its path, to be shown.
    #[cfg_attr(not(feature = "load"), allow(dead_code, reason = "without `load` there are no files"))]
    File(String),
    /// Linked into this program.
    Program,
}

impl Place {
    #[inline]
    fn unnamed(&self) -> &str {
        match self {
            Place::File(path) => path,
            Place::Program => "a module in this program",
        }
    }

    /// What a wrong pointer is told by. A program's own modules are its own word.
    #[inline]
    fn memory(&self) -> Memory {
        match self {
            #[cfg(feature = "load")]
            Place::File(_) => Memory::now(),
            _ => Memory::TRUSTED,
        }
    }

    #[inline]
    fn named(&self, name: &str, version: &str) -> String {
        let module = text::name(&format!("{name} {version}")).to_string();
        match self {
            Place::File(path) => format!("module {module} at {path}"),
            Place::Program => format!("module {module} in this program"),
        }
    }
}

/// What to call a module that is not open yet: by its name, if that can be read.
///
/// # Safety
/// As [`start`].
#[inline]
pub(super) unsafe fn called(module: *const ModuleV1, place: &Place) -> String {
    // SAFETY: passed on to the caller.
    match unsafe { identify(module, &place.memory(), place.unnamed()) } {
        Ok((_, name, version)) => place.named(&name, &version),
        Err(_) => place.unnamed().into(),
    }
}

/// What a descriptor begins with. It never changes, so it can be read while another host's `init` runs.
#[repr(C)]
#[derive(Clone, Copy)]
struct Fixed {
    size: u32,
    contract: u32,
    name: *const c_char,
    version: *const c_char,
    init: Option<unsafe extern "C" fn(*const HostV1, *mut c_char, usize) -> i32>,
    fini: Option<unsafe extern "C" fn()>,
    requirements: *const Require,
    require_count: u32,
    require_size: u32,
}

/// What `init` may fill in: it is read when `init` has returned.
#[repr(C)]
struct Filled {
    exports: *const Export,
    export_count: u32,
    export_size: u32,
}

const _: () = {
    assert!(size_of::<Fixed>() == offset_of!(ModuleV1, exports));
    assert!(size_of::<Fixed>() + size_of::<Filled>() == size_of::<ModuleV1>());
    assert!(offset_of!(Fixed, require_size) == offset_of!(ModuleV1, require_size));
    assert!(offset_of!(Fixed, fini) == offset_of!(ModuleV1, fini));
};

/// Opens a module for a host: all but finding it and doing this once. Nobody else in this copy of the crate opens it
/// meanwhile: that is what `turn` says.
///
/// # Safety
/// `module` is null, or points to a descriptor that keeps the contract, or that breaks it in a way that shows:
/// null, another contract, a size that is too small, an impossible count; in a file, also a pointer to where nothing
/// is. It lives until the result is closed.
#[inline]
pub(super) unsafe fn start(
    host: &'static Frozen,
    module: *const ModuleV1,
    place: &Place,
    turn: &Turn,
) -> Result<State, Error> {
    let memory = place.memory();
    // SAFETY: passed on to the caller.
    let (fixed, name, version) = unsafe { identify(module, &memory, place.unnamed()) }?;
    let named = place.named(&name, &version);
    check_functions(&fixed, &memory, &named)?;
    // SAFETY: passed on to the caller.
    unsafe { check_requirements(&fixed, host, &memory, &named) }?;
    // SAFETY: passed on to the caller.
    unsafe { call_init(&fixed, host.raw(turn.is_open()), &named) }?;
    let filled = module.wrapping_byte_add(size_of::<Fixed>()).cast::<Filled>();
    // SAFETY: `identify` saw that the descriptor is whole. What `init` filled in is there now, and is not written again.
    let filled = unsafe { filled.read() };
    // SAFETY: passed on to the caller.
    let entries = unsafe { exports_of(&filled, module.addr(), &place.memory(), &named) }.inspect_err(|_| {
        // SAFETY: `init` succeeded, and this host does not use the module.
        unsafe { end(fixed.fini, turn) }
    })?;
    Ok(State {
        key: Key::new(host, module),
        name,
        version,
        catalog: Catalog { place: named, entries },
        fini: fixed.fini,
        is_closed: AtomicBool::new(false),
        #[cfg(feature = "load")]
        file: None,
    })
}

/// Calls `fini`, unless a host has the module open.
///
/// # Safety
/// An `init` of the module succeeded, and nobody uses any more what it began.
#[inline]
pub(super) unsafe fn end(fini: Option<unsafe extern "C" fn()>, turn: &Turn) {
    if let Some(fini) = fini.filter(|_| !turn.is_open()) {
        // SAFETY: the module's own function; the rest is the caller's word.
        unsafe { fini() }
    }
}

#[inline]
fn malformed(place: &str, found: String) -> Error {
    flawed(place, (ErrorKind::Malformed, found))
}

#[inline]
fn flawed(place: &str, (kind, found): Flaw) -> Error {
    let wanted = format_args!("a module with contract {CONTRACT}");
    let help = match kind {
        ErrorKind::Contract => "use a module built for that contract",
        _ => "its author must fix it (Rust: `module!`, C: VTABLE_API_MODULE)",
    };
    Error::new(kind, place, &wanted, &found, &help)
}

/// A descriptor that is whole, its name and its version.
///
/// # Safety
/// As [`start`].
#[inline]
unsafe fn identify(module: *const ModuleV1, memory: &Memory, place: &str) -> Result<(Fixed, String, String), Error> {
    const KNOWN: u32 = size_of::<ModuleV1>() as u32;
    let readable = memory.readable(module.addr());
    if module.is_null() || !module.is_aligned() {
        return Err(malformed(place, "a `vtable_api_module` that is null or misaligned".into()));
    }
    if readable < size_of::<[u32; 2]>() {
        return Err(malformed(place, format!("a `vtable_api_module` of {readable} bytes, but one has {KNOWN}")));
    }
    // SAFETY: 8 bytes are readable by the caller's word: `size` and `contract`.
    let [size, contract] = unsafe { module.cast::<[u32; 2]>().read() };
    if contract != CONTRACT {
        return Err(flawed(place, (ErrorKind::Contract, format!("one with contract {contract}"))));
    }
    if size < KNOWN {
        return Err(malformed(place, format!("a descriptor of {size} bytes, but one has {KNOWN}")));
    }
    if readable < KNOWN as usize {
        return Err(malformed(place, format!("a descriptor of {size} bytes, of which {readable} can be read")));
    }
    // SAFETY: `size` says that it is whole.
    let fixed = unsafe { module.cast::<Fixed>().read() };
    // SAFETY: null or NUL-terminated by the contract.
    let name = unsafe { text::read(fixed.name, memory, "module name") }.map_err(|found| malformed(place, found))?;
    // SAFETY: as above.
    let version = unsafe { text::read(fixed.version, memory, "module version") };
    let version = version.map_err(|found| malformed(place, found))?;
    Ok((fixed, name.into(), version.into()))
}

/// `init` and `fini` are code, as far as anyone knows.
#[inline]
fn check_functions(module: &Fixed, memory: &Memory, place: &str) -> Result<(), Error> {
    let (init, fini) = (module.init.map(|init| init as usize), module.fini.map(|fini| fini as usize));
    let wrong = |function| matches!(function, Some(function) if !memory.is_code(function));
    let name = match (wrong(init), wrong(fini)) {
        (true, _) => "an `init`",
        (_, true) => "a `fini`",
        _ => return Ok(()),
    };
    Err(malformed(place, format!("{name} that is not a function")))
}

/// Whether the host has what the module cannot do without.
///
/// # Safety
/// As [`start`].
#[inline]
unsafe fn check_requirements(module: &Fixed, host: &Frozen, memory: &Memory, place: &str) -> Result<(), Error> {
    let Fixed { requirements, require_count, require_size, .. } = *module;
    let array = Strided::new(requirements, require_count, require_size, memory, "requirements")
        .map_err(|found| malformed(place, found))?;
    for number in 0..array.len() {
        // SAFETY: passed on to the caller.
        let require = unsafe { array.read(number) };
        let flaw = |found| malformed(place, format!("requirements[{number}] with {found}"));
        // SAFETY: null or NUL-terminated by the contract.
        let name = unsafe { text::read(require.name, memory, "name") }.map_err(flaw)?;
        // SAFETY: as above.
        let id = unsafe { text::read(require.id, memory, "table id") }.map_err(flaw)?;
        Wanted { name, id, revisions: require.required & REVISIONS_MASK }.check(host, place)?;
    }
    Ok(())
}

/// A requirement that was read.
struct Wanted<'a> {
    name: &'a str,
    id: &'a str,
    revisions: u64,
}

impl Wanted<'_> {
    #[inline]
    fn check(&self, host: &Frozen, place: &str) -> Result<(), Error> {
        let Wanted { revisions, .. } = *self;
        let (name, id, of) = (text::name(self.name), text::name(self.id), text::name(host.name));
        let unmet = |wanted: &dyn Display, found: &dyn Display, help: &str| {
            Err(Error::new(ErrorKind::Requirement, place, wanted, found, &help))
        };
        let Some(entry) = catalog::find(&host.entries, self.name) else {
            return unmet(
                &format_args!("export {name} (table {id}) of host {of}"),
                &catalog::names(&host.entries, None),
                "make the host lend it, or use a module that does not need it",
            );
        };
        if entry.id != self.id {
            return unmet(
                &format_args!("export {name} of host {of} to be table {id}"),
                &format_args!("table {}", text::name(&entry.id)),
                "use a module and a host that use this name for the same table",
            );
        }
        if revisions & !entry.revisions != 0 {
            return unmet(
                &format_args!("export {name} (table {id}) of host {of} with revision {}", Revisions(revisions)),
                &format_args!("revision {}", Revisions(entry.revisions)),
                "use a newer host, or an older module",
            );
        }
        Ok(())
    }
}

/// # Safety
/// As [`start`]; `host` is from `Frozen::raw`.
#[inline]
unsafe fn call_init(module: &Fixed, host: *const HostV1, place: &str) -> Result<(), Error> {
    let Some(init) = module.init else {
        return Ok(());
    };
    let mut why = [0u8; WHY];
    // SAFETY: the module's own function; the host's struct lives for good, `why` is writable for its length.
    let code = unsafe { init(host, why.as_mut_ptr().cast(), why.len()) };
    if code == 0 {
        return Ok(());
    }
    let why = line(&why);
    let (wanted, help) = ("an `init` that returns 0", "follow that reason, or ask its author");
    if why.is_empty() {
        let (found, help) = (format_args!("{code} and no reason"), "ask its author");
        return Err(Error::new(ErrorKind::Init, place, &wanted, &found, &help));
    }
    Err(Error::new(ErrorKind::Init, place, &wanted, &format_args!("{code}: {}", text::reason(why)), &help))
}

/// # Safety
/// As [`start`]; `init` was called.
#[inline]
unsafe fn exports_of(filled: &Filled, module: usize, memory: &Memory, place: &str) -> Result<Vec<Entry>, Error> {
    let array = Strided::new(filled.exports, filled.export_count, filled.export_size, memory, "exports")
        .map_err(|found| malformed(place, found))?;
    // SAFETY: passed on to the caller.
    let entries = unsafe { read_exports(&array, memory) }.map_err(|flaw| flawed(place, flaw))?;
    match entries.iter().find(|entry| memory.are_apart(module, entry.table())) {
        None => Ok(entries),
        Some(entry) => Err(not_its_own(place, entry)),
    }
}

/// g++ makes one of all that templates and inline functions have as `static`, in the whole process: the second module with a
/// class of that name has the first one's table, and so its code.
fn not_its_own(place: &str, entry: &Entry) -> Error {
    let wanted = format_args!("export {} to have a table of its own module", text::name(&entry.name));
    let found = "one in another file: most likely both have C++ classes of the same name, which g++ has merged";
    let help = "compile the module with `-fvisibility=hidden` or `-fno-gnu-unique`, and with new headers";
    Error::new(ErrorKind::Malformed, place, &wanted, &found, &help)
}
