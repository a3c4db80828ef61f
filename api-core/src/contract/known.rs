//! Tables that were negotiated before. An object that comes in as a parameter is mostly of a table that came in before,
//! and `negotiate` is pure: the same table gives the same answer for as long as it is there.

use super::negotiate::{Raw, negotiate};
use super::raw::{Header, RawObject};
use super::refusal::Refusal;
use super::spec::TableSpec;

/// As [`negotiate`] without requirements, for a table that may have come in before.
///
/// # Errors
/// What is wrong with the table.
///
/// # Safety
/// As [`negotiate`].
#[inline]
pub(crate) unsafe fn negotiate_again(object: RawObject, spec: &'static TableSpec) -> Result<Raw, Refusal> {
    #[cfg(target_has_atomic = "ptr")]
    // SAFETY: passed on to the caller.
    if let Some(agreed) = unsafe { places::find(object.table, spec) } {
        return Ok(Raw { table: object.table, object: object.object, agreed });
    }
    // SAFETY: passed on to the caller.
    unsafe { negotiate_and_note(object, spec) }
}

/// # Safety
/// As [`negotiate`].
#[inline(never)]
unsafe fn negotiate_and_note(object: RawObject, spec: &'static TableSpec) -> Result<Raw, Refusal> {
    // SAFETY: passed on to the caller.
    let raw = unsafe { negotiate(object, spec, 0, &mut []) }?;
    #[cfg(target_has_atomic = "ptr")]
    // Who answers with another table is asked each time.
    if core::ptr::eq(raw.table, object.table) {
        // SAFETY: just negotiated.
        unsafe { places::note(raw, spec) };
    }
    Ok(raw)
}

#[cfg(target_has_atomic = "ptr")]
mod places {
    use super::{Header, Raw, TableSpec};
    use crate::contract::agree::fingerprint;
    use core::cell::UnsafeCell;
    use core::mem::MaybeUninit;
    use core::sync::atomic::{AtomicUsize, Ordering};

    /// What was seen of a table. It may be gone: a module can be closed, and another one be loaded to its place. So what is
    /// seen must be the same again; with the fingerprint, it is a table of the same slots.
    struct Known {
        table: *const Header,
        spec: *const TableSpec,
        revisions: u64,
        size: u32,
        contract: u32,
        fingerprints: *const u64,
        negotiate: usize,
        agreed: u64,
        /// The highest revision that was agreed, as an index, and its fingerprint.
        top: usize,
        fingerprint: u64,
    }

    /// Filled in once, so that a reader needs no lock, and in place: nobody would free a piece of the heap when a module
    /// is closed. Aligned to find one by a shift.
    #[repr(align(128))]
    struct Place {
        state: AtomicUsize,
        known: UnsafeCell<MaybeUninit<Known>>,
    }

    const EMPTY: usize = 0;
    const WRITING: usize = 1;
    const READY: usize = 3;

    // SAFETY: `known` is written by the one thread that made `state` `WRITING`, and read only after it is `READY`.
    unsafe impl Sync for Place {}

    static PLACES: [Place; 64] =
        [const { Place { state: AtomicUsize::new(EMPTY), known: UnsafeCell::new(MaybeUninit::uninit()) } }; 64];

