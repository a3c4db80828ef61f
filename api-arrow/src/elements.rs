//! An array and all that it leads to, compared with its schema before anybody trusts it: structs, pointers, and the ends of offsets,
//! however many elements there are.

use crate::follow::{Budget, Outcome, counted, leads, live, plural, read, read_at, read_child};
use crate::format::{Layout, Width};
use crate::malformed::Malformed;
use crate::raw::RawArray;
use crate::shape::Shape;
use core::ffi::c_void;

impl Shape {
    /// Whether an array is one of this schema.
    ///
    /// # Safety
    /// It may be malformed, but each of its pointers that is neither null nor misaligned leads to what the interface says of an array of
    /// this schema, as long as its numbers say.
    pub(crate) unsafe fn check(&self, array: &RawArray) -> Outcome {
        // SAFETY: passed on to the caller.
        unsafe { self.check_node(array) }.map_err(|malformed| malformed.within("array"))
    }

    /// # Safety
    /// As for [`check`](Self::check).
    unsafe fn check_node(&self, raw: &RawArray) -> Outcome {
        let numbers = Numbers::of(raw)?;
        if numbers.children != self.children.len() {
            let wanted = format!("{}, as its schema has", plural(self.children.len() as u64, "child", "children"));
            return Err(Malformed::new(wanted, format!("`n_children` {}", numbers.children)));
        }
        // SAFETY: passed on to the caller.
        let last = unsafe { self.check_buffers(raw, &numbers) }?;
        for (at, shape) in self.children.iter().enumerate() {
            // SAFETY: passed on to the caller: there are so many.
            let child = unsafe { read_child(raw.children, at) };
            let checked = child.and_then(|child| {
                // SAFETY: passed on to the caller.
                unsafe { shape.check_node(&child) }.and_then(|()| self.has_elements(&child, &numbers, last))
            });
            checked.map_err(|malformed| malformed.within(format!("children[{at}]")))?;
        }
        // SAFETY: passed on to the caller.
        unsafe { self.check_dictionary(raw) }
    }

    /// # Safety
    /// As for [`check`](Self::check).
    unsafe fn check_dictionary(&self, raw: &RawArray) -> Outcome {
        let Some(shape) = &self.dictionary else {
            let is_none = raw.dictionary.is_null();
            let unwanted = || Malformed::new("no `dictionary`, as its schema has none", "one");
            return if is_none { Ok(()) } else { Err(unwanted()) };
        };
        // SAFETY: passed on to the caller.
        let dictionary = unsafe { read(raw.dictionary, "a pointer to a struct, as its schema has a `dictionary`") };
        // SAFETY: passed on to the caller.
        let checked = dictionary.and_then(|dictionary| unsafe { shape.check_node(&dictionary) });
        checked.map_err(|malformed| malformed.within("dictionary"))
    }

    /// Whether a child has the elements that its parent leads to.
    fn has_elements(&self, child: &RawArray, parent: &Numbers, last: u64) -> Outcome {
        let all = parent.all as u64;
        let (wanted, why) = match self.layout {
            Layout::Struct | Layout::Union { is_dense: false, .. } => (all, "`offset` and `length` of its parent"),
            Layout::FixedList { size } => {
                (all.saturating_mul(size), "`offset` and `length` of its parent, by the size")
            }
            Layout::List { .. } => (last, "the last offset of its parent"),
            _ => return Ok(()),
        };
        if u64::try_from(child.length).is_ok_and(|length| length >= wanted) {
            return Ok(());
        }
        let wanted = format!("at least {} ({why})", plural(wanted, "element", "elements"));
        Err(Malformed::new(wanted, format!("`length` {}", child.length)))
    }

