//! Commands, and what they cost.

use crate::Error;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A build that takes longer has no figure.
pub(crate) const LIMIT: Duration = Duration::from_secs(600);

/// What a command took, its children included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    /// Of all cores together: less a matter of what else the machine does.
    pub(crate) cpu: f64,
    /// The most memory that one of its processes had, in MB.
    pub(crate) peak: f64,
}

/// `cargo` in `folder`, with its own target folder and nothing of the cargo that started us.
pub(crate) fn cargo(folder: &Path, target: &Path, args: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args).current_dir(folder).env("CARGO_TARGET_DIR", target);
    command
}

/// A command that sees nothing of the cargo that started us.
pub(crate) fn program(path: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(path);
    for (name, _) in std::env::vars_os() {
        let ours = |name: &str| {
            name.starts_with("CARGO_") && !["CARGO_HOME", "CARGO_NET_OFFLINE"].contains(&name)
                || name.starts_with("VTABLE_API")
                || name == "RUSTFLAGS"
        };
        if name.to_str().is_some_and(ours) {
            command.env_remove(name);
        }
    }
    command.env("CARGO_TERM_COLOR", "never");
    command
}

/// Runs it; what it printed on standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, Error> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| failed(command, &error.to_string()))?;
    if !output.status.success() {
        return Err(failed(command, &String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs it within `limit`, and measures; `None` when it took longer.
pub(crate) fn cost(command: &mut Command, limit: Duration) -> Result<Option<Cost>, Error> {
    let log = crate::scratch().join("log");
    std::fs::create_dir_all(crate::scratch())?;
    let file = std::fs::File::create(&log)?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    grouped(command);
    let start = Instant::now();
    let child = command.spawn().map_err(|error| failed(command, &error.to_string()))?;
    let (success, cpu, peak) = match wait(child.id(), start + limit) {
        Some(ended) => ended,
        None => {
            stop(child);
            return Ok(None);
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    if !success {
        return Err(failed(command, &std::fs::read_to_string(&log)?));
    }
    Ok(Some(Cost { seconds, cpu, peak }))
}

/// Whether it succeeded, its seconds of all cores, its peak of memory; `None` after the deadline.
#[cfg(unix)]
fn wait(pid: u32, deadline: Instant) -> Option<(bool, f64, f64)> {
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    loop {
        let mut status = 0;
        // SAFETY: every bit pattern is an `rusage`.
        let mut usage = unsafe { std::mem::zeroed::<libc::rusage>() };
        // SAFETY: our own child, which nobody else waits for; both places are writable.
        let ended = unsafe { libc::wait4(pid as libc::pid_t, &mut status, libc::WNOHANG, &mut usage) };
        if ended != 0 {
            let success = ended > 0 && libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0;
            return Some((success, seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss as f64 / 1024.0));
        }
        if Instant::now() > deadline {
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(not(unix))]
fn wait(_: u32, _: Instant) -> Option<(bool, f64, f64)> {
    panic!("costs are measured on Unix only")
}

/// A group of its own for the command and what it starts, to end them together.
fn grouped(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// Ends a command and the compilers that it started.
fn stop(mut child: std::process::Child) {
    // SAFETY: the group of our own child, which has not been waited for.
    #[cfg(unix)]
    unsafe {
        libc::kill(-(child.id() as libc::pid_t), libc::SIGKILL)
    };
    // It may have ended.
    let _ = child.kill();
    let _ = child.wait();
}

fn failed(command: &Command, why: &str) -> Error {
    let args: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    let place = command.get_current_dir().map(|folder| format!(" in {}", folder.display())).unwrap_or_default();
    format!("`{} {}`{place}: {why}", command.get_program().to_string_lossy(), args.join(" ")).into()
}
