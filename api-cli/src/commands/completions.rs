//! `cargo vtable-api completions`: what a shell needs to complete the command line.

use std::io::{self, Write};

use clap::CommandFactory;
use serde::Serialize;

use crate::args::{self, Cli};
use crate::report::Report;

/// A script for a shell.
#[derive(Serialize)]
pub(crate) struct Script {
    text: String,
}

impl Report for Script {
    fn write(&self, _quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())
    }
}

pub(crate) fn run(args: &args::Completions) -> Script {
    let mut text = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut Cli::command().bin_name("cargo-vtable-api"),
        "cargo-vtable-api",
        &mut text,
    );
    // In its script for bash clap spells the hyphens of a program's name in two ways, which then do not meet.
    let text = String::from_utf8_lossy(&text).replace("cargo__subcmd__vtable__subcmd__api", "cargo__vtable__api");
    Script { text }
}
