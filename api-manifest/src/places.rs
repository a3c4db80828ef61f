//! Where things are in the source: from a violation's [`Place`] to a region of a file.

use crate::diagnostics::Code;
use crate::violation::{Place, Violation};

/// A region of a file, as compilers print it: lines and columns from 1, columns in characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// An absolute path.
    pub file: String,
    /// Of the first character.
    pub line: u32,
    /// Of the first character.
    pub column: u32,
    /// Of the last character.
    pub end_line: u32,
    /// Behind the last character.
    pub end_column: u32,
}

/// What the macro says of where tables and types are, when the CLI asks.
///
/// ```
/// use vtable_api_manifest::diagnostics::Code;
/// use vtable_api_manifest::places::{Places, Region};
/// use vtable_api_manifest::violation::{Place, Violation};
///
/// let slot = Place::Slot { table: "viewer/codec".into(), slot: 0 };
/// let region = Region { file: "/viewer/src/lib.rs".into(), line: 6, column: 8, end_line: 6, end_column: 14 };
/// let mut places = Places::default();
/// places.add(slot.clone(), "-", region.clone());
/// assert_eq!(places.of(&Violation::new(Code::Unsafety, slot, "unsafe")), Some(&region));
///
/// // What has no place of its own is where the thing is that it belongs to.
/// let receiver = Place::Receiver { table: "viewer/codec".into(), slot: 0 };
/// assert_eq!(places.of(&Violation::new(Code::Receiver, receiver, "gone")), Some(&region));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    known: Vec<(Place, String, Region)>,
}

/// The part of a thing that is the thing itself.
pub(crate) const WHOLE: &str = "-";

impl Places {
    /// Adds a part of something: `-` for its name, `revision`, `bounds`, `type`.
    pub fn add(&mut self, place: Place, part: &str, region: Region) {
        self.known.push((place, part.into(), region));
    }

    /// Adds all of another table.
    pub fn extend(&mut self, other: Places) {
        self.known.extend(other.known);
    }

    /// Where the tokens are that a violation is about.
    pub fn of(&self, violation: &Violation) -> Option<&Region> {
        let part = match violation.code {
            code if code.is_about_revision() => "revision",
            Code::ObjectBounds => "bounds",
            Code::FieldType | Code::VariantPayload => "type",
            _ => WHOLE,
        };
        let mut place = Some(violation.place.clone());
        while let Some(here) = place {
            let found = self.find(&here, part).or_else(|| self.find(&here, WHOLE));
            if found.is_some() {
                return found;
            }
            place = around(here);
        }
        None
    }

    fn find(&self, place: &Place, part: &str) -> Option<&Region> {
        self.known.iter().find(|(known, of, _)| known == place && of == part).map(|(_, _, region)| region)
    }
}

/// What a place is in.
fn around(place: Place) -> Option<Place> {
    match place {
        Place::Package | Place::Table { .. } | Place::Type { .. } => None,
        Place::Slot { table, .. } => Some(Place::Table { table }),
        Place::Receiver { table, slot } | Place::Param { table, slot, .. } | Place::Ret { table, slot } => {
            Some(Place::Slot { table, slot })
        }
        Place::Field { ty, .. } | Place::Variant { ty, .. } => Some(Place::Type { ty }),
        Place::VariantField { ty, variant, .. } => Some(Place::Variant { ty, variant }),
    }
}
