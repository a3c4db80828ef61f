use super::*;
use crate::model::{Bounds, CCase};

pub(crate) fn slot(revision: u32, text: &str) -> Slot {
    Slot { revision, ..canon::parse_signature(text).unwrap() }
}

pub(crate) fn table(id: &str, slots: Vec<Slot>) -> Table {
    Table {
        id: id.into(),
        trait_name: "Codec".into(),
        module: "viewer".into(),
        bounds: Bounds { send: true, sync: true },
        c_case: CCase::Snake,
        docs: Vec::new(),
        slots,
        revisions: Vec::new(),
        line: None,
    }
}

pub(crate) fn def(kind: &str, name: &str, fields: &[&str]) -> TypeDef {
    let fields = fields.iter().map(|text| canon::parse_field(text).unwrap()).collect();
    type_def(name, canon::parse_body(kind, None, fields, Vec::new()).unwrap())
}

pub(crate) fn enum_def(kind: &str, repr: &str, name: &str, variants: &[&str]) -> TypeDef {
    let variants = variants.iter().map(|text| canon::parse_variant(text).unwrap()).collect();
    type_def(name, canon::parse_body(kind, Some(repr), Vec::new(), variants).unwrap())
}

fn type_def(name: &str, body: Body) -> TypeDef {
    TypeDef {
        ty: canon::parse_type(name).unwrap(),
        module: "viewer".into(),
        body,
        lifetimes: Default::default(),
        traits: String::new(),
        docs: Vec::new(),
        line: None,
    }
}

const DECODE: &str = "fn decode(&self, input: &[u8], out: &mut Frame) -> Status";

/// A package with one table, a struct and an enum: the example of the docs.
pub(crate) fn codec() -> Package {
    let types = vec![
        def("struct", "Frame", &["width: u32", "height: u32"]),
        enum_def("enum", "u32", "Status", &["Ok = 0"]),
        def("struct", "Unused", &["x: u8"]),
    ];
    Package { tables: vec![table("viewer/codec", vec![slot(1, DECODE)])], types }
}

/// Everything that a record can hold, frozen in two steps.
pub(crate) fn rich_record() -> String {
    let mut now = codec();
    now.types.extend([
        enum_def("open enum", "C, i8", "Event", &["Key { code: u32, down: bool } = -1", "Quit = 2", "At(u8, u8) = 3"]),
        def("union", "other-pkg::Bits", &["a: u32", "b: f32"]),
        def("tuple transparent", "Id<Tag>", &["0: u64"]),
        def("opaque", "Host", &[]),
        def("tuple struct", "r#Option", &["0: extern \"C\" fn(*mut Host) -> !"]),
        def("struct", "Empty", &[]),
    ]);
    let on_event = "unsafe fn on_event(&mut self, f: &mut (dyn FnMut(Event, &dyn \"viewer/codec\") + Send))";
    now.tables[0].slots.push(slot(2, on_event));
    now.tables.push(table(
        "viewer/host",
        vec![slot(1, "fn bits(a: &other-pkg::Bits, id: Id<Tag>) -> r#Option"), slot(1, "fn empty(&self, e: &Empty)")],
    ));
    let first = freeze("viewer", &empty(), &now).unwrap();
    now.tables[1].slots.push(slot(2, "fn status(&self) -> Status"));
    freeze("viewer", &first.text, &now).unwrap().text
}