    /// Looks at the buffers, and says the last offset, if there are any.
    ///
    /// # Safety
    /// As for [`check`](Self::check).
    unsafe fn check_buffers(&self, raw: &RawArray, numbers: &Numbers) -> Outcome<u64> {
        let (number, is_view) = (self.layout.buffers(), self.layout == Layout::View);
        if numbers.buffers != number && !(is_view && numbers.buffers > number) {
            let least = if is_view { "at least " } else { "" };
            let wanted =
                format!("{least}{}, as format {:?} has", plural(number as u64, "buffer", "buffers"), self.format);
            return Err(Malformed::new(wanted, format!("`n_buffers` {}", numbers.buffers)));
        }
        // SAFETY: passed on to the caller.
        let buffers = unsafe { Buffers::of(raw, numbers) }?;
        if self.layout.has_validity() && raw.null_count > 0 {
            buffers.has_bits(0, 1)?;
        }
        match self.layout {
            Layout::Fixed { bits } | Layout::Integer { bits, .. } => buffers.has_bits(1, bits)?,
            Layout::Union { is_dense: false, .. } => buffers.has_bits(0, 8)?,
            Layout::Union { is_dense: true, .. } => buffers.has_bits(0, 8).and_then(|()| buffers.has_bits(1, 32))?,
            Layout::ListView(width) => (1..3).try_for_each(|number| buffers.has_bits(number, width.bits()))?,
            // SAFETY: passed on to the caller.
            Layout::View => unsafe { buffers.has_lengths() }?,
            // SAFETY: passed on to the caller.
            Layout::List { width, .. } => return unsafe { buffers.last_offset(width) },
            Layout::Variable(width) => {
                // SAFETY: passed on to the caller.
                if unsafe { buffers.last_offset(width) }? > 0 {
                    buffers.is_there(2)?;
                }
            }
            Layout::Null | Layout::RunEnds | Layout::Struct | Layout::FixedList { .. } => {}
        }
        Ok(0)
    }
}

/// The numbers of an array that count something.
struct Numbers {
    /// Elements, from the beginning of the buffers.
    all: usize,
    /// Of these, the first.
    first: usize,
    buffers: usize,
    children: usize,
}

impl Numbers {
    /// Those of a live struct.
    fn of(raw: &RawArray) -> Outcome<Self> {
        live(raw.release)?;
        let (length, first) = (counted(raw.length, "length")?, counted(raw.offset, "offset")?);
        let all = length.checked_add(first).filter(|all| isize::try_from(*all).is_ok()).ok_or_else(|| too_many(raw))?;
        if raw.null_count < -1 || raw.null_count > raw.length {
            let wanted = format!("-1 for an unknown number, or one from 0 to `length`, {length}");
            return Err(Malformed::new(wanted, format!("`null_count` {}", raw.null_count)));
        }
        let (buffers, children) = (counted(raw.n_buffers, "n_buffers")?, counted(raw.n_children, "n_children")?);
        Budget::full().has(buffers, "n_buffers")?;
        Ok(Numbers { all, first, buffers, children })
    }
}

fn too_many(raw: &RawArray) -> Malformed {
    Malformed::new("elements that fit into memory", format!("`length` {} from `offset` {}", raw.length, raw.offset))
}

/// The buffers of an array.
struct Buffers<'a> {
    raw: &'a RawArray,
    numbers: &'a Numbers,
    /// Where they are.
    at: Vec<*const c_void>,
}

impl<'a> Buffers<'a> {
    /// # Safety
    /// Unless the pointer to them is null or misaligned, there are as many as the struct says.
    unsafe fn of(raw: &'a RawArray, numbers: &'a Numbers) -> Outcome<Self> {
        // SAFETY: passed on to the caller: there are so many.
        let at =
            (0..numbers.buffers).map(|at| unsafe { read_at(raw.buffers, at, "a pointer to the array of `buffers`") });
        Ok(Buffers { raw, numbers, at: at.collect::<Outcome<_>>()? })
    }

    fn is_there(&self, number: usize) -> Outcome {
        let missing = || Malformed::new("a buffer", "NULL").within(format!("buffers[{number}]"));
        if self.at[number].is_null() { Err(missing()) } else { Ok(()) }
    }

    /// Whether a buffer is there that has so many bits for each element, unless that is none.
    fn has_bits(&self, number: usize, bits: u64) -> Outcome {
        let all = (self.numbers.all as u128) * u128::from(bits);
        // It is computed in bits by others, too.
        if isize::try_from(all).is_err() {
            return Err(too_many(self.raw));
        }
        if all == 0 { Ok(()) } else { self.is_there(number) }
    }

