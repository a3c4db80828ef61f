//! Random tables through the real compiler: crates with a hundred packages each are released, every one is edited at
//! random, and the build must fail on those, and only those, that the oracle calls broken. The packages, the edits
//! and the oracle are those of `api-manifest/tests/properties`; here most of what they change is behind aliases and
//! constants, for const evaluation to find.

#[path = "../../api-manifest/tests/properties/draw.rs"]
mod draw;
#[path = "../../api-manifest/tests/properties/edits.rs"]
mod edits;
#[path = "../../api-manifest/tests/properties/oracle.rs"]
mod oracle;
#[path = "../../api-manifest/tests/properties/packages.rs"]
mod packages;
mod source;
#[path = "../support/mod.rs"]
mod support;
#[path = "../../api-manifest/tests/properties/types.rs"]
mod types;

use draw::Draw;
use proptest::collection::vec;
use proptest::num::u16::ANY;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::{BTreeMap, BTreeSet};
use support::Project;
use types::Scope;
use vtable_api_manifest::abi;
use vtable_api_manifest::model::Package;

/// Packages in one crate.
const CASES: usize = 100;

/// A package that is released, and then edited.
struct Case {
    first: Package,
    now: Package,
}

impl Case {
    fn new(number: usize, runner: &mut TestRunner) -> Case {
        let mut draw = |most: usize| Draw::new(vec(ANY, most / 2..most).new_tree(runner).expect("numbers").current());
        let mut scope = Scope { wide: false, suffix: number.to_string(), ..Scope::default() };
        let first = packages::package(&mut draw(60), &mut scope);
        let now = edits::edited(draw(40), first.clone(), scope);
        Case { first: packages::built(first), now }
    }

    /// The part of a record that is of this package.
    fn recorded(&self, whole: &Package) -> Package {
        let mut part = whole.clone();
        part.tables.retain(|table| self.first.tables.iter().any(|first| first.id == table.id));
        part.types.retain(|def| self.first.types.iter().any(|first| first.ty == def.ty));
        part
    }
}

/// The source of a crate, and the line behind each module.
fn source<'p>(packages: impl Iterator<Item = &'p Package>) -> (String, Vec<usize>) {
    let mut text =
        String::from("#![allow(dead_code, unused_imports, unused_variables, non_camel_case_types, non_snake_case)]\n");
    text.push_str("#![allow(non_upper_case_globals)]\n");
    let mut ends = Vec::new();
    for (number, package) in packages.enumerate() {
        text.push_str(&source::module(&format!("case_{number}"), package));
        ends.push(text.lines().count());
    }
    (text, ends)
}

fn released_and_edited(name: &str, seed: u8) {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let cases: Vec<Case> = (0..CASES).map(|number| Case::new(number, &mut runner)).collect();

    let (released, _) = source(cases.iter().map(|case| &case.first));
    let project = Project::library(name, &released);
    project.cli("init").assert_builds("init");
    project.cli("freeze").assert_builds("freeze");
    let whole = abi::read(project.read("abi.toml").as_bytes()).expect("what was frozen");
    let recorded: Vec<Package> = cases.iter().map(|case| case.recorded(&whole)).collect();
    for (case, recorded) in cases.iter().zip(&recorded) {
        let same = oracle::ok(recorded, &case.first) && oracle::ok(&case.first, recorded);
        assert!(same, "recorded:\n{}\nsource:\n{}", packages::text(recorded), packages::text(&case.first));
    }

    let (edited, ends) = source(cases.iter().map(|case| &case.now));
    project.write("src/lib.rs", &edited);
    let mut errors: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for error in project.cargo_with("check", &[("VTABLE_API", "quiet-drafts")]).errors() {
        let line = error.at().and_then(|at| at.strip_prefix("src/lib.rs:")?.split(':').next()?.parse().ok());
        let line: usize = line.unwrap_or_else(|| panic!("not in the source: {error}"));
        assert!(error.code().is_some(), "not ours: {error}");
        errors.entry(ends.partition_point(|end| *end < line)).or_default().push(error.text);
    }
    let broken: BTreeSet<usize> = (0..CASES).filter(|&at| !oracle::ok(&recorded[at], &cases[at].now)).collect();
    let mut wrong = String::new();
    for at in (0..CASES).filter(|at| broken.contains(at) != errors.contains_key(at)) {
        let (old, now) = (packages::text(&recorded[at]), packages::text(&cases[at].now));
        let errors = errors.get(&at).cloned().unwrap_or_default().concat();
        wrong += &format!("{at}: broken is {}\nrecorded:\n{old}\nnow:\n{now}\n{errors}\n", broken.contains(&at));
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!((CASES / 5..CASES * 4 / 5).contains(&broken.len()), "{} of {CASES} are broken", broken.len());
}

#[test]
fn a_build_fails_exactly_where_the_record_is_no_prefix() {
    released_and_edited("properties-1", 1);
}

#[test]
fn the_same_with_other_numbers() {
    released_and_edited("properties-2", 2);
}
