//! Types that slots reach.

use super::{Code, Entry};

pub(super) static FIELD_TYPE: Entry = Entry {
    code: Code::FieldType,
    title: "a field of a recorded type changed type",
    why: "Both sides access the struct by offsets: with `a: u32, b: u16, c: u16`, they read `b` at byte 4 \
        and `c` at byte 6. When `b` becomes `u32`, the new side reads `c` at byte 8, which is behind the \
        end of the struct that the old side allocated: a read of a neighbour's bytes, or a write over \
        them. A change of the same size (`u32` to `f32`, `*const T` to `&T`) leaves the offsets and \
        changes what the bytes mean: a NULL that one side may send is undefined behaviour on the other.",
    way_out: "Restore the field. Put the new form in a new struct, and pass that in a new slot, such as an Ex \
        slot of the one that takes the struct now.",
    example: "\
// frozen:  struct Frame { width: u32, height: u32 }
struct Frame { width: u32, height: u64 }            // VT0012

// instead:
struct FrameEx1 { width: u32, height: u64 }
#[revision(2)]
fn decode_ex1(&self, input: &[u8], out: &mut FrameEx1) -> Status { .. }",
};

pub(super) static FIELD_SET: Entry = Entry {
    code: Code::FieldSet,
    title: "fields of a recorded type were added, removed, moved or renamed",
    why: "A field's place is a byte offset compiled into both sides. A field inserted or moved shifts the \
        ones behind it: one side writes `height` at byte 4, the other reads `flags` there. A field \
        appended grows the struct: an old caller allocates 8 bytes, the new function writes 12. It is no \
        better where the new field fits into tail padding: the size is the same, but old callers leave \
        those bytes uninitialised. And a struct inside an array, another struct or a slice shifts \
        everything behind it. A union that grows does the same. A rename alone breaks C and C++ callers, \
        and hides a swap.",
    way_out: "Restore the fields, in their order. Put what is new in a new struct, and pass that in a new \
        slot. For a struct that will certainly grow, pass an opaque type and add slots that get and set.",
    example: "\
// frozen:  struct Frame { width: u32, height: u32 }
struct Frame { width: u32, height: u32, stride: u32 }       // VT0013

// instead:
struct FrameEx1 { width: u32, height: u32, stride: u32 }
#[revision(2)]
fn decode_ex1(&self, input: &[u8], out: &mut FrameEx1) -> Status { .. }",
};

