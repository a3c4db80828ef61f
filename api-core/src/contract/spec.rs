//! A table as one side knows it.

use super::provider::negotiate_default;
use super::raw::{CONTRACT, Caller, HEADER_SIZE, Header, Release};
use core::ffi::{CStr, c_char};

/// What one side knows of a table: made by the macro.
#[derive(Debug)]
pub struct TableSpec {
    /// `vendor/table`.
    pub name: &'static str,
    /// `[n-1]` covers revisions 1 to n.
    pub fingerprints: &'static [u64],
    /// `[n-1]`: slots of revisions 1 to n.
    pub ends: &'static [u32],
    /// With what it asks, when it can do without all but revision 1.
    pub(crate) ask: Caller,
    /// Slots of all revisions, the size of a table that has them, and the last fingerprint.
    pub(crate) slots: usize,
    pub(crate) size: u32,
    pub(crate) last: u64,
}

// SAFETY: points to constants only.
unsafe impl Send for TableSpec {}
// SAFETY: as above.
unsafe impl Sync for TableSpec {}

impl TableSpec {
    /// `id` and `name` are the same text, `caller` is who asks: `viewer/2.1.0`. There is a fingerprint for each end. That
    /// there are 1 to 63 is checked where there is a place for the error.
    #[inline]
    pub const fn new(
        id: &'static CStr,
        name: &'static str,
        fingerprints: &'static [u64],
        ends: &'static [u32],
        caller: &'static CStr,
    ) -> Self {
        let (slots, last, size) = match (ends.last(), fingerprints.last()) {
            (Some(&slots), Some(&last)) => (slots, last, HEADER_SIZE as u32 + slots * size_of::<usize>() as u32),
            _ => (0, 0, u32::MAX),
        };
        let ask = Caller {
            size: Caller::WHOLE,
            contract: CONTRACT,
            revisions: !(u64::MAX << (ends.len() % 64)),
            required: 1,
            id: id.as_ptr(),
            fingerprints: fingerprints.as_ptr(),
            name: caller.as_ptr(),
            why: core::ptr::null_mut(),
            why_size: 0,
        };
        TableSpec { name, fingerprints, ends, ask, slots: slots as usize, size, last }
    }

    /// `vendor/table`, NUL-terminated.
    #[inline]
    pub const fn id(&self) -> *const c_char {
        self.ask.id
    }

    /// Bit n-1: revision n is known.
    #[inline]
    pub const fn revisions(&self) -> u64 {
        self.ask.revisions
    }

    /// Bytes from the table's start to the end of the slots of revision `number`.
    #[inline]
    pub const fn size(&self, number: u32) -> u32 {
        HEADER_SIZE as u32 + self.ends[number as usize - 1] * size_of::<usize>() as u32
    }

    /// The header of a provider that has every revision.
    #[inline]
    pub const fn header(&self, release: Option<Release>) -> Header {
        Header {
            revisions: self.revisions(),
            size: self.size,
            contract: CONTRACT,
            id: self.id(),
            fingerprints: self.fingerprints.as_ptr(),
            negotiate: Some(negotiate_default),
            release,
            info: core::ptr::null(),
            reserved: core::ptr::null(),
        }
    }
}
