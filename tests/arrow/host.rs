//! Passes record batches to a module, and looks at what comes back: the buffers, and how often they were released.

use arrow_array::{Array as _, Int32Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray};
use arrow_interface::{EngineBox, Page};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicIsize, Ordering};
use vtable_api_arrow::{Array, ArrayStream, Batch, RawArray};

const ROWS: i32 = 3;

fn batch() -> RecordBatch {
    let fields = vec![Field::new("number", DataType::Int32, true), Field::new("text", DataType::Utf8, false)];
    let schema = Schema::new(fields).with_metadata(HashMap::from([(String::from("origin"), String::from("host"))]));
    let numbers = Int32Array::from(vec![Some(1), None, Some(3)]);
    let texts = StringArray::from(vec!["a", "bb", "ccc"]);
    RecordBatch::try_new(schema.into(), vec![Arc::new(numbers), Arc::new(texts)]).expect("a batch")
}

/// Where its buffers are.
fn buffers(batch: &RecordBatch) -> Vec<*const u8> {
    let data = batch.columns().iter().map(|column| column.to_data());
    data.flat_map(|data| data.buffers().iter().map(|buffer| buffer.as_ptr()).collect::<Vec<_>>()).collect()
}

/// Arrays of the host's own that are not released.
static LIVE: AtomicIsize = AtomicIsize::new(0);

unsafe extern "C" fn release(array: *mut RawArray) {
    let before = LIVE.fetch_sub(1, Ordering::SeqCst);
    assert!(before > 0, "released twice");
    drop(unsafe { Box::from_raw((*array).private_data.cast::<i32>()) });
    unsafe { (*array).release = None };
}

/// An array that is counted; only its number is looked at.
fn counted(number: i32) -> Array {
    LIVE.fetch_add(1, Ordering::SeqCst);
    let private_data = Box::into_raw(Box::new(number)).cast();
    unsafe { Array::from_raw(RawArray { length: ROWS.into(), release: Some(release), private_data, ..RawArray::EMPTY }) }
}

fn number(array: &Array) -> i32 {
    unsafe { *(*array.as_ptr()).private_data.cast::<i32>() }
}

fn moved(engine: &EngineBox) {
    let second = engine.second(vec![counted(4), counted(5), counted(6)]).expect("the second");
    println!("second of three: [{}]", number(&second));
    let schema = Batch::try_from(batch()).expect("a batch").into_parts().0;
    println!("columns: {}", engine.columns(schema));
    let (mut from, mut into) = (counted(7), counted(8));
    let length = engine.length(&from);
    println!("lent: {length} elements, {}", if from.is_released() { "gone" } else { "still there" });
    let is_moved = engine.swap(&mut from, &mut into) && from.is_released() && number(&into) == 7;
    println!("moved: {is_moved}, {} elements", engine.length(&into));
    assert_eq!(engine.length(&from), 0);
}

fn streamed(engine: &EngineBox) {
    let batches = [batch(), batch()];
    let wanted: Vec<_> = batches.iter().map(buffers).collect();
    let schema = batches[0].schema();
    let reader = RecordBatchIterator::new(batches.map(Ok::<_, ArrowError>), schema.clone());
    let back = engine.stream(Some(ArrayStream::from_reader(Box::new(reader)))).expect("a stream");
    let reader = back.into_reader().expect("its schema");
    assert_eq!(reader.schema(), schema);
    let batches: Vec<_> = reader.map(|batch| batch.expect("a batch")).collect();
    assert_eq!(batches.iter().map(buffers).collect::<Vec<_>>(), wanted, "no copy");
    println!("streamed: {}, {}", batches[0].num_rows(), batches[1].num_rows());
    println!("no stream: {}", engine.stream(None).is_none());
}

fn main() {
    let mut args = std::env::args().skip(1);
    let module = vtable_api::Module::open(args.next().expect("a module")).expect("it opens");
    let engine: EngineBox = module.create("engine").expect("its engine");
    let page = |name: &str, batch| Page { name: name.into(), batch };
    match args.next().as_deref() {
        Some("array") => drop(engine.broken()),
        Some("lie") => {
            let page = engine.page(page("lie", Some(batch().try_into().expect("a batch"))));
            let error = RecordBatch::try_from(page.batch.expect("it has one")).expect_err("a lie");
            return println!("{error}");
        }
        Some("batch") => drop(engine.page(page("break", Some(batch().try_into().expect("a batch"))))),
        _ => {}
    }
    let sent = batch();
    let wanted = (sent.clone(), buffers(&sent));
    let batch: RecordBatch = engine.same(sent.try_into().expect("a batch")).expect("it comes back").try_into().expect("a batch");
    assert_eq!((&batch, buffers(&batch)), (&wanted.0, wanted.1), "no copy");
    let kept = if batch.schema().metadata().is_empty() { "lost" } else { "kept" };
    println!("same: {} rows in the same buffers, metadata {kept}", batch.num_rows());
    let back = engine.page(page("first", Some(batch.try_into().expect("a batch"))));
    let rows = RecordBatch::try_from(back.batch.expect("it has one")).expect("a batch").num_rows();
    println!("page: `{}` with {rows} rows", back.name);
    println!("none: {}", engine.page(page("none", None)).batch.is_none());
    drop(wanted.0);
    moved(&engine);
    streamed(&engine);
    println!("left: {}", LIVE.load(Ordering::SeqCst));
}
