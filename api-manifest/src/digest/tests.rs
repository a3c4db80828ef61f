use super::*;
use crate::canon;
use crate::model::{Bounds, Slot, TypeDef};

fn slot(text: &str) -> Slot {
    canon::parse_signature(text).unwrap()
}

fn def(name: &str, fields: &[&str]) -> TypeDef {
    let fields = fields.iter().map(|text| canon::parse_field(text).unwrap()).collect();
    let body = canon::parse_body("struct", None, fields, Vec::new()).unwrap();
    TypeDef {
        ty: canon::parse_type(name).unwrap(),
        module: String::new(),
        body,
        lifetimes: Default::default(),
        traits: String::new(),
        docs: Vec::new(),
        line: None,
    }
}

const BOTH: Bounds = Bounds { send: true, sync: true };

/// Computed by another implementation from the grammar above. Never change an expectation: it parts every
/// binary that exists from its next build.
#[test]
fn golden_fingerprints() {
    let (decode, ex) = (slot("fn decode(&self, input: &[u8], out: &mut Frame) -> Status"), slot("unsafe fn x()"));
    let frame = def("Frame", &["width: u32", "height: u32"]);
    let first = fingerprint("viewer/codec", BOTH, 0, 1, &[(0, &decode)], &[&frame]);
    assert_eq!(hex(first), "4793264d3ce00a5a");
    let second = fingerprint("viewer/codec", BOTH, first, 2, &[(1, &ex), (2, &decode)], &[]);
    assert_eq!(hex(second), "29820c85523ebc4a");
    assert_eq!(hex(fingerprint("", Bounds::default(), 0, 1, &[], &[])), "0617ca74330285c2");
}

#[test]
fn golden_chain() {
    let start = Chain::start();
    assert_eq!(start.to_hex(), "986de9cbd37d7d15");
    let entries = [
        ("name", Value::Text("Frame".into())),
        ("fields", Value::List(vec!["width: u32".into(), "height: u32".into()])),
        ("number", Value::Number(7)),
    ];
    let mut next = start.block("type");
    entries.iter().for_each(|(key, value)| next.entry(key, value));
    assert_eq!(next.end().to_hex(), "4a62cbe760243d67");
}

#[test]
fn every_part_counts() {
    let (a, b) = (slot("fn a(&self, x: u8)"), slot("fn a(&self, x: i8)"));
    let (frame, other) = (def("Frame", &["w: u32"]), def("Frame", &["h: u32"]));
    let base = fingerprint("id", BOTH, 5, 1, &[(0, &a)], &[&frame]);
    let others = [
        fingerprint("di", BOTH, 5, 1, &[(0, &a)], &[&frame]),
        fingerprint("id", Bounds::default(), 5, 1, &[(0, &a)], &[&frame]),
        fingerprint("id", BOTH, 6, 1, &[(0, &a)], &[&frame]),
        fingerprint("id", BOTH, 5, 2, &[(0, &a)], &[&frame]),
        fingerprint("id", BOTH, 5, 1, &[(1, &a)], &[&frame]),
        fingerprint("id", BOTH, 5, 1, &[(0, &b)], &[&frame]),
        fingerprint("id", BOTH, 5, 1, &[(0, &a)], &[&other]),
        fingerprint("id", BOTH, 5, 1, &[(0, &a)], &[]),
        fingerprint("id", BOTH, 5, 1, &[(0, &a), (1, &a)], &[&frame]),
    ];
    assert!(!others.contains(&base));
}

#[test]
fn names_of_parameters_do_not_count() {
    let (a, b) = (slot("fn a(x: u8, y: u8)"), slot("fn a(y: u8, x: u8)"));
    let of = |slot| fingerprint("id", BOTH, 0, 1, &[(0, slot)], &[]);
    assert_eq!(of(&a), of(&b));
}

#[test]
fn hex_has_one_spelling() {
    assert_eq!(parse_hex("00000000000000ff"), Some(255));
    for text in ["ff", "00000000000000FF", "+0000000000000ff", "00000000000000fg", "0000000000000000ff", ""] {
        assert_eq!(parse_hex(text), None, "{text}");
    }
}

/// Computed by another implementation from the grammar above, as the fingerprints of revisions.
#[test]
fn golden_fingerprints_of_growths() {
    let fields = ["level: u32", "name: String", "strict: bool"].map(|text| canon::parse_field(text).unwrap());
    let growths = crate::model::Growths::numbered(&[1, 1, 2]);
    let mut options = def("Options", &[]);
    options.body = crate::model::Body::GrowableStruct { fields: fields.to_vec(), growths };
    let frame = def("Frame", &["width: u32", "height: u32"]);
    let first = growth_fingerprint("viewer/Options", &options, 0, 1, &[&frame]);
    assert_eq!(hex(first), "d204b9efd5a56a2b");
    assert_eq!(hex(growth_fingerprint("viewer/Options", &options, first, 2, &[])), "3b4238cb284e367f");
    assert_eq!(hex(growth_fingerprint("viewer/Options", &options, first, 2, &[&frame])), "ec048d6b49116778");
}
