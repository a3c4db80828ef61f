//! Which combinations are refused, and by what: `verdicts.txt`.

use super::cells::Key;
use super::list::{FORMS, Form, PLACES, WAYS};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// By combination, the number.
pub(crate) type Verdicts = BTreeMap<Key, String>;

const HEAD: &str = "# What refuses a form, in each place, on each way; all else is allowed.\n";

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("forms/verdicts.txt")
}

pub(crate) fn is_blessed() -> bool {
    std::env::var_os("VTABLE_API_BLESS").is_some_and(|value| value == "1")
}

/// Whether a form is tried: all are, or those that `VTABLE_API_FORMS` names.
pub(crate) fn is_tried(form: &str) -> bool {
    std::env::var("VTABLE_API_FORMS").map_or(true, |forms| forms.split(',').any(|name| name == form))
}

pub(crate) fn stored() -> Verdicts {
    let text = std::fs::read_to_string(file()).unwrap_or_default();
    let mut verdicts = Verdicts::new();
    let mut form = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some(line) = line.strip_prefix("    ") else {
            form = line.split(' ').next().unwrap_or_default();
            continue;
        };
        let (way, places) = line.split_once(": ").expect("a way");
        for place in places.split(' ') {
            let (place, code) = place.split_once(':').expect("a place and a number");
            verdicts.insert((form.to_owned(), way.to_owned(), place.to_owned()), code.to_owned());
        }
    }
    verdicts
}

/// A line for each form and way, a word for each place.
fn table(refused: &Verdicts) -> String {
    let mut text = HEAD.to_owned();
    for form in FORMS {
        let rows: String = WAYS.iter().filter_map(|(_, way)| row(refused, form, way)).collect();
        if !rows.is_empty() {
            write!(text, "{} `{}`\n{rows}", form.name, form.ty).expect("text");
        }
    }
    text
}

fn row(refused: &Verdicts, form: &Form, way: &str) -> Option<String> {
    let code = |place| refused.get(&(form.name.to_owned(), way.to_owned(), place));
    let word = |name: &str| Some(format!(" {name}:{}", code(name.to_owned())?));
    let words: String = PLACES.iter().filter_map(|place| word(place.name)).collect();
    (!words.is_empty()).then(|| format!("    {way}:{words}\n"))
}

/// With those of the file, which is written before if it is blessed. Of forms that are not tried, it has its word.
pub(crate) fn compare(refused: &Verdicts) {
    let mut all = stored();
    all.retain(|(form, ..), _| !is_tried(form));
    all.extend(refused.clone());
    let found = table(&all);
    if is_blessed() {
        std::fs::write(file(), &found).expect("written");
    }
    let stored = std::fs::read_to_string(file()).unwrap_or_default();
    let lines = |one: &str, other: &str, sign: &str| -> String {
        let only = one.lines().filter(|line| !other.lines().any(|of_other| of_other == *line));
        only.map(|line| format!("{sign} {line}\n")).collect()
    };
    let differ = lines(&stored, &found, "-") + &lines(&found, &stored, "+");
    assert!(stored == found, "forms/verdicts.txt says otherwise (VTABLE_API_BLESS=1 writes it again):\n{differ}");
}
