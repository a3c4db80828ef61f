//! From and to the types of arrow-rs, without a copy.

use crate::format::Layout;
use crate::raw::{RawArray, RawArrayStream, RawSchema};
use crate::shape::Shape;
use crate::stream::Reader;
use crate::{Array, ArrayStream, Batch, Malformed, Schema};
use arrow_array::ffi::from_ffi_and_data_type;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array as _, RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_data::ArrayData;
use arrow_data::ffi::FFI_ArrowArray;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, SchemaRef};
use core::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

macro_rules! same_struct {
    ($($ours:ident, $raw:ident, $theirs:ident;)*) => { $(
        const _: () = assert!(size_of::<$raw>() == size_of::<$theirs>() && align_of::<$raw>() == align_of::<$theirs>());

        impl From<$theirs> for $ours {
            fn from(theirs: $theirs) -> Self {
                // SAFETY: both are the specification's struct, and the value moves.
                let raw = unsafe { core::mem::transmute::<$theirs, $raw>(theirs) };
                // SAFETY: arrow-rs vouches for its own, which are `Send`.
                unsafe { $ours::from_raw(raw) }
            }
        }
    )* };
}
same_struct! {
    Schema, RawSchema, FFI_ArrowSchema;
    Array, RawArray, FFI_ArrowArray;
    ArrayStream, RawArrayStream, FFI_ArrowArrayStream;
}

impl TryFrom<Schema> for FFI_ArrowSchema {
    type Error = BatchError;

    /// The same struct, once it was looked at: safe functions of arrow-rs follow its pointers.
    fn try_from(schema: Schema) -> Result<Self, BatchError> {
        if schema.is_released() {
            return Err(BatchError::Released);
        }
        schema.check()?;
        Ok(their_schema(schema))
    }
}

impl TryFrom<Array> for FFI_ArrowArray {
    type Error = BatchError;

    /// The same struct, once it was looked at: safe functions of arrow-rs follow its pointers.
    fn try_from(array: Array) -> Result<Self, BatchError> {
        if array.is_released() {
            return Err(BatchError::Released);
        }
        array.check()?;
        Ok(their_array(array))
    }
}

/// The same struct, of theirs.
fn their_schema(schema: Schema) -> FFI_ArrowSchema {
    // SAFETY: both are the specification's struct, and the value moves.
    unsafe { core::mem::transmute::<RawSchema, FFI_ArrowSchema>(schema.into_raw()) }
}

/// The same struct, of theirs.
fn their_array(array: Array) -> FFI_ArrowArray {
    // SAFETY: both are the specification's struct, and the value moves.
    unsafe { core::mem::transmute::<RawArray, FFI_ArrowArray>(array.into_raw()) }
}

impl TryFrom<ArrayStream> for FFI_ArrowArrayStream {
    type Error = BatchError;

    /// A stream of arrow-rs that looks at what this one has, batch by batch: safe functions of arrow-rs read it.
    fn try_from(stream: ArrayStream) -> Result<Self, BatchError> {
        Ok(FFI_ArrowArrayStream::new(Box::new(stream.into_reader()?)))
    }
}

/// Why a batch could not be read or made.
#[derive(Debug)]
#[non_exhaustive]
pub enum BatchError {
    /// It was released or moved.
    Released,
    /// It is a column, and no batch of columns, or has rows that are null.
    NoBatch,
    /// It is not as Arrow's C data interface says.
    Malformed(Malformed),
    /// A stream could not say its schema, or its next batch.
    #[allow(missing_docs, reason = "what was asked, and what the stream has answered")]
    Stream { wanted: &'static str, code: i32, message: Option<String> },
    /// What arrow-rs says.
    Arrow(ArrowError),
    /// With what arrow-rs has panicked.
    Panicked(String),
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BatchError::Released => f.write_str("the batch was released or moved; pass a live one"),
            BatchError::NoBatch => f.write_str("found a column, or null rows, where a batch of columns is required"),
            BatchError::Malformed(malformed) => malformed.fmt(f),
            BatchError::Stream { wanted, code, message } => {
                write!(f, "the stream has answered with error {code} when asked for {wanted}")?;
                message.as_ref().map_or(Ok(()), |message| write!(f, ": {message}"))
            }
            BatchError::Arrow(error) => error.fmt(f),
            BatchError::Panicked(message) => {
                write!(
                    f,
                    "arrow-rs has panicked over the batch, so it is malformed in a way that was not seen before: {message}"
                )
            }
        }
    }
}

