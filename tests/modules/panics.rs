//! `panic = "error"`: a panic in a slot that returns a `Result` is its error; in any other slot it ends the process.
#![allow(missing_docs, unreachable_pub, reason = "no interface of ours")]

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
