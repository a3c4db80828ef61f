//! The JSON document: what every command's has, and then the command's own. `docs/json.md` describes it and
//! `docs/report.schema.json` is its schema; a change that readers could notice is a new [`VERSION`].

use std::io::{self, Write};

use serde::Serialize;

use super::exit::Exit;
use super::finding::Finding;
use super::stop::{Reason, Stop};

/// New keys may come; what is there keeps its meaning until this grows.
const VERSION: u32 = 1;

#[derive(Serialize)]
pub(super) struct Envelope<'r, R> {
    version: u32,
    command: &'r str,
    outcome: &'static str,
    exit_code: u8,
    findings: &'r [Finding],
    error: Option<Reason>,
    #[serde(flatten)]
    report: Option<&'r R>,
}

impl<'r, R: Serialize> Envelope<'r, R> {
    pub(super) fn of(command: &'r str, exit: Exit, findings: &'r [Finding], report: Option<&'r R>) -> Self {
        Envelope {
            version: VERSION,
            command,
            outcome: outcome(exit),
            exit_code: exit.code(),
            findings,
            error: None,
            report,
        }
    }
}

/// What a command that has no report adds to the document.
#[derive(Serialize)]
pub(super) struct Nothing {}

impl<'r> Envelope<'r, Nothing> {
    pub(super) fn of_stop(command: &'r str, stop: &'r Stop) -> Self {
        let exit = stop.exit();
        Envelope {
            version: VERSION,
            command,
            outcome: outcome(exit),
            exit_code: exit.code(),
            findings: stop.findings(),
            error: stop.reason(),
            report: None,
        }
    }
}

impl<R: Serialize> Envelope<'_, R> {
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }
}

fn outcome(exit: Exit) -> &'static str {
    match exit {
        Exit::Clean => "clean",
        Exit::Findings => "findings",
        Exit::CouldNotCheck => "failed",
        Exit::Usage => "usage",
    }
}
