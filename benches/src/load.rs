//! What it costs to open a module, to make sure of its interface, and to call its first slot.

use crate::contender::Contender;
use crate::figures::{Figure, Section};
use crate::generate::Plan;
use crate::{Error, Found, callgrind, run, scratch};
use std::time::Duration;

/// A release build of the generated crate may take this long, its dependencies included.
const LIMIT: Duration = Duration::from_secs(600);
/// Slots of the tables.
pub(crate) const SLOTS: [usize; 3] = [10, 100, 1000];

pub(crate) fn measure(found: &mut Found) -> Result<(), Error> {
    for contender in Contender::LOAD {
        for slots in SLOTS {
            eprintln!("   {contender}, {slots} slots");
            match count(contender, slots)? {
                Some(count) => {
                    found.put(vec![Figure::new(
                        Section::Load,
                        &slots.to_string(),
                        contender,
                        "instructions",
                        count as f64,
                    )])?;
                }
                None => eprintln!("      not built within {LIMIT:?}"),
            }
        }
    }
    Ok(())
}

/// `None` when it takes too long to build, or its crate cannot.
fn count(contender: Contender, slots: usize) -> Result<Option<u64>, Error> {
    let Some(generated) = Plan { loaded: true, ..Plan::of(contender, slots) }.write()? else { return Ok(None) };
    let target = scratch().join("load");
    let built = run::cost(&mut generated.cargo(&target, &["build", "--release"]), LIMIT);
    if contender.unless_peer(built)?.is_none() {
        return Ok(None);
    }
    if contender == Contender::VtableApi {
        run::output(&mut generated.cargo(&target, &["rustc", "--release", "--lib", "--crate-type", "cdylib"]))?;
    }
    let (host, module) = (target.join("release/host"), target.join("release/libgenerated.so"));
    let (_, parts) = callgrind::count(&host, &[&module])?;
    match parts[..] {
        [count] => Ok(Some(count)),
        _ => Err(format!("{contender}, {slots} slots: {} counts instead of one", parts.len()).into()),
    }
}
