//! Records whose digests fit and whose blocks do not fit together.

use super::*;
use crate::digest;

/// A record with right digests whatever its blocks say.
fn forged(blocks: &[(&str, &[(&str, &str)])]) -> String {
    let mut chain = Chain::start();
    let mut text = String::from("format = 1\n");
    for (kind, entries) in blocks {
        let value = |text: &str| match text.parse() {
            Ok(number) => digest::Value::Number(number),
            Err(_) => digest::Value::Text(text.into()),
        };
        let values: Vec<_> = entries.iter().map(|(key, text)| (*key, value(text))).collect();
        let mut link = chain.block(kind);
        values.iter().for_each(|(key, value)| link.entry(key, value));
        chain = link.end();
        text += &format!("[[{kind}]]\n");
        for (key, value) in *entries {
            let quote = if value.parse::<u32>().is_ok() { "" } else { "\"" };
            text += &format!("{key} = {quote}{value}{quote}\n");
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
