//! Descriptors of modules and structs of hosts, made of bytes: what opens them reads nothing that is not there, and says
//! in one line what is wrong.

use super::feed::Feed;
use super::pages::Pages;
use super::tables::{Gauge, GaugeBox, GaugeRef, READS, Table};
use super::texts::assert_one_line;
use std::cell::Cell;
use std::ffi::{c_char, c_void};
use std::ptr::{null, null_mut};
use std::sync::LazyLock;
use vtable_api::__private::handle::Handle;
use vtable_api::module::{Descriptor, Error, ErrorKind, HostExports};
use vtable_api::{Host, Module};
use vtable_api_core::raw::{Export, HostV1, ModuleV1, Require};

struct Own;
impl Gauge for Own {
    fn read(&self) -> u32 {
        READS
    }
    fn add(&self, steps: u32) -> u32 {
        steps
    }
}
static OWN: Own = Own;

/// It lends one gauge.
static HOST: LazyLock<Host> = LazyLock::new(|| Host::new("hostile/1").lend("gauge", GaugeRef::new(&OWN)));

vtable_api::module! { init = start; name = "hostile"; }

thread_local! {
    static CODE: Cell<i32> = const { Cell::new(0) };
    static STARTS: Cell<i32> = const { Cell::new(0) };
    static LINE: Cell<u8> = const { Cell::new(0) };
}

unsafe extern "C" fn init(_: *const HostV1, why: *mut c_char, why_size: usize) -> i32 {
    // SAFETY: the contract: so many bytes are writable.
    unsafe { why.cast::<u8>().write_bytes(LINE.get(), why_size) };
    STARTS.set(STARTS.get() + i32::from(CODE.get() == 0));
    CODE.get()
}

unsafe extern "C" fn fini() {
    STARTS.set(STARTS.get() - 1);
}

unsafe extern "C" fn makes_none() -> *mut c_void {
    null_mut()
}

unsafe extern "C" fn makes() -> *mut c_void {
    std::ptr::dangling_mut::<u64>().cast()
}

/// A name, a version or an id.
fn text(feed: &mut Feed<'_>, pages: &Pages) -> *const c_char {
    let long = [b'x'; 300];
    let text: &[u8] = match feed.byte() % 16 {
        0 => return null(),
        1 => &long[..256], // no NUL, and no byte behind it that could be read
        2 => &[&long[..255], b"\0"].concat(),
        3 => b"\xff\0",
        4 => b"a\nb\r\x1b[31m\xe2\x80\xa8\0",
        5 | 6 => &[feed.bytes(40), b"\0"].concat(),
        7 => b"test/gauge\0",
        _ => b"gauge\0",
    };
    pages.put(text).cast_const().cast()
}

/// An array with its count and its stride: all that may be read, if it may be at all, is there.
fn array<T: Copy>(feed: &mut Feed<'_>, pages: &Pages, mut one: impl FnMut(&mut Feed<'_>) -> T) -> (*const T, u32, u32) {
    let known = size_of::<T>() as u32;
    let stride = match feed.byte() % 16 {
        0 => feed.u32(),
        1 => 0,
        2 => known - 1,
        3 => known + 8 * u32::from(feed.byte() % 8),
        4 => 1 << 16,
        _ => known,
    };
    let mut count = match feed.byte() % 16 {
        0 => feed.u32(),
        1 => u32::MAX,
        2 => 65_536,
        _ => u32::from(feed.byte() % 4),
    };
    let is_read = count <= 65_535 && stride >= known && stride <= 1 << 16 && stride.is_multiple_of(8);
    let most = if is_read { (4096 - known) / stride + 1 } else { 0 };
    count = if is_read { count.min(most.min(8)) } else { count };
    let mut bytes = Vec::new();
    for index in 0..if is_read { count } else { 0 } {
        bytes.resize((index * stride) as usize, 0xaa);
        let element = one(feed);
        let at: *const T = &raw const element;
        // SAFETY: the structs of the contract have no padding.
        bytes.extend(unsafe { std::slice::from_raw_parts(at.cast::<u8>(), size_of::<T>()) });
    }
    let at = match feed.byte() {
        255 => null_mut(),
        254 if count > 0 => pages.put_before(&bytes, 1),
        _ => pages.put(&bytes),
    };
    (at.cast_const().cast(), count, stride)
}

fn export(feed: &mut Feed<'_>, pages: &Pages) -> Export {
    let table = Table::new(feed, pages, 1, true);
    table.arm();
    let object = feed.of(&[null_mut(), makes as *mut c_void]);
    let create = feed.of(&[None, Some(makes as unsafe extern "C" fn() -> _), Some(makes_none)]);
    Export { name: text(feed, pages), header: table.at, object, create }
}

