//! `SystemTime`: `{ secs, nanos }` since 1970.

use super::time::{SECOND, WireTime};
use crate::describe::list::List;
use crate::describe::{Definition, Described, Member, Piece, Rope, TypeInfo, TypeRef};
use crate::values::copied::{Checked, Part, Sending};
use crate::values::fault::{Fault, Number};
use crate::values::traits::{Element, Tagged};
use crate::values::vouched::VOUCHED;
use crate::values::walk::Walk;
use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

// SAFETY: its name, and it has no lifetimes.
unsafe impl Described for SystemTime {
    type Lifetimes<Tail: List> = Tail;
    described!(
        "SystemTime",
        "std::time",
        { "secs": i64, "nanos": u32 },
        "Since the beginning of 1970 (UTC), without leap seconds: `nanos`, which is below 1000000000, after `secs`, which may be negative."
    );
}

lend!([] SystemTime, AsCopy);
// SAFETY: nothing is lent.
unsafe impl Element for SystemTime {}

// SAFETY: two members, as the header shows.
unsafe impl Part for SystemTime {
    type Wire = WireTime<i64>;
    type Niche = Tagged;
    type Bits = Checked;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Self, _: &mut S) -> Self::Wire {
        // SAFETY: readable, by the caller's word; copied.
        let time = unsafe { value.read() };
        // No system's clock has more seconds than an `i64`.
        match time.duration_since(UNIX_EPOCH) {
            Ok(since) => WireTime { secs: since.as_secs() as i64, nanos: since.subsec_nanos() },
            Err(before) => before_1970(before.duration()),
        }
    }
    #[inline]
    unsafe fn check_part(wire: *const Self::Wire, _: &mut Walk) -> Result<(), Fault> {
        // SAFETY: readable, by the caller's word; any bits are two numbers.
        let wire = unsafe { wire.read() };
        wire.check()?;
        match time(&wire) {
            Some(_) => Ok(()),
            None => Err(Fault::Number { what: Number::Time, value: wire.secs }),
        }
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut Self::Wire) -> Self {
        // SAFETY: as above.
        let wire = unsafe { wire.read() };
        // There is one: that was checked.
        time(&wire).unwrap_or(UNIX_EPOCH)
    }
}
__abi_by_parts!({ VOUCHED } [] SystemTime);

/// The time, if the clock of this system has it: that of Windows begins in 1601.
#[inline]
fn time(wire: &WireTime<i64>) -> Option<SystemTime> {
    let secs = Duration::from_secs(wire.secs.unsigned_abs());
    let second = if wire.secs < 0 { UNIX_EPOCH.checked_sub(secs) } else { UNIX_EPOCH.checked_add(secs) };
    second?.checked_add(Duration::from_nanos(wire.nanos.into()))
}

/// The nanoseconds count onwards, whatever is before them.
#[inline]
fn before_1970(by: Duration) -> WireTime<i64> {
    let secs = (by.as_secs() as i64).wrapping_neg();
    match by.subsec_nanos() {
        0 => WireTime { secs, nanos: 0 },
        nanos => WireTime { secs: secs - 1, nanos: SECOND - nanos },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AbiType;

    fn arrived(secs: i64, nanos: u32) -> Result<SystemTime, Fault> {
        // SAFETY: whatever is in them; that is what is checked.
        unsafe { SystemTime::from_wire(WireTime { secs, nanos }) }
    }

    #[test]
    fn a_time_arrives_from_before_1970_too() {
        let second = Duration::from_secs(1);
        let half = second / 2;
        for (time, secs, nanos) in [
            (UNIX_EPOCH, 0, 0),
            (UNIX_EPOCH + half, 0, 500_000_000),
            (UNIX_EPOCH - half, -1, 500_000_000),
            (UNIX_EPOCH - second, -1, 0),
            (UNIX_EPOCH - second - half, -2, 500_000_000),
        ] {
            let wire = time.into_wire();
            assert_eq!((wire.secs, wire.nanos), (secs, nanos));
            assert_eq!(arrived(secs, nanos), Ok(time));
        }
    }

    #[test]
    #[cfg(unix)]
    fn the_first_and_the_last_time_arrive() {
        for (secs, nanos) in [(i64::MIN, 0), (i64::MIN, 1), (i64::MAX, 999_999_999)] {
            let wire = arrived(secs, nanos).expect("a time").into_wire();
            assert_eq!((wire.secs, wire.nanos), (secs, nanos));
        }
    }

    #[test]
    #[cfg(windows)]
    fn a_time_before_the_clock_is_a_fault() {
        let fault = Fault::Number { what: Number::Time, value: i64::MIN };
        assert_eq!(arrived(i64::MIN, 0), Err(fault));
    }

    #[test]
    fn a_second_in_the_nanoseconds_is_a_fault() {
        let fault = Fault::Number { what: Number::Nanos, value: SECOND.into() };
        assert_eq!(arrived(-7, SECOND), Err(fault));
    }
}
