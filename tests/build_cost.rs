//! What a user's build costs, by what it is made of: which crates it compiles, and how much is generated. Times say the
//! same less exactly; they are in `docs/performance.md`.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use support::{Project, shared_target};

/// A table and a provider of it.
fn table(slots: usize) -> String {
    let signature =
        |slot| format!("fn slot{slot}(&self, number: u64, text: &str, at: &Point, out: &mut [u8]) -> Result<u32, i32>");
    let declared: String = (0..slots).map(|slot| format!("    {};\n", signature(slot))).collect();
    let provided: String =
        (0..slots).map(|slot| format!("    {} {{\n        Ok({slot})\n    }}\n", signature(slot))).collect();
    format!(
        "#![allow(unused_variables)]\nuse vtable_api::{{AbiType, vtable_api}};\n\n\
         #[derive(AbiType)]\n#[repr(C)]\npub struct Point {{\n    pub x: i32,\n}}\n\n\
         #[vtable_api(id = \"tests/cost\", unrecorded)]\npub trait Cost {{\n{declared}}}\n\n\
         pub struct Provider;\n\nimpl Cost for Provider {{\n{provided}}}\n\n\
         pub fn lend(provider: &Provider) -> CostRef<'_> {{\n    CostRef::new(provider)\n}}\n"
    )
}

/// Everything that is compiled for a crate with a table, and with which features.
const CRATES: &str = "\
build-cost-crates
cfg-if
hmac-sha256
libloading default,std
proc-macro2 default,proc-macro
quote default,proc-macro
syn clone-impls,derive,full,parsing,printing,visit
toml_parser alloc
unicode-ident
vtable-api default,load,std
vtable-api-contract
vtable-api-core load,std
vtable-api-macros
vtable-api-manifest
winnow
";

#[test]
fn a_build_compiles_these_crates_and_no_others() {
    let project = Project::library("build-cost-crates", &table(2));
    let built = project.cargo(
        "tree --edges normal,build --target x86_64-unknown-linux-gnu --prefix none --no-dedupe --format {p}|{f}",
    );
    built.assert_builds("cargo tree");
    let mut found: Vec<String> = built.stdout.lines().map(without_version).collect();
    found.sort();
    found.dedup();
    assert_eq!(found.join("\n") + "\n", CRATES, "each of them costs every user");
}

/// `syn v3.0.1 (proc-macro)|derive,parsing` as `syn derive,parsing`.
fn without_version(line: &str) -> String {
    let (package, features) = line.split_once('|').expect("the format");
    let name = package.split(' ').next().expect("a name");
    format!("{name} {features}").trim_end().to_string()
}

/// Lines of LLVM's language that rustc writes for each of our crates, at most. Those of the macros are more than they were with
/// templates, a parser and loops of our own (206,900): `quote`, `syn` with `full`, and iterators are what every reader knows. Growable
/// types brought 15,000 of the macros and 17,000 of the manifest. When there are far fewer, write less here.
const LINES: [(&str, usize); 3] =
    [("vtable_api_core", 15_550), ("vtable_api_macros", 376_500), ("vtable_api_manifest", 180_000)];
/// The same for one more slot of a user's table, with a provider of it.
const LINES_OF_A_SLOT: usize = 2_150;
/// Words and signs that the macro makes of one more slot, and of its provider.
const TOKENS_OF_A_SLOT: usize = 690;
/// The two tables between which the slots are.
const SLOTS: [usize; 2] = [10, 60];

#[test]
fn rustc_generates_no_more_than_this() {
    if !support::pinned_toolchain("rustc_generates_no_more_than_this") {
        return;
    }
    let target = shared_target().with_file_name("build-cost");
    if target.exists() {
        std::fs::remove_dir_all(&target).expect("what the last run built");
    }
    let (mut each, mut all) = (Vec::new(), BTreeMap::new());
    for slots in SLOTS {
        let name = format!("build-cost-{slots}");
        let project = Project::library(&name, &table(slots)).in_target(target.clone());
        let flags = [("CARGO_ENCODED_RUSTFLAGS", "--emit=llvm-ir")];
        project.cargo_with("build", &flags).assert_builds("a crate with a table");
        all = lines(&target.join("debug/deps"));
        each.push(all[&name.replace('-', "_")]);
    }
    for (name, most) in LINES {
        assert!(all[name] <= most, "{name}: {} lines, at most {most}; all: {all:#?}", all[name]);
    }
    let slot = (each[1] - each[0]) / (SLOTS[1] - SLOTS[0]);
    assert!(slot <= LINES_OF_A_SLOT, "a slot: {slot} lines, at most {LINES_OF_A_SLOT}");
}

#[test]
fn a_slot_becomes_no_more_than_this() {
    if !support::pinned_toolchain("a_slot_becomes_no_more_than_this") {
        return;
    }
    let [few, many] = SLOTS.map(|slots| {
        let project = Project::library("build-cost-slot", &table(slots));
        let args = "rustc --profile check --lib -- -Zunpretty=expanded";
        let built = project.cargo_with(args, &[("RUSTC_BOOTSTRAP", "1")]);
        built.assert_builds("a crate with a table");
        tokens(&built.stdout)
    });
    let slot = (many - few) / (SLOTS[1] - SLOTS[0]);
    assert!(slot <= TOKENS_OF_A_SLOT, "a slot: {slot} tokens, at most {TOKENS_OF_A_SLOT}");
}

/// Words, numbers and signs.
fn tokens(source: &str) -> usize {
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut in_word = false;
    let mut count = 0;
    for sign in source.chars() {
        let goes_on = in_word && is_word(sign);
        count += usize::from(!goes_on && !sign.is_whitespace());
        in_word = is_word(sign);
    }
    count
}

/// Lines of the `.ll` files, by crate.
fn lines(folder: &Path) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for file in std::fs::read_dir(folder).expect("what was built") {
        let path = file.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        if let Some((name, _)) = name.strip_suffix(".ll").and_then(|name| name.rsplit_once('-')) {
            let text = std::fs::read_to_string(&path).expect("text");
            *found.entry(name.to_string()).or_default() += text.lines().count();
        }
    }
    found
}
