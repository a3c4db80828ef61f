//! The tables that are made of what `toml_parser` reports, against those of the crate `toml`: the same values from the same
//! text, and the same texts refused.

use ::toml as library;
use proptest::prelude::*;
use vtable_api_manifest::toml::{self, Data, Table, Value, Why};

/// Documents with all that TOML has.
const SEEDS: &[&str] = &[
    "# c\r\nformat = 1 # one\r\n\r\n[[slot]]\r\ntable = \"v/t\"\r\nrevision = 1\r\nsignature = 'f(&self, a: &str) -> \"x\"'\r\n",
    "format = 1\n[[table]]\nid = \"v/t\"\n[[type]]\nfields = [\n  'a: u32', # first\n  \"b: \\u00e9\",\n]\n[[table]]\nid = \"w\"\n",
    "[package]\nname = \"a-b\"\nauthors = [\"A <a@b>\", 'C']\n[lib]\nname = 'x_y'\ncrate-type = [\"cdylib\", \"rlib\"]\n\n[[bin]]\nname = \"one\"\npath = \"src/main.rs\"\n[[bin]]\nname = \"two\"\n",
    "[dependencies]\nvt = { package = \"vtable-api\", version = \"1\", features = [ \"load\", ], default-features = false }\nserde.version = \"1\"\nserde.workspace = true\n[dependencies.other]\npath = \"../x\"\n[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"\n[target.\"cfg(windows)\".dependencies]\n\"quoted key\" = 1\n",
    "a = [1, -2, +3, 0x1F, 0o17, 0b1_0, 1_000, [ [], [true, false] ], [{ b = 1 }, { b.c = \"d\" }]]\nf = [1.5, -0.1, 1e3, 2E-7, 6.5e+3, inf, -inf, nan]\n",
    "long = \"\"\"\nfirst \\\"\"\" quoted\nnext \\\n    joined\"\"\"\nraw = '''\nit's '\\ here'''\nq = \"\"\"\"x\"\"\"\"\nempty = [\"\", '', \"\"\"\"\"\", '''''']\n",
    "d = [1979-05-27, 1979-05-27T07:32:00Z, 1979-05-27 00:32:00.999-07:00, 07:32:00, 07:32, { e = \"\\e\\x41\" }]\n",
    "[a]\nx = 1\n[a.b.c]\ny = 2\n[a.b]\nz = 3\n[[a.l]]\nn = 1\n[a.l.in]\nm = 2\n[[a.l]]\n[[a.l.deep]]\no = \"\\t\\n\\\\\\\"\\U0001F600\"\n",
];

fn is_same(ours: &Value, theirs: &library::Value) -> bool {
    use library::Value as Theirs;
    match (&ours.data, theirs) {
        (Data::Text(ours), Theirs::String(theirs)) => ours == theirs,
        (Data::Integer(ours), Theirs::Integer(theirs)) => ours == theirs,
        (Data::Other, Theirs::Float(_) | Theirs::Boolean(_) | Theirs::Datetime(_)) => true,
        (Data::List(ours), Theirs::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| is_same(ours, theirs))
        }
        (Data::Table(ours), Theirs::Table(theirs)) => is_same_table(ours, theirs),
        _ => false,
    }
}

fn is_same_table(ours: &Table, theirs: &library::Table) -> bool {
    ours.entries().len() == theirs.len()
        && theirs.iter().all(|(key, theirs)| ours.get(key).is_some_and(|ours| is_same(ours, theirs)))
}

/// What the library reads, we read, and find the same in it.
fn check(text: &str) {
    let (ours, theirs) = (toml::read(text), text.parse::<library::Table>());
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert!(is_same_table(ours, theirs), "{text:?}: {theirs:?}");
        }
        (Err(error), Ok(_)) => panic!("{text:?}: {error:?}"),
        // There is no 31st of April, and no one here asks for it.
        (Ok(_), Err(error)) if ["date", "time", "offset"].iter().any(|word| error.message().contains(word)) => {}
        (Ok(_), Err(error)) => panic!("{text:?}: read, but {error:?}"),
        (Err(error), Err(_)) => {
            let lines = text.split('\n').count() as u32;
            assert!(error.at <= text.len() && (1..=lines).contains(&error.line), "{text:?}: {error:?}");
        }
    }
}

#[test]
fn documents_are_read_alike() {
    for seed in SEEDS {
        assert!(toml::read(seed).is_ok(), "{seed}: {:?}", toml::read(seed).err());
        check(seed);
    }
}

