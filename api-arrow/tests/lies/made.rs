//! A batch that has a column of every layout, and a copy of its structs, made by hand: so each member of each of them can be a lie.

use arrow_array::builder::*;
use arrow_array::types::*;
use arrow_array::*;
use arrow_data::{ArrayData, layout};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, Field, UnionFields};
use std::cell::Cell;
use std::collections::HashMap;
use std::ffi::{CString, c_void};
use std::sync::Arc;
use vtable_api_arrow::{Array as Owned, Batch, RawArray, RawSchema, Schema};

/// Zeros behind each buffer, in bytes: what a lie may read that no check can see.
const BEHIND: usize = 4096;

thread_local! {
    /// Roots that were made and are not released.
    static LIVE: Cell<i32> = const { Cell::new(0) };
}

/// How many roots nobody has released.
pub(crate) fn live() -> i32 {
    LIVE.get()
}

/// Two rows with a column of every layout, each called as its format.
pub(crate) fn batch() -> RecordBatch {
    let columns = [plain_columns(), nested_columns(), union_columns()].concat();
    let fields = columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true));
    let fields: Vec<_> = fields
        .map(|field| field.with_metadata(HashMap::from([(String::from("key"), String::from("value"))])))
        .collect();
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    RecordBatch::try_new(Arc::new(arrow_schema::Schema::new(fields)), columns).expect("a batch")
}

type Column = (&'static str, ArrayRef);

fn plain_columns() -> Vec<Column> {
    let long = "longer than what a view holds";
    vec![
        ("n", Arc::new(NullArray::new(2))),
        ("b", Arc::new(BooleanArray::from(vec![Some(true), None]))),
        ("i", Arc::new(Int32Array::from(vec![Some(1), None]))),
        ("d", Arc::new(Decimal128Array::from(vec![1, 2]).with_precision_and_scale(10, 2).expect("it fits"))),
        ("u", Arc::new(StringArray::from(vec![Some("a"), None]))),
        ("Z", Arc::new(LargeBinaryArray::from(vec![&b"a"[..], b"bc"]))),
        ("vu", Arc::new(StringViewArray::from(vec!["short", long]))),
        ("w", Arc::new(FixedSizeBinaryArray::try_from_iter([[1_u8, 2, 3], [4, 5, 6]].iter()).expect("of one size"))),
        ("tss", Arc::new(TimestampSecondArray::from(vec![1, 2]).with_timezone("UTC"))),
        ("dictionary", Arc::new(DictionaryArray::<Int8Type>::from_iter(["x", "y"]))),
    ]
}

fn nested_columns() -> Vec<Column> {
    let numbers = || Int32Builder::new();
    let rows = [vec![Some(1), None], vec![Some(2)]];
    let mut list = ListBuilder::new(numbers());
    let mut large = LargeListBuilder::new(numbers());
    let mut view = ListViewBuilder::new(numbers());
    let mut fixed = FixedSizeListBuilder::new(numbers(), 2);
    let mut map = MapBuilder::new(None, StringBuilder::new(), numbers());
    for row in rows {
        list.append_value(row.clone());
        large.append_value(row.clone());
        view.append_value(row);
        fixed.values().append_slice(&[1, 2]);
        fixed.append(true);
        map.keys().append_value("key");
        map.values().append_value(1);
        map.append(true).expect("as many keys as values");
    }
    let field = Arc::new(Field::new("inner", DataType::Int32, true));
    let inner: ArrayRef = Arc::new(Int32Array::from(vec![1, 2]));
    let ends = RunArray::<Int32Type>::try_new(&Int32Array::from(vec![1, 2]), &StringArray::from(vec!["a", "b"]));
    vec![
        ("+l", Arc::new(list.finish())),
        ("+L", Arc::new(large.finish())),
        ("+vl", Arc::new(view.finish())),
        ("+w", Arc::new(fixed.finish())),
        ("+m", Arc::new(map.finish())),
        ("+s", Arc::new(StructArray::from(vec![(field, inner)]))),
        ("+r", Arc::new(ends.expect("runs"))),
    ]
}

fn union_columns() -> Vec<Column> {
    let union = |offsets: Option<Vec<i32>>| {
        let is_dense = offsets.is_some();
        let [number, float] =
            [("number", DataType::Int32), ("float", DataType::Float64)].map(|(n, ty)| Field::new(n, ty, true));
        let fields = UnionFields::try_new([0, 1], [number, float]).expect("two ids");
        let rows = if is_dense { 1 } else { 2 };
        let numbers: ArrayRef = Arc::new(Int32Array::from(vec![1; rows]));
        let floats: ArrayRef = Arc::new(Float64Array::from(vec![2.0; rows]));
        let union = UnionArray::try_new(fields, vec![0_i8, 1].into(), offsets.map(Into::into), vec![numbers, floats]);
        Arc::new(union.expect("a union"))
    };
    vec![("+ud", union(Some(vec![0, 0]))), ("+us", union(None))]
}

/// The structs of a batch, in memory that is never given back.
pub(crate) struct Made {
    pub schema: &'static mut RawSchema,
    pub array: &'static mut RawArray,
}

impl Made {
    pub(crate) fn new(batch: &RecordBatch) -> Self {
        let schema = FFI_ArrowSchema::try_from(batch.schema_ref().as_ref()).expect("a schema");
        let schema = Box::leak(Box::new(Schema::from(schema)));
        // SAFETY: it is alive, and arrow-rs has made it.
        let schema = unsafe { copied(schema.as_ptr()) };
        let array = laid_out(&StructArray::from(batch.clone()).into_data());
        schema.release = Some(release_schema);
        array.release = Some(release_array);
        Made { schema, array }
    }

    /// What goes to a reader.
    pub(crate) fn sent(&self) -> Batch {
        LIVE.set(LIVE.get() + i32::from(self.schema.release.is_some()) + i32::from(self.array.release.is_some()));
        // SAFETY: it is released by counting.
        let (schema, array) = unsafe { (Schema::from_raw(*self.schema), Owned::from_raw(*self.array)) };
        // SAFETY: the structs are there, and all that they lead to stays. What they say is what is tried.
        unsafe { Batch::new_unchecked(schema, array) }
    }

    /// The nodes of the column with this name.
    pub(crate) fn column(&mut self, name: &str) -> Made {
        let names = batch().schema().fields().iter().map(|field| field.name().clone()).collect::<Vec<_>>();
        self.child(names.iter().position(|known| known == name).expect("a column"))
    }

    pub(crate) fn child(&mut self, at: usize) -> Made {
        // SAFETY: both have that many, made here.
        unsafe { Made { schema: &mut **self.schema.children.add(at), array: &mut **self.array.children.add(at) } }
    }

    pub(crate) fn dictionary(&mut self) -> Made {
        // SAFETY: both have one, made here.
        unsafe { Made { schema: &mut *self.schema.dictionary, array: &mut *self.array.dictionary } }
    }

    pub(crate) fn buffer(&mut self, at: usize) -> &'static mut *const c_void {
        // SAFETY: it has that many, made here.
        unsafe { &mut *self.array.buffers.add(at) }
    }

    /// Overwrites an element of a buffer.
    pub(crate) fn poke<T>(&mut self, buffer: usize, at: usize, value: T) {
        // SAFETY: the buffers were copied, each with some room behind it.
        unsafe { self.buffer(buffer).cast::<T>().cast_mut().add(at).write(value) };
    }

    pub(crate) fn format(&mut self, format: &str) {
        self.schema.format = CString::new(format).expect("no NUL").into_raw();
    }
}

