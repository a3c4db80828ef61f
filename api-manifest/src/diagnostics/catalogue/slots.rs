//! Slots and tables.

use super::Text;

pub(crate) const SLOT_REMOVED: Text = Text {
    why: "A table is an array of function pointers behind a header: on a 64-bit target, slot n lies at \
        byte 64 + 8n. Existing binaries do not look a function up by name; they load the pointer at the \
        offset they were compiled with. When slot 1 is deleted, every later slot moves down by one \
        pointer: a caller of slot 2 loads what is now slot 3, with the arguments of another function in \
        its registers, and a caller of the last slot reads past the end of the table.",
    way_out: "Put the slot back where it was. A slot that nobody should call any more stays in the table \
        forever: mark it `#[deprecated]` and let its implementation return an error or do nothing.",
    example: "\
// frozen:  fn open(..); fn read(..); fn close(..);
trait File {
    fn open(&self) -> i32;
    fn close(&mut self);          // VT0001: was at byte 80, is now at 72
}

// instead:
trait File {
    fn open(&self) -> i32;
    #[deprecated]
    fn read(&mut self, buffer: &mut [u8]) -> i32;
    fn close(&mut self);
}",
};

pub(crate) const SLOT_RENAMED: Text = Text {
    why: "The slot has the offset of the recorded one, so every existing binary calls the new function when \
        it means the old one. If only the name changed, the call still works, but \
        C and C++ callers that compile against the header stop compiling, and nobody can tell a rename from \
        a replacement: from the outside, a function with another meaning at the same offset looks exactly \
        the same.",
    way_out: "Restore the slot's name. To offer it under another name as well, or if it now does something \
        else, append a slot with that name at the end of the trait, in the next revision; its default body \
        may call the old one.",
    example: "\
// frozen:  fn read(&mut self, buffer: &mut [u8]) -> i32;
fn fetch(&mut self, buffer: &mut [u8]) -> i32;            // VT0002

// instead, at the end of the trait:
#[revision(2)]
fn fetch(&mut self, buffer: &mut [u8]) -> i32 { self.read(buffer) }",
};

pub(crate) const SLOT_MOVED: Text = Text {
    why: "Callers hold offsets, not names. Inserting one slot at index 1 pushes every later one up by a \
        pointer, and existing binaries load the neighbour of the function that they want. Swapping two slots \
        does the same to those two. Nothing fails at load time: the table has the right size or \
        more, the header is right, and the pointers are valid. They are the wrong functions, called with the \
        arguments of others; even if the signatures agree, `close` runs where `open` was meant.",
    way_out: "Put the recorded slots back in their order, and append what is new after the last slot, with \
        `#[revision(n)]` of the next revision. The order in the trait is the order of releases; group \
        related slots in the documentation instead.",
    example: "\
// frozen:  fn open(..); fn read(..);
fn open(&self) -> i32;
fn peek(&self) -> i32;            // VT0003: takes the offset of `read`
fn read(&mut self) -> i32;

// instead:
fn open(&self) -> i32;
fn read(&mut self) -> i32;
#[revision(2)]
fn peek(&self) -> i32 { -1 }",
};

pub(crate) const PARAM_TYPE: Text = Text {
    why: "A parameter's type decides which register or stack bytes carry it. With `u32` to `u64`, a caller \
        built before fills the low half of a register, and the upper half that the new function reads is \
        whatever was left there. With an integer to a float, the caller fills an integer register (`rsi` \
        on x86-64) and the function reads `xmm0`. With `&[u8]` to one pointer, two registers become one, \
        and every later argument is read from its neighbour's. With `&T` to `&mut T`, the bits are the \
        same, but the function now writes to memory that the caller promised to others, or that is \
        mapped read-only.",
    way_out: "Restore the type. Append the new form as an Ex slot at the end of the trait: `decode_ex1` for \
        `decode`, in the next revision, with a default body that calls the old slot. If the text of the \
        parameter is unchanged, then an alias, a constant in an array length or a type from another crate \
        now means something else: restore that. If a type only moved to another package, or its package was \
        renamed, pin the package that the record names: `#[abi(package = \"old-name\")]` on the type.",
    example: "\
// frozen:  fn decode(&self, input: &[u8], out: &mut Frame) -> Status;
fn decode(&self, input: &mut [u8], out: &mut Frame) -> Status;        // VT0004

// instead, at the end of the trait:
#[revision(2)]
fn decode_ex1(&self, input: &mut [u8], out: &mut Frame) -> Status { self.decode(input, out) }",
};