fn require(feed: &mut Feed<'_>, pages: &Pages) -> Require {
    Require { name: text(feed, pages), id: text(feed, pages), required: feed.of(&[0, 1, 7, 8, u64::MAX]) }
}

/// A descriptor with all that it points to. Nothing of it is kept, and it is there until `pages` is cleared.
fn descriptor(feed: &mut Feed<'_>, pages: &Pages) -> &'static ModuleV1 {
    CODE.set(if feed.rarely() { -3 } else { 0 });
    LINE.set(feed.of(b"\n\0x\xff "));
    STARTS.set(0);
    let known = size_of::<ModuleV1>() as u32;
    let size = match feed.byte() % 16 {
        0 => feed.u32(),
        1 => known - 1,
        2 => u32::MAX,
        _ => known,
    };
    let contract = if feed.rarely() { feed.u32() } else { 1 };
    let (name, version) = (text(feed, pages), text(feed, pages));
    let (requirements, require_count, require_size) =
        if feed.rarely() { array(feed, pages, |feed| require(feed, pages)) } else { (null(), 0, 0) };
    let (exports, export_count, export_size) = array(feed, pages, |feed| export(feed, pages));
    let raw = ModuleV1 {
        size,
        contract,
        name,
        version,
        init: feed.of(&[None, Some(init as unsafe extern "C" fn(_, _, _) -> _)]),
        fini: Some(fini),
        requirements,
        require_count,
        require_size,
        exports,
        export_count,
        export_size,
    };
    let at: *const ModuleV1 = pages.put(bytes_of(&raw)).cast_const().cast();
    // SAFETY: whole, aligned, and there until it is cleared.
    unsafe { &*at }
}

/// A module opens and closes, or not, with a line; `fini` follows each `init` that was ready. Whether it does.
pub fn module(bytes: &[u8], pages: &Pages) -> bool {
    pages.clear();
    let raw = descriptor(&mut Feed::new(bytes), pages);
    let ModuleV1 { contract, size, export_count, .. } = *raw;
    let known = size_of::<ModuleV1>() as u32;
    // SAFETY: whole and aligned, and nothing of it is kept; what it breaks of the contract shows.
    let descriptor = unsafe { Descriptor::from_raw(raw) };
    let has_init = raw.init.is_some();
    match HOST.open_static(descriptor) {
        Ok(module) => {
            assert_eq!(STARTS.get(), i32::from(has_init));
            assert!(contract == 1 && size >= known && module.exports().count() == export_count as usize);
            uses(&module);
            // SAFETY: all handles are dropped.
            unsafe { module.close() }.expect("it was open");
            assert_eq!(STARTS.get(), i32::from(has_init) - 1);
            true
        }
        Err(error) => {
            // What refused has not begun; what began was ended.
            assert!(STARTS.get() == 0 || !has_init && STARTS.get() == -1, "{}", STARTS.get());
            is_one_line(&error);
            false
        }
    }
}

/// `vtable_api_begin_` of `vtable_api_host.h`, with a line at `why`.
pub type BeginInC = unsafe extern "C" fn(*const ModuleV1, *const HostV1, *mut c_char, usize) -> bool;

/// The same by a host in C, which says the same.
pub fn module_in_c(bytes: &[u8], pages: &Pages, begin: BeginInC) {
    let opens = module(bytes, pages);
    pages.clear();
    let mut feed = Feed::new(bytes);
    let raw = descriptor(&mut feed, pages);
    let gauge = GaugeRef::new(&OWN);
    let lent = gauge.raw();
    let export = Export { name: c"gauge".as_ptr(), header: lent.table(), object: lent.object(), create: None };
    let host = HostV1 {
        size: size_of::<HostV1>() as u32,
        contract: 1,
        name: c"hostile/1".as_ptr(),
        exports: &raw const export,
        export_count: 1,
        export_size: size_of::<Export>() as u32,
    };
    let room = [2048, feed.below(100)][feed.below(2)];
    let why = pages.put(&vec![0xaa; room]);
    // SAFETY: as `module`; so many bytes are writable.
    let begun = unsafe { begin(raw, &raw const host, why.cast(), room) };
    assert_eq!(begun, opens, "in C and in Rust");
    let starts = i32::from(raw.init.is_some());
    if begun {
        assert_eq!(STARTS.get(), starts);
        return;
    }
    assert!(STARTS.get() == 0 || starts == 0 && STARTS.get() == -1, "{}", STARTS.get());
    // SAFETY: so much was put there.
    let why = unsafe { std::slice::from_raw_parts(why.cast_const(), room) };
    let Some(end) = why.iter().position(|&byte| byte == 0) else { return assert_eq!(room, 0) };
    let line = std::str::from_utf8(&why[..end]).expect("never half of a character");
    assert!(!line.contains(char::is_control), "{line:?}");
    assert!(room < 2048 || !line.is_empty());
}

fn bytes_of(raw: &ModuleV1) -> &[u8] {
    let at: *const ModuleV1 = raw;
    // SAFETY: it has no padding, and lives as long as the reference.
    unsafe { std::slice::from_raw_parts(at.cast(), size_of::<ModuleV1>()) }
}

fn is_one_line(error: &Error) {
    assert_one_line(&error.to_string());
    // Nothing here comes from a file.
    let impossible =
        [ErrorKind::NotFound, ErrorKind::Load, ErrorKind::NoSymbol, ErrorKind::Reentrant, ErrorKind::Closed];
    assert!(!impossible.contains(&error.kind()), "{error}");
}

fn uses(module: &Module) {
    assert_one_line(&format!("{module:?}"));
    for export in module.exports() {
        let lent = module.get::<GaugeRef<'_>>(export.name()).map(|gauge| gauge.read());
        let made = module.create::<GaugeBox>(export.name()).map(|gauge| gauge.read());
        let newer = module.get_required::<GaugeRef<'_>>(export.name(), [3]).map(|gauge| gauge.read());
        for found in [lent, made, newer] {
            found.map_or_else(|error| is_one_line(&error), |reads| assert_eq!(reads, READS));
        }
    }
}

/// A module of ours is started by a host that is not.
pub fn host(bytes: &[u8], pages: &Pages) {
    pages.clear();
    let mut feed = Feed::new(bytes);
    const WHOLE: usize = size_of::<HostV1>();
    let size = match feed.byte() % 16 {
        0 => feed.u32(),
        1 => WHOLE as u32 - 1,
        2 => u32::MAX,
        3 => u32::from(feed.byte() % 16),
        _ => WHOLE as u32,
    };
    let contract = if feed.rarely() { feed.u32() } else { 1 };
    let name = text(&mut feed, pages);
    let (exports, export_count, export_size) = array(&mut feed, pages, |feed| export(feed, pages));
    let host = HostV1 { size, contract, name, exports, export_count, export_size };
    let at: *const HostV1 = &raw const host;
    // SAFETY: it has no padding.
    let whole = unsafe { std::slice::from_raw_parts(at.cast::<u8>(), WHOLE) };
    let readable = if contract == 1 { (size as usize).clamp(8, WHOLE) } else { 8 };
    let at: *const HostV1 = match feed.byte() {
        255 => null(),
        254 => pages.put_before(&whole[..readable], 1).cast_const().cast(),
        _ => pages.put_aligned(&whole[..readable], align_of::<HostV1>()).cast_const().cast(),
    };
    let room = feed.below(256);
    let why = pages.put(&vec![0xaa; room]);
    let init = VTABLE_MODULE.as_raw().init.expect("it has one");
    // SAFETY: the host may be read as far as it says; so many bytes are writable.
    let code = unsafe { init(at, why.cast(), room) };
    // SAFETY: so much was put there.
    let why = unsafe { std::slice::from_raw_parts(why.cast_const(), room) };
    let end = why.iter().position(|&byte| byte == 0);
    match (code, end) {
        (0, None) => assert!(contract == 1 && size as usize >= WHOLE && why.iter().all(|&byte| byte == 0xaa)),
        (1, Some(end)) => {
            let line = std::str::from_utf8(&why[..end]).expect("never half of a character");
            assert!(!line.contains(char::is_control), "{line:?}");
        }
        (1, None) => assert_eq!(room, 0),
        _ => panic!("{code}, {why:?}"),
    }
}

/// Uses all that the host gives.
fn start(host: &HostExports) -> Result<(), String> {
    assert_one_line(&format!("{host:?}"));
    for export in host.exports() {
        let lent = host.get::<GaugeRef<'_>>(export.name()).map(|gauge| gauge.read());
        let made = host.create::<GaugeBox>(export.name()).map(|gauge| gauge.read());
        for found in [lent, made] {
            found.map_or_else(|error| is_one_line(&error), |reads| assert_eq!(reads, READS));
        }
    }
    Ok(())
}