impl core::error::Error for BatchError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            BatchError::Malformed(malformed) => Some(malformed),
            BatchError::Arrow(error) => Some(error),
            _ => None,
        }
    }
}

impl From<ArrowError> for BatchError {
    fn from(error: ArrowError) -> Self {
        BatchError::Arrow(error)
    }
}

impl From<Malformed> for BatchError {
    fn from(malformed: Malformed) -> Self {
        BatchError::Malformed(malformed)
    }
}

impl From<BatchError> for ArrowError {
    fn from(error: BatchError) -> Self {
        match error {
            BatchError::Arrow(error) => error,
            error => ArrowError::ExternalError(Box::new(error)),
        }
    }
}

impl TryFrom<RecordBatch> for Batch {
    type Error = BatchError;

    /// The buffers are those of the record batch, which live until both sides are done with them.
    fn try_from(batch: RecordBatch) -> Result<Self, BatchError> {
        // With what the batch says of itself, which an array does not know.
        let schema = FFI_ArrowSchema::try_from(batch.schema_ref().as_ref())?;
        let array = FFI_ArrowArray::new(&StructArray::from(batch).into_data());
        Ok(Batch { schema: schema.into(), array: array.into() })
    }
}

impl TryFrom<Batch> for RecordBatch {
    type Error = BatchError;

    /// The buffers are those of the batch, which is released with the last array that has one. It is
    /// [checked](crate#what-is-checked), with what is in its buffers.
    fn try_from(batch: Batch) -> Result<Self, BatchError> {
        // SAFETY: nothing is trusted.
        unsafe { imported(batch, false) }
    }
}

impl Batch {
    /// The same as `RecordBatch::try_from(batch)`, but what is in the buffers is not looked at, so the cost does not depend on the number
    /// of rows.
    ///
    /// ```
    /// use arrow_array::{RecordBatch, StringArray};
    /// use std::sync::Arc;
    /// use vtable_api_arrow::Batch;
    ///
    /// let texts = StringArray::from(vec!["a", "b"]);
    /// let sent = Batch::try_from(RecordBatch::try_from_iter([("text", Arc::new(texts) as _)])?)?;
    /// // SAFETY: arrow-rs has made it.
    /// let batch = unsafe { sent.into_record_batch_unchecked() }?;
    /// assert_eq!(batch.num_rows(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Safety
    /// What is in the buffers is as the specification says: offsets lie within what they lead to and do not decrease, text is UTF-8, the
    /// indices of dictionaries, the ends of runs and the ids of unions are those of something.
    ///
    /// # Errors
    /// The structs are not as the interface says, or hold no batch of columns.
    pub unsafe fn into_record_batch_unchecked(self) -> Result<RecordBatch, BatchError> {
        // SAFETY: passed on to the caller.
        unsafe { imported(self, true) }
    }
}

/// # Safety
/// As for [`Importer::new`].
unsafe fn imported(batch: Batch, trusted: bool) -> Result<RecordBatch, BatchError> {
    let Batch { schema, array } = batch;
    if schema.is_released() || array.is_released() {
        return Err(BatchError::Released);
    }
    // SAFETY: passed on to the caller.
    unsafe { Importer::new(schema, trusted) }?.import(array)
}

/// Imports the arrays of a schema.
pub(crate) struct Importer {
    shape: Shape,
    fields: SchemaRef,
    trusted: bool,
}

