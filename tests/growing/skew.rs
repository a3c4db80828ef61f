//! Programs and modules of three releases, each with each: the first one, one that grew, and one of another branch that grew otherwise.
//! Each place of a value is met in both directions; what both know arrives, what one does not know is its default or unknown, and everything
//! is freed once.

use crate::support::{Project, tool};

const RELEASES: [&str; 3] = ["old", "new", "fork"];

/// Members that each release has beyond growth 1, in the order of [`RELEASES`].
struct Grown {
    options: &'static str,
    events: &'static str,
    parcel: &'static str,
    /// Of events, as text.
    arms: &'static str,
    /// How a parcel is shown.
    shown: &'static str,
    /// What a program writes for them.
    values: [&'static str; 3],
}

const GROWN: [Grown; 3] = [
    Grown {
        options: "",
        events: "",
        parcel: "",
        arms: "",
        shown: "p.name",
        values: ["", "Event::Text(\"late\".into())", ""],
    },
    Grown {
        options: "#[abi(growth = 2, default = true)] pub strict: bool, #[abi(growth = 2)] pub tags: Vec<String>,",
        events: "#[abi(growth = 2)] Batch { tags: Vec<String>, inner: Options, at: u64 },",
        parcel: "#[abi(growth = 2)] pub sink: Option<Box<dyn Sink>>,",
        arms: "Event::Batch { tags, .. } => write!(f, \"batch of {}\", tags.len()),",
        shown: "format!(\"{}, sink {}\", p.name, p.sink.map_or(0, |sink| sink.ping()))",
        values: [
            "strict: false, tags: vec![\"t\".into(), \"\".into()],",
            "Event::Batch { tags: vec![\"b\".into()], inner: options(5), at: 9 }",
            "sink: Some(Box::new(Counts)),",
        ],
    },
    Grown {
        options: "#[abi(growth = 2)] pub limit: Option<u64>, #[abi(growth = 2)] pub note: String, #[abi(growth = 3)] pub more: Vec<Options>,",
        events: "#[abi(growth = 2)] Other([u64; 8]), #[abi(growth = 3)] Last,",
        parcel: "#[abi(growth = 2)] pub weight: u64, #[abi(growth = 2)] pub label: String,",
        arms: "Event::Other(_) => f.write_str(\"other\"),",
        shown: "format!(\"{}, {} {}\", p.name, p.weight, p.label)",
        values: [
            "limit: Some(3), note: \"noted\".into(), more: Vec::new(),",
            "Event::Other([1; 8])",
            "weight: 12, label: \"label\".into(),",
        ],
    },
];

fn interface(grown: &Grown) -> String {
    let Grown { options, events, parcel, arms, .. } = grown;
    let source = INTERFACE.replace("{OPTIONS}", options).replace("{EVENTS}", events);
    source.replace("{PARCEL}", parcel).replace("{ARMS}", arms)
}

/// The releases, each with its record, which begins with that of the first one.
fn interfaces() -> [Project; 3] {
    let first = release(0);
    first.cli("init").assert_builds("init");
    first.cli("freeze").assert_builds("growth 1");
    let [new, fork] = [1, 2].map(|at| {
        let later = release(at);
        later.write("abi.toml", &first.read("abi.toml"));
        later.cli("freeze").assert_builds("later growths");
        later
    });
    [first, new, fork]
}

/// A release of the one package.
fn release(at: usize) -> Project {
    let manifest = format!(
        "[package]\nname = \"grown\"\nversion = \"0.{at}.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n\n[workspace]\n"
    );
    let project = Project::with_manifest(&format!("grown-{}", RELEASES[at]), &manifest);
    project.write("src/lib.rs", &interface(&GROWN[at]));
    project
}

fn program(interfaces: &[Project; 3]) -> Project {
    let program = Project::library("grown-program", "");
    program.remove("src/lib.rs");
    let mut source = String::from(PROGRAM);
    for (release, grown) in RELEASES.iter().zip(&GROWN) {
        let [options, event, parcel] = grown.values;
        let side = SIDE.replace("{R}", release).replace("{OPTIONS}", options).replace("{EVENT}", event);
        source.push_str(&side.replace("{PARCEL}", parcel).replace("{SHOWN}", grown.shown));
    }
    let pairs = RELEASES.iter().flat_map(|host| RELEASES.iter().map(move |module| (host, module)));
    let calls: String =
        pairs.map(|(host, module)| format!("    {host}::host(\"{module}\", &{module}::VTABLE_MODULE);\n")).collect();
    program.write("src/main.rs", &source.replace("{PAIRS}", &calls));
    let paths: String = interfaces
        .iter()
        .zip(RELEASES)
        .map(|(project, release)| {
            format!("grown-{release} = {{ package = \"grown\", path = '{}' }}\n", project.path().display())
        })
        .collect();
    let manifest = program.read("Cargo.toml");
    program.write("Cargo.toml", &manifest.replace("[dependencies]\n", &format!("[dependencies]\n{paths}")));
    program
}

#[test]
fn each_release_meets_each() {
    let program = program(&interfaces());
    let run = program.cargo("run -q");
    run.assert_builds("the program");
    let expected: String =
        RELEASES.iter().flat_map(|host| RELEASES.iter().map(move |module| said(host, module))).collect();
    assert_eq!(run.stdout, expected, "{}", run.stderr);
    compare_page(&page(&expected));
    if !tool("each_release_meets_each", "valgrind", "--version") {
        return;
    }
    let binary = crate::support::shared_target().join("debug/grown-program");
    let args = "--error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect -q";
    let checked = program.run_tool("valgrind", &format!("{args} {}", binary.display()));
    checked.assert_builds("under valgrind");
}

const HEAD: &str = "\
# Old and new values: every release of a growable type with every other

Three releases of one interface. `old` is the first one. `new` has grown: `Options` by `strict` (default: `true`) and `tags`, `Event` by `Batch`, `Parcel` by an
object. `fork` is another branch, whose growth 2 is something else: `limit` and `note`, `Other`, `weight` and `label`; and it has a growth 3. Each program calls each
module in each place where a value can stand: given, lent, in `Option`, a slice, a vector, a field, a map and a callback, returned, in a `Result`, passed back, cloned by who does not know it.
What is shown is what the *receiver* has. Nothing is left when it ends, nor under valgrind; each object is released once.

Written by `VTABLE_API_BLESS=1 cargo test -p vtable-api-tests --test growing`, which runs it; do not edit. `tests/headers/c_growing.rs` and `api-manifest/tests/header` do the same
with C and C++, compiled with the headers of their time and with newer ones; [types.md](types.md) tries growable types in each place in Rust, C and C++; two drafts that differ are in
`tests/growing/drafts.rs`.

";

/// The page: what each says of each.
fn page(said: &str) -> String {
    format!("{HEAD}```text\n{said}```\n")
}

/// With the page as it is stored, which is written before if it is blessed.
fn compare_page(found: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/growth.md");
    if std::env::var_os("VTABLE_API_BLESS").is_some() {
        std::fs::write(&file, found).expect("written");
    }
    let stored = std::fs::read_to_string(file).unwrap_or_default();
    assert!(stored == found, "docs/growth.md is old: run this test with VTABLE_API_BLESS=1");
}

/// What a program of one release says of a module of another.
fn said(host: &str, module: &str) -> String {
    let is_same = host == module;
    let (there, here) = (|level| options(module, level, is_same), |level| options(host, level, is_same));
    let parcel = |release: &str| match release {
        "old" => "p".to_owned(),
        "new" => format!("p, sink {}", if is_same { 7 } else { 0 }),
        _ => if is_same { "p, 12 label" } else { "p, 0 " }.to_owned(),
    };
    let own = event(host, host);
    TEXT.replace("{host}", host)
        .replace("{module}", module)
        .replace("{t1}", &there(1))
        .replace("{t2}", &there(2))
        .replace("{h1}", &here(1))
        .replace("{h2}", &here(2))
        .replace("{own late}", &own)
        .replace("{late there}", &event(host, module))
        .replace("{late here}", &event(module, host))
        .replace("{parcel there}", &parcel(module))
        .replace("{parcel here}", &parcel(host))
}

/// What a reader of one release shows of options; of those of another one, it has its defaults.
fn options(reader: &str, level: u32, is_same: bool) -> String {
    let late = match (reader, is_same) {
        ("old", _) => "",
        ("new", true) => ", strict: false, tags: [\"t\", \"\"]",
        ("new", false) => ", strict: true, tags: []",
        (_, true) => ", limit: Some(3), note: \"noted\", more: []",
        (_, false) => ", limit: None, note: \"\", more: []",
    };
    format!("Options {{ level: {level}, name: \"n{level}\"{late} }}")
}

/// What a reader shows of the last event of a maker: the text is the maker's where the reader does not know it.
fn event(maker: &str, reader: &str) -> String {
    let unknown = |text: &str| format!("Unknown(Unknown {{ tag: 2, text: Some(\"{text}\") }})");
    match maker {
        "old" => "Text(\"late\")".to_owned(),
        "new" if reader == maker => format!("Batch {{ tags: [\"b\"], inner: {}, at: 9 }}", options("new", 5, true)),
        "new" => unknown("batch of 1"),
        _ if reader == maker => "Other([1, 1, 1, 1, 1, 1, 1, 1])".to_owned(),
        _ => unknown("other"),
    }
}

const TEXT: &str = r#"== {host} with {module}
given {t1}
lent {t1}
maybe Some({t2}), None
slice [{t1}, {t2}]
vector [{t1}, {t2}]
part {t2}
page Page { options: {t1}, last: Some({t2}) }, lent Page { options: {t2}, last: None }
map {"a": {t1}, "b": {t2}}
call {h1} {h2}
made {h1}
all [{h1}, {h2}]
paged Ok(Page { options: {h1}, last: Some({h2}) }), Err({h2})
event {late there}, lent {late there}
event made {late here}, None
back {own late}, kept {own late}
events [{own late}, Text("a"), Key(1)]
parcel {parcel there}, made {parcel here}
"#;

const INTERFACE: &str = r#"
use std::collections::BTreeMap;
use vtable_api::{AbiType, Unknown, vtable_api};

#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub struct Options {
    pub level: u32,
    pub name: String,
    {OPTIONS}
}

