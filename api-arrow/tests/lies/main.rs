//! Whoever makes Arrow data in C may say anything: each lie that can be seen is an error with the path to it, and no crash.

#![allow(
    clippy::undocumented_unsafe_blocks,
    clippy::multiple_unsafe_ops_per_block,
    reason = "all of it was made in `made.rs`, in memory that is never given back"
)]

mod made;

use arrow_array::{Array as _, RecordBatch, RecordBatchReader};
use made::{Made, batch, live};
use std::ptr::{null, null_mut, without_provenance_mut};
use vtable_api_arrow::{ArrayStream, BatchError, RawArray, RawArrayStream, RawSchema};

/// A pointer that no struct is at.
fn misaligned<T>() -> *mut T {
    without_provenance_mut(0x1001)
}

/// What is said of a batch that lies.
#[track_caller]
fn said(lie: impl FnOnce(&mut Made)) -> String {
    let mut made = Made::new(&batch());
    lie(&mut made);
    let seen = made.sent().check().err().map(|malformed| malformed.to_string());
    let error = RecordBatch::try_from(made.sent()).expect_err("a lie");
    assert_eq!(live(), 0, "each root is released once");
    if let BatchError::Malformed(malformed) = &error {
        assert_eq!(seen.as_deref(), Some(&*malformed.to_string()), "both say the same");
    }
    assert!(!matches!(error, BatchError::Panicked(_)), "{error}");
    error.to_string()
}

#[track_caller]
fn says(path: &str, wanted: &str, found: &str, lie: impl FnOnce(&mut Made)) {
    let text =
        format!("malformed Arrow data: at `{path}`, wanted {wanted}, found {found}; whoever made it must follow");
    let said = said(lie);
    assert!(said.starts_with(&text), "{said}\n{text}");
}

/// As [`says`], of a column.
#[track_caller]
fn column_says(column: &str, path: &str, wanted: &str, found: &str, lie: impl FnOnce(&mut Made)) {
    let at = batch().schema().index_of(column).expect("a column");
    says(&path.replacen("[]", &format!("[{at}]"), 1), wanted, found, |made| lie(&mut made.column(column)));
}

/// Where the buffers of an array are, and of what it leads to.
fn buffers(data: &arrow_data::ArrayData) -> Vec<*const u8> {
    let own = data.buffers().iter().filter(|buffer| !buffer.is_empty()).map(|buffer| buffer.as_ptr());
    own.chain(data.child_data().iter().flat_map(buffers)).collect()
}

#[test]
fn what_is_no_lie_goes_without_a_copy() {
    let batch = batch();
    let sent = vtable_api_arrow::Batch::try_from(batch.clone()).expect("a batch");
    assert_eq!(sent.check(), Ok(()));
    let (schema, array) = sent.into_parts();
    assert_eq!((schema.check(), array.check()), (Ok(()), Ok(())));
    // SAFETY: they are of one batch.
    let sent = unsafe { vtable_api_arrow::Batch::new_unchecked(schema, array) };
    let back = RecordBatch::try_from(sent).expect("the same");
    assert_eq!(back, batch);
    for (back, column) in back.columns().iter().zip(batch.columns()) {
        assert_eq!(buffers(&back.to_data()), buffers(&column.to_data()), "{}", column.data_type());
    }
    // What was made by hand, too; what is beyond a part of it is not looked at.
    let mut made = Made::new(&batch);
    let back = RecordBatch::try_from(made.sent()).expect("the same");
    assert_eq!(back, batch);
    let first = back.column_by_name("u").expect("texts").to_data().buffers()[0].as_ptr();
    assert_eq!(first.cast(), *made.column("u").buffer(1));
    drop(back);
    assert_eq!(live(), 0);
    for part in [batch.slice(1, 1), batch.slice(0, 0)] {
        let sent = vtable_api_arrow::Batch::try_from(part.clone()).expect("a batch");
        assert_eq!(RecordBatch::try_from(sent).expect("the same"), part);
    }
    let made = Made::new(&batch);
    // SAFETY: it is as arrow-rs has made it.
    assert_eq!(unsafe { made.sent().into_record_batch_unchecked() }.expect("the same"), batch);
}

const STRUCT: &str = "a pointer to a struct";
const LIVE: &str = "a live struct";
const RELEASED: &str = "one whose `release` is NULL, so it was released or moved";

