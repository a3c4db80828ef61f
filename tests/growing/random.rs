//! Random growable types that two branches have grown at random: each side makes values, the other one reads them, by value, lent, in vectors
//! and slices, returned and passed back. What both know arrives equal, all else is the reader's default or unknown, and everything is freed
//! once. `VTABLE_API_SEED` is the seed.

use crate::support::{Project, shared_target, tool};
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::fmt::Write;

const SIDES: [&str; 2] = ["a", "b"];

/// Of which each third may hold those before it directly.
const TYPES: usize = 24;

/// Values of each type, natively and under valgrind.
const VALUES: [u64; 2] = [100, 3];

/// Ways in which a value crosses in the program, and how many values that compares for each value and type.
const COMPARED: u64 = 1 + 1 + 3 + 3 + 1 + 3 + 1;

/// A field, or a variant.
struct Member {
    name: String,
    /// Of a field, one; of a variant, any number.
    types: Vec<String>,
    /// Of a variant: whether its fields have names.
    is_named: bool,
    /// Of a field: an expression.
    default: Option<&'static str>,
}

/// Members by growth: those that both sides have, and those of each.
struct Growable {
    name: String,
    is_enum: bool,
    /// Of an enum: whether it has a text.
    is_shown: bool,
    shared: Vec<Vec<Member>>,
    own: [Vec<Vec<Member>>; 2],
}

impl Growable {
    /// What a side has, or both have.
    fn growths(&self, side: Option<usize>) -> impl Iterator<Item = &Vec<Member>> {
        self.shared.iter().chain(side.into_iter().flat_map(|side| &self.own[side]))
    }

    fn members(&self, side: Option<usize>) -> Vec<&Member> {
        self.growths(side).flatten().collect()
    }
}

/// Chooses.
struct Choice(TestRng);

