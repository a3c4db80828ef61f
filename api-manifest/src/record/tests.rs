use super::*;
use crate::canon;
use crate::model::{CCase, Receiver};

const PAYLOAD: &str = "\
table\tviewer/codec\tCodec\tviewer::codecs\tviewer\tlib\tSend + Sync\tpascal\tunrecorded
doc\tAn image decoder.
doc\t
doc\tWith\ta tab.
fingerprint\t1\t8c1f00d5a2b3c4d1\tfrozen
fingerprint\t2\t00000000000000ff\tdraft
slot\t1\tfn decode(&self, input: &[u8], out: &mut Frame) -> Status\t-
doc\tDecodes.
slot\t2\tunsafe fn decode_ex1(&mut self)\tex-none
type\tFrame\tviewer\tstruct\t-
doc\tA frame.
field\twidth: u32
doc\tIn pixels.
type\tStatus\tviewer\topen enum\tC, u32
variant\tOk = 0
variant\tIo(i32) = 1
doc\tThe system's.
";

fn frame(payload: &[u8]) -> Vec<u8> {
    frame_of(1, payload)
}

fn frame_of(version: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_le_bytes();
    [b"VTABREC", &[version][..], &length[..], payload].concat()
}

#[test]
fn all_lines_are_read() {
    let [record] = <[Record; 1]>::try_from(read_section(&frame(PAYLOAD.as_bytes())).unwrap()).unwrap();
    assert_eq!((record.package.as_str(), record.is_bin, record.unrecorded), ("viewer", false, true));
    let prints: Vec<_> = record.fingerprints.iter().map(|f| (f.revision, f.value, f.draft)).collect();
    assert_eq!(prints, [(1, 0x8c1f_00d5_a2b3_c4d1, false), (2, 255, true)]);
    let table = &record.table;
    assert_eq!((table.id.as_str(), table.trait_name.as_str()), ("viewer/codec", "Codec"));
    assert_eq!((table.module.as_str(), table.c_case), ("viewer::codecs", CCase::Pascal));
    assert_eq!(canon::bounds(table.bounds), "Send + Sync");
    assert_eq!(table.docs, ["An image decoder.", "", "With\ta tab."]);
    let [decode, ex] = &table.slots[..] else { panic!("{:?}", table.slots) };
    assert_eq!((decode.revision, decode.ex_none, &decode.docs[..]), (1, false, &["Decodes.".to_string()][..]));
    assert_eq!((ex.revision, ex.ex_none, ex.receiver), (2, true, Receiver::Mut));
}

#[test]
fn lifetimes_are_read() {
    let lines = "type\tView\tviewer\tstruct\t-\nlifetimes\t'a 'b, 'b: 'a\ndoc\tA view.\nfield\ttext: &str where 'b\n";
    let payload = |lines: &str| frame(format!("{PAYLOAD}{lines}").as_bytes());
    let record = read_section(&payload(lines)).unwrap().remove(0);
    let view = record.types.last().unwrap();
    assert_eq!(canon::definition(view), "struct View { text: &str where 'b } where 'a 'b, 'b: 'a");
    assert_eq!(view.docs, ["A view."]);
    for wrong in ["lifetimes\t'b\n", "lifetimes\t\n", "lifetimes\n"] {
        assert!(read_section(&payload(&format!("type\tA\tm\topaque\t-\n{wrong}"))).is_err(), "{wrong}");
    }
    assert!(read_section(&frame(b"table\ta/b\tT\tm\tp\tlib\t\tsnake\trecorded\nlifetimes\t'a\n")).is_err());
}

#[test]
fn types_and_their_docs_are_read() {
    let record = read_section(&frame(PAYLOAD.as_bytes())).unwrap().remove(0);
    let [size, status] = &record.types[..] else { panic!("{:?}", record.types) };
    assert_eq!(canon::definition(size), "struct Frame { width: u32 }");
    assert_eq!(canon::definition(status), "open enum(C, u32) Status { Ok = 0, Io(i32) = 1 }");
    assert_eq!((&size.docs[..], &status.docs[..]), (&["A frame.".to_string()][..], &[][..]));
    assert_eq!(canon::fields(&size.body)[0].docs, ["In pixels."]);
    assert_eq!(canon::variants(&status.body)[1].docs, ["The system's."]);
}

#[test]
fn padding_is_skipped() {
    let one = frame(PAYLOAD.as_bytes());
    let section = [&[0; 3][..], &one, &[0xcc; 9], b"VTABRE", &one, &one, b"\0VTAB"].concat();
    assert_eq!(read_section(&section).unwrap().len(), 3);
    assert!(read_section(&[]).unwrap().is_empty());
    assert!(read_section(&[0; 64]).unwrap().is_empty());
}

#[test]
fn newer_versions_have_their_own_error() {
    let error = read_section(b"\0\0VTABREC\x03whatever").unwrap_err();
    assert_eq!((error.code, error.offset), (Code::RecordNewer, 2));
    assert_eq!(
        error.to_string(),
        "record at byte 2 of the section: version 3 of the record is made by a newer vtable-api; \
         update cargo-vtable-api"
    );
}

