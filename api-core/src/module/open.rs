//! From a descriptor to a module that is ready: checks, requirements, `init`, exports.

use super::State;
use super::catalog::{Entry, Flaw, Strided, read_exports};
use super::error::{Error, ErrorKind};
use super::text::{self, Names, Revisions, WHY, line};
use crate::host::Given;
use crate::raw::{CONTRACT, ModuleV1, REVISIONS_MASK, Require};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Opens a module for a host: everything but finding it and calling this once.
///
/// # Safety
/// `module` is null, or points to a descriptor that keeps the contract, or breaks it in a way that is visible:
/// null, another contract, a size that is too small, impossible counts. It lives until the result is closed.
pub(super) unsafe fn start(given: Given, module: *const ModuleV1, place: &str) -> Result<State, Error> {
    // SAFETY: passed on to the caller.
    let (name, version) = unsafe { identify(module, place) }?;
    let place = format!("module {} {place}", text::name(&format!("{name} {version}")));
    // SAFETY: passed on to the caller; `identify` saw that the descriptor is whole.
    let module = unsafe { &*module };
    // SAFETY: as above.
    unsafe { check_requirements(module, &given, &place) }?;
    // SAFETY: as above.
    unsafe { call_init(module, &given, &place) }?;
    // SAFETY: as above.
    let entries = unsafe { exports_of(module, &place) }.inspect_err(|_| {
        if let Some(fini) = module.fini {
            // SAFETY: the module's own function, after its `init`.
            unsafe { fini() }
        }
    })?;
    Ok(State::new(name, version, place, entries, module.fini))
}

fn malformed(place: &str, found: &str) -> Error {
    flawed(place, (ErrorKind::Malformed, found.into()))
}

fn flawed(place: &str, (kind, found): Flaw) -> Error {
    let help = match kind {
        ErrorKind::Contract => format!("use a module built for contract {CONTRACT}"),
        _ => "its maker must correct it (Rust: `module!`, C: VTABLE_API_MODULE and CODEC_HEADER_n)".into(),
    };
    Error::new(kind, &place, format_args!("a module of contract {CONTRACT}"), format_args!("{found}"), format_args!("{help}"))
}

/// Name and version of a descriptor that is whole.
///
/// # Safety
/// As [`start`].
unsafe fn identify(module: *const ModuleV1, place: &str) -> Result<(String, String), Error> {
    const KNOWN: u32 = size_of::<ModuleV1>() as u32;
    if module.is_null() || !module.is_aligned() {
        return Err(malformed(place, "a `vtable_api_module` that is null or misaligned"));
    }
    // SAFETY: 8 bytes are readable by the caller's word; `contract` is among them.
    let contract = unsafe { (&raw const (*module).contract).read() };
    if contract != CONTRACT {
        return Err(flawed(place, (ErrorKind::Contract, format!("one of contract {contract}"))));
    }
    // SAFETY: as above.
    let size = unsafe { (&raw const (*module).size).read() };
    if size < KNOWN {
        return Err(malformed(place, &format!("a descriptor of {size} bytes, where one has {KNOWN}")));
    }
    // SAFETY: `size` says that it is whole.
    let (name, version) = unsafe { ((*module).name, (*module).version) };
    // SAFETY: null or NUL-terminated by the contract.
    let name = unsafe { text::read(name, "module name") }.map_err(|found| malformed(place, &found))?;
    // SAFETY: as above.
    let version = unsafe { text::read(version, "module version") }.map_err(|found| malformed(place, &found))?;
    Ok((name.into(), version.into()))
}

/// What the host does not have of what the module cannot do without.
///
/// # Safety
/// As [`start`].
unsafe fn check_requirements(module: &ModuleV1, given: &Given, place: &str) -> Result<(), Error> {
    let array = Strided::new(module.requirements, module.require_count, module.require_size, "requirements")
        .map_err(|found| malformed(place, &found))?;
    // SAFETY: passed on to the caller.
    for (number, require) in unsafe { array.read() }.into_iter().enumerate() {
        // SAFETY: null or NUL-terminated by the contract.
        unsafe { check_requirement(require, number, given, place) }?;
    }
    Ok(())
}

unsafe fn check_requirement(require: Require, number: usize, given: &Given, place: &str) -> Result<(), Error> {
    let flaw = |found: String| malformed(place, &format!("requirement number {number} with {found}"));
    // SAFETY: passed on to the caller.
    let name = unsafe { text::read(require.name, "name") }.map_err(flaw)?;
    // SAFETY: passed on to the caller.
    let id = unsafe { text::read(require.id, "table id") }.map_err(flaw)?;
    let unmet = |wanted: String, found: String, help: &str| {
        let wanted = format_args!("{wanted} of host {}", text::name(&given.name)).to_string_in();
        Error::new(ErrorKind::Requirement, &place, format_args!("{wanted}"), format_args!("{found}"), format_args!("{help}"))
    };
    let export = text::name(name);
    let Some(entry) = given.entries.iter().find(|entry| entry.name == name) else {
        let names = Names(given.entries.iter().map(|entry| entry.name.as_str()));
        let wanted = format!("export {export} (table {})", text::name(id));
        return Err(unmet(wanted, format!("{names}"), "let the host lend it (`Host::lend`), or use a module that does without"));
    };
    if entry.id != id {
        let wanted = format!("table {} as export {export}", text::name(id));
        let found = format!("table {}", text::name(&entry.id));
        return Err(unmet(wanted, found, "let the host lend the other table under another name"));
    }
    let required = require.required & REVISIONS_MASK;
    if required & !entry.revisions != 0 {
        let wanted = format!("revisions {} of table {} as export {export}", Revisions(required), text::name(id));
        let found = format!("revisions {}", Revisions(entry.revisions));
        return Err(unmet(wanted, found, "use a newer host, or an older module"));
    }
    Ok(())
}

/// # Safety
/// As [`start`].
unsafe fn call_init(module: &ModuleV1, given: &Given, place: &str) -> Result<(), Error> {
    let Some(init) = module.init else { return Ok(()) };
    let mut why = [0u8; WHY];
    // SAFETY: the module's own function; the host's struct lives for good, `why` is writable for its length.
    let code = unsafe { init(given.raw, why.as_mut_ptr().cast(), why.len()) };
    if code == 0 {
        return Ok(());
    }
    let why = line(&why);
    let said = if why.is_empty() { "no reason given".into() } else { format!("{}", text::reason(why)) };
    Err(Error::new(
        ErrorKind::Init,
        &place,
        format_args!("an `init` that is ready"),
        format_args!("that it refused with code {code}: {said}"),
        format_args!("see to what it names, or ask its maker"),
    ))
}

/// # Safety
/// As [`start`]; `init` was called.
unsafe fn exports_of(module: *const ModuleV1, place: &str) -> Result<Vec<Entry>, Error> {
    // SAFETY: whole, by the caller's word; read again because `init` may have filled it in.
    let ModuleV1 { exports, export_count, export_size, .. } = unsafe { module.read_volatile() };
    let array = Strided::new(exports, export_count, export_size, "exports").map_err(|found| malformed(place, &found))?;
    // SAFETY: passed on to the caller.
    unsafe { read_exports(&array) }.map_err(|flaw| flawed(place, flaw))
}