impl Importer {
    /// Looks at a schema.
    ///
    /// # Safety
    /// If contents are `trusted`, those of arrays to be imported are as the specification says.
    pub(crate) unsafe fn new(schema: Schema, trusted: bool) -> Result<Self, BatchError> {
        // SAFETY: what can be seen is looked at; of the rest, its maker says that it is as the specification says.
        let shape = unsafe { Shape::of(&schema.0) }?;
        if shape.layout != Layout::Struct {
            return Err(BatchError::NoBatch);
        }
        let schema = their_schema(schema);
        let fields = guarded(|| Ok(arrow_schema::Schema::try_from(&schema)?))?;
        Ok(Importer { shape, fields: fields.into(), trusted })
    }

    /// What arrow-rs has made of the schema.
    pub(crate) fn fields(&self) -> &SchemaRef {
        &self.fields
    }

    /// An array of the schema, as a batch in the same buffers.
    pub(crate) fn import(&self, array: Array) -> Result<RecordBatch, BatchError> {
        // SAFETY: as for the schema; its maker says that the array is one of it.
        unsafe { self.shape.check(&array.0) }?;
        guarded(|| {
            let fields = DataType::Struct(self.fields.fields().clone());
            // SAFETY: as far as that can be seen it was looked at, and its maker vouches for the rest.
            let data = unsafe { from_ffi_and_data_type(their_array(array), fields) }?;
            if !self.trusted {
                validate_unions(&data)?;
                data.validate_full()?;
            }
            if data.null_count() > 0 {
                return Err(BatchError::NoBatch);
            }
            // Without columns, nothing else tells how many rows there are.
            let rows = RecordBatchOptions::new().with_row_count(Some(data.len()));
            let (_, columns, _) = StructArray::from(data).into_parts();
            Ok(RecordBatch::try_new_with_options(self.fields.clone(), columns, &rows)?)
        })
    }
}

/// What arrow-rs makes of structs. It asserts what it believes of them, where they were not seen to be otherwise.
fn guarded<T>(import: impl FnOnce() -> Result<T, BatchError>) -> Result<T, BatchError> {
    // Whatever it was doing when it panicked, nobody sees: all that it has is dropped.
    catch_unwind(AssertUnwindSafe(import)).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| String::from(*text));
        let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
        Err(BatchError::Panicked(text.unwrap_or_default()))
    })
}

/// Whether the ids of unions are those of children, and offsets lead to elements of theirs: earlier versions of arrow-rs do not ask.
fn validate_unions(data: &ArrayData) -> Result<(), BatchError> {
    if let DataType::Union(fields, _) = data.data_type() {
        let wrong = |text: String| Err(ArrowError::InvalidArgumentError(text).into());
        let lengths: Vec<_> = fields.iter().zip(data.child_data()).map(|((id, _), child)| (id, child.len())).collect();
        let all = data.offset() + data.len();
        let offsets = data.buffers().get(1).map(|offsets| &offsets.typed_data::<i32>()[..all]);
        for (at, id) in data.buffers()[0].typed_data::<i8>()[..all].iter().enumerate().skip(data.offset()) {
            let Some((_, length)) = lengths.iter().find(|(known, _)| known == id) else {
                return wrong(format!(
                    "element {at} of {} has the type id {id}, which is none of its ids",
                    data.data_type()
                ));
            };
            let offset = offsets.map(|offsets| offsets[at]);
            let outside = |offset: &i32| usize::try_from(*offset).map_or(true, |offset| offset >= *length);
            if let Some(offset) = offset.filter(outside) {
                return wrong(format!(
                    "element {at} of {} has the offset {offset} into a child of length {length}",
                    data.data_type()
                ));
            }
        }
    }
    data.child_data().iter().try_for_each(validate_unions)
}

