//! What a module or a host exports: read once, checked, and looked up by name.

use super::error::{Error, ErrorKind};
use super::memory::Memory;
use super::text::{self, Names, WHY, line};
use crate::handle::{Handle, Lent, Owned};
use crate::negotiate::{Raw, Reason, Refusal, negotiate};
use crate::raw::{CONTRACT, Export, HEADER_SIZE, Header, MAX_REVISION, REVISIONS_MASK, RawObject};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ffi::c_void;
use core::fmt;

/// More entries than this are taken for a broken count.
const MAX_COUNT: u32 = 65_535;
/// A longer stride than this is taken for a broken size.
const MAX_STRIDE: u32 = 65_536;

/// An array whose elements may be longer than this build knows.
pub(crate) struct Strided<T> {
    start: *const T,
    count: u32,
    stride: u32,
}

impl<T: Copy> Strided<T> {
    /// `Err` says what was found instead.
    pub(crate) fn new(start: *const T, count: u32, stride: u32, memory: &Memory, what: &str) -> Result<Self, String> {
        let (known, align) = (size_of::<T>(), align_of::<T>());
        if count == 0 {
            return Ok(Strided { start, count, stride });
        }
        if start.is_null() {
            return Err(format!("{count} {what} at a null pointer"));
        }
        if !start.is_aligned() {
            return Err(format!("{what} at an address that is not a multiple of {align}"));
        }
        if count > MAX_COUNT {
            return Err(format!("a count of {count} {what}, where at most {MAX_COUNT} are possible"));
        }
        if (stride as usize) < known || stride > MAX_STRIDE || !(stride as usize).is_multiple_of(align) {
            return Err(format!("{what} that are {stride} bytes apart, where one has {known}"));
        }
        if memory.readable(start) < (count as usize - 1) * stride as usize + known {
            return Err(format!("{count} {what}, {stride} bytes apart, of which not all can be read"));
        }
        Ok(Strided { start, count, stride })
    }

    /// The elements.
    ///
    /// # Safety
    /// The array is readable: as many elements, as far apart, as was said.
    pub(crate) unsafe fn read(&self) -> Vec<T> {
        let element = |index| {
            // SAFETY: in the array, by the caller's word.
            let at = unsafe { self.start.byte_add(index as usize * self.stride as usize) };
            // SAFETY: as above; `new` checked the alignment.
            unsafe { at.read() }
        };
        (0..self.count).map(element).collect()
    }
}

/// A checked export.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    /// The table's id.
    pub(crate) id: String,
    pub(crate) revisions: u64,
    header: *const Header,
    object: *mut c_void,
    create: Option<unsafe extern "C" fn() -> *mut c_void>,
}

// SAFETY: a table is a constant, `create` may be called by any thread, a lent object is `Sync` (docs/abi.md).
unsafe impl Send for Entry {}
// SAFETY: as above.
unsafe impl Sync for Entry {}

/// What is wrong with an export: the kind, and what was found.
pub(crate) type Flaw = (ErrorKind, String);

impl Entry {
    /// # Safety
    /// What `export` points to keeps the contract, or breaks it in a way that is visible: null, another
    /// contract, a size that is too small.
    pub(crate) unsafe fn read(export: Export, number: usize, memory: &Memory) -> Result<Self, Flaw> {
        // SAFETY: null or NUL-terminated by the contract.
        let name = unsafe { text::read(export.name, memory, "name") }
            .map_err(|found| (ErrorKind::Malformed, format!("exports[{number}] with {found}")))?;
        let flaw = |(kind, found)| (kind, format!("export {} with {found}", text::name(name)));
        // SAFETY: passed on to the caller.
        let header = unsafe { read_header(export.header, memory) }.map_err(flaw)?;
        let malformed = |found| flaw((ErrorKind::Malformed, found));
        // SAFETY: null or NUL-terminated by the contract.
        let id = unsafe { text::read(header.id, memory, "table id") }.map_err(malformed)?;
        if export.create.is_some_and(|create| !memory.is_code(create as usize)) {
            return Err(malformed("a `create` that is no function".into()));
        }
        Ok(Entry {
            name: name.into(),
            id: id.into(),
            revisions: header.revisions & REVISIONS_MASK,
            header: export.header,
            object: export.object,
            create: export.create,
        })
    }

