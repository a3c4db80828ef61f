//! `cargo vtable-api`: records, checks and exports the function tables of a package.
//!
//! The flow is one way, and so are the folders: each calls only what stands below it.
//!
//! | folder | what is in it |
//! |---|---|
//! | `commands/` | a file for each: puts the rest together, and returns a report |
//! | `record/` | `abi.toml`, read and compared |
//! | `output/` | headers, and all that is written |
//! | `input/` | packages, builds, repository, built files |
//! | `report/` | what is said, and how |
//! | `args` | what is wanted |
//!
//! The rules are those of `vtable_api_manifest`.
//!
//! [`run`] is the whole program. It writes to the streams it is given, so that tests run it in process.
#![forbid(unsafe_code)]

mod args;
mod commands;
mod input;
mod output;
mod record;
mod report;

use std::ffi::OsString;

use clap::Parser;

use args::{Cli, Command, OutputArgs};
use report::Stop;
pub use report::{Exit, Streams};

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
    match Cli::try_parse_from(without_cargos_word(args)) {
        Ok(Cli { command, output }) => {
            let done = dispatch(&command, output, streams);
            done.unwrap_or_else(|stop| report::print_stop(command.name(), &stop, output.format, streams))
        }
        Err(error) => answer(&error, streams),
    }
}

fn dispatch(command: &Command, output: OutputArgs, streams: &mut Streams<'_>) -> Result<Exit, Stop> {
    let name = command.name();
    match command {
        Command::Init(args) => report::print(name, &commands::init::run(args)?, output, streams),
        Command::Freeze(args) => report::print(name, &commands::freeze::run(args, output)?, output, streams),
        Command::Check(args) => report::print(name, &commands::check::run(args, output)?, output, streams),
        Command::Diff(args) => report::print(name, &commands::diff::run(args, output)?, output, streams),
        Command::Header(args) => report::print(name, &commands::header::run(args, output)?, output, streams),
        Command::Inspect(args) => report::print(name, &commands::inspect::run(args)?, output, streams),
        Command::Completions(args) => report::print(name, &commands::completions::run(args), output, streams),
        Command::Man(args) => report::print(name, &commands::man::run(args)?, output, streams),
        Command::Explain(args) => report::print(name, &commands::explain::run(args)?, output, streams),
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
fn answer(error: &clap::Error, streams: &mut Streams<'_>) -> Exit {
    let text = error.render();
    let text = text.ansi();
    let (to, exit) = match error.use_stderr() {
        true => (&mut *streams.err, Exit::Usage),
        false => (&mut *streams.out, Exit::Clean),
    };
    match write!(to, "{text}") {
        Ok(()) => exit,
        Err(_) => Exit::CouldNotCheck,
    }
}
