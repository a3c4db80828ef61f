//! `cargo run --example tour`: an image viewer, two of its decoders built on the spot, and a mistake.
//!
//! `codec` is the interface, `codec-r1` the interface as it was at revision 1, `png-module` a module in Rust,
//! `qoi-module` one in C. What is written goes to `target/tour`.
#![forbid(unsafe_code)]

mod built;
mod command;
mod mistake;
mod picture;
mod screen;
#[cfg(test)]
mod tests;
mod viewer;
mod viewer_r1;

use crate::built::Built;
use crate::command::Place;
use crate::screen::Screen;
use std::error::Error;
use std::io::ErrorKind;
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const INTERFACE: &str = include_str!("codec/src/lib.rs");
const RECORD: &str = include_str!("codec/abi.toml");
const HEADER: &str = include_str!("qoi-module/include/viewer_codec.h");
const QOI: &str = include_str!("qoi-module/qoi.c");

fn main() -> ExitCode {
    match tour(&mut Screen::stdout()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `cargo run --example tour | head`
fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

fn tour(screen: &mut Screen<'_>) -> Result<()> {
    let place = Place::find()?;
    interface(screen)?;
    let built = Built::make(screen, &place)?;
    viewer::png(screen, &place, &built.png)?;
    viewer::qoi(screen, &place, &built.qoi)?;
    viewer_r1::png(screen, &place, &built.png)?;
    mistake::make(screen, &place)?;
    header(screen)
}

/// The trait, and what is recorded of it.
fn interface(screen: &mut Screen<'_>) -> Result<()> {
    screen.heading("The interface: a trait, and a record of what was released")?;
    screen.source("examples/tour/codec/src/lib.rs", between(INTERFACE, "/// An image decoder", "\n}"))?;
    let last = RECORD.rfind("revision = 2").map_or("", |at| &RECORD[at..]);
    screen.line("")?;
    screen.source("examples/tour/codec/abi.toml, its last slot", between(last, "revision", "Failure>\""))
}

/// What a programmer in C reads and writes.
fn header(screen: &mut Screen<'_>) -> Result<()> {
    screen.heading("What the author of qoi.c had: the header of revision 1")?;
    let part = between(HEADER, "typedef struct VIEWER_CODEC_TABLE_", "VIEWER_CODEC_TABLE_;");
    let file = format!(
        "examples/tour/qoi-module/include/viewer_codec.h, the table; the file has {} lines",
        HEADER.lines().count()
    );
    screen.source(&file, part)?;
    screen.line("")?;
    screen.source(
        "examples/tour/qoi-module/qoi.c, what fills it in",
        between(QOI, "static const viewer_codec_table", ";"),
    )
}

/// From `start` to `end`, which is part of it.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let text = text.find(start).map_or("", |at| &text[at..]);
    text.find(end).map_or(text, |at| &text[..at + end.len()])
}
