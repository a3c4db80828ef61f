use super::*;
use crate::append::{empty, freeze, tests as samples};

mod forged;
mod junk;

fn record() -> String {
    freeze("viewer", &empty(), &samples::codec()).unwrap().text
}

fn fails(text: &str) -> AbiError {
    match read(text.as_bytes()) {
        Ok(package) => panic!("it is read as {package:?}"),
        Err(error) => {
            assert!(!error.to_string().contains(char::is_control), "{error:?}");
            error
        }
    }
}

fn code_and_line(text: &str) -> (Code, Option<u32>) {
    let error = fails(text);
    (error.code, error.line)
}

/// The record with one text in it replaced.
fn edited(from: &str, to: &str) -> String {
    let text = record();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn what_is_not_abi_does_not_matter() {
    let text = samples::rich_record();
    let lines_off = |package: Package| format!("{package:?}").replace(|c: char| c.is_ascii_digit(), "");
    let plain = lines_off(read(text.as_bytes()).unwrap());
    let variations = [
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.trim_end().to_string(),
        text.replace("\n\n", "\n"),
        text.replace("\n[[", "\n# by \"hand\" {a.b} '\n\n[["),
        text.replace(" = \"", "=\"").replace("\n    ", " "),
        text.replace("number = 1", "number = 0x1"),
        text.replace("id = \"viewer/host\"\ntrait = \"Codec\"", "trait = 'Codec'\nid = 'viewer/host'"),
    ];
    for text in variations {
        assert_eq!(lines_off(read(text.as_bytes()).unwrap()), plain, "{text}");
    }
}

#[test]
fn files_that_are_no_record() {
    let error = read(&vec![b'#'; (16 << 20) + 1]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "abi.toml: it is larger than 16 MiB, the limit for a record; restore it from version control"
    );
    let texts: [(&[u8], &str); 10] = [
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
            "abi.toml:1: it is a Git LFS pointer, not the file itself; fetch the file with `git lfs pull`",
        ),
        (b"", "abi.toml: it has no `format = 1` before the first block"),
        (b"name = 1", "abi.toml:1: `name` does not belong in a record"),
        (b"format = \"1\"", "abi.toml: it has no `format = 1`"),
        (b"format = 0", "abi.toml: it has no `format = 1`"),
        (b"format = 1\n\x80\x80", "abi.toml:2: it is not text: these bytes are not UTF-8"),
        (b"format = 1\n\n\0", "abi.toml:3: it is not text: it contains a NUL byte"),
        (b"\xff\xfef\0o\0", "abi.toml: it is not UTF-8 but UTF-16; save it as UTF-8"),
        (b"Hello, world\nformat = 1\n", "abi.toml:1: it is not TOML: "),
        (b"format = 1\nformat = 1\n\n# x\n", "abi.toml:2: it is not TOML: `format` appears twice"),
    ];
    for (bytes, start) in texts {
        let error = read(bytes).unwrap_err();
        assert!(error.to_string().starts_with(start), "{error}");
        assert!(matches!(error.code, Code::RecordUnreadable | Code::RecordEdited));
    }
}

#[test]
fn newer_formats_are_told_before_all_else() {
    for text in ["format = 2", "# x\nformat=2 # y\na.b = {}\n???", "format = 99999999999999999999\n[[new.thing]]"] {
        assert_eq!(fails(text).code, Code::RecordNewer);
    }
    assert_eq!(code_and_line("# x\nformat = 2\n"), (Code::RecordNewer, Some(2)));
}

#[test]
fn conflict_markers_are_named() {
    for marker in ["<<<<<<< HEAD", "=======", ">>>>>>> topic", "||||||| base"] {
        let text = record().replace("\n[[revision]]", &format!("\n{marker}\n[[revision]]"));
        let line = record().lines().position(|line| line == "[[revision]]").unwrap() + 1;
        assert_eq!(code_and_line(&text), (Code::RecordConflict, u32::try_from(line).ok()));
    }
    assert!(fails("<<<<<<< HEAD").help.contains("cargo vtable-api freeze"));
}

