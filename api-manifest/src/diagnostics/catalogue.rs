//! What there is to say about each [`Code`]: one [`Entry`] per code. What an entry says is data, in the files of
//! `catalogue/`.

pub(super) mod record;
pub(super) mod revisions;
pub(super) mod slots;
pub(super) mod types;
pub(super) mod unsupported;

use super::Code;

/// What there is to know about a [`Code`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// One line: what is wrong.
    pub title: &'static str,
    /// What would go wrong between two binaries.
    pub why: &'static str,
    /// What to do instead.
    pub way_out: &'static str,
    /// The edit that breaks the rule, and the one that does not.
    pub example: &'static str,
}

/// What an entry says beside its title, which stands in the list of codes.
pub(crate) struct Text {
    pub(crate) why: &'static str,
    pub(crate) way_out: &'static str,
    pub(crate) example: &'static str,
}

impl Entry {
    pub(super) const fn new(code: Code, title: &'static str, text: Text) -> Self {
        let Text { why, way_out, example } = text;
        Entry { code, title, why, way_out, example }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_whole_and_under_its_own_code() {
        for &code in Code::ALL {
            let entry = code.entry();
            assert_eq!(entry.code, code);
            assert!(!entry.title.contains('\n') && !entry.title.ends_with('.'), "{code}: {}", entry.title);
            for text in [entry.why, entry.way_out, entry.example] {
                assert!(text.len() > 40, "{code} says too little: {text}");
                assert_eq!(text, text.trim(), "{code}");
            }
            assert!(entry.why.ends_with('.') && entry.way_out.ends_with('.'), "{code}");
        }
    }
}
