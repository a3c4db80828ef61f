//! The page of a diagnostic, as `cargo vtable-api explain VT0004` prints it.

use crate::diagnostics::Code;

/// What the catalogue says about a code, as plain text that reads well in a terminal and as Markdown.
///
/// ```
/// use vtable_api_manifest::{diagnostics::Code, explain};
///
/// let page = explain::page(Code::ParamType);
/// assert!(page.starts_with("VT0004: a parameter"));
/// assert!(page.contains("Way out"));
/// ```
pub fn page(code: Code) -> String {
    let entry = code.entry();
    let mut page = format!("{code}: {}\n", entry.title);
    for (heading, text) in [("Why it matters", entry.why), ("Way out", entry.way_out)] {
        page.push_str(&format!("\n{heading}\n\n{}", wrapped(text)));
    }
    page.push_str("\nExample\n\n");
    page.extend(entry.example.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n"));
    page
}

/// Breaks prose at 80 columns; an empty line parts paragraphs.
fn wrapped(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(paragraph);
    paragraphs.collect::<Vec<_>>().join("\n")
}

fn paragraph(text: &str) -> String {
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > 80 {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += width;
    }
    lines + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_fits_a_terminal_and_has_every_part() {
        for &code in Code::ALL {
            let page = page(code);
            assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
            for part in ["Why it matters", "Way out", "Example"] {
                assert!(page.contains(&format!("\n{part}\n\n")), "{page}");
            }
        }
    }

    #[test]
    fn prose_breaks_between_words_and_keeps_paragraphs() {
        let text = wrapped(&format!("{} end\n\nnext", "word ".repeat(20)));
        assert_eq!(text.lines().next(), Some("word ".repeat(16).trim_end()));
        assert!(text.ends_with("\n\nnext\n"));
    }
}
