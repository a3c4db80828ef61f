//! Types that slots reach.

use super::Text;

pub(crate) const FIELD_TYPE: Text = Text {
    why: "Both sides access the struct by offsets: with `a: u32, b: u16, c: u16`, they read `b` at byte 4 \
        and `c` at byte 6. When `b` becomes `u32`, the new side reads `c` at byte 8, past the end of the \
        struct that the old side allocated: it reads or overwrites a neighbour's bytes. A change of the same size (`u32` to `f32`, `*const T` to `&T`) leaves the offsets and \
        changes what the bytes mean: a NULL that one side may send is undefined behaviour on the other.",
    way_out: "Restore the field. Put the new form in a new struct, and pass that in a new slot, such as an \
        Ex slot of the one that takes the struct today.",
    example: "\
// frozen:  struct Frame { width: u32, height: u32 }
struct Frame { width: u32, height: u64 }            // VT0012

// instead:
struct FrameEx1 { width: u32, height: u64 }
#[revision(2)]
fn decode_ex1(&self, input: &[u8], out: &mut FrameEx1) -> Status { .. }",
};

pub(crate) const FIELD_SET: Text = Text {
    why: "A field's place is a byte offset compiled into both sides. Inserting or moving a field shifts the \
        ones after it: one side writes `height` at byte 4, the other reads `flags` there. Appending a field \
        grows the struct: an old caller allocates 8 bytes, the new function writes 12. It is no better if \
        the new field fits into tail padding: the size is the same, but old callers leave those bytes \
        uninitialised. And a struct inside an array, another struct or a slice shifts everything after it. A union that grows does the same. A rename alone breaks C and C++ callers, \
        and hides a swap.",
    way_out: "Restore the fields in their order. Put additions in a new struct, and pass that in a new slot. \
        A struct that will grow is declared `#[abi(growable)]` before its first freeze: then a new field is a draft.",
    example: "\
// frozen:  struct Frame { width: u32, height: u32 }
struct Frame { width: u32, height: u32, stride: u32 }       // VT0013

// instead:
struct FrameEx1 { width: u32, height: u32, stride: u32 }
#[revision(2)]
fn decode_ex1(&self, input: &[u8], out: &mut FrameEx1) -> Status { .. }",
};

pub(crate) const TYPE_KIND: Text = Text {
    why: "The kind determines the layout. In a struct of two `u32`s the second lies at byte 4, in a union at byte \
        0. An enum's `repr` is its size: with `repr(u8)` in place of `repr(u32)`, one side writes one \
        byte and the other reads four, three of them stale. With a payload, `repr(u8)` is a union of \
        structs that start with the tag, `repr(C, u8)` a tag and then a union: the payload lies \
        elsewhere. A `repr(transparent)` type is passed as its field, in a register; the same `repr(C)` \
        struct is passed by pointer. Giving fields to an opaque type invites callers to allocate what they \
        cannot.",
    way_out: "Restore the definition. Give a type of another kind its own name, and pass it in a new slot.",
    example: "\
// frozen:  #[repr(u32)] enum Status { Ok = 0 }
#[repr(u8)]
enum Status { Ok = 0 }                 // VT0014

// instead:
#[repr(u8)]
enum ShortStatus { Ok = 0 }
#[revision(2)]
fn decode_ex1(&self, input: &[u8]) -> ShortStatus { .. }",
};

pub(crate) const VARIANT_VALUE: Text = Text {
    why: "Only the number crosses. A module built before returns 1 in `eax` for `Io`; a host that now \
        believes that `Io` is 2 takes the 1 for whatever variant has that value, and acts on the wrong \
        outcome without an error. If no variant has the value, the check at the boundary stops the process.",
    way_out: "Write the recorded value out: `Io = 1`. With explicit values, the order of the variants in the \
        source is free. An enum with payloads and without `repr` cannot have any: there, restore the recorded order.",
    example: "\
// frozen:  enum Error { Eof = 0, Io = 1 }
enum Error { Io, Eof }                    // VT0015, twice: the values follow the order

// instead:
enum Error { Io = 1, Eof = 0 }",
};

pub(crate) const VARIANT_SET: Text = Text {
    why: "Only the values of a closed enum may cross, and each side checks them against the list it was \
        compiled with. A value that a new module sends and an old host does not know is not a valid enum \
        value there at all: the check at the boundary stops the process, and a C caller's `switch` falls \
        through. A variant that was removed is still sent by released modules. A name that changed \
        breaks C and C++ callers at compile time.",
    way_out: "A closed enum never grows: define a new enum and pass it in a new slot. An enum that is meant \
        to grow must be declared `#[abi(open)]` or `#[abi(growable)]` before its first freeze: unknown values then arrive as \
        `Unknown(n)`. Put removed variants back.",
    example: "\
// frozen:  #[repr(u32)] enum Status { Ok = 0, BadData = 1 }
enum Status { Ok = 0, BadData = 1, Busy = 2 }           // VT0016

// instead:
#[repr(u32)]
enum StatusEx1 { Ok = 0, BadData = 1, Busy = 2 }
#[revision(2)]
fn decode_ex1(&self, input: &[u8], out: &mut Frame) -> StatusEx1 { .. }",
};

