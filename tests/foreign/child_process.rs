//! A test that ends its process, in a process of its own.

use std::ffi::OsStr;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

const SIGABRT: i32 = 6;

/// What a test of this program, which is to end by abort, writes to standard error; `child` is its name.
pub(crate) fn last_words(child: &str, variables: &[(&str, &OsStr)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args([child, "--exact", "--nocapture", "--test-threads=1"]).envs(variables.iter().copied());
    let done = command.env_remove("RUST_BACKTRACE").output().expect("it runs");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    match done.status.signal() {
        Some(SIGABRT) => err.into_owned(),
        _ => format!("no abort, but {}\n{out}{err}", done.status),
    }
}
