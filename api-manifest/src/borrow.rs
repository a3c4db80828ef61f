//! What a slot's lifetimes mean: who shares one with whom, and what the result borrows from.

use crate::model::{Lifetime, Receiver, Slot};

/// What one lifetime is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lender {
    /// No other's.
    Own,
    /// `'static`
    Static,
    /// That of these inputs, the receiver counted: which one, and which of its lifetimes.
    Inputs(Vec<(usize, usize)>),
    /// One of a callback's own, and how many callbacks further out it is declared.
    Callback(u32, u32),
}

/// The lifetimes of an input, the receiver counted.
pub(crate) fn input(slot: &Slot, index: usize) -> Vec<Lender> {
    let mut lenders = Vec::new();
    if let Some(own) = slot.lifetimes.inputs.get(index) {
        for lifetime in own {
            lenders.push(lender(slot, *lifetime));
        }
    }
    lenders
}

/// The lifetimes of the result, where they are not what elision gives.
pub(crate) fn result(slot: &Slot) -> Vec<Lender> {
    let mut lenders = Vec::new();
    for lifetime in &slot.lifetimes.ret {
        lenders.push(match lifetime {
            Lifetime::Elided => elided(slot),
            lifetime => lender(slot, *lifetime),
        });
    }
    lenders
}

/// What elision gives to the result.
pub(crate) fn elided(slot: &Slot) -> Lender {
    if slot.receiver == Receiver::None {
        return Lender::Own;
    }
    match slot.lifetimes.inputs.first().map(Vec::as_slice) {
        None | Some([] | [Lifetime::Elided, ..]) => Lender::Inputs(vec![(0, 0)]),
        Some([lifetime, ..]) => lender(slot, *lifetime),
    }
}

fn lender(slot: &Slot, lifetime: Lifetime) -> Lender {
    match lifetime {
        Lifetime::Elided => Lender::Own,
        Lifetime::Static => Lender::Static,
        Lifetime::Own { number, out } => Lender::Callback(number, out),
        Lifetime::Named(_) => Lender::Inputs(places(slot, lifetime)),
    }
}

fn places(slot: &Slot, lifetime: Lifetime) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (index, own) in slot.lifetimes.inputs.iter().enumerate() {
        for (at, it) in own.iter().enumerate() {
            if *it == lifetime {
                places.push((index, at));
            }
        }
    }
    places
}
