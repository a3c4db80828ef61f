//! What a module takes: the bytes of its sections that are loaded, by kind. Files are rounded up to pages.

use crate::Error;
use std::path::Path;

const ALLOCATED: u64 = 2;
/// `.bss`, and what fills a page up: nothing in the file.
const NOBITS: u64 = 8;

/// Bytes of all sections of a 64-bit little-endian ELF file that are loaded.
pub(crate) fn loaded(path: &Path) -> Result<u64, Error> {
    let file = std::fs::read(path)?;
    sizes(&file).ok_or_else(|| format!("{} is no 64-bit ELF file", path.display()).into())
}

fn sizes(file: &[u8]) -> Option<u64> {
    let number = |at: usize, len: usize| {
        let bytes = file.get(at..at + len)?;
        Some(bytes.iter().rev().fold(0u64, |all, byte| all << 8 | u64::from(*byte)))
    };
    if file.get(..6)? != b"\x7fELF\x02\x01" {
        return None;
    }
    let (start, each, count) = (number(0x28, 8)? as usize, number(0x3a, 2)? as usize, number(0x3c, 2)? as usize);
    let mut total = 0;
    for section in (0..count).map(|index| start + index * each) {
        if number(section + 8, 8)? & ALLOCATED != 0 && number(section + 4, 4)? != NOBITS {
            total += number(section + 32, 8)?;
        }
    }
    Some(total)
}
