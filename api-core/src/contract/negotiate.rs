//! Which revisions two binaries share, found out once for each handle.

use super::agree::check_agreed;
use super::c_text::same_id;
use super::equal::{is_equal, is_filled};
use super::raw::{CONTRACT, Caller, HEADER_SIZE, Header, Negotiate, RawObject};
use core::ffi::{c_char, c_void};

// What expansions and users name is here, wherever it is.
pub use super::agree::agree;
pub use super::refusal::{Reason, Refusal};
pub use super::spec::TableSpec;

/// A negotiated table and its object: what every handle holds.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Raw {
    pub(crate) table: *const Header,
    pub(crate) object: *mut c_void,
    pub(crate) agreed: u64,
}

impl Raw {
    /// A provider in this program: every revision that `spec` knows.
    #[inline]
    pub const fn local(table: *const Header, object: *mut c_void, spec: &TableSpec) -> Self {
        Raw { table, object, agreed: spec.revisions() }
    }

    /// The table; only the slots of agreed revisions may be read.
    #[inline(always)]
    pub const fn table<T>(&self) -> *const T {
        self.table.cast()
    }

    /// The object.
    #[inline(always)]
    pub const fn object(&self) -> *mut c_void {
        self.object
    }

    /// Bit n-1: revision n is agreed.
    #[inline(always)]
    pub const fn agreed(&self) -> u64 {
        self.agreed
    }

    /// Whether the revision is agreed.
    #[inline(always)]
    pub const fn has(&self, revision: u32) -> bool {
        self.agreed & (1 << (revision - 1)) != 0
    }

    /// The table and the object, to pass on.
    pub const fn to_object(self) -> RawObject {
        RawObject { table: self.table, object: self.object }
    }

    /// Frees an owned object.
    ///
    /// # Safety
    /// The object is owned by the caller and not used again.
    pub unsafe fn release(&mut self) {
        // SAFETY: a negotiated table has a whole header.
        if let Some(release) = unsafe { (*self.table).release } {
            // SAFETY: the provider's own function on its own object, once.
            unsafe { release(self.object) };
        }
    }
}

/// Negotiates with whoever provides `object`.
///
/// `why` gets the provider's own line of refusal, NUL-terminated, when the reason is [`Reason::Refused`].
///
/// # Errors
/// What is wrong with the table.
///
/// # Safety
/// `object.table` is null, misaligned, or 16 bytes there are readable. If these say contract 1, then as many bytes as
/// `size` says are readable, too, and what else the header says is true: `id` is null or NUL-terminated (or differs from
/// the wanted one before it ends), `fingerprints` is null or has an element for each bit up to the highest in `revisions`,
/// and `negotiate` is null or keeps the contract, as does what it answers.
#[inline]
pub unsafe fn negotiate(object: RawObject, spec: &TableSpec, required: u64, why: &mut [u8]) -> Result<Raw, Refusal> {
    // SAFETY: passed on to the caller.
    if required <= 1 && unsafe { is_equal(object.table, spec) } {
        return Ok(Raw::local(object.table, object.object, spec));
    }
    // SAFETY: passed on to the caller.
    unsafe { negotiate_in_full(object, spec, required, why) }
}

/// The same, step by step.
///
/// # Safety
/// As [`negotiate`].
#[cold]
#[inline(never)]
unsafe fn negotiate_in_full(
    object: RawObject,
    spec: &TableSpec,
    required: u64,
    why: &mut [u8],
) -> Result<Raw, Refusal> {
    let refuse = |reason| Refusal { table: spec.name, reason };
    // SAFETY: passed on to the caller.
    let (header, ask) = unsafe { verify(object.table, spec) }.map_err(refuse)?;
    let why_size = why.len();
    let caller = Caller { required: required | 1, why: why.as_mut_ptr().cast::<c_char>(), why_size, ..spec.ask };
    // SAFETY: the provider's function on its own header; `caller` lives during the call.
    let answer = unsafe { ask(object.table, &caller) };
    if answer.is_null() {
        // SAFETY: a verified header.
        return Err(refuse(unsafe { diagnose(header, spec, required) }));
    }
    let header = match core::ptr::eq(answer, object.table) {
        true => header,
        // SAFETY: `negotiate` returns null or a table, as the contract says; another one is verified as well.
        false => unsafe { verify(answer, spec) }.map_err(refuse)?.0,
    };
    // SAFETY: the header's arrays are as long as its bits say by the contract; `spec`'s by construction.
    let agreed = unsafe { agree(header.revisions, header.fingerprints, spec.revisions(), spec.fingerprints.as_ptr()) };
    check_agreed(agreed, required).map_err(|reason| refuse(of_header(reason, header)))?;
    // SAFETY: `answer` is a verified table.
    unsafe { check_slots(answer, header.size, agreed, spec) }.map_err(refuse)?;
    Ok(Raw { table: answer, object: object.object, agreed })
}

