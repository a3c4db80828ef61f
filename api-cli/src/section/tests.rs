use object::write::Object as Writer;
use object::{Architecture, BinaryFormat, Endianness, SectionKind};

use super::*;

/// An object file with these sections, each in a segment for formats that have segments.
fn object(format: BinaryFormat, architecture: Architecture, sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut object = Writer::new(format, architecture, Endianness::Little);
    for (name, data) in sections {
        let section = object.add_section(b"__DATA".to_vec(), name.as_bytes().to_vec(), SectionKind::ReadOnlyData);
        object.append_section_data(section, data, 1);
    }
    object.write().unwrap()
}

fn elf(sections: &[(&str, &[u8])]) -> Vec<u8> {
    object(BinaryFormat::Elf, Architecture::X86_64, sections)
}

/// An archive as `ar` writes it.
fn archive(members: &[&[u8]]) -> Vec<u8> {
    let mut archive = b"!<arch>\n".to_vec();
    for (index, member) in members.iter().enumerate() {
        let name = format!("{index}.o/");
        let header = format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", 0, 0, 0, 644, member.len());
        archive.extend(header.as_bytes());
        archive.extend(*member);
        archive.extend(vec![b'\n'; member.len() % 2]);
    }
    archive
}

#[test]
fn the_section_is_found_in_each_format() {
    let formats = [
        (BinaryFormat::Elf, Architecture::X86_64, ".vtabapi"),
        (BinaryFormat::Elf, Architecture::I386, ".vtabapi"),
        (BinaryFormat::Elf, Architecture::Aarch64, ".vtabapi"),
        (BinaryFormat::Coff, Architecture::X86_64, ".vtabapi"),
        (BinaryFormat::MachO, Architecture::Aarch64, "__vtabapi"),
    ];
    for (format, architecture, name) in formats {
        let file = object(format, architecture, &[("other", b"no"), (name, b"one"), (name, b"two")]);
        let sections = read(&file).unwrap();
        assert_eq!(sections.found, [b"one", b"two"], "{format:?} {architecture:?}");
    }
}

#[test]
fn names_of_other_formats_and_longer_ones_are_not_ours() {
    let file = elf(&[("__vtabapi", b"no"), (".vtabapi2", b"no"), (".vtabap", b"no")]);
    assert_eq!(read(&file), Ok(Sections::default()));
}

#[test]
fn every_object_of_an_archive_is_read_and_the_rest_passed_over() {
    let (one, two) = (elf(&[(".vtabapi", b"one")]), elf(&[(".vtabapi", b"two")]));
    let sections = read(&archive(&[&one, b"rust metadata", b"", &two])).unwrap();
    assert_eq!(sections.found, [b"one", b"two"]);
    assert!(!sections.has_bitcode);
}

#[test]
fn bitcode_is_told_from_a_library_without_tables() {
    let sections = read(&archive(&[b"BC\xC0\xDE whatever"])).unwrap();
    assert_eq!(sections, Sections { found: vec![], has_bitcode: true });
}

#[test]
fn what_is_no_object_is_an_error() {
    for file in [&b""[..], b"text", b"!<arch>\nbroken header that is cut off", &[0; 4096], b"\x7fELF"] {
        assert!(read(file).is_err(), "{file:?}");
    }
}

#[test]
fn cut_files_never_panic() {
    let whole = archive(&[&elf(&[(".vtabapi", b"one")])]);
    for end in 0..whole.len() {
        let _ = read(&whole[..end]);
    }
}
