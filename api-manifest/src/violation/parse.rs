//! The block of a violation, read: the build has said it, and the CLI says it again.

use super::{NOW, Place, Quote, Violation};
use crate::diagnostics::Code;

impl Violation {
    /// Finds the block in what a compiler said. Its place is not in the text.
    ///
    /// ```
    /// use vtable_api_manifest::violation::{Place, Violation};
    /// use vtable_api_manifest::diagnostics::Code;
    ///
    /// let violation = Violation::new(Code::ParamType, Place::Package, "changed").recorded("&[u8]", Some(9)).help("restore it");
    /// let said = format!("evaluation panicked: {violation}");
    /// assert_eq!(Violation::parse(&said), Some(violation));
    /// assert_eq!(Violation::parse("mismatched types"), None);
    /// ```
    pub fn parse(said: &str) -> Option<Violation> {
        let (code, text) = said.match_indices("[VT").find_map(|(at, _)| {
            let (code, text) = said[at + 1..].split_once("] ")?;
            Some((Code::parse(code)?, text))
        })?;
        let (text, help) = split(text, "\n  help: ");
        let (text, now) = split(text, NOW);
        let (message, recorded) = split(text, "\n  recorded: ");
        let mut violation = Violation::new(code, Place::Package, message);
        violation.recorded = recorded.map(quote);
        violation.now = now.map(str::to_owned);
        let help = help.into_iter().flat_map(str::lines);
        violation.help = help.map(|line| line.strip_prefix("        ").unwrap_or(line).to_owned()).collect();
        Some(violation)
    }
}

/// What stands before a mark, and what behind it.
fn split<'t>(text: &'t str, mark: &str) -> (&'t str, Option<&'t str>) {
    text.split_once(mark).map_or((text, None), |(before, after)| (before, Some(after)))
}

fn quote(text: &str) -> Quote {
    let line =
        text.rsplit_once("(abi.toml:").and_then(|(text, line)| Some((text, line.strip_suffix(')')?.parse().ok()?)));
    match line {
        Some((text, line)) => Quote { text: text.trim_end().into(), line: Some(line) },
        None => Quote { text: text.into(), line: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_survives(violation: &Violation) {
        assert_eq!(Violation::parse(&violation.to_string()).as_ref(), Some(violation));
    }

    #[test]
    fn what_is_written_is_read() {
        let plain = Violation::new(Code::SlotRemoved, Place::Package, "slot 3 [x] is gone");
        let whole = plain.clone().recorded("fn read(&self) -> u32", Some(7)).now("nothing");
        let with_help = whole.clone().help("restore it:").help("    fn read(&self) -> u32;");
        let longer = plain.clone().recorded("u32", None).help("one\n  line");
        [plain, whole, with_help].iter().for_each(assert_survives);
        assert!(Violation::parse(&longer.to_string()).is_some());
    }

    #[test]
    fn other_codes_are_none() {
        for said in ["[VT9999] x", "[VT0004 x", "error[E0308]", "[VT"] {
            assert_eq!(Violation::parse(said), None, "{said}");
        }
    }
}
