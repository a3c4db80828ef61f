//! The engine in Rust, which reads what it gets and passes it on.
#![forbid(unsafe_code)]

use arrow_array::{Array as _, RecordBatch, RecordBatchReader};
use arrow_interface::{Engine, EngineBox, Page};
use vtable_api_arrow::{Array, ArrayStream, Batch, Schema};

struct Own;

impl Engine for Own {
    fn same(&self, batch: Batch) -> Result<Batch, String> {
        let batch = RecordBatch::try_from(batch).map_err(|error| error.to_string())?;
        assert_eq!(batch.num_columns(), 2);
        assert_eq!(batch.column(0).len(), batch.num_rows());
        batch.try_into().map_err(|error| format!("{error}"))
    }
    fn page(&self, page: Page) -> Page {
        page
    }
    fn second(&self, arrays: Vec<Array>) -> Option<Array> {
        arrays.into_iter().nth(1)
    }
    fn columns(&self, schema: Schema) -> i64 {
        let fields = arrow_schema::ffi::FFI_ArrowSchema::try_from(schema).expect("well formed");
        fields.children().count() as i64
    }
    fn length(&self, array: &Array) -> i64 {
        if array.is_released() { 0 } else { 3 }
    }
    fn swap(&self, from: &mut Array, into: &mut Array) -> bool {
        *into = from.take();
        from.is_released() && !into.is_released()
    }
    fn stream(&self, stream: Option<ArrayStream>) -> Option<ArrayStream> {
        let reader = stream?.into_reader().expect("its schema");
        assert_eq!(reader.schema().fields().len(), 2);
        Some(ArrayStream::from_reader(Box::new(reader)))
    }
    fn broken(&self) -> Array {
        Array::empty()
    }
}

vtable_api::module! {
    create "engine" => EngineBox: || Own;
    export = true;
}
