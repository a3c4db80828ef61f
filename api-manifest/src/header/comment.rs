//! Comments that C can carry, whatever the docs say.

/// A text that neither ends its comment nor surprises a compiler: no `*/`, `/*`, trigraphs, control characters
/// or marks that reorder what a reader sees.
pub(super) fn safe(text: &str) -> String {
    let visible =
        |c: char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    let text = text.replace('\t', "    ");
    let text: String = text.chars().filter(|c| visible(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.replace("??", "? ?").replace("*/", "* /").replace("/*", "/ *");
    let text = text.trim_end();
    // a backslash at the end of a line would join the next one
    if text.ends_with('\\') { format!("{text} .") } else { text.into() }
}

/// The lines of a block comment: none, one, or several.
pub(super) fn block(lines: &[String]) -> Vec<String> {
    let lines: Vec<_> = lines.iter().flat_map(|l| l.split('\n')).map(safe).collect();
    let used = lines.iter().rposition(|l| !l.is_empty()).map_or(0, |last| last + 1);
    match &lines[..used] {
        [] => Vec::new(),
        [one] => vec![format!("/* {} */", one.trim_start())],
        [first, rest @ ..] => {
            let mut out = vec![format!("/* {}", first.trim_start())];
            out.extend(rest.iter().map(|l| format!(" * {}", l.strip_prefix(' ').unwrap_or(l)).trim_end().to_owned()));
            out.push(" */".into());
            out
        }
    }
}

/// A text as a C string.
pub(super) fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' | b'?' => out.extend(['\\', char::from(byte)]),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            0x20..=0x7e => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\{byte:03o}")),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_escapes() {
        assert_eq!(safe("a */ b /* c ??/ d\t\u{202e}e \\"), "a * / b / * c ? ?/ d    e \\ .");
        assert_eq!(safe("/*/"), "/ * /");
        assert_eq!(safe("**/"), "** /");
    }

    #[test]
    fn blocks() {
        assert!(block(&[]).is_empty());
        assert!(block(&[" ".into(), String::new()]).is_empty());
        assert_eq!(block(&[" one".into()]), ["/* one */"]);
        assert_eq!(block(&["a".into(), String::new(), " b".into()]), ["/* a", " *", " * b", " */"]);
    }

    #[test]
    fn strings() {
        assert_eq!(string("a\"\\?é"), r#""a\"\\\?\303\251""#);
    }
}
