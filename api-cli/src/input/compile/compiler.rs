//! What rustc says of the user's crates, as findings where it is about tables and types that cross, and else as it is.

use std::path::Path;

use cargo_metadata::diagnostic::{DiagnosticLevel, DiagnosticSpan};
use cargo_metadata::{CompilerMessage, Message};
use vtable_api_manifest::diagnostics::Code;
use vtable_api_manifest::violation::{Place, Violation};

use super::cargo::Said;
use crate::input::project::Workspace;
use crate::report::{At, CompilerError, Finding};

/// The lifetime of the function that the derive makes of each marker.
const SHORTER: &str = "'__vt_short";

/// What is about tables and types that cross, each once: the macro's errors, and of rustc's those that are in what a macro
/// of ours has made, and that no error of the macro's own explains.
pub(crate) fn findings(said: &Said, workspace: &Workspace) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let errors: Vec<Error<'_>> = errors(said, workspace).collect();
    for finding in errors.iter().filter_map(Error::coded) {
        // Where the user makes errors of all warnings, a draft is no more than it was.
        if finding.violation.code != Code::DraftSlot && !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    for finding in errors.iter().filter_map(Error::expanded) {
        if !findings.iter().any(|known| known.at == finding.at) {
            findings.push(finding);
        }
    }
    findings
}

/// All of them, as rustc has them; if it was never started, what cargo says.
pub(crate) fn all(said: &Said, workspace: &Workspace) -> Vec<CompilerError> {
    let mut all: Vec<CompilerError> = Vec::new();
    for error in errors(said, workspace).map(|error| error.as_it_is()) {
        if !all.contains(&error) {
            all.push(error);
        }
    }
    let cargos = said.own_error().filter(|_| all.is_empty());
    all.extend(cargos.map(|message| CompilerError { message, code: None, package: None, at: None }));
    all
}

/// An error, with what is needed to find its place.
struct Error<'s> {
    told: &'s CompilerMessage,
    workspace: &'s Workspace,
}

fn errors<'s>(said: &'s Said, workspace: &'s Workspace) -> impl Iterator<Item = Error<'s>> {
    said.messages.iter().filter_map(move |message| match message {
        Message::CompilerMessage(told) if told.message.level == DiagnosticLevel::Error => {
            Some(Error { told, workspace })
        }
        _ => None,
    })
}

impl Error<'_> {
    fn coded(&self) -> Option<Finding> {
        // Where our words may be: of what const evaluation finds, older compilers have them in a label.
        let message = &self.told.message;
        let children = message.children.iter().map(|child| child.message.as_str());
        let mut texts = std::iter::once(message.message.as_str()).chain(self.labels()).chain(children);
        self.finding(texts.find_map(Violation::parse)?)
    }

    /// One that is in an expansion of ours.
    fn expanded(&self) -> Option<Finding> {
        let ours =
            self.spans().flat_map(outwards).find_map(|span| of_macro(&span.expansion.as_ref()?.macro_decl_name))?;
        if self.labels().any(|label| label.contains(SHORTER)) {
            let what = "a marker says something about a lifetime that no record has";
            let help =
                "write out the type in `PhantomData`, without `*mut`, `&mut`, cells, `dyn` and function parameters";
            return self.finding(Violation::new(Code::MarkerVariance, Place::Package, what).help(help));
        }
        let CompilerError { message, code: number, .. } = self.as_it_is();
        let number = number.map_or_else(String::new, |number| format!(" ({number})"));
        let what = format!("rustc rejects what `{ours}` generated from this item");
        let help = format!(
            "if another macro's attribute is below it, put `{ours}` below that attribute, so that it reads what the other macro generates"
        );
        self.finding(Violation::new(Code::ItemChanged, Place::Package, what).now(message + &number).help(help))
    }

    fn labels(&self) -> impl Iterator<Item = &str> {
        self.told.message.spans.iter().filter_map(|span| span.label.as_deref())
    }

    fn finding(&self, violation: Violation) -> Option<Finding> {
        Some(Finding { violation, package: self.package(), at: self.at() })
    }

    fn as_it_is(&self) -> CompilerError {
        let message = &self.told.message;
        let label = message.spans.iter().find(|span| span.is_primary).and_then(|span| span.label.as_deref());
        // A message that names nothing, such as `mismatched types`, leaves that to the label.
        let text = match label.filter(|_| !message.message.contains('`')) {
            Some(label) => format!("{}: {label}", message.message),
            None => message.message.clone(),
        };
        let code = message.code.as_ref().map(|code| code.code.clone());
        CompilerError { message: text.replace('\n', " "), code, package: self.package(), at: self.at() }
    }

    fn package(&self) -> Option<String> {
        let mut members = self.workspace.members.iter();
        let member = members.find(|member| member.package.id == self.told.package_id);
        member.map(|member| member.name().to_owned())
    }

    /// In the user's own files: what is inside of an expansion, and in files of other crates, is at the macro's call.
    fn at(&self) -> Option<At> {
        let root = self.workspace.manifest.parent().unwrap_or(Path::new("."));
        // Cargo starts the compiler in the workspace's folder, or names files of other folders from the root.
        let own = self.told.target.src_path.parent().map_or(root, |folder| folder.as_std_path());
        let is_own = |span: &&DiagnosticSpan| {
            let file = root.join(&span.file_name);
            (file.starts_with(root) || file.starts_with(own)) && file.is_file()
        };
        let nearest = |span| {
            let called = outwards(span).last().filter(is_own)?;
            outwards(span).find(|span| span.file_name == called.file_name)
        };
        self.spans().find_map(nearest).or_else(|| self.spans().next()).map(|span| place(span, root))
    }

    /// The primary ones first.
    fn spans(&self) -> impl Iterator<Item = &DiagnosticSpan> {
        let message = &self.told.message;
        let children = message.children.iter().flat_map(|child| &child.spans);
        let primary = message.spans.iter().filter(|span| span.is_primary);
        primary.chain(message.spans.iter().filter(|span| !span.is_primary)).chain(children)
    }
}

/// A span, the call of the macro in which it is, and so on.
fn outwards(span: &DiagnosticSpan) -> impl Iterator<Item = &DiagnosticSpan> {
    std::iter::successors(Some(span), |span| span.expansion.as_ref().map(|expansion| &expansion.span))
}

/// How ours is written, if it is one of ours: `#[derive(vtable_api::AbiType)]`, `#[vtable_api]`.
fn of_macro(name: &str) -> Option<&'static str> {
    match name.trim_end_matches([')', ']']).rsplit(['(', '[', ':']).next()? {
        "AbiType" => Some("#[derive(AbiType)]"),
        "vtable_api" => Some("#[vtable_api]"),
        _ => None,
    }
}

fn place(span: &DiagnosticSpan, root: &Path) -> At {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    At {
        file: root.join(&span.file_name),
        line: number(span.line_start),
        column: Some(number(span.column_start)),
        end_line: Some(number(span.line_end)),
        end_column: Some(number(span.column_end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_macros_are_known_by_the_last_part_of_their_paths() {
        for name in ["#[derive(AbiType)]", "#[derive(vtable_api::AbiType)]"] {
            assert_eq!(of_macro(name), Some("#[derive(AbiType)]"));
        }
        for name in ["#[vtable_api]", "#[vtable_api::vtable_api]", "#[va::vtable_api]"] {
            assert_eq!(of_macro(name), Some("#[vtable_api]"));
        }
        for name in ["#[derive(Clone)]", "vec!", "#[test]", ""] {
            assert_eq!(of_macro(name), None);
        }
    }
}
