//! Revisions, Ex slots, names, attributes.

use super::Text;

pub(crate) const REVISION_ORDER: Text = Text {
    why: "Slots lie in the table in the order of the trait, and a table of revision n must be a prefix of \
        the one of revision n+1: the field `size` in the header covers the table up to its last slot. If a slot \
        of revision 1 came after one of revision 2, a table that offers only revision 1 would have a hole in \
        it, and a caller that checks `size` would read the word of the missing slot as a \
        function pointer.",
    way_out: "Move the slot up to the others of its revision or, if it is new, give it the last revision.",
    example: "\
#[revision(2)]
fn seek(&mut self, to: u64) -> i32 { .. }
fn close(&mut self);                       // VT0030: has revision 1

// instead:
fn close(&mut self);
#[revision(2)]
fn seek(&mut self, to: u64) -> i32 { .. }",
};

pub(crate) const REVISION_SKIPPED: Text = Text {
    why: "Every revision is a bit in the header's first field and an entry in the array of fingerprints, \
        whose length is the highest bit set. Each fingerprint covers the previous one. A revision without \
        slots would be a bit that says nothing and a fingerprint that nobody can compute: two builds could \
        fill the gap differently later, and still agree on what comes after it.",
    way_out: "Number the revisions 1, 2, 3 without gaps. The first slot of a table has revision 1, which \
        needs no attribute.",
    example: "\
fn open(&self) -> i32;
#[revision(3)]
fn seek(&mut self, to: u64) -> i32 { .. }         // VT0031

// instead:
#[revision(2)]
fn seek(&mut self, to: u64) -> i32 { .. }",
};

pub(crate) const REVISION_LIMIT: Text = Text {
    why: "The revisions of a table are the bits of one 64-bit word at the start of its header. The top bit \
        is reserved, so 63 remain. A 64th would be masked out by every existing binary: its slots would \
        never be found.",
    way_out: "Leave the table as it is, and start a successor: a new trait with its own id, which declares \
        the slots that are still needed again, in revision 1. A module may export both side by side. To use revisions sparingly, freeze once per release, not once per commit.",
    example: "\
#[revision(64)]
fn one_more(&self) -> i32 { .. }            // VT0032

// instead:
#[vtable_api(id = \"viewer/codec-2\")]
pub trait Codec2 { fn one_more(&self) -> i32; }",
};

pub(crate) const NO_DEFAULT_BODY: Text = Text {
    why: "The pointer of a later slot does not exist in the tables of existing modules. The caller's handle \
        sees that the bit of the revision is not set, must not read the word at the slot's offset (it lies \
        past the end of the table), and has to do something else: it runs the default body, \
        which is compiled into the caller. Without one there is nothing to run, and the handle could not \
        implement the trait.",
    way_out: "Write a body that does what callers should get when the module predates the slot: call an \
        earlier slot, or return an error. A caller that cannot do without the revision asks for it with \
        `required`, and is otherwise refused at load time.",
    example: "\
#[revision(2)]
fn seek(&mut self, to: u64) -> i32;                     // VT0033

// instead:
#[revision(2)]
fn seek(&mut self, to: u64) -> i32 { let _ = to; -1 }",
};

pub(crate) const DEFAULT_CALLS_LATER: Text = Text {
    why: "A default body runs exactly when the module lacks its revision, so the module lacks that slot \
        and all later ones as well: none of their pointers is in the table. The call would then run the \
        other default body; two that call each other never end and overflow the stack.",
    way_out: "Call only slots of earlier revisions, or compute the answer without the module.",
    example: "\
#[revision(2)]
fn size(&self) -> u64 { self.size_ex1(0) }           // VT0034
#[revision(3)]
fn size_ex1(&self, flags: u32) -> u64 { self.size() }

// instead:
#[revision(2)]
fn size(&self) -> u64 { 0 }",
};

pub(crate) const EX_WITHOUT_BASE: Text = Text {
    why: "`read_ex1` says that it supersedes `read`: the header, the documentation and the default bodies \
        of callers lead from one to the other. With no `read` in the table, there is no earlier offset that \
        a caller could fall back on, and a `read` added later would have a higher offset than the slot that \
        supersedes it.",
    way_out: "Name the slot after the one that it supersedes. If that one was deleted, put it back. If the \
        slot supersedes nothing and its name only happens to end like this, write `#[ex(none)]` on it.",
    example: "\
fn open(&self) -> i32;
#[revision(2)]
fn read_ex1(&mut self) -> i32 { -1 }        // VT0035: there is no `read`

// instead:
#[revision(2)]
fn read(&mut self) -> i32 { -1 }",
};

pub(crate) const EX_GAP: Text = Text {
    why: "`read_ex2` supersedes `read_ex1`, which supersedes `read`: a caller that lacks one falls back to \
        the one before, at a lower offset in the table. If a number is missing, the sequence ends early, and \
        a `read_ex1` appended later would come after the `read_ex2` that is meant to replace it.",
    way_out: "Number Ex slots 1, 2, 3 without gaps. A bare `_ex` counts as the first.",
    example: "\
fn read(&mut self) -> i32;
#[revision(2)]
fn read_ex2(&mut self, flags: u32) -> i32 { .. }        // VT0036: there is no `read_ex1`

// instead:
#[revision(2)]
fn read_ex1(&mut self, flags: u32) -> i32 { .. }",
};

