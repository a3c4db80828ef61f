//! `cargo vtable-api man`: manual pages, written from the same source as the help texts.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_mangen::Man;
use serde::Serialize;

use crate::args::{self, Cli};
use crate::output::store;
use crate::report::{Report, Stop};

/// The pages.
#[derive(Serialize)]
pub(crate) struct Manual {
    pages: Vec<Page>,
}

/// A page.
#[derive(Serialize)]
struct Page {
    /// `cargo-vtable-api-check`
    name: String,
    /// Where it was written to; standard output, if nowhere.
    file: Option<PathBuf>,
    text: String,
}

impl Report for Manual {
    fn write(&self, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
        self.pages.iter().try_for_each(|page| match &page.file {
            None => out.write_all(page.text.as_bytes()),
            Some(_) if quiet => Ok(()),
            Some(file) => writeln!(out, "{}: written", file.display()),
        })
    }
}

pub(crate) fn run(args: &args::Man) -> Result<Manual, Stop> {
    let mut pages = pages().map_err(|error| Stop::failed(format!("a page cannot be made: {error}")))?;
    match &args.out {
        // `man -l` reads one page.
        None => pages.truncate(1),
        Some(folder) => pages.iter_mut().try_for_each(|page| page.store(folder))?,
    }
    Ok(Manual { pages })
}

/// That of the program, and one for each command.
fn pages() -> io::Result<Vec<Page>> {
    let mut program = Cli::command();
    program.build();
    let name = program.get_name().to_owned();
    let mut pages = vec![Page::of(program.clone(), name.clone())?];
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        pages.push(Page::of(command.clone(), format!("{name}-{}", command.get_name()))?);
    }
    Ok(pages)
}

impl Page {
    fn of(command: clap::Command, name: String) -> io::Result<Page> {
        let mut text = Vec::new();
        // Pages have the same text on every day.
        let source = format!("cargo-vtable-api {}", env!("CARGO_PKG_VERSION"));
        Man::new(command.display_name(&name)).title(&name).date("").source(source).render(&mut text)?;
        Ok(Page { name, file: None, text: String::from_utf8_lossy(&text).into_owned() })
    }

    fn store(&mut self, folder: &Path) -> Result<(), Stop> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Stop::failed(format!("cannot create folder {}: {error}", folder.display())))?;
        let file = folder.join(format!("{}.1", self.name));
        store::update(&file, &self.text)?;
        self.file = Some(file);
        Ok(())
    }
}
