//! Whether an ELF file is whole: the system maps what is there, and the process dies where the rest should be.

use alloc::vec;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Where a number is, from and to.
type At = [usize; 2];

/// Where the numbers are in the two classes.
struct Layout {
    table: At,
    entry: At,
    count: At,
    offset: At,
    len: At,
}

const ELF32: Layout = Layout { table: [28, 32], entry: [42, 44], count: [44, 46], offset: [4, 8], len: [16, 20] };
const ELF64: Layout = Layout { table: [32, 40], entry: [54, 56], count: [56, 58], offset: [8, 16], len: [32, 40] };

/// A number in this machine's byte order.
#[inline]
fn number(bytes: &[u8], [from, to]: At) -> Option<u64> {
    if bytes.len() < to {
        return None;
    }
    let mut value = 0;
    for at in from..to {
        let at = if cfg!(target_endian = "big") { at } else { to - 1 - (at - from) };
        value = value << 8 | u64::from(bytes[at]);
    }
    Some(value)
}

/// How many bytes of the file, which has `len`, the segments need that are loaded; `None` for what is no ELF file of this byte order.
#[inline]
pub(super) fn needed(file: &mut File, begin: &[u8], len: u64) -> io::Result<Option<u64>> {
    let order = if cfg!(target_endian = "big") { 2 } else { 1 };
    let layout = match begin {
        [0x7f, b'E', b'L', b'F', 1, data, ..] if *data == order => ELF32,
        [0x7f, b'E', b'L', b'F', 2, data, ..] if *data == order => ELF64,
        _ => return Ok(None),
    };
    let numbers = (number(begin, layout.table), number(begin, layout.entry), number(begin, layout.count));
    let (Some(table), Some(entry), Some(count)) = numbers else {
        return Ok(None);
    };
    if entry > 1024 {
        return Ok(None); // the system says what it thinks of it
    }
    let needed = table.saturating_add(entry * count);
    if entry == 0 || len < needed {
        return Ok(Some(needed));
    }
    file.seek(SeekFrom::Start(table))?;
    let mut segments = vec![0; (entry * count) as usize];
    let read = read(file, &mut segments)?;
    if read < segments.len() {
        return Ok(Some(needed));
    }
    let mut highest = None;
    for at in 0..count as usize {
        let segment = &segments[at * entry as usize..][..entry as usize];
        if let Some(end) = loaded_end(segment, &layout) {
            highest = Some(end.max(highest.unwrap_or(0)));
        }
    }
    Ok(highest)
}

/// Whether it names a loader (`PT_INTERP`), as programs do and few libraries.
#[inline]
pub(super) fn names_a_loader(file: &mut File, begin: &[u8]) -> Option<bool> {
    const PT_INTERP: u64 = 3;
    let layout = if begin.get(4) == Some(&1) { ELF32 } else { ELF64 };
    let (table, entry) = (number(begin, layout.table)?, number(begin, layout.entry)?);
    for at in 0..number(begin, layout.count)? {
        let mut kind = [0; 4];
        file.seek(SeekFrom::Start(table.checked_add(at * entry)?)).ok()?;
        if read(file, &mut kind).ok()? == 4 && number(&kind, [0, 4])? == PT_INTERP {
            return Some(true);
        }
    }
    Some(false)
}

/// The end in the file of a segment of type `PT_LOAD`.
#[inline]
fn loaded_end(segment: &[u8], layout: &Layout) -> Option<u64> {
    const PT_LOAD: u64 = 1;
    if number(segment, [0, 4])? != PT_LOAD {
        return None;
    }
    Some(number(segment, layout.offset)?.saturating_add(number(segment, layout.len)?))
}

/// Fills the buffer, as far as the file goes; how far that is.
#[inline]
pub(super) fn read(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut len = 0;
    while len < buffer.len() {
        match file.read(&mut buffer[len..]) {
            Ok(0) => break,
            Ok(more) => len += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(len)
}
