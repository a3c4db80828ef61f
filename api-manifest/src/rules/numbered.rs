//! Names that end in a number.

/// An id for the table that comes after this one: `viewer/codec` → `viewer/codec-2` → `viewer/codec-3`.
pub(super) fn successor(id: &str) -> String {
    let (start, number) = split_digits(id);
    if let Some(stem) = start.strip_suffix('-')
        && let Ok(number) = number.parse::<u32>()
    {
        return format!("{stem}-{}", number.saturating_add(1));
    }
    format!("{id}-2")
}

/// A name, and the digits at its end.
pub(super) fn split_digits(name: &str) -> (&str, &str) {
    let mut start = name;
    while let Some(b'0'..=b'9') = start.as_bytes().last() {
        start = &start[..start.len() - 1];
    }
    name.split_at(start.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn successors_count_on() {
        assert_eq!(successor("viewer/codec"), "viewer/codec-2");
        assert_eq!(successor("viewer/codec-2"), "viewer/codec-3");
        assert_eq!(successor("viewer/utf-x"), "viewer/utf-x-2");
    }
}