#[test]
fn manifests_are_read_alike() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for manifest in ["Cargo.toml", "Cargo.lock", "api-core/Cargo.toml", "tests/Cargo.toml", "benches/Cargo.toml"] {
        check(&std::fs::read_to_string(root.join(manifest)).expect(manifest));
    }
}

#[test]
fn values_have_lines_and_errors_places() {
    let table = toml::read("\n[[a]]\nb = [\n 1,\n\n 'x',\n]\n").expect("TOML");
    let block = &table.get("a").unwrap().items()[0];
    let list = block.as_table().unwrap().get("b").unwrap();
    let lines: Vec<_> = list.items().iter().map(|item| item.line).collect();
    assert_eq!((block.line, list.line, lines), (2, 3, vec![4, 6]));

    let error = |text| toml::read(text).err().map(|error| (error.line, error.at, error.why));
    assert_eq!(error("a = 1\nb = 2\na = 3\n"), Some((3, 17, Why::Twice("a".into()))));
    let open = Why::Other("invalid basic string, expected `\"`, found the end of the file".into());
    assert_eq!(error("a = 1\n\nb = \"x"), Some((3, 13, open)));
}

#[test]
fn errors_say_what_was_wanted_and_what_was_found() {
    let errors = [
        ("Hello, world\n", 1, "key with no value, expected `=`, found `,`"),
        ("a = 1\nb = \"x\nc = 2\n", 2, "invalid basic string, expected `\"`, found the end of the line"),
        ("a = 1\n[[b\nc = 1\n", 2, "unclosed array table, expected `]]`, found the end of the line"),
        ("a = [\n 1,\n", 2, "unclosed array, expected `]`, found the end of the line"),
        ("\na = tru\n", 2, "invalid boolean, expected `true`, found `tru`"),
        ("\na = \n", 2, "string values must be quoted, expected literal string, found the end of the line"),
        ("a = 1\n\na? = 2\n", 3, "invalid unquoted key, expected letters, numbers, `-` or `_`, found `?`"),
        ("a = 9223372036854775808\n", 1, "invalid integer number, found `9223372036854775808`"),
        ("a = 1\n[a.b]\n", 2, "a header leads through something that is not a table"),
        ("a = { b = 1 }\na.c = 2\n", 2, "a dotted key leads into what is whole"),
        ("[a]\n[a]\n", 2, "`a` appears twice"),
        ("[[a]]\n[a]\n", 2, "`a` appears twice"),
        ("a.b = 1\n\n[a]\n", 3, "`a` appears twice"),
        ("a = 1\na = 2\nb = \"x", 2, "`a` appears twice"),
        ("b = \"x\na = 1\na = 2\n", 1, "invalid basic string, expected `\"`, found the end of the line"),
    ];
    for (text, line, why) in errors {
        let error = toml::read(text).err().expect(text);
        assert_eq!((error.line, error.why.to_string().as_str()), (line, why), "{text:?}");
    }
}

/// Nothing that a file can have exhausts the stack, or takes more than a moment.
#[test]
fn hostile_documents_end() {
    let deep = 100_000;
    for text in [
        format!("a = {}", "[".repeat(deep)),
        format!("a = {}", "{a=".repeat(deep)),
        format!("{}a = 1", "a.".repeat(deep)),
        format!("[{}a]", "a.".repeat(deep)),
        (0..deep).map(|number| format!("k{number} = {number}\n")).collect(),
        (0..deep).map(|number| format!("[[b]]\nk = {number}\n")).collect(),
        (0..deep).map(|number| format!("[t{number}]\n")).collect(),
    ] {
        let nested = !text.contains('\n');
        assert_eq!(toml::read(&text).is_err(), nested);
    }
}

/// A seed with characters taken out, put in and exchanged.
fn edited() -> impl Strategy<Value = String> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0..3_u8, "[\\[\\]{}='\"\\\\.,#a0_ \n\r+-]"), 1..4);
    (prop::sample::select(SEEDS), edits).prop_map(|(seed, edits)| {
        let mut text: Vec<char> = seed.chars().collect();
        for (at, edit, with) in edits {
            let at = at.index(text.len());
            match edit {
                0 => drop(text.remove(at)),
                1 => text.insert(at, with.chars().next().expect("one")),
                _ => text[at] = with.chars().next().expect("one"),
            }
        }
        text.into_iter().collect()
    })
}

/// `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(4000)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn edited_documents_are_read_alike(text in edited()) {
        check(&text);
    }
}
