//! Starts other programs, and shows what they do meanwhile.

use crate::Result;
use crate::screen::Screen;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The folders of the tour.
pub(crate) struct Place {
    /// `examples/tour`
    pub(crate) source: PathBuf,
    /// The workspace.
    pub(crate) root: PathBuf,
    /// `target`
    pub(crate) target: PathBuf,
    /// `target/tour`
    pub(crate) out: PathBuf,
    /// `dev` or `release`: modules are built like the tour.
    pub(crate) profile: String,
}

impl Place {
    /// The tour is `target/debug/examples/tour`.
    pub(crate) fn find() -> Result<Self> {
        let program = std::env::current_exe()?;
        let [_, _, profile, target, ..] = program.ancestors().collect::<Vec<_>>()[..] else {
            return Err("the tour is not in a target folder; start it with `cargo run --example tour`".into());
        };
        let profile = profile.file_name().unwrap_or_default().to_string_lossy();
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let out = target.join("tour");
        std::fs::create_dir_all(&out)?;
        Ok(Place {
            source: root.join("examples").join("tour"),
            root,
            target: target.into(),
            out,
            profile: if profile == "debug" { "dev".into() } else { profile.into_owned() },
        })
    }

    /// A path as it is shown: within the workspace if it is there.
    pub(crate) fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// The cargo that runs the tour, at the same target folder.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(subcommand).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

/// What a program said.
pub(crate) struct Done {
    pub(crate) is_good: bool,
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) seconds: f64,
}

/// Runs `command`; on a terminal, `what` and the last line about its progress are there until it ends.
pub(crate) fn run(screen: &mut Screen<'_>, what: &str, command: &mut Command) -> Result<Done> {
    let start = Instant::now();
    let mut child = spawn(command)?;
    let out = child.stdout.take().map(|out| std::thread::spawn(move || read(out)));
    let said = follow(&mut child);
    let mut err = String::new();
    let mut turns = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".chars().cycle();
    loop {
        match said.recv_timeout(Duration::from_millis(90)) {
            Ok(line) => err = err + &line + "\n",
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        let now = err.lines().rev().find_map(status).unwrap_or_default();
        let turn = turns.next().unwrap_or(' ');
        screen.progress(&format!("    {turn} {what}, {} s  {}", start.elapsed().as_secs(), now.trim()))?;
    }
    screen.progress("")?;
    let out = out.and_then(|out| out.join().ok()).unwrap_or_default();
    Ok(Done { is_good: child.wait()?.success(), out, err, seconds: start.elapsed().as_secs_f64() })
}

/// The same for what cannot fail.
pub(crate) fn must(screen: &mut Screen<'_>, what: &str, command: &mut Command) -> Result<Done> {
    let done = run(screen, what, command)?;
    if done.is_good { Ok(done) } else { Err(format!("`{what}` did not work\n{}", done.err.trim_end()).into()) }
}

fn spawn(command: &mut Command) -> Result<Child> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| {
        format!("`{program}` does not start ({error}); install it, or name another C compiler in CC").into()
    })
}

/// `Compiling png v0.18.1`, without colours.
fn status(line: &str) -> Option<String> {
    let plain: String = line
        .split('\x1b')
        .map(|part| part.split_once('m').filter(|_| part.starts_with('[')).map_or(part, |(_, text)| text))
        .collect();
    let is_status = plain.starts_with(' ') && plain.trim_start().starts_with(char::is_uppercase);
    is_status.then_some(plain)
}

/// The lines of standard error, as they come.
fn follow(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = channel();
    if let Some(err) = child.stderr.take() {
        let lines = BufReader::new(err).lines().map_while(std::io::Result::ok);
        std::thread::spawn(move || lines.for_each(|line| drop(sender.send(line))));
    }
    receiver
}

fn read(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = from.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
