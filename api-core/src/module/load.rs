//! Finds a module's descriptor in a file.

mod copy;
mod elf;
mod sniff;

use super::error::{Error, ErrorKind};
use super::frozen::Frozen;
use super::library::Library;
use super::open::{Place, called, start};
use super::registry;
use super::state::{Key, State};
use super::text;
use crate::contract::raw::ModuleV1;
use crate::values::end;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
pub(super) use copy::Copied;
use core::fmt::Display;
use elf::read;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Opens the module in a file for a host; the one that is there when it was opened before.
#[inline]
pub(super) fn open(host: &'static Frozen, path: &Path) -> Result<Arc<State>, Error> {
    let path = locate(path, path)?;
    let shown = text::path(&path).to_string();
    open_located(host, path, &shown, None)
}

/// Opens the module in a copy of a file, which is another module than any that is open.
#[inline]
pub(super) fn open_copy(host: &'static Frozen, path: &Path) -> Result<Arc<State>, Error> {
    let path = locate(path, path)?;
    let copy = Copied::of(&path).map_err(|error| not_copied(&path, &error))?;
    // It may have been written to in the meantime: what is checked is what is loaded.
    let opened = locate(copy.path(), &path).and_then(|copied| {
        let shown = format!("{} (a copy at {})", text::path(&path), text::path(&copied));
        open_located(host, copied, &shown, Some(&copy))
    });
    opened.inspect_err(|_| copy.remove())
}

#[inline]
fn not_copied(path: &Path, error: &io::Error) -> Error {
    let said = error.to_string();
    let found = format_args!("that it cannot be copied: {}", text::reason(said.as_bytes()));
    let help = "make room where the system keeps temporary files, or `open` the file itself";
    refuse(ErrorKind::NotFound, &text::path(path).to_string(), &found, &help)
}

#[inline]
fn open_located(host: &'static Frozen, path: PathBuf, shown: &str, copy: Option<&Copied>) -> Result<Arc<State>, Error> {
    let library = load(&path, shown)?;
    let module = descriptor(&library, &path, shown)?;
    let place = Place::File(shown.into());
    let mut library = Some(library);
    // SAFETY: as below.
    let named = || unsafe { called(module, &place) };
    let state = registry::once(Key::new(host, module), &named, &mut |turn| {
        let owner = end::owner();
        // SAFETY: `descriptor` found it in the opened file, which is trusted to keep the contract as far as
        // `start` cannot see; the library stays loaded until the state is closed.
        let mut state = unsafe { start(host, module, &place, turn) }?;
        if owner != end::owner() {
            // Its `init` ran in this copy of the crate, which a library in Rust shares with us.
            end::belongs_to_several();
        }
        state.keep(library.take(), path.clone(), copy.cloned());
        Ok(state)
    })?;
    if let Some(again) = library {
        // SAFETY: the state holds the library, this only takes back the second load.
        let _ = unsafe { again.unload() };
    }
    Ok(state)
}

#[inline]
fn refuse(kind: ErrorKind, shown: &str, found: &dyn Display, help: &dyn Display) -> Error {
    Error::new(kind, shown, &"a module", found, help)
}

/// The absolute path of a file that begins like a library; errors name `known`, by which the user knows it.
#[inline]
fn locate(path: &Path, known: &Path) -> Result<PathBuf, Error> {
    let shown = text::path(known).to_string();
    match checked(path) {
        Ok(Ok(path)) => Ok(path),
        Ok(Err(Other { kind, found })) => {
            let help = if kind == ErrorKind::Load { "build it for this machine" } else { GIVE_A_MODULE };
            Err(refuse(kind, &shown, &found, &help))
        }
        Err(error) => Err(unreadable(&shown, &error)),
    }
}

const GIVE_A_MODULE: &str = "give the path of a built module";

/// What is there instead of a library that can be loaded.
struct Other {
    kind: ErrorKind,
    found: String,
}

impl Other {
    #[inline]
    fn new(found: impl Into<String>) -> Other {
        Other { kind: ErrorKind::NotALibrary, found: found.into() }
    }
}

/// The absolute path; or what is there instead of a library.
#[inline]
fn checked(path: &Path) -> io::Result<Result<PathBuf, Other>> {
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Ok(Err(Other::new(if meta.is_dir() { "a directory" } else { "something that is not a file" })));
    }
    match other_than_library(path, meta.len())? {
        Some(found) => Ok(Err(found)),
        None => absolute(path).map(Ok),
    }
}