    fn place(table: *const Header) -> &'static Place {
        let address = table.addr();
        &PLACES[(address >> 4 ^ address >> 10) % PLACES.len()]
    }

    /// What was agreed with a table before.
    ///
    /// # Safety
    /// As [`negotiate`](crate::negotiate::negotiate) of the table.
    #[inline]
    pub(super) unsafe fn find(table: *const Header, spec: &'static TableSpec) -> Option<u64> {
        let place = place(table);
        if place.state.load(Ordering::Acquire) != READY {
            return None;
        }
        // SAFETY: `READY`: `note` has written it, and nobody writes to it any more.
        let known = unsafe { &*place.known.get() };
        // SAFETY: as above.
        let known = unsafe { known.assume_init_ref() };
        if !core::ptr::eq(known.table, table) || !core::ptr::eq(known.spec, spec) {
            return None;
        }
        // SAFETY: not null and aligned, because it was so before; 16 bytes are readable by the caller's word.
        let [_, start] = unsafe { table.cast::<[[u32; 2]; 2]>().read() };
        if start != [known.size, known.contract] {
            return None;
        }
        // SAFETY: `size` and `contract` say that a whole header is there.
        let now = unsafe { &*table };
        let same = now.revisions == known.revisions
            && now.fingerprints == known.fingerprints
            && now.negotiate.map_or(0, |f| f as usize) == known.negotiate;
        // SAFETY: the header has as many as before, since it has the same revisions.
        (same && unsafe { fingerprint(now.fingerprints, known.top) } == known.fingerprint).then_some(known.agreed)
    }

    /// Remembers what was agreed, if there is room.
    ///
    /// # Safety
    /// `raw` was negotiated with `spec`.
    pub(super) unsafe fn note(raw: Raw, spec: &'static TableSpec) {
        let Raw { table, agreed, .. } = raw;
        let place = place(table);
        if place.state.load(Ordering::Relaxed) != EMPTY {
            return;
        }
        // SAFETY: a negotiated table has a whole header.
        let header = unsafe { &*table };
        let &Header { revisions, size, contract, fingerprints, negotiate, .. } = header;
        let negotiate = negotiate.map_or(0, |f| f as usize);
        let top = 63 - agreed.leading_zeros() as usize;
        // SAFETY: that revision was agreed, so it has a fingerprint.
        let fingerprint = unsafe { fingerprint(fingerprints, top) };
        let known = Known { table, spec, revisions, size, contract, fingerprints, negotiate, agreed, top, fingerprint };
        // `READY` stays what it is.
        if place.state.fetch_or(WRITING, Ordering::Relaxed) == EMPTY {
            // SAFETY: `WRITING`: nobody else writes to it, and nobody reads it yet.
            unsafe { place.known.get().write(MaybeUninit::new(known)) };
            place.state.store(READY, Ordering::Release);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::refusal::Reason;
    use core::cell::UnsafeCell;

    const FINGERPRINTS: [u64; 2] = [11, 12];
    const SPEC: &TableSpec = &TableSpec::new(c"tests/known", "tests/known", &FINGERPRINTS, &[1, 2], c"tests");

    extern "C" fn slot() {}

    #[repr(C)]
    struct Table {
        header: Header,
        slots: [Option<extern "C" fn()>; 2],
    }

    fn agreed(table: &UnsafeCell<Table>) -> Result<u64, Reason> {
        let object = RawObject { table: table.get().cast_const().cast(), object: core::ptr::null_mut() };
        // SAFETY: a whole table, which nobody writes to meanwhile.
        unsafe { negotiate_again(object, SPEC) }.map(|raw| raw.agreed).map_err(|refusal| refusal.reason)
    }

    /// What a module that is closed leaves is memory in which the next one may have its table.
    #[test]
    fn another_table_in_the_same_place_is_negotiated_anew() {
        let full = || Table { header: SPEC.header(None), slots: [Some(slot); 2] };
        let place = UnsafeCell::new(full());
        assert_eq!([agreed(&place), agreed(&place)], [Ok(0b11); 2]);

        let mut older = full();
        older.header.revisions = 1;
        // SAFETY: nobody reads it meanwhile.
        unsafe { place.get().write(older) };
        assert_eq!(agreed(&place), Ok(1));

        let other: [u64; 2] = [11, 99];
        let mut fork = full();
        fork.header.fingerprints = other.as_ptr();
        // SAFETY: as above.
        unsafe { place.get().write(fork) };
        assert_eq!(agreed(&place), Ok(1));

        let mut foreign = full();
        foreign.header.contract = 2;
        // SAFETY: as above.
        unsafe { place.get().write(foreign) };
        assert_eq!(agreed(&place), Err(Reason::Contract(2)));

        // SAFETY: as above.
        unsafe { place.get().write(full()) };
        assert_eq!(agreed(&place), Ok(0b11));
    }

    /// The fingerprints may be where those of the first were.
    #[test]
    fn other_fingerprints_in_the_same_place_are_seen() {
        let fingerprints = UnsafeCell::new(FINGERPRINTS);
        let mut table = Table { header: SPEC.header(None), slots: [Some(slot); 2] };
        table.header.fingerprints = fingerprints.get().cast_const().cast();
        let place = UnsafeCell::new(table);
        assert_eq!([agreed(&place), agreed(&place)], [Ok(0b11); 2]);
        // SAFETY: nobody reads them meanwhile.
        unsafe { fingerprints.get().write([99, 99]) };
        assert_eq!(agreed(&place), Err(Reason::NoCommonRevision));
    }
}
