//! The binary contract, number 1, as `repr(C)` structs: what crosses between binaries built years apart.
//! Nothing in this file ever changes once released. `vtable_api.h` says the same in C.

use core::ffi::{c_char, c_void};
use core::mem::offset_of;

pub use vtable_api_contract::{CONTRACT, MAX_REVISION, REVISIONS_MASK};

/// Bytes before slot 0: 64 with 8-byte pointers, 40 with 4-byte pointers.
pub const HEADER_SIZE: usize = 16 + 6 * size_of::<usize>();

/// The first function of every table.
pub type Negotiate = unsafe extern "C" fn(this: *const Header, caller: *const Caller) -> *const Header;
/// Frees an owned object.
pub type Release = unsafe extern "C" fn(object: *mut c_void);

/// The start of every table.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Header {
    /// Bit n-1: revision n is present, all its slots callable.
    pub revisions: u64,
    /// Bytes to the end of the last slot; not `size_of`, which counts tail padding.
    pub size: u32,
    /// [`CONTRACT`].
    pub contract: u32,
    /// NUL-terminated `vendor/table`.
    pub id: *const c_char,
    /// `[n-1]` covers revisions 1 to n; as many as the highest bit in `revisions`.
    pub fingerprints: *const u64,
    /// Pure, callable from any thread any number of times.
    pub negotiate: Option<Negotiate>,
    /// `None`: nothing to release.
    pub release: Option<Release>,
    /// Null, or a sized struct: the only way this header grows.
    pub info: *const Info,
    /// Null. An even number of pointers keeps slot 0 in place where `u64` is 4-aligned.
    pub reserved: *const c_void,
}

// SAFETY: a header is written before it is shared and never after; its pointers are to constants.
unsafe impl Send for Header {}
// SAFETY: as above.
unsafe impl Sync for Header {}

/// Who asks; lives during the call of `negotiate` only.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Caller {
    /// Bytes to the end of the last field filled in; never read past it.
    pub size: u32,
    /// [`CONTRACT`].
    pub contract: u32,
    /// What the caller can use.
    pub revisions: u64,
    /// What it cannot do without.
    pub required: u64,
    /// The table that it wants, NUL-terminated.
    pub id: *const c_char,
    /// As many as the highest bit in `revisions`.
    pub fingerprints: *const u64,
    /// `viewer/2.1.0`, NUL-terminated ASCII, for logs.
    pub name: *const c_char,
    /// Null, or where one line of refusal goes: UTF-8, NUL-terminated.
    pub why: *mut c_char,
    /// Bytes at `why`, with the NUL.
    pub why_size: usize,
}

impl Caller {
    /// Bytes to the end of `name`: what every caller fills in.
    pub(crate) const LEAST: u32 = (offset_of!(Caller, name) + size_of::<usize>()) as u32;
    /// Bytes to the end of `why_size`.
    pub(crate) const WHOLE: u32 = (offset_of!(Caller, why_size) + size_of::<usize>()) as u32;
}

/// Optional facts about a provider.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Info {
    /// Bytes filled in.
    pub size: u32,
    /// 0.
    pub flags: u32,
    /// Who provides, NUL-terminated: `png-module/1.0.3`.
    pub name: *const c_char,
}

/// What `&dyn Api`, `&mut dyn Api` and `Box<dyn Api>` are in a slot.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct RawObject {
    /// The provider's table.
    pub table: *const Header,
    /// Its object.
    pub object: *mut c_void,
}

/// What `&str`, `&[T]` and `&mut [T]` are in a slot.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct RawSlice {
    /// Null only with length 0.
    pub ptr: *mut c_void,
    /// Elements.
    pub len: usize,
}

/// What `&dyn Fn` and `&mut dyn FnMut` are in a slot.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct RawCallback {
    /// The function; its first parameter is `context`.
    pub call: *const c_void,
    /// Passed through.
    pub context: *mut c_void,
}