#[test]
fn pointers_are_looked_at() {
    let array = "a pointer to the array of `children`";
    says("schema.children[1]", STRUCT, "NULL", |made| unsafe { *made.schema.children.add(1) = null_mut() });
    says("array.children[1]", STRUCT, "NULL", |made| unsafe { *made.array.children.add(1) = null_mut() });
    let found = "the misaligned pointer 0x1001, which is no multiple of 8";
    says("schema.children[1]", STRUCT, found, |made| unsafe { *made.schema.children.add(1) = misaligned() });
    says("array.children[1]", STRUCT, found, |made| unsafe { *made.array.children.add(1) = misaligned() });
    says("schema.children[0]", array, "NULL", |made| made.schema.children = null_mut());
    says("array.children[0]", array, found, |made| made.array.children = misaligned());
    column_says("i", "schema.children[]", "a `format` string", "NULL", |made| made.schema.format = null());
    let buffers = "a pointer to the array of `buffers`";
    column_says("i", "array.children[]", buffers, "NULL", |made| made.array.buffers = null_mut());
    column_says("i", "array.children[]", buffers, found, |made| made.array.buffers = misaligned());
    let wanted = "NULL, or a pointer to a struct";
    column_says("dictionary", "schema.children[].dictionary", wanted, found, |made| {
        made.schema.dictionary = misaligned()
    });
    let wanted = "a pointer to a struct, as its schema has a `dictionary`";
    column_says("dictionary", "array.children[].dictionary", wanted, found, |made| {
        made.array.dictionary = misaligned()
    });
}

#[test]
fn what_was_released_is_seen() {
    assert!(said(|made| made.schema.release = None).starts_with("the batch was released or moved"));
    assert!(said(|made| made.array.release = None).starts_with("the batch was released or moved"));
    column_says("+l", "schema.children[]", LIVE, RELEASED, |made| made.schema.release = None);
    column_says("+l", "schema.children[].children[0]", LIVE, RELEASED, |made| made.child(0).schema.release = None);
    column_says("+l", "array.children[].children[0]", LIVE, RELEASED, |made| made.child(0).array.release = None);
    let path = "array.children[].dictionary";
    column_says("dictionary", path, LIVE, RELEASED, |made| made.dictionary().array.release = None);
}

#[test]
fn numbers_are_looked_at() {
    let count = "a number that is not negative";
    says("schema", count, "`n_children` -1", |made| made.schema.n_children = -1);
    let most = "at most 1048576 structs in one tree, and buffers in one array";
    says("schema", most, "`n_children` 9223372036854775807", |made| made.schema.n_children = i64::MAX);
    column_says("i", "array.children[]", count, "`length` -2", |made| made.array.length = -2);
    column_says("i", "array.children[]", count, "`offset` -1", |made| made.array.offset = -1);
    column_says("i", "array.children[]", count, "`n_buffers` -1", |made| made.array.n_buffers = -1);
    column_says("i", "array.children[]", count, "`n_children` -1", |made| made.array.n_children = -1);
    let found = "`n_buffers` 1099511627776";
    column_says("vu", "array.children[]", most, found, |made| made.array.n_buffers = 1 << 40);
    let fits = "elements that fit into memory";
    for (length, offset) in [(i64::MAX, 0), (2, i64::MAX), (1 << 60, 0)] {
        let found = format!("`length` {length} from `offset` {offset}");
        column_says("i", "array.children[]", fits, &found, |made| {
            (made.array.length, made.array.offset) = (length, offset)
        });
    }
    let wanted = "-1 for an unknown number, or one from 0 to `length`, 2";
    for nulls in [-2, 3] {
        let found = format!("`null_count` {nulls}");
        column_says("i", "array.children[]", wanted, &found, |made| made.array.null_count = nulls);
    }
}

