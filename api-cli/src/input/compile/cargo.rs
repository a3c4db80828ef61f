//! Runs cargo, in a folder of our own, and keeps what it says.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use cargo_metadata::Message;
use cargo_metadata::diagnostic::DiagnosticLevel;

use crate::args::BuildArgs;
use crate::input::project::Workspace;
use crate::report::Stop;

/// Object code that can be read, made fast, whatever the package's profile says. And lists of sources have paths that
/// hold from here.
const SETTINGS: [(&str, &str); 5] = [
    ("CARGO_PROFILE_DEV_LTO", "off"),
    ("CARGO_PROFILE_DEV_STRIP", "none"),
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("CARGO_BUILD_DEP_INFO_BASEDIR", "."),
    // Who wants no colours gets none when it is printed.
    ("CARGO_TERM_COLOR", "always"),
];

/// Programs that stand before the compiler, of which many are caches: what these give need not be of the sources. An empty
/// variable comes before all that files of cargo's say.
const NO_WRAPPERS: [(&str, &str); 4] = [
    ("RUSTC_WRAPPER", ""),
    ("RUSTC_WORKSPACE_WRAPPER", ""),
    ("CARGO_BUILD_RUSTC_WRAPPER", ""),
    ("CARGO_BUILD_RUSTC_WORKSPACE_WRAPPER", ""),
];

/// How a build is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Build<'a> {
    pub(crate) args: &'a BuildArgs,
    /// Cargo says nothing of its progress.
    pub(crate) quiet: bool,
    /// Trust no linker to keep the records of programs. Cargo is then started for each of them.
    pub(crate) thorough: bool,
    /// Drafts are findings.
    pub(crate) locked: bool,
}

/// What a run of cargo said.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) success: bool,
    pub(crate) messages: Vec<Message>,
    /// What went wrong in cargo's words, in order.
    errors: Vec<String>,
}

/// `cargo WORD`, as the arguments say, for packages of the workspace.
pub(crate) fn command(word: &str, workspace: &Workspace, how: Build<'_>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.envs(SETTINGS).envs(NO_WRAPPERS).env_remove(super::session::VARIABLE);
    command.args([word, "--profile", "dev", "--keep-going", "--message-format", "json-diagnostic-rendered-ansi"]);
    command.arg("--manifest-path").arg(&workspace.manifest).arg("--target-dir").arg(&workspace.target_dir);
    // Whatever the user's settings share among checkouts, this is ours.
    setting(&mut command, "build.build-dir", &workspace.target_dir);
    if wants_copies() {
        setting(&mut command, "build.artifact-dir", &workspace.target_dir.join("artifacts"));
    }
    let BuildArgs { features, all_features, no_default_features, target } = how.args;
    for features in features {
        command.arg("--features").arg(features);
    }
    if let Some(target) = target {
        command.arg("--target").arg(target);
    }
    let switches =
        [("--all-features", *all_features), ("--no-default-features", *no_default_features), ("--quiet", how.quiet)];
    command.args(switches.into_iter().filter(|(_, on)| *on).map(|(switch, _)| switch));
    command
}

/// On the command line, which comes before the environment and all files.
fn setting(command: &mut Command, key: &str, path: &Path) {
    // A text of JSON is one of TOML, too.
    let value = path.to_str().map(|path| serde_json::Value::from(path).to_string());
    if let Some(value) = value {
        command.arg("--config").arg(format!("{key}={value}"));
    }
}

/// Whether cargo is asked, anywhere, to copy what it builds to another folder, where ours would replace the user's.
/// Cargos that do not know this setting refuse it, so it is not given for nothing.
fn wants_copies() -> bool {
    is_set(&["CARGO_BUILD_ARTIFACT_DIR"], &["artifact-dir", "out-dir"])
}

/// Whether another program may stand in the compiler's place, and give what it has compiled at another time.
pub(crate) fn has_other_compiler() -> bool {
    is_set(&["RUSTC", "CARGO_BUILD_RUSTC"], &["rustc"])
}

