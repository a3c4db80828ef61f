//! A schema and an array of it.

use crate::cross::{PACKAGE, definition, field};
use crate::raw::{RawArray, RawSchema};
use crate::shape::Shape;
use crate::{Array, Malformed, Schema};
use vtable_api_core::convert::{Element, Tagged};
use vtable_api_core::copied::{Checked, Part, Sending};
use vtable_api_core::describe::{Described, List, Piece, Rope, TypeInfo, TypeRef};
use vtable_api_core::follow::Walk;
use vtable_api_core::handle::vouch;
use vtable_api_core::{__abi_by_parts, __abi_lend, Fault};

/// An [`Array`] and the [`Schema`] that says what is in it: a record batch, or a column. That the two belong together is what its maker
/// vouches for, so a reader need not.
///
/// With the feature `arrow`, `Batch::try_from(record_batch)` and `RecordBatch::try_from(batch)` convert, without a copy of the buffers. On
/// the way to arrow-rs it is [checked](crate#what-is-checked).
#[derive(Debug)]
pub struct Batch {
    pub(crate) schema: Schema,
    pub(crate) array: Array,
}

impl Batch {
    /// Puts them together.
    ///
    /// # Safety
    /// The array is one of this schema, as the specification says.
    pub const unsafe fn new_unchecked(schema: Schema, array: Array) -> Self {
        Batch { schema, array }
    }

    /// What is in the array.
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The array.
    pub const fn array(&self) -> &Array {
        &self.array
    }

    /// Whether both, and all that they lead to, are as the interface says, and the array is one of the schema, as far as that can be seen
    /// from the structs, their pointers, and the first and last offsets: however many elements there are.
    ///
    /// ```
    /// use vtable_api_arrow::{Array, Batch, Schema};
    ///
    /// // SAFETY: neither is there.
    /// let gone = unsafe { Batch::new_unchecked(Schema::empty(), Array::empty()) };
    /// assert_eq!(gone.check().unwrap_err().path(), "schema");
    /// ```
    ///
    /// # Errors
    /// The first node that is not.
    pub fn check(&self) -> Result<(), Malformed> {
        // SAFETY: what can be seen is looked at; of the rest, its maker says that it is as the specification says.
        let shape = unsafe { Shape::of(&self.schema.0) }?;
        // SAFETY: as above, and that the array is one of the schema.
        unsafe { shape.check(&self.array.0) }
    }

    /// Takes them apart.
    pub fn into_parts(self) -> (Schema, Array) {
        (self.schema, self.array)
    }
}

// SAFETY: its two members, in their order; it has no lifetimes.
unsafe impl Described for Batch {
    type Lifetimes<Tail: List> = Tail;
    const NAME: Rope = &[Piece::Named { package: PACKAGE, name: "Batch" }];
    const TYPE: TypeRef = TypeRef::new(&TypeInfo {
        name: Self::NAME,
        definition: Some(definition(
            "Batch",
            "",
            &[
                field(&[Piece::Text("schema: "), Piece::Rope(Schema::NAME)]),
                field(&[Piece::Text("array: "), Piece::Rope(Array::NAME)]),
            ],
            &["doc\tAn array, and the schema that it is one of."],
        )),
        reaches: &[Schema::TYPE, Array::TYPE],
        object: None,
    });
}

/// [`Batch`] on the wire.
#[repr(C)]
#[derive(Debug)]
pub struct WireBatch {
    schema: RawSchema,
    array: RawArray,
}

// SAFETY: the tokens name a type and no parameters.
__abi_lend!({ unsafe { vouch() } } [] Batch, AsCopy);
// SAFETY: it lends nothing.
unsafe impl Element for Batch {}
// SAFETY: two members, as the header shows. Zeros have no `release`.
unsafe impl Part for Batch {
    type Wire = WireBatch;
    type Niche = Tagged;
    type Bits = Checked;
    #[inline]
    unsafe fn to_part<S: Sending>(value: *const Self, sending: &mut S) -> WireBatch {
        // SAFETY: readable, by the caller's word.
        let Batch { schema, array } = unsafe { &*value };
        // SAFETY: passed on to the caller.
        let schema = unsafe { Schema::to_part(schema, sending) };
        // SAFETY: passed on to the caller.
        WireBatch { schema, array: unsafe { Array::to_part(array, sending) } }
    }
    #[inline]
    unsafe fn check_part(wire: *const WireBatch, walk: &mut Walk) -> Result<(), Fault> {
        // SAFETY: in the wire form.
        let schema = unsafe { &raw const (*wire).schema };
        // SAFETY: in the wire form.
        let array = unsafe { &raw const (*wire).array };
        // SAFETY: passed on to the caller.
        unsafe { Schema::check_part(schema, walk) }.map_err(|fault| fault.in_field("schema"))?;
        // SAFETY: passed on to the caller.
        unsafe { Array::check_part(array, walk) }.map_err(|fault| fault.in_field("array"))
    }
    #[inline]
    unsafe fn take<const OURS: bool>(wire: *mut WireBatch) -> Self {
        // SAFETY: in the wire form.
        let schema = unsafe { &raw mut (*wire).schema };
        // SAFETY: in the wire form.
        let array = unsafe { &raw mut (*wire).array };
        // SAFETY: passed on to the caller.
        let schema = unsafe { <Schema as Part>::take::<OURS>(schema) };
        // SAFETY: passed on to the caller.
        Batch { schema, array: unsafe { <Array as Part>::take::<OURS>(array) } }
    }
    #[inline]
    unsafe fn release(wire: *mut WireBatch) {
        // SAFETY: passed on to the caller.
        drop(unsafe { <Self as Part>::take::<true>(wire) });
    }
}
// SAFETY: the tokens name a type and no parameters.
__abi_by_parts!({ unsafe { vouch() } } [] Batch);
