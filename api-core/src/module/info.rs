//! What a program may know of an export before it asks for it.

use super::catalog::Entry;

/// One export, for a list of what there is.
///
/// ```
/// # extern crate vtable_api_core as vtable_api;
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/counter.rs"));
/// # vtable_api::module! { create "steps" => CounterBox: Steps::default; }
/// # fn main() {
/// let module = vtable_api::module::Module::from_static(&VTABLE_MODULE).unwrap();
/// let export = module.exports().next().unwrap();
/// assert_eq!((export.name(), export.table()), ("steps", "test/counter"));
/// assert_eq!(export.revisions(), 0b11); // 1 and 2
/// assert!(export.is_created() && !export.is_lent());
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ExportInfo<'a>(pub(crate) &'a Entry);

impl<'a> ExportInfo<'a> {
    /// The export's name: UTF-8 of at most 255 bytes, with any content its author chose.
    pub fn name(&self) -> &'a str {
        &self.0.name
    }

    /// The id of its table: `vendor/table`. UTF-8 of at most 255 bytes.
    pub fn table(&self) -> &'a str {
        &self.0.id
    }

    /// The revisions that its table claims, bit n-1 for revision n; what is agreed with a program may be less.
    pub fn revisions(&self) -> u64 {
        self.0.revisions
    }

    /// Whether it has an object to lend: `get`.
    pub fn is_lent(&self) -> bool {
        self.0.is_lent()
    }

    /// Whether it makes objects: `create`.
    pub fn is_created(&self) -> bool {
        self.0.is_created()
    }
}
