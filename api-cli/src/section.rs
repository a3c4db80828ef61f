//! The record sections of object files, libraries and programs.

use object::read::archive::ArchiveFile;
use object::{BinaryFormat, File, FileKind, Object, ObjectSection};

/// In ELF and COFF: 8 characters, all that a PE file has room for.
const NAME: &str = ".vtabapi";
/// In Mach-O, in the segment `__DATA` of objects; linkers may move it to `__DATA_CONST`.
const MACH_O_NAME: &str = "__vtabapi";

/// What a file has of record sections.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sections {
    /// Their bytes.
    pub(crate) found: Vec<Vec<u8>>,
    /// Some of the file is compiler bitcode, which has no sections.
    pub(crate) has_bitcode: bool,
}

/// Why a file cannot be searched.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoObject(pub(crate) String);

/// Searches a file: an object, or each object of an archive.
pub(crate) fn read(file: &[u8]) -> Result<Sections, NoObject> {
    let mut sections = Sections::default();
    match FileKind::parse(file) {
        Ok(FileKind::Archive) => sections.archive(file).map_err(no_object)?,
        _ => sections.object(file).map_err(no_object)?,
    }
    Ok(sections)
}

fn no_object(error: object::Error) -> NoObject {
    NoObject(error.to_string())
}

impl Sections {
    fn archive(&mut self, file: &[u8]) -> object::Result<()> {
        for member in ArchiveFile::parse(file)?.members() {
            let data = member?.data(file)?;
            self.has_bitcode |= is_bitcode(data);
            if is_object(data) {
                self.object(data)?;
            }
        }
        Ok(())
    }

    fn object(&mut self, data: &[u8]) -> object::Result<()> {
        let object = File::parse(data)?;
        let name = if object.format() == BinaryFormat::MachO { MACH_O_NAME } else { NAME };
        for section in object.sections() {
            if section.name() == Ok(name) {
                self.found.push(section.data()?.to_vec());
            }
        }
        Ok(())
    }
}

/// Not every member is one: there are symbol tables, rustc's metadata, imports of Windows libraries.
fn is_object(data: &[u8]) -> bool {
    use FileKind::{Coff, CoffBig, Elf32, Elf64, MachO32, MachO64};
    matches!(FileKind::parse(data), Ok(Coff | CoffBig | Elf32 | Elf64 | MachO32 | MachO64))
}

/// Plain, or in the wrapper that Apple's tools use.
fn is_bitcode(data: &[u8]) -> bool {
    data.starts_with(b"BC\xC0\xDE") || data.starts_with(b"\xDE\xC0\x17\x0B")
}

#[cfg(test)]
mod tests;
