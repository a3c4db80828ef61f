//! `Duration`: `{ secs, nanos }`.

use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use crate::values::address::by_address;
use crate::values::fault::{Fault, Number};
use crate::values::traits::{AbiType, ByPointer, Tagged};
use core::ffi::c_void;
use core::time::Duration;

// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for Duration {
    type Lifetimes<Tail: List> = Tail;
    described!("Duration", "core::time", { "secs": u64, "nanos": u32 }, "`nanos` is below 1000000000.");
}

/// Seconds, and less than one in nanoseconds, on the wire.
#[repr(C)]
pub struct WireTime<Secs> {
    pub(super) secs: Secs,
    pub(super) nanos: u32,
}

/// The nanoseconds of a second.
pub(super) const SECOND: u32 = 1_000_000_000;

impl<Secs> WireTime<Secs> {
    /// Checks that there is not a whole second in the nanoseconds: each time has one form.
    pub(super) fn nanos(&self) -> Result<u32, Fault> {
        if self.nanos < SECOND {
            Ok(self.nanos)
        } else {
            Err(Fault::Number { what: Number::Nanos, value: self.nanos.into() })
        }
    }
}

// SAFETY: two members, as the header shows; passed by address.
unsafe impl AbiType for Duration {
    type Wire = WireTime<u64>;
    type Arg = *const c_void;
    type Return = ByPointer;
    type Niche = Tagged;
    #[inline]
    fn into_wire(self) -> Self::Wire {
        WireTime { secs: self.as_secs(), nanos: self.subsec_nanos() }
    }
    #[inline]
    unsafe fn from_wire(wire: Self::Wire) -> Result<Self, Fault> {
        Ok(Duration::new(wire.secs, wire.nanos()?))
    }
    by_address! { Self }
}

#[cfg(test)]
mod tests {
    use super::*;

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
