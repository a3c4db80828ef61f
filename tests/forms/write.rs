//! The three crates, from the cells that are still in, and their second release.

use super::cells::{Cell, camel, item};
use super::list::{FORMS, Form, TYPES};
use std::fmt::Write;

/// What is written: the first release, or the second, in which each table has one more slot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Release {
    First,
    Second,
}

impl Release {
    /// `text` of the later slot.
    fn later(self, text: &str) -> &str {
        if self == Release::Second { text } else { "" }
    }
}

/// An interface, and which of its lines is of which cell.
pub(crate) struct Interface<'a> {
    pub(crate) text: String,
    cells: Vec<Option<&'a Cell>>,
}

impl<'a> Interface<'a> {
    fn new(release: Release) -> Interface<'a> {
        let mut interface = Interface { text: String::new(), cells: Vec::new() };
        interface.line("#![allow(improper_ctypes_definitions)]", None);
        interface.line("use vtable_api::{AbiType, vtable_api};", None);
        let types = match release {
            Release::First => TYPES.to_owned(),
            Release::Second => TYPES.replace("/*+ ", "").replace(" +*/", ""),
        };
        types.trim().lines().for_each(|line| interface.line(line, None));
        interface
    }

    /// A table for each form.
    pub(crate) fn by_form(cells: &'a [Cell], release: Release) -> Interface<'a> {
        let mut interface = Interface::new(release);
        for (form, of_it) in by_form(cells) {
            interface.table(form.name, &format!("{}Slots", camel(form.name)), &of_it, release);
        }
        interface
    }

    /// A table for each cell: of two refusals for one cause, only the first in a table is said.
    pub(crate) fn by_cell(cells: &[&'a Cell]) -> Interface<'a> {
        let mut interface = Interface::new(Release::First);
        for cell in cells {
            let id = format!("{}-{}", cell.form.name, cell.name);
            interface.table(&id, &camel(&id.replace('_', "-")), &[cell], Release::First);
        }
        interface
    }

    fn table(&mut self, id: &str, name: &str, cells: &[&'a Cell], release: Release) {
        for cell in cells.iter().filter(|cell| !cell.place.item.is_empty()) {
            self.line(&item(cell.form, cell.place), Some(cell));
        }
        self.line(&format!("#[vtable_api(id = \"forms/t-{id}\")]"), None);
        self.line(&format!("pub trait {name} {{"), None);
        cells.iter().for_each(|cell| self.line(&cell.slot(), Some(cell)));
        self.line(release.later("#[revision(2)] fn later(&self) -> u32 { 1 }"), None);
        self.line("}", None);
    }

    fn line(&mut self, text: &str, cell: Option<&'a Cell>) {
        assert!(!text.contains('\n'), "{text}");
        self.text += text;
        self.text.push('\n');
        self.cells.push(cell);
    }

    /// The cell of a line, counted from 1.
    pub(crate) fn at(&self, line: usize) -> Option<&'a Cell> {
        *self.cells.get(line - 1)?
    }
}

/// Forms that have cells, and these.
fn by_form(cells: &[Cell]) -> impl Iterator<Item = (&'static Form, Vec<&Cell>)> {
    let of = |form: &'static Form| (form, cells.iter().filter(|cell| cell.form.name == form.name).collect::<Vec<_>>());
    FORMS.iter().map(of).filter(|(_, cells)| !cells.is_empty())
}

/// How many tables there are.
pub(crate) fn tables(cells: &[Cell]) -> usize {
    by_form(cells).count()
}

const ALLOW: &str = "#![allow(unused, improper_ctypes_definitions, clippy::all)]\nuse forms_interface::*;\n";

pub(crate) fn provider(cells: &[Cell], release: Release) -> String {
    let mut text = format!("{ALLOW}pub struct All;\n");
    let mut exports = String::new();
    for (form, of_it) in by_form(cells) {
        let name = camel(form.name);
        writeln!(text, "impl {name}Slots for All {{").expect("text");
        of_it.iter().for_each(|cell| writeln!(text, "    {}", cell.method()).expect("text"));
        text += release.later("    fn later(&self) -> u32 { 2 }\n");
        text += "}\n";
        writeln!(exports, "    create \"{}\" => {name}SlotsBox: || All;", form.name).expect("text");
    }
    format!("{text}vtable_api::module! {{ export = true;\n{exports}}}\n")
}

const SEEN: &str = "
static LATER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
static SEEN: std::sync::Mutex<String> = std::sync::Mutex::new(String::new());
fn see(shown: String) -> u32 { *SEEN.lock().unwrap() = shown; 1 }
fn seen() -> String { std::mem::take(&mut SEEN.lock().unwrap()) }
fn compare(slot: &str, found: String, expected: String) {
    if found != expected { println!(\"{slot}: {found:?} instead of {expected:?}\"); }
}
";

/// Calls every slot of the module that it is given, and prints what is wrong, and then how many it called. The second release says what
/// the later slots answer, too.
pub(crate) fn host(cells: &[Cell], release: Release) -> String {
    let mut text = format!("{ALLOW}{SEEN}");
    let mut main = String::from(
        "fn main() {\n    let module = vtable_api::Module::open(std::env::args().nth(1).unwrap()).unwrap();\n",
    );
    for (form, of_it) in by_form(cells) {
        let (name, function) = (camel(form.name), form.name.replace('-', "_"));
        writeln!(text, "fn t_{function}(object: {name}SlotsBox) {{").expect("text");
        for cell in of_it {
            let (call, expected) = (cell.call(), cell.expected());
            writeln!(text, "    compare(\"{} {}\", {call}, {expected});", form.name, cell.name).expect("text");
        }
        text += release.later("    LATER.fetch_add(object.later(), std::sync::atomic::Ordering::Relaxed);\n");
        text += "}\n";
        writeln!(main, "    t_{function}(module.create(\"{}\").unwrap());", form.name).expect("text");
    }
    let later =
        release.later("    println!(\"{} of later slots\", LATER.load(std::sync::atomic::Ordering::Relaxed));\n");
    format!("{text}{main}    println!(\"{} called\");\n{later}}}\n", cells.len())
}
