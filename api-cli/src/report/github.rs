//! Commands that GitHub's runner takes from a step's output: it shows them at the line of the change.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::finding::{At, Finding};
use super::stop::Stop;

/// One annotation for each finding.
pub(super) fn write_all(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    for finding in findings {
        let mut properties = finding.at.as_ref().map_or_else(Vec::new, place);
        properties.push(("title", finding.violation.code.to_string()));
        write_error(&properties, &finding.violation.to_string(), out)?;
    }
    Ok(())
}

/// What ended a command, on no line, and what the compiler says of it where it says so.
pub(super) fn write_stop(stop: &Stop, out: &mut dyn Write) -> io::Result<()> {
    write_all(stop.findings(), out)?;
    let reason = stop.reason();
    for error in reason.iter().flat_map(|reason| &reason.compiler) {
        let mut properties = error.at.as_ref().map_or_else(Vec::new, place);
        properties.push(("title", error.code.clone().unwrap_or_else(|| "error".to_owned())));
        write_error(&properties, &error.message, out)?;
    }
    match reason {
        Some(reason) => write_error(&[("title", "cargo vtable-api".to_owned())], &reason.text(), out),
        None => Ok(()),
    }
}

fn place(at: &At) -> Vec<(&'static str, String)> {
    let mut properties = vec![("file", in_repository(&at.file)), ("line", at.line.to_string())];
    properties.extend(at.end_line.map(|line| ("endLine", line.to_string())));
    // The runner knows columns only within a line.
    if at.end_line.is_none_or(|end| end == at.line) {
        properties.extend(at.column.map(|column| ("col", column.to_string())));
        properties.extend(at.end_column.map(|column| ("endColumn", column.to_string())));
    }
    properties
}

/// The runner goes by paths in the repository.
fn in_repository(file: &Path) -> String {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let checkout =
        std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from).filter(|checkout| file.starts_with(checkout));
    let root = checkout.or_else(|| file.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned));
    let short = root.as_deref().and_then(|root| file.strip_prefix(root).ok()).unwrap_or(&file);
    short.display().to_string().replace('\\', "/")
}

fn write_error(properties: &[(&str, String)], message: &str, out: &mut dyn Write) -> io::Result<()> {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", escaped_property(value))).collect();
    writeln!(out, "::error {}::{}", properties.join(","), escaped(message))
}

/// As the runner's own toolkit escapes.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use vtable_api_manifest::diagnostics::Code;
    use vtable_api_manifest::violation::{Place, Violation};

    use super::*;

    fn written(at: Option<At>) -> String {
        let violation = Violation::new(Code::SlotRemoved, Place::Package, "100% gone").help("restore it");
        let mut out = Vec::new();
        write_all(&[Finding { violation, package: None, at }], &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_annotation_is_one_line() {
        let message = "[VT0001] 100%25 gone%0A  help: restore it\n";
        assert_eq!(written(None), format!("::error title=VT0001::{message}"));
        let at = At { file: "/a,b:c.rs".into(), line: 6, column: Some(29), end_line: Some(6), end_column: Some(38) };
        let place = "file=/a%2Cb%3Ac.rs,line=6,endLine=6,col=29,endColumn=38";
        assert_eq!(written(Some(at.clone())), format!("::error {place},title=VT0001::{message}"));
        let over_two = At { end_line: Some(7), ..at };
        assert!(written(Some(over_two)).starts_with("::error file=/a%2Cb%3Ac.rs,line=6,endLine=7,title="));
    }
}
