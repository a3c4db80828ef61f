//! Tables and callers of another binary, made of bytes: each piece ends where it says it ends (`pages`). Functions are
//! NULL or known ones, since calling junk is out of anyone's hands. What is expected is computed from `docs/abi.md`.

use super::feed::Feed;
use super::pages::Pages;
use super::texts::assert_one_line;
use std::cell::Cell;
use std::ffi::{c_char, c_void};
use std::mem::offset_of;
use std::ptr::{null, null_mut};
use vtable_api::__private::handle::Handle;
use vtable_api::Reason;
use vtable_api::vtable_api;
use vtable_api_core::negotiate::{TableSpec, negotiate};
use vtable_api_core::raw::{Caller, Header, RawObject};

#[vtable_api(id = "test/gauge", unrecorded)]
pub trait Gauge: Send + Sync {
    fn read(&self) -> u32;
    fn add(&self, steps: u32) -> u32;
    #[revision(2)]
    fn twice(&self) -> u32 {
        2
    }
    #[revision(3)]
    fn thrice(&self) -> u32 {
        3
    }
}

pub fn spec() -> &'static TableSpec {
    <GaugeBox as Handle>::SPEC
}

const WORD: usize = size_of::<usize>();
const HEADER: usize = 16 + 6 * WORD;
const ALL: u64 = 0b111;
const SLOTS: usize = 4;
/// Bit 63 is masked away.
const MASK: u64 = u64::MAX >> 1;
pub const READS: u32 = 77;

/// A provider's table.
#[derive(Clone)]
pub struct Table {
    pub at: *const Header,
    revisions: u64,
    size: u32,
    contract: u32,
    id: Option<Vec<u8>>,
    prints: Option<Vec<u64>>,
    ask: Ask,
    slots: [bool; SLOTS],
}

#[derive(Clone)]
enum Ask {
    Missing,
    Default,
    Refuses,
    Answers(Box<Table>),
}

thread_local! {
    /// What `answers` answers.
    static ANSWER: Cell<*const Header> = const { Cell::new(null()) };
}

unsafe extern "C" fn answers(_: *const Header, _: *const Caller) -> *const Header {
    ANSWER.get()
}

/// Says so without a NUL.
unsafe extern "C" fn refuses(_: *const Header, caller: *const Caller) -> *const Header {
    // SAFETY: the caller is ours.
    let Caller { why, why_size, .. } = unsafe { caller.read() };
    // SAFETY: the caller has so much room.
    unsafe { why.write_bytes(b'\n', why_size) };
    null()
}

unsafe extern "C" fn released(_: *mut c_void) {}

unsafe extern "C" fn reads(_: *mut c_void) -> u32 {
    READS
}

/// The header of our own build of the table.
fn good() -> Header {
    spec().header(Some(released))
}

impl Table {
    /// `shown`: the id is not only compared, so it has its NUL.
    pub fn new(feed: &mut Feed<'_>, pages: &Pages, depth: u32, shown: bool) -> Table {
        if feed.rarely() {
            return Table::bare(feed.of(&[null(), pages.put(&[0; 15]).cast_const().cast()]));
        }
        let revisions = match feed.byte() % 8 {
            0 => feed.u64(),
            1 => 1 << 63 | ALL,
            2 => feed.u64() & feed.u64() | 1,
            bits @ 3..=4 => u64::from(bits + 2),
            _ => ALL,
        };
        let contract = if feed.rarely() { feed.u32() } else { 1 };
        let full = (HEADER + SLOTS * WORD) as u32;
        let size = match feed.byte() % 8 {
            0 => feed.u32(),
            1 => u32::from(feed.byte()),
            2 => u32::MAX,
            _ => full,
        };
        let ask = match feed.byte() % 8 {
            0 if feed.rarely() => Ask::Missing,
            1 => Ask::Refuses,
            2 | 3 if depth > 0 => Ask::Answers(Box::new(Table::new(feed, pages, depth - 1, shown))),
            _ => Ask::Default,
        };
        let slots = feed.byte();
        let slots = std::array::from_fn(|slot| slots == 0 || slots >> slot & 1 == 1);
        let (mut id, prints) = (id(feed), prints(feed, revisions));
        if shown && let Some(id) = id.as_mut().filter(|id| !id.ends_with(b"\0")) {
            id.push(0);
        }
        let mut table = Table { at: null(), revisions, size, contract, id, prints, ask, slots };
        table.put(feed, pages);
        table
    }

