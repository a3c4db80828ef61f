//! What object files, libraries and programs have: their record sections, and what kind of file they are.
//!
//! A file is input of anyone: what it says about itself is believed only as far as the file goes.

use std::collections::BTreeSet;

use object::read::archive::ArchiveFile;
use object::read::macho::{FatArch, MachOFatFile32, MachOFatFile64};
use object::{BinaryFormat, File, FileKind, Object, ObjectKind, ObjectSection};

/// In ELF and COFF: 8 characters, all that a PE file has room for.
const NAME: &str = ".vtabapi";
/// In Mach-O, in the segment `__DATA` of objects; linkers may move it to `__DATA_CONST`.
const MACH_O_NAME: &str = "__vtabapi";
/// Compilers that are named; a hostile file may name any number.
const MOST_COMPILERS: usize = 16;

/// What a file has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sections<'f> {
    /// The bytes of its record sections.
    pub(crate) found: Vec<&'f [u8]>,
    /// `ELF`, `PE`, `COFF` or `Mach-O`.
    pub(crate) formats: BTreeSet<&'static str>,
    /// `shared library`, `program`, `object file`, `archive`.
    pub(crate) kind: &'static str,
    /// How many object files an archive has.
    pub(crate) objects: usize,
    /// `x86_64, 64-bit, little-endian`.
    pub(crate) machines: BTreeSet<String>,
    /// What the file says that it was made with.
    pub(crate) compilers: BTreeSet<String>,
    /// It is linked, and has no symbols but those that a loader needs.
    pub(crate) is_stripped: bool,
    /// Some of the file is what a compiler keeps for the link, which has no sections of ours.
    pub(crate) has_bitcode: bool,
}

/// Why a file cannot be searched, as the end of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoObject(pub(crate) String);

impl From<object::Error> for NoObject {
    fn from(error: object::Error) -> Self {
        NoObject(format!("it is damaged: {error}"))
    }
}

/// Whether a file is one of these, by its first bytes.
pub(crate) fn is_one(head: &[u8]) -> bool {
    is_bitcode(head) || FileKind::parse(head).is_ok()
}

/// Searches a file: an object, each object of an archive, each machine of a universal file.
pub(crate) fn read(file: &[u8]) -> Result<Sections<'_>, NoObject> {
    let mut sections = Sections::default();
    sections.file(file)?;
    // A section is part of the file, so together they are no longer than it, unless they overlap.
    let total: usize = sections.found.iter().map(|section| section.len()).sum();
    if total > file.len() {
        return Err(NoObject("it is damaged: its record sections overlap".into()));
    }
    Ok(sections)
}

impl<'f> Sections<'f> {
    fn file(&mut self, file: &'f [u8]) -> Result<(), NoObject> {
        if is_bitcode(file) {
            self.kind = "object file";
            self.has_bitcode = true;
            return Ok(());
        }
        match FileKind::parse(file) {
            Ok(FileKind::Archive) => self.archive(file),
            Ok(FileKind::MachOFat32) => self.universal(MachOFatFile32::parse(file)?.arches(), file),
            Ok(FileKind::MachOFat64) => self.universal(MachOFatFile64::parse(file)?.arches(), file),
            Ok(FileKind::CoffImport) => Err(NoObject("it is an import library: name the DLL itself".into())),
            Ok(kind) if is_object(kind) => self.object(file),
            _ if file.starts_with(b"\0asm") => Err(NoObject("it is WebAssembly, which keeps no record".into())),
            _ => Err(NoObject("it is not a known kind of object file, archive, library or program".into())),
        }
    }

    fn universal<F: FatArch>(&mut self, machines: &'f [F], file: &'f [u8]) -> Result<(), NoObject> {
        for machine in machines {
            let part = machine.data(file)?;
            match FileKind::parse(part)? {
                FileKind::Archive => self.archive(part)?,
                _ => self.object(part)?,
            }
        }
        Ok(())
    }

    fn archive(&mut self, file: &'f [u8]) -> Result<(), NoObject> {
        let archive = ArchiveFile::parse(file)?;
        if archive.is_thin() {
            return Err(NoObject("it is a thin archive, which only lists its object files: name those".into()));
        }
        for member in archive.members() {
            let data = member?.data(file)?;
            self.has_bitcode |= is_bitcode(data);
            if FileKind::parse(data).is_ok_and(is_object) {
                self.object(data)?;
                self.objects += 1;
            }
        }
        self.kind = "archive";
        self.is_stripped = false;
        Ok(())
    }

    fn object(&mut self, data: &'f [u8]) -> Result<(), NoObject> {
        let object = File::parse(data)?;
        let mut has_interpreter = false;
        for section in object.sections() {
            let Ok(name) = section.name() else { continue };
            match name {
                _ if name == record_name(&object) => self.found.push(section.data()?),
                ".comment" => self.compilers(section.data().unwrap_or_default()),
                ".interp" => has_interpreter = true,
                _ => self.has_bitcode |= name.starts_with(".gnu.lto_"),
            }
        }
        self.kind = kind(&object, has_interpreter);
        self.formats.insert(format(&object));
        self.machines.insert(machine(&object));
        self.is_stripped = object.kind() != ObjectKind::Relocatable && object.symbols().next().is_none();
        Ok(())
    }

    /// Texts that end with a NUL each.
    fn compilers(&mut self, comment: &[u8]) {
        for text in comment.split(|byte| *byte == 0).filter(|text| !text.is_empty()) {
            let text: String = String::from_utf8_lossy(text).chars().filter(|c| !c.is_control()).take(200).collect();
            if self.compilers.len() < MOST_COMPILERS && !text.is_empty() {
                self.compilers.insert(text);
            }
        }
    }
}

fn record_name(object: &File<'_>) -> &'static str {
    if object.format() == BinaryFormat::MachO { MACH_O_NAME } else { NAME }
}

/// Programs that may be loaded anywhere are shared libraries to ELF, but for the loader that they name.
fn kind(object: &File<'_>, has_interpreter: bool) -> &'static str {
    match object.kind() {
        ObjectKind::Relocatable => "object file",
        ObjectKind::Executable => "program",
        ObjectKind::Dynamic if has_interpreter => "program",
        ObjectKind::Dynamic => "shared library",
        ObjectKind::Core => "core dump",
        _ => "file",
    }
}

fn format(object: &File<'_>) -> &'static str {
    match object.format() {
        BinaryFormat::Elf => "ELF",
        BinaryFormat::Pe => "PE",
        BinaryFormat::Coff => "COFF",
        BinaryFormat::MachO => "Mach-O",
        _ => "other",
    }
}

fn machine(object: &File<'_>) -> String {
    let name = format!("{:?}", object.architecture()).to_lowercase();
    let bits = if object.is_64() { 64 } else { 32 };
    let order = if object.is_little_endian() { "little" } else { "big" };
    format!("{name}, {bits}-bit, {order}-endian")
}

/// Not every member of an archive is one: there are symbol tables, rustc's metadata, imports of Windows libraries.
fn is_object(kind: FileKind) -> bool {
    use FileKind::{Coff, CoffBig, Elf32, Elf64, MachO32, MachO64, Pe32, Pe64};
    matches!(kind, Coff | CoffBig | Elf32 | Elf64 | MachO32 | MachO64 | Pe32 | Pe64)
}

/// Plain, or in the wrapper that Apple's tools use.
fn is_bitcode(data: &[u8]) -> bool {
    data.starts_with(b"BC\xC0\xDE") || data.starts_with(b"\xDE\xC0\x17\x0B")
}

#[cfg(test)]
mod tests;
