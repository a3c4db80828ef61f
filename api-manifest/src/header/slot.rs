//! Slots as C functions.

use super::Input;
use super::ctype::{CFunction, CType, Member, is_scalar};
use super::error::HeaderError;
use super::items::Names;
use super::lower::Lowering;
use super::signature::named;
use super::{mangle, notes};
use crate::c_name::slot_member;
use crate::model::{CCase, Receiver, Slot};

/// A slot, ready to be written.
pub(super) struct CSlot<'a> {
    pub(super) slot: &'a Slot,
    /// The member of the table's struct.
    pub(super) member: String,
    pub(super) function: CFunction,
    /// What the comment says, beside the docs.
    pub(super) notes: Vec<String>,
}

/// All slots of the revisions to emit.
pub(super) fn lower<'a>(lowering: &mut Lowering<'a>, input: &Input<'a>) -> Result<Vec<CSlot<'a>>, HeaderError> {
    let emitted = |slot: &&Slot| slot.revision as usize <= input.fingerprints.len();
    let mut members = Names::default();
    let mut slots = Vec::new();
    for slot in input.table.slots.iter().filter(emitted) {
        let lowered = one(lowering, input.table.c_case, slot).map_err(|e| e.at(|| described(slot)))?;
        members.claim(&lowered.member, &described(slot))?;
        slots.push(lowered);
    }
    lowering.finish()?;
    slots.iter_mut().for_each(|lowered| lowered.notes = notes::slot(lowered.slot, input, lowering));
    // In C++ a member takes the name away from a type of the slots before it.
    let is_type = |name: &str| lowering.items.get(name).is_some() || is_scalar(name) || name.starts_with("vtable_api_");
    if let Some(slot) = slots.iter().find(|slot| is_type(&slot.member)) {
        let first = match lowering.items.get(&slot.member) {
            Some(_) => format!("a type of `{}`", input.table.id),
            None => "a type of every header".to_owned(),
        };
        return Err(HeaderError::Collision { name: slot.member.clone(), first, second: described(slot.slot) });
    }
    Ok(slots)
}

/// Without its notes, which look into its types.
fn one<'a>(lowering: &mut Lowering<'a>, case: CCase, slot: &'a Slot) -> Result<CSlot<'a>, HeaderError> {
    let place = lowering.prefixes.own(&mangle::snake(&slot.name));
    let mut function = lowering.signature(&named(slot), &slot.ret, &place)?;
    if slot.receiver != Receiver::None {
        function.params.insert(0, Member::new("object", CType::pointer(false, CType::Void)));
    }
    let member = slot_member(&slot.name, case);
    Ok(CSlot { slot, member, function, notes: Vec::new() })
}

fn described(slot: &Slot) -> String {
    format!("slot `{}`", slot.name)
}