#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub enum Event {
    Key(u32),
    Text(String),
    {EVENTS}
    Unknown(Unknown),
}

impl std::fmt::Display for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            {ARMS}
            Event::Unknown(unknown) => unknown.fmt(f),
            _ => f.write_str("known"),
        }
    }
}

#[derive(AbiType)]
#[abi(growable)]
pub struct Parcel {
    pub name: String,
    {PARCEL}
}

#[derive(AbiType, Debug)]
pub struct Page {
    pub options: Options,
    pub last: Option<Options>,
}

#[vtable_api(id = "tests/sink")]
pub trait Sink: Send + Sync {
    fn ping(&self) -> u32;
}

#[vtable_api(id = "tests/carry")]
pub trait Carry {
    fn given(&self, of: Options) -> String;
    fn lent(&self, of: &Options) -> String;
    fn maybe(&self, of: Option<&Options>) -> String;
    fn slice(&self, all: &[Options]) -> String;
    fn vector(&self, all: Vec<Options>) -> String;
    fn part(&self, all: Vec<Options>) -> String;
    fn page(&self, page: Page, lent: &Page) -> String;
    fn map(&self, map: BTreeMap<String, Options>) -> String;
    fn call(&self, of: &dyn Fn(&Options, Options) -> String) -> String;
    fn made(&self) -> Options;
    fn all(&self) -> Vec<Options>;
    fn paged(&self, is_good: bool) -> Result<Page, Options>;
    fn event(&self, of: Event) -> String;
    fn event_lent(&self, of: &Event) -> String;
    fn event_made(&self, is_some: bool) -> Option<Event>;
    fn back(&self, of: Event) -> Event;
    fn kept(&self, of: &Event) -> Event;
    fn events(&self, all: Vec<Event>) -> Vec<Event>;
    fn parcel(&self, of: Parcel) -> String;
    fn parcel_made(&self) -> Parcel;
    fn sink(&self, of: Option<Box<dyn Sink>>) -> u32;
}
"#;