    pub(crate) fn is_lent(&self) -> bool {
        self.create.is_none() || !self.object.is_null()
    }

    pub(crate) fn is_created(&self) -> bool {
        self.create.is_some()
    }
}

/// # Safety
/// `table` is null, misaligned, or 16 bytes there are readable; as many as `size` says, if they say contract 1. Or
/// `memory` knows better.
unsafe fn read_header<'a>(table: *const Header, memory: &Memory) -> Result<&'a Header, Flaw> {
    let malformed = |found: String| Err((ErrorKind::Malformed, found));
    if table.is_null() {
        return malformed("a null table".into());
    }
    if !table.is_aligned() {
        return malformed(format!("a table at an address that is not a multiple of {}", align_of::<Header>()));
    }
    let readable = memory.readable(table);
    if readable < size_of::<[u32; 4]>() {
        return malformed("a table at an address that cannot be read".into());
    }
    // SAFETY: 16 bytes are readable by the caller's word: `revisions`, `size`, `contract`.
    let [_, _, size, contract] = unsafe { table.cast::<[u32; 4]>().read() };
    if contract != CONTRACT {
        return Err((ErrorKind::Contract, format!("a table of contract {contract}")));
    }
    if (size as usize) < HEADER_SIZE {
        return malformed(format!("a table of size {size}, where a header alone has {HEADER_SIZE}"));
    }
    if readable < size as usize {
        return malformed(format!("a table of size {size}, of which {readable} bytes can be read"));
    }
    // SAFETY: `size` says that a whole header is there, and its contract is 1.
    let header = unsafe { &*table };
    match wrong_pointer(header, memory) {
        Some(found) => malformed(found.into()),
        None => Ok(header),
    }
}

/// What is wrong with what a header points to, as far as `memory` knows.
fn wrong_pointer(header: &Header, memory: &Memory) -> Option<&'static str> {
    let highest = u64::BITS - (header.revisions & REVISIONS_MASK).leading_zeros();
    let Some(negotiate) = header.negotiate else { return Some("a table without `negotiate`") };
    if !memory.is_code(negotiate as usize) {
        return Some("a table whose `negotiate` is no function");
    }
    if header.release.is_some_and(|release| !memory.is_code(release as usize)) {
        return Some("a table whose `release` is no function");
    }
    let prints = header.fingerprints;
    let is_short = !prints.is_null() && memory.readable(prints) < highest as usize * size_of::<u64>();
    is_short.then_some("a table whose fingerprints cannot all be read")
}

/// Reads and checks an array of exports.
///
/// # Safety
/// As [`Strided::read`]; what the exports point to keeps the contract, or breaks it visibly (`Entry::read`).
pub(crate) unsafe fn read_exports(array: &Strided<Export>, memory: &Memory) -> Result<Vec<Entry>, Flaw> {
    // SAFETY: passed on to the caller.
    let exports = unsafe { array.read() };
    // SAFETY: passed on to the caller.
    exports.into_iter().enumerate().map(|(index, export)| unsafe { Entry::read(export, index, memory) }).collect()
}

/// The exports of one module or host.
pub(crate) struct Catalog {
    /// Whose they are, for errors.
    pub(crate) place: String,
    pub(crate) entries: Vec<Entry>,
}

/// Bits for revision numbers that a handle knows; `Err` has the number that it does not know.
pub(crate) fn required_bits<H: Handle>(revisions: impl IntoIterator<Item = u32>) -> Result<u64, u32> {
    revisions.into_iter().try_fold(0, |bits, revision| {
        let known = (1..=MAX_REVISION).contains(&revision) && H::SPEC.revisions & (1 << (revision - 1)) != 0;
        if known { Ok(bits | 1 << (revision - 1)) } else { Err(revision) }
    })
}

impl Catalog {
    /// A handle on a lent object.
    pub(crate) fn lend<H: Lent>(&self, name: &str, required: impl IntoIterator<Item = u32>) -> Result<H, Error> {
        let entry = self.find(name)?;
        if !entry.is_lent() {
            return Err(self.other_form(entry, "an object that is lent", "objects that are created", "create"));
        }
        let raw = self.negotiate::<H>(entry, required)?;
        // SAFETY: negotiated with the same spec. The provider lends the object for as long as it is loaded,
        // which is for good unless someone vouches for the end of every handle (`Module::close`).
        Ok(unsafe { H::from_raw(raw) })
    }