pub(super) static TYPE_KIND: Entry = Entry {
    code: Code::TypeKind,
    title: "a recorded type became another kind of type, or has another `repr`",
    why: "The kind is the layout. In a struct of two `u32`s the second lies at byte 4, in a union at byte \
        0. An enum's `repr` is its size: with `repr(u8)` in place of `repr(u32)`, one side writes one \
        byte and the other reads four, three of them stale. With a payload, `repr(u8)` is a union of \
        structs that start with the tag, `repr(C, u8)` a tag and then a union: the payload lies \
        elsewhere. A `repr(transparent)` type is passed as its field, in a register; the same `repr(C)` \
        struct is passed by pointer. An opaque type that is given fields invites callers to allocate \
        what they cannot.",
    way_out: "Restore the definition. A type of another kind gets a name of its own, and is passed in a new \
        slot.",
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

pub(super) static VARIANT_VALUE: Entry = Entry {
    code: Code::VariantValue,
    title: "the discriminant of a recorded variant changed",
    why: "Only the number crosses. A module built before returns 1 in `eax` for `Io`; a host that now \
        believes that `Io` is 2 takes the 1 for whatever variant has it, and acts on the wrong outcome \
        with no error. Where no variant has the value, the check at the boundary stops the process.",
    way_out: "Write the recorded value out: `Io = 1`. With explicit values, the order of the variants in the \
        source is free.",
    example: "\
// frozen:  enum Error { Eof = 0, Io = 1 }
enum Error { Io, Eof }                    // VT0015, twice: the values follow the order

// instead:
enum Error { Io = 1, Eof = 0 }",
};

pub(super) static VARIANT_SET: Entry = Entry {
    code: Code::VariantSet,
    title: "variants of a recorded enum were added, removed or renamed",
    why: "A closed enum's values are all that may cross, and every side checks that against the list it \
        was compiled with. A value that a new module sends and an old host does not know is not an enum \
        value there at all: the check at the boundary stops the process, and a C caller's `switch` falls \
        through. A variant that was removed is still sent by released modules. A name that changed \
        breaks C and C++ callers at compile time.",
    way_out: "A closed enum never grows: make a new enum and pass it in a new slot. An enum that is meant to \
        grow is declared `#[abi(open)]` before its first freeze: unknown values then arrive as \
        `Unknown(n)`. Removed variants are put back.",
    example: "\
// frozen:  #[repr(u32)] enum Status { Ok = 0, BadData = 1 }
enum Status { Ok = 0, BadData = 1, Busy = 2 }           // VT0016

// instead:
#[repr(u32)]
enum StatusEx1 { Ok = 0, BadData = 1, Busy = 2 }
#[revision(2)]
fn decode_ex1(&self, input: &[u8], out: &mut Frame) -> StatusEx1 { .. }",
};

pub(super) static VARIANT_PAYLOAD: Entry = Entry {
    code: Code::VariantPayload,
    title: "what a recorded variant carries changed",
    why: "The payload is read at a fixed offset behind the tag. When `Io(i32)` becomes `Io(i64)`, the \
        payload moves from byte 4 to byte 8 on a 64-bit target, because the union is aligned more \
        strictly: the new side reads bytes that the old side never wrote. Each variant adds to one \
        union, so that a larger one changes the size of the whole enum, also for the variants that did \
        not change.",
    way_out: "Restore the payload. Put the new form in a new enum, and pass that in a new slot.",
    example: "\
// frozen:  #[repr(C, u32)] enum Error { Io(i32) = 0 }
enum Error { Io(i64) = 0 }                  // VT0017

// instead:
#[repr(C, u32)]
enum ErrorEx1 { Io(i64) = 0 }",
};

pub(super) static TYPE_GONE: Entry = Entry {
    code: Code::TypeGone,
    title: "a recorded type was renamed or replaced",
    why: "A type is recorded under its name, and the name is how a later build finds what must not change: \
        which field lies at which byte, and which value means what. Under another name, the definition \
        is compared with nothing, and the next edit would move offsets unseen. C and C++ callers that \
        use the old name stop compiling.",
    way_out: "Give the type its name back, or keep the recorded name for the record with `#[abi(name = \
        \"Old\")]`. If it went to another package as well, name the old one: `#[abi(name = \"Old\", package = \
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

pub(super) static OPEN_ENUM: Entry = Entry {
    code: Code::OpenEnum,
    title: "a recorded enum was opened or closed",
    why: "The integer in the register is the same; what a receiver does with an unknown one is not. The \
        receivers of a closed enum, built before, stop the process at the first value that they do not \
        know; opening it allows modules to send such values. A closed enum in place of an open one does \
        the same to modules built before: they already send values that this build takes for a bug.",
    way_out: "Restore `#[abi(open)]`, or its absence. A new enum with the other promise is passed in a new \
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

pub(super) static DUPLICATE_TYPE_NAME: Entry = Entry {
    code: Code::DuplicateTypeName,
    title: "two types that slots reach have one name",
    why: "The record, the fingerprints and the C header know a type by its name. With two `Frame`s, the \
        second is compared with the definition of the first: an edit that moves its fields to other \
        offsets can pass, and the fingerprints of two tables with different layouts are equal, so that \
        two binaries agree on a revision whose bytes they lay out differently. In C there can be only \
        one `struct frame` to begin with.",
    way_out: "Give the type that is not recorded yet another name, in the source or for the record alone with \
        `#[abi(name = \"...\")]`.",
    example: "\
mod audio { #[derive(AbiType)] #[repr(C)] pub struct Frame { .. } }
mod video { #[derive(AbiType)] #[repr(C)] pub struct Frame { .. } }        // VT0022

// instead:
mod video { #[derive(AbiType)] #[abi(name = \"VideoFrame\")] #[repr(C)] pub struct Frame { .. } }",
};

pub(super) static TYPE_LIFETIMES: Entry = Entry {
    code: Code::TypeLifetimes,
    title: "the lifetimes of a recorded type changed",
    why: "A field that borrows says for how long, and no byte of it does. When `text: Str<'a>` becomes \
        `Str<'static>`, a new module keeps the text for ever, and the hosts built before pass one on their \
        stack. When two fields swap `'a` and `'b`, each side frees what the other one still reads. A bound \
        `'b: 'a` that goes lets callers pass what does not live long enough, and one that comes is a promise \
        that nobody gave. Neither side can see it, and the compiler accepts both.",
    way_out: "Restore the lifetimes: which of them stand in which field is frozen, with their bounds; their names \
        are not. Put the new form in a new type, and pass that in a new slot.",
    example: "\
// frozen:  struct View<'a> { text: Str<'a> }
struct View { text: Str<'static> }                          // VT0024

// instead:
struct ViewEx1 { text: Str<'static> }
#[revision(2)]
fn show_ex1(&self, view: ViewEx1) { .. }",
};

pub(super) static TYPE_TRAITS: Entry = Entry {
    code: Code::TypeTraits,
    title: "between which threads a recorded type may go, or who drops it, changed",
    why: "No byte shows it. A handle with a `PhantomData<*const ()>` stays on its thread; where the marker goes, a new \
        host sends it to another one, and the modules built before never locked anything. The reverse is no better: an \
        old host sends what a new module keeps to one thread. `impl Drop` frees, in every new binary, what an old one \
        frees by hand, also beside fields that own memory. So the record says what the compiler knows of a type, where its \
        fields alone would have it otherwise: `Send`, `!Send`, `Sync`, `!Sync`, `Drop`.",
    way_out: "Restore the marker, the `unsafe impl` or the `Drop`, whatever went or came. Put the new form in a new \
        type, and pass that in a new slot. What owns memory says so by its fields: `OwnedStr` is freed by who holds \
        it, `ManuallyDrop<OwnedStr>` is not, and the record tells the two apart (VT0012).",
    example: "\
// frozen:  struct Ticket { number: u32, _here: PhantomData<*const ()> }
struct Ticket { number: u32 }                               // VT0025: it becomes `Send`

// instead:
struct TicketEx1 { number: u32 }
#[revision(2)]
fn take_ex1(&self) -> TicketEx1 { .. }",
};

pub(super) static MARKER_VARIANCE: Entry = Entry {
    code: Code::MarkerVariance,
    title: "a marker says something about a lifetime that no record has",
    why: "`PhantomData<&'a T>` says that a value stands for something that lives as long as `'a`, and may be used where \
        less is wanted. `PhantomData<fn(&'a T)>` says the reverse: it may be used where more is wanted, after what it \
        stands for is gone. `PhantomData<Cell<&'a T>>` forbids both. A marker has no bytes and is in no record, so two \
        binaries could mean different things, and one would keep what the other frees. All markers say the first. \
        `PhantomData<&'a &'b ()>` also says that `'b` outlives `'a`, and rustc takes that for granted wherever the type \
        stands: a module may return what is of `'b` as `'a`, and the host, whose marker is another one, has freed it. \
        So a marker is a field by itself, and what it says of two parameters, the type declares.",
    way_out: "Write `PhantomData<&'a ()>`, or `PhantomData<fn() -> T>`. Where a lifetime must not be shortened, let a field \
        that crosses have it: what fields say is recorded. Declare what outlives what, `where 'b: 'a` or `where T: 'a`, which \
        is recorded as well; or write a tuple, `PhantomData<(&'a (), &'b ())>`, which implies nothing about the two.",
    example: "\
struct Guard<'a> { number: u32, _of: PhantomData<fn(&'a u8)> }   // VT0026

// instead:
struct Guard<'a> { number: u32, _of: PhantomData<&'a u8> }

struct Pair<'a, 'b> { a: Str<'a>, b: Str<'b>, _of: PhantomData<&'a &'b ()> }       // VT0026

// instead:
struct Pair<'a, 'b: 'a> { a: Str<'a>, b: Str<'b>, _of: PhantomData<&'a &'b ()> }",
};
