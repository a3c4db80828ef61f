//! Why a command ends before it has done its work.

use std::io::{self, Write};

use vtable_api_manifest::violation::Violation;

use crate::exit::Exit;
use crate::words::count;

/// What ended a command.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line asks for something that is not there.
    Usage(Reason),
    /// The question cannot be answered.
    Failed(Reason),
    /// Rules are broken. What therefore was not done, if it was not only looking.
    Refused { findings: Vec<Violation>, undone: Option<&'static str> },
    /// A stream cannot be written.
    Output(io::Error),
}

/// One line on what is wrong, and what to do.
#[derive(Debug)]
pub(crate) struct Reason {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Stop {
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Stop {
        Stop::Usage(Reason { message: message.into(), help: Some(help.into()) })
    }

    pub(crate) fn failed(message: impl Into<String>) -> Stop {
        Stop::Failed(Reason { message: message.into(), help: None })
    }

    pub(crate) fn failed_with_help(message: impl Into<String>, help: impl Into<String>) -> Stop {
        Stop::Failed(Reason { message: message.into(), help: Some(help.into()) })
    }

    /// One finding that says by itself what was not done.
    pub(crate) fn finding(finding: Violation) -> Stop {
        Stop::Refused { findings: vec![finding], undone: None }
    }

    /// Stops on findings, if there are any; `undone` is what does not happen because of them.
    pub(crate) fn on(findings: Vec<Violation>, undone: &'static str) -> Result<(), Stop> {
        match findings.is_empty() {
            true => Ok(()),
            false => Err(Stop::Refused { findings, undone: Some(undone) }),
        }
    }

    /// Writes why the command ended, and says with which code.
    pub(crate) fn tell(&self, err: &mut dyn Write) -> Exit {
        // Where standard error is gone, too, nobody is left to tell; the code still says it.
        let _ = self.write(err);
        match self {
            Stop::Usage(_) => Exit::Usage,
            Stop::Failed(_) | Stop::Output(_) => Exit::CouldNotCheck,
            Stop::Refused { .. } => Exit::Findings,
        }
    }

    fn write(&self, err: &mut dyn Write) -> io::Result<()> {
        match self {
            Stop::Usage(reason) | Stop::Failed(reason) => reason.write(err),
            Stop::Refused { findings, undone } => {
                write_findings(findings, err)?;
                match undone {
                    Some(undone) => writeln!(err, "\nerror: {undone}, because of {}", count(findings.len(), "finding")),
                    None => Ok(()),
                }
            }
            // `… | head` is no error.
            Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Stop::Output(error) => writeln!(err, "error: the output cannot be written: {error}"),
        }
    }
}

impl Reason {
    fn write(&self, err: &mut dyn Write) -> io::Result<()> {
        writeln!(err, "error: {}", self.message)?;
        match &self.help {
            Some(help) => writeln!(err, "  help: {help}"),
            None => Ok(()),
        }
    }
}

/// Findings in words, with an empty line between.
pub(crate) fn write_findings(findings: &[Violation], to: &mut dyn Write) -> io::Result<()> {
    for (index, finding) in findings.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        writeln!(to, "{gap}error: {finding}")?;
    }
    Ok(())
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
    use vtable_api_manifest::violation::Place;

    use super::*;

    fn told(stop: &Stop) -> (Exit, String) {
        let mut err = Vec::new();
        let exit = stop.tell(&mut err);
        (exit, String::from_utf8(err).unwrap())
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
        let finding = || Violation::new(Code::SlotRemoved, Place::Package, "gone");
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
