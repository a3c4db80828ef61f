//! Files that nobody linked, for what reads object files: the command itself, on a file.

use super::feed::Feed;
use super::heap;
use super::texts::{SECTION, assert_one_line, edited};
use cargo_vtable_api::{Exit, Streams, run};
use object::write::Object;
use object::{Architecture, BinaryFormat, Endianness, SectionKind};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the command may hold for each byte of a file, and for being run at all.
const PER_BYTE: usize = 400;
const AT_LEAST: usize = 2 << 20;

const MODULE: &str = "\
module\tvtable-api 0.1.0\t1.0.3\tpng\0export\tpng\tcreate\tviewer/codec\t1:8c1f00d5a2b3c4d1 2:00000000000000ff
export\tstats\tlend\tviewer/stats\t
require\tlog\tviewer/log\t1:0000000000000001\t1
";

const FORMATS: [(BinaryFormat, Architecture, Endianness); 6] = [
    (BinaryFormat::Elf, Architecture::X86_64, Endianness::Little),
    (BinaryFormat::Elf, Architecture::I386, Endianness::Little),
    (BinaryFormat::Elf, Architecture::S390x, Endianness::Big),
    (BinaryFormat::Coff, Architecture::X86_64, Endianness::Little),
    (BinaryFormat::MachO, Architecture::Aarch64, Endianness::Little),
    (BinaryFormat::MachO, Architecture::X86_64, Endianness::Little),
];

/// A place for the file, of this process and thread.
fn place() -> PathBuf {
    let folder =
        [Path::new("/dev/shm"), &std::env::temp_dir()].into_iter().find(|folder| folder.is_dir()).map(Path::to_owned);
    let name = format!("vtable-api-hostile-{}-{:?}", std::process::id(), std::thread::current().id());
    folder.expect("a temporary folder").join(name)
}

/// Bytes that are a whole file, the record sections of an object, an archive of such, or one of these with edits.
pub fn file(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let file = match feed.below(6) {
        0 => feed.rest().to_vec(),
        1 => object(feed.byte(), &[feed.rest().to_vec()]),
        2 => object(feed.byte(), &[edited(&frame(2, MODULE.as_bytes()), feed), frame(1, SECTION.as_bytes())]),
        3 => {
            let side = format!("side\tprovides\tgcc 12.2.0\0{SECTION}");
            object(feed.byte(), &[frame(2, &edited(side.as_bytes(), feed))])
        }
        4 => edited(&whole(feed.byte()), feed),
        _ => edited(&archive(&[whole(feed.byte()), b"metadata".to_vec(), whole(1)]), feed),
    };
    let path = place();
    std::fs::write(&path, &file).expect("written");
    let alone = [path.clone()];
    let both = [path.clone(), "--host".into(), path.clone()];
    inspected(file.len(), &alone.map(Into::into), &[Exit::Clean, Exit::CouldNotCheck]);
    inspected(2 * file.len(), &both.map(Into::into), &[Exit::Clean, Exit::Findings, Exit::CouldNotCheck]);
    std::fs::remove_file(&path).expect("removed");
}

fn inspected(len: usize, args: &[OsString], expected: &[Exit]) {
    for format in ["text", "json"] {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let head = ["cargo-vtable-api", "inspect", "--format", format].map(OsString::from);
        let args = head.into_iter().chain(args.iter().cloned());
        let (exit, peak) = heap::peak_of(|| run(args, &mut Streams { out: &mut out, err: &mut err }));
        let (out, err) = (plain(out), plain(err));
        assert!(expected.contains(&exit), "{exit:?}: {out}{err}");
        assert!(peak <= AT_LEAST + PER_BYTE * len, "{peak} bytes for {len} bytes of input");
        assert!(err.lines().count() <= 2, "{err}");
        assert!(exit != Exit::CouldNotCheck || !err.is_empty(), "{out}");
        err.lines().for_each(assert_one_line);
        assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{out:?}");
    }
}

/// Text without the command's own colours.
fn plain(bytes: Vec<u8>) -> String {
    let mut text = String::from_utf8(bytes).expect("text");
    for code in ["0", "1", "31", "32", "33", "36"] {
        text = text.replace(&format!("\u{1b}[{code}m"), "");
    }
    text
}

fn frame(version: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("payloads here are small").to_le_bytes();
    [b"VTABREC", &[version][..], &length[..], payload].concat()
}

/// An object with a record section for each.
fn object(format: u8, sections: &[Vec<u8>]) -> Vec<u8> {
    let (format, architecture, endianness) = FORMATS[usize::from(format) % FORMATS.len()];
    let mut object = Object::new(format, architecture, endianness);
    let name = if format == BinaryFormat::MachO { "__vtabapi" } else { ".vtabapi" };
    for section in sections {
        let id = object.add_section(b"__DATA".to_vec(), name.into(), SectionKind::ReadOnlyData);
        object.append_section_data(id, section, 1);
    }
    object.write().expect("it is one")
}

fn whole(format: u8) -> Vec<u8> {
    object(format, &[[frame(2, MODULE.as_bytes()), vec![0; 7], frame(1, SECTION.as_bytes())].concat()])
}

/// As `ar` writes it.
fn archive(members: &[Vec<u8>]) -> Vec<u8> {
    let mut archive = b"!<arch>\n".to_vec();
    for (index, member) in members.iter().enumerate() {
        let name = format!("{index}.o/");
        archive.extend(format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", 0, 0, 0, 644, member.len()).as_bytes());
        archive.extend(member);
        archive.extend(vec![b'\n'; member.len() % 2]);
    }
    archive
}
