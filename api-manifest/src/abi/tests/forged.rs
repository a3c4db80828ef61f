//! Records whose digests fit and whose blocks do not fit together.

use super::*;
use crate::digest;

/// A record with right digests whatever its blocks say. A value that starts with `[` is a list, split at `|`.
fn forged(blocks: &[(&str, &[(&str, &str)])]) -> String {
    let mut chain = Chain::start();
    let mut text = String::from("format = 1\n");
    for (kind, entries) in blocks {
        let value = |text: &str| match (text.parse(), text.strip_prefix('[')) {
            (Ok(number), _) => digest::Value::Number(number),
            (_, Some(items)) => digest::Value::List(items.split('|').map(String::from).collect()),
            _ => digest::Value::Text(text.into()),
        };
        let values: Vec<_> = entries.iter().map(|(key, text)| (*key, value(text))).collect();
        let mut link = chain.block(kind);
        values.iter().for_each(|(key, value)| link.entry(key, value));
        chain = link.end();
        text += &format!("[[{kind}]]\n");
        for (key, value) in *entries {
            let (quote, items) = (if value.parse::<u32>().is_ok() { "" } else { "\"" }, value.strip_prefix('['));
            text += &match items {
                Some(items) => format!("{key} = [\"{}\"]\n", items.replace('|', "\", \"")),
                None => format!("{key} = {quote}{value}{quote}\n"),
            };
        }
        text += &format!("digest = \"{}\"\n", chain.to_hex());
    }
    text
}

type Forged = (&'static str, &'static [(&'static str, &'static str)]);

const TABLE: Forged = ("table", &[("id", "a/b"), ("trait", "A"), ("module", "a"), ("objects", "")]);
const OPAQUE: Forged = ("type", &[("name", "X"), ("module", "a"), ("kind", "opaque")]);
const SLOT: Forged = ("slot", &[("table", "a/b"), ("revision", "1"), ("index", "0"), ("signature", "fn f()")]);
const CLOSE: Forged = ("revision", &[("table", "a/b"), ("number", "1"), ("fingerprint", "00000000000000ff")]);

#[test]
fn blocks_that_make_no_sense_together() {
    assert!(read(forged(&[TABLE, OPAQUE, SLOT, CLOSE]).as_bytes()).is_ok());
    let gap: Forged = ("slot", &[("table", "a/b"), ("revision", "1"), ("index", "1"), ("signature", "fn f()")]);
    let late: Forged = ("slot", &[("table", "a/b"), ("revision", "2"), ("index", "0"), ("signature", "fn f()")]);
    let twice: Forged = ("slot", &[("table", "a/b"), ("revision", "1"), ("index", "1"), ("signature", "fn f(x: u8)")]);
    let odd: Forged = ("slot", &[("table", "a/b"), ("revision", "1"), ("index", "0"), ("signature", "fn f(x)")]);
    let reach: Forged = ("slot", &[("table", "a/b"), ("revision", "1"), ("index", "0"), ("signature", "fn f(y: Y)")]);
    let second: Forged = ("revision", &[("table", "a/b"), ("number", "2"), ("fingerprint", "00000000000000ff")]);
    let short: Forged = ("revision", &[("table", "a/b"), ("number", "1"), ("fingerprint", "ff")]);
    let union: Forged = ("type", &[("name", "U"), ("module", "a"), ("kind", "class")]);
    let builtin: Forged = ("type", &[("name", "u8"), ("module", "a"), ("kind", "opaque")]);
    let variant: Forged = ("variant", &[("type", "X"), ("variant", "A = 1")]);
    let zeroth: Forged = ("slot", &[("table", "a/b"), ("revision", "0"), ("index", "0"), ("signature", "fn f()")]);
    let none: Forged = ("revision", &[("table", "a/b"), ("number", "0"), ("fingerprint", "00000000000000ff")]);
    let far: Forged = ("revision", &[("table", "a/b"), ("number", "64"), ("fingerprint", "00000000000000ff")]);
    let cases: [(&[Forged], &str); 18] = [
        (&[TABLE, zeroth, CLOSE], "revision 0 of \"a/b\" is out of range: revisions are numbered from 1 to 63"),
        (&[TABLE, SLOT, none], "revision 0 of \"a/b\" is out of range"),
        (&[TABLE, SLOT, far], "revision 64 of \"a/b\" is out of range"),
        (&[TABLE, SLOT, CLOSE, TABLE], "\"a/b\" is recorded twice"),
        (&[TABLE, OPAQUE, OPAQUE, SLOT, CLOSE], "`X` is recorded twice"),
        (&[SLOT], "\"a/b\" is not recorded before this"),
        (&[CLOSE], "\"a/b\" is not recorded before this"),
        (&[TABLE, gap, CLOSE], "slot 0 of \"a/b\" should come here"),
        (&[TABLE, late, CLOSE], "a slot of revision 1 of \"a/b\" should come here"),
        (&[TABLE, SLOT, twice, CLOSE], "slot `f` is recorded twice"),
        (&[TABLE, odd, CLOSE], "`signature` cannot be read: expected `: `, found `)` at column 7"),
        (&[TABLE, reach, CLOSE], "type `Y`, which this reaches, is not recorded"),
        (&[TABLE, SLOT, second], "revision 2 of \"a/b\" is out of order"),
        (&[TABLE, CLOSE], "revision 1 of \"a/b\" has no slots"),
        (&[TABLE, SLOT, short], "a fingerprint is 16 hex digits"),
        (&[TABLE, union, SLOT, CLOSE], "`kind` cannot be read"),
        (&[TABLE, builtin, SLOT, CLOSE], "`u8` is not a type of a package"),
        (&[TABLE, OPAQUE, SLOT, CLOSE, variant], "`X` is not an open enum recorded before"),
    ];
    for (blocks, part) in cases {
        let error = fails(&forged(blocks));
        assert!(error.message.contains(part), "{error}");
        assert_eq!(error.code, Code::RecordInconsistent);
        assert!(error.line.is_some());
    }
}

