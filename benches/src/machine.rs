//! On what was measured.

use crate::contender::Contender;
use crate::{Error, run, workspace};

/// Processor, system, tools, and the versions of all contenders.
pub(crate) fn describe() -> Result<Vec<(String, String)>, Error> {
    let line = |command: &str| -> Result<String, Error> {
        let mut words = command.split(' ');
        let printed = run::output(run::program(words.next().unwrap_or_default()).args(words))?;
        Ok(printed.lines().next().unwrap_or_default().trim().to_string())
    };
    let facts = [
        ("processor", format!("{}, {} cores", processor(), std::thread::available_parallelism()?)),
        ("system", line("uname -srm")?),
        ("compiler", line("rustc --version")?),
        ("cargo", line("cargo --version")?),
        ("valgrind", line("valgrind --version").unwrap_or_else(|_| "none".into())),
        ("commit", line("git describe --always --dirty").unwrap_or_else(|_| "none".into())),
        ("versions", versions()?),
    ];
    Ok(facts.map(|(what, is)| (what.to_string(), is)).to_vec())
}

fn processor() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.trim().strip_prefix(':'));
    model.unwrap_or("unknown").trim().to_string()
}

/// From the lock file of the contenders.
fn versions() -> Result<String, Error> {
    let lock = std::fs::read_to_string(workspace().join("benches/peers/Cargo.lock"))?;
    let version = |package: &str| {
        let (_, rest) = lock.rsplit_once(&format!("name = \"{package}\"\nversion = \""))?;
        Some(format!("{package} {}", rest.split('"').next()?))
    };
    let all = Contender::CALLS.iter().chain(&Contender::CLEAN).filter_map(|contender| contender.package());
    let mut found: Vec<String> = Vec::new();
    for text in all.filter_map(version) {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    Ok(found.join(", "))
}