impl Choice {
    fn of(seed: u64) -> Choice {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Choice(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    fn below(&mut self, count: usize) -> usize {
        self.0.next_u32() as usize % count
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A type of a member of the growable type of this index.
    fn part(&mut self, of: usize) -> String {
        let lower = of / 8 * 8;
        match self.below(10) {
            0..6 => self.one(LEAVES).to_owned(),
            6..8 if lower > 0 => {
                let held = self.one(DIRECT);
                held.replace("{T}", &format!("T{}", self.below(lower)))
            }
            8 if lower > 0 => "Holder".to_owned(),
            9 => format!("Option<Box<T{of}>>"),
            _ => self.one(BEHIND).replace("{T}", &format!("T{}", self.below(of + 1))),
        }
    }

    fn member(&mut self, of: usize, is_enum: bool, growth: usize, name: String) -> Member {
        let count = if is_enum { self.below(4) } else { 1 };
        let types: Vec<String> = (0..count).map(|_| self.part(of)).collect();
        let default = DEFAULTS.iter().find(|(ty, _)| !is_enum && growth > 1 && types[0] == *ty);
        let default = default.map(|(_, value)| *value).filter(|_| self.below(2) == 0);
        Member { name, types, is_named: is_enum && self.below(2) == 0, default }
    }

    fn growable(&mut self, of: usize) -> Growable {
        let is_enum = self.below(3) == 0;
        let mut first = 1;
        let mut growths = |choice: &mut Choice, count: usize, prefix: &str| {
            let mut all = Vec::new();
            for growth in first..first + count {
                let members = 0..1 + choice.below(4);
                let name = |at| {
                    if is_enum {
                        format!("{}{growth}V{at}", prefix.to_uppercase())
                    } else {
                        format!("{prefix}{growth}_{at}")
                    }
                };
                all.push(members.map(|at| choice.member(of, is_enum, growth, name(at))).collect());
            }
            if prefix == "f" {
                first += count;
            }
            all
        };
        let count = 1 + self.below(3);
        let shared = growths(self, count, "f");
        let own = SIDES.map(|side| {
            let count = self.below(4);
            growths(self, count, side)
        });
        Growable { name: format!("T{of}"), is_enum, is_shown: self.below(2) == 0, shared, own }
    }
}

const LEAVES: &[&str] = &[
    "bool",
    "u8",
    "u16",
    "u32",
    "u64",
    "i8",
    "i16",
    "i32",
    "i64",
    "f64",
    "String",
    "Duration",
    "Vec<u8>",
    "Vec<String>",
    "Vec<i64>",
    "Option<u64>",
    "Option<String>",
    "Option<Vec<u16>>",
    "BTreeMap<String, u32>",
    "BTreeMap<u16, Vec<String>>",
    "(u32, String)",
    "(u8, Option<i64>)",
    "Vec<(u16, String)>",
    "Pair",
    "Vec<Pair>",
    "Kind",
    "Option<Kind>",
    "Point",
    "Vec<Point>",
];

/// What holds a type without a `Box`.
const DIRECT: &[&str] = &["{T}", "{T}", "Option<{T}>", "(u8, {T})", "Option<(String, {T})>"];

/// What may hold the type itself as well. (Of many types that all hold each other, rustc takes minutes to say whether they are `Send`.)
const BEHIND: &[&str] = &[
    "Vec<{T}>",
    "Option<Box<{T}>>",
    "BTreeMap<String, {T}>",
    "Vec<Option<{T}>>",
    "Vec<(u16, {T})>",
    "Option<Vec<{T}>>",
];

const DEFAULTS: &[(&str, &str)] = &[
    ("bool", "true"),
    ("u32", "7"),
    ("i64", "-7"),
    ("f64", "0.5"),
    ("String", "\"default\".into()"),
    ("Vec<String>", "vec![\"default\".into(), String::new()]"),
    ("Option<u64>", "Some(9)"),
    ("Pair", "Pair { at: 3, name: \"default\".into() }"),
    ("Kind", "Kind::Of(3)"),
];

/// The interface, as one side has it.
fn interface(types: &[Growable], side: Option<usize>) -> String {
    let (mut text, mut slots) = (INTERFACE.to_owned(), String::new());
    for of in types {
        text += &definition(of, side);
        slots += &named(SLOTS, of);
    }
    text.replace("{SLOTS}", &slots)
}

/// What is of one type; `{t}` is in names of functions.
fn named(text: &str, of: &Growable) -> String {
    text.replace("{T}", &of.name).replace("{t}", &of.name.to_lowercase())
}

fn definition(of: &Growable, side: Option<usize>) -> String {
    let mut members = String::new();
    for (growth, all) in (1..).zip(of.growths(side)) {
        for member in all {
            if growth > 1 {
                let default = member.default.map(|value| format!(", default = {value}")).unwrap_or_default();
                write!(members, "    #[abi(growth = {growth}{default})] ").expect("a String");
            }
            writeln!(members, "    {},", declared(member, of.is_enum)).expect("a String");
        }
    }
    let name = &of.name;
    if !of.is_enum {
        return format!(
            "\n#[derive(AbiType, Clone, Debug, Default)]\n#[abi(growable)]\npub struct {name} {{\n{members}}}\n"
        );
    }
    let first = filled(of.members(side)[0], name, |_, _| "Default::default()".into());
    let shown: String = (0..).zip(of.members(side)).map(|(tag, member)| shown(name, tag, member)).collect();
    let display = ENUM_TEXT.replace("{ARMS}", &shown);
    let impls = ENUM.to_owned() + if of.is_shown { &display } else { "" };
    impls.replace("{MEMBERS}", &members).replace("{FIRST}", &first).replace("{T}", name)
}

fn declared(member: &Member, is_variant: bool) -> String {
    let Member { name, types, is_named, .. } = member;
    match (is_variant, is_named) {
        (false, _) => format!("pub {name}: {}", types[0]),
        (true, true) => {
            let fields: Vec<String> = types.iter().enumerate().map(|(at, ty)| format!("f{at}: {ty}")).collect();
            format!("{name} {{ {} }}", fields.join(", "))
        }
        (true, false) if types.is_empty() => name.clone(),
        (true, false) => format!("{name}({})", types.join(", ")),
    }
}

fn shown(of: &str, tag: usize, member: &Member) -> String {
    format!("            {of}::{} {{ .. }} => f.write_str(\"{of} {tag}\"),\n", member.name)
}

/// A variant with these values.
fn filled(member: &Member, of: &str, value: impl Fn(usize, &str) -> String) -> String {
    let all: Vec<String> =
        member.types.iter().enumerate().map(|(at, ty)| format!("f{at}: {}", value(at, ty))).collect();
    let unnamed = || all.iter().map(|field| field.split_once(": ").expect("one").1).collect::<Vec<_>>().join(", ");
    match (member.is_named, all.is_empty()) {
        (true, _) => format!("{of}::{} {{ {} }}", member.name, all.join(", ")),
        (false, true) => format!("{of}::{}", member.name),
        (false, false) => format!("{of}::{}({})", member.name, unnamed()),
    }
}

/// How values of a type are made and seen.
fn part(of: &Growable, side: usize) -> String {
    let body = if of.is_enum { variants(of, side) } else { fields(of, side) };
    PART.replace("{BODY}", &body).replace("{T}", &of.name)
}

fn fields(of: &Growable, side: usize) -> String {
    let shared = of.members(None).len();
    let (mut made, mut texts, mut seen) = (String::new(), Vec::new(), String::new());
    for (at, Member { name, types, default, .. }) in of.members(Some(side)).into_iter().enumerate() {
        writeln!(made, "            {name}: Part::of(seed.child({at})),").expect("a String");
        texts.push(format!("{name}: {{}}"));
        let (ty, default) = (&types[0], default.unwrap_or("Default::default()"));
        let text = match at < shared {
            true => format!("<{ty} as Part>::seen(seed.child({at}), view)"),
            false => format!("late::<{ty}>(seed.child({at}), view, {default})"),
        };
        writeln!(seen, "            {text},").expect("a String");
    }
    FIELDS.replace("{MADE}", &made).replace("{TEXT}", &texts.join(", ")).replace("{SEEN}", &seen)
}

fn variants(of: &Growable, side: usize) -> String {
    let (own, other) = (of.members(Some(side)), of.members(Some(1 - side)));
    let shared = of.members(None).len();
    let (mut made, mut seen) = (String::new(), String::new());
    for (at, member) in own.iter().enumerate() {
        let value = filled(member, &of.name, |at, _| format!("Part::of(seed.child({at}))"));
        writeln!(made, "            {at} => {value},").expect("a String");
        let text = filled(member, "", |_, _| "{}".into()).replace("::", "");
        let text = match member.is_named {
            true if member.types.is_empty() => member.name.clone(),
            true => text.replace("{ ", "{{ ").replace(" }", " }}"),
            false => text,
        };
        let values = member.types.iter().enumerate();
        let values: String =
            values.map(|(at, ty)| format!(", <{ty} as Part>::seen(seed.child({at}), inner)")).collect();
        writeln!(seen, "            {at} => format!(\"{text}\"{values}),").expect("a String");
    }
    let text = if of.is_shown { format!("Some(&format!(\"{} {{tag}}\"))", of.name) } else { "None".into() };
    let body = VARIANTS.replace("{MADE}", &made).replace("{SEEN}", &seen).replace("{TEXT}", &text);
    let counts = [("{OWN}", own.len()), ("{OTHER}", other.len()), ("{SHARED}", shared)];
    counts.iter().fold(body, |body, (name, count)| body.replace(name, &count.to_string()))
}

/// The part of the program that is of one side.
fn side(types: &[Growable], side: usize) -> String {
    let (mut parts, mut slots, mut calls) = (String::new(), String::new(), String::new());
    for of in types {
        parts += &part(of, side);
        slots += &named(REAL, of);
        calls += &named(CALLS, of);
    }
    let text = SIDE.replace("{PARTS}", &parts).replace("{SLOTS}", &slots).replace("{CALLS}", &calls);
    text.replace("{S}", SIDES[side])
}

/// The package as one side has it, or as both had it.
fn package(types: &[Growable], side: Option<usize>) -> Project {
    let version = side.map_or(0, |side| side + 1);
    let manifest = format!(
        "[package]\nname = \"random\"\nversion = \"0.{version}.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nvtable-api = {{ path = \"{{vtable-api}}\" }}\n\n[workspace]\n"
    );
    let project = Project::with_manifest(&format!("random-{}", side.map_or("shared", |side| SIDES[side])), &manifest);
    project.write("src/lib.rs", &interface(types, side));
    project
}

/// Both sides, frozen behind what they have in common.
fn packages(types: &[Growable]) -> [Project; 2] {
    let shared = package(types, None);
    shared.cli("init").assert_builds("init");
    shared.cli("freeze").assert_builds("what both have");
    [0, 1].map(|side| {
        let project = package(types, Some(side));
        project.write("abi.toml", &shared.read("abi.toml"));
        project.cli("freeze").assert_builds(SIDES[side]);
        project
    })
}

fn program(types: &[Growable], packages: &[Project; 2]) -> Project {
    let program = Project::library("random-program", "");
    program.remove("src/lib.rs");
    let source = include_str!("random/program.rs").to_owned() + &side(types, 0) + &side(types, 1);
    program.write("src/main.rs", &source);
    let mut paths = String::from("[dependencies]\n");
    for (project, side) in packages.iter().zip(SIDES) {
        let path = project.path().display();
        writeln!(paths, "random-{side} = {{ package = \"random\", path = '{path}' }}").expect("a String");
    }
    let manifest = program.read("Cargo.toml");
    program.write("Cargo.toml", &manifest.replace("[dependencies]\n", &paths));
    program
}

/// Says the seed if the test fails.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("again: VTABLE_API_SEED={}", self.0);
        }
    }
}

