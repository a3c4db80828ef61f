//! Types of std and forms of types that may not cross, at each place where a type can stand: one error each, on the type, in at
//! most twelve lines and in our words. What the help offers in their place is put there, and builds.

mod types;

use crate::support::{Diagnostic, Project};
use std::collections::BTreeMap;
use types::{REFUSED, Refused};

/// Lines of one error.
const LINES: usize = 12;

/// Names that are no business of a user's.
const HIDDEN: &[&str] = &["__private", "Described", "Pointee`", "Forwards", "E0599", "E0411", "E0310", "E0119"];

/// What every crate here begins with: types of a user's, which the help speaks of.
const HEAD: &str = "\
#![allow(dead_code, unused_imports)]
use vtable_api::*;
pub struct Stranger(u32);
#[derive(AbiType, Clone, Copy)]
#[repr(C)]
pub struct Entry { pub key: u32, pub value: u32 }
#[vtable_api(unrecorded)]
pub trait Api { fn n(&self) -> u32; }
";

/// Where a type may stand, as an item with `TYPE` in it.
const PLACES: &[(&str, &str)] = &[
    ("parameter", "#[vtable_api(unrecorded)] pub trait Taker { fn take(&self, v: TYPE); }"),
    ("return", "#[vtable_api(unrecorded)] pub trait Taker { fn take(&self) -> TYPE; }"),
    ("element", "#[vtable_api(unrecorded)] pub trait Taker { fn take(&self, v: &[TYPE]); }"),
    ("error", "#[vtable_api(unrecorded)] pub trait Taker { fn take(&self) -> Result<u32, TYPE>; }"),
    ("callback", "#[vtable_api(unrecorded)] pub trait Taker { fn take(&self, f: &dyn Fn(TYPE)); }"),
    ("field", "#[derive(AbiType)] #[repr(C)] pub struct Taker { pub a: u32, pub v: TYPE }"),
    ("payload", "#[derive(AbiType)] #[repr(C, u32)] pub enum Taker { A(u32), V(TYPE) }"),
    ("copied", "#[derive(AbiType)] pub struct Taker { pub a: u32, pub v: TYPE }"),
];

/// One type at one place: a line of the crate.
struct Case {
    refused: &'static Refused,
    place: &'static str,
    line: String,
    /// Where the type stands in it.
    column: usize,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for refused in REFUSED {
        for (place, item) in PLACES.iter().filter(|(place, _)| !refused.but.contains(place)) {
            let line = module(cases.len(), item);
            let column = line.find("TYPE").expect("every item has it") + 1;
            cases.push(Case { refused, place, line: line.replace("TYPE", refused.ty), column });
        }
    }
    cases
}

/// An item on a line of its own, apart from the others.
fn module(at: usize, item: &str) -> String {
    format!("mod m{at} {{ use super::*; {item} }}")
}

/// A crate of one line for each case, and the errors by case.
fn errors(cases: &[Case]) -> BTreeMap<usize, Vec<Diagnostic>> {
    let lines: String = cases.iter().map(|case| format!("{}\n", case.line)).collect();
    let project = Project::library("wall", &format!("{HEAD}{lines}"));
    let mut found: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for error in project.check().errors() {
        let line: Option<usize> = error.at().and_then(|at| at.split(':').nth(1)?.parse().ok());
        let line = line.unwrap_or_else(|| panic!("no place: {error}"));
        let head = HEAD.lines().count();
        assert!(line > head, "an error beside the cases: {error}");
        found.entry(line - head - 1).or_default().push(error);
    }
    found
}

