//! Texts and bytes that nobody wrote, for what reads records, `abi.toml` and canonical text. Each check holds
//! for any input; property tests and fuzzers feed them.

use super::feed::Feed;
use super::heap;
use hmac_sha256::Hash;
use vtable_api_manifest::model::{Package, Slot};
use vtable_api_manifest::{abi, append, canon, record};

/// What reading may hold for each byte of input, and for being called at all. A field of a type is a name of one letter and
/// a type of two, and becomes a few strings and boxes; the parser of TOML keeps a node for each key.
const PER_BYTE: usize = 192;
const AT_LEAST: usize = 64 << 10;

#[track_caller]
fn bounded<T>(input: usize, work: impl FnOnce() -> T) -> T {
    let (result, peak) = heap::peak_of(work);
    assert!(peak <= AT_LEAST + PER_BYTE * input, "{peak} bytes for {input} bytes of input");
    result
}

#[track_caller]
pub fn assert_one_line(text: &str) {
    assert!(!text.is_empty() && !text.contains(char::is_control), "{text:?}");
    assert!(text.len() < 4096, "{} bytes: {text}", text.len());
}

/// Bytes that are a whole section, a list of whole frames, or a good section with edits.
pub fn section(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let section = match feed.below(4) {
        0 => feed.rest().to_vec(),
        1 => frame(feed.rest()),
        2 => frame(&edited(SECTION.as_bytes(), feed)),
        _ => edited(&[frame(SECTION.as_bytes()), vec![0; 7], frame(SECTION.as_bytes())].concat(), feed),
    };
    match bounded(section.len(), || record::read_section(&section)) {
        Ok(records) => records.iter().flat_map(|record| &record.table.slots).for_each(prints_as_it_reads),
        Err(error) => {
            assert_one_line(&error.to_string());
            assert!(error.offset < section.len());
        }
    }
}

