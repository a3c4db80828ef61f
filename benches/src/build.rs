//! What a user's build costs: from nothing, and after an edit; and the command.

use crate::contender::Contender;
use crate::figures::{Figure, Section};
use crate::generate::{Generated, Plan};
use crate::run::{self, Cost, LIMIT};
use crate::{Error, Found, scratch};
use std::path::Path;

/// Slots of the trait that is edited.
pub(crate) const SLOTS: [usize; 4] = [10, 100, 425, 4250];
/// Others than ours and by hand are not measured beyond this.
const MOST_OF_PEERS: usize = 425;
/// Each crate is built from nothing so often; the least counts.
const CLEAN: usize = 3;
/// Each edit is made so often; the least counts, because others only make it slower.
const EDITS: usize = 5;

pub(crate) fn measure(found: &mut Found) -> Result<(), Error> {
    for contender in Contender::CLEAN {
        eprintln!("   clean build: {contender}");
        found.put(clean(contender)?)?;
    }
    // The large ones last.
    for slots in SLOTS {
        for contender in Contender::EDIT {
            let ours = matches!(contender, Contender::Table | Contender::VtableApi);
            if ours || slots <= MOST_OF_PEERS {
                eprintln!("   edit: {contender}, {slots} slots");
                found.put(edit(contender, slots)?)?;
            }
        }
        eprintln!("   cargo vtable-api: {slots} slots");
        found.put(command(slots)?)?;
    }
    Ok(())
}

/// The row of a build after an edit.
pub(crate) fn edit_row(slots: usize) -> String {
    format!("edit, {slots} slots")
}

/// A build of everything but std, from nothing.
fn clean(contender: Contender) -> Result<Vec<Figure>, Error> {
    let generated = Plan::of(contender, 4).write()?.ok_or("its record takes too long")?;
    run::output(&mut run::cargo(&generated.folder, &scratch().join("fetched"), &["fetch"]))?;
    let target = scratch().join("clean");
    let mut best: Option<Cost> = None;
    for _ in 0..CLEAN {
        empty(&target)?;
        let mut command = generated.cargo(&target, &["build", "--offline"]);
        let Some(cost) = run::cost(command.env("CARGO_INCREMENTAL", "0"), LIMIT)? else { break };
        best = Some(best.map_or(cost, |best| least(best, cost)));
    }
    let mut figures = costs("clean", contender, best);
    figures.push(Figure::new(Section::Build, "clean", contender, "crates", crates(&generated)?));
    Ok(figures)
}

/// Crates of others that are built for it.
fn crates(generated: &Generated) -> Result<f64, Error> {
    let args = ["tree", "--offline", "--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{p}"];
    let printed = run::output(&mut generated.cargo(&scratch().join("fetched"), &args))?;
    let mut all: Vec<&str> = printed.lines().map(|line| line.trim_end_matches(" (proc-macro)")).collect();
    all.sort_unstable();
    all.dedup();
    Ok(all.len() as f64 - 1.0)
}

/// `cargo check` after one line was changed.
fn edit(contender: Contender, slots: usize) -> Result<Vec<Figure>, Error> {
    let Some(generated) = Plan::of(contender, slots).write()? else { return Ok(Vec::new()) };
    let target = scratch().join("edit");
    let mut best: Option<Cost> = None;
    for number in 0..=EDITS {
        generated.edit(number + 2)?;
        let checked = run::cost(&mut generated.cargo(&target, &["check"]), LIMIT);
        let Some(cost) = contender.unless_peer(checked)? else { return Ok(Vec::new()) };
        // The first builds all there is.
        if number > 0 {
            best = Some(best.map_or(cost, |best| least(best, cost)));
        }
    }
    Ok(costs(&edit_row(slots), contender, best))
}

/// `cargo vtable-api check` and `freeze` after an edit, of a package that was built before.
fn command(slots: usize) -> Result<Vec<Figure>, Error> {
    let mut figures = Vec::new();
    let Some(generated) = Plan::of(Contender::VtableApi, slots).write()? else { return Ok(figures) };
    for (number, row) in ["check", "freeze"].into_iter().enumerate() {
        // The first builds all there is.
        run::output(&mut generated.cli(&["vtable-api", row])?)?;
        generated.edit(number + 2)?;
        let cost = run::cost(&mut generated.cli(&["vtable-api", row])?, LIMIT)?;
        figures.extend(costs(&format!("{row}, {slots} slots"), Contender::VtableApi, cost));
    }
    Ok(figures)
}

fn least(a: Cost, b: Cost) -> Cost {
    Cost { seconds: a.seconds.min(b.seconds), cpu: a.cpu.min(b.cpu), peak: a.peak.min(b.peak) }
}

fn costs(row: &str, contender: Contender, cost: Option<Cost>) -> Vec<Figure> {
    let Some(Cost { seconds, cpu, peak }) = cost else { return Vec::new() };
    let figure =
        |unit, value: f64| Figure::new(Section::Build, row, contender, unit, (value * 1000.0).round() / 1000.0);
    vec![figure("seconds", seconds), figure("cpu seconds", cpu), figure("MB", peak.round())]
}

fn empty(folder: &Path) -> Result<(), Error> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(())
}