/// What a module gives to its host, and a host to its modules.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// NUL-terminated.
    pub name: *const c_char,
    /// The table.
    pub header: *const Header,
    /// The lent object; there is one unless `create` is given and this is null.
    pub object: *mut c_void,
    /// Makes an owned object, or returns null.
    pub create: Option<unsafe extern "C" fn() -> *mut c_void>,
}

// SAFETY: an export is written before it is shared and never after; a lent object is `Sync`
// (`Export::lend` requires it of Rust types, docs/abi.md of others).
unsafe impl Send for Export {}
// SAFETY: as above.
unsafe impl Sync for Export {}

/// What a module needs of its host.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Require {
    /// The export's name, NUL-terminated.
    pub name: *const c_char,
    /// Its table, NUL-terminated.
    pub id: *const c_char,
    /// The revisions that the module cannot do without.
    pub required: u64,
}

// SAFETY: points to constants only.
unsafe impl Send for Require {}
// SAFETY: as above.
unsafe impl Sync for Require {}

/// What `init` gets; lives until `fini`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HostV1 {
    /// Bytes filled in.
    pub size: u32,
    /// [`CONTRACT`].
    pub contract: u32,
    /// `viewer/2.1.0`, NUL-terminated.
    pub name: *const c_char,
    /// `export_count` of them, `export_size` bytes apart.
    pub exports: *const Export,
    /// Exports.
    pub export_count: u32,
    /// Stride in bytes.
    pub export_size: u32,
}

/// What the symbol `vtable_api_module` is: `vtable_api_module_v1` of `vtable_api.h`. Tools read it; a program that
/// links a module in C declares its symbol with this type.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ModuleV1 {
    /// Bytes filled in.
    pub size: u32,
    /// [`CONTRACT`].
    pub contract: u32,
    /// NUL-terminated.
    pub name: *const c_char,
    /// NUL-terminated.
    pub version: *const c_char,
    /// 0: ready; else refused, one line at `why`. `None`: nothing to do. May be called again by a second host.
    pub init: Option<unsafe extern "C" fn(host: *const HostV1, why: *mut c_char, why_size: usize) -> i32>,
    /// Called before a module is closed.
    pub fini: Option<unsafe extern "C" fn()>,
    /// `require_count` of them, `require_size` bytes apart.
    pub requirements: *const Require,
    /// Requirements.
    pub require_count: u32,
    /// Stride in bytes.
    pub require_size: u32,
    /// Read after `init` returned 0; `export_count` of them, `export_size` bytes apart.
    pub exports: *const Export,
    /// Exports.
    pub export_count: u32,
    /// Stride in bytes.
    pub export_size: u32,
}

// SAFETY: a module's descriptor is a constant of its binary.
unsafe impl Send for ModuleV1 {}
// SAFETY: as above.
unsafe impl Sync for ModuleV1 {}

const _: () = {
    const WORD: usize = size_of::<usize>();
    assert!(size_of::<Header>() == HEADER_SIZE);
    assert!(offset_of!(Header, size) == 8 && offset_of!(Header, contract) == 12);
    assert!(offset_of!(Header, id) == 16 && offset_of!(Header, fingerprints) == 16 + WORD);
    assert!(offset_of!(Header, negotiate) == 16 + 2 * WORD && offset_of!(Header, release) == 16 + 3 * WORD);
    assert!(offset_of!(Header, info) == 16 + 4 * WORD && offset_of!(Header, reserved) == 16 + 5 * WORD);
    assert!(offset_of!(Caller, revisions) == 8 && offset_of!(Caller, required) == 16);
    assert!(offset_of!(Caller, id) == 24 && offset_of!(Caller, why_size) == 24 + 4 * WORD);
    assert!(offset_of!(Export, create) == 3 * WORD && offset_of!(Require, required) == 2 * WORD);
    assert!(offset_of!(HostV1, exports) == 8 + WORD && offset_of!(HostV1, export_count) == 8 + 2 * WORD);
    assert!(offset_of!(ModuleV1, requirements) == 8 + 4 * WORD);
    assert!(offset_of!(ModuleV1, exports) == 16 + 5 * WORD);
    assert!(size_of::<fn()>() == WORD);
};