pub(crate) const VARIANT_PAYLOAD: Text = Text {
    why: "The payload is read at a fixed offset after the tag. When `Io(i32)` becomes `Io(i64)`, the \
        payload moves from byte 4 to byte 8 on a 64-bit target, because the union is aligned more strictly: \
        the new side reads bytes that the old side never wrote. All variants share one union, so a larger \
        one changes the size of the whole enum, including the variants that did not change.",
    way_out: "Restore the payload. Put the new form in a new enum, and pass that in a new slot.",
    example: "\
// frozen:  #[repr(C, u32)] enum Error { Io(i32) = 0 }
enum Error { Io(i64) = 0 }                  // VT0017

// instead:
#[repr(C, u32)]
enum ErrorEx1 { Io(i64) = 0 }",
};

pub(crate) const TYPE_GONE: Text = Text {
    why: "A type is recorded under its name, and the name is how a later build finds what must not change: \
        which field lies at which byte, and which value means what. Under another name, the definition is \
        compared with nothing, and the next edit could move offsets unnoticed. C and C++ callers that use \
        the old name stop compiling.",
    way_out: "Restore the type's name, or keep the recorded name for the record with `#[abi(name = \
        \"Old\")]`. If it moved to another package as well, name the old one: `#[abi(name = \"Old\", package = \
        \"old-package\")]`.",
    example: "\
// frozen:  struct Frame { .. }
#[derive(AbiType)]
#[repr(C)]
struct Picture { .. }                 // VT0018

// instead:
#[derive(AbiType)]
#[abi(name = \"Frame\")]
#[repr(C)]
struct Picture { .. }",
};

pub(crate) const OPEN_ENUM: Text = Text {
    why: "The integer in the register is the same, but what a receiver does with an unknown value is not. \
        Existing receivers of a closed enum stop the process at the first value that they do not know; \
        opening the enum allows modules to send such values. Closing an open enum has the same effect on \
        existing modules: they already send values that this build treats as a bug.",
    way_out: "Restore `#[abi(open)]`, or remove it again. Pass a new enum with the other promise in a new \
        slot. Decide before the first freeze whether an enum may grow.",
    example: "\
// frozen:  #[repr(u32)] enum Status { Ok = 0 }
#[abi(open)]
#[repr(u32)]
enum Status { Ok = 0 }              // VT0019

// instead:
#[abi(open)]
#[repr(u32)]
enum Outcome { Ok = 0 }
#[revision(2)]
fn decode_ex1(&self, input: &[u8]) -> Outcome { .. }",
};