    fn bare(at: *const Header) -> Table {
        let (id, prints) = (None, None);
        Table { at, revisions: 0, size: 0, contract: 0, id, prints, ask: Ask::Missing, slots: [false; SLOTS] }
    }

    /// Writes it where it may be read: the first 16 bytes always, the rest as far as `size` says and slots that are
    /// known go.
    fn put(&mut self, feed: &mut Feed<'_>, pages: &Pages) {
        let id = self.id.as_ref().map_or(null_mut(), |id| pages.put(id));
        let prints = self.prints.as_ref().map_or(null_mut(), |prints| {
            let bytes: Vec<u8> = prints.iter().flat_map(|print| print.to_ne_bytes()).collect();
            pages.put(&bytes)
        });
        let junk = pages.nowhere();
        let header = Header {
            revisions: self.revisions,
            size: self.size,
            contract: self.contract,
            id: id.cast(),
            fingerprints: prints.cast_const().cast(),
            negotiate: match self.ask {
                Ask::Missing => None,
                Ask::Default => good().negotiate,
                Ask::Refuses => Some(refuses),
                Ask::Answers(_) => Some(answers),
            },
            release: Some(released),
            info: junk.cast(),
            reserved: junk.cast(),
        };
        let mut bytes = bytes_of(&header).to_vec();
        let slot = |&filled: &bool| if filled { reads as *const () as usize } else { 0 };
        bytes.extend(self.slots.iter().map(slot).flat_map(usize::to_ne_bytes));
        let readable = if self.contract == 1 { (self.size as usize).clamp(16, bytes.len()) } else { 16 };
        let misaligned = feed.rarely();
        self.at = if misaligned {
            pages.put_before(&bytes[..readable], 1)
        } else {
            pages.put_aligned(&bytes[..readable], align_of::<Header>())
        }
        .cast_const()
        .cast();
    }

    /// What is wrong with the header.
    fn flaw(&self) -> Option<Reason> {
        if self.at.is_null() {
            return Some(Reason::Null);
        }
        if !self.at.is_aligned() {
            return Some(Reason::Misaligned);
        }
        if self.contract != 1 {
            return Some(Reason::Contract(self.contract));
        }
        if (self.size as usize) < HEADER {
            return Some(Reason::ShortHeader(self.size));
        }
        if !is_ours(self.id.as_deref()) {
            return Some(Reason::WrongId);
        }
        matches!(self.ask, Ask::Missing).then_some(Reason::NoNegotiate)
    }

    /// The common bits up to the highest common revision whose fingerprints are equal.
    fn agreed(&self) -> u64 {
        let (Some(prints), both) = (&self.prints, self.revisions & ALL) else { return 0 };
        let is_equal = |number: &u32| prints[*number as usize - 1] == spec().fingerprints[*number as usize - 1];
        let highest = (1..=u64::BITS - both.leading_zeros()).rev().find(is_equal);
        highest.map_or(0, |highest| both & ((1 << highest) - 1))
    }

    fn lacks(&self, required: u64) -> Option<Reason> {
        let missing = required & !self.agreed();
        match self.agreed() & 1 {
            0 if self.revisions & 1 == 0 => Some(Reason::NoFirstRevision),
            0 => Some(Reason::NoCommonRevision),
            _ if missing != 0 => Some(Reason::Required { revision: missing.trailing_zeros() + 1 }),
            _ => None,
        }
    }

    /// The agreed revisions and the table to call.
    fn expected(&self, required: u64) -> Result<(u64, *const Header), Reason> {
        self.flaw().map_or(Ok(()), Err)?;
        let answer = match &self.ask {
            Ask::Refuses => return Err(self.lacks(required).unwrap_or(Reason::Refused)),
            Ask::Answers(answer) if answer.at.is_null() => {
                return Err(self.lacks(required).unwrap_or(Reason::Refused));
            }
            Ask::Answers(answer) => answer,
            _ => self,
        };
        answer.flaw().or_else(|| answer.lacks(required)).map_or(Ok(()), Err)?;
        let agreed = answer.agreed();
        let ends = [2, 3, 4];
        let highest = (u64::BITS - agreed.leading_zeros()) as usize;
        let wanted = (HEADER + ends[highest - 1] * WORD) as u32;
        if answer.size < wanted {
            return Err(Reason::Size { size: answer.size, wanted });
        }
        let revision_of = [1, 1, 2, 3];
        let is_empty = |&slot: &usize| agreed >> (revision_of[slot] - 1) & 1 == 1 && !answer.slots[slot];
        match (0..SLOTS).find(is_empty) {
            Some(slot) => Err(Reason::NullSlot { index: slot as u32 }),
            None => Ok((agreed, answer.at)),
        }
    }