#[test]
fn edits_by_hand_are_found_in_their_block() {
    // Lines of the blocks: table 4, Frame 11, Status 21, slot 31, revision 38.
    let edits = [
        ("trait = \"Codec\"", "trait = \"Coder\"", 4),
        ("objects = \"Send + Sync\"", "objects = \"\"", 4),
        ("\"width: u32\",\n    \"height: u32\"", "\"height: u32\",\n    \"width: u32\"", 11),
        ("height: u32", "height: u64", 11),
        ("    \"height: u32\",\n", "", 11),
        ("Ok = 0", "Ok = 1", 21),
        ("index = 0", "index = 1", 31),
        ("&[u8]", "&mut [u8]", 31),
        ("input: ", "bytes: ", 31),
        ("number = 1", "number = 2", 38),
    ];
    for (from, to, line) in edits {
        assert_eq!(code_and_line(&edited(from, to)), (Code::RecordEdited, Some(line)), "{to}");
    }
}

#[test]
fn shapes_that_freeze_does_not_write() {
    let edits = [
        ("trait = \"Codec\"", "trait = \"Codec\"\nnote = \"x\"", 7),
        ("trait = \"Codec\"\n", "", 4),
        ("trait = \"Codec\"", "trait = 1", 6),
        ("index = 0", "index = -1", 34),
        ("\"Ok = 0\"", "0", 26),
        ("[[slot]]", "[[slots]]", 31),
        ("format = 1", "format = 1\nname = \"x\"", 3),
        ("trait = \"Codec\"", "trait.name = \"Codec\"", 6),
        ("trait = \"Codec\"", "trait = { a = 1 }", 6),
        ("trait = \"Codec\"", "trait = \"\"\"Codec\"\"\"", 6),
    ];
    for (from, to, line) in edits {
        assert_eq!(code_and_line(&edited(from, to)), (Code::RecordEdited, Some(line)), "{to}");
    }
    assert_eq!(fails("format = 1\nslot = 3").code, Code::RecordEdited);
    assert_eq!(fails("format = 1\nslot = [3]").code, Code::RecordEdited);
    assert_eq!(fails("format = 1\n[table]\nid = \"x\"").code, Code::RecordEdited);
}

#[test]
fn blocks_of_two_branches_do_not_chain() {
    let base = record();
    let append = |text: &str| {
        let mut now = samples::codec();
        now.tables[0].slots.push(samples::slot(2, text));
        freeze("viewer", &base, &now).unwrap().text
    };
    let (ours, theirs) = (append("fn ours(&self)"), append("fn theirs(&self)"));
    let union = ours.clone() + &theirs[base.len()..];
    let line = ours.lines().count() + 2;
    assert_eq!(code_and_line(&union), (Code::RecordInconsistent, u32::try_from(line).ok()));
}

/// Cut anywhere, a record is an error or ends after a whole freeze.
#[test]
fn every_truncation_is_an_error_or_a_whole_record() {
    let text = samples::rich_record();
    let whole = read(text.as_bytes()).unwrap();
    for end in 0..text.len() {
        let Ok(part) = read(&text.as_bytes()[..end]) else {
            continue;
        };
        let kept = |package: &Package| package.tables.iter().map(|table| table.revisions.len()).sum::<usize>();
        let blocks = text[..end].matches("[[revision]]").count();
        assert_eq!(kept(&part), blocks);
        assert!(kept(&part) < kept(&whole) || text[end..].trim().is_empty(), "{}", &text[..end]);
    }
}

#[test]
fn truncation_has_its_own_text() {
    let text = record();
    let cuts =
        ["ind", "index", "= 0\nsig", "fn dec", "[[rev", "number", "fingerp", "ok = ", "width: u32\",", "[[type]]"];
    for cut in cuts {
        let Some(at) = text.find(cut) else { continue };
        let error = fails(&text[..at + cut.len()]);
        assert_eq!(error.code, Code::RecordTruncated, "{cut}: {error}");
    }
    let before = |kind: &str| &text[..text.rfind(kind).unwrap()];
    assert!(fails(before("[[revision]]")).message.contains("`[[revision]]`"));
    assert_eq!(fails(before("[[slot]]")).code, Code::RecordTruncated);
    let umlaut = [text.as_bytes(), b"# \xc3"].concat();
    assert_eq!(read(&umlaut).unwrap_err().code, Code::RecordTruncated);
}