/// The hashes are another implementation's. This file must be read for ever.
#[test]
fn the_first_freeze() {
    let frozen = freeze("viewer", &empty(), &codec()).unwrap();
    let blocks = r#"
[[table]]
id = "viewer/codec"
trait = "Codec"
module = "viewer"
objects = "Send + Sync"
digest = "a9a55972c4713d54"

[[type]]
name = "Frame"
module = "viewer"
kind = "struct"
fields = [
    "width: u32",
    "height: u32",
]
digest = "38d495ddd2de0294"

[[type]]
name = "Status"
module = "viewer"
kind = "enum"
repr = "u32"
variants = [
    "Ok = 0",
]
digest = "a0b20ad329cdc91b"

[[slot]]
table = "viewer/codec"
revision = 1
index = 0
signature = "fn decode(&self, input: &[u8], out: &mut Frame) -> Status"
digest = "2db3db2b88d223a6"

[[revision]]
table = "viewer/codec"
number = 1
fingerprint = "172e6a3e4661bf8b"
digest = "2d36672ee8d04078"
"#;
    assert_eq!(frozen.text, empty() + blocks);
    let added = &frozen.added[0];
    assert_eq!((added.table.as_str(), added.revision, added.slots, added.types), ("viewer/codec", 1, 1, 2));
    assert!(frozen.text.contains(&digest::hex(added.fingerprint)));
}

#[test]
fn what_is_written_is_read() {
    let recorded = abi::read(freeze("viewer", &empty(), &codec()).unwrap().text.as_bytes()).unwrap();
    let (table, types) = (&recorded.tables[0], &recorded.types);
    assert_eq!(
        (table.id.as_str(), table.trait_name.as_str(), table.module.as_str()),
        ("viewer/codec", "Codec", "viewer")
    );
    assert_eq!(table.bounds, Bounds { send: true, sync: true });
    assert_eq!(canon::signature(&table.slots[0]), DECODE);
    let definitions: Vec<String> = types.iter().map(canon::definition).collect();
    assert_eq!(definitions, ["struct Frame { width: u32, height: u32 }", "enum(u32) Status { Ok = 0 }"]);
    let lines = (table.line, types[0].line, canon::fields(&types[0].body)[1].line, table.slots[0].line);
    assert_eq!(lines, (Some(5), Some(12), Some(17), Some(35)));
    assert_eq!((canon::variants(&types[1].body)[0].line, table.revisions[0].line), (Some(27), Some(40)));
}

#[test]
fn a_second_revision_is_appended() {
    let first = freeze("viewer", &empty(), &codec()).unwrap();
    let mut now = codec();
    now.tables[0].slots.push(slot(2, "fn size(&self, frame: &Frame, unused: &Unused) -> u32"));
    now.tables[0].slots.push(slot(3, "fn reset(&mut self)"));
    let frozen = freeze("viewer", &first.text, &now).unwrap();
    assert!(frozen.text.starts_with(&first.text));
    let added: Vec<_> = frozen.added.iter().map(|added| (added.revision, added.slots, added.types)).collect();
    assert_eq!(added, [(2, 1, 1), (3, 1, 0)]);
    let table = &abi::read(frozen.text.as_bytes()).unwrap().tables[0];
    assert_eq!(table.revisions.iter().map(|revision| revision.number).collect::<Vec<_>>(), [1, 2, 3]);

    let all_at_once = freeze("viewer", &empty(), &now).unwrap();
    assert_eq!(all_at_once.text, frozen.text, "the record tells what was released, not in how many steps");
}

#[test]
fn nothing_new_is_nothing_written() {
    let text = rich_record();
    let recorded = abi::read(text.as_bytes()).unwrap();
    let frozen = freeze("viewer", &text, &recorded).unwrap();
    assert!(frozen.is_empty());
    assert_eq!(frozen.text, text);
    assert!(
        freeze("viewer", &empty(), &Package { tables: vec![table("a/b", vec![])], types: vec![] }).unwrap().is_empty()
    );
}

#[test]
fn line_ends_are_kept() {
    let crlf = empty().replace('\n', "\r\n");
    let frozen = freeze("viewer", &crlf, &codec()).unwrap();
    assert_eq!(frozen.text.matches('\n').count(), frozen.text.matches("\r\n").count());
    assert_eq!(frozen.text.replace("\r\n", "\n"), freeze("viewer", &empty(), &codec()).unwrap().text);
    let no_final = freeze("viewer", empty().trim_end(), &codec()).unwrap();
    assert_eq!(no_final.text, freeze("viewer", &empty(), &codec()).unwrap().text);
    let with_bom = freeze("viewer", &format!("\u{feff}{crlf}"), &codec()).unwrap();
    assert!(with_bom.text.starts_with("\u{feff}#"));
}