/// Whether one of the variables is, or a file of cargo's has one of the keys. Which of several holds is cargo's to say.
fn is_set(variables: &[&str], keys: &[&str]) -> bool {
    let has_key =
        |path: PathBuf| std::fs::read_to_string(path).is_ok_and(|text| keys.iter().any(|key| text.contains(key)));
    let here = std::env::current_dir().unwrap_or_default();
    let folders = here.ancestors().map(|folder| folder.join(".cargo"));
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let mut folders = folders.chain(home).chain(std::env::home_dir().map(|home| home.join(".cargo")));
    variables.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
        || folders.any(|folder| ["config.toml", "config"].iter().any(|name| has_key(folder.join(name))))
}

/// Runs it to its end. Its progress is shown meanwhile; errors are kept, since there may be better words for them.
pub(crate) fn run(command: Command) -> Result<Said, Stop> {
    run_and(command, show)
}

/// The same, and nothing is shown.
pub(crate) fn run_silently(command: Command) -> Result<Said, Stop> {
    run_and(command, |_| {})
}

fn run_and(mut command: Command, show: fn(&str)) -> Result<Said, Stop> {
    let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| Stop::failed(format!("cannot run cargo: {error}")))?;
    let own = own_words(&mut child, show);
    let mut said = Said::default();
    let out = child.stdout.take().map(|out| Message::parse_stream(BufReader::new(out)));
    for message in out.into_iter().flatten().flatten() {
        said.take(message, show);
    }
    let status = child.wait().map_err(|error| Stop::failed(format!("lost contact with cargo: {error}")))?;
    said.errors.extend(own.and_then(|own| own.join().ok()).unwrap_or_default());
    said.success = status.success();
    Ok(said)
}

/// Shows what cargo itself says, up to the first error; what follows is returned.
fn own_words(child: &mut Child, show: fn(&str)) -> Option<thread::JoinHandle<Vec<String>>> {
    let from = BufReader::new(child.stderr.take()?);
    Some(thread::spawn(move || {
        let mut kept: Vec<String> = Vec::new();
        for line in from.lines().map_while(Result::ok) {
            let is_error = anstream::adapter::strip_str(&line).to_string().starts_with("error");
            match is_error || !kept.is_empty() {
                true => kept.push(line + "\n"),
                false => show(&(line + "\n")),
            }
        }
        kept
    }))
}

impl Said {
    /// Of no run at all.
    pub(crate) fn nothing() -> Said {
        Said { success: true, ..Said::default() }
    }

    fn take(&mut self, message: Message, show: fn(&str)) {
        if let Message::CompilerMessage(told) = &message {
            let text = told.message.rendered.clone().unwrap_or_default();
            match told.message.level {
                DiagnosticLevel::Warning => show(&text),
                _ => self.errors.push(text),
            }
        }
        self.messages.push(message);
    }

    /// Takes over what another run said.
    pub(crate) fn add(&mut self, other: Said) {
        self.success &= other.success;
        self.messages.extend(other.messages);
        self.errors.extend(other.errors);
    }

    /// Shows what was kept.
    pub(crate) fn show_errors(&self) {
        self.errors.iter().for_each(|error| show(error));
    }

    /// The first thing that went wrong in cargo's own words, if the compiler has said nothing.
    pub(crate) fn own_error(&self) -> Option<String> {
        let text = anstream::adapter::strip_str(self.errors.first()?).to_string();
        let text = text.lines().next()?;
        Some(text.strip_prefix("error: ").unwrap_or(text).to_owned())
    }

    /// Whether the compiler could not read what it, or cargo, had written before.
    pub(crate) fn is_damaged(&self) -> bool {
        /// Invalid metadata; crates that cannot be found, or are not what they are called.
        const CODES: [&str; 5] = ["E0786", "E0460", "E0461", "E0463", "E0514"];
        self.messages.iter().any(|message| match message {
            Message::CompilerMessage(told) => {
                told.message.code.as_ref().is_some_and(|code| CODES.contains(&code.code.as_str()))
            }
            _ => false,
        })
    }
}

/// To standard error, where cargo would have said it.
fn show(text: &str) {
    // Where nobody listens, nobody misses it.
    let _ = anstream::stderr().write_all(text.as_bytes());
}
