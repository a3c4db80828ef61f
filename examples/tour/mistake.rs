//! A breaking edit in a copy of the interface: what cargo says, and that taking it back is all it needs.

use crate::command::{Done, Place, must, run};
use crate::screen::{Paint, Screen, Style};
use crate::{INTERFACE, RECORD, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const BEFORE: &str = "fn decode(&self, input: &[u8]) -> Result<Frame, Failure>;";
const AFTER: &str = "fn decode(&self, input: &mut [u8]) -> Result<Frame, Failure>;";

pub(crate) fn make(screen: &mut Screen<'_>, place: &Place) -> Result<()> {
    screen.heading("A mistake: an edit of what was released, in a copy of the interface")?;
    let folder = copy(place)?;
    let source = folder.join("src").join("lib.rs");
    screen.line(&format!("    {}", screen.style(Style::Bad, &format!("- {BEFORE}"))))?;
    screen.line(&format!("    {}", screen.style(Style::Good, &format!("+ {AFTER}"))))?;

    fs::write(&source, INTERFACE.replace(BEFORE, AFTER))?;
    let done = run(screen, "cargo build", &mut cargo(screen, place, &folder))?;
    if done.is_good {
        return Err("the edit was not noticed".into());
    }
    screen.line(&format!("    $ cargo build\n\n{}", complaint(&done).trim_end()))?;

    fs::write(&source, INTERFACE)?;
    let done = must(screen, "cargo build", &mut cargo(screen, place, &folder))?;
    screen.line(&format!("\n    Taken back:\n    $ cargo build\n{}", done.err.lines().last().unwrap_or_default()))
}

/// The interface as a package of its own.
fn copy(place: &Place) -> Result<PathBuf> {
    let folder = place.out.join("mistake");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(&place.root))?;
    fs::write(folder.join("abi.toml"), RECORD)?;
    fs::copy(place.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder)
}

fn manifest(root: &Path) -> String {
    format!(
        "[package]\nname = \"tour-codec\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nvtable-api = {{ path = '{}' }}\n\n[workspace]\n",
        root.display()
    )
}

fn cargo(screen: &Screen<'_>, place: &Place, folder: &Path) -> Command {
    let mut cargo = place.cargo("build");
    let color = if screen.paint == Paint::No { "never" } else { "always" };
    cargo.current_dir(folder).args(["--profile", &place.profile, "--color", color]);
    cargo
}

/// What follows the lines about packages that were compiled.
fn complaint(done: &Done) -> &str {
    let start = done.err.lines().position(|line| line.contains("error"));
    let before: usize = done.err.lines().take(start.unwrap_or_default()).map(|line| line.len() + 1).sum();
    &done.err[before..]
}