#[test]
fn what_both_know_arrives_and_everything_is_freed_once() {
    let seed = std::env::var("VTABLE_API_SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let _told = Told(seed);
    let mut choice = Choice::of(seed);
    let types: Vec<Growable> = (0..TYPES).map(|of| choice.growable(of)).collect();
    let program = program(&types, &packages(&types));
    program.cargo("build").assert_silent("the program");
    let binary = shared_target().join("debug/random-program");
    let said = |values: u64| format!("{} values\n", 3 * TYPES as u64 * values * COMPARED);
    let [natively, checked] = VALUES;
    let ran = program.run_tool(&binary.display().to_string(), &natively.to_string());
    ran.assert_builds("natively");
    assert_eq!(ran.stdout, said(natively));
    if !tool("random growths", "valgrind", "--version") {
        return;
    }
    let args = "--error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect -q";
    let ran = program.run_tool("valgrind", &format!("{args} {} {checked}", binary.display()));
    ran.assert_builds("under valgrind");
    assert_eq!(ran.stdout, said(checked));
}

const INTERFACE: &str = r#"
#![allow(clippy::all)]
use std::collections::BTreeMap;
use std::time::Duration;
use vtable_api::{AbiType, Unknown, vtable_api};

#[derive(AbiType, Clone, Debug, Default)]
pub struct Pair { pub at: u16, pub name: String }

#[derive(AbiType, Clone, Debug, Default)]
pub enum Kind { #[default] Bare, Of(u8), Wide { all: Vec<String> } }

#[derive(AbiType, Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct Point { pub x: i32, pub y: u16 }

#[derive(AbiType, Clone, Debug, Default)]
pub struct Holder { pub of: Option<T0>, pub all: Vec<T1> }

#[vtable_api(id = "tests/meet")]
pub trait Meet {
{SLOTS}}
"#;

const SLOTS: &str = "    fn lent_{t}(&self, number: u64, is_own: bool, of: &{T});
    fn given_{t}(&self, number: u64, is_own: bool, of: {T});
    fn all_{t}(&self, number: u64, is_own: bool, of: Vec<{T}>);
    fn slice_{t}(&self, number: u64, is_own: bool, of: &[{T}]);
    fn made_{t}(&self, number: u64) -> {T};
    fn all_made_{t}(&self, number: u64) -> Vec<{T}>;
    fn back_{t}(&self, of: {T}) -> {T};
";

const ENUM: &str = "
#[derive(AbiType, Clone, Debug)]
#[abi(growable)]
pub enum {T} {
{MEMBERS}    Unknown(Unknown),
}

impl Default for {T} {
    fn default() -> {T} { {FIRST} }
}
";

const ENUM_TEXT: &str = "
impl std::fmt::Display for {T} {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
{ARMS}            {T}::Unknown(unknown) => unknown.fmt(f),
        }
    }
}
";

