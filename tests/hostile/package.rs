//! Some of it once more, through the command on a real package: a line of error, and no panic.

use super::checks::feed::Feed;
use super::checks::texts::{SECTION, edited, frame, good};
use super::support::{Built, Project, cargo_vtable_api};

/// Not everything that a text may hold can be written into a crate: the section is an array of bytes.
fn source(section: &[u8]) -> String {
    let len = section.len();
    format!("#![no_std]\n#[used]\n#[unsafe(link_section = \".vtabapi\")]\nstatic SECTION: [u8; {len}] = {section:?};\n")
}

#[track_caller]
fn one_line_of_error(what: &str, says: &str, built: &Built) {
    assert!(!built.success, "{what} passes");
    let said = format!("{}{}", built.stdout, built.stderr);
    assert_eq!(said.matches(says).count(), 1, "{what}: not one line with `{says}`\n{said}");
    assert!(!said.contains("panicked") && !said.contains(|c: char| c.is_control() && c != '\n'), "{what}: {said:?}");
}

#[test]
fn the_command_on_records_that_keep_to_nothing() {
    let project = Project::library("hostile-section", "");
    let kind = SECTION.replace("open enum", "op\x1b[31men\0 enum");
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("a kind with escape sequences", frame(kind.as_bytes()), "found `op\\u{1b}[31men\\0 enum`"),
        ("a length beyond the end", b"VTABREC\x01\xff\xff\xff\xfftable".to_vec(), "it is cut off"),
        ("bytes that are no text", frame(b"table\t\xff\xfe"), "it is not UTF-8"),
        ("a version to come", b"VTABREC\x7f".to_vec(), "version 127 of the record"),
    ];
    for (what, section, says) in cases {
        project.write("src/lib.rs", &source(&section));
        one_line_of_error(what, says, &project.cli("check"));
    }
}

#[test]
fn the_command_on_an_abi_toml_that_keeps_to_nothing() {
    let project = Project::library("hostile-record", "");
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("junk", b"\x7fELF\x01\x1b[2J".to_vec(), "abi.toml:"),
        ("a NUL byte", edited(good().as_bytes(), Feed::new(&[0, 99, 0, 0])), "NUL byte"),
        ("nesting", ["format = 1\nslot = ".to_owned(), "[".repeat(100_000)].concat().into_bytes(), "abi.toml:"),
        ("one long line", ["format = 1\n".to_owned(), "x".repeat(1 << 20)].concat().into_bytes(), "abi.toml:"),
        ("many keys", (0..50_000).map(|key| format!("k{key} = 1\n")).collect::<String>().into_bytes(), "abi.toml:"),
    ];
    for (what, record, says) in cases {
        project.write_bytes("abi.toml", &record);
        one_line_of_error(what, says, &project.cli("check"));
    }
}

/// A pipe waits for someone to write, and a file can be larger than all memory.
#[test]
fn an_abi_toml_that_does_not_end() {
    let table = "#[vtable_api::vtable_api(id = \"a/b\")]\npub trait Endless {\n    fn f(&self);\n}\n";
    let project = Project::library("hostile-endless", table);
    let check = format!("300 {} vtable-api check", cargo_vtable_api().display());
    for (tool, args, says) in [
        ("mkfifo", "abi.toml", "cannot be read: it is not a file"),
        ("truncate", "-s 100G abi.toml", "it is larger than 16 MiB, the limit for a record"),
    ] {
        project.run_tool(tool, args).assert_builds(tool);
        one_line_of_error(tool, says, &project.run_tool("timeout", &check));
        one_line_of_error(tool, says, &project.run_tool("timeout", "300 cargo check"));
        project.remove("abi.toml");
    }
}
