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
        assert_eq!((sections.kind, sections.is_stripped), ("object file", false));
    }
}

#[test]
fn names_of_other_formats_and_longer_ones_are_not_ours() {
    let file = elf(&[("__vtabapi", b"no"), (".vtabapi2", b"no"), (".vtabap", b"no")]);
    assert!(read(&file).unwrap().found.is_empty());
}

#[test]
fn every_object_of_an_archive_is_read_and_the_rest_passed_over() {
    let (one, two) = (elf(&[(".vtabapi", b"one")]), elf(&[(".vtabapi", b"two")]));
    let file = archive(&[&one, b"rust metadata", b"", &two]);
    let sections = read(&file).unwrap();
    assert_eq!(sections.found, [b"one", b"two"]);
    assert_eq!((sections.kind, sections.objects, sections.has_bitcode), ("archive", 2, false));
    assert_eq!(sections.machines, ["x86_64, 64-bit, little-endian".to_string()].into());
}

#[test]
fn bitcode_is_told_from_a_library_without_tables() {
    let file = archive(&[b"BC\xC0\xDE whatever"]);
    let sections = read(&file).unwrap();
    assert_eq!(sections, Sections { has_bitcode: true, kind: "archive", ..Sections::default() });
    let slim = elf(&[(".gnu.lto_.decls", b"..")]);
    assert!(read(&slim).unwrap().has_bitcode && read(b"BC\xC0\xDE whatever").unwrap().has_bitcode);
}

#[test]
fn what_is_no_object_is_an_error() {
    for file in [&b""[..], b"text", b"!<arch>\nbroken header that is cut off", &[0; 4096], b"\x7fELF"] {
        assert!(read(file).is_err(), "{file:?}");
    }
}

#[test]
fn compilers_are_named_once_and_in_moderation() {
    let file = elf(&[(".comment", b"\0GCC: (Debian) 12\0rustc version 1.95.0\0GCC: (Debian) 12\0\x1b[31m\0")]);
    let compilers = read(&file).unwrap().compilers;
    assert_eq!(compilers.iter().collect::<Vec<_>>(), ["GCC: (Debian) 12", "[31m", "rustc version 1.95.0"]);
    let many: String = (0..1000).map(|n| format!("{n}\0")).collect();
    assert_eq!(read(&elf(&[(".comment", many.as_bytes())])).unwrap().compilers.len(), MOST_COMPILERS);
}

#[test]
fn each_machine_of_a_universal_file_is_read() {
    let parts = [Architecture::X86_64, Architecture::Aarch64]
        .map(|machine| object(BinaryFormat::MachO, machine, &[("__vtabapi", b"one")]));
    let mut file = [0xcafe_babe_u32, 2].map(u32::to_be_bytes).concat();
    let mut at = 48_u32;
    for (part, cpu) in parts.iter().zip([0x0100_0007_u32, 0x0100_000c]) {
        let size = u32::try_from(part.len()).unwrap();
        file.extend([cpu, 3, at, size, 0].map(u32::to_be_bytes).concat());
        at += size;
    }
    file.extend(parts.concat());
    let sections = read(&file).unwrap();
    assert_eq!((sections.found.len(), sections.machines.len()), (2, 2));
}

#[test]
fn sections_that_share_their_bytes_are_refused() {
    let mut file = elf(&[(".vtabapi", &[7; 4000]), (".vtabapi", b"")]);
    // Both headers say where the first one's bytes are.
    let headers = usize::try_from(u64::from_le_bytes(file[40..48].try_into().unwrap())).unwrap();
    let place: Vec<usize> = (0..)
        .map(|n| headers + 64 * n)
        .take_while(|at| at + 64 <= file.len())
        .filter(|at| file[at + 4] == 1 && file[at + 24..at + 40].iter().any(|byte| *byte != 0))
        .collect();
    let [one, two] = place[..] else { panic!("{place:?}") };
    file.copy_within(one + 24..one + 40, two + 24);
    assert_eq!(read(&file), Err(NoObject("it is damaged: its record sections overlap".into())));
}

#[test]
fn cut_files_never_panic() {
    let whole = archive(&[&elf(&[(".vtabapi", b"one")])]);
    for end in 0..whole.len() {
        let _ = read(&whole[..end]);
    }
}
