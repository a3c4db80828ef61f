//! A stream, batch by batch, each of which is looked at.

use crate::convert::{BatchError, Importer};
use crate::raw::{RawArray, RawSchema};
use crate::{Array, ArrayStream, Malformed, Schema};
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use core::ffi::{CStr, c_int};

/// A stream and its schema.
pub(crate) struct Reader {
    stream: ArrayStream,
    importer: Importer,
    is_over: bool,
}

impl Reader {
    /// Asks a stream for its schema.
    ///
    /// # Safety
    /// If its contents are `trusted`, they are as the specification says.
    pub(crate) unsafe fn new(mut stream: ArrayStream, trusted: bool) -> Result<Self, BatchError> {
        if stream.is_released() {
            return Err(BatchError::Released);
        }
        let get_schema = stream.0.get_schema.ok_or_else(|| missing("get_schema"))?;
        let mut schema = RawSchema::EMPTY;
        // SAFETY: the stream's own function, on itself, which is live; it writes a struct, or nothing.
        let code = unsafe { get_schema(stream.as_mut_ptr(), &raw mut schema) };
        if code != 0 {
            return Err(stream.error("its schema", code));
        }
        // SAFETY: the stream's maker vouches for it, and it is the receiver's to release.
        let schema = unsafe { Schema::from_raw(schema) };
        // SAFETY: passed on to the caller.
        let importer = unsafe { Importer::new(schema, trusted) }?;
        Ok(Reader { stream, importer, is_over: false })
    }

    /// The next batch, or `None` at the end.
    fn read(&mut self) -> Result<Option<RecordBatch>, BatchError> {
        let get_next = self.stream.0.get_next.ok_or_else(|| missing("get_next"))?;
        let mut array = RawArray::EMPTY;
        // SAFETY: the stream's own function, on itself, which is live; it writes a struct, or nothing.
        let code = unsafe { get_next(self.stream.as_mut_ptr(), &raw mut array) };
        if code != 0 {
            return Err(self.stream.error("the next batch", code));
        }
        // SAFETY: the stream's maker vouches for it, and it is the receiver's to release.
        let array = unsafe { Array::from_raw(array) };
        self.is_over = array.is_released();
        if self.is_over { Ok(None) } else { self.importer.import(array).map(Some) }
    }
}

impl ArrayStream {
    /// What it says of the call that has failed.
    fn error(&mut self, wanted: &'static str, code: c_int) -> BatchError {
        let message = self.0.get_last_error.and_then(|get_last_error| {
            // SAFETY: the stream's own function, on itself, after a call that failed.
            let message = unsafe { get_last_error(self.as_mut_ptr()) };
            // SAFETY: a string, until the next call.
            (!message.is_null()).then(|| unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned())
        });
        BatchError::Stream { wanted, code, message }
    }
}

fn missing(name: &'static str) -> BatchError {
    Malformed::new("a function", "NULL").within(name).within("stream").into()
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over { None } else { self.read().map_err(ArrowError::from).transpose() }
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        self.importer.fields().clone()
    }
}