/// Checks a header before anything in it is used.
///
/// # Safety
/// As `object.table` of [`negotiate`].
unsafe fn verify<'a>(table: *const Header, spec: &TableSpec) -> Result<(&'a Header, Negotiate), Reason> {
    if table.is_null() {
        return Err(Reason::Null);
    }
    if !table.is_aligned() {
        return Err(Reason::Misaligned);
    }
    // SAFETY: 16 bytes are readable by the caller's word; `contract` is among them.
    let contract = unsafe { (*table).contract };
    if contract != CONTRACT {
        return Err(Reason::Contract(contract));
    }
    // SAFETY: as above.
    let size = unsafe { (*table).size };
    if (size as usize) < HEADER_SIZE {
        return Err(Reason::ShortHeader(size));
    }
    // SAFETY: `size` says that a whole header is there, and its contract is 1.
    let header = unsafe { &*table };
    // SAFETY: ids are NUL-terminated or null by the contract.
    if !unsafe { same_id(header.id, spec.id()) } {
        return Err(Reason::WrongId);
    }
    // Of an answer, too: who holds it may hand it on, to someone who asks it.
    header.negotiate.map(|ask| (header, ask)).ok_or(Reason::NoNegotiate)
}

/// `size` holds the agreed revisions, and none of their slots is null.
///
/// # Safety
/// So many bytes as `size` says are readable at `table`; `agreed` are revisions of `spec`.
unsafe fn check_slots(table: *const Header, size: u32, agreed: u64, spec: &TableSpec) -> Result<(), Reason> {
    let top = u64::BITS - agreed.leading_zeros();
    let wanted = spec.size(top);
    if size < wanted {
        return Err(Reason::Size { size, wanted });
    }
    let mut start = 0;
    for number in 1..=top {
        let end = spec.ends[number as usize - 1];
        if agreed & (1 << (number - 1)) != 0 {
            // SAFETY: `size` holds the slots up to `end`.
            unsafe { check_filled(table, start, end) }?;
        }
        start = end;
    }
    Ok(())
}

/// # Safety
/// The table is readable to the end of slot `end - 1`.
unsafe fn check_filled(table: *const Header, start: u32, end: u32) -> Result<(), Reason> {
    // SAFETY: a header and `start` slots are in the table, by the caller's word.
    let first = unsafe { table.byte_add(HEADER_SIZE + start as usize * size_of::<usize>()) };
    // SAFETY: as above, up to `end`; any bits are a raw pointer.
    let slots = unsafe { core::slice::from_raw_parts(first.cast::<*const c_void>(), (end - start) as usize) };
    if is_filled(slots) {
        return Ok(());
    }
    // Found again, unless the provider has filled it in meanwhile.
    let mut index = 0;
    while index + 1 < slots.len() && !slots[index].is_null() {
        index += 1;
    }
    Err(Reason::NullSlot { index: start + index as u32 })
}

/// Why a provider refused, as far as its header tells: it may have said nothing.
///
/// # Safety
/// The header's arrays are as long as its bits say.
unsafe fn diagnose(header: &Header, spec: &TableSpec, required: u64) -> Reason {
    // SAFETY: the header's arrays are as long as its bits say by the contract; `spec`'s by construction.
    let agreed = unsafe { agree(header.revisions, header.fingerprints, spec.revisions(), spec.fingerprints.as_ptr()) };
    check_agreed(agreed, required).err().map_or(Reason::Refused, |reason| of_header(reason, header))
}

/// A table without revision 1 is wrong by itself, whatever the other side has.
fn of_header(reason: Reason, header: &Header) -> Reason {
    match reason {
        Reason::NoCommonRevision if header.revisions & 1 == 0 => Reason::NoFirstRevision,
        reason => reason,
    }
}
