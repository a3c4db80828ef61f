//! Instructions, as callgrind counts them: the same for the same programs, whatever else the machine does.

use crate::{Error, run, scratch};
use std::path::Path;

/// The only function in which is counted; each return from it ends a part.
const FUNCTION: &str = "benches_measured";

/// The arguments, for the page.
pub(crate) const ARGS: [&str; 4] =
    ["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=benches_measured", "--dump-after=benches_measured"];

/// What the host printed, and the instructions of each part.
pub(crate) fn count(host: &Path, args: &[&Path]) -> Result<(String, Vec<u64>), Error> {
    debug_assert!(ARGS.iter().all(|arg| !arg.contains("after") || arg.ends_with(FUNCTION)));
    let folder = scratch().join("callgrind");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let mut command = run::program("valgrind");
    command.args(ARGS).arg(format!("--callgrind-out-file={}", folder.join("part").display()));
    command.arg(host).args(args);
    let printed = run::output(&mut command).map_err(|error| format!("{error}\n(is valgrind installed?)"))?;
    let mut parts = Vec::new();
    for number in 1.. {
        let Ok(text) = std::fs::read_to_string(folder.join(format!("part.{number}"))) else { break };
        parts.extend(total(&text));
    }
    if parts.last() == Some(&0) {
        parts.pop(); // what came after the last call
    }
    Ok((printed, parts))
}

/// `totals: 123` of a part.
fn total(text: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix("totals:").or_else(|| line.strip_prefix("summary:")))?;
    line.split_whitespace().next()?.parse().ok()
}