#[test]
fn children_are_those_of_the_format() {
    for (column, wanted) in [
        ("i", "0 children, as format \"i\" has"),
        ("+l", "1 child, as format \"+l\" has"),
        ("+vl", "1 child, as format \"+vl\" has"),
        ("+w", "1 child, as format \"+w:2\" has"),
        ("+m", "1 child, as format \"+m\" has"),
        ("+r", "2 children, as format \"+r\" has"),
        ("+ud", "2 children, as format \"+ud:0,1\" has"),
    ] {
        column_says(column, "schema.children[]", wanted, "`n_children` 3", |made| made.schema.n_children = 3);
        let wanted = format!("{}, as its schema has", wanted.split_once(',').expect("a number").0);
        column_says(column, "array.children[]", &wanted, "`n_children` 3", |made| made.array.n_children = 3);
    }
    let columns = batch().num_columns();
    let wanted = format!("{columns} children, as its schema has");
    says("array", &wanted, "`n_children` 7", |made| made.array.n_children = 7);
    let wanted = "the entries of a map, format \"+s\" with 2 children";
    column_says("+m", "schema.children[].children[0]", wanted, "format \"+s\" with 1 child", |made| {
        made.child(0).schema.n_children = 1;
    });
    let wanted = "the ends of runs, format \"s\", \"i\" or \"l\" without a dictionary";
    column_says("+r", "schema.children[].children[0]", wanted, "format \"I\" with 0 children", |made| {
        made.child(0).format("I")
    });
    let found = "format \"i\" with 0 children and a dictionary";
    column_says("+r", "schema.children[].children[0]", wanted, found, |made| {
        made.child(0).schema.dictionary = made.child(1).schema;
    });
}

#[test]
fn formats_are_those_of_the_specification() {
    let wanted = "a format string of the specification";
    for format in ["", "x", "+", "+s:1", "i:3", "tss"] {
        column_says("i", "schema.children[]", wanted, &format!("`format` {format:?}"), |made| made.format(format));
    }
    let size = "`w:` and the bytes of an element, from 0 to 2147483647";
    column_says("w", "schema.children[]", size, "`format` \"w:-1\"", |made| made.format("w:-1"));
    let decimal = "`d:PRECISION,SCALE` or `d:PRECISION,SCALE,BITS`, and no more digits than the bits have";
    column_says("d", "schema.children[]", decimal, "`format` \"d:200,2\"", |made| made.format("d:200,2"));
    let ids = "ids of types from 0 to 127, each once";
    column_says("+ud", "schema.children[]", ids, "`format` \"+ud:0,0\"", |made| made.format("+ud:0,0"));
    let found = "`format` \"\u{fffd}\"";
    column_says("i", "schema.children[]", "UTF-8", found, |made| made.schema.format = c"\xff".as_ptr());
    let found = "`name` \"\u{fffd}\"";
    column_says("i", "schema.children[]", "UTF-8", found, |made| made.schema.name = c"\xff".as_ptr());
    let endless = "tss:".to_owned() + &"x".repeat(5000);
    let wanted = "a `format` string of fewer than 4096 bytes";
    column_says("i", "schema.children[]", wanted, "one that does not end there", |made| made.format(&endless));
}

#[test]
fn metadata_is_looked_at() {
    let count = "a number that is not negative";
    for (numbers, path, wanted, found) in [
        (&[-1][..], "schema.children[]", count, "-1 pairs in `metadata`"),
        (&[1, -5], "schema.children[].metadata[0]", count, "-5 bytes in `metadata`"),
        (&[1, 0, -6], "schema.children[].metadata[0]", count, "-6 bytes in `metadata`"),
        (&[1, 4, -1], "schema.children[].metadata[0]", "UTF-8", "`key` \"\u{fffd}\u{fffd}\u{fffd}\u{fffd}\""),
    ] {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number: &i32| number.to_ne_bytes()).collect();
        let metadata = bytes.leak().as_ptr().cast();
        column_says("i", path, wanted, found, |made| made.schema.metadata = metadata);
    }
}

