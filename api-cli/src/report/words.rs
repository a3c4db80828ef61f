//! Small grammar.

/// `1 slot`, `2 slots`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// `1 slot (decode)`, `2 slots (decode, close)`; of many, only the first are named.
pub(crate) fn listed(names: &[&str], noun: &str) -> String {
    const MOST: usize = 12;
    let rest = match names.len().checked_sub(MOST) {
        None | Some(0) => "",
        Some(_) => ", …",
    };
    let named = &names[..names.len().min(MOST)];
    format!("{} ({}{rest})", count(names.len(), noun), named.join(", "))
}

/// `revision 2`, `revisions 1 to 3`, `no revision`
pub(crate) fn revisions(first: u32, last: u32) -> String {
    match last.checked_sub(first) {
        None => "no revision".to_owned(),
        Some(0) => format!("revision {last}"),
        Some(_) => format!("revisions {first} to {last}"),
    }
}

/// `growth 2`, `growths 2 to 3`
pub(crate) fn growths(first: u32, last: u32) -> String {
    if first >= last { format!("growth {last}") } else { format!("growths {first} to {last}") }
}

/// `` `a`, `b` and `c` ``
pub(crate) fn in_code<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match &words[..] {
        [] => "none".into(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The word among several that someone may have meant who wrote this one.
pub(crate) fn similar<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    /// As clap's own.
    const LIKE: f64 = 0.7;
    let rated = words.map(|word| (strsim::jaro(&written.to_lowercase(), &word.to_lowercase()), word));
    let best = rated.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.filter(|(rate, _)| *rate > LIKE).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree() {
        assert_eq!(listed(&["decode"], "slot"), "1 slot (decode)");
        assert_eq!(listed(&["decode", "close"], "slot"), "2 slots (decode, close)");
        assert_eq!(count(0, "table"), "0 tables");
    }

    #[test]
    fn a_word_with_a_slip_is_recognised() {
        let words = || ["viewer/codec", "viewer/host", "other"].into_iter();
        assert_eq!(similar("viewer/coddec", words()), Some("viewer/codec"));
        assert_eq!(similar("Other", words()), Some("other"));
        assert_eq!(similar("xyz", words()), None);
    }

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(listed(&["x"; 12], "slot"), "12 slots (x, x, x, x, x, x, x, x, x, x, x, x)");
        assert_eq!(listed(&["x"; 425], "slot"), "425 slots (x, x, x, x, x, x, x, x, x, x, x, x, …)");
    }
}
