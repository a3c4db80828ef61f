//! What is wrong with a value that came from another binary, and how the process ends then.

use crate::module::text::find;
use crate::values::convert::copied_align;
use core::ffi::CStr;
use core::fmt;
use core::sync::atomic::{AtomicPtr, Ordering};

/// Why a foreign value was not let into Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A null pointer where the contract has none.
    Null,
    /// A pointer that is not a multiple of the alignment.
    Misaligned {
        /// What it must be a multiple of.
        align: usize,
    },
    /// A null pointer with elements.
    NullSlice {
        /// How many were claimed.
        len: usize,
    },
    /// More bytes than an object can have.
    TooLong {
        /// Elements claimed.
        len: usize,
    },
    /// A `bool` that is neither 0 nor 1.
    Bool(u8),
    /// No variant has this value.
    Discriminant {
        /// The enum.
        name: &'static str,
        /// The value.
        value: i128,
    },
    /// Bytes that are not UTF-8 after this many that are.
    Utf8 {
        /// Valid bytes before.
        valid: usize,
    },
    /// A tag of `Option` or `Result` that is neither 0 nor 1.
    Tag(u32),
    /// What a value owns or leads to.
    Memory {
        /// What is wrong with it.
        what: Memory,
        /// How many there are, or may be.
        number: usize,
    },
    /// A table that the negotiation refused.
    Table(crate::contract::negotiate::Refusal),
}

/// What may be wrong with all that a value leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// It is this binary's, and came back with more elements than there is room for.
    Grown,
    /// It is more than can be checked: very much, or in a ring.
    Steps,
    /// Memory owns memory too deep.
    Owners,
    /// Memory has a `free`, and is in memory that has none.
    Freed,
    /// A `Box` holds another number of values than one.
    Boxed,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Fault::Null => f.write_str("a null pointer where a value is required"),
            Fault::Misaligned { align } => write!(f, "a pointer that is not aligned to {align}"),
            Fault::NullSlice { len } => write!(f, "a null pointer with a length of {len}"),
            Fault::TooLong { len } => write!(f, "a length of {len}, which exceeds any memory"),
            Fault::Bool(value) => write!(f, "a bool with the value {value} instead of 0 or 1"),
            Fault::Discriminant { name, value } => write!(f, "{value}, which is not a variant of `{name}`"),
            Fault::Utf8 { valid } => write!(f, "text that is not UTF-8 after {valid} bytes"),
            Fault::Tag(value) => write!(f, "a tag with the value {value} instead of 0 or 1"),
            Fault::Memory { what: Memory::Grown, number } => {
                write!(f, "a length of {number}, which exceeds its capacity")
            }
            Fault::Memory { what: Memory::Steps, number } => {
                write!(f, "a value that takes more than {number} steps to check: does it refer to itself?")
            }
            Fault::Memory { what: Memory::Owners, number } => {
                write!(f, "memory that owns memory more than {number} levels deep")
            }
            Fault::Memory { what: Memory::Freed, .. } => {
                f.write_str("memory with a `free` in memory whose `free` is null")
            }
            Fault::Memory { what: Memory::Boxed, number } => {
                write!(f, "a `Box` with a length of {number} instead of 1")
            }
            Fault::Table(refusal) => write!(f, "a table that cannot be used: {refusal}"),
        }
    }
}

/// The names of a table, for the line that ends the process. One text: it costs a binary no relocations.
#[derive(Debug)]
pub struct Names {
    /// `vendor/table`.
    pub table: &'static str,
    /// A line for each slot: its name, and those of its function's parameters, with tabs between them. An object or
    /// context has an empty one.
    pub slots: &'static str,
}

/// A table, or a callback as a table of one slot.
pub trait Sited {
    /// Its names.
    const NAMES: &'static Names;
}

/// A slot, for the line that ends the process: two words, which thunks make when they need them.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Site {
    names: &'static Names,
    slot: usize,
}

impl Site {
    /// Slot `slot` of table `T`.
    pub const fn of<T: Sited>(slot: usize) -> Self {
        Site { names: T::NAMES, slot }
    }

    /// The name of the slot, which is 0, or of a parameter, which are numbered from 1.
    fn name(self, index: usize) -> &'static str {
        let line = part(self.names.slots, b'\n', self.slot);
        part(line, b'\t', index)
    }
}

/// What is between two separators, in a text with one behind each part but the last.
fn part(text: &str, separator: u8, index: usize) -> &str {
    let (mut rest, mut at) = (text, 0);
    loop {
        let (part, behind) = rest.split_at(find(rest.as_bytes(), separator));
        if at == index {
            return part;
        }
        if behind.is_empty() {
            return "?";
        }
        rest = behind.split_at(1).1;
        at += 1;
    }
}

