//! `cargo vtable-api`: see the library for what it does.
#![forbid(unsafe_code)]

use std::io;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use cargo_vtable_api::{Streams, run};

fn main() -> ExitCode {
    // For cargo's own words as well.
    choice().unwrap_or(ColorChoice::Auto).write_global();
    let (mut out, mut err) = (AutoStream::auto(io::stdout()), AutoStream::auto(io::stderr()));
    run(std::env::args_os(), &mut Streams { out: &mut out, err: &mut err }).into()
}

/// What cargo goes by. Without it, a terminal decides, and the variables `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`.
fn choice() -> Option<ColorChoice> {
    match std::env::var("CARGO_TERM_COLOR").ok()?.as_str() {
        "always" => Some(ColorChoice::Always),
        "never" => Some(ColorChoice::Never),
        _ => None,
    }
}