pub(crate) const EX_SAME_REVISION: Text = Text {
    why: "A revision is present as a whole: one bit stands for all its slots. If both forms are in one \
        revision, no table has one without the other, and the older form occupies a pointer in every table \
        forever although no binary needs it. If the Ex slot were in an earlier revision, a caller that lacks \
        it could not fall back on the base, whose offset lies past the end of the same table.",
    way_out: "While the base is a draft, change the base itself. Once it is frozen, put the Ex slot into the \
        next revision.",
    example: "\
fn read(&mut self) -> i32;
fn read_ex1(&mut self, flags: u32) -> i32;        // VT0037: both in revision 1

// instead, when `read` is not released:
fn read(&mut self, flags: u32) -> i32;",
};

pub(crate) const EX_TWICE: Text = Text {
    why: "`_ex` and `_ex1` are two spellings of the same place in the sequence. With both, two slots at two offsets \
        claim to supersede the same base: callers and implementers do not know which one is current, and an \
        implementer that fills in only the first leaves the other to a stale fallback.",
    way_out: "Give the later of the two the next free number.",
    example: "\
#[revision(2)]
fn read_ex(&mut self, flags: u32) -> i32 { .. }
#[revision(3)]
fn read_ex1(&mut self, flags: u64) -> i32 { .. }        // VT0038

// instead:
#[revision(3)]
fn read_ex2(&mut self, flags: u64) -> i32 { .. }",
};

pub(crate) const C_NAME_COLLISION: Text = Text {
    why: "C has fewer names than Rust: slots are members of one struct and functions with the table's \
        prefix, types begin with their vendor and are in snake case, variants are constants in upper case, \
        and names that have a meaning in C or C++ get a trailing `_`. So `class` and `class_`, the types `HttpServer` and `HTTPServer`, the variants \
        `IoError` and `IOError`, and with `c_case = \"Pascal\"` the slots `read_at` and `read__at` each \
        become a single name: the header would not compile, and if it did, one name would stand for two \
        things.",
    way_out: "Rename the one that is not frozen yet. The build sees clashes within one trait or type; names \
        that clash only in a header (a type's and a slot's, or types of two packages) are found by `cargo \
        vtable-api check` and `freeze`, before anything is frozen.",
    example: "\
#[vtable_api(c_case = \"Pascal\")]
trait Disk {
    fn read_at(&mut self, at: u64) -> i32;
    fn read__at(&mut self, at: u64) -> i32;      // VT0039
}

// instead:
    fn read_exact_at(&mut self, at: u64) -> i32;",
};

pub(crate) const SYSTEM_NAME: Text = Text {
    why: "Global names in C begin with the table's id, or with the vendor for types: `viewer_codec_negotiate`, \
        `viewer_frame`. The id `posix/spawn`, or the vendor `size` with a type `T`, would produce a name \
        that POSIX or C already defines (`posix_spawn`, `size_t`). Such a header does not compile, or refers \
        to the system's definition.",
    way_out: "Give the table an id with another vendor or name, or rename the type. The names are listed in \
        `globals.txt`, which `words.sh` beside it generates from the headers of C, POSIX, Linux and Windows.",
    example: "\
#[vtable_api(id = \"posix/spawn\")]                // VT0068
trait Spawn {
    fn go(&self) -> u32;
}

// instead:
#[vtable_api(id = \"acme/spawn\")]",
};

pub(crate) const C_NAME_CHANGED: Text = Text {
    why: "C programs are compiled against the names in the header. `c_case` is recorded with the table's \
        first revision. With another value, every slot and function of the header has another name, and no C \
        program that used the old header compiles with the new one. Binaries are not affected.",
    way_out: "Restore it. For programs that prefer the other spelling, write a separate header with `cargo \
        vtable-api header --c-case`.",
    example: "\
#[vtable_api(id = \"viewer/disk\", c_case = \"Pascal\")]     // VT0069: recorded as snake

// instead:
#[vtable_api(id = \"viewer/disk\")]",
};

pub(crate) const REVISION_ATTRIBUTE: Text = Text {
    why: "The attribute decides in which revision a slot appears, and so which header bit guards its \
        pointer, or under which id or name a table or type is recorded. A misread attribute would put the \
        slot under the wrong bit: callers would read a pointer that does not exist, or miss one that does.",
    way_out: "Write `#[revision(n)]` with a plain number from 1 to 63, `#[ex(none)]`, and in \
        `#[vtable_api(..)]` and `#[abi(..)]` only the keys that the documentation names. \
        Give each only once, across all attributes of that name; otherwise it would be unclear which one is recorded. Under cargo, \
        `record` may only name the `abi.toml` beside `Cargo.toml`, which the command reads and writes.",
    example: "\
#[revision(\"2\")]
fn seek(&mut self, to: u64) -> i32 { .. }         // VT0040

// instead:
#[revision(2)]
fn seek(&mut self, to: u64) -> i32 { .. }",
};