    /// A handle on a new object. Nothing is created unless the table will do.
    pub(crate) fn create<H: Owned>(&self, name: &str, required: impl IntoIterator<Item = u32>) -> Result<H, Error> {
        let entry = self.find(name)?;
        let Some(create) = entry.create else {
            return Err(self.other_form(entry, "objects that are created", "an object that is lent", "get"));
        };
        let mut raw = self.negotiate::<H>(entry, required)?;
        // SAFETY: the provider's own function; the contract lets any thread call it at any time.
        raw.object = unsafe { create() };
        if raw.object.is_null() {
            return Err(Error::new(
                ErrorKind::Create,
                self.at(entry),
                "a new object",
                "that the provider could not make one",
                "its own output may say why",
            ));
        }
        // SAFETY: negotiated with the same spec; `create` gives the object for good.
        Ok(unsafe { H::from_raw(raw) })
    }

    fn find(&self, name: &str) -> Result<&Entry, Error> {
        self.entries.iter().find(|entry| entry.name == name).ok_or_else(|| {
            Error::new(
                ErrorKind::NoExport,
                &self.place,
                format_args!("export {}", text::name(name)),
                self.names(),
                "ask for what there is, or use another module",
            )
        })
    }

    /// The names of all exports, to be shown.
    pub(crate) fn names(&self) -> impl fmt::Display + '_ {
        Names(self.entries.iter().map(|entry| entry.name.as_str()))
    }

    fn other_form(&self, entry: &Entry, wanted: &str, found: &str, call: &str) -> Error {
        Error::new(ErrorKind::Form, self.at(entry), wanted, found, format_args!("call `{call}` for it"))
    }

    fn at(&self, entry: &Entry) -> impl fmt::Display {
        format!("{}, export {}", self.place, text::name(&entry.name))
    }

    fn negotiate<H: Handle>(&self, entry: &Entry, required: impl IntoIterator<Item = u32>) -> Result<Raw, Error> {
        let required = required_bits::<H>(required).map_err(|revision| self.unknown::<H>(entry, revision))?;
        let object = RawObject { table: entry.header, object: entry.object };
        let mut why = [0; WHY];
        // SAFETY: `Entry::read` saw a header of contract 1; it and its arrays are true and live as long as the
        // provider is loaded, by the contract.
        unsafe { negotiate(object, H::SPEC, required, &mut why) }
            .map_err(|refusal| self.refused(entry, refusal, line(&why)))
    }

    fn unknown<H: Handle>(&self, entry: &Entry, revision: u32) -> Error {
        let (table, known) = (H::SPEC.name, text::Revisions(H::SPEC.revisions));
        let refusal = Refusal { table, reason: Reason::Required { revision } };
        let line = format!(
            "{}: wanted revision {revision} of table `{table}`, found that this program knows {known}; \
             build it against a newer interface",
            self.at(entry)
        );
        Error::refused(refusal, line)
    }

    fn refused(&self, entry: &Entry, refusal: Refusal, why: &[u8]) -> Error {
        let at = self.at(entry);
        let line = match refusal.reason {
            Reason::WrongId => self.wrong_id(entry, refusal.table),
            Reason::Refused if why.is_empty() => {
                format!("{at}: {refusal} without a reason; ask its maker")
            }
            Reason::Refused => format!("{at}: {refusal}; it says: {}", text::reason(why)),
            _ => format!("{at}: {refusal}"),
        };
        Error::refused(refusal, line)
    }

    fn wrong_id(&self, entry: &Entry, wanted: &str) -> String {
        if entry.id == wanted {
            let (at, found) = (self.at(entry), "a table of another id in place of its own");
            return format!("{at}: wanted table `{wanted}`, found {found}; ask its maker");
        }
        let fitting = self.entries.iter().filter(|entry| entry.id == wanted);
        let (at, found) = (self.at(entry), text::name(&entry.id));
        match fitting.clone().count() {
            0 => format!(
                "{at}: wanted table `{wanted}`, found table {found}; no export has `{wanted}`, use another module"
            ),
            _ => {
                let names = Names(fitting.map(|entry| entry.name.as_str()));
                format!("{at}: wanted table `{wanted}`, found table {found}; exports that have it: {names}")
            }
        }
    }
}