#[test]
fn damage_is_told_with_its_line() {
    let edits = [
        ("table\tviewer/codec", "tabel\tviewer/codec", "line 1: it is not a `table` line"),
        ("\tviewer\tlib", "\tlib", "line 1: it has too few fields"),
        ("\tlib\t", "\tdylib\t", "line 1: `lib` or `bin` is missing"),
        ("Send + Sync", "Sync + Send", "line 1: expected the end, found ` ` at column 5"),
        ("8c1f00d5a2b3c4d1", "8C1F00D5A2B3C4D1", "line 5: a fingerprint is 16 hex digits"),
        ("slot\t1\t", "slot\tone\t", "line 7: a revision is not a number"),
        ("&[u8]", "&[u8", "line 7: expected `]`, found `,` at column 29"),
        ("\tex-none", "", "line 9: it has too few fields"),
        ("\tex-none", "\t-\t-", "line 9: it has too many fields"),
        ("type\tFrame\tviewer\tstruct\t-\n", "", "line 11: it stands before the first type"),
        ("struct\t-", "class\t-", "line 14: expected"),
        ("open enum\tC, u32", "open enum\t-", "the last type: expected"),
        ("fingerprint\t1", "print\t1", "line 5: it starts with no word that a record has"),
    ];
    for (from, to, message) in edits {
        let error = read_section(&frame(PAYLOAD.replacen(from, to, 1).as_bytes())).unwrap_err();
        assert!(error.message.starts_with(message), "{to}: {error}");
        assert_eq!(error.code, Code::RecordUnreadable);
    }
    assert!(read_section(&frame(b"")).is_err());
    assert!(read_section(&frame(b"\xff")).unwrap_err().message.starts_with("it is not UTF-8"));
}

#[test]
fn no_bytes_make_it_panic() {
    let section = [&frame(PAYLOAD.as_bytes())[..], &[0; 7], &frame(PAYLOAD.as_bytes())].concat();
    for end in 0..section.len() {
        let _ = read_section(&section[..end]);
        let mut bytes = section.clone();
        for flip in [0x01, 0x08, 0x80, 0xff] {
            bytes[end] = section[end] ^ flip;
            let _ = read_section(&bytes);
        }
    }
    let huge = [b"VTABREC\x01", &u32::MAX.to_le_bytes()[..], b"table"].concat();
    assert!(read_section(&huge).unwrap_err().message.starts_with("it is cut off"));
}

const MODULE: &str = "\
module\tvtable-api 0.1.0\t1.0.3\tpng
export\tpng\tcreate\tviewer/codec\t1:8c1f00d5a2b3c4d1 2:00000000000000ff
export\tstats\tlend\tviewer/stats\t
require\tlog\tviewer/log\t1:0000000000000001\t1
";

fn only(section: &[u8]) -> Entry {
    let [entry] = <[Entry; 1]>::try_from(read(section).unwrap()).unwrap();
    entry
}

#[test]
fn a_module_says_what_it_exports_and_requires() {
    let Entry::Module(module) = only(&frame_of(2, MODULE.as_bytes())) else { panic!() };
    assert_eq!((module.name.as_str(), module.version.as_str()), ("png", "1.0.3"));
    assert_eq!(module.maker, "vtable-api 0.1.0");
    let [png, stats] = &module.exports[..] else { panic!("{module:?}") };
    assert_eq!((png.name.as_str(), png.creates, png.id.as_str()), ("png", true, "viewer/codec"));
    assert_eq!(png.revisions, [(1, 0x8c1f_00d5_a2b3_c4d1), (2, 255)]);
    assert_eq!((stats.creates, &stats.revisions[..]), (false, &[][..]));
    let [log] = &module.requirements[..] else { panic!("{module:?}") };
    assert_eq!((log.name.as_str(), log.id.as_str(), &log.required[..]), ("log", "viewer/log", &[1][..]));
    assert!(read_section(&frame_of(2, MODULE.as_bytes())).unwrap().is_empty());
}

#[test]
fn a_file_says_which_module_it_is() {
    let Entry::Module(kept) = only(&frame_of(2, MODULE.as_bytes())) else { panic!() };
    assert!(!kept.is_exported);
    let exported = MODULE.replacen("png\n", "png\0exported\n", 1);
    let Entry::Module(module) = only(&frame_of(2, exported.as_bytes())) else { panic!() };
    assert_eq!((module.is_exported, module.exports), (true, kept.exports));
}

/// As a struct of C strings has it.
#[test]
fn a_side_is_a_table_and_what_is_done_with_it() {
    let nul = PAYLOAD.replace('\n', "\0");
    for (role, word) in [(Role::Provides, "provides"), (Role::Expects, "expects")] {
        let payload = format!("side\t{word}\tgcc 12.2.0\0\0{nul}");
        let Entry::Side(side) = only(&frame_of(2, payload.as_bytes())) else { panic!() };
        assert_eq!((side.role, side.compiler.as_str()), (role, "gcc 12.2.0"));
        assert_eq!(side.record, read_section(&frame(PAYLOAD.as_bytes())).unwrap()[0]);
    }
}

