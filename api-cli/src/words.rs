//! Small grammar.

/// `1 slot`, `2 slots`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// `1 slot (decode)`, `2 slots (decode, close)`.
pub(crate) fn listed(names: &[&str], noun: &str) -> String {
    format!("{} ({})", count(names.len(), noun), names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree() {
        assert_eq!(listed(&["decode"], "slot"), "1 slot (decode)");
        assert_eq!(
            listed(&["decode", "close"], "slot"),
            "2 slots (decode, close)"
        );
        assert_eq!(count(0, "table"), "0 tables");
    }
}
