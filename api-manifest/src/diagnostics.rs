//! The diagnostics: one [`Code`] per rule. A number is never used twice. What there is to say about each is in
//! `catalogue`, which only the CLI prints.

#[cfg(feature = "cli")]
mod catalogue;

use std::fmt;

#[cfg(feature = "cli")]
pub use catalogue::Entry;

/// A diagnostic: the rule that a piece of source or a record breaks.
///
/// ```
/// use vtable_api_manifest::diagnostics::Code;
///
/// assert_eq!(Code::parse("vt4"), Some(Code::ParamType));
/// assert_eq!(Code::ParamType.to_string(), "VT0004");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Code {
    /// A recorded slot is gone.
    SlotRemoved = 1,
    /// A recorded slot has another name.
    SlotRenamed = 2,
    /// A slot was inserted before a recorded one, or recorded slots were swapped.
    SlotMoved = 3,
    /// A parameter changed type.
    ParamType = 4,
    /// The return type changed.
    ReturnType = 5,
    /// A parameter was added or removed.
    ParamCount = 6,
    /// `&self`, `&mut self` or no receiver: it changed.
    Receiver = 7,
    /// `fn` became `unsafe fn`, or the reverse.
    Unsafety = 8,
    /// A recorded slot carries another revision number.
    SlotRevision = 9,
    /// `Send` or `Sync` was added to or removed from the trait.
    ObjectBounds = 10,
    /// A slot was appended without a new revision.
    AppendWithoutRevision = 11,
    /// A field changed type.
    FieldType = 12,
    /// Fields were added, removed, moved or renamed.
    FieldSet = 13,
    /// A type is another kind of thing, or has another `repr`.
    TypeKind = 14,
    /// A variant's discriminant changed.
    VariantValue = 15,
    /// Variants were added, removed or renamed.
    VariantSet = 16,
    /// What a variant carries changed.
    VariantPayload = 17,
    /// A recorded type is no longer reached: renamed or replaced.
    TypeGone = 18,
    /// A closed enum was opened, or an open one closed.
    OpenEnum = 19,
    /// A recorded table is no longer in the source.
    TableGone = 20,
    /// Two traits have one id.
    DuplicateId = 21,
    /// Two reachable types have one name.
    DuplicateTypeName = 22,
    /// What a slot borrows, or from what, changed.
    Lifetimes = 23,
    /// What a type borrows changed, or a bound of its lifetimes.
    TypeLifetimes = 24,
    /// Between which threads a type may go, or who drops it, changed.
    TypeTraits = 25,
    /// A marker says of a lifetime what no record has.
    MarkerVariance = 26,
    /// Revisions are out of order in the source.
    RevisionOrder = 30,
    /// A revision number was left out.
    RevisionSkipped = 31,
    /// There is no revision 64.
    RevisionLimit = 32,
    /// A slot of revision 2 or later has no default body.
    NoDefaultBody = 33,
    /// A default body calls a slot of its own or a later revision.
    DefaultCallsLater = 34,
    /// An Ex slot without the slot it supersedes.
    ExWithoutBase = 35,
    /// A number is missing in a row of Ex slots.
    ExGap = 36,
    /// An Ex slot in the revision of the slot it supersedes, or an earlier one.
    ExSameRevision = 37,
    /// Both `x_ex` and `x_ex1`.
    ExTwice = 38,
    /// Two things have one name in C.
    CNameCollision = 39,
    /// An attribute of the macro is malformed.
    RevisionAttribute = 40,
    /// There is no `abi.toml`.
    RecordMissing = 50,
    /// `abi.toml` is not a record.
    RecordUnreadable = 51,
    /// `abi.toml` was written by a newer vtable-api.
    RecordNewer = 52,
    /// `abi.toml` was edited by hand.
    RecordEdited = 53,
    /// `abi.toml` ends too early.
    RecordTruncated = 54,
    /// `abi.toml` has merge-conflict markers.
    RecordConflict = 55,
    /// A draft where drafts are locked out.
    DraftLocked = 56,
    /// A table where no record applies.
    NotRecordedHere = 57,
    /// The record lost or changed lines since an earlier state.
    RecordShrunk = 58,
    /// The blocks of `abi.toml` contradict each other.
    RecordInconsistent = 59,
    /// A slot that is not recorded yet (a warning).
    DraftSlot = 60,
    /// `VTABLE_API` has a word that it does not know.
    UnknownMode = 61,
    /// Two binaries that would refuse each other.
    NoAgreement = 62,
    /// A C header is not what would be written now.
    HeaderStale = 63,
    /// A name in C that a system's headers have.
    SystemName = 68,
    /// What C programs call a table is not what they called it when it was frozen.
    CNameChanged = 69,
    /// A function that no slot can hold.
    UnsupportedSlot = 100,
    /// A trait that cannot be a table.
    UnsupportedTrait = 101,
    /// A type that may not cross, in a slot.
    UnsupportedType = 102,
    /// A type that may not cross, in a field.
    UnsupportedField = 103,
    /// A type definition without a fixed layout.
    UnsupportedDerive = 104,
    /// An object in a form that cannot cross.
    UnsupportedObject = 105,
    /// A closure in a form that cannot cross.
    UnsupportedClosure = 106,
    /// More than 15 parameters.
    TooManyParams = 107,
    /// A name that the macro needs for itself.
    ReservedName = 108,
    /// Another path for vtable-api, without `unsafe`.
    TrustedCrate = 109,
    /// An exported module in a library that others link.
    LinkedExport = 111,
    /// A type that C cannot have where it stands.
    NoCForm = 113,
    /// An item that another macro changes once ours has read it.
    ItemChanged = 114,
    /// What is lent by `&mut` would be checked while somebody may hold it.
    LentFurther = 115,
    /// A frozen slot that names a table which no record has.
    ObjectNotRecorded = 116,
}

impl Code {
    /// The number.
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// Whether the number of a revision is what is wrong, and so where it is written is the place to look.
    pub const fn is_about_revision(self) -> bool {
        matches!(
            self,
            Code::RevisionOrder
                | Code::RevisionSkipped
                | Code::RevisionLimit
                | Code::SlotRevision
                | Code::AppendWithoutRevision
                | Code::ExSameRevision
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VT{:04}", self.number())
    }
}
