//! `docs/oracle.md`.

use crate::case::{Case, Expect, Released};
use crate::differences::DIFFERENCES;
use crate::list::{CHAPTERS, Row};
use crate::outcome::Outcome;
use crate::{agreed, expected};

const HEAD: &str = "\
# An independent oracle

[libabigail](https://sourceware.org/libabigail/) finds changes of binary interfaces in debug information, and knows
nothing of vtable-api. It gives a second opinion on each edit in `tests/verdicts/cases/`: `cargo vtable-api header`
writes the headers of the source before and after the edit, as if each were released for the first time; `cc -g` makes
a library of each, with a variable of the newest struct of every table; and `abidiff` compares the two.
Written by `tests/oracle.rs` from `tests/oracle/differences.rs`; do not edit.

| it says | when |
|---|---|
| same | it finds nothing |
| appended | tables grew behind their end, and nothing else changed |
| harmless | what it finds is shown with `--harmless` only: names, `const`, unions of one size |
| broken | it finds anything else |

**No edit that it calls broken, or even harmless, builds**, not as a draft either: the test asserts that before it looks
for a reason here. The other way round the build is stricter, since two binaries in Rust rely on more than a header in C
can show. Where the two differ, the last column says why.

```console
$ cargo test -p vtable-api-tests --test oracle     # needs `abidiff`: package abigail-tools or libabigail
```
";

/// All of it, from the cases and the table of differences.
pub(crate) fn write(cases: &[(&Released, &Case)]) -> String {
    let mut page = HEAD.to_owned();
    let is_shown = |case: &Case| expected(case, DIFFERENCES) != Outcome::NoHeader;
    for chapter in CHAPTERS {
        let lines: String = of_rows(cases, chapter.rows).into_iter().filter(|case| is_shown(case)).map(line).collect();
        if !lines.is_empty() {
            page.push_str(&format!("\n## {}\n\n", chapter.title));
            page.push_str("| | edit | build | libabigail | why they differ |\n|---|---|---|---|---|\n");
            page.push_str(&lines);
        }
    }
    page.push_str(
        "\n## No header\n\nThe edited source is refused whatever was released, so there is nothing to compare.\n\n",
    );
    for chapter in CHAPTERS {
        page.extend(of_rows(cases, chapter.rows).into_iter().filter(|case| !is_shown(case)).map(item));
    }
    page
}

/// In the order of the rows.
fn of_rows<'c>(cases: &[(&Released, &'c Case)], rows: &[Row]) -> Vec<&'c Case> {
    let of_row = |number| cases.iter().map(|(_, case)| *case).filter(move |case| case.row == number);
    rows.iter().flat_map(|row| of_row(row.number)).collect()
}

fn line(case: &Case) -> String {
    let build = match case.expect {
        Expect::Fine => "ok",
        Expect::Drafts => "draft",
        Expect::Stops(_) => "error",
    };
    let outcome = expected(case, DIFFERENCES);
    let mark = if outcome == agreed(case) { "" } else { "**" };
    let (row, what, says, why) = (case.row, cell(case.what), outcome.text(), cell(why(case)));
    format!("| {row} | {what} | {build} | {mark}{says}{mark} | {why} |\n")
}

fn item(case: &Case) -> String {
    let why = why(case);
    let because = if why.is_empty() { String::new() } else { format!(": {why}") };
    format!("* {} {}{because}\n", case.row, cell(case.what))
}

fn why(case: &Case) -> &'static str {
    DIFFERENCES.iter().find(|difference| difference.is_of(case)).map_or("", |difference| difference.why)
}

/// Types that are no code would be tags.
fn cell(text: &str) -> String {
    let text = text.replace('|', "\\|");
    if text.contains('`') { text } else { text.replace('<', "\\<") }
}
