//! The cases: released crates, and edits to them. Add one: write the change with `«»` around each place where an
//! error belongs, leave `finds` empty, run the test, and read what it prints before you paste it.

mod borrowed;
mod copied;
mod foreign;
mod forms;
mod growables;
mod harmless;
mod lifetimes;
mod revisions;
mod shapes;
mod signatures;
mod slots;
mod traits;
mod types;
mod unsupported;
mod values;

use crate::case::{Case, Released};

/// Two tables, and a type of each kind.
pub(crate) static VIEWER: Released = Released::new("viewer", include_str!("../released/viewer.rs"));
/// Slots with every form of type.
static FORMS: Released = Released::new("forms", include_str!("../released/forms.rs"));

/// Slots with lifetimes.
static BORROWED: Released = Released::new("borrowed", include_str!("../released/borrowed.rs"));

/// Types that borrow, and callbacks.
static LENT: Released = Released::new("lent", include_str!("../released/lent.rs"));

/// Markers, `Drop`, `unsafe impl`s.
static TRAITS: Released = Released::new("traits", include_str!("../released/traits.rs"));

/// Names, modules, macros and arguments in between.
static SHAPES: Released = Released::new("shapes", include_str!("../released/shapes.rs"));

/// Structs that C has already.
static FOREIGN: Released = Released::new("foreign", include_str!("../released/foreign.rs"));
/// Types that grow.
static GROWABLE: Released = Released::new("growable", include_str!("../released/growable.rs"));
/// Types that are copied.
static COPIED: Released = Released::new("copied", include_str!("../released/copied.rs"));

/// All cases, by the crate that they edit.
pub(crate) const GROUPS: &[(&Released, &[Case])] = &[
    (&VIEWER, slots::CASES),
    (&VIEWER, signatures::CASES),
    (&VIEWER, types::CASES),
    (&VIEWER, revisions::CASES),
    (&VIEWER, unsupported::CASES),
    (&VIEWER, harmless::CASES),
    (&FORMS, forms::CASES),
    (&FORMS, values::CASES),
    (&BORROWED, borrowed::CASES),
    (&LENT, lifetimes::CASES),
    (&TRAITS, traits::CASES),
    (&SHAPES, shapes::CASES),
    (&FOREIGN, foreign::CASES),
    (&COPIED, copied::CASES),
    (&GROWABLE, growables::CASES),
];

/// Each case with the crate that it edits.
pub(crate) fn all() -> Vec<(&'static Released, &'static Case)> {
    GROUPS.iter().flat_map(|(released, cases)| cases.iter().map(|case| (*released, case))).collect()
}