#[test]
fn types_of_another_table_are_recorded_once_and_hashed_twice() {
    let mut now = codec();
    now.tables.push(table("viewer/other", vec![slot(1, DECODE)]));
    let frozen = freeze("viewer", &empty(), &now).unwrap();
    assert_eq!(frozen.text.matches("[[type]]").count(), 2);
    assert_eq!(frozen.added.iter().map(|added| added.types).collect::<Vec<_>>(), [2, 0]);
    now.tables.remove(0);
    let alone = freeze("viewer", &empty(), &now).unwrap();
    assert_eq!(alone.added[0].fingerprint, frozen.added[1].fingerprint, "no table's fingerprint depends on another");
}

#[test]
fn open_enums_grow_without_a_revision() {
    let event = |variants: &[&str]| enum_def("open enum", "u8", "Event", variants);
    let mut now = Package {
        tables: vec![table("a/b", vec![slot(1, "fn next(&self) -> Event")])],
        types: vec![event(&["Quit = 0"])],
    };
    let first = freeze("viewer", &empty(), &now).unwrap();
    now.types = vec![event(&["Quit = 0", "Key(u32) = 5"])];
    let grown = freeze("viewer", &first.text, &now).unwrap();
    assert_eq!((grown.variants.as_slice(), grown.added.len()), (&["Event::Key(u32) = 5".to_string()][..], 0));
    let recorded = abi::read(grown.text.as_bytes()).unwrap();
    assert_eq!(canon::definition(&recorded.types[0]), "open enum(u8) Event { Quit = 0, Key(u32) = 5 }");
    assert_eq!(recorded.tables, abi::read(first.text.as_bytes()).unwrap().tables);
    assert!(freeze("viewer", &grown.text, &now).unwrap().is_empty());
}