pub(crate) const DUPLICATE_TYPE_NAME: Text = Text {
    why: "The record, the fingerprints and the C header identify a type by its name. With two `Frame`s, the \
        second is compared with the definition of the first: an edit that moves its fields to other offsets \
        can pass, and the fingerprints of two tables with different layouts are equal, so two binaries agree \
        on a revision whose bytes they lay out differently. In C there can be only one `struct frame` \
        anyway.",
    way_out: "Give the type that is not recorded yet another name, in the source or for the record alone with \
        `#[abi(name = \"...\")]`.",
    example: "\
mod audio { #[derive(AbiType)] #[repr(C)] pub struct Frame { .. } }
mod video { #[derive(AbiType)] #[repr(C)] pub struct Frame { .. } }        // VT0022

// instead:
mod video { #[derive(AbiType)] #[abi(name = \"VideoFrame\")] #[repr(C)] pub struct Frame { .. } }",
};

pub(crate) const TYPE_LIFETIMES: Text = Text {
    why: "The type of a field that borrows says for how long, but none of its bytes do. If `text: Str<'a>` \
        becomes `Str<'static>`, a new module keeps the text forever, while existing hosts pass one on their \
        stack. If two fields swap `'a` and `'b`, each side frees what the other still reads. If a bound `'b: \
        'a` is removed, callers may pass what does not live long enough; if one is added, it is a promise \
        that nobody made. Neither side can see it, and the compiler accepts both.",
    way_out: "Restore the lifetimes: which of them occur in which field is frozen, and so are their bounds; \
        their names are not. Put the new form in a new type, and pass that in a new slot.",
    example: "\
// frozen:  struct View<'a> { text: Str<'a> }
struct View { text: Str<'static> }                          // VT0024

// instead:
struct ViewEx1 { text: Str<'static> }
#[revision(2)]
fn show_ex1(&self, view: ViewEx1) { .. }",
};

pub(crate) const TYPE_TRAITS: Text = Text {
    why: "The bytes do not show it. A handle with a `PhantomData<*const ()>` stays on its thread. If the \
        marker is removed, a new host sends the handle to another thread, but existing modules never locked \
        anything. The reverse is no better: an old host sends to other threads what a new module keeps on \
        one. `impl Drop` frees, in every new binary, what an old one frees by hand, even beside fields that \
        own memory. So the record states what the compiler knows about a type whenever its fields alone \
        would imply something else: `Send`, `!Send`, `Sync`, `!Sync`, `Drop`.",
    way_out: "Restore the marker, the `unsafe impl` or the `Drop`, or remove what was added. Put the new form in a new \
        type, and pass that in a new slot. Show ownership of memory in the fields: the holder of an \
        `OwnedStr` frees it, the holder of a `ManuallyDrop<OwnedStr>` does not, and the record distinguishes \
        the two (VT0012).",
    example: "\
// frozen:  struct Ticket { number: u32, _here: PhantomData<*const ()> }
struct Ticket { number: u32 }                               // VT0025: now it is `Send`

// instead:
struct TicketEx1 { number: u32 }
#[revision(2)]
fn take_ex1(&self) -> TicketEx1 { .. }",
};

pub(crate) const MARKER_VARIANCE: Text = Text {
    why: "`PhantomData<&'a T>` says that a value stands for something that lives as long as `'a`, and may be \
        used where a shorter lifetime is expected. `PhantomData<fn(&'a T)>` says the reverse: it may be used \
        where a longer lifetime is expected, after what it stands for is gone. `PhantomData<Cell<&'a T>>` \
        forbids both. A marker has no bytes and is in no record, so two binaries could mean different \
        things, and one would keep what the other frees. Therefore every marker must say the first. \
        `PhantomData<&'a &'b ()>` also says that `'b` outlives `'a`, and rustc takes that for granted \
        wherever the type is used: a module may return something with `'b` as `'a`, and the host, which has \
        a different marker, has already freed it. So a marker must be a separate field, and the type must \
        declare what the marker implies about two parameters.",
    way_out: "Write `PhantomData<&'a ()>`, or `PhantomData<fn() -> T>`. If a lifetime must not be shortened, \
        use it in a field that crosses: fields are recorded. Declare outlives bounds, `where 'b: 'a` or \
        `where T: 'a`, which are recorded as well; or write a tuple, `PhantomData<(&'a (), &'b ())>`, which implies nothing about the two.",
    example: "\
struct Guard<'a> { number: u32, _of: PhantomData<fn(&'a u8)> }   // VT0026

// instead:
struct Guard<'a> { number: u32, _of: PhantomData<&'a u8> }

struct Pair<'a, 'b> { a: Str<'a>, b: Str<'b>, _of: PhantomData<&'a &'b ()> }       // VT0026

// instead:
struct Pair<'a, 'b: 'a> { a: Str<'a>, b: Str<'b>, _of: PhantomData<&'a &'b ()> }",
};

pub(crate) const GROWTH_CHANGED: Text = Text {
    why: "Two sides agree on how many growths of a value both know, and read only the members of those. A released \
        receiver knows `strict` as a member of growth 2: a maker that counts it to growth 1 writes it for everyone, and one \
        that counts it to growth 3 leaves it out where the receiver reads it.",
    way_out: "Give the member the growth back with which it was recorded. One without `growth` has growth 1.",
    example: "\
// frozen:  strict is of growth 2
#[derive(AbiType)]
#[abi(growable)]
struct Options {
    level: u32,
    #[abi(growth = 3)]                          // VT0027
    strict: bool,
}

// instead:
#[derive(AbiType)]
#[abi(growable)]
struct Options {
    level: u32,
    #[abi(growth = 2)]
    strict: bool,
}",
};

pub(crate) const GROWTH_FROZEN: Text = Text {
    why: "A growth is a promise of all its members: who has growth 2 of a value may read each of them. A released maker \
        allocates a block of 24 bytes for growths 1 and 2; a receiver that counts one more member to growth 2 agrees on growth \
        2, and reads behind the end of the block.",
    way_out: "Write the next growth on the new member, `#[abi(growth = 3)]` where 2 is the last that is frozen. It is a draft \
        until the next freeze, and several new members may share it.",
    example: "\
// frozen:  struct Options { level: u32 }
#[derive(AbiType)]
#[abi(growable)]
struct Options {
    level: u32,
    strict: bool,                               // VT0028: it would belong to growth 1
}

// instead:
#[derive(AbiType)]
#[abi(growable)]
struct Options {
    level: u32,
    #[abi(growth = 2)]
    strict: bool,
}",
};

pub(crate) const GROWTH_ORDER: Text = Text {
    why: "A value with growth 2 is one with growth 1 and more behind it: that is how a receiver that only knows growth 1 can \
        read its beginning. So the members of each growth stand behind those of the one before, and no number is left out.",
    way_out: "Put members in the order of their growths, and count on: 1, 1, 2, 3, 3. New members come last.",
    example: "\
#[derive(AbiType)]
#[abi(growable)]
struct Options {
    level: u32,
    #[abi(growth = 3)]                          // VT0029: there is no growth 2
    strict: bool,
}

// instead:
#[derive(AbiType)]
#[abi(growable)]
struct Options {
    level: u32,
    #[abi(growth = 2)]
    strict: bool,
}",
};