/// The index of the return value, for [`check`].
pub const RETURN: usize = usize::MAX;
/// The index of the receiver, for [`check`].
pub const OBJECT: usize = usize::MAX - 1;
/// The index of the place for the result, for [`check`].
pub const RESULT: usize = usize::MAX - 2;

/// The value, or the end of the process with one line that names table, slot and parameter.
#[inline(always)]
pub fn check<T>(value: Result<T, Fault>, site: Site, index: usize) -> T {
    match value {
        Ok(value) => value,
        Err(fault) => refuse(fault, site, index),
    }
}

/// Takes the usual faults apart, so that their numbers go in registers: a fault on the stack would give every thunk and
/// every call a stack frame, which costs more than the check.
#[inline(always)]
fn refuse(fault: Fault, site: Site, index: usize) -> ! {
    match fault {
        Fault::Null => refuse_null(site, index),
        Fault::Misaligned { align } => refuse_number(Fault::misaligned, align, site, index),
        Fault::NullSlice { len } => refuse_number(Fault::null_slice, len, site, index),
        Fault::TooLong { len } => refuse_number(Fault::too_long, len, site, index),
        Fault::Bool(value) => refuse_number(Fault::bool, value.into(), site, index),
        Fault::Utf8 { valid } => refuse_number(Fault::utf8, valid, site, index),
        Fault::Tag(value) => refuse_number(Fault::tag, value as usize, site, index),
        Fault::Memory { what, number } => refuse_memory(what, number, site, index),
        Fault::Discriminant { name, value } => refuse_variant(name, value, site, index),
        Fault::Table(refusal) => refuse_any(Fault::Table(refusal), site, index),
    }
}

impl Fault {
    fn misaligned(align: usize) -> Self {
        Fault::Misaligned { align }
    }
    fn null_slice(len: usize) -> Self {
        Fault::NullSlice { len }
    }
    fn too_long(len: usize) -> Self {
        Fault::TooLong { len }
    }
    fn bool(value: usize) -> Self {
        Fault::Bool(value as u8)
    }
    fn utf8(valid: usize) -> Self {
        Fault::Utf8 { valid }
    }
    fn tag(value: usize) -> Self {
        Fault::Tag(value as u32)
    }
}

/// That `ptr` is no null pointer and aligned, to `MOST` at most; the end of the process otherwise.
#[inline(always)]
pub(crate) fn check_place<T, const MOST: usize>(ptr: *const T, site: Site, index: usize) {
    let align = const { copied_align::<T>(MOST) };
    if ptr.addr() & (align - 1) != 0 || ptr.is_null() {
        refuse_place(ptr.addr(), align, site, index)
    }
}

// `extern "C"`: they do not unwind, so their callers need no landing pad for them.

