//! The record and drafts.

use super::{Code, Entry};

pub(super) static RECORD_MISSING: Entry = Entry {
    code: Code::RecordMissing,
    title: "there is no `abi.toml`",
    why: "The record is the only memory of what binaries out there were compiled with: at which offset \
        each function pointer lies and at which byte each field. Without it, an edit that moves them \
        looks like any other, and a deleted record would make every break pass.",
    way_out: "In a new package, run `cargo vtable-api init` and commit the file. In a package that had one, \
        restore it from version control; never make a new one for tables that are released.\n\nA build that does \
        not run in the package's folder (Bazel, Buck) must have the file among its inputs; the error says which \
        folder was searched. Elsewhere than beside Cargo.toml, it is named: `#[vtable_api(record = \"path\")]`, from \
        `CARGO_MANIFEST_DIR`, or where that is not set, from the folder in which the compiler runs.",
    example: "\
$ cargo build
error: [VT0050] ..

$ cargo vtable-api init               # once, in a package that has released nothing
$ git checkout HEAD -- abi.toml       # where the file was lost",
};

pub(super) static RECORD_UNREADABLE: Entry = Entry {
    code: Code::RecordUnreadable,
    title: "`abi.toml` is not a record",
    why: "The file could not be read as a record: it is not UTF-8, is not TOML, is too large, or lacks a \
        key. A build that went on with half a record would compare half of the slots, and the offsets of \
        the others would be free to move.",
    way_out: "Restore the file from version control. Only `cargo vtable-api freeze` writes it.\n\nA file that starts \
        with `version https://git-lfs.github.com` is a pointer of Git LFS: `git lfs pull` fetches the file, and a line \
        `abi.toml !filter !diff !merge text` in .gitattributes lets git keep it itself. A link must lead to a file: \
        put that in its place.",
    example: "\
# not a record: the second line is cut
format = 1
[[slot

$ git checkout HEAD -- abi.toml",
};

pub(super) static RECORD_NEWER: Entry = Entry {
    code: Code::RecordNewer,
    title: "`abi.toml` was written by a newer vtable-api",
    why: "A newer format may record facts that this version does not know, such as one more property that \
        decides a layout. To ignore them would mean to build a table whose offsets nobody compared.",
    way_out: "Update vtable-api in Cargo.toml, and cargo-vtable-api, to the version that wrote the file.",
    example: "\
# abi.toml
format = 2             # VT0052 in a build with a vtable-api that knows format 1

$ cargo update -p vtable-api
$ cargo install cargo-vtable-api",
};

pub(super) static RECORD_EDITED: Entry = Entry {
    code: Code::RecordEdited,
    title: "`abi.toml` was edited by hand",
    why: "Each block carries a digest over its content and over the block before. A block that does not \
        fit was changed after it was frozen, while the binaries that were compiled with it were not: \
        they still load the function pointer at the old offset, and hold the old fingerprint, so that \
        they refuse a build made with the edited one.",
    way_out: "Restore the line from version control. What is recorded cannot be corrected, only superseded: \
        append a slot or a type.\n\nA freeze that nobody has released can be undone, as a whole: see docs/ci.md, \
        *A freeze that was a mistake*.",
    example: "\
signature = \"fn read(&self, length: u64)\"           # was u32: VT0053

$ git checkout HEAD -- abi.toml",
};

pub(super) static RECORD_TRUNCATED: Entry = Entry {
    code: Code::RecordTruncated,
    title: "`abi.toml` ends too early",
    why: "A freeze writes the slots of a revision and then the revision. Slots without it mean that the \
        end of the file was lost: what came behind is released, but not here, and the next freeze would \
        give the same offsets and the same revision number to other functions.",
    way_out: "Restore the file from version control: every build of a release needs all of it.",
    example: "\
[[slot]]
table = \"viewer/codec\"
revision = 2
# .. and the [[revision]] block that should follow is not there: VT0054

$ git checkout HEAD -- abi.toml",
};

pub(super) static RECORD_CONFLICT: Entry = Entry {
    code: Code::RecordConflict,
    title: "`abi.toml` has merge-conflict markers",
    why: "Two branches froze different slots as the same revision. Both sides cannot stay: each claims the \
        same index, that is the same offset in the table, for its own function, and a binary of one \
        branch would call the other's. The conflict is the record doing its work.",
    way_out: "Keep the side that was released, whole. On the other branch, take that file, give the slots that \
        are not in it the next revision, and freeze again.",
    example: "\
signature = \"fn seek(&mut self, to: u64)\"
};

signature = \"fn size(&self) -> u64\"

$ git checkout main -- abi.toml       # `seek` was released
$ $EDITOR src/lib.rs                  # `size` becomes #[revision(3)]
$ cargo vtable-api freeze",
};

pub(super) static DRAFT_LOCKED: Entry = Entry {
    code: Code::DraftLocked,
    title: "a draft in a build that allows none",
    why: "A draft is in no record: the next commit may give its offset to another function, and no \
        fingerprint of it is known. A release that contains one would meet builds that hold something \
        else at the same place. Two builds with different drafts never agree on them, so its users would \
        find the slot missing.",
    way_out: "For a release, run `cargo vtable-api freeze` and commit abi.toml. For work in progress, build \
        without `VTABLE_API=locked`.",
    example: "\
$ VTABLE_API=locked cargo build --release
error: [VT0056] ..

$ cargo vtable-api freeze && git commit -m \"freeze revision 2\" abi.toml",
};

pub(super) static NOT_RECORDED_HERE: Entry = Entry {
    code: Code::NotRecordedHere,
    title: "a table in a place that no record guards",
    why: "The record belongs to a package's library, or to its only binary. A table in a test, an example, \
        a doctest or a second binary is compiled as another crate with the same record at hand: two \
        crates would take turns at the same ids, and the offsets of one would be compared with the \
        other's.",
    way_out: "Move the table to the library. A table that is only used for a test is declared \
        `#[vtable_api(unrecorded)]`: it is checked for its own rules, never frozen.\n\nA build system other than \
        cargo may not say which crate this is. The error names what is missing: set `CARGO_PKG_NAME` and \
        `CARGO_MANIFEST_DIR` for the compiler, and make Cargo.toml and abi.toml inputs of the build. Without a \
        Cargo.toml, the crate that is called like the package is its library; another one says which record is \
        meant: `#[vtable_api(record = \"abi.toml\")]`.",
    example: "\
// tests/host.rs
#[vtable_api(id = \"viewer/fake\")]
trait Fake { .. }                         // VT0057

// instead:
#[vtable_api(id = \"viewer/fake\", unrecorded)]
trait Fake { .. }",
};

pub(super) static RECORD_SHRUNK: Entry = Entry {
    code: Code::RecordShrunk,
    title: "the record lost or changed lines since an earlier state",
    why: "The digests tell a hand edit, but not a file that was written anew from edited sources. Against \
        an earlier state the rule is simple: a record only grows. A slot that was there and is not any \
        more is still in released binaries, which load its pointer at the recorded offset.",
    way_out: "Merge the branch that has the lines, or bring the file back as it was; then freeze what is new on \
        top of it. The earlier state may be a branch, a tag, a commit or another file. Tables are known by their ids, wherever \
        they were: a package that is moved or renamed takes its record along.",
    example: "\
$ cargo vtable-api check --against v1.4.0
error: [VT0058] ..

$ git checkout v1.4.0 -- abi.toml       # then freeze again",
};

pub(super) static RECORD_INCONSISTENT: Entry = Entry {
    code: Code::RecordInconsistent,
    title: "the blocks of `abi.toml` contradict each other",
    why: "An index that is missing or given twice, a slot of a table that is not there, a type that a slot \
        names and no block defines: no table can be built from it, because the record does not say which \
        function lies at which offset. This is how a merge that kept both sides looks.",
    way_out: "Restore the file from version control. After a merge, keep the side that was released, whole, \
        and freeze the rest again. Blocks of two branches do not fit together in any order: each digest covers the \
        block before it.",
    example: "\
[[slot]]
table = \"viewer/codec\"
index = 3
[[slot]]
table = \"viewer/codec\"
index = 3              # VT0059, after a merge with merge=union",
};

pub(super) static DRAFT_SLOT: Entry = Entry {
    code: Code::DraftSlot,
    title: "a slot or variant that is not recorded yet",
    why: "Not an error: a draft builds, and may be edited freely. But it is a promise to nobody: its \
        offset and its signature are not recorded, its fingerprint comes from a seed of its own, and two \
        builds that differ in it never agree on its revision, so that callers get the default body.",
    way_out: "Run `cargo vtable-api freeze` when the revision is released, and commit abi.toml.",
    example: "\
#[revision(2)]
fn seek(&mut self, to: u64) -> i32 { -1 }         // VT0060, a warning until the freeze

$ cargo vtable-api freeze",
};

pub(super) static UNKNOWN_MODE: Entry = Entry {
    code: Code::UnknownMode,
    title: "`VTABLE_API` asks for something unknown",
    why: "`VTABLE_API=locked` keeps drafts out of a release. Misspelt, it would keep out nothing, and nobody \
        would see it: a draft's offset and signature would be in released binaries, and in no record.",
    way_out: "Set it to `locked`, to `quiet-drafts`, to both with a comma between them, or not at all.\n\n\
        `VTABLE_API_SESSION` is the command's own, for its own builds and only while it runs: unset it, in the \
        environment and in `[env]` of cargo's configuration.",
    example: "\
$ VTABLE_API=lock cargo build --release
error: [VT0061] ..

$ VTABLE_API=locked cargo build --release",
};

pub(super) static NO_AGREEMENT: Entry = Entry {
    code: Code::NoAgreement,
    title: "a module and a host that would refuse each other",
    why: "A fingerprint covers its revision and all before it. Where those of revision 1 differ, the two were \
        built from different interfaces, or one from a draft, and the host refuses the module when it opens it; the \
        same where one side cannot do without a revision that the other lacks. `inspect --host` finds it by the \
        rule that both follow at run time, before either is shipped.",
    way_out: "Build the one that is behind against the released interface. A program that can do without a \
        revision should not require it: the default body runs instead.",
    example: "\
$ cargo vtable-api inspect libpng.so --host viewer
error: [VT0062] export `png`, table `viewer/codec` of `libpng.so` would be refused ..",
};

pub(super) static HEADER_STALE: Entry = Entry {
    code: Code::HeaderStale,
    title: "a C header is not what would be written now",
    why: "A header carries the fingerprints of the revisions that it has, and the layout of their tables. One that \
        was not written again after a freeze lacks the new revisions; one that was edited by hand may say what no \
        binary has, and C code that is compiled with it looks for a function pointer where there is none.",
    way_out: "Write it again with `cargo vtable-api header --out DIR`, and commit it. Names and comments come from \
        the trait: edit them there.",
    example: "\
$ cargo vtable-api check --headers include
error: [VT0063] header `include/viewer_codec.h` is stale from line 87

$ cargo vtable-api header --out include",
};
