//! Which revisions two binaries share, found out once for each handle.

use crate::contract::equal::{fingerprint, is_equal, is_filled, same_id, wants_equal};
use crate::contract::raw::{CONTRACT, Caller, HEADER_SIZE, Header, Negotiate, REVISIONS_MASK, RawObject};
use core::ffi::{CStr, c_char, c_void};
use core::fmt;

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
    pub const fn header(&self, release: Option<crate::contract::raw::Release>) -> Header {
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

/// The revisions that two sides share: the common bits up to the highest common revision whose
/// fingerprints are equal; 0 without one.
///
/// # Safety
/// Each array has an element for each bit up to the highest in its `revisions`, or is null.
#[inline]
pub unsafe fn agree(a: u64, a_fingerprints: *const u64, b: u64, b_fingerprints: *const u64) -> u64 {
    let both = a & b & REVISIONS_MASK;
    if both == 0 || a_fingerprints.is_null() || b_fingerprints.is_null() {
        return 0;
    }
    let mut top = u64::BITS - both.leading_zeros();
    while top > 0 {
        let index = top as usize - 1;
        // SAFETY: `top` is at most the highest bit of both sides.
        let left = unsafe { fingerprint(a_fingerprints, index) };
        // SAFETY: as above.
        let right = unsafe { fingerprint(b_fingerprints, index) };
        if left == right {
            return both & (u64::MAX >> (64 - top));
        }
        top -= 1;
    }
    0
}

/// Why a table cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The table that was wanted.
    pub table: &'static str,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// No table at all.
    Null,
    /// Not where a table can be.
    Misaligned,
    /// Another contract than [`CONTRACT`].
    Contract(u32),
    /// `size` is smaller than a header.
    ShortHeader(u32),
    /// The first function is missing.
    NoNegotiate,
    /// The provider said no.
    Refused,
    /// A table of another id.
    WrongId,
    /// Revision 1 differs: the two were never one interface, or one is a draft.
    NoCommonRevision,
    /// A revision that the caller cannot do without.
    Required {
        /// The lowest one that is missing.
        revision: u32,
    },
    /// `size` does not hold what the agreed revisions claim.
    Size {
        /// What it says.
        size: u32,
        /// What it must be.
        wanted: u32,
    },
    /// A slot of an agreed revision is null.
    NullSlot {
        /// Its index.
        index: u32,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected table `{}`, found ", self.table)?;
        let (found, help) = match self.reason {
            Reason::Null => ("a null pointer", "the provider must return a table"),
            Reason::Misaligned => ("a misaligned pointer", "the provider returned something other than a table"),
            Reason::NoNegotiate => {
                ("one without `negotiate`", "the provider must fill it in (in C by the HEADER macro of its header)")
            }
            Reason::Refused => return f.write_str("a provider that refused"),
            Reason::WrongId => ("a table with another id", "ask for the export that has this table"),
            Reason::NoCommonRevision => (
                "one with no revision in common: revision 1 differs",
                "rebuild against the released interface (a draft is compatible only with its own build)",
            ),
            Reason::Contract(found) => {
                write!(f, "one with contract {found}, but this program uses {CONTRACT}")?;
                return write!(f, "; use a module built for contract {CONTRACT}");
            }
            Reason::ShortHeader(size) => {
                write!(f, "a size of {size}, but a header alone has {HEADER_SIZE}")?;
                ("", SET_SIZE)
            }
            Reason::Required { revision } => {
                write!(f, "one without revision {revision}, which is required")?;
                ("", "use a newer provider")
            }
            Reason::Size { size, wanted } => {
                write!(f, "a size of {size}, but its revisions need {wanted}")?;
                ("", SET_SIZE)
            }
            Reason::NullSlot { index } => {
                write!(f, "slot {index} null in a revision that it claims to have")?;
                ("", "the provider must fill in every slot or clear the revision's bit")
            }
        };
        write!(f, "{found}; {help}")
    }
}

const SET_SIZE: &str = "the provider must set `size` to the end of its last slot";

impl core::error::Error for Refusal {}

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
    check_agreed(agreed, required).map_err(refuse)?;
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