    /// Sets what its `negotiate` answers.
    pub fn arm(&self) {
        if let Ask::Answers(answer) = &self.ask {
            ANSWER.set(answer.at);
        }
    }
}

/// Right, wrong, longer, shorter, without its NUL; what has no NUL differs before its end.
fn id(feed: &mut Feed<'_>) -> Option<Vec<u8>> {
    let text: &[u8] = match feed.byte() % 16 {
        0 => return None,
        1 => b"test/gaugf",
        2 => b"test/gauge2\0",
        3 => b"test/gaug\0",
        4 => b"\0",
        5 => b"X",
        6 => b"test/\xff",
        7 => &[feed.bytes(40), b"\0"].concat(),
        _ => b"test/gauge\0",
    };
    Some(text.to_vec())
}

/// A text ends at its first NUL, whatever follows.
fn is_ours(id: Option<&[u8]>) -> bool {
    id.is_some_and(|id| id.starts_with(b"test/gauge\0"))
}

/// One for each bit up to the highest, which is in no word's reach beyond.
fn prints(feed: &mut Feed<'_>, revisions: u64) -> Option<Vec<u64>> {
    if feed.rarely() {
        return None;
    }
    let (highest, spoilt) = (u64::BITS - (revisions & MASK).leading_zeros(), feed.byte());
    let ours = spec().fingerprints;
    let print = |at: usize| match ours.get(at) {
        Some(&print) if spoilt < 128 || spoilt >> at & 1 == 0 => print,
        _ => 7,
    };
    Some((0..highest as usize).map(print).collect())
}

fn bytes_of<T: Copy>(value: &T) -> &[u8] {
    let at: *const T = value;
    // SAFETY: the structs of the contract have no padding in between, and live as long as the reference.
    unsafe { std::slice::from_raw_parts(at.cast(), size_of::<T>()) }
}

/// A table is asked, and what comes out is what the contract says.
pub fn table(bytes: &[u8], pages: &Pages) {
    pages.clear();
    let mut feed = Feed::new(bytes);
    let required = if feed.rarely() { feed.u64() & ALL } else { 0 };
    let table = Table::new(&mut feed, pages, 1, false);
    table.arm();
    let mut why = [0; 64];
    let object = RawObject { table: table.at, object: null_mut() };
    // SAFETY: the table is made of bytes that may be read, as far as its own claims that go with contract 1 say.
    let found = unsafe { negotiate(object, spec(), required, &mut why) };
    match (found, table.expected(required)) {
        (Ok(raw), Ok((agreed, at))) => {
            assert_eq!((raw.agreed(), raw.table()), (agreed, at));
            // SAFETY: negotiated with its spec; no object is needed.
            let gauge = unsafe { GaugeRef::from_raw(raw) };
            assert_eq!((gauge.read(), gauge.has_twice()), (READS, agreed & 2 != 0));
            assert_eq!(gauge.thrice(), if agreed & 4 != 0 { READS } else { 3 });
        }
        (Err(refusal), Err(reason)) => {
            assert_eq!(refusal.reason, reason);
            assert_one_line(&refusal.to_string());
        }
        (found, expected) => panic!("{found:?} is not {expected:?}"),
    }
}

/// `vtable_api_negotiate` of `vtable_api.h`, in a library.
pub type AskInC = unsafe extern "C" fn(*const Header, *const Caller, *const u32, *mut u64) -> *const Header;