impl ArrayStream {
    /// What a reader has, batch by batch, as it is asked for.
    ///
    /// ```
    /// use arrow_array::{RecordBatch, RecordBatchIterator};
    /// use arrow_schema::{ArrowError, Schema};
    /// use vtable_api_arrow::{ArrayStream, BatchError};
    ///
    /// let batches = Vec::<Result<RecordBatch, ArrowError>>::new();
    /// let stream = ArrayStream::from_reader(Box::new(RecordBatchIterator::new(batches, Schema::empty().into())));
    /// assert_eq!(stream.into_reader()?.count(), 0);
    /// # Ok::<(), BatchError>(())
    /// ```
    pub fn from_reader(reader: Box<dyn RecordBatchReader + Send>) -> Self {
        FFI_ArrowArrayStream::new(reader).into()
    }

    /// Its batches, each of which is [checked](crate#what-is-checked) as it comes, with what is in its buffers. A batch that is malformed is
    /// an [`ArrowError::ExternalError`] around a [`BatchError`].
    ///
    /// # Errors
    /// It was released, has no schema, or one that is malformed.
    pub fn into_reader(self) -> Result<impl RecordBatchReader + Send, BatchError> {
        // SAFETY: nothing is trusted.
        unsafe { Reader::new(self, false) }
    }

    /// The same, but what is in the buffers of batches is not looked at.
    ///
    /// # Safety
    /// As for [`Batch::into_record_batch_unchecked`], for each batch.
    ///
    /// # Errors
    /// As for [`into_reader`](Self::into_reader).
    pub unsafe fn into_reader_unchecked(self) -> Result<impl RecordBatchReader + Send, BatchError> {
        // SAFETY: passed on to the caller.
        unsafe { Reader::new(self, true) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::ffi::to_ffi;
    use arrow_array::{BooleanArray, Int32Array};
    use arrow_schema::{DataType, Field};
    use std::sync::Arc;

    fn there_and_back(batch: &RecordBatch) -> RecordBatch {
        let sent = Batch::try_from(batch.clone()).expect("a batch");
        sent.try_into().expect("the same")
    }

    #[test]
    fn a_batch_is_the_same_afterwards() {
        let number = Field::new("n", DataType::Int32, true).with_metadata(
            [("unit".into(), "m".into())].into_iter().collect::<std::collections::HashMap<String, String>>(),
        );
        let schema = Arc::new(arrow_schema::Schema::new(vec![number]));
        let batch =
            RecordBatch::try_new(schema.clone(), vec![Arc::new(Int32Array::from(vec![Some(1), None, Some(3)]))]);
        let batch = batch.expect("a batch");
        assert_eq!(there_and_back(&batch), batch);
        // A part of one, which begins further on in the same buffers.
        assert_eq!(there_and_back(&batch.slice(1, 2)), batch.slice(1, 2));
        assert_eq!(there_and_back(&RecordBatch::new_empty(schema)).num_rows(), 0);
        let options = RecordBatchOptions::new().with_row_count(Some(7));
        let none = RecordBatch::try_new_with_options(Arc::new(arrow_schema::Schema::empty()), vec![], &options);
        assert_eq!(there_and_back(&none.expect("rows of nothing")).num_rows(), 7);
    }

    #[test]
    fn what_is_no_batch_is_an_error() {
        let (array, schema) = to_ffi(&BooleanArray::from(vec![true]).into_data()).expect("an array");
        // SAFETY: they are of one array.
        let column = unsafe { Batch::new_unchecked(schema.into(), array.into()) };
        assert!(matches!(RecordBatch::try_from(column), Err(BatchError::NoBatch)));
        // SAFETY: neither is there.
        let gone = unsafe { Batch::new_unchecked(Schema::empty(), Array::empty()) };
        let error = RecordBatch::try_from(gone).expect_err("it is gone");
        assert_eq!(error.to_string(), "the batch was released or moved; pass a live one");
        assert!(ArrayStream::empty().into_reader().is_err());
    }

    #[test]
    fn a_panic_is_an_error() {
        let error = guarded::<()>(|| panic!("{} children", 3)).expect_err("a panic");
        assert!(error.to_string().ends_with("in a way that was not seen before: 3 children"), "{error}");
    }
}