const SIDE: &str = r#"
mod {R} {
    use grown_{R}::*;
    use std::collections::BTreeMap;
    use vtable_api::{Module, module::Descriptor};

    #[allow(dead_code)]
    struct Counts;
    impl Sink for Counts {
        fn ping(&self) -> u32 { 7 }
    }
    impl Drop for Counts {
        fn drop(&mut self) { crate::ended(); }
    }

    fn options(level: u32) -> Options { Options { level, name: format!("n{level}"), {OPTIONS} } }
    fn pair() -> Vec<Options> { vec![options(1), options(2)] }
    fn late() -> Event { {EVENT} }
    fn parcel() -> Parcel { crate::begun("{R}"); Parcel { name: "p".into(), {PARCEL} } }
    fn shown(p: Parcel) -> String { {SHOWN}.to_string() }

    struct Real;
    impl Carry for Real {
        fn given(&self, of: Options) -> String { format!("{of:?}") }
        fn lent(&self, of: &Options) -> String { format!("{of:?}") }
        fn maybe(&self, of: Option<&Options>) -> String { format!("{of:?}") }
        fn slice(&self, all: &[Options]) -> String { format!("{all:?}") }
        fn vector(&self, all: Vec<Options>) -> String { format!("{all:?}") }
        fn part(&self, mut all: Vec<Options>) -> String { format!("{:?}", all.pop().unwrap()) }
        fn page(&self, page: Page, lent: &Page) -> String { format!("{page:?}, lent {lent:?}") }
        fn map(&self, map: BTreeMap<String, Options>) -> String { format!("{map:?}") }
        fn call(&self, of: &dyn Fn(&Options, Options) -> String) -> String { of(&options(1), options(2)) }
        fn made(&self) -> Options { options(1) }
        fn all(&self) -> Vec<Options> { pair() }
        fn paged(&self, is_good: bool) -> Result<Page, Options> {
            if is_good { Ok(Page { options: options(1), last: Some(options(2)) }) } else { Err(options(2)) }
        }
        fn event(&self, of: Event) -> String { format!("{of:?}") }
        fn event_lent(&self, of: &Event) -> String { format!("{of:?}") }
        fn event_made(&self, is_some: bool) -> Option<Event> { is_some.then(late) }
        fn back(&self, of: Event) -> Event { of }
        fn kept(&self, of: &Event) -> Event { of.clone() }
        fn events(&self, mut all: Vec<Event>) -> Vec<Event> { all.reverse(); all }
        fn parcel(&self, of: Parcel) -> String { shown(of) }
        fn parcel_made(&self) -> Parcel { parcel() }
        fn sink(&self, of: Option<Box<dyn Sink>>) -> u32 { of.map_or(0, |sink| sink.ping()) }
    }
    vtable_api::module! { create "carry" => CarryBox: || Real; }

    pub fn host(name: &str, module: &'static Descriptor) {
        let it: CarryBox = Module::from_static(module).unwrap().create("carry").unwrap();
        println!("== {R} with {name}");
        println!("given {}", it.given(options(1)));
        println!("lent {}", it.lent(&options(1)));
        println!("maybe {}, {}", it.maybe(Some(&options(2))), it.maybe(None));
        println!("slice {}", it.slice(&pair()));
        println!("vector {}", it.vector(pair()));
        println!("part {}", it.part(pair()));
        let lent = Page { options: options(2), last: None };
        println!("page {}", it.page(Page { options: options(1), last: Some(options(2)) }, &lent));
        println!("map {}", it.map(BTreeMap::from([("a".into(), options(1)), ("b".into(), options(2))])));
        println!("call {}", it.call(&|lent, given| format!("{lent:?} {given:?}")));
        println!("made {:?}", it.made());
        println!("all {:?}", it.all());
        println!("paged {:?}, {:?}", it.paged(true), it.paged(false));
        println!("event {}, lent {}", it.event(late()), it.event_lent(&late()));
        let (some, none) = (it.event_made(true), it.event_made(false));
        println!("event made {:?}, {none:?}", some.unwrap());
        println!("back {:?}, kept {:?}", it.back(late()), it.kept(&late()));
        println!("events {:?}", it.events(vec![Event::Key(1), Event::Text("a".into()), late()]));
        println!("parcel {}, made {}", it.parcel(parcel()), shown(it.parcel_made()));
    }
}
"#;

const PROGRAM: &str = r#"
#![forbid(unsafe_code)]
#![allow(unused_imports)]
use std::sync::atomic::{AtomicI32, Ordering::Relaxed};

/// Objects that are there.
static LIVE: AtomicI32 = AtomicI32::new(0);
fn begun(release: &str) {
    LIVE.fetch_add(i32::from(release == "new"), Relaxed);
}
fn ended() {
    LIVE.fetch_sub(1, Relaxed);
}

fn main() {
{PAIRS}    assert_eq!(LIVE.load(Relaxed), 0, "objects are left");
}
"#;