pub const SECTION: &str = "\
table\tviewer/codec\tCodec\tviewer::codecs\tviewer\tlib\tSend + Sync\tpascal\tunrecorded
doc\tAn image decoder.
fingerprint\t1\t8c1f00d5a2b3c4d1\tfrozen
fingerprint\t2\t00000000000000ff\tdraft
slot\t1\tfn decode(&self, input: &[u8], out: &mut Frame) -> Status\t-
slot\t2\tunsafe fn decode_ex1(&mut self, a: &str) -> &str where (_, 'a) -> 'a\tex-none
doc\tDecodes.
type\tFrame\tviewer\tstruct\t-
field\twidth: u32
doc\tIn pixels.
type\tStatus\tviewer\topen enum\tC, u32
variant\tOk = 0
variant\tIo(i32) = 1
";

/// A whole frame of the record section.
pub fn frame(payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("payloads here are small").to_le_bytes();
    [b"VTABREC\x01", &length[..], payload].concat()
}

/// `text` with bytes overwritten, inserted, removed, and pieces of it put elsewhere, as the feed says.
pub fn edited(text: &[u8], mut feed: Feed<'_>) -> Vec<u8> {
    let mut text = text.to_vec();
    while !feed.is_empty() {
        let kind = feed.byte();
        let at = usize::from(feed.u16()) % (text.len() + 1);
        match kind % 5 {
            0 => drop(text.splice(at..text.len().min(at + 1), [feed.byte()])),
            1 => drop(text.splice(at..at, feed.bytes(12).iter().copied())),
            2 => drop(text.drain(at..text.len().min(at + feed.below(40)))),
            3 => text.truncate(at),
            _ => {
                let end = text.len().min(at + feed.below(120));
                let to = usize::from(feed.u16()) % (text.len() + 1);
                let piece = text[at..end].to_vec();
                drop(text.splice(to..to, piece));
            }
        }
        if text.len() > 1 << 16 {
            break;
        }
    }
    text
}

/// Bytes that are a whole `abi.toml`, or a good one with edits, or one whose blocks are what the bytes say and whose
/// digests fit.
pub fn abi_toml(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let text = match feed.below(4) {
        0 => feed.rest().to_vec(),
        1 => edited(good().as_bytes(), feed),
        _ => Forge::default().file(feed).into_bytes(),
    };
    match bounded(text.len(), || abi::read(&text)) {
        Ok(package) => grows_only(std::str::from_utf8(&text).expect("it was read"), &package),
        Err(error) => assert_one_line(&error.to_string()),
    }
}

/// A record with a block of each kind.
pub fn good() -> String {
    Forge::default().blocks(&BLOCKS)
}

/// Freezing adds nothing that is there, and only ever at the end.
fn grows_only(text: &str, package: &Package) {
    let same = append::freeze("viewer", text, package).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!(same.is_empty() && same.text == text, "{:?}", same.added);
    for signature in ["fn extra_1(&self)", "fn extra_2(&mut self, f: &mut dyn FnMut(&str)) -> Option<u64>"] {
        let mut now = package.clone();
        let Some(table) = now.tables.last_mut() else { return };
        let revision = table.revisions.len() as u32 + 1;
        let slot = canon::parse_signature(signature).expect("it is canonical");
        let is_there = table.slots.iter().any(|there| there.name == slot.name);
        table.slots.push(Slot { revision, ..slot });
        match append::freeze("viewer", text, &now) {
            Ok(frozen) => has_grown(text, package, &frozen, revision),
            // There is such a slot, or no number for another revision.
            Err(error) => {
                assert_one_line(&error.to_string());
                assert!(is_there || revision > 63, "{error}\n{text}");
            }
        }
    }
}

fn has_grown(text: &str, package: &Package, frozen: &append::Frozen, revision: u32) {
    let new = frozen.text.strip_prefix(text);
    assert!(new.is_some_and(|new| !new.is_empty()), "{text}\nbecame\n{}", frozen.text);
    assert_eq!(frozen.added.iter().map(|added| (added.revision, added.slots)).collect::<Vec<_>>(), [(revision, 1)]);
    let after = abi::read(frozen.text.as_bytes()).expect("what is written can be read");
    assert_eq!(after.types, package.types);
    assert_eq!(after.tables.len(), package.tables.len());
    for (before, after) in package.tables.iter().zip(&after.tables) {
        assert!(after.slots.starts_with(&before.slots) && after.revisions.starts_with(&before.revisions));
    }
    let again = append::freeze("viewer", &frozen.text, &after).expect("it freezes again");
    assert!(again.is_empty());
}

/// Texts that are canonical, or nearly: what is read is what would be written.
pub fn canonical(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let text = match feed.below(3) {
        0 => feed.rest().to_vec(),
        _ => edited(feed.of(&TEXTS).as_bytes(), feed),
    };
    let text = String::from_utf8_lossy(&text);
    let cost = text.len();
    let line = |error: &canon::CanonError| assert_one_line(&error.to_string());
    match bounded(cost, || canon::parse_type(&text)) {
        Ok(ty) => assert_eq!(ty.to_string(), text),
        Err(error) => line(&error),
    }
    match bounded(cost, || canon::parse_signature(&text)) {
        Ok(slot) => {
            assert_eq!(canon::signature(&slot), text);
            prints_as_it_reads(&slot);
        }
        Err(error) => line(&error),
    }
    match bounded(cost, || canon::parse_field(&text)) {
        Ok(field) => assert_eq!(canon::field(&field), text),
        Err(error) => line(&error),
    }
    match bounded(cost, || canon::parse_variant(&text)) {
        Ok(variant) => assert_eq!(canon::variant(&variant), text),
        Err(error) => line(&error),
    }
    match canon::parse_bounds(&text) {
        Ok(bounds) => assert_eq!(canon::bounds(bounds), text),
        Err(error) => line(&error),
    }
    match canon::parse_body("enum", Some(&text), vec![], vec![]) {
        Ok(body) => assert_eq!(canon::repr(&body).as_deref(), Some(&*text)),
        Err(error) => line(&error),
    }
    match canon::parse_body(&text, None, vec![], vec![]) {
        Ok(body) => assert_eq!(canon::kind(&body), text),
        Err(error) => line(&error),
    }
}

/// A slot that was read has one text, with names or without, and rules of elision that hold.
fn prints_as_it_reads(slot: &Slot) {
    let text = canon::signature(slot);
    let read = canon::parse_signature(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!((canon::signature(&read), &read.lifetimes), (text, &slot.lifetimes));
    let _ = (canon::signature_nameless(slot), canon::in_rust(slot));
}

pub const TEXTS: [&str; 14] = [
    "fn decode(&self, input: &[u8], out: &mut Frame) -> Status",
    "unsafe fn on_event(&mut self, f: &mut (dyn FnMut(Event, &dyn \"viewer/codec\") + Send))",
    "fn join(&self, a: &str, b: &str) -> &str where (_, 'a, 'b) -> 'a, 'b: 'a",
    "fn into(a: &mut View, b: &'static str) where (_ 'a, 'static 'a) -> 'a",
    "Option<&mut [other-pkg::Buf<u8, r#Vec<i8>>]>",
    "&(dyn Fn(*mut c_void, usize) -> Result<(), Box<dyn \"a/b\">> + Send + Sync)",
    "unsafe extern \"C\" fn([[f64; 3]; 18446744073709551615], c_ulonglong) -> !",
    "Box<dyn \"viewer/codec\">",
    "width: NonNull<Vec<String>>",
    "Io { code: i32, at: &str } = -170141183460469231731687303715884105728",
    "At(u8, u8) = 3",
    "C, u32",
    "open enum",
    "Send + Sync",
];

type Value<'v> = (&'v str, Data<'v>);

#[derive(Clone, Copy)]
enum Data<'v> {
    Text(&'v str),
    Number(u32),
    List(&'v [&'v str]),
}

type Block<'v> = (&'v str, &'v [Value<'v>]);

