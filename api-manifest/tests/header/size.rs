//! How long a header is: it grows with the slots, and not with their number times that of the revisions.

use super::build::{Sample, table};
use vtable_api_manifest::header::{self, Input};

const SLOTS: usize = 200;
/// Of the headers in C and in C++, in bytes.
const MOST: [usize; 2] = [90_000, 90_000];

/// Two hundred slots, in so many revisions.
fn sample(revisions: usize) -> Sample {
    let forms = [
        "(&self, number: u64) -> u64",
        "(&self, text: &str, at: &Point) -> bool",
        "(&mut self, input: &[u8], flags: u32) -> Result<u64, Failure>",
        "(&self, out: &mut [u8])",
        "(&self, name: &str) -> Option<u32>",
    ];
    let slots: Vec<(u32, String)> = (0..SLOTS)
        .map(|slot| {
            ((slot * revisions / SLOTS + 1) as u32, format!("fn operation_{slot}{}", forms[slot % forms.len()]))
        })
        .collect();
    let slots: Vec<(u32, &str)> = slots.iter().map(|(revision, text)| (*revision, text.as_str())).collect();
    let mut sample = table("viewer/codec", &slots).with("struct", "Point", &["x: i32", "y: i32"]).with(
        "enum(u32)",
        "Failure",
        &["Damaged = 1", "Unsupported = 2"],
    );
    for slot in &mut sample.table.slots {
        slot.docs = vec![format!(" What {} does.", slot.name)];
    }
    sample
}

fn sizes(revisions: usize) -> [usize; 2] {
    let sample = sample(revisions);
    let fingerprints: Vec<u64> = (1..=revisions as u64).map(|n| n << 40).collect();
    let input = Input {
        table: &sample.table,
        types: &sample.types,
        package: "viewer",
        fingerprints: &fingerprints,
        prefix: None,
        header_names: &header::file_name,
    };
    [header::table(&input).expect("C"), header::cpp(&input).expect("C++")].map(|text| text.len())
}

#[test]
fn two_hundred_slots_in_twenty_revisions() {
    let (one, twenty) = (sizes(1), sizes(20));
    for (index, name) in ["C", "C++"].into_iter().enumerate() {
        let (one, twenty) = (one[index], twenty[index]);
        assert!(twenty <= MOST[index], "{name}: {twenty} bytes in 20 revisions, {one} in one");
        assert!(twenty * 10 <= one * 12, "{name}: {twenty} bytes in 20 revisions, {one} in one");
    }
}

/// What a callback of a slot's own costs in C, its place in the table and the record in it: less than twice its struct.
#[test]
fn a_callback_that_no_other_header_has_is_not_guarded() {
    let sized = |slots: usize| {
        let slots: Vec<(u32, String)> =
            (0..slots).map(|n| (1, format!("fn operation_{n}(&self, on_event: &dyn Fn(u32, &str) -> bool)"))).collect();
        let slots: Vec<(u32, &str)> = slots.iter().map(|(revision, text)| (*revision, text.as_str())).collect();
        table("viewer/codec", &slots).text()
    };
    let (ten, thirty) = (sized(10), sized(30));
    let each = (thirty.len() - ten.len()) / 20;
    assert!(each < 1_000, "{each} bytes");
    assert!(!ten.contains("#ifndef VIEWER_CODEC_OPERATION_7_ON_EVENT_"), "{ten}");
    // One that a type holds may be in every header of the package.
    let shared = table("viewer/codec", &[(1, "fn a(&self, x: &Held)")]).with("struct", "Held", &["f: &dyn Fn(u32)"]);
    assert!(shared.text().contains("#ifndef VIEWER_HELD_F_DEFINED_"), "{}", shared.text());
}
