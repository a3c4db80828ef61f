//! `panic = "error"`: a panic in a slot that returns a `Result` is its error; in any other slot it ends the process.
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

use crate::support::Project;
use std::process::Command;
use vtable_api::{AbiType, Panicked, vtable_api};

#[derive(AbiType, Clone, Copy, Debug, PartialEq)]
#[repr(u32)]
pub enum Failure {
    Missing,
    Internal,
}

impl From<Panicked> for Failure {
    fn from(panic: Panicked) -> Self {
        assert_eq!(panic.message(), "no row 3");
        Failure::Internal
    }
}

#[vtable_api(id = "tests/panics", unrecorded, panic = "error")]
pub trait Rows {
    fn row(&self, number: u32) -> Result<u32, Failure>;
    fn push(&mut self, row: u32) -> std::result::Result<(), String>;
    fn name<'a>(&'a self, prefix: &'a str, each: &mut dyn FnMut(&'a str)) -> Result<&'a str, String>;
    unsafe fn raw(&self, at: *const u32) -> Result<u32, String>;
    fn first(&self, of: &dyn Rows) -> Result<u32, String>;
    fn last(&self) -> Outcome;
    fn any(&self) -> self::named::Result;
    fn count(&self) -> u32;
    fn nested(&self, levels: u32) -> Result<Nested, String>;
}

/// Memory that owns memory.
#[derive(AbiType, Debug, PartialEq)]
pub struct Nested {
    pub inner: Option<Box<Nested>>,
}

/// A `Result` by another name.
pub type Outcome = std::result::Result<u32, Failure>;

pub mod named {
    /// Another type by this name.
    #[derive(vtable_api::AbiType, Clone, Copy, Debug, PartialEq)]
    pub enum Result {
        No,
        Yes,
    }
}

#[derive(Default)]
struct Table(Vec<u32>);

impl Rows for Table {
    fn row(&self, number: u32) -> Result<u32, Failure> {
        match self.0.get(number as usize) {
            Some(row) => Ok(*row),
            None if number < 3 => Err(Failure::Missing),
            None => panic!("no row {number}"),
        }
    }
    fn push(&mut self, row: u32) -> Result<(), String> {
        self.0.push(row);
        assert!(self.0.len() < 2, "full");
        Ok(())
    }
    fn name<'a>(&'a self, prefix: &'a str, each: &mut dyn FnMut(&'a str)) -> Result<&'a str, String> {
        each(prefix);
        if self.0.is_empty() { panic!("empty") } else { Ok(prefix) }
    }
    unsafe fn raw(&self, at: *const u32) -> Result<u32, String> {
        if at.is_null() { panic!("null") } else { Ok(1) }
    }
    fn first(&self, of: &dyn Rows) -> Result<u32, String> {
        panic!("{} rows", of.count())
    }
    fn last(&self) -> Outcome {
        self.0.last().copied().ok_or_else(|| panic!("no row 3"))
    }
    fn any(&self) -> named::Result {
        if self.0.len() > 7 { panic!("many") } else { named::Result::Yes }
    }
    fn count(&self) -> u32 {
        if self.0.is_empty() { panic!("empty") } else { self.0.len() as u32 }
    }
    fn nested(&self, levels: u32) -> Result<Nested, String> {
        Ok((0..levels).fold(Nested { inner: None }, |inner, _| Nested { inner: Some(Box::new(inner)) }))
    }
}

#[test]
fn a_panic_is_the_error_of_a_slot_that_has_one() {
    let mut rows = RowsBox::new(Table::default());
    assert_eq!((rows.row(0), rows.row(3)), (Err(Failure::Missing), Err(Failure::Internal)));
    let mut said = Vec::new();
    assert_eq!(rows.name("a", &mut |text| said.push(text.to_owned())), Err("a slot panicked: empty".into()));
    assert_eq!((rows.last(), rows.any()), (Err(Failure::Internal), named::Result::Yes));
    assert_eq!((rows.push(7), rows.push(8)), (Ok(()), Err("a slot panicked: full".into())));
    assert_eq!((rows.row(0), rows.row(1)), (Ok(7), Ok(8)), "the object goes on as it is");
    assert_eq!(rows.name("b", &mut |text| said.push(text.to_owned())), Ok("b"));
    // SAFETY: the pointer is not read.
    assert_eq!(unsafe { rows.raw(std::ptr::null()) }, Err("a slot panicked: null".into()));
    assert_eq!(rows.first(&rows), Err("a slot panicked: 2 rows".into()));
    assert_eq!((rows.count(), said), (2, vec!["a".to_owned(), "b".to_owned()]));
}

/// It happens after the slot has returned, but still in the provider.
#[test]
fn what_cannot_be_sent_is_an_error_too() {
    let rows = RowsBox::new(Table::default());
    assert!(rows.nested(128).is_ok_and(|nested| nested.inner.is_some()));
    let said = rows.nested(129).expect_err("too deep");
    let begins = "a slot panicked: a value was not sent: in it, memory owns memory more than 128 levels deep";
    assert!(said.starts_with(begins), "{said}");
}

