//! `cargo vtable-api`: see the library for what it does.
#![forbid(unsafe_code)]

use std::io;
use std::process::ExitCode;

use cargo_vtable_api::{Streams, run};

fn main() -> ExitCode {
    let mut streams = Streams { out: &mut io::stdout(), err: &mut io::stderr() };
    run(std::env::args_os(), &mut streams).into()
}
