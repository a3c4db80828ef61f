//! What a module or a host exports: read once, checked, and looked up by name.

use super::error::{Error, ErrorKind};
use super::memory::Memory;
use super::text::{self, Names, WHY, line};
use crate::contract::negotiate::{Raw, negotiate};
use crate::contract::raw::{CONTRACT, Export, HEADER_SIZE, Header, MAX_REVISION, REVISIONS_MASK, RawObject};
use crate::contract::refusal::{Reason, Refusal};
use crate::contract::spec::TableSpec;
use crate::table::handle::{Handle, Lent, Owned};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ffi::c_void;

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
        check_array(start.addr(), count, stride, [size_of::<T>(), align_of::<T>()], memory, what)?;
        Ok(Strided { start, count, stride })
    }

    pub(crate) fn len(&self) -> u32 {
        self.count
    }

    /// An element.
    ///
    /// # Safety
    /// The array is readable: as many elements, as far apart, as was said. `index` is one of them.
    pub(crate) unsafe fn read(&self, index: u32) -> T {
        // SAFETY: in the array, by the caller's word.
        let at = unsafe { self.start.byte_add(index as usize * self.stride as usize) };
        // SAFETY: as above; `new` checked the alignment.
        unsafe { at.read() }
    }
}

/// Whether so many elements, of which this build knows so many bytes, can be where they are said to be.
#[inline]
fn check_array(
    start: usize,
    count: u32,
    stride: u32,
    [known, align]: [usize; 2],
    memory: &Memory,
    what: &str,
) -> Result<(), String> {
    if count == 0 {
        return Ok(());
    }
    if start == 0 {
        return Err(format!("{count} {what} at a null pointer"));
    }
    if !start.is_multiple_of(align) {
        return Err(format!("{what} at an address that is not aligned to {align}"));
    }
    if count > MAX_COUNT {
        return Err(format!("a count of {count} {what}, but at most {MAX_COUNT} are possible"));
    }
    if (stride as usize) < known || stride > MAX_STRIDE || !(stride as usize).is_multiple_of(align) {
        return Err(format!("{what} that are {stride} bytes apart, but one has {known}"));
    }
    if memory.readable(start) < (count as usize - 1) * stride as usize + known {
        return Err(format!("{count} {what}, {stride} bytes apart, not all of which can be read"));
    }
    Ok(())
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
    #[inline]
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
            return Err(malformed("a `create` that is not a function".into()));
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

    #[inline]
    pub(crate) fn is_lent(&self) -> bool {
        self.create.is_none() || !self.object.is_null()
    }

    /// Where its table is.
    #[inline]
    pub(crate) fn table(&self) -> usize {
        self.header.addr()
    }

    #[inline]
    pub(crate) fn is_created(&self) -> bool {
        self.create.is_some()
    }
}

/// # Safety
/// `table` is null, misaligned, or 16 bytes there are readable; as many as `size` says, if they say contract 1. Or
/// `memory` knows better.
#[inline]
unsafe fn read_header<'a>(table: *const Header, memory: &Memory) -> Result<&'a Header, Flaw> {
    let malformed = |found: String| Err((ErrorKind::Malformed, found));
    if table.is_null() {
        return malformed("a null table".into());
    }
    if !table.is_aligned() {
        return malformed(format!("a table at an address that is not aligned to {}", align_of::<Header>()));
    }
    let readable = memory.readable(table.addr());
    if readable < size_of::<[u32; 4]>() {
        return malformed("a table at an address that cannot be read".into());
    }
    // SAFETY: 16 bytes are readable by the caller's word: `revisions`, `size`, `contract`.
    let [_, _, size, contract] = unsafe { table.cast::<[u32; 4]>().read() };
    if contract != CONTRACT {
        return Err((ErrorKind::Contract, format!("a table with contract {contract}")));
    }
    if (size as usize) < HEADER_SIZE {
        return malformed(format!("a table of size {size}, but a header alone has {HEADER_SIZE}"));
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
#[inline]
fn wrong_pointer(header: &Header, memory: &Memory) -> Option<&'static str> {
    let highest = u64::BITS - (header.revisions & REVISIONS_MASK).leading_zeros();
    let Some(negotiate) = header.negotiate else { return Some("a table without `negotiate`") };
    if !memory.is_code(negotiate as usize) {
        return Some("a table whose `negotiate` is not a function");
    }
    if header.release.is_some_and(|release| !memory.is_code(release as usize)) {
        return Some("a table whose `release` is not a function");
    }
    let prints = header.fingerprints;
    let is_short = !prints.is_null() && memory.readable(prints.addr()) < highest as usize * size_of::<u64>();
    is_short.then_some("a table whose fingerprints cannot all be read")
}

/// Reads and checks an array of exports.
///
/// # Safety
/// As [`Strided::read`]; what the exports point to keeps the contract, or breaks it visibly (`Entry::read`).
#[inline]
pub(crate) unsafe fn read_exports(array: &Strided<Export>, memory: &Memory) -> Result<Vec<Entry>, Flaw> {
    let mut entries = Vec::new();
    for index in 0..array.len() {
        // SAFETY: passed on to the caller.
        let export = unsafe { array.read(index) };
        // SAFETY: passed on to the caller.
        entries.push(unsafe { Entry::read(export, index as usize, memory) }?);
    }
    Ok(entries)
}

/// The entry of that name.
#[inline]
pub(crate) fn find<'a>(entries: &'a [Entry], name: &str) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.name == name)
}