#[test]
fn buffers_are_those_of_the_format() {
    for (column, number, format) in [
        ("n", 0, "n"),
        ("b", 2, "b"),
        ("i", 2, "i"),
        ("u", 3, "u"),
        ("Z", 3, "Z"),
        ("w", 2, "w:3"),
        ("dictionary", 2, "c"),
        ("+l", 2, "+l"),
        ("+L", 2, "+L"),
        ("+vl", 3, "+vl"),
        ("+w", 1, "+w:2"),
        ("+m", 2, "+m"),
        ("+s", 1, "+s"),
        ("+r", 0, "+r"),
        ("+ud", 2, "+ud:0,1"),
        ("+us", 1, "+us:0,1"),
    ] {
        let buffers = if number == 1 { "buffer" } else { "buffers" };
        let wanted = format!("{number} {buffers}, as format {format:?} has");
        column_says(column, "array.children[]", &wanted, "`n_buffers` 7", |made| made.array.n_buffers = 7);
        // The last of them, where there is something in it.
        if number > usize::from(!column.starts_with("+u")) {
            let path = format!("array.children[].buffers[{}]", number - 1);
            column_says(column, &path, "a buffer", "NULL", |made| *made.buffer(number - 1) = null());
        }
    }
    let wanted = "at least 3 buffers, as format \"vu\" has";
    column_says("vu", "array.children[]", wanted, "`n_buffers` 2", |made| made.array.n_buffers = 2);
    let aligned = "a buffer aligned as its elements are";
    column_says("vu", "array.children[].buffers[3]", aligned, "NULL", |made| *made.buffer(3) = null());
    column_says("vu", "array.children[].buffers[2]", "a buffer", "NULL", |made| *made.buffer(2) = null());
    let lengths = "lengths that are not negative and fit into memory";
    column_says("vu", "array.children[].buffers[3]", lengths, "length -1 for `buffers[2]`", |made| {
        made.poke(3, 0, -1_i64)
    });
    // The bits that say what is null.
    column_says("i", "array.children[].buffers[0]", "a buffer", "NULL", |made| *made.buffer(0) = null());
}

#[test]
fn ends_of_offsets_are_looked_at() {
    let wanted = "offsets from 0 that do not decrease";
    for column in ["u", "+l", "+m"] {
        let path = "array.children[].buffers[1]";
        column_says(column, path, wanted, "the first -1, and the last 1", |made| {
            made.poke(1, 0, -1_i32);
            made.poke(1, 2, 1_i32);
        });
        column_says(column, path, wanted, "the first 0, and the last -5", |made| made.poke(1, 2, -5_i32));
    }
    column_says("Z", "array.children[].buffers[1]", wanted, "the first 0, and the last -5", |made| {
        made.poke(1, 2, -5_i64)
    });
    let aligned = "a buffer aligned as its elements are";
    let found = "the misaligned pointer 0x1001, which is no multiple of 4";
    column_says("u", "array.children[].buffers[1]", aligned, found, |made| *made.buffer(1) = misaligned::<u8>().cast());
    column_says("+l", "array.children[].buffers[1]", aligned, found, |made| {
        *made.buffer(1) = misaligned::<u8>().cast()
    });
}

#[test]
fn children_have_what_their_parents_lead_to() {
    for (column, wanted) in [
        ("+s", "at least 2 elements (`offset` and `length` of its parent)"),
        ("+us", "at least 2 elements (`offset` and `length` of its parent)"),
        ("+w", "at least 4 elements (`offset` and `length` of its parent, by the size)"),
        ("+l", "at least 3 elements (the last offset of its parent)"),
        ("+m", "at least 2 elements (the last offset of its parent)"),
    ] {
        column_says(column, "array.children[].children[0]", wanted, "`length` 1", |made| {
            (made.child(0).array.length, made.child(0).array.null_count) = (1, -1);
        });
    }
    says("array.children[0]", "at least 3 elements (`offset` and `length` of its parent)", "`length` 2", |made| {
        made.array.offset = 1;
    });
}

#[test]
fn dictionaries_are_where_the_schema_has_them() {
    let missing = "a pointer to a struct, as its schema has a `dictionary`";
    column_says("dictionary", "array.children[].dictionary", missing, "NULL", |made| {
        made.array.dictionary = null_mut()
    });
    let wanted = "no `dictionary`, as its schema has none";
    column_says("dictionary", "array.children[]", wanted, "one", |made| made.schema.dictionary = null_mut());
    column_says("i", "array.children[]", wanted, "one", |made| made.array.dictionary = made.array);
    let wanted = "the format of an integer beside a `dictionary`, or none";
    let found = "a dictionary and another format";
    column_says("u", "schema.children[]", wanted, found, |made| made.schema.dictionary = made.schema);
    column_says("dictionary", "schema.children[]", wanted, found, |made| made.format("g"));
}