/// The same, asked from C. C does not see that a table is misaligned.
pub fn table_in_c(bytes: &[u8], pages: &Pages, ask: AskInC) {
    pages.clear();
    let mut feed = Feed::new(bytes);
    let required = if feed.rarely() { feed.u64() & ALL } else { 0 };
    let table = Table::new(&mut feed, pages, 1, false);
    table.arm();
    let answer = if let Ask::Answers(answer) = &table.ask { answer.at } else { null() };
    if !table.at.is_aligned() || !answer.is_aligned() {
        return;
    }
    let mut why = [0xaa_u8; 64];
    let caller = Caller {
        size: size_of::<Caller>() as u32,
        contract: 1,
        revisions: ALL,
        required: required | 1,
        id: spec().id(),
        fingerprints: spec().fingerprints.as_ptr(),
        name: c"hostile/1".as_ptr(),
        why: why.as_mut_ptr().cast(),
        why_size: why.len(),
    };
    let mut agreed = u64::MAX;
    // SAFETY: as for `negotiate`; the caller is whole, and there is an end for each of its revisions.
    let found = unsafe { ask(table.at, &caller, spec().ends.as_ptr(), &mut agreed) };
    match table.expected(required) {
        Ok(expected) => assert_eq!((agreed, found), expected),
        Err(reason) => {
            assert!(found.is_null(), "{reason:?}, but agreed {agreed:b}");
            let line = std::ffi::CStr::from_bytes_until_nul(&why).expect("it has its NUL");
            // What a provider said itself is passed on as it is.
            let is_ours = !matches!(table.ask, Ask::Refuses);
            assert!(!is_ours || !line.to_str().expect("text").contains(char::is_control), "{line:?}");
        }
    }
}

/// A caller asks a table that was made in Rust.
pub fn caller(bytes: &[u8], pages: &Pages) {
    asks(bytes, pages, &good(), true);
}

/// A caller asks a good table of all three revisions. C does not see that a caller is misaligned.
pub fn asks(bytes: &[u8], pages: &Pages, header: &Header, sees_misaligned: bool) {
    pages.clear();
    let mut feed = Feed::new(bytes);
    const NAMED: usize = offset_of!(Caller, name) + WORD;
    const WHOLE: usize = size_of::<Caller>();
    let size = match feed.byte() % 8 {
        0 => feed.u32(),
        1 => u32::from(feed.byte()),
        2 => NAMED as u32,
        3 => WHOLE as u32 - 1,
        _ => WHOLE as u32,
    };
    let contract = if feed.rarely() { feed.u32() } else { 1 };
    let revisions = if feed.rarely() { feed.u64() } else { ALL };
    let required = if feed.rarely() { feed.u64() } else { u64::from(feed.byte() % 8) };
    let (id, prints) = (id(&mut feed), prints(&mut feed, revisions));
    let room = feed.below(64);
    let why = if feed.rarely() { null_mut() } else { pages.put(&vec![0xaa; room]) };
    let bytes_of_prints: Option<Vec<u8>> =
        prints.as_ref().map(|prints| prints.iter().flat_map(|print| print.to_ne_bytes()).collect());
    let caller = Caller {
        size,
        contract,
        revisions,
        required,
        id: id.as_ref().map_or(null_mut(), |id| pages.put(id)).cast::<c_char>(),
        fingerprints: bytes_of_prints.map_or(null_mut(), |prints| pages.put(&prints)).cast::<u64>(),
        name: pages.nowhere().cast(),
        why: why.cast(),
        why_size: room,
    };
    let readable = if contract == 1 { (size as usize).clamp(8, WHOLE) } else { 8 };
    let bytes = &bytes_of(&caller)[..readable];
    let at: *const Caller = match feed.byte() {
        255 => null(),
        254 if sees_misaligned => pages.put_before(bytes, 1).cast_const().cast(),
        _ => pages.put_aligned(bytes, align_of::<Caller>()).cast_const().cast(),
    };
    let ask = header.negotiate.expect("it is good");
    // SAFETY: its own header; the caller may be read as far as it says.
    let answer = unsafe { ask(header, at) };
    let is_read = !at.is_null() && at.is_aligned() && contract == 1 && size as usize >= NAMED;
    let theirs = Table { revisions, prints, ..Table::bare(null()) };
    let expected = is_read && is_ours(id.as_deref()) && theirs.lacks(required & MASK).is_none();
    assert_eq!(answer, if expected { std::ptr::from_ref(header) } else { null() });
    if !why.is_null() {
        // SAFETY: so much was put there.
        let why = unsafe { std::slice::from_raw_parts(why.cast_const(), room) };
        let says = is_read && !expected && size as usize >= WHOLE && room > 0;
        match why.iter().position(|&byte| byte == 0) {
            Some(end) => {
                let line = std::str::from_utf8(&why[..end]).expect("it is UTF-8");
                assert!(says && !line.contains(char::is_control) && why[end + 1..].iter().all(|&b| b == 0xaa));
            }
            None => assert!(!says && why.iter().all(|&byte| byte == 0xaa)),
        }
    }
}
