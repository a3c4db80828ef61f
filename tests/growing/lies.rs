//! Blocks from C with one lie each: one line, or a value of which no more is read than what both know.

use crate::c;
use crate::support::{Project, shared_target};
use std::path::Path;
use std::process::{Command, Output};

const INTERFACE: &str = r#"
use vtable_api::{AbiType, Unknown, vtable_api};

#[derive(AbiType, Debug)]
#[abi(growable)]
pub struct Options {
    pub level: u32,
    pub name: String,
    pub inner: Option<Box<Options>>,
}

#[derive(AbiType, Debug)]
#[abi(growable)]
pub enum Event {
    Held(Options),
    Unknown(Unknown),
}

#[vtable_api(id = "tests/liar")]
pub trait Liar {
    fn given(&self, lie: u32) -> Options;
    fn lent(&self, lie: u32, to: &dyn Fn(&Options));
    fn all(&self, lie: u32) -> Vec<Options>;
    fn event(&self, lie: u32) -> Event;
}
"#;

const HOST: &str = r#"
use growing_lies::{Liar, LiarRef};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let liar: LiarRef<'static> = vtable_api::Module::open(&args[1]).unwrap().get("liar").unwrap();
    let lie = args[3].parse().unwrap();
    match args[2].as_str() {
        "given" => println!("{:?}", liar.given(lie)),
        "lent" => liar.lent(lie, &|lent| println!("{lent:?}")),
        "all" => println!("{:?}", liar.all(lie)),
        _ => println!("{:?}", liar.event(lie)),
    }
}
"#;

const TOLD: &str = "Options { level: 7, name: \"name\", inner: None }";

/// What is said of each lie about a block that is given away: a line, or nothing.
const LIES: &[(u32, &str)] = &[
    (0, ""),
    (1, "a null pointer where a value is required"),
    (2, "a pointer that is not aligned to 8"),
    (3, "a null pointer where a value is required"),
    (4, "a pointer that is not aligned to 8"),
    (5, "a block of `Options` whose `growth` has a size of 8, which is too small"),
    (6, "a block of `Options` whose `growth` counts no growths"),
    // What is there beyond what this binary knows is not looked at.
    (7, ""),
    (8, "a null pointer where a value is required"),
    (9, "a block of another type than `Options`, or one whose growths differ from the first one on"),
    (10, "a block of another type than `Options`, or one whose growths differ from the first one on"),
    (11, "a null pointer where a value is required"),
    (12, "a block of `Options` whose `growth` has a null `free`"),
    (13, "a block of the struct `Options` with the tag 3 instead of 0"),
    (14, "text that is not UTF-8 after 1 bytes, in `name`"),
    (15, "a value that takes more than 4194304 steps to check, as one that refers to itself does, in `inner`"),
];

fn ran(host: &Path, module: &Path, slot: &str, lie: u32) -> Output {
    Command::new(host).arg(module).args([slot, &lie.to_string()]).output().expect("it starts")
}

/// What is wrong about how a lie was taken.
fn wrong(output: &Output, slot: &str, lie: u32, value: &str, line: &str) -> Option<String> {
    let (said, out) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    let is_right = match line {
        "" => output.status.success() && out.trim_end() == value,
        line => {
            !output.status.success()
                && said.contains(line)
                && said.lines().count() == 1
                && said.starts_with("vtable-api: ")
        }
    };
    (!is_right).then(|| format!("{slot} {lie}: {}\n{out}{said}wanted: {value} {line}\n", output.status))
}

#[test]
fn each_lie_is_one_line() {
    let project = Project::library("growing-lies", INTERFACE);
    project.write("src/bin/growing_lies_host.rs", HOST);
    project.cli("init --quiet").assert_builds("init");
    project.cli("freeze --quiet").assert_builds("freeze");
    project.cli("header --quiet --out include").assert_builds("header");
    project.cargo("build --bin growing_lies_host").assert_builds("the host");
    let host = shared_target().join("debug/growing_lies_host");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("growing/lies.c");
    let module = c::library(&c::folder("lies"), "lies", &source, &project.path().join("include"), &[]);
    let mut faults = Vec::new();
    let mut tell = |slot: &str, lie: u32, value: &str, line: &str| {
        faults.extend(wrong(&ran(&host, &module, slot, lie), slot, lie, value, line));
    };
    for (lie, line) in LIES {
        tell("given", *lie, TOLD, line);
        tell("all", *lie, &format!("[{TOLD}, {TOLD}]"), &line.replace("in `", "in `[1]."));
        // Who is lent a block does not look at its `free`.
        tell("lent", *lie, TOLD, if *lie == 12 { "" } else { line.split(", in `").next().unwrap_or_default() });
        // In a variant, it is the field.
        tell("event", *lie, &format!("Held({TOLD})"), line.split(", in `").next().unwrap_or_default());
    }
    tell("event", 16, "Unknown(Unknown { tag: 77, text: None })", "");
    assert!(faults.is_empty(), "{}", faults.concat());
}
