//! What one slot, and one table, add to a stripped release module.

use crate::contender::Contender;
use crate::figures::{Figure, Section};
use crate::generate::Plan;
use crate::{Error, Found, elf, run, scratch};

/// Slots of the small and of the large module, whose difference counts.
const SLOTS: (usize, usize) = (100, 200);
/// Tables of the two, with this many slots each.
const TABLES: (usize, usize, usize) = (1, 11, 4);

pub(crate) fn measure(found: &mut Found) -> Result<(), Error> {
    for contender in Contender::EDIT {
        eprintln!("   {contender}");
        let slot = (size(contender, 1, SLOTS.1)? - size(contender, 1, SLOTS.0)?) / (SLOTS.1 - SLOTS.0) as f64;
        let (few, many, slots) = TABLES;
        let table = (size(contender, many, slots)? - size(contender, few, slots)?) / (many - few) as f64;
        let figure = |row, value| Figure::new(Section::Size, row, contender, "bytes", value);
        found.put(vec![figure("slot", slot), figure("table", table - slot * slots as f64)])?;
    }
    Ok(())
}

fn size(contender: Contender, tables: usize, slots: usize) -> Result<f64, Error> {
    let generated = Plan { tables, ..Plan::of(contender, slots) }.write()?.ok_or("its record takes too long")?;
    let target = scratch().join("size");
    run::output(&mut generated.cargo(&target, &["build", "--release"]))?;
    Ok(elf::loaded(&target.join("release/libgenerated.so"))? as f64)
}
