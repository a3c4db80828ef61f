//! Why a command ends before it has done its work.

use std::io::{self, Write};

use serde::Serialize;

use super::exit::Exit;
use super::finding::{self, At, Finding};
use super::style::BAD;
use super::words::count;
use crate::args::Format;

/// What ended a command.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line asks for something that is not there.
    Usage(Reason),
    /// The question cannot be answered.
    Failed(Reason),
    /// Rules are broken. What therefore was not done, if it was not only looking.
    Refused { findings: Vec<Finding>, undone: Option<&'static str> },
    /// A stream cannot be written.
    Output(io::Error),
}

/// One line on what is wrong, and what to do.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Reason {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// What the compiler says, if that is why. As text, it is shown as the compiler shows it.
    pub(crate) compiler: Vec<CompilerError>,
}

/// An error in rustc's words, or in cargo's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct CompilerError {
    /// One line.
    pub(crate) message: String,
    /// As in `E0308`; not all have one.
    pub(crate) code: Option<String>,
    pub(crate) package: Option<String>,
    pub(crate) at: Option<At>,
}

impl Stop {
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Stop {
        Stop::Usage(Reason { message: message.into(), help: Some(help.into()), compiler: Vec::new() })
    }

    pub(crate) fn failed(message: impl Into<String>) -> Stop {
        Stop::Failed(Reason { message: message.into(), help: None, compiler: Vec::new() })
    }

    pub(crate) fn failed_with_help(message: impl Into<String>, help: impl Into<String>) -> Stop {
        Stop::Failed(Reason { message: message.into(), help: Some(help.into()), compiler: Vec::new() })
    }

    /// One finding that says by itself what was not done.
    pub(crate) fn finding(finding: impl Into<Finding>) -> Stop {
        Stop::Refused { findings: vec![finding.into()], undone: None }
    }

    /// Stops on findings, if there are any; `undone` is what does not happen because of them.
    pub(crate) fn on(findings: Vec<Finding>, undone: &'static str) -> Result<(), Stop> {
        if findings.is_empty() { Ok(()) } else { Err(Stop::Refused { findings, undone: Some(undone) }) }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            Stop::Usage(_) => Exit::Usage,
            Stop::Failed(_) | Stop::Output(_) => Exit::CouldNotCheck,
            Stop::Refused { .. } => Exit::Findings,
        }
    }

    /// Broken rules, if they are what ended it.
    pub(crate) fn findings(&self) -> &[Finding] {
        match self {
            Stop::Refused { findings, .. } => findings,
            _ => &[],
        }
    }

    /// What is to be said beside the findings.
    pub(crate) fn reason(&self) -> Option<Reason> {
        let line = |message: String| Reason { message, help: None, compiler: Vec::new() };
        match self {
            Stop::Usage(reason) | Stop::Failed(reason) => Some(reason.clone()),
            Stop::Refused { findings, undone } => {
                undone.map(|undone| line(format!("{undone}, because of {}", count(findings.len(), "finding"))))
            }
            // `… | head` is no error.
            Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            Stop::Output(error) => Some(line(format!("cannot write the output: {error}"))),
        }
    }

    /// Writes it for people; in the other formats findings are elsewhere already.
    pub(crate) fn write(&self, format: Format, err: &mut dyn Write) -> io::Result<()> {
        if format == Format::Text {
            finding::write_all(self.findings(), err)?;
        }
        let Some(reason) = self.reason() else { return Ok(()) };
        if !self.findings().is_empty() {
            writeln!(err)?;
        }
        writeln!(err, "{BAD}error{BAD:#}: {}", reason.text())
    }
}

/// Tells apart what is wrong and what keeps one from knowing.
pub(crate) trait Refused<T> {
    /// The findings, if it was rules that stopped it.
    fn refused(self) -> Result<Result<T, Vec<Finding>>, Stop>;
}

impl<T> Refused<T> for Result<T, Stop> {
    fn refused(self) -> Result<Result<T, Vec<Finding>>, Stop> {
        match self {
            Ok(done) => Ok(Ok(done)),
            Err(Stop::Refused { findings, .. }) => Ok(Err(findings)),
            Err(stop) => Err(stop),
        }
    }
}

impl Reason {
    /// Without the word in front.
    pub(crate) fn text(&self) -> String {
        let help = self.help.as_ref().map_or(String::new(), |help| format!("\n  help: {help}"));
        format!("{}{help}", self.message)
    }
}

impl From<io::Error> for Stop {
    /// Only streams are written with `?`; what goes wrong with a file is told with its name.
    fn from(error: io::Error) -> Stop {
        Stop::Output(error)
    }
}

#[cfg(test)]
mod tests {
    use vtable_api_manifest::diagnostics::Code;
    use vtable_api_manifest::violation::{Place, Violation};

    use super::*;

    fn told(stop: &Stop) -> (Exit, String) {
        let mut err = Vec::new();
        stop.write(Format::Text, &mut err).unwrap();
        (stop.exit(), anstream::adapter::strip_str(&String::from_utf8(err).unwrap()).to_string())
    }

    #[test]
    fn each_reason_has_its_code_and_its_words() {
        let (exit, text) = told(&Stop::usage("no package `x`", "there is `y`"));
        assert_eq!((exit, text.as_str()), (Exit::Usage, "error: no package `x`\n  help: there is `y`\n"));
        let (exit, text) = told(&Stop::failed("no cargo"));
        assert_eq!((exit, text.as_str()), (Exit::CouldNotCheck, "error: no cargo\n"));
    }

    #[test]
    fn findings_come_first_and_then_what_was_not_done() {
        let finding = || Finding::from(Violation::new(Code::SlotRemoved, Place::Package, "gone"));
        let stop = Stop::on(vec![finding(), finding()], "nothing was frozen").unwrap_err();
        let (exit, text) = told(&stop);
        assert_eq!(exit, Exit::Findings);
        let finding = "error: [VT0001] gone\n";
        assert_eq!(text, format!("{finding}\n{finding}\nerror: nothing was frozen, because of 2 findings\n"));
        assert!(Stop::on(Vec::new(), "nothing was frozen").is_ok());
    }

    #[test]
    fn a_closed_pipe_is_not_worth_a_line() {
        let (exit, text) = told(&Stop::Output(io::ErrorKind::BrokenPipe.into()));
        assert_eq!((exit, text.as_str()), (Exit::CouldNotCheck, ""));
    }
}
