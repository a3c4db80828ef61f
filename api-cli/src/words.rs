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
    fn a_long_list_is_cut() {
        assert_eq!(listed(&["x"; 12], "slot"), "12 slots (x, x, x, x, x, x, x, x, x, x, x, x)");
        assert_eq!(listed(&["x"; 425], "slot"), "425 slots (x, x, x, x, x, x, x, x, x, x, x, x, …)");
    }
}