/// What is wrong with what was said of one.
fn wrong(case: &Case, errors: &[Diagnostic]) -> Option<String> {
    let [error] = errors else {
        return Some(format!("{} errors", errors.len()));
    };
    let text = error.text.trim_end();
    // rustc's last label names the constant in which it found what is wrong.
    let ours = text.rsplit_once("evaluation of `").map_or(text, |(text, _)| text);
    let hidden: Vec<_> = HIDDEN.iter().filter(|name| ours.contains(**name)).collect();
    let at = error.at().and_then(|at| at.rsplit(':').next()?.parse::<usize>().ok());
    // On it, or on the type around it.
    let types = case.column - "Result<u32, ".len()..case.column + case.refused.ty.len();
    match () {
        () if !text.contains("[VT01") => Some("not in our words".to_owned()),
        () if !text.contains("help: ") => Some("no way out".to_owned()),
        () if text.lines().count() > LINES => Some(format!("{} lines", text.lines().count())),
        () if !hidden.is_empty() => Some(format!("it names {hidden:?}")),
        () if !at.is_some_and(|at| types.contains(&at)) => Some("not at the type".to_owned()),
        () => None,
    }
}

#[test]
fn a_type_that_may_not_cross_is_one_error_and_what_help_offers_builds() {
    let cases = cases();
    let errors = errors(&cases);
    let none = Vec::new();
    let mut failures = Vec::new();
    let mut offers = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let found = errors.get(&at).unwrap_or(&none);
        if let Some(why) = wrong(case, found) {
            let said: String = found.iter().map(|error| error.text.clone()).collect();
            failures.push(format!("== {} as {}: {why}\n{said}", case.refused.ty, case.place));
        }
        offers.extend(found.iter().filter_map(|error| offered(error, case.place)).map(|offer| (case, offer)));
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
    assert!(offers.len() * 7 > cases.len(), "help that can be pasted: {}", offers.len());
    pasted(&offers);
}

/// Puts what was offered where the type was.
fn pasted(offers: &[(&Case, String)]) {
    let line = |(at, (case, offer)): (usize, &(&Case, String))| {
        let (place, item) = PLACES.iter().find(|(place, _)| *place == case.place).expect("a place");
        // A field borrows for a lifetime that has a name.
        let offer = match *place == "field" || *place == "payload" || *place == "copied" {
            true => offer.replace('&', "&'static ").replace("'_", "'static"),
            false => offer.clone(),
        };
        module(at, &item.replace("TYPE", &offer)) + "\n"
    };
    let lines: String = offers.iter().enumerate().map(line).collect();
    let built = Project::library("wall-pasted", &format!("{HEAD}{lines}")).check();
    let wrong = built.errors().into_iter().map(|error| error.text.clone());
    let wrong: Vec<_> = wrong.collect();
    assert!(built.success, "{} of {} do not build:\n{}", wrong.len(), offers.len(), wrong.join("\n"));
}

/// The type that the help tells to write there, with types in the place of its letters; `None` if it says it in words.
fn offered(error: &Diagnostic, place: &str) -> Option<String> {
    let message = error.message();
    let (_, help) = message.split_once("help: ")?;
    let help = help.replace('\n', " ");
    let verbs: &[&str] = match place {
        "parameter" => &["take ", "pass ", "write "],
        _ if help.contains("as a parameter") => return None,
        "return" => &["return ", "write "],
        "error" | "callback" => &["write "],
        _ if help.contains("in a slot") => return None,
        _ => &["in another type, ", "in a field or as an element, ", "in a field, ", "write "],
    };
    let offer = verbs.iter().find_map(|verb| {
        let (before, behind) = help.split_once(&format!("{verb}`"))?;
        let is_word = before.is_empty() || before.ends_with([' ', ';', ',']);
        behind.split_once('`').map(|(offer, _)| offer.to_owned()).filter(|_| is_word)
    })?;
    Some(with_types(&offer))
        .filter(|offer| !offer.contains("..") && !offer.contains("#[") && !offer.starts_with("extern"))
}

/// `&[u32]` for `&[T]`.
fn with_types(offer: &str) -> String {
    let mut text = String::new();
    let mut word = String::new();
    for c in offer.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        text.push_str(match word.as_str() {
            "T" | "K" | "V" | "E" => "u32",
            other => other,
        });
        word.clear();
        text.push(c);
    }
    text.trim_end().to_owned()
}
