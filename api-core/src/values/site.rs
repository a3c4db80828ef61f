//! Where in a program a bad value arrived or a panic came from, for the line that ends the process.

use super::address::copied_align;
use super::end::{Called, NO_PANIC, Within, end, is_several, owner};
use super::fault::{Fault, Memory, Number};
use crate::contract::c_text::find;

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

impl Site {
    /// Whether it is a callback: its name is "slot`, callback `name".
    fn is_callback(self) -> bool {
        let name = self.name(0).as_bytes();
        find(name, b'`') < name.len()
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

/// Where in a call a value stands: a [`Part`] in one byte. Each thunk and each call has several, and an enum with a number in it
/// is made of two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position(u8);

/// What a [`Position`] says.
enum Part {
    /// A parameter, numbered from 0.
    Parameter(u8),
    /// The same, of a slot that was called: what it wrote there.
    Written(u8),
    Object,
    Result,
    Return,
}

impl Position {
    /// The receiver.
    pub(crate) const OBJECT: Self = Position(u8::MAX);
    /// The place for the result.
    pub(crate) const RESULT: Self = Position(u8::MAX - 1);
    /// The return value.
    pub(crate) const RETURN: Self = Position(u8::MAX - 2);

    /// A parameter, numbered from 0; a slot has 16 at most.
    #[inline(always)]
    pub(crate) const fn parameter(number: u8) -> Self {
        Position(number)
    }

    /// What a slot that was called has written to a parameter.
    #[inline(always)]
    pub(crate) const fn written(number: u8) -> Self {
        Position(Self::WRITTEN | number)
    }

    /// More than there are parameters.
    const WRITTEN: u8 = 64;

    fn part(self) -> Part {
        match self {
            Self::OBJECT => Part::Object,
            Self::RESULT => Part::Result,
            Self::RETURN => Part::Return,
            Position(number @ ..Self::WRITTEN) => Part::Parameter(number),
            Position(number) => Part::Written(number - Self::WRITTEN),
        }
    }
}

/// The parameter of that number, or the end of the process with one line that names table, slot and parameter.
#[inline(always)]
pub fn check<T>(value: Result<T, Fault>, site: Site, parameter: usize) -> T {
    check_at(value, site, Position::parameter(parameter as u8))
}

/// The value, or the end of the process with one line that names table, slot and position.
#[inline(always)]
pub(crate) fn check_at<T>(value: Result<T, Fault>, site: Site, at: Position) -> T {
    match value {
        Ok(value) => value,
        Err(fault) => refuse(fault, site, at),
    }
}

/// Takes the usual faults apart, so that their numbers go in registers: a fault on the stack would give every thunk and
/// every call a stack frame, which costs more than the check.
#[inline(always)]
fn refuse(fault: Fault, site: Site, at: Position) -> ! {
    match fault {
        Fault::Null => refuse_null(site, at),
        Fault::Misaligned { align } => refuse_number(Fault::misaligned, align, site, at),
        Fault::NullSlice { len } => refuse_number(Fault::null_slice, len, site, at),
        Fault::TooLong { len } => refuse_number(Fault::too_long, len, site, at),
        Fault::Bool(value) => refuse_number(Fault::bool, value.into(), site, at),
        Fault::Utf8 { valid } => refuse_number(Fault::utf8, valid, site, at),
        Fault::Tag(value) => refuse_number(Fault::tag, value as usize, site, at),
        Fault::Number { what, value } => refuse_value(what, value, site, at),
        Fault::Memory { what, number } => refuse_memory(what, number, site, at),
        Fault::Discriminant { name, value } => refuse_variant(name, value, site, at),
        fault @ (Fault::Table(_) | Fault::Within(_) | Fault::Growing { .. }) => refuse_any(fault, site, at),
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
pub(crate) fn check_place<T, const MOST: usize>(ptr: *const T, site: Site, at: Position) {
    let align = const { copied_align::<T>(MOST) };
    if ptr.addr() & (align - 1) != 0 || ptr.is_null() {
        refuse_place(ptr.addr(), align, site, at)
    }
}

// `extern "C"`: they do not unwind, so their callers need no landing pad for them.

/// One for both faults: a thunk with a single way out of this kind has no stack frame on the way in.
#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_place(address: usize, align: usize, site: Site, at: Position) -> ! {
    let fault = if address == 0 { Fault::Null } else { Fault::Misaligned { align } };
    refuse_any(fault, site, at)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_null(site: Site, at: Position) -> ! {
    refuse_any(Fault::Null, site, at)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_number(fault: fn(usize) -> Fault, number: usize, site: Site, at: Position) -> ! {
    refuse_any(fault(number), site, at)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_value(what: Number, value: i64, site: Site, at: Position) -> ! {
    refuse_any(Fault::Number { what, value }, site, at)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_memory(what: Memory, number: usize, site: Site, at: Position) -> ! {
    refuse_any(Fault::Memory { what, number }, site, at)
}

#[cold]
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "it is called from this crate's inline functions only")]
extern "C" fn refuse_variant(name: &'static str, value: i128, site: Site, at: Position) -> ! {
    refuse_any(Fault::Discriminant { name, value }, site, at)
}

#[cold]
#[inline(never)]
fn refuse_any(fault: Fault, site: Site, at: Position) -> ! {
    let (place, table, slot) = (Within("in "), site.names.table, site.name(0));
    let parameter = |number| site.name(usize::from(number) + 1);
    let (path, is_part) = (fault.path(true), matches!(fault, Fault::Within(_)));
    match at.part() {
        Part::Object => end(format_args!("{place}{table}: slot `{slot}` got {fault} as its object")),
        Part::Return if is_part => {
            end(format_args!("{place}{}: slot `{slot}` returned {fault}, in `{}`", Called(table), fault.path(false)))
        }
        Part::Return => end(format_args!("{place}{}: slot `{slot}` returned {fault}", Called(table))),
        Part::Result => end(format_args!("{place}{table}: slot `{slot}` got {fault} as the place for its result")),
        Part::Parameter(number) if !site.is_callback() => {
            end(format_args!("{place}{table}: slot `{slot}`, parameter `{}{path}` got {fault}", parameter(number)))
        }
        // A callback gets what it gets from the slot that was called.
        Part::Parameter(number) | Part::Written(number) => {
            let (called, parameter) = (Called(table), parameter(number));
            end(format_args!("{place}{called}: slot `{slot}`, parameter `{parameter}{path}` got {fault}"))
        }
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