const BLOCKS: [Block<'static>; 13] = {
    use Data::{List, Number, Text};
    [
        ("table", &[("id", Text("a/b")), ("trait", Text("B")), ("module", Text("a")), ("objects", Text("Send"))]),
        ("type", &[("name", Text("X")), ("module", Text("a")), ("kind", Text("opaque"))]),
        (
            "type",
            &[
                ("name", Text("E")),
                ("module", Text("a")),
                ("kind", Text("open enum")),
                ("repr", Text("u8")),
                ("variants", List(&["A = 0", "B = 1"])),
            ],
        ),
        (
            "type",
            &[
                ("name", Text("S")),
                ("module", Text("a")),
                ("kind", Text("struct")),
                ("fields", List(&["x: *mut X", "e: E"])),
            ],
        ),
        (
            "slot",
            &[
                ("table", Text("a/b")),
                ("revision", Number(1)),
                ("index", Number(0)),
                ("signature", Text("fn f(s: &S)")),
            ],
        ),
        ("revision", &[("table", Text("a/b")), ("number", Number(1)), ("fingerprint", Text("00000000000000ff"))]),
        ("variant", &[("type", Text("E")), ("variant", Text("C = 2"))]),
        (
            "slot",
            &[
                ("table", Text("a/b")),
                ("revision", Number(2)),
                ("index", Number(1)),
                ("signature", Text("fn g(&self, o: &dyn \"a/c\") -> &str where (_, _) -> 'static")),
            ],
        ),
        ("revision", &[("table", Text("a/b")), ("number", Number(2)), ("fingerprint", Text("8c1f00d5a2b3c4d1"))]),
        ("table", &[("id", Text("a/c")), ("trait", Text("C")), ("module", Text("a::c")), ("objects", Text(""))]),
        (
            "slot",
            &[
                ("table", Text("a/c")),
                ("revision", Number(1)),
                ("index", Number(0)),
                ("signature", Text("fn f(&mut self)")),
            ],
        ),
        (
            "slot",
            &[
                ("table", Text("a/c")),
                ("revision", Number(1)),
                ("index", Number(1)),
                ("signature", Text("fn h(e: E) -> E")),
            ],
        ),
        ("revision", &[("table", Text("a/c")), ("number", Number(1)), ("fingerprint", Text("0000000000000001"))]),
    ]
};

