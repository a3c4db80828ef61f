//! What a command has to say, and how it is printed: as text, as one JSON document, as annotations.
//!
//! A command returns a value that implements [`Report`]; [`print`] writes it. What ends a command early is a
//! [`Stop`], and [`print_stop`] writes it in the same three forms.

use std::io::{self, Write};

use serde::Serialize;

use super::exit::Exit;
use super::finding::{self, Finding};
use super::github;
use super::json::Envelope;
use super::stop::Stop;
use super::streams::Streams;
use crate::args::{Format, OutputArgs};

/// The result of a command. What is serialised stands in the JSON document beside `findings`, so it must be a
/// struct with named fields, documented in `docs/json.md`.
pub(crate) trait Report: Serialize {
    /// What is wrong.
    fn findings(&self) -> &[Finding] {
        &[]
    }

    /// The exit code.
    fn exit(&self) -> Exit {
        if self.findings().is_empty() { Exit::Clean } else { Exit::Findings }
    }

    /// Everything but the findings, as text; with `quiet` only what was asked for.
    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()>;
}

/// Writes the report of the command of this name.
pub(crate) fn print(
    command: &str,
    report: &impl Report,
    output: OutputArgs,
    streams: &mut Streams<'_>,
) -> Result<Exit, Stop> {
    let exit = report.exit();
    match output.format {
        Format::Json => Envelope::of(command, exit, report.findings(), Some(report)).write(streams.out)?,
        Format::Text => {
            finding::write_all(report.findings(), streams.out)?;
            write_rest(report, output.quiet, streams.out)?;
        }
        Format::Github => {
            github::write_all(report.findings(), streams.out)?;
            report.write(output.quiet, streams.out)?;
        }
    }
    Ok(exit)
}

/// An empty line parts it from the findings, if there is anything.
fn write_rest(report: &impl Report, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = Vec::new();
    report.write(quiet, &mut rest)?;
    if !report.findings().is_empty() && !rest.is_empty() {
        writeln!(out)?;
    }
    out.write_all(&rest)
}

/// Writes why the command of this name ended, and says with which code.
pub(crate) fn print_stop(command: &str, stop: &Stop, format: Format, streams: &mut Streams<'_>) -> Exit {
    let exit = stop.exit();
    // Where the streams are gone, too, nobody is left to tell; the code still says it.
    let _ = match format {
        Format::Text => Ok(()),
        Format::Json => Envelope::of_stop(command, stop).write(streams.out),
        Format::Github => github::write_stop(stop, streams.out),
    };
    let _ = stop.write(format, streams.err);
    exit
}