/// A ring in a schema is as deep as anybody looks; that of an array ends where its schema does, and has one by itself.
#[test]
fn rings_end() {
    let most = "at most 128 types within each other";
    let path = "schema.children[].children[0].children[0].(122 more).children[0].children[0].children[0].children[0]";
    column_says("+l", path, most, "more, or a ring", |made| unsafe { *made.schema.children = made.schema });
    let path = "schema.children[].dictionary.dictionary.(122 more).dictionary.dictionary.dictionary.dictionary";
    column_says("i", path, most, "more, or a ring", |made| made.schema.dictionary = made.schema);
    // Two ways at each of 128 nodes: that many are not looked at.
    let said = said(|made| {
        let mut column = made.column("+us");
        unsafe { *column.schema.children.add(1) = column.schema };
        for at in 0..2 {
            unsafe { *made.schema.children.add(at) = column.schema };
        }
        let list = column.child(0).schema;
        (list.n_children, list.format) = (1, c"+l".as_ptr());
        list.children = Vec::from([made.schema as *mut _]).leak().as_mut_ptr();
    });
    assert!(said.contains("more, or a ring"), "{said}");
    let mut made = Made::new(&batch());
    unsafe { *made.column("+l").array.children = made.array };
    let (_, array) = made.sent().into_parts();
    assert!(array.check().expect_err("a ring").to_string().contains("wanted at most 128 types within each other"));
}

/// What is in buffers, arrow-rs validates; with unions, which it does not.
#[test]
fn contents_are_validated() {
    for (column, wanted, lie) in [
        ("u", "Offset invariant failure", (|made| made.poke(1, 1, 5_i32)) as fn(&mut Made)),
        ("u", "invalid utf-8", |made| made.poke(2, 0, 0xff_u8)),
        ("dictionary", "invalid", |made| made.poke(1, 0, 9_i8)),
        ("+vl", "invalid", |made| made.poke(2, 0, 9_i32)),
        ("vu", "invalid", |made| made.poke(1, 7, 9_i32)),
        ("i", "null_count value (1)", |made| made.poke(0, 0, 0_u8)),
        ("+r", "strictly increasing", |made| made.child(0).poke(1, 1, 1_i32)),
        ("+ud", "element 1 of Union(", |made| made.poke(0, 1, 2_i8)),
        ("+us", "element 0 of Union(", |made| made.poke(0, 0, -1_i8)),
        ("+ud", "has the offset 1 into a child of length 1", |made| made.poke(1, 1, 1_i32)),
    ] {
        let said = said(|made| lie(&mut made.column(column)));
        assert!(said.to_lowercase().contains(&wanted.to_lowercase()), "{column}: {said}");
    }
}

/// Every member of every struct, and every number that can be seen to be wrong: there is an error, or a batch that can be read.
#[test]
fn no_member_can_be_a_lie_that_panics() {
    fn nodes(made: &mut Made, path: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
        found.push(path.clone());
        for at in 0..made.schema.n_children as usize {
            path.push(at);
            nodes(&mut made.child(at), path, found);
            path.pop();
        }
    }
    let mut found = Vec::new();
    nodes(&mut Made::new(&batch()), &mut Vec::new(), &mut found);
    let mut errors = 0;
    for path in &found {
        for member in 0..13 {
            for number in [i64::MIN, -1, 0, 1, i64::MAX] {
                let mut made = Made::new(&batch());
                lie(path.iter().fold(copy(&mut made), |mut made, at| made.child(*at)), member, number);
                match RecordBatch::try_from(made.sent()) {
                    Ok(batch) => drop(format!("{batch:?}")),
                    Err(BatchError::Panicked(text)) => panic!("{path:?}, member {member}, {number}: {text}"),
                    Err(_) => errors += 1,
                }
                assert_eq!(live(), 0);
            }
        }
    }
    assert!(errors > found.len() * 13, "{errors} of {} nodes", found.len());
}

fn copy(made: &mut Made) -> Made {
    // SAFETY: the structs stay, and one of the two is used at a time.
    unsafe { Made { schema: &mut *(made.schema as *mut RawSchema), array: &mut *(made.array as *mut RawArray) } }
}