#[test]
fn damage_of_a_module_is_told_with_its_line() {
    let edits = [
        ("module\t", "modul\t", "line 1: it is neither a `module` nor a `side` line"),
        ("\tvtable-api 0.1.0", "", "line 1: it has too few fields"),
        ("export\tpng", "exports\tpng", "line 2: it starts with no word that a module has"),
        ("\tcreate", "\tmake", "line 2: `lend` or `create` is missing"),
        ("1:8c1f", "8c1f", "line 2: a revision has no fingerprint"),
        ("1:8c1f", "1:8C1F", "line 2: a fingerprint is 16 hex digits"),
        ("1:8c1f", "x:8c1f", "line 2: a revision is not a number"),
        ("\t1\n", "\tone\n", "line 4: a revision is not a number"),
        ("\t1\n", "\n", "line 4: it has too few fields"),
    ];
    for (from, to, message) in edits {
        let error = read(&frame_of(2, MODULE.replacen(from, to, 1).as_bytes())).unwrap_err();
        assert!(error.message.starts_with(message), "{to}: {error}");
    }
    let side = |line: &str| read(&frame_of(2, line.as_bytes())).unwrap_err().message;
    assert!(side("side\thas\tgcc").starts_with("line 1: `provides` or `expects` is missing"));
    assert!(side("side\tprovides\tgcc\0slot").starts_with("line 2: it is not a `table` line"));
    assert!(side("").starts_with("line 1: it is neither"));
}

const GROWABLE: &str = "\
type\tOptions\tviewer\tgrowable struct\t-
doc\tWhat may be set.
growth\t1\tfca192cd39f2e21e\tviewer/Options
field\tlevel: u32
field\tname: String
doc\tFor messages.
growth\t2\t-\tviewer/Options
field\tstrict: bool
type\tEvent\tviewer\tgrowable enum\t-
growth\t1\t-\tviewer/Options
variant\tKey(u32) = 0
";

#[test]
fn growths_are_read_and_written() {
    let payload = |lines: &str| frame(format!("{PAYLOAD}{lines}").as_bytes());
    let record = read_section(&payload(GROWABLE)).unwrap().remove(0);
    let [.., options, event] = &record.types[..] else { panic!("{:?}", record.types) };
    let growths = options.body.growths().unwrap();
    assert_eq!((&growths.up_to[..], growths.recorded.len()), (&[2, 3][..], 1));
    assert_eq!(growths.fingerprint(1), Some(0xfca1_92cd_39f2_e21e));
    assert_eq!((&options.docs[..], event.body.growths().unwrap().count()), (&["What may be set.".to_string()][..], 1));
    let lines: Vec<String> = [options, event].into_iter().flat_map(crate::lines::definition).collect();
    let wanted: Vec<&str> = GROWABLE.lines().filter(|line| !line.starts_with("doc")).collect();
    assert_eq!(lines, wanted);
    let edits = [
        ("growth\t1\tfca192cd39f2e21e\tviewer/Options\n", "", "growth 1 should come here"),
        ("growth\t1\tfca192cd39f2e21e\tviewer/Options\n", "growth\t1\n", "it has too few fields"),
        ("growth\t2\t-\tviewer/Options", "growth\t3\t-\tviewer/Options", "growth 2 should come here"),
        (
            "growth\t2\t-\tviewer/Options",
            "growth\t2\tdraft\tviewer/Options",
            "the fingerprint of a growth is 16 hex digits, or `-`",
        ),
        (
            "growth\t1\tfca192cd39f2e21e\tviewer/Options",
            "growth\t1\t-\tviewer/Options\nfield\ta: u8\ngrowth\t2\t00000000000000ff\tviewer/Options",
            "a recorded growth stands",
        ),
        (
            "growth\t2\t-\tviewer/Options\n",
            "growth\t2\t-\tviewer/Options\ngrowth\t3\t-\tviewer/Options\n",
            "the members of growth 2 do not stand behind its line",
        ),
        ("field\tstrict: bool\n", "", "the members of growth 2 do not stand behind its line"),
        (
            "growth\t1\tfca192cd39f2e21e\tviewer/Options\nfield\tlevel: u32\n",
            "field\tlevel: u32\ngrowth\t1\t-\tviewer/Options\n",
            "the members of growth 1 do not",
        ),
        ("growable struct", "struct", "a `growth` line stands in a type of kind `struct`"),
        (
            "type\tEvent\tviewer\tgrowable enum\t-\ngrowth\t1\t-\tviewer/Options\n",
            "type\tEvent\tviewer\tgrowable enum\t-\n",
            "a growable type has no `growth` line",
        ),
    ];
    for (from, to, message) in edits {
        assert!(GROWABLE.contains(from), "{from}");
        let error = read_section(&payload(&GROWABLE.replacen(from, to, 1))).unwrap_err();
        assert!(error.message.contains(message), "{to}: {error}");
    }
}