const HEX: (&str, &str) = ("fingerprint", "00000000000000ff");
const ID: (&str, &str) = ("id", "a/O");
const GROWABLE: Forged =
    ("type", &[("name", "O"), ("module", "a"), ("kind", "growable struct"), ("fields", "[a: u8|b: u8"), ID, HEX]);

#[test]
fn growths_that_make_no_sense() {
    let event: Forged = (
        "type",
        &[("name", "E"), ("module", "a"), ("kind", "growable enum"), ("variants", "[A = 0"), ("id", "a/E"), HEX],
    );
    let second: Forged = ("growth", &[("type", "O"), ("number", "2"), ("fields", "[c: u8"), HEX]);
    let more: Forged = ("growth", &[("type", "E"), ("number", "2"), ("variants", "[B = 1"), HEX]);
    assert!(read(forged(&[TABLE, GROWABLE, event, SLOT, CLOSE, second, more]).as_bytes()).is_ok());
    let third: Forged = ("growth", &[("type", "O"), ("number", "3"), ("fields", "[c: u8"), HEX]);
    let first: Forged = ("growth", &[("type", "O"), ("number", "1"), ("fields", "[c: u8"), HEX]);
    let unknown: Forged = ("growth", &[("type", "P"), ("number", "2"), ("fields", "[c: u8"), HEX]);
    let opaque: Forged = ("growth", &[("type", "X"), ("number", "2"), ("fields", "[c: u8"), HEX]);
    let same: Forged = ("growth", &[("type", "O"), ("number", "2"), ("fields", "[b: u16"), HEX]);
    let both: Forged = ("growth", &[("type", "O"), ("number", "2"), ("fields", "[c: u8|c: u8"), HEX]);
    let value: Forged = ("growth", &[("type", "E"), ("number", "2"), ("variants", "[B = 0"), HEX]);
    let wrong: Forged = ("growth", &[("type", "O"), ("number", "2"), ("variants", "[B = 1"), HEX]);
    let none: Forged = ("growth", &[("type", "O"), ("number", "2"), HEX]);
    let short: Forged = ("growth", &[("type", "O"), ("number", "2"), ("fields", "[c: u8"), ("fingerprint", "ff")]);
    let odd: Forged = ("growth", &[("type", "O"), ("number", "2"), ("fields", "[c"), HEX]);
    let bare: Forged = ("type", &[("name", "P"), ("module", "a"), ("kind", "growable struct"), ("fields", "[a: u8")]);
    let empty: Forged = ("type", &[("name", "P"), ("module", "a"), ("kind", "growable enum"), ID, HEX]);
    let plain: Forged = ("type", &[("name", "P"), ("module", "a"), ("kind", "opaque"), HEX]);
    let quoted: Forged = (
        "type",
        &[("name", "P"), ("module", "a"), ("kind", "growable struct"), ("fields", "[a: u8"), ("id", "P"), HEX],
    );
    let foreign: Forged =
        ("type", &[("name", "other::O"), ("module", "o"), ("kind", "growable struct"), ("fields", "[a: u8")]);
    let grown: Forged = ("growth", &[("type", "other::O"), ("number", "2"), ("fields", "[c: u8"), HEX]);
    let cases: [(&[Forged], &str); 17] = [
        (&[third], "growth 2 of `O` should come here"),
        (&[first], "growth 2 of `O` should come here"),
        (&[second, second], "growth 3 of `O` should come here"),
        (&[unknown], "type `P` is not recorded before this"),
        (&[opaque], "`X` is not a growable type"),
        (&[same], "`O::b` is recorded twice"),
        (&[both], "`O::c` is recorded twice"),
        (&[value], "`E::B` or its value is recorded twice"),
        (&[wrong], "growth 2 of `O` should have fields, and nothing else"),
        (&[none], "growth 2 of `O` should have fields, and nothing else"),
        (&[short], "a fingerprint is 16 hex digits"),
        (&[odd], "it cannot be read: expected `: `"),
        (&[bare], "a growable type of this package has an `id` and a `fingerprint`"),
        (&[quoted], "is not the id of a type: `package/Type`"),
        (&[empty], "at least one field or variant"),
        (&[plain], "only a growable type of this package has an `id` and a `fingerprint`"),
        (&[foreign, grown], "`other::O` is of another package, which records its growths itself"),
    ];
    for (blocks, part) in cases {
        let all = [&[TABLE, GROWABLE, event, OPAQUE, SLOT, CLOSE], blocks].concat();
        let error = fails(&forged(&all));
        assert!(error.message.contains(part), "{part}: {error}");
        assert_eq!(error.code, Code::RecordInconsistent);
        assert!(error.line.is_some());
    }
}

#[test]
fn a_growth_closes_the_types_before_it_but_not_its_own() {
    let tag: Forged = ("type", &[("name", "Tag"), ("module", "a"), ("kind", "opaque")]);
    let growth: Forged = ("growth", &[("type", "O"), ("number", "2"), ("fields", "[c: *const Tag"), HEX]);
    assert!(read(forged(&[TABLE, GROWABLE, SLOT, CLOSE, tag, growth]).as_bytes()).is_ok());
    for blocks in [&[TABLE, GROWABLE, SLOT, CLOSE, tag][..], &[TABLE, SLOT, CLOSE, GROWABLE, tag, growth]] {
        assert_eq!(fails(&forged(blocks)).code, Code::RecordTruncated);
    }
}
