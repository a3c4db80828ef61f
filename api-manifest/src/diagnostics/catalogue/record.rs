//! The record and drafts.

use super::Text;

pub(crate) const RECORD_MISSING: Text = Text {
    why: "The record is the only memory of what released binaries were compiled with: the offset of each \
        function pointer and the byte position of each field. Without it, an edit that moves them looks like \
        any other, and deleting the record would let every break pass.",
    way_out: "In a new package, run `cargo vtable-api init` and commit the file. In a package that had one, \
        restore it from version control; never create a new one for released tables.\n\nA build that does \
        not run in the package's folder (Bazel, Buck) must have the file among its inputs; the error says which \
        folder was searched. If it is not beside Cargo.toml, name it with `#[vtable_api(record = \
        \"path\")]`, relative to `CARGO_MANIFEST_DIR` or, if that is not set, to the folder in which the \
        compiler runs.",
    example: "\
$ cargo build
error: [VT0050] ..

$ cargo vtable-api init               # once, in a package that has released nothing
$ git checkout HEAD -- abi.toml       # where the file was lost",
};

pub(crate) const RECORD_UNREADABLE: Text = Text {
    why: "The file could not be read as a record: it is not UTF-8, is not TOML, is too large, or lacks a \
        key. A build that continued with half a record would compare half of the slots, and the offsets of \
        the others would be free to move.",
    way_out: "Restore the file from version control. Only `cargo vtable-api freeze` writes it.\n\nA file \
        that starts with `version https://git-lfs.github.com` is a Git LFS pointer: `git lfs pull` fetches \
        the file, and the line `abi.toml !filter !diff !merge text` in .gitattributes makes git store it \
        itself. A symbolic link must lead to a file; otherwise replace it with that file.",
    example: "\
# not a record: the second line is cut
format = 1
[[slot

$ git checkout HEAD -- abi.toml",
};

pub(crate) const RECORD_NEWER: Text = Text {
    why: "A newer format may record facts that this version does not know, such as one more property that \
        decides a layout. Ignoring them would mean building a table whose offsets nobody compared.",
    way_out: "Update vtable-api in Cargo.toml, and cargo-vtable-api, to the version that wrote the file.",
    example: "\
# abi.toml
format = 2             # VT0052 in a build with a vtable-api that knows format 1

$ cargo update -p vtable-api
$ cargo install cargo-vtable-api",
};

pub(crate) const RECORD_EDITED: Text = Text {
    why: "Each block carries a digest over its content and over the block before. A block that does not \
        match was changed after it was frozen, while the binaries compiled with it were not: they still load \
        the function pointer at the old offset, and hold the old fingerprint, so they refuse a build made \
        with the edited block.",
    way_out: "Restore the line from version control. What is recorded cannot be corrected, only superseded: \
        append a slot or a type.\n\nA freeze that has not been released can be undone as a whole: see docs/ci.md, \
        *A freeze that was a mistake*.",
    example: "\
signature = \"fn read(&self, length: u64)\"           # was u32: VT0053

$ git checkout HEAD -- abi.toml",
};

pub(crate) const RECORD_TRUNCATED: Text = Text {
    why: "A freeze writes the slots of a revision and then the revision. Slots without it mean that the end \
        of the file was lost: what followed is released but missing here, and the next freeze would give the \
        same offsets and the same revision number to other functions.",
    way_out: "Restore the file from version control: every build of a release needs the whole file.",
    example: "\
[[slot]]
table = \"viewer/codec\"
revision = 2
# .. and the [[revision]] block that should follow is not there: VT0054

$ git checkout HEAD -- abi.toml",
};

pub(crate) const RECORD_CONFLICT: Text = Text {
    why: "Two branches froze different slots as the same revision. Both sides cannot stay: each claims the \
        same index, and therefore the same offset in the table, for its own function, and a binary from one \
        branch would call the function of the other. The conflict is the record doing its work.",
    way_out: "Keep the whole of the side that was released. On the other branch, take that file, give the \
        slots that it lacks the next revision, and freeze again.",
    example: "\
\x3c<<<<<< main
signature = \"fn seek(&mut self, to: u64)\"
\x3d======
signature = \"fn size(&self) -> u64\"
\x3e>>>>>> feature                       # VT0055

$ git checkout main -- abi.toml       # `seek` was released
$ $EDITOR src/lib.rs                  # `size` becomes #[revision(3)]
$ cargo vtable-api freeze",
};

pub(crate) const DRAFT_LOCKED: Text = Text {
    why: "A draft is in no record: the next commit may give its offset to another function, and its \
        fingerprint is not known. A release that contains one would meet builds that have something else in \
        the same place. Two builds with different drafts never agree on them, so its users would find the \
        slot missing.",
    way_out: "For a release, run `cargo vtable-api freeze` and commit abi.toml. For work in progress, build \
        without `VTABLE_API=locked`.",
    example: "\
$ VTABLE_API=locked cargo build --release
error: [VT0056] ..

$ cargo vtable-api freeze && git commit -m \"freeze revision 2\" abi.toml",
};

pub(crate) const NOT_RECORDED_HERE: Text = Text {
    why: "The record belongs to a package's library, or to its only binary. A table in a test, an example, \
        a doctest or a second binary is compiled as a separate crate with access to the same record: two \
        crates would claim the same ids, and the offsets of one would be compared with those of the other.",
    way_out: "Move the table to the library. Declare a table that is used only in tests as \
        `#[vtable_api(unrecorded)]`: its own rules are checked, but it is never frozen.\n\nA build system other than \
        cargo may not say which crate this is. The error names what is missing: set `CARGO_PKG_NAME` and \
        `CARGO_MANIFEST_DIR` for the compiler, and make Cargo.toml and abi.toml inputs of the build. Without \
        a Cargo.toml, the crate with the package's name is its library; any other crate must name the \
        record: `#[vtable_api(record = \"abi.toml\")]`.",
    example: "\
// tests/host.rs
#[vtable_api(id = \"viewer/fake\")]
trait Fake { .. }                         // VT0057

// instead:
#[vtable_api(id = \"viewer/fake\", unrecorded)]
trait Fake { .. }",
};

pub(crate) const RECORD_SHRUNK: Text = Text {
    why: "The digests reveal an edit by hand, but not a file that was written again from edited sources. \
        Compared with an earlier state, the rule is simple: a record only grows. A slot that was there and \
        no longer is remains in released binaries, which load its pointer at the recorded offset.",
    way_out: "Merge the branch that has the lines, or restore the file; then freeze what is new on top of \
        it. The earlier state may be a branch, a tag, a commit or another file. Tables are matched by id, \
        wherever they were: when a package is moved or renamed, its record moves along.",
    example: "\
$ cargo vtable-api check --against v1.4.0
error: [VT0058] ..

$ git checkout v1.4.0 -- abi.toml       # then freeze again",
};

pub(crate) const RECORD_INCONSISTENT: Text = Text {
    why: "An index is missing or used twice, a slot belongs to a table that does not exist, or a slot names \
        a type that no block defines. No table can be built from such a record, because it does not say \
        which function lies at which offset. A merge that kept both sides looks like this.",
    way_out: "Restore the file from version control. After a merge, keep the whole of the side that was \
        released, and freeze the rest again. Blocks from two branches do not fit together in any order: each digest covers the \
        block before it.",
    example: "\
[[slot]]
table = \"viewer/codec\"
index = 3
[[slot]]
table = \"viewer/codec\"
index = 3              # VT0059, after a merge with merge=union",
};

pub(crate) const DRAFT_SLOT: Text = Text {
    why: "This is not an error: a draft builds and may be edited freely. But it promises nothing: its offset \
        and its signature are not recorded, its fingerprint comes from a separate seed, and two builds that \
        differ in it never agree on its revision, so callers get the default body. One warning for each table names all its draft slots.",
    way_out: "Run `cargo vtable-api freeze` when the revision is released, and commit abi.toml.\n\nUntil then, \
        `VTABLE_API=quiet-drafts` silences the warning. `-D warnings` (in `RUSTFLAGS`, or `#![deny(warnings)]` in the crate) makes an error of it, as of \
        every warning: set `VTABLE_API=quiet-drafts` there, and leave it to `cargo vtable-api check --locked` to keep drafts out of a release.",
    example: "\
#[revision(2)]
fn seek(&mut self, to: u64) -> i32 { -1 }         // VT0060, a warning until the freeze

$ cargo vtable-api freeze
$ VTABLE_API=quiet-drafts RUSTFLAGS='-D warnings' cargo test      # where drafts are expected",
};

pub(crate) const UNKNOWN_MODE: Text = Text {
    why: "`VTABLE_API=locked` keeps drafts out of a release. If it is misspelt, it would keep out nothing, \
        and nobody would notice: a draft's offset and signature would be in released binaries, but in no \
        record.",
    way_out: "Set it to `locked`, to `quiet-drafts`, to both separated by a comma, or not at all.\n\n\
        `VTABLE_API_SESSION` is reserved for the command's own builds while it runs: unset it in the \
        environment and in `[env]` of cargo's configuration.",
    example: "\
$ VTABLE_API=lock cargo build --release
error: [VT0061] ..

$ VTABLE_API=locked cargo build --release",
};

pub(crate) const NO_AGREEMENT: Text = Text {
    why: "A fingerprint covers its revision and all earlier ones. If those of revision 1 differ, the two \
        were built from different interfaces, or one from a draft, and the host refuses the module when it \
        opens it. The same happens if one side requires a revision that the other lacks. `inspect --host` \
        applies the rule that both follow at run time, and finds this before either is shipped.",
    way_out: "Rebuild the side that is behind against the released interface. A program that can do without \
        a revision should not require it: the default body runs instead.",
    example: "\
$ cargo vtable-api inspect libpng.so --host viewer
error: [VT0062] export `png`, table `viewer/codec` of `libpng.so` would be refused ..",
};

pub(crate) const HEADER_STALE: Text = Text {
    why: "A header carries the fingerprints of its revisions and the layout of their tables. A header that \
        was not regenerated after a freeze lacks the new revisions. A header that was edited by hand may \
        describe what no binary has, and C code compiled with it looks for a function pointer where there is \
        none.",
    way_out: "Regenerate it with `cargo vtable-api header --out DIR`, and commit it. Names and comments come \
        from the trait: edit them there.",
    example: "\
$ cargo vtable-api check --headers include
error: [VT0063] header `include/viewer_codec.h` is stale from line 87

$ cargo vtable-api header --out include",
};