/// One for both faults: a thunk with a single way out of this kind has no stack frame on the way in.
#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_place(address: usize, align: usize, site: Site, index: usize) -> ! {
    let fault = if address == 0 { Fault::Null } else { Fault::Misaligned { align } };
    refuse_any(fault, site, index)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_null(site: Site, index: usize) -> ! {
    refuse_any(Fault::Null, site, index)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_number(fault: fn(usize) -> Fault, number: usize, site: Site, index: usize) -> ! {
    refuse_any(fault(number), site, index)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_memory(what: Memory, number: usize, site: Site, index: usize) -> ! {
    refuse_any(Fault::Memory { what, number }, site, index)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_variant(name: &'static str, value: i128, site: Site, index: usize) -> ! {
    refuse_any(Fault::Discriminant { name, value }, site, index)
}

#[cold]
#[inline(never)]
fn refuse_any(fault: Fault, site: Site, index: usize) -> ! {
    let (place, table, slot) = (Within("in "), site.names.table, site.name(0));
    match index {
        OBJECT => end(format_args!("{place}{table}: slot `{slot}` got {fault} as its object")),
        RETURN => end(format_args!("{place}{table}: slot `{slot}` returned {fault}")),
        RESULT => end(format_args!("{place}{table}: slot `{slot}` got {fault} as the place for its result")),
        index => {
            let name = site.name(index + 1);
            end(format_args!("{place}{table}: slot `{slot}`, parameter `{name}` got {fault}"))
        }
    }
}

/// Ends the process: no panic may cross the boundary.
#[cold]
#[inline(never)]
pub(crate) fn end(line: fmt::Arguments<'_>) -> ! {
    #[cfg(feature = "std")]
    {
        std::eprintln!("vtable-api: {line}");
        std::process::abort()
    }
    #[cfg(not(feature = "std"))]
    {
        // Without std there is no abort: a panic that would leave an `extern "C"` function aborts.
        extern "C" fn no_unwind(line: &fmt::Arguments<'_>) -> ! {
            panic!("vtable-api: {line}")
        }
        no_unwind(&line)
    }
}

/// The result of code of this side that the other side calls; a panic in it ends the process, as `ends` does.
///
/// It is caught, and not only seen as it passes: where nobody above catches it, because the program is not in Rust,
/// an unwinder does not even begin.
#[inline(always)]
pub(crate) fn guarded<R>(body: impl FnOnce() -> R, ends: impl FnOnce()) -> R {
    #[cfg(feature = "std")]
    match std::panic::catch_unwind(core::panic::AssertUnwindSafe(body)) {
        Ok(result) => result,
        Err(panic) => {
            // Dropping what the panic carries could panic again.
            core::mem::forget(panic);
            ends();
            std::process::abort()
        }
    }
    #[cfg(not(feature = "std"))]
    {
        struct Guard<E: FnOnce()>(Option<E>);
        impl<E: FnOnce()> Drop for Guard<E> {
            #[cold]
            fn drop(&mut self) {
                if let Some(ends) = self.0.take() {
                    ends();
                }
            }
        }
        let mut guard = Guard(Some(ends));
        let result = body();
        guard.0 = None;
        result
    }
}

/// The end of the process because a slot panicked. `T` is the provider: one function for each, because
/// a name that each thunk passed would be bytes in each.
#[cold]
#[inline(never)]
pub(crate) fn method_panicked<T>(site: Site) -> ! {
    slot_panicked(site, core::any::type_name::<T>())
}

/// The same for a slot without an object, and for a callback.
#[cold]
#[inline(never)]
pub(crate) fn function_panicked(site: Site) -> ! {
    slot_panicked(site, "")
}

/// Where this binary has modules of several crates, the provider's type tells whose slot it is.
fn slot_panicked(site: Site, provider: &str) -> ! {
    let (module, table, slot) = (Within(""), site.names.table, site.name(0));
    if !provider.is_empty() && is_several(owner()) {
        end(format_args!("{table}: slot `{slot}` of `{provider}` panicked; {NO_PANIC}"));
    }
    end(format_args!("{module}{table}: slot `{slot}` panicked; {NO_PANIC}"))
}

/// The end of the process because the `Drop` of an object panicked.
#[cold]
#[inline(never)]
pub(crate) fn release_panicked<T>() -> ! {
    let (module, object) = (Within(""), core::any::type_name::<T>());
    end(format_args!("{module}an object of `{object}` panicked while it was released; {NO_PANIC}"))
}

/// How a line about a panic ends.
pub(crate) const NO_PANIC: &str = "a panic cannot cross the boundary";

/// The name of the module that all code of this copy of the crate belongs to, when that is known: the copy is in the
/// module's own file, because a host elsewhere called its `init`.
static OWNER: AtomicPtr<&'static CStr> = AtomicPtr::new(core::ptr::null_mut());

/// What [`OWNER`] points to when this copy is that of a program, or of several modules.
static SEVERAL: &CStr = c"";

/// The address of the owner's name.
pub(crate) fn owner() -> *const &'static CStr {
    OWNER.load(Ordering::Acquire)
}

/// A host calls the `init` of a module in this binary.
#[inline]
pub(crate) fn belongs_to(name: &'static &'static CStr) {
    if is_several(owner()) {
        return;
    }
    let name = core::ptr::from_ref(name).cast_mut();
    let before = OWNER.swap(name, Ordering::AcqRel);
    if !before.is_null() && before != name {
        belongs_to_several();
    }
}

/// This copy of the crate is not one module's alone.
#[inline]
pub(crate) fn belongs_to_several() {
    OWNER.store((&raw const SEVERAL).cast_mut(), Ordering::Release);
}

fn is_several(owner: *const &'static CStr) -> bool {
    core::ptr::eq(owner, &raw const SEVERAL)
}

/// The module that this copy belongs to, for the beginning of a line; nothing when that is not known.
struct Within(&'static str);

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let owner = owner();
        if owner.is_null() || is_several(owner) {
            return Ok(());
        }
        // SAFETY: from a `&'static` in `belongs_to`, the only place that stores another one.
        let name = unsafe { *owner };
        write!(f, "{}module `{}`: ", self.0, name.to_str().unwrap_or("?"))
    }
}
