//! `docs/types.md`: what may cross, form by form, and what C sees of it. Written from the list, the verdicts and the headers.

use super::cells::cells;
use super::list::{FORMS, Form, TYPES};
use super::verdicts::{Verdicts, is_blessed};
use std::fmt::Write;
use std::path::{Path, PathBuf};

const HEAD: &str = "\
# What may cross, form by form

Written by `VTABLE_API_BLESS=1 cargo test -p vtable-api-tests --test forms`, which tries each cell of this page with binaries in Rust, C and C++, of an
older and a newer release; do not edit. *README, \"What may cross\"* says the same by kind.

`✓`: it crosses. A number: the build refuses it with that error, at the type. `·`: not tried by itself; another form of the kind is. The column *in C* is the
parameter in the generated header, whose comments say who owns what.

* *parameter*, *returned*: of a slot. *callback*: what a closure takes, and what it returns.
* `&T`, `&[T]`: as a parameter. `Option`, `Result`, `Box`, a tuple: returned. `Vec`: as a parameter.
* *field*, *payload*: of a type that derives `AbiType` without a `repr`, which crosses as a copy; *in memory*: of one with `#[repr(C)]`, which crosses as it is.
";

/// The columns: a heading, and the way and the place that are tried for it.
const COLUMNS: &[(&str, &str, &str)] = &[
    ("parameter", "parameter", "bare"),
    ("returned", "return", "bare"),
    ("callback", "callback_argument", "bare"),
    ("by it", "callback_return", "bare"),
    ("`&T`", "parameter", "lent"),
    ("`&[T]`", "parameter", "slice"),
    ("`Option`", "return", "option"),
    ("`Result`", "return", "result"),
    ("`Vec`", "parameter", "vec"),
    ("`Box`", "return", "box"),
    ("tuple", "return", "tuple"),
    ("field", "parameter", "copied-field"),
    ("payload", "return", "copied-variant"),
    ("in memory", "parameter", "field"),
];

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/types.md")
}

/// With the page, which is written before if it is blessed; nothing if not all forms are tried, for their headers are not there.
pub(crate) fn compare(refused: &Verdicts, headers: &Path) {
    if std::env::var_os("VTABLE_API_FORMS").is_some() {
        return;
    }
    let found = page(refused, headers);
    if is_blessed() {
        std::fs::write(file(), &found).expect("written");
    }
    let stored = std::fs::read_to_string(file()).unwrap_or_default();
    assert!(stored == found, "docs/types.md is old: run this test with VTABLE_API_BLESS=1");
}

fn page(refused: &Verdicts, headers: &Path) -> String {
    let mut text = HEAD.to_owned();
    let headings: String = COLUMNS.iter().map(|(heading, ..)| format!(" {heading} |")).collect();
    write!(text, "\n| Rust | in C |{headings}\n|---|---|{}\n", ":-:|".repeat(COLUMNS.len())).expect("text");
    for form in FORMS {
        let cells: String = COLUMNS.iter().map(|column| format!(" {} |", cell(refused, form, column))).collect();
        writeln!(text, "| `{}` | {} |{cells}", shown(form.ty), in_c(form, headers)).expect("text");
    }
    text + &types()
}

/// The types that forms name.
fn types() -> String {
    let declared: Vec<_> = TYPES.lines().filter(|line| line.starts_with("#[")).collect();
    format!("\nThe types of the page:\n\n```rust,ignore\n{}\n```\n", declared.join("\n"))
}

fn shown(ty: &str) -> String {
    let ty = ty.replace("'a ", "").replace("'a", "'_");
    [
        "std::collections::",
        "std::ffi::",
        "std::path::",
        "std::time::",
        "std::borrow::",
        "std::sync::",
        "core::ops::",
        "core::time::",
    ]
    .into_iter()
    .chain(["core::num::", "core::ptr::", "core::ffi::", "vtable_api::"])
    .fold(ty, |ty, path| ty.replace(path, ""))
    .replace('|', "\\|")
}

fn cell(refused: &Verdicts, form: &'static Form, (_, way, place): &(&str, &str, &str)) -> String {
    let is_tried = cells(form).any(|cell| cell.key() == key(form, way, place));
    match refused.get(&key(form, way, place)) {
        _ if !is_tried => "·".to_owned(),
        None => "✓".to_owned(),
        Some(code) => format!("[{}](diagnostics.md#{})", &code[2..], code.to_lowercase()),
    }
}

fn key(form: &Form, way: &str, place: &str) -> (String, String, String) {
    (form.name.to_owned(), way.to_owned(), place.to_owned())
}

/// The parameter in the header of the form's table.
fn in_c(form: &Form, headers: &Path) -> String {
    let header = headers.join(format!("forms_t_{}.h", form.name.replace('-', "_")));
    let text = std::fs::read_to_string(header).unwrap_or_default();
    let line = text.lines().find_map(|line| line.split_once("*parameter_bare)(void *object"));
    let Some((_, parameters)) = line else { return "–".to_owned() };
    let own = parameters.split(", vtable_api_string *ret)").next().unwrap_or_default().trim_start_matches(", ");
    if own.is_empty() { "nothing".to_owned() } else { format!("`{own}`") }
}