pub(crate) const RETURN_TYPE: Text = Text {
    why: "The return type decides where the result is placed: an integer in `rax`, a float in `xmm0`, and a \
        composite in memory whose address the caller passes as an additional last argument. When `i32` \
        becomes `()`, a caller built before reads a register that nobody set. When it becomes a struct, \
        the function writes through an argument that no old caller passes: a stale register is used as an \
        address.",
    way_out: "Restore the return type, and append an Ex slot that returns the new one, in the next revision.",
    example: "\
// frozen:  fn flush(&mut self);
fn flush(&mut self) -> i32;               // VT0005

// instead, at the end of the trait:
#[revision(2)]
fn flush_ex1(&mut self) -> i32 { self.flush(); 0 }",
};

pub(crate) const PARAM_COUNT: Text = Text {
    why: "A C call does not say how many arguments it passes. When a parameter is added, a caller built \
        before does not fill its register (or stack slot), and the function reads whatever was left \
        there: a flags word of old bits, a pointer to anything. A parameter added or removed in the \
        middle shifts all later ones by one register as well. Composite results are written through a last, \
        hidden pointer, which moves as well: the function writes its result to a stray address. Old \
        32-bit conventions in which the function pops its arguments would even return with a wrong stack \
        pointer.",
    way_out: "Restore the parameters, and append an Ex slot that takes the new list, in the next revision. To \
        avoid a third one, take a struct of options.",
    example: "\
// frozen:  fn decode(&self, input: &[u8], out: &mut Frame) -> Status;
fn decode(&self, input: &[u8], out: &mut Frame, flags: u32) -> Status;       // VT0006

// instead, at the end of the trait:
#[revision(2)]
fn decode_ex1(&self, input: &[u8], out: &mut Frame, flags: u32) -> Status {
    let _ = flags;
    self.decode(input, out)
}",
};

pub(crate) const RECEIVER: Text = Text {
    why: "`&self` and `&mut self` are passed as a leading `void *object`; a slot without receiver has \
        none. Adding or removing it shifts every argument by one register: what the caller passes first is \
        taken for the object. Between `&self` and `&mut self` the bits do not change, but the promise does: \
        existing callers call a `&self` slot from several threads and through several handles at once, so \
        the new function would have exclusive access in none of them. That is a data race.",
    way_out: "Restore the receiver, and append an Ex slot with the new one, in the next revision.",
    example: "\
// frozen:  fn checksum(&self, input: &[u8]) -> u64;
fn checksum(&mut self, input: &[u8]) -> u64;              // VT0007

// instead, at the end of the trait:
#[revision(2)]
fn checksum_ex1(&mut self, input: &[u8]) -> u64 { self.checksum(input) }",
};

pub(crate) const UNSAFETY: Text = Text {
    why: "The function pointer is the same, but the conditions for calling it are not. A slot that becomes \
        `unsafe` starts to rely on a condition that no existing caller checks: nobody ever promised that the \
        pointer in its register is valid for it. A slot that is no longer `unsafe` is called by new code \
        without the condition, while existing implementations still rely on it.",
    way_out: "Restore it, and append an Ex slot with the new contract, in the next revision.",
    example: "\
// frozen:  fn set_buffer(&mut self, at: *mut u8);
unsafe fn set_buffer(&mut self, at: *mut u8);         // VT0008

// instead, at the end of the trait:
#[revision(2)]
unsafe fn set_buffer_ex1(&mut self, at: *mut u8) { self.set_buffer(at) }",
};

pub(crate) const LIFETIMES: Text = Text {
    why: "A lifetime is in no register and in no byte of the table: it says how long memory on the other \
        side stays valid. If the result was borrowed from `a` and is now declared to borrow from `b`, \
        existing modules still return a pointer into `a`, while the new host frees `a` and keeps the result: \
        it reads freed memory. If `&[u8]` becomes `&'static [u8]`, the new function keeps the pointer, while \
        existing hosts pass a buffer on their stack. Neither side can see it, and the compiler accepts both.",
    way_out: "Restore the lifetimes: which of them are the same is frozen, their names are not. Append an Ex slot \
        with the new ones, in the next revision.",
    example: "\
// frozen:  fn longer<'a>(&self, a: &'a str, b: &str) -> &'a str;
fn longer<'b>(&self, a: &str, b: &'b str) -> &'b str;                 // VT0023

