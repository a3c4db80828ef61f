//! The diagnostics: [`Code`], one for each rule, is made of the one list below. A number is never used twice. What there is
//! to say about each is in `catalogue`, which only the CLI prints.

#[cfg(feature = "cli")]
mod catalogue;

#[cfg(feature = "cli")]
use crate::canon::is_digits;
use std::fmt;

#[cfg(feature = "cli")]
pub use catalogue::Entry;

/// Makes [`Code`] of lines `Name = number, "one line: what is wrong", where the rest of its entry is;`.
macro_rules! codes {
    ($($name:ident = $number:literal, $title:literal, $file:ident::$text:ident;)*) => {
        /// A diagnostic: the rule that a piece of source or a record breaks.
        ///
        /// ```
        /// use vtable_api_manifest::diagnostics::Code;
        ///
        /// assert_eq!(Code::parse("vt4"), Some(Code::ParamType));
        /// assert_eq!(Code::ParamType.to_string(), "VT0004");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[allow(clippy::zero_prefixed_literal, reason = "messages show the number so")]
        pub enum Code {
            $(#[doc = $title] $name = $number,)*
        }

        #[cfg(feature = "cli")]
        impl Code {
            /// Every code, by number.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as messages show it, `VT0004`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => concat!("VT", stringify!($number)),)*
                }
            }

            /// The catalogue's page for this code.
            pub const fn entry(self) -> &'static Entry {
                match self {
                    $(Code::$name => const { &Entry::new(Code::$name, $title, catalogue::$file::$text) },)*
                }
            }
        }
    };
}

