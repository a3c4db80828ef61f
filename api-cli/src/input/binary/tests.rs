use object::write::Object as Writer;
use object::{Architecture, BinaryFormat, Endianness, SectionKind};

use super::*;

const TABLE: &str = "table\tviewer/codec\tCodec\tviewer\tviewer\tlib\tSend\tsnake\trecorded\n\
    fingerprint\t1\t00000000000000aa\tfrozen\n\
    slot\t1\tfn decode(&self)\t-\n";
const SECOND: &str = "fingerprint\t2\t00000000000000bb\tdraft\nslot\t2\tfn decode_ex1(&self)\t-\n";
const MODULE: &str = "module\tvtable-api 0.1.0\t1.0.3\tpng\n";

fn frame(version: u8, payload: &str) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_le_bytes();
    [b"VTABREC", &[version][..], &length[..], payload.as_bytes()].concat()
}

/// An object for a machine that is not this one.
fn object(section: &[u8]) -> Vec<u8> {
    let mut object = Writer::new(BinaryFormat::Elf, Architecture::S390x, Endianness::Big);
    let id = object.add_section(vec![], b".vtabapi".to_vec(), SectionKind::ReadOnlyData);
    object.append_section_data(id, section, 1);
    object.write().unwrap()
}

fn why(section: &[u8]) -> String {
    parse(&object(section)).unwrap_err().why
}

#[test]
fn each_frame_counts_once() {
    let (table, module) = (frame(1, TABLE), frame(2, MODULE));
    let binary = parse(&object(&[&table[..], &module, &table, &[0; 9], &module].concat())).unwrap();
    assert_eq!((binary.entries.len(), binary.tables().count()), (2, 1));
    assert_eq!(binary.about.to_string(), "ELF object file for s390x, 64-bit, big-endian");
}

#[test]
fn a_package_has_its_frozen_revisions() {
    let whole = format!("{TABLE}{SECOND}");
    let side = format!("side\tprovides\tgcc 12\n{TABLE}");
    let other = TABLE.replace("\tviewer\tlib", "\tother\tlib").replace("viewer/codec", "other/codec");
    let section = [frame(1, &whole), frame(2, &side), frame(1, &other)].concat();
    let package = parse(&object(&section)).unwrap().package(|record| record.package == "viewer").unwrap();
    let [table] = &package.tables[..] else { panic!("{package:?}") };
    assert_eq!(table.slots.len(), 2);
    assert_eq!(table.revisions.iter().map(|r| (r.number, r.fingerprint)).collect::<Vec<_>>(), [(1, 0xaa)]);
    let fork = frame(1, &TABLE.replace("decode", "encode"));
    assert!(parse(&object(&[section, fork].concat())).unwrap().package(|record| record.package == "viewer").is_err());
}

#[test]
fn what_is_wrong_with_a_record_is_one_line() {
    let cases: [(&[u8], &str); 5] = [
        (b"VTABREC\x03whatever", "[VT0052] record at byte 0 of the section: version 3 of the record"),
        (b"..VTABREC\x01\xff\xff\xff\xffx", "[VT0051] record at byte 2 of the section: it is cut off"),
        (b"VTABREC", "[VT0051] record at byte 0 of the section: it is cut off"),
        (&frame(2, "side\t"), "[VT0051] record at byte 0 of the section: line 1: it has too few fields"),
        (&frame(1, "\x1b\n"), "[VT0051] record at byte 0 of the section: line 1: it is not a `table` line"),
    ];
    for (section, expected) in cases {
        let why = why(section);
        assert!(why.starts_with(expected), "{why}");
        assert!(!why.contains(char::is_control), "{why:?}");
    }
}

#[test]
fn files_that_cannot_be_asked_are_told_in_one_line() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let cases = [
        (folder.path().join("gone"), "it cannot be read: "),
        (folder.path().to_owned(), "it is a folder: name a file in it"),
        (path("empty", b""), "it is not a known kind of object file, archive, library or program"),
        (path("wasm", b"\0asm\x01\0\0\0"), "it is WebAssembly, which keeps no record"),
        (path("text", b"[package]\nname = \"viewer\"\n"), "it is not a known kind of object file, archive,"),
        (path("cut", b"\x7fELF\x02\x01\x01 and no more than this"), "it is damaged: "),
        (path("bitcode", b"BC\xC0\xDE whatever"), "it has only bitcode for link-time optimisation"),
        (path("none.o", &object(b"")), "ELF object file for s390x, 64-bit, big-endian, without a record of tables"),
        (
            path("thin.a", format!("!<thin>\n{:<16}{:<32}{:<10}`\n", "a.o/", 0, 9).as_bytes()),
            "it is a thin archive, which only lists its object files: name those",
        ),
    ];
    for (path, expected) in cases {
        let stop = read(&path).unwrap_err();
        assert_eq!(stop.exit(), crate::report::Exit::CouldNotCheck);
        let text = stop.reason().unwrap().text();
        assert!(text.starts_with(&format!("{}: {expected}", path.display())), "{text}");
        assert!(text.lines().count() <= 2, "{text}");
    }
}