unsafe extern "C" fn release_schema(schema: *mut RawSchema) {
    LIVE.set(LIVE.get() - 1);
    unsafe { (*schema).release = None };
}

unsafe extern "C" fn release_array(array: *mut RawArray) {
    LIVE.set(LIVE.get() - 1);
    unsafe { (*array).release = None };
}

/// What a parent releases, which is nothing here.
unsafe extern "C" fn release_child_schema(_: *mut RawSchema) {}
unsafe extern "C" fn release_child_array(_: *mut RawArray) {}

/// # Safety
/// It is a schema, and lives for good.
unsafe fn copied(schema: *const RawSchema) -> &'static mut RawSchema {
    let mut copy = unsafe { *schema };
    let children = (0..copy.n_children as usize).map(|at| unsafe { copied(*copy.children.add(at)) as *mut _ });
    copy.children = children.collect::<Vec<*mut RawSchema>>().leak().as_mut_ptr();
    if !copy.dictionary.is_null() {
        copy.dictionary = unsafe { copied(copy.dictionary) };
    }
    copy.release = Some(release_child_schema);
    Box::leak(Box::new(copy))
}

fn buffer(bytes: &[u8]) -> *const c_void {
    // Aligned as the widest elements, with room behind.
    let mut copy = vec![0_u128; (bytes.len() + BEHIND).div_ceil(16)];
    let at = copy.as_mut_ptr().cast::<u8>();
    // SAFETY: it has room.
    unsafe { at.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    copy.leak().as_ptr().cast()
}

fn laid_out(data: &ArrayData) -> &'static mut RawArray {
    let layout = layout(data.data_type());
    let mut buffers = Vec::new();
    if layout.can_contain_null_mask {
        buffers.push(data.nulls().map_or(std::ptr::null(), |nulls| buffer(nulls.buffer().as_slice())));
    }
    buffers.extend(data.buffers().iter().map(|bytes| buffer(bytes.as_slice())));
    if layout.variadic {
        let lengths = data.buffers()[1..].iter().flat_map(|bytes| (bytes.len() as i64).to_ne_bytes());
        buffers.push(buffer(&lengths.collect::<Vec<_>>()));
    }
    let (children, dictionary) = match data.data_type() {
        DataType::Dictionary(..) => (&[][..], laid_out(&data.child_data()[0]) as *mut _),
        _ => (data.child_data(), std::ptr::null_mut()),
    };
    let children: Vec<*mut RawArray> = children.iter().map(|child| laid_out(child) as *mut _).collect();
    Box::leak(Box::new(RawArray {
        length: data.len() as i64,
        null_count: data.null_count() as i64,
        offset: data.offset() as i64,
        n_buffers: buffers.len() as i64,
        n_children: children.len() as i64,
        buffers: buffers.leak().as_mut_ptr(),
        children: children.leak().as_mut_ptr(),
        dictionary,
        release: Some(release_child_array),
        private_data: std::ptr::null_mut(),
    }))
}
