//! What owns memory, in vectors that are moved out of, left unread, dropped early, and dropped by a panic in between: the crates that do it
//! with each form. valgrind looks at them.

use super::cells::camel;
use super::list::{FORMS, Form, TYPES};
use super::verdicts::{Verdicts, is_tried};
use std::fmt::Write;

/// Forms that are given away, and may be elements.
pub(crate) fn forms(refused: &Verdicts) -> Vec<&'static Form> {
    let is_refused = |form: &Form, way: &str, place: &str| {
        refused.contains_key(&(form.name.to_owned(), way.to_owned(), place.to_owned()))
    };
    let places = [("parameter", "vec"), ("return", "option"), ("return", "box"), ("return", "bare")];
    let is_moved = |form: &&Form| {
        let is_owned = !form.is_like && !form.ty.contains("'a") && !form.ty.contains("extern");
        is_owned && is_tried(form.name) && places.iter().all(|(way, place)| !is_refused(form, way, place))
    };
    FORMS.iter().filter(is_moved).collect()
}

/// What the receiver of a vector does with it, by number.
const MOVED: &str = "
pub const WAYS: u32 = 5;
pub fn moved<T>(all: Vec<T>, way: u32) -> u32 {
    let count = all.len() as u32;
    match way {
        0 => drop(all),
        1 => all.into_iter().for_each(drop),
        2 => drop(all.into_iter().next()),
        3 => drop(all.into_iter().rev().take(1).collect::<Vec<T>>()),
        _ => {
            for (index, one) in all.into_iter().enumerate() {
                if index == 1 { std::panic::resume_unwind(Box::new(\"in between\")); }
                drop(one);
            }
        }
    }
    count
}
";

pub(crate) fn interface(forms: &[&Form]) -> String {
    let mut text = format!("use vtable_api::{{AbiType, vtable_api}};\n{TYPES}{MOVED}");
    for Form { name, ty, .. } in forms {
        let table = camel(name);
        write!(
            text,
            "#[vtable_api(id = \"forms/t-{name}\", panic = \"error\")]\npub trait {table}Moved {{\n    \
             fn produce(&self) -> Vec<{ty}>;\n    fn produce_deeper(&self) -> Vec<Option<Box<{ty}>>>;\n    \
             fn consume(&self, all: Vec<{ty}>, way: u32) -> Result<u32, String>;\n    \
             fn consume_deeper(&self, all: Vec<Option<Box<{ty}>>>, way: u32) -> Result<u32, String>;\n}}\n"
        )
        .expect("text");
    }
    text
}

fn made(form: &Form) -> String {
    format!("{{ let made: {} = {}; made }}", form.ty, form.make)
}

/// Three values, and three of which one is not there.
fn vectors(form: &Form) -> [String; 2] {
    let one = made(form);
    [format!("vec![{one}, {one}, {one}]"), format!("vec![Some(Box::new({one})), None, Some(Box::new({one}))]")]
}

const ALLOW: &str = "#![allow(unused)]\nuse forms_interface::*;\n";

pub(crate) fn provider(forms: &[&Form]) -> String {
    let (mut text, mut exports) = (format!("{ALLOW}pub struct All;\n"), String::new());
    for form in forms {
        let (table, ty, [plain, deeper]) = (camel(form.name), form.ty, vectors(form));
        write!(
            text,
            "impl {table}Moved for All {{\n    fn produce(&self) -> Vec<{ty}> {{ {plain} }}\n    \
             fn produce_deeper(&self) -> Vec<Option<Box<{ty}>>> {{ {deeper} }}\n    \
             fn consume(&self, all: Vec<{ty}>, way: u32) -> Result<u32, String> {{ Ok(moved(all, way)) }}\n    \
             fn consume_deeper(&self, all: Vec<Option<Box<{ty}>>>, way: u32) -> Result<u32, String> {{ Ok(moved(all, way)) }}\n}}\n"
        )
        .expect("text");
        writeln!(exports, "    create \"{}\" => {table}MovedBox: || All;", form.name).expect("text");
    }
    format!("{text}vtable_api::module! {{ export = true;\n{exports}}}\n")
}

/// Here a panic is the host's own; there it is the slot's error.
const COUNTED: &str = "
fn here<T>(slot: &str, way: u32, all: Vec<T>) -> u32 {
    let counted = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| moved(all, way)));
    told(slot, way, counted.is_ok())
}
fn there(slot: &str, way: u32, counted: Result<u32, String>) -> u32 {
    told(slot, way, counted.is_ok())
}
fn told(slot: &str, way: u32, is_ok: bool) -> u32 {
    if is_ok != (way + 1 < WAYS) { println!(\"{slot}, way {way}: {is_ok}\"); }
    1
}
";

pub(crate) fn host(forms: &[&Form]) -> String {
    let mut text = format!("{ALLOW}{COUNTED}");
    let mut main = String::from(
        "fn main() {\n    let mut called = 0;\n    \
         let module = vtable_api::Module::open(std::env::args().nth(1).unwrap()).unwrap();\n",
    );
    for form in forms {
        let (name, table, [plain, deeper]) = (form.name, camel(form.name), vectors(form));
        let function = name.replace('-', "_");
        write!(
            text,
            "fn t_{function}(object: {table}MovedBox) -> u32 {{\n    (0..WAYS).map(|way| {{\n        \
             here(\"{name} produce\", way, object.produce()) + here(\"{name} produce_deeper\", way, object.produce_deeper())\n            \
             + there(\"{name} consume\", way, object.consume({plain}, way))\n            \
             + there(\"{name} consume_deeper\", way, object.consume_deeper({deeper}, way))\n    }}).sum()\n}}\n"
        )
        .expect("text");
        writeln!(main, "    called += t_{function}(module.create(\"{name}\").unwrap());").expect("text");
    }
    format!("{text}{main}    println!(\"{{called}} called\");\n}}\n")
}

/// How many calls the host makes.
pub(crate) fn calls(forms: &[&Form]) -> usize {
    forms.len() * 5 * 4
}