codes! {
    SlotRemoved = 0001, "a recorded slot was removed", slots::SLOT_REMOVED;
    SlotRenamed = 0002, "a recorded slot has another name", slots::SLOT_RENAMED;
    SlotMoved = 0003, "a slot was inserted before a recorded one, or recorded slots changed places", slots::SLOT_MOVED;
    ParamType = 0004, "a parameter of a recorded slot changed type", slots::PARAM_TYPE;
    ReturnType = 0005, "the return type of a recorded slot changed", slots::RETURN_TYPE;
    ParamCount = 0006, "a recorded slot gained or lost a parameter", slots::PARAM_COUNT;
    Receiver = 0007, "the receiver of a recorded slot changed", slots::RECEIVER;
    Unsafety = 0008, "a recorded slot became `unsafe`, or is no longer `unsafe`", slots::UNSAFETY;
    SlotRevision = 0009, "a recorded slot carries another revision number", slots::SLOT_REVISION;
    ObjectBounds = 0010, "`Send` or `Sync` was added to or removed from a recorded trait", slots::OBJECT_BOUNDS;
    AppendWithoutRevision = 0011, "a slot was appended to a revision that is frozen", slots::APPEND_WITHOUT_REVISION;
    FieldType = 0012, "a field of a recorded type changed type", types::FIELD_TYPE;
    FieldSet = 0013, "fields of a recorded type were added, removed, moved or renamed", types::FIELD_SET;
    TypeKind = 0014, "a recorded type became a different kind of type, or has another `repr`", types::TYPE_KIND;
    VariantValue = 0015, "the discriminant of a recorded variant changed", types::VARIANT_VALUE;
    VariantSet = 0016, "variants of a recorded enum were added, removed or renamed", types::VARIANT_SET;
    VariantPayload = 0017, "the payload of a recorded variant changed", types::VARIANT_PAYLOAD;
    TypeGone = 0018, "a recorded type was renamed or replaced", types::TYPE_GONE;
    OpenEnum = 0019, "a recorded enum was opened or closed", types::OPEN_ENUM;
    TableGone = 0020, "a recorded table is not in the source any more", slots::TABLE_GONE;
    DuplicateId = 0021, "two traits have the same id", slots::DUPLICATE_ID;
    DuplicateTypeName = 0022, "two types that slots reach have the same name", types::DUPLICATE_TYPE_NAME;
    Lifetimes = 0023, "the lifetimes of a recorded slot changed", slots::LIFETIMES;
    TypeLifetimes = 0024, "the lifetimes of a recorded type changed", types::TYPE_LIFETIMES;
    TypeTraits = 0025, "`Send`, `Sync` or `Drop` of a recorded type changed", types::TYPE_TRAITS;
    MarkerVariance = 0026, "a marker says something about a lifetime that no record has", types::MARKER_VARIANCE;
    GrowthChanged = 0027, "a recorded member of a growable type has another growth", types::GROWTH_CHANGED;
    GrowthFrozen = 0028, "a member was added to a growth that is frozen", types::GROWTH_FROZEN;
    GrowthOrder = 0029, "growths are out of order in the source, or one was left out", types::GROWTH_ORDER;
    RevisionOrder = 0030, "revisions are out of order in the source", revisions::REVISION_ORDER;
    RevisionSkipped = 0031, "a revision number was left out", revisions::REVISION_SKIPPED;
    RevisionLimit = 0032, "there is no revision 64", revisions::REVISION_LIMIT;
    NoDefaultBody = 0033, "a slot of revision 2 or later has no default body", revisions::NO_DEFAULT_BODY;
    DefaultCallsLater = 0034, "a default body calls a slot of the same or a later revision", revisions::DEFAULT_CALLS_LATER;
    ExWithoutBase = 0035, "an Ex slot without the slot that it supersedes", revisions::EX_WITHOUT_BASE;
    ExGap = 0036, "a number is missing in a sequence of Ex slots", revisions::EX_GAP;
    ExSameRevision = 0037, "an Ex slot is not in a later revision than the slot it supersedes", revisions::EX_SAME_REVISION;
    ExTwice = 0038, "both `x_ex` and `x_ex1` exist", revisions::EX_TWICE;
    CNameCollision = 0039, "two things have the same name in C", revisions::C_NAME_COLLISION;
    RevisionAttribute = 0040, "an attribute of the macro is malformed", revisions::REVISION_ATTRIBUTE;
    RecordMissing = 0050, "there is no `abi.toml`", record::RECORD_MISSING;
    RecordUnreadable = 0051, "`abi.toml` is not a record", record::RECORD_UNREADABLE;
    RecordNewer = 0052, "`abi.toml` was written by a newer vtable-api", record::RECORD_NEWER;
    RecordEdited = 0053, "`abi.toml` was edited by hand", record::RECORD_EDITED;
    RecordTruncated = 0054, "`abi.toml` ends too early", record::RECORD_TRUNCATED;
    RecordConflict = 0055, "`abi.toml` has merge-conflict markers", record::RECORD_CONFLICT;
    DraftLocked = 0056, "a draft in a build that allows none", record::DRAFT_LOCKED;
    NotRecordedHere = 0057, "a table in a place without a record", record::NOT_RECORDED_HERE;
    RecordShrunk = 0058, "the record lost or changed lines since an earlier state", record::RECORD_SHRUNK;
    RecordInconsistent = 0059, "the blocks of `abi.toml` contradict each other", record::RECORD_INCONSISTENT;
    DraftSlot = 0060, "a slot, variant or field that is not recorded yet", record::DRAFT_SLOT;
    UnknownMode = 0061, "`VTABLE_API` has an unknown value", record::UNKNOWN_MODE;
    NoAgreement = 0062, "a module and a host that would refuse each other", record::NO_AGREEMENT;
    HeaderStale = 0063, "a C header is out of date", record::HEADER_STALE;
    SystemName = 0068, "a name in C that a system header already defines", revisions::SYSTEM_NAME;
    CNameChanged = 0069, "the names of a frozen table in C have changed", revisions::C_NAME_CHANGED;
    UnsupportedSlot = 0100, "a function that no slot can hold", unsupported::UNSUPPORTED_SLOT;
    UnsupportedTrait = 0101, "a trait that cannot be a table", unsupported::UNSUPPORTED_TRAIT;
    UnsupportedType = 0102, "a type that may not cross, in a slot", unsupported::UNSUPPORTED_TYPE;
    UnsupportedField = 0103, "a type that may not cross, in a field", unsupported::UNSUPPORTED_FIELD;
    UnsupportedDerive = 0104, "a type definition without a fixed layout", unsupported::UNSUPPORTED_DERIVE;
    UnsupportedObject = 0105, "an object in a form that cannot cross", unsupported::UNSUPPORTED_OBJECT;
    UnsupportedClosure = 0106, "a closure in a form that cannot cross", unsupported::UNSUPPORTED_CLOSURE;
    TooManyParams = 0107, "more than 15 parameters", unsupported::TOO_MANY_PARAMS;
    ReservedName = 0108, "a name that is reserved for the macro", unsupported::RESERVED_NAME;
    TrustedCrate = 0109, "a path to vtable-api that nobody vouches for, or no path at all", unsupported::TRUSTED_CRATE;
    LinkedExport = 0111, "an exported module in a library that others link", unsupported::LINKED_EXPORT;
    NoCForm = 0113, "a type in a place where C cannot have it", unsupported::NO_C_FORM;
    ItemChanged = 0114, "an item that another macro changes after ours has read it", unsupported::ITEM_CHANGED;
    LentFurther = 0115, "a `&mut` or a copy that is lent for longer than the call", unsupported::LENT_FURTHER;
    ObjectNotRecorded = 0116, "a frozen slot that names a table without a record", unsupported::OBJECT_NOT_RECORDED;
    ForeignStruct = 0117, "a struct of another library whose definition in C cannot be used", unsupported::FOREIGN_STRUCT;
    GrowableNotRecorded = 0118, "a frozen slot that passes a growable type without a record", unsupported::GROWABLE_NOT_RECORDED;
}

impl Code {
    /// The number.
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// Reads `VT0004`, `vt4` or `4`.
    #[cfg(feature = "cli")]
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

#[cfg(all(test, feature = "cli"))]
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
}
