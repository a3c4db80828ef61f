//! What there is to say about each [`Code`]: one [`Entry`] per code. What an entry says is data, in the files of
//! `catalogue/`; a code without an entry does not compile.

mod record;
mod revisions;
mod slots;
mod types;
mod unsupported;

use super::Code;
use crate::canon::is_digits;

/// What there is to know about a [`Code`].
#[derive(Clone, Copy, Debug, PartialEq)]
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
        Code::TypeLifetimes,
        Code::TypeTraits,
        Code::MarkerVariance,
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
        Code::SystemName,
        Code::CNameChanged,
        Code::UnsupportedSlot,
        Code::UnsupportedTrait,
        Code::UnsupportedType,
        Code::UnsupportedField,
        Code::UnsupportedDerive,
        Code::UnsupportedObject,
        Code::UnsupportedClosure,
        Code::TooManyParams,
        Code::ReservedName,
        Code::TrustedCrate,
        Code::LinkedExport,
        Code::NoCForm,
        Code::ItemChanged,
        Code::LentFurther,
        Code::ObjectNotRecorded,
    ];

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
            Code::TypeLifetimes => "VT0024",
            Code::TypeTraits => "VT0025",
            Code::MarkerVariance => "VT0026",
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
            Code::SystemName => "VT0068",
            Code::CNameChanged => "VT0069",
            Code::UnsupportedSlot => "VT0100",
            Code::UnsupportedTrait => "VT0101",
            Code::UnsupportedType => "VT0102",
            Code::UnsupportedField => "VT0103",
            Code::UnsupportedDerive => "VT0104",
            Code::UnsupportedObject => "VT0105",
            Code::UnsupportedClosure => "VT0106",
            Code::TooManyParams => "VT0107",
            Code::ReservedName => "VT0108",
            Code::TrustedCrate => "VT0109",
            Code::LinkedExport => "VT0111",
            Code::NoCForm => "VT0113",
            Code::ItemChanged => "VT0114",
            Code::LentFurther => "VT0115",
            Code::ObjectNotRecorded => "VT0116",
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
        let number: u16 = is_digits(digits).then(|| digits.parse().ok())??;
        Code::ALL.iter().copied().find(|code| code.number() == number)
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
            Code::TypeLifetimes => &types::TYPE_LIFETIMES,
            Code::TypeTraits => &types::TYPE_TRAITS,
            Code::MarkerVariance => &types::MARKER_VARIANCE,
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
            Code::SystemName => &revisions::SYSTEM_NAME,
            Code::CNameChanged => &revisions::C_NAME_CHANGED,
            Code::UnsupportedSlot => &unsupported::UNSUPPORTED_SLOT,
            Code::UnsupportedTrait => &unsupported::UNSUPPORTED_TRAIT,
            Code::UnsupportedType => &unsupported::UNSUPPORTED_TYPE,
            Code::UnsupportedField => &unsupported::UNSUPPORTED_FIELD,
            Code::UnsupportedDerive => &unsupported::UNSUPPORTED_DERIVE,
            Code::UnsupportedObject => &unsupported::UNSUPPORTED_OBJECT,
            Code::UnsupportedClosure => &unsupported::UNSUPPORTED_CLOSURE,
            Code::TooManyParams => &unsupported::TOO_MANY_PARAMS,
            Code::ReservedName => &unsupported::RESERVED_NAME,
            Code::TrustedCrate => &unsupported::TRUSTED_CRATE,
            Code::LinkedExport => &unsupported::LINKED_EXPORT,
            Code::NoCForm => &unsupported::NO_C_FORM,
            Code::ItemChanged => &unsupported::ITEM_CHANGED,
            Code::LentFurther => &unsupported::LENT_FURTHER,
            Code::ObjectNotRecorded => &unsupported::OBJECT_NOT_RECORDED,
        }
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