// instead, at the end of the trait:
#[revision(2)]
fn longer_ex1<'b>(&self, a: &str, b: &'b str) -> &'b str { let _ = a; b }",
};

pub(crate) const SLOT_REVISION: Text = Text {
    why: "Bit n-1 of the header's first field says that revision n is present: all its slots are callable. \
        A host built with the old number calls the slot when the old bit is set, a module built with the \
        new number fills it in when the new bit is set. Moved to a later revision, a new module of the \
        old revision leaves the pointer out, and the old host reads the word past the end of the table and \
        jumps to it. The fingerprints of both revisions change as well, so two honest builds of one revision \
        refuse each other.",
    way_out: "Restore the recorded revision of the slot. A slot without the attribute has revision 1.",
    example: "\
// frozen in revision 1:
#[revision(2)]
fn close(&mut self);                // VT0009

// instead:
fn close(&mut self);",
};

pub(crate) const OBJECT_BOUNDS: Text = Text {
    why: "The supertraits say on which threads the object behind the `void *` may be used; no byte of the \
        table repeats it. A host built when the trait was `Sync` calls the slots of one object from several \
        threads at once; a module built without the bound keeps an unlocked counter behind the same pointer. \
        If a bound is added, existing modules never made that promise; if one is removed, existing hosts \
        still rely on it. Both are data races that no signature \
        shows.",
    way_out: "Restore the bounds. Objects with other promises need another table: a new trait with its own \
        id, which modules may export beside this one.",
    example: "\
// frozen:  trait Codec
trait Codec: Send + Sync { .. }          // VT0010

// instead:
#[vtable_api(id = \"viewer/shared-codec\")]
trait SharedCodec: Send + Sync { .. }",
};

pub(crate) const APPEND_WITHOUT_REVISION: Text = Text {
    why: "The new slot's pointer lies past the end of every existing table. A caller may read it only if the \
        header says so, and the header says only which revisions are present. Under a \
        released revision's number the bit is set by old modules, too: the caller finds the bit set, loads \
        the word after the old table (another static, or an unmapped page), and jumps to it. The revision's \
        fingerprint would stand for two different contents.",
    way_out: "Write `#[revision(n)]` on the slot, with the number that follows the last recorded one, and \
        give it a default body, which runs when the module predates it.",
    example: "\
// frozen: revision 1 with `open`, `close`
fn open(&self) -> i32;
fn close(&mut self);
fn seek(&mut self, to: u64) -> i32;       // VT0011: also in revision 1

// instead:
#[revision(2)]
fn seek(&mut self, to: u64) -> i32 { let _ = to; -1 }",
};

pub(crate) const TABLE_GONE: Text = Text {
    why: "Tables find each other by id: a host asks the module for the string `viewer/codec` and gets a \
        pointer to the header, or nothing. If the trait is gone or its id has changed, every released \
        counterpart is refused, although its table would still fit. And the record no longer guards \
        anything: a new trait could take the id later, with other functions at the same offsets.",
    way_out: "Put the trait back. If it was renamed or moved, pin its id with `#[vtable_api(id = \"...\")]`. \
        If a cargo feature or `cfg` hides it, run the command with that feature. A table that nobody \
        should use any more stays in the source, deprecated. `unrecorded` on a recorded table would amount \
        to removing it: delete the word. A stand-in that only shares the id of the recorded table goes below \
        it in the source, or under `#[cfg(test)]`.",
    example: "\
// frozen:  viewer/codec, trait `Codec`
#[vtable_api(id = \"viewer/decoder\")]          // VT0020: viewer/codec is gone
pub trait Decoder { .. }

// instead:
#[vtable_api(id = \"viewer/codec\")]
pub trait Decoder { .. }",
};

pub(crate) const DUPLICATE_ID: Text = Text {
    why: "A loader compares the id in the header with the one it wants, and then takes the slots at the \
        offsets that it was compiled with. Two tables with the same id pass that comparison for each other: \
        the caller gets the wrong table, and calls its slot 0 with the arguments of another function. In the \
        record, the two would claim the same slots.",
    way_out: "Give one of the traits its own id. The id of a recorded table stays. If two packages have \
        recorded the same id, it belongs to the package that released it; when another package takes the \
        table over, the record moves along.",
    example: "\
#[vtable_api(id = \"viewer/codec\")]
trait Codec { .. }

#[vtable_api(id = \"viewer/codec\")]         // VT0021
trait FastCodec { .. }

// instead:
#[vtable_api(id = \"viewer/fast-codec\")]
trait FastCodec { .. }",
};
