//! Wine with a prefix of its own, by one test at a time; its services end with the last.
#![allow(unreachable_pub, missing_docs, reason = "every test file is a crate of its own")]

use crate::fixtures::{Ran, run};
use crate::support::tool;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The program; says so where there is none, or none that can run.
pub fn find(test: &str) -> Option<PathBuf> {
    if !cfg!(target_arch = "x86_64") {
        eprintln!("{test}: not run, Wine runs the machine's own code, and this is no 64-bit x86");
        return None;
    }
    // Debian keeps it out of the path.
    let wine = ["/usr/lib/wine/wine64", "wine64", "wine"].map(PathBuf::from);
    let runs = |wine: &PathBuf| Command::new(wine).arg("--version").output().is_ok();
    let found = wine.into_iter().find(runs);
    if found.is_none() {
        tool(test, "wine64", "--version");
    }
    found
}

pub struct Wine<'a> {
    program: &'a Path,
    /// Where what it runs lies.
    folder: &'a Path,
    prefix: PathBuf,
    users: usize,
    _alone: MutexGuard<'static, ()>,
}

impl<'a> Wine<'a> {
    /// For one of so many tests of this program. `first` is a program that ends at once.
    pub fn start(program: &'a Path, folder: &'a Path, users: usize, first: &Path) -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        // It takes seconds to make, so it stays.
        let prefix = folder.with_file_name("prefix");
        let wine = Wine { program, folder, prefix, users, _alone: alone };
        // Says that it makes a prefix, now and not in a test.
        run(wine.command(program).arg(first), folder);
        wine
    }

    fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(self.folder).env("WINEPREFIX", &self.prefix).env_remove("DISPLAY");
        command.envs([("WINEDEBUG", "-all"), ("WINEARCH", "win64"), ("LC_ALL", "C.UTF-8")]);
        // Nothing to be installed, nothing in the user's menus.
        command.env("WINEDLLOVERRIDES", "mscoree=;mshtml=;winemenubuilder.exe=");
        command
    }

    /// Runs a host with modules, whose paths are relative to the folder.
    pub fn run(&self, host: &Path, modules: &[&str]) -> Ran {
        run(self.command(self.program).arg(host).args(modules), self.folder)
    }
}

impl Drop for Wine<'_> {
    fn drop(&mut self) {
        static ENDED: AtomicUsize = AtomicUsize::new(0);
        // Who starts it while it ends may fail. Where fewer tests run, it ends when nobody has used it for a while.
        if ENDED.fetch_add(1, Ordering::Relaxed) + 1 < self.users {
            return;
        }
        let beside = self.program.with_file_name("wineserver");
        let server = if beside.exists() { beside } else { "wineserver".into() };
        for argument in ["-k", "-w"] {
            // Without a server there is nothing to end.
            let _ = run(self.command(&server).arg(argument), self.folder);
        }
    }
}
