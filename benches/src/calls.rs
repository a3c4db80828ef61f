//! What a call costs, from the loop of the caller to the work of the callee and back.

use crate::contender::Contender;
use crate::figures::{Figure, Section};
use crate::{Error, Found, callgrind, run, scratch, workspace};
use std::path::{Path, PathBuf};

/// The rows of the page: a name that the hosts print, and what it says.
pub(crate) const ROWS: [(&str, &str); 9] = [
    ("integers", "two integers"),
    ("later", "a slot of revision 2"),
    ("text", "`&str`, 24 bytes"),
    ("bytes", "`&[u8]`, 24 bytes"),
    ("result", "returns `Result<u64, E>`"),
    ("owned", "returns 64 bytes, which the caller reads and frees"),
    ("vec", "returns 64 bytes, which the caller takes as a `Vec<u8>` of its own"),
    ("callback", "a closure, called once"),
    ("object", "`&dyn` of another interface, called once"),
];

/// Calls of the two runs whose difference counts. As `CALLS` in `peers/harness`.
const CALLS: f64 = 1000.0;
/// Rounds in which the times of all contenders are taken, one after the other.
const ROUNDS: usize = 5;

pub(crate) fn measure(found: &mut Found) -> Result<(), Error> {
    let target = scratch().join("peers");
    let mut build = run::cargo(&workspace().join("benches/peers"), &target, &["build", "--release", "--locked"]);
    run::output(&mut build)?;
    let release = target.join("release");
    for contender in Contender::CALLS {
        found.put(count(contender, &release)?)?;
    }
    found.put(times(&release)?)
}

fn paths(contender: Contender, release: &Path) -> (PathBuf, PathBuf) {
    let (host, module) = contender.programs().expect("it makes calls");
    (release.join(host), release.join(module))
}

/// Instructions for each row; those of the loop itself are taken off.
fn count(contender: Contender, release: &Path) -> Result<Vec<Figure>, Error> {
    let (host, module) = paths(contender, release);
    let (printed, parts) = callgrind::count(&host, &[&module, Path::new("count")])?;
    let rows: Vec<&str> = printed.split_whitespace().collect();
    if parts.len() != 3 * rows.len() || rows.first() != Some(&"loop") {
        return Err(format!("{contender}: {} counts for rows {rows:?}", parts.len()).into());
    }
    let each: Vec<f64> = parts.chunks(3).map(|runs| (runs[2] - runs[1]) as f64 / CALLS).collect();
    let figure =
        |(row, count): (&&str, &f64)| Figure::new(Section::Calls, row, contender, "instructions", count - each[0]);
    Ok(rows.iter().zip(&each).skip(1).map(figure).collect())
}

/// Nanoseconds for each row: the best of some rounds, because others only make it slower.
fn times(release: &Path) -> Result<Vec<Figure>, Error> {
    let mut best: Vec<Figure> = Vec::new();
    for _ in 0..ROUNDS {
        for contender in Contender::CALLS {
            let (host, module) = paths(contender, release);
            let printed = run::output(run::program(host).arg(module).arg("time"))?;
            for line in printed.lines() {
                let Some((row, Ok(time))) = line.split_once(' ').map(|(row, time)| (row, time.parse())) else {
                    continue;
                };
                let figure = Figure::new(Section::Calls, row, contender, "ns", time);
                match best.iter_mut().find(|known| known.row == figure.row && known.column == figure.column) {
                    Some(known) => known.value = known.value.min(time),
                    None => best.push(figure),
                }
            }
        }
    }
    best.retain(|figure| figure.row != "loop");
    Ok(best)
}