/// What two branches have appended to one record: after the base, and what follows it on each.
fn branches() -> (String, [Vec<String>; 2]) {
    let base = record();
    let appended = ["fn more(&self)", "fn less(&self)"].map(|signature| {
        let mut now = samples::codec();
        let slot = crate::canon::parse_signature(signature).unwrap();
        let revision = now.tables[0].slots.iter().map(|slot| slot.revision).max().unwrap() + 1;
        now.tables[0].slots.push(crate::model::Slot { revision, ..slot });
        let text = freeze("viewer", &base, &now).unwrap().text;
        let blocks = text[base.len()..].trim().split("\n\n").map(|block| format!("\n{block}\n"));
        blocks.collect()
    });
    (base, appended)
}

#[test]
fn a_merge_that_kept_both_sides_is_no_edit_by_hand() {
    let (base, [ours, theirs]) = branches();
    assert!(ours.len() > 1 && ours.len() == theirs.len());
    let whole = |blocks: &[String]| blocks.concat();
    let turns = ours.iter().zip(&theirs).map(|(ours, theirs)| format!("{ours}{theirs}")).collect::<String>();
    let mixed = ours.iter().zip(&theirs).map(|(ours, theirs)| {
        let keep = ours.lines().zip(theirs.lines()).map(|(ours, theirs)| if ours == theirs { ours } else { theirs });
        keep.collect::<Vec<_>>().join("\n") + "\n"
    });
    let mixed = mixed.collect::<String>();
    read((base.clone() + &mixed).as_bytes()).unwrap();
    let merges = [
        ("appended whole", whole(&ours) + &whole(&theirs)),
        ("the other way round", whole(&theirs) + &whole(&ours)),
        ("by turns", turns),
        ("only the end of the other", whole(&ours) + &whole(&theirs[1..])),
    ];
    for (what, appended) in merges {
        let error = fails(&(base.clone() + &appended));
        assert_eq!(error.code, Code::RecordInconsistent, "{what}: {error}");
        assert!(error.message.contains("a merge kept both sides"), "{what}: {error}");
        assert!(error.help.contains("take the file from the branch that was released"), "{what}: {error}");
    }
    // An edit is one still.
    assert_eq!(fails(&edited("decode", "encode")).code, Code::RecordEdited);
}

#[test]
fn a_merge_of_lines_of_two_growths_is_no_edit_by_hand() {
    let with = |fields: &[&str]| {
        let mut options = samples::def("growable struct", "Options", fields);
        let numbers: Vec<u32> = (1..).take(fields.len()).collect();
        *options.body.growths_mut().unwrap() = crate::model::Growths::numbered(&numbers);
        let slots = vec![samples::slot(1, "fn configure(&self, o: &Options)")];
        Package { tables: vec![samples::table("a/b", slots)], types: vec![options] }
    };
    let base = freeze("viewer", &empty(), &with(&["level: u32"])).unwrap().text;
    let [ours, theirs] = ["strict: bool", "deep: bool"]
        .map(|field| freeze("viewer", &base, &with(&["level: u32", field])).unwrap().text);
    // What is the same on both sides is there once, as `merge=union` has it.
    let same = ours.lines().zip(theirs.lines()).take_while(|(ours, theirs)| ours == theirs).count();
    let union: Vec<&str> = ours.lines().chain(theirs.lines().skip(same)).collect();
    for text in [union.join("\n"), ours.clone() + &theirs[base.len()..]] {
        let error = fails(&text);
        assert_eq!(error.code, Code::RecordInconsistent, "{error}");
        assert!(error.message.contains("a merge kept both sides"), "{error}");
    }
}