/// Writes a number, or a pointer that is null or misaligned, into a member.
fn lie(made: Made, member: usize, number: i64) {
    let Made { schema, array } = made;
    let is_null = number == 0;
    // More than there are of a format without a number of its own is what cannot be seen.
    let fewer = if number == 1 { 0 } else { number };
    match member {
        0 => schema.n_children = fewer,
        1 => array.n_children = number,
        2 => array.n_buffers = number,
        // That many bits may be there, for all that can be seen.
        3 if number == i64::MAX && array.n_buffers == 2 => array.length = i64::MIN,
        3 => array.length = number,
        4 => array.offset = if number == 1 { i64::MAX - 1 } else { number },
        5 => array.null_count = number,
        6 => schema.children = if is_null { null_mut() } else { misaligned() },
        7 => array.children = if is_null { null_mut() } else { misaligned() },
        8 => array.buffers = if is_null { null_mut() } else { misaligned() },
        9 => schema.dictionary = if is_null { null_mut() } else { misaligned() },
        10 => array.dictionary = if is_null { null_mut() } else { misaligned() },
        11 => (schema.release, array.release) = (if is_null { None } else { schema.release }, array.release),
        _ => array.release = if is_null { None } else { array.release },
    }
}

/// A stream that says whatever it was told to.
struct Told {
    schema: RawSchema,
    array: RawArray,
    code: i32,
}

unsafe extern "C" fn get_schema(stream: *mut RawArrayStream, out: *mut RawSchema) -> i32 {
    unsafe { out.write((*(*stream).private_data.cast::<Told>()).schema) };
    0
}

unsafe extern "C" fn get_next(stream: *mut RawArrayStream, out: *mut RawArray) -> i32 {
    let told = unsafe { &mut *(*stream).private_data.cast::<Told>() };
    unsafe { out.write(std::mem::replace(&mut told.array, RawArray::EMPTY)) };
    told.code
}

unsafe extern "C" fn get_last_error(_: *mut RawArrayStream) -> *const std::ffi::c_char {
    c"the disk is gone".as_ptr()
}

unsafe extern "C" fn release_stream(stream: *mut RawArrayStream) {
    drop(unsafe { Box::from_raw((*stream).private_data.cast::<Told>()) });
    unsafe { (*stream).release = None };
}

fn stream(made: &Made, code: i32) -> RawArrayStream {
    let told = Told { schema: *made.schema, array: *made.array, code };
    RawArrayStream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release_stream),
        private_data: Box::into_raw(Box::new(told)).cast(),
    }
}

/// What a stream says, whose roots are not counted.
fn streamed(raw: RawArrayStream) -> Result<Vec<Result<RecordBatch, String>>, String> {
    // SAFETY: it is released once; what it says is what is tried.
    let reader = unsafe { ArrayStream::from_raw(raw) }.into_reader().map_err(|error| error.to_string())?;
    assert_eq!(reader.schema().fields().len(), batch().num_columns());
    Ok(reader.map(|batch| batch.map_err(|error| error.to_string())).collect())
}

#[test]
fn streams_are_looked_at() {
    assert_eq!(streamed(stream(&Made::new(&batch()), 0)), Ok(vec![Ok(batch())]));
    let mut made = Made::new(&batch());
    made.column("+l").schema.n_children = 0;
    let said = streamed(stream(&made, 0)).expect_err("a lie");
    assert!(said.contains("wanted 1 child, as format \"+l\" has, found `n_children` 0"), "{said}");
    let mut made = Made::new(&batch());
    made.column("i").array.n_buffers = 3;
    let said = streamed(stream(&made, 0)).expect("a schema").remove(0).expect_err("a lie");
    assert!(
        said.contains("at `array.children[2]`, wanted 2 buffers, as format \"i\" has, found `n_buffers` 3"),
        "{said}"
    );
    let raw = stream(&Made::new(&batch()), 0);
    let said = streamed(RawArrayStream { get_schema: None, ..raw }).expect_err("a lie");
    assert!(said.contains("at `stream.get_schema`, wanted a function, found NULL"), "{said}");
    // SAFETY: as above.
    let failing = unsafe { ArrayStream::from_raw(stream(&Made::new(&batch()), 5)) };
    let first = failing.into_reader().expect("a schema").next().expect("an answer").expect_err("an error");
    let wanted = "the stream has answered with error 5 when asked for the next batch: the disk is gone";
    assert!(first.to_string().ends_with(wanted), "{first}");
}