const PART: &str = "
    impl Part for {T} {
{BODY}    }
";

const FIELDS: &str = "        fn of(seed: Seed) -> Self {
            Self {
{MADE}            }
        }
        fn seen(seed: Seed, view: View) -> String {
            format!(\"{T} {{ {TEXT} }}\",
{SEEN}            )
        }
";

const VARIANTS: &str = "        fn of(seed: Seed) -> Self {
            match seed.pick({OWN}) {
{MADE}            _ => unreachable!(),
            }
        }
        fn seen(seed: Seed, view: View) -> String {
            let tag = seed.pick(if view == View::Other { {OTHER} } else { {OWN} });
            let inner = match view {
                View::Other if tag >= {SHARED} => return unknown(tag, {TEXT}),
                View::Back if tag >= {SHARED} => View::Own,
                view => view,
            };
            let _ = inner;
            match tag {
{SEEN}            _ => unreachable!(),
            }
        }
";

const SIDE: &str = r#"
#[allow(clippy::all, non_snake_case)]
mod {S} {
    use crate::*;
    use random_{S}::*;
    use vtable_api::{Module, module::Descriptor};
{PARTS}
    impl Part for Pair {
        fn of(seed: Seed) -> Self { Pair { at: Part::of(seed.child(0)), name: Part::of(seed.child(1)) } }
        fn seen(seed: Seed, _: View) -> String { format!("{:?}", Self::of(seed)) }
    }

    impl Part for Point {
        fn of(seed: Seed) -> Self { Point { x: Part::of(seed.child(0)), y: Part::of(seed.child(1)) } }
        fn seen(seed: Seed, _: View) -> String { format!("{:?}", Self::of(seed)) }
    }

    impl Part for Kind {
        fn of(seed: Seed) -> Self {
            match seed.pick(3) {
                0 => Kind::Bare,
                1 => Kind::Of(Part::of(seed)),
                _ => Kind::Wide { all: Part::of(seed.child(0)) },
            }
        }
        fn seen(seed: Seed, _: View) -> String { format!("{:?}", Self::of(seed)) }
    }

    impl Part for Holder {
        fn of(seed: Seed) -> Self { Holder { of: Part::of(seed.child(0)), all: Part::of(seed.child(1)) } }
        fn seen(seed: Seed, view: View) -> String {
            let (of, all) = (Option::<T0>::seen(seed.child(0), view), Vec::<T1>::seen(seed.child(1), view));
            format!("Holder {{ of: {of}, all: {all} }}")
        }
    }

    struct Real;
    impl Meet for Real {
{SLOTS}    }
    vtable_api::module! { create "meet" => MeetBox: || Real; }

    pub(crate) fn host(module: &str, of: &'static Descriptor, count: u64, is_own: bool) {
        let it: MeetBox = Module::from_static(of).unwrap().create("meet").unwrap();
        let (made, back) = if is_own { (View::Own, View::Own) } else { (View::Other, View::Back) };
        for number in 0..count {
            let number = number * 1000;
{CALLS}        }
    }
}
"#;

const REAL: &str =
    "        fn lent_{t}(&self, number: u64, is_own: bool, of: &{T}) { check(of, number, view(is_own)); }
        fn given_{t}(&self, number: u64, is_own: bool, of: {T}) { check(&of, number, view(is_own)); }
        fn all_{t}(&self, number: u64, is_own: bool, of: Vec<{T}>) { check_all(&of, number, view(is_own)); }
        fn slice_{t}(&self, number: u64, is_own: bool, of: &[{T}]) { check_all(of, number, view(is_own)); }
        fn made_{t}(&self, number: u64) -> {T} { value(number) }
        fn all_made_{t}(&self, number: u64) -> Vec<{T}> { values(number) }
        fn back_{t}(&self, of: {T}) -> {T} { of }
";

const CALLS: &str = "            leaves_nothing(&format!(\"{T} of {S} with {module}\"), || {
                it.lent_{t}(number, is_own, &value(number));
                it.given_{t}(number, is_own, value(number));
                it.all_{t}(number, is_own, values(number));
                it.slice_{t}(number, is_own, &values(number));
                check(&it.made_{t}(number), number, made);
                check_all(&it.all_made_{t}(number), number, made);
                check(&it.back_{t}(value(number)), number, back);
            });
";