const ROWS: &str = "#[derive(vtable_api::AbiType, Debug)]\npub enum Failure {\n    No,\n    Why(String),\n}\n\
    impl From<vtable_api::Panicked> for Failure {\n    fn from(panic: vtable_api::Panicked) -> Self {\n        Failure::Why(panic.message().into())\n    }\n}\n\
    pub type Outcome<'a> = Result<&'a str, Failure>;\n\
    #[vtable_api::vtable_api(id = \"tests/later\", panic = \"error\")]\npub trait Later {\n    fn name(&self) -> Result<String, Failure>;\n";
const LATER: &str = "    #[revision(2)]\n    fn name_ex1(&mut self, each: &mut dyn FnMut(&str) -> u32) -> Result<&str, Failure> {\n        panic!(\"default {}\", each(\"a\"))\n    }\n    \
    #[revision(2)]\n    fn outcome<'a>(&self, text: &'a str) -> Outcome<'a> {\n        if text.is_empty() { panic!(\"empty\") } else { Ok(text) }\n    }\n    \
    #[revision(2)]\n    fn count(&self) -> u32 {\n        panic!(\"no error\")\n    }\n";

/// The same body is the provider's own where that has the revision, and the caller's where it does not.
#[test]
fn a_default_body_in_the_caller_panics_as_in_the_provider() {
    let r1 = Project::library("later-r1", &format!("{ROWS}}}\n"));
    r1.cli("init").assert_builds("init");
    r1.cli("freeze").assert_builds("revision 1");
    let r2 = Project::library("later-r2", &format!("{ROWS}{LATER}}}\n"));
    r2.write("abi.toml", &r1.read("abi.toml"));
    r2.cli("freeze").assert_builds("revision 2");
    let program = Project::library("later-program", "");
    let modules = ["r1", "r2"].map(|name| MODULE.replace("{name}", name)).concat();
    program.write("src/main.rs", &format!("{PROGRAM}{modules}"));
    program.remove("src/lib.rs");
    let [r1, r2] = [&r1, &r2].map(|project| project.path().to_string_lossy().into_owned());
    let dependencies = format!("[dependencies]\nlater-r1 = {{ path = '{r1}' }}\nlater-r2 = {{ path = '{r2}' }}\n");
    program.write("Cargo.toml", &program.read("Cargo.toml").replace("[dependencies]\n", &dependencies));
    let run = program.cargo("run -q");
    run.assert_builds("the program");
    assert_eq!(run.stdout, SAID, "{}", run.stderr);
}

/// What has no error unwinds in the caller, whose code it is.
const SAID: &str = "\
old: Err(Why(\"own\")) Err(Why(\"default 7\")) Ok(\"b\") Err(Why(\"empty\"))
new: Err(Why(\"own\")) Err(Why(\"default 7\")) Ok(\"b\") Err(Why(\"empty\"))
old, of which handles are made: Err(Why(\"empty\"))
no error: true
";

const MODULE: &str = r#"
mod {name} {
    use later_{name}::*;
    struct Real;
    impl Later for Real {
        fn name(&self) -> Result<String, Failure> { panic!("own") }
    }
    vtable_api::module! { create "later" => LaterBox: || Real; }
}
"#;

const PROGRAM: &str = r#"
#![forbid(unsafe_code)]
use later_r2::{Later, LaterBox};

fn shown(later: &mut LaterBox) -> String {
    let own = later.name();
    let default = format!("{:?}", later.name_ex1(&mut |text| text.len() as u32 + 6));
    format!("{own:?} {default} {:?} {:?}", later.outcome("b"), later.outcome(""))
}

fn opened(module: &'static vtable_api::module::Descriptor) -> LaterBox {
    vtable_api::Module::from_static(module).unwrap().create("later").unwrap()
}

fn main() {
    let mut old = opened(&r1::VTABLE_MODULE);
    println!("old: {}", shown(&mut old));
    println!("new: {}", shown(&mut opened(&r2::VTABLE_MODULE)));
    let again: Box<dyn Later> = Box::new(LaterBox::new(old));
    println!("old, of which handles are made: {:?}", again.outcome(""));
    println!("no error: {}", std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| again.count())).is_err());
}
"#;

const CASE: &str = "MODULES_PANICS_CASE";

/// In a child: a slot without an error panics.
#[test]
fn child() {
    if std::env::var_os(CASE).is_some() {
        RowsBox::new(Table::default()).count();
    }
}

#[test]
fn a_slot_without_an_error_ends_the_process() {
    let mut child = Command::new(std::env::current_exe().expect("this program"));
    child.args(["panics::child", "--exact", "--nocapture"]).env(CASE, "").env_remove("RUST_BACKTRACE");
    let done = child.output().expect("it runs");
    let said = String::from_utf8_lossy(&done.stderr);
    let last = "vtable-api: tests/panics: slot `count` panicked; a panic cannot cross the boundary";
    assert!(!done.status.success() && said.lines().any(|line| line == last), "{said}");
}
