//! Whether an ELF file is whole: the system maps what is there, and the process dies where the rest should be.

use alloc::vec::Vec;
use core::ops::Range;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Where the numbers are in the two classes.
struct Layout {
    table: Range<usize>,
    entry: Range<usize>,
    count: Range<usize>,
    offset: Range<usize>,
    len: Range<usize>,
}

const ELF32: Layout = Layout { table: 28..32, entry: 42..44, count: 44..46, offset: 4..8, len: 16..20 };
const ELF64: Layout = Layout { table: 32..40, entry: 54..56, count: 56..58, offset: 8..16, len: 32..40 };

/// A number in this machine's byte order.
fn number(bytes: &[u8], at: &Range<usize>) -> Option<u64> {
    let bytes = bytes.get(at.clone())?;
    let mut wide = [0; 8];
    let start = if cfg!(target_endian = "big") { 8 - bytes.len() } else { 0 };
    wide[start..start + bytes.len()].copy_from_slice(bytes);
    Some(u64::from_ne_bytes(wide))
}

/// How many bytes the segments need that are loaded; `None` for what is no ELF file of this byte order.
pub(super) fn needed(file: &mut File, begin: &[u8]) -> io::Result<Option<u64>> {
    let order = if cfg!(target_endian = "big") { 2 } else { 1 };
    let layout = match begin {
        [0x7f, b'E', b'L', b'F', 1, data, ..] if *data == order => ELF32,
        [0x7f, b'E', b'L', b'F', 2, data, ..] if *data == order => ELF64,
        _ => return Ok(None),
    };
    let numbers = (number(begin, &layout.table), number(begin, &layout.entry), number(begin, &layout.count));
    let (Some(table), Some(entry), Some(count)) = numbers else {
        return Ok(None);
    };
    if entry > 1024 {
        return Ok(None); // the system says what it thinks of it
    }
    let len = entry * count;
    let mut segments = Vec::new();
    file.seek(SeekFrom::Start(table))?;
    file.take(len).read_to_end(&mut segments)?;
    if (segments.len() as u64) < len || entry == 0 {
        return Ok(Some(table.saturating_add(len)));
    }
    let ends = segments.chunks_exact(entry as usize).filter_map(|segment| loaded_end(segment, &layout));
    Ok(ends.max())
}

/// The end in the file of a segment of type `PT_LOAD`.
fn loaded_end(segment: &[u8], layout: &Layout) -> Option<u64> {
    const PT_LOAD: u64 = 1;
    if number(segment, &(0..4))? != PT_LOAD {
        return None;
    }
    Some(number(segment, &layout.offset)?.saturating_add(number(segment, &layout.len)?))
}
