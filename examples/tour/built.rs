//! Builds the two modules: with cargo, and with the system's C compiler.

use crate::Result;
use crate::command::{Done, Place, must};
use crate::screen::{Screen, Style};
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the modules are.
pub(crate) struct Built {
    pub(crate) png: PathBuf,
    pub(crate) qoi: PathBuf,
}

impl Built {
    pub(crate) fn make(screen: &mut Screen<'_>, place: &Place) -> Result<Self> {
        screen.heading("Two modules, built now")?;
        let (png, done) = rust(screen, place)?;
        tell(screen, place, "Rust, the png crate; knows revision 2", "cargo build -p tour-png", &png, &done)?;
        screen.line("")?;
        let c_title = format!("C, {} lines; knows revision 1", crate::QOI.lines().count());
        let (qoi, command, done) = c(screen, place)?;
        tell(screen, place, &c_title, &command, &qoi, &done)?;
        Ok(Built { png, qoi })
    }
}

fn rust(screen: &mut Screen<'_>, place: &Place) -> Result<(PathBuf, Done)> {
    let mut cargo = place.cargo("build");
    cargo.args(["--package", "tour-png", "--profile", &place.profile, "--message-format", "json-render-diagnostics"]);
    let done = must(screen, "cargo build -p tour-png", &mut cargo)?;
    let file = done.out.lines().filter(|line| line.contains("\"cdylib\"")).find_map(first_file);
    Ok((file.ok_or("cargo built no library")?, done))
}

/// The first path in `"filenames":["…"]` of a message from cargo.
fn first_file(message: &str) -> Option<PathBuf> {
    let (_, files) = message.split_once(r#""filenames":[""#)?;
    let (file, _) = files.split_once('"')?;
    Some(file.replace(r"\\", r"\").into())
}

/// With what `CC` says: a program, and perhaps arguments.
fn c(screen: &mut Screen<'_>, place: &Place) -> Result<(PathBuf, String, Done)> {
    let cc = std::env::var("CC").unwrap_or_default();
    let mut words = cc.split_whitespace();
    let program = words.next().unwrap_or("cc");
    let library = place.out.join(format!("{DLL_PREFIX}qoi{DLL_SUFFIX}"));
    let folder = place.source.join("qoi-module");
    // Moved to its place when it is whole: another tour may have the old file open.
    let new = library.with_extension(format!("{}.new", std::process::id()));
    let mut command = Command::new(program);
    command.args(words).args(["-shared", "-fPIC", "-O2"]).arg("-I").arg(folder.join("include"));
    command.arg(folder.join("qoi.c")).arg("-o").arg(&new);
    let shown = format!("{program} -shared -fPIC -O2 -I include qoi.c");
    let done = must(screen, &shown, &mut command)?;
    std::fs::rename(&new, &library)?;
    Ok((library, shown, done))
}

fn tell(screen: &mut Screen<'_>, place: &Place, what: &str, command: &str, library: &Path, done: &Done) -> Result<()> {
    let size = std::fs::metadata(library)?.len().div_ceil(1024);
    screen.line(&format!("    {}", screen.style(Style::Bold, what)))?;
    screen.line(&format!("    $ {command}    {}", screen.style(Style::Dim, &format!("{:.1} s", done.seconds))))?;
    screen.line(&format!("    {}, {size} KiB", place.show(library)))
}
