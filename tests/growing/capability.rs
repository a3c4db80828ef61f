//! How a struct of many options really grew: OpenDAL's `Capability`, release after release, as a growable struct. A release that adds fields is
//! a growth: a draft on the record of the one before, until it is frozen. Then each release talks to each in one program.
//!
//! OpenDAL also removes and renames fields. A growable struct keeps what is removed, and a new name is a new field of a later growth: a release
//! that only removes fields is no growth.

mod facts;

use crate::support::{Diagnostic, Level, Project, shared_target, tool};
use facts::Field;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The interface with the growths up to the last of these.
fn interface(growths: &[Vec<Field>]) -> String {
    let mut fields = String::new();
    for (number, Field { name, ty }) in numbered(growths) {
        let growth = if number == 1 { String::new() } else { format!("#[abi(growth = {number})] ") };
        writeln!(fields, "    {growth}pub {name}: {ty},").expect("a String");
    }
    INTERFACE.replace("{FIELDS}", &fields)
}

/// Each field, with the number of its growth.
fn numbered(growths: &[Vec<Field>]) -> impl Iterator<Item = (usize, &Field)> {
    (1..).zip(growths).flat_map(|(number, fields)| fields.iter().map(move |field| (number, field)))
}

/// A release with these growths, of the one package.
fn release(growths: &[Vec<Field>]) -> Project {
    let number = growths.len();
    let manifest = format!(
        "[package]\nname = \"capability\"\nversion = \"0.{number}.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n\n[workspace]\n"
    );
    let project = Project::with_manifest(&format!("capability-{number}"), &manifest);
    project.write("src/lib.rs", &interface(growths));
    project
}

/// A program with all releases, each as a host and as a module.
fn program(growths: &[Vec<Field>], releases: &[Project]) -> Project {
    let (mut paths, mut sides, mut pairs) = (String::new(), String::new(), String::new());
    for (number, release) in (1..).zip(releases) {
        let path = release.path().display();
        writeln!(paths, "capability-{number} = {{ package = \"capability\", path = '{path}' }}").expect("a String");
        sides += &side(&growths[..number]);
        for module in 1..=releases.len() {
            writeln!(pairs, "    of_{number}::host({module}, &of_{module}::VTABLE_MODULE);").expect("a String");
        }
    }
    let program = Project::library("capability-program", "");
    program.remove("src/lib.rs");
    program.write("src/main.rs", &(PROGRAM.replace("{PAIRS}", &pairs) + &sides));
    let manifest = program.read("Cargo.toml").replace("[dependencies]\n", &format!("[dependencies]\n{paths}"));
    program.write("Cargo.toml", &manifest);
    program
}

/// The part of the program that is of the release with these growths.
fn side(growths: &[Vec<Field>]) -> String {
    let number = growths.len().to_string();
    SIDE.replace("{N}", &number).replace("{SEEDS}", &SEEDS.to_string()).replace("{VALUE}", &value(growths))
}

/// The record of each release: in one folder, the struct grows and is frozen. That appends one growth and changes nothing else.
fn records(growths: &[Vec<Field>]) -> Vec<String> {
    let package = Project::library("capability", &interface(&growths[..1]));
    package.cli("init").assert_builds("init");
    package.cli("freeze").assert_builds("growth 1");
    let mut records = vec![package.read("abi.toml")];
    for number in 2..=growths.len() {
        package.write("src/lib.rs", &interface(&growths[..number]));
        package.cli("freeze").assert_builds("a growth");
        let (last, record) = (&records[records.len() - 1], package.read("abi.toml"));
        let appended = record.strip_prefix(last.as_str()).unwrap_or_else(|| panic!("{number} changed:\n{record}"));
        assert_eq!(appended.matches("[[").count(), 1, "{appended}");
        let head = format!("[[growth]]\ntype = \"Capability\"\nnumber = {number}\n");
        assert!(appended.trim_start().starts_with(&head), "{appended}");
        records.push(record);
    }
    records
}

/// One warning for each release but the first, which names the fields that are new in it, and no other.
fn assert_drafts(found: &[Diagnostic], growths: &[Vec<Field>]) {
    assert_eq!(found.len(), growths.len() - 1, "{found:#?}");
    let named = |found: &Diagnostic| {
        assert_eq!((found.level, found.code()), (Level::Warning, Some("VT0060")), "{found:?}");
        let text = found.text.lines().next().unwrap_or_default();
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let named = numbered(growths).filter(|(_, field)| words.contains(field.name.as_str()));
        named.map(|(_, field)| field.clone()).collect()
    };
    let named: Vec<Vec<Field>> = found.iter().map(named).collect();
    for new in &growths[1..] {
        assert!(named.contains(new), "no warning names {new:?} of {found:#?}");
    }
}

/// Assigns the fields of the first growths of these.
fn value(growths: &[Vec<Field>]) -> String {
    let mut text = String::new();
    for (at, (number, Field { name, .. })) in (1..).zip(numbered(growths)) {
        writeln!(text, "        if growths >= {number} {{ it.{name} = Sample::of({at}, seed); }}").expect("a String");
    }
    text
}

