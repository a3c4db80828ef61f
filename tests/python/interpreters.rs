//! The Pythons of this machine.

use crate::support::{output_within, tool};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

pub(crate) const LIMIT: Duration = Duration::from_secs(240);

#[derive(Clone, Debug)]
pub(crate) struct Interpreter {
    /// `CPython 3.11`, and where it is from, if it is Debian's.
    pub(crate) name: String,
    pub(crate) program: PathBuf,
}

/// Each once: those of pyenv, those in the path, and the system's own.
pub(crate) static ALL: LazyLock<Vec<Interpreter>> = LazyLock::new(|| {
    let mut found: Vec<Interpreter> = Vec::new();
    for program in candidates() {
        if let Some(interpreter) = ask(&program).filter(|new| found.iter().all(|old| old.name != new.name)) {
            found.push(interpreter);
        }
    }
    found.sort_by_key(|interpreter| order(&interpreter.name));
    found
});

fn candidates() -> Vec<PathBuf> {
    let mut all = Vec::new();
    let versions = std::env::var_os("HOME").map(|home| Path::new(&home).join(".pyenv/versions"));
    for entry in versions.iter().flat_map(std::fs::read_dir).flatten().flatten() {
        all.push(entry.path().join("bin/python"));
    }
    all.extend((6..=20).map(|minor| format!("python3.{minor}").into()));
    all.extend(
        [
            "/usr/bin/python3",
            "/usr/bin/python3-dbg",
            "/usr/bin/python2.7",
            "python2.7",
            "/usr/bin/pypy3",
            "pypy3",
            "pypy",
        ]
        .map(PathBuf::from),
    );
    all
}

/// By maker, then by version.
pub(crate) fn order(name: &str) -> (String, Vec<u32>, String) {
    let mut words = name.split(' ');
    let maker = words.next().unwrap_or_default().to_owned();
    let version = words.next().unwrap_or_default().split(['.', ',']).filter_map(|part| part.parse().ok()).collect();
    (maker, version, name.to_owned())
}

fn ask(program: &Path) -> Option<Interpreter> {
    let script =
        "import platform, sys; print('%s %d.%d' % ((platform.python_implementation(),) + tuple(sys.version_info[:2])))";
    let answer = Command::new(program).args(["-c", script]).output().ok().filter(|output| output.status.success())?;
    let mut name = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    // Its extensions and its C API are another build's than those of pyenv.
    if program.starts_with("/usr/bin") && name.starts_with("CPython") {
        name += ", the system's";
    }
    Some(Interpreter { name, program: program.to_owned() })
}

/// Whether what every Debian machine can have is here.
pub(crate) fn are_there(test: &str) -> bool {
    tool(test, "/usr/bin/python3", "--version") && tool(test, "pypy3", "--version")
}

impl Interpreter {
    /// What a script prints. It must succeed.
    #[track_caller]
    pub(crate) fn run(&self, script: &Path, args: &[&std::ffi::OsStr]) -> String {
        let mut command = Command::new(&self.program);
        // A panic that becomes an exception is told with its place only.
        command.arg(script).args(args).envs([
            ("RUST_BACKTRACE", "0"),
            ("PYTHONDONTWRITEBYTECODE", "1"),
            ("LC_ALL", "C.UTF-8"),
        ]);
        let done = output_within(LIMIT, &mut command);
        let [out, err] = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert!(done.status.success(), "{}: {}\n{out}{err}", self.name, done.status);
        out
    }
}
