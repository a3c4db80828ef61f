//! `cargo vtable-api`: records, checks and exports the function tables of a package.
//!
//! The flow is one way. `args` says what is wanted; `project` finds the package and `units` what of it to
//! build; `extract` builds it, `fresh` sees to it that the build is not an old one, `section` takes the
//! records out of the result and `source` makes the model of them; `record` reads `abi.toml`. The rules are
//! those of `vtable_api_manifest`. A command puts these together; what it finds it either reports (`report`)
//! or stops with (`stop`). Only `store` writes a user's files.
//!
//! [`run`] is the whole program. It writes to the streams it is given, so that tests run it in process.
#![forbid(unsafe_code)]

mod args;
#[allow(dead_code, reason = "`inspect` and comparisons with binaries are being made")]
mod binary;
mod commands;
mod exit;
mod extract;
mod fresh;
mod git;
mod grown;
mod project;
mod record;
mod report;
mod section;
mod source;
mod stop;
mod store;
mod streams;
mod units;
mod words;

use std::ffi::OsString;

use clap::Parser;

use args::{Cli, Command};
pub use exit::Exit;
use stop::Stop;
pub use streams::Streams;

/// Runs the program: `args` starts with its name, then has `vtable-api` if it was cargo that started it.
///
/// ```
/// use cargo_vtable_api::{Exit, Streams, run};
///
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let mut streams = Streams { out: &mut out, err: &mut err };
/// let exit = run(["cargo-vtable-api", "vtable-api", "explain", "VT0004"], &mut streams);
/// assert_eq!(exit, Exit::Clean);
/// assert!(out.starts_with(b"VT0004: "));
/// ```
pub fn run<A>(args: impl IntoIterator<Item = A>, streams: &mut Streams<'_>) -> Exit
where
    A: Into<OsString>,
{
    let done = match Cli::try_parse_from(without_cargos_word(args)) {
        Ok(cli) => dispatch(&cli.command, streams),
        Err(error) => answer(&error, streams),
    };
    done.unwrap_or_else(|stop| stop.tell(streams.err))
}

fn dispatch(command: &Command, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    match command {
        Command::Init(args) => commands::init::run(args, streams),
        Command::Freeze(args) => commands::freeze::run(args, streams),
        Command::Check(args) => commands::check::run(args, streams),
        Command::Header(args) => commands::header::run(args, streams),
        Command::Explain(args) => commands::explain::run(args, streams),
    }
}

/// `cargo vtable-api check` starts `cargo-vtable-api vtable-api check`.
fn without_cargos_word<A: Into<OsString>>(args: impl IntoIterator<Item = A>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    if args.get(1).is_some_and(|word| word == "vtable-api") {
        args.remove(1);
    }
    args
}

/// Help and version are answers; everything else that the parser says is a wrong use.
fn answer(error: &clap::Error, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let text = error.render();
    if error.use_stderr() {
        write!(streams.err, "{text}")?;
        return Ok(Exit::Usage);
    }
    write!(streams.out, "{text}")?;
    Ok(Exit::Clean)
}
