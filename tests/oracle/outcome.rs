//! What libabigail makes of an edit. The exit code of `abidiff` is the same for an appended slot and for a broken
//! table, so its text is read.

/// From harmless to not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// The edited source is refused whatever was released, so there is nothing to compare.
    NoHeader,
    Same,
    /// Tables grew behind their end, or are new, and nothing else changed.
    Appended,
    /// The same, and blocks of growable types have more members. Of another struct that would be a broken one.
    Grown,
    /// A change that is shown only with `--harmless`.
    Harmless,
    /// Any other change.
    Broken,
}

impl Outcome {
    /// As the documents have it.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Outcome::NoHeader => "no header",
            Outcome::Same => "same",
            Outcome::Appended => "appended",
            Outcome::Grown => "grown",
            Outcome::Harmless => "harmless",
            Outcome::Broken => "broken",
        }
    }

    /// Of the report with `--harmless`, and of the one without.
    pub(crate) fn of(everything: &str, harmful: &str) -> Outcome {
        if says_nothing(everything) {
            return Outcome::Same;
        }
        if let Some(more) = only_more(everything) {
            return more;
        }
        if says_nothing(harmful) { Outcome::Harmless } else { Outcome::Broken }
    }
}

/// Nothing, or summaries that count at most what was `filtered out`.
fn says_nothing(report: &str) -> bool {
    let quiet = |line: &str| line.contains(" changes summary: 0 Removed, 0 Changed") && line.contains(", 0 Added ");
    lines(report).all(quiet)
}

/// Every line is one that the growth of a table or of a block, or a new table, has: whatever else changed has a line of its own.
fn only_more(report: &str) -> Option<Outcome> {
    let (mut of, mut end) = (Outcome::Appended, None);
    for line in lines(report) {
        if line.ends_with("_growth_any' changed:") {
            of = Outcome::Grown;
        }
        if let Some(sizes) = between(line, "type size changed from ", " (in bits)") {
            let (old, _) = sizes.split_once(" to ")?;
            end = Some(old.parse::<u64>().ok()?);
        } else if let Some((_, offset)) = line.split_once("', at offset ") {
            let offset: u64 = offset.strip_suffix(" (in bits)")?.parse().ok()?;
            // A member of a block may lie where padding was: that of a member before it would have moved no other one.
            let is_behind = of == Outcome::Grown || end.is_some_and(|end| offset >= end);
            is_behind.then_some(())?;
        } else if !leads_to_growth(line) && !leads_to_block(line) {
            return None;
        }
    }
    Some(of)
}

/// The path from a table to a block.
fn leads_to_block(line: &str) -> bool {
    let is_end = line.ends_with(" changed:") || line.ends_with(" has sub-type changes:");
    let is_path = is_end && (line.starts_with("type of '") || line.starts_with("parameter "));
    let is_pointee = line.starts_with("in pointed to type '") || line.starts_with("in unqualified underlying type '");
    let is_title = line.ends_with(" data member change:") || line.ends_with(" data member changes:");
    let is_block = between(line, "underlying type 'struct ", "_growth_any' changed:").is_some();
    let is_size = line == "type size hasn't changed";
    is_path || is_pointee || is_title || is_block || is_size || line == "return type changed:"
}

fn leads_to_growth(line: &str) -> bool {
    let summary = line.contains(" changes summary: 0 Removed, ") && !line.contains("filtered");
    let titles = [" Changed variable", " Added variable", " data member insertion"];
    let is_title = titles.iter().any(|title| line.trim_end_matches(':').trim_end_matches('s').ends_with(title));
    let is_table = between(line, "underlying type 'struct ", "_table' changed:").is_some();
    let changed = between(line, "[C] '", "' was changed:");
    // Variants do not grow.
    let names_variable = line.starts_with("[A] '") || changed.is_some_and(|name| !name.ends_with("_fields"));
    let symbol = line.starts_with("size of symbol changed from ") || line == "type of variable changed:";
    summary || is_title || is_table || names_variable || symbol
}

fn lines(report: &str) -> impl Iterator<Item = &str> {
    report.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn between<'l>(line: &'l str, start: &str, end: &str) -> Option<&'l str> {
    line.strip_prefix(start)?.strip_suffix(end)
}

/// What `abidiff` 2.2 printed.
#[test]
fn reports_are_read() {
    let filtered = include_str!("reports/filtered.txt");
    let reports = [
        (Outcome::Same, ""),
        (Outcome::Appended, include_str!("reports/appended.txt")),
        (Outcome::Appended, include_str!("reports/new_table.txt")),
        (Outcome::Grown, include_str!("reports/grown_block.txt")),
        (Outcome::Broken, include_str!("reports/removed_table.txt")),
        (Outcome::Broken, include_str!("reports/swapped.txt")),
        (Outcome::Broken, include_str!("reports/inserted.txt")),
        (Outcome::Broken, include_str!("reports/deleted.txt")),
        (Outcome::Broken, include_str!("reports/grown_behind_pointer.txt")),
    ];
    for (outcome, report) in reports {
        assert_eq!(Outcome::of(report, report), outcome, "{report}");
    }
    let renamed = include_str!("reports/renamed.txt");
    assert_eq!(Outcome::of(renamed, filtered), Outcome::Harmless);
    assert_eq!(Outcome::of(filtered, filtered), Outcome::Same);
    let both = format!("{}{}", include_str!("reports/appended.txt"), renamed);
    assert_eq!(Outcome::of(&both, &both), Outcome::Broken);
}
