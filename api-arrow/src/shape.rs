//! A schema and all that it leads to, looked at before anybody trusts it.

use crate::follow::{Budget, Outcome, counted, leads, live, plural, read, read_child};
use crate::format::Layout;
use crate::malformed::Malformed;
use crate::raw::RawSchema;
use core::ffi::{CStr, c_char};

/// Bytes of a format string: 128 ids of a union, or the name of a time zone.
const FORMAT: usize = 4096;

/// A schema that was looked at: what its arrays must be like.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) format: Box<str>,
    pub(crate) layout: Layout,
    pub(crate) children: Vec<Shape>,
    pub(crate) dictionary: Option<Box<Shape>>,
}

impl Shape {
    /// Looks at a schema and at all that it leads to.
    ///
    /// # Safety
    /// It may be malformed, but each of its pointers that is neither null nor misaligned leads to what the interface says, as long as its
    /// numbers and terminators say.
    pub(crate) unsafe fn of(schema: &RawSchema) -> Outcome<Shape> {
        // SAFETY: passed on to the caller.
        unsafe { Self::read(schema, 0, &mut Budget::full()) }.map_err(|malformed| malformed.within("schema"))
    }

    /// # Safety
    /// As for [`of`](Self::of).
    unsafe fn read(raw: &RawSchema, depth: usize, budget: &mut Budget) -> Outcome<Shape> {
        budget.enter(depth)?;
        live(raw.release)?;
        // SAFETY: passed on to the caller.
        let format = unsafe { format_string(raw.format) }?;
        let unknown = |wanted| Malformed::new(wanted, format!("`format` {format:?}"));
        let layout = Layout::of(&format).map_err(unknown)?;
        // SAFETY: passed on to the caller.
        unsafe { name(raw.name) }?;
        // SAFETY: passed on to the caller.
        unsafe { metadata(raw.metadata.cast()) }?;
        // SAFETY: passed on to the caller.
        let children = unsafe { Self::read_children(raw, &format, layout, depth, budget) }?;
        // SAFETY: passed on to the caller.
        let dictionary = unsafe { Self::read_dictionary(raw, layout, depth, budget) }?;
        let shape = Shape { format, layout, children, dictionary };
        shape.has_fitting_children()?;
        Ok(shape)
    }

    /// # Safety
    /// As for [`of`](Self::of).
    unsafe fn read_children(
        raw: &RawSchema,
        format: &str,
        layout: Layout,
        depth: usize,
        budget: &mut Budget,
    ) -> Outcome<Vec<Shape>> {
        let number = counted(raw.n_children, "n_children")?;
        if let Some(wanted) = layout.children().filter(|wanted| *wanted != number) {
            let wanted = format!("{}, as format {format:?} has", plural(wanted as u64, "child", "children"));
            return Err(Malformed::new(wanted, format!("`n_children` {number}")));
        }
        budget.has(number, "n_children")?;
        let mut children = Vec::new();
        for at in 0..number {
            // SAFETY: passed on to the caller: there are so many.
            let child = unsafe { read_child(raw.children, at) };
            // SAFETY: passed on to the caller.
            let shape = child.and_then(|child| unsafe { Self::read(&child, depth + 1, budget) });
            children.push(shape.map_err(|malformed| malformed.within(format!("children[{at}]")))?);
        }
        Ok(children)
    }

    /// # Safety
    /// As for [`of`](Self::of).
    unsafe fn read_dictionary(
        raw: &RawSchema,
        layout: Layout,
        depth: usize,
        budget: &mut Budget,
    ) -> Outcome<Option<Box<Shape>>> {
        if raw.dictionary.is_null() {
            return Ok(None);
        }
        if !matches!(layout, Layout::Integer { .. }) {
            let wanted = "the format of an integer beside a `dictionary`, or none";
            return Err(Malformed::new(wanted, "a dictionary and another format"));
        }
        // SAFETY: passed on to the caller.
        let dictionary = unsafe { read(raw.dictionary, "NULL, or a pointer to a struct") };
        // SAFETY: passed on to the caller.
        let shape = dictionary.and_then(|dictionary| unsafe { Self::read(&dictionary, depth + 1, budget) });
        Ok(Some(Box::new(shape.map_err(|malformed| malformed.within("dictionary"))?)))
    }