#[test]
fn lifetimes_are_written_where_a_type_has_them() {
    let mut view = def("struct", "View", &["text: &str where 'a", "call: extern \"C\" fn(&u8) where 'b"]);
    view.lifetimes = canon::parse_declared("'a 'b, 'b: 'a").unwrap();
    let mut event = enum_def("enum", "C, u32", "Event", &["Text(&str where 'a) = 0", "End = 1"]);
    event.lifetimes = canon::parse_declared("'a").unwrap();
    let mut handle = def("opaque", "Handle", &[]);
    handle.lifetimes = canon::parse_declared("'a").unwrap();
    let plain = def("struct", "Plain", &["a: u8"]);
    let types = vec![view, event, handle, plain];
    let slots = vec![slot(1, "fn show(&self, a: View, b: Event, c: &Handle, d: Plain)")];
    let frozen =
        freeze("viewer", &empty(), &Package { tables: vec![table("a/b", slots)], types: types.clone() }).unwrap();
    let recorded = abi::read(frozen.text.as_bytes()).unwrap();
    let texts = |types: &[TypeDef]| types.iter().map(canon::definition).collect::<Vec<_>>();
    assert_eq!(texts(&recorded.types), texts(&types));
    assert!(frozen.text.contains("kind = \"struct\"\nlifetimes = \"'a 'b, 'b: 'a\"\nfields = ["), "{}", frozen.text);
    assert!(frozen.text.contains(r#""call: extern \"C\" fn(&u8) where 'b","#), "{}", frozen.text);
    assert_eq!(frozen.text.matches("lifetimes = ").count(), 3);
    assert!(abi::read(frozen.text.replace("'b: 'a", "'a: 'b").as_bytes()).is_err(), "they are part of the digest");
}

#[test]
fn what_could_not_be_read_is_not_written() {
    let with = |slots| Package { tables: vec![table("a/b", slots)], types: vec![] };
    let mut unresolved = slot(1, "fn f()");
    unresolved.ret = crate::model::Type::Unresolved("Alias?".into());
    let wrong = [
        with(vec![slot(1, "fn f(x: &Missing)")]),
        with(vec![slot(2, "fn f()")]),
        with(vec![slot(u32::MAX, "fn f()")]),
        with(vec![slot(2, "fn f()"), slot(1, "fn g()")]),
        with(vec![slot(1, "fn f()"), slot(1, "fn f()")]),
        with(vec![unresolved]),
    ];
    for now in wrong {
        assert!(freeze("viewer", &empty(), &now).is_err(), "{now:?}");
    }
    let limit = with((1..=64).map(|n| slot(n, &format!("fn f{n}()"))).collect());
    assert!(freeze("viewer", &empty(), &limit).unwrap_err().message.contains("revision 64"));
}

/// A growable struct whose fields have these growths, and a slot that takes it.
fn growable(fields: &[(u32, &str)]) -> TypeDef {
    let texts: Vec<&str> = fields.iter().map(|(_, text)| *text).collect();
    let mut def = def("growable struct", "Options", &texts);
    let numbers: Vec<u32> = fields.iter().map(|(number, _)| *number).collect();
    *def.body.growths_mut().unwrap() = Growths::numbered(&numbers);
    def
}

fn configured(types: Vec<TypeDef>) -> Package {
    Package { tables: vec![table("a/b", vec![slot(1, "fn configure(&self, o: &Options)")])], types }
}

#[test]
fn growable_types_grow_without_a_revision() {
    let mut now = configured(vec![growable(&[(1, "level: u32"), (1, "name: String")])]);
    let first = freeze("viewer", &empty(), &now).unwrap();
    assert!(first.growths.is_empty() && first.added.len() == 1);
    let tag = def("struct", "Tag", &["text: String"]);
    now.types =
        vec![growable(&[(1, "level: u32"), (1, "name: String"), (2, "strict: bool"), (3, "tags: Vec<Tag>")]), tag];
    let grown = freeze("viewer", &first.text, &now).unwrap();
    let recorded = abi::read(grown.text.as_bytes()).unwrap();
    let growths = recorded.types[0].body.growths().unwrap();
    assert_eq!(growths.up_to, [2, 3, 4]);
    assert_eq!(canon::definition(&recorded.types[0]), "growable struct Options { level: u32, name: String }");
    assert_eq!(recorded.tables, abi::read(first.text.as_bytes()).unwrap().tables);
    let said = grown.growths.iter().map(|it| (it.name.as_str(), it.growth, it.members.join(","), it.types));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [("Options", 2, "strict".to_owned(), 0), ("Options", 3, "tags".to_owned(), 1)],
    );
    assert_eq!(grown.growths[1].fingerprint, growths.fingerprint(3).unwrap());
    assert!(freeze("viewer", &grown.text, &now).unwrap().is_empty());
    // At once, the same fingerprints are written, of the table as well.
    let at_once = freeze("viewer", &empty(), &now).unwrap();
    assert!(at_once.growths.is_empty() && at_once.added == vec![Added { types: 2, ..first.added[0].clone() }]);
    let at_once = abi::read(at_once.text.as_bytes()).unwrap();
    let fingerprints = |growths: &Growths| (1..=3).map(|number| growths.fingerprint(number)).collect::<Vec<_>>();
    assert_eq!(fingerprints(at_once.types[0].body.growths().unwrap()), fingerprints(growths));
}

#[test]
fn growths_are_those_of_the_package_that_has_the_type() {
    let now = configured(vec![growable(&[(1, "level: u32")])]);
    let fingerprint = |package: &str, text: &str| {
        let frozen = freeze(package, text, &now).unwrap();
        abi::read(frozen.text.as_bytes()).unwrap().types[0].body.growths().unwrap().fingerprint(1)
    };
    assert_ne!(fingerprint("viewer", &empty()), fingerprint("other", &empty()));
    let renamed = format!("{}package = \"viewer\"\n", empty());
    assert_eq!(fingerprint("other", &renamed), fingerprint("viewer", &empty()));
    // One of another package has its first growth only, and the fingerprint is that package's.
    let mut foreign = growable(&[(1, "level: u32"), (2, "strict: bool")]);
    foreign.ty = canon::parse_type("other::Options").unwrap();
    let slots = vec![slot(1, "fn configure(&self, o: &other::Options)")];
    let frozen = freeze("viewer", &empty(), &Package { tables: vec![table("a/b", slots)], types: vec![foreign] });
    let frozen = frozen.unwrap();
    assert!(!frozen.text.contains("[[growth]]") && !frozen.text.contains("strict"), "{}", frozen.text);
    let recorded = abi::read(frozen.text.as_bytes()).unwrap();
    assert_eq!(recorded.types[0].body.growths().unwrap().recorded, []);
    assert_eq!(frozen.text.matches("fingerprint").count(), 1);
}

#[test]
fn an_enum_grows_by_variants_and_a_new_type_comes_with_all_growths() {
    let mut event = growable(&[(1, "unused: u8")]);
    let variants = ["Key(u32) = 0", "Text(String) = 1", "Batch { inner: Options } = 2"];
    let variants = variants.map(|text| canon::parse_variant(text).unwrap());
    event = TypeDef { ty: canon::parse_type("Event").unwrap(), ..event };
    event.body = Body::GrowableEnum { variants: variants.to_vec(), growths: Growths::numbered(&[1, 1, 2]) };
    let options = growable(&[(1, "level: u32"), (2, "strict: bool")]);
    let slots = vec![slot(1, "fn next(&self) -> Event")];
    let now = Package { tables: vec![table("a/b", slots)], types: vec![event.clone(), options.clone()] };
    let frozen = freeze("viewer", &empty(), &now).unwrap();
    assert_eq!(frozen.text.matches("[[growth]]").count(), 2);
    let recorded = abi::read(frozen.text.as_bytes()).unwrap();
    let up_to = |def: &TypeDef| def.body.growths().unwrap().up_to.clone();
    assert_eq!(recorded.types.iter().map(up_to).collect::<Vec<_>>(), [vec![2, 3], vec![1, 2]]);
    // The record of a type without its later growth is one that `freeze` has written, and no more is left of it when it is cut off.
    for end in 0..frozen.text.trim_end().len() {
        if let Ok(part) = abi::read(&frozen.text.as_bytes()[..end]) {
            assert_eq!(part, Package::default(), "{}", &frozen.text[..end]);
        }
    }
}

/// The hashes are another implementation's. This file must be read for ever.
#[test]
fn the_blocks_of_a_growable_type() {
    let now = configured(vec![growable(&[(1, "level: u32"), (1, "name: String"), (2, "strict: bool")])]);
    let frozen = freeze("viewer", &empty(), &now).unwrap();
    let blocks = frozen.text.split("\n\n").filter(|block| block.contains("Options\""));
    let wanted = "[[type]]
name = \"Options\"
module = \"viewer\"
kind = \"growable struct\"
fields = [
    \"level: u32\",
    \"name: String\",
]
id = \"viewer/Options\"
fingerprint = \"aa6b12fcb11b1e25\"
digest = \"1dca5bea5c6f962e\"

[[growth]]
type = \"Options\"
number = 2
fields = [
    \"strict: bool\",
]
fingerprint = \"876fa818428bd65b\"
digest = \"45d14f27a5c1a6b2\"";
    assert_eq!(blocks.collect::<Vec<_>>().join("\n\n"), wanted);
}
