//! `Duration`: `{ secs, nanos }`.

use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use crate::values::copied::{Checked, Part, Sending};
use crate::values::fault::{Fault, Number};
use crate::values::traits::{Element, Tagged};
use crate::values::vouched::VOUCHED;
use crate::values::walk::Walk;
use core::time::Duration;

// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for Duration {
    type Lifetimes<Tail: List> = Tail;
    described!("Duration", "core::time", { "secs": u64, "nanos": u32 }, "`nanos` is below 1000000000.");
}

/// Seconds, and less than one in nanoseconds, on the wire.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct WireTime<Secs> {
    pub(super) secs: Secs,
    pub(super) nanos: u32,
}

/// The nanoseconds of a second.
pub(super) const SECOND: u32 = 1_000_000_000;

impl<Secs> WireTime<Secs> {
    /// That there is not a whole second in the nanoseconds: each time has one form.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.nanos < SECOND {
            return Ok(());
        }
        Err(Fault::Number { what: Number::Nanos, value: self.nanos.into() })
    }
}

lend!([] Duration, AsCopy);
// SAFETY: nothing is lent.
unsafe impl Element for Duration {}

// SAFETY: two members, as the header shows.
unsafe impl Part for Duration {
    type Wire = WireTime<u64>;
    type Niche = Tagged;
    type Bits = Checked;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Self, _: &mut S) -> Self::Wire {
        // SAFETY: readable, by the caller's word; copied.
        let time = unsafe { value.read() };
        WireTime { secs: time.as_secs(), nanos: time.subsec_nanos() }
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, _: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable, by the caller's word; any bits are two numbers.
        let wire = unsafe { wire.read() };
        wire.check()
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
        // SAFETY: as above.
        let WireTime { secs, nanos } = unsafe { wire.read() };
        Duration::new(secs, nanos)
    }
}
__abi_by_parts!({ VOUCHED } [] Duration);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AbiType;

    fn arrived(secs: u64, nanos: u32) -> Result<Duration, Fault> {
        // SAFETY: whatever is in them; that is what is checked.
        unsafe { Duration::from_wire(WireTime { secs, nanos }) }
    }

    #[test]
    fn a_duration_arrives() {
        for duration in [Duration::ZERO, Duration::MAX, Duration::new(3, 999_999_999)] {
            let WireTime { secs, nanos } = duration.into_wire();
            assert_eq!((secs, nanos), (duration.as_secs(), duration.subsec_nanos()));
            assert_eq!(arrived(secs, nanos), Ok(duration));
        }
    }

    #[test]
    fn a_second_in_the_nanoseconds_is_a_fault() {
        for nanos in [1_000_000_000, u32::MAX] {
            let fault = Fault::Number { what: Number::Nanos, value: nanos.into() };
            assert_eq!(arrived(7, nanos), Err(fault));
        }
    }
}
