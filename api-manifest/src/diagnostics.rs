//! The catalogue of diagnostics: one [`Code`] per rule, one [`Entry`] per code. What an entry says is data,
//! in the files of `diagnostics/`; a code without an entry does not compile. A number is never used twice.

mod record;
mod revisions;
mod slots;
mod types;
mod unsupported;

use std::fmt;

/// A diagnostic: the rule that a piece of source or a record breaks.
///
/// ```
/// use vtable_api_manifest::diagnostics::Code;
///
/// assert_eq!(Code::parse("vt4"), Some(Code::ParamType));
/// assert_eq!(Code::ParamType.to_string(), "VT0004");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// Two slots have one name in C.
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
}

/// What there is to know about a [`Code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// One line: what is wrong.
    pub title: &'static str,
    /// What would go wrong between two binaries.
    pub why: &'static str,
    /// What to do instead.
    pub way_out: &'static str,
    /// The edit that breaks the rule, and the one that does not.
    pub example: &'static str,
}

impl Code {
    /// Every code, by number.
    pub const ALL: &'static [Code] = &[
        Code::SlotRemoved,
        Code::SlotRenamed,
        Code::SlotMoved,
        Code::ParamType,
        Code::ReturnType,
        Code::ParamCount,
        Code::Receiver,
        Code::Unsafety,
        Code::SlotRevision,
        Code::ObjectBounds,
        Code::AppendWithoutRevision,
        Code::FieldType,
        Code::FieldSet,
        Code::TypeKind,
        Code::VariantValue,
        Code::VariantSet,
        Code::VariantPayload,
        Code::TypeGone,
        Code::OpenEnum,
        Code::TableGone,
        Code::DuplicateId,
        Code::DuplicateTypeName,
        Code::Lifetimes,
        Code::RevisionOrder,
        Code::RevisionSkipped,
        Code::RevisionLimit,
        Code::NoDefaultBody,
        Code::DefaultCallsLater,
        Code::ExWithoutBase,
        Code::ExGap,
        Code::ExSameRevision,
        Code::ExTwice,
        Code::CNameCollision,
        Code::RevisionAttribute,
        Code::RecordMissing,
        Code::RecordUnreadable,
        Code::RecordNewer,
        Code::RecordEdited,
        Code::RecordTruncated,
        Code::RecordConflict,
        Code::DraftLocked,
        Code::NotRecordedHere,
        Code::RecordShrunk,
        Code::RecordInconsistent,
        Code::DraftSlot,
        Code::UnknownMode,
        Code::NoAgreement,
        Code::HeaderStale,
        Code::UnsupportedSlot,
        Code::UnsupportedTrait,
        Code::UnsupportedType,
        Code::UnsupportedField,
        Code::UnsupportedDerive,
        Code::UnsupportedObject,
        Code::UnsupportedClosure,
        Code::TooManyParams,
        Code::ReservedName,
    ];

    /// The number.
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// The code as messages show it, `VT0004`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::SlotRemoved => "VT0001",
            Code::SlotRenamed => "VT0002",
            Code::SlotMoved => "VT0003",
            Code::ParamType => "VT0004",
            Code::ReturnType => "VT0005",
            Code::ParamCount => "VT0006",
            Code::Receiver => "VT0007",
            Code::Unsafety => "VT0008",
            Code::SlotRevision => "VT0009",
            Code::ObjectBounds => "VT0010",
            Code::AppendWithoutRevision => "VT0011",
            Code::FieldType => "VT0012",
            Code::FieldSet => "VT0013",
            Code::TypeKind => "VT0014",
            Code::VariantValue => "VT0015",
            Code::VariantSet => "VT0016",
            Code::VariantPayload => "VT0017",
            Code::TypeGone => "VT0018",
            Code::OpenEnum => "VT0019",
            Code::TableGone => "VT0020",
            Code::DuplicateId => "VT0021",
            Code::DuplicateTypeName => "VT0022",
            Code::Lifetimes => "VT0023",
            Code::RevisionOrder => "VT0030",
            Code::RevisionSkipped => "VT0031",
            Code::RevisionLimit => "VT0032",
            Code::NoDefaultBody => "VT0033",
            Code::DefaultCallsLater => "VT0034",
            Code::ExWithoutBase => "VT0035",
            Code::ExGap => "VT0036",
            Code::ExSameRevision => "VT0037",
            Code::ExTwice => "VT0038",
            Code::CNameCollision => "VT0039",
            Code::RevisionAttribute => "VT0040",
            Code::RecordMissing => "VT0050",
            Code::RecordUnreadable => "VT0051",
            Code::RecordNewer => "VT0052",
            Code::RecordEdited => "VT0053",
            Code::RecordTruncated => "VT0054",
            Code::RecordConflict => "VT0055",
            Code::DraftLocked => "VT0056",
            Code::NotRecordedHere => "VT0057",
            Code::RecordShrunk => "VT0058",
            Code::RecordInconsistent => "VT0059",
            Code::DraftSlot => "VT0060",
            Code::UnknownMode => "VT0061",
            Code::NoAgreement => "VT0062",
            Code::HeaderStale => "VT0063",
            Code::UnsupportedSlot => "VT0100",
            Code::UnsupportedTrait => "VT0101",
            Code::UnsupportedType => "VT0102",
            Code::UnsupportedField => "VT0103",
            Code::UnsupportedDerive => "VT0104",
            Code::UnsupportedObject => "VT0105",
            Code::UnsupportedClosure => "VT0106",
            Code::TooManyParams => "VT0107",
            Code::ReservedName => "VT0108",
        }
    }

    /// Reads `VT0004`, `vt4` or `4`.
    pub fn parse(text: &str) -> Option<Code> {
        let text = text.trim();
        let digits = match text.get(..2) {
            Some(prefix) if prefix.eq_ignore_ascii_case("vt") => &text[2..],
            _ => text,
        };
        // `parse` alone would take `+4`, too.
        let number: u16 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
        Code::ALL.iter().copied().find(|code| code.number() == number)
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

    /// The catalogue's page for this code.
    pub const fn entry(self) -> &'static Entry {
        match self {
            Code::SlotRemoved => &slots::SLOT_REMOVED,
            Code::SlotRenamed => &slots::SLOT_RENAMED,
            Code::SlotMoved => &slots::SLOT_MOVED,
            Code::ParamType => &slots::PARAM_TYPE,
            Code::ReturnType => &slots::RETURN_TYPE,
            Code::ParamCount => &slots::PARAM_COUNT,
            Code::Receiver => &slots::RECEIVER,
            Code::Unsafety => &slots::UNSAFETY,
            Code::SlotRevision => &slots::SLOT_REVISION,
            Code::ObjectBounds => &slots::OBJECT_BOUNDS,
            Code::AppendWithoutRevision => &slots::APPEND_WITHOUT_REVISION,
            Code::FieldType => &types::FIELD_TYPE,
            Code::FieldSet => &types::FIELD_SET,
            Code::TypeKind => &types::TYPE_KIND,
            Code::VariantValue => &types::VARIANT_VALUE,
            Code::VariantSet => &types::VARIANT_SET,
            Code::VariantPayload => &types::VARIANT_PAYLOAD,
            Code::TypeGone => &types::TYPE_GONE,
            Code::OpenEnum => &types::OPEN_ENUM,
            Code::TableGone => &slots::TABLE_GONE,
            Code::DuplicateId => &slots::DUPLICATE_ID,
            Code::DuplicateTypeName => &types::DUPLICATE_TYPE_NAME,
            Code::Lifetimes => &slots::LIFETIMES,
            Code::RevisionOrder => &revisions::REVISION_ORDER,
            Code::RevisionSkipped => &revisions::REVISION_SKIPPED,
            Code::RevisionLimit => &revisions::REVISION_LIMIT,
            Code::NoDefaultBody => &revisions::NO_DEFAULT_BODY,
            Code::DefaultCallsLater => &revisions::DEFAULT_CALLS_LATER,
            Code::ExWithoutBase => &revisions::EX_WITHOUT_BASE,
            Code::ExGap => &revisions::EX_GAP,
            Code::ExSameRevision => &revisions::EX_SAME_REVISION,
            Code::ExTwice => &revisions::EX_TWICE,
            Code::CNameCollision => &revisions::C_NAME_COLLISION,
            Code::RevisionAttribute => &revisions::REVISION_ATTRIBUTE,
            Code::RecordMissing => &record::RECORD_MISSING,
            Code::RecordUnreadable => &record::RECORD_UNREADABLE,
            Code::RecordNewer => &record::RECORD_NEWER,
            Code::RecordEdited => &record::RECORD_EDITED,
            Code::RecordTruncated => &record::RECORD_TRUNCATED,
            Code::RecordConflict => &record::RECORD_CONFLICT,
            Code::DraftLocked => &record::DRAFT_LOCKED,
            Code::NotRecordedHere => &record::NOT_RECORDED_HERE,
            Code::RecordShrunk => &record::RECORD_SHRUNK,
            Code::RecordInconsistent => &record::RECORD_INCONSISTENT,
            Code::DraftSlot => &record::DRAFT_SLOT,
            Code::UnknownMode => &record::UNKNOWN_MODE,
            Code::NoAgreement => &record::NO_AGREEMENT,
            Code::HeaderStale => &record::HEADER_STALE,
            Code::UnsupportedSlot => &unsupported::UNSUPPORTED_SLOT,
            Code::UnsupportedTrait => &unsupported::UNSUPPORTED_TRAIT,
            Code::UnsupportedType => &unsupported::UNSUPPORTED_TYPE,
            Code::UnsupportedField => &unsupported::UNSUPPORTED_FIELD,
            Code::UnsupportedDerive => &unsupported::UNSUPPORTED_DERIVE,
            Code::UnsupportedObject => &unsupported::UNSUPPORTED_OBJECT,
            Code::UnsupportedClosure => &unsupported::UNSUPPORTED_CLOSURE,
            Code::TooManyParams => &unsupported::TOO_MANY_PARAMS,
            Code::ReservedName => &unsupported::RESERVED_NAME,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_ordered_and_read_back() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].number() < pair[1].number()));
        for &code in Code::ALL {
            assert_eq!(code.as_str(), format!("VT{:04}", code.number()));
            assert_eq!(Code::parse(code.as_str()), Some(code));
            assert_eq!(Code::parse(&code.number().to_string()), Some(code));
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in ["", "VT", "VT9999", "VT99999999", "+4", "é4", "VT-4", "4x"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }

    #[test]
    fn every_entry_is_whole_and_under_its_own_code() {
        for &code in Code::ALL {
            let entry = code.entry();
            assert_eq!(entry.code, code);
            assert!(!entry.title.contains('\n') && !entry.title.ends_with('.'), "{code}: {}", entry.title);
            for text in [entry.why, entry.way_out, entry.example] {
                assert!(text.len() > 40, "{code} says too little: {text}");
                assert_eq!(text, text.trim(), "{code}");
            }
            assert!(entry.why.ends_with('.') && entry.way_out.ends_with('.'), "{code}");
        }
    }
}
