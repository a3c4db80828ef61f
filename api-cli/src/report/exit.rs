//! What the program's exit code says.

use std::process::ExitCode;

/// How a run ended. The numbers are documented and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, nothing found.
    Clean,
    /// 100: the source or the record breaks a rule.
    Findings,
    /// 101: the question has no answer: the package does not build, or there is nothing to check.
    CouldNotCheck,
    /// 2: the command line is wrong.
    Usage,
}

impl Exit {
    /// The exit code.
    ///
    /// ```
    /// assert_eq!(cargo_vtable_api::Exit::Findings.code(), 100);
    /// ```
    pub const fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 100,
            Exit::CouldNotCheck => 101,
            Exit::Usage => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}