/// What a file of `len` bytes is, if it is no library, or not all of one, or one for another machine.
#[inline]
fn other_than_library(path: &Path, len: u64) -> io::Result<Option<Other>> {
    let (mut file, begin, read) = begin_of(path)?;
    let begin = &begin[..read];
    if let Some(found) = sniff::other_than_library(begin) {
        return Ok(Some(Other::new(found)));
    }
    if let Some((theirs, ours)) = sniff::machines(begin) {
        let found = format!("a library for {theirs}, in a process for {ours}");
        return Ok(Some(Other { kind: ErrorKind::Load, found }));
    }
    match elf::needed(&mut file, begin, len)? {
        Some(needed) if needed > len => {
            Ok(Some(Other::new(format!("a truncated library: {len} bytes of at least {needed}"))))
        }
        _ => Ok(None),
    }
}

/// The file, its first bytes, and how many there are.
#[inline]
fn begin_of(path: &Path) -> io::Result<(File, [u8; 64], usize)> {
    let mut file = File::open(path)?;
    let mut begin = [0; 64];
    let len = read(&mut file, &mut begin)?;
    Ok((file, begin, len))
}

/// Whether the file, which was not loaded, is a program that the loader could put anywhere: to ELF, that is a library.
#[inline]
fn is_program(path: &Path) -> bool {
    let Ok((mut file, begin, len)) = begin_of(path) else { return false };
    begin.starts_with(b"\x7fELF") && elf::names_a_loader(&mut file, &begin[..len]) == Some(true)
}

#[inline]
fn unreadable(shown: &str, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => {
            refuse(ErrorKind::NotFound, shown, &"no file", &"check the path, or build the module first")
        }
        _ => {
            let said = error.to_string();
            let found = format_args!("that it cannot be read: {}", text::reason(said.as_bytes()));
            refuse(ErrorKind::NotFound, shown, &found, &"check the path and who may read it")
        }
    }
}

/// The path that the system loads: absolute, so that it does not search.
#[inline]
fn absolute(path: &Path) -> io::Result<PathBuf> {
    // A verbatim path, which `canonicalize` gives on Windows, is not searched for a library's own libraries.
    if cfg!(windows) { std::path::absolute(path) } else { path.canonicalize() }
}

/// musl's `dlopen` in a program that is linked statically says no to every library.
const CANNOT_LOAD: bool = cfg!(all(target_env = "musl", target_feature = "crt-static"));

#[inline]
fn load(path: &Path, shown: &str) -> Result<Library, Error> {
    if CANNOT_LOAD {
        let found = "that this program cannot load libraries: it is statically linked with musl";
        let help =
            "build the program with `-C target-feature=-crt-static`, or link the module in: `Module::from_static`";
        return Err(refuse(ErrorKind::Load, shown, &found, &help));
    }
    // SAFETY: runs the library's initialisers: loading trusts it, as `Module::open` says.
    unsafe { Library::load(path) }.map_err(|said| {
        if is_program(path) {
            return refuse(ErrorKind::NotALibrary, shown, &"a program, not a library", &GIVE_A_MODULE);
        }
        let found = format_args!("a library that the system cannot load: {}", text::reason(said.as_bytes()));
        refuse(ErrorKind::Load, shown, &found, &"build it for this system, and install what it needs")
    })
}

/// The address of `vtable_api_module` in this very file, not in a library that it needs.
#[inline]
fn descriptor(library: &Library, path: &Path, shown: &str) -> Result<*const ModuleV1, Error> {
    const HELP: &str = "export one (Rust: `export = true;` in `module!`, C: VTABLE_API_MODULE)";
    let Some(module) = library.descriptor() else {
        let found = "a library without the symbol `vtable_api_module`";
        return Err(refuse(ErrorKind::NoSymbol, shown, &found, &HELP));
    };
    match library.holds(path, module.cast()) {
        Ok(()) => Ok(module),
        Err(other) => {
            let found = format_args!("a library whose `vtable_api_module` is not its own but comes from {other}");
            Err(refuse(ErrorKind::NoSymbol, shown, &found, &format_args!("open that file, or {HELP}")))
        }
    }
}
