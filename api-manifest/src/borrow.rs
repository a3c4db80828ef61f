//! What a slot's lifetimes mean: who shares one with whom, and what the result borrows from.

use crate::model::{Lifetime, Receiver, Slot};

/// What one lifetime is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lender {
    /// No other's.
    Own,
    /// `'static`
    Static,
    /// That of these inputs, the receiver counted: which one, and which of its lifetimes.
    Inputs(Vec<(usize, usize)>),
}

/// The lifetimes of an input, the receiver counted.
pub(crate) fn input(slot: &Slot, index: usize) -> Vec<Lender> {
    slot.lifetimes.inputs.get(index).into_iter().flatten().map(|lifetime| lender(slot, *lifetime)).collect()
}

/// The lifetimes of the result, where they are not what elision gives.
pub(crate) fn result(slot: &Slot) -> Vec<Lender> {
    let lenders = slot.lifetimes.ret.iter().map(|lifetime| match lifetime {
        Lifetime::Elided => elided(slot),
        lifetime => lender(slot, *lifetime),
    });
    lenders.collect()
}

/// What elision gives to the result.
pub(crate) fn elided(slot: &Slot) -> Lender {
    match (slot.receiver, slot.lifetimes.inputs.first().and_then(|own| own.first())) {
        (Receiver::None, _) => Lender::Own,
        (_, None | Some(Lifetime::Elided)) => Lender::Inputs(vec![(0, 0)]),
        (_, Some(lifetime)) => lender(slot, *lifetime),
    }
}

fn lender(slot: &Slot, lifetime: Lifetime) -> Lender {
    match lifetime {
        Lifetime::Elided => Lender::Own,
        Lifetime::Static => Lender::Static,
        Lifetime::Named(_) => {
            let inputs = slot.lifetimes.inputs.iter().enumerate();
            let places = inputs.flat_map(|(index, own)| own.iter().enumerate().map(move |(at, it)| ((index, at), it)));
            Lender::Inputs(places.filter(|(_, it)| **it == lifetime).map(|(place, _)| place).collect())
        }
    }
}