/// Writes blocks with the digests that belong to them, as `docs/abi.md` says.
#[derive(Default)]
struct Forge {
    text: String,
    last: Option<[u8; 8]>,
}

impl Forge {
    fn blocks(mut self, blocks: &[Block<'_>]) -> String {
        self.text.push_str("format = 1\n");
        blocks.iter().for_each(|block| self.block(*block));
        self.text
    }

    /// Good blocks, some left out, repeated, or with other values.
    fn file(mut self, mut feed: Feed<'_>) -> String {
        self.text.push_str("format = 1\n");
        let mut next = 0;
        for _ in 0..40 {
            let Some((kind, values)) = BLOCKS.get(next).copied() else { break };
            let mut values = values.to_vec();
            let (text, list);
            match feed.byte() % 8 {
                5 => {
                    let value = &mut values[feed.below(BLOCKS[next].1.len())].1;
                    match value {
                        Data::Number(number) => {
                            *number = if feed.rarely() { feed.u32() } else { u32::from(feed.byte()) };
                        }
                        Data::Text(old) => {
                            text = spoilt(old, &mut feed);
                            *value = Data::Text(&text);
                        }
                        Data::List(old) => {
                            text = spoilt(old[0], &mut feed);
                            list = [text.as_str(), old[old.len() - 1]];
                            *value = Data::List(&list);
                        }
                    }
                }
                6 => {
                    let donor = BLOCKS[feed.below(BLOCKS.len())].1;
                    let at = feed.below(values.len());
                    values[at].1 = donor[at.min(donor.len() - 1)].1;
                }
                7 => {
                    next = feed.below(BLOCKS.len());
                    continue;
                }
                _ => {}
            }
            self.block((kind, &values));
            next += 1;
        }
        self.text
    }

    fn block(&mut self, (kind, values): Block<'_>) {
        let mut bytes = self.last.unwrap_or_else(|| first_8(Hash::hash(b"vtable-api record 1"))).to_vec();
        let mut lines = format!("\n[[{kind}]]\n");
        hash_text(&mut bytes, kind);
        for (key, value) in values {
            hash_text(&mut bytes, key);
            let shown = hash_value(&mut bytes, value);
            lines += &format!("{key} = {shown}\n");
        }
        let digest = first_8(Hash::hash(&bytes));
        self.last = Some(digest);
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.text += &format!("{lines}digest = \"{hex}\"\n");
    }
}

fn spoilt(text: &str, feed: &mut Feed<'_>) -> String {
    let edits = Feed::new(feed.bytes(24));
    String::from_utf8_lossy(&edited(text.as_bytes(), edits)).into_owned()
}

fn hash_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend((text.len() as u32).to_le_bytes());
    bytes.extend(text.as_bytes());
}

/// Returns the value as TOML.
fn hash_value(bytes: &mut Vec<u8>, value: &Data<'_>) -> String {
    match value {
        Data::Text(text) => {
            hash_text(bytes, text);
            quoted(text)
        }
        Data::Number(number) => {
            hash_text(bytes, &number.to_string());
            number.to_string()
        }
        Data::List(items) => {
            bytes.extend((items.len() as u32).to_le_bytes());
            items.iter().for_each(|item| hash_text(bytes, item));
            format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A string of TOML, whatever is in it.
fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

fn first_8(hash: [u8; 32]) -> [u8; 8] {
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    first
}