#[test]
fn each_release_talks_to_each() {
    let growths = facts::growths();
    let records = records(&growths);
    let releases: Vec<Project> = (1..=growths.len()).map(|number| release(&growths[..number])).collect();
    let program = program(&growths, &releases);
    let said = format!("{} values as expected\n", releases.len() * releases.len() * WAYS * SEEDS);

    releases[0].write("abi.toml", &records[0]);
    releases[1..].iter().zip(&records).for_each(|(release, last)| release.write("abi.toml", last));
    let drafts = program.cargo("run -- drafts");
    drafts.assert_builds("drafts");
    assert_drafts(&drafts.diagnostics(), &growths);
    assert_eq!(drafts.stdout, said, "{}", drafts.stderr);

    releases.iter().zip(&records).for_each(|(release, own)| release.write("abi.toml", own));
    let frozen = program.cargo("run");
    frozen.assert_silent("what is frozen");
    assert_eq!(frozen.stdout, said, "{}", frozen.stderr);
    if !tool("each_release_talks_to_each", "valgrind", "--version") {
        return;
    }
    let binary = shared_target().join("debug/capability-program");
    let args = "--error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect -q";
    let checked = program.run_tool("valgrind", &format!("{args} {}", binary.display()));
    checked.assert_builds("under valgrind");
    assert_eq!(checked.stdout, said, "{}", checked.stderr);
}

/// How many ways a value crosses in, of those that [`SIDE`] compares.
const WAYS: usize = 6;

/// So many that each two fields differ in one of the values.
const SEEDS: usize = 7;

const INTERFACE: &str = r#"
use vtable_api::{AbiType, vtable_api};

#[derive(AbiType, Clone, Debug, Default, PartialEq)]
#[abi(growable)]
pub struct Capability {
{FIELDS}}

#[vtable_api(id = "tests/store")]
pub trait Store {
    fn lent(&self, maker: usize, seed: usize, of: &Capability);
    fn given(&self, maker: usize, seed: usize, of: Capability);
    fn all(&self, maker: usize, of: Vec<Capability>);
    fn made(&self, seed: usize) -> Capability;
    fn all_made(&self) -> Vec<Capability>;
    fn back(&self, of: Capability) -> Capability;
}
"#;

const SIDE: &str = r#"
mod of_{N} {
    use crate::{Sample, agreed, same, same_all};
    use capability_{N}::{Capability, Store, StoreBox};
    use vtable_api::{Module, module::Descriptor};

    /// A value with the fields of these growths.
    fn value(growths: usize, seed: usize) -> Capability {
        let mut it = Capability::default();
{VALUE}        it
    }
    fn values(growths: usize) -> Vec<Capability> { (0..{SEEDS}).map(|seed| value(growths, seed)).collect() }

    struct Real;
    impl Store for Real {
        fn lent(&self, maker: usize, seed: usize, of: &Capability) { same(of, &value(agreed(maker, {N}), seed)); }
        fn given(&self, maker: usize, seed: usize, of: Capability) { same(&of, &value(agreed(maker, {N}), seed)); }
        fn all(&self, maker: usize, of: Vec<Capability>) { same_all(&of, &values(agreed(maker, {N}))); }
        fn made(&self, seed: usize) -> Capability { value({N}, seed) }
        fn all_made(&self) -> Vec<Capability> { values({N}) }
        fn back(&self, of: Capability) -> Capability { of }
    }
    vtable_api::module! { create "store" => StoreBox: || Real; }

    pub fn host(module: usize, of: &'static Descriptor) {
        let it: StoreBox = Module::from_static(of).unwrap().create("store").unwrap();
        for seed in 0..{SEEDS} {
            it.lent({N}, seed, &value({N}, seed));
            it.given({N}, seed, value({N}, seed));
            same(&it.made(seed), &value(agreed(module, {N}), seed));
            same(&it.back(value({N}, seed)), &value(agreed(module, {N}), seed));
        }
        it.all({N}, values({N}));
        same_all(&it.all_made(), &values(agreed(module, {N})));
    }
}
"#;

const PROGRAM: &str = r#"
#![forbid(unsafe_code)]
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Values that arrived as expected.
static SAME: AtomicUsize = AtomicUsize::new(0);

/// The growths that two releases agree on. Of a draft, only its own build knows the last one; the first release is none.
fn agreed(maker: usize, reader: usize) -> usize {
    let is_draft = maker != reader && std::env::args().any(|arg| arg == "drafts");
    let known = |release: usize| if is_draft { release.saturating_sub(1).max(1) } else { release };
    known(maker).min(known(reader))
}

#[track_caller]
fn same<T: PartialEq + Debug>(found: &T, expected: &T) {
    assert_eq!(found, expected);
    SAME.fetch_add(1, Relaxed);
}

#[track_caller]
fn same_all<T: PartialEq + Debug>(found: &[T], expected: &[T]) {
    assert_eq!(found.len(), expected.len());
    found.iter().zip(expected).for_each(|(found, expected)| same(found, expected));
}

/// A value of a field; each two fields differ for one of the seeds.
trait Sample {
    fn of(field: usize, seed: usize) -> Self;
}

impl Sample for bool {
    fn of(field: usize, seed: usize) -> bool { field >> seed & 1 == 1 }
}

impl Sample for Option<usize> {
    fn of(field: usize, seed: usize) -> Option<usize> { bool::of(field, seed).then_some(field * 1000 + seed) }
}

fn main() {
{PAIRS}    println!("{} values as expected", SAME.load(Relaxed));
}
"#;