    /// The last of the offsets, or 0 if there are no elements.
    ///
    /// # Safety
    /// Unless the pointer to it is null or misaligned, the buffer has one offset more than there are elements.
    unsafe fn last_offset(&self, width: Width) -> Outcome<u64> {
        if self.numbers.all == 0 {
            return Ok(0);
        }
        self.has_bits(1, width.bits() * 2)?;
        // SAFETY: passed on to the caller.
        let offset = |number| unsafe { self.number(1, number, width) };
        let (first, last) = (offset(self.numbers.first)?, offset(self.numbers.all)?);
        if first < 0 || last < first {
            let found = format!("the first {first}, and the last {last}");
            return Err(Malformed::new("offsets from 0 that do not decrease", found).within("buffers[1]"));
        }
        Ok(last as u64)
    }

    /// Whether the buffers of views are there that have a length, which is the last buffer's to say.
    ///
    /// # Safety
    /// Unless the pointer to it is null or misaligned, the last one has a length for each that views lead to.
    unsafe fn has_lengths(&self) -> Outcome {
        self.has_bits(1, 128)?;
        let last = self.numbers.buffers - 1;
        for number in 2..last {
            // SAFETY: passed on to the caller.
            let length = unsafe { self.number(last, number - 2, Width::Eight) }?;
            if length < 0 || isize::try_from(length).is_err() {
                let found = format!("length {length} for `buffers[{number}]`");
                let wanted = "lengths that are not negative and fit into memory";
                return Err(Malformed::new(wanted, found).within(format!("buffers[{last}]")));
            }
            if length > 0 {
                self.is_there(number)?;
            }
        }
        Ok(())
    }

    /// A number in a buffer.
    ///
    /// # Safety
    /// Unless the pointer to it is null or misaligned, the buffer has one there.
    unsafe fn number(&self, buffer: usize, number: usize, width: Width) -> Outcome<i64> {
        let (at, what) = (self.at[buffer], "a buffer aligned as its elements are");
        let read = match width {
            // SAFETY: passed on to the caller.
            Width::Four => unsafe { read_at(at.cast::<i32>(), number, what) }.map(i64::from),
            // SAFETY: passed on to the caller.
            Width::Eight => unsafe { read_at(at.cast::<i64>(), number, what) },
        };
        read.map_err(|malformed| malformed.within(format!("buffers[{buffer}]")))
    }
}

/// Whether an array without a schema can be walked through.
///
/// # Safety
/// It may be malformed, but each of its pointers to structs, and to arrays of pointers, that is neither null nor misaligned leads to what
/// the interface says, as long as its numbers say.
pub(crate) unsafe fn structure(array: &RawArray) -> Outcome {
    // SAFETY: passed on to the caller.
    unsafe { structure_of(array, 0, &mut Budget::full()) }.map_err(|malformed| malformed.within("array"))
}

/// # Safety
/// As for [`structure`].
unsafe fn structure_of(raw: &RawArray, depth: usize, budget: &mut Budget) -> Outcome {
    budget.enter(depth)?;
    let numbers = Numbers::of(raw)?;
    budget.has(numbers.children, "n_children")?;
    if numbers.buffers > 0 {
        leads(raw.buffers, "a pointer to the array of `buffers`")?;
    }
    for at in 0..numbers.children {
        // SAFETY: passed on to the caller: there are so many.
        let child = unsafe { read_child(raw.children, at) };
        // SAFETY: passed on to the caller.
        let checked = child.and_then(|child| unsafe { structure_of(&child, depth + 1, budget) });
        checked.map_err(|malformed| malformed.within(format!("children[{at}]")))?;
    }
    if raw.dictionary.is_null() {
        return Ok(());
    }
    // SAFETY: passed on to the caller.
    let dictionary = unsafe { read(raw.dictionary, "NULL, or a pointer to a struct") };
    // SAFETY: passed on to the caller.
    let checked = dictionary.and_then(|dictionary| unsafe { structure_of(&dictionary, depth + 1, budget) });
    checked.map_err(|malformed| malformed.within("dictionary"))
}
