//! From and to the types of arrow-rs, without a copy.

use crate::raw::{RawArray, RawArrayStream, RawSchema};
use crate::{Array, ArrayStream, Batch, Schema};
use arrow_array::ffi::from_ffi;
#[allow(deprecated, reason = "the name that all versions have")]
use arrow_array::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array as _, RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_data::ffi::FFI_ArrowArray;
use arrow_schema::ArrowError;
use arrow_schema::ffi::FFI_ArrowSchema;
use core::fmt;

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

        impl From<$ours> for $theirs {
            fn from(ours: $ours) -> Self {
                // SAFETY: both are the specification's struct, and the value moves.
                unsafe { core::mem::transmute::<$raw, $theirs>(ours.into_raw()) }
            }
        }
    )* };
}
same_struct! {
    Schema, RawSchema, FFI_ArrowSchema;
    Array, RawArray, FFI_ArrowArray;
    ArrayStream, RawArrayStream, FFI_ArrowArrayStream;
}

/// Why a batch could not be read or made.
#[derive(Debug)]
pub enum BatchError {
    /// It was released or moved.
    Released,
    /// It is a column, and no batch of columns, or has rows that are null.
    NoBatch,
    /// What arrow-rs says.
    Arrow(ArrowError),
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BatchError::Released => f.write_str("the batch was released or moved; pass a live one"),
            BatchError::NoBatch => f.write_str("found a column, or null rows, where a batch of columns is required"),
            BatchError::Arrow(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for BatchError {}

impl From<ArrowError> for BatchError {
    fn from(error: ArrowError) -> Self {
        BatchError::Arrow(error)
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

    /// The buffers are those of the batch, which is released with the last array that has one.
    fn try_from(batch: Batch) -> Result<Self, BatchError> {
        if batch.schema.is_released() || batch.array.is_released() {
            return Err(BatchError::Released);
        }
        let schema = FFI_ArrowSchema::from(batch.schema);
        // SAFETY: whoever made the batch vouched that the array is one of the schema.
        let data = unsafe { from_ffi(batch.array.into(), &schema) }?;
        if !matches!(data.data_type(), arrow_schema::DataType::Struct(_)) || data.null_count() > 0 {
            return Err(BatchError::NoBatch);
        }
        let fields = arrow_schema::Schema::try_from(&schema)?;
        // Without columns, nothing else tells how many rows there are.
        let rows = RecordBatchOptions::new().with_row_count(Some(data.len()));
        let (_, columns, _) = StructArray::from(data).into_parts();
        Ok(RecordBatch::try_new_with_options(fields.into(), columns, &rows)?)
    }
}

impl ArrayStream {
    /// What a reader has, batch by batch, as it is asked for.
    ///
    /// ```
    /// use arrow_array::{RecordBatch, RecordBatchIterator};
    /// use arrow_schema::{ArrowError, Schema};
    /// use vtable_api_arrow::ArrayStream;
    ///
    /// let batches = Vec::<Result<RecordBatch, ArrowError>>::new();
    /// let stream = ArrayStream::from_reader(Box::new(RecordBatchIterator::new(batches, Schema::empty().into())));
    /// assert_eq!(stream.into_reader()?.count(), 0);
    /// # Ok::<(), ArrowError>(())
    /// ```
    pub fn from_reader(reader: Box<dyn RecordBatchReader + Send>) -> Self {
        FFI_ArrowArrayStream::new(reader).into()
    }

    /// Its batches. They are imported without a check of what is in their buffers, as arrow-rs does it.
    ///
    /// # Errors
    /// It was released, or has no schema.
    #[allow(deprecated, reason = "the name that all versions have")]
    pub fn into_reader(self) -> Result<impl RecordBatchReader + Send, ArrowError> {
        ArrowArrayStreamReader::try_new(self.into())
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
}
