//! The tour itself, and the claims that its files make about each other.

use crate::built::Built;
use crate::command::Place;
use crate::screen::Screen;
use crate::{HEADER, INTERFACE, RECORD, tour};
use std::sync::Mutex;
use tour_codec::{CodecRef, Failure};
use vtable_api::module::Module;

/// The tests that build write to the same files.
static BUILDS: Mutex<()> = Mutex::new(());

#[test]
fn the_tour_runs() {
    let _one = BUILDS.lock();
    let mut text = Vec::new();
    tour(&mut Screen::plain(&mut text)).unwrap();
    let text = String::from_utf8(text).unwrap();
    for wanted in [
        "Module `tour-png` 0.1.0 has revisions 1 2, the viewer 1 2; agreed: 1 2",
        "Module `qoi` 1.0.0 has revisions 1, the viewer 1 2; agreed: 1",
        "runs the viewer's default body",
        "Module `tour-png` 0.1.0 has revisions 1 2,\n",
        "the viewer 1; agreed: 1\n",
        "error: [VT0004] slot 1 `Codec::decode` is frozen since revision 1: parameter `input` changed type",
        "    $ cargo build\n    Finished",
    ] {
        assert!(text.contains(wanted), "{wanted}\n\nis not in\n{text}");
    }
    assert!(!text.contains('\x1b'));
    let longest = text.split("─\n").map(|step| step.trim().lines().count()).max();
    assert!(longest <= Some(23), "{longest:?} lines under a heading");
}

#[test]
fn half_a_file_is_damaged() {
    let _one = BUILDS.lock();
    let place = Place::find().unwrap();
    let built = Built::make(&mut Screen::plain(std::io::sink()), &place).unwrap();
    for (library, name, image) in [(&built.png, "png", "lake-day.png"), (&built.qoi, "qoi", "lake-dusk.qoi")] {
        let codec = Module::open(library).unwrap().get::<CodecRef<'_>>(name).unwrap();
        let input = std::fs::read(place.source.join("images").join(image)).unwrap();
        for input in [&input[..input.len() / 2], &input[..20], &[]] {
            assert_eq!(codec.decode_ex1(input, 0).err(), Some(Failure::Damaged), "{image}, {} bytes", input.len());
        }
    }
}

/// `codec-r1` is what `codec` was at revision 1: its record is the beginning of the record.
#[test]
fn the_record_grew() {
    let then = include_str!("codec-r1/abi.toml");
    assert!(RECORD.len() > then.len() && RECORD.starts_with(then));
}

#[test]
fn the_interface_grew() {
    let then = include_str!("codec-r1/src/lib.rs");
    let missing = then.lines().skip(1).find(|line| !INTERFACE.contains(line));
    assert_eq!(missing, None);
}

/// `codec/tests/header.rs` compares it with what is made now.
#[test]
fn the_header_is_of_revision_1() {
    assert!(HEADER.contains("VIEWER_CODEC_FINGERPRINT_1") && !HEADER.contains("VIEWER_CODEC_FINGERPRINT_2"));
}

/// Interface, module and host: what a first user types.
#[test]
fn minimal_is_minimal() {
    let files = [
        include_str!("../minimal/interface.rs"),
        include_str!("../minimal/module.rs"),
        include_str!("../minimal/main.rs"),
    ];
    let lines: usize = files.iter().map(|file| file.lines().count()).sum();
    assert!(lines <= 25, "{lines} lines");
    assert!(files.iter().all(|file| !file.contains("unsafe {")));
}