/// The names of all entries, or of those that have a table of this id.
#[inline]
pub(crate) fn names<'a>(entries: &'a [Entry], id: Option<&str>) -> Names<'a> {
    let mut names = Vec::new();
    for entry in entries {
        if id.is_none() || id == Some(&*entry.id) {
            names.push(&*entry.name);
        }
    }
    Names(names)
}

/// The exports of one module or host.
pub(crate) struct Catalog {
    /// Whose they are, for errors.
    pub(crate) place: String,
    pub(crate) entries: Vec<Entry>,
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
            return Err(self.not_created(entry));
        }
        // SAFETY: negotiated with the same spec; `create` gives the object for good.
        Ok(unsafe { H::from_raw(raw) })
    }

    #[inline]
    fn find(&self, name: &str) -> Result<&Entry, Error> {
        match find(&self.entries, name) {
            Some(entry) => Ok(entry),
            None => Err(self.no_export(name)),
        }
    }

    #[inline]
    fn no_export(&self, name: &str) -> Error {
        let wanted = format_args!("export {}", text::name(name));
        let (found, help) = (names(&self.entries, None), "ask for an export that exists, or use another module");
        Error::new(ErrorKind::NoExport, &self.place, &wanted, &found, &help)
    }

    #[inline]
    fn other_form(&self, entry: &Entry, wanted: &str, found: &str, call: &str) -> Error {
        Error::new(ErrorKind::Form, &self.at(entry), &wanted, &found, &format_args!("call `{call}` for it"))
    }

    #[inline]
    fn not_created(&self, entry: &Entry) -> Error {
        let (found, help) = ("that the provider could not make one", "its own output may say why");
        Error::new(ErrorKind::Create, &self.at(entry), &"a new object", &found, &help)
    }

    #[inline]
    fn at(&self, entry: &Entry) -> String {
        format!("{}, export {}", self.place, text::name(&entry.name))
    }

    fn negotiate<H: Handle>(&self, entry: &Entry, required: impl IntoIterator<Item = u32>) -> Result<Raw, Error> {
        let mut bits = 0;
        for revision in required {
            bits |= self.bit(entry, H::SPEC, revision)?;
        }
        self.agree(entry, H::SPEC, bits)
    }

    /// The bit of a revision that the handle's table must have.
    #[inline]
    fn bit(&self, entry: &Entry, spec: &TableSpec, revision: u32) -> Result<u64, Error> {
        let known = (1..=MAX_REVISION).contains(&revision) && spec.revisions() & (1 << (revision - 1)) != 0;
        if known { Ok(1 << (revision - 1)) } else { Err(self.unknown(entry, spec, revision)) }
    }

    #[inline]
    fn agree(&self, entry: &Entry, spec: &TableSpec, required: u64) -> Result<Raw, Error> {
        let object = RawObject { table: entry.header, object: entry.object };
        let mut why = [0; WHY];
        // SAFETY: `Entry::read` saw a header of contract 1; it and its arrays are true and live as long as the
        // provider is loaded, by the contract.
        match unsafe { negotiate(object, spec, required, &mut why) } {
            Ok(raw) => Ok(raw),
            Err(refusal) => Err(self.refused(entry, refusal, line(&why))),
        }
    }

    #[inline]
    fn unknown(&self, entry: &Entry, spec: &TableSpec, revision: u32) -> Error {
        let (table, known) = (spec.name, text::Revisions(spec.revisions()));
        let refusal = Refusal { table, reason: Reason::Required { revision } };
        let help = match revision {
            1..=MAX_REVISION => "build it against a newer interface",
            _ => "revisions are 1 to 63",
        };
        let line = format!(
            "{}: expected revision {revision} of table `{table}`, found that this program knows {known}; {help}",
            self.at(entry)
        );
        Error::refused(refusal, line)
    }

    #[inline]
    fn refused(&self, entry: &Entry, refusal: Refusal, why: &[u8]) -> Error {
        let at = self.at(entry);
        let line = match refusal.reason {
            Reason::WrongId => self.wrong_id(entry, refusal.table),
            Reason::Refused if why.is_empty() => {
                format!("{at}: {refusal} without a reason; ask its author")
            }
            Reason::Refused => format!("{at}: {refusal}; it says: {}", text::reason(why)),
            _ => format!("{at}: {refusal}"),
        };
        Error::refused(refusal, line)
    }

    #[inline]
    fn wrong_id(&self, entry: &Entry, wanted: &str) -> String {
        let at = self.at(entry);
        if entry.id == wanted {
            let found = "a table with another id instead of its own";
            return format!("{at}: expected table `{wanted}`, found {found}; ask its author");
        }
        let (found, fitting) = (text::name(&entry.id), names(&self.entries, Some(wanted)));
        if fitting.0.is_empty() {
            return format!(
                "{at}: expected table `{wanted}`, found table {found}; no export has `{wanted}`; use another module"
            );
        }
        format!("{at}: expected table `{wanted}`, found table {found}; exports that have it: {fitting}")
    }
}
