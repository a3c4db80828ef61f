//! Handles expand where the user's own code is: what is inside of them cannot be taken apart there.
#![forbid(unsafe_code)]

use vtable_api::__private::handle::Shared;
use vtable_api::vtable_api;

#[vtable_api(id = "t/taker", unrecorded)]
pub trait Taker {
    fn take(&mut self) -> u32;
}

/// One owner becomes two.
pub fn two_owners(one: &TakerBox) -> TakerBox {
    TakerBox { raw: one.raw }
}

/// A handle outlives its object.
pub fn outlives(short: TakerRef<'_>) -> TakerRef<'static> {
    TakerRef { raw: short.raw }
}

/// A shared handle becomes an exclusive one.
pub fn exclusive(shared: TakerRef<'_>) -> TakerMut<'_> {
    TakerMut { raw: shared.raw }
}

/// The insides of two objects, one of them lent, change places.
pub fn swapped(lent: &mut TakerMut<'_>, own: &mut TakerBox) {
    core::mem::swap(&mut **lent, &mut **own);
    core::mem::swap(&mut lent.raw, &mut own.raw);
    core::mem::swap(lent.raw.object_mut(), own.raw.object_mut());
}

/// Another table's object.
pub struct Other;
pub fn of_another_table(lent: Shared<'_, Other>) -> TakerRef<'_> {
    TakerRef { raw: lent }
}

fn main() {}