    /// What the specification says of children beyond their number.
    fn has_fitting_children(&self) -> Outcome {
        let Some(first) = self.children.first() else { return Ok(()) };
        let (fits, wanted) = match self.layout {
            Layout::List { is_map: true, .. } => {
                let fits = first.layout == Layout::Struct && first.children.len() == 2;
                (fits, "the entries of a map, format \"+s\" with 2 children")
            }
            Layout::RunEnds => {
                let fits = matches!(first.layout, Layout::Integer { bits: 16.., is_signed: true });
                (
                    fits && first.dictionary.is_none(),
                    "the ends of runs, format \"s\", \"i\" or \"l\" without a dictionary",
                )
            }
            _ => return Ok(()),
        };
        let found = || {
            let more = if first.dictionary.is_some() { " and a dictionary" } else { "" };
            format!("format {:?} with {}{more}", first.format, plural(first.children.len() as u64, "child", "children"))
        };
        if fits { Ok(()) } else { Err(Malformed::new(wanted, found()).within("children[0]")) }
    }
}

fn utf8<'t>(text: &'t [u8], name: &str) -> Outcome<&'t str> {
    let wrong = |_| Malformed::new("UTF-8", format!("`{name}` {:?}", String::from_utf8_lossy(text)));
    core::str::from_utf8(text).map_err(wrong)
}

/// # Safety
/// Unless it is null, it leads to a string, or to more bytes than a format string has.
unsafe fn format_string(ptr: *const c_char) -> Outcome<Box<str>> {
    leads(ptr, "a `format` string")?;
    let mut text = Vec::new();
    while text.len() < FORMAT {
        // SAFETY: passed on to the caller: no byte before it is zero.
        let byte = unsafe { ptr.cast::<u8>().wrapping_add(text.len()).read() };
        if byte == 0 {
            return utf8(&text, "format").map(Box::from);
        }
        text.push(byte);
    }
    Err(Malformed::new(format!("a `format` string of fewer than {FORMAT} bytes"), "one that does not end there"))
}

/// # Safety
/// Unless it is null, it leads to a string.
unsafe fn name(ptr: *const c_char) -> Outcome {
    if ptr.is_null() {
        return Ok(());
    }
    // SAFETY: passed on to the caller.
    let name = unsafe { CStr::from_ptr(ptr) };
    utf8(name.to_bytes(), "name").map(drop)
}

/// Whether [metadata] is pairs of text.
///
/// # Safety
/// Unless it is null, it leads to as many bytes as the numbers in it say.
///
/// [metadata]: https://arrow.apache.org/docs/format/CDataInterface.html#c.ArrowSchema.metadata
unsafe fn metadata(ptr: *const u8) -> Outcome {
    if ptr.is_null() {
        return Ok(());
    }
    let mut at = 0;
    // SAFETY: passed on to the caller: it begins with their number.
    let pairs = unsafe { metadata_number(ptr, &mut at, "pairs") }?;
    for pair in 0..pairs {
        for part in ["key", "value"] {
            // SAFETY: passed on to the caller: another text follows.
            let length = unsafe { metadata_number(ptr, &mut at, "bytes") };
            // SAFETY: passed on to the caller: it is so long.
            let text = length.map(|length| unsafe { core::slice::from_raw_parts(ptr.wrapping_add(at), length) });
            let text = text.and_then(|text| utf8(text, part));
            at += text.map_err(|malformed| malformed.within(format!("metadata[{pair}]")))?.len();
        }
    }
    Ok(())
}

/// # Safety
/// There is a number.
unsafe fn metadata_number(ptr: *const u8, at: &mut usize, of: &str) -> Outcome<usize> {
    // SAFETY: passed on to the caller; nothing says that it is aligned.
    let number = unsafe { ptr.wrapping_add(*at).cast::<i32>().read_unaligned() };
    *at += size_of::<i32>();
    let negative = |_| Malformed::new("a number that is not negative", format!("{number} {of} in `metadata`"));
    usize::try_from(number).map_err(negative)
}
