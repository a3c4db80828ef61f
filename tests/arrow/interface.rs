//! What an engine does with Arrow data.

use vtable_api::{AbiType, vtable_api};
use vtable_api_arrow::{Array, ArrayStream, Batch, Schema};

/// A copy of it crosses, and what its batch owns goes along.
#[derive(AbiType)]
pub struct Page {
    pub name: String,
    pub batch: Option<Batch>,
}

#[vtable_api(id = "arrow/engine")]
pub trait Engine {
    fn same(&self, batch: Batch) -> Result<Batch, String>;
    fn page(&self, page: Page) -> Page;
    fn second(&self, arrays: Vec<Array>) -> Option<Array>;
    fn columns(&self, schema: Schema) -> i64;
    fn length(&self, array: &Array) -> i64;
    fn swap(&self, from: &mut Array, into: &mut Array) -> bool;
    fn stream(&self, stream: Option<ArrayStream>) -> Option<ArrayStream>;
    fn broken(&self) -> Array;
}

/// Another header with the same types.
#[vtable_api(id = "arrow/other")]
pub trait Other {
    fn take(&mut self, page: Page, array: Box<Array>);
}