fn check_agreed(agreed: u64, required: u64) -> Result<(), Reason> {
    if agreed & 1 == 0 {
        return Err(Reason::NoCommonRevision);
    }
    let missing = required & !agreed;
    if missing != 0 {
        return Err(Reason::Required { revision: missing.trailing_zeros() + 1 });
    }
    Ok(())
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
    check_agreed(agreed, required).err().unwrap_or(Reason::Refused)
}

/// The `negotiate` of a provider that has no reason to do otherwise.
pub(crate) unsafe extern "C" fn negotiate_default(this: *const Header, caller: *const Caller) -> *const Header {
    // SAFETY: the contract: `this` is the header that this function was read from.
    if unsafe { wants_equal(this, caller) } {
        return this;
    }
    // SAFETY: as above.
    unsafe { answer_in_full(this, caller) }
}

/// The same, step by step.
///
/// # Safety
/// As [`negotiate_default`].
#[cold]
#[inline(never)]
unsafe fn answer_in_full(this: *const Header, caller: *const Caller) -> *const Header {
    if caller.is_null() || !caller.is_aligned() {
        return core::ptr::null();
    }
    // SAFETY: a caller struct starts with `size` and `contract`.
    let size = unsafe { (*caller).size };
    // SAFETY: as above.
    let contract = unsafe { (*caller).contract };
    if contract != CONTRACT || size < Caller::LEAST {
        return core::ptr::null();
    }
    // SAFETY: `this` is the header that this function was read from.
    let header = unsafe { &*this };
    // SAFETY: `size` covers the fields that are read, and the contract is 1.
    match unsafe { answer(header, caller) } {
        Ok(()) => this,
        Err(line) => {
            // SAFETY: as above.
            unsafe { say(caller, size, line) };
            core::ptr::null()
        }
    }
}

/// # Safety
/// `caller` is readable up to `name`, and keeps the contract.
unsafe fn answer(header: &Header, caller: *const Caller) -> Result<(), &'static [u8]> {
    // SAFETY: readable by the caller's word.
    let id = unsafe { (*caller).id };
    if header.id.is_null() {
        return Err(b"this table has no id");
    }
    // SAFETY: ids are NUL-terminated or null by the contract; the provider's own is not null.
    if !unsafe { same_id(id, header.id) } {
        return Err(b"this table has another id");
    }
    // SAFETY: readable by the caller's word.
    let revisions = unsafe { (*caller).revisions };
    // SAFETY: as above.
    let required = unsafe { (*caller).required };
    // SAFETY: as above.
    let fingerprints = unsafe { (*caller).fingerprints };
    // SAFETY: both arrays are as long as their bits say by the contract.
    let agreed = unsafe { agree(header.revisions, header.fingerprints, revisions, fingerprints) };
    match check_agreed(agreed, required & REVISIONS_MASK) {
        Ok(()) => Ok(()),
        Err(Reason::NoCommonRevision) => Err(b"no common revision"),
        Err(_) => Err(b"a required revision is not provided"),
    }
}

/// Writes one line at `why`, if the caller has room for one.
///
/// # Safety
/// `caller` is readable for `size` bytes, and keeps the contract.
unsafe fn say(caller: *const Caller, size: u32, line: &[u8]) {
    if size < Caller::WHOLE {
        return;
    }
    // SAFETY: `size` covers it.
    let why = unsafe { (*caller).why };
    // SAFETY: as above.
    let room = unsafe { (*caller).why_size };
    // SAFETY: the contract: `why_size` bytes are writable at `why`.
    unsafe { write_line(why, room, line) };
}

/// Copies `line`, cut to `room` with its NUL.
///
/// # Safety
/// `why` is null or writable for `room` bytes.
pub(crate) unsafe fn write_line(why: *mut c_char, room: usize, line: &[u8]) {
    if why.is_null() || room == 0 {
        return;
    }
    let mut len = line.len().min(room - 1);
    while len > 0 && len < line.len() && line[len] & 0xc0 == 0x80 {
        len -= 1; // never half of a UTF-8 character
    }
    // SAFETY: `len < room`; the two do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(line.as_ptr(), why.cast::<u8>(), len) };
    // SAFETY: as above.
    let end = unsafe { why.add(len) };
    // SAFETY: as above.
    unsafe { end.write(0) };
}
